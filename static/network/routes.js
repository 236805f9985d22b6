// Where lines run: from border to border, side by side where several join the same two nodes.

const APART = 34;
const STEPS = 14;

// A route is a list of points; with them come the edge and whether it is the only one between its ends.
export function routesOf(edges, spots) {
  const bundles = new Map();
  for (const edge of edges) {
    if (!spots.has(edge.from) || !spots.has(edge.to)) continue;
    const key = [edge.from, edge.to].sort().join("\n");
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(edge);
  }
  return [...bundles.values()].flatMap((bundle) => bundle.map((edge, index) => route(edge, index, bundle.length, spots)));
}

export function middleOf({ points }) {
  const [a, b] = [points[Math.floor((points.length - 1) / 2)], points[Math.ceil((points.length - 1) / 2)]];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

export function distanceTo({ points }, spot) {
  const pairs = points.slice(1).map((point, index) => toSegment(points[index], point, spot));
  return Math.min(...pairs);
}

function route(edge, index, count, spots) {
  const [from, to] = [spots.get(edge.from), spots.get(edge.to)];
  if (edge.from === edge.to) return { edge, points: loop(from, index) };
  const offset = (index - (count - 1) / 2) * APART;
  const points = offset ? bent(from, to, edge.from < edge.to ? offset : -offset) : [from, to];
  return { edge, points: clipped(points, from, to) };
}

function bent(from, to, offset) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const via = {
    x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * 2 * offset,
    y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * 2 * offset,
  };
  return Array.from({ length: STEPS + 1 }, (_, step) => between(from, via, to, step / STEPS));
}

function between(a, b, c, t) {
  const mix = (p, q, r) => (1 - t) ** 2 * p + 2 * t * (1 - t) * q + t ** 2 * r;
  return { x: mix(a.x, b.x, c.x), y: mix(a.y, b.y, c.y) };
}

function loop({ x, y, box }, index) {
  const [r, right, top] = [22 + 8 * index, x + box.width / 2, y - box.height / 2];
  const turn = (step) => Math.PI * (-1 + (1.5 * step) / STEPS);
  return Array.from({ length: STEPS + 1 }, (_, step) => ({
    x: right + r * Math.cos(turn(step)),
    y: top + r * Math.sin(turn(step)),
  }));
}

// Cuts off what lies under the boxes at both ends, so that an arrow's head is seen.
function clipped(points, from, to) {
  const kept = points.filter((point) => !within(point, from) && !within(point, to));
  const start = border(from, kept[0] ?? to);
  const end = border(to, kept.at(-1) ?? from);
  return [start, ...kept, end];
}

function within({ x, y }, spot) {
  return Math.abs(x - spot.x) <= spot.box.width / 2 && Math.abs(y - spot.y) <= spot.box.height / 2;
}

function border(spot, towards) {
  const [dx, dy] = [towards.x - spot.x, towards.y - spot.y];
  if (!dx && !dy) return { x: spot.x, y: spot.y };
  const reach = Math.min(spot.box.width / 2 / Math.abs(dx), spot.box.height / 2 / Math.abs(dy), 1);
  return { x: spot.x + dx * reach, y: spot.y + dy * reach };
}

function toSegment(a, b, { x, y }) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  const t = square ? Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / square)) : 0;
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}
