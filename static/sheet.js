// Lends the assignment sheet a button that prints it; without scripts the browser's own does.

const button = document.querySelector("button[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
