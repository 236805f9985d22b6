// Links picture and table both ways: what is pointed at in one is lit in the other.

export function linkRows(plan) {
  const nodes = byId(plan.querySelectorAll("[data-node]"), (node) => node.dataset.node);
  const rows = byId(document.querySelectorAll("tr[data-nodes]"), (row) => row.dataset.nodes);
  for (const [root, each] of [[plan, "[data-node]"], [document, "tr[data-nodes]"]]) {
    for (const [event, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      root.addEventListener(event, ({ target }) => light(target.closest?.(each), on));
    }
  }
  function light(item, on) {
    const id = item?.dataset.node ?? item?.dataset.nodes;
    for (const each of [nodes.get(id), rows.get(id)]) each?.classList.toggle("is-lit", on);
  }
}

function byId(items, id) {
  return new Map([...items].map((item) => [id(item), item]));
}
