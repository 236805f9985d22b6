// Names beside shapes when the picture is seen from afar: the ones that matter first, none over another.

import { INK, nodeStyle } from "./style.js";
import { fontOf, widthOf } from "./measure.js";

const MOST = 300;
const FACE = { size: 12, weight: 400 };
const HEIGHT = 17;
const LONGEST = 26;
const CELL = 40;
const WIDE = 100_000; // more cells than a row has, so that a cell is one number
const TIERS = ["province", "district", "commune", "village"];

export function inOrderOfWeight(spots, view) {
  return [...spots.values()].sort((a, b) => weight(a.node, view) - weight(b.node, view));
}

function weight(node, view) {
  if (node.id === view.focus) return 0;
  if (node.id === view.centre || node.id === view.to) return 1;
  if (node.open) return 2;
  if (node.states?.some(({ state }) => state === "broken")) return 3;
  const tier = TIERS.indexOf(node.tier);
  return 4 + (tier < 0 ? 3 : tier) + (node.kind === "unit" ? 0 : 4);
}

// `area` is what is seen, in the picture's own measures.
export function paintLabels(ctx, spots, { scale, area }) {
  const taken = new Set();
  let left = MOST;
  ctx.font = fontOf({ ...FACE, size: FACE.size / scale });
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  for (const spot of spots) {
    if (!left || !inside(spot, area)) continue;
    const place = placeOf(spot, scale, area);
    if (!claim(taken, place, scale)) continue;
    paintLabel(ctx, place, scale);
    left -= 1;
  }
}

function inside({ x, y }, { left, top, right, bottom }) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function shortened(title) {
  return title.length > LONGEST ? `${title.slice(0, LONGEST)}…` : title;
}

// In its shape where that is high enough, else under it, but never over the border of what is seen.
function placeOf({ node, x, y, box }, scale, area) {
  const text = shortened(node.title);
  const width = (widthOf(text, FACE) + 6) / scale;
  const height = HEIGHT / scale;
  const within = box.height > height;
  const left = Math.max(area.left, Math.min(area.right - width, x - width / 2));
  const top = Math.max(area.top, Math.min(area.bottom - height, within ? y - height / 2 : y + box.height / 2));
  return { text, left, top, width, height, ink: within && width <= box.width ? nodeStyle(node).ink : null };
}

// Takes the cells of a coarse grid on the screen; false when one of them is another label's.
function claim(taken, { left, top, width, height }, scale) {
  const [first, last] = [left, left + width].map((x) => Math.floor((x * scale) / CELL));
  const [upper, lower] = [top, top + height].map((y) => Math.floor((y * scale) / HEIGHT) * WIDE);
  for (let x = first; x <= last; x += 1) if (taken.has(upper + x) || taken.has(lower + x)) return false;
  for (let x = first; x <= last; x += 1) taken.add(upper + x).add(lower + x);
  return true;
}

// What goes beyond its shape stands on white, or lines would run through it.
function paintLabel(ctx, { text, left, top, width, height, ink }, scale) {
  if (!ink) {
    ctx.fillStyle = "rgba(255, 255, 255, 0.85)";
    ctx.fillRect(left, top, width, height);
  }
  ctx.fillStyle = ink ?? INK;
  ctx.fillText(text, left + 3 / scale, top + 13 / scale);
}
