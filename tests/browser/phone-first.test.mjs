// On a phone: the count and the first result are near the search, the facets are behind one button, and from a choice
// one press leads to what it left.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axeOnChanges } from "./support/axe.mjs";
import { assertSilent } from "./support/browser.mjs";
import { outside, targets } from "./support/outside.mjs";
import { choose, element, field, result, shown, site } from "./support/widget.mjs";

const own = site();
const filter = (page) => page.locator("machi-plan .machi-plan-filter");
const top = (page, selector) => page.locator(selector).first().evaluate((one) => one.getBoundingClientRect().top);

for (const city of ["okayama", "yamaguchi"]) {
  for (const width of [320, 360]) {
    test(`${city} at ${width} px: the count and the first result are within 560 px, under the title`, async () => {
      const page = await own.open(element(city), { width });
      const start = await top(page, ".machi-plan-title");
      for (const part of [".machi-plan-result", "tbody.machi-plan-item .machi-plan-name"]) {
        assert.ok((await top(page, part)) - start < 560, `${part} is ${(await top(page, part)) - start} px below the title`);
      }
      const order = [".machi-plan-views", "input[type=search]", ".machi-plan-filter", "tbody.machi-plan-item"];
      const places = await Promise.all(order.map((part) => top(page, `machi-plan ${part}`)));
      assert.deepEqual(places, places.toSorted((a, b) => a - b));
      assertSilent(page);
    });
  }
}

test("the button opens the facets and says how many conditions they make; the way to the result closes them", async () => {
  const page = await own.open(element("okayama"), { width: 360 });
  const facets = page.locator(".machi-plan-facets");
  assert.equal(await facets.isVisible(), false);
  assert.equal(await filter(page).innerText(), "絞り込み");
  await filter(page).click();
  assert.equal(await facets.isVisible(), true);
  assert.equal(await filter(page).getAttribute("aria-expanded"), "true");
  await choose(page, "department", "下水道河川局");
  assert.equal(await filter(page).innerText(), "絞り込み（1）");
  const lead = page.locator(".machi-plan-to-result");
  assert.equal(await lead.innerText(), "4件を見る");
  // It is in sight wherever somebody chooses.
  const { top: high, bottom: low } = await lead.evaluate((button) => button.getBoundingClientRect().toJSON());
  assert.ok(high >= 0 && low <= (await page.evaluate(() => innerHeight)), `the button is from ${high} to ${low}`);
  assert.deepEqual(await page.evaluate(outside), []);
  assert.deepEqual(await page.evaluate(targets), []);
  assert.deepEqual(await axeOnChanges(page, { include: "machi-plan" }), []);
  await lead.click();
  assert.equal(await facets.isVisible(), false);
  assert.equal(await filter(page).getAttribute("aria-expanded"), "false");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^4件（全43件/);
  assert.equal((await shown(page)).length, 4);
  assertSilent(page);
});

// WCAG 2.4.11: 下に残るボタンが、フォーカスのあるものを隠さない
test("the button that stays in sight never hides what has the focus", async () => {
  const page = await own.open(element("okayama"), { width: 360 });
  await filter(page).click();
  await page.locator(".machi-plan-facet[data-key=department] > summary").click();
  const boxes = await page.locator(".machi-plan-facet[data-key=department] input").count();
  assert.ok(boxes > 12);
  for (let at = 0; at < boxes; at++) {
    await page.keyboard.press("Tab");
    const free = await page.evaluate(() => {
      const [one, button] = [document.activeElement, document.querySelector(".machi-plan-to-result")].map((of) => of.getBoundingClientRect());
      return one.bottom <= button.top || one.top >= button.bottom;
    });
    assert.ok(free, `choice ${at} is behind the button`);
  }
});

test("nothing found is said on the button too, and the help is in reach", async () => {
  const page = await own.open(element("okayama"), { width: 360 });
  await filter(page).click();
  await field(page).fill("どこにもない言葉");
  assert.equal(await page.locator(".machi-plan-to-result").innerText(), "0件を見る");
  await page.locator(".machi-plan-to-result").click();
  assert.equal(await page.locator(".machi-plan-empty").isVisible(), true);
  assertSilent(page);
});

test("Enter leaves the search field for the result, but not while a word is composed", async () => {
  const page = await own.open(element("okayama"), { width: 360 });
  await field(page).focus();
  await page.keyboard.type("窓口");
  await field(page).dispatchEvent("keydown", { key: "Enter", isComposing: true });
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.className), "machi-plan-result");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), await result(page));
  // The next press goes on to the results.
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest("machi-plan"))));
  assertSilent(page);
});

test("in a wide widget the facets are in sight, and there is no button for them", async () => {
  const page = await own.open(element("okayama"), { width: 1280 });
  assert.equal(await filter(page).isVisible(), false);
  assert.equal(await page.locator(".machi-plan-to-result").isVisible(), false);
  assert.equal(await page.locator(".machi-plan-facets").isVisible(), true);
  assertSilent(page);
});

test("a second widget on the page keeps its own facets closed", async () => {
  const page = await own.open(element("okayama") + element("yamaguchi", 'id="second"'), { width: 360 });
  await filter(page).first().click();
  const seen = await page.locator(".machi-plan-facets").evaluateAll((all) => all.map((one) => one.checkVisibility()));
  assert.deepEqual(seen, [true, false]);
  const ids = await page.locator(".machi-plan-filter").evaluateAll((all) => all.map((one) => one.getAttribute("aria-controls")));
  assert.equal(new Set(ids).size, 2);
  assertSilent(page);
});
