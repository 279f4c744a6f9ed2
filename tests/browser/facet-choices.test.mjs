// A facet with many choices has a field that narrows them: by the folding of the search, without a change of the page's own
// search, its address or its result.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, filled } from "./support/browser.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { chips, field, fragment, html, result, showFacets, shown, site } from "./support/widget.mjs";

const DEPARTMENTS = 400;
const name = (at) => (at === 17 ? "港湾・ターミナル課" : `第${at}事業所`);

/** A plan with 400 departments, each with one item. */
const many = smallPlan((plan) => {
  const numbers = [...Array(DEPARTMENTS).keys()];
  plan.about.plan_id = "many";
  plan.departments = numbers.map((at) => ({ name: name(at), ...(at === 17 ? { kana: "こうわんたーみなるか" } : {}) }));
  plan.items = numbers.map((at) => ({ item_id: `${at}`, outline_id: "1", name: `取組${at}`, departments: [{ department: name(at) }] }));
});

const { open } = site({
  "/many": html('<machi-plan src="/many.json"></machi-plan>'),
  "/many.json": planFile(many),
});

const FACET = ".machi-plan-facet[data-key=department]";
const narrow = (page) => page.locator(`${FACET} input[type=search]`);
const box = (page, value) => page.locator(`${FACET} input[data-value="${value}"]`);
const sentence = (page) => page.locator(`${FACET} [data-facet] > p`).innerText();
/** The choices that can be seen, and how the widget names them. */
const choices = (page) => page.locator(`${FACET} li`).evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.querySelector("input").dataset.value));

async function opened(options) {
  const page = await open("/many", options);
  await showFacets(page);
  await page.locator(`${FACET} > summary`).click();
  return page;
}

// WCAG 4.1.3: 条件の欄の絞り込みで、残った数を知らせる
test("a choice is found by its name and its reading, and how many are shown is said", async () => {
  const page = await opened();
  assert.equal((await choices(page)).length, DEPARTMENTS);
  assert.equal(await sentence(page), "選択肢は400個です。");
  for (const [query, expected, said] of [
    ["第３９８", ["第398事業所"], "選択肢400個のうち1個を表示しています。"],
    ["ｺｳﾜﾝ", ["港湾・ターミナル課"], "選択肢400個のうち1個を表示しています。"],
    ["港湾・たーみなる", ["港湾・ターミナル課"], "選択肢400個のうち1個を表示しています。"],
    ["下水道", [], "「下水道」を含む選択肢はありません。"],
  ]) {
    await narrow(page).fill(query);
    assert.deepEqual(await choices(page), expected, query);
    assert.equal(await sentence(page), said);
    await page.waitForFunction((text) => document.querySelector(".machi-plan-live").textContent === text, said);
  }
  assertSilent(page);
});

test("looking for a choice changes nothing else, and Escape ends it", async () => {
  const page = await opened();
  await field(page).first().fill("取組3");
  await page.waitForFunction(() => location.hash.includes("q="));
  await filled(page);
  const before = [await result(page), await shown(page), await fragment(page)];
  let changes = 0;
  await page.exposeFunction("changed", () => { changes += 1; });
  await page.evaluate(() => addEventListener("machi-plan:change", () => globalThis.changed()));
  await narrow(page).focus();
  await page.keyboard.insertText("第3");
  assert.ok((await choices(page)).length < DEPARTMENTS);
  await page.keyboard.press("Enter");
  assert.equal(await narrow(page).evaluate((input) => input === document.activeElement), true, "Enter leaves it where it is");
  await page.keyboard.press("Escape");
  assert.equal((await choices(page)).length, DEPARTMENTS);
  assert.equal(await narrow(page).inputValue(), "");
  assert.deepEqual([await result(page), await shown(page), await fragment(page)], before);
  assert.equal(await field(page).first().inputValue(), "取組3");
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  assert.equal(changes, 0, "the page is told of no change");
  assertSilent(page);
});

test("an empty field leaves Escape to the page", async () => {
  const page = await opened();
  await page.evaluate(() => addEventListener("keydown", (event) => { globalThis.taken = event.defaultPrevented; }));
  await narrow(page).press("Escape");
  assert.equal(await page.evaluate(() => globalThis.taken), false);
  await narrow(page).fill("第");
  await narrow(page).press("Escape");
  assert.equal(await page.evaluate(() => globalThis.taken), true);
  assertSilent(page);
});

test("what is chosen stays in sight, also by a chip, and keeps the focus when its tick is taken off", async () => {
  const page = await opened();
  await box(page, "第5事業所").check();
  await narrow(page).fill("港湾");
  assert.deepEqual(await choices(page), ["第5事業所", "港湾・ターミナル課"]);
  await box(page, "港湾・ターミナル課").check();
  assert.deepEqual(await shown(page), ["5", "17"]);
  await narrow(page).fill("ない");
  assert.deepEqual(await choices(page), ["第5事業所", "港湾・ターミナル課"]);
  assert.equal(await sentence(page), "「ない」を含む選択肢はありません。選んでいる2個を表示しています。");
  await box(page, "第5事業所").focus();
  await page.keyboard.press("Space");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.value), "第5事業所");
  assert.equal(await chips(page).count(), 1);
  await page.evaluate(() => { document.querySelector("machi-plan").setAttribute("department", "第9事業所"); });
  assert.ok((await choices(page)).includes("第9事業所"), "it was chosen elsewhere");
  assertSilent(page);
});

test("nothing below the choices moves while they become fewer, at any width", async () => {
  for (const width of [320, 1280]) {
    const page = await opened({ width });
    const places = () => page.evaluate(() => [".machi-plan-result", ".machi-plan-view", ".machi-plan-many > input"].map((part) => {
      const { top, left } = document.querySelector(part).getBoundingClientRect();
      return [top + scrollY, left];
    }));
    const before = await places();
    for (const query of ["第1", "港湾", "ない", ""]) {
      await narrow(page).fill(query);
      assert.deepEqual(await places(), before, `${width}: ${query}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${width}: ${wide} px too wide`);
    const inside = await page.locator(".machi-plan-many > div").evaluate((many) => many.scrollWidth - many.clientWidth);
    assert.ok(inside <= 0, `${width}: the choices are ${inside} px too wide`);
    assertSilent(page);
  }
});

// WCAG 3.3.2, 2.4.6: 条件の中の検索欄に名前がある
test("the field has a name of its own and axe finds nothing", async () => {
  const page = await opened({ width: 320 });
  const named = page.getByRole("searchbox", { name: "担当課を探す", exact: true });
  assert.equal(await named.count(), 1);
  await named.fill("第3");
  await assertAccessible(page);
  assertSilent(page);
});

test("a facet of a few choices has no such field, and neither has a fragment", async () => {
  for (const city of ["okayama", "yamaguchi"]) {
    const page = await open(`<machi-plan plan="${city}"></machi-plan>`);
    assert.equal(await page.locator("[data-facet]").count(), 0, city);
  }
});
