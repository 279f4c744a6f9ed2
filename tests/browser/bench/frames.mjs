// A recording of the start and of typing on a slow phone, to be looked at frame by frame: a window of 360 × 740, the processor
// slowed down four times, slow 4G for the start. `node tests/browser/bench/frames.mjs FOLDER` writes each frame that differs from
// the one before as a picture, its time in milliseconds in its name: from the navigation, or from the first key.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { WHOLE, startBrowser } from "../support/browser.mjs";
import { READERS, startHost } from "./measure.mjs";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("name a folder for the frames");
const PHONE = { width: 360, height: 740 };
const TYPED = "窓口";

const file = (path) => readFile(fileURLToPath(new URL(path, new URL("../../../", import.meta.url))), "utf8");
const sheet = '<link rel="stylesheet" href="/machi-plan.css">';
const page = (inside) => ["text/html; charset=utf-8", `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>計画</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><script src="/machi-plan.js" defer></script></head><body><main>${inside}</main></body></html>`];

/** Records while `act` runs; the names of the frames begin with `name`. Returns their times. */
async function recorded(session, name, act) {
  const frames = [];
  session.on("Page.screencastFrame", ({ data, metadata, sessionId }) => {
    frames.push([metadata.timestamp * 1000, data]);
    session.send("Page.screencastFrameAck", { sessionId }).catch(() => {});
  });
  await session.send("Page.startScreencast", { format: "png", everyNthFrame: 1 });
  const from = await act();
  await session.send("Page.stopScreencast");
  session.removeAllListeners("Page.screencastFrame");
  const times = [];
  let before;
  for (const [at, data] of frames) {
    if (data === before) continue;
    before = data;
    const ms = Math.round(at - from);
    times.push(ms);
    await writeFile(join(folder, `${name}-${ms < 0 ? "before" : String(ms).padStart(5, "0")}.png`), Buffer.from(data, "base64"));
  }
  return times;
}

const rest = (opened) => opened.evaluate(() => new Promise((done) => requestIdleCallback(() => setTimeout(done, 1500))));

await mkdir(folder, { recursive: true });
const browser = await startBrowser(WHOLE);
const host = await startHost({
  "/machi-plan.js": ["text/javascript", await file("pkg/machi-plan.js")],
  "/machi-plan.css": ["text/css", await file("pkg/machi-plan.css")],
  "/script": page('<machi-plan plan="yamaguchi"></machi-plan>'),
  "/fragment": page(sheet + (await file("pkg/fragments/yamaguchi.html"))),
});
try {
  for (const path of ["fragment", "script"]) {
    const opened = await browser.openPage(PHONE);
    opened.setDefaultTimeout(300_000);
    const session = await opened.context().newCDPSession(opened);
    const [rate, network] = READERS["4×, slow 4G"];
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", network);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    const start = await recorded(session, `${path}-start`, async () => {
      const from = Date.now();
      await opened.goto(host.url(`/${path}`), { timeout: 300_000 });
      await opened.evaluate(() => globalThis.machiPlanReady.length || new Promise((done) => addEventListener("machi-plan:ready", done, true)));
      await rest(opened);
      return from;
    });
    console.log(`${path}, start: frames at ${start.join(", ")} ms`);
    await opened.focus("input[data-key=q]");
    await rest(opened);
    const typed = await recorded(session, `${path}-typing`, async () => {
      const from = Date.now();
      for (const sign of TYPED) {
        await opened.keyboard.insertText(sign);
        await opened.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150)))));
      }
      await rest(opened);
      return from;
    });
    console.log(`${path}, typing: frames at ${typed.join(", ")} ms`);
    await opened.context().close();
  }
} finally {
  await browser.close();
  host.close();
}
