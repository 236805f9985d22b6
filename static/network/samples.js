// Samples for the legend: a line is shown as a line, a shape as a shape, by the painting of the picture itself.

import { paintLines } from "./lines.js";
import { paintNode } from "./node.js";
import { sign } from "./paths.js";
import { VectorContext } from "./vector.js";

const NONE = new Set();

export function lineSample(edge, { width = 46, height = 14 } = {}) {
  const vector = new VectorContext(width, height);
  const points = [{ x: 2, y: height / 2 }, { x: width - 2, y: height / 2 }];
  paintLines(vector, [{ edge, points }], { scale: 1, lit: NONE });
  return hidden(vector);
}

export function shapeSample(node, { width = 30, height = 16 } = {}) {
  const vector = new VectorContext(width + 8, height + 8);
  const box = { rows: [], width, height };
  paintNode(vector, { node, box, x: width / 2 + 2, y: height / 2 + 6 }, { near: true });
  return hidden(vector);
}

export function signSample(state, size = 14) {
  const vector = new VectorContext(size, size);
  sign(vector, state, 0, 0, size);
  return hidden(vector);
}

function hidden(vector) {
  vector.svg.setAttribute("class", "sample");
  vector.svg.setAttribute("aria-hidden", "true");
  vector.svg.setAttribute("focusable", "false");
  return vector.svg;
}
