// From the navigation to the first row and to `machi-plan:ready`, beside a plain page of 1 KB with the same items. Hosts
// differ in what they send, readers in processor and network. Every round has each case once, so that a disturbance of the
// machine affects all.

import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createServer } from "node:http";
import { markdown, median } from "./report.mjs";

const HOSTS = {
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: (body) => gzipSync(body, { level: 9 }),
  identity: (body) => body,
};
// "Slow 4G" of the browser's own tools.
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const READERS = { "1×": [1], "4×": [4], "4×, slow 4G": [4, SLOW_4G] };

/** The items of a plan file, written by hand: what a visitor would wait for without us. */
const vanilla = (plan) => `<!doctype html><html lang="ja"><meta charset="utf-8"><title>計画</title>
<input type="search" id="q"><table><thead><tr><th>番号<th>取組<th>担当<tbody id="rows"></table>
<script type="module">
const { plan } = await (await fetch("${plan}")).json();
const rows = plan.items.map((item) => {
  const row = document.createElement("tr");
  const details = document.createElement("details");
  details.append(Object.assign(document.createElement("summary"), { textContent: item.name }), item.purpose ?? "", item.content ?? "");
  for (const part of [item.item_id, details, (item.departments ?? []).map((one) => one.name ?? one).join("、")]) {
    row.appendChild(document.createElement("td")).append(part);
  }
  row.className = "machi-plan-item";
  return [row, JSON.stringify(item)];
});
document.querySelector("#rows").append(...rows.map(([row]) => row));
document.querySelector("#q").addEventListener("input", ({ target }) => {
  for (const [row, text] of rows) row.hidden = !text.includes(target.value);
});
dispatchEvent(new CustomEvent("machi-plan:ready"));
</script></html>`;

/** Runs in a page before its own scripts. */
function watch() {
  globalThis.bench = { blocked: 0 };
  addEventListener("machi-plan:ready", () => { globalThis.bench.ready ??= performance.now(); }, true);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.bench.blocked += Math.max(0, duration - 50);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (document.querySelector(".machi-plan-item")) globalThis.bench.row ??= performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** A host that compresses in one way, or not at all. */
async function startHost(encoding, files) {
  const sent = Object.fromEntries(Object.entries(files).map(([path, [type, body]]) => [path, [type, HOSTS[encoding](Buffer.from(body))]]));
  const server = createServer(({ url }, response) => {
    const [type, body] = sent[url] ?? [];
    if (!body) return void response.writeHead(204).end();
    response.writeHead(200, { "content-type": type, "content-encoding": encoding }).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

/** A table of starts. `files` are the script, the sheet, the plan file and the fragment, by their paths. */
export async function starts(browser, files, pages, turns) {
  const html = (body) => ["text/html; charset=utf-8", body];
  const plan = Object.keys(files).find((path) => path.endsWith(".json"));
  const cases = { ...pages, "/vanilla": vanilla(plan) };
  const served = { ...files, ...Object.fromEntries(Object.entries(cases).map(([path, body]) => [path, html(body)])) };
  const hosts = await Promise.all(Object.keys(HOSTS).map((encoding) => startHost(encoding, served)));
  const found = new Map();
  for (let turn = 0; turn < turns; turn++) {
    for (const [at, host] of Object.keys(HOSTS).entries()) {
      for (const [reader, [rate, network]] of Object.entries(READERS)) {
        // Without a network to wait for, every host is the same.
        if (!network && at > 0) continue;
        for (const path of Object.keys(cases)) {
          const key = [path, reader, network ? host : ""].join("|");
          const time = await start(browser, `http://127.0.0.1:${hosts[at].address().port}${path}`, rate, network);
          found.set(key, [...(found.get(key) ?? []), time]);
        }
      }
    }
  }
  for (const host of hosts) host.close();
  const rows = [...found].map(([key, times]) => {
    const of = (field) => median(times.map((time) => time[field]));
    const plain = found.get(key.replace(/^[^|]*/, "/vanilla"));
    const ratio = median(times.map((time, turn) => time.row / plain[turn].row));
    return [...key.split("|"), ...["row", "ready", "blocked"].map((field) => of(field).toFixed(0)), ratio.toFixed(2)];
  });
  return markdown(["page", "reader", "host", "first row, ms", "ready, ms", "blocked, ms", "first row, times the plain page"], rows);
}

async function start(browser, url, rate, network) {
  const page = await browser.openPage({});
  page.setDefaultTimeout(300_000);
  await page.addInitScript(watch);
  const session = await page.context().newCDPSession(page);
  if (network) {
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", network);
  }
  if (rate > 1) await session.send("Emulation.setCPUThrottlingRate", { rate });
  await page.goto(url);
  // An event that the page sends; polling would take part in what is measured.
  await page.evaluate(() => new Promise((done) => {
    if (globalThis.bench.ready) done();
    else addEventListener("machi-plan:ready", () => done(), true);
  }));
  const times = await page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(globalThis.bench))));
  }));
  await page.context().close();
  return times;
}
