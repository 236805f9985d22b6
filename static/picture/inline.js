// Copies a drawing with the style it has on the page written into each of its elements.

import { element } from "./svg.js";

const STYLES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap",
  "font-family", "font-size", "font-weight", "text-anchor", "paint-order", "opacity",
]; // prettier-ignore
const LEFT_OUT = new Set(["halo"]); // drawn for the pointer and the keyboard alone

export function inlined(source) {
  const copy = source.cloneNode(true);
  const [from, to] = [all(source), all(copy)];
  from.forEach((node, index) => dress(node, to[index]));
  for (const node of to) if (LEFT_OUT.has(node.getAttribute("class"))) node.remove();
  // a file leads nowhere: addresses of the site mean nothing outside it
  for (const link of copy.querySelectorAll("a")) link.replaceWith(asGroup(link));
  for (const node of all(copy)) clean(node);
  return copy;
}

function all(root) {
  return [root, ...root.querySelectorAll("*")];
}

function dress(node, copy) {
  const style = getComputedStyle(node);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value) copy.setAttribute(name, value);
  }
}

function asGroup(link) {
  const group = element("g", {}, ...link.childNodes);
  for (const { name, value } of link.attributes) if (name !== "href") group.setAttribute(name, value);
  return group;
}

function clean(node) {
  const kept = node.localName === "marker" || node.localName === "symbol";
  for (const { name } of [...node.attributes]) {
    const ours = /^(class|tabindex|role|aria-.*|data-.*|focusable)$/.test(name) || (name === "id" && !kept);
    if (ours) node.removeAttribute(name);
  }
}

// The signs that a drawing uses, from the sprites of the page.
export function symbolsFor(root) {
  const names = new Set([...root.querySelectorAll("use")].map((use) => use.getAttribute("href").slice(1)));
  const found = [...names].map((name) => document.getElementById(name)).filter(Boolean);
  return element("defs", {}, ...found.map(inlined));
}
