// The officer's table of readings: how each cell is read, which are in doubt, all of them or those only, wide and narrow.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { choose, file, opened, saved } from "./support/officer.mjs";
import { startServer } from "./support/server.mjs";

let server, browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const REMARK = "昼の窓口に来た人だけを数え、電話とインターネットによる申込みは含まない値".repeat(3);
const TABLES = {
  計画: "項目,値\n計画ID,minato\n計画名,計画\n自治体名,みなと市\n開始年度,R6\n終了年度,R7\n",
  体系: "体系ID,上位ID,名称\nA,,方針\n",
  取組: "取組ID,体系ID,名称\n1,A,窓口\n",
  指標:
    "取組ID,指標ID,指標名,単位,基準年度,基準値,目標R6,目標R7\n" +
    "1,1.1,割合,%,R5,90.0%,0.92,80.0以上\n" +
    "1,1.2,赤字,百万円,R5,▲396,(33.5),対前年度 3%削減\n" +
    `1,1.3,人数,人,R5,1\u{FFFD}2,—,${REMARK}\n`,
  訂正: "表,ID,列,原文,訂正,理由\n指標,1.1,目標R7,80.0,85.0,誤植\n",
};
const files = (tables) => Object.entries(tables).map(([name, text]) => file(`${name}.csv`, text));

/** The rows that are seen, each as its cells. */
const seen = (page) =>
  page.locator("#reading-rows tr:visible").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
const words = (page, id) => page.locator(`#${id}`).innerText();

async function readingsOf(tables, width) {
  const page = await opened(browser, server.url("/officer.html"), { width });
  await choose(page, files(tables));
  await page.locator("#readings-summary").click();
  await page.locator("#reading-rows tr").first().waitFor();
  return page;
}

async function assertSound(page, state) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${state}: the page scrolls sideways`);
  await assertAccessible(page);
  await assertValidHtml(await page.content(), state);
}

for (const width of [1280, 320]) {
  test(`every value cell and how it is read at ${width} px`, async () => {
    const page = await readingsOf(TABLES, width);
    assert.match(await words(page, "readings-summary"), /値9個、確かめたい値3個/);
    const rows = await seen(page);
    assert.deepEqual(rows.slice(0, 3), [
      ["指標!F2", "基準値", "90.0%", "ちょうど", "90.0", "%", "", "R5", ""],
      ["指標!G2", "目標R6", "0.92", "ちょうど", "0.92", "%", "", "R6", "注意"],
      ["指標!H2", "目標R7", "80.0以上（訂正: 85.0以上）", "以上", "85.0", "%", "", "R7", ""],
    ]);
    assert.deepEqual(rows[3].slice(2, 6), ["▲396", "ちょうど", "-396", "百万円"]);
    assert.deepEqual(rows[5].slice(2, 7), ["対前年度 3%削減", "ちょうど", "3", "%", "対前年度 削減"]);
    assert.deepEqual([rows[7][4], rows[8][4]], ["（値なし）", "（言葉）"]);
    assert.equal(rows[8][2], REMARK, "a long cell is whole");
    await assertSound(page, "all rows");

    assert.equal(await words(page, "readings-shown"), "9行を表示しています。");
    await page.locator("#readings-only").focus();
    await page.keyboard.press("Space");
    const doubted = await seen(page);
    assert.deepEqual(doubted.map((row) => row[0]), ["指標!G2", "指標!G3", "指標!F4"]);
    // By a word, not by a colour alone.
    assert.deepEqual(doubted.map((row) => row[8]), ["注意", "注意", "注意"]);
    assert.equal(await words(page, "readings-shown"), "9行のうち、確かめたいセルの3行を表示しています。");
    await assertSound(page, "doubted rows");
    await page.keyboard.press("Space");
    assert.equal((await seen(page)).length, 9);
    assertSilent(page);
  });
}

test("the table is saved as the command prints it", async () => {
  const page = await readingsOf(TABLES, 1280);
  const { name, bytes } = await saved(page, "#save-readings");
  const lines = bytes.toString("utf8").trimEnd().split("\n");
  assert.equal(name, "readings.tsv");
  assert.equal(lines[0], "\ufeffセル\t見出し\t書かれたまま\t比べ方\t値\t単位\t増減の言葉\t年度\t確認");
  assert.equal(lines[2], "指標!G2\t目標R6\t0.92\tちょうど\t0.92\t%\t\tR6\t注意");
  assert.equal(lines.length, 10);
});

test("the next file begins with all rows, and one without doubts says so", async () => {
  const page = await readingsOf(TABLES, 1280);
  await page.locator("#readings-only").check();
  const good = "取組ID,指標ID,指標名,単位,目標R6,目標R7\n1,1.1,割合,%,92%,95%\n";
  const { 計画, 体系, 取組 } = TABLES;
  await choose(page, files({ 計画, 体系, 取組, 指標: good }));
  assert.equal(await page.locator("#readings").getAttribute("open"), null);
  await page.locator("#readings-summary").click();
  await page.locator("#reading-rows tr").first().waitFor();
  assert.deepEqual((await seen(page)).map((row) => row[0]), ["指標!E2", "指標!F2"]);
  assert.equal(await page.locator("#readings-only").isDisabled(), true);
  assert.equal(await words(page, "readings-shown"), "2行を表示しています。確かめたいセルはありません。");
});
