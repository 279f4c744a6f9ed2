// From the start of the script to `machi-plan:ready`: inflating, compiling, reading the plan, mounting.

import { markdown, spread } from "./report.mjs";

/** Runs in a page before its own scripts: the script's first act on the page is to define its element. */
function watch() {
  const define = customElements.define.bind(customElements);
  customElements.define = (...given) => {
    globalThis.benchStart = performance.now();
    return define(...given);
  };
  addEventListener("machi-plan:ready", () => { globalThis.benchReady = performance.now(); }, true);
}

/** A table of starts, each in a page of its own. */
export async function starts(browser, server, turns, long) {
  const rows = [];
  const cases = [
    ["42 items, fragment adopted", "/fragment", turns],
    ["42 items, written by the script", "/widget-short", turns],
    [`${long} items, written by the script`, "/widget-long", 3],
  ];
  for (const [name, path, count] of cases) {
    const row = [name];
    for (const rate of [1, 4]) {
      if (rate > 1 && count < turns) {
        row.push("–");
        continue;
      }
      const times = [];
      for (let turn = -1; turn < count; turn++) {
        const time = await start(browser, server.url(path), rate);
        if (turn >= 0) times.push(time);
      }
      row.push(spread(times));
    }
    rows.push(row);
  }
  return markdown(["script to ready, ms", "not throttled", "4× throttled"], rows);
}

async function start(browser, url, rate) {
  const page = await browser.openPage({});
  page.setDefaultTimeout(300_000);
  await page.addInitScript(watch);
  if (rate > 1) await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate });
  await page.goto(url);
  const time = await page.waitForFunction(() => globalThis.benchReady && globalThis.benchReady - globalThis.benchStart);
  const value = await time.jsonValue();
  await page.context().close();
  return value;
}
