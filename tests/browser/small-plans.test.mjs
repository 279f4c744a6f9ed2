// Plans of every unusual shape: each mounts, narrows, sorts and opens, or gives a clear message why it is not read.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, failed, ready, startBrowser } from "./support/browser.mjs";
import { FALLBACK, widgetPage } from "./support/pages.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { startServer } from "./support/server.mjs";

const LONG = "あ".repeat(58) + "課係";
const bareItem = (id) => ({ item_id: id, outline_id: "1", name: "" });
const shapes = {
  "no item": (plan) => { plan.items = []; },
  "nothing but the years": (plan) => Object.assign(plan, { items: [], outline: [], departments: [] }),
  "one item of one year": (plan) => {
    plan.about.last_year = 2023;
    plan.items = [{ ...plan.items[0], schedule: [{ cells: ["実施"] }], results: [] }];
    plan.items[0].indicators = [];
  },
  "no indicators": (plan) => plan.items.forEach((item) => { delete item.indicators; }),
  "no schedule": (plan) => plan.items.forEach((item) => { delete item.schedule; }),
  "no departments": (plan) => { plan.departments = []; plan.items.forEach((item) => { delete item.departments; }); },
  "items with nothing but an id": (plan) => { plan.items = [bareItem("x"), bareItem("y")]; },
  "a department with a comma": (plan) => {
    plan.departments[0].name = "市民課,窓口係";
    plan.items[0].departments[0].department = "市民課,窓口係";
  },
  "a department of 60 characters": (plan) => {
    plan.departments[0].name = LONG;
    plan.items[0].departments[0].department = LONG;
  },
  "a department that is not in the list": (plan) => { plan.items[0].departments[0].department = "無い課"; },
  "a name of 5,000 characters without a space": (plan) => { plan.items[0].name = "W".repeat(5000); },
  "a hundred years": (plan) => {
    plan.about.last_year = 2122;
    plan.items.forEach((item) => (item.schedule ?? []).forEach((row) => { row.cells = Array(100).fill("実施"); }));
  },
  "thirty-two levels": (plan) => {
    plan.outline = Array.from({ length: 32 }, (_, at) => ({ outline_id: `${at + 1}`, name: `段${at}`, ...(at && { parent_id: `${at}` }) }));
    plan.items[0].outline_id = "32";
  },
  "zero, dashes and words as values": (plan) => {
    plan.items[0].indicators[0].targets = ["0", "—", "検討"].map((printed, at) => ({ year: 2023 + at, printed }));
    plan.items[0].indicators[0].baseline = "0分";
  },
  "values beyond any number": (plan) => {
    plan.items[0].indicators[0].targets = ["9".repeat(400), "-1", "1e999"].map((printed, at) => ({ year: 2023 + at, printed }));
  },
  "signs that are half a sign, turn the direction or cannot be seen": (plan) => {
    plan.items[0].name = "\ud800\u202e\u0000\u0007\u200b\ufeff👨‍👩‍👧‍👦か\u3099";
  },
};
const refused = {
  "more years than a hundred": (plan) => { plan.about.last_year = 2123; },
  "years backwards": (plan) => { plan.about.last_year = 2022; },
  "an id with a space": (plan) => { plan.items[0].item_id = "1 1"; },
  "an id of 201 letters": (plan) => { plan.items[1].item_id = "x".repeat(201); },
  "a year as text": (plan) => { plan.about.first_year = "R5"; },
  "a list in place of a text": (plan) => { plan.items[0].name = ["x"]; },
  "a row that is null": (plan) => { plan.items[1] = null; },
  "a circle in the outline": (plan) => { plan.outline[0].parent_id = "2"; plan.outline[1].parent_id = "1"; },
  "a repost of itself": (plan) => { plan.items[2].repost_of = "2-2"; },
  "a schedule that is too short": (plan) => { plan.items[0].schedule[0].cells.pop(); },
};
const pages = {};
const names = [...Object.keys(shapes), ...Object.keys(refused)];
names.forEach((name, at) => {
  pages[`/${at}.json`] = planFile(smallPlan((shapes[name] ?? refused[name])));
  pages[`/${at}`] = widgetPage(`<machi-plan src="/${at}.json">${FALLBACK}</machi-plan>`);
});

let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

for (const name of Object.keys(shapes)) {
  test(`${name}: everything works`, async () => {
    const page = await browser.openPage({ url: server.url(`/${names.indexOf(name)}`), until: "ready" });
    const plan = smallPlan(shapes[name]);
    const rows = page.locator("tbody.machi-plan-item");
    assert.equal(await rows.count(), plan.items.length);
    const shown = () => page.locator("tbody.machi-plan-item:visible").count();
    assert.equal(await shown(), plan.items.length);
    if (plan.items.length === 0) assert.match(await page.locator(".machi-plan-tail").innerText(), /項目がありません/);
    for (const summary of await page.locator("tbody summary").all()) await summary.click();
    assert.equal(await page.locator("tbody details:not([open])").count(), 0);
    for (const facet of await page.locator(".machi-plan-facet").all()) {
      await facet.locator("summary").click();
      const choice = facet.locator("ul input").first();
      await choice.check();
      assert.equal(await choice.isChecked(), true);
      assert.equal(await page.locator(".machi-plan-chips [data-do=take-off]").count(), 1);
      assert.ok((await shown()) >= 1);
      await page.locator(".machi-plan-chips [data-do=take-off]").click();
      assert.equal(await choice.isChecked(), false);
      await facet.locator("summary").click();
    }
    for (const value of ["-number", "department", "-department", "-indicators", "indicators", "number"]) {
      await page.locator("select").selectOption(value);
      assert.equal(await shown(), plan.items.length);
    }
    await page.fill("input[type=search]", "ない言葉です");
    assert.equal(await shown(), 0);
    await page.fill("input[type=search]", "");
    await page.click("[data-do=view][data-value=indicators]");
    const figures = plan.items.filter((item) => item.indicators?.length).length;
    assert.equal(await page.locator(".machi-plan-indicators > section:visible").count(), figures);
    if (plan.items.length && !figures) assert.match(await page.locator(".machi-plan-tail:visible").innerText(), /指標がありません/);
    await assertAccessible(page);
    assertSilent(page);
  });
}

for (const name of Object.keys(refused)) {
  test(`${name}: refused in words, the fallback stands`, async () => {
    const page = await browser.openPage({ url: server.url(`/${names.indexOf(name)}`) });
    const [error] = await failed(page);
    assert.equal(error.code, "damaged");
    assert.match(error.message, /計画|年度|ID|階層|再掲|JSON|上位|欄|重な|指す|items\[\d\](\.name)? が (\[…\]|null) になっています/);
    assert.equal(await page.locator("#fallback").isVisible(), true);
    assertSilent(page);
  });
}

test("planData takes what a script gives, or says what is wrong with it", async () => {
  const page = await browser.openPage({ url: server.url("/0"), until: "ready" });
  const set = (value) => page.locator("machi-plan").evaluate((host, value) => { host.planData = value; }, value);
  await set(smallPlan());
  await ready(page, 2);
  assert.equal(await page.locator("tbody.machi-plan-item").count(), 3);
  let errors = 0;
  for (const wrong of [42, "plan", [], { items: 1 }, { about: null }, { about: { plan_id: 1.5 } }]) {
    await set(wrong);
    const said = await failed(page, ++errors);
    assert.deepEqual([said.at(-1).code, said.length], ["damaged", errors], JSON.stringify(wrong));
    assert.equal(await page.locator("tbody.machi-plan-item:visible").count(), 3, "the plan that stood there stays");
  }
  await set(smallPlan((plan) => plan.items.pop()));
  await ready(page, 3);
  assert.equal(await page.locator("tbody.machi-plan-item").count(), 2);
  assert.equal(await page.locator(".machi-plan-message").count(), 0);
  assertSilent(page);
});
