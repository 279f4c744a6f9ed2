// An oracle for the fast path: after any sequence of random actions, the changed DOM equals that of a fresh element
// in the same state. MACHI_PLAN_SEED gives another walk.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { DEADLINE, assertSilent, ready } from "./support/browser.mjs";
import { OFTEN, SEED, numbers, walkTools } from "./support/walk.mjs";
import { element, html, site } from "./support/widget.mjs";

const own = site();
const { open } = own;
const ACTIONS = Number(process.env.MACHI_PLAN_ACTIONS ?? 150);

async function walk(t, page, seed, actions) {
  t.diagnostic(`seed ${SEED}`);
  const random = numbers(seed);
  const names = [...(await page.evaluate(() => globalThis.walk.names)), ...OFTEN];
  const told = [];
  const shown = new Set();
  for (let step = 0; step < actions; step += 1) {
    const name = names[Math.floor(random() * names.length)];
    const [first, second] = [random(), random()];
    // Everything now and then only: afterwards nothing of that view is missing any more.
    const whole = step % 10 === 9 || step === actions - 1;
    const found = await page.evaluate((all) => globalThis.walk.step(...all), [name, first, second, whole]);
    told.push(found.told);
    shown.add(found.shown);
    assert.ok(found.same, `MACHI_PLAN_SEED=${SEED}, step ${step}: ${JSON.stringify(found, null, 1)}\n${told.slice(-8).join("\n")}`);
  }
  // From wherever the walk ended, to the whole list: what it typed beside an item alone may find nothing in any row.
  const found = await page.evaluate(() => {
    document.querySelector("machi-plan").state = {};
    return globalThis.walk.difference(true);
  });
  shown.add(found.shown);
  assert.ok(found.same, `MACHI_PLAN_SEED=${SEED}, at the end: ${JSON.stringify(found, null, 1)}\n${told.slice(-8).join("\n")}`);
  // A walk in which nothing ever changed would compare nothing.
  assert.ok(shown.size > 1, `only ${[...shown]} rows were ever shown`);
  assertSilent(page);
}

/** Opens a page that can walk. */
async function openWalk(path, options) {
  const page = await own.browser.openPage({});
  await page.addInitScript(walkTools);
  await page.goto(own.server.url(path), { waitUntil: "load" });
  return { page, details: await ready(page), options };
}

for (const [at, [city, attributes]] of [
  ["okayama", ""],
  ["yamaguchi", ""],
  ["yamaguchi", 'view="indicators" department="総務課" lead'],
  ["okayama", 'view="item" item="3-1-1a"'],
  ["yamaguchi", 'view="glance"'],
].entries()) {
  const actions = attributes ? Math.ceil(ACTIONS / 3) : ACTIONS;
  test(`${city} ${attributes}: ${actions} random actions`, { timeout: 15 * DEADLINE }, async (t) => {
    own.server.pages[`/walk-${at}.html`] = html(element(city, attributes));
    const { page } = await openWalk(`/walk-${at}.html`);
    await walk(t, page, SEED + at, actions);
  });
}

test("okayama, from an adopted fragment: random actions", { timeout: 15 * DEADLINE }, async (t) => {
  own.server.pages["/walk-adopted.html"] = html(
    await readFile(new URL("../../pkg/fragments/okayama.html", import.meta.url), "utf8"),
  );
  const { page, details } = await openWalk("/walk-adopted.html");
  assert.deepEqual(details, [{ adopted: true }]);
  await walk(t, page, SEED + 9, Math.ceil(ACTIONS / 2));
});

test("the comparison sees what differs", async () => {
  for (const [what, spoil] of [
    ["a hidden row", () => document.querySelector("machi-plan tbody").toggleAttribute("hidden")],
    ["the order", () => document.querySelector("machi-plan table").append(document.querySelector("machi-plan tbody"))],
    ["what a row says", () => document.querySelector("machi-plan tbody summary").append("。")],
    ["a checked box", () => (document.querySelector("machi-plan input[type=checkbox]").checked = true)],
    ["the typed text", () => (document.querySelector("machi-plan input[type=search]").value = "x")],
    ["the chosen order", () => (document.querySelector("machi-plan select").selectedIndex = 2)],
    ["a count", () => (document.querySelector("machi-plan .machi-plan-count").textContent = "999件")],
    ["a pressed button", () => document.querySelector("machi-plan [data-do=view]").setAttribute("aria-pressed", "mixed")],
    ["the direction of a head", () => document.querySelector("machi-plan th").removeAttribute("aria-sort")],
    ["what a closed row holds", () => document.querySelector("machi-plan .machi-plan-inside").append("。")],
    ["a hit's words", () => (document.querySelector("machi-plan .machi-plan-hits").textContent = "実績に1か所")],
  ]) {
    own.server.pages["/spoilt.html"] = html(element("okayama"));
    const { page } = await openWalk("/spoilt.html");
    assert.equal((await page.evaluate(() => globalThis.walk.step("forward", 0, 0, true))).same, true, "before");
    await page.evaluate(spoil);
    const found = await page.evaluate(() => globalThis.walk.step("forward", 0, 0, true));
    assert.ok(!found.same, `${what} was not seen`);
    await page.context().close();
  }
});
