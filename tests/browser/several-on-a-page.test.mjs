// Several widgets on one page, one inside another, and widgets that are added and removed: none leaves anything
// behind or affects another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent, ready } from "./support/browser.mjs";
import { element, field, result, row, shown, site } from "./support/widget.mjs";

const { open } = site();

const settle = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

test("two widgets of one page do not share ids, states or labels", async () => {
  const page = await open(element("okayama") + element("okayama"));
  await ready(page, 2);
  const [first, second] = ["machi-plan:nth-of-type(1)", "machi-plan:nth-of-type(2)"];
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((one) => one.id));
  assert.equal(new Set(ids).size, ids.length, "an id stands twice");
  assert.ok(ids.includes("machi-plan-item-1-1-1") && ids.includes("machi-plan-2-item-1-1-1"));
  await field(page, second).fill("市税");
  assert.equal((await shown(page, first)).length, 43);
  assert.ok((await shown(page, second)).length < 43);
  const names = await page.getByRole("search").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  assert.equal(new Set(names).size, 2, "two searches of one plan are told apart by name");
  await page.getByLabel("キーワードで探す").first().fill("財政");
  assert.equal(await field(page, first).inputValue(), "財政", "a label leads to the field of its own widget");
  assertSilent(page);
});

test("only the outermost of nested elements is mounted", async () => {
  const page = await open(element("okayama", "", element("yamaguchi", 'heading-level="3"')));
  await settle(page);
  assert.deepEqual(await ready(page), [{ adopted: false }]);
  // If the outer one cannot be shown, its content stays unchanged, without a message of its own.
  const broken = await open(element("atlantis", "", element("yamaguchi", 'heading-level="3"', "<p>本文</p>")), { until: "load" });
  await broken.locator("[role=alert]").waitFor();
  await settle(broken);
  assert.equal(await broken.locator("[role=alert]").count(), 1);
  await broken.evaluate(() => document.querySelector("machi-plan machi-plan").setAttribute("plan", "okayama"));
  await settle(broken);
  assert.equal(await broken.locator("machi-plan machi-plan").innerHTML(), "<p>本文</p>");
  assert.equal(await broken.locator("table").count(), 0);
  assertSilent(broken);
});

test("a widget that was taken out and put back is whole again", async () => {
  const page = await open(element("okayama", 'q="市税"'));
  await page.locator("[data-do=view][data-value=indicators]").click();
  await page.evaluate(() => {
    const host = (globalThis.host = document.querySelector("machi-plan"));
    host.remove();
  });
  await page.evaluate(() => {
    location.hash = "#machi-plan?q=財政";
    document.querySelector("main").append(globalThis.host);
  });
  await ready(page, 2);
  assert.equal(await page.locator("machi-plan .machi-plan-view").count(), 1, "no view stands twice");
  assert.equal(await field(page).count(), 1);
  assert.equal(await field(page).inputValue(), "財政");
  const fresh = await page.evaluate(async () => {
    const other = document.createElement("machi-plan");
    Object.assign(other, { plan: "okayama", q: "財政" });
    const mounted = new Promise((done) => other.addEventListener("machi-plan:ready", done, { once: true }));
    document.querySelector("main").append(other);
    await mounted;
    const hits = (host) => [...host.querySelectorAll(".machi-plan-hits")].map((place) => place.textContent);
    const found = [hits(globalThis.host), hits(other)];
    other.remove();
    return found;
  });
  assert.deepEqual(fresh[0], fresh[1]);
  await field(page).fill("市税");
  assert.match(await result(page), /^\d+件（全43件/);
  assertSilent(page);
});

test("a widget that was moved within the page keeps its state and works", async () => {
  const page = await open(element("okayama") + "<div id=place></div>");
  await field(page).fill("市税");
  const before = await shown(page);
  await page.evaluate(() => document.getElementById("place").append(document.querySelector("machi-plan")));
  await ready(page, 2);
  assert.deepEqual(await shown(page), before);
  await row(page, before[0]).locator("th a").click();
  assert.equal(await row(page, before[0]).locator(".machi-plan-inside").isVisible(), true);
  assertSilent(page);
});

test("a widget that was removed reacts to nothing", async () => {
  const page = await open(element("okayama"));
  await page.evaluate(() => {
    const host = (globalThis.host = document.querySelector("machi-plan"));
    globalThis.heard = 0;
    host.addEventListener("machi-plan:change", () => (globalThis.heard += 1));
    host.remove();
    location.hash = "#machi-plan?q=市税";
  });
  await settle(page);
  const left = await page.evaluate(() => {
    const { host } = globalThis;
    const input = host.querySelector("input[type=search]");
    input.value = "財政";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return [globalThis.heard, host.querySelectorAll("tbody[hidden]").length, host.state, location.hash];
  });
  assert.deepEqual(left.slice(0, 3), [0, 0, undefined]);
  assert.equal(decodeURIComponent(left[3]), "#machi-plan?q=市税");
  assertSilent(page);
});

test("a widget that is removed while it is being mounted, or by its own event, leaves no trace", async () => {
  const page = await open("<p>まだ</p>", { until: "load" });
  const seen = await page.evaluate(async () => {
    const seen = [];
    for (const type of ["ready", "change", "error"]) {
      addEventListener(`machi-plan:${type}`, () => seen.push(type));
    }
    const make = () => Object.assign(document.createElement("machi-plan"), { plan: "okayama" });
    const short = make();
    document.body.append(short);
    short.remove();
    const host = make();
    const mounted = new Promise((done) => host.addEventListener("machi-plan:ready", done, { once: true }));
    document.body.append(host);
    await mounted;
    host.addEventListener("machi-plan:change", () => host.remove());
    host.state = { q: "市税" };
    return [seen, host.isConnected, short.innerHTML];
  });
  assert.deepEqual(seen, [["ready", "change"], false, ""]);
  assertSilent(page);
});
