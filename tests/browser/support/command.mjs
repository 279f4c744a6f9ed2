// The native command, for comparison with what the browser writes.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));

// `cargo xtask test` has built it and names its path. Cargo is asked only once a file: each `cargo run` takes half a
// second before the command begins.
let program = process.env.MACHI_PLAN_COMMAND;

function built() {
  const { status, stdout, stderr } = spawnSync("cargo", ["build", "--quiet", "--bin", "machi-plan", "--message-format=json"], { cwd: root, encoding: "utf8", maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`the command was not built: ${stderr}`);
  const messages = stdout.trim().split("\n").map((line) => JSON.parse(line));
  return messages.find(({ executable }) => executable).executable;
}

/** Runs the command in a folder; returns its outputs as text and its exit code, whatever that is. */
export function command(words, { cwd = root } = {}) {
  program ??= built();
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd, encoding: "utf8", maxBuffer: 1e8 });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Its output; a failure is an error. */
export function output(words, options) {
  const { status, stdout, stderr } = command(words, options);
  if (status !== 0) throw new Error(`machi-plan ${words.join(" ")}: ${stderr}`);
  return stdout;
}
