// Search to focus: what is typed, marks or none, leaves the rows that have it and fades the nodes that do not.

import { matches } from "../network/fold.js";

export function makeFindable(form) {
  const input = form.querySelector("input");
  const told = form.querySelector("[data-found-count]");
  let [found, last] = [[], -1];
  const look = () => {
    const typed = input.value.trim();
    [found, last] = [fade(typed), -1];
    narrow(typed);
    const words = found.length ? form.dataset.found : form.dataset.foundNone;
    told.textContent = typed ? words.replace("{n}", found.length) : "";
  };
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    input.value = "";
    look();
  });
  // Enter goes from one that was found to the next; with none the whole site is searched
  form.addEventListener("submit", (event) => {
    if (!found.length || !input.value.trim()) return;
    event.preventDefault();
    last = (last + 1) % found.length;
    found[last].focus();
    found[last].scrollIntoView({ block: "nearest", inline: "center" });
  });
}

function fade(typed) {
  const nodes = [...document.querySelectorAll("[data-picture] [data-node]")];
  for (const node of nodes) node.classList.toggle("is-faded", !matches(node.textContent, typed));
  return typed ? nodes.filter((node) => !node.classList.contains("is-faded")) : [];
}

// A row that names a unit stands for the rows under it, and they keep it in sight.
function narrow(typed) {
  for (const group of document.querySelectorAll("tbody:has(> tr[data-nodes])")) {
    const rows = [...group.rows];
    const has = rows.map((row) => matches(row.textContent, typed));
    const [heading] = rows;
    const headed = heading.classList.contains("unit-row");
    rows.forEach((row, index) => {
      row.hidden = !(has[index] || (headed && (row === heading ? has.includes(true) : has[0])));
    });
  }
}
