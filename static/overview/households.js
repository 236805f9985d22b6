// Fills in the counts of households when they are there: for a whole province they take a second.

export async function fillHouseholds(table) {
  const answer = await fetch(table.dataset.households).catch(() => null);
  if (!answer?.ok) return; // the link in each cell still leads to the counts
  const counts = await answer.json();
  const number = new Intl.NumberFormat(document.documentElement.lang);
  for (const cell of table.querySelectorAll("td[data-unit]")) {
    const found = counts[cell.dataset.unit];
    cell.replaceChildren(found ? ratio(found, number) : "–");
  }
}

function ratio({ numerator, denominator }, number) {
  const strong = document.createElement("strong");
  strong.textContent = number.format(numerator);
  const box = document.createElement("span");
  box.className = "n-of";
  box.append(strong, `/${number.format(denominator)}`);
  return box;
}
