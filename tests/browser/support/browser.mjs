// Chromium for the browser tests: Debian's, driven by playwright-core. One browser for each test file, one fresh
// context (storage, cache, address bar) for each page, which ends with its test. Every wait is for an event or a
// selector, never for time.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { afterEach, beforeEach } from "node:test";
import { chromium } from "playwright-core";

/** Chromium with its windows, toolbars and services. */
export const WHOLE = "/usr/bin/chromium";

// The engine without a browser around it, from the same source package. A page costs it half the time of a core, and
// an idle one costs little. `docs/decisions/tests.md` lists what runs in the whole browser.
const ENGINE = "/usr/bin/chromium-headless-shell";
const EXECUTABLE = process.env.MACHI_PLAN_CHROMIUM ?? (existsSync(ENGINE) ? ENGINE : WHOLE);

/** The limit of a wait in milliseconds: far more than a busy machine needs. */
export const DEADLINE = 60_000;

// CI runs as root in a container (no sandbox, no GPU); the rest keeps the browser from asking its maker for anything.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts a browser. Call it in `before`, and its `close` in `after`.
 *
 * @param {string} [executable] another Chromium; MACHI_PLAN_CHROMIUM goes before it
 * @returns {Promise<{openPage: typeof openPage, close: () => Promise<void>}>}
 */
export async function startBrowser(executable = EXECUTABLE) {
  const executablePath = process.env.MACHI_PLAN_CHROMIUM ?? executable;
  assert.ok(existsSync(executablePath), `${executablePath} is not there: cargo xtask test browser installs it`);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  return {
    openPage: (options) => openPage(browser, options),
    close: () => browser.close(),
  };
}

// A list for each running test (a subtest has its own): the contexts that it opened. Pages from `before` are in none.
const opened = [];
if (process.env.NODE_TEST_CONTEXT) {
  beforeEach(() => opened.push([]));
  // A page left open goes on with its idle work, beside the tests after it.
  afterEach(async () => Promise.all(opened.pop().map((context) => context.close())));
}

/**
 * Opens a page and goes to `url`. Everything it logs, throws or asks of another host is recorded from the first byte
 * on; see `assertSilent`.
 *
 * @param {object} options
 * @param {string} [options.url] left out: an empty page; go to the address with `page.goto`
 * @param {number} [options.width] of the window, in CSS pixels
 * @param {boolean} [options.javaScriptEnabled]
 * @param {"load" | "ready"} [options.until] `ready` waits for the widget's own event as well, and until it has written everything
 * @param {string} [options.day] the day and time of the page's clock, in Japan
 * @param {object} [options.context] more of Playwright's context options (colorScheme, forcedColors, hasTouch …)
 */
async function openPage(
  browser,
  { url, width = 1280, height = 900, javaScriptEnabled = true, locale = "ja-JP", until = "load", day, context = {} } = {},
) {
  const own = await browser.newContext({
    viewport: { width, height },
    javaScriptEnabled,
    locale,
    timezoneId: "Asia/Tokyo",
    // With transitions, the findings of axe and the positions of elements would depend on time.
    reducedMotion: "reduce",
    ...context,
  });
  opened.at(-1)?.push(own);
  const page = await own.newPage();
  page.setDefaultTimeout(DEADLINE);
  record(page, url);
  if (day) {
    await page.clock.setFixedTime(new Date(`${day}+09:00`));
  }
  if (javaScriptEnabled) {
    await page.addInitScript(countReady);
  }
  if (url !== undefined) {
    await page.goto(url, { waitUntil: "load" });
    if (until === "ready") {
      await ready(page);
      await filled(page);
    }
  }
  return page;
}

// Runs in the page before its own scripts: an event that is over before a test asks must not be waited for again.
function countReady() {
  globalThis.machiPlanReady = [];
  globalThis.machiPlanErrors = [];
  addEventListener("machi-plan:ready", (event) => globalThis.machiPlanReady.push(event.detail ?? null), true);
  addEventListener("machi-plan:error", (event) => globalThis.machiPlanErrors.push(event.detail), true);
}

/** Waits until `count` widgets of the page have said `machi-plan:ready`; returns the details of those events. */
export async function ready(page, count = 1) {
  const handle = await page.waitForFunction(
    (least) => (globalThis.machiPlanReady.length >= least ? globalThis.machiPlanReady : null),
    count,
  );
  return handle.jsonValue();
}

/**
 * Waits until the widgets of a page have drawn all rows that they show, and written what nobody has opened: insides of closed
 * rows, the buttons in those of a fragment, figures below the first ones. In a plan of more than 1,000 items they write only the
 * rows.
 */
export function filled(page) {
  return page.waitForFunction(() => {
    const missing = ".machi-plan-inside-row > td > details:not(:has(> .machi-plan-inside)), .machi-plan-indicators .machi-plan-figure:empty, .machi-plan-inside .machi-plan-copy:empty";
    const views = [...document.querySelectorAll(".machi-plan-view:not([hidden])")];
    const tail = (view) => view.querySelector(".machi-plan-tail")?.textContent ?? "";
    const rows = (view) => view.querySelectorAll(".machi-plan-item:not([hidden])").length;
    const lacksRows = views.some((view) => rows(view) < Number(tail(view).match(/うち(\d+)件を表示/)?.[1] ?? 0));
    const isLong = views.some((view) => tail(view).includes("表示している項目だけを探します"));
    return !lacksRows && (isLong || !document.querySelector(missing));
  });
}

/** Waits until widgets of the page have said `machi-plan:error` `count` times; returns the details of those events. */
export async function failed(page, count = 1) {
  const handle = await page.waitForFunction(
    (least) => (globalThis.machiPlanErrors.length >= least ? globalThis.machiPlanErrors : null),
    count,
  );
  return handle.jsonValue();
}

const records = new WeakMap();

function record(page, url) {
  const found = [];
  records.set(page, found);
  let origin = url && new URL(url).origin;
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      found.push({ kind: message.type(), text: `${message.text()} (${message.location().url})` });
    }
  });
  page.on("pageerror", (error) => found.push({ kind: "exception", text: String(error?.stack ?? error) }));
  page.on("crash", () => found.push({ kind: "crash", text: "the page crashed" }));
  const ask = (address) => {
    // data:, blob: and about: reach no host.
    if (!/^(https?|wss?):/.test(address)) return;
    origin ??= new URL(address).origin;
    if (new URL(address).host !== new URL(origin).host) {
      found.push({ kind: "foreign request", text: address });
    }
  };
  page.on("request", (request) => ask(request.url()));
  page.on("websocket", (socket) => ask(socket.url()));
  page.on("response", (response) => {
    if (response.status() >= 400) {
      found.push({ kind: "missing", text: `${response.status()} ${response.url()}` });
    }
  });
}

/** What the page has said so far: `{kind, text}`, kinds error, warning, exception, crash, foreign request, missing. */
export function said(page) {
  return [...records.get(page)];
}

/** The end of every test: no error, no warning, no exception, no request to another host. */
export function assertSilent(page) {
  const lines = said(page).map(({ kind, text }) => `${kind}: ${text}`);
  assert.deepEqual(lines, [], `${page.url()} was not silent`);
}

/** The end of a test in which a message is expected: exactly those that `patterns` name, in any order. */
export function assertSaid(page, patterns) {
  const lines = said(page).map(({ kind, text }) => `${kind}: ${text}`);
  for (const pattern of patterns) {
    const at = lines.findIndex((line) => pattern.test(line));
    assert.ok(at >= 0, `${page.url()} did not say ${pattern}; it said ${JSON.stringify(lines)}`);
    lines.splice(at, 1);
  }
  assert.deepEqual(lines, [], `${page.url()} said more than was expected`);
}
