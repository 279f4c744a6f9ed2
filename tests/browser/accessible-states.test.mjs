// axe-core finds nothing: on every page, in every state, wide and narrow, without a script, in dark mode, in forced
// colours.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, axe, axeOnChanges } from "./support/axe.mjs";
import { assertSaid, assertSilent, failed, ready, startBrowser } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { FALLBACK, ownPages, widgetPage } from "./support/pages.mjs";
import { startServer } from "./support/server.mjs";
import { throughStates } from "./support/states.mjs";

const paths = await ownPages();
const link = (name) => `<link rel="stylesheet" href="/${name}.css">`;
// Everything that a plan can have in a third of the elements.
const widget = `<machi-plan src="/sample.json">${FALLBACK}</machi-plan>`;
const pages = {
  "/sample.json": output(["compile", "data/sample"]),
  "/sample-fragment": widgetPage(output(["render", "data/sample", "--src", "/sample.json"]).toString()),
  "/sample": widgetPage(widget),
  "/error": widgetPage(`<machi-plan plan="none">${FALLBACK}</machi-plan>`),
  "/dark": widgetPage(widget, { head: link("dark") }),
  "/dark-error": widgetPage(`<machi-plan plan="none">${FALLBACK}</machi-plan>`, { head: link("dark") }),
  "/dark.css": ":root { color-scheme: dark; } body { color: #f2f2f2; background: #1a1a1a; } a { color: #9db7f9; }",
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

async function open(path, options = {}) {
  const page = await browser.openPage({ url: server.url(path), ...options });
  const widgets = await page.locator("machi-plan").count();
  if (widgets && options.javaScriptEnabled !== false) await ready(page, widgets);
  return page;
}
const nothing = (violations, state) => assert.deepEqual(violations, [], `axe-core found mistakes: ${state}`);

for (const width of [1280, 320]) {
  for (const path of paths) {
    // WCAG 1.1.1, 1.3.1, 1.4.3, 2.4.2, 4.1.2: 各ページをaxe-coreで調べる
    test(`${path} at ${width} px`, async () => {
      const page = await open(path, { width });
      await assertAccessible(page);
      assertSilent(page);
    });
  }

  {
    const path = width === 320 ? "/sample-fragment" : "/sample";
    // WCAG 1.1.1, 1.3.1, 1.4.3, 2.4.4, 4.1.2: すべての表示と操作の途中の状態をaxe-coreで調べる
    test(`${path} at ${width} px in every state`, async () => {
      const page = await open(path, { width });
      await throughStates(page, async (state) => nothing(await axeOnChanges(page), state));
      assertSilent(page);
    });
  }

  test(`the message of an error at ${width} px`, async () => {
    const page = await browser.openPage({ url: server.url("/error"), width });
    await failed(page);
    await assertAccessible(page);
    assertSilent(page);
  });

  // WCAG 1.3.1, 1.3.2: スクリプトなしのHTMLをaxe-coreで調べる
  test(`the fragment without script at ${width} px, every row open`, async () => {
    // axe-core needs timers, which a page with JavaScript off has not: the page without its scripts is the same page.
    const html = await (await fetch(server.url("/assets/okayama-fragment.html"))).text();
    server.pages["/assets/plain.html"] = html.replace(/<script.*?<\/script>/gs, "");
    const page = await browser.openPage({ url: server.url("/assets/plain.html"), width });
    assert.equal(await page.locator("script").count(), 0);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    await assertAccessible(page);
    assertSilent(page);
  });
}

// WCAG 1.4.3: 暗いページのすべての状態をaxe-coreで調べる
test("on a dark page, in every state", async () => {
  const page = await open("/dark");
  const surface = await page.locator(".machi-plan-items").evaluate((table) => getComputedStyle(table).backgroundColor);
  assert.equal(surface, "rgb(26, 26, 26)");
  await throughStates(page, async (state) => nothing(await axeOnChanges(page, { only: "colours" }), state));
  assertSilent(page);
  const error = await browser.openPage({ url: server.url("/dark-error") });
  await failed(error);
  await assertAccessible(error);
  assertSilent(error);
});

test("the system's wish for the dark leaves a light page light", async () => {
  const page = await open("/okayama.html", { context: { colorScheme: "dark" } });
  const surface = await page.locator(".machi-plan-items").evaluate((table) => getComputedStyle(table).backgroundColor);
  assert.equal(surface, "rgb(255, 255, 255)");
  await assertAccessible(page);
  assertSilent(page);
});

// WCAG 1.4.3, 1.4.11: 強制カラーのすべての状態をaxe-coreで調べる
test("in forced colours, in every state", async () => {
  const page = await open("/sample", { context: { forcedColors: "active" } });
  assert.equal(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), true);
  await throughStates(page, async (state) => nothing(await axeOnChanges(page, { only: "colours" }), state));
  // The pressed tab has a line of its own below it. The last state is an item alone, to which no button leads.
  await page.locator("[data-do=view][data-value=items]").click();
  const [pressed, other] = await page.locator(".machi-plan-views button").evaluateAll((buttons) =>
    ["true", "false"].map((is) => getComputedStyle(buttons.find((button) => button.ariaPressed === is)).borderBottomColor),
  );
  assert.notEqual(pressed, other);
  assertSilent(page);
});

test("the net has no hole: a widget without names is found out", async () => {
  const page = await open("/dark");
  await page.evaluate(() => {
    for (const part of document.querySelectorAll("machi-plan label, machi-plan caption")) part.remove();
    document.querySelector(".machi-plan-result").style.color = "#333333";
  });
  const ids = (await axe(page)).map(({ id }) => id);
  assert.ok(ids.includes("label") || ids.includes("select-name"), ids.join());
  assert.ok(ids.includes("color-contrast"), ids.join());
  assertSaid(page, []);
});

test("the net of the changes has no hole: a colour or a name that is lost in a later state is found out", async () => {
  const page = await open("/dark");
  nothing(await axeOnChanges(page), "as it comes");
  nothing(await axeOnChanges(page), "nothing has changed");
  await page.evaluate(() => { document.querySelector("tbody:nth-of-type(7) td").style.color = "#333333"; });
  assert.deepEqual((await axeOnChanges(page, { only: "colours" })).map(({ id }) => id), ["color-contrast"]);
  nothing(await axeOnChanges(page, { only: "colours" }), "what has not changed again");
  // Text that was there, but hidden.
  await page.evaluate(() => {
    const inside = document.querySelector("tbody:nth-of-type(8) details");
    inside.querySelector("p:not(.machi-plan-links)").style.color = "#333333";
    inside.open = false;
  });
  nothing(await axeOnChanges(page, { only: "colours" }), "a row that is closed");
  await page.evaluate(() => { document.querySelector("tbody:nth-of-type(8) details").open = true; });
  assert.deepEqual((await axeOnChanges(page, { only: "colours" })).map(({ id }) => id), ["color-contrast"]);
  await page.evaluate(() => { for (const part of document.querySelectorAll("machi-plan label")) part.remove(); });
  const ids = (await axeOnChanges(page)).map(({ id }) => id);
  assert.ok(ids.includes("label") || ids.includes("select-name"), ids.join());
  assertSilent(page);
});
