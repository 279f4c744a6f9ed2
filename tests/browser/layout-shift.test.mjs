// Layout shifts while a page with the fragment loads: the room for the controls has the height of the controls.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { widgetPage } from "./support/pages.mjs";
import { startServer } from "./support/server.mjs";
import { html } from "./support/widget.mjs";

const pages = {};
for (const city of ["okayama", "yamaguchi"]) {
  const rest = "<p id=\"before\">前の文章</p>";
  pages[`/${city}-snippet.html`] = html(`${rest}<machi-plan plan="${city}"></machi-plan><p>後の文章</p>`);
  pages[`/${city}-all.html`] = widgetPage(await readFile(new URL(`../../pkg/fragments/${city}-all.html`, import.meta.url), "utf8"));
  // The years are among the controls of this view.
  pages[`/${city}-schedule.html`] = widgetPage(output(["render", `data/${city}`, "--view", "schedule"]));
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
const paths = ["okayama", "yamaguchi"].flatMap((city) => [`/assets/${city}-fragment.html`, `/${city}-all.html`, `/${city}-schedule.html`]);
for (const path of paths) {
  for (const width of [1280, 360, 320]) {
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
      await page.waitForFunction(() => document.querySelector("machi-plan tbody:last-of-type"));
      // From above the controls to the first row: the name of a view, its caption and the links to views are in that room too.
      const place = () => page.evaluate(() => {
        const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
        const box = (selector) => document.querySelector(selector).getBoundingClientRect();
        return (box(".machi-plan-item").top - box(".machi-plan-about").bottom) / rem;
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
      // A label of the controls may need a line more at this width.
      assert.ok(Math.abs(kept - needed) < 1.5, `${kept} rem are kept, ${needed} are needed`);
      assert.ok(sum <= 0.01, `the page moved by ${sum}`);
      assertSilent(page);
    });
  }
}

// Where the sheet is named after the fragment, a slow line shows the text first. All of it changes its place when the sheet
// comes, which a browser does not count as a shift, because each box is another then.
for (const city of ["okayama", "yamaguchi"]) {
  test(`${city}, the style sheet after the fragment: its text waits for no other file`, async () => {
    const fragment = await readFile(new URL(`../../pkg/fragments/${city}.html`, import.meta.url), "utf8");
    const path = `/${city}-last.html`;
    server.pages[path] = html(`${fragment}<link rel="stylesheet" href="/assets/machi-plan.css">`);
    const page = await browser.openPage({ width: 360 });
    let go;
    const seen = new Promise((done) => { go = done; });
    await page.route("**/machi-plan.css", async (route) => {
      await seen;
      await route.continue();
    });
    await page.goto(server.url(path), { waitUntil: "commit" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    const { text, colour } = await page.locator(".machi-plan-item .machi-plan-path").first().evaluate((path) => ({ text: path.innerText, colour: getComputedStyle(path).color }));
    assert.ok(text.length > 5, text);
    assert.equal(colour, "rgb(0, 0, 0)", "there is no style yet");
    go();
    await ready(page);
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0, "the sheet of the page is enough");
    assert.deepEqual(await page.evaluate(() => globalThis.machiPlanReady), [{ adopted: true }]);
    assertSilent(page);
  });
}

// Without a fragment no room is reserved: content below moves down, content above stays.
for (const city of ["okayama", "yamaguchi"]) {
  for (const width of [1280, 320]) {
    test(`${city}, the two-line snippet alone at ${width} px: nothing above it moves`, async (t) => {
      const page = await browser.openPage({ width });
      await page.addInitScript(observe);
      await page.addInitScript(() => {
        globalThis.places = new Set();
        const look = () => {
          const above = document.getElementById("before")?.getBoundingClientRect().y;
          if (above !== undefined) places.add(above);
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      await page.goto(server.url(`/${city}-snippet.html`));
      await ready(page);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const [shifts, places] = await page.evaluate(() => [shifts, [...places]]);
      t.diagnostic(`CLS ${shifts.reduce((total, { value }) => total + value, 0).toFixed(4)}`);
      assert.equal(places.length, 1, `it stood at ${places}`);
      assertSilent(page);
    });
  }
}

// Without controls the count is said above the rows, for good: no box is over another.
for (const view of ["items", "schedule", "indicators"]) {
  test(`${view} without controls at 360 px: what is above the first row has its own room`, async () => {
    const path = `/alone-${view}.html`;
    server.pages[path] = html(`<machi-plan plan="yamaguchi" view="${view}" controls="none" department="総務課"></machi-plan>`);
    const page = await browser.openPage({ url: server.url(path), width: 360, until: "ready" });
    const boxes = await page.evaluate(() =>
      [".machi-plan-title", ".machi-plan-about", ".machi-plan-view caption, .machi-plan-caption", ".machi-plan-item:not([hidden])"]
        .map((selector) => document.querySelector(selector).getBoundingClientRect())
        .map(({ top, bottom }) => [Math.round(top), Math.round(bottom)]));
    for (const [at, [top, bottom]] of boxes.entries()) {
      assert.ok(top < bottom && (at === 0 || top >= boxes[at - 1][1]), JSON.stringify(boxes));
    }
    assertSilent(page);
  });
}
