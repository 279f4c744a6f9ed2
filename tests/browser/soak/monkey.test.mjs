// Strange pages without bad intent, for minutes: they translate, add readings to words, and take a widget apart while
// somebody uses it. The widget continues, and so does the other one on the page, which nobody touches.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { WHOLE, assertSilent } from "../support/browser.mjs";
import { READINGS, rewrite } from "../support/services.mjs";
import { TIMEOUT, assertLevel, openWalk, randomActions, soak } from "../support/soak.mjs";
import { SEED, numbers } from "../support/walk.mjs";
import { element, html, site } from "../support/widget.mjs";

// Without a policy, because the strange pages set markup.
const own = site({ "/monkey.html": { body: html(element("yamaguchi", 'id="other"')), csp: null } }, { chromium: WHOLE });
const fragments = Object.fromEntries(
  await Promise.all(
    ["okayama", "yamaguchi"].map(async (plan) => [plan, await readFile(new URL(`../../../pkg/fragments/${plan}-all.html`, import.meta.url), "utf8")]),
  ),
);
/** How many actions of a reader a round has, and after how many the page acts. */
const [ACTIONS, BETWEEN] = [24, 3];
/** The text services; the other acts take the inside apart. */
const TEXT = ["translated", "readings"];

/** Puts a widget into the page, written or adopted. */
async function mount([plan, fragment]) {
  const made = document.createElement("div");
  if (fragment) made.innerHTML = fragment;
  const host = made.querySelector("machi-plan") ?? document.createElement("machi-plan");
  host.id = "tried";
  host.setAttribute("plan", plan);
  const ready = new Promise((done) => host.addEventListener("machi-plan:ready", done, { once: true }));
  document.querySelector("main").prepend(host);
  await ready;
}

/** The act of a page that knows nothing of the widget, on any element inside. */
function takeApart([how, one, other]) {
  const host = document.getElementById("tried");
  const all = [...host.querySelectorAll("*")];
  const element = all[Math.floor(one * all.length)];
  const second = all[Math.floor(other * all.length)];
  const apart = element && second && !element.contains(second) && !second.contains(element);
  const deeds = {
    remove: () => element?.remove(),
    copy: () => element?.replaceWith(element.cloneNode(true)),
    exchange: () => element?.replaceWith(document.createElement("div")),
    empty: () => element?.replaceChildren(),
    move: () => apart && second.append(element),
    wrap: () => {
      const wrapper = document.createElement("div");
      element?.replaceWith(wrapper);
      if (element) wrapper.append(element);
    },
    unmark: () => element?.removeAttribute(element.attributes[0]?.name),
    remark: () => apart && [...second.attributes].forEach(({ name, value }) => element.setAttribute(name, value)),
    serialize: () => element?.parentElement && (element.parentElement.innerHTML += ""),
    everything: () => one < 0.2 && host.replaceChildren(),
  };
  const names = Object.keys(deeds);
  const name = names[Math.floor(how * names.length)];
  deeds[name]();
  return `${name} ${element?.localName}.${element?.className?.baseVal ?? element?.className}`;
}

/** The shown rows of an element in order, and the state: text services do not change them. */
async function compare() {
  const read = (host) => ({
    state: host.state,
    rows: [...host.querySelectorAll(".machi-plan-view:not([hidden]) .machi-plan-item:not([hidden])")].map((row) => row.dataset.item),
  });
  const host = document.getElementById("tried");
  const fresh = document.createElement("machi-plan");
  for (const [key, value] of Object.entries({ plan: host.plan, ...host.state })) fresh.setAttribute(key, value);
  const ready = new Promise((done) => fresh.addEventListener("machi-plan:ready", done, { once: true }));
  document.querySelector("main").append(fresh);
  await ready;
  const both = [read(host), read(fresh)];
  fresh.remove();
  return both;
}

test("pages that translate and take apart", { timeout: TIMEOUT }, async (t) => {
  const page = await openWalk(own, "/monkey.html", 1);
  const random = numbers(SEED);
  let rounds = 0;
  let rowsSeen = 0;
  const round = async () => {
    rounds += 1;
    const where = `MACHI_PLAN_SEED=${SEED}, round ${rounds}`;
    const plan = random() < 0.5 ? "okayama" : "yamaguchi";
    const how = rounds % 2 ? "apart" : TEXT[Math.floor(random() * TEXT.length)];
    await page.evaluate(mount, [plan, random() < 0.5 && fragments[plan]]);
    const told = [];
    for (let done = 0; done < ACTIONS; done += BETWEEN) {
      const actions = await randomActions(page, random, BETWEEN);
      told.push(...(await page.evaluate((actions) => { walk.through("tried"); return walk.act(actions); }, actions)));
      if (how === "apart") told.push(await page.evaluate(takeApart, [random(), random(), random()]));
      else await page.evaluate(rewrite, [how, READINGS, "#tried"]);
      const errors = await page.evaluate(() => globalThis.machiPlanErrors);
      assert.deepEqual(errors, [], `${where}, ${how}\n${told.join("\n")}`);
    }
    if (how !== "apart") {
      const [tried, fresh] = await page.evaluate(compare);
      rowsSeen += fresh.rows.length;
      assert.deepEqual(tried, fresh, `${where}, ${how}\n${told.join("\n")}`);
    }
    // It still answers a script, the other one is whole, and a new one starts normally.
    const [state, found] = await page.evaluate(async () => {
      const host = document.getElementById("tried");
      host.state = { q: "市民" };
      const { state } = host;
      host.remove();
      walk.through("other");
      return [state, await walk.difference()];
    });
    assert.deepEqual(state, { q: "市民" }, where);
    assert.ok(found.same, `${where}, the other: ${JSON.stringify(found, null, 1)}\n${told.join("\n")}`);
    return ACTIONS;
  };
  const curve = await soak(t, page, "monkey", { round, settle: () => round() });
  assert.ok(rowsSeen > 0, "no row was compared");
  assertLevel(curve);
  assertSilent(page);
});
