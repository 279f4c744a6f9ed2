// 320 px, wide-set text, doubled text: nothing is cut off, nothing scrolls sideways, every target can be hit.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSilent, ready, startBrowser } from "./support/browser.mjs";
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

/** Runs in the page: what sticks out of the window, and what is cut off by its own box. */
function outside() {
  const found = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push(`the page scrolls by ${wide} px`);
  for (const element of document.querySelectorAll("machi-plan *")) {
    if (!element.checkVisibility() || element.closest(".machi-plan-visually-hidden, caption, thead, svg, option")) continue;
    const name = `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 20)}"`;
    const box = element.getBoundingClientRect();
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`${name} from ${box.left} to ${box.right}`);
    const { overflowX, overflowY } = getComputedStyle(element);
    const cut = (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) ||
      (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1);
    if (cut && !element.matches("input, select")) found.push(`${name} is cut off`);
  }
  return found;
}

async function open(path, width) {
  const page = await browser.openPage({ url: server.url(path), width });
  const widgets = await page.locator("machi-plan").count();
  if (widgets) await ready(page, widgets);
  return page;
}
const openRows = (page) => page.evaluate(() => document.querySelectorAll("tbody details").forEach((row) => { row.open = true; }));

for (const path of [...paths, "/long", "/spaced", "/doubled"]) {
  test(`${path} at 320 px, every row open`, async () => {
    const page = await open(path, 320);
    assert.deepEqual(await page.evaluate(outside), []);
    await openRows(page);
    assert.deepEqual(await page.evaluate(outside), []);
    assertSilent(page);
  });
}

for (const [path, width] of [["/okayama.html", 320], ["/long", 320], ["/spaced", 320], ["/doubled", 320], ["/doubled", 1280]]) {
  test(`${path} at ${width} px in every state`, async () => {
    const page = await open(path, width);
    await throughStates(page, async (state) => assert.deepEqual(await page.evaluate(outside), [], state));
    assertSilent(page);
  });
}

for (const width of [320, 1280]) {
  test(`every target can be hit at ${width} px: buttons 44, all else 24`, async () => {
    const page = await open("/okayama.html", width);
    await throughStates(page, async (state) => {
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("machi-plan :is(button, input, select, summary, a[href])")]
          .filter((target) => target.checkVisibility())
          .flatMap((target) => {
            // A choice is its whole label; a link in running text is excepted (WCAG 2.5.8).
            const area = target.matches("input[type=checkbox]") ? target.closest("label") : target;
            const { width, height } = area.getBoundingClientRect();
            const least = target.matches("button, summary, input, select") ? 44 : 24;
            const inText = target.matches("a") && getComputedStyle(target).display === "inline";
            // A head's button fills its cell.
            const cell = target.matches("thead button") ? target.closest("th").getBoundingClientRect().height : height;
            return !inText && (Math.max(height, cell) < least - 0.5 || width < 24)
              ? [`${target.localName} "${target.textContent.trim().slice(0, 15)}" ${width}×${height}`]
              : [];
          }),
      );
      assert.deepEqual(small, [], state);
    });
    assertSilent(page);
  });
}
