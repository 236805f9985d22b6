// Saves pictures as files that stand alone: title, date, scope and legend in them, styles and font inside.

import { composed } from "./compose.js";

const TWICE = 2;
const SMALL = 300;
const PAUSE = 40;
const MOST_TRIES = 50;

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
  await lettersReady(image);
  return image;
}

// An image is decoded before the font inside it is: until then its letters are invisible and nothing tells.
async function lettersReady(image) {
  let [inked, steady] = [-1, 0];
  for (let tries = 0; tries < MOST_TRIES && steady < 3; tries += 1) {
    const now = inkOf(image);
    steady = now === inked ? steady + 1 : 0;
    inked = now;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

// How dark the whole is, at a size that is quickly read.
function inkOf(image) {
  const size = { width: SMALL, height: Math.round((SMALL * image.height) / image.width) };
  const canvas = Object.assign(document.createElement("canvas"), size);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0, size.width, size.height);
  return context.getImageData(0, 0, size.width, size.height).data.reduce((sum, value) => sum + value, 0);
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
