// Every move changes the address; what is shown follows from the address alone, so Back undoes.

import { NO_FILTER, narrowed, readFilters, showFilters, usualOf } from "./filters.js";
import { RefusedError, fetchNetwork, wasAbandoned } from "./data.js";
import { edgeTable, nodeTable } from "./table.js";
import { forPaper, savePng, saveSvg } from "./export.js";
import { isArrow, neighbours, next } from "./walk.js";
import { legendOf, showLegend } from "./legend.js";
import { question, readView, sameQuestion, writeView } from "./address.js";
import { day, number, readWords, say } from "./words.js";
import { showDetails, showEdge } from "./details.js";
import { Picture } from "./picture.js";
import { keepFrame } from "./frame.js";
import { makeFindable } from "./find.js";
import { makeTime } from "./time.js";
import { showPaths } from "./found_paths.js";

const KEPT_AFTER = 150; // ms without a move until the seen part is kept with the history

export class Explorer {
  constructor(main, data) {
    this.main = main;
    this.source = main.dataset.source;
    this.words = readWords(document.getElementById("network-words"));
    this.data = data;
    this.view = this.named(readView(location.search));
    this.act = this.actions();
    this.parts = this.findParts();
  }

  begin() {
    this.part("loading").remove();
    this.picture = new Picture(document.getElementById("picture"), this.listener());
    this.listen();
    this.part("narrow").open = narrowed(this.view);
    this.show(history.state?.viewport);
  }

  // The centre stands in the address as the server understood it: by its id.
  named(view) {
    return { ...view, centre: this.data.centre ?? view.centre, to: view.to && (this.data.to ?? view.to) };
  }

  part(name) {
    return this.main.querySelector(`[data-${name}]`);
  }

  findParts() {
    const context = { words: this.words, act: this.act };
    return {
      panel: this.part("details"),
      filters: this.part("filters"),
      paths: this.part("paths"),
      where: this.part("where"),
      nodes: nodeTable(this.part("nodes-table"), context),
      edges: edgeTable(this.part("edges-table"), context),
      time: makeTime(this.part("time"), context),
    };
  }

  // What somebody can do; each is one change of the address.
  actions() {
    return {
      expand: (id) => this.change({ open: [...this.view.open, id], focus: id }),
      collapse: (id) => this.change({ open: this.view.open.filter((each) => each !== id), focus: id }),
      recentre: (id) => this.change({ centre: id, open: [], to: "", focus: id, pin: new Map() }),
      pathsTo: (id) => this.change({ to: id, focus: "" }),
      unpin: (id) => this.unpin(id),
      filter: () => this.change(readFilters(this.parts.filters, this.usual)),
      goToDay: (day) => this.change({ as_of: day }),
      goTo: (id) => this.goTo(id),
      light: (id) => this.light(id),
      enterPicture: () => this.picture.box.focus(),
      showPath: (path, row) => this.showPath(path, row),
    };
  }

  listener() {
    return {
      chosen: (id, edge) => this.chosen(id, edge),
      opened: (id) => this.toggle(id),
      pointed: (id) => this.lightRows(id),
      pinned: (id, place) => this.pin(id, place),
      moved: (viewport) => this.keepViewport(viewport),
    };
  }

  listen() {
    addEventListener("popstate", () => this.back());
    addEventListener("beforeprint", () => this.toPaper());
    addEventListener("afterprint", () => this.fromPaper());
    this.picture.box.addEventListener("keydown", (event) => this.key(event));
    this.parts.filters.addEventListener("submit", (event) => {
      event.preventDefault();
      this.act.filter();
    });
    const tools = {
      fit: () => this.refit(),
      closer: () => this.picture.zoom(1.3),
      further: () => this.picture.zoom(1 / 1.3),
      png: () => savePng(this.picture, this.about(), this.legend),
      svg: () => saveSvg(this.picture, this.about(), this.legend),
      print: () => print(),
      "through-time": () => this.change({ time: this.view.time ? "" : "1" }),
      clear: () => this.change(NO_FILTER),
      again: () => location.reload(),
    };
    for (const [name, run] of Object.entries(tools)) this.part(name).addEventListener("click", run);
    for (const name of ["nodes", "edges"]) {
      this.part(`${name}-filter`).addEventListener("input", ({ target }) => this.parts[name].filter(target.value));
    }
    makeFindable(this.part("find"), { words: this.words, act: this.act, nodes: () => this.data.nodes });
  }

  // One change of the address, and what follows from it; what the server refuses is not kept.
  async change(changes) {
    const view = { ...this.view, ...changes };
    if (!sameQuestion(view, this.view) && !(await this.load(view))) return;
    this.view = this.named(view);
    history.pushState({ viewport: this.picture.viewport }, "", this.address());
    this.show(this.picture.viewport);
  }

  async back() {
    const view = readView(location.search);
    if (!sameQuestion(view, this.view) && !(await this.load(view))) return;
    this.view = this.named(view);
    this.show(history.state?.viewport);
  }

  async load(view) {
    this.busy(true);
    try {
      this.data = await fetchNetwork(this.source, question(view));
      this.part("refused").hidden = true;
    } catch (error) {
      if (!wasAbandoned(error)) this.refuse(error);
      return false;
    }
    return true;
  }

  refuse(error) {
    this.part("refused").hidden = false;
    this.part("refused-why").textContent = error instanceof RefusedError ? error.message : this.words.unreachable;
    this.busy(false);
  }

  busy(on) {
    this.main.toggleAttribute("data-busy", on);
    this.main.setAttribute("aria-busy", String(on));
  }

  address() {
    return `${location.pathname}?${writeView(this.view)}`;
  }

  show(viewport) {
    const { data, view, words, act } = this;
    const context = { data, view, words, act };
    if (!view.relations.length) this.usual = usualOf(data);
    this.picture.show(data, view, viewport);
    this.titled();
    this.legend = legendOf(data, words);
    showLegend(this.part("legend"), this.legend);
    showFilters(this.parts.filters, context);
    showPaths(this.parts.paths, context);
    this.parts.time(data);
    this.showChosen();
    this.main.dataset.drawn = location.search;
    this.busy(false);
    this.listAfterwards();
  }

  // The tables follow when the picture is painted: they are long, and below it. The first ones come with it.
  listAfterwards() {
    const own = (this.listing = {});
    if (!this.main.dataset.shown) this.list();
    else requestAnimationFrame(() => setTimeout(() => own === this.listing && this.list()));
  }

  list() {
    this.listing = null;
    this.showTables();
    this.lightRows("");
    this.told();
  }

  // The frame around the picture carries the address on; the page tells which one all of it shows.
  told() {
    keepFrame(this.view, writeView, this.data.as_of);
    if (!this.listing) this.main.dataset.shown = location.search;
  }

  titled() {
    const { data, words } = this;
    const title = say(words.title, { name: data.title });
    this.part("title").textContent = title;
    document.title = document.title.replace(/^.*(?= – )/, () => title);
    const shown = { nodes: number(data.nodes.length), edges: number(data.edges.length) };
    this.part("counts").textContent = say(words.counts, shown);
    this.part("capped").hidden = !data.capped;
    if (data.capped) this.part("capped").textContent = say(words.capped, numbers(data.capped));
    this.part("empty").hidden = data.nodes.length > 1;
    this.part("through-time").setAttribute("aria-pressed", String(Boolean(data.time)));
    this.part("through-time").hidden = Boolean(data.paths);
  }

  showTables() {
    const titles = new Map(this.data.nodes.map(({ id, title }) => [id, title]));
    this.parts.nodes.show(this.data.nodes, titles);
    this.parts.edges.show(this.data.edges, titles);
  }

  showChosen() {
    showDetails(this.parts.panel, this);
    this.parts.nodes.light("", this.view.focus);
    this.parts.where.textContent = this.described(this.view.focus);
  }

  // Where one is, for ears: the node with everything that the picture shows of it, and how many lines it has.
  described(id) {
    const node = this.data.nodes.find((each) => each.id === id);
    if (!node) return "";
    const joined = neighbours(this.picture.scene, id).size;
    return `${node.about}. ${say(this.words.joined, { count: number(joined) })}`;
  }

  // The selection is in the address, but nothing that one would undo.
  choose(id) {
    this.view = { ...this.view, focus: id };
    history.replaceState(history.state, "", this.address());
    this.picture.choose(id);
    this.showChosen();
    this.told();
  }

  chosen(id, edge) {
    this.choose(id);
    if (edge) showEdge(this.parts.panel, edge, this);
  }

  goTo(id) {
    this.choose(id);
    this.picture.goTo(id);
  }

  light(id) {
    this.picture.light(id);
    this.lightRows(id);
  }

  lightRows(id) {
    this.parts.nodes.light(id, this.view.focus);
  }

  toggle(id) {
    const node = this.data.nodes.find((each) => each.id === id);
    if (node.open && id !== this.view.centre) this.act.collapse(id);
    else if (node.hidden && !node.open) this.act.expand(id);
  }

  pin(id, place) {
    this.change({ pin: new Map(this.view.pin).set(id, place), focus: id });
  }

  unpin(id) {
    const pin = new Map(this.view.pin);
    pin.delete(id);
    this.change({ pin });
  }

  showPath(path, row) {
    const shown = row.getAttribute("aria-pressed") === "true";
    for (const each of this.parts.paths.querySelectorAll("button")) each.setAttribute("aria-pressed", "false");
    row.setAttribute("aria-pressed", String(!shown));
    this.picture.showPath(shown ? null : path);
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const run = this.keys(event.key);
    if (!run) return;
    event.preventDefault();
    run();
  }

  keys(key) {
    const { focus, centre } = this.view;
    if (isArrow(key)) return () => this.step(next(this.picture.scene, focus, key));
    const known = {
      Home: () => this.step(centre),
      Enter: focus && (() => this.enter(focus)),
      Escape: focus && (() => this.choose("")),
      "+": () => this.picture.zoom(1.3),
      "-": () => this.picture.zoom(1 / 1.3),
      0: () => this.refit(),
    };
    return known[key];
  }

  step(id) {
    if (!id) return;
    this.choose(id);
    this.picture.bringIn(id);
  }

  // Opens what is hidden or closes it again; where there is neither, the page of the thing.
  enter(id) {
    const node = this.data.nodes.find((each) => each.id === id);
    const closes = node.open && id !== this.view.centre;
    if (closes || (node.hidden && !node.open)) this.toggle(id);
    else if (node.href) location.assign(node.href);
  }

  refit() {
    this.picture.fit();
    this.keepViewport(null);
  }

  keepViewport(viewport) {
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => history.replaceState({ ...history.state, viewport }, ""), KEPT_AFTER);
  }

  about() {
    const { data, words } = this;
    const shown = say(words.counts, { nodes: number(data.nodes.length), edges: number(data.edges.length) });
    const stem = this.part("title").textContent.replace(/[^\p{L}\p{N}]+/gu, "_").slice(0, 60);
    return {
      title: this.part("title").textContent,
      day: say(words.on_day, { day: day(data.as_of) }),
      scope: [data.scope, shown].filter(Boolean).join(" · "),
      file: `${stem}_${data.as_of}`,
    };
  }

  toPaper() {
    if (this.listing) this.list();
    this.part("paper").replaceChildren(forPaper(this.picture, this.about(), this.legend));
    for (const table of [this.parts.nodes, this.parts.edges]) table.drawAll(true);
  }

  fromPaper() {
    this.part("paper").replaceChildren();
    for (const table of [this.parts.nodes, this.parts.edges]) table.drawAll(false);
  }
}

function numbers(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, number(value)]));
}
