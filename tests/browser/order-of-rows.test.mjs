// Rows are sorted by number, department and indicators, by the heads of the table and by the choice of orders; never
// by name, because kanji have no order without a reading. Equal rows keep the order of the document.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { ids, readPlan } from "./support/plan.mjs";
import { element, fragment, shown, site } from "./support/widget.mjs";

const { open } = site();
const plans = { okayama: await readPlan("okayama"), yamaguchi: await readPlan("yamaguchi") };

function sorted(plan, value) {
  const descending = value.startsWith("-");
  // By よみ, which every department of both plans has.
  const readings = [...new Set(plan.departments.map(({ よみ }) => よみ))].sort();
  const place = (item) => readings.indexOf(plan.departments.find(({ 名称, 別名 }) => [名称, 別名].includes(item.departments[0].name)).よみ);
  const keys = {
    number: (item) => plan.items.indexOf(item),
    department: place,
    indicators: (item) => item.indicators.length,
  };
  const of = keys[value.replace("-", "")];
  // Array.prototype.sort is stable.
  return ids([...plan.items].sort((a, b) => (of(a) - of(b)) * (descending ? -1 : 1)));
}

const heads = (page) =>
  page
    .locator(".machi-plan-items > thead th")
    .evaluateAll((cells) =>
      cells.map((cell) => [cell.textContent, cell.getAttribute("aria-sort"), !!cell.querySelector("button")]),
    );

const ORDERS = ["number", "-number", "department", "-department", "-indicators", "indicators"];

for (const [city, plan] of Object.entries(plans)) {
  test(`${city}: every order of the choice is the order of the rows`, async () => {
    const page = await open(element(city));
    const choice = page.locator("select[data-key=sort]");
    const values = await choice.locator("option").evaluateAll((options) => options.map((option) => option.value));
    assert.deepEqual(values, ORDERS);
    for (const value of [...ORDERS.slice(1), "number"]) {
      await choice.selectOption(value);
      assert.deepEqual(await shown(page), sorted(plan, value), value);
      assert.equal(await fragment(page), value === "number" ? "#machi-plan?" : `#machi-plan?sort=${value}`);
      const column = { number: 0, department: 2, indicators: 3 }[value.replace("-", "")];
      const directions = (await heads(page)).map(([, direction]) => direction);
      const expect = [null, null, null, null];
      expect[column] = value.startsWith("-") ? "descending" : "ascending";
      assert.deepEqual(directions, expect, value);
    }
    assertSilent(page);
  });
}

test("a press on a head sorts by it, another turns the order round, and the choice follows", async () => {
  const page = await open(element("okayama"));
  assert.deepEqual(await heads(page), [
    ["番号", "ascending", true],
    ["具体的取組", null, false],
    ["担当部局", null, true],
    ["指標", null, true],
  ]);
  const choice = page.locator("select[data-key=sort]");
  const press = (name) => page.locator(".machi-plan-items > thead").getByRole("button", { name, exact: true }).click();
  // Counts begin with the largest.
  for (const [head, value] of [
    ["番号", "-number"],
    ["指標", "-indicators"],
    ["指標", "indicators"],
    ["担当部局", "department"],
    ["担当部局", "-department"],
    ["番号", "number"],
  ]) {
    await press(head);
    assert.equal(await choice.inputValue(), value);
    assert.deepEqual(await shown(page), sorted(plans.okayama, value), value);
    const focus = await page.evaluate(() => document.activeElement.textContent);
    assert.equal(focus, head, "the focus stays on the head");
  }
  assertSilent(page);
});

test("on a phone, where the heads are not shown, the choice of orders is", async () => {
  const page = await open(element("okayama"), { width: 320 });
  assert.equal(await page.locator(".machi-plan-items > thead button").first().isVisible(), false);
  await page.locator("select[data-key=sort]").selectOption("-indicators");
  assert.deepEqual(await shown(page), sorted(plans.okayama, "-indicators"));
  assertSilent(page);
});

test("the order holds for the indicators view too, and hidden rows stand where they belong", async () => {
  const page = await open(element("okayama", 'q="市税"'));
  await page.locator("select[data-key=sort]").selectOption("-number");
  await page.getByRole("button", { name: "指標", exact: true }).first().click();
  await page.locator(".machi-plan-chips button").first().click();
  const expect = [...plans.okayama.items].reverse().filter((item) => item.indicators.length > 0);
  assert.deepEqual(await shown(page), ids(expect));
  await page.locator("[data-do=view][data-value=items]").click();
  assert.deepEqual(await shown(page), ids([...plans.okayama.items].reverse()));
  assertSilent(page);
});

// WCAG 4.1.3: 並べ替えたことを知らせる
test("another order is said, with the result", async () => {
  const page = await open(element("okayama"));
  const live = page.locator(".machi-plan-live");
  for (const [value, order] of [["-number", "番号の逆順"], ["department", "担当部局順"], ["number", "番号順"]]) {
    await page.locator("select[data-key=sort]").selectOption(value);
    await page.waitForFunction((said) => document.querySelector(".machi-plan-live").textContent === said, `${order}に並べ替えました。全43件`);
    assert.equal(await live.getAttribute("role"), "status");
  }
  assertSilent(page);
});
