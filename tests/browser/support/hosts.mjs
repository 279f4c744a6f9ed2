// Pages with a style sheet of their own: the four most common resets, a sheet of a municipal template, a hostile one.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const read = (path) => readFile(require.resolve(path), "utf8");

/** The sheets by name. */
export const SHEETS = {
  normalize: await read("normalize.css/normalize.css"),
  preflight: await read("tailwindcss/preflight.css"),
  reboot: await read("bootstrap/dist/css/bootstrap-reboot.css"),
  meyer: await read("reset-css/reset.css"),
  municipal: await read("./municipal.css"),
  hostile: await read("./hostile.css"),
};

/** A page with a box for `body`. All sheets are linked, but disabled; see `wear`. */
export function hostPage(body, { script = true, sheet = true } = {}) {
  const links = Object.keys(SHEETS).map((name) => `<link rel="stylesheet" id="sheet-${name}" href="/sheets/${name}.css" media="not all">`);
  const own = sheet ? '<link rel="stylesheet" href="/assets/machi-plan.css">' : "";
  // Behind the widget's: where two weigh the same the later one holds.
  return `<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>試験</title>${own}${links.join("")}${script ? '<script src="/assets/machi-plan.js" defer></script>' : ""}</head>
<body><main id="main"><h1>試験</h1>${body}</main></body></html>`;
}

/** The sheets as files for the server. */
export const sheetFiles = Object.fromEntries(Object.entries(SHEETS).map(([name, text]) => [`/sheets/${name}.css`, text]));

/** Switches one sheet on and the others off; without a name, all off. */
export function wear(page, name) {
  return page.evaluate((name) => {
    for (const link of document.querySelectorAll("link[id^=sheet-]")) link.media = link.id === `sheet-${name}` ? "all" : "not all";
  }, name);
}
