// Every chart that the browser writes has exactly the bytes that the native command writes, and no chart asks the
// browser for a size.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent, filled, ready } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { element, html, site } from "./support/widget.mjs";

const own = site();

/** The charts of a page's markup, as text. */
const charts = (markup) => drawings(markup).filter((one) => one.includes('class="machi-plan-chart"'));

/** All its drawings: rows of points and scales too, which come with the view or with a figure. */
const drawings = (markup) => markup.match(/<svg [\s\S]*?<\/svg>/g) ?? [];

// Runs in the page before its own scripts: keeps the markup that is written, before a browser has parsed it, and counts
// whoever asks for a size meanwhile.
function watch() {
  globalThis.written = [];
  globalThis.asked = [];
  const { set, get } = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
  Object.defineProperty(Element.prototype, "innerHTML", { get, set(markup) { written.push(String(markup)); set.call(this, markup); } });
  const count = (owner, name) => {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    const wrap = (call) => call && function (...given) { asked.push(name); return call.apply(this, given); };
    Object.defineProperty(owner, name, "value" in found ? { ...found, value: wrap(found.value) } : { ...found, get: wrap(found.get) });
  };
  for (const name of ["getBoundingClientRect", "getClientRects", "clientWidth", "clientHeight", "scrollWidth", "scrollHeight"]) count(Element.prototype, name);
  for (const name of ["offsetWidth", "offsetHeight", "offsetTop", "offsetLeft"]) count(HTMLElement.prototype, name);
  for (const name of ["getBBox", "getCTM", "getScreenCTM"]) count(SVGGraphicsElement.prototype, name);
  for (const name of ["getComputedTextLength", "getSubStringLength"]) count(SVGTextContentElement.prototype, name);
  count(CanvasRenderingContext2D.prototype, "measureText");
  count(globalThis, "getComputedStyle");
}

for (const [city, least] of [["yamaguchi", 50], ["okayama", 10]]) {
  test(`${city}: the same bytes natively and in the browser, and no question about a size`, async () => {
    const native = output(["render", `data/${city}`, "--view", "indicators"]);
    own.server.pages[`/${city}.html`] = html(element(city));
    const page = await own.browser.openPage({});
    await page.addInitScript(watch);
    await page.goto(own.server.url(`/${city}.html`), { waitUntil: "load" });
    await ready(page);
    await filled(page);
    await page.evaluate(() => { written.length = 0; asked.length = 0; });
    await page.locator("machi-plan [data-do=view][data-value=indicators]").evaluate((button) => button.click());
    // The first figures come with the view, the others in idle time.
    await filled(page);
    const { markup, questions } = await page.evaluate(() => ({ markup: written.join(""), questions: asked }));
    const drawn = charts(markup);
    assert.equal(drawn.length, least);
    assert.deepEqual(drawn, charts(native));
    assert.deepEqual(drawings(markup).sort(), drawings(native).sort());
    assert.deepEqual(questions, []);
    // The watch itself would see a question, and a difference.
    assert.equal(await page.evaluate(() => { document.querySelector("svg").getBoundingClientRect(); return asked.length; }), 1);
    const shown = await page.locator(".machi-plan-indicators svg.machi-plan-chart").evaluateAll((all) => all.map((svg) => svg.outerHTML.replace(' tabindex="0"', "").replace('role="application"', 'role="img"').replace(/ aria-roledescription="[^"]*"/, "")));
    // A parser closes elements in its own way, and leaves quotes of a text as they are.
    const parsed = (text) => text.replaceAll(/<(\w+)([^<>]*)\/>/g, "<$1$2></$1>").replaceAll("&quot;", '"');
    assert.deepEqual(shown, drawn.map(parsed), "what stands in the page is what was written");
    assertSilent(page);
  });
}
