// The chain as a picture: reads the data beside it, lets elk place it, draws it and makes it walkable.

import { fontsReady, markReady } from "./ready.js";
import { layOut } from "./picture/layout.js";
import { draw } from "./picture/draw.js";
import { makeWalkable } from "./picture/walk.js";
import { linkRows } from "./picture/rows.js";

async function show(box) {
  const data = JSON.parse(document.getElementById("picture-data").textContent);
  await fontsReady();
  const placed = await layOut(data);
  const svg = draw(data, placed, box);
  makeWalkable(svg, data, document.getElementById("picture-where"));
  linkRows(svg);
}

function tellFailure(box, error) {
  console.error(error);
  box.querySelector("[data-loading]")?.remove();
  box.querySelector("[data-failed]").hidden = false;
}

const box = document.getElementById("picture");
show(box)
  .catch((error) => tellFailure(box, error))
  .finally(markReady);
