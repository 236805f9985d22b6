// Puts pictures, their title, date, scope and legend into one SVG that needs nothing around it.

import { fontFaces } from "./fonts.js";
import { element, text } from "./svg.js";
import { FONT, widthOf, wrap } from "./text.js";
import { inlined, symbolsFor } from "./inline.js";

const MARGIN = 24;
const GAP = 32;
const INK = "#1c2126";
const QUIET = "#555d66";
const TITLE = { size: 18, weight: 600 };
const PLAIN = { size: 13, weight: 400 };
const LEAST = 640; // a narrow chain still needs room for its title and legend

export async function composed(pictures, about) {
  const sizes = pictures.map(sizeOf);
  const inner = sizes.reduce((sum, size) => sum + size.width, GAP * (sizes.length - 1));
  const width = Math.max(inner, LEAST);
  const head = headOf(about, width);
  const pane = placedPictures(pictures, sizes, head.height, (width - inner) / 2);
  const legend = legendOf(about.legend, width, head.height + pane.height + GAP);
  const total = { width: width + 2 * MARGIN, height: head.height + pane.height + GAP + legend.height + 2 * MARGIN };
  const made = element("svg", { ...total, viewBox: `0 0 ${total.width} ${total.height}`, "font-family": FONT });
  const paper = element("rect", { width: "100%", height: "100%", fill: "#ffffff" });
  const body = element("g", { transform: `translate(${MARGIN} ${MARGIN})` }, ...head.parts, ...pane.parts, ...legend.parts);
  const title = element("title");
  title.textContent = about.title;
  made.append(title, await fontFaces(), symbolsFor(body), paper, body);
  return made;
}

function sizeOf(svg) {
  const { width, height } = svg.viewBox.baseVal;
  return { width, height };
}

function headOf({ title, date, scope, note }, width) {
  const titles = wrap(title, TITLE, width);
  const lines = [scope, date, note].filter(Boolean).flatMap((line) => wrap(line, PLAIN, width));
  const parts = titles.map((line, index) => words(line, 0, 18 + index * 24, TITLE, INK));
  const top = titles.length * 24;
  parts.push(...lines.map((line, index) => words(line, 0, top + 16 + index * 19, PLAIN, QUIET)));
  return { parts, height: top + lines.length * 19 + 20 };
}

// Pictures stand side by side, each under the heading it has on the page.
function placedPictures(pictures, sizes, top, indent) {
  const headed = pictures.length > 1 ? 26 : 0;
  let left = indent;
  const parts = pictures.flatMap((svg, index) => {
    const copy = inlined(svg);
    for (const [name, value] of Object.entries({ x: left, y: top + headed, ...sizes[index] })) copy.setAttribute(name, value);
    const heading = headed ? [words(headingOf(svg), left, top + 16, { size: 15, weight: 600 }, INK)] : [];
    left += sizes[index].width + GAP;
    return [...heading, copy];
  });
  return { parts, height: headed + Math.max(...sizes.map(({ height }) => height)) };
}

function headingOf(svg) {
  const label = document.getElementById(svg.getAttribute("aria-labelledby"));
  return label?.firstChild?.textContent.trim() ?? "";
}

function legendOf(legend, width, top) {
  const heading = legend?.querySelector("h3")?.textContent.trim();
  if (!heading) return { parts: [], height: 0 };
  const parts = [words(heading, 0, top + 12, { ...PLAIN, weight: 600 }, QUIET)];
  let [left, y] = [0, top + 24];
  for (const item of legend.querySelectorAll("li")) {
    const sample = item.querySelector("svg");
    const size = { width: Number(sample.getAttribute("width")), height: Number(sample.getAttribute("height")) };
    const label = [...item.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(" ").trim();
    const room = size.width + 8 + widthOf(label, PLAIN);
    if (left && left + room > width) [left, y] = [0, y + 24];
    const copy = inlined(sample);
    copy.setAttribute("x", left);
    copy.setAttribute("y", y + (18 - size.height) / 2);
    parts.push(copy, words(label, left + size.width + 8, y + 13.5, PLAIN, INK));
    left += room + 20;
  }
  return { parts, height: y + 24 - top };
}

function words(content, x, y, { size, weight }, fill) {
  return text(content, { x, y, "font-size": size, "font-weight": weight, fill });
}
