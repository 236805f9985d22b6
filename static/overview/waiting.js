// Asks how far a comparison is until it is there; then the same address shows it.

const PAUSE = 400;
const box = document.querySelector("[data-waiting]");
const bar = box.querySelector("progress");
const told = box.querySelector("[data-waiting-told]");

async function ask() {
  const answer = await fetch(box.dataset.waiting).catch(() => null);
  if (!answer?.ok) {
    box.querySelector("[data-waiting-failed]").hidden = false;
    return;
  }
  const { done, steps } = await answer.json();
  if (done >= steps) {
    location.reload();
    return;
  }
  bar.value = done;
  told.textContent = told.dataset.step.replace("{done}", done);
  setTimeout(ask, PAUSE);
}

setTimeout(ask, PAUSE);
