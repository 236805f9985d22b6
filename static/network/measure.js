// Breaks a node's words into lines and sizes its box; syllables are measured once.

import { FONT } from "../picture/text.js";

export const LINE = 18; // stacked Vietnamese marks need 18 px for 14 px letters
export const SIGN = 18; // a sign and the space after it
export const TITLE = { size: 14, weight: 600 };
export const PLAIN = { size: 13, weight: 400 };
const TEXT_WIDTH = 168;
const PADDING = { x: 14, y: 8 };
const MOST_LINES = { title: 3, line: 2, state: 3 };

const context = document.createElement("canvas").getContext("2d");
const known = new Map(); // widths of words, by face

export function fontOf({ size, weight }) {
  return `${weight} ${size}px ${FONT}`;
}

export function widthOf(text, face) {
  return text.split(" ").reduce((sum, word) => sum + wordWidth(word, face), 0) + blanks(text) * wordWidth(" ", face);
}

// Everything that is drawn in a node: its rows of text and the size of its box.
export function boxOf(node) {
  const rows = [
    ...broken(node.title, TITLE, MOST_LINES.title),
    ...(node.lines ?? []).flatMap((line) => broken(line, PLAIN, MOST_LINES.line)),
    ...(node.states ?? []).flatMap(stateRows),
  ];
  const widest = Math.max(40, ...rows.map((row) => row.width));
  return {
    rows,
    width: Math.ceil(widest + 2 * PADDING.x),
    height: rows.length * LINE + 2 * PADDING.y,
  };
}

function stateRows({ state, word }) {
  return broken(word, PLAIN, MOST_LINES.state, TEXT_WIDTH - SIGN).map((row, index) => ({
    ...row,
    state: index ? null : state,
    left: SIGN,
    width: row.width + SIGN,
  }));
}

// As many lines as the words need, as even as they go; what is too long ends in an ellipsis.
export function broken(text, face, most, limit = TEXT_WIDTH) {
  const words = text.split(/\s+/).filter(Boolean).flatMap((word) => cut(word, face, limit));
  const count = wrapped(words, face, limit).length;
  const width = count > 1 ? narrowest(words, face, limit, count) : limit;
  const lines = wrapped(words, face, width);
  if (lines.length > most) {
    lines.length = most;
    lines[most - 1] += "…";
  }
  return lines.map((line) => ({ text: line, face, width: widthOf(line, face) }));
}

function narrowest(words, face, limit, count) {
  let [low, high] = [limit / 2, limit];
  while (high - low > 4) {
    const middle = (low + high) / 2;
    if (wrapped(words, face, middle).length > count) low = middle;
    else high = middle;
  }
  return high;
}

function wrapped(words, face, limit) {
  const blank = wordWidth(" ", face);
  const lines = [];
  let room = -1;
  for (const word of words) {
    const width = wordWidth(word, face);
    room -= blank + width;
    if (room >= 0) lines[lines.length - 1] += ` ${word}`;
    else {
      lines.push(word);
      room = limit - width;
    }
  }
  return lines;
}

function cut(word, face, limit) {
  if (wordWidth(word, face) <= limit) return [word];
  const parts = [""];
  for (const letter of word) {
    if (parts.at(-1) && wordWidth(parts.at(-1) + letter, face) > limit) parts.push("");
    parts[parts.length - 1] += letter;
  }
  return parts;
}

function wordWidth(word, face) {
  if (!known.has(face)) known.set(face, new Map());
  const widths = known.get(face);
  let width = widths.get(word);
  if (width === undefined) {
    if (context.font !== fontOf(face)) context.font = fontOf(face);
    width = context.measureText(word).width;
    widths.set(word, width);
  }
  return width;
}

function blanks(text) {
  return text.split(" ").length - 1;
}
