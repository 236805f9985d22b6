// The time slider: turning it leads to the same address on another day of a change.

const KEPT = "slider";
const PAUSE = 450; // a key held down goes on; only where it rests is opened

function start(box) {
  const range = box.querySelector("[data-slider-range]");
  const shown = box.querySelector("[data-slider-day]");
  const stops = box.dataset.stops.split(" ");
  const long = new Intl.DateTimeFormat(box.dataset.lang, { dateStyle: "long", timeZone: "UTC" });
  let waiting;
  const tell = () => {
    const day = stops[range.value];
    shown.textContent = day.split("-").reverse().join("/");
    range.setAttribute("aria-valuetext", long.format(new Date(`${day}T00:00:00Z`)));
    return day;
  };
  const open = () => {
    const address = new URL(location.href);
    if (address.searchParams.get("as_of") === stops[range.value]) return;
    address.searchParams.set("as_of", stops[range.value]);
    address.searchParams.delete("page");
    remember(document.activeElement === range);
    location.assign(address);
  };
  range.addEventListener("input", () => box.dispatchEvent(new CustomEvent("slider:day", { detail: tell() })));
  range.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(open, PAUSE);
  });
  range.hidden = false;
  tell();
  recall(range);
}

// The next page is read on where this one was left.
function remember(focused) {
  sessionStorage.setItem(KEPT, JSON.stringify({ top: window.scrollY, focused, path: location.pathname }));
}

function recall(range) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (!kept || kept.path !== location.pathname) return;
  window.scrollTo(0, kept.top);
  if (kept.focused) range.focus({ preventScroll: true });
}

document.querySelectorAll("[data-slider]").forEach(start);
