// The archive for officers, unpacked in an empty folder: what it says of itself is true, and an officer comes from the sample
// workbook to a page with the plan of the city, from the disk alone, in Chromium and Firefox.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { WHOLE, assertSilent, ready, startBrowser } from "../browser/support/browser.mjs";
import { savedAs, startFirefox } from "../browser/support/firefox.mjs";
import { assertValidHtml } from "../browser/support/html.mjs";
import { choose, finished, product, saved } from "../browser/support/officer.mjs";
import { unzip } from "../browser/support/zip.mjs";

const START = "はじめにお読みください.html";
const path = process.env.MACHI_PLAN_RELEASE ?? "";
const unpacked = Object.entries(unzip(await readFile(path)));
const top = unpacked[0][0].split("/")[0];
const files = Object.fromEntries(unpacked.map(([name, content]) => [name.slice(top.length + 1), content]));
let folder, browser, firefox;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "machi-plan-release-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  browser = await startBrowser(WHOLE);
  firefox = await startFirefox();
});
after(async () => {
  await browser?.close();
  await firefox?.close();
  if (folder) await rm(folder, { recursive: true });
});

const address = (name) => pathToFileURL(join(folder, name)).href;
const pageWith = (script) => `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>計画</title>
<script src="${script}" defer></script></head><body><machi-plan></machi-plan></body></html>`;

test("the hashes are those of every file, and all is in one folder with the version", async () => {
  assert.match(top, /^machi-plan-\d+\.\d+\.\d+$/);
  assert.ok(unpacked.every(([name]) => name.startsWith(`${top}/`)));
  const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex");
  const listed = files.SHA256SUMS.toString().trimEnd().split("\n").map((line) => line.split("  "));
  assert.deepEqual(listed.map(([, name]) => name).sort(), Object.keys(files).filter((name) => name !== "SHA256SUMS").sort());
  for (const [hash, name] of listed) assert.equal(hash, hashOf(files[name]), name);
});

test("the command runs: on this Linux at once, for Windows as far as its head says", async () => {
  const program = join(folder, "command/machi-plan");
  await chmod(program, 0o755);
  const run = (...words) => spawnSync(program, words, { cwd: folder, encoding: "utf8" });
  assert.equal(run("--version").stdout.trim(), top.replace("machi-plan-", "machi-plan "));
  assert.match(run("check", "sample/sample.xlsx").stdout, /みほん市.*取組12件.*エラー0件、注意0件/);
  const script = run("script", "sample/sample.xlsx", "--out", join(folder, "by-command.js"));
  assert.equal(script.status, 0, script.stderr);
  const exe = files["command/machi-plan.exe"];
  assert.equal(exe.subarray(0, 2).toString(), "MZ");
  const head = exe.readUInt32LE(0x3c);
  assert.equal(exe.subarray(head, head + 4).toString("latin1"), "PE\0\0");
  assert.equal(exe.readUInt16LE(head + 4), 0x8664, "for another processor than x86-64");
});

test("every page is valid and opens from the disk without a request", async () => {
  for (const name of [START, "officer.html", "guide.html"]) {
    await assertValidHtml(files[name].toString(), name);
    const page = await browser.openPage({ url: address(name) });
    const unseen = await page.$$eval("img", (images) => images.filter((image) => image.naturalWidth === 0).map((image) => image.src));
    assert.deepEqual(unseen, [], name);
    assertSilent(page);
  }
});

test("Chromium: from the start page over the sample workbook to the page and the script of the city", async () => {
  const page = await browser.openPage({ url: address(START) });
  await page.click("#first ~ ol a[href='officer.html']");
  await page.locator("#file:enabled").waitFor();
  await choose(page, [join(folder, "sample/sample.xlsx")]);
  assert.match(await page.locator("#outcome").innerText(), /^公開できます/);
  for (const [code, make] of [["page", (made) => made.bytes], ["script", () => pageWith("machi-plan.js")]]) {
    const made = await saved(page, product(code));
    await mkdir(join(folder, `city-${code}`));
    await writeFile(join(folder, `city-${code}`, made.name), made.bytes);
    await writeFile(join(folder, `city-${code}`, "index.html"), make(made));
    const city = await browser.openPage({ url: address(`city-${code}/index.html`) });
    await ready(city);
    assert.match(await city.locator(".machi-plan-title").textContent(), /みほん市/);
    assert.equal(await city.locator("tbody.machi-plan-item[id]").count(), 12);
    await city.fill("machi-plan input[type=search]", "窓口");
    await city.waitForFunction(() => /件（全/.test(document.querySelector(".machi-plan-result").textContent));
    assertSilent(city);
  }
  assertSilent(page);
});

test("Firefox: the same way", async () => {
  const page = await firefox.open(address(START));
  await Promise.all([page.waitForNavigation(), page.click("#first ~ ol a[href='officer.html']")]);
  await page.waitForSelector("#file:enabled");
  await (await page.$("#file")).uploadFile(join(folder, "sample/sample.xlsx"));
  await finished(page);
  await page.waitForSelector("#preview tbody.machi-plan-item");
  await page.$eval(product("script"), (link) => link.click());
  await mkdir(join(folder, "firefox"));
  await writeFile(join(folder, "firefox/machi-plan.js"), await savedAs(firefox.downloads, "machi-plan.js"));
  await writeFile(join(folder, "firefox/index.html"), pageWith("machi-plan.js"));
  const city = await firefox.open(address("firefox/index.html"));
  await city.waitForSelector("tbody.machi-plan-item");
  assert.equal(await city.$$eval("tbody.machi-plan-item", (rows) => rows.length), 12);
  assert.match(await city.$eval(".machi-plan-title", (title) => title.textContent), /みほん市/);
  assert.deepEqual([...page.said, ...city.said], []);
});
