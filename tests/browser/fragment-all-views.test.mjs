// A fragment with all views. Without a script each view is readable and has a link to it. With one the whole fragment
// is adopted, and the buttons show one view at a time.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, ready } from "./support/browser.mjs";
import { missing, rowsOfPage } from "./support/contents.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { readPackage } from "./support/plans.mjs";
import { WITHOUT_WASM } from "./support/server.mjs";
import { field, html, shown, site } from "./support/widget.mjs";

const cities = ["okayama", "yamaguchi"];
const views = ["items", "schedule", "departments", "results", "overview", "data"];
const given = {};
const fragments = {};
const plans = {};
for (const city of cities) {
  plans[city] = await readPlan(city);
  fragments[city] = await readFile(new URL(`../../pkg/fragments/${city}-all.html`, import.meta.url), "utf8");
  const page = html(fragments[city], '<link rel="stylesheet" href="/assets/machi-plan.css">');
  given[`/${city}.html`] = page;
  given[`/${city}-refused.html`] = { body: page, csp: WITHOUT_WASM };
}
// Marks that distinguish the markup of the page from the markup of the script.
given["/mark.js"] = `document.querySelectorAll(".machi-plan-view, .machi-plan-item").forEach((element) => { element.standing = true; });`;
const own = site(given);
const { open } = own;

/** Opens a page with a fragment of Okayama that was changed; `before` runs in the page before the widget's script. */
function openChanged(change, { before = "", ...options } = {}) {
  const changed = change(fragments.okayama);
  const path = `/changed-${Object.keys(own.server.pages).length}`;
  own.server.pages[`${path}.js`] = before;
  own.server.pages[`${path}.html`] = html(changed, '<link rel="stylesheet" href="/assets/machi-plan.css">').replace(
    "<script",
    `<script src="/mark.js" defer></script><script src="${path}.js" defer></script><script`,
  );
  return open(`${path}.html`, options);
}

const seen = (page) =>
  page.locator(".machi-plan-view").evaluateAll((boxes) => boxes.filter((box) => box.checkVisibility()).map((box) => box.dataset.view));
const standing = (page) =>
  page.locator(".machi-plan-view").evaluateAll((boxes) => boxes.filter((box) => box.standing).map((box) => box.dataset.view));
const show = (page, view) => page.locator(`[data-do=view][data-value=${view}]`).click();

const without = {
  "JavaScript off": (city, options) => open(`/${city}.html`, { javaScriptEnabled: false, until: "load", ...options }),
  "WebAssembly refused": async (city, options) => {
    const page = await open(`/${city}-refused.html`, { until: "load", ...options });
    // The script takes the room of its controls away once it knows that it may not run.
    await page.waitForFunction(() => !document.querySelector(".machi-plan-controls"));
    return page;
  },
};

for (const [how, openWithout] of Object.entries(without)) {
  for (const city of cities) {
    test(`${city}, ${how}: every view is there to read, whole`, async () => {
      const page = await openWithout(city);
      assert.deepEqual(await seen(page), views);
      const list = page.locator('.machi-plan-view[data-view="items"] tbody.machi-plan-item');
      assert.equal(await list.count(), plans[city].items.length);
      const strip = page.locator('.machi-plan-view[data-view="schedule"] tbody.machi-plan-item:visible');
      assert.equal(await strip.count(), plans[city].items.filter((item) => item.actions.length > 0).length);
      const named = new Set(plans[city].items.flatMap((item) => item.departments.map(({ name }) => name)));
      const sections = page.locator(".machi-plan-department:visible");
      assert.deepEqual(new Set(await sections.evaluateAll((all) => all.map((one) => one.dataset.department))), named);
      assert.ok((await page.locator('.machi-plan-view[data-view="data"]').innerText()).includes(plans[city].about.出典名));
      assert.deepEqual(missing(await readPackage(city), await page.evaluate(rowsOfPage)), []);
      assertSilent(page);
    });

    for (const width of [1280, 320]) {
      test(`${city}, ${how}, ${width} px: each link leads to its view, by hand and by keyboard`, async () => {
        const page = await openWithout(city, { width });
        const links = page.getByRole("navigation", { name: "この計画の目次" }).getByRole("link");
        assert.equal(await links.count(), views.length);
        for (const [at, view] of views.entries()) {
          await links.nth(at).focus();
          if (at % 2) await page.keyboard.press("Enter");
          else await links.nth(at).click();
          const box = page.locator(`.machi-plan-view[data-view="${view}"]`);
          assert.equal(await box.evaluate((box) => box.matches(":target")), true, view);
          const heading = box.locator(".machi-plan-view-name");
          assert.equal(await heading.innerText(), await links.nth(at).innerText());
          const { y } = await heading.boundingBox();
          assert.ok(y >= -1 && y < 900, `the heading of ${view} stands at ${y}`);
          assert.ok((await links.nth(at).boundingBox()).height >= 44);
        }
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
        assertSilent(page);
      });
    }
  }
}

for (const city of cities) {
  test(`${city}: no id stands twice, and axe finds nothing`, async () => {
    const page = await without["WebAssembly refused"](city);
    const all = await page.locator("[id]").evaluateAll((elements) => elements.map((element) => element.id));
    assert.equal(new Set(all).size, all.length);
    await assertAccessible(page);
    assertSilent(page);
  });
}

test("the fragment is adopted whole: one view is shown, and no view is written again", async () => {
  const page = await openChanged((text) => text);
  assert.deepEqual(await ready(page), [{ adopted: true }]);
  assert.deepEqual(await seen(page), ["items"]);
  assert.equal(await page.locator(".machi-plan-jumps, .machi-plan-view-name").count(), 0, "the buttons do what the links did");
  for (const view of views) {
    await show(page, view);
    assert.deepEqual(await seen(page), [view]);
  }
  assert.deepEqual(await standing(page), views);
  assert.equal(await page.locator(".machi-plan-view").count(), views.length);
  // A view that it does not carry is written, as everywhere.
  await show(page, "indicators");
  assert.deepEqual(await seen(page), ["indicators"]);
  await field(page).fill("市民");
  const found = select(plans.okayama, { q: "市民" });
  for (const [view, holds] of [["items", () => true], ["schedule", (item) => item.actions.length > 0]]) {
    await show(page, view);
    assert.deepEqual(await shown(page), ids(found.filter(holds)), view);
  }
  const rows = page.locator('.machi-plan-view[data-view="items"] .machi-plan-item');
  assert.equal(await rows.evaluateAll((rows) => rows.every((row) => row.standing)), true);
  assertSilent(page);
});

test("the address of a link shows its view once there is a script", async () => {
  for (const view of views.slice(1)) {
    const page = await open("/okayama.html", { hash: `#machi-plan?view=${view}` });
    assert.deepEqual(await ready(page), [{ adopted: true }]);
    assert.deepEqual(await seen(page), [view]);
    const { y } = await page.locator(`.machi-plan-view[data-view="${view}"]`).boundingBox();
    assert.ok(y < 900, `${view} stands at ${y}`);
    assert.ok(y > 0, `the head of ${view} is above the window, at ${y}`);
    assertSilent(page);
  }
});

test("a reader who has scrolled on before the program starts is not called back", async () => {
  // Far below the window the program waits, until the address asks for a view.
  const before = "<p>前の文</p>".repeat(200);
  own.server.pages["/below.html"] = html(before + fragments.okayama, '<link rel="stylesheet" href="/assets/machi-plan.css">');
  for (const windows of [0, 3]) {
    const page = await open("/below.html", { until: "load" });
    await page.evaluate((windows) => {
      location.hash = "#machi-plan?view=departments";
      scrollBy({ top: windows * innerHeight, behavior: "instant" });
    }, windows);
    await ready(page);
    assert.deepEqual(await seen(page), ["departments"]);
    const top = await page.locator(".machi-plan").evaluate((root) => root.getBoundingClientRect().top);
    if (windows) assert.ok(top < -900, `the head is at ${top}, the reader below it`);
    else assert.ok(Math.abs(top) < 2, `the head is at ${top}`);
    assertSilent(page);
  }
});

test("what the reader did before the script came stays: an open row, the focus on a link", async () => {
  const before = `document.querySelector(".machi-plan-items details").open = true;
    document.querySelector(".machi-plan-jumps a").focus();`;
  const page = await openChanged((text) => text, { before });
  assert.deepEqual(await ready(page), [{ adopted: true }]);
  assert.deepEqual(await page.locator("machi-plan").evaluate((host) => host.state), { item: "1-1-1" });
  assert.equal(await page.locator(".machi-plan-items details[open]").count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.value), "items", "on at the button of the view");
  assertSilent(page);
});

test("rows that a server hid in one of the views come back there", async () => {
  const row = /(<tbody class="machi-plan-item" role="rowgroup" data-item="1-1-2")/;
  assert.match(fragments.okayama, row);
  const page = await openChanged((text) => text.replace(row, "$1 hidden"));
  assert.deepEqual(await ready(page), [{ adopted: true }]);
  assert.deepEqual(await shown(page), ids(plans.okayama.items));
  await show(page, "schedule");
  assert.deepEqual(await shown(page), ids(plans.okayama.items.filter((item) => item.actions.length > 0)));
  assertSilent(page);
});

for (const [what, change] of [
  ["one view was dropped", (text) => text.replace(/<div class="machi-plan-view" id="[^"]*" data-view="data">.*<\/div>(?=<\/div><\/div><\/machi-plan>)/s, "")],
  ["a row of the second view was dropped", (text) => text.replace(/<tbody class="machi-plan-item" role="rowgroup".*?<\/tbody>/s, "")],
  ["the list of its views was dropped", (text) => text.replace(/ data-views="[^"]*"/, "")],
]) {
  test(`where ${what} it is written over, with the one view that is asked for`, async () => {
    assert.notEqual(change(fragments.okayama), fragments.okayama);
    const page = await openChanged(change);
    assert.deepEqual(await ready(page), [{ adopted: false }]);
    assert.equal(await page.locator(".machi-plan-view").count(), 1);
    assert.equal(await page.locator(".machi-plan-jumps").count(), 0);
    assert.deepEqual(await shown(page), ids(plans.okayama.items));
    assertSilent(page);
  });
}
