// Tells that a page stands: its font is there and, where it has one, its picture is drawn.

const VIETNAMESE = "Việt Nam ốộữ Đăươ"; // from each file of the font a letter

export async function fontsReady() {
  const faces = ["400", "600"].map((weight) => `${weight} 14px "Be Vietnam Pro"`);
  await Promise.allSettled(faces.map((face) => document.fonts.load(face, VIETNAMESE)));
}

export function markReady() {
  document.body.dataset.ready = "";
}
