// The permanent link of an item is copied with one press. Without a clipboard (a page without https, a refused
// permission) the link appears as selected text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WHOLE, assertSilent } from "./support/browser.mjs";
import { element, row, site } from "./support/widget.mjs";

// The clipboard and its permission are the whole browser's.
const { open } = site({}, { chromium: WHOLE });
const copy = (page, id) => row(page, id).getByRole("button", { name: "リンクをコピー" });

test("the link is copied, said, and the focus stays on the button", async () => {
  const page = await open(element("okayama", 'item="3-1-1a"'), {
    context: { permissions: ["clipboard-read", "clipboard-write"] },
  });
  await copy(page, "3-1-1a").click();
  const said = row(page, "3-1-1a").locator(".machi-plan-copy [role=status]");
  await said.waitFor();
  assert.equal(await said.innerText(), "コピーしました");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(link, page.url().split("#")[0] + "#machi-plan-item-3-1-1a");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "リンクをコピー");
  // The link that was copied leads to the item.
  const other = await page.context().newPage();
  await other.goto(link);
  await row(other, "3-1-1a").locator(".machi-plan-inside").waitFor();
  assertSilent(page);
});

test("the link is that of the widget whose button was pressed", async () => {
  const page = await open(element("okayama", 'id="plan" item="1-1-1"') + element("yamaguchi", 'item="2"'), {
    context: { permissions: ["clipboard-read", "clipboard-write"] },
  });
  await page.waitForFunction(() => globalThis.machiPlanReady.length === 2);
  for (const [host, id, hash] of [["#plan", "1-1-1", "#plan-item-1-1-1"], ["[plan=yamaguchi]", "2", "#machi-plan-item-2"]]) {
    await row(page, id, host).getByRole("button", { name: "リンクをコピー" }).click();
    await row(page, id, host).locator(".machi-plan-copy [role=status]").waitFor();
    assert.equal(new URL(await page.evaluate(() => navigator.clipboard.readText())).hash, hash);
  }
  assertSilent(page);
});

/** Opens a page in which the clipboard is as `change` leaves it, before any script of the page runs. */
async function openWithout(change) {
  const page = await open("<p>まだ</p>", { until: "load" });
  await page.addInitScript(change);
  const markup = element("okayama", 'item="3-1-1a"');
  await page.route("**/late.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!DOCTYPE html><html lang="ja"><title>試験</title><script src="/assets/machi-plan.js" defer></script>${markup}</html>`,
    }),
  );
  await page.goto(new URL("/late.html", page.url()).href);
  await page.waitForFunction(() => globalThis.machiPlanReady.length > 0);
  return page;
}

for (const [name, change] of [
  ["there is no clipboard", () => Object.defineProperty(navigator, "clipboard", { value: undefined })],
  ["the clipboard refuses", () => (navigator.clipboard.writeText = () => Promise.reject(new Error("refused")))],
]) {
  test(`where ${name}, the link stands as selected text`, async () => {
    const page = await openWithout(change);
    await copy(page, "3-1-1a").click();
    const field = row(page, "3-1-1a").getByLabel("選択されている文字をコピーしてください");
    await field.waitFor();
    const link = page.url().split("#")[0] + "#machi-plan-item-3-1-1a";
    assert.equal(await field.inputValue(), link);
    const selected = await field.evaluate((input) => [
      document.activeElement === input,
      input.readOnly,
      input.value.slice(input.selectionStart, input.selectionEnd),
    ]);
    assert.deepEqual(selected, [true, true, link]);
    assertSilent(page);
  });
}
