// Asks the server for the network of an address; a later question makes an earlier one void.

let running = null;

export class RefusedError extends Error {}

export async function fetchNetwork(source, query) {
  running?.abort();
  const own = (running = new AbortController());
  const response = await fetch(`${source}?${query}`, { signal: own.signal });
  const answer = await response.json();
  if (!response.ok) throw new RefusedError(reasonOf(answer));
  return answer;
}

// Somebody who asks something else meanwhile has not failed.
export function wasAbandoned(error) {
  return error.name === "AbortError";
}

function reasonOf({ error = {} }) {
  const remedies = (error.places ?? []).map((place) => place.remedy);
  return [error.message, ...remedies].filter(Boolean).join(" ");
}
