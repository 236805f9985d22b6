// Draws what elk has placed: units as filled pills, people as boxes, lines around them.

import { LINE_HEIGHT } from "./text.js";
import { element, mark, text } from "./svg.js";

const SMALLEST = 0.8; // below this text is too small: the box scrolls instead
const PHONE = 600;
const CORNER = 9;

export function draw(data, placed, box) {
  makeRoom(box, placed);
  const svg = element(
    "svg",
    {
      class: "picture",
      viewBox: `0 0 ${placed.width} ${placed.height}`,
      role: "group",
      "aria-labelledby": "picture-title",
      "aria-describedby": "picture-help",
      ...sizeIn(box, placed),
    },
    arrows(),
    ...placed.edges.map((edge) => drawEdge(edge, find(data.edges, edge.id))),
    ...placed.children.map((place) => drawNode(place, find(data.nodes, place.id))),
  );
  box.replaceChildren(svg);
  showTarget(box, placed, data);
  return svg;
}

// A picture too wide to stand beside the table takes the whole width above it.
function makeRoom(box, placed) {
  const crowded = placed.width * SMALLEST > box.clientWidth;
  box.closest("[data-beside]")?.classList.toggle("is-wide", crowded);
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

function arrows() {
  const full = arrow("arrow", "M0 0 L9 4.5 L0 9 z", "arrow");
  const broken = arrow("arrow-broken", "M0 0 L9 4.5 L0 9 z", "arrow arrow-broken");
  const hollow = arrow("arrow-hollow", "M1 1 L8 4.5 L1 8 z", "arrow-hollow");
  return element("defs", {}, full, broken, hollow);
}

function arrow(id, path, style) {
  const size = { refX: 9, refY: 4.5, markerWidth: 9, markerHeight: 9 };
  const shape = { id, orient: "auto", markerUnits: "userSpaceOnUse", ...size };
  return element("marker", shape, element("path", { d: path, class: style }));
}

function drawEdge(edge, about) {
  const style = ["edge", `edge-${about.type}`, about.broken && "is-broken", about.in_line && "in-line"];
  const group = element("g", { class: style.filter(Boolean).join(" "), "data-edge": about.id });
  for (const section of edge.sections ?? []) group.append(line(section, headOf(about)));
  for (const label of edge.labels ?? []) group.append(...drawLabel(label, about));
  return group;
}

function headOf({ type, broken }) {
  if (type === "within" || type === "post") return null;
  if (broken) return "url(#arrow-broken)";
  return type === "supervises" ? "url(#arrow-hollow)" : "url(#arrow)";
}

function line(section, head) {
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  const d = points.map(({ x, y }, index) => `${index ? "L" : "M"}${x} ${y}`).join(" ");
  return element("path", { d, "marker-end": head });
}

function drawLabel(label, { broken }) {
  const back = { x: label.x, y: label.y, width: label.width, height: label.height, class: "label-back" };
  const left = label.x + 3 + (broken ? 18 : 0);
  const words = label.lines.map((part, index) =>
    text(part, { x: left, y: label.y + 13 + index * 16, class: "label" }),
  );
  const sign = broken ? [mark("broken", label.x + 2, label.y + 2)] : [];
  return [element("rect", back), ...sign, ...words];
}

function drawNode(place, node) {
  const style = ["node", `node-${node.shape}`];
  if (node.tier) style.push(`tier-${node.tier}`);
  if (node.line) style.push(`line-${node.line}`);
  if (node.target) style.push("is-target");
  const link = element("a", {
    id: `node-${node.id}`,
    class: style.join(" "),
    href: node.href,
    transform: `translate(${place.x} ${place.y})`,
    "data-node": node.id,
    tabindex: -1,
  });
  link.append(halo(place), outline(place, node));
  // the blanks part the lines for those who hear them
  for (const [index, row] of place.rows.entries()) link.append(drawRow(row, index, place), " ");
  if (node.step) link.append(...disc(node.step));
  return link;
}

function halo({ width, height }) {
  return element("rect", { x: -5, y: -5, width: width + 10, height: height + 10, rx: 8, class: "halo" });
}

function outline({ width, height }, { shape, line: side }) {
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

function drawRow(row, index, place) {
  const y = (place.height - place.rows.length * LINE_HEIGHT) / 2 + index * LINE_HEIGHT;
  const left = (place.width - row.width) / 2;
  const words = text(row.text, {
    x: left + (row.mark ? 20 : 0),
    y: y + 13.5,
    class: row.face.weight === 600 ? "words words-title" : "words",
  });
  return row.mark ? element("g", {}, mark(row.mark, left, y + 2), words) : words;
}

function disc(step) {
  return [
    element("circle", { cx: 0, cy: 0, r: 10, class: "disc" }),
    text(String(step), { x: 0, y: 4.5, class: "disc-number" }),
  ];
}
