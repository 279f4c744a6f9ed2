// The page around the widget has a style sheet of its own: normalize, Tailwind's preflight, Bootstrap's reboot,
// Meyer's reset, a municipal template's, a hostile one. With each the widget looks the same as without it, and works.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { axeOnChanges } from "./support/axe.mjs";
import { assertSilent, filled, ready, startBrowser } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { SHEETS, hostPage, sheetFiles, wear } from "./support/hosts.mjs";
import { FORM, LOOKS, differences, looks } from "./support/looks.mjs";
import { outside, targets } from "./support/outside.mjs";
import { startServer } from "./support/server.mjs";
import { states } from "./support/states.mjs";
import { choose, field, row, shown } from "./support/widget.mjs";

const fragment = await readFile(new URL("../../pkg/fragments/okayama-all.html", import.meta.url), "utf8");
const pages = {
  ...sheetFiles,
  "/element": hostPage('<machi-plan plan="okayama"></machi-plan>', { sheet: false }),
  // Everything that a plan can have in a third of the elements: for walks through every state.
  "/sample": hostPage('<machi-plan src="/sample.json"></machi-plan>', { sheet: false }),
  "/sample-plain": hostPage(output(["render", "data/sample", "--all-views"]).toString(), { script: false }),
  "/sample.json": output(["compile", "data/sample"]),
  "/fragment": hostPage(fragment),
};
const names = Object.keys(SHEETS);
// What is said with `!important` of colours, type and distances is for readers and switchers, and goes through.
const compared = (name) => (name === "hostile" ? FORM : LOOKS);
let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(path, options = {}) {
  const page = await browser.openPage({ url: server.url(path), ...options });
  if (!path.endsWith("plain") && options.javaScriptEnabled !== false) {
    await ready(page);
    // Two looks are compared: nothing may be written between them.
    await filled(page);
  }
  return page;
}

/** Each sheet in turn, and the styles that it changed. */
async function underEachSheet(page, state, { only = names } = {}) {
  // Under a resting pointer a name would be underlined. The corner of the window is above the widget at the top of the page.
  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.move(0, 0);
  await wear(page);
  const without = await looks(page);
  for (const name of only) {
    await wear(page, name);
    const chosen = (all) => Object.fromEntries(Object.entries(all).map(([kind, own]) =>
      [kind, Object.fromEntries(Object.entries(own).filter(([property]) => compared(name).includes(property)))]));
    assert.deepEqual(differences(chosen(without), chosen(await looks(page))), [], `${name}: ${state}`);
    const hidden = await page.evaluate(() => [...document.querySelectorAll("machi-plan [hidden]")].filter((one) => one.getClientRects().length).length);
    assert.equal(hidden, 0, `${name}: ${state}: what is hidden shows`);
    assert.deepEqual(await page.evaluate(outside), [], `${name}: ${state}`);
    assert.deepEqual(await page.evaluate(targets), [], `${name}: ${state}`);
  }
  await wear(page);
}

for (const [width, only] of [[1280, names], [320, ["municipal", "hostile"]]]) {
  test(`under every sheet the widget looks as it does without, in every state, at ${width} px`, async () => {
    const page = await open("/sample", { width });
    for (const [state, go] of Object.entries(states)) {
      await go(page);
      await filled(page);
      await underEachSheet(page, state, { only });
    }
    assertSilent(page);
  });

  test(`so does a pasted fragment without script, every row open, at ${width} px`, async () => {
    const page = await open("/sample-plain", { width });
    await underEachSheet(page, "as it comes", { only });
    await page.evaluate(() => document.querySelectorAll("machi-plan details").forEach((details) => { details.open = true; }));
    await underEachSheet(page, "every row open", { only });
    assertSilent(page);
  });
}

for (const name of names) {
  test(`${name}: search, filter, sort, open a row, change the view, all by keyboard, with a ring that is seen`, async () => {
    const page = await open(name === "meyer" ? "/fragment" : "/element");
    await wear(page, name);
    // The ring has two colours, so that one of them is seen on any ground.
    const ring = () => page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return [document.activeElement.localName, style.outlineStyle, style.outlineWidth, style.boxShadow !== "none", style.opacity].join(" ");
    });
    const rung = (element) => `${element} solid 4px true 1`;
    await field(page).focus();
    await page.keyboard.type("市民");
    assert.equal(await ring(), rung("input"));
    const found = await shown(page);
    assert.ok(found.length > 0 && found.length < 43, `${found.length} rows`);
    await page.keyboard.press("Tab");
    assert.equal(await ring(), rung("select"));
    await page.keyboard.press("Tab");
    assert.equal(await ring(), rung("button"), "prints");
    await page.keyboard.press("Tab");
    assert.equal(await ring(), rung("summary"));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await ring(), rung("input"));
    await page.keyboard.press("Space");
    const fewer = await shown(page);
    assert.ok(fewer.length < found.length, "a choice narrows");
    await page.keyboard.press("Space");
    await page.locator("select[data-key=sort]").focus();
    await page.locator("select[data-key=sort]").selectOption("-number");
    assert.deepEqual(await shown(page), found.toReversed());
    const summary = row(page, found.at(-1)).locator("summary").first();
    await summary.focus();
    assert.equal(await ring(), rung("summary"));
    await page.keyboard.press("Enter");
    assert.equal(await row(page, found.at(-1)).locator(".machi-plan-inside").isVisible(), true);
    for (const view of ["schedule", "indicators", "departments", "results", "overview", "data", "items"]) {
      await page.locator(`[data-do=view][data-value=${view}]`).focus();
      await page.keyboard.press("Enter");
      assert.equal(await ring(), rung("button"));
      assert.equal(await page.locator(`.machi-plan-view[data-view=${view}]`).isVisible(), true, view);
      assert.equal(await page.locator(".machi-plan-view:visible").count(), 1, view);
    }
    await choose(page, "branch", "1");
    assert.ok((await shown(page)).length > 0);
    assertSilent(page);
  });

  test(`${name}: axe-core finds nothing in the widget`, async () => {
    const page = await open("/sample");
    await wear(page, name);
    // Under the first sheet with every rule in every state. The others change its looks, not its names.
    const only = name === names[0] ? undefined : "colours";
    for (const state of ["a row open", "facets open", "narrowed, with chips"]) {
      await states[state](page);
      assert.deepEqual(await axeOnChanges(page, { only, include: "machi-plan" }), [], state);
    }
    assertSilent(page);
  });
}

const HOLDERS = {
  "a flex item": "#holder { display: flex; } #holder > div { flex: 0 1 auto; }",
  "a flex item that may shrink": "#holder { display: flex; } #holder > div { flex: 1 1 0; min-width: 0; }",
  "a float": "#holder > div { float: left; }",
  "a grid cell of 1fr": "#holder { display: grid; grid-template-columns: 1fr; }",
  "a grid cell of auto": "#holder { display: grid; grid-template-columns: auto; justify-items: start; }",
  "a grid cell of minmax(0, 1fr)": "#holder { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }",
  "fit-content": "#holder > div { width: fit-content; }",
  "a table cell": "#holder { display: table; } #holder > div { display: table-cell; }",
  "columns": "#holder { columns: 2 300px; }",
  "a column of 300 px that cuts off": "#holder > div { width: 300px; overflow: hidden; }",
};
test("in every kind of room the widget is as wide as its room, and none is wider than the page", async () => {
  for (const width of [1280, 320]) {
    pages["/room"] = hostPage('<link rel="stylesheet" href="/room.css"><div id="holder"><div id="room"><machi-plan plan="okayama"></machi-plan></div></div>', { sheet: false });
    for (const [kind, css] of Object.entries(HOLDERS)) {
      pages["/room.css"] = `body { margin: 0; } ${css}`;
      const page = await open("/room", { width });
      const [root, room, column] = await page.evaluate(() => {
        const box = (selector) => document.querySelector(selector).getBoundingClientRect().width;
        // In columns the box of a room is all of them together.
        const columns = getComputedStyle(document.querySelector("#holder")).columnWidth !== "auto";
        return [box("machi-plan > .machi-plan"), box("#room"), columns ? document.querySelector(".machi-plan-search").getBoundingClientRect().width : 0];
      });
      assert.ok(Math.abs(root - room) < 1, `${kind} at ${width}: the root has ${root} px of ${room}`);
      const least = { "a column of 300 px that cuts off": 300, "columns": 290, "a grid cell of minmax(0, 1fr)": width / 2 }[kind] ?? width * 0.6;
      assert.ok((column || root) >= least, `${kind} at ${width}: ${root}`);
      if (kind !== "columns" && !(kind.includes("minmax") && width === 320)) {
        await states["a row open"](page);
        assert.deepEqual(await page.evaluate(outside), [], `${kind} at ${width}`);
        assert.deepEqual(await page.evaluate(targets), [], `${kind} at ${width}`);
      }
      assertSilent(page);
      await page.close();
    }
  }
});
