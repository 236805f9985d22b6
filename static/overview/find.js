// Search in the picture: what is typed, with marks or without, dims all else; Enter goes to the first.

import { matches } from "../network/fold.js";

export function makeFindable(form, plan, choice) {
  const input = form.querySelector("input");
  const told = form.querySelector("[data-find-told]");
  const found = () => {
    const typed = input.value.trim();
    return typed ? [...plan.querySelectorAll("[data-node]")].filter((node) => matches(node.dataset.name, typed)) : [];
  };
  form.hidden = false;
  input.addEventListener("input", () => {
    const nodes = found();
    const typed = input.value.trim() !== "";
    plan.classList.toggle("is-searched", nodes.length > 0);
    for (const node of plan.querySelectorAll(".is-found")) node.classList.remove("is-found");
    for (const node of nodes) node.classList.add("is-found");
    told.textContent = typed ? (nodes.length ? form.dataset.some.replace("{n}", nodes.length) : form.dataset.none) : "";
  });
  form.addEventListener("submit", (event) => {
    const [first] = found();
    if (!first) return; // the form leads to the search of the whole province
    event.preventDefault();
    choice.choose(first.dataset.node);
    first.focus({ preventScroll: true });
  });
}
