// Asks how far a comparison is until it is there; then the same address shows it.

const PAUSE = 400;
const LATER = 2000; // ms until a server that did not answer is asked again
const box = document.querySelector("[data-waiting]");
const bar = box.querySelector("progress");
const told = box.querySelector("[data-waiting-told]");

async function ask() {
  const answer = await fetch(box.dataset.waiting).catch(() => null);
  box.querySelector("[data-waiting-failed]").hidden = Boolean(answer?.ok);
  if (!answer?.ok) {
    setTimeout(ask, LATER);
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
