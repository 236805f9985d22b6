"""What tests ask a page in Chromium: sentences in JavaScript that need no test of their own."""

from __future__ import annotations

# every sign of a state that the page knows: its outline and its colour
SIGNS = """() => {
  const signs = ["broken", "overloaded", "expiring", "acting", "complete"];
  return Object.fromEntries(signs.map((sign) => {
    const drawn = document.getElementById(`mark-${sign}`);
    const shapes = [...drawn.children].map((e) => e.tagName + e.getAttribute("d"));
    const { fill } = getComputedStyle(drawn.querySelector(`.mark-${sign}`));
    return [sign, [shapes.join(), fill]];
  }));
}"""
# how the legend's samples of lines look without their colour: dash, width, strokes, heads
LINES = """(all) => all.flatMap((svg) => {
  const isHead = (each) => /z/i.test(each.getAttribute("d") ?? "");
  const all = [...svg.querySelectorAll("path, line")];
  if (all.every(isHead) || svg.querySelector("rect, circle, use")) return [];
  const looks = all.map((each) => [isHead(each), getComputedStyle(each)]);
  return [looks.map(([head, s]) => [head, s.strokeDasharray, s.strokeWidth].join(" ")).join(", ")];
})"""
HREFS = "all => all.map((use) => use.getAttribute('href'))"
# the signs that are drawn in a picture
USED = """() => [...document.querySelectorAll("[data-picture] use, svg.plan use")]
  .filter((use) => use.checkVisibility()).map((use) => use.getAttribute("href"))"""
# the outlines of people by their line, in picture and legend, without place, size and colour
PEOPLE = """() => {
  const outline = (e) => e.tagName + (e.getAttribute("d") ?? "").replace(/[-\\d. ]/g, "");
  const line = (node) => /line-\\w+/.exec(node.getAttribute("class"))?.[0] ?? "line-state";
  const look = (node) => `${line(node)} ${outline(node.querySelector(".shape"))}`;
  const people = "[data-picture] .node-person, .legend .node-person";
  return [...new Set([...document.querySelectorAll(people)].map(look))];
}"""
# the legend's samples of a network, without place, size and colour
SAMPLES = """() => {
  const outline = (e) => e.tagName + (e.getAttribute("d") ?? "").replace(/[-\\d. ]/g, "");
  const look = (item) => [...item.querySelectorAll("path, rect, line")].map(outline).join();
  const all = [...document.querySelectorAll("[data-legend] li")];
  return all.map((item) => [item.textContent.trim(), look(item)]);
}"""
# what invites the mouse and is not within reach of the keys
BY_MOUSE_ALONE = """() => {
  const reached = "a[href], button, summary, label, input, select, textarea, [tabindex]";
  const invites = (e) => getComputedStyle(e).cursor === "pointer" && e.checkVisibility();
  const all = [...document.querySelectorAll("body *")];
  const unreached = all.filter((e) => invites(e) && !e.closest(reached));
  const first = [...document.querySelectorAll("[tabindex]")].filter((e) => e.tabIndex > 0);
  return [...unreached, ...first].map((e) => e.outerHTML.slice(0, 99));
}"""
# how many colours an image has (99 at most) and how many dark points
INK = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const { width, height } = image;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const seen = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const colours = new Set();
  let dark = 0;
  for (const each of seen) {
    if (colours.size < 99) colours.add(each);
    dark += (each & 255) + ((each >> 8) & 255) + ((each >> 16) & 255) < 300;
  }
  return [colours.size, dark];
}"""
# what of an SVG picture lies outside it
OUTSIDE = """() => [...document.querySelectorAll("[data-picture] svg, .plan")].flatMap((svg) => {
  const all = svg.getBoundingClientRect();
  const parts = [...svg.querySelectorAll("[data-node] .shape, [data-node] use, .edge path, text")];
  return parts.filter((part) => part.checkVisibility()).filter((part) => {
    const box = part.getBoundingClientRect();
    const across = box.left < all.left - 1 || box.right > all.right + 1;
    return across || box.top < all.top - 1 || box.bottom > all.bottom + 1;
  }).map((part) => part.outerHTML.slice(0, 99));
})"""
# how many points at the border of a canvas are inked, white around letters apart; a copy is read,
# for Chromium complains of one that is read often
AT_THE_BORDER = """() => {
  const drawn = document.querySelector("#picture canvas");
  const { width, height } = drawn;
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(drawn, 0, 0);
  const seen = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  return seen.filter((each, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const inked = each && (each & 0xffffff) !== 0xffffff;
    return inked && (x < 2 || y < 2 || x >= width - 2 || y >= height - 2);
  }).length;
}"""
# what a canvas shows once all that was asked for is drawn; nothing where there is none
CANVAS = """() => new Promise((told) => {
  const tell = () => told(document.querySelector("#picture canvas")?.toDataURL());
  requestAnimationFrame(() => requestAnimationFrame(tell));
})"""
# what of a payload became more than text
RAN = """() => {
  const ran = "img, [onerror], [onload], [href^='javascript:']";
  return [...document.querySelectorAll(ran)].map((e) => e.outerHTML);
}"""
