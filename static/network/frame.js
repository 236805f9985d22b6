// The links and forms around the picture carry its address on: day, language, and the day's form.

export function keepFrame(view, write) {
  for (const link of document.querySelectorAll(".days a, .languages a")) {
    const own = new URL(link.href, location.href).searchParams;
    const day = link.closest(".days") ? { as_of: own.get("as_of") ?? "" } : {};
    const lang = link.closest(".languages") ? { lang: own.get("lang") ?? "" } : {};
    link.setAttribute("href", `${location.pathname}?${write({ ...view, ...day, ...lang })}`);
  }
  document.querySelectorAll("form[data-date-form]").forEach((form) => fill(form, view, write));
}

function fill(form, view, write) {
  for (const old of form.querySelectorAll("input[type=hidden]")) old.remove();
  for (const [name, value] of new URLSearchParams(write({ ...view, as_of: "" }))) {
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name, value });
    form.append(kept);
  }
}
