// The officer's page compares the plan with an earlier edition: what it proposes, how the officer completes it, and the
// files that come of it; by keyboard, from a folder, wide and narrow, with wrong files.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { root } from "./support/command.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { choose, command, csvFiles, file, opened, saved, workbook } from "./support/officer.mjs";
import { startServer } from "./support/server.mjs";

let server, browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "machi-plan-editions-"));
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

const OLDER = `${root}tests/editions/sample-older/`;
const older = readdirSync(OLDER).sort().map((name) => OLDER + name);
const words = (page, id) => page.locator(`#${id}`).innerText();
const rows = (page, id) =>
  page.locator(`#${id} tr`).evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent)));

/** The page with the sample plan, compared with these files. */
async function compared(files, options = {}) {
  const page = await opened(browser, options.url ?? server.url("/officer.html"), options);
  await choose(page, csvFiles("sample"));
  await page.setInputFiles("#older", files);
  await said(page, "older-status", /[。）]$/, "比べています。");
  return page;
}

/** Waits until a status says something else than that the page works. */
async function said(page, id, pattern, not = "") {
  await page.waitForFunction(
    ([id, source, not]) => {
      const text = document.getElementById(id).textContent;
      return new RegExp(source).test(text) && (not === "" || !text.endsWith(not));
    },
    [id, pattern.source, not],
  );
  return words(page, id);
}

/** What `machi-plan changes` proposes, as JSON. */
function byCommand() {
  const { status, stdout } = command("changes", OLDER, `${root}data/sample`, "--format", "json");
  assert.equal(status, 0);
  return JSON.parse(stdout);
}

for (const width of [1280, 320]) {
  test(`the page proposes what the command proposes at ${width} px`, async () => {
    const page = await compared(older, { width });
    const { changes, corrections, results, doubts } = byCommand();
    assert.match(await words(page, "older-status"), /2025-07-10の版と2026-07-10の版を比べました。「変更」に足す行の候補12件、「訂正」に足す行の候補4件/);
    const proposed = await rows(page, "change-rows");
    const row = ({ table, id, column }) => [table, id, column].filter(Boolean).join(" ");
    assert.deepEqual(proposed.map((cells) => cells[0]), changes.map(row));
    assert.deepEqual(proposed.map((cells) => [cells[3], cells[4]]), changes.map(({ before, after }) => [before || "（空欄）", after || "（空欄）"]));
    assert.deepEqual(proposed[0].slice(0, 3), ["取組 3-2-8", "集会所の予約の電子化", "廃止統合分割"]);
    assert.deepEqual(proposed[5].slice(0, 3), ["取組 2-2-2 担当部署", "水道事業の経営改善", "部署"]);
    assert.deepEqual(
      await rows(page, "correction-rows"),
      corrections.map(({ table, id, column, printed, corrected }) => [table, id, column, printed, corrected]),
    );
    assert.deepEqual(await page.locator("#doubt-list li").allInnerTexts(), doubts.map(({ message }) => message));
    assert.equal(await page.locator("#result-rows").isVisible(), false, "results are apart");
    await page.locator("#results-head").click();
    assert.equal((await rows(page, "result-rows")).length, results.length);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, "the page scrolls sideways");
    await assertAccessible(page);
    if (width === 1280) await assertValidHtml(await page.content(), "compared");
    assertSilent(page);
  });
}

test("by keyboard: date, year, kind and reasons, then three files that the command reads", async () => {
  const page = await compared(older);
  await page.locator("#make-changes").focus();
  await page.keyboard.press("Enter");
  assert.equal(await words(page, "made-status"), "日付を選んでください。");
  assert.equal(await page.evaluate(() => document.activeElement.id), "change-date");
  await page.locator("#change-date").fill("2026-03-23");
  await page.locator("#change-year").selectOption("R8");
  const first = page.locator("#change-rows tr").first();
  await first.getByLabel("種類（取組 3-2-8）").selectOption("統合");
  await first.getByLabel("理由（取組 3-2-8）").focus();
  await page.keyboard.type("協働の取組にまとめたため");
  await page.keyboard.press("Tab");
  await page.keyboard.type("9-9-9");
  await page.locator("#make-changes").press("Enter");
  assert.match(await words(page, "made-status"), /^理由が空欄の行があります（指標 2-1-1\.3、計画 副題 値、/);
  await page.locator("#make-changes").press("Enter");
  assert.match(await said(page, "made-status", /9-9-9/), /変更!J12（後継ID）/, "a wrong id is named by its cell");

  await first.getByLabel("後継ID（取組 3-2-8）").fill("3-2-1");
  if (await page.locator("#save-changes").getAttribute("href")) assert.fail("files of what was written before");
  await page.locator("#make-changes").press("Enter");
  assert.equal(await said(page, "made-status", /保存できます/), "12行のファイルを作りました。下から保存できます。");

  const csv = await saved(page, "#save-changes");
  const lines = csv.bytes.toString("utf8").trimEnd().split("\r\n");
  assert.equal(csv.name, "changes.csv");
  assert.equal(lines.length, 13);
  assert.equal(lines[1], "2026-03-23,R8,取組,3-2-8,,統合,集会所の予約の電子化,,協働の取組にまとめたため,3-2-1");

  const whole = await saved(page, "#save-completed");
  const path = join(folder, whole.name);
  await writeFile(path, whole.bytes);
  assert.equal(command("check", path).status, 0);
  const { status, stdout } = command("changes", OLDER, path, "--format", "json");
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(stdout).changes, [], "the rows are in 変更 now");

  const comparison = await saved(page, "#save-comparison");
  assert.equal(comparison.name, "comparison.xlsx");
  assert.equal(comparison.bytes.subarray(0, 2).toString(), "PK");

  await first.getByLabel("理由（取組 3-2-8）").fill("ほかの理由");
  assert.match(await words(page, "made-status"), /もう一度/);
  assert.equal(await page.locator("#save-changes").getAttribute("href"), null);
  assertSilent(page);
});

test("a published plan file is an edition; one edition twice has no difference", async () => {
  const plan = join(folder, "plan.txt");
  assert.equal(command("compile", OLDER, "--out", plan).status, 0);
  const page = await compared([plan]);
  assert.equal((await rows(page, "change-rows")).length, 12);
  await page.setInputFiles("#older", csvFiles("sample"));
  assert.match(await said(page, "older-status", /違いはありません。$/), /2026-07-10の版と2026-07-10の版/);
  assert.equal(await page.locator("#compared").isVisible(), false);
});

test("wrong files are named and the plan stays; another plan begins anew", async () => {
  const page = await compared([file("前の版.pdf", "%PDF-1.7\n")]);
  assert.match(await words(page, "older-status"), /^前の版にエラーがあるので、比べられません（エラー1件/);
  assert.equal(await page.locator("#products a[href^='blob:']").count(), 15, "the plan can be saved");
  await page.setInputFiles("#older", [file("a.xlsx", "PK"), file("b.xlsx", "PK")]);
  assert.match(await said(page, "older-status", /2個/), /Excelかzipは一つだけ/);
  await page.setInputFiles("#older", older);
  await page.locator("#change-rows tr").first().waitFor();
  assertSilent(page);

  await choose(page, [workbook("okayama", folder)]);
  assert.equal(await words(page, "older-status"), "");
  assert.equal(await page.locator("#change-rows tr").count(), 0);
  await page.setInputFiles("#older", older);
  await said(page, "older-status", /比べました/);
  assert.match(await words(page, "doubt-list"), /計画ID「sample」と「okayama」は、別の計画のものです。/);
});

test("it works from a folder, without a server", async () => {
  const page = await compared(older, { url: pathToFileURL(`${root}www/officer.html`).href });
  assert.equal((await rows(page, "change-rows")).length, 12);
  await page.locator("#change-date").fill("2026-03-23");
  await page.locator("#make-changes").click();
  await page.locator("#make-changes").click();
  await said(page, "made-status", /保存できます/);
  assert.equal((await saved(page, "#save-changes")).name, "changes.csv");
});
