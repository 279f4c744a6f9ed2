// The view as a blind reader hears it: a virtual screen reader goes through a view in Chromium from its first to its
// last word, and its words are compared with tests/snapshots/read-aloud. `UPDATE_SNAPSHOTS=1` writes the transcripts
// again; read them aloud before committing them.

import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { READER, spoken } from "./support/read-aloud.mjs";
import { assertSnapshot } from "./support/snapshot.mjs";
import { element, site } from "./support/widget.mjs";

const { open } = site(READER);

/** A view of a city under conditions that leave a few rows of every kind. */
const VIEWS = {
  "items-yamaguchi": ["yamaguchi", 'q="窓口" branch="II-1-1" item="13"'],
  "items-okayama": ["okayama", 'branch="3-1-3" item="3-1-3a"'],
  // Tiles, groups, rows with lost cells and years assigned by rule; then the results of a year.
  "glance-yamaguchi": ["yamaguchi", 'view="glance" branch="II-2-2,III-2"'],
  "glance-okayama": ["okayama", 'view="glance" branch="2"'],
  // Bars over several years, rows assigned by rule, blanks.
  "schedule-yamaguchi": ["yamaguchi", 'view="schedule" branch="II-2-2"'],
  // Stacked entries, an arrow of no single entry, results.
  "schedule-okayama": ["okayama", 'view="schedule" branch="3-2-1"'],
  // A chart, dashes, a target assigned by rule.
  "indicators-yamaguchi": ["yamaguchi", 'view="indicators" branch="II-1-1"'],
  // Series, relative values, figures without a chart.
  "indicators-okayama": ["okayama", 'view="indicators" branch="3-1-1"'],
};

for (const [name, [city, attributes]] of Object.entries(VIEWS)) {
  // WCAG 1.1.1, 1.3.1, 1.3.2, 2.4.4: 仮想の読み上げソフトが読む言葉を、人が読める記録と比べる
  test(`${name} as it is read aloud`, async () => {
    const page = await open(element(city, attributes), { day: "2026-11-21T12:00:00" });
    // The table of one chart is open, the others closed.
    for (const summary of (await page.locator(".machi-plan-indicators details > summary:visible").all()).slice(-1)) await summary.click();
    const transcript = await spoken(page, ".machi-plan-view:not([hidden])");
    await assertSnapshot(`read-aloud/${name}.txt`, transcript, { message: "it sounds different from" });
    assertSilent(page);
  });
}
