// Zooming into communes brings their villages by themselves; going back takes them out of sight.

import { makeMark, svgElement } from "./marks.js";
import { middleOf } from "./zoom.js";

const FROM = 2.5; // times nearer than the whole
const SIZE = 7.5; // as villages are drawn among many
const MOST = 20; // communes asked for at once
const PAUSE = 150;

export class Villages {
  // ``source``: where the villages of some communes are told; without it there is nothing to fetch.
  constructor(plan, zoom, { source, words, told, drawn }) {
    Object.assign(this, { plan, zoom, source, words, told, drawn, known: new Set() });
    this.lines = svgElement("g", { class: "plan-lines plan-villages", "aria-hidden": "true" });
    this.marks = svgElement("g", { class: "plan-villages" });
    this.putBack();
  }

  putBack() {
    if (this.source) this.plan.querySelector(".plan-lines").after(this.lines, this.marks);
  }

  // On paper there is what the page is about.
  takeOut() {
    this.lines.remove();
    this.marks.remove();
  }

  update() {
    if (!this.source) return;
    const near = this.zoom.level >= FROM;
    this.plan.classList.toggle("has-villages", near);
    clearTimeout(this.waiting);
    if (near) this.waiting = setTimeout(() => this.fetch(this.inSight()), PAUSE);
  }

  inSight() {
    const { left, top, wide, high } = this.zoom.seen;
    const communes = [...this.plan.querySelectorAll(".tier-commune")].filter((node) => {
      const { x, y } = middleOf(node);
      return x > left && x < left + wide && y > top && y < top + high;
    });
    return communes.map((node) => node.dataset.node).filter((id) => !this.known.has(id)).slice(0, MOST);
  }

  async fetch(communes) {
    if (!communes.length || this.busy) return;
    this.busy = true;
    this.told(this.words.loading);
    const answer = await fetch(`${this.source}&of=${communes.join(",")}`).catch(() => null);
    this.busy = false;
    if (!answer?.ok) {
      this.told(this.words.failed); // the next move of the picture tries again
      return;
    }
    for (const id of communes) this.known.add(id);
    this.draw((await answer.json()).marks);
    this.update(); // what came into sight meanwhile
  }

  draw(marks) {
    for (const mark of marks) {
      const { x, y } = middleOf(this.plan.querySelector(`[data-node="${CSS.escape(mark.parent)}"]`));
      this.lines.append(svgElement("path", { class: "hang-now", d: `M${x} ${y}L${mark.x} ${mark.y}` }));
      this.marks.append(makeMark(mark, SIZE));
    }
    this.told(this.words.drawn.replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(marks.length)));
    this.drawn();
  }
}
