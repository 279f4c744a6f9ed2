// Municipal pages have switches for the text size and for colours. Their settings apply to the widget too: sizes
// everywhere, colours where the widget has no surface of its own; and all text stays readable.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSilent, filled, ready, startBrowser } from "./support/browser.mjs";
import { outside } from "./support/outside.mjs";
import { widgetPage } from "./support/pages.mjs";
import { startServer } from "./support/server.mjs";
import { states } from "./support/states.mjs";

const SIZES = {
  "body 125%": ["body { font-size: 125%; }", 1.25],
  "body 150%": ["body { font-size: 150%; }", 1.5],
  "html 150%": ["html { font-size: 150%; }", 1.5],
  "body 24px": ["body { font-size: 24px; }", 1.5],
  "body 24px !important": ["body { font-size: 24px !important; }", 1.5],
};
const all = (rule) => `body, body * { ${rule} }`;
const COLOURS = {
  "white on black": "body { background: #000000; color: #ffffff; }",
  "yellow on black": "body { background: #000000; color: #ffff00; }",
  "blue on yellow": "body { background: #ffff00; color: #0000ff; }",
  "yellow on black, everything": all("background: #000000 !important; color: #ffff00 !important;"),
  "white on black, everything, links in cyan": all("background-color: #000000 !important; background-image: none !important; color: #ffffff !important;") + " a { color: #00ffff !important; }",
  "black on pale yellow, everything": all("background: #ffffcc !important; color: #000000 !important;"),
  "a dark page": ":root { color-scheme: dark; } body { background: #101010; color: #eeeeee; }",
};
const pages = { "/page": { body: widgetPage('<machi-plan plan="okayama"></machi-plan>') } };
let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(options) {
  const page = await browser.openPage({ url: server.url("/page"), ...options });
  await ready(page);
  await filled(page);
  return page;
}

/** Presses a switch of the page. Its style sheet comes before the widget's. */
function press(page, css) {
  return page.evaluate((css) => {
    globalThis.pressed ??= new CSSStyleSheet();
    pressed.replaceSync(css);
    document.adoptedStyleSheets = [pressed, ...document.adoptedStyleSheets.filter((sheet) => sheet !== pressed)];
  }, css);
}

/** The size of the letters of each kind of element that can be seen. */
const letters = (page) => page.evaluate(() => {
  const found = {};
  for (const element of document.querySelectorAll("machi-plan, machi-plan *")) {
    const kind = `${element.localName}.${element.className}`;
    if (kind in found || element.closest("svg, option, .machi-plan-visually-hidden") || !element.checkVisibility()) continue;
    found[kind] = parseFloat(getComputedStyle(element).fontSize);
  }
  return found;
});

// WCAG 1.4.3, 1.4.4, 1.4.11: ページの文字の大きさと配色の切り替えの下で、比を測る
test("sizes of letters carry through in every view, and nothing is cut off or sticks out", async () => {
  for (const width of [1280, 320]) {
    const page = await open({ width });
    for (const [state, go] of Object.entries(states)) {
      await go(page);
      const before = await letters(page);
      assert.ok(Object.keys(before).length > 10, state);
      for (const [name, [css, times]] of Object.entries(SIZES)) {
        if (width === 320 && name !== "body 150%") continue;
        await press(page, css);
        const after = await letters(page);
        // A switch may make the container narrow, and other elements are seen then.
        for (const kind of Object.keys(before).filter((kind) => kind in after)) {
          assert.ok(Math.abs(after[kind] - before[kind] * times) < 0.1, `${name}, ${state}, ${width}: ${kind} from ${before[kind]} to ${after[kind]}`);
        }
        if (name === "body 150%") assert.deepEqual(await page.evaluate(outside), [], `${name}, ${state}, ${width}`);
      }
      await press(page, "");
    }
    assertSilent(page);
  }
});

test("a chart grows with the letters as far as its room goes", async () => {
  const page = await open();
  await page.locator("[data-do=view][data-value=indicators]").click();
  await page.locator(".machi-plan-figure > details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  const size = () => page.evaluate(() => {
    const text = [...document.querySelectorAll(".machi-plan-indicators .machi-plan-chart text")].find((one) => one.checkVisibility());
    const svg = text.closest("svg");
    const { width } = svg.getBoundingClientRect();
    return [width, (parseFloat(getComputedStyle(text).fontSize) * width) / svg.viewBox.baseVal.width];
  });
  const [width, letter] = await size();
  for (const css of ["body { font-size: 125%; }", "html { font-size: 125%; }"]) {
    await press(page, css);
    const [wider, larger] = await size();
    assert.ok(Math.abs(wider / width - 1.25) < 0.01 && Math.abs(larger / letter - 1.25) < 0.01, `${css}: ${width} → ${wider}, ${letter} → ${larger}`);
  }
  assertSilent(page);
});

/**
 * Runs in the page: text whose contrast to its ground is below 4.5, and lines of drawings below 3. Every kind once: axe-core
 * takes seconds a view, and knows no ground of a drawing.
 */
function faint() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const read = new Map();
  const light = (colour) => {
    if (!read.has(colour)) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      read.set(colour, 0.2126 * r + 0.7152 * g + 0.0722 * b);
    }
    return read.get(colour);
  };
  const contrast = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const clear = (colour) => /^rgba\(.*, 0\)$/.test(colour);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      // A drawing has one background: its parts paint none.
      if (!(at instanceof SVGElement && at.localName !== "svg") && !clear(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = new Set();
  const looked = { texts: 0, drawings: 0 };
  const kinds = new Set();
  const LINES = ".machi-plan-chart-line, .machi-plan-chart-step, .machi-plan-chart-mark";
  for (const element of document.querySelectorAll("machi-plan *")) {
    const drawn = element instanceof SVGElement && element.localName !== "svg";
    const line = element.matches(LINES);
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!(line || element.matches("svg rect, input, select") || (says && !element.matches("title, desc, option")))) continue;
    // The count inside the first part of a stacked bar has that part as its background.
    if (element.matches(".machi-plan-chart-series-1 .machi-plan-chart-count")) continue;
    const parents = [element, element.parentElement, element.parentElement.parentElement];
    const kind = parents.map((one) => `${one.localName}.${one.getAttribute("class")}${one.ariaPressed ?? ""}`).join("<");
    if (kinds.has(kind) || !element.checkVisibility() || element.closest(".machi-plan-visually-hidden")) continue;
    kinds.add(kind);
    looked[drawn ? "drawings" : "texts"]++;
    const style = getComputedStyle(element);
    const colour = line ? style.stroke : drawn ? style.fill : style.color;
    if (contrast(colour, ground(element)) < (line || element.matches("rect") ? 3 : 4.5)) found.add(`${kind}: ${colour} on ${ground(element)}`);
  }
  return { found: [...found], looked };
}

test("colours carry through, and every pair can be read in every view", async () => {
  const page = await open();
  let [texts, drawings] = [0, 0];
  const faults = [];
  for (const [state, go] of Object.entries(states)) {
    await go(page);
    await page.mouse.move(0, 0);
    for (const [name, css] of Object.entries(COLOURS)) {
      await press(page, css);
      const { found, looked } = await page.evaluate(faint);
      faults.push(...found.map((one) => `${name}: ${state}: ${one}`));
      texts += looked.texts;
      drawings += looked.drawings;
      const [title, page_, cell] = await page.evaluate(() =>
        ["machi-plan .machi-plan-title", "body", "machi-plan .machi-plan-items tbody td"].map((selector) => getComputedStyle(document.querySelector(selector)).color));
      assert.equal(title, page_, `${name}: ${state}`);
      if (name.includes("everything")) assert.equal(cell, page_, `${name}: ${state}`);
    }
    await press(page, "");
  }
  assert.deepEqual(faults, []);
  assert.ok(texts > 500 && drawings > 30, `${texts} kinds of text and ${drawings} of drawings were looked at`);
  assertSilent(page);
});
