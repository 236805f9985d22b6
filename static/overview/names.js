// Names marks where there is room on the screen: at every zoom of the same size, never cut off by the box.

import { svgElement } from "./marks.js";
import { middleOf } from "./zoom.js";

const LETTER = 6.5; // px of a 12 px letter, wide enough for most names
const HALF = { province: 10, district: 10, commune: 7, village: 5 };
const GAP = 4;
const MOST = 300;
const FEW = 120; // villages that are named at once
const VILLAGES_FROM = 2.5; // times nearer than the whole

export class Names {
  constructor(plan, zoom) {
    const few = plan.querySelectorAll(".tier-village").length <= FEW;
    Object.assign(this, { plan, zoom, few, kept: new Map(), always: [], covered: () => ({}) });
  }

  // Those named whatever is in the way: what is pointed at or chosen.
  alwaysName(...nodes) {
    this.always = nodes.filter(Boolean);
    this.place();
  }

  place() {
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => this.now());
  }

  now() {
    const { zoom } = this;
    const { left, top, wide, high } = zoom.seen;
    const { right = 0, bottom = 0 } = this.covered(); // by the panel
    const box = { left: 0, top: 0, right: wide / zoom.unit - right, bottom: high / zoom.unit - bottom };
    const wanted = this.wanted().map((node) => this.asked(node, left, top)).filter(({ x, y }) => x > 0 && y > 0 && x < box.right && y < box.bottom);
    const taken = wanted.map(markBox);
    const placed = new Set();
    wanted.slice(0, MOST).forEach((each, index) => {
      const forced = this.always.includes(each.node);
      const found = choices(each).find((choice) => holds(box, choice) && (forced || !taken.some((other, at) => at !== index && meets(choice, other))));
      if (!found) return;
      taken.push(found);
      placed.add(each.node);
      this.write(each.node, found);
    });
    for (const [node, text] of this.kept) if (!placed.has(node)) text.remove();
  }

  clear() {
    cancelAnimationFrame(this.waiting);
    for (const text of this.kept.values()) text.remove();
  }

  wanted() {
    const villages = this.zoom.level >= VILLAGES_FROM || this.few;
    const all = [...this.plan.querySelectorAll(villages ? "[data-node]" : "[data-node]:not(.tier-village)")];
    const shown = all.filter((node) => !node.matches(".is-lost:not(.tier-district)"));
    const order = shown.sort((one, other) => one.dataset.rank - other.dataset.rank);
    return [...new Set([...this.always, ...order])];
  }

  asked(node, left, top) {
    const { x, y } = middleOf(node);
    const unit = this.zoom.unit;
    const tier = node.dataset.tier;
    return { node, x: (x - left) / unit, y: (y - top) / unit, half: HALF[tier], wide: node.dataset.name.length * LETTER };
  }

  write(node, { dx, dy, anchor }) {
    const text = this.kept.get(node) ?? this.make(node);
    const { x, y } = middleOf(node);
    text.setAttribute("x", x + dx * this.zoom.unit);
    text.setAttribute("y", y + dy * this.zoom.unit);
    text.setAttribute("text-anchor", anchor);
    node.append(text);
  }

  make(node) {
    const text = svgElement("text", { class: "live-name" });
    text.textContent = node.dataset.name;
    this.kept.set(node, text);
    return text;
  }
}

function markBox({ x, y, half }) {
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

// Right of the mark, left, below, above.
function choices({ x, y, half, wide }) {
  const far = half + GAP;
  const row = (left) => ({ left, right: left + wide, top: y - 7, bottom: y + 7 });
  const column = (dy) => ({ left: x - wide / 2, right: x + wide / 2, top: y + dy - 7, bottom: y + dy + 7, dx: 0, dy: dy + 4, anchor: "middle" });
  return [
    { ...row(x + far), dx: far, dy: 4, anchor: "start" },
    { ...row(x - far - wide), dx: -far, dy: 4, anchor: "end" },
    column(far + 7),
    column(-far - 7),
  ];
}

function meets(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function holds(box, one) {
  return one.left >= box.left && one.right <= box.right && one.top >= box.top && one.bottom <= box.bottom;
}
