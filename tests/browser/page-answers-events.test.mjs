// A page may answer any event of the widget (lost focus of a moved row, the widget's own events) with another state,
// or by removing the element: during the drawing, and without end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DEADLINE, assertSilent, ready, said } from "./support/browser.mjs";
import { numbers, walkTools } from "./support/walk.mjs";
import { element, html, row, site } from "./support/widget.mjs";

const own = site();
const { open } = own;

// As src/widget/turn.rs and docs/api.md say.
const MAX_TURNS = 20;

test("a state that is set when the focus leaves a row that is sorted is shown", async () => {
  const page = await open(element("okayama"));
  await row(page, "3-1-1a").locator("th a").focus();
  const heard = await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    const heard = [];
    const answer = ({ type }) => {
      heard.push(type);
      host.state = { q: "市税", sort: "-number" };
      heard.push(JSON.stringify(host.state));
    };
    host.addEventListener("focusout", answer, { once: true });
    host.sort = "-number";
    return heard;
  });
  assert.deepEqual(heard, ["focusout", '{"q":"市税","sort":"-number"}'], "the page reads what it set");
  const [state, result] = await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    return [host.state, host.querySelector(".machi-plan-result").textContent];
  });
  assert.deepEqual(state, { q: "市税", sort: "-number" });
  const fresh = await open(element("okayama", 'q="市税" sort="-number"'));
  assert.equal(result, await fresh.locator(".machi-plan-result").textContent());
  assertSilent(page);
});

test("whatever event is answered, what is shown is what a fresh element shows", { timeout: 10 * DEADLINE }, async () => {
  own.server.pages["/answers.html"] = html(element("yamaguchi"));
  const page = await own.browser.openPage({});
  await page.addInitScript(walkTools);
  await page.goto(own.server.url("/answers.html"), { waitUntil: "load" });
  await ready(page);
  await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    const states = [{ q: "市民", sort: "-number" }, { view: "indicators" }, { sort: "department" }, { view: "departments", q: "の" }, {}];
    const types = [
      "focus", "blur", "focusin", "focusout", "toggle", "click", "input", "change", "select", "keydown", "popstate", "hashchange",
      "machi-plan:change", "machi-plan:ready",
    ];
    globalThis.heard = {};
    globalThis.answers = 0;
    for (const type of types) {
      const target = type.includes("state") || type.includes("hash") ? window : host;
      // Twice for each act: by then an answer has answered an answer.
      target.addEventListener(type, () => {
        heard[type] = (heard[type] ?? 0) + 1;
        if (answers-- > 0) host.state = states[heard[type] % states.length];
      }, true);
    }
  });
  const random = numbers(7);
  const names = ["type", "choose", "sort", "order", "row", "view", "link", "takeOff", "back", "go"];
  for (let step = 0; step < 40; step += 1) {
    const name = names[step % names.length];
    await page.evaluate(() => {
      // The focus is in a part that is moved or hidden.
      [...document.querySelectorAll("machi-plan .machi-plan-item:not([hidden]) a")].find((link) => link.checkVisibility())?.focus();
      globalThis.answers = 2;
    });
    const found = await page.evaluate(([name, one, other]) => globalThis.walk.step(name, one, other), [name, random(), random()]);
    assert.ok(found.same, `step ${step}: ${JSON.stringify(found, null, 1)}`);
  }
  const heard = await page.evaluate(() => Object.keys(globalThis.heard));
  for (const type of ["focusin", "focusout", "toggle", "machi-plan:change"]) assert.ok(heard.includes(type), `${type} was never heard`);
  assertSilent(page);
});

test("a page that answers every change is cut off, and the widget goes on", async () => {
  const page = await open(element("okayama"));
  const answer = () =>
    page.evaluate(() => {
      const host = document.querySelector("machi-plan");
      let turns = 0;
      const answer = () => {
        turns += 1;
        host.state = { q: turns % 2 ? "市税" : "窓口" };
      };
      host.addEventListener("machi-plan:change", answer);
      host.state = { q: "市民" };
      host.removeEventListener("machi-plan:change", answer);
      return turns;
    });
  assert.equal(await answer(), MAX_TURNS);
  assert.equal(await answer(), MAX_TURNS, "each time anew");
  const warnings = said(page);
  assert.deepEqual(warnings.map(({ kind }) => kind), ["warning", "warning"]);
  assert.match(warnings[0].text, /machi-plan:change.*20回/);
  await page.evaluate(() => (document.querySelector("machi-plan").state = { q: "財政" }));
  assert.deepEqual(await page.evaluate(() => document.querySelector("machi-plan").state), { q: "財政" });
});

test("an element that is taken away by a listener lets go, and can be put back", async () => {
  const page = await open(element("okayama"));
  await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    globalThis.parent = host.parentNode;
    globalThis.host = host;
    host.addEventListener("machi-plan:change", () => host.remove(), { once: true });
    host.state = { q: "市税" };
  });
  assert.equal(await page.evaluate(() => host.state), undefined);
  await page.evaluate(() => parent.append(host));
  await ready(page, 2);
  assert.equal(await page.locator("machi-plan .machi-plan-result").count(), 1);
  assertSilent(page);
});
