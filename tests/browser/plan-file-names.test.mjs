// A plan file is recognised by its content: under every name and type that a CMS accepts, with a BOM, with white
// space.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { FALLBACK, widgetPage } from "./support/pages.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { startServer } from "./support/server.mjs";

const good = planFile(smallPlan());
const files = {
  "/plan.txt": good,
  "/plan.csv": good,
  "/計画 (1).json": good,
  "/plan": { body: good, headers: { "content-type": "application/octet-stream" } },
  "/plan.php": { body: good, headers: { "content-type": "text/html; charset=Shift_JIS" } },
  "/bom.json": `\ufeff${good}`,
  "/spaces.json": `\r\n  ${good}\r\n\r\n`,
};
const pages = {};
const names = Object.keys(files);
names.forEach((name, at) => {
  pages[encodeURI(name)] = files[name];
  pages[`/page-${at}`] = widgetPage(`<machi-plan src="${name.slice(1)}">${FALLBACK}</machi-plan>`);
});

let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

names.forEach((name, at) => {
  test(`a plan file under the name ${name.slice(1)}`, async () => {
    const page = await browser.openPage({ url: server.url(`/page-${at}`), until: "ready" });
    assert.equal(await page.locator("tbody.machi-plan-item").count(), 3);
    assert.equal(await page.locator("#fallback").count(), 0);
    assert.match(await page.locator(".machi-plan-title").innerText(), /小さな計画/);
    assertSilent(page);
  });
});
