// Measures and wraps text the way the picture will show it.

export const FONT = '"Be Vietnam Pro", "Segoe UI", "Noto Sans", Arial, sans-serif';
export const LINE_HEIGHT = 18; // stacked Vietnamese marks need 18 px for 14 px letters

const context = document.createElement("canvas").getContext("2d");

export function widthOf(text, { size = 14, weight = 400 } = {}) {
  context.font = `${weight} ${size}px ${FONT}`;
  return context.measureText(text).width;
}

export function wrap(text, face, limit) {
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer, face) <= limit) lines[lines.length - 1] = longer;
    else lines.push(...cut(word, face, limit));
  }
  return lines;
}

function cut(word, face, limit) {
  const parts = [""];
  for (const letter of word) {
    if (parts.at(-1) && widthOf(parts.at(-1) + letter, face) > limit) parts.push("");
    parts[parts.length - 1] += letter;
  }
  return parts;
}
