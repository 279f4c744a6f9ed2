// Services rewrite the text of a page: a server adds readings to words, a browser translates. Rows are moved and
// hidden, never rewritten, so all of it stays, and everything works.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertSilent, ready } from "./support/browser.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { READINGS, rewrite } from "./support/services.mjs";
import { choose, field, html, marks, row, shown, site } from "./support/widget.mjs";

const own = site();
const { open } = own;
const plan = await readPlan("okayama");
const fragment = await readFile(new URL("../../pkg/fragments/okayama-all.html", import.meta.url), "utf8");
const words = new RegExp(Object.keys(READINGS).join("|"), "g");

/** What a server makes of the text between tags. Text of a drawing is no HTML, and a service leaves it. */
function betweenTags(markup, change) {
  let drawing = false;
  return markup.replaceAll(/(<[^>]*>)([^<]*)/g, (_, tag, text) => {
    if (/^<svg/.test(tag)) drawing = true;
    if (/^<\/svg/.test(tag)) drawing = false;
    return tag + (drawing || !text.trim() ? text : change(text));
  });
}
const ruby = (text) => text.replaceAll(words, (word) => `<ruby>${word}<rt>${READINGS[word]}</rt></ruby>`);
const rubyWithBrackets = (text) => text.replaceAll(words, (word) => `<ruby><rb>${word}</rb><rp>（</rp><rt>${READINGS[word]}</rt><rp>）</rp></ruby>`);
const translated = (text) => `<font><font>${text.replaceAll(/\S/g, "x")}</font></font>`;

/** The services' own elements in the parts that stay, and the text of all rows and heads in the plan's order. */
const standing = (page) => page.evaluate(() => {
  const copy = document.querySelector("machi-plan .machi-plan-items").cloneNode(true);
  // Where the query was found is the widget's to say at each key; a caption says how many there are.
  for (const part of copy.querySelectorAll(".machi-plan-hits, .machi-plan-copy, caption")) part.textContent = "";
  const rows = [...copy.querySelectorAll(".machi-plan-item")].sort((a, b) => (a.dataset.item < b.dataset.item ? -1 : 1));
  return { services: copy.querySelectorAll("rt, rp, font").length, head: copy.querySelector("thead").textContent, rows: rows.map((row) => row.textContent) };
});

/** Search, filter, sort, open, views, an item alone: with the controls that a person uses. */
async function everythingWorks(page) {
  const before = await standing(page);
  assert.ok(before.services > 100, `${before.services} elements of the service`);
  const same = async (what) => assert.deepEqual(await standing(page), before, what);
  await field(page).fill("市民");
  assert.deepEqual(await shown(page), ids(select(plan, { q: "市民" })));
  await same("search");
  await choose(page, "year", plan.years[1]);
  assert.deepEqual(await shown(page), ids(select(plan, { q: "市民", year: [plan.years[1]] })));
  await same("filter");
  await field(page).fill("");
  await choose(page, "year", plan.years[1]);
  assert.deepEqual(await shown(page), ids(plan.items));
  await page.locator("thead [data-do=sort]").first().click();
  assert.deepEqual(await shown(page), ids(plan.items).toReversed());
  await same("sort");
  await page.locator("select[data-key=sort]").selectOption({ index: 0 });
  const summary = row(page, "1-1-2").locator("summary").first();
  // On the very element that the service put there.
  await ((await summary.locator("ruby, font").count()) ? summary.locator("ruby, font").last() : summary).click();
  assert.equal(await row(page, "1-1-2").locator(".machi-plan-inside").isVisible(), true);
  assert.deepEqual(await page.evaluate(() => document.querySelector("machi-plan").state.item), "1-1-2");
  await same("open");
  for (const view of ["schedule", "indicators", "departments", "results", "overview", "data", "items"]) {
    await page.locator(`[data-do=view][data-value=${view}]`).click();
    assert.equal(await page.locator(`.machi-plan-view[data-view=${view}]`).isVisible(), true, view);
  }
  await same("views");
  await row(page, "1-1-2").locator(".machi-plan-to-alone").click();
  assert.equal(await page.locator(".machi-plan-alone").isVisible(), true);
  await page.goBack();
  await page.locator(".machi-plan-items").waitFor();
  await same("an item alone");
}

for (const [name, change] of [["readings", ruby], ["readings in brackets", rubyWithBrackets], ["a translation", translated]]) {
  test(`${name} put in by a server: the fragment is adopted, everything works, and they stay`, async () => {
    const changed = betweenTags(fragment, change);
    assert.ok(changed.length > fragment.length + 5000);
    const path = `/${Object.keys(own.server.pages).length}`;
    own.server.pages[path] = html(changed, '<link rel="stylesheet" href="/assets/machi-plan.css">');
    const page = await open(path);
    assert.deepEqual(await ready(page), [{ adopted: true }]);
    // Every summary and head keeps its own.
    const bare = await page.evaluate(() => [...document.querySelectorAll("machi-plan :is(.machi-plan-items > thead th, .machi-plan-inside-row > td > details > summary)")]
      .filter((one) => !one.querySelector("rt, font")).map((one) => one.textContent));
    assert.deepEqual(bare.filter((text) => !/^具体的/.test(text)), []);
    await everythingWorks(page);
    if (change === ruby) {
      await field(page).fill("市民");
      assert.ok((await marks(page)).includes("市民"), "a word under a reading is marked");
      assert.ok(!(await marks(page)).some((hit) => hit.includes("しみん")));
      const look = await page.evaluate(() => ["ruby", "rt"].map((one) => getComputedStyle(document.querySelector(`.machi-plan-inside p ${one}`)).display));
      assert.deepEqual(look, ["ruby", "ruby-text"]);
    }
    assertSilent(page);
  });
}

for (const how of ["readings", "translated"]) {
  for (const adopted of [true, false]) {
    test(`${how} after the script came, ${adopted ? "in a fragment" : "in a widget that was written"}: everything works, and they stay`, async () => {
      const path = `/${Object.keys(own.server.pages).length}`;
      own.server.pages[path] = html(adopted ? fragment : '<machi-plan plan="okayama"></machi-plan>');
      const page = await open(path);
      assert.deepEqual(await ready(page), [{ adopted }]);
      await page.evaluate(rewrite, [how, READINGS]);
      await everythingWorks(page);
      // Again, over the present content: a service watches the page.
      await page.evaluate(rewrite, [how, READINGS]);
      await field(page).fill("窓口");
      assert.deepEqual(await shown(page), ids(select(plan, { q: "窓口" })));
      assertSilent(page);
    });
  }
}

test("text that a service rewrites while a query stands and rows are open: the next key, back and forward work", async () => {
  const page = await open('<machi-plan plan="okayama" q="市民" item="1-1-2"></machi-plan>');
  await page.evaluate(rewrite, ["translated", READINGS]);
  await field(page).fill("市民サービス");
  assert.deepEqual(await shown(page), ids(select(plan, { q: "市民サービス" })));
  await choose(page, "year", plan.years[0]);
  const narrowed = await shown(page);
  await page.goBack();
  assert.deepEqual(await shown(page), ids(select(plan, { q: "市民サービス" })));
  await page.goForward();
  assert.deepEqual(await shown(page), narrowed);
  assertSilent(page);
});
