// The actions of the tests on a widget in a page, and the values that they read: only through what a person sees and
// presses.

import { after, before } from "node:test";
import { startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

/** All views, in the order of the program. */
export const VIEWS = ["items", "schedule", "indicators", "departments", "results", "changes", "glance", "overview", "data", "item"];

/** A page with the script and one or more elements. */
export function html(body, head = "") {
  return (
    '<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>試験</title>' +
    `${head}<script src="/assets/machi-plan.js" defer></script>` +
    `</head><body><main><h1>試験</h1>${body}</main></body></html>`
  );
}

/** An element. */
export const element = (plan, attributes = "", inside = "") => `<machi-plan plan="${plan}" ${attributes}>${inside}</machi-plan>`;

/**
 * A server and a browser for the tests of a file. `open` opens a page of `www` (a path) or of a test (markup) and
 * waits until its widgets have written everything, unless `until` says otherwise; `given` are pages and files by path,
 * `chromium` is another Chromium.
 */
export function site(given = {}, { chromium } = {}) {
  const site = {
    pages: given,
    /** Opens a path, or the elements of `body`; `hash` is the fragment of the address, with its `#`. */
    async open(body, { hash = "", ...options } = {}) {
      let path = body;
      if (!body.startsWith("/")) {
        path = `/${Object.keys(site.server.pages).length}.html`;
        site.server.pages[path] = html(body);
      }
      return site.browser.openPage({ url: site.server.url(path) + hash, until: "ready", ...options });
    },
  };
  before(async () => {
    site.server = await startServer({ pages: given });
    site.browser = await startBrowser(chromium);
  });
  after(async () => {
    await site.browser?.close();
    await site.server?.close();
  });
  return site;
}

/** The ids of the rows that can be seen, in page order. */
export function shown(page, host = "machi-plan") {
  return page
    .locator(`${host} .machi-plan-item`)
    .evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.dataset.item));
}

export const field = (page, host = "machi-plan") => page.locator(`${host} input[type=search]`);
export const result = (page, host = "machi-plan") => page.locator(`${host} .machi-plan-result`).innerText();
export const row = (page, id, host = "machi-plan") => page.locator(`${host} tbody[data-item="${id}"]`);
export const chips = (page) => page.locator(".machi-plan-chips button[data-do=take-off]");

/** The fragment of the address, decoded. */
export const fragment = (page) => page.evaluate(() => decodeURIComponent(location.hash));

/** Waits until the fragment of the address is this, decoded: what is typed is written there once the typing rests. */
export const addressed = (page, expected) => page.waitForFunction((hash) => decodeURIComponent(location.hash) === hash, expected);

/** Shows the facets, which are behind a button in a narrow widget. */
export async function showFacets(page, host = "machi-plan") {
  const filter = page.locator(`${host} .machi-plan-filter[aria-expanded=false]`);
  if (await filter.isVisible()) await filter.click();
}

/** Opens a facet where it is closed, and checks or unchecks a value of it. */
export async function choose(page, facet, value, { key = facet, host = "machi-plan" } = {}) {
  await showFacets(page, host);
  const box = page.locator(`${host} .machi-plan-facet[data-key=${facet}]`);
  if (!(await box.evaluate((details) => details.open))) {
    await box.locator("summary").click();
  }
  await box.locator(`input[data-key=${key}][data-value="${value}"]`).click();
}

/**
 * The number beside each value of a facet, which is opened for it: `{value: "12件"}`; `null` where the facet is not there.
 */
export function countsOf(page, facet) {
  return page.evaluate((key) => {
    const box = document.querySelector(`machi-plan .machi-plan-facet[data-key=${key}]`);
    if (box && !box.open) box.querySelector("summary").click();
    const inputs = box ? [...box.querySelectorAll("li input")] : null;
    return (
      inputs &&
      Object.fromEntries(
        inputs.map((input) => [
          input.dataset.value,
          input.closest("label").querySelector(".machi-plan-count").textContent,
        ]),
      )
    );
  }, facet);
}

/** The texts that the browser marks as hits of the search. */
export function marks(page) {
  return page.evaluate(() => [...(CSS.highlights.get("machi-plan-hit") ?? [])].map((range) => range.toString()));
}
