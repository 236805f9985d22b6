// The panel: the facts of what is chosen with their days and decisions, told by the server in words.

import { make } from "../network/elements.js";

export async function fillPanel(panel, id, node) {
  const body = panel.querySelector("[data-panel-body]");
  const source = panel.dataset.source;
  if (!source) {
    body.replaceChildren(...aboutMark(node, panel.dataset.open));
    return "";
  }
  body.replaceChildren(make("p", { class: "quiet" }, panel.dataset.loading));
  const answer = await fetch(`${source}&unit=${encodeURIComponent(id)}`).catch(() => null);
  if (!answer?.ok) {
    body.replaceChildren(...(node ? aboutMark(node, panel.dataset.open) : []), make("p", {}, panel.dataset.failed));
    return "";
  }
  const told = await answer.json();
  body.replaceChildren(...aboutUnit(told));
  return told.parent;
}

// Where the server tells no more: what the mark says, a sentence a line.
function aboutMark(node, open) {
  if (!node) return [];
  const [first, ...rest] = node.getAttribute("aria-label").split(". ");
  const lines = rest.map((line) => make("li", {}, line));
  const link = make("a", { href: node.getAttribute("href") }, open);
  return [make("h3", {}, node.dataset.name), make("p", {}, first), make("ul", {}, ...lines), make("p", {}, link)];
}

function aboutUnit({ name, code, sign, state, facts, links }) {
  const rows = facts.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, value)]);
  const ways = links.map(([words, href]) => make("li", {}, make("a", { href }, words)));
  return [
    make("h3", {}, name, " ", make("span", { class: "quiet code" }, code)),
    make("p", {}, badge(sign, state)),
    make("dl", {}, ...rows),
    make("ul", { class: "plan-ways" }, ...ways),
  ];
}

const SVG = "http://www.w3.org/2000/svg";

function badge(sign, words) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "sign");
  picture.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#mark-${sign}`);
  picture.append(use);
  return make("span", { class: `badge-state is-${sign}` }, picture, words);
}
