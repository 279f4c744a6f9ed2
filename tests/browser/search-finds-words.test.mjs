// Keyword search with typical input: parts of words, other widths and cases, several words, misreadings of the
// document. The expected items are found in the CSV files with Unicode's own folding.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { hits, ids, readPlan, search, sentence } from "./support/plan.mjs";
import { element, field, marks, result, row, shown, site } from "./support/widget.mjs";

const { open } = site();
const plans = { okayama: await readPlan("okayama"), yamaguchi: await readPlan("yamaguchi") };

/** Types each query into one page and holds the list against the data. */
async function check(city, queries) {
  const plan = plans[city];
  const page = await open(element(city));
  for (const query of queries) {
    const expect = search(plan, query);
    await field(page).fill(query);
    assert.deepEqual(await shown(page), ids(expect), `「${query}」`);
    assert.equal(await result(page), sentence(plan, expect, true), `「${query}」`);
  }
  assertSilent(page);
  return page;
}

/** Queries that only make sense where they find the same, and something. */
function same(city, queries) {
  const found = queries.map((query) => ids(search(plans[city], query)));
  assert.ok(found[0].length > 0, `「${queries[0]}」 is in the plan`);
  for (const other of found) assert.deepEqual(other, found[0]);
}

test("parts of words are found", async () => {
  await check("okayama", ["税", "収納率", "1-1", "オンライン", "局"]);
  await check("yamaguchi", ["市民", "窓口", "24", "実施", "職員課", "90.0%"]);
});

test("width, case, kana and circled numbers make no difference", async () => {
  const pairs = [
    ["okayama", ["マイナンバーカード", "ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ", "まいなんばーかーど", "マイナンバ－カ－ド"]],
    ["okayama", ["RPA", "rpa", "ＲＰＡ", "Ｒｐａ"]],
    ["okayama", ["603,846", "６０３，８４６", "603846"]],
    ["yamaguchi", ["再掲"]],
    ["okayama", ["①財政", "1財政", "１財政"]],
    ["yamaguchi", ["デジタル", "ﾃﾞｼﾞﾀﾙ", "でじたる"]],
    ["yamaguchi", ["SNS", "sns", "ｓｎｓ"]],
  ];
  for (const [city, queries] of pairs.filter(([, queries]) => queries[0] !== "①財政")) same(city, queries);
  for (const city of ["okayama", "yamaguchi"]) {
    await check(city, pairs.filter(([of]) => of === city).flatMap(([, queries]) => queries));
  }
});

test("several words must all be found, each anywhere in the item", async () => {
  const page = await check("yamaguchi", ["窓口 オンライン", "窓口　オンライン", " 窓口  デジタル推進課 ", "窓口 どこにもない"]);
  const both = search(plans.yamaguchi, "窓口 オンライン").length;
  assert.ok(both > 0 && both < search(plans.yamaguchi, "窓口").length, "the second word narrows");
  assert.deepEqual(await shown(page), []);
});

test("the names of a year are one query", async () => {
  const page = await open(element("okayama"));
  const found = [];
  for (const query of ["R6", "令和6年度", "令和６年", "2024", "2024年度"]) {
    await field(page).fill(query);
    found.push(await shown(page));
  }
  assert.ok(found[0].length > 0 && found[0].length < plans.okayama.items.length, `${found[0].length} items`);
  for (const other of found) assert.deepEqual(other, found[0]);
  assertSilent(page);
});

test("a misread word is found in both forms", async () => {
  const page = await check("okayama", ["びったりサービス", "ぴったりサービス"]);
  assert.deepEqual(await shown(page), ["3-1-2b"]);
  await row(page, "3-1-2b").locator("th a").click();
  const text = await row(page, "3-1-2b").locator(".machi-plan-inside").innerText();
  assert.match(text, /ぴったりサービス/);
  assert.doesNotMatch(text, /びったりサービス/, "the corrected form is shown");
});

test("a query of nothing but spaces narrows nothing", async () => {
  const page = await open(element("okayama"));
  await field(page).fill("  　");
  assert.equal((await shown(page)).length, plans.okayama.items.length);
  assertSilent(page);
});

test("the closed part says where in it the words stand", async () => {
  for (const [city, query, about] of [
    ["okayama", "市税", { 目的: "目的", 内容: "概要" }],
    ["yamaguchi", "窓口", { 目的: "実施目的", 内容: "実施内容" }],
  ]) {
    const plan = plans[city];
    const page = await open(element(city, `q="${query}"`));
    const found = search(plan, query);
    for (const item of found) {
      const parts = ["目的", "内容", "年次計画", "実績", "指標"]
        .map((section) => [section, hits(item, section, query)])
        .filter(([, count]) => count > 0)
        .map(([section, count]) => `${about[section] ?? section}に${count}か所`);
      assert.equal((await row(page, item.id).locator(".machi-plan-hits > :not(.machi-plan-excerpt)").allInnerTexts()).join(""), parts.join("、"), item.id);
    }
    if (city === "okayama") {
      const places = await page.locator(".machi-plan-hits").allInnerTexts();
      assert.ok(places.some((place) => /実績に\d+か所/.test(place)), "a result is among the places");
    }
    await field(page).fill("");
    assert.equal((await page.locator(".machi-plan-hits").allTextContents()).join(""), "");
    assertSilent(page);
  }
});

test("「実績に1か所」 stands in the row that has one hit in its result", async () => {
  const page = await open(element("okayama", 'q="合併推進債"'));
  assert.deepEqual(await shown(page), ["1-1-1"]);
  assert.equal(await row(page, "1-1-1").locator(".machi-plan-hits > :first-child").innerText(), "実績に1か所");
  assertSilent(page);
});

test("hits are marked in the rows that can be read, and only there", async () => {
  const page = await open(element("okayama"));
  await field(page).fill("ﾏｲﾅﾝﾊﾞｰ カード");
  const closed = await marks(page);
  assert.deepEqual([...new Set(closed)].sort(), ["カード", "マイナンバー"]);
  await row(page, "3-1-1a").locator("th a").click();
  await row(page, "3-1-1a").locator(".machi-plan-inside").waitFor();
  const opened = await marks(page);
  assert.ok(opened.length > closed.length, "the open inside is marked too");
  const text = await row(page, "3-1-1a").locator(".machi-plan-inside").innerText();
  assert.ok(opened.length - closed.length >= text.split("カード").length - 1);
  const inRows = await page.evaluate(() =>
    [...CSS.highlights.get("machi-plan-hit")].every(
      (range) => range.startContainer.parentElement.closest(".machi-plan-item")?.checkVisibility(),
    ),
  );
  assert.ok(inRows, "a hit is marked outside the shown rows");
  await field(page).fill("3-1-1a");
  assert.deepEqual(await marks(page), ["3-1-1a"], "its number is a hit, its address is none");
  await field(page).fill("");
  assert.deepEqual(await marks(page), []);
  assertSilent(page);
});

test("marks of two widgets on a page do not take each other's place", async () => {
  const page = await open(element("okayama", 'id="a" q="財政"') + element("okayama", 'id="b" q="水道"'));
  await page.waitForFunction(() => globalThis.machiPlanReady.length === 2);
  assert.deepEqual([...new Set(await marks(page))].sort(), ["水道", "財政"]);
  await page.evaluate(() => document.getElementById("a").remove());
  assert.deepEqual([...new Set(await marks(page))], ["水道"]);
  assertSilent(page);
});
