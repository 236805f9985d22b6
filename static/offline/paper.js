// A dossier that was taken out: only the rows that have all the words typed stay in sight.

const find = document.getElementById("find");
const told = document.getElementById("told");

function fold(text) {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "");
  return bare.replace(/[đĐ]/g, "d").toLowerCase().split(/\s+/).join(" ").trim();
}

const tables = [...document.querySelector("main").querySelectorAll("table")];
const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
const rows = tables.flatMap(rowsOf).map((row) => [row, fold(row.textContent)]);

function search() {
  const words = fold(find.value).split(" ").filter(Boolean);
  let found = 0;
  for (const [row, text] of rows) {
    const fits = words.every((word) => text.includes(word));
    row.hidden = !fits;
    found += fits;
  }
  for (const table of tables) {
    table.hidden = words.length > 0 && rowsOf(table).every((row) => row.hidden);
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
