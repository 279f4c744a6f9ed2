// Shared by the long runs: their length, their seed, and the curve of the page's size.

import assert from "node:assert/strict";
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DEADLINE, ready } from "./browser.mjs";
import { held, keepMemory, rest } from "./leak.mjs";
import { OFTEN, SEED, walkTools } from "./walk.mjs";

const MINUTES = Number(process.env.MACHI_PLAN_MINUTES ?? 3);
const FOLDER = process.env.MACHI_PLAN_CURVES ?? fileURLToPath(new URL("../../../target/xtask/soak", import.meta.url));
/** The time between two lines of the curve, in milliseconds. */
const INTERVAL = 30_000;

/** For the test: the last actions and the last line come after the given minutes. */
export const TIMEOUT = MINUTES * 60_000 + 5 * DEADLINE;

/** Opens a page with the tools for walking and for reading the program's memory, and waits for `count` widgets. */
export async function openWalk({ server, browser }, path, count) {
  const page = await browser.openPage({});
  await page.addInitScript(walkTools);
  await page.addInitScript(keepMemory);
  await page.goto(server.url(path), { waitUntil: "load" });
  await ready(page, count);
  // Otherwise the record of the events would grow.
  await page.evaluate(() => { globalThis.machiPlanReady.length = 0; globalThis.machiPlanReady.push = () => 0; });
  return page;
}

/** `count` random actions for `walk.act`. */
export async function randomActions(page, random, count) {
  const names = [...(await page.evaluate(() => globalThis.walk.names)), ...OFTEN];
  return Array.from({ length: count }, () => [names[Math.floor(random() * names.length)], random(), random()]);
}

/**
 * Calls `round` until the minutes are over, and between two rounds, every half minute, writes a line of the curve: what the
 * page holds after `settle` has brought it into the same state each time. `round` returns how many actions it did.
 */
export async function soak(t, page, name, { round, settle }) {
  const file = `${FOLDER}/${name}.csv`;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(file, "minutes,actions,heap MB,nodes,listeners,program MB\n");
  console.log(`${name}: MACHI_PLAN_SEED=${SEED}, ${MINUTES} minutes, curve in ${file}`);
  const start = performance.now();
  const curve = [];
  let actions = 0;
  const line = async () => {
    await settle();
    await rest(page);
    const { heap, nodes, listeners, memory } = await held(page);
    const minutes = (performance.now() - start) / 60_000;
    curve.push({ minutes, actions, heap, nodes, listeners, memory });
    const shown = [minutes.toFixed(1), actions, (heap / 1e6).toFixed(2), nodes, listeners, (memory / 1e6).toFixed(2)].join(",");
    console.log(`${name}: ${shown}`);
    await appendFile(file, `${shown}\n`);
  };
  await line();
  for (let next = INTERVAL; performance.now() - start < MINUTES * 60_000; ) {
    actions += await round();
    if (performance.now() - start >= next) {
      await line();
      next = performance.now() - start + INTERVAL;
    }
  }
  await line();
  t.diagnostic(`seed ${SEED}, ${actions} actions`);
  return curve;
}

/**
 * The memory of the program, in bytes. It starts small, because what nobody has opened is written later, and it never
 * shrinks. When everything was written at the start it took this much at once, and kept it for an hour of actions.
 */
const MOST_MEMORY = 5_373_952;

/**
 * The last line holds no more nodes and listeners than the first: the few nodes by which a message of a row differs are
 * allowed. The program holds no more memory than it ever needed. The heap grows by a megabyte while the browser compiles what is
 * called often, and is level then: the line in the middle is the measure for it.
 */
export function assertLevel(curve) {
  const [first, middle, last] = [curve[0], curve[Math.floor(curve.length / 2)], curve.at(-1)];
  const told = JSON.stringify([first, middle, last]);
  assert.ok(last.listeners - first.listeners <= 5, `listeners grow: ${told}`);
  assert.ok(last.nodes - first.nodes <= 200, `nodes grow: ${told}`);
  assert.ok(last.memory <= MOST_MEMORY, `the program's memory grows: ${told}`);
  assert.ok(last.heap - middle.heap < 2 ** 20 && last.heap - first.heap < 2 ** 22, `the heap grows: ${told}`);
}
