// The legend: only what is in the picture, drawn by the painting of the picture itself; on the page and on paper.

import { make } from "./elements.js";
import { lineSample, shapeSample, signSample } from "./samples.js";

const STATES = ["broken", "overloaded", "expiring", "acting", "complete", "ended"];

// Entries of one kind each: a shape, a line or a sign, and its words.
export function legendOf(data, words) {
  return [...shapes(data, words), ...lines(data, words), ...signs(data, words)];
}

export function showLegend(list, entries) {
  list.replaceChildren(...entries.map((entry) => make("li", {}, sampleOf(entry), entry.word)));
}

function sampleOf({ node, edge, state }) {
  if (node) return shapeSample(node);
  return edge ? lineSample(edge) : signSample(state);
}

function shapes({ nodes }, words) {
  const found = new Map();
  for (const { kind, tier, line } of nodes) {
    const key = kind === "unit" ? `unit_${tier}` : [kind, line].filter(Boolean).join("_");
    const word = words.shapes[key] ?? words.shapes[kind];
    if (word && !found.has(word)) found.set(word, { node: { kind, tier, line }, word });
  }
  return [...found.values()];
}

function lines({ edges }, words) {
  const used = [...new Set(edges.map(({ relation }) => relation))];
  const whole = used.map((relation) => ({ edge: { relation }, word: words.relations[relation] }));
  const broken = edges.find((edge) => edge.broken);
  return broken ? [...whole, { edge: { relation: broken.relation, broken: true }, word: words.line_broken }] : whole;
}

function signs({ nodes }, words) {
  const used = new Set(nodes.flatMap(({ states = [] }) => states.map(({ state }) => state)));
  return STATES.filter((state) => used.has(state)).map((state) => ({ state, word: words.states[state] }));
}
