// A row opens in the list: by its summary, by its name, from the address, by a link to it; and it closes in the same
// ways.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { element, fragment, row, shown, site } from "./support/widget.mjs";

const { open } = site();

const isOpen = (page, id) => row(page, id).locator(".machi-plan-inside").isVisible();

/** Waits until a row says that it is open or closed, as the browser does after a press on its summary. */
const settled = (page, hash) =>
  page.waitForFunction((expect) => decodeURIComponent(location.hash) === expect, hash);

for (const width of [1280, 320]) {
  test(`a press on the summary opens a row and another closes it, at ${width} px`, async () => {
    const page = await open(element("okayama"), { width });
    const summary = row(page, "1-1-2").locator("summary").first();
    await summary.click();
    await settled(page, "#machi-plan?item=1-1-2");
    assert.equal(await isOpen(page, "1-1-2"), true);
    await summary.click();
    await settled(page, "#machi-plan?");
    assert.equal(await isOpen(page, "1-1-2"), false);
    assertSilent(page);
  });

  test(`a press on the name does the same, at ${width} px`, async () => {
    const page = await open(element("okayama"), { width });
    const name = row(page, "1-1-2").locator("th a");
    await name.click();
    assert.equal(await isOpen(page, "1-1-2"), true);
    assert.equal(await fragment(page), "#machi-plan?item=1-1-2");
    await name.click();
    assert.equal(await isOpen(page, "1-1-2"), false);
    assertSilent(page);
  });
}

test("several rows stand open at once, and the address names them all", async () => {
  const page = await open(element("yamaguchi"));
  for (const id of ["2", "5", "42"]) await row(page, id).locator("th a").click();
  assert.equal(await fragment(page), "#machi-plan?item=2,5,42");
  await row(page, "5").locator("th a").click();
  assert.equal(await fragment(page), "#machi-plan?item=2,42");
  for (const [id, expect] of [["2", true], ["5", false], ["42", true]]) assert.equal(await isOpen(page, id), expect);
  assertSilent(page);
});

test("the keyboard opens a row by its name and by its summary", async () => {
  const page = await open(element("yamaguchi"));
  await row(page, "3").locator("th a").focus();
  await page.keyboard.press("Enter");
  assert.equal(await isOpen(page, "3"), true);
  await row(page, "4").locator("summary").first().focus();
  await page.keyboard.press("Space");
  await settled(page, "#machi-plan?item=3,4");
  assert.equal(await isOpen(page, "4"), true);
  assertSilent(page);
});

test("an address opens rows, whether it was there at the start or came later", async () => {
  const page = await open(element("yamaguchi"), { hash: "#machi-plan?item=3,7" });
  for (const id of ["3", "7"]) assert.equal(await isOpen(page, id), true);
  await page.evaluate(() => (location.hash = "#machi-plan-item-40"));
  await row(page, "40").locator(".machi-plan-inside").waitFor();
  assert.equal(await isOpen(page, "3"), false, "a permanent link speaks of its item only");
  const top = await row(page, "40").evaluate((element) => element.getBoundingClientRect().top);
  assert.ok(top > -2 && top < 900, `in sight, not at ${top}`);
  assertSilent(page);
});

test("a repost leads to its original, which opens and has the focus", async () => {
  const page = await open(element("yamaguchi", 'item="16"'));
  await row(page, "16").getByRole("link", { name: /この項目は4「.*」の再掲です。/ }).click();
  assert.equal(await isOpen(page, "4"), true);
  assert.equal(await row(page, "4").locator("summary").first().evaluate((element) => element === document.activeElement), true);
  assertSilent(page);
});

test("a link to an item that the conditions hide takes them off", async () => {
  const page = await open(element("yamaguchi", 'branch="II" item="16"'));
  assert.ok(!(await shown(page)).includes("4"));
  await row(page, "16").getByRole("link", { name: /^この項目は.*の再掲です。/ }).click();
  assert.equal(await isOpen(page, "4"), true);
  assert.equal((await shown(page)).length, 42);
  assertSilent(page);
});

test("a permanent link reaches its item where the element's own conditions or view would hide it", async () => {
  for (const attributes of ['department="水道局"', 'view="indicators"', 'q="どこにもない"']) {
    const page = await open(element("okayama", attributes), { hash: "#machi-plan-item-3-1-1a" });
    assert.equal(await isOpen(page, "3-1-1a"), true, attributes);
    assertSilent(page);
  }
  const page = await open(element("okayama", 'department="水道局"'), { hash: "#machi-plan-item-gone" });
  assert.ok((await shown(page)).length < 10, "a link to nothing leaves the page's own conditions");
  assertSilent(page);
});

test("the heading of an item in the indicators view leads to its row", async () => {
  const page = await open(element("okayama", 'view="indicators"'));
  await page.locator("section[data-item='1-1-3a'] > h3 a").click();
  assert.equal(await isOpen(page, "1-1-3a"), true);
  assert.equal(await fragment(page), "#machi-plan?item=1-1-3a");
  assertSilent(page);
});

test("a press that asks for a new tab is the browser's", async () => {
  const page = await open(element("okayama"));
  const tab = page.context().waitForEvent("page");
  await row(page, "1-1-2").locator("th a").click({ modifiers: ["ControlOrMeta"] });
  const other = await tab;
  await other.waitForLoadState();
  assert.equal(new URL(other.url()).hash, "#machi-plan-item-1-1-2");
  assert.equal(await isOpen(page, "1-1-2"), false);
  assertSilent(page);
});
