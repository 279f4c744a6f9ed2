// The site of pages as a reader has it: accessible, valid, under a strict policy, without a script, at 320 px, on paper; it
// requests nothing from another host. And the link from the widget to it.

import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, ready } from "./support/browser.mjs";
import { command, root } from "./support/command.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { widgetPage } from "./support/pages.mjs";
import { site } from "./support/widget.mjs";

const CITIES = ["sample", "yamaguchi", "okayama"];
const FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const folder = await mkdtemp(`${tmpdir()}/machi-plan-site-`);
const pages = {};
for (const city of CITIES) {
  const font = city === "sample" ? ["--font", FONT] : [];
  const { status, stderr } = command(["render", `${root}data/${city}`, "--as", "site", "--base", `https://example.jp/${city}`, "--out", `${folder}/${city}`, ...font]);
  assert.equal(status, 0, stderr);
  for (const name of await readdir(`${folder}/${city}`, { recursive: true })) {
    if (/\.\w+$/.test(name)) pages[`/${city}/${name}`] = { body: await readFile(`${folder}/${city}/${name}`), csp: POLICY };
  }
}
const widget = (address) => widgetPage(`<machi-plan plan="yamaguchi"${address === undefined ? "" : ` site="${address}"`}></machi-plan>`);
pages["/widget"] = widget("/yamaguchi");
pages["/widget-bad"] = widget("javascript:alert(1)");
const fragment = command(["render", `${root}data/yamaguchi`, "--site", "/yamaguchi/"]);
assert.equal(fragment.status, 0, fragment.stderr);
pages["/fragment"] = widgetPage(fragment.stdout);
const own = site(pages);

/** A page of each kind: the first, an item, an item that went, a department. */
function some(city) {
  const of = (kind) => Object.keys(pages).filter((path) => path.startsWith(`/${city}/${kind}/`) && path.endsWith(".html"));
  return [`/${city}/index.html`, ...of("items").slice(0, 3), ...of("items").slice(-2), of("departments")[0]];
}

for (const city of CITIES) {
  test(`${city}: pages are accessible, valid and quiet, wide and at 320 px, light and dark`, async () => {
    for (const path of some(city)) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await own.browser.openPage({ url: own.server.url(path), context: { colorScheme } });
        await assertAccessible(page);
        await page.setViewportSize({ width: 320, height: 640 });
        const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
        assert.ok(scroll <= client, `${path}: ${scroll} in ${client}`);
        await assertAccessible(page);
        assertSilent(page);
        await page.close();
      }
      await assertValidHtml(String(pages[path].body), path);
    }
  });
}

test("every page of the sample passes the HTML checker", async () => {
  const all = Object.keys(pages).filter((path) => path.startsWith("/sample/") && path.endsWith(".html"));
  assert.ok(all.length > 20);
  for (const path of all) await assertValidHtml(String(pages[path].body), path);
});

test("without a script everything is read, the way over the head works by keyboard, and nothing is asked of another host", async () => {
  const page = await own.browser.openPage({ url: own.server.url("/sample/items/1-1-1.html"), javaScriptEnabled: false });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.reload();
  assert.ok(asked.length >= 2 && asked.every((url) => url.startsWith(own.server.url("/"))), asked.join());
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.ok(page.url().endsWith("#main"));
  const chart = page.locator("svg.machi-plan-chart").first();
  assert.ok(await chart.isVisible(), "a chart is open");
  await page.close();
});

test("the pictures are PNGs of 1200 × 630, and a font without Japanese is refused", async () => {
  const pictures = Object.keys(pages).filter((path) => path.endsWith(".png"));
  assert.ok(pictures.length > 20 && pictures.every((path) => path.startsWith("/sample/")));
  for (const path of pictures) {
    const { body } = pages[path];
    assert.equal(body.subarray(1, 4).toString(), "PNG");
    assert.deepEqual([body.readUInt32BE(16), body.readUInt32BE(20)], [1200, 630], path);
  }
  const render = (font) => command(["render", `${root}data/sample`, "--as", "site", "--base", "https://example.jp/", "--out", `${folder}/none`, "--font", font]);
  const latin = render("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
  assert.deepEqual([latin.status, /日本語の文字/.test(latin.stderr)], [1, true], latin.stderr);
  const none = render(`${root}README.md`);
  assert.deepEqual([none.status, /フォントとして読めません/.test(none.stderr)], [1, true], none.stderr);
});

test("the widget links to the page of each item and department, and names an address that is none", async () => {
  for (const path of ["/widget", "/fragment"]) {
    const page = await own.browser.openPage({ url: own.server.url(path), until: "ready" });
    if (path === "/fragment") assert.equal(await page.evaluate(() => machiPlanReady[0].adopted), true);
    await page.evaluate(() => { document.querySelector("machi-plan").state = { view: "item", item: ["12"] }; });
    const link = page.locator('.machi-plan-alone a[href="/yamaguchi/items/12.html"]');
    await link.waitFor();
    await link.click();
    await page.waitForURL("**/yamaguchi/items/12.html");
    assert.match(await page.locator("h1").innerText(), /^12 /);
    await page.close();
  }
  const page = await own.browser.openPage({ url: own.server.url("/widget"), until: "ready" });
  await page.evaluate(() => { document.querySelector("machi-plan").state = { view: "departments" }; });
  const addresses = await page.$$eval("section[data-department] > p > a[href*='/yamaguchi/departments/']", (links) => links.map((link) => link.pathname));
  assert.ok(addresses.length > 10 && addresses.every((path) => pages[decodeURI(path)]), addresses.join());
  assertSilent(page);
  const bad = await own.browser.openPage();
  const notes = [];
  bad.on("console", (message) => notes.push(message.text()));
  await bad.goto(own.server.url("/widget-bad"));
  await ready(bad);
  assert.equal(await bad.locator('a[href^="javascript"]').count(), 0);
  assert.ok(notes.some((note) => note.includes("site 属性の「javascript:alert(1)」")), notes.join());
  assertSilent(bad);
});
