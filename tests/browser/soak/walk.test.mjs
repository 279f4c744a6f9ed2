// Two widgets with both plans walk randomly through all views and facets for minutes. Each equals a fresh element in
// the same state, and at rest the page is as large as at the beginning. `cargo xtask soak --minutes N` walks longer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WHOLE, assertSilent } from "../support/browser.mjs";
import { TIMEOUT, assertLevel, openWalk, randomActions, soak } from "../support/soak.mjs";
import { SEED, numbers } from "../support/walk.mjs";
import { VIEWS, element, html, site } from "../support/widget.mjs";

const own = site({ "/walk.html": html(element("okayama", 'id="one"') + element("yamaguchi", 'id="two"')) }, { chromium: WHOLE });
/** Actions between two comparisons with a fresh element. */
const ACTIONS = 25;

/** Through every view, every inside and every item alone, so that all parts that are written only once exist. */
async function seeEverything(names) {
  for (const host of document.querySelectorAll("machi-plan")) {
    const views = names.map((view) => ({ view }));
    const items = [...host.querySelectorAll("tbody[data-item]")].map((row) => row.dataset.item);
    for (const state of [...views, { item: items }, ...items.map((item) => ({ view: "item", item }))]) {
      host.state = state;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
    walk.through(host.id);
    await walk.difference();
  }
}

/** Brings the page into the same state each time, every view of it: one that is hidden keeps the words of its last state. */
function settle(names) {
  for (const host of document.querySelectorAll("machi-plan")) {
    for (const view of names) host.state = { view };
    host.state = {};
  }
}

test("a long walk", { timeout: TIMEOUT }, async (t) => {
  const page = await openWalk(own, "/walk.html", 2);
  await page.evaluate(seeEverything, VIEWS);
  const random = numbers(SEED);
  const seen = new Set();
  let rounds = 0;
  const round = async () => {
    const id = rounds % 2 ? "two" : "one";
    rounds += 1;
    const actions = await randomActions(page, random, ACTIONS);
    const [told, found, view] = await page.evaluate(
      async ([id, actions]) => {
        walk.through(id);
        return [await walk.act(actions), await walk.difference(), document.getElementById(id).state.view];
      },
      [id, actions],
    );
    seen.add(`${view ?? "items"} ${found.shown}`);
    assert.ok(found.same, `MACHI_PLAN_SEED=${SEED}, round ${rounds} of ${id}: ${JSON.stringify(found, null, 1)}\n${told.join("\n")}`);
    assert.deepEqual(await page.evaluate(() => globalThis.machiPlanErrors), [], `MACHI_PLAN_SEED=${SEED}, round ${rounds}`);
    return ACTIONS;
  };
  const curve = await soak(t, page, "walk", { round, settle: () => page.evaluate(settle, VIEWS) });
  // If nothing ever changed, the walk would compare nothing.
  assert.ok(seen.size > 3, `only these views and numbers of rows: ${[...seen]}`);
  assertLevel(curve);
  assertSilent(page);
});
