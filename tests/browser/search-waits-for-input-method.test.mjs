// While an input method is composing, half a word is in the field: 「ｍ」, 「まｄ」. The list waits for `compositionend`,
// and the Enter that confirms the word does nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { composeText } from "./support/compose.mjs";
import { ids, readPlan, search } from "./support/plan.mjs";
import { element, field, shown, site } from "./support/widget.mjs";

const { open } = site();
const plan = await readPlan("yamaguchi");

/** Records the widget's events and the changes of the address from now on. */
function watch(page) {
  return page.evaluate(() => {
    const seen = (globalThis.seen = []);
    document.addEventListener("machi-plan:change", (event) => seen.push(event.detail.state.q ?? ""));
    document.addEventListener("submit", (event) => {
      event.preventDefault();
      seen.push("submit");
    });
  });
}

test("the list waits while an input method composes", async () => {
  const page = await open(element("yamaguchi"));
  await watch(page);
  await field(page).focus();
  await composeText(page, "窓口", { steps: ["m", "ま", "まd", "まど", "まどぐち", "窓口"], commit: false });
  assert.equal(await field(page).inputValue(), "窓口");
  assert.equal((await shown(page)).length, 42, "nothing is narrowed by an undecided word");
  assert.deepEqual(await page.evaluate(() => globalThis.seen), []);
  assert.equal(new URL(page.url()).hash, "");
  const session = await page.context().newCDPSession(page);
  await session.send("Input.insertText", { text: "窓口" });
  assert.deepEqual(await shown(page), ids(search(plan, "窓口")));
  assert.deepEqual(await page.evaluate(() => globalThis.seen), ["窓口"], "decided once, said once");
  assertSilent(page);
});

test("the Enter that ends composing does nothing else", async () => {
  // The whole page is one form, as with ASP.NET: an Enter from the search field would send the form.
  const page = await open(`<form action="/gone.html"><button>送る</button>${element("yamaguchi")}</form>`);
  await watch(page);
  await field(page).focus();
  await composeText(page, "窓口", { steps: ["まど", "窓口"], commit: false });
  const session = await page.context().newCDPSession(page);
  // Chromium gives an Enter to an input method as key 229.
  const enter = { key: "Process", code: "Enter", windowsVirtualKeyCode: 229 };
  await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enter });
  await session.send("Input.insertText", { text: "窓口" });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter });
  assert.deepEqual(await page.evaluate(() => globalThis.seen), ["窓口"]);
  assert.equal(await field(page).evaluate((input) => document.activeElement === input), true);
  assert.deepEqual(await shown(page), ids(search(plan, "窓口")));
  assertSilent(page);
});

test("Enter in the search field never sends the form that the page stands in", async () => {
  const page = await open(`<form action="/gone.html"><button>送る</button>${element("yamaguchi")}</form>`);
  await watch(page);
  await field(page).fill("窓口");
  await field(page).press("Enter");
  assert.deepEqual(await page.evaluate(() => globalThis.seen), ["窓口"]);
  assert.deepEqual(await shown(page), ids(search(plan, "窓口")));
  assertSilent(page);
});

test("a word that is composed behind another is added to it", async () => {
  const page = await open(element("yamaguchi", 'q="窓口 "'));
  await field(page).focus();
  await page.keyboard.press("End");
  await composeText(page, "市民", { steps: ["しみん", "市民"] });
  assert.equal(await field(page).inputValue(), "窓口 市民");
  assert.deepEqual(await shown(page), ids(search(plan, "窓口 市民")));
  assertSilent(page);
});

test("typing keeps the caret where it stands", async () => {
  const page = await open(element("yamaguchi", 'q="窓"'));
  await field(page).focus();
  await page.keyboard.press("End");
  await page.keyboard.type("口市民");
  for (let step = 0; step < 2; step += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(" x");
  assert.equal(await field(page).inputValue(), "窓口 x市民");
  assert.equal(await field(page).evaluate((input) => input.selectionStart), 4);
  assertSilent(page);
});

for (const [what, change] of [
  ["a page that sets the order", () => { document.querySelector("machi-plan").sort = "-number"; }],
  ["the page's printing", () => { dispatchEvent(new Event("beforeprint")); dispatchEvent(new Event("afterprint")); }],
]) {
  test(`${what} leaves a word alone that is being composed, and the search goes on`, async () => {
    const page = await open(element("yamaguchi"));
    await field(page).focus();
    await composeText(page, "まど", { commit: false });
    await page.evaluate(change);
    assert.equal(await field(page).inputValue(), "まど");
    await composeText(page, "窓口", { steps: ["まどぐち", "窓口"] });
    assert.deepEqual((await shown(page)).sort(), ids(search(plan, "窓口")).sort());
    assertSilent(page);
  });
}

test("a composition whose end nobody tells is over with the next key", async () => {
  const page = await open(element("yamaguchi"));
  await field(page).focus();
  await composeText(page, "まど", { commit: false });
  // A page that empties the field itself: Chromium stops composing without a word.
  await field(page).evaluate((input) => { input.value = ""; });
  await page.keyboard.type("窓口");
  assert.deepEqual(await shown(page), ids(search(plan, "窓口")));
  assertSilent(page);
});
