// Brings an overview's picture to life: it is walked by keys, zoomed, linked with the table's rows.

import { fillHouseholds } from "./overview/households.js";
import { linkRows } from "./overview/rows.js";
import { makeWalkable } from "./overview/walk.js";
import { makeZoomable } from "./overview/zoom.js";

const plan = document.querySelector("[data-plan]");
if (plan) {
  makeZoomable(plan, document.querySelector("[data-zoom-tools]"));
  makeWalkable(plan, document.querySelector("[data-plan-where]"));
  linkRows(plan);
}
document.querySelectorAll("[data-households]").forEach(fillHouseholds);
