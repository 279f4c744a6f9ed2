// Success criteria that no other test holds: the name of a control has what is seen, focus alone changes nothing, both ways to
// hold a phone show the same, nothing moves, and the words of drawings can be read on the narrowest phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { outside } from "./support/outside.mjs";
import { throughStates } from "./support/states.mjs";
import { site } from "./support/widget.mjs";

const own = site();
const open = (width, height = 740) => own.open("/okayama.html", { width, height });

/** Runs in the page: controls with a name of their own that lacks the words that are seen on them. */
function unlike() {
  const plain = (text) => text.replace(/\s+/g, "");
  const seen = (element) => {
    const copy = element.cloneNode(true);
    for (const hidden of copy.querySelectorAll(".machi-plan-visually-hidden, [aria-hidden=true]")) hidden.remove();
    return plain(copy.textContent);
  };
  const named = [...document.querySelectorAll("machi-plan :is(a, button, input, select, summary)[aria-label]")];
  const found = named.filter((one) => one.checkVisibility() && !plain(one.ariaLabel).includes(seen(one)));
  return found.map((one) => `${one.localName} “${seen(one)}” is named “${one.ariaLabel}”`);
}

for (const width of [320, 1280]) {
  // WCAG 2.5.3, 3.2.4: 名前のある部品の名前に、見えている言葉が入っているかを、すべての状態で調べる
  test(`the name of a control has the words that are seen, at ${width} px`, async () => {
    const page = await open(width);
    await throughStates(page, async (state) => assert.deepEqual(await page.evaluate(unlike), [], state));
    await page.evaluate(() => { document.querySelector("machi-plan button").ariaLabel = "x"; });
    assert.equal((await page.evaluate(unlike)).length, 1, "the net has no hole");
    assertSilent(page);
  });
}

// WCAG 3.2.1: すべての部品にフォーカスを移しても、表示と条件が変わらない
test("focus alone changes nothing", async () => {
  const page = await open(1280);
  await throughStates(page, async (state) => {
    const changed = await page.evaluate(() => {
      const widget = document.querySelector("machi-plan");
      // Not the address: it waits until typing rests, and what takes the focus from the field ends the wait.
      const look = () => JSON.stringify([location.pathname, history.length, widget.state, widget.querySelectorAll("details[open]").length]);
      const before = look();
      const controls = [...widget.querySelectorAll("a[href], button, input, select, summary, [tabindex]")].filter((one) => one.checkVisibility());
      for (const one of controls) one.focus({ preventScroll: true });
      return [controls.length > 5, look() === before];
    });
    assert.deepEqual(changed, [true, true], state);
  });
  assertSilent(page);
});

// WCAG 1.3.4: 横に持っても、縦と同じ内容が切れずに読める
test("both ways to hold a phone show the same", async () => {
  const page = await open(360, 740);
  const read = () => page.evaluate(() => [...document.querySelectorAll("machi-plan .machi-plan-result, machi-plan tbody.machi-plan-item")].map((one) => (one.querySelector("summary") ?? one).textContent.trim()));
  const upright = await read();
  assert.ok(upright.length > 40, upright.length);
  await page.setViewportSize({ width: 740, height: 360 });
  assert.deepEqual(await read(), upright);
  assert.deepEqual(await page.evaluate(outside), []);
  assertSilent(page);
});

// WCAG 2.2.2, 2.3.1: 動くものがない。すべての状態で、動きと移り変わりを数える
test("nothing moves", async () => {
  const page = await open(1280);
  await throughStates(page, async (state) => {
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0, state);
  });
  assertSilent(page);
});

// WCAG 1.4.4: 幅320 pxで、グラフの言葉が12 px以上ある
test("the words of drawings are at least 12 px at 320 px", async () => {
  const page = await open(320);
  await throughStates(page, async (state) => {
    const small = await page.evaluate(() => {
      const sizes = [...document.querySelectorAll("machi-plan svg text")].filter((one) => one.checkVisibility()).map((one) => {
        const svg = one.ownerSVGElement;
        const scale = svg.viewBox.baseVal.width ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
        return [parseFloat(getComputedStyle(one).fontSize) * scale, one.textContent];
      });
      return sizes.filter(([size]) => size < 11.95).map(([size, text]) => `${size.toFixed(1)} px: ${text}`).slice(0, 5);
    });
    assert.deepEqual(small, [], state);
  });
  assertSilent(page);
});
