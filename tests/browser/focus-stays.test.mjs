// A reader at the keyboard never falls to the top of the page: not by going back, in a shadow root, without controls, nor when
// a page sets the element anew.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { row, site } from "./support/widget.mjs";

const { open } = site();

/** What has the focus, in shadow roots too: its name, what it does, the item that it belongs to. */
const focused = (page) =>
  page.evaluate(() => {
    let { activeElement } = document;
    while (activeElement.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
    const { localName, dataset } = activeElement;
    const item = activeElement.closest("[data-item]")?.dataset.item;
    return [localName, dataset.do ?? dataset.key ?? dataset.view, dataset.value, item].filter(Boolean).join(" ");
  });

test("in a shadow root the focus is kept as outside", async () => {
  const page = await open("<div id=host></div>", { until: "load" });
  await page.evaluate(() => {
    const host = Object.assign(document.createElement("machi-plan"), { plan: "okayama", department: "財政局", year: "R3" });
    document.getElementById("host").attachShadow({ mode: "open" }).append(host);
  });
  await page.waitForFunction(() => document.getElementById("host").shadowRoot.firstChild.state);
  await page.locator("[data-do=take-off]").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "button take-off R3", "the next chip");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "input q", "with the last chip gone the search field");
  await row(page, "3-1-1a").locator("th a").focus();
  await page.evaluate(() => { document.getElementById("host").shadowRoot.firstChild.sort = "-number"; });
  assert.equal(await focused(page), "a open 3-1-1a", "a row that moves");
  assertSilent(page);
});
