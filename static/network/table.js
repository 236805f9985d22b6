// The table twin: every node and every relation of the picture, sorted, filtered, linked both ways.

import { badge, decisionOf } from "./details.js";
import { button, make } from "./elements.js";
import { days, number, say } from "./words.js";
import { matches } from "./fold.js";

const ROWS = 100;
const collator = new Intl.Collator("vi", { numeric: true });

const NODE_COLUMNS = [
  { name: "name", text: (node) => node.title, cell: nameCell },
  { name: "kind", text: (node) => node.kind_word ?? "" },
  { name: "code", text: (node) => node.code ?? "", style: "code" },
  { name: "about", text: (node) => (node.lines ?? []).join("; ") },
  { name: "state", text: stateText, cell: stateCell },
  { name: "households", text: householdText, style: "number" },
  { name: "hidden", text: (node) => (node.hidden ? number(node.hidden) : ""), key: (node) => node.hidden ?? 0, style: "number" },
  { name: "since", text: (node) => days(node)[0], key: (node) => node.since ?? "", style: "day" },
  { name: "until", text: (node) => days(node)[1], key: (node) => node.until_inclusive ?? "9999", style: "day" },
];
const EDGE_COLUMNS = [
  { name: "from", text: (edge, { titles }) => titles.get(edge.from), cell: endCell("from") },
  { name: "relation", text: (edge) => edge.label },
  { name: "to", text: (edge, { titles }) => titles.get(edge.to), cell: endCell("to") },
  { name: "state", text: (edge) => edge.state?.word ?? "", cell: (edge) => (edge.state ? badge(edge.state) : "") },
  { name: "decision", text: (edge) => edge.decision?.number ?? "", cell: (edge, { words }) => decisionOf(edge, words) },
  { name: "since", text: (edge) => days(edge)[0], key: (edge) => edge.since ?? "", style: "day" },
  { name: "until", text: (edge) => days(edge)[1], key: (edge) => edge.until_inclusive ?? "9999", style: "day" },
];

export function nodeTable(box, context) {
  return new Table(box, { ...context, columns: NODE_COLUMNS, caption: "nodes_caption", mark: (node) => ({ "data-node": node.id }) });
}

export function edgeTable(box, context) {
  const mark = (edge) => ({ "data-edge": edge.id, "data-ends": `${edge.from} ${edge.to}` });
  return new Table(box, { ...context, columns: EDGE_COLUMNS, caption: "edges_caption", mark });
}

class Table {
  constructor(box, context) {
    this.box = box;
    this.context = context;
    this.sorted = { column: null, down: false };
    this.typed = "";
    this.page = 0;
    this.all = [];
    box.addEventListener("pointerover", ({ target }) => context.act.light(target.closest("tr[data-node]")?.dataset.node ?? ""));
    box.addEventListener("pointerleave", () => context.act.light(""));
  }

  show(things, titles) {
    this.all = things;
    this.titles = titles;
    this.draw();
  }

  filter(typed) {
    this.typed = typed;
    this.page = 0;
    this.draw();
  }

  // Everything on one page, for paper; then as before.
  drawAll(whole) {
    this.whole = whole;
    this.draw();
  }

  // Marks the row of what is chosen or pointed at, on whatever page it is.
  light(id, chosen) {
    for (const row of this.box.querySelectorAll("tr[data-node]")) {
      row.classList.toggle("is-lit", row.dataset.node === id || row.dataset.node === chosen);
    }
  }

  draw() {
    const found = this.inOrder(this.all.filter((thing) => this.fits(thing)));
    const count = this.whole ? Math.max(found.length, 1) : ROWS;
    this.page = Math.min(this.page, Math.max(0, Math.ceil(found.length / count) - 1));
    const rows = found.slice(this.page * count, (this.page + 1) * count);
    const table = make("table", { class: "table table-sm cards", role: "table" }, this.caption(found.length), this.head(), this.body(rows));
    this.box.replaceChildren(make("div", { class: "table-box" }, table), ...this.pages(found.length, count));
  }

  fits(thing) {
    if (!this.typed) return true;
    return matches(this.context.columns.map((column) => column.text(thing, this)).join(" "), this.typed);
  }

  inOrder(things) {
    const { column, down } = this.sorted;
    if (!column) return things;
    const key = column.key ?? column.text;
    const keyed = things.map((thing) => ({ thing, key: key(thing, this) }));
    keyed.sort((a, b) => (typeof a.key === "number" ? a.key - b.key : collator.compare(a.key, b.key)));
    if (down) keyed.reverse();
    return keyed.map(({ thing }) => thing);
  }

  caption(count) {
    const { words, caption } = this.context;
    return make("caption", {}, say(words[caption], { shown: number(count), total: number(this.all.length) }));
  }

  head() {
    const cells = this.context.columns.map((column) => this.headCell(column));
    return make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...cells));
  }

  headCell(column) {
    const mine = this.sorted.column === column;
    const order = mine ? (this.sorted.down ? "descending" : "ascending") : null;
    const sign = mine ? (this.sorted.down ? " ▾" : " ▴") : "";
    const words = button(this.context.words[`column_${column.name}`] + sign, () => this.sort(column), { class: "sort" });
    return make("th", { scope: "col", role: "columnheader", class: column.style === "number" ? "number" : null, "aria-sort": order }, words);
  }

  sort(column) {
    this.sorted = { column, down: this.sorted.column === column && !this.sorted.down };
    this.draw();
    this.box.querySelector("th[aria-sort] button")?.focus();
  }

  body(rows) {
    return make("tbody", { role: "rowgroup" }, ...rows.map((thing) => this.row(thing)));
  }

  row(thing) {
    const cells = this.context.columns.map((column) => this.cell(column, thing));
    return make("tr", { role: "row", ...this.context.mark(thing) }, ...cells);
  }

  cell(column, thing) {
    const content = column.cell ? column.cell(thing, { ...this.context, titles: this.titles }) : column.text(thing, this);
    const name = this.context.words[`column_${column.name}`];
    return make("td", { role: "cell", class: content === "" ? "is-blank" : column.style, "data-label": name }, content);
  }

  pages(total, count) {
    if (total <= count) return [];
    const { words } = this.context;
    const last = Math.ceil(total / count) - 1;
    const turn = (by) => () => {
      this.page += by;
      this.draw();
    };
    const style = "btn btn-sm btn-outline-primary";
    return [
      make(
        "p",
        { class: "pages" },
        button(words.page_before, turn(-1), { class: style, disabled: this.page === 0 }),
        say(words.page_of, { page: number(this.page + 1), pages: number(last + 1) }),
        button(words.page_after, turn(1), { class: style, disabled: this.page === last }),
      ),
    ];
  }
}

function nameCell(node, { act }) {
  return button(node.title, () => act.goTo(node.id), { class: "as-link" });
}

function endCell(name) {
  return (edge, { act, titles }) => button(titles.get(edge[name]), () => act.goTo(edge[name]), { class: "as-link" });
}

function stateText({ states = [] }) {
  return states.map(({ word }) => word).join("; ");
}

function stateCell({ states = [] }) {
  return states.length ? make("span", { class: "states" }, ...states.map(badge)) : "";
}

function householdText({ households }) {
  return households ? households.map(number).join("/") : "";
}
