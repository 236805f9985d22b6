// Words of the page's language, days as offices write them, numbers as the language writes them.

export function readWords(element) {
  return JSON.parse(element.textContent);
}

export function say(message, values = {}) {
  return message.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function day(iso) {
  return iso ? iso.split("-").reverse().join("/") : "";
}

const numbers = new Intl.NumberFormat(document.documentElement.lang); // made once: it takes longer than it is used

export function number(value) {
  return numbers.format(value);
}

// An open end has no day: a dash, as in every table of the site.
export function days({ since, until_inclusive: until }) {
  return [day(since) || "–", day(until) || "–"];
}
