// A page carries the whole plan as HTML. The script adopts that fragment if it was made from the same plan with the
// same settings: no row is written again. Otherwise the script writes its own content over it once. It leaves a
// fragment that is newer than the script unchanged, with one warning that names both dates.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertSilent, ready, said } from "./support/browser.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { choose, field, html, row, shown, site } from "./support/widget.mjs";

const own = site();
const { open } = own;
const cities = ["okayama", "yamaguchi"];
const plans = Object.fromEntries(await Promise.all(cities.map(async (city) => [city, await readPlan(city)])));
const file = (city) => readFile(new URL(`../../pkg/fragments/${city}.html`, import.meta.url), "utf8");
const fragments = Object.fromEntries(await Promise.all(cities.map(async (city) => [city, await file(city)])));

/** Opens a page with a fragment. Each row carries a JavaScript value from before the script ran. */
async function openFragment(fragment, options) {
  own.server.pages["/mark.js"] = `document.querySelectorAll(".machi-plan-item, .machi-plan-item *").forEach(
    (element, at) => { element.standing = at + 1; });`;
  // Deferred scripts run in their order in the page: the marks come first.
  const page = html(fragment).replace("<script", '<script src="/mark.js" defer></script><script');
  const path = `/fragment-${Object.keys(own.server.pages).length}.html`;
  own.server.pages[path] = page;
  return open(path, options);
}

const rowsStanding = (page) =>
  page.locator(".machi-plan-item").evaluateAll((rows) => rows.filter((row) => row.standing).length);

for (const city of cities) {
  test(`${city}: the fragment of the package is adopted and no row is written again`, async () => {
    const page = await openFragment(fragments[city]);
    assert.deepEqual(await ready(page), [{ adopted: true }]);
    const all = plans[city].items.length;
    assert.equal(await rowsStanding(page), all);
    const lost = await page.evaluate(
      () => [...document.querySelectorAll(".machi-plan-item *")].filter((one) => !one.standing).map((one) => one.localName),
    );
    // Only buttons are new in a row: to copy the link and to share the item, two that save a chart, one to share a figure.
    const charts = await page.locator(".machi-plan-items .machi-plan-chart").count();
    const shared = await page.locator(".machi-plan-items .machi-plan-share").count();
    assert.ok(shared >= charts && charts > 0);
    assert.deepEqual(lost, Array(2 * all + 2 * charts + shared).fill("button"));
    await field(page).fill("市民");
    assert.deepEqual(await shown(page), ids(select(plans[city], { q: "市民" })));
    await choose(page, "year", plans[city].years[1]);
    await page.locator("select[data-key=sort]").selectOption("-number");
    assert.equal(await rowsStanding(page), all, "narrowing and sorting write no row");
    assertSilent(page);
  });

  test(`${city}: the page of the package says adopted`, async () => {
    const page = await open(`/assets/${city}-fragment.html`);
    assert.deepEqual(await ready(page), [{ adopted: true }]);
    assertSilent(page);
  });
}

test("a second sheet is brought only where the page has another one, or none", async () => {
  const sheets = async (head) => {
    const path = `/sheet-${Object.keys(own.server.pages).length}.html`;
    own.server.pages[path] = html(fragments.yamaguchi).replace("<script", `${head}<script`);
    const page = await open(path);
    await ready(page);
    assertSilent(page);
    return page.evaluate(() => [document.styleSheets.length, document.adoptedStyleSheets.length]);
  };
  own.server.pages["/older.css"] = (await readFile(new URL("../../pkg/machi-plan.css", import.meta.url), "utf8")).replace(/--machi-plan-sheet:x.{16}/, "--machi-plan-sheet:x0000000000000000");
  assert.deepEqual(await sheets('<link rel="stylesheet" href="/assets/machi-plan.css">'), [1, 0]);
  assert.deepEqual(await sheets('<link rel="stylesheet" href="/older.css">'), [1, 1]);
  assert.deepEqual(await sheets(""), [0, 1]);
});

test("controls come without moving what stands below them", async () => {
  const page = await openFragment(fragments.okayama.replace("<machi-plan", '<link rel="stylesheet" href="/assets/machi-plan.css"><machi-plan'));
  const shift = await page.evaluate(
    () =>
      new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value))).observe({
          type: "layout-shift",
          buffered: true,
        });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
      }),
  );
  assert.ok(shift < 0.1, `the page moved by ${shift}`);
  assertSilent(page);
});

test("the address speaks over the fragment: rows are hidden, shown and opened, not written", async () => {
  const page = await openFragment(fragments.yamaguchi, { hash: "#machi-plan?q=窓口&item=13&sort=-number" });
  assert.deepEqual(await ready(page), [{ adopted: true }]);
  assert.deepEqual(await shown(page), ids(select(plans.yamaguchi, { q: "窓口" })).reverse());
  assert.equal(await row(page, "13").locator(".machi-plan-inside").isVisible(), true);
  assert.equal(await rowsStanding(page), 42);
  assertSilent(page);
});

test("rows that a server hid are brought to the state; one that stands open stays open and is in the state", async () => {
  const changed = fragments.okayama
    .replace('id="machi-plan-item-1-1-2"', 'hidden id="machi-plan-item-1-1-2"')
    .replace("<details>", "<details open>")
    .replace('<span class="machi-plan-hits"></span>', '<span class="machi-plan-hits">実績に9か所</span>');
  assert.notEqual(changed.replace("実績に9か所", ""), fragments.okayama);
  const page = await openFragment(changed);
  assert.deepEqual(await ready(page), [{ adopted: true }]);
  assert.deepEqual(await shown(page), ids(plans.okayama.items));
  assert.equal(await page.locator("machi-plan tbody details[open]").count(), 1, "a reader may have opened it before");
  assert.deepEqual(await page.locator("machi-plan").evaluate((host) => host.state), { item: "1-1-1" });
  assert.equal((await page.locator(".machi-plan-hits").allTextContents()).join(""), "", "words of another query go");
  assertSilent(page);
});

test("a fragment that asks for another view is adopted, and the view is written beside it", async () => {
  const page = await openFragment(fragments.okayama.replace("<machi-plan ", '<machi-plan view="indicators" '));
  assert.deepEqual(await ready(page), [{ adopted: true }]);
  assert.deepEqual(await shown(page), ids(plans.okayama.items.filter((item) => item.indicators.length > 0)));
  await page.locator("[data-do=view][data-value=items]").click();
  assert.equal(await rowsStanding(page), 43);
  assert.deepEqual(await shown(page), ids(plans.okayama.items));
  assertSilent(page);
});

for (const [what, change] of [
  ["an editor dropped the ids", (text) => text.replaceAll(/ id="machi-plan-item-[^"]*"/g, "")],
  ["an editor dropped one row", (text) => text.replace(/<tbody.*?<\/tbody>(?=<tbody)/s, "")],
  ["an editor dropped data attributes", (text) => text.replaceAll(/ data-item="[^"]*"/g, "")],
  ["it was made from other data", (text) => text.replace(/data-fingerprint="[^"]*"/, 'data-fingerprint="0"')],
  ["the element asks for another heading level", (text) => text.replace("<machi-plan ", '<machi-plan heading-level="4" ')],
  ["it is of another plan", (text) => text.replace('<machi-plan plan="okayama"', '<machi-plan plan="yamaguchi"')],
  ["it is older than the script", (text) => text.replace(/data-updated="[^"]*"/, 'data-updated="2020-01-01"')],
  ["it was saved with its controls", (text) => text.replace('"machi-plan-controls"></div>', '"machi-plan-controls"><p>x</p></div>')],
]) {
  test(`where ${what}, the fragment is written over once and ready says so`, async () => {
    const changed = change(fragments.okayama);
    assert.notEqual(changed, fragments.okayama);
    const page = await openFragment(changed);
    assert.deepEqual(await ready(page), [{ adopted: false }]);
    assert.equal(await rowsStanding(page), 0);
    const city = /plan="yamaguchi"/.test(changed.slice(0, 60)) ? "yamaguchi" : "okayama";
    assert.deepEqual(await shown(page), ids(plans[city].items));
    assert.equal(await page.locator("machi-plan .machi-plan-view").count(), 1);
    await field(page).fill("市民");
    assert.deepEqual(await shown(page), ids(select(plans[city], { q: "市民" })));
    assertSilent(page);
  });
}

test("a fragment that is newer than the script is left alone, with one warning that names both dates", async () => {
  const date = /data-updated="([^"]*)"/.exec(fragments.okayama)[1];
  const newer = fragments.okayama.replace(`data-updated="${date}"`, 'data-updated="2099-04-01"');
  const page = await openFragment(newer, { until: "load" });
  if (said(page).length === 0) await page.waitForEvent("console");
  const warnings = said(page);
  assert.equal(warnings.length, 1, JSON.stringify(warnings));
  assert.equal(warnings[0].kind, "warning");
  assert.ok(warnings[0].text.includes("2099-04-01") && warnings[0].text.includes(date), warnings[0].text);
  const left = await page.evaluate(() => [
    document.querySelectorAll(".machi-plan-item").length,
    [...document.querySelectorAll("machi-plan *")].every((one) => !one.closest(".machi-plan-item") || one.standing),
    document.querySelectorAll("machi-plan input, machi-plan button").length,
    globalThis.machiPlanReady.length,
  ]);
  assert.deepEqual(left, [43, true, 0, 0]);
});
