// みほん市 uses everything that a plan may have: axe-core finds nothing in the views that only such a plan fills, wide and
// narrow, with all insides open, and nothing pushes the page sideways.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { startServer } from "./support/server.mjs";
import { html } from "./support/widget.mjs";

// A page with the plan alone. In the demo a coloured heading follows: what is far from the window has the height of a guess
// until it is laid out, and axe-core, which asks for all its parts, takes that heading for the ground of the last ones.
const pages = {
  "/sample.json": output(["compile", "data/sample"]),
  "/sample.html": html('<machi-plan src="/sample.json"></machi-plan>'),
};

let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const VIEWS = ["results", "changes", "overview", "indicators", "data", "item&item=2-1-2", "item&item=2-2-2", "item&item=1-2-9"];

async function open(view, options) {
  const page = await browser.openPage({ url: server.url(`/sample.html#machi-plan?view=${view}`), ...options });
  await ready(page, 1);
  await page.locator(`.machi-plan-view[data-view=${view.split("&")[0]}]:visible`).waitFor();
  await page.evaluate(() => document.querySelectorAll("machi-plan details").forEach((details) => { details.open = true; }));
  return page;
}

for (const width of [1280, 320]) {
  for (const view of VIEWS) {
    test(`${view} at ${width} px`, async () => {
      const page = await open(view, { width });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, "the page scrolls sideways");
      await assertAccessible(page);
      assertSilent(page);
    });
  }
}

test("in forced colours", async () => {
  for (const view of VIEWS.slice(0, 2)) {
    const page = await open(view, { context: { forcedColors: "active" } });
    await assertAccessible(page);
    assertSilent(page);
  }
});

test("the words of a city's scale have their meanings at hand", async () => {
  const page = await open("results", {});
  const row = page.locator(".machi-plan-results tbody th", { hasText: "やや遅れ" }).first();
  assert.match(await row.innerText(), /年度の計画の一部が翌年度になった/);
  const item = await open("item&item=2-2-2", {});
  assert.match(await item.locator(".machi-plan-alone .machi-plan-ratings").innerText(), /やや遅れ\s+○○●○○/);
  const meanings = item.locator(".machi-plan-alone .machi-plan-meanings");
  assert.match(await meanings.innerText(), /やや遅れ（進捗）\s*5段階の3番目。年度の計画の一部が翌年度になった/);
});
