// Draws what elk has placed: units as filled pills, people as boxes, lines around them.

import { LINE_HEIGHT } from "./text.js";
import { element, mark, text } from "./svg.js";

const SMALLEST = 0.8; // below this text is too small: the box scrolls instead
const PHONE = 600;
const CORNER = 9;

export function draw(data, placed, box) {
  makeRoom(box, placed);
  const prefix = data.prefix ?? "";
  const svg = element(
    "svg",
    {
      class: "picture",
      viewBox: `0 0 ${placed.width} ${placed.height}`,
      role: "group",
      "aria-labelledby": box.getAttribute("aria-labelledby"),
      "aria-describedby": "picture-help",
      ...sizeIn(box, placed),
    },
    arrows(prefix),
    ...placed.edges.map((edge) => drawEdge(edge, find(data.edges, edge.id), prefix)),
    ...placed.children.map((place) => drawNode(place, find(data.nodes, place.id), prefix)),
  );
  box.replaceChildren(svg);
  tellWhatIsAside(box);
  showTarget(box, placed, data);
  return svg;
}

// A picture too wide to stand beside the table takes the whole width above it.
function makeRoom(box, placed) {
  const crowded = placed.width * SMALLEST > box.clientWidth;
  box.closest("[data-beside]")?.classList.toggle("is-wide", crowded);
}

// Where the picture goes on beyond the edge of its box, words say so.
function tellWhatIsAside(box) {
  const hint = document.querySelector(`[data-scrolls="${box.id}"]`);
  if (hint) hint.hidden = box.scrollWidth <= box.clientWidth + 1;
}

function showTarget(box, placed, data) {
  const place = placed.children.find(({ id }) => find(data.nodes, id).target);
  const scale = box.scrollWidth / placed.width;
  if (place) box.scrollLeft = (place.x + place.width / 2) * scale - box.clientWidth / 2;
}

function find(list, id) {
  return list.find((item) => item.id === id);
}

function sizeIn(box, placed) {
  const fill = box.clientWidth / placed.width;
  const fit = box.clientWidth < PHONE || fill < SMALLEST ? 1 : Math.min(1, fill);
  return { width: Math.round(placed.width * fit), height: Math.round(placed.height * fit) };
}

function arrows(prefix) {
  const full = arrow(`${prefix}arrow`, "M0 0 L9 4.5 L0 9 z", "arrow");
  const broken = arrow(`${prefix}arrow-broken`, "M0 0 L9 4.5 L0 9 z", "arrow arrow-broken");
  const hollow = arrow(`${prefix}arrow-hollow`, "M1 1 L8 4.5 L1 8 z", "arrow-hollow");
  return element("defs", {}, full, broken, hollow);
}

function arrow(id, path, style) {
  const size = { refX: 9, refY: 4.5, markerWidth: 9, markerHeight: 9 };
  const shape = { id, orient: "auto", markerUnits: "userSpaceOnUse", ...size };
  return element("marker", shape, element("path", { d: path, class: style }));
}

function drawEdge(edge, about, prefix) {
  const style = ["edge", `edge-${about.type}`, about.broken && "is-broken", about.in_line.length && "in-line"];
  style.push(...about.in_line.map((side) => `in-line-${side}`));
  const group = element("g", { class: style.filter(Boolean).join(" "), "data-edge": about.id });
  for (const section of edge.sections ?? []) group.append(...route(section, about, prefix));
  for (const label of edge.labels ?? []) group.append(...drawLabel(label, about));
  return group;
}

// The line of the party is a double one: a second path runs along its middle, under the arrow.
function route(section, about, prefix) {
  const name = headOf(about);
  const head = name && `url(#${prefix}${name})`;
  if (!about.in_line.includes("party")) return [line(section, "route", head)];
  return [line(section, "route", null), line(section, "core", null), line(section, "head", head)];
}

function headOf({ type, broken }) {
  if (type === "within" || type === "post") return null;
  if (broken) return "arrow-broken";
  return type === "supervises" ? "arrow-hollow" : "arrow";
}

function line(section, style, head) {
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  const d = points.map(({ x, y }, index) => `${index ? "L" : "M"}${x} ${y}`).join(" ");
  return element("path", { d, class: style, "marker-end": head });
}

function drawLabel(label, { sign }) {
  const back = { x: label.x, y: label.y, width: label.width, height: label.height, class: "label-back" };
  const left = label.x + 3 + (sign ? 18 : 0);
  const words = label.lines.map((part, index) =>
    text(part, { x: left, y: label.y + 13 + index * 16, class: "label" }),
  );
  const signs = sign ? [mark(sign, label.x + 2, label.y + 2)] : [];
  return [element("rect", back), ...signs, ...words];
}

function drawNode(place, node, prefix) {
  const style = ["node", `node-${node.shape}`];
  if (node.tier) style.push(`tier-${node.tier}`);
  if (node.line) style.push(`line-${node.line}`);
  if (node.target) style.push("is-target");
  if (node.differs) style.push("is-different", `is-${node.differs}`);
  const link = element("a", {
    id: `node-${prefix}${node.id}`,
    class: style.join(" "),
    href: node.href || null,
    transform: `translate(${place.x} ${place.y})`,
    "data-node": node.id,
    tabindex: -1,
  });
  link.append(halo(place), ...outlines(place, node));
  // the blanks part the lines for those who hear them
  for (const [index, row] of place.rows.entries()) link.append(...drawRow(row, index, place), " ");
  for (const step of node.steps) link.append(...disc(step, place));
  return link;
}

function halo({ width, height }) {
  return element("rect", { x: -5, y: -5, width: width + 10, height: height + 10, rx: 8, class: "halo" });
}

// What differs has a second outline: dashed where it is gone, whole where it is new or another.
function outlines(place, node) {
  const around = element("rect", {
    ...{ x: -4, y: -4, width: place.width + 8, height: place.height + 8, rx: 6 },
    class: "difference",
  });
  return node.differs ? [around, outline(place, node)] : [outline(place, node)];
}

function outline({ width, height }, { shape, line: side }) {
  if (shape === "group") return element("path", { d: stacked(width, height), class: "shape" });
  if (shape === "count") return element("path", { d: stacked(width, height, 4), class: "shape" });
  if (shape === "unit") {
    return element("rect", { width, height, rx: Math.min(height / 2, 20), class: "shape" });
  }
  if (side === "party") return element("path", { d: cutCorners(width, height), class: "shape" });
  if (side === "front") return element("path", { d: slanted(width, height), class: "shape" });
  return element("rect", { width, height, rx: 2, class: "shape" });
}

function cutCorners(width, height) {
  const c = CORNER;
  return `M${c} 0 H${width - c} L${width} ${c} V${height - c} L${width - c} ${height} H${c} L0 ${height - c} V${c} z`;
}

function slanted(width, height) {
  return `M${CORNER} 0 H${width} L${width - CORNER} ${height} H0 z`;
}

// Sheets one behind another: somebody or something that is several.
function stacked(width, height, offset = 5) {
  const o = offset;
  const front = `M0 0 H${width} V${height} H0 z`;
  return `${front} M${width} ${o} h${o} V${height + o} H${o} v${-o}`;
}

function drawRow(row, index, place) {
  const y = (place.height - place.rows.length * LINE_HEIGHT) / 2 + index * LINE_HEIGHT;
  const left = (place.width - row.width) / 2;
  const words = text(row.text, {
    x: left + (row.mark ? 20 : 0),
    y: y + 13.5,
    class: row.face.weight === 600 ? "words words-title" : "words",
  });
  return row.mark ? [mark(row.mark, left, y + 2), words] : [words];
}

function disc({ number, line: side }, { width }) {
  if (side !== "party") return [element("circle", { cx: 0, cy: 0, r: 10, class: "disc" }), digits(number, 0)];
  const shape = element("path", { d: octagon(width), class: "disc disc-party" });
  return [shape, digits(number, width, "disc-number disc-number-party")];
}

function octagon(x) {
  const points = [[-4, -10], [4, -10], [10, -4], [10, 4], [4, 10], [-4, 10], [-10, 4], [-10, -4]];
  return `M${points.map(([dx, dy]) => `${x + dx} ${dy}`).join(" L")} z`;
}

function digits(number, x, style = "disc-number") {
  return text(String(number), { x, y: 4.5, class: style });
}
