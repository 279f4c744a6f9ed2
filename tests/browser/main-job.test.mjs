// The main job of a citizen on the two cities' own pages, on a desktop and on a phone: find the promises about a
// word, find the work of a department, read one item, read one figure, follow a link from somebody.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { composeText } from "./support/compose.mjs";
import { ids, readPlan, search, select, sentence } from "./support/plan.mjs";
import { choose, field, fragment, result, row, shown, site } from "./support/widget.mjs";

const own = site();
const { open } = own;
const yamaguchi = await readPlan("yamaguchi");
const okayama = await readPlan("okayama");


for (const width of [1280, 320]) {
  const at = `at ${width} px`;

  test(`「窓口」 typed in Yamaguchi leaves the items that have it, ${at}`, async () => {
    const page = await open("/yamaguchi.html", { width });
    const expect = search(yamaguchi, "窓口");
    assert.ok(expect.length > 3 && expect.length < 42, "the word divides the plan");
    await field(page).pressSequentially("窓口");
    assert.deepEqual(await shown(page), ids(expect));
    assert.equal(await result(page), sentence(yamaguchi, expect, true));
    await fits(page, width);
    assertSilent(page);
  });

  test(`「窓口」 through an input method does the same, ${at}`, async () => {
    const page = await open("/yamaguchi.html", { width });
    await field(page).focus();
    await composeText(page, "窓口", { steps: ["m", "ま", "まど", "まどぐち", "窓口"] });
    assert.equal(await field(page).inputValue(), "窓口");
    assert.deepEqual(await shown(page), ids(search(yamaguchi, "窓口")));
    assertSilent(page);
  });

  test(`下水道河川局 chosen in Okayama leaves what it takes part in, ${at}`, async () => {
    const page = await open("/okayama.html", { width });
    const expect = select(okayama, { department: ["下水道河川局"] });
    assert.ok(expect.length > 0);
    await choose(page, "department", "下水道河川局");
    assert.deepEqual(await shown(page), ids(expect));
    assert.equal(await result(page), sentence(okayama, expect, true));
    assert.equal(await fragment(page), "#machi-plan?department=下水道河川局");
    await fits(page, width);
    assertSilent(page);
  });

  test(`3-1-1a opens in place and shows its inside, ${at}`, async () => {
    const page = await open("/okayama.html", { width });
    const item = row(page, "3-1-1a");
    const inside = item.locator(".machi-plan-inside");
    assert.equal(await inside.isVisible(), false);
    await item.locator("th a").click();
    await inside.waitFor();
    const text = await inside.innerText();
    // As corrected: the document's text has マイナバーカード.
    assert.match(text, /マイナンバーカードは、行政サービスのデジタル化のための本人確認手段/);
    assert.match(text, /累積交付枚数603,846枚/);
    await fits(page, width);
    assertSilent(page);
  });

  test(`the collection rate of 市税 in R6 is read in 1-1-3a, ${at}`, async () => {
    const page = await open("/okayama.html", { width });
    const cell = okayama.tables.指標.find((indicator) => indicator.指標ID === "1-1-3a.1").実績R6;
    assert.equal(cell, "99.4%");
    await field(page).fill("市税 収納率");
    assert.deepEqual(await shown(page), ids(search(okayama, "市税 収納率")));
    await row(page, "1-1-3a").locator("th a").click();
    const figure = row(page, "1-1-3a").locator(".machi-plan-figure", { hasText: "市税 現年収納率" });
    await figure.waitFor();
    assert.match(await figure.locator("p").first().innerText(), /99\.4%（令和5年度、令和6年度とも）/);
    for (const summary of await figure.locator("summary").all()) await summary.click();
    const years = figure.locator("tr", { has: page.locator("abbr", { hasText: /^R6$/ }) });
    assert.equal(await years.locator("td").innerText(), cell);
    assertSilent(page);
  });

  test(`a shared link leads to the open item, ${at}`, async () => {
    const page = await open("/okayama.html", { width, hash: "#machi-plan-item-3-1-1a" });
    const item = row(page, "3-1-1a");
    assert.equal(await item.locator(".machi-plan-inside").isVisible(), true);
    assert.equal(await page.locator("machi-plan details[open] > .machi-plan-inside").count(), 1);
    const top = await item.evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(top >= -1 && top < 450, `the item stands at the top of the window, not at ${top}`);
    assertSilent(page);
  });
}

test("a shared state leads to the same list", async () => {
  const first = await open("/yamaguchi.html");
  await field(first).fill("窓口");
  await choose(first, "department", "デジタル推進課");
  const url = first.url();
  const second = await own.browser.openPage({ url, until: "ready", width: 320 });
  assert.deepEqual(await shown(second), ids(select(yamaguchi, { q: "窓口", department: ["デジタル推進課"] })));
  assert.equal(await field(second).inputValue(), "窓口");
  assertSilent(first);
  assertSilent(second);
});

// On a phone that scrolls sideways, a part of the list would be hidden.
async function fits(page, width) {
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, "the page is too wide");
}
