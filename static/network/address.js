// The address is the view: what is shown is read from it and written into it, nothing else is kept.

const LISTS = ["open", "relations", "tiers"];
const WORDS = ["centre", "line", "organisation", "to", "focus", "time", "as_of", "lang"];
const ORDER = ["centre", "open", "relations", "tiers", "line", "organisation", "to", "focus", "pin", "time", "as_of", "lang"];

export function readView(search) {
  const given = new URLSearchParams(search);
  const view = { pin: readPins(given.get("pin") ?? "") };
  for (const name of WORDS) view[name] = given.get(name) ?? "";
  for (const name of LISTS) view[name] = split(given.getAll(name).join(","));
  return view;
}

export function writeView(view) {
  const parts = ORDER.map((name) => [name, written(view, name)]).filter(([, value]) => value);
  return parts.map(([name, value]) => `${name}=${plain(encodeURIComponent(value))}`).join("&");
}

// What the server is asked: the selection alone is the browser's own.
export function question(view) {
  return writeView({ ...view, focus: "" });
}

export function sameQuestion(one, other) {
  return question(one) === question(other);
}

function written(view, name) {
  if (name === "pin") return [...view.pin].map(([id, { x, y }]) => `${id}:${x}:${y}`).join(",");
  return LISTS.includes(name) ? view[name].join(",") : view[name];
}

function readPins(text) {
  const pins = split(text).map((part) => part.match(/^(.+):(-?\d{1,6}):(-?\d{1,6})$/));
  return new Map(pins.filter(Boolean).map(([, id, x, y]) => [id, { x: Number(x), y: Number(y) }]));
}

function split(text) {
  return [...new Set(text.split(",").filter(Boolean))];
}

// Commas and colons are allowed there as they are, and easier to read.
function plain(encoded) {
  return encoded.replaceAll("%2C", ",").replaceAll("%3A", ":");
}
