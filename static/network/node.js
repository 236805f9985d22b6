// Paints one node: in full where its words can be read, as its bare shape where they cannot.

import { CHOSEN, INK, LIT, PAPER, nodeStyle } from "./style.js";
import { LINE, fontOf } from "./measure.js";
import { SIGN_COLOURS, circle, outline, rounded, sign } from "./paths.js";

const SMALL = { size: 12, weight: 600 };
const SPOT = 6; // px
const WORST = ["broken", "overloaded", "expiring", "acting"];

// `how`: scale, near (words are drawn), chosen, lit, pinned.
export function paintNode(ctx, { node, box, x, y }, how) {
  const place = { x: x - box.width / 2, y: y - box.height / 2, width: box.width, height: box.height };
  const style = nodeStyle(node);
  if (how.chosen || how.lit) paintHalo(ctx, place, how);
  paintShape(ctx, node, place, style);
  if (how.near) paintWords(ctx, box, place, style);
  else paintWorst(ctx, node, place, how.scale);
  if (how.near && node.hidden) paintHidden(ctx, node, place);
  if (how.pinned) paintPin(ctx, place);
}

function paintHalo(ctx, { x, y, width, height }, { chosen }) {
  ctx.beginPath();
  rounded(ctx, x - 7, y - 7, width + 14, height + 14, 10);
  ctx.fillStyle = LIT;
  ctx.fill();
  ctx.strokeStyle = CHOSEN;
  ctx.lineWidth = chosen ? 4 : 2;
  ctx.stroke();
}

function paintShape(ctx, node, place, style) {
  const { x, y, width, height } = place;
  if (node.kind === "group") paintOutline(ctx, node, { ...place, x: x + 4, y: y - 4 }, style);
  paintOutline(ctx, node, place, style);
  if (node.kind === "organisation") paintBar(ctx, style, { x: x + 10, y: y + 3, width: width - 20, height: 3 });
  if (node.kind === "post") paintBar(ctx, style, { x: x + 3, y: y + 6, width: 3, height: height - 12 });
}

function paintOutline(ctx, node, place, style) {
  outline(ctx, node, place);
  ctx.fillStyle = style.fill;
  ctx.fill();
  ctx.strokeStyle = style.stroke;
  ctx.lineWidth = node.line === "party" ? 2 : 1.2;
  ctx.stroke();
}

function paintBar(ctx, style, { x, y, width, height }) {
  ctx.fillStyle = style.stroke;
  ctx.fillRect(x, y, width, height);
}

function paintWords(ctx, box, place, style) {
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  box.rows.forEach((row, index) => {
    const left = place.x + (place.width - row.width) / 2;
    const top = place.y + (place.height - box.rows.length * LINE) / 2 + index * LINE;
    if (row.state) paintSign(ctx, row.state, left, top + 2, style);
    ctx.font = fontOf(row.face);
    ctx.fillStyle = style.ink;
    ctx.fillText(row.text, left + (row.left ?? 0), top + 13.5);
  });
}

// On a dark unit a sign stands on white, or its colours would not be told apart.
function paintSign(ctx, state, left, top, style) {
  if (style.ink === PAPER) {
    ctx.beginPath();
    rounded(ctx, left - 1, top - 1, 16, 16, 4);
    ctx.fillStyle = PAPER;
    ctx.fill();
  }
  sign(ctx, state, left, top);
}

// On the corner, so that a name has room; a sign of a few pixels is only a spot.
function paintWorst(ctx, { states = [] }, { x, y, height }, scale) {
  const worst = WORST.find((state) => states.some((each) => each.state === state));
  if (!worst) return;
  const size = Math.min(height, 40);
  const [left, top] = [x - size / 3, y - size / 3];
  if (size * scale > SPOT) return sign(ctx, worst, left, top, size);
  ctx.fillStyle = SIGN_COLOURS[worst];
  ctx.fillRect(left, top, size, size);
}

// How many neighbours are not shown: as a label on the lower edge.
function paintHidden(ctx, { hidden }, { x, y, width, height }) {
  const text = `+${hidden}`;
  const half = 9 + text.length * 3.5;
  ctx.beginPath();
  rounded(ctx, x + width / 2 - half, y + height - 9, 2 * half, 18, 9);
  ctx.fillStyle = PAPER;
  ctx.fill();
  ctx.strokeStyle = INK;
  ctx.lineWidth = 1.2;
  ctx.stroke();
  ctx.font = fontOf(SMALL);
  ctx.fillStyle = INK;
  ctx.textAlign = "center";
  ctx.fillText(text, x + width / 2, y + height + 4.5);
}

function paintPin(ctx, { x, y, width }) {
  ctx.beginPath();
  ctx.moveTo(x + width - 4, y + 2);
  ctx.lineTo(x + width - 4, y + 12);
  ctx.strokeStyle = INK;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.beginPath();
  circle(ctx, x + width - 4, y - 3, 6);
  ctx.fillStyle = CHOSEN;
  ctx.fill();
  ctx.lineWidth = 1.4;
  ctx.stroke();
}
