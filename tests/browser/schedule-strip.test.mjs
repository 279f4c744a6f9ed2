// 年次計画: the bars of every action cover the years that the arrow rules give. The test has its own code for the rules,
// written from the format's description, and compares it with the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { entries, lostYears, readPlan } from "./support/plan.mjs";
import { element, shown, site } from "./support/widget.mjs";

const { open } = site();

/** The bars of a row of cells: text, first year, last year. Loose arrows are bars of 「→」, and blanks are bars with their words. */
function barsOf(cells, blanks) {
  const bars = [];
  let open = [];
  cells.forEach((cell, year) => {
    const lines = entries(cell);
    const arrows = lines.filter((line) => line === "→").length;
    const words = lines.length - arrows;
    if (lines.length === 0) {
      bars.push({ text: blanks[year], isBlank: true, first: year, last: year });
      open = [];
      return;
    }
    const whole = arrows === 1 && words === 0;
    const eachOne = arrows === open.length;
    let slot = 0;
    const slots = lines.map((line) => {
      if (line !== "→") {
        bars.push({ text: line, first: year, last: year });
        return [bars.at(-1)];
      }
      const carried = whole ? open.flat() : eachOne ? open[slot++] : [];
      if (carried.length === 0) bars.push({ text: "→", first: year, last: year });
      for (const bar of carried) {
        bar.last = year;
        // One arrow behind several entries: the rule is ours.
        bar.byRule ||= carried.length > 1;
      }
      return carried;
    });
    if (words > 0) open = slots;
  });
  // Blank years side by side are one cell.
  for (const bar of bars.filter((bar) => bar.byRule)) bar.text += " 続きは推定";
  return bars.filter((bar, at) => {
    const before = bars.slice(0, at).findLast((other) => other.isBlank && other.text === bar.text && other.last === bar.first - 1);
    if (!bar.isBlank || !before) return true;
    before.last = bar.last;
    bar.text = "";
    return false;
  });
}

const inOrder = (bars) => bars.map((bar) => `${bar.first}-${bar.last} ${bar.text}`).sort();

/** Each action's bars by the positions of their cells in the table's grid, with spans. */
function readStrip(page) {
  return page.locator(".machi-plan-strip > tbody").evaluateAll((items) =>
    items.map((item) => {
      const actions = [];
      for (const row of item.querySelectorAll(":scope > tr:not(.machi-plan-strip-item)")) {
        const head = row.querySelector(":scope > th");
        if (head) actions.push({ head: head.textContent.trim(), bars: [], widths: [] });
        const action = actions.at(-1);
        let year = 0;
        for (const cell of row.querySelectorAll(":scope > td:not(.machi-plan-strip-results)")) {
          const said = cell.cloneNode(true);
          said.querySelectorAll(".machi-plan-visually-hidden").forEach((hidden) => hidden.remove());
          const text = said.textContent.trim();
          const isLoose = cell.matches(".machi-plan-loose");
          // Behind an entry an arrow would read as its going on.
          if (isLoose && row.querySelector(".machi-plan-term")) action.bars.push({ text: "an arrow beside an entry" });
          for (const part of isLoose ? text.split(" ") : text ? [text] : []) {
            action.bars.push({ text: part, first: year, last: year + cell.colSpan - 1 });
          }
          year += cell.colSpan;
        }
        action.widths.push(year);
      }
      return { id: item.dataset.item, actions };
    }),
  );
}

for (const city of ["okayama", "yamaguchi"]) {
  const plan = await readPlan(city);

  test(`${city}: every bar covers exactly its years`, async () => {
    const page = await open(element(city, 'view="schedule"'));
    const strip = await readStrip(page);
    assert.deepEqual(strip.map((item) => item.id), plan.items.map((item) => item.id));
    let bars = 0;
    for (const [at, item] of plan.items.entries()) {
      assert.equal(strip[at].actions.length, item.actions.length, item.id);
      for (const [number, action] of item.actions.entries()) {
        const lost = lostYears(action, plan.years);
        const blanks = plan.years.map((year) => (lost.includes(year) ? "資料から読み取れません" : "（記載なし）"));
        const expected = inOrder(barsOf(plan.years.map((year) => action[year]), blanks));
        assert.deepEqual(inOrder(strip[at].actions[number].bars), expected, `${item.id} ${action.記号}`);
        assert.ok(strip[at].actions[number].widths.every((width) => width === plan.years.length), "every year has a place");
        assert.ok(strip[at].actions[number].head.includes(action.取組内容 || item.name));
        bars += expected.length;
      }
    }
    assert.ok(bars > 100, `${bars} bars`);
    assertSilent(page);
  });

  test(`${city}: where a row was placed by rule, the strip says so and why`, async () => {
    const page = await open(element(city, 'view="schedule"'));
    const inferred = plan.items.flatMap((item) => item.actions).filter((action) => action.読み取り === "inferred");
    assert.equal(await page.locator(".machi-plan-strip th > .machi-plan-inferred").count(), inferred.length);
    // What three rows or more have is said once, above the table.
    const many = (note) => inferred.filter((action) => action.注記 === note).length >= 3;
    const own = await page.locator(".machi-plan-strip th > .machi-plan-inferred + .machi-plan-note").allTextContents();
    assert.deepEqual(own, inferred.map((action) => action.注記).filter((note) => !many(note)));
    const above = await page.locator(".machi-plan-note:has(~ .machi-plan-strip)").allTextContents();
    const shared = [...new Set(inferred.map((action) => action.注記).filter(many))].map((note) => `位置は推定: ${note}`);
    assert.deepEqual(above.filter((note) => note.startsWith("位置は")).sort(), shared.sort());
  });
}

test("the same conditions narrow the strip, and a link leads to the row of the list", async () => {
  const page = await open(element("okayama", 'view="schedule"'));
  await page.fill("machi-plan input[type=search]", "下水道");
  await page.locator(".machi-plan-chips [data-key=q]").waitFor();
  const ids = await page.locator(".machi-plan-strip > tbody:not([hidden])").evaluateAll((rows) => rows.map((row) => row.dataset.item));
  assert.ok(ids.length > 0 && ids.length < 10, `${ids.length} items`);
  await page.locator(".machi-plan-strip > tbody:not([hidden]) a").first().click();
  const opened = page.locator(`.machi-plan-items > tbody[data-item="${ids[0]}"] details[open]`);
  await opened.waitFor();
  assert.deepEqual(await shown(page, "machi-plan .machi-plan-view:not([hidden])"), ids);
  await page.fill("machi-plan input[type=search]", "どこにもない言葉");
  await page.locator(".machi-plan-empty:visible").waitFor();
  await page.locator("[data-do=view][data-value=schedule]").click();
  assert.equal(await page.locator(".machi-plan-strip").isVisible(), false, "no head over nothing");
});

test("what really happened stands beside the plan, and opening it changes no state", async () => {
  const plan = await readPlan("okayama");
  const page = await open(element("okayama", 'view="schedule"'));
  const before = page.url();
  const first = page.locator(".machi-plan-strip-result").first();
  await first.locator("summary").click();
  const said = await first.locator("p").allTextContents();
  assert.deepEqual(said.map((line) => line.trim()), entries(plan.items[0].results[0].実績));
  assert.equal(page.url(), before);
  assert.equal(await page.locator(".machi-plan-strip-result").count(), plan.items.filter((item) => item.results.length).length);
});

test("the fiscal year of today is marked, from the first of April", async () => {
  for (const [day, year] of [["2026-03-31T12:00:00", "2025"], ["2026-04-01T12:00:00", "2026"]]) {
    const page = await open(element("yamaguchi", 'view="schedule"'), { day });
    const marked = await page.locator(".machi-plan-strip [data-year]:has(.machi-plan-today:not([hidden]))").evaluateAll((heads) =>
      heads.map((head) => head.dataset.year),
    );
    assert.deepEqual(marked, [year], day);
  }
});

test("at 320 px each bar is a line with its years, and nothing is wider than the page", async () => {
  const page = await open(element("okayama", 'view="schedule"'), { width: 320 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${wide} px`);
  const label = await page.locator(".machi-plan-term").first().evaluate((cell) => getComputedStyle(cell, "::before").content);
  assert.match(label, /R3–R7/);
});
