// A virtual screen reader in the page. It uses names, roles and states as in the standards, and Chromium's own
// computed styles. It does not imitate any real one.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** The reader as a file of the site: the strict policy lets a page load modules from its own host only. */
export const READER = { "/read-aloud.mjs": await readFile(require.resolve("@guidepup/virtual-screen-reader/browser.js"), "utf8") };

/**
 * Everything that is said from the first to the last word of the part that `selector` names: a phrase a line, what
 * is inside another indented below it.
 */
export async function spoken(page, selector) {
  return indented(await page.evaluate(read, selector));
}

// Runs in the page.
async function read(selector) {
  const { virtual } = await import("/read-aloud.mjs");
  // The reader does not know that a closed <details> hides its content.
  const closed = [...document.querySelectorAll("details:not([open]) > :not(summary):not([hidden])")];
  for (const part of closed) part.hidden = true;
  await virtual.start({ container: document.querySelector(selector) });
  const [first, start] = [await virtual.lastSpokenPhrase(), virtual.activeNode];
  // Behind the last word it begins again. Another part may begin with the same phrase, as every paragraph does.
  do await virtual.next();
  while ((await virtual.lastSpokenPhrase()) !== first || virtual.activeNode !== start);
  const phrases = (await virtual.spokenPhraseLog()).slice(0, -1);
  await virtual.stop();
  for (const part of closed) part.hidden = false;
  return phrases;
}

/** A row reads all its text before its cells; here the beginning is enough. */
const LONGEST = 90;

/** Indentation instead of 「end of …」. */
function indented(phrases) {
  const lines = [];
  for (const phrase of phrases) {
    const ended = /^end(?: of|,) (.*)$/su.exec(phrase)?.[1];
    const opened = lines.findLastIndex((line) => line.isOpen && line.phrase === ended);
    if (opened >= 0) {
      lines[opened].isOpen = false;
      for (const line of lines.slice(opened + 1)) line.depth += 1;
    } else {
      lines.push({ phrase, depth: 0, isOpen: true });
    }
  }
  const short = (phrase, cut) => (cut && phrase.length > LONGEST ? `${phrase.slice(0, LONGEST)}…` : phrase);
  const holds = (at) => lines[at + 1]?.depth > lines[at].depth;
  return lines.map(({ phrase, depth }, at) => `${"  ".repeat(depth)}${short(phrase, holds(at))}\n`).join("");
}

/** Somebody who uses a page by keyboard and hears what the virtual screen reader says of it. */
export class Listener {
  #page;
  #host;
  #lines = [];

  /** `host` is the selector of the widget in the page. */
  constructor(page, host = "machi-plan") {
    this.#page = page;
    this.#host = host;
  }

  /** Presses Tab until an element has the focus. */
  async to(selector) {
    const isThere = (selector) => document.activeElement.matches(selector);
    for (let presses = 0; !(await this.#page.evaluate(isThere, `${this.#host} :is(${selector})`)); presses += 1) {
      if (presses > 300) throw new Error(`no Tab leads to ${selector}`);
      await this.#page.keyboard.press("Tab");
    }
    await this.#note("Tab");
  }

  async press(key) {
    await this.#page.keyboard.press(key);
    await this.#note(key);
  }

  /** Presses a key in a chart. The focus stays, and the note below the chart is said. */
  async read(key) {
    await this.#page.keyboard.press(key);
    this.#lines.push(`${key}: ${await this.#page.locator(`${this.#host} .machi-plan-point[role=status]`).textContent()}`);
  }

  async type(text) {
    await this.#page.keyboard.type(text);
    this.#lines.push(`types “${text}”`);
    await this.heard();
  }

  /** Waits for what the live region says. */
  async heard() {
    const live = this.#page.locator(`${this.#host} [role=status]:not(:empty)`).first();
    await live.waitFor({ state: "attached" });
    this.#lines.push(`    ${await live.textContent()}`);
    await live.evaluate((region) => region.replaceChildren());
  }

  /** What the reader says of the element that has the focus now. It starts there, because it reads all of its part again at each change. */
  async #note(key) {
    const said = await this.#page.evaluate(async () => {
      const { virtual } = await import("/read-aloud.mjs");
      await virtual.start({ container: document.activeElement });
      const said = await virtual.lastSpokenPhrase();
      await virtual.stop();
      return said === "paragraph" ? document.activeElement.textContent : said;
    });
    this.#lines.push(`${key}: ${said}`);
  }

  /** All of it, a line for each key and each sentence. */
  told() {
    return `${this.#lines.join("\n")}\n`;
  }
}
