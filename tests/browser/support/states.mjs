// The states of a widget, reached as a reader reaches them. Each continues from the one before.

import { filled } from "./browser.mjs";
import { showFacets } from "./widget.mjs";

const search = "machi-plan input[type=search]";

export const states = {
  "as it comes": async () => {},
  "a row open": (page) => page.locator("tbody.machi-plan-item:visible summary").first().click(),
  "facets open": async (page) => {
    await showFacets(page);
    for (const facet of await page.locator(".machi-plan-facet > summary").all()) await facet.click();
  },
  "narrowed, with chips": async (page) => {
    for (const key of ["branch", "department"]) {
      await page.locator(`.machi-plan-facet[data-key=${key}] ul input`).first().check();
    }
    await page.fill(search, "の");
    await page.locator(".machi-plan-chips [data-do=take-off-all]").first().waitFor();
  },
  "nothing found": async (page) => {
    await page.fill(search, "どこにもない言葉");
    await page.locator(".machi-plan-empty").first().waitFor();
  },
  "the view of the schedule": async (page) => {
    await page.locator(".machi-plan-empty [data-do=take-off-all]").first().click();
    for (const facet of await page.locator(".machi-plan-facet > summary").all()) await facet.click();
    await page.locator("[data-do=view][data-value=schedule]").first().click();
    await page.locator(".machi-plan-strip").first().waitFor();
  },
  "the view of indicators": async (page) => {
    await page.locator("[data-do=view][data-value=indicators]").first().click();
    await page.locator(".machi-plan-indicators svg").first().waitFor();
  },
  "the view of departments": async (page) => {
    await page.locator("[data-do=view][data-value=departments]").first().click();
    await page.locator(".machi-plan-department").first().waitFor();
  },
  "the results": async (page) => {
    await page.locator("[data-do=view][data-value=results]").first().click();
    await page.locator(".machi-plan-results").first().waitFor();
  },
  "the overview": async (page) => {
    await page.locator("[data-do=view][data-value=overview]").first().click();
    await page.locator(".machi-plan-overview").first().waitFor();
  },
  "the overview, all of it open": (page) =>
    page.evaluate(() => document.querySelectorAll(".machi-plan-overview details").forEach((details) => { details.open = true; })),
  "the plan at a glance": async (page) => {
    await page.locator(".machi-plan-overview [data-do=go][href$='view=glance']").first().click();
    await page.locator(".machi-plan-view > .machi-plan-glance").first().waitFor();
  },
  "the view of data": async (page) => {
    await page.locator("[data-do=view][data-value=data]").first().click();
    await page.locator(".machi-plan-data").first().waitFor();
  },
  "an item alone": async (page) => {
    await page.locator("[data-do=view][data-value=items]").first().click();
    const rows = page.locator("tbody.machi-plan-item:visible");
    if (!(await rows.locator(".machi-plan-to-alone:visible").count())) await rows.locator("summary").first().click();
    await rows.locator(".machi-plan-to-alone:visible").first().click();
    await page.locator(".machi-plan-alone").first().waitFor();
  },
};

/** Walks through all states; `check(name)` is called in each, once everything is written. */
export async function throughStates(page, check) {
  for (const [name, go] of Object.entries(states)) {
    await go(page);
    await filled(page);
    await check(name);
  }
}
