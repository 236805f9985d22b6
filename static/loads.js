// Files may be dropped; a job that waits is watched, and the page stands anew when it has its result.

const PAUSE = 700;

function takeDrops(box, form) {
  const field = box.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    box.addEventListener(name, () => box.classList.remove("is-over"));
  }
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    form.querySelector("[type=submit]").focus();
  });
}

// A second click does no harm on the server; here it does not even leave.
function sendOnce(form) {
  form.addEventListener("submit", () => {
    const told = form.querySelector("[data-sending]");
    if (told) told.hidden = false;
    form.querySelector("[type=submit]").disabled = true;
  });
}

async function watch(box) {
  const status = document.querySelector("[data-status]");
  const bar = box.querySelector("[data-progress]");
  for (;;) {
    await new Promise((wake) => setTimeout(wake, PAUSE));
    const answer = await fetch(box.dataset.poll, { cache: "no-store" }).catch(() => null);
    if (!answer) continue; // the site may be starting again
    const job = answer.ok ? await answer.json() : { waits: false };
    if (!job.waits) break;
    if (status.textContent !== job.status) status.textContent = job.status;
    if (job.percent === null) bar.removeAttribute("value");
    else bar.value = job.percent;
  }
  location.reload();
}

document.querySelectorAll("form[data-load-form]").forEach((form) => {
  takeDrops(form.querySelector("[data-drop]"), form);
  sendOnce(form);
});
document.querySelectorAll("form[data-once]").forEach(sendOnce);
document.querySelectorAll("[data-poll]").forEach(watch);

// a page that comes back by the Back button must not keep its buttons dead
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-load-form] [type=submit], form[data-once] [type=submit]").forEach((button) => {
    button.disabled = false;
  });
});
