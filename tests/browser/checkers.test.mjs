// IBM's engine, HTML_CodeSniffer and the Nu Html Checker find nothing, in any view and language. They look at markup, which is
// the same in every width and look; `accessible-states.test.mjs` looks at those with axe-core.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { assertSilent, filled } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { findings, nuMistakes } from "./support/checkers.mjs";
import { VIEWS, site } from "./support/widget.mjs";

// Everything that a plan can have in a third of the elements of a real one.
const { open } = site({ "/sample.json": output(["compile", "data/sample"]) });
const PLAN = 'src="/sample.json" languages="ja ja-easy en"';

const LANGUAGES = ["ja", "ja-x-easy", "en"];

for (const lang of LANGUAGES) {
  // WCAG 1.1.1, 1.3.1, 2.4.6, 3.1.2, 4.1.1, 4.1.2: IBMとHTML_CodeSnifferとNu Html Checkerで、表示と言語ごとに調べる
  test(`every view in ${lang}`, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "machi-plan-checkers-"));
    t.after(() => rm(folder, { recursive: true }));
    const files = [];
    for (const view of VIEWS) {
      // The controls are the same above every view.
      const controls = view === "items" ? "" : 'controls="none"';
      const page = await open(`<machi-plan ${PLAN} lang="${lang}" view="${view}" item="1-1-1" ${controls}></machi-plan>`);
      await filled(page);
      assert.deepEqual(await findings(page, "machi-plan"), [], view);
      files.push(join(folder, `${view}.html`));
      await writeFile(files.at(-1), await page.content());
      assertSilent(page);
    }
    assert.deepEqual(await nuMistakes(files), []);
  });
}

test("the net has no hole: what each of the three knows is found", async (t) => {
  const page = await open(`<machi-plan ${PLAN}></machi-plan>`);
  await page.evaluate(() => {
    document.querySelector("machi-plan input[type=search]").labels.forEach((label) => label.remove());
    document.querySelector("machi-plan table").setAttribute("role", "nothing");
  });
  const found = (await findings(page, "machi-plan")).join("\n");
  assert.match(found, / × IBM input_label_exists/);
  assert.match(found, / × HTML_CodeSniffer WCAG2AA\.Principle/);
  const folder = await mkdtemp(join(tmpdir(), "machi-plan-checkers-"));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "wrong.html"), await page.content());
  assert.match((await nuMistakes([join(folder, "wrong.html")])).join("\n"), /wrong\.html:\d+: Bad value “nothing” for attribute “role”/);
});
