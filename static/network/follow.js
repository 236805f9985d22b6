// Links that lead on with the very address of the picture, whatever was opened since it was loaded.

function follow(event) {
  const link = event.target.closest("a[data-follow]");
  if (link) link.href = link.dataset.follow + location.search;
}

for (const kind of ["pointerdown", "focusin", "click"]) document.addEventListener(kind, follow, true);
