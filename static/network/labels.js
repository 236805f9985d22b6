// Names beside shapes when the picture is seen from afar: the ones that matter first, none over another.

import { INK, nodeStyle } from "./style.js";
import { broken, fontOf } from "./measure.js";

const MOST = 300;
const FACE = { size: 12, weight: 400 };
const LINE = 15;
const [NARROWEST, WIDEST, ROOM] = [56, 160, 205]; // px of a label; units of the picture from node to node
const RIM = 3; // px between a label and the border of the picture
const CELL = 6;
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
  ctx.strokeStyle = "rgba(255, 255, 255, 0.9)";
  ctx.lineWidth = 4 / scale;
  ctx.lineJoin = "round";
  for (const spot of spots) {
    if (!left || !inside(spot, area)) continue;
    const able = placesOf(spot, scale, area).slice(0, spots.length > MOST ? 1 : 3);
    const place = able.find((each) => claim(taken, each, scale));
    if (!place) continue;
    paintLabel(ctx, place, scale);
    left -= 1;
  }
}

function inside({ x, y }, { left, top, right, bottom }) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

// As wide as there is room beside its neighbours; broken anew only when that changes much.
function rowsOf(spot, scale) {
  const limit = Math.round(Math.max(NARROWEST, Math.min(WIDEST, ROOM * scale)) / 8) * 8;
  if (spot.label?.limit !== limit) spot.label = { limit, rows: broken(spot.node.title, FACE, 2, limit) };
  return spot.label.rows;
}

// In its shape where that is high enough, else under it; where another name is there already, over its shape
// or above it. Never over the border of what is seen.
function placesOf(spot, scale, area) {
  const { node, x, y, box } = spot;
  const rows = rowsOf(spot, scale);
  const width = (Math.max(...rows.map((row) => row.width)) + 6) / scale;
  const height = (rows.length * LINE) / scale;
  const within = box.height + 4 / scale > height;
  const rim = RIM / scale;
  const left = Math.max(area.left + rim, Math.min(area.right - width - rim, x - width / 2));
  const lowest = area.bottom - height - rim;
  const ink = within && width <= box.width ? nodeStyle(node).ink : null;
  const [under, over, above] = [y + box.height / 2, y - height / 2, y - box.height / 2 - height];
  return (within ? [over, under, above] : [under, over, above]).map((top) => ({
    rows,
    left,
    top: Math.max(area.top + rim, Math.min(lowest, top)),
    width,
    height,
    ink: top === over ? ink : null,
  }));
}

// Takes the cells of a coarse grid on the screen; false when one of them is another label's.
function claim(taken, { left, top, width, height }, scale) {
  const [first, last] = [left, left + width].map((x) => Math.floor((x * scale) / CELL));
  const [upper, lower] = [top, top + height - 1 / scale].map((y) => Math.floor((y * scale) / CELL));
  const cells = [];
  for (let x = first; x <= last; x += 1) for (let y = upper; y <= lower; y += 1) cells.push(y * WIDE + x);
  if (cells.some((cell) => taken.has(cell))) return false;
  for (const cell of cells) taken.add(cell);
  return true;
}

// What goes beyond its shape has a white rim, or lines would run through it.
function paintLabel(ctx, { rows, left, top, width, ink }, scale) {
  rows.forEach((row, index) => {
    const [x, y] = [left + (width - row.width / scale) / 2, top + (12 + index * LINE) / scale];
    if (!ink) ctx.strokeText(row.text, x, y);
    ctx.fillStyle = ink ?? INK;
    ctx.fillText(row.text, x, y);
  });
}
