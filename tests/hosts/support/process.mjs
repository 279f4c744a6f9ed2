// Programs that a test starts and ends itself, and their folders. The test waits for their output, ends them by their
// id, and removes the folders, also if the test process is interrupted.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** No program here needs longer to say that it is ready. */
const DEADLINE = 60_000;

const running = new Set();
const folders = new Set();
process.on("exit", () => {
  running.forEach((child) => child.kill("SIGKILL"));
  folders.forEach(remove);
});
// Without a listener a signal would end the process past its own end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/** A folder of its own that is gone when the test is over. */
export async function makeFolder() {
  const path = await mkdtemp(join(tmpdir(), "machi-plan-"));
  folders.add(path);
  return { path, remove: () => remove(path) };
}

function remove(path) {
  rmSync(path, { recursive: true, force: true });
  folders.delete(path);
}

/**
 * Starts a program and waits until it has written what `said` matches.
 *
 * @returns {Promise<{stop: () => Promise<void>}>}
 */
export async function startProgram(program, args, said, env = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const ended = once(child, "close").finally(() => running.delete(child));
  // Whoever waits for the end hears of an error; nobody else needs to.
  ended.catch(() => {});
  let words = "";
  await new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${program} ${why}\n${words}`));
    const timer = setTimeout(fail, DEADLINE, "was not ready in time");
    const hear = (bytes) => {
      words += bytes;
      if (said.test(words)) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    ended.then(
      ([code]) => fail(`ended with ${code}`),
      (error) => fail(`could not be started: ${error.message}`),
    );
  }).catch((error) => {
    child.kill("SIGKILL");
    throw error;
  });
  return {
    /** At once: nothing that it holds is kept, and a database that puts its house in order takes seconds. */
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Runs a program to its end and returns its output. If it fails, the error contains its words. */
export async function run(program, args, { env = {}, input = "" } = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env } });
  running.add(child);
  let printed = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (printed += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  child.stdin.end(input);
  const [code] = await once(child, "close").finally(() => running.delete(child));
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}\n${errors}${printed}`);
  return printed;
}
