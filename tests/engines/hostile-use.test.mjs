// What is done with a widget by somebody who means harm, in each engine: texts that are markup, links that are too
// long, pages that answer every event, saving where the built-in objects have been changed, a stop beside a reader.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { strangers } from "../browser/support/nasty.mjs";
import { ids, readPlan } from "../browser/support/plan.mjs";
import { planFile, smallPlan } from "../browser/support/plans.mjs";
import { element, html, site } from "./support/site.mjs";
import { FIELD, showsItems } from "./support/widget.mjs";

const okayama = await readPlan("okayama");
const corpus = JSON.parse(await readFile(new URL("../corpus/texts.json", import.meta.url), "utf8")).map(({ text }) => text);
const harmful = smallPlan((plan) => {
  const [item] = plan.items;
  plan.items = corpus.map((text, at) => ({
    item_id: `h${at}`, outline_id: item.outline_id, name: text, purpose: text, content: text, note: text, page: text,
    departments: [{ department: text }],
    schedule: [{ mark: text, action: text, cells: item.schedule[0].cells.map(() => text), note: text }],
  }));
});
const own = site({
  "/hostile.js": await readFile(new URL("support/hostile.js", import.meta.url)),
  "/corpus.json": planFile(harmful),
  "/yamaguchi.json": await readFile(new URL("../../pkg/plans/yamaguchi.json", import.meta.url)),
});
const TWO = element('id="one" plan="okayama"') + element('id="two" plan="yamaguchi"');

/** Opens a page that does something before our script loads. */
async function open(body, before = "", options = {}) {
  const path = `/use-${Object.keys(own.server.pages).length}.html`;
  own.server.pages[`${path}.js`] = before;
  const scripts = `<script src="/hostile.js"></script><script src="${path}.js"></script><script src="/assets/machi-plan.js" defer></script>`;
  own.server.pages[path] = { body: html(body, scripts), ...(options.csp === undefined ? {} : { csp: options.csp }) };
  return own.open(path, options);
}

test("hundreds of texts that are markup stay text, in every view", async () => {
  assert.ok(corpus.length >= 400, `${corpus.length} texts`);
  // Without a policy, so that only the widget prevents what the texts want.
  const watch = `
    window.ran = [];
    for (const name of ["alert", "confirm", "prompt", "print", "eval"]) window[name] = () => { ran.push(name); };`;
  const page = await open(element('id="harmful" src="/corpus.json"') + element('id="usual" plan="okayama"'), watch, { csp: null, widgets: 2 });
  for (const view of ["items", "schedule", "departments", "results", "overview", "data", "item"]) {
    // Before it is printed, a page has every row, and all that is in it.
    const [found, usual] = await page.evaluate(`(view) => ["harmful", "usual"].map((id) => {
      const host = document.getElementById(id);
      host.state = { view, item: id === "harmful" ? "h0" : host.querySelector("tbody[data-item]").dataset.item };
      dispatchEvent(new Event("beforeprint"));
      const found = (${strangers})(host.querySelector(".machi-plan"));
      dispatchEvent(new Event("afterprint"));
      return found;
    })`, view);
    // The drawings of 概要 have elements that no other view has; another city has the same.
    assert.deepEqual(found.filter((name) => !usual.includes(name)), [], view);
  }
  assert.deepEqual(await page.evaluate(() => window.ran), []);
  const names = await page.evaluate(() => [...document.querySelectorAll("#harmful [data-view=items] tbody[data-item] .machi-plan-name a")].map((link) => link.textContent));
  assert.deepEqual(names.length, corpus.length);
  // The same texts as markup: the test is alive.
  const raw = await page.evaluate(`() => {
    const host = document.createElement("div");
    host.innerHTML = ${JSON.stringify(corpus.slice(0, 50))}.join("");
    return (${strangers})(host).length;
  }`);
  assert.ok(raw > 20, `${raw} strangers`);
});

for (const [name, q] of [
  ["300 words", Array.from({ length: 300 }, (_, at) => `の${at}`).join(" ")],
  ["a word a thousand times", "の ".repeat(1_000)],
  ["a letter 1,900 times", "1".repeat(1_900)],
]) {
  test(`a link with all rows open and ${name} is read to its bounds`, async () => {
    const all = ids(okayama.items);
    const page = await own.open(element('plan="okayama"'), { hash: `#machi-plan?item=${all.join(",")}&q=${encodeURIComponent(q)}` });
    const [length, marks] = await page.evaluate(() => [
      [...document.querySelector("machi-plan").state.q].length,
      window.CSS.highlights?.get("machi-plan-hit")?.size ?? 0,
    ]);
    assert.ok(length <= 200 && marks <= 5_000, `${length} letters, ${marks} marks`);
    await page.evaluate(() => { document.querySelector("machi-plan").state = {}; });
    await showsItems(page, all);
    await page.assertSilent();
  });
}

test("five thousand values of a state are a thousand", async () => {
  const page = await own.open(element('plan="okayama"'));
  const count = await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    host.state = { department: window.Array.from({ length: 5_000 }, (_, at) => `部${at}`) };
    return host.state.department.split(",").length;
  });
  assert.equal(count, 1_000);
  await page.assertSilent();
});

test("a state that is set while the focus leaves a row is shown, and answers without end are cut off", async () => {
  const page = await own.open(element('plan="okayama"'));
  const [state, heard, turns] = await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    host.querySelector("tbody[data-item] th a").focus();
    let heard = 0;
    host.addEventListener("focusout", () => {
      heard += 1;
      host.state = { q: "市税", sort: "-number" };
    }, { once: true });
    host.sort = "-number";
    if (!heard) host.state = { q: "市税", sort: "-number" };
    const state = window.JSON.stringify(host.state);
    let turns = 0;
    host.addEventListener("machi-plan:change", () => {
      turns += 1;
      host.state = { q: turns % 2 ? "市" : "市民" };
    });
    host.state = { q: "窓口" };
    return [state, heard, turns];
  });
  assert.equal(state, '{"q":"市税","sort":"-number"}');
  // An engine that moves a row without taking its focus sends no event.
  assert.ok(heard <= 1);
  assert.ok(turns > 1 && turns <= 21, `${turns} turns`);
  const { said, errors } = await page.watch();
  assert.equal(errors.length, 0);
  assert.equal(said.filter((line) => line.includes("20回で止めました")).length, 1, said.join("\n"));
});

// A driver uses these objects too, so the page itself saves, and puts them back before a driver looks.
const SAVE = (pollution) => `{
  const real = { stringify: JSON.stringify, createObjectURL: URL.createObjectURL, Blob };
  const files = [], names = [];
  const own = (blob) => { files.push(blob); return real.createObjectURL.call(URL, blob); };
  URL.createObjectURL = own;
  HTMLAnchorElement.prototype.click = function () { names.push(this.download); };
  const late = {}, early = {};
  ${pollution}
  early.act?.();
  addEventListener("machi-plan:ready", () => {
    const host = document.querySelector("machi-plan");
    late.act?.();
    for (const kind of ["plan-file", "items"]) host.querySelector("[data-do=download][data-value=" + kind + "]").click();
    const csv = host.exportCsv("excel");
    delete Array.prototype.toJSON;
    delete String.prototype.toJSON;
    delete Object.prototype.toJSON;
    JSON.stringify = real.stringify;
    globalThis.Blob = real.Blob;
    Promise.all(files.map((file) => file.text?.())).then((texts) => { window.found = { names, texts, csv, said: host.querySelector(".machi-plan-downloads [role=status]").className }; });
  }, { once: true });
}`;
const TO_JSON = `() => {
  Array.prototype.toJSON = String.prototype.toJSON = () => "of the page";
  Object.defineProperty(Object.prototype, "toJSON", { configurable: true, value: () => "of the page" });
}`;
for (const [name, pollution] of [
  ["toJSON on every object", `early.act = ${TO_JSON};`],
  ["no JSON.stringify", "early.act = () => { delete JSON.stringify; };"],
  ["another JSON.stringify", 'early.act = () => { JSON.stringify = () => "{}"; };'],
  ["another Blob, later", "late.act = () => { globalThis.Blob = class { size = 0; }; };"],
  ["an address elsewhere, later", 'late.act = () => { URL.createObjectURL = () => "https://example.invalid/"; };'],
]) {
  test(`${name}: what is saved is right to the letter`, async () => {
    const page = await open(element('plan="yamaguchi" view="data"'), SAVE(pollution));
    const found = await page.until(() => window.found);
    assert.deepEqual(found.names, ["yamaguchi.json", "yamaguchi-list.csv"]);
    const plan = await page.evaluate(() => fetch("/yamaguchi.json").then((file) => file.text()));
    assert.ok(found.texts[0] === plan, `${found.texts[0].length} letters for ${plan.length}`);
    assert.ok(found.texts[1].replace("\ufeff", "") === found.csv && found.csv.length > 10_000);
    assert.equal((await page.watch()).errors.length, 0);
  });
}
for (const [name, act] of [
  ["another Blob", "globalThis.Blob = class { size = 0; };"],
  ["an address elsewhere", 'URL.createObjectURL = () => "https://example.invalid/";'],
]) {
  test(`${name} from the start: no file, and a message`, async () => {
    const page = await open(element('plan="yamaguchi" view="data"'), SAVE(`early.act = () => { ${act} };`));
    assert.deepEqual((await page.until(() => window.found)).names, []);
    await page.until(() => document.querySelector(".machi-plan-downloads [role=status]").textContent.includes("「yamaguchi-list.csv」を作れませんでした"));
    assert.equal((await page.watch()).errors.length, 0);
  });
}

test("a stop beside a reader leaves the focus and the caret where they were", async () => {
  const page = await open(TWO, "", { widgets: 2 });
  await page.type(`#two ${FIELD}`, "市民");
  await page.until(() => document.querySelector("#two").state.q === "市民");
  await page.evaluate(() => {
    document.activeElement.setSelectionRange(1, 1);
    window.damage();
    document.querySelector("#one").q = "市税";
  });
  await page.ready(3);
  const found = await page.evaluate(() => {
    const { activeElement } = document;
    return [activeElement.closest("machi-plan")?.id, activeElement.type, activeElement.value, activeElement.selectionStart];
  });
  assert.deepEqual(found, ["two", "search", "市民", 1]);
  await page.assertSilent();
});
