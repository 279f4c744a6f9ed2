// A page that has changed the built-in objects: what is saved is right to the byte, or there is no file and a message.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { command, csvFiles, finished, product, saved } from "./support/officer.mjs";
import { element, html, site } from "./support/widget.mjs";
import { unzip } from "./support/zip.mjs";

const CITY = "yamaguchi";
const own = site({ "/page.html": html(element(CITY, 'view="data"')) });
const pkg = new URL("../../pkg/", import.meta.url);
const planFile = await readFile(new URL(`plans/${CITY}.json`, pkg));
const press = (kind) => `[data-do=download][data-value=${kind}]`;

/** What pages do, before our script starts or while the widget is used. */
const harmless = {
  "toJSON of lists, texts and all objects, as Prototype.js has it": () => {
    Array.prototype.toJSON = String.prototype.toJSON = () => "of the page";
    Object.defineProperty(Object.prototype, "toJSON", { configurable: true, value: () => "of the page" });
  },
  "another JSON.stringify": () => { JSON.stringify = () => "{}"; },
  "no JSON.stringify": () => { delete JSON.stringify; },
};
/** The same is harmless only later: at its start the script takes the functions that it uses. */
const replaced = {
  "another Blob": () => { globalThis.Blob = class { size = 0; }; },
  "a Blob that throws": () => { globalThis.Blob = function () { throw new Error("thrown by the page"); }; },
  "a Blob that leaves a part away": () => {
    const { Blob } = globalThis;
    globalThis.Blob = function (parts, options) { return new Blob([parts[0].slice(0, 76)], options); };
  },
  "an address elsewhere": () => { URL.createObjectURL = () => "https://example.invalid/plan.json"; },
  "no address": () => { delete URL.createObjectURL; },
};

/** Opens a page and does `act` before its scripts, or as soon as the widget is ready. */
async function open(path, act, isLate = false) {
  const page = await own.browser.openPage();
  const late = `addEventListener("machi-plan:ready", () => { window.csv = ["tidy", "excel"].map((form) => document.querySelector("machi-plan").exportCsv(form)); (${act})(); }, { once: true });`;
  const early = `(${act})(); addEventListener("machi-plan:ready", () => { window.csv = ["tidy", "excel"].map((form) => document.querySelector("machi-plan").exportCsv(form)); }, { once: true });`;
  await page.addInitScript(isLate ? late : early);
  await page.goto(own.server.url(path));
  return page;
}

for (const [name, act, isLate] of [
  ...Object.entries(harmless).flatMap(([name, act]) => [[name, act, false], [name, act, true]]),
  ...Object.entries(replaced).map(([name, act]) => [name, act, true]),
]) {
  test(`${name}, ${isLate ? "later" : "from the start"}: every file is right to the byte`, async () => {
    const page = await open("/page.html", act, isLate);
    const plan = await saved(page, press("plan-file"));
    assert.equal(plan.name, `${CITY}.json`);
    assert.ok(plan.bytes.equals(planFile), `${plan.bytes.length} bytes for ${planFile.length}`);
    const items = await saved(page, press("items"));
    const openData = unzip((await saved(page, press("open-data"))).bytes);
    const files = [openData["items.csv"], items.bytes].map((bytes) => bytes.toString().slice(1));
    assert.deepEqual(await page.evaluate("window.csv"), files);
    // A plan that the page gives back is the same plan.
    await page.evaluate(`{
      const host = document.querySelector("machi-plan");
      window.again = new Promise((done) => host.addEventListener("machi-plan:ready", () => done(true), { once: true }));
      host.planData = host.planData;
    }`);
    await page.evaluate("window.again");
    assert.ok((await saved(page, press("plan-file"))).bytes.equals(planFile), "after planData");
    assert.equal(await page.evaluate("globalThis.machiPlanErrors.length"), 0);
  });
}

for (const [name, act] of Object.entries(replaced)) {
  test(`${name} before the script starts: no file, and a message`, async () => {
    const page = await open("/page.html", act);
    const downloads = [];
    page.on("download", (download) => downloads.push(download.suggestedFilename()));
    await page.locator(press("plan-file")).click();
    const said = page.locator("machi-plan [role=status]", { hasText: `ファイル「${CITY}.json」を作れませんでした。` });
    await said.waitFor({ state: "visible" });
    // The widget goes on.
    await page.locator("machi-plan [data-do=view][data-value=indicators]").click();
    // In a chart the message is below it.
    await page.locator("machi-plan .machi-plan-figure:visible").first().waitFor();
    const words = await page.evaluate(`(() => {
      const figure = [...document.querySelectorAll("machi-plan .machi-plan-figure")].find((one) => one.checkVisibility());
      for (const part of figure.querySelectorAll("details")) part.open = true;
      figure.querySelector("[data-do=save]").click();
      return figure.innerText;
    })()`);
    assert.match(words, /ファイル「yamaguchi-.*」を作れませんでした。/);
    assert.deepEqual(downloads, []);
    assert.equal(await page.evaluate("globalThis.machiPlanErrors.length"), 0);
  });
}

for (const [name, act] of Object.entries({ ...harmless, "another Blob": replaced["another Blob"] })) {
  test(`the officer's page, ${name}: a right file, or none and a message`, async () => {
    const page = await own.browser.openPage();
    await page.addInitScript(`(${act})()`);
    await page.goto(own.server.url("/officer.html"));
    await page.locator("#file:enabled").waitFor();
    await page.setInputFiles("#file", csvFiles(CITY));
    if (act === replaced["another Blob"]) {
      await page.locator("#outcome", { hasText: "作れませんでした" }).waitFor();
      assert.equal(await page.locator("a[download]").count(), 0);
      return;
    }
    await finished(page);
    const plan = await saved(page, product("plan-file"));
    assert.ok(plan.bytes.equals(planFile), `${plan.bytes.length} bytes for ${planFile.length}`);
    const fragment = await saved(page, product("fragment"));
    const { stdout } = command("render", `data/${CITY}`, "--src", `/machi-plan/${CITY}.txt`);
    assert.equal(fragment.bytes.toString(), stdout);
  });
}
