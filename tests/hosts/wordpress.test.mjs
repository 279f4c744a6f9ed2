// A real WordPress: articles that an administrator and an author publish through the same interface as its editor, and
// files that they upload. What the citizen sees is told by Chromium.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertSilent, startBrowser } from "../browser/support/browser.mjs";
import { nameOf, ROWS, UPLOADS } from "./support/cells.mjs";
import { seen } from "./support/citizen.mjs";
import { LEVELS } from "./support/levels.mjs";
import { startWordPress } from "./support/wordpress.mjs";

const USERS = ["administrator", "author"];

/** The block of the block editor for HTML, and the field of the classic editor: the one is left alone, the other gets paragraphs. */
const EDITORS = {
  "HTML block": (snippet) => `<!-- wp:html -->\n${snippet}\n<!-- /wp:html -->`,
  "classic editor": (snippet) => snippet,
};

let wordpress, browser, folder, plan;
const addresses = new Map();
before(async () => {
  [wordpress, browser, folder] = await Promise.all([startWordPress(), startBrowser(), mkdtemp(join(tmpdir(), "machi-plan-"))]);
  plan = join(folder, "plan");
  await writeFile(plan, `\ufeff${await readFile(new URL("../../pkg/plans/okayama.json", import.meta.url), "utf8")}`);
  const [{ url }] = await wordpress.upload([{ user: "author", name: "okayama.txt", file: plan }]);
  const articles = [];
  for (const user of USERS) {
    for (const editor of Object.keys(EDITORS)) {
      for (const level of Object.keys(LEVELS)) articles.push({ user, editor, level });
    }
  }
  const content = ({ editor, level }) => EDITORS[editor](LEVELS[level].snippet(new URL(url).pathname));
  const posted = await wordpress.post(articles.map((article) => ({ user: article.user, content: content(article) })));
  articles.forEach(({ user, editor, level }, at) => addresses.set([user, editor, level].join(), posted[at].url));
});
after(async () => {
  await browser?.close();
  await wordpress?.close();
  if (folder) await rm(folder, { recursive: true });
});

for (const row of ROWS) {
  for (const user of USERS) {
    test(`${nameOf(row)}: ${user}'s article shows: ${row.seen[user]}`, async () => {
      for (const editor of Object.keys(EDITORS)) {
        const address = new URL(addresses.get([user, editor, row.level].join()));
        address.searchParams.set("template", row.template ? "1" : "0");
        const page = await browser.openPage({ url: address.href });
        assert.equal(await seen(page, LEVELS[row.level]), row.seen[user], editor);
        assertSilent(page);
        await page.context().close();
      }
    });
  }
}
