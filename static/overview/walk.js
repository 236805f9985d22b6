// Arrow keys walk to the nearest mark that way; what is pointed at or walked to is told in words.

import { middleOf } from "./zoom.js";

const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// ``here``: told of each mark that is pointed at or walked to.
export function makeWalkable(plan, where, here) {
  const box = plan.parentElement;
  const come = (node) => {
    tell(node, where);
    here(node);
  };
  // on the box: a picture that listens itself would become a stop of the Tab key
  box.addEventListener("keydown", (event) => onKey(event, plan));
  box.addEventListener("focusin", (event) => {
    const node = event.target.closest("[data-node]");
    if (!node) return;
    for (const each of plan.querySelectorAll('[tabindex="0"]')) each.setAttribute("tabindex", -1);
    node.setAttribute("tabindex", 0);
    come(node);
  });
  // moved over, not scrolled under: what keys walk to stays told
  box.addEventListener("pointermove", (event) => {
    const node = event.target.closest("[data-node]");
    if (node) come(node);
  });
}

function tell(node, where) {
  where.textContent = node.getAttribute("aria-label");
}

function onKey(event, plan) {
  const here = event.target.closest("[data-node]");
  if (!here || event.ctrlKey || event.altKey || event.metaKey) return;
  const nodes = [...plan.querySelectorAll("[data-node]")].filter((node) => node.checkVisibility());
  const next = event.key in WAYS ? nearest(here, nodes, WAYS[event.key]) : ends(event.key, nodes);
  if (next === undefined) return;
  event.preventDefault();
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function ends(key, nodes) {
  if (key === "Home") return nodes[0];
  return key === "End" ? nodes.at(-1) : undefined;
}

// The nearest one ahead, counting what lies aside twice, so that a row or column is kept to.
function nearest(here, nodes, [right, down]) {
  const from = middleOf(here);
  let [best, least] = [null, Infinity];
  for (const node of nodes) {
    const to = middleOf(node);
    const ahead = (to.x - from.x) * right + (to.y - from.y) * down;
    const aside = Math.abs((to.x - from.x) * down) + Math.abs((to.y - from.y) * right);
    if (node === here || ahead <= 0 || aside > 2 * ahead) continue;
    const far = ahead + 2 * aside;
    if (far < least) [best, least] = [node, far];
  }
  return best;
}
