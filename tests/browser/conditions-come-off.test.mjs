// Chips name the conditions and remove them, and the focus never leaves the widget. The live region speaks after
// typing stops. If no row is left, the list gives advice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { chips, choose, element, field, fragment, result, shown, site } from "./support/widget.mjs";

const { open } = site();
const plan = await readPlan("yamaguchi");

const labels = (page) => chips(page).evaluateAll((buttons) => buttons.map((button) => button.firstChild.textContent));
const focused = (page) =>
  page.evaluate(() => {
    const { type, dataset, localName } = document.activeElement;
    return [localName, type, dataset.do, dataset.key].filter(Boolean).join(" ");
  });

test("every condition has a chip with its name, and a button that says what it does", async () => {
  const page = await open(element("yamaguchi", 'q="市民" department="総務課" lead branch="I" year="R5" has="indicator"'));
  assert.deepEqual(await labels(page), [
    "「市民」を含む",
    "Ⅰ 多様な主体との協働・連携の推進",
    "総務課",
    "令和5年度（2023年度）",
    "指標がある",
    "主担当だけ",
  ]);
  const names = await chips(page).evaluateAll((buttons) => buttons.map((button) => button.textContent));
  assert.deepEqual(names, (await labels(page)).map((label) => `${label}を外す`));
  assertSilent(page);
});

test("a chip takes off its condition alone, and the focus goes to the next chip", async () => {
  const page = await open(element("yamaguchi", 'q="市民" department="総務課" year="R5"'));
  await page.locator("[data-do=take-off][data-key=department]").click();
  assert.deepEqual(await labels(page), ["「市民」を含む", "令和5年度（2023年度）"]);
  assert.deepEqual(await shown(page), ids(select(plan, { q: "市民", year: ["R5"] })));
  assert.equal(await page.locator("input[data-value=総務課]").isChecked(), false);
  assert.equal(await focused(page), "button button take-off q");
  await page.keyboard.press("Enter");
  assert.deepEqual(await labels(page), ["令和5年度（2023年度）"]);
  assert.equal(await field(page).inputValue(), "");
  await page.keyboard.press("Enter");
  assert.equal(await chips(page).count(), 0);
  assert.equal(await focused(page), "input search q", "with the last chip gone the search field is nearest");
  assert.equal((await shown(page)).length, 42);
  assertSilent(page);
});

test("a change elsewhere leaves the chips as they stand, whatever signs are in them", async () => {
  const page = await open(element("yamaguchi", `q='"市民" & <' department="総務課"`));
  await chips(page)
    .first()
    .evaluate((chip) => (globalThis.chip = chip));
  await page.locator("select[data-key=sort]").selectOption("-number");
  assert.match(await fragment(page), /&sort=-number$/);
  assert.equal(await page.evaluate(() => globalThis.chip.isConnected), true);
  assertSilent(page);
});

test("all conditions come off at once; view, order and open items stay", async () => {
  const page = await open(element("yamaguchi", 'q="市民" department="総務課" sort="-number" item="3"'));
  await page.locator(".machi-plan-chips [data-do=take-off-all]").click();
  assert.equal(await fragment(page), "#machi-plan?item=3&sort=-number");
  assert.deepEqual(await shown(page), ids([...plan.items].reverse()));
  assert.equal(await focused(page), "input search q");
  assertSilent(page);
});

test("a condition that names nothing in the plan is not dropped silently", async () => {
  const page = await open(element("yamaguchi", 'department="どこにもない課"'));
  assert.deepEqual(await shown(page), []);
  assert.deepEqual(await labels(page), ["どこにもない課"]);
  assert.match(await result(page), /この計画には、推進部署「どこにもない課」がありません。/);
  await chips(page).click();
  assert.equal((await shown(page)).length, 42);
  assertSilent(page);
});

test("where nothing matches the list says so and helps", async () => {
  const page = await open(element("yamaguchi"));
  await field(page).fill("どこにもない言葉");
  assert.equal(await result(page), "0件（全41件）");
  const empty = page.locator(".machi-plan-empty");
  assert.match(await empty.innerText(), /条件に合う項目はありません。/);
  assert.match(await empty.innerText(), /言葉を短くする/);
  await empty.getByRole("button", { name: "条件をすべて外す" }).click();
  assert.equal((await shown(page)).length, 42);
  assert.equal(await empty.count(), 0);
  assert.equal(await focused(page), "input search q");
  // Without a word there is no word to shorten.
  await choose(page, "department", "ふるさと産業振興課");
  await choose(page, "branch", "III");
  if ((await shown(page)).length === 0) assert.doesNotMatch(await empty.innerText(), /言葉を短くする/);
  assertSilent(page);
});

test("the indicators view says when no indicator is left", async () => {
  const okayama = await readPlan("okayama");
  const without = okayama.items.find((item) => item.indicators.length === 0);
  assert.deepEqual(ids(select(okayama, { q: without.id })), [without.id]);
  const page = await open(element("okayama", `view="indicators" q="${without.id}"`));
  assert.deepEqual(await shown(page), []);
  assert.equal(await result(page), "1件（全43件）。うち指標のあるもの0件");
  const tail = page.locator("[data-view=indicators] .machi-plan-tail");
  assert.equal(await tail.innerText(), "この条件では指標がありません。");
  await field(page).fill("");
  assert.equal(await tail.innerText(), "");
  const having = okayama.items.filter((item) => item.indicators.length > 0);
  assert.deepEqual(await shown(page), ids(having));
  assert.equal(await result(page), `全43件。うち指標のあるもの${having.length}件`);
  assertSilent(page);
});

test("the live region speaks the result once typing rests, and nothing when a row opens", async () => {
  const page = await open(element("yamaguchi"), { until: "load" });
  await page.clock.install();
  await page.reload();
  await page.waitForFunction(() => globalThis.machiPlanReady.length > 0);
  const live = page.locator(".machi-plan-live");
  assert.equal(await live.getAttribute("role"), "status");
  const spoken = () => live.textContent();
  await page.clock.pauseAt(Date.now() + 60_000);
  for (const sign of ["窓", "窓口", "窓口業", "窓口"]) {
    await field(page).fill(sign);
    await page.clock.runFor(500);
    assert.equal(await spoken(), "", "typing goes on");
  }
  await page.clock.runFor(300);
  assert.equal(await spoken(), await result(page));
  await live.evaluate((element) => (element.textContent = "前の文"));
  await page.locator("machi-plan tbody:not([hidden]) th a").first().click();
  await page.clock.runFor(5000);
  assert.equal(await spoken(), "前の文", "opening a row is no result");
  assertSilent(page);
});

test("a query of spaces is no condition", async () => {
  const page = await open(element("yamaguchi"));
  const all = await result(page);
  await field(page).fill(" 　");
  assert.equal(await result(page), all);
  assert.equal(await chips(page).count(), 0);
  assertSilent(page);
});
