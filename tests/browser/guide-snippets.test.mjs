// Every snippet of the guide, copied into a page unchanged, gives the result that the guide promises, and so does
// every cell of its tables.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { WHOLE, assertSaid, assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { SNIPPETS, cityPage, placed, runCommands, snippet, tableOf } from "./support/guide.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { planFile } from "./support/plans.mjs";
import { STRICT, WITHOUT_WASM, startServer } from "./support/server.mjs";
import { field, row, shown } from "./support/widget.mjs";

const FRAMES = `${STRICT}; frame-src 'self'`;
const plan = await readPlan("okayama");
const finance = ids(select(plan, { department: ["財政局"] }));
const TEMPLATE = snippet("template");
const [ELEMENT] = SNIPPETS.filter(({ shows }) => shows === "widget").map(({ code }) => code);
const [FRAME] = SNIPPETS.filter(({ shows }) => shows === "frame").map(({ code }) => code);

let server, browser, made, asPlaced;
before(async () => {
  made = await runCommands();
  asPlaced = await placed(made);
  server = await startServer({ pages: { ...asPlaced } });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Publishes an article and opens it. `files` replace those that the guide names. */
async function open(body, { head = "", csp = STRICT, hash = "", files = {}, by = browser, ...options } = {}) {
  const path = `/articles/2026/${Object.keys(server.pages).length}.html`;
  Object.assign(server.pages, asPlaced, files, { [path]: { body: cityPage(body, head), csp } });
  const page = await by.openPage({ url: server.url(path) + hash, ...options });
  return { page, frame: page.frames()[1] };
}

/** The widget works: its rows are those of `expect`, the search narrows them, nothing is said. */
async function assertLive(page, expect = ids(plan.items)) {
  await ready(page);
  assert.deepEqual(await shown(page), expect);
  await field(page).fill("岡山市にはない言葉");
  assert.deepEqual(await shown(page), []);
  assertSilent(page);
}

async function assertLink(page) {
  const href = await page.getByRole("link", { name: /読む|計画/ }).first().getAttribute("href");
  const target = await fetch(server.url(href));
  assert.equal(target.status, 200, href);
}

test("the guide has a snippet for each way", () => {
  const count = (shows) => SNIPPETS.filter((one) => one.shows === shows).length;
  assert.deepEqual([count("widget"), count("frame"), count("command"), count("link"), count("template")], [5, 2, 2, 1, 1]);
});

for (const { code, needs } of SNIPPETS.filter(({ shows }) => shows === "widget")) {
  test(`the widget lives: ${code.split("\n").at(-1).slice(0, 70)}`, async () => {
    const given = needs === "template" ? { head: TEMPLATE } : {};
    const { page } = await open(code, given);
    const only = code.includes("department=") ? finance : undefined;
    const indicators = plan.items.filter(({ has }) => has.includes("indicator"));
    await assertLive(page, code.includes("indicators") ? ids(indicators) : only);
    assert.equal(await page.locator("machi-plan").count(), 1);
    if (!code.includes("plan.html")) return;
    const { page: without } = await open(code, { ...given, javaScriptEnabled: false });
    await assertLink(without);
  });
}

for (const { code } of SNIPPETS.filter(({ shows }) => shows === "frame")) {
  test(`the frame lives, is named, and a link stands below: ${code.split("\n")[1].slice(0, 80)}`, async () => {
    const { page, frame } = await open(code, { csp: FRAMES });
    const rows = frame.locator("tbody.machi-plan-item:visible");
    await rows.first().waitFor();
    assert.equal(await rows.count(), code.includes("department=") ? finance.length : plan.items.length);
    assert.match(await page.locator("iframe").getAttribute("title"), /一覧$/);
    await assertLink(page);
    assertSilent(page);
  });
}

test("what the first command writes is a table, and the widget with the two lines of the template", async () => {
  const { page } = await open(made.fragment, { head: TEMPLATE });
  await ready(page);
  assert.deepEqual(await page.evaluate(() => machiPlanReady), [{ adopted: true }]);
  await assertLive(page);
  const { page: table } = await open(made.fragment, { csp: `default-src 'none'; ${snippet("policy-table")}`, head: TEMPLATE.split("\n")[0] });
  assert.deepEqual(await shown(table), ids(plan.items));
  assert.ok(await table.evaluate(() => getComputedStyle(document.querySelector("thead th")).backgroundColor !== "rgba(0, 0, 0, 0)"), "the sheet is applied");
  assertSilent(table);
});

test("what the second command writes stands alone, and the link leads to it", async () => {
  const { page } = await open(snippet("link"));
  await page.getByRole("link").click();
  await assertLive(page);
  assert.match(page.url(), /\/machi-plan\/plan\.html/);
});

test("the lines of the policy are enough, each for its way", async () => {
  const widget = `default-src 'none'; ${snippet("policy-widget")}`;
  for (const csp of [widget, `${widget}; ${snippet("policy-trusted-types")}`]) {
    await assertLive((await open(ELEMENT, { csp })).page);
  }
  const { page, frame } = await open(FRAME, { csp: `default-src 'none'; ${snippet("policy-frame")}` });
  await frame.locator("tbody.machi-plan-item").first().waitFor();
  assertSilent(page);
});

test("embed.html under the policy of the site does not start, and lives where its two hashes are named", async () => {
  const embed = server.pages["/machi-plan/embed.html"].body;
  const [script, style] = embed.toString().match(/'sha256-[^']*'/g);
  const site = snippet("policy-widget");
  const named = site.replace("script-src", `script-src ${script}`).replace("style-src", `style-src ${style}`);
  for (const [csp, live] of [[site, false], [named, true]]) {
    server.pages["/machi-plan/embed-2.html"] = { body: embed, csp };
    const { page, frame } = await open(FRAME.replace("embed.html", "embed-2.html"), { csp: null });
    if (live) await frame.locator("tbody.machi-plan-item").first().waitFor();
    assert.equal((await frame.locator("machi-plan").count()) > 0, live);
    if (live) assertSilent(page);
    else assertSaid(page, [/inline style/, /inline script/]);
  }
});

test("the letter to the vendor says the same lines", async () => {
  const mail = snippet("mail");
  for (const line of [...TEMPLATE.split("\n"), snippet("policy-widget")]) assert.ok(mail.includes(`\n${line}\n`), line);
  const hosts = await readFile(new URL("../../docs/hosts.md", import.meta.url), "utf8");
  for (const line of snippet("settings").split("\n")) assert.ok(hosts.includes(line.split(":")[0]), line);
});

test("with its own hash the script runs, with another it does not and the link stays", async () => {
  const hashes = JSON.parse(await readFile(new URL("../../pkg/integrity.json", import.meta.url), "utf8"));
  const rest = ELEMENT.replace(/<script.*<\/script>\n/, "");
  const line = (name) => snippet("integrity").replace(/（.*?）/, hashes[name]);
  assert.notEqual(line("machi-plan.js"), snippet("integrity"));
  await assertLive((await open(rest, { head: line("machi-plan.js") })).page);
  const { page } = await open(rest, { head: line("machi-plan.mjs") });
  await assertLink(page);
  assertSaid(page, [/integrity/]);
});

const MISSING = { status: 404, body: "" };
/** The obstacles in the order of the rows: the policy of the page, the files, options of the browser. */
const OBSTACLES = [
  { javaScriptEnabled: false, csp: null },
  // A policy of the frame's own server beside that of the file: with it no WebAssembly may run, but the script may.
  { csp: `${WITHOUT_WASM}; frame-src 'self'`, frameCsp: "script-src 'unsafe-inline'" },
  { csp: FRAMES, files: { "/machi-plan/plan.txt": MISSING } },
];

/** What embed.html says where it cannot show a plan. */
const NOTICE = 'p:visible:has-text("このページを載せているページの資料")';

/** What can be seen, in the words of the guide. */
async function seen(page, frame) {
  const parts = [];
  const within = frame ?? page;
  const reason = within.locator("[data-message]");
  const notice = within.locator(NOTICE);
  if (await reason.isVisible()) parts.push("理由の文");
  else if (frame && (await notice.isVisible())) parts.push("案内文");
  if ((await shown(within)).length === plan.items.length) parts.push("全部の表");
  const link = page.getByRole("link", { name: "読む" });
  if (await link.isVisible()) parts.push(frame ? "下のリンク" : "中のリンク");
  return parts.join("と");
}

test("every cell of the table of obstacles is what a citizen sees", async () => {
  const rows = tableOf("obstacles");
  assert.equal(rows.length, OBSTACLES.length);
  for (const [at, [what, ...cells]] of rows.entries()) {
    const { files = {}, frameCsp = null, ...options } = OBSTACLES[at];
    const embed = { ...asPlaced["/machi-plan/embed.html"], csp: frameCsp };
    const given = { ...options, files: { ...files, "/machi-plan/embed.html": embed } };
    const hook = SNIPPETS.find(({ code }) => code.startsWith('<div class="machi-plan"')).code;
    const columns = [[ELEMENT, 0], [hook, 0], [FRAME, 1], [made.fragment, 2]];
    for (const [body, column] of columns) {
      const { page, frame } = await open(body, { ...given, head: body === ELEMENT || body === FRAME ? "" : TEMPLATE });
      if (files["/machi-plan/plan.txt"]) await (frame ?? page).locator("[data-message]").waitFor();
      else if (frame) await frame.locator(NOTICE).waitFor();
      assert.equal(await seen(page, frame), cells[column], `${what}, column ${column}`);
      await page.context().close();
    }
  }
});

test("every cell of the table of sandboxes is so", async (t) => {
  // The clipboard and saving are the whole browser's.
  const whole = await startBrowser(WHOLE);
  t.after(() => whole.close());
  const said = (can) => (can ? "できる" : "できない");
  for (const [value, ...cells] of tableOf("sandboxes")) {
    const attribute = value === "（付けない）" ? "" : `sandbox="${value === "（空）" ? "" : value}"`;
    const opened = async (query) => {
      const body = `<iframe src="/machi-plan/embed.html?${query}" title="一覧" width="900" height="800" ${attribute}></iframe>`;
      const { page, frame } = await open(body, { csp: null, by: whole });
      await frame.locator(value === "（空）" ? NOTICE : "tbody.machi-plan-item, [data-message]").first().waitFor();
      return { page, frame, rows: await frame.locator("tbody.machi-plan-item:visible").count() };
    };
    const file = await opened("src=plan.txt");
    const { page, frame, rows } = await opened("plan=okayama&item=1-1-1");
    const seen = [said(rows > 0), said(file.rows > 0), "できない", "できない"];
    if (rows > 0) {
      const place = frame.locator('tbody[data-item="1-1-1"] .machi-plan-copy');
      await place.locator("[data-do=copy]").click();
      const field = place.locator("input");
      await place.getByText("コピーしました").or(field).waitFor();
      seen[2] = (await field.count()) > 0 ? "選択された文字を写す" : "できる";
      await frame.locator("[data-do=view][data-value=data]").click();
      // Begun or refused, Chromium says so.
      const refused = (message) => message.text().startsWith("Download is disallowed");
      const answer = Promise.race([
        page.waitForEvent("download").then(() => true, () => false),
        page.waitForEvent("console", refused).then(() => false, () => false),
      ]);
      await frame.locator(".machi-plan-downloads button").first().click();
      seen[3] = said(await answer);
    }
    assert.deepEqual(seen, cells, value);
    for (const one of [page, file.page]) await one.context().close();
  }
});

test("replaced in the order of the guide, the page is whole at every step and a shared link leads where it led", async () => {
  const file = JSON.parse(await readFile(new URL("../../pkg/plans/okayama.json", import.meta.url), "utf8"));
  const next = structuredClone(file.plan);
  next.about.updated = "2099-05-01";
  next.items[0].name = "来年度の名前";
  const files = { "/machi-plan/plan.txt": planFile(next) };
  const hash = "#machi-plan-item-3-1-1a";
  // The plan file first: the table is of last year, the list of this one.
  const first = await open(made.fragment, { head: TEMPLATE, hash, files });
  await ready(first.page);
  assert.deepEqual(await first.page.evaluate(() => machiPlanReady), [{ adopted: false }]);
  assert.match(await row(first.page, next.items[0].item_id).innerText(), /来年度の名前/);
  assert.ok(await row(first.page, "3-1-1a").locator(".machi-plan-inside").isVisible());
  assertSilent(first.page);
  // The table first: it is read, but no search comes, and the console says why.
  const newer = made.fragment.replace(/data-updated="[^"]*"/, 'data-updated="2099-05-01"');
  assert.notEqual(newer, made.fragment);
  const second = await open(newer, { head: TEMPLATE, until: "load" });
  const warning = await second.page.waitForFunction(() => !document.querySelector(".machi-plan-controls"));
  assert.ok(warning);
  assert.deepEqual(await shown(second.page), ids(plan.items));
  assert.equal(await field(second.page).count(), 0);
  assertSaid(second.page, [/2099-05-01/]);
  // Where no name of a file may change, its address may.
  await assertLive((await open(ELEMENT.replace("plan.txt", "plan.txt?v=2027"))).page);
});
