// A server and an engine for the tests of a file, and pages in which the watching script comes first.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before } from "node:test";
import { startServer } from "../../browser/support/server.mjs";
import { startEngine } from "./engines.mjs";
import { Page } from "./page.mjs";

const www = new URL("../../../www/", import.meta.url);
const watch = await readFile(new URL("watch.js", import.meta.url));

/** A page with the watching script at its very beginning: before a policy that the page itself names. */
export const watched = (html) => {
  const found = html.replace(/<head>/, '$&<script src="/watch.js"></script>');
  assert.notEqual(found, html, "a page without a head");
  return found;
};

/** A page of `www`, watched. */
export const ownPage = async (path) => watched(await readFile(new URL(`.${path}`, www), "utf8"));

/** A page with the script of the widget. */
export const html = (body, script = '<script src="/assets/machi-plan.js" defer></script>') =>
  watched(
    '<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' +
      `<title>試験</title>${script}</head><body><main><h1>試験</h1>${body}</main></body></html>`,
  );

export const element = (attributes, inside = "") => `<machi-plan ${attributes}>${inside}</machi-plan>`;

/**
 * `open` opens a page in a new tab, by its path or by the elements of its body, and waits for its widget. Narrow pages
 * are in a frame of that width: no browser but one makes its window as narrow as a phone.
 */
export function site(given = {}) {
  const own = {
    async open(body, { hash = "", width = 1280, height = 900, widgets = 1, csp } = {}) {
      const { pages } = own.server;
      let path = body;
      if (!body.startsWith("/") && !/^\w+:/.test(body)) {
        path = `/${Object.keys(pages).length}.html`;
        pages[path] = { body: html(body), ...(csp === undefined ? {} : { csp }) };
      }
      const url = /^\w+:/.test(path) ? path + hash : own.server.url(path) + hash;
      const page = new Page(own.engine.session);
      await own.tab(page, width < 800 ? 1000 : width, Math.max(height, 600));
      if (width < 800) {
        const around = `/frame-${Object.keys(pages).length}.html`;
        const frame = `<iframe title="試験" width="${width}" height="${height}" src="${url.replaceAll("&", "&amp;")}"></iframe>`;
        pages[around] = { csp: null, body: `<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>枠</title><body>${frame}` };
        await page.session("navigate", { url: own.server.url(around) });
        await page.enter("iframe");
      } else {
        await page.session("navigate", { url });
      }
      if (widgets > 0) await page.ready(widgets);
      return page;
    },

    /** A new tab of a window in which a page has that size; the one before is closed. */
    async tab(page, width, height) {
      const { session } = own.engine;
      const { handle } = await session("newWindow", { type: "tab" });
      await session("closeWindow");
      await session("toWindow", { handle });
      const inner = () => page.evaluate(() => [innerWidth, innerHeight]);
      let [w, h] = [width, height];
      for (let turn = 0; turn < 3; turn += 1) {
        await session("rect", { width: w, height: h, x: 0, y: 0 });
        const [now, high] = await inner();
        if (now === width && high === height) break;
        [w, h] = [w + width - now, h + height - high];
      }
    },
  };
  before(async () => {
    own.server = await startServer({ pages: { "/watch.js": watch, ...given } });
    own.engine = await startEngine();
    await own.engine.session("timeouts", { script: 60_000, pageLoad: 60_000 });
  });
  after(async () => {
    await own.engine?.end();
    await own.server?.close();
  });
  return own;
}
