// vis-network on the canvas: it pans, zooms, drags and calls for painting; shapes and lines are ours.

import { boundsOf, howNode, litLines, makeScene, moveSpot, paintAbove, paintBelow } from "./scene.js";
import { distanceTo } from "./routes.js";
import { paintNode } from "./node.js";

const QUIET_AFTER = 160; // ms after the last turn of the wheel until many lines are painted again
const MANY_LINES = 1500;
const LARGEST = 1.25; // a few nodes are not blown up beyond this when fitted
const RIM = 5; // px around what is fitted
const NEAR_LINE = 7;
const OPTIONS = {
  autoResize: false,
  physics: { enabled: false },
  layout: { improvedLayout: false },
  nodes: { shape: "custom", chosen: false, fixed: false },
  edges: { smooth: false, chosen: false },
  interaction: { hover: true, keyboard: false, hideEdgesOnDrag: true, hideEdgesOnZoom: true, tooltipDelay: 3_600_000, zoomSpeed: 0.7 },
};

export class Picture {
  constructor(box, tell) {
    this.box = box;
    this.tell = tell;
    this.state = { focus: "", hover: "", path: null, pins: new Map() };
    this.moving = false;
    this.nodes = new globalThis.vis.DataSet();
    this.network = new globalThis.vis.Network(box, { nodes: this.nodes, edges: [] }, OPTIONS);
    this.listen();
    new ResizeObserver(() => this.resize()).observe(box);
  }

  show(data, view, viewport) {
    this.scene = makeScene(data, view);
    this.state = { focus: view.focus, hover: "", path: null, pins: view.pin };
    this.put([...this.scene.spots.values()].map((spot) => this.visNode(spot)));
    this.place(viewport);
    this.told();
  }

  // Replaces what vis-network holds. It would paint at once, where nobody looks yet; and it is told the
  // sizes now, not after the first painting.
  put(made) {
    this.held = true;
    this.nodes.clear();
    this.nodes.add(made);
    this.held = false;
    for (const { id } of made) {
      const { box } = this.scene.spots.get(id);
      const { shape } = this.network.body.nodes[id];
      Object.assign(shape, { customSizeWidth: box.width, customSizeHeight: box.height, refreshNeeded: true });
    }
  }

  visNode(spot) {
    const { node, box, x, y } = spot;
    const dimensions = { width: box.width, height: box.height };
    const drawNode = () => paintNode(this.ctx, spot, howNode(node, this.state, this.scale));
    const drawn = { drawNode, nodeDimensions: dimensions };
    const held = { nodeDimensions: dimensions };
    const ctxRenderer = ({ ctx }) => {
      this.ctx = ctx;
      return this.held ? held : drawn;
    };
    return { id: node.id, x, y, size: Math.max(box.width, box.height) / 2, ctxRenderer };
  }

  get scale() {
    return this.network.getScale();
  }

  // The viewport that was kept, else all of it.
  place(viewport) {
    this.viewport = viewport ?? null;
    if (!viewport) return this.fit();
    this.network.moveTo({ position: viewport, scale: viewport.scale, animation: false });
    return this.told();
  }

  fit() {
    this.viewport = null;
    const { left, top, width, height } = boundsOf(this.scene);
    const [wide, high] = [this.box.clientWidth - 2 * RIM, this.box.clientHeight - 2 * RIM];
    if (wide <= 0 || high <= 0) return; // not shown, not laid out yet, or being left
    const scale = Math.min(wide / width, high / height, LARGEST);
    this.network.moveTo({ position: { x: left + width / 2, y: top + height / 2 }, scale, animation: false });
    this.told();
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.max(0.02, Math.min(4, this.scale * factor)), animation: false });
    this.moved();
  }

  // Brings a node into sight, large enough to be read.
  goTo(id) {
    const { x, y } = this.scene.spots.get(id);
    this.network.moveTo({ position: { x, y }, scale: Math.max(this.scale, 0.8), animation: false });
    this.moved();
  }

  // Moves only as far as it must for a node to be seen.
  bringIn(id) {
    const { x, y, box } = this.scene.spots.get(id);
    const area = this.area();
    const out = x - box.width / 2 < area.left || x + box.width / 2 > area.right || y - box.height / 2 < area.top || y + box.height / 2 > area.bottom;
    if (out) this.network.moveTo({ position: { x, y }, animation: false });
    if (out) this.moved();
  }

  choose(id) {
    this.state = { ...this.state, focus: id, path: null };
    this.told();
    this.network.redraw();
  }

  light(id) {
    if (this.state.hover === id) return;
    this.state = { ...this.state, hover: id };
    this.network.redraw();
  }

  showPath(path) {
    this.state = { ...this.state, path };
    this.network.redraw();
  }

  area() {
    const { x, y } = this.network.getViewPosition();
    const [width, height] = [this.box.clientWidth / this.scale, this.box.clientHeight / this.scale];
    return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2, width, height };
  }

  listen() {
    const { network } = this;
    network.on("beforeDrawing", (ctx) => this.paintBelow(ctx));
    network.on("afterDrawing", (ctx) => this.paintAbove(ctx));
    network.on("click", (event) => this.clicked(event));
    network.on("doubleClick", ({ nodes }) => nodes.length && this.tell.opened(nodes[0]));
    network.on("hoverNode", ({ node }) => this.hovered(node));
    network.on("blurNode", () => this.hovered(""));
    this.box.addEventListener("pointerleave", () => this.hovered(""));
    network.on("dragging", ({ nodes }) => nodes.length && this.dragged(nodes[0]));
    network.on("dragEnd", ({ nodes }) => (nodes.length ? this.dropped(nodes[0]) : this.moved()));
    network.on("zoom", () => this.zoomed());
  }

  paintBelow(ctx) {
    if (this.held || !this.scene || (this.moving && this.scene.routes.length > MANY_LINES)) return;
    this.lit = litLines(this.scene, this.state);
    paintBelow(ctx, this.scene, { scale: this.scale, lit: this.lit });
  }

  paintAbove(ctx) {
    if (this.held || !this.scene) return;
    paintAbove(ctx, this.scene, { scale: this.scale, lit: this.lit ?? new Set(), area: this.area() });
  }

  hovered(id) {
    this.light(id);
    this.tell.pointed(id);
  }

  clicked({ nodes, pointer }) {
    if (nodes.length) return this.tell.chosen(nodes[0]);
    const near = this.scene.routes
      .map((route) => ({ route, distance: distanceTo(route, pointer.canvas) * this.scale }))
      .filter(({ distance }) => distance <= NEAR_LINE)
      .sort((a, b) => a.distance - b.distance);
    return this.tell.chosen("", near[0]?.route.edge);
  }

  dragged(id) {
    moveSpot(this.scene, id, this.network.getPosition(id));
  }

  dropped(id) {
    const { x, y } = this.network.getPosition(id);
    this.dragged(id);
    this.tell.pinned(id, { x: Math.round(x), y: Math.round(y) });
  }

  zoomed() {
    this.moving = true;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.moving = false;
      this.network.redraw();
    }, QUIET_AFTER);
    this.moved();
  }

  // The part that is seen belongs to the history of the tab, not to the address that is shared.
  moved() {
    const { x, y } = this.network.getViewPosition();
    this.viewport = { x, y, scale: this.scale };
    this.told();
    this.tell.moved(this.viewport);
  }

  resize() {
    if (!this.scene || !this.box.clientHeight) return;
    this.network.setSize("100%", "100%");
    if (!this.viewport) this.fit();
    this.network.redraw();
  }

  // What is drawn, as vis-network has it, for whoever looks on: tests, and people who mend this.
  told() {
    const { x, y } = this.network.getViewPosition();
    Object.assign(this.box.dataset, {
      nodes: this.network.body.nodeIndices.length,
      edges: this.scene.routes.length,
      view: [x, y, this.scale].map((value) => value.toFixed(3)).join(" "),
      focus: this.state.focus,
    });
  }
}
