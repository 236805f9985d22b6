// The buttons that save the pictures of a page, or print it.

const SAVERS = { svg: "saveSvg", png: "savePng" };

export function addSaving(bar) {
  const pictures = () => [...document.querySelectorAll("[data-picture] > svg.picture")];
  if (!pictures().length) return;
  bar.hidden = false;
  for (const button of bar.querySelectorAll("[data-save-as]")) {
    button.addEventListener("click", () => save(button, bar, pictures()));
  }
}

async function save(button, bar, pictures) {
  const kind = button.dataset.saveAs;
  if (kind === "print") {
    window.print();
    return;
  }
  button.disabled = true;
  const told = bar.querySelector("[data-save-told]");
  try {
    const exporting = await import("./export.js"); // five modules that no page needs before
    const name = await exporting[SAVERS[kind]](pictures, aboutOf(bar));
    told.textContent = bar.dataset.saved.replace("{name}", name);
  } catch (error) {
    console.error(error);
    told.textContent = bar.dataset.failed;
  } finally {
    button.disabled = false;
  }
}

function aboutOf({ dataset }) {
  return {
    title: dataset.title,
    date: dataset.date,
    scope: dataset.scope,
    name: dataset.name,
    note: document.querySelector(".generated")?.textContent.trim() ?? "",
    legend: document.querySelector("[data-legend]"),
  };
}
