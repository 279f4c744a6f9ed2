// One start, and one round of interactions, of any page. Times of a start are the clock's, because a network takes part;
// interactions are sums of the main thread's work (trace.mjs).

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";
import { prepare } from "./interact.mjs";

// "Slow 4G" of the browser's own tools.
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
/** The readers of a page: how many times slower their processor is than this one, and their network. */
export const READERS = { "1×": [1], "4×": [4], "4×, slow 4G": [4, SLOW_4G] };
// The slow readers have a phone.
const PHONE = { width: 360, height: 740 };
/** A page is at rest when nothing long has run for so many milliseconds. */
const REST = 1_000;

/** A host that sends text as brotli 11, but a long plan as it is: compressing 16 MB would take a minute. */
export async function startHost(files) {
  const sent = new Map();
  const bodies = new Map(Object.entries(files).map(([path, [type, text]]) => {
    const raw = Buffer.from(text);
    const brotli = raw.length < 5_000_000;
    return [path, { type, raw: raw.length, brotli, body: brotli ? brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }) : raw }];
  }));
  const server = createServer(({ url, headers }, response) => {
    const found = bodies.get(url);
    if (!found) return void response.writeHead(204).end();
    const page = new URL(headers.referer ?? url, "http://127.0.0.1").pathname;
    const from = page === "/peer.css" ? url : page;
    sent.set(from, (sent.get(from) ?? new Map()).set(url, found));
    response.writeHead(200, { "content-type": found.type, "cache-control": "no-store", ...(found.brotli && { "content-encoding": "br" }) }).end(found.body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: (path) => `http://127.0.0.1:${server.address().port}${path}`,
    /** What a page and its files were, as they are and as they were sent. */
    bytes: (path) => [...(sent.get(path) ?? new Map()).values()].reduce(([raw, body], one) => [raw + one.raw, body + one.body.length], [0, 0]),
    close: () => { server.close(); server.closeAllConnections(); },
  };
}

/** Runs in a page before its own scripts. */
function watch(row) {
  const bench = (globalThis.bench = { blocked: 0, longest: 0, last: 0 });
  addEventListener("machi-plan:ready", () => { bench.ready ??= performance.now(); }, true);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      bench.blocked += duration - 50;
      bench.longest = Math.max(bench.longest, duration);
      bench.last = Math.max(bench.last, startTime + duration);
    }
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (document.querySelector(row)) bench.row ??= performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Opens a page for a reader, at rest; `act` may do something at its start. Returns the page and its times. */
export async function start(browser, url, row, [rate, network] = [1], hasScript = true) {
  const page = await browser.openPage(rate > 1 ? PHONE : {});
  page.setDefaultTimeout(300_000);
  await page.addInitScript(watch, row);
  await page.addInitScript(prepare);
  const session = await page.context().newCDPSession(page);
  if (network) {
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", network);
  }
  if (rate > 1) await session.send("Emulation.setCPUThrottlingRate", { rate });
  await page.goto(url, { timeout: 300_000 });
  const times = await page.evaluate(async ([rest, hasScript]) => {
    const bench = globalThis.bench;
    if (hasScript && !bench.ready) await new Promise((done) => addEventListener("machi-plan:ready", done, true));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
    // What was put off until the page is idle belongs to the start too.
    while (performance.now() - Math.max(bench.last, bench.ready ?? 0) < rest) await new Promise((done) => setTimeout(done, 200));
    const idle = Math.max(bench.last, bench.ready ?? 0, bench.row);
    return { ...bench, ready: bench.ready ?? bench.row, idle, nodes: document.getElementsByTagName("*").length };
  }, [REST, hasScript]);
  return { page, session, times };
}

/** Megabytes of a page's own process, now and at most; after a collection of garbage. */
export async function memory(page, session) {
  await session.send("HeapProfiler.collectGarbage");
  const own = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await own.send("SystemInfo.getProcessInfo");
  await own.detach();
  // The renderers of closed pages may not be gone yet, and one waits for the next page: the page is in the largest.
  const sizes = await Promise.all(processInfo.filter(({ type }) => type === "renderer").map(async ({ id }) => {
    const figure = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0) / 1000;
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, "utf8").catch(() => "");
    const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
    const now = figure(rollup, "Private_Dirty") + figure(rollup, "Private_Clean");
    return { now, peak: now + Math.max(0, figure(status, "VmHWM") - figure(status, "VmRSS")) };
  }));
  return sizes.reduce((most, one) => (one.now > most.now ? one : most), { now: 0, peak: 0 });
}

/** Each interaction with its trace label; the page is as it was afterwards. */
export const INTERACTIONS = ["first key", "later key", "clear", "department", "all again", "sort"];

/** Does every interaction once; labels end with `name` and `turn`. */
export async function interact(page, adapter, name, turn, department) {
  const one = async (interaction, type, act) => {
    await page.evaluate(([label, type]) => globalThis.benchNext(label, type), [`${interaction}|${name}|${turn}`, type]);
    await act();
    await page.evaluate(() => globalThis.benchPainted);
  };
  const acted = (interaction, [type, act]) => one(interaction, type, () => page.evaluate(act, department));
  const keys = page.keyboard;
  if (turn < 0 && adapter.open) await page.evaluate(adapter.open);
  await page.focus(adapter.field);
  await one("first key", "input", () => keys.insertText("窓"));
  await one("later key", "input", () => keys.insertText("口"));
  await keys.press("Control+A");
  await one("clear", "input", () => keys.press("Backspace"));
  await acted("department", adapter.department);
  await acted("all again", adapter.all);
  await acted("sort", adapter.sort);
  await page.evaluate(adapter.sort[1]);
}
