// Everything can be reached and used by keyboard alone, and the focus is never lost.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { WHOLE, assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { showFacets } from "./support/widget.mjs";

let server, browser;
before(async () => {
  server = await startServer();
  // The engine alone may scroll to the target of a link, and take the focus there, after the next key.
  browser = await startBrowser(WHOLE);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(options) {
  const page = await browser.openPage({ url: server.url("/okayama.html"), until: "ready", ...options });
  await page.focus("machi-plan input[type=search]");
  return page;
}

/** What has the focus: its name, whether it is in sight, whether the focus is drawn. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
      tag: element.localName,
      text: element.textContent.trim().slice(0, 30),
      does: element.dataset.do ?? element.dataset.key ?? "",
      inside: element.closest("machi-plan") !== null,
      drawn: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      inSight: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
  });

for (const width of [1280, 320]) {
  // WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7: Tabですべての部品に見える順で届き、枠が見え、外へ出られる
  test(`Tab reaches every control in the order of the page at ${width} px, shows where it is, and gets out`, async () => {
    const page = await browser.openPage({ url: server.url("/okayama.html"), width, until: "ready" });
    await showFacets(page);
    await page.locator(".machi-plan-facet > summary").first().click();
    await page.locator("tbody.machi-plan-item summary").first().click();
    await page.evaluate(() => {
      document.activeElement.blur();
      // Elements in a closed row or facet do not count, although they have boxes.
      const seen = (element) => element.checkVisibility();
      globalThis.wanted = [...document.querySelectorAll("machi-plan :is(a[href], button, input, select, summary)")].filter(seen);
      globalThis.reached = [];
      addEventListener("focusin", (event) => reached.push(event.target));
      getSelection().removeAllRanges();
    });
    await page.locator("machi-plan").evaluate((host) => {
      const before = [...document.querySelectorAll("a[href], button")].filter((one) => host.compareDocumentPosition(one) & 2);
      before.at(-1).focus();
      reached.length = 0;
    });
    const count = await page.evaluate(() => wanted.length);
    assert.ok(count > 60, `${count}`);
    for (let press = 0; press <= count; press++) {
      await page.keyboard.press("Tab");
      const now = await focused(page);
      assert.ok(now.drawn && now.inSight, JSON.stringify(now));
      if (!now.inside) break;
    }
    const [order, left] = await page.evaluate(() => [
      wanted.map((element) => reached.indexOf(element)),
      document.activeElement.closest("machi-plan") === null,
    ]);
    assert.deepEqual(order, order.map((_, at) => at), "every control once, in the order of the page");
    assert.ok(left, "Tab leads out of the widget");
    await page.keyboard.press("Shift+Tab");
    assert.ok((await focused(page)).inside, "and back");
    assertSilent(page);
  });
}

// WCAG 2.1.1: EnterとSpaceで行を開き、閉じる
test("Enter and Space open a row and close it, and the focus stays", async () => {
  const page = await open();
  const row = page.locator("tbody.machi-plan-item").first();
  const inside = row.locator(".machi-plan-inside");
  for (const [key, seen] of [["Enter", true], ["Space", false], ["Space", true], ["Enter", false]]) {
    await row.locator("summary").first().focus();
    await page.keyboard.press(key);
    assert.equal(await inside.isVisible(), seen, key);
    assert.equal((await focused(page)).tag, "summary");
  }
  await row.locator(".machi-plan-name a").focus();
  await page.keyboard.press("Enter");
  assert.equal(await inside.isVisible(), true);
  assert.equal((await focused(page)).tag, "summary", "it says that the row stands open");
  assertSilent(page);
});

// WCAG 2.1.1, 3.2.2: 条件をキーボードで選び、外す。フォーカスは動かない
test("facets, choices and chips", async () => {
  const page = await open();
  const facet = page.locator(".machi-plan-facet[data-key=department]");
  await facet.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await facet.locator("ul").isVisible(), true);
  await facet.locator("ul input").first().focus();
  await page.keyboard.press("Space");
  assert.equal(await facet.locator("ul input").first().isChecked(), true);
  assert.deepEqual((await focused(page)).does, "department", "the focus stays on the choice");
  await facet.locator("ul input").nth(1).focus();
  await page.keyboard.press("Space");
  const chips = page.locator(".machi-plan-chips [data-do=take-off]");
  assert.equal(await chips.count(), 2);
  await chips.nth(1).focus();
  await page.keyboard.press("Enter");
  assert.equal(await chips.count(), 1);
  assert.equal((await focused(page)).does, "take-off", "the focus goes to the chip that is left");
  await page.keyboard.press("Enter");
  assert.equal(await chips.count(), 0);
  assert.equal((await focused(page)).does, "q", "with no chip left it goes to the search");
  assertSilent(page);
});

test("all conditions taken off where nothing is found", async () => {
  const page = await open();
  await page.keyboard.type("zzzz");
  await page.locator(".machi-plan-empty button").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("tbody.machi-plan-item:visible").count(), 43);
  assert.equal((await focused(page)).does, "q");
  assertSilent(page);
});

// WCAG 2.4.3, 3.2.2: 並べ替えと表示の切り替えで、フォーカスが残る
test("orders and views keep the focus", async () => {
  const page = await open();
  const head = page.locator(".machi-plan-items > thead [data-do=sort]").first();
  await head.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("thead th").first().getAttribute("aria-sort"), "descending");
  assert.equal((await focused(page)).does, "sort");
  await page.focus("select");
  await page.keyboard.press("ArrowUp");
  assert.equal((await focused(page)).does, "sort");
  assert.equal(await page.locator("thead th").first().getAttribute("aria-sort"), "ascending");
  const view = page.locator("[data-do=view][data-value=indicators]");
  await view.focus();
  await page.keyboard.press("Space");
  assert.equal(await view.getAttribute("aria-pressed"), "true");
  assert.equal((await focused(page)).does, "view");
  await page.locator(".machi-plan-indicators a").first().focus();
  await page.keyboard.press("Enter");
  assert.equal((await focused(page)).tag, "summary", "a link to an item leads into its row");
  assertSilent(page);
});

// WCAG 2.1.1, 4.1.3: 項目のリンクをキーボードで写し、写したことを知らせる
test("the link of an item is copied, and where it cannot be, selected", async () => {
  const page = await open({ context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const row = page.locator("tbody.machi-plan-item").first();
  await row.locator("summary").first().click();
  await row.locator("[data-do=copy]").focus();
  await page.keyboard.press("Enter");
  await row.locator(".machi-plan-copy [role=status]").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#machi-plan-item-1-1-1$/);
  assert.equal((await focused(page)).does, "copy");
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("no")); });
  await page.keyboard.press("Enter");
  const field = row.locator(".machi-plan-copy input");
  await field.waitFor();
  assert.equal((await focused(page)).tag, "input");
  assert.match(await page.evaluate(() => getSelection().toString()), /#machi-plan-item-1-1-1$/);
  assertSilent(page);
});

// WCAG 2.4.1: 結果へ飛ぶリンクと検索に、数回のTabで届く
test("the skip link and the search are a few presses from the top", async () => {
  const page = await browser.openPage({ url: server.url("/okayama.html") });
  await ready(page);
  await page.keyboard.press("Tab");
  assert.match((await focused(page)).text, /本文へ移動/);
  await page.keyboard.press("Enter");
  // The views come first, as they do to the eye; the search follows them.
  const views = await page.locator("machi-plan .machi-plan-views button").count();
  assert.ok(views < 10, `${views} views`);
  for (let at = 0; at < views; at++) {
    await page.keyboard.press("Tab");
    assert.equal((await focused(page)).does, "view");
  }
  await page.keyboard.press("Tab");
  assert.equal((await focused(page)).does, "q");
  assertSilent(page);
});
