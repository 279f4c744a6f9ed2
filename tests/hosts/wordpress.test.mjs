// A real WordPress: articles that an administrator and an author publish through the same interface as its editor,
// and files that they upload. Chromium shows the citizen's view.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { WHOLE, assertSaid, assertSilent, startBrowser } from "../browser/support/browser.mjs";
import { EDITOR_LOSSES, LOSSES, nameOf, ROWS, UPLOADS } from "./support/cells.mjs";
import { losses, seen } from "./support/citizen.mjs";
import { LEVELS } from "./support/levels.mjs";
import { makeUploads } from "./support/uploads.mjs";
import { startWordPress } from "./support/wordpress.mjs";

const USERS = ["administrator", "author"];

/** The block of the block editor for HTML, and the field of the classic editor: the one is left alone, the other gets paragraphs. */
const EDITORS = {
  "HTML block": (snippet) => `<!-- wp:html -->\n${snippet}\n<!-- /wp:html -->`,
  "classic editor": (snippet) => snippet,
};

let wordpress, browser, uploads;
const articles = new Map();
before(async () => {
  // One after the other: if one fails, those that started before it are ended.
  uploads = await makeUploads();
  wordpress = await startWordPress();
  browser = await startBrowser(WHOLE);
  // As in the media library of the user with fewer rights.
  const [{ url }] = await wordpress.upload([{ user: "author", name: "okayama.txt", file: uploads.files["plan for an upload"] }]);
  const asked = [];
  for (const user of USERS) {
    for (const editor of Object.keys(EDITORS)) {
      for (const [level, { snippet }] of Object.entries(LEVELS)) {
        asked.push({ key: [user, editor, level].join(), user, content: EDITORS[editor](snippet(new URL(url).pathname)) });
      }
    }
  }
  const posted = await wordpress.post(asked);
  asked.forEach(({ key, content }, at) => articles.set(key, { content, ...posted[at] }));
});
after(async () => {
  await browser?.close();
  await wordpress?.close();
  uploads?.remove();
});

for (const row of ROWS) {
  for (const user of USERS) {
    test(`${nameOf(row)}: ${user}'s article shows: ${row.seen[user]}`, async () => {
      for (const editor of Object.keys(EDITORS)) {
        const address = new URL(articles.get([user, editor, row.level].join()).url);
        address.searchParams.set("template", row.template ? "1" : "0");
        const page = await browser.openPage({ url: address.href });
        assert.equal(await seen(page, LEVELS[row.level]), row.seen[user], editor);
        assertSilent(page);
        await page.context().close();
      }
    });
  }
}

test("WordPress keeps an administrator's article to the byte, and takes script, element and frame from an author's", () => {
  for (const [key, { content, kept }] of articles) {
    if (key.startsWith("administrator")) assert.equal(kept, content, key);
    else assert.doesNotMatch(kept, /<\/?(script|machi-plan|iframe)/, key);
  }
  assert.equal(articles.size, USERS.length * Object.keys(EDITORS).length * Object.keys(LEVELS).length);
});

for (const user of USERS) {
  test(`${user}: what goes from a pasted table is what the documents say`, async () => {
    const page = await browser.openPage();
    const lost = (editor) => losses(page, LEVELS.fragment.snippet(), articles.get([user, editor, "fragment"].join()).shown);
    assert.deepEqual(await lost("HTML block"), LOSSES[user]);
    // The classic editor makes a paragraph of every line, and a break within one.
    const { added, ...others } = await lost("classic editor");
    const { added: expected, ...same } = LOSSES[user];
    assert.deepEqual(others, same);
    assert.deepEqual(added.filter((name) => !expected.includes(name) && name !== "br"), ["p"]);
    const snippet = LEVELS.editor.snippet();
    assert.deepEqual(await losses(page, snippet, articles.get([user, "HTML block", "editor"].join()).shown), EDITOR_LOSSES[user]);
    await page.context().close();
  });

  test(`${user}: the media library takes what the documents say`, async () => {
    const asked = UPLOADS.map(({ name, content }) => ({ user, name, file: uploads.files[content] }));
    const answers = await wordpress.upload(asked);
    assert.deepEqual(
      UPLOADS.map(({ name, content }, at) => [name, content, answers[at].status === 201]),
      UPLOADS.map((upload) => [upload.name, upload.content, upload.taken[user]]),
    );
    // Refused for its name or its content, not for some other mistake.
    assert.deepEqual([...new Set(answers.filter(({ status }) => status !== 201).map(({ code }) => code))], ["rest_upload_sideload_error"]);
  });
}

test("a script that was uploaded under the name of a text runs, unless the server says nosniff", async () => {
  const [script, plan] = await wordpress.upload([
    { user: "author", name: "machi-plan.txt", file: uploads.files.script },
    { user: "author", name: "plan.csv", file: uploads.files["plan for an upload"] },
  ]);
  const snippet = `<script src="${script.url}" defer></script><machi-plan src="${plan.url}" department="財政局"></machi-plan>`;
  const [{ url }] = await wordpress.post([{ user: "administrator", content: EDITORS["HTML block"](snippet) }]);
  const page = await browser.openPage({ url: `${url}&template=0` });
  assert.equal(await seen(page, LEVELS.element), "live");
  assertSilent(page);
  const strict = await browser.openPage();
  await strict.route(script.url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "x-content-type-options": "nosniff" } });
  });
  await strict.goto(`${url}&template=0`);
  assert.equal(await seen(strict, LEVELS.element), "nothing");
  assertSaid(strict, [/Refused to execute script/]);
});
