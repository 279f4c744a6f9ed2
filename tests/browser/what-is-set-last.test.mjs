// The last setting of a page counts: attributes besides a setting, a state before the widget is ready, another plan,
// the same value again. It replaces earlier choices of the reader or the address, and nothing else does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent, ready } from "./support/browser.mjs";
import { chips, element, field, fragment, shown, site } from "./support/widget.mjs";

const { open } = site();

/** Sets properties one after the other, in one go, and gives the state that the next `machi-plan:ready` finds. */
const setAndWait = (page, steps) =>
  page.evaluate((all) => {
    const host = document.querySelector("machi-plan");
    const ready = new Promise((done) => host.addEventListener("machi-plan:ready", () => done(host.state), { once: true }));
    for (const [name, value] of all) host[name] = value;
    return ready;
  }, steps);

test("attributes set in the same go as a setting hold over the address", async () => {
  for (const [steps, state] of [
    [[["headingLevel", 3], ["q", "税"]], { department: "総務課", q: "税" }],
    [[["headingLevel", 4], ["department", null], ["q", null]], {}],
    [[["controls", "none"], ["view", "indicators"]], { view: "indicators", department: "総務課", q: "窓口" }],
    [[["plan", "okayama"], ["q", "税"], ["view", "schedule"]], { view: "schedule", department: "総務課", q: "税" }],
    [[["headingLevel", 3], ["q", "税"], ["state", { sort: "-number" }], ["year", "R5"]], { year: "R5", sort: "-number" }],
  ]) {
    const page = await open(element("yamaguchi", 'department="総務課" q="市民"'), { hash: "#machi-plan?department=総務課&q=窓口" });
    assert.deepEqual(await setAndWait(page, steps), state, JSON.stringify(steps));
    assertSilent(page);
    await page.context().close();
  }
});

test("before the widget is ready a state and what is set behind it add up; without one the address speaks", async () => {
  for (const [steps, state] of [
    [[["state", { q: "市民" }], ["department", "総務課"], ["view", "schedule"]], { view: "schedule", department: "総務課", q: "市民" }],
    [[["department", "総務課"], ["state", { q: "市民" }]], { q: "市民" }],
    [[["department", "総務課"]], { q: "窓口" }],
  ]) {
    const page = await open("<p>まだ</p>", { hash: "#machi-plan?q=窓口", until: "load" });
    await page.evaluate(() => document.querySelector("main").append(document.createElement("machi-plan")));
    assert.deepEqual(await setAndWait(page, [["plan", "yamaguchi"], ...steps]), state, JSON.stringify(steps));
    assertSilent(page);
    await page.context().close();
  }
});

test("another plan begins with the attributes, in the address too", async () => {
  const page = await open(element("okayama", 'sort="-number"'), {
    hash: "#machi-plan?department=財政局&item=1-1-1;other?q=1",
  });
  assert.ok((await shown(page)).length < 43);
  assert.deepEqual(await setAndWait(page, [["headingLevel", 3]]), { item: "1-1-1", department: "財政局" }, "the plan is the same");
  assert.deepEqual(await setAndWait(page, [["plan", "yamaguchi"]]), { sort: "-number" });
  assert.equal((await shown(page)).length, 42);
  assert.equal(await chips(page).count(), 0);
  assert.equal(await fragment(page), "#machi-plan?sort=-number;other?q=1");
  assertSilent(page);
});

test("another plan leaves an address alone that says nothing of the widget", async () => {
  const page = await open(element("okayama"), { hash: "#about" });
  await setAndWait(page, [["plan", "yamaguchi"]]);
  assert.equal(await fragment(page), "#about");
  assertSilent(page);
});

test("planData of the same plan keeps what the reader chose; a plan that is set goes before it", async () => {
  const page = await open(element("yamaguchi"));
  await field(page).fill("市民");
  const state = await page.evaluate(async () => {
    const host = document.querySelector("machi-plan");
    const ready = new Promise((done) => host.addEventListener("machi-plan:ready", () => done(host.state), { once: true }));
    const data = structuredClone(host.planData);
    data.items = data.items.slice(0, 5);
    host.planData = data;
    return ready;
  });
  assert.deepEqual(state, { q: "市民" });
  await setAndWait(page, [["plan", null]]);
  assert.equal(await page.evaluate(() => document.querySelector("machi-plan").planData.items.length), 5, "a plan taken away sets none");
  await setAndWait(page, [["plan", "okayama"]]);
  assert.equal((await shown(page)).length, 43);
  assert.equal(await page.evaluate(() => document.querySelector("machi-plan").planData.about.plan_id), "okayama");
  assertSilent(page);
});

test("in a frame of another document the element goes on without its sheet", async () => {
  const page = await open(`${element("okayama")}<iframe title="枠"></iframe>`);
  await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    globalThis.host = host;
    const ready = new Promise((done) => host.addEventListener("machi-plan:ready", done, { once: true }));
    document.querySelector("iframe").contentDocument.body.append(host);
    return ready;
  });
  const state = await page.evaluate(() => {
    globalThis.host.state = { q: "市税" };
    return [globalThis.host.state, globalThis.host.querySelectorAll(".machi-plan-items > tbody:not([hidden])").length < 43];
  });
  assert.deepEqual(state, [{ q: "市税" }, true]);
  await page.evaluate(() => {
    const ready = new Promise((done) => globalThis.host.addEventListener("machi-plan:ready", done, { once: true }));
    document.querySelector("main").append(globalThis.host);
    return ready;
  });
  await ready(page, 2);
  assert.ok((await shown(page)).length > 0);
  assertSilent(page);
});
