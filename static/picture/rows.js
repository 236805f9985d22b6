// Links picture and table both ways: what is pointed at in one is lit in the other.

// prefix: what the ids of this picture's nodes begin with, where a page has several; signal: ends it.
export function linkRows(svg, prefix, signal) {
  const rows = [...document.querySelectorAll("[data-nodes]")];
  const nodes = [...svg.querySelectorAll("[data-node]")];
  for (const node of nodes) {
    const mine = rows.filter((row) => idsOf(row).includes(node.dataset.node));
    light(node, [node], mine, signal);
    node.addEventListener("click", (event) => goToRow(event, node));
  }
  for (const row of rows) {
    const mine = nodes.filter((node) => idsOf(row).includes(node.dataset.node));
    light(row, mine, [row], signal);
  }
  for (const link of document.querySelectorAll("a[data-to-node]")) {
    link.addEventListener("click", (event) => goToNode(event, `node-${prefix}${link.dataset.toNode}`), { signal });
  }
}

function idsOf(row) {
  return row.dataset.nodes.split(" ");
}

function light(source, nodes, rows, signal) {
  const set = (on) => () => [...nodes, ...rows].forEach((item) => item.classList.toggle("is-lit", on));
  for (const event of ["pointerenter", "focusin"]) source.addEventListener(event, set(true), { signal });
  for (const event of ["pointerleave", "focusout"]) source.addEventListener(event, set(false), { signal });
}

// A link into this page is followed by hand, so that the address stays the view.
function goToRow(event, node) {
  const target = node.getAttribute("href");
  if (!target?.startsWith("#")) return;
  event.preventDefault();
  const row = document.getElementById(target.slice(1));
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function goToNode(event, id) {
  event.preventDefault();
  const node = document.getElementById(id);
  node?.focus();
  node?.scrollIntoView({ block: "nearest", inline: "center" });
}
