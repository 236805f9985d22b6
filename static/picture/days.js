// One layout over all days of a slider: what stays from one day to another keeps its place.

import { LEVEL, labelOf, layOutAll, sized } from "./layout.js";

const KEPT = "chain-days"; // the next page, of the day that was chosen, draws by the same layout

export function daysOf(slider) {
  const address = slider?.dataset.days;
  if (!address) return null;
  let waiting;
  return {
    // where everything in a picture stands by a layout that another page left; nothing where it does not fit
    placedBefore: (data) => placedOn(remembered(address), data),
    // all days' pictures, laid out once: asked for when somebody reaches for the slider
    all: (own) => (waiting ??= load(address, own)),
  };
}

async function load(address, own) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const { days } = await answer.json();
  const layout = await layOutTogether([...Object.values(days), own]);
  remember(address, layout);
  return { on: (day) => days[day], placed: (data) => placedOn(layout, data) };
}

// Lays several pictures out as one.
export async function layOutTogether(pictures) {
  const nodes = pictures.flatMap((data) => data.nodes).map((node) => ({ ...sized(node), id: keyOf(node) }));
  const edges = pictures.flatMap((data) => {
    const keys = keysOf(data);
    return data.edges.map((edge) => ({ ...edge, id: joined(edge, keys), source: keys.get(edge.source), target: keys.get(edge.target) }));
  });
  const { width, height, children, edges: routes } = await layOutAll(largest(nodes, area), largest(edges, room));
  return { width, height, children: byId(children), edges: byId(routes) };
}

// Of everything that has the same id the largest, wide and tall enough for each.
function largest(things, size) {
  const found = new Map();
  for (const each of things) {
    const known = found.get(each.id);
    const [more, less] = known && size(known) > size(each) ? [known, each] : [each, known];
    found.set(each.id, less && more.width ? widened(more, less) : more);
  }
  return [...found.values()];
}

function widened(node, other) {
  const level = Math.max(...[node, other].map(({ layoutOptions }) => Number(layoutOptions[LEVEL])));
  const size = { width: Math.max(node.width, other.width), height: Math.max(node.height, other.height) };
  return { ...node, ...size, layoutOptions: { [LEVEL]: String(level) } };
}

function area({ width, height }) {
  return width * height;
}

function room({ label }) {
  return label.length;
}

// Somebody who stands on another level another day is another node of the layout; what it is all about never moves.
function keyOf({ id, level, target }) {
  return target ? id : `${id}@${level}`;
}

function keysOf({ nodes }) {
  return new Map(nodes.map((node) => [node.id, keyOf(node)]));
}

function joined(edge, keys) {
  return `${edge.type}-${keys.get(edge.source)}-${keys.get(edge.target)}`;
}

function byId(things) {
  return Object.fromEntries(things.map(({ id, x, y, width, height, sections, labels }) => [id, { x, y, width, height, sections, labels }]));
}

// Where everything in one picture stands by such a layout; nothing where it does not fit.
export function placedOn(layout, data) {
  if (!layout) return null;
  const keys = keysOf(data);
  const children = data.nodes.map((node) => ({ own: sized(node), place: layout.children[keyOf(node)] }));
  const edges = data.edges.map((edge) => ({ edge, route: layout.edges[joined(edge, keys)] }));
  const fits = children.every(({ own, place }) => place && own.width <= place.width && own.height <= place.height);
  if (!fits || !edges.every(({ edge, route }) => route && (!edge.label || route.labels.length))) return null;
  return {
    width: layout.width,
    height: layout.height,
    children: children.map(({ own, place }) => ({ ...own, ...place })),
    edges: edges.map(({ edge, route }) => ({ id: edge.id, sections: route.sections, labels: labelsOf(edge, route) })),
  };
}

// Words shorter than those for which room was left stand close to their line.
function labelsOf(edge, { labels, sections }) {
  if (!edge.label) return [];
  const own = labelOf(edge);
  const [{ x, y, width }] = labels;
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
  const away = (point) => Math.abs(point.x - x - width / 2);
  const nearest = points.reduce((best, point) => (away(point) < away(best) ? point : best));
  return [{ ...own, y, x: nearest.x > x + width / 2 ? x + width - own.width : x }];
}

function remember(address, layout) {
  sessionStorage.setItem(KEPT, JSON.stringify({ address, layout }));
}

function remembered(address) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  return kept?.address === address ? kept.layout : null;
}
