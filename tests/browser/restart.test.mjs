// A program that stops is given back with its memory, and the reader in another widget keeps the focus and the caret.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DEADLINE, WHOLE, assertSilent } from "./support/browser.mjs";
import { held, rest } from "./support/leak.mjs";
import { element, field, html, shown, site } from "./support/widget.mjs";

// In the engine alone, a program whose memory is overwritten ends the whole page.
const own = site(
  { "/two.html": html(element("okayama", 'id="one"') + element("yamaguchi", 'id="two"')) },
  { chromium: WHOLE },
);
/** The first stops do not count: the browser compiles what they call. */
const [FIRST, STOPS] = [10, 50];

/** Runs in the page before its own scripts: the memory of each program, held weakly, and a way to stop the last one. */
function watchPrograms() {
  const { Instance, Memory } = WebAssembly;
  let last;
  const memories = [];
  WebAssembly.Instance = function (module, imports) {
    const instance = new Instance(module, imports);
    last = new WeakRef(Object.values(instance.exports).find((one) => one instanceof Memory));
    memories.push(last);
    return instance;
  };
  globalThis.programs = () => memories.length;
  globalThis.programsHeld = () => memories.filter((memory) => memory.deref()).length;
  /** Stops the program in #one, and waits until #two has started again and #one has said what happened. */
  globalThis.stop = async () => {
    const [one, two] = ["one", "two"].map((id) => document.getElementById(id));
    const heard = (host, type) => new Promise((done) => host.addEventListener(`machi-plan:${type}`, done, { once: true }));
    const both = Promise.all([heard(one, "error"), heard(two, "ready")]);
    new Uint8Array(last.deref().buffer).fill(0xff);
    one.state = { q: "市" };
    await both;
  };
  /** Gives #one a plan again. */
  globalThis.again = async () => {
    const one = document.getElementById("one");
    const ready = new Promise((done) => one.addEventListener("machi-plan:ready", done, { once: true }));
    one.plan = one.plan === "okayama" ? "yamaguchi" : "okayama";
    await ready;
  };
}

async function open() {
  const page = await own.browser.openPage();
  await page.addInitScript(watchPrograms);
  await page.goto(own.server.url("/two.html"));
  await page.waitForFunction(() => globalThis.machiPlanReady.length === 2);
  return page;
}

test(`${STOPS} stops leave one program in memory, and nothing of the others`, { timeout: 6 * DEADLINE }, async (t) => {
  const page = await open();
  const stops = async (count) => {
    for (let at = 0; at < count; at += 1) {
      await page.evaluate(() => stop());
      await page.evaluate(() => again());
    }
    // Two in each line, so that #one shows the same plan.
    await rest(page);
    const { nodes, listeners, heap } = await held(page);
    return { nodes, listeners, heap, programs: await page.evaluate(() => programs()), alive: await page.evaluate(() => programsHeld()) };
  };
  const before = await stops(FIRST);
  const after = await stops(STOPS - FIRST);
  t.diagnostic(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
  assert.equal(after.programs, STOPS + 1);
  // The browser may keep the frame of the last call.
  assert.ok(after.alive <= 2, `${after.alive} programs are alive`);
  assert.ok(after.listeners - before.listeners <= 5, `listeners ${before.listeners} → ${after.listeners}`);
  assert.ok(after.nodes - before.nodes <= 200, `nodes ${before.nodes} → ${after.nodes}`);
  assert.ok(after.heap - before.heap < 2 ** 20, `the heap ${before.heap} → ${after.heap}`);
  assertSilent(page);
});

test("who types into another widget goes on typing at the same letter", async () => {
  const page = await open();
  const input = field(page, "#two");
  await input.click();
  await page.keyboard.type("市政");
  await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => stop());
  await page.keyboard.type("民");
  assert.equal(await input.inputValue(), "市民政");
  assert.deepEqual(await page.evaluate(() => document.getElementById("two").state), { q: "市民政" });
  await page.keyboard.press("Delete");
  await page.waitForFunction(() => document.getElementById("two").state.q === "市民");
  assert.ok((await shown(page, "#two")).length > 0);
  assertSilent(page);
});

for (const [name, selector] of [
  ["a button of a view", "[data-do=view][data-value=schedule]"],
  ["a row in the middle", "tbody.machi-plan-item:nth-of-type(7) summary"],
  ["the field of the order", "select"],
]) {
  test(`${name} of another widget keeps the focus`, async () => {
    const page = await open();
    const control = page.locator(`#two ${selector}`).first();
    await control.focus();
    await page.evaluate(() => stop());
    const [hasFocus, top] = await control.evaluate((one) => [one === document.activeElement, one.getBoundingClientRect().top]);
    assert.equal(hasFocus, true);
    // The controls of the element above are gone, so the page is shorter; the control is still in sight.
    assert.ok(top >= 0 && top < 900, `${top} px`);
    assertSilent(page);
  });
}
