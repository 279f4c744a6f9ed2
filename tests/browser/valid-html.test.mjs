// The HTML checker finds nothing: pages as files, fragments as files, and the DOM in every state.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { assertSilent, failed, startBrowser } from "./support/browser.mjs";
import { assertValidHtml, htmlMistakes } from "./support/html.mjs";
import { FALLBACK, ownPages, widgetPage } from "./support/pages.mjs";
import { startServer } from "./support/server.mjs";
import { throughStates } from "./support/states.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const paths = await ownPages();
const pages = { "/error": widgetPage(`<machi-plan plan="none">${FALLBACK}</machi-plan>`) };
let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

for (const path of paths) {
  // WCAG 4.1.1, 3.1.1: ページのHTMLを文法の検査にかける
  test(`${path} as a file`, async () => assertValidHtml(await readFile(`${root}www${path}`, "utf8"), path));
}

// WCAG 4.1.1: 配るHTMLを文法の検査にかける
test("every fragment of the package as a file", async () => {
  const names = (await readdir(`${root}pkg/fragments`)).filter((name) => name.endsWith(".html"));
  const expected = ["okayama", "yamaguchi"].flatMap((city) => ["-all", "-editor", ""].map((form) => `${city}${form}.html`));
  assert.deepEqual(names.sort(), expected);
  for (const name of names) {
    const fragment = await readFile(`${root}pkg/fragments/${name}`, "utf8");
    assert.match(fragment, name.includes("-editor") ? /^<div class="machi-plan" / : /^<machi-plan /);
    // The standard calls the name of an anchor obsolete and conforming; it is the one target that some editors keep.
    const isAnchor = (mistake) => name.includes("-editor") && mistake.includes('Attribute "name" is deprecated on <a>');
    const mistakes = await htmlMistakes(widgetPage(fragment, { script: false }));
    assert.deepEqual(mistakes.filter((mistake) => !isAnchor(mistake)), [], name);
  }
});

for (const path of ["/okayama.html", "/assets/yamaguchi-fragment.html"]) {
  // WCAG 4.1.1: ブラウザーの中のHTMLを、すべての状態で文法の検査にかける
  test(`${path} as the browser holds it, in every state`, async () => {
    const page = await browser.openPage({ url: server.url(path), until: "ready" });
    await throughStates(page, async (state) => {
      assert.deepEqual(await htmlMistakes(await page.content()), [], state);
    });
    assertSilent(page);
  });
}

test("two widgets on a page share no id", async () => {
  const page = await browser.openPage({ url: server.url("/departments.html"), until: "ready" });
  await page.waitForFunction(() => machiPlanReady.length === 2);
  await assertValidHtml(await page.content());
  assertSilent(page);
});

test("the message of an error as the browser holds it", async () => {
  const page = await browser.openPage({ url: server.url("/error") });
  await failed(page);
  await assertValidHtml(await page.content());
  assertSilent(page);
});
