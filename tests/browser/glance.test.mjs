// ひと目で見る: within the first screen of 概要, a table to the keyboard and to the ear, each row one link; narrowed like
// every view; alone on a page that shows nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, ready } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { outside, targets } from "./support/outside.mjs";
import { counted, ids, readPlan, select } from "./support/plan.mjs";
import { element, field, fragment, html, result, row, site } from "./support/widget.mjs";

const own = site();
const { open } = own;
const VIEW = "machi-plan .machi-plan-view:not([hidden])";
const cities = ["okayama", "yamaguchi"];
const plans = Object.fromEntries(await Promise.all(cities.map(async (city) => [city, await readPlan(city)])));
const rows = (page) =>
  page.locator(`${VIEW} .machi-plan-glance [scope=row] a`).evaluateAll((links) => links.map((link) => link.dataset.item));

for (const city of cities) {
  for (const [width, height] of [[1280, 800], [360, 740]]) {
    test(`${city}: 概要 shows the glance in its first screen at ${width}×${height}`, async (t) => {
      const page = await open(element(city, 'view="overview"'), { width, height });
      const { tiles, first } = await page.evaluate(() => {
        const bottom = (selector) => Math.round(document.querySelector(selector).getBoundingClientRect().bottom);
        return { tiles: bottom(".machi-plan-tiles"), first: bottom(".machi-plan-glance tbody tr:nth-child(2)") };
      });
      t.diagnostic(`tiles end at ${tiles} px, the first row of the table at ${first} px`);
      assert.ok(first < height, `the first row ends at ${first} px`);
      assertSilent(page);
    });
  }

  test(`${city}: a row for each item and no other, in groups of the outline`, async () => {
    const page = await open(element(city, 'view="glance"'));
    const { items, outline } = plans[city];
    const groups = outline.filter((row) => !row.上位ID).map((row) => items.filter((item) => item.branches.includes(row.体系ID)));
    assert.deepEqual(await rows(page), groups.flatMap(ids));
    const heads = await page.locator(`${VIEW} [scope=rowgroup] .machi-plan-path`).allTextContents();
    assert.deepEqual(heads.map((head) => head.split("・")[0]), groups.map((group) => {
      const { items: found, reposts } = counted(group);
      return `${found}件${reposts ? `（ほかに再掲${reposts}件）` : ""}`;
    }));
    await assertValidHtml(await page.content());
    assertSilent(page);
  });
}

test("the conditions narrow it, and nothing found says so", async () => {
  const page = await open(element("okayama", 'view="glance"'));
  await field(page).fill("デジタル");
  await page.waitForFunction(() => /デジタル/.test(document.querySelector(".machi-plan-glance caption").textContent));
  const found = select(plans.okayama, { q: "デジタル" });
  assert.deepEqual((await rows(page)).toSorted(), ids(found).toSorted());
  assert.match(await result(page), new RegExp(`^${found.length}件`));
  await field(page).fill("どこにもない言葉");
  await page.locator(`${VIEW} .machi-plan-empty`).waitFor();
  assert.equal(await page.locator(`${VIEW} .machi-plan-glance table`).count(), 0);
  await field(page).fill("");
  await page.locator(`${VIEW} .machi-plan-glance table`).waitFor();
  assert.equal((await rows(page)).length, plans.okayama.items.length);
  assertSilent(page);
});

test("a press on any cell, and Enter on its row, open the item", async () => {
  const { items } = plans.okayama;
  const page = await open(element("okayama", 'view="glance"'));
  for (const [at, cell] of [[3, 0], [20, 3], [42, 4]]) {
    const link = page.locator(`${VIEW} .machi-plan-glance [scope=row] a`).nth(at);
    const id = await link.getAttribute("data-item");
    await link.scrollIntoViewIfNeeded();
    const box = await link.locator("xpath=../..").locator("td").nth(cell).boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForFunction((id) => document.querySelector(`tbody[data-item="${id}"] details`)?.open, id);
    assert.equal(await fragment(page), `#machi-plan?item=${id}`);
    await page.goBack();
    await page.locator(`${VIEW} .machi-plan-glance`).waitFor();
  }
  const link = page.locator(`${VIEW} .machi-plan-glance [scope=row] a`).first();
  await link.focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.item), items[1].id, "a row is one stop");
  await page.keyboard.press("Enter");
  await row(page, items[1].id).locator("details[open]").waitFor();
  assertSilent(page);
});

// WCAG 2.4.5: ひと目で見る表から、数えた項目へ行く
test("tiles and heads lead to what they count", async () => {
  const page = await open(element("okayama", 'view="overview"'));
  await page.locator(`${VIEW} .machi-plan-tiles a`, { hasText: "令和6年度の実績" }).click();
  await page.waitForFunction(() => location.hash.includes("has=result"));
  assert.match(await result(page), /43件/);
  await page.goBack();
  await page.locator(`${VIEW} [scope=rowgroup] a`).nth(1).click();
  await page.waitForFunction(() => location.hash.includes("branch=2"));
  assert.match(await result(page), /^4件/);
  await page.goBack();
  await page.getByRole("link", { name: "条件を付けて見る" }).click();
  await page.waitForFunction(() => location.hash.includes("view=glance"));
  assert.equal(await field(page).isVisible(), true);
  assertSilent(page);
});

test("alone: title, table, source, a link to the whole, nothing else", async () => {
  const page = await open(element("okayama", 'view="glance" branch="2" controls="none"'));
  assert.deepEqual(await rows(page), ids(select(plans.okayama, { branch: ["2"] })));
  const text = await page.locator("machi-plan").innerText();
  assert.match(text, /出典: 岡山市「/);
  assert.equal(await page.locator("machi-plan :is(input, select, button):visible").count(), 0);
  await page.getByRole("link", { name: "計画全体を見る" }).click();
  await page.waitForFunction(() => document.querySelectorAll("tbody.machi-plan-item:not([hidden])").length === 43);
  assertSilent(page);
});

for (const [name, options] of Object.entries({
  "320 px": { width: 320 },
  "1280 px": { width: 1280 },
  "320 px, dark": { width: 320, context: { colorScheme: "dark" } },
  "forced colours": { width: 768, context: { forcedColors: "active" } },
})) {
  // WCAG 1.4.3, 1.4.10, 2.5.8: ひと目で見る表を、幅と配色ごとに調べる
  test(`nothing is cut off, every target can be hit, axe finds nothing: ${name}`, async () => {
    for (const city of [...cities, "sample"]) {
      const plan = city === "sample" ? 'src="/sample.json"' : `plan="${city}"`;
      own.server.pages["/sample.json"] ??= output(["compile", "data/sample"]);
      own.server.pages[`/glance-${city}.html`] = html(`<machi-plan ${plan} view="glance"></machi-plan>`);
      const page = await own.browser.openPage({ url: own.server.url(`/glance-${city}.html`), ...options });
      await ready(page);
      assert.deepEqual(await page.evaluate(outside), [], city);
      assert.deepEqual(await page.evaluate(targets), [], city);
      await assertAccessible(page);
      assertSilent(page);
    }
  });
}
