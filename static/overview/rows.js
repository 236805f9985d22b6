// Links picture and table both ways: what is pointed at in one is lit in the other.

export function linkRows(plan) {
  for (const [root, each] of [[plan, "[data-node]"], [document, "tr[data-nodes]"]]) {
    for (const [event, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      root.addEventListener(event, ({ target }) => light(target.closest?.(each), on));
    }
  }
  function light(item, on) {
    const id = CSS.escape(item?.dataset.node ?? item?.dataset.nodes ?? "");
    if (!id) return;
    const rows = document.querySelectorAll(`tr[data-nodes="${id}"]`);
    for (const each of [plan.querySelector(`[data-node="${id}"]`), ...rows]) each?.classList.toggle("is-lit", on);
  }
}
