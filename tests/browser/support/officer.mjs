// The steps of the tests on the officer's page, and the native command for comparison.

import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command as run, root } from "./command.mjs";
import { unzip, zip } from "./zip.mjs";

/** The CSV files of a package in `data`. */
export function csvFiles(city) {
  const folder = `${root}data/${city}/`;
  return readdirSync(folder).filter((name) => name.endsWith(".csv")).sort().map((name) => folder + name);
}

/** Runs the native command; returns its output and its exit code. */
export const command = (...words) => run(words);

/** What `check` says of a package: its problems, then its last line. */
export function check(path) {
  const { stdout, stderr } = command("check", path);
  // Said only where reading takes longer than a second.
  return stderr.replace(/^計画を読んでいます。\n/, "") + stdout;
}

/** A file for the page's control, from memory. */
export const file = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });

export async function opened(browser, url, options = {}) {
  const page = await browser.openPage({ url, ...options });
  await page.locator("#file:enabled").waitFor();
  return page;
}

/** Waits until the chosen files have been read and everything is made from them. */
export async function finished(page) {
  await page.waitForFunction(() => {
    const hidden = (id) => document.getElementById(id).hidden;
    return hidden("progress") && !hidden("result");
  });
}

/** Chooses files and waits for the result. */
export async function choose(page, files) {
  await page.setInputFiles("#file", files);
  await finished(page);
}

/** What the page says of the problems, put together as the command prints them. */
export function listed(page) {
  return page.evaluate(() => {
    const text = (element, part) => element.querySelector(part).textContent;
    return [...document.querySelectorAll(".site-group")].flatMap((group) => {
      const word = text(group, "h3").replace(/（\d+件）$/, "");
      return [...group.querySelectorAll("li")].map(
        (row) =>
          `${word} ${text(row, ".site-place")}: ${text(row, ".site-message")}\n` +
          `  → ${text(row, ".site-mend")} [${text(row, ".site-reference")}]`,
      );
    });
  });
}

/** Presses a link that saves; returns the name and the bytes. */
export async function saved(page, selector) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(selector).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

export const product = (kind) => `[data-product=${kind}] a`;

/** The workbook of a package, by the native command, once in each folder; returns its path. */
export function workbook(city, folder) {
  const path = join(folder, `${city}-plan.xlsx`);
  if (existsSync(path)) return path;
  const { status, stderr } = command("export", `${root}data/${city}`, "--as", "workbook", "--out", path);
  if (status !== 0) throw new Error(stderr);
  return path;
}

/** The same workbook with a word in it that no cell may hold; returns its path. */
export async function damagedWorkbook(city, folder) {
  const files = unzip(await readFile(workbook(city, folder)));
  const texts = files["xl/sharedStrings.xml"].toString();
  const wrong = texts.replaceAll(">printed<", ">読んだ&lt;b&gt;<").replace(">取組内容<", ">とりくみ<");
  if (wrong === texts) throw new Error("nothing was damaged");
  const path = join(folder, `${city}-damaged.xlsx`);
  await writeFile(path, zip({ ...files, "xl/sharedStrings.xml": wrong }));
  return path;
}

/** Writes a package of `data` into `folder` with mistakes of every weight in it. */
export async function damaged(city, folder) {
  for (const path of csvFiles(city)) {
    const name = path.split("/").at(-1);
    let text = await readFile(path, "utf8");
    if (name === "items.csv") text = text.replace("注記", "メモ<b>");
    if (name === "schedule.csv") text += "no-such-item,,,,,,,,\r\n";
    await writeFile(join(folder, name), text);
  }
}
