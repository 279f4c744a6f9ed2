// Servers of all kinds: types, encodings, compression, files that are missing, slow or replaced by a page; and a
// reader who loses the connection.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { DEADLINE, assertSaid, assertSilent, failed, ready, said } from "./support/browser.mjs";
import { saved } from "./support/officer.mjs";
import { FALLBACK, widgetPage } from "./support/pages.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { STRICT } from "./support/server.mjs";
import { element, field, shown, site } from "./support/widget.mjs";

const pkg = (name) => readFile(new URL(`../../pkg/${name}`, import.meta.url));
const [SCRIPT, MODULE, WASM, SHEET, FRAME, FRAGMENT] = await Promise.all(
  ["machi-plan.js", "machi-plan.mjs", "machi-plan_bg.wasm", "machi-plan.css", "embed.html", "fragments/okayama.html"].map(pkg),
);
const plan = await readPlan("okayama");
const PLAN = planFile(smallPlan());
const LOGIN = "<!DOCTYPE html><html lang=ja><title>ログイン</title><form><input name=user></form></html>";
const NOSNIFF = { "x-content-type-options": "nosniff" };
const own = site();
const { open } = own;

/** Puts files into a folder of their own; returns its path. */
function folder(files) {
  const path = `/${Object.keys(own.pages).length}/`;
  for (const [name, file] of Object.entries(files)) own.pages[path + name] = file;
  return path;
}
const typed = (body, type, headers = {}) => ({ body, headers: { "content-type": type, ...headers } });
const WHOLE = element("okayama", "", FALLBACK);
const page = (body, head) => widgetPage(body, { script: false, head });
const CLASSIC = '<script src="machi-plan.js" defer></script>';

async function assertRows(page, count) {
  await ready(page);
  assert.equal((await shown(page)).length, count);
  assert.equal(await page.locator("#fallback").count(), 0);
  assertSilent(page);
  await page.context().close();
}

/** Files as servers send them, each folder with its page; every page is alive. */
const SENT = {
  "the script as text": { "machi-plan.js": typed(SCRIPT, "text/plain") },
  "the script as a page": { "machi-plan.js": typed(SCRIPT, "text/html; charset=Shift_JIS") },
  "the script as bytes": { "machi-plan.js": typed(SCRIPT, "application/octet-stream") },
  "the script by its old name, held to it": { "machi-plan.js": typed(SCRIPT, "application/x-javascript", NOSNIFF) },
  "the script without a type": { "machi-plan.js": { respond: (_, response) => response.writeHead(200).end(SCRIPT) } },
  "the script in gzip": { "machi-plan.js": typed(gzipSync(SCRIPT), "text/javascript", { "content-encoding": "gzip" }) },
  "the script in brotli": { "machi-plan.js": typed(brotliCompressSync(SCRIPT), "text/javascript", { "content-encoding": "br" }) },
  "the script behind a redirect": {
    "machi-plan.js": { status: 302, headers: { location: "v1.js" }, body: "" },
    "v1.js": SCRIPT,
  },
};
for (const [name, files] of Object.entries(SENT)) {
  test(name, async () => {
    await assertRows(await open(`${folder({ "page.html": page(WHOLE, CLASSIC), ...files })}page.html`), 43);
  });
}

for (const type of ["application/octet-stream", "text/plain", "text/html", "application/wasm"]) {
  test(`the module's WebAssembly as ${type}, held to it`, async () => {
    const files = { "machi-plan.mjs": MODULE, "machi-plan_bg.wasm": typed(WASM, type, NOSNIFF) };
    const head = '<script type="module" src="machi-plan.mjs"></script>';
    await assertRows(await open(`${folder({ "page.html": page(WHOLE, head), ...files })}page.html`), 43);
  });
}

for (const type of ["application/json", "application/octet-stream", "text/plain", "text/csv; charset=Shift_JIS", "text/html", "image/png"]) {
  test(`the plan file as ${type}, held to it and in gzip`, async () => {
    const plan = typed(gzipSync(PLAN), type, { ...NOSNIFF, "content-encoding": "gzip" });
    const body = `<machi-plan src="plan.txt">${FALLBACK}</machi-plan>`;
    const path = folder({ "page.html": page(body, CLASSIC), "machi-plan.js": SCRIPT, "plan.txt": plan });
    await assertRows(await open(`${path}page.html`), 3);
  });
}

for (const encoding of ["Shift_JIS", "EUC-JP", "ISO-2022-JP", "ISO-8859-1"]) {
  test(`a page in ${encoding}, whose server says nothing of the script's and the sheet's encoding`, async () => {
    // The words of the page are of no matter here: signs of every encoding.
    const body = `<!DOCTYPE html><html lang="ja"><head><meta charset="${encoding}"><title>plan</title>
      <link rel="stylesheet" href="machi-plan.css">${CLASSIC}</head><body><main><h1>plan</h1><machi-plan plan="okayama"></machi-plan></main></body></html>`;
    const path = folder({
      "page.html": typed(body, "text/html"),
      "machi-plan.js": typed(SCRIPT, "text/javascript"),
      "machi-plan.css": typed(SHEET, "text/css"),
    });
    const page = await open(`${path}page.html`);
    await ready(page);
    const look = () => page.evaluate(() => {
      const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
      const text = sheets.map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join("")).map((css) => [...new Set(css.match(/[^\x00-\x7f]/g))].sort().join(""));
      return { encoding: document.characterSet, text };
    });
    const signs = await look();
    assert.equal(signs.encoding, encoding === "ISO-8859-1" ? "windows-1252" : encoding);
    assert.deepEqual(signs.text, ["×’↕▲▼＋－"], "the sheet of the page is that of the script");
    await page.evaluate(() => {
      document.querySelector("link").remove();
      document.querySelector("main").append(Object.assign(document.createElement("machi-plan"), { plan: "okayama" }));
    });
    await ready(page, 2);
    assert.deepEqual((await look()).text, ["×’↕▲▼＋－"], "the sheet that the script brings");
    await page.locator("machi-plan").last().evaluate((host) => host.remove());
    await field(page).fill("市税");
    assert.deepEqual(await shown(page), ids(select(plan, { q: "市税" })));
    assertSilent(page);
  });

  test(`embed.html, which a server calls ${encoding}`, async () => {
    const path = folder({ "embed.html": { ...typed(FRAME, `text/html; charset=${encoding}`), csp: null } });
    const page = await open(`${path}embed.html?plan=okayama`);
    assert.deepEqual(await shown(page), ids(plan.items));
    assert.match(await page.title(), /行財政改革/);
    assertSilent(page);
    const bare = await open(`${path}embed.html`, { until: "load", javaScriptEnabled: false });
    assert.match(await bare.locator("main > p").innerText(), /^計画の一覧がここに出ます。/);
  });
}

/** The reasons why a script does not load or run, with the browser's own messages in the console. */
const MISSING = {
  "it is not there": [{}, [/^error: .*404/, /^missing: 404/]],
  "the server has a fault": [{ "machi-plan.js": { status: 500, body: "error" } }, [/^error: .*500/, /^missing: 500/]],
  "the server closes the connection": [{ "machi-plan.js": { respond: (request) => request.socket.destroy() } }, [/^error: .*ERR_/]],
  "a page to log in comes in its place": [{ "machi-plan.js": typed(LOGIN, "text/html") }, [/^exception: /]],
  "it is cut off": [{ "machi-plan.js": typed(SCRIPT.subarray(0, 100_000), "text/javascript") }, [/^exception: /]],
  "it is text, and the server holds it to that": [{ "machi-plan.js": typed(SCRIPT, "text/plain", NOSNIFF) }, [/^error: .*MIME type/]],
  "it is not the file whose hash the page names": [
    { "machi-plan.js": SCRIPT },
    [/^error: .*integrity/],
    '<script src="machi-plan.js" integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC" defer></script>',
  ],
  "as a module it is text": [
    { "machi-plan.js": typed(SCRIPT, "text/plain") },
    [/^error: .*MIME type/],
    '<script type="module" src="machi-plan.js"></script>',
  ],
  "the policy of the page forbids every script": [{ "machi-plan.js": SCRIPT, csp: "default-src 'self'; script-src 'none'" }, [/^error: .*script-src/]],
};

for (const [name, [{ csp, ...files }, patterns, head = CLASSIC]] of Object.entries(MISSING)) {
  test(`where the script does not run, because ${name}, everything reads as it stood`, async () => {
    const hook = '<div class="machi-plan" data-plan="okayama"><p><a href="/plan.html">印の中のリンク</a></p></div>';
    const body = page(WHOLE + hook + FRAGMENT, head);
    const opened = await open(`${folder({ "page.html": { body, csp }, ...files })}page.html`, { until: "load" });
    assert.equal(await opened.evaluate(() => customElements.get("machi-plan")), undefined);
    assert.ok(await opened.getByRole("link", { name: "計画を読む" }).isVisible());
    assert.ok(await opened.getByRole("link", { name: "印の中のリンク" }).isVisible());
    assert.equal(await opened.locator("tbody.machi-plan-item:visible").count(), 43);
    await opened.locator("tbody.machi-plan-item summary").first().click();
    assert.ok(await opened.locator(".machi-plan-inside").first().isVisible());
    assertSaid(opened, patterns);
    await opened.context().close();
  });
}

test("where only the module's WebAssembly is missing, everything reads as it stood", async () => {
  const head = '<script type="module" src="machi-plan.mjs"></script>';
  for (const [files, patterns] of [
    [{}, [/^error: .*404/, /^missing: 404/]],
    [{ "machi-plan_bg.wasm": LOGIN }, []],
    [{ "machi-plan_bg.wasm": { respond: (request) => request.socket.destroy() } }, [/^error: .*ERR_/]],
  ]) {
    const path = folder({ "page.html": page(WHOLE, head), "machi-plan.mjs": MODULE, ...files });
    const opened = await open(`${path}page.html`, { until: "load" });
    // The element has had its turn when the file has come, or has not.
    await opened.evaluate(() => fetch("machi-plan_bg.wasm").catch(() => {}).then(() => new Promise((done) => setTimeout(done))));
    assert.ok(await opened.locator("#fallback").isVisible());
    assert.equal(await opened.locator("[role=alert]").count(), 0);
    // The same file was asked for a second time above.
    assertSaid(opened, [...patterns, ...patterns]);
  }
});

/** A plan file that the server holds back until the test lets it go. One that nobody asks for ends at the time limit of its test. */
function held() {
  let go, asked;
  const gone = new Promise((done) => { go = done; });
  const came = new Promise((done) => { asked = done; });
  const respond = async (_, response) => {
    asked();
    response.writeHead(200, { "content-type": "application/json" }).write(PLAN.slice(0, 200));
    await gone;
    response.end(PLAN.slice(200));
  };
  return { file: { respond }, asked: came, go };
}

test("while a plan file is on its way the fallback stands and nothing moves; then the widget takes its place", { timeout: 3 * DEADLINE }, async () => {
  const slow = held();
  const body = `<p id="above">上</p><machi-plan src="plan.json">${FALLBACK}</machi-plan><p id="below">下</p>`;
  const path = folder({ "page.html": page(body, CLASSIC), "machi-plan.js": SCRIPT, "plan.json": slow.file });
  const opened = await own.browser.openPage();
  await opened.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shift += value))).observe({ type: "layout-shift", buffered: true });
  });
  await opened.goto(own.server.url(`${path}page.html`), { waitUntil: "load" });
  const place = () => opened.locator("#below").evaluate((below) => below.getBoundingClientRect().top);
  const before = await place();
  await slow.asked;
  await opened.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));
  assert.ok(await opened.getByRole("link", { name: "計画を読む" }).isVisible());
  assert.equal(await place(), before);
  assert.equal(await opened.locator("machi-plan :is(button, input, [role=alert], [role=status])").count(), 0);
  // A state that is set meanwhile waits with the plan.
  await opened.evaluate(() => { document.querySelector("machi-plan").state = { q: "会議" }; });
  assert.equal(await opened.evaluate(() => shift), 0);
  slow.go();
  await ready(opened);
  assert.deepEqual(await shown(opened), ["2-1"]);
  assert.equal(await opened.locator("#fallback").count(), 0);
  assertSilent(opened);
});

test("the file that was asked for last is shown, whichever comes first; an element that left is left alone", { timeout: 3 * DEADLINE }, async () => {
  const [first, second] = [held(), held()];
  const body = `<machi-plan src="first.json">${FALLBACK}</machi-plan><div id="away"><machi-plan src="second.json"></machi-plan></div>`;
  const files = { "first.json": first.file, "second.json": second.file, "other.json": planFile(smallPlan((plan) => { plan.items.length = 1; })) };
  const path = folder({ "page.html": page(body, CLASSIC), "machi-plan.js": SCRIPT, ...files });
  const opened = await open(`${path}page.html`, { until: "load" });
  await Promise.all([first.asked, second.asked]);
  await opened.evaluate(() => {
    globalThis.away = document.querySelector("#away machi-plan");
    away.remove();
    document.querySelector("machi-plan").src = "other.json";
  });
  await ready(opened);
  first.go();
  second.go();
  // A third element of the same files is ready after both have come.
  await opened.evaluate(() => document.body.append(Object.assign(document.createElement("machi-plan"), { src: "first.json" })));
  await ready(opened, 2);
  assert.deepEqual(await shown(opened, "main machi-plan"), ["1-1"]);
  assert.equal(await opened.evaluate(() => away.innerHTML), "");
  assertSilent(opened);
});

test("a connection that goes after the page has come takes nothing from the widget", async () => {
  const page = await open(`<h2>一</h2>${element("okayama")}`);
  await page.context().setOffline(true);
  assert.equal(await page.evaluate(() => fetch("/").then(() => "answered", () => "offline")), "offline");
  await field(page).fill("市税");
  const found = ids(select(plan, { q: "市税" }));
  assert.deepEqual(await shown(page), found);
  for (const view of ["overview", "results", "schedule", "indicators", "departments", "data"]) {
    await page.locator(`[data-do=view][data-value=${view}]`).click();
    assert.ok(await page.locator(`.machi-plan-view[data-view=${view}]`).isVisible(), view);
  }
  for (const [kind, least] of [["items", 500], ["open-data", 5000], ["plan-file", 5000]]) {
    const { bytes } = await saved(page, `[data-do=download][data-value=${kind}]`);
    assert.ok(bytes.length > least, `${kind}: ${bytes.length} bytes`);
  }
  await page.goBack();
  assert.ok(await page.locator(".machi-plan-view[data-view=departments]").isVisible());
  await page.evaluate(() => { location.hash = "#machi-plan?view=indicators"; });
  const figure = page.locator(".machi-plan-figure:visible:has(.machi-plan-chart)").first();
  await figure.locator("summary").first().click();
  await figure.locator(".machi-plan-chart").focus();
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await figure.locator(".machi-plan-point").innerText(), "");
  await figure.locator("summary").last().click();
  const drawing = await saved(page, ".machi-plan-figure details[open] [data-do=save][data-value=svg]");
  assert.match(drawing.bytes.toString(), /^<svg/);
  // A widget more of the same plan, and one whose file cannot come.
  await page.evaluate(() => {
    const make = (settings) => Object.assign(document.createElement("machi-plan"), settings);
    const far = make({ src: "/missing.json", id: "far" });
    far.append(Object.assign(document.createElement("p"), { textContent: "計画は市役所でも読めます。" }));
    document.querySelector("main").append(make({ plan: "yamaguchi", id: "near" }), far);
  });
  await ready(page, 2);
  const [{ code, message }] = await failed(page);
  assert.equal(code, "not-found");
  assert.match(message, /サーバーにつながりませんでした/);
  assert.ok(await page.locator("#far").getByText("計画は市役所でも読めます。").isVisible());
  assert.equal((await shown(page, "#near")).length, 42);
  // The browser's own lines of the two requests.
  assert.ok(said(page).every(({ text }) => /ERR_INTERNET_DISCONNECTED|connect-src/.test(text)), JSON.stringify(said(page)));
  assert.match(STRICT, /connect-src 'self'/);
});
