// The API of a widget in each engine: properties, state, the plan as an object, events, the CSV, the one name beside
// the element, hooks; and the messages about wrong values and damaged files.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FALLBACK } from "../browser/support/pages.mjs";
import { ids, readPlan, select } from "../browser/support/plan.mjs";
import { csvRows, planFile, smallPlan } from "../browser/support/plans.mjs";
import { readFile } from "node:fs/promises";
import { element, site } from "./support/site.mjs";
import { FIELD, choose, isSeen, shows, showsFragment, showsItems } from "./support/widget.mjs";

const plan = await readPlan("yamaguchi");
const okayama = await readPlan("okayama");
const { version } = JSON.parse(await readFile(new URL("../../pkg/package.json", import.meta.url), "utf8"));
const good = Buffer.from(planFile(smallPlan()));
const flipped = Buffer.from(good);
flipped[good.length - 40] ^= 1;
const own = site({
  "/good.json": good,
  "/flipped.json": flipped,
  "/cut.json": good.subarray(0, good.length - 100),
  "/login.json": "<!DOCTYPE html><title>ログイン</title>",
});

const ATTRIBUTES = ["plan", "src", "view", "item", "indicator", "department", "lead", "branch", "year", "schedule", "status", "rating", "aspect", "by", "rating-year", "priority", "tag", "autostart", "max-bytes", "site", "has", "trend", "q", "sort", "heading-level", "controls", "languages"];

test("every attribute has its property, both ways", async () => {
  const page = await own.open("<p>まだ</p>", { widgets: 0 });
  await page.until(() => customElements.get("machi-plan"));
  const found = await page.evaluate((names) => {
    // In no page: nothing is mounted, only the properties speak.
    const host = document.createElement("machi-plan");
    return names.map((name) => {
      const property = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
      const before = host[property];
      host[property] = "x";
      const set = host.getAttribute(name);
      host.setAttribute(name, "y");
      const read = host[property];
      host[property] = false;
      const off = host.hasAttribute(name);
      host[property] = true;
      const on = host.getAttribute(name);
      host[property] = null;
      return [name, before, set, read, off, on, host.hasAttribute(name)];
    });
  }, ATTRIBUTES);
  for (const one of found) assert.deepEqual(one.slice(1), [null, "x", "y", false, "", false], one[0]);
  assert.deepEqual(await page.evaluate(() => [...customElements.get("machi-plan").observedAttributes].sort()), [...ATTRIBUTES, "lang"].sort(), "lang is every element's own property");
  await page.assertSilent();
});

test("properties of a mounted element narrow it, and another plan takes its place", async () => {
  const page = await own.open(element('plan="yamaguchi"'));
  const set = (values) => page.evaluate((all) => { Object.assign(document.querySelector("machi-plan"), all); }, values);
  await set({ department: "総務課", lead: true });
  await showsItems(page, ids(select(plan, { department: ["総務課"], lead: true })));
  await set({ lead: false, q: "市民" });
  await showsItems(page, ids(select(plan, { department: ["総務課"], q: "市民" })));
  await set({ department: null, q: null, year: "R9", sort: "-number" });
  await showsItems(page, ids(select(plan, { year: ["R9"] })).reverse());
  await set({ year: null, sort: null });
  await set({ plan: "okayama" });
  await page.ready(2);
  await showsItems(page, ids(okayama.items));
  await page.assertSilent();
});

test("a state goes in and comes out as a plain object, and Back takes it back", async () => {
  const page = await own.open(element('plan="yamaguchi"'));
  await page.type(FIELD, "市民");
  await choose(page, "department", "総務課");
  const stateOf = () => {
    const { state } = document.querySelector("machi-plan");
    return [window.Object.getPrototypeOf(state) === window.Object.prototype, JSON.parse(JSON.stringify(state))];
  };
  const first = [true, { department: "総務課", q: "市民" }];
  await shows(page, first, stateOf);
  await page.evaluate(() => { document.querySelector("machi-plan").state = window.JSON.parse('{"q":"窓口","sort":"-number","other":1}'); });
  await showsItems(page, ids(select(plan, { q: "窓口" })).reverse());
  await showsFragment(page, "#machi-plan?q=窓口&sort=-number");
  await page.back();
  await shows(page, first, stateOf);
  // Without a prototype, as the groups of a regular expression are.
  await page.evaluate(() => { document.querySelector("machi-plan").state = window.RegExp("(?<q>.+)").exec("窓口").groups; });
  await showsItems(page, ids(select(plan, { q: "窓口" })));
  for (const wrong of ["null", "5", '"q=x"', "[]", '{"q":{"of":7}}', '{"view":"nowhere","sort":"name"}']) {
    await page.evaluate((text) => { document.querySelector("machi-plan").state = window.JSON.parse(text); }, wrong);
    assert.deepEqual(await page.evaluate(stateOf), [true, {}], wrong);
    await showsItems(page, ids(plan.items));
  }
  await page.assertSilent();
});

test("what was set before the script came is taken over", async () => {
  const page = await own.open("<machi-plan></machi-plan>", { widgets: 0 });
  await page.until(() => customElements.get("machi-plan"));
  await page.evaluate(() => {
    // A second document imitates the moment before: its elements are upgraded when they are moved here.
    const host = document.implementation.createHTMLDocument("").createElement("machi-plan");
    const state = window.JSON.parse('{"q":"窓口","sort":"-number"}');
    window.Object.assign(host, { plan: "yamaguchi", headingLevel: 3, state });
    document.querySelector("machi-plan").replaceWith(host);
  });
  await page.ready();
  await showsItems(page, ids(select(plan, { q: "窓口" })).reverse());
  assert.equal(await page.evaluate(() => document.querySelector(".machi-plan-title").localName), "h3");
});

test("the plan goes in and comes out as a plain object; its text stays text", async () => {
  const page = await own.open(element('plan="yamaguchi"'));
  const told = await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    const plain = window.Object.getPrototypeOf(host.planData) === window.Object.prototype;
    const data = window.JSON.parse(window.JSON.stringify(host.planData));
    const told = [plain, data.items.map((item) => item.item_id), data.about.title];
    data.items = data.items.slice(0, 5);
    data.items[1].name = '<img src=x onerror="alert(1)">&amp;';
    host.planData = data;
    return told;
  });
  assert.deepEqual(told, [true, ids(plan.items), plan.about.計画名]);
  await page.ready(2);
  await showsItems(page, ids(plan.items).slice(0, 5));
  assert.equal(await page.text(`tbody[data-item="${plan.items[1].id}"] .machi-plan-name a`), '<img src=x onerror="alert(1)">&amp;');
  assert.equal(await isSeen(page, "machi-plan img"), false);
  await page.evaluate(() => { document.querySelector("machi-plan").planData = window.JSON.parse('{"items":3}'); });
  const [error] = await page.until(() => window.machiPlanWatch.errors.length && window.machiPlanWatch.errors);
  assert.deepEqual(Object.keys(error.detail).sort(), ["code", "message"]);
  await page.assertSilent();
});

test("ready, change and error bubble, each with a plain object", async () => {
  const page = await own.open("<p>まだ</p>", { widgets: 0 });
  await page.until(() => customElements.get("machi-plan"));
  await page.evaluate(() => {
    window.heard = [];
    for (const type of ["ready", "change", "error"]) {
      document.addEventListener(`machi-plan:${type}`, ({ bubbles, target, detail }) =>
        window.heard.push([type, bubbles, target.id, window.Object.getPrototypeOf(detail) === window.Object.prototype, detail]));
    }
  });
  const make = (id, name) => page.evaluate((id, plan) => {
    document.querySelector("main").append(Object.assign(document.createElement("machi-plan"), { id, plan }));
  }, id, name);
  const heard = (count) => page.until((count) => window.heard.length >= count && window.JSON.parse(window.JSON.stringify(window.heard)), count);
  await make("good", "yamaguchi");
  assert.deepEqual(await heard(1), [["ready", true, "good", true, { adopted: false }]]);
  const q = "効果的な市政情報";
  await page.evaluate((q) => {
    const host = document.getElementById("good");
    host.state = { q };
    // The same again is no change.
    host.state = { q };
  }, q);
  const items = select(plan, { q }).length;
  assert.ok(items > 0);
  assert.deepEqual((await heard(2))[1], ["change", true, "good", true, { items, reposts: 0, state: { q } }]);
  await make("bad", "atlantis");
  const all = await heard(3);
  assert.equal(all.length, 3);
  const { code, message } = all[2].pop();
  assert.deepEqual([all[2], code], [["error", true, "bad", true], "unknown-plan"]);
  assert.match(message, /計画「atlantis」はこのスクリプトに入っていません。/);
  await page.assertSilent();
});

test("exportCsv() is nothing before ready, then what is selected, in its order", async () => {
  const page = await own.open(element('plan="yamaguchi" department="総務課" sort="-number"'));
  const csv = () => page.evaluate(() => document.querySelector("machi-plan").exportCsv());
  const text = await csv();
  const expect = select(plan, { department: ["総務課"] }).reverse();
  const rows = csvRows(text);
  assert.deepEqual(rows.map((row) => [row.item_id, row.item_name ?? row.name]), expect.map((item) => [item.id, item.name]));
  assert.match(text, /^[a-z_]+,/, "no mark of a file at the beginning");
  assert.ok(text.endsWith("\r\n"));
  assert.equal(await page.evaluate(() => document.createElement("machi-plan").exportCsv() === undefined), true);
  await page.assertSilent();
});

test("one name beside the element: the version, and upgrade() of what came later", async () => {
  const page = await own.open("<p>まだ</p>", { widgets: 0 });
  await page.until(() => window.machiPlan);
  assert.deepEqual(await page.evaluate(() => [window.Object.keys(window.machiPlan).sort(), window.machiPlan.version, window.Object.isFrozen(window.machiPlan)]), [["upgrade", "version"], version, true]);
  await page.evaluate(() => {
    const later = document.createElement("div");
    later.dataset.machiPlan = "yamaguchi";
    later.dataset.q = "窓口";
    document.querySelector("main").append(later);
    window.machiPlan.upgrade(document.querySelector("main"));
  });
  await page.ready();
  await showsItems(page, ids(select(plan, { q: "窓口" })));
  await page.assertSilent();
});

for (const [name, hook, conditions] of [
  ["an element with data-machi-plan", '<div data-machi-plan="yamaguchi" data-department="総務課">計画</div>', { department: ["総務課"] }],
  ["an element of the class", '<div class="machi-plan" data-plan="yamaguchi" data-state="q=窓口">計画</div>', { q: "窓口" }],
  ["a plain link", '<p><a class="machi-plan" href="#?plan=yamaguchi&amp;year=R7">計画</a></p>', { year: ["R7"] }],
]) {
  test(`a hook becomes the element: ${name}`, async () => {
    const page = await own.open(hook);
    await showsItems(page, ids(select(plan, conditions)));
    await page.assertSilent();
  });
}

test("a damaged file, one that was cut, a wrong one and a missing one are named; a good one mends it", async () => {
  for (const [path, code, message] of [
    ["/flipped.json", "damaged", /確認用の符号と合いません/],
    ["/cut.json", "truncated", /途中で切れています/],
    ["/login.json", "not-a-plan", /ウェブページのようです/],
    ["/nowhere.json", "not-found", /nowhere\.json/],
  ]) {
    const page = await own.open(element(`src="${path}"`, FALLBACK), { widgets: 0 });
    const [error] = await page.until(() => window.machiPlanWatch.errors.length && window.machiPlanWatch.errors);
    assert.equal(error.detail.code, code, path);
    assert.match(error.detail.message, message);
    assert.ok((await page.text("[role=alert]")).includes(error.detail.message), path);
    assert.equal(await isSeen(page, "#fallback"), true, path);
    await page.evaluate(() => { document.querySelector("machi-plan").src = "/good.json"; });
    await page.ready();
    await showsItems(page, smallPlan().items.map((item) => item.item_id));
    assert.equal(await isSeen(page, "[role=alert]"), false);
    await page.assertSilent();
  }
});
