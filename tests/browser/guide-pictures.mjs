// Makes the pictures of www/guide.html, www/images/guide-*.webp: the view of a citizen for each way to embed a plan.
// Run after `cargo xtask build`: node tests/browser/guide-pictures.mjs

import { readFile, writeFile } from "node:fs/promises";
import { ready, startBrowser } from "./support/browser.mjs";
import { STRICT, WITHOUT_WASM, startServer } from "./support/server.mjs";

const IMAGES = new URL("../../www/images/", import.meta.url);
const MOST_BYTES = 60 * 1024;
const WIDE = { width: 960, height: 720 };
const PHONE = { width: 375, height: 667 };

/** A plain page of a city around a snippet, in the clothes of the demo site. */
const city = (body) => `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1"><title>見本</title>
  <link rel="stylesheet" href="/style.css"><link rel="stylesheet" href="/assets/machi-plan.css"></head>
  <body><div class="site-wrap"><main class="site-page"><p class="site-h1">行財政改革の取組</p>${body}</main></div></body></html>`;
const embed = await readFile(new URL("../../pkg/embed.html", import.meta.url), "utf8");
const fragment = await readFile(new URL("../../pkg/fragments/okayama.html", import.meta.url), "utf8");
const script = '<script src="/assets/machi-plan.js" defer></script>';
const server = await startServer({
  pages: {
    "/embed.html": { body: embed, csp: null },
    "/widget.html": city(`${script}<machi-plan plan="okayama" q="窓口"></machi-plan>`),
    "/table.html": { body: city(script + fragment), csp: WITHOUT_WASM },
    "/frame.html": {
      body: city(
        '<iframe src="/embed.html?plan=okayama" title="岡山市の計画の一覧" width="100%" height="510"></iframe>' +
          '<p><a href="/">計画を別のページで読む</a></p>',
      ),
      csp: `${STRICT}; frame-src 'self'`,
    },
  },
});
const browser = await startBrowser();
const drawing = await browser.openPage();
try {
  await keep("guide-widget", "/widget.html", WIDE, ready);
  await keep("guide-table", "/table.html", WIDE);
  await keep("guide-frame", "/frame.html", WIDE, (page) => page.frameLocator("iframe").locator("tbody.machi-plan-item").first().waitFor());
  await keep("guide-phone", "/widget.html", PHONE, async (page) => {
    await ready(page);
    // The pictures differ in the form of the rows, which are below the first screen.
    await page.locator("machi-plan .machi-plan-result").evaluate((line) => line.scrollIntoView({ behavior: "instant" }));
  });
} finally {
  await browser.close();
  await server.close();
}

/** A screen as WebP, which is a third of a PNG; it may not be larger than a page can bear. */
async function keep(name, path, { width, height }, until = () => {}) {
  const page = await browser.openPage({ url: server.url(path), width, height });
  await until(page);
  const png = (await page.screenshot()).toString("base64");
  const webp = await drawing.evaluate(
    async ([source, width, height]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext("2d").drawImage(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [png, width, height],
  );
  if (webp.length > MOST_BYTES) throw new Error(`${name}: ${webp.length} bytes; at most ${MOST_BYTES} are allowed`);
  await writeFile(new URL(`${name}.webp`, IMAGES), Buffer.from(webp));
  console.log(`www/images/${name}.webp ${(webp.length / 1024).toFixed(0)} KB`);
}
