// Sharing one thing: a panel with its link and with the code that shows it alone in another page. What the code shows is the title,
// the thing, the source and a link to the plan, and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { WHOLE, assertSilent } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { addressed, element, field, html, row, shown, site } from "./support/widget.mjs";

const own = site({ "/plans/okayama.json": output(["compile", "data/okayama"]) }, { chromium: WHOLE });
const { open } = own;
const panel = (page) => page.locator(".machi-plan-shared");
const link = (page) => panel(page).getByLabel("リンク", { exact: true });
const code = (page) => panel(page).getByLabel("ほかのページに埋め込むコード", { exact: true });
const share = (within) => within.getByRole("button", { name: "共有", exact: true });

/** Opens the page of a citizen's office that has this code, and nothing else of ours. */
function openCode(markup, options) {
  const path = `/code-${Object.keys(own.server.pages).length}.html`;
  own.server.pages[path] = html("").replace(/<script[^>]*><\/script>/, "").replace("</main>", `${markup}</main>`);
  return open(path, options);
}

/** Every text, link and button of the widget that can be seen, without the title. */
const controlsOf = (page) =>
  page.locator("machi-plan").evaluate((host) =>
    [...host.querySelectorAll("button, input, select, nav")].filter((one) => one.checkVisibility()).map((one) => one.className || one.outerHTML),
  );

const things = [
  {
    name: "an item",
    markup: element("okayama", 'item="3-1-1a"'),
    button: (page) => share(row(page, "3-1-1a")),
    hash: "#machi-plan-item-3-1-1a",
    attributes: 'plan="okayama" view="item" item="3-1-1a" controls="none"',
    alone: async (page) => {
      assert.match(await page.locator(".machi-plan-alone-name").innerText(), /^3-1-1a /);
      assert.equal(await page.locator(".machi-plan-alone:visible").count(), 1);
    },
  },
  {
    name: "an indicator",
    markup: element("yamaguchi", 'view="indicators" indicator="19.1"'),
    button: (page) => share(page.locator('.machi-plan-figure[data-indicator="19.1"]')),
    hash: "#machi-plan?view=indicators&indicator=19.1",
    attributes: 'plan="yamaguchi" view="indicators" indicator="19.1" controls="none"',
    alone: async (page) => {
      assert.deepEqual(await page.locator(".machi-plan-figure:visible").evaluateAll((all) => all.map((one) => one.dataset.indicator)), ["19.1"]);
      assert.equal(await page.locator(".machi-plan-caption:visible").count(), 0);
    },
  },
  {
    name: "the glance of a department",
    markup: element("okayama", 'view="glance" department="財政局"'),
    button: (page) => share(page.locator(".machi-plan-share")),
    hash: "#machi-plan?view=glance&department=財政局",
    attributes: 'plan="okayama" view="glance" department="財政局" controls="none"',
    alone: async (page) => assert.equal(await page.locator(".machi-plan-glance table").count(), 1),
  },
  {
    name: "the results",
    markup: element("okayama", 'view="results"'),
    button: (page) => share(page.locator(".machi-plan-share")),
    hash: "#machi-plan?view=results",
    attributes: 'plan="okayama" view="results" controls="none"',
    alone: async (page) => assert.ok((await page.locator(".machi-plan-results").innerText()).length > 100),
  },
];

for (const thing of things) {
  test(`${thing.name}: the link leads to it, and the code shows it alone`, async () => {
    const page = await open(thing.markup, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
    const button = thing.button(page);
    await button.click();
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    assert.equal(decodeURIComponent(new URL(await link(page).inputValue()).hash), thing.hash);
    const markup = await code(page).inputValue();
    assert.equal(markup, `<script src="${new URL("/assets/machi-plan.js", page.url())}" defer></script><machi-plan ${thing.attributes}></machi-plan>`);
    await panel(page).getByRole("button", { name: /^コピー.*埋め込むコード/ }).click();
    await panel(page).getByRole("status").filter({ hasText: "コピーしました" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), markup);
    await assertAccessible(page);
    await button.click();
    assert.deepEqual([await panel(page).count(), await button.getAttribute("aria-expanded")], [0, "false"]);
    assertSilent(page);

    for (const width of [1280, 320]) {
      const other = await openCode(markup, { width });
      await thing.alone(other);
      const allowed = /^machi-plan-glance|<button type="button" data-do="save"/;
      assert.deepEqual((await controlsOf(other)).filter((one) => !allowed.test(one)), [], "nothing but the thing");
      assert.match(await other.locator(".machi-plan-source").innerText(), /^出典/);
      assert.equal(await other.getByRole("link", { name: "計画全体を見る" }).count(), 1);
      assert.ok(await other.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no wider than the page");
      await assertAccessible(other);
      assertSilent(other);
    }
  });
}

test("one panel is open at a time, and it goes with what it shares", async () => {
  const page = await open(element("okayama", 'item="1-1-1,1-1-2"'));
  await share(row(page, "1-1-1")).click();
  await share(row(page, "1-1-2")).click();
  assert.equal(await panel(page).count(), 1);
  assert.match(await link(page).inputValue(), /1-1-2$/);
  assert.equal(await share(row(page, "1-1-1")).getAttribute("aria-expanded"), "false");
  assertSilent(page);
});

test("a plan file is named by its whole address; a plan that the page gave as an object has no code", async () => {
  const page = await open('<machi-plan src="/plans/okayama.json" item="1-1-1"></machi-plan>');
  await share(row(page, "1-1-1")).click();
  assert.match(await code(page).inputValue(), / src="http:\/\/127\.0\.0\.1:\d+\/plans\/okayama\.json" /);
  const given = await open(element("okayama"));
  await given.locator("machi-plan").evaluate((host) => {
    const data = host.planData;
    host.removeAttribute("plan");
    host.planData = data;
    host.setAttribute("item", "1-1-1");
  });
  await share(row(given, "1-1-1")).click();
  assert.equal(await link(given).count(), 1);
  assert.equal(await code(given).count(), 0);
});

test("where the device has apps to share with, a button gives them the link", async () => {
  const page = await open("<p>まだ</p>", { until: "load" });
  await page.addInitScript(() => {
    navigator.share = (data) => { globalThis.sent = data; return Promise.reject(new DOMException("closed", "AbortError")); };
  });
  own.server.pages["/apps.html"] = html(element("okayama", 'item="1-1-1"'));
  await page.goto(own.server.url("/apps.html"));
  await share(row(page, "1-1-1")).click();
  await panel(page).getByRole("button", { name: "ほかのアプリで送る" }).click();
  const sent = await page.evaluate(() => globalThis.sent);
  assert.deepEqual(sent, { title: "試験", url: `${page.url()}#machi-plan-item-1-1-1` });
  assertSilent(page);
});

test("the print button prints what is selected", async () => {
  const page = await open(element("okayama"));
  await page.evaluate(() => { window.print = () => { globalThis.printed = (globalThis.printed ?? 0) + 1; }; });
  await field(page).fill("窓口");
  await page.getByRole("button", { name: "印刷", exact: true }).click();
  assert.equal(await page.evaluate(() => globalThis.printed), 1);
  await addressed(page, "#machi-plan?q=窓口");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("button", { name: "印刷", exact: true }).count(), 0, "paper has no button");
  assert.ok((await shown(page)).length > 0);
  assertSilent(page);
});
