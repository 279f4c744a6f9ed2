// Firefox for the browser tests: Debian's, driven by puppeteer-core over WebDriver BiDi (playwright-core drives only a
// Firefox of its own). One browser for each test file; every wait is for an event or a state, never for time.

import assert from "node:assert/strict";
import { existsSync, watch } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { DEADLINE } from "./browser.mjs";

const EXECUTABLE = process.env.MACHI_PLAN_FIREFOX ?? "/usr/bin/firefox-esr";

/** Starts a browser; `downloads` is the folder into which it saves without asking. */
export async function startFirefox() {
  assert.ok(existsSync(EXECUTABLE), `${EXECUTABLE} is not there: cargo xtask test --all firefox installs it`);
  const own = await mkdtemp(join(tmpdir(), "machi-plan-firefox-"));
  const downloads = join(own, "saved");
  await mkdir(downloads);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: EXECUTABLE,
    headless: true,
    userDataDir: join(own, "profile"),
    extraPrefsFirefox: {
      "intl.accept_languages": "ja",
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "browser.download.alwaysOpenPanel": false,
      "browser.download.always_ask_before_handling_new_types": false,
    },
  });
  return {
    downloads,
    async open(url, { width = 1280, height = 900 } = {}) {
      const page = await browser.newPage();
      page.setDefaultTimeout(DEADLINE);
      await page.setViewport({ width, height });
      const said = [];
      page.on("console", (message) => {
        if (["error", "warn"].includes(message.type())) said.push(`${message.type()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => said.push(`exception: ${error}`));
      page.said = said;
      await page.goto(url, { waitUntil: "load" });
      return page;
    },
    close: async () => {
      await browser.close();
      await rm(own, { recursive: true, force: true });
    },
  };
}

/** The bytes of a file once the browser has saved it whole: until then another of its name with `.part` lies beside. */
export async function savedAs(folder, name) {
  const whole = async () => {
    const names = await readdir(folder);
    if (!names.includes(name) || names.some((other) => other.endsWith(".part"))) return undefined;
    const bytes = await readFile(join(folder, name));
    return bytes.length > 0 ? bytes : undefined;
  };
  const watcher = watch(folder);
  try {
    const found = await whole();
    if (found) return found;
    return await new Promise((done, fail) => {
      const late = setTimeout(() => fail(new Error(`${name} was not saved`)), DEADLINE);
      watcher.on("change", async () => {
        const bytes = await whole().catch(() => undefined);
        if (!bytes) return;
        clearTimeout(late);
        done(bytes);
      });
    });
  } finally {
    watcher.close();
  }
}
