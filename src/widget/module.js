// The script as a module for npm and bundlers.

import "./main.js";
import { VERSION } from "built";

export const version = VERSION;

/** @param {Document | Element} [within] */
export const upgrade = (within) => /** @type {any} */ (globalThis).machiPlan?.upgrade(within);
