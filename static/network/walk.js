// Arrow keys go from node to node along the lines, the one that lies best in that direction.

const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const NARROW = 0.35; // cosine: what lies further aside is not in this direction

export function isArrow(key) {
  return key in WAYS;
}

// The neighbour in a direction; where no line leads there, the nearest node there.
export function next(scene, from, key) {
  const start = scene.spots.get(from);
  if (!start) return scene.data.centre;
  const others = [...scene.spots.values()].filter((spot) => spot !== start);
  const joined = neighbours(scene, from);
  return best(start, others.filter(({ node }) => joined.has(node.id)), WAYS[key]) ?? best(start, others, WAYS[key]);
}

export function neighbours({ data }, id) {
  const touching = data.edges.filter(({ from, to }) => from === id || to === id);
  return new Set(touching.map(({ from, to }) => (from === id ? to : from)));
}

function best(start, spots, way) {
  const rated = spots.map((spot) => ({ id: spot.node.id, cost: cost(start, spot, way) })).filter(({ cost: c }) => c < Infinity);
  rated.sort((a, b) => a.cost - b.cost);
  return rated[0]?.id;
}

// Distance, made longer the further aside a node lies.
function cost(start, spot, [right, down]) {
  const [dx, dy] = [spot.x - start.x, spot.y - start.y];
  const length = Math.hypot(dx, dy);
  const straight = length && (dx * right + dy * down) / length;
  return straight > NARROW ? length / straight ** 2 : Infinity;
}
