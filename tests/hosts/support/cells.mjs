// What the citizen sees, cell by cell. The tests hold every cell against Chromium, and `docs/hosts.md` is written from here.

import { HOSTS, LEVELS } from "./levels.mjs";

/** What can be seen, in the words of the documents. */
export const SEEN = {
  live: "動く部品",
  table: "読める表",
  link: "リンク",
  nothing: "**何も出ない**",
};

const row = (level, template, ...seen) => ({
  level,
  template,
  seen: Object.fromEntries(Object.keys(HOSTS).map((host, at) => [host, seen[at]])),
});

/** One row a level, and whether the template of the site has the script. The cells stand in the order of the hosts. */
export const ROWS = [
  row("element", false, "live", "nothing", "nothing", "live", "nothing"),
  row("element, link", false, "live", "link", "link", "live", "link"),
  row("element, fragment", false, "live", "table", "table", "live", "table"),
  row("class", false, "link", "link", "link", "link", "link"),
  row("attribute", false, "link", "link", "link", "link", "link"),
  row("link", false, "link", "link", "link", "link", "link"),
  row("fragment", false, "table", "table", "table", "table", "table"),
];

export const nameOf = ({ level, template }) => `${level}, ${template ? "script in the template" : "no script in the template"}`;

/** What goes from the pasted table: elements and attributes of which fewer are left than stood there, and what is added. */
export const LOSSES = {};

/** What WordPress's media library takes: by the name of the file and what stands in it, for each role. */
export const UPLOADS = [];

export function document() {
  const cells = (words) => `| ${words.join(" | ")} |`;
  return cells(Object.values(HOSTS)) + ROWS.map(({ level }) => LEVELS[level].name);
}
