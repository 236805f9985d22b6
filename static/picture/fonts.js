// The page's font as text inside a picture: a file that leaves the site can fetch nothing.

import { element } from "./svg.js";

let made;

export function fontFaces() {
  made ??= collect();
  return made.then((css) => {
    const style = element("style");
    style.textContent = css;
    return style;
  });
}

async function collect() {
  const rules = [...document.styleSheets].flatMap(rulesOf).filter((rule) => rule instanceof CSSFontFaceRule);
  const faces = await Promise.all(rules.map(faceOf));
  return faces.filter(Boolean).join("\n");
}

function rulesOf(sheet) {
  return [...sheet.cssRules];
}

// Without the font the picture still stands: the names after it in font-family take its place.
async function faceOf(rule) {
  const style = rule.style;
  const address = /url\("?([^")]+\.woff2)"?\)/.exec(style.getPropertyValue("src"))?.[1];
  if (!address) return "";
  const data = await fetched(new URL(address, rule.parentStyleSheet.href)).catch(() => "");
  if (!data) return "";
  const kept = ["font-family", "font-style", "font-weight", "unicode-range"];
  const told = kept.map((name) => `${name}:${style.getPropertyValue(name)}`).filter((line) => !line.endsWith(":"));
  return `@font-face{${told.join(";")};src:url(${data}) format("woff2")}`;
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) return "";
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return `data:font/woff2;base64,${btoa(letters)}`;
}
