// Paints the lines: all of one look in one stroke, their heads, and words where they help.

import { CHOSEN, INK, LIT, PAPER, lineStyle } from "./style.js";
import { circle, polygon, rounded, sign } from "./paths.js";
import { fontOf, widthOf } from "./measure.js";
import { middleOf } from "./routes.js";

const HEAD = 10;
const WORDS = { size: 12, weight: 400 };
const HEADS_FROM = 0.12; // a head smaller than a pixel or two is not drawn

export function paintLines(ctx, routes, { scale, lit }) {
  const thick = Math.max(1, 0.6 / scale);
  paintLit(ctx, routes.filter(({ edge }) => lit.has(edge.id)), thick);
  for (const alike of byLook(routes)) {
    const style = lineStyle(alike[0].edge);
    stroke(ctx, alike, style, thick);
    if (style.head && scale >= HEADS_FROM) paintHeads(ctx, alike, style, thick);
  }
}

// Words on the lines of the chosen node, and why a line is broken.
export function paintLineWords(ctx, routes, { lit, near }) {
  for (const each of routes) {
    if (lit.has(each.edge.id)) paintWords(ctx, each);
    else if (each.edge.broken && near) paintSign(ctx, middleOf(each));
  }
}

function byLook(routes) {
  const looks = new Map();
  for (const each of routes) {
    const key = `${each.edge.relation} ${Boolean(each.edge.broken)}`;
    if (!looks.has(key)) looks.set(key, []);
    looks.get(key).push(each);
  }
  return looks.values();
}

function paintLit(ctx, routes, thick) {
  if (routes.length) stroke(ctx, routes, { stroke: CHOSEN, width: 7, dash: [] }, thick);
}

function stroke(ctx, routes, style, thick) {
  ctx.beginPath();
  for (const { points } of routes) {
    points.forEach(({ x, y }, index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  }
  ctx.setLineDash(style.dash.map((length) => length * thick));
  ctx.strokeStyle = style.stroke;
  ctx.lineWidth = style.width * thick;
  ctx.stroke();
  ctx.setLineDash([]);
}

function paintHeads(ctx, routes, style, thick) {
  ctx.beginPath();
  for (const { points } of routes) head(ctx, points.at(-2), points.at(-1), style.head, thick);
  ctx.fillStyle = style.head === "hollow" ? PAPER : style.stroke;
  ctx.fill();
  ctx.strokeStyle = style.stroke;
  ctx.lineWidth = 1.2 * thick;
  ctx.stroke();
}

function head(ctx, before, tip, kind, thick) {
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const size = HEAD * thick;
  if (kind === "dot") return circle(ctx, tip.x - cos * 4 * thick, tip.y - sin * 4 * thick, 3.2 * thick);
  const side = (way) => [tip.x - cos * size + way * sin * size * 0.5, tip.y - sin * size - way * cos * size * 0.5];
  return polygon(ctx, [[tip.x, tip.y], side(1), side(-1)]);
}

function paintWords(ctx, each) {
  const { x, y } = middleOf(each);
  const text = [each.edge.label, each.edge.state?.word].filter(Boolean).join(", ");
  const room = each.edge.broken ? 18 : 0;
  const width = widthOf(text, WORDS) + room + 10;
  ctx.beginPath();
  rounded(ctx, x - width / 2, y - 10, width, 20, 4);
  ctx.fillStyle = LIT;
  ctx.fill();
  if (room) sign(ctx, "broken", x - width / 2 + 4, y - 7);
  ctx.font = fontOf(WORDS);
  ctx.fillStyle = INK;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillText(text, x - width / 2 + 5 + room, y + 4.5);
}

function paintSign(ctx, { x, y }) {
  ctx.beginPath();
  circle(ctx, x, y, 10);
  ctx.fillStyle = PAPER;
  ctx.fill();
  sign(ctx, "broken", x - 7, y - 7);
}
