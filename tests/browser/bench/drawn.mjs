// Charts that are drawn for the first time: the view of indicators, and the same number of charts of uPlot.

import { ADAPTERS } from "./peers.mjs";
import { READERS, start } from "./measure.mjs";
import { traced } from "./trace.mjs";

// The browser has painted, and ours has drawn every chart.
const ALL = (count) => new Promise((done) => {
  const look = () => (document.querySelectorAll(".machi-plan-indicators .machi-plan-figure > *:first-child, canvas").length >= count ? done() : setTimeout(look, 20));
  look();
});

/** Two sums for each page: from the press to its frame, and until every chart is there. */
export async function drawn(browser, host, figures, rounds, count) {
  const pages = { "ours, plan file": ["/ours-charts", ADAPTERS.ours.row, "[data-do=view][data-value=indicators]"], uPlot: ["/charts", "#draw", "#draw"] };
  for (let round = 0; round < rounds; round++) {
    for (const reader of ["1×", "4×"]) {
      for (const [name, [path, row, button]] of Object.entries(pages)) {
        const { page } = await start(browser, host.url(path), row, READERS[reader]);
        const found = await traced(page.context().browser(), async () => {
          await page.evaluate(([label, button]) => {
            globalThis.benchNext(label, "click");
            document.querySelector(button).click();
          }, [`frame|${name}|${round}`, button]);
          await page.evaluate(() => globalThis.benchPainted);
          await page.evaluate(ALL, count);
          await page.evaluate((label) => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
            const [go] = performance.getEntriesByName(`bench go ${label}`);
            performance.mark(`bench go ${label.replace("frame", "all")}`, { startTime: go.startTime });
            performance.mark(`bench done ${label.replace("frame", "all")}`);
            done();
          }))), `frame|${name}|${round}`);
        });
        figures.add([0, reader, name, "to the frame"], found.get(`frame|${name}|${round}`).total);
        figures.add([0, reader, name, "all charts"], found.get(`all|${name}|${round}`).total);
        const elements = await page.evaluate(() => document.querySelectorAll(".machi-plan-indicators :is(.machi-plan-figure svg, .machi-plan-figure svg *), .uplot, .uplot *").length);
        figures.add([0, reader, name, "elements"], elements);
        await page.context().close();
      }
    }
  }
}
