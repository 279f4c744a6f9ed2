// Policies in each engine: the strict one of the demo site, with and without Trusted Types; the effect of each policy
// on the page; the files with a policy of their own.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { command } from "../browser/support/officer.mjs";
import { FALLBACK, ownPages } from "../browser/support/pages.mjs";
import { ids, readPlan, search, select, sentence } from "../browser/support/plan.mjs";
import { planFile, smallPlan } from "../browser/support/plans.mjs";
import { STRICT, WITHOUT_WASM } from "../browser/support/server.mjs";
import { element, html, ownPage, site, watched } from "./support/site.mjs";
import { FIELD, choose, isSeen, showsItems, showsText } from "./support/widget.mjs";

const pkg = new URL("../../pkg/", import.meta.url);
const plan = await readPlan("okayama");
const paths = await ownPages();
const PLAIN = STRICT.replace(/; require-trusted-types-for.*machi-plan(?=;)/, "");
const FRAGMENT = await ownPage("/assets/okayama-fragment.html");
const BODY = element('plan="okayama"', FALLBACK);

const own = site({
  "/module/machi-plan.mjs": await readFile(new URL("machi-plan.mjs", pkg)),
  "/module/machi-plan_bg.wasm": await readFile(new URL("machi-plan_bg.wasm", pkg)),
  // Only its own policy: a second one from the server would hide what that allows.
  "/embed.html": { csp: null, body: watched(await readFile(new URL("embed.html", pkg), "utf8")) },
  "/plan.txt": planFile(smallPlan()),
  // The signs that the script asked for WebAssembly and was refused.
  "/refusal.js": `const { compile, instantiate, Instance } = WebAssembly;
    const refused = (error) => { window.wasmRefused = true; throw error; };
    WebAssembly.compile = (bytes) => compile(bytes).catch(refused);
    // WebKit compiles all the same, and refuses to run it.
    WebAssembly.instantiate = (...given) => instantiate(...given).catch(refused);
    WebAssembly.Instance = function (...given) { try { return new Instance(...given); } catch (error) { refused(error); } };`,
  "/another-host.txt": { body: "x", headers: { "access-control-allow-origin": "*" } },
});

/** What a reader of a whole widget does. */
async function works(page) {
  await page.type(FIELD, "窓口");
  await showsItems(page, ids(search(plan, "窓口")));
  await choose(page, "department", "政策局");
  await showsItems(page, ids(select(plan, { q: "窓口", department: ["政策局"] })));
}

test("the plain strict policy differs from the other in Trusted Types alone", () => {
  assert.ok(!/trusted-types/.test(PLAIN) && /form-action/.test(PLAIN) && /wasm-unsafe-eval/.test(PLAIN));
});

for (const [name, csp] of [["the strict policy", PLAIN], ["the strict policy with Trusted Types", STRICT]]) {
  for (const [kind, body, script] of [
    ["the one script", BODY],
    ["the script as a module", BODY, '<script type="module" src="/assets/machi-plan.js"></script>'],
    ["the module with its wasm beside it", BODY, '<script type="module" src="/module/machi-plan.mjs"></script>'],
    ["a fragment", null],
  ]) {
    test(`${name}, ${kind}: it works, and the page is silent`, async () => {
      const path = `/case-${Object.keys(own.server.pages).length}.html`;
      own.server.pages[path] = { csp, body: body === null ? FRAGMENT : html(body, script) };
      const page = await own.open(path);
      assert.equal(await page.evaluate(() => document.querySelector("#fallback")), null);
      await works(page);
      await page.assertSilent();
    });
  }
}

test("every page of the demo site is sent with the strict policy, mounts its widgets and stays silent", async () => {
  assert.ok(paths.length >= 6, paths.join());
  for (const path of paths) {
    const body = await ownPage(path);
    own.server.pages[path] = { body };
    const page = await own.open(path, { widgets: body.match(/^<machi-plan /gm)?.length ?? 0 });
    await page.assertSilent();
  }
});

test("where Trusted Types are known and the policy's name is not let through, the fallback stands", async () => {
  const page = await own.open(BODY, { csp: STRICT.replace("trusted-types machi-plan", "trusted-types another"), widgets: 0 });
  if (await page.evaluate(() => "trustedTypes" in window)) {
    assert.equal(await isSeen(page, "#fallback"), true);
    const { said, refused, ready, errors } = await page.watch();
    assert.deepEqual([said, ready, errors], [[], [], []]);
    assert.ok(refused.every((line) => /^trusted-types /.test(line)), refused.join());
    assert.equal(await isSeen(page, ".machi-plan-message, [role=alert]"), false);
  } else {
    await works(page);
  }
});

/** No error, no control that does not work, and the content is readable. */
async function standsStill(page, { fragment, allowed }) {
  const { said, refused, ready, errors } = await page.watch();
  assert.deepEqual([said.filter((line) => !allowed.test(line)), ready, errors], [[], [], []]);
  assert.deepEqual(refused.filter((line) => !allowed.test(line)), []);
  assert.equal(await isSeen(page, ".machi-plan-message, [role=alert]"), false);
  assert.equal(await isSeen(page, "machi-plan :is(button, input, select)"), false, "no control that does nothing");
  if (!fragment) {
    assert.equal(await isSeen(page, "#fallback"), true);
    return;
  }
  await showsItems(page, ids(plan.items), "machi-plan");
  await page.click("tbody.machi-plan-item summary");
  await page.until(() => document.querySelector(".machi-plan-inside").checkVisibility());
}

const pageOf = (fragment, extra = "") => (fragment ? FRAGMENT : html(BODY)).replace('<script src="/watch.js"></script>', `$&${extra}`);

for (const fragment of [false, true]) {
  const what = fragment ? "the fragment" : "the fallback";
  test(`without 'wasm-unsafe-eval' ${what} stands, and nothing is said but the browser's own report`, async () => {
    own.server.pages["/no-wasm.html"] = { csp: WITHOUT_WASM, body: pageOf(fragment, '<script src="/refusal.js"></script>') };
    const page = await own.open("/no-wasm.html", { widgets: 0 });
    await page.until(() => window.wasmRefused);
    await page.until(() => !document.querySelector(".machi-plan-controls"));
    await standsStill(page, { fragment, allowed: /^script-src wasm-eval$/ });
  });

  test(`where the script is refused ${what} stands`, async () => {
    const csp = STRICT.replace("script-src 'self'", `script-src ${own.server.origin}/watch.js`);
    own.server.pages["/no-script.html"] = { csp, body: pageOf(fragment) };
    const page = await own.open("/no-script.html", { widgets: 0 });
    await page.until(() => window.machiPlanWatch.refused.length > 0);
    // The demo site's own script is refused as well.
    await standsStill(page, { fragment, allowed: /^(script-src(-elem)? |missing: script )http.*\/(machi-plan|site)\.js$/ });
  });
}

for (const sandbox of [null, "allow-scripts", "allow-scripts allow-same-origin"]) {
  const framed = async (query) => {
    const attributes = sandbox === null ? "" : ` sandbox="${sandbox}"`;
    const path = `/host-${Object.keys(own.server.pages).length}.html`;
    const frame = `<iframe title="計画" width="900" height="700" src="/embed.html${query}"${attributes}></iframe>`;
    own.server.pages[path] = { csp: null, body: html(frame, "") };
    const page = await own.open(path, { widgets: 0 });
    await page.enter("iframe");
    await page.ready();
    return page;
  };
  test(`embed.html under its own policy in a frame ${sandbox === null ? "without" : `with sandbox="${sandbox}"`}`, async () => {
    const page = await framed(`?plan=okayama&department=${encodeURIComponent("財政局")}`);
    const expect = select(plan, { department: ["財政局"] });
    await showsItems(page, ids(expect));
    await showsText(page, sentence(plan, expect, true), ".machi-plan-result");
    await page.click(`tbody[data-item="${expect[0].id}"] summary`);
    await page.until(() => document.querySelector("details[open] > .machi-plan-inside"));
    await page.type(FIELD, "職員");
    await showsItems(page, ids(select(plan, { department: ["財政局"], q: "職員" })));
    await page.assertSilent();
    assert.equal(await page.evaluate(() => document.title), await page.text("h1"));
    // Nothing is asked of another host, not even of one that would answer: the same from a page without a policy is.
    const asks = () => page.evaluate((url) => fetch(url).then(() => "an answer", () => "refused"), elsewhere);
    const elsewhere = own.server.url("/another-host.txt").replace("127.0.0.1", "localhost");
    assert.equal(await asks(), "refused");
    assert.ok(!own.server.requests.includes("/another-host.txt"));
    await page.leave();
    assert.equal(await asks(), "an answer");
    own.server.requests.length = 0;
  });

  if (sandbox !== "allow-scripts") {
    test(`a plan file beside embed.html, sandbox ${sandbox ?? "none"}`, async () => {
      const page = await framed("?src=plan.txt");
      await showsItems(page, smallPlan().items.map((item) => item.item_id));
      await page.assertSilent();
    });
  }
}

test("the single file works from the disk", async () => {
  const folder = await mkdtemp(join(tmpdir(), "machi-plan-engines-"));
  try {
    const file = join(folder, "page.html");
    const { status, stderr } = command("render", "data/okayama", "--as", "page", "--script", "pkg/machi-plan.js", "--out", file);
    assert.equal(status, 0, stderr);
    await writeFile(join(folder, "watch.js"), await readFile(new URL("support/watch.js", import.meta.url)));
    await writeFile(file, watched(await readFile(file, "utf8")).replace("/watch.js", "watch.js"));
    const page = await own.open(pathToFileURL(file).href);
    await showsItems(page, ids(plan.items));
    await works(page);
    await page.assertSilent();
    assert.match(await page.evaluate(() => document.querySelector("meta[http-equiv]").content), /script-src 'sha256-/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
