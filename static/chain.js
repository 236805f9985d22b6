// Chains as pictures: reads the data beside each, lets elk place it, draws it and makes it walkable.

import { fontsReady, markReady } from "./ready.js";
import { layOut, startEngine } from "./picture/layout.js";
import { draw } from "./picture/draw.js";
import { comeBack, makeWalkable } from "./picture/walk.js";
import { daysOf, layOutTogether, placedOn } from "./picture/days.js";
import { makeFindable } from "./picture/find.js";
import { linkRows } from "./picture/rows.js";
import { addSaving } from "./picture/save.js";

const READABLE = 0.8; // two pictures share a layout where neither gets smaller by it than this

function dataOf(box) {
  return JSON.parse(document.getElementById(box.dataset.picture).textContent);
}

// Two days of one chain: what both have stands at the same place in both.
async function showAlike(boxes) {
  startEngine();
  await fontsReady();
  const pictures = boxes.map(dataOf);
  const layout = await layOutTogether(pictures);
  const narrow = boxes.some((box) => layout.width * READABLE > box.clientWidth);
  if (narrow) return Promise.all(boxes.map(show));
  return boxes.forEach((box, index) => painter(box, pictures[index])(pictures[index], placedOn(layout, pictures[index])));
}

function areAlike(boxes) {
  const targets = boxes.map((box) => dataOf(box).nodes.find((node) => node.target)?.id);
  return boxes.length > 1 && targets.every((id) => id === targets[0]);
}

async function show(box) {
  startEngine();
  await fontsReady();
  const data = dataOf(box);
  const slider = document.querySelector("[data-slider]");
  const days = daysOf(slider);
  const paint = painter(box, data);
  paint(data, days?.placedBefore(data) ?? (await layOut(data)));
  if (days) turn(slider, days, data, paint);
}

// Draws a picture in the place of the one before it.
function painter(box, { prefix = "", words }) {
  let stop = new AbortController();
  return (data, placed) => {
    stop.abort();
    stop = new AbortController();
    const svg = draw({ ...data, prefix }, placed, box);
    makeWalkable(svg, { ...data, words }, document.getElementById("picture-where"), stop.signal);
    linkRows(svg, prefix, stop.signal);
  };
}

// While the slider is turned the picture follows; where it rests, the page of that day is opened.
function turn(slider, days, own, paint) {
  let wanted;
  const reach = async () => {
    const all = await days.all(own).catch(console.error);
    if (!all || wanted) return;
    paint(own, all.placed(own));
    slider.dataset.reached = "";
  };
  slider.addEventListener("focusin", reach, { once: true });
  slider.addEventListener("slider:day", async ({ detail: day }) => {
    wanted = day;
    const all = await days.all(own).catch(console.error);
    const data = day === slider.dataset.day ? own : all?.on(day);
    const placed = data && all?.placed(data);
    if (wanted !== day || !placed) return; // the page of that day is opened anyway
    paint(data, placed);
    slider.dataset.shown = day;
  });
}

function tellFailure(box, error) {
  console.error(error);
  box.querySelector("[data-loading]")?.remove();
  box.querySelector("[data-failed]").hidden = false;
}

async function showAll() {
  const boxes = [...document.querySelectorAll("[data-picture]")];
  if (areAlike(boxes)) await showAlike(boxes).catch((error) => boxes.forEach((box) => tellFailure(box, error)));
  else await Promise.all(boxes.map((box) => show(box).catch((error) => tellFailure(box, error))));
  document.querySelectorAll("[data-save]").forEach(addSaving);
  document.querySelectorAll("[data-find-node]").forEach(makeFindable);
  comeBack();
}

showAll().finally(markReady);
