// How things look: a shape for every kind, a dash and a head for every relation, a sign for every state.
// Colours are Okabe and Ito's; none of them says anything that a shape, a dash or a word does not say too.

export const INK = "#1c2126";
export const QUIET = "#555d66";
export const PAPER = "#fff";
export const LIT = "#fff3c4";
export const CHOSEN = "#e69f00";
const ACCENT = "#084566";

const FILLS = { province: "#084566", district: "#0b5c8a", commune: "#2a75a5", village: "#c9e2f2" };
const DARK = ["province", "district", "commune"];
const KINDS = {
  person: { fill: PAPER, stroke: "#3c444c" },
  group: { fill: PAPER, stroke: "#3c444c" },
  organisation: { fill: "#eef1f3", stroke: "#3c444c" },
  post: { fill: "#fdf6e3", stroke: "#6b757e" },
  decision: { fill: PAPER, stroke: "#6b757e" },
};

export function nodeStyle({ kind, tier }) {
  if (kind !== "unit") return { ...(KINDS[kind] ?? KINDS.person), ink: INK };
  return { fill: FILLS[tier] ?? FILLS.village, stroke: ACCENT, ink: DARK.includes(tier) ? PAPER : INK };
}

export const LINES = {
  PART_OF: { stroke: "#aab4bd", width: 4, dash: [], head: null },
  RESPONSIBLE_FOR: { stroke: "#0072b2", width: 1.8, dash: [], head: "full" },
  SUPERVISES: { stroke: "#3c444c", width: 1.6, dash: [2, 3], head: "hollow" },
  HOLDS: { stroke: "#6b757e", width: 1.2, dash: [], head: "dot" },
  SERVES: { stroke: "#6b757e", width: 1.2, dash: [9, 3], head: null },
  UNDER: { stroke: "#6b757e", width: 2.6, dash: [12, 3], head: null },
  COVERS: { stroke: "#009e73", width: 1.8, dash: [10, 4], head: "full" },
  MEMBER_OF: { stroke: "#b0528a", width: 1.4, dash: [3, 3], head: "dot" },
  SUCCEEDED_BY: { stroke: "#b87a00", width: 2, dash: [12, 3, 2, 3], head: "full" },
  DECIDES: { stroke: "#1c2126", width: 1.2, dash: [1, 4], head: "full" },
  BELONGS_TO: { stroke: "#6b757e", width: 1.2, dash: [4, 3], head: null },
};
const BROKEN = { stroke: "#d55e00", width: 2.4, dash: [7, 4] };

export function lineStyle({ relation, broken }) {
  const style = LINES[relation] ?? LINES.BELONGS_TO;
  return broken ? { ...style, ...BROKEN, head: style.head ?? "full" } : style;
}
