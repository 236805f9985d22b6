// Takes the picture away: PNG at twice the size of what is seen, SVG of the same, paper for the printer.

import { NEAR, boundsOf } from "./scene.js";
import { layOut, paintPaper } from "./paper.js";
import { VectorContext } from "./vector.js";

const TWICE = 2;
const WIDEST = 2000; // px to which what is seen is drawn larger, so that the words in its boxes can be read
const PRINTED = 1000; // px of the width of a sheet; painted at twice that

export function savePng(picture, about, legend) {
  const canvas = onCanvas(picture, layOut({ ...seen(picture), about, legend }));
  canvas.toBlob((blob) => save(blob, `${about.file}.png`), "image/png");
}

export function saveSvg(picture, about, legend) {
  const paper = layOut({ ...seen(picture), about, legend });
  const vector = new VectorContext(Math.round(paper.whole.width), Math.round(paper.whole.height));
  paintPaper(vector, picture.scene, picture.state, paper);
  const text = new XMLSerializer().serializeToString(vector.svg);
  save(new Blob([text], { type: "image/svg+xml" }), `${about.file}.svg`);
}

// All of it, whatever part is on the screen: paper cannot be moved about.
export function forPaper(picture, about, legend) {
  const { left, top, width, height } = boundsOf(picture.scene);
  const area = { left, top, width, height, right: left + width, bottom: top + height };
  return onCanvas(picture, layOut({ area, width: Math.min(PRINTED, width * TWICE), about, legend }));
}

// A phone shows less than is in its frame: whoever gets the picture has room for names in full.
function seen(picture) {
  const area = picture.area();
  return { area, width: Math.max(picture.box.clientWidth, Math.ceil(Math.min(area.width * NEAR, WIDEST))) };
}

function onCanvas(picture, paper) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(paper.whole.width * TWICE);
  canvas.height = Math.round(paper.whole.height * TWICE);
  const ctx = canvas.getContext("2d");
  ctx.scale(TWICE, TWICE);
  paintPaper(ctx, picture.scene, picture.state, paper);
  return canvas;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
