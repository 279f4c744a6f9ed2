// The parts of a widget that a reader sees and presses.

import assert from "node:assert/strict";

export const FIELD = "input[type=search]";
export const view = (name) => `[data-do=view][data-value=${name}]`;
export const row = (id) => `tbody[data-item="${id}"]`;
export const choice = (key, value) => `.machi-plan-facet[data-key=${key}] input[data-value="${value}"]`;
const facet = (key) => `.machi-plan-facet[data-key=${key}] > summary`;

/**
 * Reads a page until it says what is expected; then, or when time is up, asserts it. Keys come to a page when the
 * browser's processes have passed them on, in WebKit after the driver has answered.
 */
export async function shows(page, expected, read, ...given) {
  const wanted = JSON.stringify(expected);
  await page.until(`(read, wanted, ...given) => JSON.stringify((${read})(...given)) === wanted`, null, wanted, ...given).catch(() => {});
  assert.deepEqual(await page.evaluate(read, ...given), expected);
}

/** The ids of the rows that are to be seen are these. */
export const showsItems = (page, expected, host = "machi-plan") =>
  shows(page, expected, (host) => {
    const rows = [...document.querySelectorAll(`${host} .machi-plan-view:not([hidden]) .machi-plan-item`)];
    return rows.filter((row) => row.checkVisibility()).map((row) => row.dataset.item);
  }, host);

export const showsText = (page, expected, selector) =>
  shows(page, expected, (selector) => document.querySelector(selector)?.innerText.trim(), selector);

export const showsFragment = (page, expected) => shows(page, expected, () => decodeURIComponent(location.hash));

export const isSeen = (page, selector) =>
  page.evaluate((selector) => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility()), selector);

/** Opens a facet and presses one of its choices, as a reader does. */
export async function choose(page, key, value, host = "machi-plan") {
  // In a narrow widget the facets are behind a button.
  const filter = `${host} .machi-plan-filter[aria-expanded=false]`;
  if (await isSeen(page, filter)) await page.click(filter);
  if (!(await isSeen(page, `${host} ${choice(key, value)}`))) await page.click(`${host} ${facet(key)}`);
  await page.click(`${host} ${choice(key, value)}`);
}

/** The focused element: its words, or its purpose. */
export const focused = (page) =>
  page.evaluate(() => {
    const { dataset, localName, textContent } = document.activeElement;
    return { tag: localName, does: dataset.do ?? dataset.key ?? "", text: textContent.trim().slice(0, 30) };
  });

/** On a phone that scrolls sideways, a part of the list would be hidden. */
export const fits = async (page, what) => {
  const [all, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(all <= window, `${what}: ${all} px in a window of ${window} px`);
};
