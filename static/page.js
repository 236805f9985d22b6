// What every page does beyond plain HTML: it tells when it stands, and lends the date field a calendar.

import { fontsReady, markReady } from "./ready.js";

function addCalendar(form) {
  const text = form.querySelector("input[data-date]");
  const picker = form.querySelector("input[type=date]");
  const button = form.querySelector("button[data-calendar]");
  if (!text || !picker || !button || !("showPicker" in picker)) return;
  button.hidden = false;
  button.addEventListener("click", () => picker.showPicker());
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    text.value = picker.value.split("-").reverse().join("/");
    form.requestSubmit();
  });
}

document.querySelectorAll("form[data-date-form]").forEach(addCalendar);
if (!document.getElementById("picture")) fontsReady().then(markReady);
