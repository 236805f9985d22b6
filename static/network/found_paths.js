// The paths between two nodes: how many there are, how many are shown, each one to be lit.

import { button, make } from "./elements.js";
import { number, say } from "./words.js";

export function showPaths(box, { data, words, act }) {
  box.hidden = !data.paths;
  if (!data.paths) return box.replaceChildren();
  const titles = new Map(data.nodes.map(({ id, title }) => [id, title]));
  const rows = (data.paths.items ?? []).map((path, index) => make("li", {}, entry(path, index, { titles, words, act })));
  return box.replaceChildren(
    make("h2", {}, words.paths),
    make("p", {}, told(data.paths, words)),
    make("ol", { class: "plain paths" }, ...rows),
  );
}

function told({ found, shown, limit, complete }, words) {
  const values = { found: number(found), shown: number(shown), limit: number(limit) };
  if (!found) return words.paths_none;
  return say(complete ? words.paths_all : words.paths_capped, values);
}

function entry(path, index, { titles, words, act }) {
  const through = path.nodes.map((id) => titles.get(id) ?? id).join(" → ");
  const row = button(
    say(words.path, { number: number(index + 1), links: number(path.nodes.length - 1), through }),
    () => act.showPath(path, row),
    { class: "as-link", "aria-pressed": "false" },
  );
  return row;
}
