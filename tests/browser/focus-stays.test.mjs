// The focus of a keyboard reader never jumps to the top of the page: not by going back, not in a shadow root, not
// without controls, not when a page sets the element up again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent, ready } from "./support/browser.mjs";
import { element, field, fragment, row, site } from "./support/widget.mjs";

const { open } = site();

/** The focused element, in shadow roots too: its name, its verb, its item. */
const focused = (page) =>
  page.evaluate(() => {
    let { activeElement } = document;
    while (activeElement.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
    const { localName, dataset } = activeElement;
    const item = activeElement.closest("[data-item]")?.dataset.item;
    return [localName, dataset.do ?? dataset.key ?? dataset.view, dataset.value, item].filter(Boolean).join(" ");
  });

/** Goes back and waits until the address has followed and the widget with it. */
async function back(page) {
  const before = page.url();
  await page.goBack();
  await page.waitForFunction((address) => location.href !== address, before);
}

// WCAG 2.4.3: 戻ったとき、開いた部品へフォーカスが戻る
test("back closes a row, and the focus inside it goes to what opens it", async () => {
  const page = await open(element("okayama"));
  // One with a chart, whose table is closed inside the row.
  const id = await page.locator("tbody:has(.machi-plan-figure summary)").first().getAttribute("data-item");
  await row(page, id).locator("th a").click();
  for (const inside of [
    page.getByRole("button", { name: "リンクをコピー" }),
    row(page, id).locator(".machi-plan-inside summary").first(),
  ]) {
    await inside.focus();
    await back(page);
    assert.equal(await row(page, id).locator("details").first().evaluate((details) => details.open), false);
    assert.equal(await focused(page), `summary ${id}`);
    await page.goForward();
    await row(page, id).locator(".machi-plan-inside").waitFor();
  }
  await field(page).focus();
  await back(page);
  assert.equal(await focused(page), "input q", "what stays in sight keeps it");
  assertSilent(page);
});

// WCAG 2.4.3: 別の表示から戻ったとき、項目のリンクへ戻る
test("back from a row to another view leads to the link of its item", async () => {
  for (const [view, links] of [
    ["schedule", ".machi-plan-strip tbody a"],
    ["overview", ".machi-plan-tree-row > [data-do=open]"],
    ["departments", ".machi-plan-department-items a"],
  ]) {
    const page = await open(element("okayama", `view="${view}"`));
    const link = page.locator(links).nth(7);
    const item = await link.getAttribute("data-item");
    await link.focus();
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), `summary ${item}`);
    await back(page);
    assert.equal(await page.locator("[data-do=view][aria-pressed=true]").getAttribute("data-value"), view);
    assert.equal(await focused(page), `a open ${item}`);
    assertSilent(page);
    await page.context().close();
  }
});

// WCAG 2.4.3, 2.4.11: 項目だけの表示から戻ったとき、フォーカスが画面の中にある
test("back from an item alone, the focus is in the window", async () => {
  for (const width of [360, 1280]) {
    const page = await open(element("okayama"), { width });
    const item = page.locator("tbody.machi-plan-item").nth(12);
    const id = await item.getAttribute("data-item");
    await item.locator("th a").click();
    await row(page, id).locator(".machi-plan-to-alone, [data-do=alone]").first().focus();
    await page.keyboard.press("Enter");
    await page.locator(".machi-plan-alone").waitFor();
    await back(page);
    await row(page, id).locator(".machi-plan-inside").waitFor();
    assert.match(await focused(page), new RegExp(` ${id}$`));
    const place = () => page.evaluate(() => document.activeElement.getBoundingClientRect().top / innerHeight);
    await page.waitForFunction(() => scrollY > 0);
    const at = await place();
    assert.ok(at > 0 && at < 1, `${width} px: the focus is ${at} windows down`);
    assertSilent(page);
    await page.context().close();
  }
});

test("back to a view in which the item is hidden leads to the button of the view", async () => {
  const page = await open(element("okayama", 'view="departments" department="水道局"'));
  await page.evaluate(() => { document.querySelector("machi-plan").state = {}; });
  await row(page, "3-1-1a").locator("summary").first().focus();
  await back(page);
  assert.equal(await focused(page), "button view departments");
  assertSilent(page);
});

test("in a shadow root the focus is kept as outside", async () => {
  const page = await open("<div id=host></div>", { until: "load" });
  await page.evaluate(() => {
    const host = Object.assign(document.createElement("machi-plan"), { plan: "okayama", department: "財政局", year: "R3" });
    document.getElementById("host").attachShadow({ mode: "open" }).append(host);
  });
  await page.waitForFunction(() => document.getElementById("host").shadowRoot.firstChild.state);
  await page.locator("[data-do=take-off]").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "button take-off R3", "the next chip");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "input q", "with the last chip gone the search field");
  await row(page, "3-1-1a").locator("th a").focus();
  await page.evaluate(() => { document.getElementById("host").shadowRoot.firstChild.sort = "-number"; });
  assert.equal(await focused(page), "a open 3-1-1a", "a row that moves");
  assertSilent(page);
});

test("without controls a link into another view takes the focus there, and back", async () => {
  const page = await open(element("okayama", 'view="overview" controls="none"'));
  await page.locator(".machi-plan-tree-row > a[data-do=go]").first().focus();
  await page.keyboard.press("Enter");
  assert.match(await fragment(page), /branch=/);
  assert.equal(await focused(page), "div items");
  await back(page);
  assert.equal(await focused(page), "div overview");
  assertSilent(page);
});
