// Choosing a mark: the address names it, the plan zooms to it, the panel tells it; Back undoes.

import { fillPanel } from "./panel.js";
import { middleOf } from "./zoom.js";

const NEAR = 6; // times nearer than the whole: a commune with its villages

export class Choice {
  constructor(plan, zoom, { panel, named }) {
    Object.assign(this, { plan, zoom, panel, named, id: "" });
    plan.addEventListener("click", (event) => this.onClick(event));
    panel.querySelector("[data-panel-close]").addEventListener("click", () => this.choose(""));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.id && this.choose(""));
    addEventListener("popstate", () => this.show(this.asked()));
  }

  begin() {
    if (this.asked()) this.show(this.asked());
  }

  asked() {
    return new URLSearchParams(location.search).get("focus") ?? "";
  }

  node(id) {
    return id ? this.plan.querySelector(`[data-node="${CSS.escape(id)}"]`) : null;
  }

  // The first click chooses, a click on what is chosen goes there; Enter and Ctrl go there at once.
  onClick(event) {
    const node = event.target.closest("[data-node]");
    const byKey = event.detail === 0;
    if (!node || byKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (node.dataset.node === this.id) return;
    event.preventDefault();
    this.choose(node.dataset.node);
  }

  choose(id) {
    const address = new URL(location.href);
    if (id) address.searchParams.set("focus", id);
    else address.searchParams.delete("focus");
    history.pushState(null, "", address);
    this.show(id);
  }

  async show(id) {
    this.node(this.id)?.classList.remove("is-chosen");
    this.id = id;
    const node = this.node(id);
    this.named(node);
    this.panel.hidden = !id;
    if (!id) {
      this.zoom.fit();
      return;
    }
    if (node) this.goTo(node);
    const parent = await fillPanel(this.panel, id, node);
    const home = node ? null : this.node(parent); // of a village that is not drawn yet
    if (home && this.id === id) this.goNear(home);
  }

  // New marks are there: what was chosen before it was drawn may be among them.
  drawn() {
    const node = this.node(this.id);
    if (node && !node.classList.contains("is-chosen")) this.goTo(node);
  }

  goTo(node) {
    this.plan.classList.remove("is-searched");
    node.classList.add("is-chosen");
    this.named(node);
    this.goNear(node);
  }

  goNear(node) {
    if (!this.zoom.plan.hasAttribute("data-plan-map")) {
      node.scrollIntoView({ block: "nearest", inline: "nearest" });
      return;
    }
    const { x, y } = middleOf(node);
    this.zoom.into(x, y, Math.max(this.zoom.level, NEAR), this.covered());
  }

  covered() {
    if (this.panel.hidden) return {};
    const { offsetWidth: wide, offsetHeight: high } = this.panel;
    const beside = wide < this.zoom.box.clientWidth * 0.7;
    return beside ? { right: wide } : { bottom: high };
  }
}
