// `cargo xtask bench`, side by side: the widget and what a city would take instead, with the same items. It prints the
// report that `cargo xtask bench` writes to benches/REPORT.md. Every round has each page once, so that a disturbance of
// the machine affects all; only ratios within a round are compared. MACHI_PLAN_ROUNDS: how many rounds (7).
// MACHI_PLAN_FIGURES: a file that keeps the figures, so that a run can be made in parts.

import { readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { WHOLE, startBrowser } from "../support/browser.mjs";
import { FRAGMENT_ALONE, judged } from "./bounds.mjs";
import { drawn } from "./drawn.mjs";
import { generate, short, withCharts } from "./generate.mjs";
import { INTERACTIONS, READERS, interact, memory, start, startHost } from "./measure.mjs";
import { ADAPTERS, LONGER, charts, dataTables, peerFiles, staticPage, vanilla, windowed } from "./peers.mjs";
import { profiled } from "./profile.mjs";
import { Figures, markdown } from "./report.mjs";
import { traced } from "./trace.mjs";

const ROUNDS = Number(process.env.MACHI_PLAN_ROUNDS ?? 7);
const WARM_UP = 2;
const CHARTS = 60;
// The arguments name sizes and kinds of measurements; without one, all of a sort are made.
const asked = process.argv.slice(2);
const isSize = (part) => /^\d+$/.test(part);
const wanted = (part) => !asked.some((other) => isSize(other) === isSize(part)) || asked.includes(part);
const told = (text) => process.stderr.write(`${text}\n`);

const file = (path) => readFile(fileURLToPath(new URL(path, new URL("../../../", import.meta.url))), "utf8");
const city = await file("pkg/plans/yamaguchi.json");
const { plan } = JSON.parse(city);
const DEPARTMENT = plan.departments[2].name;
const SHORT = plan.items.length;

/** What is opened at each size, for which readers; a long plan over slow 4G would be a minute of waiting for its file alone. */
const SIZES = {
  [SHORT]: [["ours, plan inside", "ours, plan file", "ours, fragment", "ours, fragment before its sheet", "ours, fragment of all views", FRAGMENT_ALONE, "static HTML", "vanilla", "windowed", "DataTables"], Object.keys(READERS)],
  1000: [["ours, plan file", "vanilla", "windowed", "DataTables"], Object.keys(READERS)],
  10000: [["ours, plan file", "vanilla", "windowed", "DataTables"], ["1×", "4×"]],
  100000: [["ours, plan file", "windowed"], ["1×"]],
};

const kind = (name) => name.split(",")[0];
const path = (name, size) => `/${encodeURIComponent(`${name} ${size}`)}`;
const html = (body) => ["text/html; charset=utf-8", body];

function ours(script, inside) {
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>計画</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${LONGER}
${script && `<script src="/${script}" defer></script>`}</head><body><main>${inside}</main></body></html>`;
}

async function files() {
  const sheet = '<link rel="stylesheet" href="/machi-plan.css">';
  const all = {
    ...(await peerFiles()),
    "/machi-plan.js": ["text/javascript", await file("pkg/machi-plan.js")],
    "/machi-plan-empty.js": ["text/javascript", await file("pkg/machi-plan-empty.js")],
    "/machi-plan.css": ["text/css", await file("pkg/machi-plan.css")],
    [path("ours, plan inside", SHORT)]: html(ours("machi-plan.js", '<machi-plan plan="yamaguchi"></machi-plan>')),
    [path("ours, fragment", SHORT)]: html(ours("machi-plan.js", sheet + (await file("pkg/fragments/yamaguchi.html")))),
    [path("ours, fragment before its sheet", SHORT)]: html(ours("machi-plan.js", (await file("pkg/fragments/yamaguchi.html")) + sheet)),
    [path("ours, fragment of all views", SHORT)]: html(ours("machi-plan.js", sheet + (await file("pkg/fragments/yamaguchi-all.html")))),
    [path(FRAGMENT_ALONE, SHORT)]: html(ours("", sheet + (await file("pkg/fragments/yamaguchi.html")))),
    [path("static HTML", SHORT)]: html(staticPage(plan)),
    "/charts": html(charts("/charts.json")),
  };
  for (const size of Object.keys(SIZES).map(Number).filter((size) => wanted(`${size}`))) {
    const src = `/${size}.json`;
    all[src] = ["application/json", size === SHORT ? city : generate(city, size, size >= 100_000 ? short : undefined)];
    const preload = `<link rel="preload" href="${src}" as="fetch" crossorigin>`;
    all[path("ours, plan file", size)] = html(ours("machi-plan-empty.js", `${preload}<machi-plan src="${src}" max-bytes="100000000"></machi-plan>`));
    for (const [name, page] of Object.entries({ vanilla, windowed, DataTables: dataTables })) all[path(name, size)] = html(page(src));
  }
  all["/charts.json"] = ["application/json", generate(city, 2 * CHARTS, (items) => withCharts(items, CHARTS))];
  all["/ours-charts"] = html(ours("machi-plan-empty.js", `${sheet}<machi-plan src="/charts.json"></machi-plan>`));
  return all;
}

const figures = new Figures();
const kept = process.env.MACHI_PLAN_FIGURES;
if (kept) await readFile(kept, "utf8").then((text) => figures.take(text), () => told("no figures yet"));

const rowOf = (name) => (name === FRAGMENT_ALONE ? ADAPTERS.ours : ADAPTERS[kind(name)])?.row ?? ".row";

/** Starts of every page of a size, for every reader. */
async function starts(browser, host, size) {
  const [names, readers] = SIZES[size];
  for (let round = 0; round < ROUNDS; round++) {
    for (const reader of readers) {
      for (const name of names) {
        const { page, session, times } = await start(browser, host.url(path(name, size)), rowOf(name), READERS[reader], !["static HTML", FRAGMENT_ALONE].includes(name));
        for (const what of ["row", "ready", "idle", "blocked", "longest", "nodes"]) figures.add([size, reader, name, what], times[what]);
        if (reader === "1×") {
          const { now, peak } = await memory(page, session);
          figures.add([size, reader, name, "MB"], now);
          figures.add([size, reader, name, "peak MB"], peak);
          const [raw, sent] = host.bytes(path(name, size));
          figures.add([size, reader, name, "bytes"], raw);
          figures.add([size, reader, name, "sent"], sent);
        }
        await page.context().close();
      }
    }
    told(`${size} items: starts of round ${round + 1} of ${ROUNDS}`);
  }
}

/** Interactions: all pages are open, and take turns. */
async function interactions(browser, host, size) {
  const names = SIZES[size][0].filter((name) => ADAPTERS[kind(name)] && !name.startsWith("ours, fragment"));
  for (const reader of SIZES[size][1].filter((reader) => READERS[reader].length === 1)) {
    const pages = [];
    for (const name of names.filter((name) => !(name === "ours, plan file" && size === SHORT))) {
      const { page } = await start(browser, host.url(path(name, size)), ADAPTERS[kind(name)].row, READERS[reader]);
      pages.push([name, page]);
    }
    for (let turn = -WARM_UP; turn < 0; turn++) {
      for (const [name, page] of pages) await interact(page, ADAPTERS[kind(name)], name, turn, DEPARTMENT);
    }
    const found = await traced(pages[0][1].context().browser(), async () => {
      for (let turn = 0; turn < ROUNDS; turn++) {
        for (const [name, page] of pages) await interact(page, ADAPTERS[kind(name)], name, turn, DEPARTMENT);
      }
    });
    for (const [label, sum] of found) {
      const [interaction, name] = label.split("|");
      figures.add([size, reader, name, interaction], sum.total);
      figures.add([size, reader, name, `${interaction}, script`], sum.script);
    }
    for (const [, page] of pages) await page.context().close();
    told(`${size} items: interactions at ${reader}`);
  }
}

/** Profiles of our own page: a start and a keystroke. */
async function profiles(browser, host, size) {
  const found = [];
  const name = size === SHORT ? "ours, plan inside" : "ours, plan file";
  for (const name of SIZES[size][0].filter((name) => kind(name) === "ours")) {
    const page = await browser.openPage({});
    page.setDefaultTimeout(300_000);
    const session = await page.context().newCDPSession(page);
    found.push([`${size} items, start (${name})`, await profiled(session, async () => {
      await page.goto(host.url(path(name, size)), { timeout: 300_000 });
      await page.evaluate(() => globalThis.machiPlanReady.length || new Promise((done) => addEventListener("machi-plan:ready", done, true)));
    })]);
    await page.context().close();
  }
  const { page, session } = await start(browser, host.url(path(name, size)), ADAPTERS.ours.row);
  await interact(page, ADAPTERS.ours, name, -1, DEPARTMENT);
  found.push([`${size} items, five times all interactions`, await profiled(session, async () => {
    for (let turn = 0; turn < 5; turn++) await interact(page, ADAPTERS.ours, name, turn, DEPARTMENT);
  })]);
  await page.context().close();
  told(`${size} items: profiles`);
  return found;
}

/** What was measured, with what, on which machine. */
async function head(browser) {
  const page = await browser.openPage({});
  const version = page.context().browser().version();
  await page.context().close();
  const { dependencies } = JSON.parse(await file("tests/browser/bench/package.json"));
  const versions = ["datatables.net", "datatables.net-searchpanes", "uplot"].map((name) => `${name} ${dependencies[name]}`).join(", ");
  return `# The widget beside other ways

\`UPDATE_SNAPSHOTS=1 cargo xtask bench\` writes this page; nothing asserts it. The machine: ${cpus().length} cores (${cpus()[0].model}),
${(totalmem() / 1e9).toFixed(0)} GB of memory, Chromium ${version} without a window, Node ${process.versions.node}. ${ROUNDS} rounds. Other programs may have
run at the same time, so a ratio within a round says more than a time. A cell is the median (least–most).

All pages show the same generated items. *Vanilla* is a page written by hand, with every row in the page; *windowed* has only the rows in view;
*static HTML* has no script, and the *fragment without script* none of ours. The others are ${versions}, set up as their documentation says. The peers search by one call of
\`includes\`, and show no counts, marks, addresses or other views. Starts are by the clock, from the navigation; *idle* is the end of the last
task over 50 ms. Interactions are the work of the main thread from the event to the painted frame. *4×* is a processor slowed down four
times by the browser, in a window of 360 × 740, *slow 4G* 1.44 Mbit/s with 562 ms for each request. Plans of up to 5 MB are sent in brotli, longer ones as they are.
`;
}

const browser = await startBrowser(WHOLE);
const host = await startHost(await files());
try {
  const found = [];
  for (const size of Object.keys(SIZES).map(Number).filter((size) => wanted(`${size}`))) {
    if (wanted("starts")) await starts(browser, host, size);
    if (wanted("interactions")) await interactions(browser, host, size);
    if (wanted("profiles")) found.push(...(await profiles(browser, host, size)));
  }
  if (wanted("charts")) await drawn(browser, host, figures, ROUNDS, CHARTS);
  if (kept) await writeFile(kept, figures.text());
  console.log(await head(browser));
  console.log(`## Bounds\n\nEach figure is the median of the ratios of ${ROUNDS} rounds, or of the values. Missed is what is over its bound.\n`);
  console.log(markdown(["measure", "bound", "found", ""], judged(figures, SHORT)));
  console.log("## Where the time goes\n\nSampled in our own pages on this machine, not slowed down.\n");
  console.log(markdown(["what", "time of the main thread that was not idle"], found));
  console.log(await file("benches/findings.md"));
  for (const size of Object.keys(SIZES).map(Number)) console.log(figures.tables(size, INTERACTIONS));
  console.log(figures.charts());
} finally {
  await browser.close();
  host.close();
}
