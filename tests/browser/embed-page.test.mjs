// embed.html in a frame: one file with the script inside, plan and state from its address, its own policy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { site } from "./support/widget.mjs";
import { readFile } from "node:fs/promises";

const file = await readFile(new URL("../../pkg/embed.html", import.meta.url), "utf8");
const plan = await readPlan("okayama");
// A policy of the server would hide what the page's own policy allows.
const own = site({ "/embed.html": { body: file, csp: null }, "/plan.txt": planFile(smallPlan()) });

/** Opens a page with the frame; returns both. */
async function framed(query, { attributes = "", until = "table" } = {}) {
  const path = `/host-${Object.keys(own.server.pages).length}.html`;
  own.server.pages[path] = {
    csp: null,
    body: `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>試験</title></head><body><main><h1>試験</h1>
      <iframe title="岡山市の計画の一覧" width="600" height="800" src="embed.html${query}" ${attributes}></iframe></main></body></html>`,
  };
  const page = await own.open(path, { until: "load" });
  const frame = page.frameLocator("iframe");
  if (until) await frame.locator(until).first().waitFor();
  return { page, frame };
}

const rows = (frame) =>
  frame.locator("tbody.machi-plan-item").evaluateAll((all) => all.filter((row) => row.checkVisibility()).map((row) => row.dataset.item));

test("plan and conditions come from the address; a heading, a title", async () => {
  const { page, frame } = await framed(`?plan=okayama&department=${encodeURIComponent("財政局")}`);
  assert.deepEqual(await rows(frame), ids(select(plan, { department: ["財政局"] })));
  assert.equal(await frame.locator("h1").count(), 1);
  assert.equal(await page.frames()[1].title(), await frame.locator("h1").textContent());
  await frame.locator("input[type=search]").fill("職員");
  assert.ok((await rows(frame)).length < plan.items.length);
  assertSilent(page);
});

test("a plan file beside it; what is no setting is left alone", async () => {
  const { page, frame } = await framed("?src=plan.txt&onclick=alert(1)&style=color:red&class=x");
  assert.equal((await rows(frame)).length, 3);
  const attributes = await frame.locator("machi-plan").evaluate((host) => host.getAttributeNames());
  assert.deepEqual(attributes.filter((name) => ["onclick", "style", "class"].includes(name)), []);
  assertSilent(page);
});

test("a mistaken address is answered in the frame", async () => {
  const { frame } = await framed("?plan=nowhere", { until: "[data-message]" });
  assert.match(await frame.locator("[data-message]").textContent(), /nowhere.*okayama/s);
});

test("in a sandbox that lets scripts run the plan inside is shown", async () => {
  const { frame } = await framed("?plan=okayama", { attributes: 'sandbox="allow-scripts"' });
  assert.equal((await rows(frame)).length, plan.items.length);
});

test("in a sandbox without scripts it says where to read on", async () => {
  const { frame } = await framed("?plan=okayama", { attributes: 'sandbox=""', until: "main > p" });
  assert.match(await frame.locator("main > p").textContent(), /このページを載せているページ/);
});

test("the file is valid, and its policy lets nothing else run", async () => {
  await assertValidHtml(file, "embed.html");
  const { page } = await framed("?plan=okayama");
  const refused = await page.frames()[1].evaluate(async () => {
    const next = new Promise((done) => document.addEventListener("securitypolicyviolation", done, { once: true }));
    fetch("https://example.com/").catch(() => {});
    const directive = (await next).effectiveDirective;
    const script = document.createElement("script");
    let isText = true;
    try { script.textContent = "window.ran = true"; } catch { isText = false; }
    document.body.append(script);
    return { directive, isText, ran: window.ran === true };
  });
  assert.deepEqual(refused, { directive: "connect-src", isText: false, ran: false });
});
