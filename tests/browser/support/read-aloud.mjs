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
