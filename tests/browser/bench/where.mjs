// Where the milliseconds of one thing go: the trace of the main thread by kind of event, with its own time, and the samples of V8
// within it (a name after the numbers; those of the program are numbers, because the published module has no names). `node tests/browser/bench/where.mjs fragment` (a start at 4× on a phone) or `keys` (the interactions; `keys 4` at 4×).
// MACHI_PLAN_ROUNDS: how many rounds (5). Nothing is asserted.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { WHOLE, startBrowser } from "../support/browser.mjs";
import { INTERACTIONS, READERS, interact, start, startHost } from "./measure.mjs";
import { ADAPTERS, LONGER } from "./peers.mjs";
import { markdown, median } from "./report.mjs";
import { events } from "./trace.mjs";

const ROUNDS = Number(process.env.MACHI_PLAN_ROUNDS ?? 5);
const [what = "fragment", rate = "1"] = process.argv.slice(2);
/** What is under so many milliseconds is left out. */
const LEAST = 0.05;
/** Tasks of a start that are shown. */
const LONG_MS = 25;

const file = (path) => readFile(fileURLToPath(new URL(path, new URL("../../../", import.meta.url))), "utf8");
const { plan } = JSON.parse(await file("pkg/plans/yamaguchi.json"));
const page = (inside) => ["text/html; charset=utf-8", `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>計画</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${LONGER}
<script src="/machi-plan.js" defer></script></head><body><main>${inside}</main></body></html>`];
const sheet = '<link rel="stylesheet" href="/machi-plan.css">';

const NAMES = ["thread_name", "RunTask", "ThreadControllerImpl::RunTask"];

/** The time of an event: the thread's own, if the trace has it, because time that other programs took does not count. */
const timeOf = ({ tdur, dur }) => tdur ?? dur;

/** The events of the main thread of a page, in order, each with its own time and the task around it. */
function own(all, thread) {
  const list = all.filter((one) => one.ph === "X" && `${one.pid} ${one.tid}` === thread && one.dur > 0).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const open = [];
  for (const event of list) {
    while (open.length > 0 && open.at(-1).ts + open.at(-1).dur <= event.ts) open.pop();
    event.own = timeOf(event);
    if (open.length > 0) open.at(-1).own -= timeOf(event);
    event.in = open.at(0);
    open.push(event);
  }
  return list;
}

const threadOf = (all, name) => {
  const found = all.find((one) => one.name === name);
  return found && `${found.pid} ${found.tid}`;
};

/** What V8 sampled, as time and the function that ran. */
function samples(all, pid) {
  const nodes = new Map();
  const found = [];
  const starts = new Map();
  for (const one of all) if (one.name === "Profile" && one.pid === pid) starts.set(one.id, one.args.data.startTime);
  for (const one of all.filter((one) => one.name === "ProfileChunk" && one.pid === pid)) {
    const { cpuProfile = {}, timeDeltas = [] } = one.args.data;
    for (const { id, parent, callFrame } of cpuProfile.nodes ?? []) nodes.set(`${one.id} ${id}`, { ...callFrame, parent: `${one.id} ${parent}` });
    let ts = starts.get(one.id);
    for (const [at, id] of (cpuProfile.samples ?? []).entries()) {
      ts += timeDeltas[at];
      const frame = nodes.get(`${one.id} ${id}`);
      if (frame) found.push({ ts, ms: timeDeltas[at] / 1000, frame });
    }
    starts.set(one.id, ts);
  }
  return found;
}

const nameOf = ({ functionName, url }) => (functionName || "a function") + (url?.startsWith("wasm") ? " (WebAssembly)" : url ? "" : " (browser)");

function summed(list, key, value) {
  const sums = new Map();
  for (const one of list) sums.set(key(one), (sums.get(key(one)) ?? 0) + value(one));
  return [...sums].sort((a, b) => b[1] - a[1]);
}

/** The interactions: each kind of event and each function within it, a median of the rounds. */
async function keys(browser, inner, host) {
  const { page: opened } = await start(browser, host.url("/inside"), ADAPTERS.ours.row, READERS[`${rate}×`]);
  const department = plan.departments[2].name;
  for (const turn of [-2, -1]) await interact(opened, ADAPTERS.ours, "ours", turn, department);
  const all = await events(inner, async () => {
    for (let turn = 0; turn < ROUNDS; turn++) await interact(opened, ADAPTERS.ours, "ours", turn, department);
  });
  await opened.context().close();
  const thread = threadOf(all, "bench go first key|ours|0");
  const list = own(all, thread);
  const sampled = samples(all, Number(thread.split(" ")[0]));
  for (const interaction of INTERACTIONS) {
    const kinds = new Map();
    for (let turn = 0; turn < ROUNDS; turn++) {
      const at = (which) => all.find((one) => one.name === `bench ${which} ${interaction}|ours|${turn}`).ts;
      const [go, done] = [at("go"), at("done")];
      const around = list.find((one) => one.ts <= go && one.ts + one.dur >= go && !NAMES.includes(one.name));
      const from = around?.ts ?? go;
      const within = list.filter(({ ts, name }) => ts >= from && ts < done && !NAMES.includes(name));
      const add = (name, ms) => kinds.set(name, kinds.get(name) ?? Array(ROUNDS).fill(0)).get(name)[turn] += ms;
      within.forEach((one) => add(one.name, one.own / 1000));
      const ran = sampled.filter(({ ts, frame }) => ts >= from && ts < done && !["(idle)", "(program)", "(root)"].includes(frame.functionName));
      ran.forEach(({ ms, frame }) => add(`  ${nameOf(frame)}`, ms));
    }
    const rows = [...kinds].map(([name, values]) => [name, median(values)]).filter(([, ms]) => ms >= LEAST).sort((a, b) => b[1] - a[1]);
    console.log(markdown([interaction, "ms"], rows.map(([name, ms]) => [name, ms.toFixed(2)])));
  }
}

/** A start: its tasks from the longest on, each with what is in it. */
async function starts(browser, inner, host, path) {
  for (let round = 0; round < ROUNDS; round++) {
    let times;
    const all = await events(inner, async () => {
      const { page: opened, times: found } = await start(browser, host.url(path), ADAPTERS.ours.row, READERS["4×"]);
      times = found;
      await opened.context().close();
    });
    const thread = threadOf(all.filter(({ args }) => args?.beginData?.url?.endsWith(path)), "ParseHTML");
    const list = own(all, thread);
    const sampled = samples(all, Number(thread.split(" ")[0]));
    const begin = all.find(({ name, args }) => name === "navigationStart" && args?.data?.documentLoaderURL?.endsWith(path)).ts;
    console.log(`round ${round + 1}: first row ${times.row.toFixed(0)}, ready ${times.ready.toFixed(0)}, blocked ${times.blocked.toFixed(0)}, longest ${times.longest.toFixed(0)}`);
    const tasks = list.filter((one) => !one.in && timeOf(one) / 1000 >= LONG_MS && one.ts >= begin && NAMES.includes(one.name));
    for (const task of tasks) {
      const end = task.ts + task.dur;
      const inside = list.filter((one) => one === task || one.in === task);
      const kinds = summed(inside, ({ name }) => name, (one) => one.own / 1000).filter(([, ms]) => ms >= 4);
      const ran = summed(sampled.filter(({ ts, frame }) => ts >= task.ts && ts < end && !["(idle)", "(program)", "(root)"].includes(frame.functionName)), ({ frame }) => nameOf(frame), ({ ms }) => ms).filter(([, ms]) => ms >= 3).slice(0, 8);
      const told = (parts) => parts.map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(", ");
      console.log(`  at ${((task.ts - begin) / 1000).toFixed(0)}: ${(timeOf(task) / 1000).toFixed(0)} ms: ${told(kinds)}${ran.length > 0 ? ` | ${told(ran)}` : ""}`);
    }
  }
}

const browser = await startBrowser(WHOLE);
const host = await startHost({
  "/machi-plan.js": ["text/javascript", await file("pkg/machi-plan.js")],
  "/machi-plan.css": ["text/css", await file("pkg/machi-plan.css")],
  "/inside": page('<machi-plan plan="yamaguchi"></machi-plan>'),
  "/fragment": page(sheet + (await file("pkg/fragments/yamaguchi.html"))),
  "/fragment-all": page(sheet + (await file("pkg/fragments/yamaguchi-all.html"))),
});
try {
  const inner = (await browser.openPage({})).context().browser();
  await (what === "keys" ? keys : starts)(browser, inner, host, `/${what}`);
} finally {
  await browser.close();
  host.close();
}
