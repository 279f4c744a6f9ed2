// Editors of content management systems: an article is opened in the editor, saved, and published in a page of the site.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { WHOLE, assertSaid, assertSilent, said, startBrowser } from "../browser/support/browser.mjs";
import { startServer } from "../browser/support/server.mjs";
import { EDITOR_LOSSES, LOSSES, nameOf, ROWS } from "./support/cells.mjs";
import { losses, seen } from "./support/citizen.mjs";
import { EDITOR_PAGES, MODULES, roundTrip, TINYMCE_SET } from "./support/editors.mjs";
import { LEVELS } from "./support/levels.mjs";

const EDITORS = Object.keys(EDITOR_PAGES);
const PLAN = "/files/okayama.txt";

let server, browser;
const editors = {};
const kept = {};
before(async () => {
  const file = (path) => readFile(new URL(`../../${path}`, import.meta.url));
  // The pages are those of a host: it has no policy of ours.
  const pages = Object.fromEntries(Object.values(EDITOR_PAGES).map(({ path, body }) => [path, { body, csp: null }]));
  for (const name of ["machi-plan.js", "embed.html"]) {
    pages[`/machi-plan/${name}`] = { body: await file(`pkg/${name}`), csp: null };
  }
  pages[PLAN] = await file("pkg/plans/okayama.txt");
  server = await startServer({ folder: MODULES, pages });
  browser = await startBrowser(WHOLE);
  for (const editor of EDITORS) {
    editors[editor] = await browser.openPage({ url: server.url(EDITOR_PAGES[editor].path) });
    kept[editor] = {};
    for (const [level, { snippet }] of Object.entries(LEVELS)) {
      kept[editor][level] = await roundTrip(editors[editor], snippet(PLAN));
    }
  }
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** The page of a site with the article, in a folder as deep as the editor's. */
function publish(content, template) {
  const script = template ? '<script src="/machi-plan/machi-plan.js" defer></script>' : "";
  const path = `/articles/${Object.keys(server.pages).length}.html`;
  const body = `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>行財政改革</title>${script}</head>
    <body><main><h1>行財政改革</h1>${content}</main></body></html>`;
  server.pages[path] = { body, csp: null };
  return server.url(path);
}

for (const row of ROWS) {
  for (const editor of EDITORS) {
    test(`${nameOf(row)}: from ${editor} the citizen sees: ${row.seen[editor]}`, async () => {
      const page = await browser.openPage({ url: publish(kept[editor][row.level], row.template) });
      assert.equal(await seen(page, LEVELS[row.level]), row.seen[editor]);
      if (row.seen[editor].startsWith("notice")) assertSaid(page, [/sandbox/]);
      else assertSilent(page);
      await page.context().close();
    });
  }
}

for (const editor of EDITORS) {
  test(`${editor}: what goes from a pasted table is what the documents say`, async () => {
    const lost = await losses(editors[editor], LEVELS.fragment.snippet(), kept[editor].fragment);
    assert.deepEqual(lost, LOSSES[editor]);
    const plain = await losses(editors[editor], LEVELS.editor.snippet(), kept[editor].editor);
    assert.deepEqual(plain, EDITOR_LOSSES[editor]);
  });

  test(`${editor}: saved a second time, an article is the same`, async () => {
    for (const [level, content] of Object.entries(kept[editor])) {
      assert.equal(await roundTrip(editors[editor], content), content, level);
    }
    // What else an editor says while it works is its own affair.
    assert.deepEqual(said(editors[editor]).filter(({ kind }) => kind === "foreign request"), []);
  });
}

test("TinyMCE rewrites addresses of its own site, so that they hang on the folder of the article; a setting stops it", async () => {
  const snippet = LEVELS["frame, link"].snippet(PLAN);
  const addresses = (html) => [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => decodeURI(address));
  const before = addresses(snippet);
  assert.deepEqual(addresses(kept.tinymce["frame, link"]), before.map((address) => `..${address}`));
  server.pages["/admin/tinymce-set.html"] = { body: TINYMCE_SET, csp: null };
  const set = await browser.openPage({ url: server.url("/admin/tinymce-set.html") });
  assert.deepEqual(addresses(await roundTrip(set, snippet)), before);
});

test("TinyMCE leaves a frame of the site its scripts where a setting names the site by host", async () => {
  server.pages["/admin/tinymce-set.html"] = { body: TINYMCE_SET, csp: null };
  const set = await browser.openPage({ url: server.url("/admin/tinymce-set.html") });
  // It recognises a host only in an absolute address with ASCII characters.
  const absolute = LEVELS.frame.snippet().replace(/src="([^"]*)"/, (_, path) => `src="${server.origin}${encodeURI(path)}"`);
  const page = await browser.openPage({ url: publish(await roundTrip(set, absolute), false) });
  assert.equal(await seen(page, LEVELS.frame), "frame");
  assertSilent(page);
});
