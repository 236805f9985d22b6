// Search to focus: marks or none, by name, code or post; the rest of the province is one link away.

import { button, make } from "./elements.js";
import { matches } from "./fold.js";
import { number, say } from "./words.js";

const MOST = 8;

export function makeFindable(form, { words, act, nodes }) {
  const input = form.querySelector("input");
  const list = form.querySelector("[data-found]");
  const told = form.querySelector("[data-found-count]");
  const clear = () => {
    list.replaceChildren();
    told.textContent = "";
  };
  const go = (node) => {
    clear();
    input.value = "";
    act.goTo(node.id);
    act.enterPicture();
  };
  input.addEventListener("input", () => show());
  input.addEventListener("keydown", (event) => event.key === "Escape" && clear());
  form.addEventListener("submit", (event) => {
    const [first] = found();
    if (!first) return;
    event.preventDefault();
    go(first);
  });

  function found() {
    const typed = input.value.trim();
    return typed ? nodes().filter((node) => matches(wordsOf(node), typed)) : [];
  }

  function show() {
    const all = found();
    clear();
    if (!input.value.trim()) return;
    told.textContent = say(all.length ? words.found : words.found_none, { count: number(all.length) });
    list.replaceChildren(...all.slice(0, MOST).map((node) => make("li", {}, entry(node, go))));
  }
}

function entry(node, go) {
  const about = [node.kind_word, ...(node.lines ?? [])].filter(Boolean).join(" · ");
  return button(node.title, () => go(node), { class: "as-link", title: about });
}

function wordsOf(node) {
  return [node.title, node.code, ...(node.lines ?? [])].filter(Boolean).join(" ");
}
