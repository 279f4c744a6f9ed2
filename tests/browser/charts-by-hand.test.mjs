// Interactive charts: step through the points, show the table instead of the chart, save it. The script adds all of
// this; the rest of the fragment works without it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent } from "./support/browser.mjs";
import { widgetPage } from "./support/pages.mjs";
import { csvRows, readPackage } from "./support/plans.mjs";
import { element, site } from "./support/widget.mjs";

const pages = {};
const own = site(pages);

/** A page with the charts of its figures open. */
async function open(...given) {
  const page = await own.open(...given);
  await page.locator(".machi-plan-figure > details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  return page;
}

/** Shows the table in place of the chart. */
const TABLE = "details details > summary";
const VIEW = 'view="indicators"';

const figure = (page, item) => page.locator(`section[data-item="${item}"] .machi-plan-figure`).first();
const note = (page, item) => figure(page, item).locator(".machi-plan-point");

/** The titles of a chart's points, from its markup. */
const titles = (page, item) => figure(page, item).locator("svg g title").allTextContents();

// WCAG 2.1.1, 1.1.1: グラフの点を矢印キーでたどり、値を読む
test("up and down walk through series and roles, left and right through the years; the note says each", async () => {
  const page = await open(element("yamaguchi", VIEW));
  const svg = figure(page, "18").locator("svg.machi-plan-chart");
  await page.locator("section[data-item='18'] h3 a").focus();
  await page.keyboard.press("Tab");
  assert.ok(await figure(page, "18").locator("summary").first().evaluate((one) => one === document.activeElement));
  await page.keyboard.press("Tab");
  assert.ok(await svg.evaluate((svg) => svg === document.activeElement), "Tab reaches the chart");
  assert.match(await note(page, "18").innerText(), /上下の矢印キー.*左右の矢印キー.*Enter/);
  const texts = await titles(page, "18");
  assert.deepEqual(texts.map((text) => Number(/^令和(\d+)年度/.exec(text)[1])), [3, 5, 6, 7, 8, 9]);
  const press = async (key) => {
    await page.keyboard.press(key);
    return [await note(page, "18").innerText(), await svg.locator("[aria-current] title").allTextContents()];
  };
  // The structure first.
  assert.deepEqual(await press("ArrowDown"), ["基準値 1点、令和3年度（2つ中1つ目）", []]);
  assert.deepEqual(await press("ArrowDown"), ["目標値 5点、令和5年度から令和9年度まで（2つ中2つ目）", []]);
  assert.deepEqual(await press("ArrowDown"), ["目標値 5点、令和5年度から令和9年度まで（2つ中2つ目）", []], "the last stays the last");
  // Then the values.
  const target = (nth) => [`${texts[nth]}（5点中${nth}点目）`, [texts[nth]]];
  for (const nth of [1, 2, 3, 4, 5, 5]) assert.deepEqual(await press("ArrowRight"), target(nth));
  assert.deepEqual(await press("ArrowLeft"), target(4));
  assert.deepEqual(await press("Home"), target(1));
  assert.deepEqual(await press("ArrowUp"), [`${texts[0]}（1点中1点目）`, [texts[0]]], "the year that is nearest");
  assert.deepEqual(await press("ArrowDown"), target(1));
  assert.deepEqual(await press("End"), target(5));
  // The live region is read aloud, because it was in the page before its text changed.
  assert.equal(await note(page, "18").getAttribute("role"), "status");
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  assert.equal(await note(page, "18").count(), 0);
  assert.equal(await page.locator("svg [aria-current], svg[data-group]").count(), 0);
  assertSilent(page);
});

// WCAG 2.1.1, 1.3.1: グラフからEnterで表へ移る。グラフは、矢印キーが届く役割を持つ
test("a chart is an application with a name and a description, and Enter leads to its table", async () => {
  const page = await open(element("yamaguchi", VIEW));
  const svg = figure(page, "18").locator("svg.machi-plan-chart");
  const [role, kind] = await svg.evaluate((svg) => [svg.getAttribute("role"), svg.getAttribute("aria-roledescription")]);
  assert.deepEqual([role, kind], ["application", "グラフ"]);
  const sentence = await figure(page, "18").locator("p").first().textContent();
  const [name, description] = await svg.evaluate((svg) => ["labelledby", "describedby"].map((by) => svg.ownerDocument.getElementById(svg.getAttribute(`aria-${by}`)).textContent));
  assert.ok(name.length > 2 && description.startsWith(sentence.slice(0, 10)), `${name}: ${description} / ${sentence}`);
  // Whoever reads the page by touch meets the picture, and not every word of its scales.
  const words = await svg.evaluate((svg) => [...svg.querySelectorAll("text")].map((text) => text.closest("[aria-hidden=true]") !== null));
  assert.ok(words.length > 3 && words.every(Boolean), `${words}`);
  await svg.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  assert.equal(await note(page, "18").count(), 0, "the note is gone with the chart");
  assert.deepEqual([await svg.isVisible(), await figure(page, "18").locator("table").isVisible()], [false, true]);
  assert.ok(await figure(page, "18").locator(TABLE).evaluate((one) => one === document.activeElement), "the focus is at what opened the table");
  assertSilent(page);
});

// WCAG 1.4.13: 注釈はフォーカスのある点のもので、何も隠さない
test("the note goes where the focus goes", async () => {
  const page = await open(element("yamaguchi", VIEW));
  await figure(page, "18").locator("svg.machi-plan-chart").focus();
  await page.keyboard.press("End");
  await figure(page, "19").locator("svg.machi-plan-chart").focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.locator(".machi-plan-point").count(), 1);
  assert.match(await note(page, "19").innerText(), /^令和3年度 基準値 61.7%（1点中1点目）/);
  await page.locator("input[type=search]").focus();
  assert.equal(await page.locator(".machi-plan-point, svg [aria-current]").count(), 0);
  assertSilent(page);
});

test("other keys stay the browser's", async () => {
  const page = await open(element("yamaguchi", VIEW));
  await figure(page, "18").locator("svg.machi-plan-chart").focus();
  const prevented = await page.evaluate(() => {
    const press = (key) => !document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return Object.fromEntries(["ArrowRight", "Home", "ArrowDown", "PageDown", "Tab", "a", " "].map((key) => [key, press(key)]));
  });
  assert.deepEqual(prevented, { ArrowRight: true, Home: true, ArrowDown: true, PageDown: false, Tab: false, a: false, " ": false });
  assertSilent(page);
});

test("a tap says the point that is nearest to it, also without the controls", async () => {
  const page = await open(element("yamaguchi", `${VIEW} controls="none"`), { width: 320, context: { hasTouch: true } });
  const svg = figure(page, "18").locator("svg.machi-plan-chart");
  await svg.scrollIntoViewIfNeeded();
  const marks = svg.locator("circle");
  for (const [place, off] of [[2, 0], [4, 12]]) {
    const box = await marks.nth(place).boundingBox();
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2 + off);
    assert.equal(await note(page, "18").innerText(), `${(await titles(page, "18"))[place]}（5点中${place}点目）`);
  }
  assertSilent(page);
});

test("程度, bounds and several series can be walked through too", async () => {
  const page = await open(element("yamaguchi", VIEW));
  for (const [item, count, last] of [["27", 5, /令和9年度 目標値 1,700人程度/], ["32", 5, /令和9年度 目標値 3人以上/], ["33", 2, /女性職員 令和9年度 目標値 100.0%/]]) {
    await figure(page, item).locator("svg.machi-plan-chart").focus();
    for (let more = true; more;) {
      await page.keyboard.press("ArrowDown");
      more = !/（(\d+)つ中\1つ目）/.test(await note(page, item).innerText());
    }
    await page.keyboard.press("End");
    assert.match(await note(page, item).innerText(), last);
    assert.match(await note(page, item).innerText(), new RegExp(`${count}点中${count}点目`));
  }
  assertSilent(page);
});

// WCAG 1.1.1, 1.3.1: グラフを表で見る
test("the table takes the place of the chart, and the chart its own again", async () => {
  for (const script of [true, false]) {
    pages["/fragment.html"] = widgetPage(`<p>${script}</p>${await fragment("yamaguchi")}`, { script });
    const page = await open(script ? element("yamaguchi", VIEW) : "/fragment.html", script ? {} : { until: "load", javaScriptEnabled: false });
    // Without script the list is read: its rows are opened first.
    if (!script) await page.locator("tbody[data-item='18'] summary").first().click();
    const figures = page.locator(script ? "section[data-item='18'] .machi-plan-figure" : "tbody[data-item='18'] .machi-plan-figure");
    const seen = async () => [await figures.locator("svg.machi-plan-chart").isVisible(), await figures.locator("table").isVisible()];
    assert.deepEqual(await seen(), [true, false]);
    await figures.locator(TABLE).click();
    assert.deepEqual(await seen(), [false, true]);
    assert.equal(await figures.locator("button").count(), script ? 3 : 0);
    if (!script) assert.equal(await page.locator("svg[tabindex]").count(), 0, "nothing that leads nowhere");
    await figures.locator(TABLE).click();
    assert.deepEqual(await seen(), [true, false]);
    assertSilent(page);
  }
});

test("a chart's table inside a row of the list does not close the row", async () => {
  const page = await open(element("yamaguchi", 'item="18"'));
  const address = await page.evaluate(() => location.hash);
  const row = page.locator("tbody[data-item='18']");
  await row.locator(".machi-plan-figure > details").evaluate((one) => { one.open = true; });
  await row.locator(`.machi-plan-figure ${TABLE}`).click();
  assert.ok(await row.locator("table.machi-plan-values").isVisible());
  assert.deepEqual(await page.evaluate(() => [document.querySelector("machi-plan").state.item, location.hash]), ["18", address]);
  assertSilent(page);
});

test("on paper chart and table stand both, and no button", async () => {
  const page = await open(element("yamaguchi", VIEW));
  await figure(page, "18").locator(TABLE).click();
  await page.emulateMedia({ media: "print" });
  assert.ok(await figure(page, "18").locator("svg.machi-plan-chart").isVisible());
  assert.ok(await figure(page, "18").locator("table").isVisible());
  assert.ok(await figure(page, "18").locator("button").first().isHidden());
  assertSilent(page);
});

async function saved(page, item, kind) {
  const download = page.waitForEvent("download");
  await figure(page, item).locator(`[data-do=save][data-value=${kind}]`).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

test("the data of a chart are saved as rows of values.csv, all its series together", async () => {
  const { indicators } = await readPackage("yamaguchi");
  const page = await open(element("yamaguchi", VIEW));
  for (const [item, ids] of [["18", ["18.1"]], ["33", ["33.1", "33.2"]], ["39", ["39.1"]]]) {
    await figure(page, item).locator(TABLE).click();
    const { name, text } = await saved(page, item, "csv");
    assert.equal(name, `yamaguchi-${ids[0]}.csv`);
    assert.ok(text.startsWith("\uFEFFplan_id,item_id,indicator_id,role,fiscal_year,label,position,as_printed,comparator,value,unit,basis,reading\r\n"));
    const rows = csvRows(text);
    assert.deepEqual([...new Set(rows.map((row) => row.indicator_id))], ids);
    const cells = indicators.filter((row) => ids.includes(row.指標ID)).flatMap((row) =>
      Object.entries(row).filter(([head, cell]) => /^(基準値|参考値|目標|実績)/.test(head) && cell.trim()).map(([, cell]) => cell));
    assert.deepEqual(rows.map((row) => row.as_printed).sort(), cells.sort());
  }
  assertSilent(page);
});

test("a chart is saved as a file that looks the same alone, in light colours, from a dark page too", async () => {
  pages["/dark.css"] = { body: "html { color-scheme: dark }", headers: { "content-type": "text/css" } };
  const files = [];
  for (const head of ["", '<link rel="stylesheet" href="/dark.css">']) {
    pages[`/save${files.length}.html`] = widgetPage(element("yamaguchi", VIEW), { head });
    const page = await open(`/save${files.length}.html`);
    await figure(page, "33").locator("svg.machi-plan-chart").focus();
    await page.keyboard.press("End");
    const before = await figure(page, "33").locator("svg.machi-plan-chart").evaluate((svg) => svg.outerHTML.replaceAll(/ (class|aria-current|data-group)="[^"]*"/g, ""));
    await figure(page, "33").locator(TABLE).click();
    const { name, text } = await saved(page, "33", "svg");
    assert.equal(name, "yamaguchi-33.1.svg");
    files.push(text);
    const after = await figure(page, "33").locator("svg.machi-plan-chart").evaluate((svg) => svg.outerHTML.replaceAll(/ (class|aria-current|data-group)="[^"]*"/g, ""));
    assert.equal(after, before, "the chart in the page is as it was");
    assertSilent(page);
  }
  assert.equal(files[1], files[0]);
  assert.doesNotMatch(files[0], /style=|<style|var\(|light-dark|url\(|currentColor|tabindex|aria-current/);
  // Opened alone, where no sheet of ours reaches, each part has the look that it has in the page.
  pages["/alone.svg"] = { body: files[0], headers: { "content-type": "image/svg+xml" } };
  const looks = (root) => [...root.querySelectorAll("path, circle, text")].map((element) => {
    const style = getComputedStyle(element);
    return ["fill", "fillOpacity", "stroke", "strokeWidth", "strokeDasharray", "fontSize", "fontWeight"].map((name) => style[name]).join(" ");
  });
  const page = await open(element("yamaguchi", VIEW));
  const expect = await figure(page, "33").locator("svg.machi-plan-chart").evaluate(looks);
  await page.goto(new URL("/alone.svg", page.url()).href);
  assert.deepEqual(await page.evaluate(`(${looks})(document)`), expect);
  assert.ok(new Set(expect).size > 6, "the parts do not all look alike");
});

function fragment(city) {
  return readFile(new URL(`../../pkg/fragments/${city}.html`, import.meta.url), "utf8");
}
