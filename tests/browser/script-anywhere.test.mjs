// Where the script may be in a page, how it may be loaded, and how often: each time there is one live widget, and no
// message in the console.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertSilent, ready } from "./support/browser.mjs";
import { FALLBACK } from "./support/pages.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { STRICT } from "./support/server.mjs";
import { addressed, field, shown, site } from "./support/widget.mjs";

const pkg = (name) => readFile(new URL(`../../pkg/${name}`, import.meta.url));
const own = site({
  "/pkg/machi-plan.mjs": await pkg("machi-plan.mjs"),
  "/pkg/machi-plan_bg.wasm": await pkg("machi-plan_bg.wasm"),
  "/later.js": `addEventListener("load", () => {
    const script = document.createElement("script");
    script.src = "/assets/machi-plan.js";
    document.head.append(script);
  });`,
  "/writes.js": `document.write('<script src="/assets/machi-plan.js"><\\/script>');`,
  "/imports.js": 'import("/pkg/machi-plan.mjs");',
});

const JS = "/assets/machi-plan.js";
const MJS = "/pkg/machi-plan.mjs";
/** Where a site's own scripts make scripts, no page demands trusted types. */
const WITHOUT_TRUSTED_TYPES = STRICT.replace("require-trusted-types-for 'script'; ", "");
const script = (src, attributes = "") => `<script src="${src}" ${attributes}></script>`;
const ELEMENT = `<machi-plan plan="okayama">${FALLBACK}</machi-plan>`;

/** A page of its own path. What is not named is not there. */
function page(path, { head = "", body = ELEMENT, csp }) {
  const html =
    `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>試験</title>${head}</head>` +
    `<body><header><a href="/">市</a></header>${body}<footer>市役所</footer></body></html>`;
  own.server.pages[path] = { body: html, csp };
  return path;
}

/** One live widget instead of its fallback; the page around it is unchanged. */
async function assertLive(opened, { items = 43, word = "市税", host = "machi-plan" } = {}) {
  assert.equal((await ready(opened)).length, 1);
  assert.equal(await opened.locator("machi-plan").count(), 1);
  assert.equal(await opened.locator("#fallback").count(), 0);
  assert.equal(await field(opened, host).count(), 1);
  assert.equal((await shown(opened, host)).length, items);
  await field(opened, host).fill(word);
  const found = (await shown(opened, host)).length;
  assert.ok(found > 0 && found < items, `${found} of ${items}`);
  assert.equal(await opened.locator("footer").textContent(), "市役所");
  assertSilent(opened);
}

const SCRIPTS = {
  "in the head, classic": { head: script(JS) },
  "in the head, defer": { head: script(JS, "defer") },
  "in the head, async": { head: script(JS, "async") },
  "in the head, module": { head: script(JS, 'type="module"') },
  "in the head, module and async": { head: script(JS, 'type="module" async') },
  "in the head, with the words of old pages": { head: script(JS, 'type="text/javascript" language="JavaScript" charset="utf-8"') },
  "in the body before the element": { body: script(JS) + ELEMENT },
  "in the body before the element, defer": { body: script(JS, "defer") + ELEMENT },
  "in the body before the element, async": { body: script(JS, "async") + ELEMENT },
  "in the body after the element": { body: ELEMENT + script(JS) },
  "in the body after the element, defer": { body: ELEMENT + script(JS, "defer") },
  "in the body after the element, module": { body: ELEMENT + script(JS, 'type="module"') },
  "behind the body": { body: `${ELEMENT}</body>${script(JS)}` },
  "inside the element": { body: `<machi-plan plan="okayama">${script(JS)}${FALLBACK}</machi-plan>` },
  "made by another script, after the page was loaded": { head: script("/later.js"), csp: WITHOUT_TRUSTED_TYPES },
  "written by another script": { head: script("/writes.js"), csp: WITHOUT_TRUSTED_TYPES },
  "with a number for caches": { head: script(`${JS}?v=20261121`, "defer") },
  "the module of the package": { head: script(MJS, 'type="module"') },
  "the module of the package, asked for by a script": { head: script("/imports.js", "defer") },
  "twice, classic": { head: script(JS) + script(JS) },
  "twice, at both ends of the page": { head: script(JS), body: ELEMENT + script(JS) },
  "twice, async, from two addresses": { head: script(JS, "async") + script(`${JS}?2`, "async") },
  "twice, as modules of two addresses": { head: script(JS, 'type="module"') + script(`${JS}?2`, 'type="module"') },
  "once classic and once as a module": { head: script(JS) + script(JS, 'type="module"') },
  "once as a module and once classic behind the element": { head: script(JS, 'type="module"'), body: ELEMENT + script(JS) },
  "once the script and once the module of the package": { head: script(JS, "defer") + script(MJS, 'type="module"') },
  "once the module of the package and once the script": { head: script(MJS, 'type="module"') + script(JS, 'type="module"') },
};

for (const [name, parts] of Object.entries(SCRIPTS)) {
  test(`the script ${name}`, async () => {
    const opened = await own.open(page(`/script-${Object.keys(own.server.pages).length}.html`, parts));
    await assertLive(opened);
    const globals = await opened.evaluate(() => Object.keys(window).filter((name) => /wasm|machi-?plan$/i.test(name)));
    assert.deepEqual(globals, ["machiPlan"], "one name beside the element");
    await opened.context().close();
  });
}

/** Paths of page, script and plan file in the forms that sites use. `HOST` is replaced by the server's own. */
const PATHS = {
  "all from the root": ["/top.html", "/assets/machi-plan.js", "/files/plan.txt"],
  "all relative, in the top folder": ["/top-2.html", "assets/machi-plan.js", "files/plan.txt"],
  "relative with a dot": ["/top-3.html", "./assets/machi-plan.js", "./files/plan.txt"],
  "a page in sub-folders": ["/shisei/kaikaku/page.html", "../../assets/machi-plan.js", "../../files/plan.txt"],
  "a page that is a folder": ["/shisei/kaikaku/", "../../assets/machi-plan.js", "../../files/plan.txt"],
  "more steps up than there are folders": ["/shisei/page.html", "../../../assets/machi-plan.js", "../../../files/plan.txt"],
  "a page with a query": ["/page.php?id=12&lang=ja", "assets/machi-plan.js", "files/plan.txt"],
  "a page whose path is Japanese": ["/%E5%B8%82%E6%94%BF/%E6%94%B9%E9%9D%A9.html", "/assets/machi-plan.js", "../files/plan.txt"],
  "with the host": ["/top-4.html", "http://HOST/assets/machi-plan.js", "http://HOST/files/plan.txt"],
  "with the host, without the protocol": ["/top-5.html", "//HOST/assets/machi-plan.js", "//HOST/files/plan.txt"],
  "a file beside a page in a folder": ["/files/page.html", "/assets/machi-plan.js", "plan.txt"],
  "a file whose name is Japanese, with a query": ["/top-6.html", "/assets/machi-plan.js", "files/計画 1.txt?v=2#x"],
};

for (const [name, [path, src, plan]] of Object.entries(PATHS)) {
  test(`paths: ${name}`, async () => {
    const file = planFile(smallPlan());
    Object.assign(own.server.pages, { "/files/plan.txt": file, [encodeURI("/files/計画 1.txt")]: file });
    const { host } = new URL(own.server.origin);
    const body = `<machi-plan src="${plan.replace("HOST", host)}">${FALLBACK}</machi-plan>`;
    page(path.split("?")[0], { head: script(src.replace("HOST", host), "defer"), body });
    const opened = await own.open(path);
    await assertLive(opened, { items: 3, word: "会議" });
    await addressed(opened, "#machi-plan?q=会議");
    const address = new URL(opened.url());
    assert.equal(address.pathname + address.search, path, "the address keeps its page");
    await opened.context().close();
  });
}
