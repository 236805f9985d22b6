// Brings an overview's picture to life: fitted, named, zoomed, walked by keys, linked with its rows.

import { Choice } from "./overview/choose.js";
import { makeFindable } from "./overview/find.js";
import { fillHouseholds } from "./overview/households.js";
import { Names } from "./overview/names.js";
import { linkRows } from "./overview/rows.js";
import { addSaving } from "./overview/save.js";
import { Villages } from "./overview/villages.js";
import { makeWalkable } from "./overview/walk.js";
import { Zoom } from "./overview/zoom.js";

function part(name) {
  return document.querySelector(`[data-${name}]`);
}

function begin(plan) {
  const where = part("plan-where");
  const map = plan.hasAttribute("data-plan-map");
  const later = { names: null, villages: null };
  plan.classList.toggle("is-live", map);
  const zoom = new Zoom(plan, part("zoom-tools"), () => {
    later.names?.place();
    later.villages?.update();
  });
  const names = map ? new Names(plan, zoom) : null;
  const name = (...nodes) => names?.alwaysName(...nodes);
  const villages = new Villages(plan, zoom, {
    source: plan.dataset.villages,
    words: { loading: plan.dataset.loading, failed: plan.dataset.failed, drawn: plan.dataset.drawn },
    told: (words) => { where.textContent = words; },
    drawn: () => {
      names?.place();
      choice.drawn();
    },
  });
  Object.assign(later, { names, villages });
  const choice = new Choice(plan, zoom, { panel: part("plan-panel"), named: (node) => name(node) });
  if (names) names.covered = () => choice.covered();
  makeWalkable(plan, where, (node) => name(choice.node(choice.id), node));
  makeFindable(part("plan-find"), plan, choice);
  linkRows(plan);
  addSaving(part("plan-save"), plan, onPaper(plan, zoom, names, villages));
  if (map) zoom.fit();
  choice.begin();
}

// The picture as it is on paper: whole, at its own size, with the names that the server found room for.
function onPaper(plan, zoom, names, villages) {
  let seen = null;
  return {
    begin() {
      seen ??= { ...zoom.now };
      plan.classList.remove("is-live", "is-searched");
      names?.clear();
      villages.takeOut();
      plan.setAttribute("viewBox", Object.values(zoom.whole).join(" "));
      plan.removeAttribute("style"); // a copy of it would be refused as an inline style
    },
    end() {
      if (!seen) return;
      plan.classList.toggle("is-live", names !== null);
      villages.putBack();
      zoom.set(seen);
      seen = null;
    },
  };
}

const plan = document.querySelector("[data-plan]");
if (plan) begin(plan);
document.querySelectorAll("[data-households]").forEach(fillHouseholds);
