// The script with the plan of one city inside, from the command and from the officer's page: the two lines of a page, one
// element without attributes, no second file.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { root } from "./support/command.mjs";
import { choose, command, csvFiles, opened, product, saved } from "./support/officer.mjs";
import { STRICT, startServer } from "./support/server.mjs";

let server, browser, folder, script, printed;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "machi-plan-script-"));
  const path = join(folder, "machi-plan.js");
  const made = command("script", `${root}data/sample`, "--script", `${root}pkg/machi-plan-empty.js`, "--out", path);
  assert.equal(made.status, 0, made.stderr);
  [script, printed] = [await readFile(path), made.stdout];
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

const integrityOf = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
const page = (element, more = "") =>
  `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>試験</title>
<script src="machi-plan.js"${more} defer></script></head><body>${element}</body></html>`;

/** Opens a page of the city, which has only the script beside it. */
async function open(name, body, { bytes = script } = {}) {
  server.pages[`/${name}/machi-plan.js`] = bytes;
  server.pages[`/${name}/index.html`] = { body, csp: STRICT };
  return browser.openPage({ url: server.url(`/${name}/index.html`) });
}

test("an element without attributes shows the plan of the script, under the strict policy, with its hash", async () => {
  assert.match(printed, new RegExp(`integrity="${integrityOf(script).replaceAll("+", "\\+")}"`));
  assert.ok(script.every((byte) => byte < 128), "any encoding of a page reads it");
  const more = ` integrity="${integrityOf(script)}" crossorigin="anonymous"`;
  const shown = await open("hash", page("<machi-plan></machi-plan>", more));
  await ready(shown);
  assert.match(await shown.locator(".machi-plan-title").textContent(), /みほん市/);
  assert.equal(await shown.locator("tbody.machi-plan-item").count(), 12);
  // What was packed comes out again to the last letter.
  const data = await shown.evaluate(() => document.querySelector("machi-plan").planData);
  assert.deepEqual(data, JSON.parse(command("compile", `${root}data/sample`).stdout).plan);
  // Its code for another page names the plan, so that it is right where a second plan comes into the script.
  await shown.locator(".machi-plan-name a").first().click();
  await shown.locator(".machi-plan-copy [data-do=share]").first().click();
  const code = shown.getByLabel("ほかのページに埋め込むコード", { exact: true });
  assert.match(await code.inputValue(), /<machi-plan plan="sample"/);
  assertSilent(shown);
});

test("it has no other plan, and its own by its id too", async () => {
  const own = await open("own", page('<machi-plan plan="sample"></machi-plan><machi-plan></machi-plan>'));
  await ready(own, 2);
  assertSilent(own);
  const other = await open("other", page('<machi-plan plan="okayama"></machi-plan>'));
  const message = other.locator(".machi-plan-message");
  await message.waitFor();
  assert.match(await message.textContent(), /「okayama」はこのスクリプトに入っていません.*sample/);
  assertSilent(other);
});

test("a script with more plans, or with none, does not choose one", async () => {
  for (const name of ["machi-plan.js", "machi-plan-empty.js"]) {
    const bytes = await readFile(`${root}pkg/${name}`);
    const shown = await open(name.replace(".js", ""), page("<machi-plan></machi-plan>"), { bytes });
    const message = shown.locator(".machi-plan-message");
    await message.waitFor();
    assert.match(await message.textContent(), /plan 属性/);
    assertSilent(shown);
  }
});

test("a script that has a plan already, or is another, is refused", async () => {
  const path = join(folder, "machi-plan.js");
  const made = command("script", `${root}data/sample`, "--script", path, "--out", join(folder, "no.js"));
  assert.equal(made.status, 1);
  assert.match(made.stderr, /machi-plan-empty\.js/);
});

test("the officer's page saves the same bytes from the disk, and says the same hash", async () => {
  const officer = await opened(browser, pathToFileURL(`${root}www/officer.html`).href);
  await choose(officer, csvFiles("sample"));
  const { name, bytes } = await saved(officer, product("script"));
  assert.equal(name, "machi-plan.js");
  assert.ok(bytes.equals(script));
  const hash = await officer.locator("[data-product=script] .site-hash").textContent();
  assert.equal(hash, `integrity="${integrityOf(script)}"`);
  assertSilent(officer);
  // The page of a city beside it, opened from the disk too.
  const city = join(folder, "index.html");
  await writeFile(city, page("<machi-plan></machi-plan>"));
  const shown = await browser.openPage({ url: pathToFileURL(city).href });
  await ready(shown);
  assert.equal(await shown.locator("tbody.machi-plan-item").count(), 12);
  assertSilent(shown);
});
