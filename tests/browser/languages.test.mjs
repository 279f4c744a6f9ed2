// The widget in three languages: chosen by `lang`, by a button, by the address; readings that nobody hears twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { told } from "./support/accessibility-tree.mjs";
import { axeOnChanges } from "./support/axe.mjs";
import { assertSilent, ready } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { VIEWS, addressed, element, field, fragment, html, result, shown, site } from "./support/widget.mjs";

const own = site({ "/sample.json": output(["compile", "data/sample"]) });
const { open } = own;

const ALL = 'languages="ja ja-easy en"';
const root = (page, host = "machi-plan") => page.locator(`${host} > .machi-plan`);
const spoken = (page, host) => root(page, host).getAttribute("lang");
const button = (page, key) => page.locator(`[data-do=lang][data-value=${key}]`);
const pressed = (page) => page.locator("[data-do=lang][aria-pressed=true]").getAttribute("data-value");

/** Waits until the widget is in a language. */
const inLanguage = (page, lang, host = "machi-plan") => page.locator(`${host} > .machi-plan[lang="${lang}"] .machi-plan-live`).waitFor({ state: "attached" });

/** The accessible name of an element. */
const nameOf = async (page, selector) => (await told(page, selector)).name;

// WCAG 3.1.1: 部品の言葉の言語を、lang属性で示す
test("the language is that of the element, else of what it stands in, also around a shadow root", async () => {
  const page = await open(
    `<div lang="en-GB">${element("okayama")}</div><div lang="en">${element("okayama", 'lang="ja-x-easy"')}</div>` +
      `<div lang="zh">${element("okayama")}</div><div lang="en" id="shadow"></div>`,
  );
  await ready(page, 3);
  await page.evaluate(() => {
    const shadow = document.querySelector("#shadow").attachShadow({ mode: "open" });
    const host = document.createElement("machi-plan");
    host.setAttribute("plan", "okayama");
    shadow.append(host);
    return new Promise((done) => host.addEventListener("machi-plan:ready", done));
  });
  const spoken = await page.evaluate(() => {
    const hosts = [...document.querySelectorAll("machi-plan"), document.querySelector("#shadow").shadowRoot.querySelector("machi-plan")];
    return hosts.map((host) => host.querySelector(".machi-plan").lang);
  });
  assert.deepEqual(spoken, ["en", "ja-x-easy", "ja", "en"]);
  assert.equal(await page.getByLabel("Search by keyword").count(), 2);
  assertSilent(page);
});

// WCAG 2.1.1, 4.1.3: 言語をキーボードで切りかえ、一度だけ知らせる
test("the switch by keyboard: the state stays, the focus stays, the address and Back have it, and it is said once", async () => {
  const page = await open(element("okayama", ALL));
  await field(page).fill("市税");
  const rows = await shown(page);
  assert.ok(rows.length > 0 && rows.length < 43);
  await button(page, "en").focus();
  await page.keyboard.press("Enter");
  await inLanguage(page, "en");
  assert.equal(await pressed(page), "en");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.value), "en", "the focus");
  assert.deepEqual(await shown(page), rows);
  assert.equal(await field(page).inputValue(), "市税");
  assert.match(await fragment(page), /^#machi-plan\?q=市税&lang=en$/);
  await page.locator(".machi-plan-live:not(:empty)").waitFor({ state: "attached" });
  const live = await page.locator(".machi-plan-live").textContent();
  assert.ok(live.includes((await result(page)).slice(0, 5)) && /[A-Z]/.test(live[0]), live);
  // Links lead on in that language.
  await page.locator("[data-do=view][data-value=overview]").click();
  assert.match(await fragment(page), /view=overview.*lang=en$/);
  const links = await page.locator("a[data-do=go]").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  assert.deepEqual(links.filter((link) => !link.includes("lang=en")), []);
  await page.goBack();
  await page.goBack();
  await inLanguage(page, "ja");
  assert.equal(await pressed(page), "ja");
  assert.deepEqual(await shown(page), rows);
  await page.goForward();
  await inLanguage(page, "en");
  assertSilent(page);
});

test("the address wins over the attribute, and the attribute that is set later over both", async () => {
  const page = await open(element("okayama", 'lang="ja-easy"'), { hash: "#machi-plan?lang=en&q=市税" });
  assert.equal(await spoken(page), "en");
  assert.equal(await page.locator("[data-do=lang]").count(), 0, "one language is no choice");
  await page.evaluate(() => { document.querySelector("machi-plan").lang = "ja"; });
  await inLanguage(page, "ja");
  await addressed(page, "#machi-plan?q=市税");
  await page.evaluate(() => { document.querySelector("machi-plan").state = { lang: "ja-easy", view: "data" }; });
  await inLanguage(page, "ja-x-easy");
  assert.deepEqual(await page.evaluate(() => document.querySelector("machi-plan").state), { view: "data", lang: "ja-easy" });
  assertSilent(page);
});

// WCAG 3.1.2: 二つの部品が別の言語を話し、計画の文は日本語と示す
test("two widgets of a page speak two languages", async () => {
  const page = await open(element("okayama", `${ALL} id="one"`) + element("okayama", `${ALL} id="two" lang="en"`));
  await ready(page, 2);
  assert.deepEqual([await spoken(page, "#one"), await spoken(page, "#two")], ["ja", "en"]);
  await page.locator("#one [data-do=lang][data-value=ja-easy]").click();
  await inLanguage(page, "ja-x-easy", "#one");
  assert.equal(await spoken(page, "#two"), "en");
  assert.equal(await fragment(page), "#one?lang=ja-easy");
  assertSilent(page);
});

test("a misspelt language is named in the console", async () => {
  const page = await open(element("okayama", 'languages="ja jp en"'));
  assert.deepEqual(await page.locator("[data-do=lang]").evaluateAll((all) => all.map((one) => one.lang)), ["ja", "en"]);
  const [note] = await Promise.all([page.waitForEvent("console", (message) => message.text().includes("「jp」")), page.reload()]);
  assert.equal(note.type(), "info");
});

// WCAG 2.5.3: ふりがなは見えて、名前には入らない
test("a reading is seen and not heard, copied or in a name", async () => {
  const page = await open(element("okayama", `${ALL} lang="ja-easy"`));
  assert.ok((await page.locator("machi-plan rt").count()) > 100);
  const seen = async (selector) =>
    (await page.locator(selector).first().textContent()).trim();
  for (const selector of [".machi-plan-views button", ".machi-plan-facet > summary", ".machi-plan-items th button"]) {
    const texts = await page.locator(selector).count();
    assert.ok(texts > 0, selector);
    assert.equal((await nameOf(page, selector)).replace(/\s/g, ""), (await seen(selector)).replace(/\s/g, ""), selector);
  }
  const attributes = await page.evaluate(() =>
    [...document.querySelectorAll("machi-plan *")].flatMap((one) => [...one.attributes].map(({ value }) => value)).join(""));
  assert.ok(!/[\u{fff9}-\u{fffb}]/u.test(attributes + (await page.locator("machi-plan").textContent())));
  assert.equal(await page.locator("svg ruby, option ruby, title ruby").count(), 0);
  assertSilent(page);
});

test("the browser's own search finds a word across its readings", async () => {
  const page = await open(element("okayama", 'lang="ja-easy"'));
  const words = await page.locator(".machi-plan-views button:has(rt)").allTextContents();
  const word = words.find((text) => /[一-龠].*[ぁ-ん].*[一-龠]/.test(text));
  assert.ok(await page.locator(".machi-plan-views rt").first().evaluate((rt) => rt.getBoundingClientRect().width > 5 && getComputedStyle(rt, "::before").content.includes(rt.dataset.reading)), "it is seen");
  const found = await page.evaluate((text) => { getSelection().removeAllRanges(); return window.find(text); }, word);
  assert.ok(found, word);
});

for (const lang of ["ja-x-easy", "en"]) {
  for (const width of [1280, 320]) {
    test(`every view in ${lang} at ${width} px is accessible and as wide as the window`, async () => {
      // The made-up city has everything that a plan can have, in a third of the elements.
      const page = await open(`<machi-plan src="/sample.json" ${ALL} lang="${lang}"></machi-plan>`, { width });
      for (const view of VIEWS) {
        await page.evaluate((view) => { document.querySelector("machi-plan").state = { view, item: "1-1-1" }; }, view);
        await page.locator(`.machi-plan[data-view=${view}]`).waitFor();
        const [inside, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        assert.ok(inside <= window, `${view}: ${inside} of ${window} px`);
        if (width === 320) assert.deepEqual(await axeOnChanges(page), [], view);
      }
      assertSilent(page);
    });
  }
}

test("a fragment in the language of the element is adopted, and another is written again", async () => {
  const english = output(["render", "data/okayama", "--lang", "en"]).toString();
  for (const [markup, adopted, lang] of [
    [english, true, "en"],
    [english.replace(' lang="en"', ""), false, "ja"],
    [english.replace(' lang="en"', ' lang="ja-x-easy"'), false, "ja-x-easy"],
  ]) {
    const page = await open(markup.replace("<machi-plan", "<machi-plan autostart"));
    assert.deepEqual(await ready(page), [{ adopted }]);
    assert.equal(await spoken(page), lang);
    assertSilent(page);
  }
});

test("an error is said in the language of the element", async () => {
  const page = await open(element("atlantis", 'lang="en"'), { until: "load" });
  const alert = page.locator("[role=alert]");
  await alert.waitFor();
  assert.equal(await alert.getAttribute("lang"), "en");
  assert.doesNotMatch(await alert.innerText(), /[ぁ-ん一-龠]/);
});
