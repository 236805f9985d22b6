// Suggestions under an input as one types: a combobox with a list, by mouse, by keyboard, by ear.
//
//   <input data-suggest="/api/v1/suggest?as_of=…&lang=…[&kinds=unit,person]" [data-suggest-into="id of a hidden input"]>
//
// What is chosen is opened; with data-suggest-into its id goes into that input instead (which tells "change"),
// and typing on takes it out again. Without this script the form works as it stands.

const PAUSE = 120;

class Suggestions {
  constructor(input, number) {
    this.input = input;
    this.into = document.getElementById(input.dataset.suggestInto ?? "");
    this.found = [];
    this.at = -1;
    this.list = make("ul", { class: "suggestions", id: `suggestions-${number}`, role: "listbox", hidden: "" });
    this.told = make("span", { class: "visually-hidden", role: "status" });
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.placeholder);
    const box = make("span", { class: "suggest-box" });
    const focused = document.activeElement === input; // what is moved loses it
    input.replaceWith(box);
    box.append(input, this.list, this.told);
    if (focused) input.focus();
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", (event) => this.typed(event));
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    // the list must not take the focus from the input, or it would close before the click arrives
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  typed(event) {
    if (this.into?.value) this.fill("");
    clearTimeout(this.timer);
    if (event.isComposing) return;
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.waiting?.abort();
    const text = this.input.value.trim();
    if (text.length < 2) {
      this.close();
      return;
    }
    this.waiting = new AbortController();
    const address = new URL(this.input.dataset.suggest, location.href);
    address.searchParams.set("q", text);
    const answer = await fetch(address, { signal: this.waiting.signal }).catch(() => null);
    if (!answer?.ok || document.activeElement !== this.input) return; // the form itself still searches
    const told = await answer.json().catch(() => null);
    if (told && this.input.value.trim() === text) this.show(told);
  }

  show(told) {
    this.found = told.suggestions;
    this.list.replaceChildren(...this.found.map((each, place) => this.option(each, place)));
    this.told.textContent = told.said;
    this.open(this.found.length > 0);
    this.mark(-1);
  }

  option(each, place) {
    const option = make("li", { class: "suggestion", id: `${this.list.id}-${place}`, role: "option", "aria-selected": "false" });
    option.append(
      make("span", { class: "suggestion-name" }, each.name),
      make("span", { class: "suggestion-code" }, each.code),
      make("span", { class: "suggestion-kind" }, each.kind_name),
      make("span", { class: "suggestion-about" }, each.about),
    );
    option.addEventListener("click", () => this.choose(place));
    return option;
  }

  pressed(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault(); // else the browser empties the field as well
      this.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.found.length) {
      event.preventDefault();
      if (!open) this.open(true);
      this.step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && open && this.at >= 0) {
      event.preventDefault();
      this.choose(this.at);
    }
  }

  // one place more than there are options: the text itself, between the last and the first
  step(by) {
    const places = this.found.length + 1;
    this.mark(((this.at + 1 + by + places) % places) - 1);
  }

  mark(place) {
    this.at = place;
    [...this.list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    const marked = this.list.children[place];
    if (!marked) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", marked.id);
    marked.scrollIntoView({ block: "nearest" });
  }

  choose(place) {
    const each = this.found[place];
    this.close();
    if (!this.into) {
      location.assign(each.href);
      return;
    }
    this.input.value = each.name;
    this.fill(each.id);
  }

  fill(id) {
    this.into.value = id;
    this.into.dispatchEvent(new Event("change", { bubbles: true }));
  }

  open(wanted) {
    this.list.hidden = !wanted;
    this.input.setAttribute("aria-expanded", String(wanted));
  }

  close() {
    clearTimeout(this.timer);
    this.waiting?.abort();
    this.open(false);
    this.mark(-1);
  }
}

function make(tag, attributes, text = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

function isWriting(target) {
  return target.isContentEditable || target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
}

// "/" leads to the search field: the one of the page where it has its own, else the one at the top
function searchBySlash(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.defaultPrevented || isWriting(event.target)) return;
  const field = document.querySelector("main [data-slash]") ?? document.querySelector("[data-slash]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

document.querySelectorAll("input[data-suggest]").forEach((input, number) => new Suggestions(input, number));
document.addEventListener("keydown", searchBySlash);
