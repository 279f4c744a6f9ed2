// Every example of docs/api.md runs in a page under the strict policy and gives the result that the document
// promises. TypeScript checks the scripts too, with the types of the package.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { assertSaid, assertSilent, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const pkg = (name) => new URL(`../../pkg/${name}`, import.meta.url);
const text = await readFile(new URL("../../docs/api.md", import.meta.url), "utf8");

/** The sections that begin with 例, with their blocks of code and the results that they promise. */
const EXAMPLES = text
  .split(/^#+ /m)
  .filter((part) => part.startsWith("例："))
  .map((part) => {
    const block = (kind) => part.match(new RegExp(`\`\`\`${kind}\n(.*?)\`\`\``, "s"))?.[1];
    const results = [...part.matchAll(/^結果：`(.*?)` → `(.*?)`\\?$/gm)].map(([, code, value]) => [code, JSON.parse(value)]);
    return { name: part.split("\n")[0], html: block("html"), js: block("js"), css: block("css"), results };
  });

let server, browser;
before(async () => {
  const pages = { "/plan.json": await readFile(pkg("plans/okayama.json")), "/missing.json": { status: 404, body: "" } };
  for (const name of ["machi-plan.js", "machi-plan.mjs", "machi-plan_bg.wasm"]) pages[`/${name}`] = await readFile(pkg(name));
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test("every block of code stands in an example, and every example says what comes out", () => {
  assert.ok(EXAMPLES.length >= 12, `${EXAMPLES.length} examples`);
  assert.equal(text.match(/^```\w/gm).length, EXAMPLES.reduce((sum, { html, js, css }) => sum + [html, js, css].filter(Boolean).length, 0));
  assert.equal(text.match(/^結果：/gm).length, EXAMPLES.reduce((sum, { results }) => sum + results.length, 0));
  for (const { name, results } of EXAMPLES) assert.ok(results.length > 0, name);
});

for (const [at, { name, html, js, css, results }] of EXAMPLES.entries()) {
  test(name, async () => {
    const fails = name.includes("できなかった");
    const script = js ? `<script type="module" src="/example-${at}.js"></script>` : "";
    server.pages[`/example-${at}.js`] = `${js ?? ""}\ndocument.documentElement.toggleAttribute("data-ended", true);`;
    server.pages["/city.css"] = css ?? "";
    server.pages[`/example-${at}.html`] =
      `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>例</title></head><body><main><h1>例</h1>${html}${script}</main></body></html>`;
    const page = await browser.openPage({ url: server.url(`/example-${at}.html`), until: fails ? "load" : "ready" });
    if (js) await page.locator("html[data-ended]").waitFor();
    for (const [code, value] of results) {
      assert.deepEqual(await page.evaluate(code), value, code);
    }
    if (fails) assertSaid(page, [/404/, /404/]);
    else assertSilent(page);
    await page.context().close();
  });
}

test("the types know what the examples do, and nothing that they misspell", async () => {
  const folder = await mkdtemp(join(tmpdir(), "machi-plan-api-"));
  const tsc = fileURLToPath(new URL("node_modules/.bin/tsc", import.meta.url));
  try {
    await writeFile(join(folder, "machi-plan.d.ts"), await readFile(pkg("machi-plan.d.ts")));
    await writeFile(join(folder, "machi-plan.d.mts"), 'export * from "./machi-plan.js";\n');
    const check = async (change) => {
      const files = [];
      for (const [at, { js }] of EXAMPLES.entries()) {
        if (!js) continue;
        files.push(`example-${at}.mts`);
        // A module of its own each; a page is there, so nothing that is looked for is missing.
        await writeFile(join(folder, files.at(-1)), `${change(js)}\nexport {};\n`);
      }
      const options = ["--noEmit", "--strict", "--strictNullChecks", "false", "--module", "nodenext"];
      const lib = ["--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--skipLibCheck"];
      return promisify(execFile)(tsc, [...options, ...lib, "machi-plan.d.ts", ...files], { cwd: folder }).then(() => "", ({ stdout }) => stdout);
    };
    assert.equal(await check((js) => js), "");
    const wrong = await check((js) => js.replace("detail.items", "detail.rows").replace("detail.adopted", "detail.taken"));
    assert.match(wrong, /rows/);
    assert.match(wrong, /taken/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
