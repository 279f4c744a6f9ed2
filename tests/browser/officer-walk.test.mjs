// A walk through the officer's page: a good package, a damaged one, a wrong file, one after the other, wide and
// narrow, by keyboard, under the strict policy.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { WHOLE, assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { check, choose, command, csvFiles, damaged, damagedWorkbook, file, finished, listed, opened, workbook } from "./support/officer.mjs";
import { STRICT, WITHOUT_WASM, startServer } from "./support/server.mjs";
import { stoppable } from "./support/stop.mjs";

let server, browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "machi-plan-officer-"));
  server = await startServer();
  // The engine alone may scroll to the target of a link, and take the focus there, after the next key.
  browser = await startBrowser(WHOLE);
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

const words = (page, id) => page.locator(`#${id}`).innerText();

/** Runs in the page: finds elements that are outside the window or too small to press. */
function outside() {
  const found = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push(`the page scrolls by ${wide} px`);
  for (const target of document.querySelectorAll("main :is(button, input, a[href])")) {
    if (!target.checkVisibility() || target.closest("machi-plan")) continue;
    const { height, left, right } = target.getBoundingClientRect();
    if (height < 43.5) found.push(`${target.textContent} is ${height} px high`);
    if (left < 0 || right > innerWidth + 1) found.push(`${target.textContent} sticks out`);
  }
  return found;
}

/** The page reports the same problems as the command, in the same words, grouped by severity. */
async function assertSays(page, path) {
  const said = check(path).trimEnd().split("\n");
  assert.equal(await words(page, "status"), said.at(-1));
  const lines = await listed(page);
  assert.deepEqual(lines.flatMap((line) => line.split("\n")).sort(), said.slice(0, -1).sort());
  assert.match(lines.map((line) => line[0]).join(""), /^エ*注*参*$/);
}

async function assertSound(page, state, width) {
  assert.deepEqual(await page.evaluate(outside), [], state);
  await assertAccessible(page);
  // The markup is the same at every width.
  if (width === 1280) await assertValidHtml(await page.content(), state);
}

for (const width of [1280, 320]) {
  // WCAG 3.3.1, 3.3.3: 担当者のページが、誤りの場所と直し方を示す
  test(`a good package, a damaged one and a wrong file at ${width} px`, async () => {
    const response = await fetch(server.url("/officer.html"));
    assert.equal(response.headers.get("content-security-policy"), STRICT);
    const page = await opened(browser, server.url("/officer.html"), { width });
    await assertSound(page, "at the start", width);

    for (const city of ["okayama", "yamaguchi"]) {
      const book = workbook(city, folder);
      await choose(page, [book]);
      assert.equal(await words(page, "chosen"), `${city}-plan.xlsx`);
      await assertSays(page, book);
      assert.match(await words(page, "outcome"), /^公開できます/);
      assert.match(await words(page, "result"), /外には送られません/);
      await page.locator("#preview tbody.machi-plan-item").first().waitFor();
      assert.equal(await page.locator("#preview tbody.machi-plan-item").count(), city === "okayama" ? 43 : 42);
      await page.locator("#preview [data-value=indicators]").click();
      await page.locator("#preview .machi-plan-indicators").first().waitFor();
      assert.equal(await page.locator("#products a[href^='blob:']").count(), 14);
      await assertSound(page, city, width);
    }

    const wrong = join(folder, "計画.pdf");
    await writeFile(wrong, "%PDF-1.7\n1 0 obj\n");
    const cut = join(folder, "cut.xlsx");
    await writeFile(cut, (await readFile(workbook("okayama", folder))).subarray(0, 9000));
    for (const path of [await damagedWorkbook("okayama", folder), cut, wrong]) {
      await choose(page, [path]);
      await assertSays(page, path);
      assert.match(await words(page, "status"), /^エラー[1-9]/);
      assert.match(await words(page, "outcome"), /^このままでは/);
      assert.equal(await page.locator("#preview *").count(), 0, "no preview of a plan with errors");
      assert.equal(await page.locator("#products").isVisible(), false);
      assert.match(await words(page, "preview-note"), /エラーがある/);
      await assertSound(page, path, width);
    }
    assert.match(await words(page, "groups"), /PDF/);

    await page.click("#reset");
    assert.equal(await words(page, "status"), "ファイルを選ぶと、ここに結果が出ます。");
    assert.equal(await page.locator("#result").isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement.id), "file");
    assertSilent(page);
  });
}

// WCAG 2.1.1, 2.5.7: 担当者のページを、キーボードだけで使う
test("by keyboard: choose, read, jump to the problems, reset", async () => {
  const page = await opened(browser, server.url("/officer.html"));
  // Playwright takes the browser's dialog away as long as somebody listens. A key that comes with the first listener may be
  // sooner than that, and opens a dialog that nobody answers.
  page.on("filechooser", () => {});
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  const tabTo = async (id) => {
    for (let at = 0; at < 60 && (await focused()) !== id; at += 1) await page.keyboard.press("Tab");
    assert.equal(await focused(), id);
  };
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "本文へ移動");
  await page.keyboard.press("Enter");
  await tabTo("file");
  for (let time = 0; time < 2; time += 1) {
    // The same file a second time as well.
    assert.equal(await focused(), "file");
    const chooser = page.waitForEvent("filechooser");
    await page.keyboard.press("Space");
    await (await chooser).setFiles(csvFiles("okayama").slice(0, 3));
    await finished(page);
    assert.equal(await focused(), "step-2", "the head of the result takes the focus");
    assert.match(await words(page, "status"), /^エラー[1-9]/);
    await page.keyboard.press("Tab");
    assert.match(await focused(), /^エラー（\d+件）$/);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => location.hash), "#problems-error");
    if (time === 0) {
      await page.keyboard.press("Shift+Tab");
      for (let at = 0; at < 20 && (await focused()) !== "file"; at += 1) await page.keyboard.press("Shift+Tab");
    }
  }
  await tabTo("copy");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("copied").textContent !== "");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^エラー [^\n]+\n {2}→ /);
  assert.ok(copied.endsWith("件。\n"), copied.slice(-40));
  for (let at = 0; at < 20 && (await focused()) !== "reset"; at += 1) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "file");
  assertSilent(page);
});

test("what is being done is on the screen while it is done, and how far it is", async () => {
  const page = await opened(browser, server.url("/officer.html"));
  await page.evaluate(() => {
    globalThis.frames = [];
    const at = (id) => document.getElementById(id);
    const look = () => {
      globalThis.frames.push([at("status").textContent, at("progress").hidden ? -1 : at("progress").value]);
      requestAnimationFrame(look);
    };
    look();
  });
  await choose(page, [workbook("okayama", folder)]);
  const frames = await page.evaluate(() => globalThis.frames);
  const during = (pattern) => frames.filter(([text, value]) => pattern.test(text) && value >= 0);
  assert.ok(during(/okayama-plan\.xlsx を読み込んでいます/).length > 0);
  assert.ok(during(/保存するファイルを作っています/).length > 0);
  const values = frames.map(([, value]) => value).filter((value) => value >= 0);
  assert.ok(new Set(values).size >= 4, values.join());
  assert.deepEqual(values, [...values].sort((a, b) => a - b));
  assert.equal(await page.locator("#progress").isVisible(), false);
  assertSilent(page);
});

test("a second file takes the place of the first, its state in the address too", async () => {
  const page = await browser.openPage();
  // The script of the page keeps the functions of the browser that it finds when it starts.
  await page.addInitScript(() => {
    globalThis.revoked = [];
    const revoke = URL.revokeObjectURL;
    URL.revokeObjectURL = (address) => revoke.call(URL, address, globalThis.revoked.push(address));
  });
  await page.goto(server.url("/officer.html"));
  await page.locator("#file:enabled").waitFor();
  await choose(page, csvFiles("okayama"));
  await ready(page);
  await page.fill("#preview input[type=search]", "下水道");
  await page.waitForFunction(() => location.hash.includes("q="));
  const old = await page.locator("[data-product=plan-file] a").getAttribute("href");
  await choose(page, csvFiles("yamaguchi"));
  assert.equal(await page.evaluate(() => location.hash), "");
  assert.equal(await page.locator("#preview machi-plan").count(), 1);
  await page.waitForFunction(() => /山口市/.test(document.querySelector("#preview .machi-plan-about")?.textContent));
  assert.equal(await page.locator("#preview .machi-plan-result").innerText(), "全41件（ほかに再掲1件）");
  assert.ok((await page.evaluate(() => globalThis.revoked)).includes(old), "what was made of the first is let go");
  assertSilent(page);
});

test("a damaged folder of CSV files is told in the command's words, and markup in a cell is text", async () => {
  const page = await opened(browser, server.url("/officer.html"));
  const broken = await mkdtemp(join(folder, "damaged-"));
  await damaged("okayama", broken);
  await choose(page, csvFiles("okayama").map((path) => join(broken, path.split("/").at(-1))));
  await assertSays(page, broken);
  assert.match(await words(page, "groups"), /メモ<b>/);
  assert.equal(await page.locator("#groups b").count(), 0);
  assertSilent(page);
});

test("a file that is chosen while another is being read takes its place", async () => {
  const page = await opened(browser, server.url("/officer.html"));
  // The choices are kept back and then made in one go: between two orders of this test the page may have time to finish.
  await page.evaluate(() => {
    globalThis.heads = 0;
    document.getElementById("step-2").scrollIntoView = () => { globalThis.heads += 1; };
    globalThis.kept = [];
    globalThis.keep = true;
    const keep = (event) => {
      if (!globalThis.keep) return;
      globalThis.kept.push([...event.target.files]);
      event.stopImmediatePropagation();
    };
    addEventListener("change", keep, true);
  });
  await page.setInputFiles("#file", workbook("yamaguchi", folder));
  await page.setInputFiles("#file", csvFiles("okayama").slice(0, 3));
  await page.waitForFunction(() => globalThis.kept.length === 2);
  await page.evaluate(() => {
    globalThis.keep = false;
    globalThis.choose = (files) => {
      const transfer = new DataTransfer();
      for (const file of files) transfer.items.add(file);
      const input = document.getElementById("file");
      input.files = transfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    globalThis.kept.forEach(globalThis.choose);
  });
  await finished(page);
  assert.match(await words(page, "status"), /^エラー[1-9]/);
  await choose(page, csvFiles("okayama"));
  assert.match(await words(page, "status"), /^岡山市/);
  assert.equal(await page.locator("#preview machi-plan").count(), 1);
  assert.equal(await page.evaluate(() => globalThis.heads), 2, "one result each for two of the three");
  await page.evaluate(() => {
    globalThis.choose(globalThis.kept[0]);
    document.getElementById("reset").click();
  });
  await choose(page, csvFiles("okayama").slice(0, 3));
  assert.equal(await page.locator("#preview *").count(), 0);
  assertSilent(page);
});

test("several files that are no CSV are answered in a sentence", async () => {
  const page = await opened(browser, server.url("/officer.html"));
  await choose(page, [file("a.xlsx", "x"), file("b.xlsx", "y")]);
  assert.match(await words(page, "outcome"), /^ファイルが2個選ばれました/);
  await choose(page, csvFiles("okayama"));
  assert.match(await words(page, "outcome"), /^公開できます/);
  assertSilent(page);
});

test("a file that is too large is not read, and is told as the command tells it", async () => {
  const page = await opened(browser, server.url("/officer.html"));
  const large = join(folder, "large.xlsx");
  await writeFile(large, "");
  await truncate(large, 50_000_001);
  await choose(page, [large]);
  const { stderr } = command("check", large);
  assert.equal(await words(page, "outcome"), stderr.trim().replace(large, "large.xlsx"));
  assert.match(await words(page, "outcome"), /^large\.xlsx は大きすぎます/);
  assertSilent(page);
});

test("a program that stops says so, and the next file is read", async () => {
  const page = await browser.openPage();
  await page.addInitScript(stoppable);
  // A module that has stopped once stops at every call after.
  await page.addInitScript(() => {
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (module, imports) {
      let stopped = false;
      const guarded = (call) => (...values) => {
        if (stopped) throw new WebAssembly.RuntimeError("unreachable");
        try {
          return call(...values);
        } catch (error) {
          stopped = true;
          throw error;
        }
      };
      const entries = Object.entries(new Instance(module, imports).exports);
      const exports = entries.map(([name, value]) => [name, typeof value === "function" ? guarded(value) : value]);
      return { exports: Object.fromEntries(exports) };
    };
  });
  await page.goto(server.url("/officer.html"));
  await page.locator("#file:enabled").waitFor();
  for (const call of [2, 5, 30]) {
    await page.evaluate((call) => { globalThis.trapAfter = call; }, call);
    await page.setInputFiles("#file", csvFiles("okayama"));
    await page.waitForFunction(() => /止まりました/.test(document.getElementById("outcome").textContent));
    assert.match(await words(page, "status"), /止まりました/);
    assert.equal(await page.locator("#progress").isVisible(), false);
    await page.evaluate(() => { globalThis.trapAfter = Infinity; });
    await choose(page, csvFiles("yamaguchi"));
    assert.match(await words(page, "outcome"), /^公開できます/);
  }
  assertSilent(page);
});

test("without WebAssembly the page says what to do instead", async () => {
  server.pages["/officer.html"] = { csp: WITHOUT_WASM };
  try {
    const page = await browser.openPage({ url: server.url("/officer.html") });
    await page.locator("#unable").waitFor();
    assert.match(await words(page, "unable"), /WebAssembly.*machi-plan check/s);
    assert.equal(await page.locator("#file").isDisabled(), true);
    await assertAccessible(page);
    assertSilent(page);
  } finally {
    delete server.pages["/officer.html"];
  }
});

test("without JavaScript the page says what to do instead", async () => {
  const page = await browser.openPage({ url: server.url("/officer.html"), javaScriptEnabled: false });
  assert.match(await page.locator("noscript").innerText(), /JavaScriptで動きます.*machi-plan check/s);
  assertSilent(page);
});

test("from the disk the page works whole", async () => {
  const path = new URL("../../www/officer.html", import.meta.url).href;
  const page = await opened(browser, path);
  await choose(page, csvFiles("okayama"));
  assert.match(await words(page, "outcome"), /^公開できます/);
  await page.locator("#preview tbody.machi-plan-item").first().waitFor();
  await page.fill("#preview input[type=search]", "下水道");
  await page.waitForFunction(() => /件（全/.test(document.querySelector("#preview .machi-plan-result").textContent));
  // A module would not be loaded from there.
  assert.equal(await page.getByRole("button", { name: /コピー$/ }).and(page.locator("#paste *")).count(), 8);
  assertSilent(page);
});

test("nothing moves while the page gets ready", async () => {
  for (const width of [1280, 320]) {
    const page = await browser.openPage({ width });
    await page.addInitScript(() => {
      globalThis.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.shifts += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(server.url("/officer.html"));
    await page.locator("#file:enabled").waitFor();
    assert.equal(await page.evaluate(() => globalThis.shifts), 0);
  }
});

for (const scheme of [{ forcedColors: "active" }, { colorScheme: "dark" }]) {
  // WCAG 1.4.3, 4.1.2: 担当者のページを、配色ごとにaxe-coreで調べる
  test(`sound with ${JSON.stringify(scheme)}`, async () => {
    const page = await opened(browser, server.url("/officer.html"), { context: scheme });
    await choose(page, csvFiles("okayama").slice(0, 4));
    await assertAccessible(page);
    assertSilent(page);
  });
}
