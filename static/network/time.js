// The time slider: the days on which something in view changes; one is gone to where the hand rests.

import { day, number, say } from "./words.js";

const PAUSE = 200; // ms; a key held down goes on

export function makeTime(box, { words, act }) {
  const part = (name) => box.querySelector(`[data-time-${name}]`);
  const [range, before, after] = [part("range"), part("before"), part("after")];
  const long = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  let [stops, at, waiting] = [[], 0, null];

  const tell = () => {
    part("day").textContent = day(stops[range.value]);
    range.setAttribute("aria-valuetext", long.format(new Date(`${stops[range.value]}T00:00:00Z`)));
  };
  const go = (to) => {
    clearTimeout(waiting);
    if (to !== at && stops[to]) act.goToDay(stops[to]);
  };
  range.addEventListener("input", tell);
  range.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => go(Number(range.value)), PAUSE);
  });
  before.addEventListener("click", () => go(at - 1));
  after.addEventListener("click", () => go(at + 1));

  function lead(button, to, word) {
    button.hidden = !stops[to];
    button.querySelector("span").textContent = day(stops[to]);
    if (stops[to]) button.setAttribute("aria-label", say(word, { day: day(stops[to]) }));
  }

  return function show({ time, as_of: shown }) {
    box.hidden = !time;
    if (!time) return;
    stops = [...new Set([...time.days, shown])].sort();
    at = stops.indexOf(shown);
    Object.assign(range, { max: stops.length - 1, value: at });
    lead(before, at - 1, words.time_before);
    lead(after, at + 1, words.time_after);
    part("count").textContent = say(words.time_count, { n: number(stops.length) });
    tell();
  };
}
