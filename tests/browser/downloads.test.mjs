// データ: saved files have exactly the bytes that the command writes, or contain the selected items; under the strict
// policy.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { WHOLE, assertSilent, ready } from "./support/browser.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { widgetPage } from "./support/pages.mjs";
import { command, saved } from "./support/officer.mjs";
import { counted, ids, readPlan, select } from "./support/plan.mjs";
import { csvRows, planFile, smallPlan } from "./support/plans.mjs";
import { unzip } from "./support/zip.mjs";
import { element, field, shown, site } from "./support/widget.mjs";

const hostile = smallPlan((plan) => {
  plan.about.plan_id = "small";
  plan.about.title = '"\u0000\u0008\u001f\\\u2028</script>😀';
  plan.items[0].name = '=1+1,"x"\nあ';
});
// Saving is the whole browser's work, not the engine's.
const own = site({ "/hostile.json": planFile(hostile) }, { chromium: WHOLE });
const { open } = own;
const root = fileURLToPath(new URL("../../", import.meta.url));
const press = (kind) => `[data-do=download][data-value=${kind}]`;
const csvOf = (page, form) => page.evaluate((form) => document.querySelector("machi-plan").exportCsv(form), form);
let folder;
before(async () => { folder = await mkdtemp(join(tmpdir(), "machi-plan-downloads-")); });
after(async () => { if (folder) await rm(folder, { recursive: true }); });

for (const city of ["okayama", "yamaguchi"]) {
  test(`${city}: all three are the command's, byte for byte`, async () => {
    const zip = join(folder, `${city}.zip`);
    const { status, stderr } = command("export", `data/${city}`, "--as", "zip", "--out", zip);
    assert.equal(status, 0, stderr);
    const page = await open(element(city, 'view="data"'));
    const openData = await saved(page, press("open-data"));
    assert.equal(openData.name, `${city}-open-data.zip`);
    assert.ok(openData.bytes.equals(await readFile(zip)), "the zip");
    const items = await saved(page, press("items"));
    assert.equal(items.name, `${city}-list.csv`);
    assert.equal(`\ufeff${await csvOf(page)}`, unzip(openData.bytes)["items.csv"].toString(), "all items are the file of the open data");
    const plan = await saved(page, press("plan-file"));
    assert.equal(plan.name, `${city}.json`);
    assert.ok(plan.bytes.equals(await readFile(`${root}pkg/plans/${city}.json`)), "the plan file");
    assertSilent(page);
  });
}

test("the CSV holds the selection in its order, and exportCsv() says the same as data without the mark of a file", async () => {
  const page = await open(element("yamaguchi", 'department="総務課" sort="-number"'));
  const plan = await readPlan("yamaguchi");
  assert.equal(await csvOf(page).then((text) => csvRows(text).length), (await shown(page)).length);
  await field(page).fill("市民");
  const found = select(plan, { department: ["総務課"], q: "市民" });
  const expect = ids(found).reverse();
  assert.ok(expect.length > 0 && expect.length < plan.items.length);
  await page.click("[data-do=view][data-value=data]");
  const { bytes } = await saved(page, press("items"));
  const text = bytes.toString();
  assert.equal(text[0], "\ufeff");
  assert.equal(await csvOf(page, "excel"), text.slice(1));
  const rows = csvRows(text.slice(1));
  assert.deepEqual(rows.map((row) => row["取組ID"]), expect);
  assert.equal(text.split("\r\n").length - 2, rows.length, "every row ends with CRLF");
  const tidy = csvRows(await csvOf(page));
  assert.deepEqual(tidy.map((row) => row.item_id), expect);
  for (const [at, id] of expect.entries()) {
    const item = plan.items.find((item) => item.id === id);
    assert.equal(rows[at]["名称"], item.name);
    for (const year of plan.years) {
      const targets = item.indicators.map((row) => row[`目標${year}`]).filter(Boolean);
      const lines = (rows[at][`${year} 指標 目標`] ?? "").split("\n").filter(Boolean);
      assert.deepEqual(lines.map((line) => line.replace(/^.*: /, "")), targets, `${id} ${year}`);
    }
  }
  await assert.rejects(csvOf(page, "xlsx"), /"tidy" か "excel"/);
  const said = await page.locator(".machi-plan-selected").innerText();
  assert.match(said, new RegExp(`全${counted(plan.items).items}件のうち${counted(found).items}件.*総務課`));
  assert.match(said, /「市民」/);
  assertSilent(page);
});

test("what stands beside the button follows the selection", async () => {
  const page = await open(element("okayama", 'view="data"'));
  const said = () => page.locator(".machi-plan-selected").innerText();
  const all = await said();
  await page.evaluate(() => { document.querySelector("machi-plan").q = "窓口"; });
  assert.notEqual(await said(), all);
  assert.match(await said(), /「窓口」/);
});

test("a press says politely that a file was made, and the focus stays", async () => {
  const page = await open(element("okayama", 'view="data"'));
  const live = page.locator(".machi-plan-downloads [role=status]");
  assert.equal(await live.innerText(), "");
  await page.locator(press("items")).focus();
  await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  await page.waitForFunction(() => document.querySelector(".machi-plan-downloads [role=status]").textContent);
  assert.equal(await live.innerText(), "ファイル「okayama-list.csv」を作りました。");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.value), "items");
  await assertAccessible(page);
  await assertValidHtml(await page.content());
  assertSilent(page);
});

test("what each file holds stands there, under the terms; the zip explains every column", async () => {
  const page = await open(element("yamaguchi", 'view="data"'));
  const text = await page.locator(".machi-plan-downloads").innerText();
  const files = unzip((await saved(page, press("open-data"))).bytes);
  const { resources } = JSON.parse(files["datapackage.json"]);
  assert.deepEqual(resources.map((one) => one.path).sort(), Object.keys(files).filter((name) => name.endsWith(".csv")).sort());
  for (const { title, path, schema } of resources) {
    assert.ok(text.includes(title.replace("指標の値", "その値")), title);
    const header = files[path].toString().slice(1).split("\r\n")[0].split(",");
    assert.deepEqual(schema.fields.map((field) => field.name), header);
    assert.ok(schema.fields.every((field) => field.title), path);
  }
  const { about } = await readPlan("yamaguchi");
  for (const part of [about.出典名, about.利用条件]) assert.ok(text.includes(part), part);
});

test("signs that JSON and CSV must escape come out whole; what is saved can be loaded again", async () => {
  const page = await open('<machi-plan src="/hostile.json" view="data"></machi-plan>');
  const plan = await saved(page, press("plan-file"));
  assert.equal(plan.name, "small.json");
  const { plan: body } = JSON.parse(plan.bytes);
  assert.equal(body.about.title, hostile.about.title);
  assert.equal(body.items[0].name, hostile.items[0].name);
  assert.ok(!plan.bytes.includes("<"));
  own.server.pages["/again.json"] = plan.bytes;
  const again = await open('<machi-plan src="/again.json" view="data"></machi-plan>');
  assert.ok((await saved(again, press("plan-file"))).bytes.equals(plan.bytes));
  const files = unzip((await saved(page, press("open-data"))).bytes);
  assert.equal(JSON.parse(files["datapackage.json"]).title, hostile.about.title);
  assert.equal(csvRows(files["items.csv"].toString())[0].name, `'${hostile.items[0].name}`);
  await page.evaluate(() => { const host = document.querySelector("machi-plan"); host.planData = host.planData; });
  await ready(page, 2);
  assert.ok((await saved(page, press("plan-file"))).bytes.equals(plan.bytes), "from planData too");
});

test("nothing is offered without a script", async () => {
  const { stdout } = command("render", "data/okayama", "--view", "data");
  own.server.pages["/fragment.html"] = widgetPage(stdout, { script: false });
  const page = await own.browser.openPage({ url: own.server.url("/fragment.html"), javaScriptEnabled: false });
  assert.equal(await page.locator(".machi-plan-downloads").count(), 1);
  assert.equal(await page.locator("machi-plan button").count(), 0);
  assert.equal(await page.locator(".machi-plan-downloads").innerText(), "");
});
