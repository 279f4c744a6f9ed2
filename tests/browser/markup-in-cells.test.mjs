// HTML and script in every cell of a package: the fragment that the native command writes holds text, JavaScript off.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { bare } from "./support/contents.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { NASTY, NASTY_ID, NASTY_UNIT, strangers } from "./support/nasty.mjs";
import { widgetPage } from "./support/pages.mjs";
import { startServer } from "./support/server.mjs";

const T = NASTY;
// What a department is ends at white space.
const D = NASTY.replaceAll(" ", "/");
const U = NASTY_UNIT.replaceAll(" ", "/");
const I = (id) => NASTY_ID + id;
const YEARS = ["R5", "R6"];
const tables = {
  plan: [["項目", "値"], ["計画ID", "nasty"], ["計画名", T], ["副題", T], ["自治体名", T], ["開始年度", "R5"], ["終了年度", "R6"],
    ["実績年度", "R5"], ["更新日", "2026-11-21"], ["出典名", T], ["部署の見出し", T], ["目的の見出し", T], ["内容の見出し", T],
    ["指標の見出し", T], ["実績の見出し", T]],
  outline: [["体系ID", "上位ID", "記号", "名称", "説明", "担当部署", "ページ", "注記"], [I(1), "", T, T, T, "", T, T]],
  items: [["取組ID", "体系ID", "記号", "名称", "担当部署", "目的", "内容", "ページ", "再掲元", "注記"],
    [I("a"), I(1), T, T, `(主)${D}`, T, T, T, "", T], [I("b"), I(1), T, T, D, "", "", "", I("a"), ""]],
  schedule: [["取組ID", "記号", "取組内容", ...YEARS, "読み取り", "注記"], [I("a"), T, T, T, "→", "inferred", T]],
  indicators: [["取組ID", "指標ID", "指標名", "系列", "単位", "基準年度", "基準値", "参考名", "参考値", "時点", "目標R5", "目標R6",
    "実績R5", "実績R6", "注記"],
    [I("a"), I("a.1"), T, T, U, "R4", `1${U}`, T, `2${U}`, T, `3${U}`, `4${U}`, `5${U}`, T, T]],
  results: [["取組ID", "年度", "実績", "状況", "理由"], [I("a"), "R5", T, T, T]],
  departments: [["名称", "よみ", "別名"], [D, T, ""]],
};
const csv = (rows) => rows.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",")).join("\r\n");

let server, browser, folder;
const written = {};
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "machi-plan-cells-"));
  for (const [name, rows] of Object.entries(tables)) await writeFile(join(folder, `${name}.csv`), csv(rows));
  for (const view of ["items", "indicators"]) {
    const out = join(folder, `${view}.html`);
    output(["render", folder, "--view", view, "--out", out]);
    written[view] = await readFile(out, "utf8");
  }
  server = await startServer({
    pages: { "/items": widgetPage(written.items), "/indicators": widgetPage(written.indicators) },
  });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

for (const view of ["items", "indicators"]) {
  test(`the fragment of the view ${view} holds the cells as text and nothing else`, async () => {
    const page = await browser.openPage({ url: server.url(`/${view}`), javaScriptEnabled: false });
    assert.deepEqual(await page.locator("machi-plan").evaluate(strangers), []);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    const text = bare(await page.locator("machi-plan").innerText());
    const times = text.split(bare(NASTY)).length - 1;
    assert.ok(times > (view === "items" ? 25 : 8), `shown ${times} times`);
    assert.ok((await page.locator("svg").count()) >= 1, "a chart is drawn");
    assert.equal(server.requests.includes("/x"), false);
    assertSilent(page);
  });

  test(`the fragment of the view ${view} is valid HTML`, async () => {
    await assertValidHtml(widgetPage(written[view]), view);
  });
}

test("the id of a row is the target of its link", async () => {
  const page = await browser.openPage({ url: server.url("/items"), javaScriptEnabled: false });
  const row = page.locator("tbody.machi-plan-item").first();
  await row.locator(".machi-plan-name a").click();
  assert.equal(await row.evaluate((row) => row.matches(":target")), true, page.url());
  assertSilent(page);
});
