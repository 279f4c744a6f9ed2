// The fragment for editors of content management systems: without a script it is readable as it is; with one it
// becomes the widget, if its root kept its data. And a fragment from which an editor dropped the groups of the
// table's rows.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { WHOLE, assertSilent, ready, said } from "./support/browser.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { WITHOUT_WASM } from "./support/server.mjs";
import { html, shown, site } from "./support/widget.mjs";

// The engine alone does not scroll to the target of a link in a page without a script.
const own = site({}, { chromium: WHOLE });
const { open } = own;
const cities = ["okayama", "yamaguchi"];
const plans = Object.fromEntries(await Promise.all(cities.map(async (city) => [city, await readPlan(city)])));
const file = (city) => readFile(new URL(`../../pkg/fragments/${city}-editor.html`, import.meta.url), "utf8");
const fragments = Object.fromEntries(await Promise.all(cities.map(async (city) => [city, await file(city)])));

for (const city of cities) {
  test(`${city}: pasted into a page of a site whose template has the script, it becomes the widget`, async () => {
    const page = await open(fragments[city]);
    // Its markup is not the widget's: it is written over, not adopted.
    assert.deepEqual(await ready(page), [{ adopted: false }]);
    assert.deepEqual(await shown(page), ids(plans[city].items));
    assert.equal(await page.locator("machi-plan h3 a[name]").count(), 0);
    assertSilent(page);
  });

  test(`${city}: where WebAssembly may not run it reads as it stood, and a row leads to its section`, async () => {
    own.server.pages[`/${city}.html`] = { body: html(fragments[city]), csp: WITHOUT_WASM };
    const page = await open(`/${city}.html`, { until: "load" });
    const { items } = plans[city];
    const left = await page.evaluate(() => ({
      names: [...document.querySelectorAll("main h3")].map((heading) => heading.textContent.replace(/\s+/g, " ")),
      closed: document.querySelectorAll("main :is(details, svg, dl, [hidden])").length,
    }));
    assert.equal(left.closed, 0);
    assert.equal(left.names.length, items.length);
    items.forEach(({ id, name }, at) => assert.ok(left.names[at].startsWith(`${id} `) && left.names[at].endsWith(name), left.names[at]));
    const last = items.at(-1);
    await page.locator("main table").first().getByRole("link", { name: last.name }).last().click();
    const heading = page.getByRole("heading", { name: `${last.id} `, exact: false }).last();
    // The browser scrolls after the click has been answered.
    await page.waitForFunction((heading) => {
      const { top } = heading.getBoundingClientRect();
      return top >= -1 && top < innerHeight;
    }, await heading.elementHandle());
    await assertAccessible(page);
  });
}

test("the conditions that it was made with go with it, and the name that it was given", async () => {
  const state = `data-state="department=${encodeURIComponent("財政局")}"`;
  const page = await open(fragments.okayama.replace("data-name=", `${state} id="zaisei" data-name=`));
  assert.deepEqual(await shown(page), ids(select(plans.okayama, { department: ["財政局"] })));
  assert.equal(await page.locator("machi-plan#zaisei").count(), 1);
  assertSilent(page);
});

test("one that is newer than the script's plan is left as it stands, with a warning", async () => {
  const newer = fragments.okayama.replace(/data-updated="[^"]*"/, 'data-updated="2099-04-01"');
  const page = await open(newer, { until: "load" });
  if (said(page).length === 0) await page.waitForEvent("console");
  const warnings = said(page);
  assert.equal(warnings.length, 1, JSON.stringify(warnings));
  assert.ok(warnings[0].text.includes("2099-04-01"), warnings[0].text);
  assert.equal(await page.locator("main h3 a[name]").count(), plans.okayama.items.length);
  assert.equal(await page.locator("main input").count(), 0);
});

const whole = await readFile(new URL("../../pkg/fragments/okayama.html", import.meta.url), "utf8");
/** As an editor leaves it that knows no groups of heads. */
const ungrouped = whole.replaceAll(/<\/?thead[^>]*>/g, "");

test("a fragment whose heads lost their group is written anew, with buttons that sort", async () => {
  const page = await open(ungrouped);
  assert.deepEqual(await ready(page), [{ adopted: false }]);
  await page.locator("machi-plan .machi-plan-items").getByRole("button", { name: "指標" }).click();
  const { items } = plans.okayama;
  assert.notDeepEqual(await shown(page), ids(items));
  assert.deepEqual((await shown(page)).toSorted(), ids(items).toSorted());
  assertSilent(page);
});

test("where no program runs, heads that lost their group look as they did", async () => {
  const link = '<link rel="stylesheet" href="/assets/machi-plan.css">';
  const looks = [];
  for (const [name, markup] of [["grouped", whole], ["ungrouped", ungrouped]]) {
    own.server.pages[`/${name}.html`] = { body: html(markup, link), csp: WITHOUT_WASM };
    const page = await open(`/${name}.html`, { until: "load" });
    looks.push(
      await page.evaluate(() => {
        document.querySelector("tbody details").open = true;
        return [".machi-plan-items", ".machi-plan-schedule", ".machi-plan-values"].map((table) => {
          const head = document.querySelector(`${table} [scope=col]`);
          const { backgroundColor, fontWeight, paddingInlineStart, borderTopWidth } = getComputedStyle(head);
          return { backgroundColor, fontWeight, paddingInlineStart, borderTopWidth, group: head.closest("thead") !== null };
        });
      }),
    );
  }
  const [grouped, lone] = looks;
  assert.ok(grouped.every(({ group, backgroundColor }) => group && backgroundColor !== "rgba(0, 0, 0, 0)"));
  assert.deepEqual(lone, grouped.map((look) => ({ ...look, group: false })));
});
