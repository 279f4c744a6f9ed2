// The papers as Chromium prints them: each item begins a page, no page is without content, no head is at the foot of a
// page without what it heads, nothing is cut; on a screen they are pages like any other.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { axe } from "./support/axe.mjs";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { output, root } from "./support/command.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { plain, textOf } from "./support/paper.mjs";
import { startServer } from "./support/server.mjs";

const CITIES = ["yamaguchi", "okayama", "sample"];
const BASE = ["--base", "https://www.city.example.jp/shisei/gyokaku/plan.html"];
const LISTS = [["a3", 1191, 842], ["a4", 842, 595]];
const pages = {};
for (const city of CITIES) {
  const render = (...words) => ({ body: output(["render", `${root}data/${city}`, "--as", ...words]), csp: null });
  pages[`/${city}-sheet.html`] = render("sheet", ...BASE);
  for (const [paper] of LISTS) pages[`/${city}-${paper}.html`] = render("council", "--paper", paper);
}
let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const open = (name, options) => browser.openPage({ url: server.url(`/${name}.html`), ...options });
const print = async (page) => page.pdf({ preferCSSPageSize: true });
/** The text of a page without its number, which is at its end or at its beginning. */
const without = (text, foot) => (text.endsWith(foot) ? text.slice(0, -foot.length) : text.startsWith(foot) ? text.slice(foot.length) : text);

/** The texts of an element that a reader sees, each without white space. */
const texts = (page, selector) => page.$$eval(selector, (elements) => elements.map((element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.trim() && !node.parentElement.closest(".machi-plan-visually-hidden")) found.push(node.data);
  }
  return found;
})).then((all) => all.map((list) => list.map(plain)));

/** The pages of each item: the page on which its head is first, and those on which it goes on. */
function itemsOf(paper, heads) {
  const found = heads.map(() => []);
  let at = 0;
  paper.forEach((text, number) => {
    if (!text.startsWith(heads[at])) at += 1;
    assert.ok(heads[at] && text.startsWith(heads[at]), `page ${number + 1} begins with ${text.slice(0, 60)}, not with ${heads[at]}`);
    found[at].push(text.slice(heads[at].length));
  });
  return found;
}

/** The boxes of the words of a PDF, by page: `[text, bottom in points]`. */
function words(pdf) {
  const { status, stdout, stderr } = spawnSync("pdftotext", ["-bbox", "-", "-"], { input: pdf, maxBuffer: 1 << 28 });
  assert.equal(status, 0, String(stderr));
  return stdout.toString().split("<page ").slice(1).map((page) =>
    [...page.matchAll(/yMax="([\d.]+)">([^<]*)</g)].map(([, bottom, text]) => [plain(text), Number(bottom)]));
}

/** Runs in a page in print mode: parts that are cut, or wider than the paper. */
function faults() {
  const found = [];
  const right = document.documentElement.clientWidth;
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest(".machi-plan-visually-hidden, svg *, .screen")) continue;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const say = (what) => found.push(`${what}: ${element.localName}.${element.getAttribute("class") ?? ""} ${element.textContent.trim().slice(0, 30)}`);
    if (box.right > right + 1) say(`${Math.round(box.right - right)} px too wide`);
    if (element.scrollWidth > element.clientWidth + 1 && ["td", "th"].includes(element.localName)) say("wider than its cell");
    if (style.overflow !== "visible" && element.localName !== "svg") say(style.overflow);
    if (style.color !== "rgb(0, 0, 0)" && element.localName !== "html") say(style.color);
  }
  return found;
}

for (const city of CITIES) {
  test(`${city}: each item begins a page and is whole, its head is on each of its pages, no other head is alone`, async () => {
    const page = await open(`${city}-sheet`);
    const items = await texts(page, ".sheet");
    const heads = (await texts(page, ".sheet .paper-frame > thead")).map((list) => list.join(""));
    const pdf = await print(page);
    const paper = textOf(pdf).map((text, at, all) => without(text, `${at + 1}/${all.length}`));
    assert.ok(items.length > 10 && paper.length >= items.length, `${paper.length} pages of ${items.length} items`);
    itemsOf(paper, heads).forEach((parts, at) => {
      // A page without anything but its head would be blank paper.
      assert.ok(parts.length > 0 && parts.every((text) => text.length > 5), `${heads[at]}: ${parts}`);
      const whole = parts.join("");
      assert.deepEqual(items[at].filter((text) => !heads[at].includes(text) && !whole.includes(text)), [], heads[at]);
    });
    // Below every head there is something of its part.
    const below = new Set((await texts(page, ".sheet :is(h3, h4)")).map((list) => list.join("")));
    below.delete("委員会の意見");
    assert.ok(below.size > 5);
    const orphans = paper.flatMap((text, at) => [...below].filter((head) => text.endsWith(head)).map((head) => `page ${at + 1}: ${head}`));
    assert.deepEqual(orphans, []);
    // The box below this head is 22 mm high; the paper ends 12 mm above the edge of 842 points.
    const fields = words(pdf).flatMap((list) => list.filter(([text]) => text === "委員会の意見"));
    assert.equal(fields.length, await page.locator(".paper-remark").count());
    for (const [, bottom] of fields) assert.ok(bottom + (22 / 25.4) * 72 < 842 - (12 / 25.4) * 72 + 1, `${bottom}`);
    assertSilent(page);
  });

  for (const [paper, width, height] of LISTS) {
    test(`${city}, ${paper}: the list is whole, and each page of it has the heads of its columns`, async () => {
      const page = await open(`${city}-${paper}`);
      const rows = await texts(page, ".council > tbody > tr, main > h2, main > p, main > ul");
      const years = await texts(page, ".council > thead th[scope=colgroup]");
      const pdf = await print(page);
      const list = textOf(pdf);
      const whole = list.map((text, at) => without(text, `${at + 1}/${list.length}`)).join("");
      assert.deepEqual(rows.flat().filter((text) => !whole.includes(text)), []);
      const end = await page.locator("main > h2").first().textContent();
      const last = list.findIndex((text) => text.includes(plain(end)));
      assert.ok(years.length > 0 && last >= 0);
      const headless = list.slice(0, last).filter((text) => !years.every(([year]) => text.includes(year)));
      assert.deepEqual(headless, []);
      const [, wide, high] = pdf.toString("latin1").match(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/);
      assert.deepEqual([Math.round(wide), Math.round(high)], [width, height]);
      assertSilent(page);
    });
  }

  test(`${city}: nothing is cut or wider than the paper`, async () => {
    // The width of the paper between its margins, in CSS pixels.
    for (const [name, width] of [[`${city}-sheet`, 703], [`${city}-a3`, 1519], [`${city}-a4`, 1054]]) {
      const page = await open(name, { width });
      await page.emulateMedia({ media: "print" });
      assert.deepEqual(await page.evaluate(faults), [], name);
      assertSilent(page);
    }
  });

  test(`${city}: the papers are valid`, async () => {
    for (const name of [`${city}-sheet`, `${city}-a3`]) await assertValidHtml(pages[`/${name}.html`].body, name);
  });
}

test("on a screen the papers are accessible", async () => {
  for (const name of ["sample-sheet", "sample-a3", "okayama-a4"]) {
    const page = await open(name);
    assert.deepEqual(await axe(page), [], name);
    assertSilent(page);
  }
});

test("the code has the printed address as its alternative, and no script or request is needed", async () => {
  const before = server.requests.length;
  const page = await open("sample-sheet", { javaScriptEnabled: false });
  const address = page.locator(".paper-address").first();
  assert.equal(await address.locator("svg").getAttribute("aria-label"), "1-1-1のページのアドレスを表すQRコード");
  assert.match(await address.textContent(), /https:\/\/www\.city\.example\.jp\/shisei\/gyokaku\/plan\.html#machi-plan-item-1-1-1$/);
  const { width } = await address.locator("svg").boundingBox();
  assert.ok(width > 90, "2.5 cm, so that a telephone can read it");
  assert.equal(server.requests.length, before + 1, "the page itself");
  assertSilent(page);
});
