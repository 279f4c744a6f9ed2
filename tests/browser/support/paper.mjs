// Paper: a page as the browser prints it, and the text on each sheet.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

// Signs that share a glyph in the fonts: a file of glyphs says the one or the other.
const SAME = { "⺠": "民", "戶": "戸", "〜": "~" };

/** Text as it is compared: without white space, and a radical that a font shares with a kanji as that kanji. */
export const plain = (text) => text.normalize("NFKC").replace(/[⺠戶〜]/g, (sign) => SAME[sign]).replace(/\s+/gu, "");

/** Prints a page to A4; the text of each sheet, in the order in which it is drawn. */
export async function sheets(page, options = {}) {
  const margin = Object.fromEntries(["top", "right", "bottom", "left"].map((side) => [side, "1cm"]));
  return textOf(await page.pdf({ format: "A4", margin, ...options }));
}

/** The text of each sheet of a PDF: Poppler reads it, not a browser. */
export function textOf(input) {
  const { status, stdout, stderr, error } = spawnSync("pdftotext", ["-raw", "-", "-"], { input, maxBuffer: 1 << 28 });
  assert.equal(status, 0, `pdftotext: ${error ?? stderr}`);
  return stdout.toString().split("\f").slice(0, -1).map(plain);
}

/** Runs in a page in print mode: finds parts of the widget that would be cut, hidden or pale on paper. */
export function faults() {
  const found = [];
  const host = document.querySelector("machi-plan");
  const say = (element, what) => found.push(`${what}: ${element.localName}.${element.getAttribute("class") ?? ""} ${element.textContent.trim().slice(0, 30)}`);
  const ownText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const right = host.getBoundingClientRect().right;
  for (const element of host.querySelectorAll(".machi-plan-view:not([hidden]), .machi-plan-view:not([hidden]) *")) {
    if (element.closest("[hidden], .machi-plan-visually-hidden, .machi-plan-links, .machi-plan-save, .machi-plan-share, .machi-plan-point, .machi-plan-downloads, .machi-plan-tail, svg *")) continue;
    // Rows whose columns name themselves in each cell have their heads for the ear alone.
    const style = getComputedStyle(element);
    if (style.clipPath !== "none" || element.closest("thead, caption") && !element.checkVisibility()) continue;
    const box = element.getBoundingClientRect();
    if (ownText(element) && element.localName !== "summary" && !element.checkVisibility()) say(element, "not shown");
    if (style.position === "sticky" || style.position === "fixed") say(element, style.position);
    if (style.overflow !== "visible" && element.localName !== "svg" && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) say(element, "cut");
    if (box.right > right + 1) say(element, `${Math.round(box.right - right)} px too wide`);
    if (ownText(element) && box.height > 0) {
      if (style.color !== "rgb(0, 0, 0)") say(element, `text is ${style.color}`);
      if (!["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(style.backgroundColor)) say(element, `ground is ${style.backgroundColor}`);
    }
    if (["input", "select", "textarea"].includes(element.localName) && box.height > 0) say(element, "a control");
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push("the page scrolls sideways");
  return found;
}
