// The network made ready for painting: boxes, places, routes; and the painting that screen and paper share.

import { boxOf } from "./measure.js";
import { inOrderOfWeight, paintLabels } from "./labels.js";
import { paintLineWords, paintLines } from "./lines.js";
import { paintNode } from "./node.js";
import { middleOf, routesOf } from "./routes.js";

export const NEAR = 0.55; // from here on the words in the boxes can be read
const MARGIN = 24;
const HALF = { x: 110, y: 65 }; // of a large node
const NONE = new Set();

export function makeScene(data, view) {
  const spots = new Map(data.nodes.map((node) => [node.id, spotOf(node, view.pin.get(node.id))]));
  return { data, spots, routes: routesOf(data.edges, spots), weighed: inOrderOfWeight(spots, view) };
}

// After a node was moved by hand its lines run elsewhere.
export function moveSpot(scene, id, { x, y }) {
  Object.assign(scene.spots.get(id), { x, y });
  scene.routes = routesOf(scene.data.edges, scene.spots);
}

// Through time the ground of all days is seen, or each day would be of another size.
export function boundsOf({ data, spots, routes }) {
  const all = [...spots.values()].flatMap(({ x, y, box }) => [
    { x: x - box.width / 2, y: y - box.height / 2 },
    { x: x + box.width / 2, y: y + box.height / 2 },
  ]);
  const points = [...all, ...routes.map(middleOf), ...(data.time ? cornersOf(data.time.ground) : [])];
  const ends = (name) => points.reduce(([low, high], point) => [Math.min(low, point[name]), Math.max(high, point[name])], [Infinity, -Infinity]);
  if (!points.length) return { left: 0, top: 0, width: 1, height: 1 };
  const [[left, right], [top, bottom]] = [ends("x"), ends("y")];
  return { left: left - MARGIN, top: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN };
}

function cornersOf({ left, right, top, bottom }) {
  return [{ x: left - HALF.x, y: top - HALF.y }, { x: right + HALF.x, y: bottom + HALF.y }];
}

// Which lines are lit: those of the chosen and of the pointed-at node, and of a path shown.
export function litLines(scene, { focus, hover, path }) {
  if (path) return new Set(path.edges);
  if (!focus && !hover) return NONE;
  const mine = (edge) => [edge.from, edge.to].some((id) => id === focus || id === hover);
  return new Set(scene.data.edges.filter(mine).map((edge) => edge.id));
}

export function howNode(node, { focus, hover, path, pins }, scale) {
  return {
    scale,
    near: scale >= NEAR,
    chosen: node.id === focus,
    lit: node.id === hover || Boolean(path?.nodes.includes(node.id)),
    pinned: pins.has(node.id),
  };
}

// Below the nodes, above the nodes: the two layers around what paints the nodes themselves.
export function paintBelow(ctx, scene, { scale, lit }) {
  paintLines(ctx, scene.routes, { scale, lit });
}

export function paintAbove(ctx, scene, { scale, lit, area }) {
  const near = scale >= NEAR;
  if (near || lit.size < 40) paintLineWords(ctx, scene.routes, { lit: near ? lit : NONE, near });
  if (!near) paintLabels(ctx, scene.weighed, { scale, area });
}

// Everything at once, for paper: the context already stands so that the area is what is seen.
export function paintWhole(ctx, scene, state, { scale, area }) {
  const lit = litLines(scene, state);
  paintBelow(ctx, scene, { scale, lit });
  for (const spot of scene.spots.values()) paintNode(ctx, spot, howNode(spot.node, state, scale));
  paintAbove(ctx, scene, { scale, lit, area });
}

function spotOf(node, pin) {
  return { node, box: boxOf(node), x: pin?.x ?? node.x, y: pin?.y ?? node.y };
}
