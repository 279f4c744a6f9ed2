// The files and the code of the officer's page, put on a site as the page explains, give the live widget. And the
// page reads the officer's first files as the command does.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSaid, assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { cityPage } from "./support/guide.mjs";
import { choose, command, csvFiles, file, listed, opened, product, saved } from "./support/officer.mjs";
import { startServer } from "./support/server.mjs";
import { field, shown } from "./support/widget.mjs";

// No script has a plan of this id inside.
const ID = "sample-city";
const ITEMS = 43;
const pkg = (name) => readFile(new URL(`../../pkg/${name}`, import.meta.url));
let server, browser, folder, unknown;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "machi-plan-officer-"));
  unknown = await Promise.all(csvFiles("okayama").map(async (path) => {
    const text = await readFile(path, "utf8");
    const name = path.split("/").at(-1);
    return file(name, name === "plan.csv" ? text.replace("計画ID,okayama", `計画ID,${ID}`) : text);
  }));
  for (const { name, buffer } of unknown) await writeFile(join(folder, name), buffer);
  server = await startServer({
    pages: {
      "/machi-plan/machi-plan.js": await pkg("machi-plan.js"),
      "/machi-plan/machi-plan.css": await pkg("machi-plan.css"),
    },
  });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

const officer = (options) => opened(browser, server.url("/officer.html"), options);
const code = (page, id) => page.locator(`#code-${id}`).textContent();

/** Presses the button of a piece of code and returns the text on the clipboard. */
async function copied(page, id) {
  const button = page.locator(`[aria-controls="code-${id}"]`);
  await button.click();
  await button.locator("xpath=..").getByRole("status").getByText("コピーしました。").waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Publishes an article; opens it. */
async function publish(body, { head = "", ...options } = {}) {
  const path = `/articles/${Object.keys(server.pages).length}.html`;
  server.pages[path] = cityPage(body, head);
  return browser.openPage({ url: server.url(path), ...options });
}

async function assertLive(page) {
  const [detail] = await ready(page);
  assert.equal((await shown(page)).length, ITEMS);
  await field(page).fill("下水道");
  const found = await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll("machi-plan tbody.machi-plan-item")];
    const seen = rows.filter((row) => row.checkVisibility()).length;
    return seen < rows.length && seen;
  });
  assert.ok((await found.jsonValue()) > 0);
  assertSilent(page);
  return detail;
}

test("a plan that no script knows: what is saved and copied, put where the page says, can be searched", async () => {
  const page = await officer({ context: { permissions: ["clipboard-read", "clipboard-write"] } });
  await choose(page, unknown);
  assert.equal(await page.locator("#place").inputValue(), `/machi-plan/${ID}.txt`);
  const put = async (kind) => {
    const { name, bytes } = await saved(page, product(kind));
    server.pages[`/machi-plan/${name}`] = { body: bytes, csp: null };
    return name;
  };
  assert.equal(await put("plan-text"), `${ID}.txt`);
  assert.equal(await put("page"), `${ID}.html`);
  const head = await copied(page, "template");
  for (const part of [`/machi-plan/${ID}.txt`, `/machi-plan/${ID}.html`, "machi-plan.js"]) {
    assert.ok((await page.locator("#paste-note").innerText()).includes(part), part);
  }

  const [fragment, editor] = [await saved(page, product("fragment")), await saved(page, product("editor"))];
  assert.deepEqual([fragment.name, editor.name], [`${ID}-paste.html`, `${ID}-editor.html`]);
  assert.deepEqual(await assertLive(await publish(fragment.bytes.toString(), { head })), { adopted: true });
  await assertLive(await publish(editor.bytes.toString(), { head }));

  for (const id of ["element", "mark"]) {
    const body = await copied(page, id);
    assert.equal(body, await code(page, id));
    await assertLive(await publish(body, { head }));
    // If the template cannot be edited, the lines of the script are in the article.
    if (id === "element") await assertLive(await publish(`${head}\n${body}`));
    const without = await publish(body, { head, javaScriptEnabled: false });
    await without.getByRole("link", { name: "計画を表で読む" }).click();
    await without.waitForURL(`**/machi-plan/${ID}.html`);
    assert.equal(await without.locator(".machi-plan-items > tbody").count(), ITEMS);
  }
  assertSilent(page);
});

test("code and files follow the place as it is edited, and an empty one names the plan", async () => {
  const page = await officer();
  await choose(page, unknown);
  const before = await page.locator("[data-product=workbook] a").getAttribute("href");
  const asked = 'https://www.city.example.lg.jp/files/R6/keikaku.txt?v=2027&lt;"';
  await page.fill("#place", ` ${asked} `);
  const beside = "https://www.city.example.lg.jp/files/R6/";
  assert.deepEqual(attributes(await code(page, "element"), "machi-plan"), { src: asked });
  assert.deepEqual(attributes(await code(page, "element"), "a"), { href: `${beside}${ID}.html` });
  assert.deepEqual(attributes(await code(page, "mark"), "div"), { class: "machi-plan", "data-src": asked });
  assert.deepEqual(attributes(await code(page, "template"), "script").src, `${beside}machi-plan.js`);
  assert.deepEqual(attributes(await code(page, "template"), "link").href, `${beside}machi-plan.css`);

  // The press that saves also leaves the field.
  for (const [place, words] of [[asked, ["--src", asked]], ["", []]]) {
    await page.fill("#place", place);
    const fragment = await saved(page, product("fragment"));
    assert.equal(fragment.bytes.toString(), command("render", folder, ...words).stdout, place);
    const editor = await saved(page, product("editor"));
    assert.equal(editor.bytes.toString(), command("render", folder, "--as", "editor", ...words).stdout, place);
  }
  assert.deepEqual(attributes(await code(page, "element"), "machi-plan"), { plan: ID });
  assert.deepEqual(attributes(await code(page, "element"), "a"), { href: `/machi-plan/${ID}.html` });
  assert.deepEqual(attributes(await code(page, "mark"), "div"), { class: "machi-plan", "data-plan": ID });
  assert.equal(await page.locator("[data-product=workbook] a").getAttribute("href"), before, "the rest is made once");

  // A mended file of the same plan keeps the address; another plan gets its own.
  await page.fill("#place", "/r6/keikaku.json");
  await choose(page, unknown);
  assert.equal(await page.locator("#place").inputValue(), "/r6/keikaku.json");
  assert.deepEqual(attributes(await code(page, "element"), "machi-plan"), { src: "/r6/keikaku.json" });
  await choose(page, csvFiles("yamaguchi"));
  assert.equal(await page.locator("#place").inputValue(), "/machi-plan/yamaguchi.txt");
  await choose(page, unknown.slice(0, 3));
  for (const id of ["place", "paste"]) assert.equal(await page.locator(`#${id}`).isVisible(), false, id);
  assert.match(await page.locator("#paste-note").innerText(), /エラーがある/);
  await page.click("#reset");
  assert.match(await page.locator("#paste-note").innerText(), /^エラーのない計画を選ぶと/);
  assertSilent(page);
});

/** The attributes of the first element of a name in a piece of code, with their signs read. */
function attributes(text, name) {
  const tag = text.match(new RegExp(`<${name}((?: [a-z-]+(?:="[^"<>]*")?)*)>`))[1];
  const signs = { lt: "<", gt: ">", quot: '"', amp: "&" };
  const plain = (value) => value.replace(/&(\w+);/g, (_, sign) => signs[sign]);
  return Object.fromEntries([...tag.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, key, value = ""]) => [key, plain(value)]));
}

test("the workbook to begin with is the command's, and is read as the command reads it", async () => {
  const page = await officer();
  const { name, bytes } = await saved(page, "#template");
  const path = join(folder, name);
  assert.equal(command("template", "--out", path).status, 0);
  assert.ok(bytes.equals(await readFile(path)), "as the command writes it");
  await choose(page, [path]);
  const { stdout, stderr } = command("check", path);
  assert.equal(await page.locator("#status").innerText(), stdout.trim());
  assert.equal(stderr, (await listed(page)).map((line) => `${line}\n`).join(""));
  assert.match(await page.locator("#outcome").innerText(), /^公開できます/);
  await page.click("#reset");
  assert.ok((await saved(page, "#template")).bytes.equals(bytes), "it does not go with a choice");
  assertSilent(page);
});

test("where the page's own script is missing, the page says so", async () => {
  server.pages["/assets/officer.js"] = { status: 404, body: "" };
  try {
    const page = await browser.openPage({ url: server.url("/officer.html") });
    await page.locator("#missing").waitFor();
    assert.match(await page.locator("#missing").innerText(), /assets\/officer\.js/);
    assert.equal(await page.locator("#preparing").isVisible(), false);
    await assertAccessible(page);
    assertSaid(page, [/^missing: 404/, /^error: .*404/]);
  } finally {
    delete server.pages["/assets/officer.js"];
  }
  const page = await officer();
  assert.equal(await page.locator("#missing").count(), 0);
});
