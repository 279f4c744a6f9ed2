// 指標 as rows is short enough to read through, and nothing in it is wider than a phone. The page is that of the native
// command with the style sheet alone: without a script it is as long as with one.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { startBrowser } from "./support/browser.mjs";
import { output } from "./support/command.mjs";

const styles = new URL("../../src/view/style/", import.meta.url);
const names = (await readdir(styles)).filter((name) => name.endsWith(".css")).sort();
const sheet = (await Promise.all(names.map((name) => readFile(new URL(name, styles), "utf8")))).join("\n");
let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser.close());

for (const [city, width, most] of [["yamaguchi", 1280, 9_000], ["yamaguchi", 360, 14_000], ["okayama", 1280, 6_000], ["okayama", 320, 11_000]]) {
  test(`指標 of ${city} at ${width} px is at most ${most} px tall`, async () => {
    // Items far from the window have the height of a guess until they are laid out.
    const markup = output(["render", `data/${city}`, "--view", "indicators"]);
    const page = await browser.openPage({ width });
    await page.setContent(`<!doctype html><html lang="ja"><meta charset="utf-8"><style>${sheet}\n.machi-plan-item { content-visibility: visible !important; }</style><body>${markup}`);
    const { height, wide, small } = await page.evaluate(() => ({
      height: document.querySelector("[data-view=indicators].machi-plan-view").getBoundingClientRect().height,
      wide: document.documentElement.scrollWidth,
      small: [...document.querySelectorAll(".machi-plan-track text")].filter((text) => parseFloat(getComputedStyle(text).fontSize) < 12).length,
    }));
    assert.ok(height > most / 4 && height < most, `${height} px`);
    assert.ok(wide <= width, `${wide} px wide`);
    assert.equal(small, 0, "labels of scales are 12 px or more");
  });
}
