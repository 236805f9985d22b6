// The panel beside the picture: the facts of what is chosen, with their days and decisions.

import { button, make } from "./elements.js";
import { signSample } from "./samples.js";
import { day, days, number, say } from "./words.js";

export function showDetails(panel, { data, view, words, act }) {
  const byChoice = (id) => data.nodes.find((each) => each.id === id);
  const node = byChoice(view.focus) ?? byChoice(view.centre);
  const context = { data, view, words, act, byId: new Map(data.nodes.map((each) => [each.id, each])) };
  panel.replaceChildren(...(node ? aboutNode(node, context) : []));
}

export function showEdge(panel, edge, { data, words, act }) {
  const byId = new Map(data.nodes.map((each) => [each.id, each]));
  const ends = [byId.get(edge.from), byId.get(edge.to)];
  panel.replaceChildren(
    make("h2", {}, ends[0].title),
    make("p", {}, edge.label, " → ", goTo(ends[1], act)),
    facts(edgeFacts(edge, words)),
  );
}

export function badge({ state, word }) {
  return make("span", { class: `badge-state is-${state}` }, signSample(state), word);
}

function aboutNode(node, context) {
  const { words } = context;
  return [
    make("h2", { class: "details-title" }, node.href ? make("a", { href: node.href }, node.title) : node.title),
    make("p", { class: "quiet" }, [node.kind_word, node.code].filter(Boolean).join(" · ")),
    ...(node.lines ?? []).filter((line) => !line.includes(node.code)).map((line) => make("p", { class: "details-line" }, line)),
    make("p", { class: "states" }, ...(node.states ?? []).map(badge)),
    facts(nodeFacts(node, words)),
    make("div", { class: "actions" }, ...actions(node, context)),
    ...relationsOf(node, context),
    make("p", { class: "hint" }, words.details_none),
  ];
}

function nodeFacts(node, words) {
  const rows = [[words.since, day(node.since)], [words.until, day(node.until_inclusive)]].filter(([, told]) => told);
  if (node.households) {
    const [uncovered, total] = node.households.map(number);
    rows.push([words.households, say(words.households_of, { uncovered, total })]);
  }
  return rows;
}

function edgeFacts(edge, words) {
  const [since, until] = days(edge);
  const rows = [[words.since, since], [words.until, until], [words.decision, decisionOf(edge, words)]];
  if (edge.state) rows.push([words.state, badge(edge.state)]);
  return rows;
}

function facts(rows) {
  const made = rows.map(([name, value]) => make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, value)));
  return make("table", { class: "table table-sm facts" }, make("tbody", {}, ...made));
}

export function decisionOf({ decision }, words) {
  if (!decision) return make("span", { class: "quiet" }, words.decision_none);
  const number = decision.href ? make("a", { href: decision.href }, decision.number) : decision.number;
  return make("span", {}, number, decision.date ? ` (${day(decision.date)})` : "");
}

function actions(node, { view, words, act }) {
  const made = [];
  const add = (words_, run, name) => made.push(button(words_, run, { class: "btn btn-sm btn-outline-primary", "data-act": name }));
  if (node.open && node.id !== view.centre) add(words.collapse, () => act.collapse(node.id), "collapse");
  else if (node.hidden && !node.open) add(say(words.expand, { count: number(node.hidden) }), () => act.expand(node.id), "expand");
  if (node.id !== view.centre) add(words.make_centre, () => act.recentre(node.id), "centre");
  if (node.id !== view.centre && node.id !== view.to) add(words.paths_here, () => act.pathsTo(node.id), "paths");
  if (view.pin.has(node.id)) add(words.unpin, () => act.unpin(node.id), "unpin");
  if (node.href) made.push(make("a", { class: "btn btn-sm btn-outline-primary", href: node.href }, words.open_page));
  return made;
}

function relationsOf(node, { data, words, byId, act }) {
  const mine = data.edges.filter(({ from, to }) => from === node.id || to === node.id);
  if (!mine.length) return [];
  const rows = mine.map((edge) => relationRow(edge, node, { words, byId, act }));
  return [make("h3", {}, say(words.relations_of, { count: number(mine.length) })), make("ul", { class: "plain details-relations" }, ...rows)];
}

// Read from this node: where it is the end of the line, the other one is the subject.
function relationRow(edge, node, { words, byId, act }) {
  const away = edge.from === node.id;
  const other = byId.get(away ? edge.to : edge.from);
  const told = [lasted(edge, words), edge.decision ? decisionOf(edge, words) : ""].filter(Boolean);
  const sentence = away ? [`${edge.label} → `, goTo(other, act)] : [goTo(other, act), ` → ${edge.label}`];
  return make(
    "li",
    {},
    ...sentence,
    make("div", { class: "quiet day" }, ...told.flatMap((part, index) => (index ? [" · ", part] : [part]))),
    edge.state ? badge(edge.state) : "",
  );
}

// An open end is left out.
function lasted({ since, until_inclusive: until }, words) {
  if (!since && !until) return "";
  const message = since && until ? words.from_until : since ? words.from : words.until_day;
  return say(message, { since: day(since), until: day(until) });
}

function goTo(node, act) {
  return button(node.title, () => act.goTo(node.id), { class: "as-link" });
}
