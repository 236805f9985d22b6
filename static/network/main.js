// The network explorer: reads the address, asks the server, and keeps picture, panel, filters and tables in step.

import { fontsReady, markReady } from "../ready.js";
import { Explorer } from "./explorer.js";

async function start(main) {
  const element = document.getElementById("network-data");
  if (!element) return;
  await fontsReady();
  new Explorer(main, JSON.parse(element.textContent)).begin();
}

function tellFailure(main, error) {
  console.error(error);
  main.querySelector("[data-loading]")?.remove();
  main.querySelector("[data-failed]").hidden = false;
}

const main = document.getElementById("network");
start(main)
  .catch((error) => tellFailure(main, error))
  .finally(markReady);
