// A fragment shows everything without the program. So that starts when a reader comes near or touches the fragment, and at once
// where the page asks for more than the fragment shows.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertSilent, ready } from "./support/browser.mjs";
import { html, site } from "./support/widget.mjs";

const own = site();
const { open } = own;
const fragment = await readFile(new URL("../../pkg/fragments/okayama.html", import.meta.url), "utf8");

/** A page with the fragment far below what is seen: its policy allows no style in an attribute. */
const far = (attributes = "") =>
  html(`${"<br>".repeat(300)}${fragment.replace("<machi-plan", `<machi-plan ${attributes}`)}`);
Object.assign(own.server.pages, { "/far": far(), "/auto": far("autostart"), "/other": far('department="財政局"') });

/** Everything that could start it has had its turn: an observer reports with each frame. */
const settled = (page) =>
  page.evaluate(async () => {
    await customElements.whenDefined("machi-plan");
    for (let n = 0; n < 5; n++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return document.querySelector("machi-plan input") === null;
  });

async function openFar(path = "/far") {
  const page = await open(path, { until: "load" });
  assert.equal(await settled(page), true, "nothing has started");
  return page;
}

const causes = {
  "a reader scrolls near": (page) => page.evaluate(() => scrollTo(0, document.querySelector("machi-plan").offsetTop - 1000)),
  "the focus comes": (page) => page.evaluate(() => document.querySelector("machi-plan summary").focus({ preventScroll: true })),
  "a row is opened": (page) => page.evaluate(() => { document.querySelector("machi-plan details").open = true; }),
  "the address has a state": (page) => page.evaluate(() => { location.hash = "#machi-plan?view=schedule"; }),
  "an attribute asks for another state": (page) => page.evaluate(() => { document.querySelector("machi-plan").q = "市民"; }),
  "a method is called": (page) => page.evaluate(() => document.querySelector("machi-plan").exportCsv()),
  "a state is set": (page) => page.evaluate(() => { document.querySelector("machi-plan").state = { q: "市民" }; }),
  "autostart is set": (page) => page.evaluate(() => { document.querySelector("machi-plan").autostart = true; }),
};
for (const [cause, act] of Object.entries(causes)) {
  test(`it starts when ${cause}`, async () => {
    const page = await openFar();
    await act(page);
    assert.equal((await ready(page)).length, 1);
    assertSilent(page);
  });
}

for (const path of ["/auto", "/other", "/far#machi-plan?view=schedule"]) {
  test(`${path} starts at once`, async () => {
    const page = await open(path, { until: "load" });
    assert.equal((await ready(page)).length, 1);
    assertSilent(page);
  });
}
