// Arrow keys walk from node to node: up and down along the lines, left and right within a level.

const FOCUS = "focus";
const KEYS = { ArrowUp: up, ArrowDown: down, ArrowLeft: left, ArrowRight: right, Home: first, End: last };

// signal: ends it, when another picture takes the place of this one.
export function makeWalkable(svg, data, where, signal) {
  const walk = { svg, data, nodes: [...svg.querySelectorAll("[data-node]")] };
  if (!walk.nodes.length) return;
  const start = walk.nodes.find((node) => node.classList.contains("is-target")) ?? walk.nodes[0];
  start.setAttribute("tabindex", 0);
  // on the box: a picture that listens itself would become a stop of the Tab key
  svg.parentElement.addEventListener("keydown", (event) => onKey(walk, event), { signal });
  svg.parentElement.addEventListener("focusin", (event) => onFocus(walk, event.target, where), { signal });
}

function onKey(walk, event) {
  const here = event.target.closest("[data-node]");
  const move = KEYS[event.key];
  if (!here || !move || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  move(walk, here)?.focus();
}

function onFocus(walk, target, where) {
  const here = target.closest("[data-node]");
  if (!here) return;
  for (const node of walk.nodes) node.setAttribute("tabindex", node === here ? 0 : -1);
  where.textContent = describe(walk, here);
  keep(here);
}

// The address tells where one is, so that it can be sent, and so that Back and reload come to the same node.
function keep(here) {
  const address = new URL(location.href);
  address.searchParams.set(FOCUS, here.id.replace(/^node-/, ""));
  history.replaceState(history.state, "", address);
}

export function comeBack() {
  const wanted = new URL(location.href).searchParams.get(FOCUS);
  const node = wanted && document.getElementById(`node-${wanted}`);
  // what already has the focus keeps it: the slider that led here, a field that is being typed in
  if (node && document.activeElement === document.body) node.focus();
}

function describe(walk, here) {
  const { words } = walk.data;
  const node = walk.data.nodes.find((item) => item.id === here.dataset.node);
  const parts = [node.about];
  const above = titles(walk, neighbours(walk, here, "target", "source"));
  const below = titles(walk, neighbours(walk, here, "source", "target"));
  if (above) parts.push(`${words.up}: ${above}`);
  if (below) parts.push(`${words.down}: ${below}`);
  return parts.join(". ");
}

function titles(walk, found) {
  return found.map((node) => walk.data.nodes.find((item) => item.id === node.dataset.node).title).join(", ");
}

// The nodes at the other end of the lines that touch this one, nearest first, each once.
function neighbours(walk, here, mine, other) {
  const ids = walk.data.edges.filter((edge) => edge[mine] === here.dataset.node).map((edge) => edge[other]);
  const found = walk.nodes.filter((node) => ids.includes(node.dataset.node));
  return found.sort((a, b) => distance(here, a) - distance(here, b));
}

function up(walk, here) {
  return neighbours(walk, here, "target", "source")[0];
}

function down(walk, here) {
  return neighbours(walk, here, "source", "target")[0];
}

function left(walk, here) {
  return beside(walk, here, -1);
}

function right(walk, here) {
  return beside(walk, here, 1);
}

function first(walk) {
  return [...walk.nodes].sort((a, b) => middle(a).y - middle(b).y)[0];
}

function last(walk) {
  return [...walk.nodes].sort((a, b) => middle(b).y - middle(a).y)[0];
}

// The next node to one side whose box overlaps this one's height.
function beside(walk, here, direction) {
  const from = here.getBoundingClientRect();
  const candidates = walk.nodes.filter((node) => {
    const box = node.getBoundingClientRect();
    const level = box.top < from.bottom && box.bottom > from.top;
    return node !== here && level && direction * (middle(node).x - middle(here).x) > 0;
  });
  return candidates.sort((a, b) => distance(here, a) - distance(here, b))[0];
}

function middle(node) {
  const box = node.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function distance(a, b) {
  const [from, to] = [middle(a), middle(b)];
  return Math.hypot(from.x - to.x, from.y - to.y);
}
