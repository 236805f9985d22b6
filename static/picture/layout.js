// Sizes every node by its text and asks elk for places and routes: layered, orthogonal, one partition a level.

import { LINE_HEIGHT, balance, widthOf } from "./text.js";

export const LEVEL = "elk.partitioning.partition";
const TEXT_LIMIT = 190;
const MARK = 20; // a mark and the space after it
const PADDING = { unit: { x: 18, y: 8 }, person: { x: 12, y: 8 }, nobody: { x: 12, y: 8 }, group: { x: 12, y: 8 }, count: { x: 12, y: 8 } };
const TITLE = { size: 14, weight: 600 };
const PLAIN = { size: 13, weight: 400 };
const LABEL = { size: 12, weight: 400 };

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.partitioning.activate": "true",
  "elk.padding": "[top=16,left=16,bottom=16,right=16]",
  "elk.spacing.nodeNode": "22",
  "elk.spacing.edgeNode": "14",
  "elk.spacing.edgeLabel": "4",
  "elk.layered.spacing.nodeNodeBetweenLayers": "34",
  "elk.layered.spacing.edgeNodeBetweenLayers": "14",
  "elk.layered.considerModelOrder.strategy": "PREFER_NODES",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
};

let engine;

// One engine for all pictures of a page; it takes a moment to start, so it is started before it is needed.
export function startEngine() {
  engine ??= new globalThis.ELK();
  return engine;
}

export function layOut({ nodes, edges }) {
  return layOutAll(nodes.map(sized), edges);
}

export async function layOutAll(children, edges) {
  return startEngine().layout({ id: "picture", layoutOptions: OPTIONS, children, edges: edges.map(labelled) });
}

export function sized(node) {
  const rows = rowsOf(node);
  const padding = PADDING[node.shape];
  const widest = Math.max(...rows.map((row) => row.width));
  return {
    id: node.id,
    rows,
    width: Math.ceil(widest + 2 * padding.x),
    height: Math.ceil(rows.length * LINE_HEIGHT + 2 * padding.y),
    layoutOptions: { [LEVEL]: String(node.level) },
  };
}

function rowsOf(node) {
  return [
    ...balance(node.title, TITLE, TEXT_LIMIT).map((text) => plainRow(text, TITLE)),
    ...node.lines.flatMap((line) => balance(line, PLAIN, TEXT_LIMIT).map((text) => plainRow(text, PLAIN))),
    ...node.marks.flatMap(markRows),
  ];
}

function plainRow(text, face) {
  return { text, face, width: widthOf(text, face) };
}

function markRows({ state, word }) {
  return balance(word, PLAIN, TEXT_LIMIT - MARK).map((text, index) => ({
    text,
    face: PLAIN,
    mark: index === 0 ? state : null,
    width: widthOf(text, PLAIN) + (index === 0 ? MARK : 0),
  }));
}

function labelled(edge) {
  return {
    id: edge.id,
    sources: [edge.source],
    targets: [edge.target],
    labels: edge.label ? [labelOf(edge)] : [],
  };
}

export function labelOf(edge) {
  const lines = balance(edge.label, LABEL, 150);
  const width = Math.max(...lines.map((line) => widthOf(line, LABEL)));
  const room = edge.sign ? MARK : 0;
  return {
    id: `${edge.id}-label`,
    text: edge.label,
    lines,
    width: Math.ceil(width + room + 6),
    height: lines.length * 16 + 4,
  };
}
