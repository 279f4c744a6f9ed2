// Ten tasks in three languages, by keyboard alone, as a virtual screen reader reports them: where each key leads and what is
// said of it. The words are compared with tests/snapshots/tasks. `UPDATE_SNAPSHOTS=1` writes them again; read them aloud
// before committing them.

import { test } from "node:test";
import { WHOLE, assertSilent, filled } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { Listener, READER } from "./support/read-aloud.mjs";
import { assertSnapshot } from "./support/snapshot.mjs";
import { site } from "./support/widget.mjs";

const { open } = site({ ...READER, "/sample.json": output(["compile", "data/sample"]) }, { chromium: WHOLE });

const view = (name) => `[data-do=view][data-value=${name}]`;
const FIELD = "input[type=search]";

/** Each task: the keys, and where they are pressed. */
const tasks = {
  "find what the plan says about 窓口": async (reader) => {
    await reader.to(FIELD);
    await reader.type("窓口");
    await reader.press("Enter");
    await reader.to(".machi-plan-item:not([hidden]) .machi-plan-name a");
    await reader.press("Enter");
  },
  "what a department does": async (reader) => {
    await reader.to("[data-key=department] > summary");
    await reader.press("Enter");
    await reader.to("[data-key=department] li input");
    await reader.press("Space");
    await reader.heard();
  },
  "take the conditions off": async (reader) => {
    await reader.to(FIELD);
    await reader.type("市民");
    await reader.to("[data-do=take-off]");
    await reader.press("Enter");
    await reader.heard();
  },
  "what is planned for 令和7年度": async (reader) => {
    await reader.to(view("schedule"));
    await reader.press("Space");
    await reader.heard();
    await reader.to("[data-do=year][data-value=R7]");
    await reader.press("Space");
    await reader.heard();
  },
  "whether a number goes the right way": async (reader) => {
    await reader.to(view("indicators"));
    await reader.press("Space");
    await reader.to(".machi-plan-figure summary, summary:has(.machi-plan-track)");
    await reader.press("Enter");
    await reader.to("svg.machi-plan-chart");
    for (const key of ["ArrowDown", "ArrowRight", "End"]) await reader.read(key);
    await reader.press("Enter");
  },
  "the plan at a glance": async (reader) => {
    await reader.to(view("overview"));
    await reader.press("Space");
    await reader.heard();
    await reader.to(".machi-plan-glance a");
    await reader.press("Enter");
  },
  "in the order of departments": async (reader) => {
    await reader.to("select");
    await reader.press("ArrowDown");
    await reader.heard();
  },
  "the link of an item": async (reader) => {
    await reader.to(".machi-plan-item summary");
    await reader.press("Enter");
    await reader.to("[data-do=copy]");
    await reader.press("Enter");
    await reader.heard();
  },
  "the plan for Excel": async (reader) => {
    await reader.to(view("data"));
    await reader.press("Space");
    await reader.to(".machi-plan-downloads button");
  },
  "another language": async (reader) => {
    await reader.to("[data-do=lang]:not([aria-pressed=true])");
    await reader.press("Enter");
    await reader.heard();
  },
};

for (const lang of ["ja", "ja-x-easy", "en"]) {
  // WCAG 2.1.1, 2.4.3, 4.1.2, 4.1.3: 10の用事を、キーボードと仮想の読み上げソフトで、3つの言語で終える
  test(`ten tasks in ${lang}`, async () => {
    const told = [];
    for (const [name, walk] of Object.entries(tasks)) {
      const page = await open(`<machi-plan src="/sample.json" lang="${lang}" languages="ja ja-easy en"></machi-plan>`, {
        day: "2026-11-21T12:00:00", context: { permissions: ["clipboard-read", "clipboard-write"] },
      });
      await filled(page);
      const reader = new Listener(page);
      await walk(reader);
      told.push(`# ${name}\n${reader.told()}`);
      assertSilent(page);
    }
    const transcript = told.join("\n");
    await assertSnapshot(`tasks/${lang}.txt`, transcript, { message: "it sounds different from" });
  });
}
