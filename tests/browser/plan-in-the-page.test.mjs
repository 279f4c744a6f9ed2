// A page may carry its plan file itself, in a block of data: `src="#id"`. So one file holds everything.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { FALLBACK } from "./support/pages.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { html, shown, site } from "./support/widget.mjs";

const block = (text) => `<script type="application/json" id="data">${text.replaceAll("<", "\\u003c")}</script>`;
const element = (src) => `<machi-plan src="${src}">${FALLBACK}</machi-plan>`;
const at = site();

test("the plan comes from the block, under a policy that lets nothing be fetched", async () => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  at.pages["/closed.html"] = html(element("#data") + block(planFile(smallPlan())), meta);
  const page = await at.open("/closed.html");
  assert.equal((await shown(page)).length, 3);
  assert.equal(await page.locator("#fallback").count(), 0);
  assertSilent(page);
});

for (const [what, inside] of [
  ["a block that is not there", ""],
  ["a block that is no plan", block('{"format":"other"}')],
]) {
  test(`${what}: the fallback stands, with a message`, async () => {
    const page = await at.open(element("#data") + inside, { until: "error" });
    assert.match(await page.locator(".machi-plan-message").innerText(), /計画ファイル/);
    assert.equal(await page.locator("#fallback").count(), 1);
  });
}
