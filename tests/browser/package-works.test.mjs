// The npm package: packed, installed in a new project, bundled, typed; and its module served unchanged.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import webpack from "webpack";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { result } from "./support/widget.mjs";

const run = promisify(execFile);
const pkg = fileURLToPath(new URL("../../pkg/", import.meta.url));
const bin = fileURLToPath(new URL("node_modules/.bin/", import.meta.url));
const esbuild = fileURLToPath(new URL("../../xtask/node_modules/.bin/esbuild", import.meta.url));
const page = (script) =>
  `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>試験</title>${script}</head>` +
  '<body><main><h1>試験</h1><machi-plan plan="okayama"></machi-plan></main></body></html>';

let project, browser;
before(async () => {
  project = await mkdtemp(join(tmpdir(), "machi-plan-npm-"));
  await writeFile(join(project, "package.json"), JSON.stringify({ name: "city", private: true, type: "module" }));
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", project], { cwd: pkg });
  const [{ filename }] = JSON.parse(stdout);
  await run("npm", ["install", "--offline", "--ignore-scripts", join(project, filename)], { cwd: project });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await rm(project, { recursive: true, force: true });
});

const at = (...path) => join(project, ...path);

/** Serves a folder of the project and waits for the widget of its page. */
async function shows(folder, pages = {}) {
  const server = await startServer({ folder: at(folder), pages });
  try {
    const opened = await browser.openPage({ url: server.url("/index.html"), until: "ready" });
    assert.match(await result(opened), /全43件/);
    assertSilent(opened);
  } finally {
    await server.close();
  }
}

test("everything that package.json names is in the package", async () => {
  const { files } = JSON.parse(await readFile(join(pkg, "package.json"), "utf8"));
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json"], { cwd: pkg });
  const packed = JSON.parse(stdout)[0].files.map((file) => file.path);
  for (const name of files) {
    assert.ok(packed.some((path) => path === name || path.startsWith(`${name}/`)), name);
  }
});

test("the bill of materials names each linked crate once, as Cargo.lock has it", async () => {
  const text = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
  const bill = JSON.parse(await text("pkg/sbom.cdx.json"));
  const { version } = JSON.parse(await text("pkg/package.json"));
  assert.deepEqual([bill.bomFormat, bill.metadata.component.version], ["CycloneDX", version]);

  const locked = new Map();
  for (const entry of (await text("Cargo.lock")).split("[[package]]").slice(1)) {
    const value = (key) => entry.match(new RegExp(`^${key} = "(.*)"$`, "m"))?.[1];
    locked.set(`${value("name")} ${value("version")}`, value("checksum"));
  }
  const crates = bill.components.filter(({ purl }) => purl.startsWith("pkg:cargo/"));
  for (const { name, version, hashes } of crates) {
    assert.deepEqual(hashes, [{ alg: "SHA-256", content: locked.get(`${name} ${version}`) }], name);
  }

  const licences = await text("pkg/LICENSES.txt");
  const licensed = [...licences.matchAll(/^(\S+) (\d+\.\d+\.\d+): /gm)].map(([, name, version]) => `${name} ${version}`);
  assert.deepEqual(crates.map(({ name, version }) => `${name} ${version}`).sort(), licensed.sort());
  assert.deepEqual(bill.components.filter((one) => !crates.includes(one)).map(({ name }) => name), ["rust-std"]);

  const next = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const reached = new Set([bill.metadata.component["bom-ref"]]);
  for (const ref of reached) {
    for (const found of next.get(ref)) reached.add(found);
  }
  for (const { purl } of crates) {
    assert.ok(reached.has(purl), `nothing depends on ${purl}`);
  }
});

test("webpack bundles the module and finds the wasm beside it", async () => {
  await mkdir(at("webpack"));
  const source = 'import { version } from "machi-plan";\ndocument.documentElement.dataset.version = version;\n';
  await writeFile(at("webpack", "main.js"), source);
  const compiler = webpack({
    mode: "production",
    context: at("webpack"),
    entry: "./main.js",
    output: { path: at("webpack", "dist"), filename: "main.js" },
    // The script is 90 KB; how large a site may be is not asked here.
    performance: false,
  });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  assert.equal(stats.toString({ all: false, errors: true, warnings: true }), "");
  await writeFile(at("webpack", "dist", "index.html"), page('<script src="main.js" defer></script>'));
  await shows("webpack/dist");
});

test("esbuild bundles the one file as it is", async () => {
  await mkdir(at("esbuild"));
  await writeFile(at("esbuild", "main.js"), 'import "machi-plan/machi-plan.js";\n');
  await run(esbuild, ["main.js", "--bundle", "--outfile=out.js", "--log-level=warning"], { cwd: at("esbuild") });
  await writeFile(at("esbuild", "index.html"), page('<script src="out.js" defer></script>'));
  await shows("esbuild");
});

test("the module runs as it is served, also where the wasm has a wrong type", async () => {
  const given = { body: await readFile(join(pkg, "machi-plan_bg.wasm")), headers: { "content-type": "text/plain" } };
  await writeFile(at("index.html"), page('<script type="module" src="node_modules/machi-plan/machi-plan.mjs"></script>'));
  await shows("", { "/node_modules/machi-plan/machi-plan_bg.wasm": given });
});

test("loaded where there are no elements it does nothing", async () => {
  const program = 'import { upgrade, version } from "machi-plan"; upgrade(); console.log(version);';
  const { stdout } = await run("node", ["--input-type=module", "--eval", program], { cwd: project });
  assert.equal(stdout.trim(), JSON.parse(await readFile(join(pkg, "package.json"), "utf8")).version);
});

const TYPED = `import { upgrade, version, type MachiPlanEventMap } from "machi-plan";
const plan = document.querySelector("machi-plan")!;
plan.state = { view: "schedule", department: ["財政局"], lead: true };
const changed = ({ detail }: MachiPlanEventMap["machi-plan:change"]) => {
  const items: number = detail.items;
  console.log(version, items, detail.state.q?.length, plan.state?.view);
};
plan.addEventListener("machi-plan:change", changed);
plan.removeEventListener("machi-plan:change", changed);
plan.addEventListener("click", { handleEvent: (event) => console.log(event.type) });
plan.addEventListener("an event of the page", () => {});
document.querySelector("p")!.addEventListener("machi-plan:ready", (event) => console.log(event.detail.adopted));
document.addEventListener("machi-plan:error", (event) => console.log(event.detail.code));
plan.planData = null;
upgrade(document.body);
`;
const tsc = (name) =>
  run(join(bin, "tsc"), ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", name], { cwd: project });

test("the types fit what a page does with it, and refuse what it does not know", async () => {
  await writeFile(at("good.ts"), TYPED);
  await tsc("good.ts").catch((error) => assert.fail(error.stdout));
  await writeFile(at("bad.ts"), TYPED.replace('"schedule"', '"calendar"').replace("detail.items", "detail.rows"));
  const { stdout } = await tsc("bad.ts").then(() => assert.fail("no error"), (error) => error);
  assert.match(stdout, /calendar/);
  assert.match(stdout, /rows/);
});
