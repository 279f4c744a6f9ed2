// A year on the officer's page: the forms of みほん市 are split, filled in with three mistakes and one department missing,
// merged, the mistakes are named and mended, and the merged plan is opened and published; and files that are no forms.

import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { root } from "./support/command.mjs";
import { formsOf } from "./support/forms.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { choose, command, csvFiles, file, finished, opened, product, saved, workbook } from "./support/officer.mjs";
import { startServer } from "./support/server.mjs";
import { unzip, zip } from "./support/zip.mjs";

let server, browser, folder, plan;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "machi-plan-merges-"));
  server = await startServer();
  browser = await startBrowser();
  plan = await sharedPlan();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** The sample as a workbook in which 2-1-2 has no lead, so that two departments are asked for it. */
async function sharedPlan() {
  const parts = unzip(await readFile(workbook("sample", folder)));
  const shared = parts["xl/sharedStrings.xml"].toString();
  const changed = shared.replace("(主)財政課、", "財政課、");
  assert.notEqual(changed, shared);
  const path = join(folder, "計画.xlsx");
  await writeFile(path, zip({ ...parts, "xl/sharedStrings.xml": changed }));
  return path;
}

const SHARED = "2-1-2";
const words = (page, id) => page.locator(`#${id}`).innerText();
const sentences = (page) => page.locator("#merged-sentences li").allInnerTexts();
const problems = (page) =>
  page.locator("#merged-groups li").evaluateAll((rows) =>
    rows.map((row) => ["place", "message", "mend"].map((part) => row.querySelector(`.site-${part}`).textContent).join(" | ")),
  );

/** Fills in every result, the actuals of the year and the grades. */
function fillIn(form) {
  for (const { 取組ID: id } of form.rows("実績").filter((row) => row.年度 === "R8")) {
    form.write("実績", { 取組ID: id, 年度: "R8" }, "実績", `${id}を進めました。\n<b>二行目</b>です。`);
  }
  for (const { 指標ID: id } of form.rows("指標")) form.write("指標", { 指標ID: id }, "実績R8", "12");
  const known = form.rows("状況区分");
  for (const row of form.rows("評価").filter((row) => row.年度 === "R8" && row.評価 === "")) {
    const word = known.find(({ 観点 }) => 観点 === row.観点).区分;
    form.write("評価", { row: row.row }, "評価", word);
  }
}

const asFile = (form) => file(form.name, form.bytes);

async function merge(page, forms) {
  await page.setInputFiles("#answers", forms);
  await page.waitForFunction(() => !/まとめています。$/.test(document.getElementById("answers-status").textContent));
}

const withPlan = async (options = {}) => {
  const page = await opened(browser, options.url ?? server.url("/officer.html"), options);
  await choose(page, [plan]);
  return page;
};

test("a year: split, filled in, merged with mistakes, mended, opened and published", async () => {
  const page = await withPlan();
  const requests = server.requests.length;
  const forms = formsOf((await saved(page, product("forms-zip"))).bytes);
  assert.equal(forms.length, 10);
  forms.forEach(fillIn);
  const senders = forms.filter((form) => form.rows("実績").some((row) => row.取組ID === SHARED));
  assert.deepEqual(senders.map((form) => form.name), ["05_財政課.xlsx", "07_公共施設マネジメント課.xlsx"]);
  const missing = forms.pop();
  // Another answer, a word that is no grade, a target that was changed.
  const shared = { 取組ID: SHARED, 年度: "R8" };
  const [right] = senders[0].rows("実績").filter((row) => row.取組ID === SHARED && row.年度 === "R8").map((row) => row.実績);
  const conflict = senders[1].write("実績", shared, "実績", "別の答えです。");
  const graded = forms.find((form) => form.rows("評価").some((row) => row.年度 === "R8" && row.評価 !== ""));
  const { row: gradeRow, 評価: grade } = graded.rows("評価").find((row) => row.年度 === "R8");
  const wrong = graded.write("評価", { row: gradeRow }, "評価", "まあまあ");
  const aimed = forms[0].rows("指標").find((row) => row.目標R8 !== "");
  const target = forms[0].write("指標", { 指標ID: aimed.指標ID }, "目標R8", "1");

  await merge(page, forms.map(asFile));
  assert.equal(await page.evaluate(() => document.activeElement.id), "merged-head");
  assert.equal(await words(page, "answers-status"), "結果が出ました。");
  assert.match(await words(page, "merged-outcome"), /^まとめたファイルは作っていません。/);
  assert.deepEqual(await sentences(page), [
    "R8は、10部署のうち9部署から記入がありました。",
    "まだの部署: 市民協働課。",
    "二通りに書かれた欄が1あります。どちらも取り込んでいません。",
    "色の付いていない欄の書きかえ1件、足された行や列0件は、取り込んでいません。",
  ]);
  const said = (await problems(page)).join("\n");
  assert.ok(said.includes(`05_財政課.xlsx 実績!${conflict}`) && said.includes(`「別の答えです。」（07_公共施設マネジメント課.xlsx 実績!${conflict}）`), said);
  assert.ok(said.includes(`${graded.name} 評価!${wrong}（評価） | 状況区分に「まあまあ」`) || said.includes(`${graded.name} 評価!${wrong}`), said);
  assert.ok(said.includes(`${forms[0].name} 指標!${target}（目標R8）`), said);
  assert.ok(said.includes("市民協働課 | この部署からは、まだ記入がありません"), said);
  assert.equal(await page.locator("#merged-files").isVisible(), false);
  assert.equal(await page.locator("#save-merged").getAttribute("href"), null);
  const states = await page.locator("#merged-departments tr").evaluateAll((rows) => rows.map((row) => row.children[1].textContent));
  assert.deepEqual(states, [...Array(9).fill("あり"), "まだ"]);
  await assertAccessible(page);
  await assertValidHtml(await page.content(), "mistakes");

  senders[1].write("実績", shared, "実績", right);
  graded.write("評価", { row: gradeRow }, "評価", grade);
  forms[0].write("指標", { 指標ID: aimed.指標ID }, "目標R8", aimed.目標R8);
  // One folder as a zip, and the one that was missing.
  const zipped = file("各課.zip", zip(Object.fromEntries(forms.map((form) => [`各課/${form.name}`, form.bytes]))));
  await merge(page, [zipped, asFile(missing)]);
  assert.match(await words(page, "merged-outcome"), /^まとめました。/);
  assert.match((await sentences(page)).join(""), /^R8は、10部署のうち10部署から記入がありました。空欄だった\d+欄に書きました（足した行\d+）。$/);
  const merged = await saved(page, "#save-merged");
  assert.equal(merged.name, "計画.xlsx");
  await assertSameAsTheCommand(merged.bytes, [...forms, missing]);
  await page.locator("#open-merged").click();
  await finished(page);
  assert.match(await words(page, "outcome"), /^公開できます/);
  assert.equal(await words(page, "chosen"), "計画.xlsx");
  const published = JSON.parse((await saved(page, product("plan-file"))).bytes).plan;
  assertHasAnswers(published, [...forms, missing]);
  const shown = page.locator("#preview");
  await shown.locator("tbody.machi-plan-item").first().waitFor();
  assert.equal(server.requests.length, requests, "nothing was asked of the server");
  assertSilent(page);
});

/** The bytes are those that the command writes of the same files. */
async function assertSameAsTheCommand(bytes, forms) {
  const [sent, out] = [join(folder, "各課"), join(folder, "merged.xlsx")];
  await rm(sent, { recursive: true, force: true });
  await writeFile(`${sent}.zip`, zip(Object.fromEntries(forms.map((form) => [form.name, form.bytes]))));
  const { status, stderr } = command("merge", `${sent}.zip`, "--into", plan, "--out", out);
  assert.equal(status, 0, stderr);
  assert.ok(bytes.equals(await readFile(out)));
}

/** The published plan has exactly what the forms have for the year. */
function assertHasAnswers(published, forms) {
  assert.equal(published.about.results_year, 2026);
  const of = (sheet, head, isDue) =>
    forms.flatMap((form) => form.rows(sheet).filter(isDue).map((row) => [row[head] ?? "", row]));
  const results = new Map(of("実績", "取組ID", (row) => row.年度 === "R8").map(([id, row]) => [id, row.実績]));
  const actuals = new Map(of("指標", "指標ID", () => true).map(([id, row]) => [id, row.実績R8]));
  let count = 0;
  for (const item of published.items) {
    const result = item.results?.find((one) => one.fiscal_year === 2026);
    assert.equal(result?.result, results.get(item.item_id), item.item_id);
    count += result ? 1 : 0;
    for (const indicator of item.indicators ?? []) {
      assert.equal(indicator.actuals?.find(({ year }) => year === 2026)?.printed, actuals.get(indicator.indicator_id), indicator.indicator_id);
    }
  }
  assert.equal(count, results.size);
  const grades = published.items.flatMap((item) => (item.ratings ?? []).filter((one) => one.fiscal_year === 2026)).length;
  const keys = of("評価", "取組ID", (row) => row.年度 === "R8").map(([id, row]) => [id, row.指標ID, row.評価者, row.観点, row.時期].join());
  assert.equal(grades, new Set(keys).size);
}

for (const width of [1280, 320]) {
  test(`files that are no forms of this plan, and the plan itself, at ${width} px`, async () => {
    const page = await withPlan({ width });
    const [first, second] = formsOf((await saved(page, product("forms-zip"))).bytes);
    [first, second].forEach(fillIn);
    const other = await otherForm();
    await merge(page, [asFile(first), other, file("回答.pdf", "%PDF-1.7\n"), file("計画.xlsx", await readFile(plan))]);
    const said = await problems(page);
    assert.match(said[1], /^01_市民課\.xlsx \| 計画ID「okayama」、年度「R7」、部署「.*」のファイルです。「みほん市行財政改革プラン」のR8の記入用ファイルではないので/);
    assert.match(said[0], /^回答\.pdf \| PDFなので、記入用ファイルとして読めません。 \| .*送りなおして/);
    assert.match(said.join("\n"), /計画\.xlsx \| まとめる先の計画と同じファイルです。/);
    assert.match(await words(page, "merged-outcome"), /^まとめたファイルは作っていません。/);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, "the page scrolls sideways");
    await assertAccessible(page);
    // The good ones alone.
    await merge(page, [asFile(first), asFile(second)]);
    assert.match(await words(page, "merged-outcome"), /^届いた分だけをまとめました。/);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await assertAccessible(page);
    // Blank forms: nothing is new, and it is said who has sent them.
    await merge(page, formsOf((await saved(page, product("forms-zip"))).bytes).slice(0, 2).map(asFile));
    assert.match(await words(page, "merged-outcome"), /^新しく書く欄がない/);
    const states = await page.locator("#merged-departments tr").evaluateAll((rows) => rows.map((row) => row.children[1].textContent));
    assert.deepEqual(states.slice(0, 3), ["届いたが空欄", "届いたが空欄", "まだ"]);
    assert.equal(await page.locator("#save-merged").getAttribute("href"), null);
    assertSilent(page);
  });
}

/** The first form of another city's plan, under the name that the first of ours has. */
async function otherForm() {
  const out = join(folder, "other");
  await rm(out, { recursive: true, force: true });
  const { status, stderr } = command("export", `${root}data/okayama`, "--as", "next-year", "--split", "department", "--out", out);
  assert.equal(status, 0, stderr);
  const [name] = (await readdir(out)).filter((name) => name.endsWith(".xlsx")).sort();
  return file("01_市民課.xlsx", await readFile(join(out, name)));
}

test("forty files at once by keyboard from the disk, and forms of the plan's tables", async () => {
  const page = await opened(browser, pathToFileURL(`${root}www/officer.html`).href);
  await choose(page, csvFiles("sample"));
  const forms = formsOf((await saved(page, product("forms-zip"))).bytes);
  forms.forEach(fillIn);
  const copies = [0, 1, 2, 3].flatMap((at) => forms.map((form) => file(form.name.replace(".xlsx", `-${at}.xlsx`), form.bytes)));
  assert.equal(copies.length, 40);
  await page.locator("#older").focus();
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "answers");
  await merge(page, copies);
  assert.equal(await page.evaluate(() => document.activeElement.id), "merged-head");
  assert.match(await words(page, "merged-outcome"), /^まとめました。/);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "open-merged");
  const merged = await saved(page, "#save-merged");
  assert.equal(merged.name, "sample.zip", "tables come back as a zip of all of them");
  assert.deepEqual(Object.keys(unzip(merged.bytes)).sort(), csvFiles("sample").map((path) => path.split("/").at(-1)).sort());
  await page.locator("#open-merged").press("Enter");
  await finished(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "step-2");
  assert.match(await words(page, "outcome"), /^公開できます/);
  assert.equal(await page.locator("#merged").isVisible(), false, "nothing of the earlier merging is left");
  assertHasAnswers(JSON.parse((await saved(page, product("plan-file"))).bytes).plan, forms);
  // The published plan and the new one in one sentence, also where the files are handed out.
  await page.setInputFiles("#older", csvFiles("sample"));
  await page.waitForFunction(() => document.getElementById("older-question").textContent !== "");
  assert.match(await words(page, "older-question"), /^公開中の計画と比べて、今回加わった実績\d+件.*があります。これでよろしいですか。$/);
  assert.equal(await words(page, "save-question"), await words(page, "older-question"));
  await page.locator("#reset").click();
  assert.equal(await page.locator("#save-question").textContent(), "");
  assertSilent(page);
});

test("forms are dropped on their own frame, and many on the plan's frame are answered with the way", async () => {
  const page = await withPlan();
  const forms = formsOf((await saved(page, product("forms-zip"))).bytes).slice(0, 2);
  forms.forEach(fillIn);
  const drop = (selector) =>
    page.evaluate(([selector, files]) => {
      const transfer = new DataTransfer();
      for (const [name, bytes] of files) transfer.items.add(new File([new Uint8Array(bytes)], name));
      const event = (kind) => new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer });
      const frame = document.querySelector(selector);
      frame.dispatchEvent(event("dragover"));
      const isMarked = frame.hasAttribute("data-over");
      frame.dispatchEvent(event("drop"));
      return isMarked;
    }, [selector, forms.map((form) => [form.name, [...form.bytes]])]);
  assert.equal(await drop("#answers-drop"), true);
  await page.locator("#merged-outcome").waitFor();
  assert.match((await sentences(page))[0], /^R8は、10部署のうち2部署から/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "merged-head");
  await drop("#drop");
  await finished(page);
  assert.match(await words(page, "outcome"), /ファイルが2個選ばれました。.*各課の回答は、先に計画を選んでから/);
  assertSilent(page);
});
