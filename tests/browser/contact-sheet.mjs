// Makes contact sheets: each view of each plan in every width and appearance, to be looked at by a person.
// Run after `cargo xtask build`: node tests/browser/contact-sheet.mjs [FOLDER] [PLAN …]

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ready, startBrowser } from "./support/browser.mjs";
import { VIEWS } from "./support/widget.mjs";
import { output } from "./support/command.mjs";
import { startServer } from "./support/server.mjs";
import { picture, together } from "./support/sheet.mjs";

const [folder = "target/contact-sheets", ...asked] = process.argv.slice(2);
const ITEMS = { okayama: "1-1-1", yamaguchi: "19", sample: "1-1-1" };
const DARK = "body { color: #f2f2f2; background: #1a1a1a; } :root { color-scheme: dark; }";
/** Name, width, what else; the tiles of one sheet are beside each other. */
const SHEETS = {
  phone: [
    ["320", 320, {}],
    ["360", 360, {}],
    ["360 dark", 360, { css: DARK }],
    ["360 forced", 360, { media: { forcedColors: "active" } }],
    ["360 text 200 %", 360, { css: ":root { font-size: 200%; }" }],
  ],
  desk: [
    ["768", 768, {}],
    ["1280", 1280, {}],
    ["1280 dark", 1280, { css: DARK }],
    ["1280 forced", 1280, { media: { forcedColors: "active" } }],
    ["1280 text 200 %", 1280, { css: ":root { font-size: 200%; }" }],
    ["1280 print", 1280, { media: { media: "print" } }],
  ],
};

const page = (plan, css) => `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>${plan}</title>
  <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/look.css">
  <style>body { margin: 8px; font-family: "Noto Sans CJK JP", sans-serif; } ${css}</style>
  <script src="/assets/machi-plan.js" defer></script></head>
  <body><machi-plan src="/plan-${plan}.json"></machi-plan></body></html>`;

const plans = asked.length ? asked : Object.keys(ITEMS);
const looks = Object.values(SHEETS).flat();
const pages = {};
for (const plan of plans) {
  pages[`/plan-${plan}.json`] = output(["compile", `data/${plan}`]);
  looks.forEach(([, , { css = "" }], at) => {
    pages[`/${plan}-${at}.html`] = { body: page(plan, css), csp: null };
  });
}
pages["/look.css"] = "";
pages["/empty.html"] = { body: "<!DOCTYPE html><title>sheet</title>", csp: null };

await mkdir(folder, { recursive: true });
const server = await startServer({ pages });
const browser = await startBrowser();
try {
  const table = await browser.openPage({ url: server.url("/empty.html"), width: 2200 });
  for (const plan of plans) {
    for (const view of VIEWS) {
      for (const [kind, tiles] of Object.entries(SHEETS)) {
        const shots = [];
        for (const tile of tiles) shots.push({ name: tile[0], ...(await shot(plan, view, tile)) });
        await writeFile(join(folder, `${plan}-${view}-${kind}.png`), await together(table, shots));
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}

async function shot(plan, view, tile) {
  const [, width, { media = {} }] = tile;
  const item = view === "item" ? `&item=${ITEMS[plan]}` : "";
  const url = server.url(`/${plan}-${looks.indexOf(tile)}.html#machi-plan?view=${view}${item}`);
  const shown = await browser.openPage({ url, width, height: 900 });
  await ready(shown);
  await shown.emulateMedia(media);
  const taken = await picture(shown, width);
  await shown.context().close();
  return taken;
}
