// 概要: its counts agree with the CSV cells, its links lead to the counted items, and nothing of the document is lost.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertSilent, ready } from "./support/browser.mjs";
import { counted as countOf, ids, readPlan, select } from "./support/plan.mjs";
import { csvRows } from "./support/plans.mjs";
import { element, field, html, shown, site } from "./support/widget.mjs";

const own = site();
const { open } = own;
const overview = (city) => open(element(city, 'view="overview"'));
const VISIBLE = "machi-plan .machi-plan-view:not([hidden])";

const sheet = async (city, name) => csvRows(await readFile(new URL(`../../data/${city}/${name}.csv`, import.meta.url), "utf8"));
const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
const firsts = (items) => items.filter((item) => !item.repostOf);
// As the list and the facets count: a repost is counted apart beside its original only.
const counted = (items) => {
  const { items: found, reposts } = countOf(items);
  return `${found}件${reposts > 0 ? `（ほかに再掲${reposts}件）` : ""}`;
};

/** The rows of the table of counts as text. */
const tableOf = (page) =>
  page.locator(".machi-plan-bars tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => (cell.querySelector("a")?.lastChild ?? cell).textContent.trim())),
  );

for (const city of ["okayama", "yamaguchi"]) {
  const plan = await readPlan(city);
  const under = (row) => plan.items.filter((item) => item.branches.includes(row.体系ID));

  test(`${city}: the outline is whole, with its counts`, async () => {
    const page = await overview(city);
    const rows = await page.locator(".machi-plan-tree-row").evaluateAll((found) =>
      found.map((row) => {
        const [name, count] = [...row.children];
        let depth = 0;
        for (let list = row.closest("ul"); list?.matches(".machi-plan-tree"); list = list.parentElement.closest("ul")) depth += 1;
        // The name of a count begins with its row, for the ear.
        return { depth, name: name.textContent, item: name.dataset.item ?? "", count: count?.lastChild.textContent ?? "" };
      }),
    );
    const depth = (row) => (row ? 1 + depth(plan.outline.find((other) => other.体系ID === row.上位ID)) : 0);
    const expected = plan.outline.map((row) => {
      const item = plan.items.find((item) => item.id === row.体系ID)?.id ?? "";
      return { depth: depth(row), name: `${row.記号} ${row.名称}`, item, count: item ? "" : counted(under(row)) };
    });
    assert.deepEqual(rows, expected);
    const described = await page.locator(".machi-plan-tree details").count();
    assert.equal(described, plan.outline.filter((row) => row.説明).length);
    assertSilent(page);
  });

  test(`${city}: items by branch and by department`, async () => {
    const page = await overview(city);
    const tops = plan.outline.filter((row) => !row.上位ID);
    const heads = await page.locator(".machi-plan-glance [scope=rowgroup] > span:first-child").evaluateAll((found) =>
      found.map((head) => [...head.children].map((part) => part.textContent.split("・実績")[0])),
    );
    assert.deepEqual(heads, tops.map((row) => [`${row.記号} ${row.名称}`, counted(under(row))]));
    const marksLeads = plan.items.some((item) => item.departments.some((one) => one.lead));
    const expected = plan.departments
      .map(({ 名称: name }) => {
        const of = (lead) => plan.items.filter((item) => item.departments.some((one) => one.name === name && (one.lead || !lead)));
        const said = (lead) => `${countOf(of(lead)).items}件`;
        return [name, ...(marksLeads ? [said(true)] : []), said(false)];
      })
      .filter((row) => row.at(-1) !== "0件");
    assert.deepEqual(await tableOf(page), expected);
    // The longest bar is the largest count's, and each is as long as its count.
    const bars = await page.locator(".machi-plan-bars td").evaluateAll((cells) =>
      cells.map((cell) => [parseInt((cell.querySelector("a")?.lastChild ?? cell).textContent, 10), Number(cell.querySelector("rect").getAttribute("width"))]),
    );
    const most = Math.max(...bars.map(([count]) => count));
    for (const [count, width] of bars) assert.ok(Math.abs(width - (100 * count) / most) <= 0.5, `${count}: ${width}`);
    assertSilent(page);
  });

  test(`${city}: what is missing follows from the cells`, async () => {
    const page = await overview(city);
    const sentences = await page.locator(".machi-plan-gaps > li").evaluateAll((found) =>
      found.map((li) => [li.firstChild.textContent.trim(), [...li.querySelectorAll("details a")].map((link) => link.dataset.item)]),
    );
    const items = firsts(plan.items);
    const rows = plan.items.flatMap((item) => item.indicators.filter((row) => !row.再掲元).map((row) => [item, row]));
    const cells = (row, role) => plan.years.map((year) => row[role + year]).filter(Boolean);
    const DASH = /^[-－—―–‐−ー]$/;
    const item = plan.about.階層名.split(">").at(-1);
    const gap = (what, found, of) =>
      found.length === 0 ? [`${what}はありません。`, []]
      : found.length === of ? [`${what}は、${of}件すべてです。`, []]
      : [`${what}は、${of}件のうち${found.length}件です。`, found];
    const gapOfRows = (what, lacks) => gap(what, rows.filter(([, row]) => lacks(row)).map(([item]) => item.id), rows.length);
    const expected = [
      plan.about.実績年度 ? gap(`令和6年度（2024年度）の実績の記載がない${item}`, ids(items.filter((item) => !item.results.some((row) => row.年度 === plan.about.実績年度))), items.length)
        : ["実績は資料に記載がありません。", []],
      gap(`指標の記載がない${item}`, ids(items.filter((item) => item.indicators.length === 0)), items.length),
      gapOfRows("基準値の記載がない指標", (row) => !row.基準値),
      gapOfRows("目標値の記載がない指標", (row) => cells(row, "目標").length === 0),
      gapOfRows("実績値の記載がない指標", (row) => cells(row, "実績").length === 0),
      gapOfRows("目標の欄に横線（「—」や「-」）がある指標", (row) => cells(row, "目標").some((cell) => DASH.test(cell.trim()))),
    ].filter(([sentence]) => !/横線.*ありません/.test(sentence));
    for (const one of expected) {
      assert.deepEqual(sentences.find(([sentence]) => sentence === one[0]), one);
    }
    const inferred = plan.items.flatMap((item) => [...item.actions, ...item.indicators]);
    const byRule = inferred.filter((row) => row.読み取り === "inferred").length;
    const told = sentences.find(([sentence]) => sentence.includes("決まった規則"))?.[0].match(/のうち(\d+)行です/)[1] ?? "0";
    assert.equal(Number(told), byRule);
    assertSilent(page);
  });

  test(`${city}: every section that holds something and every cell of every table stands in the page`, async () => {
    const page = await overview(city);
    // All of it in order, with the spaces of the source gone.
    const chapters = await page.locator(".machi-plan-chapter").evaluateAll((found) => found.map((one) => one.textContent));
    const text = chapters.join("").replace(/\s/g, "");
    const tables = await sheet(city, "tables");
    const isBare = ({ 節ID: id, 本文: prose }) =>
      !prose && !plan.tables.本文.some((row) => row.上位ID === id) && !tables.some((table) => table.節ID === id);
    const sections = plan.tables.本文.filter((section) => !isBare(section));
    assert.ok(sections.length > 2);
    for (const { 節ID: id } of plan.tables.本文.filter(isBare)) {
      assert.equal(await page.locator(`[id="machi-plan-section-${id}"]`).count(), 0, `${id} is a heading over nothing`);
    }
    let from = 0;
    for (const section of sections) {
      for (const line of lines(`${section.見出し}\n${section.本文}`)) {
        from = text.indexOf(line.replace(/\s/g, ""), from);
        assert.ok(from >= 0, `${section.節ID}: ${line}`);
      }
      const id = `machi-plan-section-${section.節ID}`;
      assert.equal(await page.evaluate((id) => document.getElementById(id)?.textContent.trim().length > 0, id), true, id);
    }
    for (const { 表ID: id, 単位: unit, 注記: note } of tables) {
      const rows = await sheet(city, `table-${id}`);
      const heads = Object.keys(rows[0]);
      const box = page.locator(`[id="machi-plan-table-${id}"]`);
      const found = await box.locator("table").evaluate((table) => ({
        heads: [...table.querySelectorAll("thead tr > *")].map((cell) => cell.innerText || cell.textContent),
        rows: [...table.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent)),
      }));
      assert.deepEqual(found.heads, heads, id);
      assert.deepEqual(found.rows, rows.map((row) => heads.map((head) => row[head].replaceAll("\n", ""))), id);
      const all = await box.evaluate((part) => part.textContent);
      assert.ok(all.includes(note) && all.includes(unit), id);
    }
    assertSilent(page);
  });
}

test("a count leads into the list that it counted, an item to its row, and back", async () => {
  const plan = await readPlan("okayama");
  const page = await overview("okayama");
  await page.locator(".machi-plan-tree-row > [data-do=go]").nth(1).click();
  await page.locator(".machi-plan-items").waitFor();
  assert.deepEqual(await shown(page, VISIBLE), ids(select(plan, { branch: ["1-1"] })));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.value), "items");
  await page.goBack();
  await page.locator(".machi-plan-tree-row > [data-do=open]").first().click();
  await page.locator(".machi-plan-items").waitFor();
  assert.equal(await page.locator("tbody[data-item='1-1-1'] details").first().evaluate((row) => row.open), true);
  await page.goBack();
  await page.locator(".machi-plan-bars a").first().click();
  assert.deepEqual(await shown(page, VISIBLE), ids(select(plan, { department: ["財政局"] })));
  assertSilent(page);
});

test("who leads nothing is shown by the departments' pages, what was placed by rule by the data", async () => {
  const plan = await readPlan("yamaguchi");
  const page = await overview("yamaguchi");
  const followers = plan.departments.map((row) => row.名称).filter((name) => {
    const own = plan.items.flatMap((item) => item.departments.filter((one) => one.name === name));
    return own.length > 0 && !own.some((one) => one.lead);
  });
  await page.locator(".machi-plan-gaps a[href*='view=departments']").click();
  await page.locator(".machi-plan-department:visible").first().waitFor();
  const pages = await page.locator(".machi-plan-department:visible").evaluateAll((found) => found.map((one) => one.dataset.department));
  assert.deepEqual(pages, followers);
  await page.goBack();
  await page.locator(".machi-plan-gaps a[href$='view=data']").click();
  await page.locator(".machi-plan-data").waitFor();
  assertSilent(page);
});

test("a link of the contents opens the chapter, and the view and the search stay", async () => {
  const page = await open(element("yamaguchi", 'view="overview" q="窓口"'));
  assert.equal(await field(page).isVisible(), false);
  assert.equal(await page.locator(".machi-plan-chapter[open]").count(), 0);
  await page.locator(".machi-plan-contents a", { hasText: "取り巻く潮流と課題" }).click();
  await page.locator("[id='machi-plan-section-2'][open]").waitFor();
  assert.equal(await page.locator("[id='machi-plan-section-2-2']").isVisible(), true);
  assert.equal(await page.locator(".machi-plan-overview").isVisible(), true);
  await page.locator("[data-do=view][data-value=items]").click();
  assert.equal(await field(page).inputValue(), "窓口");
  assertSilent(page);
});

test("what it wrote is adopted as a fragment, without script it opens, on paper it is open", async () => {
  const page = await overview("yamaguchi");
  const fragment = await page.evaluate(() => {
    document.querySelector(".machi-plan-controls").replaceChildren();
    return document.querySelector("machi-plan").outerHTML;
  });
  own.server.pages["/adopted.html"] = html(fragment);
  const again = await own.browser.openPage({ url: own.server.url("/adopted.html") });
  assert.deepEqual(await ready(again), [{ adopted: true }]);
  assertSilent(again);
  own.server.pages["/plain.html"] = `<!DOCTYPE html><html lang="ja"><title>試験</title><link rel="stylesheet" href="/assets/machi-plan.css">${fragment}</html>`;
  const plain = await own.browser.openPage({ url: own.server.url("/plain.html"), javaScriptEnabled: false });
  const ranking = plain.locator("[id='machi-plan-table-survey-ranking'] table");
  assert.equal(await ranking.isVisible(), false);
  await plain.emulateMedia({ media: "print" });
  assert.equal(await ranking.isVisible(), true);
  await plain.emulateMedia({ media: "screen" });
  await plain.locator("[id='machi-plan-section-2'] > summary").click();
  assert.equal(await ranking.isVisible(), true);
  assertSilent(plain);
});

test("at 320 px nothing is wider than the page, all chapters open", async () => {
  for (const city of ["okayama", "yamaguchi"]) {
    const page = await open(element(city, 'view="overview"'), { width: 320 });
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, city);
  }
});
