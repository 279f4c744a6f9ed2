// Names and roles for screen readers, from the browser's own accessibility tree.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { told } from "./support/accessibility-tree.mjs";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { showFacets } from "./support/widget.mjs";

let server, browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

for (const width of [1280, 320]) {
  // WCAG 2.4.6, 3.3.2, 4.1.2: 部品の役割と名前を、ブラウザーの読み上げの木で確かめる
  test(`roles and names of the controls at ${width} px`, async () => {
    const page = await browser.openPage({ url: server.url("/okayama.html"), width, until: "ready" });
    await showFacets(page);
    const expected = [
      ["machi-plan input[type=search]", "searchbox", /^キーワードで探す$/],
      ["machi-plan [role=search]", "search", /から探す/],
      [".machi-plan-facets", "group", /絞り込む/],
      [".machi-plan-facet[data-key=department] > summary", "DisclosureTriangle", /^担当部局$/],
      [".machi-plan-views", "group", /表示/],
      ["[data-value=items]", "button", /^一覧$/],
      ["[data-value=indicators]", "button", /^指標$/],
      ["machi-plan select", "combobox", /^並べ替え$/],
      [".machi-plan-items", "table", /一覧（43件）/],
      ["tbody.machi-plan-item .machi-plan-name", "rowheader", /財政の健全性/],
      ["tbody.machi-plan-item .machi-plan-name a", "link", /財政の健全性/],
      ["tbody.machi-plan-item summary", "DisclosureTriangle", /^①? ?財政の健全性.*詳しく見る/],
      [".machi-plan-live", "status", /^$/],
    ];
    for (const [selector, role, name] of expected) {
      const found = await told(page, selector);
      assert.equal(found.role, role, selector);
      assert.match(found.name, name, selector);
    }
    assert.match((await told(page, "machi-plan input[type=search]")).description, /例: 窓口/);
    assert.equal((await told(page, "[data-value=items]")).states.pressed, "true");
    assert.equal((await told(page, "tbody.machi-plan-item summary")).states.expanded, false);
    await page.locator("tbody.machi-plan-item summary").first().click();
    assert.equal((await told(page, "tbody.machi-plan-item summary")).states.expanded, true);
    const schedule = await told(page, ".machi-plan-schedule");
    assert.equal(schedule.role, "table");
    assert.match(schedule.name, /の年次計画$/);
    await page.fill("machi-plan input[type=search]", "窓口");
    const chip = await told(page, ".machi-plan-chips button");
    assert.equal(chip.role, "button");
    assert.match(chip.name, /「窓口」を含む.*外す/);
    assertSilent(page);
  });
}

// WCAG 1.1.1, 4.1.2: 並べ替える見出しの状態と、グラフの代わりの言葉
test("a head that sorts says how, and charts say what they show", async () => {
  const page = await browser.openPage({ url: server.url("/okayama.html"), until: "ready" });
  const head = await told(page, ".machi-plan-items > thead th");
  assert.deepEqual([head.role, head.name], ["columnheader", "番号"]);
  assert.equal(await page.locator("thead th").first().getAttribute("aria-sort"), "ascending");
  await page.click("[data-value=indicators]");
  await page.locator(".machi-plan-figure > details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  const chart = await told(page, ".machi-plan-indicators svg.machi-plan-chart");
  // A screen reader keeps the arrow keys of a picture for itself.
  assert.equal(chart.role, "application");
  assert.ok(chart.name.length > 3, chart.name);
  assert.ok(chart.description.length > 10, chart.description);
  assertSilent(page);
});

// WCAG 4.1.3: 入力が止まると、件数を一度だけ知らせる
test("the result is spoken once typing rests", async () => {
  const page = await browser.openPage({ url: server.url("/okayama.html"), until: "ready" });
  await page.fill("machi-plan input[type=search]", "窓口");
  const live = page.locator(".machi-plan-live");
  await page.waitForFunction(() => document.querySelector(".machi-plan-live").textContent !== "");
  assert.equal(await live.textContent(), await page.locator(".machi-plan-result").textContent());
  assertSilent(page);
});
