// Contact sheets of each view in three languages and three widths, in target/contact-sheets, to be looked at by a person. What a
// machine can see of looks is tested here: nothing is wider than its window. Of the made-up city, which has every kind of value;
// MACHI_PLAN_PLANS names others below data. `contact-sheet.mjs` makes sheets of appearances.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { assertSilent, filled } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { picture, together } from "./support/sheet.mjs";
import { VIEWS, site } from "./support/widget.mjs";

const folder = fileURLToPath(new URL("../../target/contact-sheets/", import.meta.url));
const empty = { body: "<!DOCTYPE html><title>sheet</title>", csp: null };
const PLANS = (process.env.MACHI_PLAN_PLANS ?? "sample").split(" ");
const files = PLANS.map((plan) => [`/${plan}.json`, output(["compile", `data/${plan}`])]);
const { open } = site({ ...Object.fromEntries(files), "/empty.html": empty });

const LANGUAGES = ["ja", "ja-x-easy", "en"];
const WIDTHS = [320, 768, 1280];

// WCAG 1.4.10, 3.1.1: 表示ごとに3つの言語と3つの幅の画面を並べ、横にはみ出さない
test(`each view in three languages and three widths, on one sheet: ${PLANS}`, async () => {
  for (const plan of PLANS) await sheets(plan);
});

async function sheets(plan) {
  const shots = new Map(VIEWS.map((view) => [view, []]));
  for (const width of WIDTHS) {
    for (const lang of LANGUAGES) {
      const page = await open(`<machi-plan src="/${plan}.json" lang="${lang}" languages="ja ja-easy en"></machi-plan>`, { width });
      const first = await page.locator(".machi-plan-item").first().getAttribute("data-item");
      for (const view of VIEWS) {
        await page.evaluate((state) => { document.querySelector("machi-plan").state = state; }, { view, item: first });
        await filled(page);
        shots.get(view).push({ name: `${width} ${lang}`, ...(await picture(page, width)) });
      }
      assertSilent(page);
    }
  }
  await mkdir(folder, { recursive: true });
  const table = await open("/empty.html", { width: 2200, until: "load" });
  for (const [view, tiles] of shots) {
    await writeFile(`${folder}${plan}-languages-${view}.png`, await together(table, tiles));
    assert.deepEqual(tiles.filter(({ over }) => over).map(({ name }) => name), [], `${view}: wider than the window`);
  }
}
