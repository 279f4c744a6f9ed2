// Roles and names as each browser computes them for a screen reader: in every view and language they are those of
// tests/snapshots/computed, which are Chromium's. `UPDATE_SNAPSHOTS=1` with MACHI_PLAN_ENGINE=chromium writes them again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSnapshot } from "../browser/support/snapshot.mjs";
import { ENGINE } from "./support/engines.mjs";
import { element, site } from "./support/site.mjs";

const own = site();

/** Each view under a condition that leaves a few rows, and what is open in it. */
const VIEWS = {
  items: 'branch="3-1-3" item="3-1-3a"',
  schedule: 'branch="3-2-1"',
  indicators: 'branch="3-1-1"',
  departments: 'branch="3-1-1"',
  glance: 'branch="2"',
  overview: 'branch="2"',
  results: 'branch="2"',
  data: "",
  item: 'item="3-1-1a"',
};
const LANGUAGES = ["ja", "ja-x-easy", "en"];

/** What has a role and a name of its own. The choices of facets are one kind, so only the first of each facet is compared. */
const NAMED =
  "button, a[href], input:not(li + li input), select, summary, table, th, h2, h3, h4, h5, h6, figure, nav, svg[role], [role]:not(tr, td, thead, tbody)";

/** An element in words, without what the standards leave to the browser. */
function line({ tag, role, label }) {
  // The content of a head is its name: Chromium takes the text of an <abbr>, Firefox its title, and WebKit names no cell.
  if (tag === "th") return `${role}\n`;
  // Only Chromium has a role for the summary of a <details>, of its own making. WebKit calls a <select> a button.
  const named = { summary: "summary", select: role === "button" && ENGINE === "webkit" ? "combobox" : role }[tag] ?? role;
  return `${named}: ${label}\n`;
}

/** A long view repeats its kinds of elements, and each costs two calls of the driver. */
const MOST = 120;

for (const [view, attributes] of Object.entries(VIEWS)) {
  for (const lang of LANGUAGES) {
    // WCAG 4.1.2: 役割と名前を、三つのブラウザーが同じに計算する
    test(`${view} in ${lang}: roles and names`, async () => {
      const page = await own.open(element(`plan="okayama" lang="${lang}" languages="ja ja-easy en" view="${view}" ${attributes}`));
      const computed = await page.computed(`machi-plan :is(${NAMED})`, MOST);
      const lines = computed.map(line).join("");
      assert.ok(computed.length > 20, `only ${computed.length} were looked at`);
      await assertSnapshot(`computed/${view}-${lang}.txt`, lines, { message: `${ENGINE} computes something else than`, kept: ENGINE === "chromium" });
      await page.assertSilent();
    });
  }
}
