// JavaScript off: the page with the rendered fragment is the whole plan.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { missing, rowsOfPage } from "./support/contents.mjs";
import { readPackage } from "./support/plans.mjs";
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
const open = (city, options) =>
  browser.openPage({ url: server.url(`/assets/${city}-fragment.html`), javaScriptEnabled: false, ...options });

for (const [city, least] of [["okayama", { items: 43, cells: 100, values: 30 }], ["yamaguchi", { items: 42, cells: 300, values: 200 }]]) {
  // WCAG 1.3.2: スクリプトなしで、すべてを資料の順に読める
  test(`${city}: every item, schedule cell and printed value stands in the page`, async () => {
    const tables = await readPackage(city);
    // A reader that reads nothing would miss nothing.
    const filled = (rows, head) => rows.flatMap((row) => Object.keys(row).filter((key) => head.test(key) && row[key]));
    assert.equal(tables.items.length, least.items);
    assert.ok(filled(tables.schedule, /^R\d/).length > least.cells, "cells of the schedule");
    assert.ok(filled(tables.indicators, /^(基準値|参考値|目標|実績)/).length > least.values, "printed values");
    const page = await open(city);
    assert.deepEqual(missing(tables, await page.evaluate(rowsOfPage)), []);
    assertSilent(page);
  });

  test(`${city}: a corrected misreading is shown corrected, and the misreading nowhere`, async () => {
    const page = await open(city);
    const text = await page.evaluate(() => document.querySelector("machi-plan").textContent);
    const [wrong, right] = city === "okayama" ? ["マイナバーカード", "マイナンバーカード"] : ["さぼらんて", "さぽらんて"];
    assert.ok(text.includes(right), right);
    assert.ok(!text.includes(wrong), wrong);
    assertSilent(page);
  });

  test(`${city}: every item opens by a press on its summary, and all of it is laid out then`, async () => {
    const page = await open(city);
    const closed = page.locator(".machi-plan-inside-row > td > details:not([open]) > summary");
    assert.equal(await closed.count(), least.items);
    const first = page.locator("tbody.machi-plan-item").first();
    assert.equal(await first.locator(".machi-plan-inside").isVisible(), false);
    await first.locator(".machi-plan-inside-row > td > details > summary").click();
    assert.equal(await first.locator(".machi-plan-inside").isVisible(), true);
    // By the keyboard too.
    const second = page.locator("tbody.machi-plan-item").nth(1);
    await second.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    assert.equal(await second.locator(".machi-plan-inside").isVisible(), true);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    const unseen = await page.evaluate(() =>
      [...document.querySelectorAll(".machi-plan-inside :is(p, td, th, dd)")].filter(
        (part) => part.textContent.trim() && part.getClientRects().length === 0,
      ).length,
    );
    assert.equal(unseen, 0);
    assertSilent(page);
  });
}

test("a permanent link leads to its row without script", async () => {
  const page = await browser.openPage({
    url: server.url("/assets/yamaguchi-fragment.html#machi-plan-item-30"),
    javaScriptEnabled: false,
  });
  const row = page.locator("#machi-plan-item-30");
  assert.equal(await row.evaluate((row) => row.matches(":target")), true);
  const box = await row.boundingBox();
  assert.ok(box.y >= 0 && box.y < 900, `the row stands at ${box.y}`);
  // Every link inside the widget leads to an existing row. Links to states are only text.
  const lost = await page.evaluate(() =>
    [...document.querySelectorAll('machi-plan a[href^="#"]')]
      .filter((link) => !(link.matches("[data-do=go]") && getComputedStyle(link).pointerEvents === "none"))
      .map((link) => decodeURIComponent(link.getAttribute("href").slice(1)))
      .filter((id) => !document.getElementById(id)),
  );
  assert.deepEqual(lost, []);
  assertSilent(page);
});

test("no control, no empty box and no reserved height stand in a page without script", async () => {
  const page = await open("okayama");
  const widget = page.locator("machi-plan");
  assert.equal(await widget.locator("button, input, select").count(), 0);
  const height = await widget.locator(".machi-plan-controls").evaluate((box) => box.getBoundingClientRect().height);
  assert.equal(height, 0);
  assertSilent(page);
});
