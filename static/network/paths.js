// Outlines of nodes and of the signs of states, as steps that a canvas and an SVG both can follow.

const CORNER = 9; // less in a sample of the legend

// A unit is a pill, the rest a box; the party line has cut corners, the Front's leans.
export function outline(ctx, { kind, line }, { x, y, width, height }) {
  ctx.beginPath();
  if (kind === "unit") return rounded(ctx, x, y, width, height, Math.min(20, height / 2));
  if (kind === "decision") return folded(ctx, x, y, width, height);
  if (line === "party") return cornered(ctx, x, y, width, height);
  if (line === "front") return leaning(ctx, x, y, width, height);
  return rounded(ctx, x, y, width, height, 2);
}

export function rounded(ctx, x, y, width, height, r) {
  ctx.moveTo(x + r, y);
  ctx.lineTo(x + width - r, y);
  ctx.quadraticCurveTo(x + width, y, x + width, y + r);
  ctx.lineTo(x + width, y + height - r);
  ctx.quadraticCurveTo(x + width, y + height, x + width - r, y + height);
  ctx.lineTo(x + r, y + height);
  ctx.quadraticCurveTo(x, y + height, x, y + height - r);
  ctx.lineTo(x, y + r);
  ctx.quadraticCurveTo(x, y, x + r, y);
  ctx.closePath();
}

function cornered(ctx, x, y, width, height) {
  const c = Math.min(CORNER, height / 3);
  polygon(ctx, [
    [x + c, y], [x + width - c, y], [x + width, y + c], [x + width, y + height - c],
    [x + width - c, y + height], [x + c, y + height], [x, y + height - c], [x, y + c],
  ]);
}

function leaning(ctx, x, y, width, height) {
  const c = Math.min(CORNER, height / 2);
  polygon(ctx, [[x + c, y], [x + width, y], [x + width - c, y + height], [x, y + height]]);
}

function folded(ctx, x, y, width, height) {
  const fold = Math.min(12, height / 2);
  polygon(ctx, [[x, y], [x + width - fold, y], [x + width, y + fold], [x + width, y + height], [x, y + height]]);
  ctx.moveTo(x + width - fold, y);
  ctx.lineTo(x + width - fold, y + fold);
  ctx.lineTo(x + width, y + fold);
}

export function polygon(ctx, points) {
  points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

// Four arcs are near enough to a circle, and an SVG of the same steps is one path.
export function circle(ctx, x, y, r) {
  const k = r * 0.4142;
  const d = r * 0.7071;
  ctx.moveTo(x + r, y);
  ctx.quadraticCurveTo(x + r, y + k, x + d, y + d);
  ctx.quadraticCurveTo(x + k, y + r, x, y + r);
  ctx.quadraticCurveTo(x - k, y + r, x - d, y + d);
  ctx.quadraticCurveTo(x - r, y + k, x - r, y);
  ctx.quadraticCurveTo(x - r, y - k, x - d, y - d);
  ctx.quadraticCurveTo(x - k, y - r, x, y - r);
  ctx.quadraticCurveTo(x + k, y - r, x + d, y - d);
  ctx.quadraticCurveTo(x + r, y - k, x + r, y);
  ctx.closePath();
}

const SIGNS = {
  broken: { fill: "#d55e00", path: cross },
  overloaded: { fill: "#cc79a7", stroke: "#1c2126", path: triangle },
  expiring: { fill: "#e69f00", stroke: "#1c2126", path: disc, then: hands },
  acting: { fill: "#fff", stroke: "#1c2126", path: disc, then: half },
  complete: { fill: "#009e73", path: square, then: tick },
  ended: { fill: "#fff", stroke: "#1c2126", path: square, then: bar },
};

export const SIGN_COLOURS = Object.fromEntries(Object.entries(SIGNS).map(([state, { fill }]) => [state, fill]));

// The same signs as beside the words of every page (templates/layout/marks.svg).
export function sign(ctx, state, left, top, size = 14) {
  const found = SIGNS[state];
  if (!found) return;
  const at = (x, y) => [left + (x * size) / 16, top + (y * size) / 16];
  ctx.beginPath();
  found.path(ctx, at, size / 16);
  ctx.fillStyle = found.fill;
  ctx.fill();
  ctx.lineWidth = size / 14;
  if (found.stroke) {
    ctx.strokeStyle = found.stroke;
    ctx.stroke();
  }
  found.then?.(ctx, at, size / 16);
}

function cross(ctx, at) {
  const corners = [[4.2, 2], [8, 5.8], [11.8, 2], [14, 4.2], [10.2, 8], [14, 11.8], [11.8, 14], [8, 10.2], [4.2, 14], [2, 11.8], [5.8, 8], [2, 4.2]];
  polygon(ctx, corners.map(([x, y]) => at(x, y)));
}

function triangle(ctx, at) {
  polygon(ctx, [at(8, 1.5), at(15, 14), at(1, 14)]);
}

function disc(ctx, at, unit) {
  circle(ctx, ...at(8, 8), 6.5 * unit);
}

function square(ctx, at, unit) {
  rounded(ctx, ...at(1.5, 1.5), 13 * unit, 13 * unit, 3 * unit);
}

function stroked(ctx, points, colour, width) {
  ctx.beginPath();
  points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

function hands(ctx, at, unit) {
  stroked(ctx, [at(8, 4), at(8, 8.3), at(11, 10)], "#1c2126", 1.6 * unit);
}

function half(ctx, at) {
  ctx.beginPath();
  ctx.moveTo(...at(8, 1.5));
  ctx.quadraticCurveTo(...at(14.5, 1.8), ...at(14.5, 8));
  ctx.quadraticCurveTo(...at(14.5, 14.2), ...at(8, 14.5));
  ctx.closePath();
  ctx.fillStyle = "#56b4e9";
  ctx.fill();
}

function bar(ctx, at, unit) {
  stroked(ctx, [at(4.5, 8), at(11.5, 8)], "#1c2126", 2 * unit);
}

function tick(ctx, at, unit) {
  stroked(ctx, [at(4.3, 8.2), at(7, 11), at(11.8, 5.6)], "#fff", 2.2 * unit);
}
