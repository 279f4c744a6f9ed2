// Editors and filters drop <machi-plan>. A script in the site's template turns the remaining markup into the widget:
// an element of our class, one with `data-machi-plan`, a plain link, a fragment without its element.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertSilent, failed, ready } from "./support/browser.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { WITHOUT_WASM } from "./support/server.mjs";
import { html, result, shown, site } from "./support/widget.mjs";

const own = site({ "/plan.txt": planFile(smallPlan()) });
const plan = await readPlan("okayama");
const file = await readFile(new URL("../../pkg/fragments/okayama.html", import.meta.url), "utf8");
/** The fragment as an editor leaves it that knows tables but not our element. */
const fragment = file.replace(/^<machi-plan[^>]*>/, "").replace(/<\/machi-plan>\s*$/, "");
const { open } = own;
const finance = ids(select(plan, { department: ["財政局"] }));
const encoded = encodeURIComponent("財政局");

const HOOKS = {
  "a data attribute that names the plan": '<div data-machi-plan="okayama" data-department="財政局"><p>計画</p></div>',
  "our class with data attributes": '<div class="note machi-plan" data-plan="okayama" data-department="財政局"></div>',
  "a link in a paragraph": `<p>前 <a class="machi-plan" href="/plan.pdf#?plan=okayama&amp;department=${encoded}">計画</a> 後</p>`,
  "a link that was written by hand": '<p><a class="machi-plan" href="#?plan=okayama&department=財政局">計画</a></p>',
  "the first link inside, all attributes dropped":
    `<div class="machi-plan"><p>計画は<a href="/plan.pdf#?plan=okayama&amp;department=${encoded}">こちら</a>、<a href="/">市</a></p></div>`,
  "a table cell": '<table><tr><td><div class="machi-plan" data-plan="okayama" data-department="財政局"></div></td></tr></table>',
};

for (const [name, hook] of Object.entries(HOOKS)) {
  test(`${name} becomes the widget with its conditions`, async () => {
    const page = await open(hook);
    assert.deepEqual(await shown(page), finance);
    assert.equal(await page.locator("machi-plan").count(), 1);
    assertSilent(page);
  });
}

test("a link to a plan file of any name", async () => {
  const page = await open('<p><a class="machi-plan" href="plan.txt#?view=data">計画</a></p>');
  assert.equal(await page.locator("machi-plan").getAttribute("src"), "plan.txt");
  assert.ok(await page.locator(".machi-plan-data").isVisible());
  assertSilent(page);
});

test("a link to a page for people names the plan file in its fragment", async () => {
  const page = await open('<p><a class="machi-plan" href="/plan.pdf#?src=/plan.txt&amp;view=data">計画</a></p>');
  assert.equal(await page.locator("machi-plan").getAttribute("src"), "/plan.txt");
  assert.ok(await page.locator(".machi-plan-data").isVisible());
  assertSilent(page);
});

test("a fragment without its element is adopted, with the conditions that it was made with", async () => {
  const page = await open(fragment.replace("data-view=", `data-state="department=${encoded}" data-view=`));
  assert.deepEqual(await ready(page), [{ adopted: true }]);
  assert.deepEqual(await shown(page), finance);
  assert.equal(await page.locator("machi-plan > .machi-plan").count(), 1);
  assertSilent(page);
});

test("a fragment inside a hook is adopted, the hook stays around it and has the last word", async () => {
  const page = await open(`<div class="machi-plan" id="around" data-department="財政局">${fragment}</div>`);
  assert.deepEqual(await ready(page), [{ adopted: true }]);
  assert.deepEqual(await shown(page, "#around > machi-plan"), finance);
  assertSilent(page);
});

test("the id of a hook is the name of its widget, and anchors still find it", async () => {
  const page = await open('<p><a id="zaisei" class="machi-plan" href="#?plan=okayama">計画</a></p>', { hash: `#zaisei?department=${encoded}` });
  assert.equal(await page.locator("machi-plan").getAttribute("id"), "zaisei");
  assert.equal(await page.locator("#zaisei").count(), 1);
  assert.deepEqual(await shown(page), finance);
  assertSilent(page);
});

test("what has our class and names no plan, and what stands in or around an element, stays as it is", async () => {
  const page = await open(
    '<p class="machi-plan" id="looks">見た目だけ</p><div class="machi-plan"><machi-plan plan="okayama"></machi-plan></div>' +
      '<ul><li class="machi-plan" id="menu"><a href="/machi-plan/">まちプラン</a></li></ul>',
  );
  assert.equal(await page.locator("machi-plan").count(), 1);
  assert.equal(await page.locator("#looks").textContent(), "見た目だけ");
  assert.equal(await page.locator("#menu").innerHTML(), '<a href="/machi-plan/">まちプラン</a>');
  assertSilent(page);
});

test("a plan that cannot be read leaves the link below the message", async () => {
  const page = await open('<p><a class="machi-plan" href="/missing.txt">計画を読む</a></p>', { until: "load" });
  const [error] = await failed(page);
  assert.equal(error.code, "not-found");
  assert.ok(await page.getByText(error.message).isVisible());
  assert.ok(await page.getByRole("link", { name: "計画を読む" }).isVisible());
});

test("where WebAssembly may not run, the hook reads as it stood", async () => {
  own.server.pages["/blocked.html"] = { body: html(HOOKS["a link in a paragraph"] + fragment), csp: WITHOUT_WASM };
  const page = await open("/blocked.html", { until: "load" });
  assert.ok(await page.getByRole("link", { name: "計画", exact: true }).isVisible());
  assert.equal(await page.locator("tbody.machi-plan-item:visible").count(), plan.items.length);
});

test("what a page writes later becomes the widget when it asks", async () => {
  const page = await open(HOOKS["a data attribute that names the plan"]);
  await page.evaluate(() => {
    const late = document.createElement("div");
    late.dataset.machiPlan = "yamaguchi";
    document.querySelector("main").append(late);
    machiPlan.upgrade(late);
  });
  await ready(page, 2);
  assert.match(await result(page, "machi-plan:last-of-type"), /41/);
  assert.match(await page.evaluate(() => machiPlan.version), /^\d+\.\d+\.\d+$/);
  assertSilent(page);
});
