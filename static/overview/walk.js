// Arrow keys walk to the nearest mark that way; what is pointed at or walked to is told in words.

const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export function makeWalkable(plan, where) {
  const nodes = [...plan.querySelectorAll("[data-node]")];
  const box = plan.parentElement;
  // on the box: a picture that listens itself would become a stop of the Tab key
  box.addEventListener("keydown", (event) => onKey(event, nodes));
  box.addEventListener("focusin", (event) => {
    const here = event.target.closest("[data-node]");
    if (!here) return;
    for (const node of nodes) if (node.tabIndex === 0) node.setAttribute("tabindex", -1);
    here.setAttribute("tabindex", 0);
    tell(here, where);
  });
  // moved over, not scrolled under: what keys walk to stays told
  box.addEventListener("pointermove", (event) => {
    const here = event.target.closest("[data-node]");
    if (here) tell(here, where);
  });
}

function tell(here, where) {
  where.textContent = here.getAttribute("aria-label");
}

function onKey(event, nodes) {
  const here = event.target.closest("[data-node]");
  if (!here || event.ctrlKey || event.altKey || event.metaKey) return;
  const next = event.key in WAYS ? nearest(here, nodes, WAYS[event.key]) : ends(event.key, nodes);
  if (next === undefined) return;
  event.preventDefault();
  next?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function ends(key, nodes) {
  if (key === "Home") return nodes[0];
  return key === "End" ? nodes.at(-1) : undefined;
}

// The nearest one ahead, counting what lies aside twice, so that a row or column is kept to.
function nearest(here, nodes, [right, down]) {
  const from = middle(here);
  let [best, least] = [null, Infinity];
  for (const node of nodes) {
    const to = middle(node);
    const ahead = (to.x - from.x) * right + (to.y - from.y) * down;
    const aside = Math.abs((to.x - from.x) * down) + Math.abs((to.y - from.y) * right);
    if (node === here || ahead <= 0 || aside > 2 * ahead) continue;
    const far = ahead + 2 * aside;
    if (far < least) [best, least] = [node, far];
  }
  return best;
}

function middle(node) {
  const mark = node.firstElementChild;
  return { x: mark.cx.baseVal.value, y: mark.cy.baseVal.value };
}
