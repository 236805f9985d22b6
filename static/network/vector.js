// Takes what a canvas is told and makes an SVG of it: only the steps that the picture's painting uses.

const SVG = "http://www.w3.org/2000/svg";
const ANCHORS = { left: "start", center: "middle", right: "end" };

export class VectorContext {
  constructor(width, height) {
    this.svg = this.made("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
    this.parent = this.svg;
    this.steps = "";
    Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, font: "400 13px sans-serif", textAlign: "left", dash: [] });
  }

  // Everything that follows is moved and scaled, and cut off at a rectangle, until `leave`.
  enter({ x, y, scale }, clip) {
    const id = "seen";
    const frame = this.made("clipPath", { id });
    frame.append(this.made("rect", clip));
    const outer = this.made("g", { "clip-path": `url(#${id})` });
    const inner = this.made("g", { transform: `translate(${x} ${y}) scale(${scale})` });
    outer.append(inner);
    this.svg.append(frame, outer);
    this.parent = inner;
  }

  leave() {
    this.parent = this.svg;
  }

  beginPath() {
    this.steps = "";
  }

  moveTo(x, y) {
    this.steps += `M${short(x)} ${short(y)}`;
  }

  lineTo(x, y) {
    this.steps += `L${short(x)} ${short(y)}`;
  }

  quadraticCurveTo(a, b, x, y) {
    this.steps += `Q${short(a)} ${short(b)} ${short(x)} ${short(y)}`;
  }

  closePath() {
    this.steps += "Z";
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  fill() {
    this.parent.append(this.made("path", { d: this.steps, fill: this.fillStyle }));
  }

  stroke() {
    const dash = this.dash.length ? { "stroke-dasharray": this.dash.map(short).join(" ") } : {};
    const look = { fill: "none", stroke: this.strokeStyle, "stroke-width": short(this.lineWidth) };
    this.parent.append(this.made("path", { d: this.steps, ...look, ...dash }));
  }

  fillRect(x, y, width, height) {
    this.parent.append(this.made("rect", { x, y, width, height, fill: this.fillStyle }));
  }

  strokeText(text, x, y) {
    this.write(text, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": short(this.lineWidth), "stroke-linejoin": "round" });
  }

  fillText(text, x, y) {
    this.write(text, x, y, { fill: this.fillStyle });
  }

  write(text, x, y, paint) {
    const [weight, size, ...family] = this.font.split(" ");
    const look = { ...paint, "font-family": family.join(" "), "font-size": size, "font-weight": weight };
    const made = this.made("text", { x: short(x), y: short(y), "text-anchor": ANCHORS[this.textAlign], ...look });
    made.textContent = text;
    this.parent.append(made);
  }

  made(name, attributes) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key !== "xmlns") made.setAttribute(key, value);
    }
    return made;
  }
}

function short(value) {
  return Math.round(value * 100) / 100;
}
