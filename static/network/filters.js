// What is shown: relations, tiers, line. Their samples are the legend, drawn as the picture draws them.

import { make } from "./elements.js";
import { lineSample } from "./samples.js";
import { LINES } from "./style.js";
import { number } from "./words.js";

const ONLY_ASKED = ["SUCCEEDED_BY", "DECIDES"]; // as the server has it

export function showFilters(form, { data, view, words, act }) {
  const groups = [
    ["relations", data.relations ?? [], (each) => each.relation, (each) => lineSample({ relation: each.relation })],
    ["tiers", data.tiers ?? [], (each) => each.tier, () => null],
  ];
  for (const [name, choices, valueOf, sampleOf] of groups) {
    const boxes = choices.map((each) => choiceBox(name, each, valueOf(each), sampleOf(each)));
    form.querySelector(`[data-choices=${name}]`).replaceChildren(...boxes);
    form.querySelector(`[data-group=${name}]`).hidden = choices.length === 0;
  }
  showLines(form.elements.line, data.lines ?? [], view.line);
  fill(form, "organisation", view.organisation, data.organisation?.name);
  fill(form, "to", view.to, nameOf(data, view.to));
  form.querySelector("[data-clear]").hidden = !narrowed(view);
  form.parentElement.querySelector("[data-narrowed]").textContent = narrowed(view) ? words.narrowed : "";
  form.onchange = ({ target }) => changed(form, target, act);
}

// What the form says, as parts of the address; a name that was typed in full is sent as it is.
export function readFilters(form, usual) {
  return {
    relations: relationsOf(form, usual),
    tiers: tiersOf(form),
    line: form.elements.line.value,
    organisation: typedOrChosen(form, "organisation"),
    to: typedOrChosen(form, "to"),
  };
}

export const NO_FILTER = { relations: [], tiers: [], line: "", organisation: "", to: "" };

export function narrowed(view) {
  return Boolean(view.relations.length || view.tiers.length || view.line || view.organisation || view.to);
}

function choiceBox(name, { word, count, on }, value, sample) {
  const input = make("input", { type: "checkbox", name, value, checked: on !== false });
  return make("label", { class: "choice" }, input, sample, make("span", {}, `${word} `, make("span", { class: "quiet" }, `(${number(count)})`)));
}

// The last one cannot be taken away: an empty picture answers nothing.
function changed(form, target, act) {
  if (target.type === "checkbox" && !form.querySelector(`input[name=${target.name}]:checked`)) {
    target.checked = true;
    return;
  }
  const chosen = target.type === "hidden" && target.value;
  if (target.type === "checkbox" || target.tagName === "SELECT" || chosen) act.filter();
}

// The relations that are shown unless others are asked for: not all, some would flood the picture.
// Known once a picture without such a filter was shown.
export function usualOf({ relations = [] }) {
  return relations.filter(({ on }) => on).map(({ relation }) => relation);
}

// What is not offered now stays allowed: it may come with the next node that is opened.
function relationsOf(form, usual) {
  const offered = [...form.querySelectorAll("input[name=relations]")];
  const on = offered.filter((box) => box.checked).map((box) => box.value);
  if (on.length === usual?.length && on.every((value) => usual.includes(value))) return [];
  const known = Object.keys(LINES).filter((each) => !ONLY_ASKED.includes(each));
  return [...on, ...known.filter((each) => !offered.some(({ value }) => value === each))];
}

// All of them is the same as no filter, and a shorter address.
function tiersOf(form) {
  const boxes = [...form.querySelectorAll("input[name=tiers]")];
  const on = boxes.filter((box) => box.checked);
  return on.length === boxes.length ? [] : on.map((box) => box.value);
}

function showLines(select, lines, chosen) {
  const options = lines.map(({ line, word, count }) => make("option", { value: line }, `${word} (${number(count)})`));
  select.replaceChildren(select.options[0], ...options);
  select.value = chosen;
}

function fill(form, name, id, shown) {
  form.elements[name].value = id;
  form.elements[`${name}_typed`].value = id ? (shown ?? id) : "";
}

function typedOrChosen(form, name) {
  const typed = form.elements[`${name}_typed`].value.trim();
  return typed && (form.elements[name].value || typed);
}

function nameOf({ nodes }, id) {
  return nodes.find((node) => node.id === id)?.title ?? id;
}
