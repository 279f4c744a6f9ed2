// Writes the view of indicators for the first time: every chart, sentence and table of Yamaguchi. Each turn has a new
// page, because the view is written only once. All script counts, and so does the browser's parsing of the markup.

import { markdown, median, spread } from "./report.mjs";
import { traced } from "./trace.mjs";

/** A table of the times at each throttling; `open` opens a page with the widget, throttled. */
export async function charts(open, turns) {
  const rows = [];
  for (const rate of [1, 4]) {
    const sums = [];
    let drawn = 0;
    for (let turn = -1; turn < turns; turn++) {
      const page = await open("/widget-short", rate);
      const label = `charts|${rate}|${turn}`;
      const found = await traced(page.context().browser(), async () => {
        await page.evaluate((label) => globalThis.benchNext(label, "click"), label);
        await page.evaluate(() => document.querySelector("[data-do=view][data-value=indicators]").click());
        await page.evaluate(() => globalThis.benchPainted);
      });
      drawn = await page.locator(".machi-plan-indicators svg").count();
      await page.context().close();
      if (turn >= 0) sums.push(found.get(label));
    }
    const parts = ["style", "layout", "paint"].map((kind) => median(sums.map((sum) => sum[kind])).toFixed(1));
    rows.push([`${drawn} charts${rate > 1 ? `, ${rate}× throttled` : ""}`, spread(sums.map((sum) => sum.script)), parts.join(" + ")]);
  }
  return markdown(["the view of indicators, first written", "script, ms", "style + layout + paint"], rows);
}
