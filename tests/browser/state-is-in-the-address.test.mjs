// The state is in the address: back, forward and reload restore it. Typing replaces the entry of the history once it rests,
// choosing a condition, a view or an item adds one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { addressed, choose, element, field, fragment, html, result, shown, site } from "./support/widget.mjs";

const own = site();
const { open } = own;
const plan = await readPlan("yamaguchi");
const length = (page) => page.evaluate(() => history.length);

/** What a person sees of the state. */
async function seen(page) {
  return {
    rows: await shown(page),
    result: await result(page),
    q: await field(page).inputValue(),
    sort: await page.locator("select[data-key=sort]").inputValue(),
    chosen: await page.locator("machi-plan input:checked").evaluateAll((all) => all.map((one) => one.dataset.value)),
    view: await page.locator("[data-do=view][aria-pressed=true]").getAttribute("data-value"),
    open: await page.locator("machi-plan tbody details[open]").count(),
  };
}

/** Waits for the traversal that `act` begins. */
async function traverse(page, act) {
  const hash = await page.evaluate(() => location.hash);
  await act();
  await page.waitForFunction((before) => location.hash !== before, hash);
}

test("choosing adds an entry, typing replaces it", async () => {
  const page = await open(element("yamaguchi"));
  const start = await length(page);
  await field(page).pressSequentially("窓口");
  await addressed(page, "#machi-plan?q=窓口");
  assert.equal(await length(page), start, "two keys, no entry");
  const steps = [
    () => choose(page, "department", "デジタル推進課"),
    () => page.locator("select[data-key=sort]").selectOption("-number"),
    () => page.locator(".machi-plan-chips [data-key=department]").click(),
    () => page.locator("machi-plan tbody:not([hidden]) th a").first().click(),
    () => page.locator("[data-do=view][data-value=indicators]").click(),
  ];
  for (const [at, step] of steps.entries()) {
    await step();
    assert.equal(await length(page), start + at + 1, `step ${at}`);
  }
  assertSilent(page);
});

test("the address waits for the typing to rest, and no other action comes before it", async () => {
  const page = await open(element("yamaguchi"));
  const [typed, pressed] = await page.evaluate(() => {
    const input = document.querySelector("machi-plan input[type=search]");
    input.value = "窓口";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    const typed = location.hash;
    input.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    return [typed, decodeURIComponent(location.hash)];
  });
  assert.deepEqual([typed, pressed], ["", "#machi-plan?q=窓口"]);
  // Set by the page in the same moment, an entry of its own: the query belongs to the one before it.
  await page.evaluate(() => {
    const input = document.querySelector("machi-plan input[type=search]");
    input.value = "市民";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    const host = document.querySelector("machi-plan");
    host.state = { ...host.state, sort: "-number" };
  });
  assert.equal(await fragment(page), "#machi-plan?q=市民&sort=-number");
  await page.goBack();
  await addressed(page, "#machi-plan?q=市民");
  assert.equal(await field(page).inputValue(), "市民");
  assertSilent(page);
});

test("back and forward lead through every state, as it was", async () => {
  const page = await open(element("yamaguchi"));
  const states = [await seen(page)];
  for (const step of [
    () => choose(page, "department", "総務課"),
    () => choose(page, "year", "R7"),
    () => page.locator("select[data-key=sort]").selectOption("-indicators"),
    () => page.locator("machi-plan tbody:not([hidden]) th a").first().click(),
    () => page.locator("[data-do=view][data-value=indicators]").click(),
    () => page.locator(".machi-plan-chips [data-do=take-off-all]").click(),
  ]) {
    await step();
    states.push(await seen(page));
  }
  for (let at = states.length - 2; at >= 0; at -= 1) {
    await traverse(page, () => page.goBack());
    assert.deepEqual(await seen(page), states[at], `back to ${at}`);
  }
  for (let at = 1; at < states.length; at += 1) {
    await traverse(page, () => page.goForward());
    assert.deepEqual(await seen(page), states[at], `forward to ${at}`);
  }
  assertSilent(page);
});

test("a reload restores the state, also one that was typed", async () => {
  const page = await open(element("yamaguchi"));
  await choose(page, "branch", "II");
  await field(page).fill("市民 & 50%;#?");
  await page.locator("select[data-key=sort]").selectOption("-number");
  await field(page).fill("市民");
  await addressed(page, "#machi-plan?branch=II&q=市民&sort=-number");
  const before = await seen(page);
  assert.deepEqual(before.rows, ids(select(plan, { q: "市民", branch: ["II"] })).reverse());
  await page.reload();
  await page.waitForFunction(() => globalThis.machiPlanReady.length > 0);
  assert.deepEqual(await seen(page), before);
  assertSilent(page);
});

test("signs that mean something in an address come back as they were typed", async () => {
  const page = await open(element("yamaguchi"));
  const query = "a&b=c;d#e?f+g%h 「窓口」";
  await field(page).fill(query);
  await page.waitForFunction(() => location.hash);
  await page.reload();
  await page.waitForFunction(() => globalThis.machiPlanReady.length > 0);
  assert.equal(await field(page).inputValue(), query);
  assertSilent(page);
});

test("several widgets of a page keep their parts of the address", async () => {
  const page = await open(element("yamaguchi") + element("okayama", 'id="oka"') + element("yamaguchi"));
  await page.waitForFunction(() => globalThis.machiPlanReady.length === 3);
  const hosts = ["machi-plan:nth-of-type(1)", "#oka", "machi-plan:nth-of-type(3)"];
  await field(page, hosts[2]).fill("市民");
  await addressed(page, "#machi-plan-2?q=市民");
  await choose(page, "department", "水道局", { host: hosts[1] });
  await field(page, hosts[0]).fill("窓口");
  await addressed(page, "#machi-plan-2?q=市民;oka?department=水道局;machi-plan?q=窓口");
  const lists = () => Promise.all(hosts.map((host) => shown(page, host)));
  const before = await lists();
  assert.deepEqual(before[0], ids(select(plan, { q: "窓口" })));
  assert.deepEqual(before[2], ids(select(plan, { q: "市民" })));
  await page.reload();
  await page.waitForFunction(() => globalThis.machiPlanReady.length === 3);
  assert.deepEqual(await lists(), before);
  await traverse(page, () => page.goBack());
  const after = await lists();
  assert.deepEqual(after[2], before[2], "back in one widget leaves the others");
  assert.equal(after[1].length, 43);
  assertSilent(page);
});

test("a fragment that is not ours is left alone", async () => {
  const page = await open(`<p><a href="#about">案内</a></p>${element("yamaguchi", 'q="窓口"')}<h2 id="about">案内</h2>`, {
    hash: "#about",
  });
  assert.equal(await fragment(page), "#about");
  assert.deepEqual(await shown(page), ids(select(plan, { q: "窓口" })), "the attributes speak");
  const start = await length(page);
  await page.evaluate(() => (location.hash = "#/route?of=another;script"));
  assert.equal(await fragment(page), "#/route?of=another;script");
  assert.equal(await length(page), start + 1, "the widget adds nothing of its own");
  assert.deepEqual(await shown(page), ids(select(plan, { q: "窓口" })));
  assertSilent(page);
});

test("a state of a later version, or mistyped, is read as far as it can be", async () => {
  const page = await open(element("yamaguchi"), {
    hash: "#machi-plan?view=globe&year=R99,R5,x&sort=name&has=wings&more=1&q=%E3%81%8&unknown",
  });
  assert.deepEqual((await seen(page)).sort, "number");
  assert.equal((await seen(page)).view, "items");
  assertSilent(page);
});

test("an address that says nothing takes the element's own conditions off", async () => {
  const page = await open(element("yamaguchi", 'q="窓口"'), { hash: "#machi-plan?" });
  assert.equal((await shown(page)).length, 42);
  assertSilent(page);
});

test("<base href> does not send the address to another page", async () => {
  // The strict policy refuses <base>; a site that uses one has a policy that allows it.
  own.server.pages["/deep/based.html"] = {
    body: html(element("yamaguchi"), '<base href="/elsewhere/">'),
    csp: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; base-uri 'self'",
  };
  const page = await open("/deep/based.html");
  await field(page).fill("窓口");
  await choose(page, "department", "デジタル推進課");
  assert.equal(new URL(page.url()).pathname, "/deep/based.html");
  await page.locator("machi-plan tbody:not([hidden]) th a").first().click();
  assert.equal(new URL(page.url()).pathname, "/deep/based.html");
  assert.equal(await page.locator("machi-plan tbody details[open]").count(), 1);
  await page.reload();
  await page.waitForFunction(() => globalThis.machiPlanReady.length > 0);
  assert.deepEqual(await shown(page), ids(select(plan, { q: "窓口", department: ["デジタル推進課"] })));
  assertSilent(page);
});

test("a link to the top of the page is a place to jump to; back to an address without a fragment leads to the attributes", async () => {
  const page = await open(`${element("yamaguchi", 'department="総務課"')}<p><a href="#">ページの先頭へ</a></p>`);
  const before = await shown(page);
  await choose(page, "year", "R7");
  await field(page).fill("市民");
  const found = await shown(page);
  await page.getByRole("link", { name: "ページの先頭へ" }).click();
  assert.equal(await fragment(page), "");
  assert.deepEqual(await shown(page), found);
  assert.equal(await field(page).inputValue(), "市民");
  await page.goBack();
  await traverse(page, () => page.goBack());
  assert.deepEqual(await shown(page), before);
  assertSilent(page);
});

test("what is pasted into the field has an end, and so have the chip and the address", async () => {
  const page = await open(element("yamaguchi"));
  await field(page).focus();
  await page.keyboard.insertText("窓".repeat(2000));
  assert.equal(await page.evaluate(() => document.querySelector("machi-plan").state.q.length), 200);
  assert.equal((await field(page).inputValue()).length, 200);
  assertSilent(page);
});
