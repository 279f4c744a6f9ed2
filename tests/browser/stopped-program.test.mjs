// The program stops in the browser: the content of the page stays and is fully readable, and one event reports it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSaid, assertSilent, failed, filled, ready, startBrowser } from "./support/browser.mjs";
import { missing, rowsOfPage } from "./support/contents.mjs";
import { FALLBACK, widgetPage } from "./support/pages.mjs";
import { readPackage } from "./support/plans.mjs";
import { startServer } from "./support/server.mjs";
import { stoppable } from "./support/stop.mjs";

const pages = {
  "/one": widgetPage(`<machi-plan plan="okayama">${FALLBACK}</machi-plan>`),
  "/two": widgetPage(`<machi-plan plan="okayama"></machi-plan><machi-plan plan="yamaguchi"></machi-plan>`),
};
let server, browser, okayama;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
  okayama = await readPackage("okayama");
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(path, { widgets = 1, script = stoppable, argument } = {}) {
  const page = await browser.openPage();
  await page.addInitScript(script, argument);
  await page.goto(server.url(path), { waitUntil: "load" });
  if (widgets) {
    await ready(page, widgets);
    // A program that stops earlier leaves closed rows without their insides.
    await filled(page);
  }
  return page;
}

/** One event with the code `stopped`, and the whole plan, all of it in sight. */
async function assertWhole(page) {
  const errors = await failed(page);
  assert.deepEqual(errors.map(({ code }) => code), ["stopped"]);
  const first = await page.evaluate(rowsOfPage);
  assert.deepEqual(missing(okayama, first.filter((row) => okayama.items.some((item) => item.取組ID === row.id))), []);
}

const deeds = {
  "a key in the search field": (page) => page.fill("machi-plan input[type=search]", "窓口"),
  "a row that opens": (page) => page.locator("tbody.machi-plan-item:visible summary").first().click(),
  "another view": (page) => page.click("machi-plan [data-value=indicators]"),
  "a link in the address": (page) => page.evaluate(() => { location.hash = "machi-plan?q=x"; }),
  "an attribute": (page) => page.evaluate(() => document.querySelector("machi-plan").setAttribute("q", "x")),
  "a state from a script": (page) => page.evaluate(() => { document.querySelector("machi-plan").state = { q: "x" }; }),
};
for (const [name, act] of Object.entries(deeds)) {
  test(`a trap at ${name} leaves the plan whole`, async () => {
    const page = await open("/assets/okayama-fragment.html");
    await page.fill("input[type=search]", "下水道");
    await page.waitForFunction(() => document.querySelector("tbody.machi-plan-item[hidden]"));
    await page.evaluate(() => { globalThis.trap = true; });
    await act(page);
    await assertWhole(page);
    assert.equal(await page.locator("machi-plan :is(button, input, select)").count(), 0, "no control that does nothing");
    assertSilent(page);
  });
}

test("after a trap the rows still open by hand, and nothing more is thrown", async () => {
  const page = await open("/one");
  await page.evaluate(() => { globalThis.trap = true; });
  await page.fill("input[type=search]", "窓口");
  await assertWhole(page);
  const row = page.locator("tbody.machi-plan-item").nth(1);
  await row.locator("summary").first().click();
  assert.equal(await row.locator(".machi-plan-inside").isVisible(), true);
  await page.evaluate(() => { location.hash = "machi-plan?q=x"; });
  await page.locator("machi-plan").evaluate((host) => { host.state = { q: "x" }; });
  assert.equal((await failed(page)).length, 1);
  await assertAccessible(page);
  assertSilent(page);
});

test("a trap while the widget is mounted leaves what stood in the element, or the whole plan", async () => {
  // The n-th call into the program fails, until one run succeeds: every call at which mounting could stop.
  let stops = 0;
  for (let call = 1; ; call += 3) {
    const page = await open("/one", {
      widgets: 0,
      script: `(${stoppable})(); globalThis.trapAfter = ${call};
        addEventListener("machi-plan:ready", () => { globalThis.trapAfter = Infinity; });`,
    });
    // A start that fails is quiet, as where WebAssembly is switched off.
    await page.waitForFunction(() => machiPlanReady.length > 0 || globalThis.trapAfter <= 0);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const [readyCount, errors] = await page.evaluate(() => [machiPlanReady.length, machiPlanErrors]);
    if (readyCount === 1 && errors.length === 0) break;
    stops++;
    const fallback = await page.locator("#fallback").count();
    const rows = await page.locator("tbody.machi-plan-item:visible").count();
    assert.ok(fallback === 1 || rows === 43, `call ${call}: fallback ${fallback}, rows ${rows}`);
    assert.deepEqual(errors.map(({ code }) => code), call === 1 ? [] : ["stopped"], `call ${call}`);
    assertSilent(page);
    await page.context().close();
    assert.ok(call < 1_000_000, "mounting never got through");
    if (call > 30) call *= 2;
  }
  console.log(`mounting was stopped at ${stops} places`);
  assert.ok(stops >= 3, `${stops}`);
});

test("a DOM method that throws stops one widget with the code of a stop, not with the browser's own number", async () => {
  const page = await open("/two", { widgets: 2 });
  await page.evaluate(() => {
    const real = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (...names) {
      if (globalThis.broken) throw new DOMException("broken", "SecurityError");
      return real.apply(this, names);
    };
    globalThis.broken = true;
    document.querySelector("machi-plan [data-value=indicators]").click();
    globalThis.broken = false;
  });
  await assertWhole(page);
  // The other widget goes on.
  const other = page.locator("machi-plan").nth(1);
  await other.locator("input[type=search]").fill("窓口");
  await page.waitForFunction(() => document.querySelectorAll("machi-plan")[1].querySelector("tbody[hidden]"));
  assert.equal((await failed(page)).length, 1);
  assertSilent(page);
});

test("a page that calls back into the widget in the middle of a change stops nothing", async () => {
  const page = await open("/two", { widgets: 2 });
  await page.evaluate(() => {
    const real = Element.prototype.toggleAttribute;
    let again = true;
    Element.prototype.toggleAttribute = function (...values) {
      if (again) {
        again = false;
        globalThis.calledBack = true;
        document.querySelector("machi-plan [data-value=indicators]").click();
      }
      return real.apply(this, values);
    };
  });
  await page.locator("machi-plan input[type=search]").first().fill("窓口");
  // Both actions take effect: the typed text, and the view that was chosen while the rows were being hidden.
  await page.waitForFunction(() => {
    const { view, q } = document.querySelector("machi-plan").state;
    return globalThis.calledBack && view === "indicators" && q === "窓口";
  });
  const other = page.locator("machi-plan").nth(1);
  await other.locator("input[type=search]").fill("窓口");
  await page.waitForFunction(() => document.querySelectorAll("machi-plan")[1].querySelector("tbody[hidden]"));
  assertSilent(page);
});

test("after a stop the element can be given a plan again", async () => {
  const page = await open("/one");
  await page.evaluate(() => { globalThis.trap = true; });
  await page.fill("input[type=search]", "窓口");
  await failed(page);
  await page.evaluate(() => { globalThis.trap = false; });
  await page.locator("machi-plan").evaluate((host) => { host.plan = "yamaguchi"; });
  await ready(page, 2);
  assert.equal(await page.locator("tbody.machi-plan-item:visible").count(), 42);
  assert.equal(await page.locator("input[type=search]").count(), 1);
  assertSilent(page);
});

test("nothing in a broken browser interface is an exception of the page", async () => {
  for (const broken of ["TextDecoder", "DataView"]) {
    const page = await open("/one", {
      widgets: 0,
      script: (name) => { globalThis[name] = function () { globalThis.asked = true; throw new Error("broken"); }; },
      argument: broken,
    });
    await page.waitForFunction(() => globalThis.asked);
    assert.equal(await page.locator("#fallback").isVisible(), true, broken);
    assertSaid(page, []);
  }
});
