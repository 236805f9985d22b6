// The index of the question library: as one types, only the questions in which all the words stand are left, marks or none.

const field = document.querySelector("[data-find-question]");
const told = document.querySelector("[data-found-count]");

function fold(text) {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "");
  return bare.replace(/[đĐ]/g, "d").toLowerCase();
}

function narrow() {
  const words = fold(field.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const each of document.querySelectorAll("[data-question]")) {
    const text = fold(each.textContent);
    each.hidden = !words.every((word) => text.includes(word));
    found += each.hidden ? 0 : 1;
  }
  for (const group of document.querySelectorAll("[data-question-group]")) {
    group.hidden = !group.querySelector("[data-question]:not([hidden])");
  }
  const { found: some, foundNone: none } = field.dataset;
  told.textContent = !words.length ? "" : found ? some.replace("{n}", found) : none;
}

field.addEventListener("input", narrow);
