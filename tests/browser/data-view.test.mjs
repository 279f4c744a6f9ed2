// データ: it lists every correction and every row that was assigned by rule, with its reason; dates are separate from
// years.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { readPlan } from "./support/plan.mjs";
import { csvRows } from "./support/plans.mjs";
import { element, field, site } from "./support/widget.mjs";

const { open } = site();

/** The rows below the head of the n-th table of the view. */
function tableRows(page, number) {
  return page.locator(".machi-plan-data table").nth(number).locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())),
  );
}

for (const city of ["okayama", "yamaguchi"]) {
  const plan = await readPlan(city);
  const file = new URL(`../../data/${city}/corrections.csv`, import.meta.url);
  const corrections = csvRows(await readFile(file, "utf8"));

  test(`${city}: all corrections, all rows placed by rule`, async () => {
    const page = await open(element(city, 'view="data"'));
    const shown = await tableRows(page, 0);
    assert.deepEqual(shown, corrections.map((row) => [
      `${row.表} ${row.ID} ${row.列}`, row.原文, row.訂正, `${row.理由} ${row.日付}`.trim(),
    ]));
    const rows = plan.items.flatMap((item) => [
      ...item.actions.map((row) => [item, row, row.記号 + row.取組内容]),
      ...item.indicators.map((row) => [item, row, row.指標名]),
    ]);
    const inferred = rows.filter(([, row]) => row.読み取り === "inferred");
    const expected = inferred.map(([item, row, what]) => [`${item.id} ${item.name}`, what, row.注記]);
    assert.deepEqual(expected.length > 0 ? await tableRows(page, 1) : [], expected);
    const facts = await page.locator(".machi-plan-data > dl").evaluate((list) =>
      Object.fromEntries([...list.querySelectorAll("dt")].map((head) => [head.textContent, head.nextElementSibling.textContent])),
    );
    assert.equal(facts["資料の名前"], plan.about.出典名);
    assert.equal(facts["資料の公表日"], plan.about.公表日 || "資料に記載がありません。");
    assert.equal(facts["このデータの更新日"], plan.about.更新日);
    assertSilent(page);
  });
}

test("nothing is offered to choose, and the search is back in the list", async () => {
  const page = await open(element("okayama", 'view="data" q="窓口"'));
  assert.equal(await field(page).isVisible(), false);
  assert.equal(await page.locator(".machi-plan-data + .machi-plan-tail").innerHTML(), "");
  await page.locator("[data-do=view][data-value=items]").click();
  assert.equal(await field(page).inputValue(), "窓口");
});

test("at 320 px nothing is wider than the page", async () => {
  const page = await open(element("yamaguchi", 'view="data"'), { width: 320 });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
});
