// The files that the officer's page saves have exactly the bytes that the command writes from the same package.

import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { check, choose, command, csvFiles, file, finished, opened, product, saved, workbook } from "./support/officer.mjs";
import { startServer } from "./support/server.mjs";
import { unzip, zip } from "./support/zip.mjs";

const data = fileURLToPath(new URL("../../data/", import.meta.url));
let server, browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "machi-plan-officer-"));
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

for (const city of ["okayama", "yamaguchi"]) {
  test(`${city}: plan file, fragment, open data and the words about it`, async () => {
    const page = await opened(browser, server.url("/officer.html"));
    await choose(page, csvFiles(city));
    const before = server.requests.length;
    const path = data + city;

    const plan = await saved(page, product("plan-file"));
    assert.equal(plan.name, `${city}.json`);
    assert.equal(plan.bytes.toString(), command("compile", path).stdout);
    const fragment = await saved(page, product("fragment"));
    assert.equal(fragment.name, `${city}-paste.html`);
    const src = ["--src", `/machi-plan/${city}.txt`];
    assert.equal(fragment.bytes.toString(), command("render", path, ...src).stdout);
    // What a system wants that takes neither the name of the one nor the elements of the other.
    const text = await saved(page, product("plan-text"));
    assert.equal(text.name, `${city}.txt`);
    assert.equal(text.bytes.toString(), `\ufeff${plan.bytes}`);
    const notes = await saved(page, product("cms-notes"));
    const [asked, plain] = [command("check", path, "--cms").stderr, command("check", path).stderr];
    const added = asked.slice(plain.length);
    assert.match(notes.bytes.toString(), /\nエラー0件、注意0件、参考\d{2,3}件。\n$/);
    assert.equal(notes.bytes.toString().replace(/.*\n$/, ""), `\ufeff${added}`);
    const editor = await saved(page, product("editor"));
    assert.equal(editor.name, `${city}-editor.html`);
    assert.equal(editor.bytes.toString(), command("render", path, "--as", "editor", ...src).stdout);
    for (const paper of ["print", "sheet", "council"]) {
      const made = await saved(page, product(paper));
      assert.equal(made.name, `${city}-${paper}.html`);
      assert.equal(made.bytes.toString(), command("render", path, "--as", paper).stdout);
    }

    // Neither plan has the address of its page, so the sentence says where to write it.
    assert.match(await page.locator("[data-product=site-zip] .site-file").textContent(), /掲載URL/);

    const openData = await saved(page, product("zip"));
    assert.equal(openData.name, `${city}-open-data.zip`);
    const files = unzip(openData.bytes);
    assert.equal(command("export", path, "--out", join(folder, city)).status, 0);
    assert.deepEqual(Object.keys(files).sort(), (await readdir(join(folder, city))).sort());
    for (const [name, content] of Object.entries(files)) {
      assert.ok(content.equals(await readFile(join(folder, city, name))), name);
    }

    // 山口市's package is without a word to say about it: no list to save.
    assert.equal(await page.locator("#save-list").isVisible(), city === "okayama");
    if (city === "okayama") assert.equal((await saved(page, "#save-list")).bytes.toString(), check(path));
    assert.equal(server.requests.length, before, "nothing was asked of the server");
    assertSilent(page);
  });

  test(`${city}: the workbook of the plan reads as the same plan, next year's differs in 実績年度 only`, async () => {
    const page = await opened(browser, server.url("/officer.html"));
    await choose(page, csvFiles(city));
    const plan = JSON.parse((await saved(page, product("plan-file"))).bytes).plan;
    const own = await saved(page, product("workbook"));
    const next = await saved(page, product("next-year"));
    for (const [book, year] of [[own, plan.about.results_year], [next, next.name.match(/-R(\d+)\.xlsx$/)[1] * 1 + 2018]]) {
      assert.ok(book.bytes.subarray(0, 2).equals(Buffer.from("PK")), book.name);
      await choose(page, [file(book.name, book.bytes)]);
      const again = JSON.parse((await saved(page, product("plan-file"))).bytes).plan;
      // As text: a list of every difference in a whole plan is no message.
      const about = year ? { ...plan.about, results_year: year } : plan.about;
      assert.deepEqual(again.about, about, book.name);
      assert.ok(JSON.stringify({ ...plan, about: {} }) === JSON.stringify({ ...again, about: {} }), book.name);
    }
    assert.equal(own.name, `${city}.xlsx`);
    assert.ok(own.bytes.equals(await readFile(workbook(city, folder))), "as the command writes it");
    assertSilent(page);
  });
}

test("the page that stands alone opens from the disk, asks for nothing and can be searched", async () => {
  const page = await opened(browser, server.url("/officer.html"));
  await choose(page, csvFiles("yamaguchi"));
  const { name, bytes } = await saved(page, product("page"));
  assert.equal(name, "yamaguchi.html");
  const path = join(folder, name);
  await writeFile(path, bytes);
  const alone = await browser.openPage({ url: `file://${path}`, until: "ready" });
  assert.equal(await alone.locator(".machi-plan-items > tbody").count(), 42);
  await alone.fill("machi-plan input[type=search]", "窓口");
  await alone.waitForFunction(() => /件（全/.test(document.querySelector(".machi-plan-result").textContent));
  assertSilent(alone);
  const still = await browser.openPage({ url: `file://${path}`, javaScriptEnabled: false });
  assert.equal(await still.locator(".machi-plan-items > tbody").count(), 42);
  assertSilent(page);
});

test("a folder that is dropped is read as its CSV files", async () => {
  const page = await opened(browser, server.url("/officer.html"));
  const session = await page.context().newCDPSession(page);
  await page.locator("#drop").scrollIntoViewIfNeeded();
  const { x, y } = await page.locator("#drop").boundingBox();
  const data = { items: [], files: [fileURLToPath(new URL("../../data/okayama", import.meta.url))], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: x + 20, y: y + 20, data });
  }
  await finished(page);
  assert.match(await page.locator("#status").innerText(), /^岡山市/);
  assert.equal((await saved(page, product("plan-file"))).bytes.toString(), command("compile", data.files[0]).stdout);
  assertSilent(page);
});

test("files that are dropped, and a zip of them, are read as if they had been chosen", async () => {
  const page = await opened(browser, server.url("/officer.html"));
  await choose(page, csvFiles("okayama"));
  const plan = (await saved(page, product("plan-file"))).bytes;
  const contents = await Promise.all(
    csvFiles("okayama").map(async (path) => [path.split("/").at(-1), await readFile(path)]),
  );
  await choose(page, [file("okayama.zip", zip(Object.fromEntries(contents)))]);
  assert.ok((await saved(page, product("plan-file"))).bytes.equals(plan));

  await page.click("#reset");
  // A drop by mouse comes from outside the browser; these are the events that it sends.
  await page.evaluate((contents) => {
    const transfer = new DataTransfer();
    for (const [name, base64] of contents) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    for (const type of ["dragover", "drop"]) {
      const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
      if (document.getElementById("step-4").dispatchEvent(event)) throw new Error(`${type} was not taken`);
    }
  }, contents.map(([name, bytes]) => [name, bytes.toString("base64")]));
  assert.equal(await page.evaluate(() => document.getElementById("file").files.length), contents.length);
  await finished(page);
  assert.ok((await saved(page, product("plan-file"))).bytes.equals(plan));
  assertSilent(page);
});
