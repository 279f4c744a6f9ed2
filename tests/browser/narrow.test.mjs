// At 320 px, with wide-set text and doubled text, nothing is cut off, nothing scrolls sideways, and every target can
// be hit.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { outside, targets } from "./support/outside.mjs";
import { ownPages, widgetPage } from "./support/pages.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { startServer } from "./support/server.mjs";
import { throughStates } from "./support/states.mjs";

const paths = await ownPages();
const LONG = "生活環境部廃棄物対策課産業廃棄物適正処理推進係".padEnd(60, "市民協働推進室");
const long = planFile(
  smallPlan((plan) => {
    plan.departments[0].name = LONG;
    plan.items[0].departments[0].department = LONG;
    plan.items[0].name = "W".repeat(200);
    plan.items[0].indicators[0].name = "x".repeat(120);
    plan.items[0].schedule[0].cells[0] = "https://example.lg.jp/" + "long/".repeat(30);
    plan.outline[0].name = "あ".repeat(80);
  }),
);
const element = (src, sheet) =>
  widgetPage(`<machi-plan ${src}></machi-plan>`, { head: `<link rel="stylesheet" href="/${sheet}.css">` });
const pages = {
  "/long.json": long,
  "/long": widgetPage('<machi-plan src="/long.json"></machi-plan>'),
  "/spaced": element('plan="okayama"', "spaced"),
  "/doubled": element('plan="okayama"', "doubled"),
  "/doubled.css": ":root { font-size: 200%; }",
  // WCAG 1.4.12, as a reader's own sheet sets it.
  "/spaced.css":
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }",
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

async function open(path, width) {
  const page = await browser.openPage({ url: server.url(path), width });
  const widgets = await page.locator("machi-plan").count();
  if (widgets) await ready(page, widgets);
  return page;
}
const openRows = (page) => page.evaluate(() => document.querySelectorAll("tbody details").forEach((row) => { row.open = true; }));

for (const path of [...paths, "/long", "/spaced", "/doubled"]) {
  // WCAG 1.4.10, 1.4.4, 1.4.12: 幅320 px、200%の文字、広い文字間で、切れず、横に動かない
  test(`${path} at 320 px, every row open`, async () => {
    const page = await open(path, 320);
    assert.deepEqual(await page.evaluate(outside), []);
    await openRows(page);
    assert.deepEqual(await page.evaluate(outside), []);
    assertSilent(page);
  });
}

for (const [path, width] of [["/okayama.html", 320], ["/long", 320], ["/spaced", 320], ["/doubled", 320], ["/doubled", 1280]]) {
  // WCAG 1.4.10, 1.4.4, 1.4.12: 同じことを、すべての状態で
  test(`${path} at ${width} px in every state`, async () => {
    const page = await open(path, width);
    await throughStates(page, async (state) => assert.deepEqual(await page.evaluate(outside), [], state));
    assertSilent(page);
  });
}

for (const width of [320, 1280]) {
  // WCAG 2.5.8: 押すところの大きさを、すべての状態で測る
  test(`every target can be hit at ${width} px: buttons 44, all else 24`, async () => {
    const page = await open("/okayama.html", width);
    await throughStates(page, async (state) => {
      assert.deepEqual(await page.evaluate(targets), [], state);
    });
    assertSilent(page);
  });
}
