// Makes www/images/readme.png, the picture on the README's first screen: the city page of 岡山市 on a desk and on a
// phone. Run after `cargo xtask build`: node tests/browser/readme-picture.mjs

import { mkdir, stat, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ready, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const PICTURE = fileURLToPath(new URL("../../www/images/readme.png", import.meta.url));
const MOST_BYTES = 400 * 1024;
// An item whose chart has actual values of several years.
const ITEM = "4-1-2";

const server = await startServer();
const browser = await startBrowser();
try {
  const address = (state) => server.url(`/okayama.html#machi-plan?${state}`);

  const desk = await browser.openPage({ url: address("q=%E7%AA%93%E5%8F%A3"), width: 1280, height: 1300, until: "ready" });
  const wide = await desk.screenshot();

  const phone = await browser.openPage({ url: address(`item=${ITEM}`), width: 375, height: 812, until: "ready" });
  const figure = phone.locator(`[data-item="${ITEM}"] .machi-plan-figure`).first();
  await figure.locator("summary").first().click();
  await figure.locator(".machi-plan-chart").waitFor();
  // The heading of the chart at the top of the screen, a little below the edge.
  await figure.evaluate((one) => scrollTo({ top: one.getBoundingClientRect().top + scrollY - 52, behavior: "instant" }));
  const narrow = await phone.screenshot();

  const both = await browser.openPage({ width: 1560, height: 1120 });
  await both.setContent(together(wide, narrow), { waitUntil: "load" });
  const picture = await both.screenshot();
  if (picture.length > MOST_BYTES) throw new Error(`${picture.length} bytes; at most ${MOST_BYTES} are allowed`);
  await mkdir(new URL("../../www/images/", import.meta.url), { recursive: true });
  await writeFile(PICTURE, picture);
  console.log(`www/images/readme.png ${((await stat(PICTURE)).size / 1024).toFixed(0)} KB`);
} finally {
  await browser.close();
  await server.close();
}

/** A page of its own, shown to nobody: the two pictures side by side. */
function together(wide, narrow) {
  const source = (png) => `data:image/png;base64,${png.toString("base64")}`;
  return `<!DOCTYPE html><html lang="ja"><title>readme.png</title><style>
    body { margin: 0; height: 1120px; position: relative; background: #f2f2f2; overflow: hidden; }
    img { position: absolute; display: block; border: 1px solid #949494; border-radius: 8px; }
    .wide { left: 40px; top: 40px; width: 1024px; }
    .narrow { right: 40px; top: 120px; width: 416px; border: 8px solid #333333; border-radius: 28px; }
  </style><img class="wide" alt="" src="${source(wide)}"><img class="narrow" alt="" src="${source(narrow)}"></html>`;
}
