// Opens a plan of the script, which the build has packed (xtask/src/build/phrases.rs): UTF-16, where a character from
// U+0080 to U+00FF replaces a phrase that is often between the values of a plan file. A plan that no page shows stays packed.

import { PHRASES, PLANS } from "built";
import { unpacked } from "./unpack.js";

const packed = new Map(PLANS);
/** The ids of the plans of the script. */
export const PLAN_IDS = [...packed.keys()];

/**
 * The plan of an element: where it names none, the only one of the script.
 * @param {string | null} plan
 */
export const meant = (plan) => plan ?? (PLAN_IDS.length === 1 ? PLAN_IDS[0] : null);

/**
 * The plan file of an id, in UTF-8; `undefined` if the script does not have it.
 * @param {string} id
 */
export async function openPlan(id) {
  const plan = packed.get(id);
  if (plan === undefined) return undefined;
  const text = new TextDecoder("utf-16be").decode(await unpacked(plan));
  return new TextEncoder().encode(text.replace(/[\x80-\xff]/g, (code) => PHRASES[code.charCodeAt(0) - 0x80]));
}
