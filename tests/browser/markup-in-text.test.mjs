// HTML and script in every text of a plan stay text, and everything works.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSilent, failed, ready, startBrowser } from "./support/browser.mjs";
import { bare } from "./support/contents.mjs";
import { NASTY, NASTY_ID, nastyPlan, strangers } from "./support/nasty.mjs";
import { FALLBACK, widgetPage } from "./support/pages.mjs";
import { planFile } from "./support/plans.mjs";
import { startServer } from "./support/server.mjs";

const markup = encodeURIComponent(NASTY);
const attribute = NASTY.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const element = (attributes) => widgetPage(`<machi-plan ${attributes}>${FALLBACK}</machi-plan>`);
const pages = {
  "/nasty.json": planFile(nastyPlan()),
  "/nasty": element('src="/nasty.json"'),
  "/named": element(`id="${NASTY_ID.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" src="/nasty.json"`),
  "/open": { body: widgetPage(""), csp: null },
  "/settings": element(
    ["plan", "view", "item", "indicator", "department", "lead", "branch", "year", "status", "has", "q", "sort", "heading-level"]
      .map((name) => `${name}="${attribute}"`)
      .join(" "),
  ),
  "/state": element(
    ["view", "item", "indicator", "department", "branch", "year", "status", "has", "q", "sort", "heading-level"]
      .map((name) => `${name}="${attribute}"`)
      .join(" ") + ' plan="okayama"',
  ),
};

let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(path, wait = "ready") {
  const page = await browser.openPage();
  page.dialogs = [];
  page.on("dialog", (dialog) => {
    page.dialogs.push(dialog.message());
    dialog.dismiss();
  });
  await page.goto(server.url(path), { waitUntil: "load" });
  await (wait === "ready" ? ready(page) : failed(page));
  return page;
}

/** The end of every test: nothing in the page came out of the text as anything but text, and nobody said a word. */
async function assertInert(page) {
  assert.deepEqual(await page.locator("machi-plan > .machi-plan").evaluate(strangers), []);
  assert.deepEqual(page.dialogs, []);
  assert.equal(server.requests.includes("/x"), false, "an image of the plan's text was asked for");
  assertSilent(page);
}

test("the nasty text is nasty: as markup it would be all of this", async () => {
  const page = await browser.openPage({ url: server.url("/open") });
  const names = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "text/html");
    return [...parsed.querySelectorAll("script, img, iframe, svg, a")].map((element) => element.localName).sort();
  }, NASTY);
  assert.deepEqual(names, ["a", "iframe", "img", "script", "svg"]);
});

test("every text is shown as it was written, in both views", async () => {
  const page = await open("/nasty");
  const rows = page.locator("tbody.machi-plan-item");
  assert.equal(await rows.count(), 3);
  await page.evaluate(() => document.querySelectorAll("tbody details").forEach((details) => { details.open = true; }));
  const text = bare(await page.locator("machi-plan").innerText());
  // Title, subtitle, name, path, department, purpose, content, action, cells, indicator, unit, note, result …
  const times = text.split(bare(NASTY)).length - 1;
  assert.ok(times > 40, `shown ${times} times`);
  await page.click("[data-do=view][data-value=indicators]");
  const figures = page.locator(".machi-plan-indicators > section:visible");
  assert.equal(await figures.count(), 2);
  assert.ok(bare(await figures.first().innerText()).includes(bare(NASTY)));
  assert.ok(bare(await page.locator("svg desc, svg title").first().textContent()).includes(bare(NASTY).slice(0, 40)));
  await assertInert(page);
});

test("a row opens by its summary, by its name and by its address", async () => {
  const page = await open("/nasty");
  const row = page.locator("tbody.machi-plan-item").first();
  assert.equal(await row.getAttribute("data-item"), `${NASTY_ID}1-1`);
  await row.locator("summary").first().click();
  assert.equal(await row.locator(".machi-plan-inside").isVisible(), true);
  await row.locator(".machi-plan-name a").click();
  assert.equal(await row.locator(".machi-plan-inside").isVisible(), false);
  await row.locator(".machi-plan-name a").click();
  assert.equal(await row.locator(".machi-plan-inside").isVisible(), true);
  const address = page.url();
  const again = await browser.openPage({ url: address, until: "ready" });
  assert.equal(await again.locator("tbody.machi-plan-item .machi-plan-inside:visible").count(), 1, address);
  assertSilent(again);
  const link = await browser.openPage({
    url: server.url(`/nasty#${encodeURIComponent(`machi-plan-item-${NASTY_ID}1-1`)}`),
    until: "ready",
  });
  assert.equal(await link.locator("tbody.machi-plan-item .machi-plan-inside:visible").count(), 1, "the permanent link");
  await assertInert(page);
});

test("the repost leads to what it repeats", async () => {
  const page = await open("/nasty");
  const rows = page.locator("tbody.machi-plan-item");
  await rows.nth(2).locator("summary").first().click();
  await rows.nth(2).locator(".machi-plan-repost-of a").click();
  assert.equal(await rows.first().locator(".machi-plan-inside").isVisible(), true);
  await assertInert(page);
});

test("every facet narrows, says so in a chip, and lets go", async () => {
  const page = await open("/nasty");
  const facets = page.locator(".machi-plan-facet");
  assert.ok((await facets.count()) >= 3);
  for (let at = 0; at < (await facets.count()); at++) {
    await facets.nth(at).locator("summary").click();
    const choice = facets.nth(at).locator("ul input[type=checkbox]").last();
    const value = await choice.getAttribute("data-value");
    await choice.check();
    const chip = page.locator(".machi-plan-chips [data-do=take-off]");
    assert.equal(await chip.count(), 1, `the chip of ${value}`);
    assert.equal(await choice.isChecked(), true, value);
    assert.ok((await page.locator("tbody.machi-plan-item:visible").count()) >= 1, value);
    await chip.click();
    assert.equal(await choice.isChecked(), false, value);
    assert.equal(await chip.count(), 0, value);
  }
  assert.equal(await page.locator("tbody.machi-plan-item:visible").count(), 3);
  await assertInert(page);
});

test("search finds the marks, marks them and empties", async () => {
  const page = await open("/nasty");
  for (const query of ["<script>", '"\'>', "&lt;", "</table>", NASTY]) {
    await page.fill("input[type=search]", query);
    assert.ok((await page.locator("tbody.machi-plan-item:visible").count()) >= 2, query);
    const marked = await page.evaluate(() => CSS.highlights.get("machi-plan-hit")?.size ?? 0);
    assert.ok(marked > 0, `hits of ${query}`);
  }
  await page.fill("input[type=search]", "<nothing-of-this-kind>");
  assert.equal(await page.locator("tbody.machi-plan-item:visible").count(), 0);
  await assertInert(page);
  await page.locator(".machi-plan-empty [data-do=take-off-all]").click();
  assert.equal(await page.locator("tbody.machi-plan-item:visible").count(), 3);
  await assertInert(page);
});

test("every order can be chosen", async () => {
  const page = await open("/nasty");
  const order = page.locator("select[data-key=sort]");
  for (const value of await order.locator("option").evaluateAll((options) => options.map((option) => option.value))) {
    await order.selectOption(value);
    assert.equal(await page.locator("tbody.machi-plan-item:visible").count(), 3);
  }
  await assertInert(page);
});

test("a name for the element with marks in it is an id and a part of the address", async () => {
  const page = await open("/named");
  const row = page.locator("tbody.machi-plan-item").first();
  assert.equal(await row.getAttribute("id"), `${NASTY_ID}-item-${NASTY_ID}1-1`);
  await row.locator("summary").first().click();
  await page.fill("input[type=search]", "alert");
  // What is typed is in the address once the typing rests.
  await page.waitForFunction(() => location.hash.includes("q=alert"));
  const again = await browser.openPage({ url: page.url(), until: "ready" });
  assert.equal(await again.inputValue("input[type=search]"), "alert", page.url());
  assert.equal(await again.locator("tbody.machi-plan-item .machi-plan-inside:visible").count(), 1);
  await assertInert(page);
});

test("markup in every setting and in the address stays text", async () => {
  const unknown = await open("/settings", "error");
  assert.ok((await unknown.locator(".machi-plan-message").innerText()).includes(NASTY));
  await assertInert(unknown);
  const page = await open("/state");
  assert.equal(await page.inputValue("input[type=search]"), NASTY);
  assert.ok(bare(await page.locator(".machi-plan-chips").innerText()).includes(bare(NASTY)));
  await assertInert(page);
  const linked = await open(`/nasty#machi-plan?q=${markup}&department=${markup}&item=${markup}&year=${markup}&sort=${markup}`);
  assert.ok(bare(await linked.locator(".machi-plan-chips").innerText()).includes("<script>"));
  await assertInert(linked);
});
