// A dossier that was taken out: only the rows that have all the words typed stay in sight.

const find = document.getElementById("find");
const told = document.getElementById("told");

function fold(text) {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "");
  return bare.replace(/[đĐ]/g, "d").toLowerCase().split(/\s+/).join(" ").trim();
}

const rows = [...document.querySelectorAll("main tbody tr")].map((row) => [row, fold(row.textContent)]);

function search() {
  const words = fold(find.value).split(" ").filter(Boolean);
  let found = 0;
  for (const [row, text] of rows) {
    const fits = words.every((word) => text.includes(word));
    row.hidden = !fits;
    found += fits;
  }
  for (const table of document.querySelectorAll("main table")) {
    table.hidden = words.length > 0 && !table.querySelector("tbody tr:not([hidden])");
  }
  const some = told.dataset.some.replace("#", found);
  told.textContent = !words.length ? "" : found ? some : told.dataset.none;
}

function onSlash(event) {
  if (event.key !== "/" || event.target === find) return;
  event.preventDefault();
  find.focus();
}

function showAll() {
  find.value = "";
  search();
}

find.addEventListener("input", search);
document.addEventListener("keydown", onSlash);
window.addEventListener("beforeprint", showAll);
document.body.dataset.ready = "";
