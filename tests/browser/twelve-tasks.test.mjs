// The twelve tasks of citizens, council members and officers, on a phone and on a desk. A walk counts the presses and how many
// windows of the page a reader goes through, the first one included; each task needs at most three presses and two windows.
// `MACHI_PLAN_TABLE=1` prints the table.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { element, field, html, row, site } from "./support/widget.mjs";

const own = site({
  "/sample.json": output(["compile", "data/sample"]),
  "/sample.html": html('<machi-plan src="/sample.json"></machi-plan>'),
  "/okayama.html": html(element("okayama")),
  "/yamaguchi.html": html(element("yamaguchi")),
});
const MOST_PRESSES = 3;
const MOST_WINDOWS = 2;
const table = new Map();

/** Somebody with a task: what they press and where they look is counted. */
class Reader {
  presses = 0;
  windows = 1;
  constructor(page) {
    this.page = page;
  }
  async press(target) {
    await this.see(target);
    await target.click();
    this.presses++;
  }
  /** Pressing the field counts, the letters do not. Enter ends the typing, unless a press on something else does. */
  async type(words, { enter = true } = {}) {
    await this.press(field(this.page));
    await field(this.page).fill(words);
    if (enter) await field(this.page).press("Enter");
  }
  view(name) {
    return this.press(this.page.locator(`[data-do=view][data-value=${name}]`));
  }
  /** Goes on reading until it is in sight: so many windows further down or up. */
  async see(target) {
    await target.waitFor();
    this.windows += await target.evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      const away = top < 0 ? -top : Math.max(0, Math.min(top, bottom - innerHeight));
      if (away > 0) one.scrollIntoView({ block: top < 0 ? "start" : "end", behavior: "instant" });
      return Math.ceil(away / innerHeight);
    });
  }
}

const tasks = {
  "what about 窓口": ["okayama", async (reader, page) => {
    await reader.type("窓口");
    await reader.see(page.locator(".machi-plan-excerpt:visible mark, .machi-plan-item:visible .machi-plan-name").first());
    assert.match(await page.locator(".machi-plan-result").innerText(), /^\d+件（全/);
  }],
  "オンライン申請": ["okayama", async (reader, page) => {
    await reader.type("オンライン申請");
    await reader.see(page.locator(".machi-plan-excerpt:visible mark").first());
  }],
  "everything 下水道河川局 does": ["okayama", async (reader, page) => {
    await reader.type("下水道河川局");
    await reader.see(page.locator(".machi-plan-result"));
    assert.match(await page.locator(".machi-plan-result").innerText(), /^4件（全43件/);
  }],
  "the market's strategy and result": ["okayama", async (reader, page) => {
    await reader.type("市場");
    const found = page.locator("tbody.machi-plan-item:visible").filter({ hasText: "市場" }).first();
    await reader.press(found.locator(".machi-plan-name a"));
    await reader.see(found.locator(".machi-plan-inside > :not(.machi-plan-links)").first());
  }],
  "is 市税 collection rising": ["okayama", async (reader, page) => {
    await reader.type("市税", { enter: false });
    await reader.view("indicators");
    await reader.see(page.locator(".machi-plan-figure:visible strong").first());
  }],
  "which indicators went down": ["okayama", async (reader, page) => {
    await reader.view("indicators");
    await reader.press(page.getByRole("button", { name: /^下がった/ }));
    const figures = page.locator(".machi-plan-figure:visible");
    await reader.see(figures.first());
    assert.ok((await figures.locator("strong").allInnerTexts()).every((said) => /[△▲−-]|下/.test(said)));
  }],
  "デジタル in R7": ["okayama", async (reader, page) => {
    await reader.type("デジタル", { enter: false });
    await reader.view("schedule");
    await reader.press(page.locator("[data-do=year][data-value=R7]"));
    await reader.see(page.locator(".machi-plan-strip > tbody:visible").first());
    assert.match(await page.locator(".machi-plan-said").innerText(), /令和7年度/);
  }],
  "share one item": ["okayama", async (reader, page) => {
    await reader.press(row(page, "1-1-1").locator(".machi-plan-name a"));
    await reader.press(row(page, "1-1-1").getByRole("button", { name: "共有", exact: true }));
    await reader.see(page.locator(".machi-plan-shared"));
  }],
  "print one bureau": ["okayama", async (reader, page) => {
    await page.evaluate(() => { window.print = () => { globalThis.printed = true; }; });
    await reader.type("下水道河川局");
    await reader.press(page.getByRole("button", { name: "印刷", exact: true }));
    assert.equal(await page.evaluate(() => globalThis.printed), true);
  }],
  "an overall picture": ["yamaguchi", async (reader, page) => {
    await reader.view("overview");
    await reader.see(page.locator(".machi-plan-glance table tr").nth(1));
  }],
  "what changed since last year": ["sample", async (reader, page) => {
    await reader.view("changes");
    await reader.see(page.locator(".machi-plan-changes li:visible").first());
  }],
  "download for Excel": ["okayama", async (reader, page) => {
    await reader.view("data");
    const saved = page.waitForEvent("download");
    await reader.press(page.getByRole("button", { name: /Excel/ }).first());
    assert.match((await saved).suggestedFilename(), /\.csv$/);
  }],
};

for (const width of [360, 1280]) {
  for (const [task, [plan, walk]] of Object.entries(tasks)) {
    // WCAG 2.4.5: 市民のよくある12の用事を、少ない操作で終える
    test(`${width} px: ${task}`, async () => {
      const page = await own.open(`/${plan}.html`, { width, height: width < 400 ? 740 : 800 });
      const reader = new Reader(page);
      await walk(reader, page);
      table.set(task, [...(table.get(task) ?? []), `${reader.presses} / ${reader.windows}`]);
      assert.ok(reader.presses <= MOST_PRESSES, `${reader.presses} presses`);
      assert.ok(reader.windows <= MOST_WINDOWS, `${reader.windows} windows`);
      assertSilent(page);
    });
  }
}

after(() => {
  if (!process.env.MACHI_PLAN_TABLE) return;
  for (const [task, [phone, desk]] of table) console.log(`| ${task} | ${phone} | ${desk} |`);
});
