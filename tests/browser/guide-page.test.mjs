// The guide as a page: its copy buttons, with and without a clipboard and a script; its links, its pictures, its
// names. Other tests check that it is accessible, valid and fits 320 px, with all pages of the site.

import assert from "node:assert/strict";
import { access, stat } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { GUIDE, SNIPPETS } from "./support/guide.mjs";
import { ownPages } from "./support/pages.mjs";
import { startServer } from "./support/server.mjs";

const MOST_BYTES = 60 * 1024;
const root = new URL("../../", import.meta.url);

let server, browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const open = (options) => browser.openPage({ url: server.url("/guide.html"), ...options });

test("every snippet is copied letter by letter, by keyboard, and that is said", async () => {
  const page = await open({ context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const buttons = page.locator(".site-copy");
  assert.equal(await buttons.count(), SNIPPETS.length);
  const names = new Set(await buttons.allInnerTexts());
  assert.equal(names.size, SNIPPETS.length, "no two buttons have one name");
  for (const { id, code } of SNIPPETS) {
    const button = page.locator(`[aria-controls="${id}"]`);
    await button.focus();
    await page.keyboard.press("Enter");
    const status = button.locator("xpath=..").getByRole("status");
    await status.getByText("コピーしました。").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
    assert.ok(await button.evaluate((one) => one === document.activeElement), "the focus stays");
  }
  assertSilent(page);
});

test("where no clipboard may be written the snippet is selected, and that is said", async () => {
  const page = await open();
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  const { id, code } = SNIPPETS[0];
  await page.locator(`[aria-controls="${id}"]`).click();
  await page.getByText("コピーできませんでした。").waitFor();
  assert.equal(await page.evaluate(() => getSelection().toString().trim()), code);
  assertSilent(page);
});

test("without a script there is no button, and every snippet can be read", async () => {
  const page = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator(".site-copy:visible").count(), 0);
  assert.equal(await page.locator(".site-snippet:visible").count(), SNIPPETS.length);
});

test("no link of the guide is dead, and every page of the site leads to it", async () => {
  const page = await open();
  const links = await page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
  const paths = new Set();
  for (const link of links) {
    const { pathname, hash, origin } = new URL(link);
    assert.equal(origin, server.origin, link);
    paths.add(pathname);
    if (pathname === "/guide.html" && hash) assert.equal(await page.locator(hash).count(), 1, link);
  }
  for (const path of paths) assert.equal((await fetch(server.url(path))).status, 200, path);
  for (const path of await ownPages()) {
    const text = await (await fetch(server.url(path))).text();
    assert.match(text, /<a href="(\.\.\/)?guide\.html"/, path);
  }
});

test("the pictures are there, light, described, and have the room that is kept for them", async () => {
  const page = await open();
  const images = await page.locator("main img").evaluateAll((all) =>
    Promise.all(
      all.map(async (image) => {
        image.loading = "eager";
        await image.decode();
        const { naturalWidth, naturalHeight, alt } = image;
        const [width, height, src] = ["width", "height", "src"].map((name) => image.getAttribute(name));
        return { kept: [Number(width), Number(height)], is: [naturalWidth, naturalHeight], alt, src };
      }),
    ),
  );
  assert.equal(images.length, 4);
  for (const { kept, is, alt, src } of images) {
    assert.deepEqual(kept, is, src);
    assert.ok(alt.length > 20 && alt.endsWith("。"), src);
    const { size } = await stat(new URL(`www/${src}`, root));
    assert.ok(size <= MOST_BYTES, `${src} has ${size} bytes`);
  }
  assertSilent(page);
});

test("every document and file that the guide names is in the repository or in the package", async () => {
  const named = new Set(GUIDE.match(/docs\/[a-z-]+\.md/g));
  assert.ok(named.has("docs/hosts.md") && named.has("docs/api.md"));
  for (const name of named) await access(new URL(name, root));
  for (const name of ["machi-plan.js", "machi-plan.css", "embed.html", "integrity.json", "fragments"]) {
    assert.ok(GUIDE.includes(name), name);
    await access(new URL(`pkg/${name}`, root));
  }
});
