// What moves while a page with the fragment loads: the room kept for the controls is that of the controls.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server, browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

function observe() {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      shifts.push({ value: entry.value, from: entry.sources.map(({ node, previousRect, currentRect }) =>
        `${node?.className || node?.localName || "?"} ${previousRect.y}→${currentRect.y}`) });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

for (const city of ["okayama", "yamaguchi"]) {
  for (const width of [1280, 320]) {
    test(`${city} at ${width} px: the controls fit into the room that is kept for them`, async () => {
      const page = await browser.openPage({ width });
      await page.addInitScript(observe);
      // The room is seen before the controls come: the script waits until the page was painted.
      let go;
      const painted = new Promise((done) => { go = done; });
      await page.route("**/machi-plan.js", async (route) => {
        await painted;
        await route.continue();
      });
      await page.goto(server.url(`/assets/${city}-fragment.html`), { waitUntil: "commit" });
      await page.waitForFunction(() => document.querySelector(".machi-plan-items tbody:last-of-type"));
      const place = () => page.evaluate(() => {
        const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
        return document.querySelector(".machi-plan-controls").getBoundingClientRect().height / rem;
      });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const kept = await place();
      go();
      await ready(page);
      const needed = await place();
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const shifts = await page.evaluate(() => shifts);
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      console.log(`${city} ${width}: kept ${kept.toFixed(2)} rem, needed ${needed.toFixed(2)} rem, CLS ${sum.toFixed(4)} ${JSON.stringify(shifts.map(({ from }) => from[0]))}`);
      assert.ok(Math.abs(kept - needed) < 2, `${kept} rem are kept, ${needed} are needed`);
      assertSilent(page);
    });
  }
}
