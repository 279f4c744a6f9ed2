// The citizen's view, cell by cell. The tests compare every cell with Chromium, and `docs/hosts.md` is written from
// here.

import { HOSTS } from "./levels.mjs";

/** What can be seen, in the words of the documents. */
export const SEEN = {
  live: "動く部品",
  table: "読める表",
  link: "リンク",
  frame: "枠の中で動く部品",
  notice: "枠の中に案内文だけ",
  "notice, link": "枠の中に案内文、下にリンク",
  nothing: "**何も出ない**",
};

const row = (level, template, ...seen) => ({
  level,
  template,
  seen: Object.fromEntries(Object.keys(HOSTS).map((host, at) => [host, seen[at]])),
});

/** One row for each level, and whether the site's template has the script. The cells are in the order of the hosts. */
export const ROWS = [
  row("element", false, "live", "nothing", "nothing", "live", "nothing"),
  row("element, link", false, "live", "link", "link", "live", "link"),
  row("element, fragment", false, "live", "table", "table", "live", "table"),
  row("class", false, "link", "link", "link", "link", "link"),
  row("attribute", false, "link", "link", "link", "link", "link"),
  row("link", false, "link", "link", "link", "link", "link"),
  row("frame", false, "frame", "nothing", "nothing", "frame", "notice"),
  row("frame, link", false, "frame", "link", "link", "frame", "notice, link"),
  row("fragment", false, "table", "table", "table", "table", "table"),
  row("editor", false, "table", "table", "table", "table", "table"),
  row("element", true, "live", "nothing", "nothing", "live", "nothing"),
  row("element, link", true, "live", "live", "link", "live", "live"),
  row("element, fragment", true, "live", "live", "table", "live", "live"),
  row("class", true, "live", "live", "link", "live", "live"),
  row("attribute", true, "live", "live", "link", "live", "live"),
  row("link", true, "live", "live", "link", "live", "live"),
  row("frame", true, "frame", "nothing", "nothing", "frame", "notice"),
  row("frame, link", true, "frame", "link", "link", "frame", "notice, link"),
  row("fragment", true, "live", "live", "table", "live", "live"),
  row("editor", true, "live", "live", "table", "live", "live"),
];

export const nameOf = ({ level, template }) => `${level}, ${template ? "script in the template" : "no script in the template"}`;

/** What each host takes from a pasted table; see `losses`. */
export const LOSSES = {
  administrator: { elements: [], some: [], attributes: [], added: [], signsOfCharts: false },
  author: { elements: ["svg"], some: [], attributes: [], added: ["title", "id"], signsOfCharts: true },
  ckeditor: {
    elements: ["abbr", "dd", "details", "div", "dl", "dt", "h4", "span", "summary", "svg"],
    some: [],
    attributes: [
      "aria-hidden",
      "class",
      "data-do",
      "data-fingerprint",
      "data-first",
      "data-heading-level",
      "data-indicator",
      "data-item",
      "data-label",
      "data-last",
      "data-name",
      "data-plan",
      "data-updated",
      "data-view",
      "id",
      "lang",
      "role",
      "title",
    ],
    added: ["p"],
    signsOfCharts: true,
  },
  "ckeditor-all": { elements: [], some: ["span"], attributes: [], added: [], signsOfCharts: false },
  tinymce: { elements: ["svg"], some: ["span"], attributes: ["data-first", "data-last"], added: [], signsOfCharts: true },
};

const none = { elements: [], some: [], attributes: [], added: [], signsOfCharts: false };

/** The same of the table that is made for editors. */
export const EDITOR_LOSSES = {
  administrator: none,
  author: none,
  ckeditor: {
    ...none,
    // A heading below the third level becomes a paragraph, in which its words stay bold.
    elements: ["div", "h4", "h5"],
    attributes: ["class", "data-heading-level", "data-name", "data-plan", "data-updated", "data-view", "lang"],
    added: ["p"],
  },
  "ckeditor-all": none,
  tinymce: none,
};

const taken = (name, content, administrator, author) => ({ name, content, taken: { administrator, author } });

/** The files that WordPress's media library accepts, by their name and content, for each role. */
export const UPLOADS = [
  // As the command, the officer's page and the package give it under such a name.
  taken("plan.txt", "plan for an upload", true, true),
  taken("plan.csv", "plan for an upload", true, true),
  // It looks into the file and finds JSON, which does not match the name.
  taken("plan.txt", "plan", false, false),
  taken("plan.csv", "plan", false, false),
  taken("plan.json", "plan for an upload", false, false),
  taken("machi-plan.js", "script", false, false),
  taken("machi-plan.txt", "script", true, true),
  taken("machi-plan.css", "style", false, false),
  taken("machi-plan_bg.wasm", "module", false, false),
  taken("chart.svg", "drawing", false, false),
  taken("embed.html", "page", true, false),
  taken("machi-plan.zip", "archive", true, true),
];
