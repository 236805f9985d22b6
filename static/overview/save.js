// Saves the picture whole, as the server drew it, with its title, day, scope and legend; or prints it.

import { savePng, saveSvg } from "../picture/export.js";

const SAVERS = { svg: saveSvg, png: savePng };

// ``whole``: draws the picture as it is on paper while something is done.
export function addSaving(bar, plan, whole) {
  bar.hidden = false;
  addEventListener("beforeprint", whole.begin);
  addEventListener("afterprint", whole.end);
  bar.addEventListener("click", ({ target }) => {
    const kind = target.closest("[data-save-as]")?.dataset.saveAs;
    if (kind === "print") print();
    else if (kind) save(kind, bar, plan, whole);
  });
}

async function save(kind, bar, plan, whole) {
  const told = bar.querySelector("[data-save-told]");
  try {
    whole.begin();
    const saving = SAVERS[kind](plan, aboutOf(bar)); // the picture is copied before anything is waited for
    whole.end();
    told.textContent = bar.dataset.saved.replace("{name}", await saving);
  } catch (error) {
    console.error(error);
    told.textContent = bar.dataset.failed;
  }
}

function aboutOf({ dataset }) {
  const { title, date, scope, name } = dataset;
  const note = document.querySelector(".generated")?.textContent.trim() ?? "";
  return { title, date, scope, name, note, legend: document.querySelector("[data-legend]") };
}
