// Zooms a plan by buttons, by Ctrl and the wheel, and moves it by dragging; its frame is its viewBox.

const STEP = 1.5;
const MOST = 12;

export function makeZoomable(plan, tools) {
  const whole = { ...numbers(plan) };
  const zoom = { plan, whole, now: { ...whole }, held: null, moved: false };
  tools.hidden = false;
  tools.addEventListener("click", (event) => onButton(zoom, event.target.closest("[data-zoom]")?.dataset.zoom));
  plan.addEventListener("wheel", (event) => onWheel(zoom, event), { passive: false });
  plan.addEventListener("pointerdown", (event) => onDown(zoom, event));
  plan.addEventListener("pointermove", (event) => onMove(zoom, event));
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    plan.addEventListener(end, () => { zoom.held = null; });
  }
  plan.addEventListener("click", (event) => { if (zoom.moved) event.preventDefault(); }, true);
  plan.addEventListener("focusin", (event) => bringIn(zoom, event.target.closest("[data-node]")));
}

function numbers(plan) {
  const { x, y, width, height } = plan.viewBox.baseVal;
  return { x, y, width, height };
}

function onButton(zoom, what) {
  const { x, y, width, height } = zoom.now;
  const middle = [x + width / 2, y + height / 2];
  if (what === "in") scale(zoom, STEP, ...middle);
  if (what === "out") scale(zoom, 1 / STEP, ...middle);
  if (what === "fit") set(zoom, { ...zoom.whole });
}

function onWheel(zoom, event) {
  if (!event.ctrlKey) return; // without it the page scrolls, as people expect
  event.preventDefault();
  const at = place(zoom, event);
  scale(zoom, event.deltaY < 0 ? STEP : 1 / STEP, at.x, at.y);
}

function place(zoom, event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(zoom.plan.getScreenCTM().inverse());
}

function scale(zoom, by, x, y) {
  const { whole, now } = zoom;
  const width = Math.min(whole.width, Math.max(whole.width / MOST, now.width / by));
  const ratio = width / now.width;
  set(zoom, { x: x - (x - now.x) * ratio, y: y - (y - now.y) * ratio, width, height: now.height * ratio });
}

// Never shows what lies beside the paper.
function set(zoom, { x, y, width, height }) {
  const { whole } = zoom;
  const left = Math.min(Math.max(x, whole.x), whole.x + whole.width - width);
  const top = Math.min(Math.max(y, whole.y), whole.y + whole.height - height);
  zoom.now = { x: left, y: top, width, height };
  zoom.plan.setAttribute("viewBox", [left, top, width, height].join(" "));
  zoom.plan.style.setProperty("--shrink", Math.sqrt(width / whole.width)); // marks grow less than the paper
  zoom.plan.parentElement.classList.toggle("is-zoomed", width < whole.width);
}

function onDown(zoom, event) {
  zoom.moved = false;
  if (event.button === 0 && zoom.now.width < zoom.whole.width) zoom.held = place(zoom, event);
}

function onMove(zoom, event) {
  if (!zoom.held) return;
  const at = place(zoom, event);
  const [right, down] = [at.x - zoom.held.x, at.y - zoom.held.y];
  if (!zoom.moved && Math.hypot(right, down) < zoom.now.width / 200) return;
  zoom.moved = true;
  set(zoom, { ...zoom.now, x: zoom.now.x - right, y: zoom.now.y - down });
}

// A mark that is walked to is in sight, also while zoomed in.
function bringIn(zoom, node) {
  const mark = node?.firstElementChild;
  if (!mark) return;
  const [x, y] = [mark.cx.baseVal.value, mark.cy.baseVal.value];
  const { now } = zoom;
  const inside = x > now.x && x < now.x + now.width && y > now.y && y < now.y + now.height;
  if (!inside) set(zoom, { ...now, x: x - now.width / 2, y: y - now.height / 2 });
}
