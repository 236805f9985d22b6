// Makes SVG elements; text always goes in as text.

const SVG = "http://www.w3.org/2000/svg";

export function element(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function text(content, attributes) {
  const made = element("text", attributes);
  made.textContent = content;
  return made;
}

export function mark(state, x, y, size = 14) {
  return element("use", { href: `#mark-${state}`, x, y, width: size, height: size });
}
