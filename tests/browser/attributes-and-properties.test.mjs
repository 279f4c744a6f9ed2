// The API of a widget from outside: attributes, properties with the same meaning, the state, the plan as an object,
// and its events.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent, ready } from "./support/browser.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { choose, countsOf, element, field, fragment, row, shown, site } from "./support/widget.mjs";

const { open } = site();
const plan = await readPlan("yamaguchi");
const okayama = await readPlan("okayama");

test("each attribute is a condition, an order, a view or an open item", async () => {
  for (const [attributes, conditions] of [
    ['department="総務課"', { department: ["総務課"] }],
    ['department="総務課,職員課"', { department: ["総務課", "職員課"] }],
    ['department="総務課" lead', { department: ["総務課"], lead: true }],
    ['department="総務課" lead="false"', { department: ["総務課"] }],
    ['department="各局政策管理室"', { department: ["各部局政策管理室"] }],
    ['branch="II"', { branch: ["II"] }],
    ['year="R9"', { year: ["R9"] }],
    ['year="2027"', { year: ["R9"] }],
    ['year="令和9年度,2030"', { year: ["R9", "R12"] }],
    ['q="窓口"', { q: "窓口" }],
    ['q="窓口" branch="II" year="R5"', { q: "窓口", branch: ["II"], year: ["R5"] }],
  ]) {
    const page = await open(element("yamaguchi", attributes));
    const expect = select(plan, conditions);
    assert.ok(expect.length < 42, `${attributes} narrows`);
    assert.deepEqual(await shown(page), ids(expect), attributes);
    assert.equal(await fragment(page), "", "attributes leave the address alone");
    assertSilent(page);
    await page.context().close();
  }
});

test("has, sort, view and item as attributes", async () => {
  const page = await open(element("okayama", 'has="result" sort="-indicators" item="1-1-1,1-1-3a"'));
  const expect = select(okayama, { has: ["result"] });
  assert.deepEqual((await shown(page)).sort(), ids(expect).sort());
  const counts = (await shown(page)).map((id) => okayama.items.find((item) => item.id === id).indicators.length);
  assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
  for (const id of ["1-1-1", "1-1-3a"]) assert.equal(await row(page, id).locator(".machi-plan-inside").isVisible(), true);
  const view = await open(element("okayama", 'view="indicators"'));
  assert.deepEqual(await shown(view), ids(okayama.items.filter((item) => item.indicators.length)));
  assertSilent(page);
  assertSilent(view);
});

test("heading-level moves every heading, and none below 6", async () => {
  const levels = (page) =>
    page.evaluate(() => [...new Set([...document.querySelectorAll("machi-plan :is(h1,h2,h3,h4,h5,h6)")].map((one) => one.localName))].sort());
  for (const [attribute, expect] of [["", ["h2", "h3", "h4"]], ['heading-level="4"', ["h4", "h5", "h6"]], ['heading-level="9"', ["h6"]]]) {
    const page = await open(element("okayama", attribute));
    assert.deepEqual(await levels(page), expect);
    assertSilent(page);
  }
});

test('controls="none" hides search, facets and sort buttons; set later it takes them away, and back', async () => {
  const page = await open(element("yamaguchi", 'controls="none" department="総務課"'));
  const controls = () => page.locator("machi-plan :is(input, select, thead button, [data-do=view], .machi-plan-chips)").count();
  assert.equal(await controls(), 0);
  assert.deepEqual(await shown(page), ids(select(plan, { department: ["総務課"] })));
  await row(page, (await shown(page))[0]).locator("th a").click();
  assert.equal(await page.locator("machi-plan tbody details[open]").count(), 1, "rows open all the same");
  const set = (value) => page.evaluate((to) => (document.querySelector("machi-plan").controls = to), value);
  await set(null);
  await ready(page, 2);
  assert.equal(await field(page).isVisible(), true);
  await set("none");
  await ready(page, 3);
  assert.equal(await controls(), 0);
  assertSilent(page);
});

test("every attribute has a property that reflects it, and a change of either changes the list", async () => {
  const page = await open(element("yamaguchi"));
  const reflected = await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    const names = {
      plan: "plan", src: "src", view: "view", item: "item", department: "department", lead: "lead", branch: "branch",
      year: "year", status: "status", has: "has", q: "q", sort: "sort", headingLevel: "heading-level", controls: "controls",
    };
    const other = document.createElement("machi-plan");
    return Object.entries(names).map(([property, attribute]) => {
      const before = other[property];
      other[property] = "x";
      const set = other.getAttribute(attribute);
      other.setAttribute(attribute, "y");
      const got = other[property];
      other[property] = null;
      return [property, before, set, got, other.hasAttribute(attribute), property in host];
    });
  });
  for (const one of reflected) assert.deepEqual(one.slice(1), [null, "x", "y", false, true], one[0]);
  const set = (values) => page.evaluate((all) => void Object.assign(document.querySelector("machi-plan"), all), values);
  await set({ department: "総務課", lead: true });
  assert.deepEqual(await shown(page), ids(select(plan, { department: ["総務課"], lead: true })));
  await set({ lead: false, q: "市民" });
  assert.deepEqual(await shown(page), ids(select(plan, { department: ["総務課"], q: "市民" })));
  await set({ department: null, q: undefined });
  assert.equal((await shown(page)).length, 42);
  assert.equal(await field(page).inputValue(), "");
  await set({ plan: "okayama" });
  await ready(page, 2);
  assert.deepEqual(await shown(page), ids(okayama.items));
  assertSilent(page);
});

test("properties that were set before the script came are taken over", async () => {
  const page = await open("<machi-plan></machi-plan>", { until: "load" });
  const attributes = await page.evaluate(() => {
    // What a framework does while the script is still on its way: the element is not upgraded, so this is a plain
    // property. A second document gives that moment: its elements are upgraded when they come over.
    const host = document.implementation.createHTMLDocument("").createElement("machi-plan");
    Object.assign(host, { plan: "yamaguchi", q: "窓口", headingLevel: 3, state: { q: "窓口", sort: "-number" } });
    document.querySelector("machi-plan").replaceWith(host);
    return [host.getAttribute("plan"), host.getAttribute("q"), host.getAttribute("heading-level"), Object.keys(host)];
  });
  assert.deepEqual(attributes, ["yamaguchi", "窓口", "3", []]);
  await ready(page);
  await page.waitForFunction(() => location.hash);
  assert.deepEqual(await shown(page), ids(select(plan, { q: "窓口" })).reverse());
  assertSilent(page);
});

test("state is a plain object, in and out", async () => {
  const page = await open(element("yamaguchi"));
  await field(page).fill("市民");
  await choose(page, "department", "総務課");
  const state = await page.evaluate(() => {
    const { state } = document.querySelector("machi-plan");
    return [Object.getPrototypeOf(state) === Object.prototype, structuredClone(state)];
  });
  assert.deepEqual(state, [true, { department: "総務課", q: "市民" }]);
  await page.evaluate(() => (document.querySelector("machi-plan").state = { q: "窓口", sort: "-number", view: "items", other: 1 }));
  assert.deepEqual(await shown(page), ids(select(plan, { q: "窓口" })).reverse());
  assert.equal(await field(page).inputValue(), "窓口");
  assert.equal(await fragment(page), "#machi-plan?q=窓口&sort=-number");
  await page.goBack();
  assert.deepEqual(await page.evaluate(() => document.querySelector("machi-plan").state), { department: "総務課", q: "市民" });
  for (const hostile of [null, undefined, 5, "q=x", [], { q: { of: 7 } }, { q: -7.5 }]) {
    await page.evaluate((value) => (document.querySelector("machi-plan").state = value), hostile);
    assert.deepEqual(await page.evaluate(() => document.querySelector("machi-plan").state), {});
  }
  assertSilent(page);
});

test("the plan is a plain object, in and out", async () => {
  const page = await open(element("yamaguchi"));
  await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    const data = JSON.parse(JSON.stringify(host.planData));
    data.items = data.items.slice(0, 5);
    data.items[1].name = '<img src=x onerror="alert(1)">&amp;';
    host.planData = data;
  });
  await ready(page, 2);
  assert.deepEqual(await shown(page), ["1", "2", "3", "4", "5"]);
  assert.match(await row(page, "2").locator("th a").innerText(), /^<img src=x onerror="alert\(1\)">&amp;$/);
  assert.equal(await page.locator("machi-plan img").count(), 0);
  assert.ok(Object.keys(await countsOf(page, "department")).length < 18);
  const error = await page.evaluate(async () => {
    const host = document.querySelector("machi-plan");
    const failed = new Promise((done) => host.addEventListener("machi-plan:error", (event) => done(event.detail), { once: true }));
    host.planData = { items: 3 };
    return failed;
  });
  assert.deepEqual(Object.keys(error).sort(), ["code", "message"]);
  assertSilent(page);
});

test("ready, change and error bubble with a plain object each", async () => {
  const page = await open("<p>まだ</p>", { until: "load" });
  const heard = await page.evaluate(async () => {
    const heard = [];
    for (const type of ["ready", "change", "error"]) {
      document.addEventListener(`machi-plan:${type}`, (event) =>
        heard.push([type, event.target.id, Object.getPrototypeOf(event.detail) === Object.prototype, event.detail]),
      );
    }
    const make = (id, plan) => document.querySelector("main").append(Object.assign(document.createElement("machi-plan"), { id, plan }));
    const next = (type) => new Promise((done) => document.addEventListener(`machi-plan:${type}`, done, { once: true }));
    let told = next("ready");
    make("good", "yamaguchi");
    await told;
    document.getElementById("good").state = { q: "効果的な市政情報" };
    document.getElementById("good").state = { q: "効果的な市政情報" };
    told = next("error");
    make("bad", "atlantis");
    await told;
    return JSON.parse(JSON.stringify(heard));
  });
  const count = select(plan, { q: "効果的な市政情報" }).length;
  assert.deepEqual(heard.slice(0, 2), [
    ["ready", "good", true, { adopted: false }],
    ["change", "good", true, { items: count, reposts: 0, state: { q: "効果的な市政情報" } }],
  ]);
  assert.equal(heard.length, 3, "the same state twice is no change");
  const [type, id, plain, detail] = heard[2];
  assert.deepEqual([type, id, plain, detail.code], ["error", "bad", true, "unknown-plan"]);
  assert.match(detail.message, /計画「atlantis」はこのスクリプトに入っていません。/);
  assert.match(await page.getByRole("alert").innerText(), /atlantis/);
  assertSilent(page);
});
