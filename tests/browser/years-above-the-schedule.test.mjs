// The years above 年次計画: a button for each, the sentence that counts what items say of the chosen ones, and on a phone
// what the chosen year says in each item.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent } from "./support/browser.mjs";
import { entries, readPlan } from "./support/plan.mjs";
import { outside, targets } from "./support/outside.mjs";
import { element, fragment, shown, site } from "./support/widget.mjs";

const { open } = site();
const years = (page) => page.locator(".machi-plan-years button");
const pressed = (page) => page.locator('.machi-plan-years button[aria-pressed="true"]').allInnerTexts();
const said = (page) => page.locator(".machi-plan-said").innerText();

/** The ids of the items whose cell of a year has new words, only an arrow, or neither. */
async function byKind(city, year) {
  const plan = await readPlan(city);
  const of = { new: [], continues: [], none: [] };
  for (const item of plan.items) {
    const lines = item.actions.flatMap((action) => entries(action[year]));
    const kind = lines.some((line) => line !== "→" && line !== "—") ? "new" : lines.includes("→") ? "continues" : "none";
    of[kind].push(item.id);
  }
  return of;
}

for (const city of ["okayama", "yamaguchi"]) {
  test(`${city}: a year is one press, and its new entries and goings-on are one more`, async () => {
    const page = await open(element(city, 'view="schedule"'), { width: 1280 });
    assert.deepEqual(await pressed(page), ["全部"]);
    const button = years(page).nth(5);
    const year = await button.innerText();
    await button.click();
    assert.deepEqual(await pressed(page), [year]);
    assert.ok(await button.evaluate((one) => one === document.activeElement), "the focus stays");
    assert.equal(await fragment(page), `#machi-plan?view=schedule&year=${year}`);
    const kinds = await byKind(city, year);
    assert.deepEqual((await shown(page)).sort(), [...kinds.new, ...kinds.continues].sort());
    for (const [text, kind] of [["新しく書かれた", "new"], ["続く", "continues"]]) {
      if (kinds[kind].length === 0) continue;
      await page.locator(".machi-plan-said a", { hasText: text }).click();
      assert.deepEqual((await shown(page)).sort(), kinds[kind].sort(), kind);
      assert.equal(await fragment(page), `#machi-plan?view=schedule&year=${year}&schedule=${kind}`);
    }
    await years(page).first().click();
    assert.deepEqual(await pressed(page), ["全部"]);
    assertSilent(page);
  });
}

test("the sentence says the year, the kinds and their counts, and follows the other conditions", async () => {
  const page = await open(element("okayama", 'view="schedule" year="R7" q="デジタル"'), { width: 1280 });
  const kinds = await byKind("okayama", "R7");
  assert.match(await said(page), /^令和7年度に新しく書かれた\S+ \d+件\S*・続く\S+ \d+件/);
  const [fresh, on] = [...(await said(page)).matchAll(/(\d+)件/g)].map(([, count]) => Number(count));
  const found = await shown(page);
  assert.equal(fresh, found.filter((id) => kinds.new.includes(id)).length);
  assert.equal(on, found.filter((id) => kinds.continues.includes(id)).length);
  assertSilent(page);
});

// WCAG 2.1.1: 年度のボタンをキーボードで押す
test("the keyboard reaches each year in turn; Space and Enter press it", async () => {
  const page = await open(element("okayama", 'view="schedule"'), { width: 1280 });
  await years(page).first().focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.deepEqual(await pressed(page), ["R3"]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.deepEqual(await pressed(page), ["R4"]);
  assertSilent(page);
});

test("the years are above 年次計画 only, and the ticks of the facet press them too", async () => {
  const page = await open(element("okayama", 'year="R6,R7"'), { width: 1280 });
  assert.equal(await page.locator(".machi-plan-years").isVisible(), false);
  await page.locator("[data-do=view][data-value=schedule]").click();
  assert.deepEqual(await pressed(page), ["R6", "R7"]);
  assertSilent(page);
});

for (const width of [320, 360]) {
  test(`at ${width} px each item says the chosen year first, in words, and frames it in its bar`, async () => {
    const page = await open(element("okayama", 'view="schedule"'), { width });
    const part = (id) => page.locator(`tbody[data-item="${id}"]:visible .machi-plan-of-years`);
    const kinds = await byKind("okayama", "R7");
    assert.equal(await part(kinds.new[0]).locator("p").count(), 0, "no year is chosen");
    assert.equal(await page.locator(".machi-plan-frame").count(), 0);
    await years(page).last().click();
    for (const [kind, word] of [["new", "新しい記載"], ["continues", "続き"]]) {
      for (const id of kinds[kind]) assert.ok((await part(id).innerText()).startsWith(word), id);
    }
    const plan = await readPlan("okayama");
    const item = plan.items.find(({ id }) => id === kinds.new[0]);
    const words = entries(item.actions[0].R7).filter((line) => line !== "→");
    for (const word of words) assert.ok((await part(item.id).innerText()).includes(word));
    assert.equal(await part(item.id).locator(".machi-plan-frame").count(), 1);
    // The entries below are in the order of time.
    const first = (labels) => labels.map((label) => label.slice(0, 2));
    for (const item of await page.locator(".machi-plan-strip > tbody:visible").all()) {
      const labels = await item.evaluate((one) =>
        [...one.querySelectorAll("[data-label]")].map((cell) => [cell.getBoundingClientRect().top, cell.dataset.label])
          .filter(([top]) => top > 0).sort(([a], [b]) => a - b).map(([, label]) => label));
      assert.deepEqual(first(labels), first(labels).toSorted(), await item.getAttribute("data-item"));
    }
    assert.deepEqual(await page.evaluate(outside), []);
    assert.deepEqual(await page.evaluate(targets), []);
    await assertAccessible(page, { include: "machi-plan" });
    assertSilent(page);
  });
}

// WCAG 2.4.11: 上に残る年度の見出しが、フォーカスのあるものを隠さない
test("the years of the table stay in sight, below what the page keeps at the top, and hide no focus", async () => {
  const page = await open(element("okayama", 'view="schedule"'), { width: 1280 });
  await page.locator("machi-plan").evaluate((host) => host.style.setProperty("--machi-plan-top", "50px"));
  const head = page.locator(".machi-plan-strip > thead th").nth(1);
  await page.locator(".machi-plan-strip > tbody").nth(20).evaluate((row) => row.scrollIntoView({ block: "start" }));
  const top = () => head.evaluate((one) => one.getBoundingClientRect().top);
  assert.ok(Math.abs((await top()) - 50) < 2, `the head is at ${await top()}`);
  const bottom = await head.evaluate((one) => one.getBoundingClientRect().bottom);
  const links = page.locator(".machi-plan-strip > tbody a");
  await links.nth(20).focus();
  for (let at = 19; at > 12; at -= 1) {
    await page.keyboard.press("Shift+Tab");
    const place = await page.evaluate(() => document.activeElement.getBoundingClientRect().top);
    assert.ok(place >= bottom, `the focus at ${place} is behind the head, which ends at ${bottom}`);
  }
  assertSilent(page);
});
