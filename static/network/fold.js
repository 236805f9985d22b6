// Folds Vietnamese for searching, so that marks may be typed or left out.

export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
}

// Every syllable of what is typed must begin a syllable of the text; marks that are typed must be there.
export function matches(text, typed) {
  const exact = typed !== "" && fold(typed) !== typed.toLowerCase().trim();
  const shape = exact ? (value) => value.normalize("NFC").toLowerCase().trim() : fold;
  const words = shape(text).split(/[\s,.()/-]+/);
  return shape(typed).split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
}
