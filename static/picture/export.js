// Saves pictures as files that stand alone: title, date, scope and legend in them, styles and font inside.

import { composed } from "./compose.js";

const TWICE = 2;

// about: { title, date, scope, legend, name, note }; legend: an element whose li hold a sample svg and its words.
// svg: one picture or several, which stand side by side.

export async function exportSvg(svg, about) {
  const made = await composed([svg].flat(), about);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(made)}`;
}

export async function exportPng(svg, about) {
  const made = await composed([svg].flat(), about);
  const image = await loaded(new XMLSerializer().serializeToString(made));
  return painted(image, Number(made.getAttribute("width")), Number(made.getAttribute("height")));
}

export async function saveSvg(svg, about) {
  const blob = new Blob([await exportSvg(svg, about)], { type: "image/svg+xml" });
  return download(blob, `${about.name}.svg`);
}

export async function savePng(svg, about) {
  return download(await exportPng(svg, about), `${about.name}.png`);
}

// A data address, not a blob's: the site's policy allows no other image that it did not send itself.
async function loaded(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  return image;
}

function painted(image, width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * TWICE);
  canvas.height = Math.ceil(height * TWICE);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))), "image/png");
  });
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return name;
}
