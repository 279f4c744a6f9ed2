// `cargo xtask bench`, the part in the browser: keystroke, clearing, filter and sort, of the widget beside a plain page,
// and the start of the widget. Figures are printed, never asserted. See trace.mjs for what is summed.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { WHOLE, ready, startBrowser } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { charts } from "./charts.mjs";
import { generate } from "./generate.mjs";
import { INTERACTIONS, prepare, round } from "./interact.mjs";
import { plainPage, widgetPage } from "./pages.mjs";
import { markdown, median, spread } from "./report.mjs";
import { starts } from "./start.mjs";
import { traced } from "./trace.mjs";

const TURNS = 21;
const WARM_UP = 3;
const LONG = 10_000;

const file = (path) => readFile(fileURLToPath(new URL(path, new URL("../../../", import.meta.url))), "utf8");
const city = await file("pkg/plans/yamaguchi.json");
const short = JSON.parse(city).plan.items.length;
const only = process.argv.slice(2);
const wanted = (part) => only.length === 0 || only.includes(part);

const server = await startServer({
  pages: {
    "/plain.mjs": await file("tests/browser/bench/plain.mjs"),
    "/plain-text.mjs": await file("tests/browser/bench/plain-text.mjs"),
    "/yamaguchi.json": city,
    "/long.json": generate(city, LONG),
    "/widget-short": widgetPage('plan="yamaguchi"'),
    "/widget-long": widgetPage('src="/long.json"'),
    "/fragment": widgetPage("", await file("pkg/fragments/yamaguchi.html")),
  },
});
const browser = await startBrowser(WHOLE);

async function open(path, throttle = 1) {
  const page = await browser.openPage({});
  page.setDefaultTimeout(300_000);
  await page.addInitScript(prepare);
  await page.goto(server.url(path));
  await ready(page);
  if (throttle > 1) await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: throttle });
  return page;
}

/** The plain page gets the markup of the widget, so that both have the same layout. */
async function writePlain(size, plan) {
  const page = await open(`/widget-${size}`);
  const markup = await page.evaluate(() => document.querySelector(".machi-plan").outerHTML);
  server.pages[`/plain-${size}`] = plainPage(markup, plan);
  await page.context().close();
}

/** Widget and plain page take turns, so that a disturbance of the machine affects both. */
async function compare(size, throttle) {
  const pages = [["widget", await open(`/widget-${size}`, throttle)], ["plain", await open(`/plain-${size}`, throttle)]];
  for (let turn = -WARM_UP; turn < 0; turn++) {
    for (const [name, page] of pages) await round(page, name, -1 - (turn + WARM_UP));
  }
  const found = await traced(pages[0][1].context().browser(), async () => {
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [name, page] of pages) await round(page, name, turn);
    }
  });
  const same = await Promise.all(pages.map(([, page]) => page.evaluate(() => document.querySelectorAll("tbody.machi-plan-item:not([hidden])").length)));
  if (same[0] !== same[1]) throw new Error(`the pages show ${same[0]} and ${same[1]} rows`);
  for (const [, page] of pages) await page.context().close();
  return INTERACTIONS.map((interaction) => {
    const of = (name) => Array.from({ length: TURNS }, (_, turn) => found.get(`${interaction}|${name}|${turn}`));
    const [widget, plain] = [of("widget"), of("plain")];
    const parts = ["script", "style", "layout", "paint"].map((kind) => median(widget.map((sum) => sum[kind])).toFixed(1));
    return [
      interaction,
      spread(widget.map((sum) => sum.total)),
      parts.join(" + "),
      spread(plain.map((sum) => sum.total)),
      median(widget.map((sum, turn) => sum.total / plain[turn].total)).toFixed(2),
    ];
  });
}

const HEAD = ["", "widget, ms", "script + style + layout + paint", "plain page, ms", "ratio"];
try {
  console.log(`median of ${TURNS} (min–max), widget and plain page in turns; ratio: median of the pairs\n`);
  const print = async (items, size, throttle) => {
    console.log(markdown([`${items} items${throttle > 1 ? `, ${throttle}× throttled` : ""}`, ...HEAD.slice(1)], await compare(size, throttle)));
  };
  if (wanted("short")) {
    await writePlain("short", "/yamaguchi.json");
    await print(short, "short", 1);
    await print(short, "short", 4);
  }
  if (wanted("long")) {
    await writePlain("long", "/long.json");
    await print(LONG, "long", 1);
  }
  if (wanted("charts")) console.log(await charts(open, TURNS));
  if (wanted("start")) {
    const files = {
      "/assets/machi-plan.js": ["text/javascript", await file("pkg/machi-plan.js")],
      "/assets/machi-plan-empty.js": ["text/javascript", await file("pkg/machi-plan-empty.js")],
      "/assets/machi-plan.css": ["text/css", await file("pkg/machi-plan.css")],
      "/plan.json": ["application/json", city],
    };
    const script = "/assets/machi-plan-empty.js";
    console.log(await starts(browser, files, {
      "/inside": widgetPage('plan="yamaguchi"').replace(/<link .*>\n/, ""),
      "/file": widgetPage('src="/plan.json"').replace(/<link .*>\n/, "").replace(/\/assets\/machi-plan.js/, script),
      "/fragment": server.pages["/fragment"],
    }, Number(process.env.MACHI_PLAN_ROUNDS ?? 7)));
  }
} finally {
  await browser.close();
  await server.close();
}
