// Every view on paper: the conditions are printed, all text is open, nothing is cut, heads are repeated on each
// sheet, black on white; with a script, and from a fragment without one. Printing changes none of the reader's
// choices.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { widgetPage } from "./support/pages.mjs";
import { faults, plain, sheets } from "./support/paper.mjs";
import { entries, readPlan } from "./support/plan.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { element, site } from "./support/widget.mjs";

const cities = ["okayama", "yamaguchi"];
const plans = Object.fromEntries(await Promise.all(cities.map(async (city) => [city, await readPlan(city)])));
const long = smallPlan((plan) => {
  const [item] = plan.items;
  plan.items = Array.from({ length: 210 }, (_, at) => ({
    item_id: `${at + 1}`, outline_id: item.outline_id, name: `長い計画の${at + 1}番目`,
    departments: item.departments,
  }));
});
const given = { "/long.json": { body: planFile(long) } };
for (const city of cities) {
  const fragment = await readFile(new URL(`../../pkg/fragments/${city}-all.html`, import.meta.url), "utf8");
  given[`/${city}-all.html`] = widgetPage(fragment, { script: false });
}
// A page that is dark on its screen.
given["/dark.css"] = `html { color-scheme: dark; } body { color: #f2f2f2; background: #1a1a1a; }
  body .machi-plan { --machi-plan-text: #f2f2f2; --machi-plan-surface: #1a1a1a; --machi-plan-head: #333333; --machi-plan-soft: #262626; }`;
const { open } = site(given);

// What each view must say of a plan, row by row.
const lines = (text) => entries(text).filter((line) => line !== "→");
const schedules = ({ items, years }) =>
  items.flatMap((item) => item.actions.flatMap((row) => [row.取組内容, ...years.flatMap((year) => lines(row[year]))]));
const indicators = ({ items }) => items.flatMap((item) => item.indicators.flatMap((row) => [row.指標名, row.系列]));
const names = ({ items }) => items.map((item) => item.name);
const says = {
  items: (plan) => [...names(plan), ...schedules(plan), ...indicators(plan), ...plan.items.flatMap((item) => item.results.map((row) => row.状況))],
  schedule: (plan) => [...plan.items.filter((item) => item.actions.length > 0).map((item) => item.name), ...schedules(plan)],
  indicators: (plan) => [...plan.items.filter((item) => item.indicators.length > 0).map((item) => item.name), ...indicators(plan)],
  departments: (plan) => [...names(plan), ...plan.items.flatMap((item) => item.departments.map(({ name }) => name))],
  results: () => ["この計画の資料には、評価がありません。"],
  overview: (plan) => [plan.about.計画名],
  data: (plan) => [plan.about.出典名],
};
// The views whose rows are the matching items: their content depends on conditions.
const narrowed = ["items", "schedule", "indicators", "departments", "results"];
const missing = (text, wanted) => {
  const said = wanted.map((line) => plain(line ?? "")).filter(Boolean);
  assert.ok(said.length > 0, "nothing is looked for");
  return said.filter((line) => !text.includes(line));
};
const goingOn = (sheets, wanted) => sheets.map((text, at) => [at + 1, missing(text, wanted)]).filter(([, lost]) => lost.length > 0);

for (const city of cities) {
  const plan = plans[city];
  const about = plan.about;
  for (const view of Object.keys(says)) {
    test(`${city}, ${view}: every row is on paper, and nothing that was chosen has changed`, async () => {
      const page = await open(element(city), { hash: `#machi-plan?view=${view}` });
      await page.evaluate(() => {
        globalThis.changes = 0;
        addEventListener("machi-plan:change", () => globalThis.changes++);
        globalThis.before = { href: location.href, markup: document.querySelector("machi-plan").innerHTML };
      });
      const paper = await sheets(page);
      assert.deepEqual(missing(paper.join(""), says[view](plan)), []);
      // Every table that goes on says its columns on each sheet.
      if (view === "items") assert.deepEqual(goingOn(paper, [about.階層名.split(">").at(-1), about.部署の見出し]), []);
      if (view === "schedule") assert.deepEqual(goingOn(paper, plan.years), []);
      // Compared in the page: the markup is a megabyte.
      const [isSame, href, was, changes] = await page.evaluate(() =>
        [before.markup === document.querySelector("machi-plan").innerHTML, location.href, before.href, globalThis.changes]);
      assert.ok(isSame, "the markup is another");
      assert.equal(href, was);
      assert.equal(changes, 0);
      assertSilent(page);
    });
  }

  test(`${city}, without script: all views from one fragment, each from a new sheet`, async () => {
    const page = await open(`/${city}-all.html`, { javaScriptEnabled: false, until: "load" });
    const paper = await sheets(page);
    for (const view of ["items", "schedule", "departments", "results", "overview", "data"]) {
      assert.deepEqual(missing(paper.join(""), says[view](plan)), [], view);
    }
    const begins = ["年次計画", "部署", "結果", "概要", "データ"].map((name) => paper.findIndex((text) => text.startsWith(name)));
    assert.ok(begins.every((sheet, at) => sheet > (begins[at - 1] ?? 0)), `the views begin on the sheets ${begins}`);
    assertSilent(page);
  });

  for (const [form, width] of [["A4 upright", 718], ["A4 across", 1046], ["A5 upright", 484]]) {
    test(`${city}, ${form}: nothing is cut, hidden or pale, though the page is dark on its screen`, async () => {
      const page = await open(element(city), { width, context: { colorScheme: "dark" } });
      await page.evaluate(() => new Promise((done) => {
        const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/dark.css", onload: done });
        document.head.append(link);
      }));
      for (const view of Object.keys(says)) {
        await page.locator(`[data-do=view][data-value=${view}]`).click();
        await page.emulateMedia({ media: "print" });
        assert.deepEqual(await page.evaluate(faults), [], view);
        await page.emulateMedia({ media: "screen" });
      }
      assertSilent(page);
    });
  }
}

for (const view of narrowed) {
  // WCAG 1.3.1: 紙にも条件と件数が出る
  test(`${view}: paper says which search, which choices and how many of how many`, async () => {
    for (const [attributes, hash] of [["", "&q=市民&department=協働推進課"], ['q="市民" department="協働推進課" controls="none"', ""]]) {
      const page = await open(element("yamaguchi", attributes + (hash ? "" : ` view="${view}"`)), { hash: hash && `#machi-plan?view=${view}${hash}` });
      const [first] = await sheets(page, { pageRanges: "1" });
      const of = plans.yamaguchi.items.filter((item) => !item.repostOf).length;
      assert.match(first, new RegExp(`\\(全${of}件のうち\\d+件.*条件:.*市民.*協働推進課`), hash);
      // Not only for the ear: a clipped caption is text of the file too.
      await page.emulateMedia({ media: "print" });
      const caption = page.locator(":is(caption, .machi-plan-caption):visible").first();
      assert.ok((await caption.boundingBox()).width > 100);
      assertSilent(page);
    }
  });
}

test("where nothing matches paper says under which conditions", async () => {
  for (const view of narrowed) {
    const page = await open(element("yamaguchi"), { hash: `#machi-plan?view=${view}&q=どこにもない言葉` });
    const [first] = await sheets(page, { pageRanges: "1" });
    assert.match(first, /どこにもない言葉/, view);
    assertSilent(page);
  }
});

test("bars, heads and facts have lines of their own: a printer leaves backgrounds out", async () => {
  const page = await open(element("yamaguchi"), { hash: "#machi-plan?view=schedule" });
  await page.emulateMedia({ media: "print" });
  const bare = await page.evaluate(() =>
    [...document.querySelectorAll(".machi-plan-term-text, .machi-plan-strip > thead th")].filter((box) => {
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(box);
      // Dashed where a row was assigned by rule.
      return !["solid", "dashed"].includes(borderTopStyle) || parseFloat(borderTopWidth) === 0 || borderTopColor !== "rgb(0, 0, 0)";
    }).length,
  );
  assert.equal(bare, 0);
  assertSilent(page);
});

test("a list of more rows than the screen shows is on paper to its end", async () => {
  const page = await open('<machi-plan src="/long.json"></machi-plan>');
  const paper = (await sheets(page)).join("");
  assert.deepEqual(long.items.map((item) => plain(item.name)).filter((name) => !paper.includes(name)), []);
  assert.equal(await page.locator("tbody.machi-plan-item:not([hidden])").count(), 200);
  assertSilent(page);
});
