// What is shown: relations, tiers, line. Their samples are the legend, drawn as the picture draws them.

import { make } from "./elements.js";
import { lineSample } from "./samples.js";
import { number } from "./words.js";

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
    relations: chosen(form, "relations", usual),
    tiers: chosen(form, "tiers"),
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
export function usualOf({ relations = [] }) {
  return relations.filter(({ on }) => on).map(({ relation }) => relation);
}

// The usual ones are the same as no filter, and a shorter address.
function chosen(form, name, usual) {
  const boxes = [...form.querySelectorAll(`input[name=${name}]`)];
  const on = boxes.filter((box) => box.checked).map((box) => box.value);
  const all = usual ?? boxes.map((box) => box.value);
  return on.length === all.length && on.every((value) => all.includes(value)) ? [] : on;
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
