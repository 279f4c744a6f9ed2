// What moves while a page with the fragment loads: the room kept for the controls is that of the controls.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { widgetPage } from "./support/pages.mjs";
import { startServer } from "./support/server.mjs";

const pages = {};
for (const city of ["okayama", "yamaguchi"]) {
  pages[`/${city}-all.html`] = widgetPage(await readFile(new URL(`../../pkg/fragments/${city}-all.html`, import.meta.url), "utf8"));
}
let server, browser;
before(async () => {
  server = await startServer({ pages });
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

// With the one view that a page carries, and with all of them below each other.
const paths = ["okayama", "yamaguchi"].flatMap((city) => [`/assets/${city}-fragment.html`, `/${city}-all.html`]);
for (const path of paths) {
  for (const width of [1280, 320]) {
    test(`${path} at ${width} px: the controls fit into the room that is kept for them`, async () => {
      const page = await browser.openPage({ width });
      await page.addInitScript(observe);
      // The room is seen before the controls come: the script waits until the page was painted.
      let go;
      const painted = new Promise((done) => { go = done; });
      await page.route("**/machi-plan.js", async (route) => {
        await painted;
        await route.continue();
      });
      await page.goto(server.url(path), { waitUntil: "commit" });
      await page.waitForFunction(() => document.querySelector(".machi-plan-items tbody:last-of-type"));
      // From above the controls to the list: the name of a view and the links to views stand in the room too.
      const place = () => page.evaluate(() => {
        const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
        const box = (selector) => document.querySelector(selector).getBoundingClientRect();
        return (box(".machi-plan-items").top - box(".machi-plan-about").bottom) / rem;
      });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const kept = await place();
      go();
      await ready(page);
      const needed = await place();
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const shifts = await page.evaluate(() => shifts);
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      console.log(`${path} ${width}: kept ${kept.toFixed(2)} rem, needed ${needed.toFixed(2)} rem, CLS ${sum.toFixed(4)} ${JSON.stringify(shifts.map(({ from }) => from[0]))}`);
      assert.ok(Math.abs(kept - needed) < 2, `${kept} rem are kept, ${needed} are needed`);
      assert.ok(sum < 0.1, `the page moved by ${sum}`);
      assertSilent(page);
    });
  }
}
