// The officer's page in Firefox: a good workbook, a damaged one, a wrong file, wide and narrow, by keyboard, under the
// strict policy, and from the disk.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { savedAs, startFirefox } from "../support/firefox.mjs";
import { formsOf } from "../support/forms.mjs";
import { check, command, csvFiles, damagedWorkbook, finished, listed, product, workbook } from "../support/officer.mjs";
import { startServer } from "../support/server.mjs";

const data = fileURLToPath(new URL("../../../data/", import.meta.url));
let server, firefox, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "machi-plan-officer-"));
  server = await startServer();
  firefox = await startFirefox();
});
after(async () => {
  await firefox?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

const words = (page, id) => page.$eval(`#${id}`, (element) => element.innerText);

async function open(url, options) {
  const page = await firefox.open(url, options);
  await page.waitForSelector("#file:enabled");
  return page;
}

async function choose(page, files) {
  const input = await page.$("#file");
  await input.uploadFile(...files);
  await finished(page);
}

for (const width of [1280, 320]) {
  test(`a good package, its workbook, a damaged one and a wrong file at ${width} px`, async () => {
    const page = await open(server.url("/officer.html"), { width });
    const narrow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(await narrow(), 0);
    const city = width === 320 ? "yamaguchi" : "okayama";
    await choose(page, csvFiles(city));
    assert.equal(await words(page, "status"), check(data + city).trimEnd().split("\n").at(-1));
    await page.waitForSelector("#preview tbody.machi-plan-item");
    await page.click("#preview [data-value=indicators]");
    await page.waitForSelector("#preview .machi-plan-indicators");
    assert.equal(await narrow(), 0);
    await page.$eval(product("plan-file"), (link) => link.click());
    const plan = await savedAs(firefox.downloads, `${city}.json`);
    assert.equal(plan.toString(), command("compile", data + city).stdout);
    await page.$eval(product("workbook"), (link) => link.click());
    const book = join(folder, `${city}-again.xlsx`);
    await writeFile(book, await savedAs(firefox.downloads, `${city}.xlsx`));
    await choose(page, [book]);
    assert.equal(await words(page, "status"), check(book).trimEnd().split("\n").at(-1));
    assert.match(await words(page, "outcome"), /^公開できます/);

    const broken = await damagedWorkbook(city, folder);
    await choose(page, [broken]);
    const said = check(broken).trimEnd().split("\n");
    assert.match(said.at(-1), /^エラー[1-9]/);
    assert.equal(await words(page, "status"), said.at(-1));
    assert.deepEqual((await listed(page)).join("\n").split("\n").sort(), said.slice(0, -1).sort());
    assert.equal(await narrow(), 0);

    const wrong = join(folder, "計画.pdf");
    await writeFile(wrong, "%PDF-1.7\n1 0 obj\n");
    await choose(page, [wrong]);
    assert.match(await words(page, "result"), /PDF/);
    assert.deepEqual(page.said, []);
    await page.close();
  });
}

test("by keyboard: to the control, to the problems, back to the start", async () => {
  const page = await open(server.url("/officer.html"));
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  const tabTo = async (id, { back = false } = {}) => {
    if (back) await page.keyboard.down("Shift");
    for (let at = 0; at < 40 && (await focused()) !== id; at += 1) await page.keyboard.press("Tab");
    if (back) await page.keyboard.up("Shift");
    assert.equal(await focused(), id);
  };
  await tabTo("file");
  await choose(page, csvFiles("okayama").slice(0, 3));
  assert.equal(await focused(), "step-2");
  await page.keyboard.press("Tab");
  assert.match(await focused(), /^エラー（\d+件）$/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#problems-error");
  // Without a clipboard, the text to copy is selected.
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("no")); });
  await tabTo("copy", { back: true });
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /写してください/.test(document.getElementById("copied").textContent));
  assert.match(await page.evaluate(() => getSelection().toString()), /^エラー/);
  await tabTo("reset", { back: true });
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "file");
  assert.deepEqual(page.said, []);
  await page.close();
});

test("from the disk the page works whole", async () => {
  const page = await open(new URL("../../../www/officer.html", import.meta.url).href);
  await choose(page, csvFiles("okayama"));
  assert.match(await words(page, "outcome"), /^公開できます/);
  await page.waitForSelector("#preview tbody.machi-plan-item");
  await page.$eval(product("fragment"), (link) => link.click());
  const fragment = await savedAs(firefox.downloads, "okayama-paste.html");
  const src = ["--src", "/machi-plan/okayama.txt"];
  assert.equal(fragment.toString(), command("render", `${data}okayama`, ...src).stdout);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("from the disk a filled form is merged into the plan", async () => {
  const page = await open(new URL("../../../www/officer.html", import.meta.url).href);
  await choose(page, [workbook("sample", folder)]);
  await page.$eval(product("forms-zip"), (link) => link.click());
  const [form] = formsOf(await savedAs(firefox.downloads, "sample-R8-forms.zip"));
  const [{ 取組ID: id }] = form.rows("実績").filter((row) => row.年度 === "R8");
  form.write("実績", { 取組ID: id, 年度: "R8" }, "実績", "進めました。");
  const path = join(folder, form.name);
  await writeFile(path, form.bytes);
  await (await page.$("#answers")).uploadFile(path);
  await page.waitForFunction(() => document.activeElement.id === "merged-head");
  assert.match(await words(page, "merged-outcome"), /^届いた分だけをまとめました。/);
  await page.click("#open-merged");
  await page.waitForFunction(() => document.activeElement.id === "step-2" && document.getElementById("progress").hidden);
  assert.match(await words(page, "outcome"), /^公開できます/);
  await page.$eval(product("plan-file"), (link) => link.click());
  const { plan } = JSON.parse(await savedAs(firefox.downloads, "sample.json"));
  const results = plan.items.flatMap((item) => item.results ?? []).filter((result) => result.fiscal_year === 2026);
  assert.deepEqual(results.map((result) => result.result), ["進めました。"]);
  assert.deepEqual(page.said, []);
  await page.close();
});
