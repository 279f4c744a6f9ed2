// Opens the plans of the script, which the build has packed as one text (xtask/src/build/phrases.rs). First come the
// phrases that occur often between the values of a plan file, separated by tabs. Then each plan has a line with its
// id and a line with its text, where a character from U+0080 to U+00FF replaces a phrase.

import { PLANS } from "built";
import { unpacked } from "./unpack.js";

/** @type {Map<string, string> | undefined} */
let opened;

/** The plan files of the script by the id of their plan. */
export function openPlans() {
  if (!opened) {
    const [head, ...lines] = new TextDecoder("utf-16be").decode(unpacked(PLANS, 1)).split("\n");
    const phrases = head.split("\t");
    /** @param {string} text */
    const whole = (text) => text.replace(/[\x80-\xff]/g, (code) => phrases[code.charCodeAt(0) - 0x80]);
    opened = new Map();
    for (let n = 0; n < lines.length; n += 2) opened.set(lines[n], whole(lines[n + 1]));
  }
  return opened;
}
