// Starts and ends the three browsers of Debian's packages, each with a new empty profile, and hands over a session.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { overHttp, overMarionette } from "./wire.mjs";

/** The engine of this run. */
export const ENGINE = process.env.MACHI_PLAN_ENGINE ?? "chromium";

// The same as of the other browser tests: CI runs as root in a container, and nothing asks the browser's maker.
const CHROMIUM_FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion", "--lang=ja", "--accept-lang=ja",
];

const FIREFOX_PREFERENCES = {
  "marionette.port": 0,
  "intl.accept_languages": "ja",
  "ui.prefersReducedMotion": 1,
  // Tab reaches links on every system; on some of them Firefox's default is fields alone.
  "accessibility.tabfocus": 7,
};

const MINI_BROWSER = `/usr/lib/${{ x64: "x86_64", arm64: "aarch64" }[process.arch]}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;

const ENGINES = {
  async chromium(own) {
    const chromium = program(process.env.MACHI_PLAN_CHROMIUM ?? "/usr/bin/chromium");
    const driver = run(program("/usr/bin/chromedriver"), ["--port=0"], own);
    const port = await said(driver, /started successfully on port (\d+)/);
    const options = { binary: chromium, args: [...CHROMIUM_FLAGS, `--user-data-dir=${own.folder}`] };
    return overHttp(`http://127.0.0.1:${port}`, { browserName: "chrome", "goog:chromeOptions": options });
  },

  async firefox(own) {
    const lines = Object.entries(FIREFOX_PREFERENCES).map((pair) => `user_pref(${pair.map((one) => JSON.stringify(one)).join()});\n`);
    await writeFile(join(own.folder, "user.js"), lines.join(""));
    const words = ["--headless", "--marionette", "--no-remote", "--profile", own.folder];
    const firefox = run(program(process.env.MACHI_PLAN_FIREFOX ?? "/usr/bin/firefox-esr"), words, own);
    return overMarionette(await said(firefox, /Marionette\s+INFO\s+Listening on port (\d+)/), {});
  },

  async webkit(own) {
    // WebKitGTK has no headless mode. The X server of no screen finds itself a free number and says it.
    const words = ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
    const display = await said(run(program("/usr/bin/Xvfb"), words, own), /^(\d+)$/);
    const port = await freePort();
    const env = { DISPLAY: `:${display}`, HOME: own.folder, XDG_RUNTIME_DIR: own.folder };
    run(program("/usr/bin/WebKitWebDriver"), ["--host=127.0.0.1", `--port=${port}`], own, env);
    await answers(`http://127.0.0.1:${port}/status`);
    const options = { binary: program(MINI_BROWSER), args: ["--automation"] };
    return overHttp(`http://127.0.0.1:${port}`, { browserName: "MiniBrowser", "webkitgtk:browserOptions": options });
  },
};

/** Starts the engine of this run; `end` ends the session and every program that was started. */
export async function startEngine() {
  const own = { folder: await mkdtemp(join(tmpdir(), `machi-plan-${ENGINE}-`)), programs: [] };
  // Each leads a process group, so its child processes end with it.
  const stop = (child) => {
    try { process.kill(-child.pid, "SIGTERM"); } catch { /* It has ended itself. */ }
  };
  // A test file that breaks off leaves nothing running either.
  process.once("exit", () => own.programs.forEach(stop));
  const end = async () => {
    for (const child of own.programs.splice(0).reverse()) {
      stop(child);
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    await rm(own.folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    assert.ok(ENGINES[ENGINE], `MACHI_PLAN_ENGINE is one of ${Object.keys(ENGINES).join(", ")}`);
    const session = await ENGINES[ENGINE](own);
    return {
      session,
      async end() {
        await session("end").catch(() => {});
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function program(path) {
  assert.ok(existsSync(path), `${path} is not there: cargo xtask test engines installs it`);
  return path;
}

function run(path, words, own, env = {}) {
  const child = spawn(path, words, { detached: true, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  own.programs.push(child);
  // Read to the end, or the program would wait for a reader.
  child.stdout.resume();
  child.stderr.resume();
  return child;
}

/** Waits until a program has said that it listens, and where. */
function said(child, pattern) {
  return new Promise((done, fail) => {
    const heard = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (text) => {
        heard.push(text);
        const found = pattern.exec(text);
        if (found) done(found[1]);
      });
    }
    child.once("error", fail);
    child.once("exit", () => fail(new Error(`${child.spawnfile} ended: ${heard.join("\n")}`)));
  });
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** WebKitWebDriver alone says nothing when it listens: it is asked until it answers. */
async function answers(address) {
  for (let left = 3000; ; left -= 1) {
    try {
      await fetch(address);
      return;
    } catch (error) {
      if (left === 0) throw error;
      await pause(20);
    }
  }
}
