// Measures and wraps text the way the picture will show it.

export const FONT = '"Be Vietnam Pro", "Segoe UI", "Noto Sans", Arial, sans-serif';
export const LINE_HEIGHT = 18; // stacked Vietnamese marks need 18 px for 14 px letters

const context = document.createElement("canvas").getContext("2d");

const known = new Map(); // balancing asks for the same words again and again

// Only once the font is there: what was measured is not measured again.
export function widthOf(text, { size = 14, weight = 400 } = {}) {
  const face = `${weight} ${size}px ${FONT}`;
  const key = `${face} ${text}`;
  if (!known.has(key)) {
    context.font = face;
    known.set(key, context.measureText(text).width);
  }
  return known.get(key);
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

// The same number of lines, as even as they go: no single word on the last one.
export function balance(text, face, limit) {
  const count = wrap(text, face, limit).length;
  let [low, high] = [0, limit];
  while (high - low > 4) {
    const middle = (low + high) / 2;
    if (wrap(text, face, middle).length > count) low = middle;
    else high = middle;
  }
  return wrap(text, face, high);
}

function cut(word, face, limit) {
  const parts = [""];
  for (const letter of word) {
    if (parts.at(-1) && widthOf(parts.at(-1) + letter, face) > limit) parts.push("");
    parts[parts.length - 1] += letter;
  }
  return parts;
}
