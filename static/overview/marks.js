// Makes the mark of a unit as the server draws it; what a name says goes in as text alone.

const SVG = "http://www.w3.org/2000/svg";

export function svgElement(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function makeMark({ id, name, tier, sign, about, href, rank, x, y }, size) {
  const half = size / 2;
  return svgElement(
    "a",
    {
      href, class: `spot tier-${tier} is-${sign}`, tabindex: -1, "aria-label": about,
      "data-node": id, "data-name": name, "data-tier": tier, "data-rank": rank,
    },
    svgElement(
      "g",
      { class: "sized", "transform-origin": `${x} ${y}` },
      svgElement("circle", { class: "halo", cx: x, cy: y, r: size * 0.8 }),
      svgElement("use", { href: `#mark-${sign}`, x: x - half, y: y - half, width: size, height: size }),
    ),
  );
}
