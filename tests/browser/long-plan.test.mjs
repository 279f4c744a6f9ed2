// A plan of more than 1,000 items: a row when it is first shown, and its inside when it is first opened, by a press or by
// the address; search, hits and marks as in a short one. The first rows come with the change, the others a few in each frame.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { generate } from "./bench/generate.mjs";
import { widgetPage } from "./bench/pages.mjs";
import { assertSilent, filled, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const city = await readFile(new URL("../../pkg/plans/yamaguchi.json", import.meta.url), "utf8");
let browser, server;
before(async () => {
  server = await startServer({
    pages: { "/long.json": generate(city, 1_001), "/long": widgetPage('src="/long.json"') },
  });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const row = (page, item) => page.locator(`[id="machi-plan-item-${item}"]`);
const insides = (page) => page.locator(".machi-plan-inside").count();

test("a row is written when it is first shown, and its inside when it is first opened", async () => {
  const page = await browser.openPage({ url: server.url("/long"), until: "ready" });
  const rows = page.locator("tbody.machi-plan-item");
  assert.equal(await rows.count(), 200);
  assert.equal(await insides(page), 0);
  const tail = page.locator(".machi-plan-tail");
  assert.match(await tail.innerText(), /^当てはまる1001件のうち200件を表示しています。/);
  assert.equal(await page.locator(".machi-plan-items").getAttribute("aria-rowcount"), "2003");
  await tail.getByRole("button").click();
  assert.equal(await rows.count(), 400, "who asks for rows gets them at once");
  assert.equal(await rows.nth(200).evaluate((row) => row.contains(document.activeElement)), true, "reading goes on there");
  assert.equal(await rows.nth(399).locator("tr").last().getAttribute("aria-rowindex"), "801");

  await row(page, "3-1").locator("summary").first().click();
  await row(page, "3-1").getByRole("button", { name: "リンクをコピー" }).waitFor();
  assert.equal(await insides(page), 1);

  // Closed and opened again, it is the same inside.
  await row(page, "3-1").locator(".machi-plan-inside").evaluate((inside) => { inside.dataset.first = ""; });
  await row(page, "3-1").locator("summary").first().click();
  await row(page, "3-1").locator(".machi-plan-inside").waitFor({ state: "hidden" });
  await row(page, "3-1").locator("summary").first().click();
  await row(page, "3-1").locator(".machi-plan-inside[data-first]").waitFor();
  assert.equal(await insides(page), 1);

  await row(page, "5-1").locator(".machi-plan-name a").click();
  await row(page, "5-1").locator(".machi-plan-inside").waitFor();
  assert.equal(await insides(page), 2);
  assertSilent(page);
});

test("the first rows come at once, the others soon after, and Back leads to the exact place", async () => {
  const page = await browser.openPage({ url: server.url("/long"), until: "ready" });
  // Counted in the task of the change.
  const changed = (act, value) => page.evaluate(([act, value]) => {
    const host = document.querySelector("machi-plan");
    const shown = () => host.querySelectorAll("tbody.machi-plan-item:not([hidden])").length;
    if (act === "type") {
      const field = host.querySelector("input[data-key=q]");
      field.value = value;
      field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    } else {
      host.querySelector(value).click();
    }
    return [shown(), host.querySelector(".machi-plan-result").textContent];
  }, [act, value]);
  const [rows, result] = await changed("type", "市");
  assert.equal(rows, 10);
  assert.match(result, /^\d{3,4}件/, "the count is whole at once");
  await filled(page);
  const row = page.locator("tbody.machi-plan-item:not([hidden])").nth(149);
  const summary = row.locator("summary").first();
  await summary.scrollIntoViewIfNeeded();
  const place = () => summary.evaluate((summary) => Math.round(summary.getBoundingClientRect().top));
  const before = await place();
  // A row that opens takes none away.
  assert.equal((await changed("press", `[id="${await row.getAttribute("id")}"] .machi-plan-name a`))[0], 200);
  assert.equal(await place(), before);
  await summary.click();
  const scrolled = await page.evaluate(() => scrollY);
  assert.ok(scrolled > 3_000, "far down");
  await page.locator(".machi-plan-chips [data-do=take-off]").first().evaluate((button) => button.click());
  await page.goBack();
  // In the task of the event that the browser sends, because it scrolls after it.
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 2, scrolled);
  assertSilent(page);
});

test("a permanent link opens a row far down, complete", async () => {
  const page = await browser.openPage({ url: server.url("/long#machi-plan-item-7-20"), until: "ready" });
  await row(page, "7-20").getByRole("button", { name: "リンクをコピー" }).waitFor();
  assert.equal(await insides(page), 1);
  assertSilent(page);
});

test("a search finds and marks what was not written yet", async () => {
  const page = await browser.openPage({ url: server.url("/long"), until: "ready" });
  await page.locator("input[data-key=q]").fill("窓口");
  const found = page.locator("tbody.machi-plan-item:not([hidden])", { has: page.locator(".machi-plan-hits:not(:empty)") });
  await found.first().locator("summary").first().click();
  await found.first().locator(".machi-plan-inside").waitFor();
  const marked = () => page.evaluate(() => {
    const inside = document.querySelector(".machi-plan-inside");
    return [...(CSS.highlights.get("machi-plan-hit") ?? [])].filter((range) => inside.contains(range.startContainer)).map(String);
  });
  assert.ok((await marked()).length > 0, "no mark in the inside that was just written");
  assert.deepEqual([...new Set(await marked())], ["窓口"]);
  assertSilent(page);
});
