// The picture on paper: title, day and scope above it, the legend below; on a canvas or as an SVG.

import { fontOf, widthOf } from "./measure.js";
import { INK, PAPER, QUIET } from "./style.js";
import { paintLines } from "./lines.js";
import { paintNode } from "./node.js";
import { paintWhole } from "./scene.js";
import { sign } from "./paths.js";

const HEADING = { size: 18, weight: 600 };
const SMALL = { size: 13, weight: 400 };
const EDGE = 20;
const ROW = 22;
const TOP = 64;
const SAMPLE = 54;

// `area` is what is seen of the scene; `width` how wide the picture stands on the paper.
export function layOut({ area, width, about, legend }) {
  const scale = width / area.width;
  const height = area.height * scale;
  const rows = inRows(legend, width);
  return { area, about, rows, scale, width, height, whole: { width: width + 2 * EDGE, height: TOP + height + EDGE + (rows.length + 1) * ROW } };
}

export function paintPaper(ctx, scene, state, paper) {
  const { area, scale, width, height } = paper;
  ctx.fillStyle = PAPER;
  ctx.fillRect(0, 0, paper.whole.width, paper.whole.height);
  paintHeading(ctx, paper.about);
  const clip = { x: EDGE, y: TOP, width, height };
  within(ctx, { x: EDGE - area.left * scale, y: TOP - area.top * scale, scale }, clip, () => {
    paintWhole(ctx, scene, state, { scale, area });
  });
  paintLegend(ctx, paper);
}

function within(ctx, transform, clip, paint) {
  if (ctx.enter) ctx.enter(transform, clip);
  else {
    ctx.save();
    ctx.beginPath();
    ctx.rect(clip.x, clip.y, clip.width, clip.height);
    ctx.clip();
    ctx.translate(transform.x, transform.y);
    ctx.scale(transform.scale, transform.scale);
  }
  paint();
  if (ctx.leave) ctx.leave();
  else ctx.restore();
}

function paintHeading(ctx, { title, day, scope }) {
  write(ctx, title, EDGE, 30, HEADING, INK);
  write(ctx, [day, scope].filter(Boolean).join(" · "), EDGE, 52, SMALL, QUIET);
}

function write(ctx, text, x, y, face, colour) {
  ctx.font = fontOf(face);
  ctx.fillStyle = colour;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillText(text, x, y);
}

function inRows(legend, width) {
  const rows = [[]];
  let left = 0;
  for (const entry of legend) {
    const wide = SAMPLE + widthOf(entry.word, SMALL) + 22;
    if (left && left + wide > width) {
      rows.push([]);
      left = 0;
    }
    rows.at(-1).push({ entry, left });
    left += wide;
  }
  return rows;
}

function paintLegend(ctx, { rows, height }) {
  rows.forEach((row, index) => {
    const y = TOP + height + EDGE + index * ROW;
    for (const { entry, left } of row) paintEntry(ctx, entry, EDGE + left, y);
  });
}

function paintEntry(ctx, { node, edge, state, word }, x, y) {
  if (node) paintNode(ctx, { node, box: { rows: [], width: 34, height: 14 }, x: x + 23, y: y + 4 }, { near: true });
  else if (edge) paintLines(ctx, [{ edge, points: [{ x, y: y + 4 }, { x: x + 46, y: y + 4 }] }], { scale: 1, lit: new Set() });
  else sign(ctx, state, x + 16, y - 3);
  write(ctx, word, x + SAMPLE, y + 8.5, SMALL, INK);
}
