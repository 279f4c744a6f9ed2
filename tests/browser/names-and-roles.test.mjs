// Names and roles for screen readers, from the browser's own accessibility tree.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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

async function told(page, selector) {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  const { nodes } = await session.send("Accessibility.getPartialAXTree", { nodeId, fetchRelatives: false });
  await session.detach();
  const states = Object.fromEntries((nodes[0].properties ?? []).map(({ name, value }) => [name, value.value]));
  return { role: nodes[0].role.value, name: nodes[0].name?.value ?? "", description: nodes[0].description?.value ?? "", states };
}

for (const width of [1280, 320]) {
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

test("a head that sorts says how, and charts say what they show", async () => {
  const page = await browser.openPage({ url: server.url("/okayama.html"), until: "ready" });
  const head = await told(page, ".machi-plan-items > thead th");
  assert.deepEqual([head.role, head.name], ["columnheader", "番号"]);
  assert.equal(await page.locator("thead th").first().getAttribute("aria-sort"), "ascending");
  await page.click("[data-value=indicators]");
  await page.locator(".machi-plan-figure > details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  const chart = await told(page, ".machi-plan-indicators svg.machi-plan-chart");
  assert.ok(["image", "img", "graphics-document"].includes(chart.role), chart.role);
  assert.ok(chart.name.length > 3, chart.name);
  assert.ok(chart.description.length > 10, chart.description);
  assertSilent(page);
});

test("the result is spoken once typing rests", async () => {
  const page = await browser.openPage({ url: server.url("/okayama.html"), until: "ready" });
  await page.fill("machi-plan input[type=search]", "窓口");
  const live = page.locator(".machi-plan-live");
  await page.waitForFunction(() => document.querySelector(".machi-plan-live").textContent !== "");
  assert.equal(await live.textContent(), await page.locator(".machi-plan-result").textContent());
  assertSilent(page);
});
