// A file that was taken out: search, details, zoom and the keys, on what stands in the file itself.

const data = JSON.parse(document.getElementById("data").textContent);
const picture = document.getElementById("picture");
const box = document.getElementById("box");
const details = document.getElementById("details");
const nodes = new Map([...picture.querySelectorAll("[data-box]")].map((node) => [node.dataset.box, node]));
const tracks = [...picture.querySelectorAll(".track")]; // in the order of the data's joins
const rows = [...document.querySelectorAll("tr[data-boxes]")];
const LARGEST = 2.5; // a picture that is wider than so many boxes is opened at its first node
const view = { x: 0, y: 0, width: data.width, height: data.height };

function made(name, text, ...children) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

function fold(text) {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "");
  return bare.replace(/[đĐ]/g, "d").toLowerCase().split(/\s+/).join(" ").trim();
}

// --- zoom ---------------------------------------------------------------------------------------

function show() {
  picture.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
}

function zoom(factor, x = view.x + view.width / 2, y = view.y + view.height / 2) {
  const bounded = Math.min(Math.max(view.width * factor, 200), Math.max(data.width * 2, 800));
  const real = bounded / view.width;
  view.x = x - (x - view.x) * real;
  view.y = y - (y - view.y) * real;
  view.width *= real;
  view.height *= real;
  show();
}

function fit() {
  Object.assign(view, { x: 0, y: 0, width: data.width, height: data.height });
  show();
}

function pointIn(event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
}

function onWheel(event) {
  event.preventDefault();
  const { x, y } = pointIn(event);
  zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, x, y);
}

function onDrag(event) {
  if (event.target.closest("[data-box]") || event.button) return;
  const start = pointIn(event);
  const move = (next) => {
    const here = pointIn(next);
    view.x += start.x - here.x;
    view.y += start.y - here.y;
    show();
  };
  const stop = () => {
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", stop);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", stop);
}

function centre(node) {
  const shape = node.querySelector(".shape").getBBox();
  const place = node.transform.baseVal.consolidate().matrix;
  return { x: place.e + shape.width / 2, y: place.f + shape.height / 2 };
}

function bringIntoSight(node) {
  const { x, y } = centre(node);
  const wide = Math.min(data.width, Math.max(box.clientWidth, 500));
  if (view.width > wide) zoom(wide / view.width);
  view.x = x - view.width / 2;
  view.y = y - view.height / 2;
  show();
}

// --- details ------------------------------------------------------------------------------------

function joinsOf(id) {
  return data.joins.filter(([from, to]) => from === id || to === id);
}

function tell(id) {
  const found = data.boxes[id];
  const facts = made("dl");
  for (const [label, value] of found.details) facts.append(made("dt", label), made("dd", value));
  const joined = made("ul");
  joined.className = "plain";
  for (const [from, to, about] of joinsOf(id)) joined.append(made("li", "", goTo(from === id ? to : from, about)));
  const parts = [made("h3", found.title), made("p", found.about), facts];
  if (joined.children.length) parts.push(made("p", details.dataset.joined), joined);
  details.replaceChildren(...parts);
}

function goTo(id, words) {
  const button = made("button", words);
  button.type = "button";
  button.className = "as-link";
  button.addEventListener("click", () => choose(id, true));
  return button;
}

function choose(id, bring) {
  const node = nodes.get(id);
  if (!node) return;
  for (const [other, each] of nodes) {
    each.classList.toggle("is-chosen", other === id);
    each.setAttribute("tabindex", other === id ? 0 : -1);
  }
  for (const row of rows) row.classList.toggle("is-lit", row.dataset.boxes.split(" ").includes(id));
  data.joins.forEach(([from, to], index) => tracks[index].classList.toggle("is-lit", from === id || to === id));
  tell(id);
  if (bring) {
    bringIntoSight(node);
    node.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  }
}

// --- search -------------------------------------------------------------------------------------

const texts = Object.entries(data.boxes).map(([id, each]) => [id, fold([each.title, each.about, ...each.details.map(([, value]) => value)].join(" "))]);
const find = document.getElementById("find");
const hits = document.getElementById("hits");
const told = document.getElementById("told");
const MOST = 12;

function search() {
  const wanted = fold(find.value);
  const found = wanted ? texts.filter(([, text]) => text.includes(wanted)) : [];
  hits.replaceChildren(...found.slice(0, MOST).map(([id]) => made("li", "", goTo(id, data.boxes[id].title))));
  told.textContent = !wanted ? "" : found.length ? String(found.length) : told.dataset.none;
}

// --- keys ---------------------------------------------------------------------------------------

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// The nearest box in a direction, one that is joined before one that is not.
function nearest(node, [dx, dy]) {
  const from = centre(node);
  const id = node.dataset.box;
  const joined = new Set(joinsOf(id).flat());
  let best = null;
  for (const [other, each] of nodes) {
    const to = centre(each);
    const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    if (other === id || along <= 1 || aside > along * 3) continue;
    const far = (along + aside * 2) * (joined.has(other) ? 1 : 2);
    if (!best || far < best.far) best = { far, other };
  }
  return best?.other;
}

function onKey(event) {
  const node = event.target.closest("[data-box]");
  if (!node || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") choose(node.dataset.box, true);
  else if (ARROWS[event.key]) choose(nearest(node, ARROWS[event.key]), true);
  else return;
  event.preventDefault();
}

function onSlash(event) {
  if (event.key !== "/" || event.target === find) return;
  event.preventDefault();
  find.focus();
}

// --- begin --------------------------------------------------------------------------------------

for (const [id, node] of nodes) node.addEventListener("click", () => choose(id, false));
for (const row of rows) {
  row.querySelector("button")?.addEventListener("click", () => choose(row.dataset.boxes.split(" ")[0], true));
}
for (const button of document.querySelectorAll("[data-zoom]")) {
  const act = { in: () => zoom(1 / 1.3), out: () => zoom(1.3), fit }[button.dataset.zoom];
  button.addEventListener("click", act);
}
box.addEventListener("wheel", onWheel, { passive: false });
box.addEventListener("pointerdown", onDrag);
picture.addEventListener("keydown", onKey);
document.addEventListener("keydown", onSlash);
find.addEventListener("input", search);
const first = picture.querySelector(".is-target") ?? picture.querySelector("[data-box]");
if (first) choose(first.dataset.box, false);
if (first && data.width > box.clientWidth * LARGEST) bringIntoSight(first);
const shown = box.clientHeight / box.clientWidth;
if (data.height > data.width * shown * LARGEST) {
  Object.assign(view, { width: data.width, height: data.width * shown }); // a tall one is opened at its top
  show();
}
window.addEventListener("beforeprint", fit);
document.body.dataset.ready = "";
