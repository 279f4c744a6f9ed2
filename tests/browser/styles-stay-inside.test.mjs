// The widget does not change the page around it: no rule of its style sheet, no global, no element.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { SHEETS, hostPage, sheetFiles, wear } from "./support/hosts.mjs";
import { LOOKS, differences, looks } from "./support/looks.mjs";
import { startServer } from "./support/server.mjs";

// What a page has of the same names: elements, classes of one word, classes that begin like ours, our very class for its looks.
const AROUND = `<div id="around"><h2 class="title">見出し</h2><h3>見出し</h3><p class="about">文<a href="#around">リンク</a><ins>加えた文</ins></p>
<table class="items"><caption>表</caption><thead><tr><th scope="col"><button type="button">並べ替え</button></th></tr></thead>
<tbody class="item"><tr><td><details open><summary>詳しく</summary>中</details></td></tr></tbody></table>
<ul class="facets"><li>項目<ol><li>一</li></ol></li></ul><dl class="facts"><dt>語</dt><dd>文</dd></dl>
<form><fieldset><legend>選ぶ</legend><label><input type="checkbox">はい</label><input type="search" aria-label="探す"><select aria-label="順"><option>順</option></select></fieldset></form>
<figure class="figure"><svg class="chart" width="20" height="20"><path d="M0 0L9 9"/><text x="1" y="9">字</text></svg></figure>
<div class="machi-plan-like machiplan"><p>似た名前</p><ul><li><a href="#around">リンク</a></li></ul></div>
<div class="machi-plan"><p>見た目だけ</p><ul><li><a href="#around">リンク</a></li></ul><button type="button">押す</button><details><summary>開く</summary>中</details></div>
<p hidden>隠れた文</p></div>`;
const pages = {
  ...sheetFiles,
  // Its own script brings the widget late, which the strict policy would refuse.
  "/late": { body: hostPage(`${AROUND}<div id="place"></div>`, { script: false, sheet: false }), csp: null },
  "/whole": hostPage(`${AROUND}<machi-plan plan="okayama"></machi-plan>`, { sheet: false }).replace("<body>", '<body class="machi-plan">'),
};
let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** What the page's own program does when the widget is wanted: it links the sheet and the script, and writes the element. */
async function arrive(page, attributes = "") {
  await page.evaluate((attributes) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/assets/machi-plan.css" }));
    document.head.append(Object.assign(document.createElement("script"), { src: "/assets/machi-plan.js" }));
    document.querySelector("#place").innerHTML = `<machi-plan plan="okayama" ${attributes}></machi-plan>`;
  }, attributes);
  await ready(page);
}
const outer = (page) => looks(page, [...LOOKS, "width", "height", "color-scheme"], "html, body, body > *, #around, #around *");

test("what stands around the widget looks the same before and after script and sheet, under every sheet of the page", async () => {
  const page = await browser.openPage({ url: server.url("/late") });
  const names = [undefined, ...Object.keys(SHEETS)];
  const without = {};
  for (const name of names) {
    await wear(page, name);
    without[name] = await outer(page);
  }
  assert.ok(Object.keys(without[undefined]).length > 40, "the page has something to lose");
  await wear(page);
  await arrive(page);
  // The page is taller because the widget is in it.
  const flat = (all) => Object.fromEntries(Object.entries(all).map(([name, { height, ...own }]) =>
    [name, /#place|(^|> )(html|body|main)\.$/.test(name) ? own : { ...own, height }]));
  for (const name of names) {
    await wear(page, name);
    assert.deepEqual(differences(flat(without[name]), flat(await outer(page))), [], name ?? "no sheet");
  }
  assertSilent(page);
});

test("a class of ours on the whole page is the page's own", async () => {
  const page = await browser.openPage({ url: server.url("/whole"), until: "ready" });
  const named = await outer(page);
  await page.evaluate(() => { document.body.className = ""; });
  const plain = await outer(page);
  const bare = (all) => Object.fromEntries(Object.entries(all).map(([name, own]) => [name.replaceAll("body.machi-plan", "body."), own]));
  assert.deepEqual(differences(bare(plain), bare(named)), []);
  assertSilent(page);
});

test("the only names that the script leaves in the page are the element and machiPlan", async () => {
  const page = await browser.openPage({ url: server.url("/late") });
  const names = () => page.evaluate(() => [...Object.getOwnPropertyNames(window), ...Object.getOwnPropertyNames(document), ...Object.keys(Element.prototype)]);
  const before = new Set(await names());
  await arrive(page);
  assert.deepEqual((await names()).filter((name) => !before.has(name)), ["machiPlan"]);
  assert.equal(await page.evaluate(() => Object.isFrozen(machiPlan) && customElements.get("machi-plan") !== undefined), true);
  assertSilent(page);
});

test("every selector of the sheet needs an element of ours, and every name in it is ours", async () => {
  const css = await readFile(new URL("../../pkg/machi-plan.css", import.meta.url), "utf8");
  const page = await browser.openPage({ url: server.url("/late") });
  const found = await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const found = { selectors: [], others: [], properties: [], containers: [] };
    const walk = (rules) => {
      for (const rule of rules) {
        if (rule instanceof CSSStyleRule) {
          found.selectors.push(rule.selectorText);
          found.properties.push(...[...rule.style].filter((name) => name.startsWith("--")));
        } else if (!(rule instanceof CSSMediaRule || rule instanceof CSSSupportsRule || rule instanceof CSSContainerRule)) {
          found.others.push(rule.cssText.slice(0, 80));
        }
        if (rule instanceof CSSContainerRule) found.containers.push(rule.containerName);
        if (rule.cssRules) walk(rule.cssRules);
      }
    };
    walk(sheet.cssRules);
    return found;
  }, css);
  assert.ok(found.selectors.length > 200 && found.properties.length > 20 && found.containers.length > 3, "the sheet was read");
  // Keyframes, fonts, layers and properties would be names of the whole page.
  assert.deepEqual(found.others, []);
  assert.deepEqual(found.properties.filter((name) => !name.startsWith("--machi-plan-")), []);
  assert.deepEqual(found.containers.filter((name) => name !== "machi-plan"), []);
  const scoped = (selector) => /^:not\(#_#_#_#_\)(\.machi-plan|::highlight\(machi-plan-hit\)|:is\(\.machi-plan[^)]*\))/.test(selector) || /^(machi-plan|:where\(machi-plan)/.test(selector);
  const apart = (text) => {
    let depth = 0;
    const parts = [""];
    for (const letter of text) {
      if (letter === "(") depth++;
      if (letter === ")") depth--;
      if (letter === "," && depth === 0) parts.push("");
      else parts[parts.length - 1] += letter;
    }
    return parts.map((part) => part.trim());
  };
  assert.deepEqual(found.selectors.flatMap(apart).filter((selector) => !scoped(selector)), []);
});

test("the page says where the element stands and whether it shows, and sets its colours by name", async () => {
  const page = await browser.openPage({ url: server.url("/late") });
  await arrive(page, "hidden");
  const host = page.locator("machi-plan");
  assert.equal(await host.isVisible(), false, "hidden as an attribute");
  await host.evaluate((host) => { host.hidden = false; });
  assert.equal(await host.isVisible(), true);
  const look = () => host.evaluate((host) => [getComputedStyle(host).display, getComputedStyle(host).marginTop, getComputedStyle(host.querySelector("thead th")).backgroundColor]);
  assert.deepEqual(await look(), ["block", "0px", "rgb(230, 230, 230)"]);
  for (const selector of ["machi-plan", ".machi-plan"]) {
    await page.evaluate((selector) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`machi-plan { margin-top: 7px; } ${selector} { --machi-plan-head: #ffeedd; }`);
      // Before ours, where the style sheet of a page always is.
      document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets.slice(-1)];
    }, selector);
    assert.deepEqual(await look(), ["block", "7px", "rgb(255, 238, 221)"], selector);
  }
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("#place > machi-plan { display: none; }");
    document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets.slice(-1)];
  });
  assert.equal(await host.isVisible(), false, "hidden by the page's sheet");
});
