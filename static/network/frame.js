// The frame around the picture carries its address on: links, forms, the day's form, the language; and its day.

import { day } from "./words.js";

export function keepFrame(view, write, shown) {
  keepDay(shown);
  for (const link of document.querySelectorAll(".days a, .languages a")) {
    const own = new URL(link.href, location.href).searchParams;
    const to = link.closest(".days") ? { as_of: own.get("as_of") ?? "" } : {};
    const lang = link.closest(".languages") ? { lang: own.get("lang") ?? "" } : {};
    link.setAttribute("href", `${location.pathname}?${write({ ...view, ...to, ...lang })}`);
  }
  document.querySelectorAll("form[data-date-form]").forEach((form) => fill(form, view, write));
}

function fill(form, view, write) {
  for (const old of form.querySelectorAll("input[type=hidden]")) old.remove();
  for (const [name, value] of new URLSearchParams(write({ ...view, as_of: "" }))) {
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name, value });
    form.append(kept);
  }
}

// After a step in time everything that leads on from here leads to the day that is shown.
function keepDay(shown) {
  const field = document.querySelector("[data-date]");
  const before = field.defaultValue;
  if (before === day(shown)) return;
  Object.assign(field, { defaultValue: day(shown), value: day(shown) });
  const plain = document.querySelector(".calendar-field");
  Object.assign(plain, { defaultValue: shown, value: shown });
  for (const link of document.querySelectorAll("a[href*='as_of=']")) {
    if (link.closest(".days")) tellCurrent(link, shown);
    else link.setAttribute("href", onDay(link.getAttribute("href"), shown));
  }
  for (const kept of document.querySelectorAll("input[type=hidden][name=as_of]")) kept.value = shown;
  for (const asking of document.querySelectorAll("[data-suggest]")) asking.dataset.suggest = onDay(asking.dataset.suggest, shown);
  const foot = document.querySelector(".foot p");
  foot.textContent = foot.textContent.replace(before, () => day(shown));
}

function tellCurrent(link, shown) {
  const own = new URL(link.href, location.href).searchParams.get("as_of");
  if (own === shown) link.setAttribute("aria-current", "date");
  else link.removeAttribute("aria-current");
}

function onDay(address, shown) {
  return address.replace(/([?&]as_of=)[^&#]*/, (_, name) => name + shown);
}
