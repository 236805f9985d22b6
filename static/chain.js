// Chains as pictures: reads the data beside each, lets elk place it, draws it and makes it walkable.

import { fontsReady, markReady } from "./ready.js";
import { layOut, startEngine } from "./picture/layout.js";
import { draw } from "./picture/draw.js";
import { makeWalkable } from "./picture/walk.js";
import { linkRows } from "./picture/rows.js";
import { addSaving } from "./picture/save.js";

async function show(box) {
  startEngine();
  await fontsReady();
  const data = JSON.parse(document.getElementById(box.dataset.picture).textContent);
  const placed = await layOut(data);
  const svg = draw(data, placed, box);
  makeWalkable(svg, data, document.getElementById("picture-where"));
  linkRows(svg, data.prefix ?? "");
}

function tellFailure(box, error) {
  console.error(error);
  box.querySelector("[data-loading]")?.remove();
  box.querySelector("[data-failed]").hidden = false;
}

async function showAll() {
  const boxes = [...document.querySelectorAll("[data-picture]")];
  await Promise.all(boxes.map((box) => show(box).catch((error) => tellFailure(box, error))));
  document.querySelectorAll("[data-save]").forEach(addSaving);
}

showAll().finally(markReady);
