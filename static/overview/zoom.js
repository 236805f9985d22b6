// Fits a plan into its box, zooms it by buttons, fingers, Ctrl and the wheel, and moves it by dragging.
// Its frame is its viewBox; ``--u`` tells how many units of the paper one pixel takes, so that signs
// and names keep their size on the screen.

const STEP = 1.5;
const MOST = 16;
const SLACK = 0.4; // of the seen part: how far one may look beyond the paper
const REST = 90; // ms without a move
const DRAG = 4; // px that make a press a move

export class Zoom {
  constructor(plan, tools, changed) {
    Object.assign(this, { plan, changed, box: plan.parentElement, whole: numbers(plan), held: new Map(), moved: false });
    this.now = { ...this.whole };
    tools.hidden = false;
    tools.addEventListener("click", (event) => this.onButton(event.target.closest("[data-zoom]")?.dataset.zoom));
    this.box.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
    this.box.addEventListener("pointerdown", (event) => this.onDown(event));
    this.box.addEventListener("pointermove", (event) => this.onMove(event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      this.box.addEventListener(end, (event) => this.held.delete(event.pointerId));
    }
    plan.addEventListener("click", (event) => this.moved && stop(event), true);
    plan.addEventListener("focusin", (event) => this.bringIn(event.target.closest("[data-node]")));
    new ResizeObserver(() => this.set(this.now)).observe(this.box);
  }

  // How many times nearer than the whole.
  get level() {
    return this.whole.width / this.now.width;
  }

  // Units of the paper that a pixel takes.
  get unit() {
    const { width, height } = this.size();
    return Math.max(this.now.width / width, this.now.height / height);
  }

  // The part of the paper that the box shows: more than the frame where its shape is another.
  get seen() {
    const { width, height } = this.size();
    const [wide, high] = [width * this.unit, height * this.unit];
    const { x, y } = this.now;
    return { left: x + (this.now.width - wide) / 2, top: y + (this.now.height - high) / 2, wide, high };
  }

  fit() {
    this.set({ ...this.whole });
  }

  // Brings a point into the middle of what the panel leaves free.
  into(x, y, level, { right = 0, bottom = 0 } = {}) {
    const width = this.whole.width / Math.min(MOST, Math.max(1, level));
    const height = (this.whole.height * width) / this.whole.width;
    this.now = { x: 0, y: 0, width, height };
    this.set({ x: x - width / 2 + (right / 2) * this.unit, y: y - height / 2 + (bottom / 2) * this.unit, width, height });
  }

  size() {
    return { width: this.box.clientWidth || 1, height: this.box.clientHeight || 1 };
  }

  set({ x, y, width, height }) {
    const { whole } = this;
    this.now = { x: held(x, whole.x, whole.width, width), y: held(y, whole.y, whole.height, height), width, height };
    this.draw();
  }

  // The paper at once; the sizes of signs and names when it rests, for they cost more than a frame.
  draw() {
    const { x, y, width, height } = this.now;
    this.plan.setAttribute("viewBox", [x, y, width, height].join(" "));
    this.box.classList.toggle("is-zoomed", this.level > 1.001);
    clearTimeout(this.resting);
    if (this.drawn) this.resting = setTimeout(() => this.rest(), REST);
    else this.rest();
  }

  rest() {
    this.drawn = true;
    this.plan.style.setProperty("--u", this.unit);
    this.plan.style.setProperty("--v", Math.min(1.5, Math.max(0.8, Math.sqrt(this.level / 2)))); // villages grow
    this.changed();
  }

  scale(by, x, y) {
    const { whole, now } = this;
    const width = Math.min(whole.width, Math.max(whole.width / MOST, now.width / by));
    const ratio = width / now.width;
    this.set({ x: x - (x - now.x) * ratio, y: y - (y - now.y) * ratio, width, height: now.height * ratio });
  }

  onButton(what) {
    const { x, y, width, height } = this.now;
    const middle = [x + width / 2, y + height / 2];
    if (what === "in") this.scale(STEP, ...middle);
    if (what === "out") this.scale(1 / STEP, ...middle);
    if (what === "fit") this.fit();
  }

  onWheel(event) {
    if (!event.ctrlKey) return; // without it the page scrolls, as people expect
    event.preventDefault();
    const at = this.place(event);
    this.scale(event.deltaY < 0 ? STEP : 1 / STEP, at.x, at.y);
  }

  place({ clientX, clientY }) {
    return new DOMPoint(clientX, clientY).matrixTransform(this.plan.getScreenCTM().inverse());
  }

  onDown(event) {
    if (event.button !== 0) return;
    if (!this.held.size) this.moved = false;
    this.held.set(event.pointerId, { clientX: event.clientX, clientY: event.clientY });
  }

  onMove(event) {
    const last = this.held.get(event.pointerId);
    if (!last) return;
    const next = { clientX: event.clientX, clientY: event.clientY };
    const far = Math.hypot(next.clientX - last.clientX, next.clientY - last.clientY);
    if (!this.moved && far < DRAG) return;
    if (this.held.size === 1 && this.level <= 1) return;
    this.moved = true;
    const [from, to] = [this.place(last), this.place(next)];
    const other = [...this.held].find(([id]) => id !== event.pointerId)?.[1];
    this.held.set(event.pointerId, next);
    if (other) this.pinch(this.place(other), from, to);
    else this.set({ ...this.now, x: this.now.x + from.x - to.x, y: this.now.y + from.y - to.y });
  }

  // Two fingers: what lies under the one that rests stays under it.
  pinch(fixed, from, to) {
    const [before, after] = [from, to].map(({ x, y }) => Math.hypot(x - fixed.x, y - fixed.y));
    if (before && after) this.scale(after / before, fixed.x, fixed.y);
  }

  // A mark that is walked to is in sight, also while zoomed in.
  bringIn(node) {
    if (!node) return;
    const { x, y } = middleOf(node);
    const { left, top, wide, high } = this.seen;
    if (x > left && x < left + wide && y > top && y < top + high) return;
    this.set({ ...this.now, x: x - this.now.width / 2, y: y - this.now.height / 2 });
  }
}

// Where a mark stands on the paper.
export function middleOf(node) {
  const { cx, cy } = node.querySelector(".halo");
  return { x: cx.baseVal.value, y: cy.baseVal.value };
}

function numbers(plan) {
  const { x, y, width, height } = plan.viewBox.baseVal;
  return { x, y, width, height };
}

// Looks a little beside the paper and no further; the whole stands still.
function held(at, start, length, seen) {
  const slack = seen < length * 0.999 ? seen * SLACK : 0;
  return Math.min(Math.max(at, start - slack), start + length - seen + slack);
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}
