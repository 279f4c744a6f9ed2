// From an address to a plan. The program is started once for a page, and again if it stopped; a plan is fetched once
// and shared.

import { STYLE, program } from "built";
import { start } from "glue";
import { fileBytes, parsed } from "./border.js";
import { hasPolicy } from "./host.js";
import { PLAN_IDS, meant, openPlan } from "./plans.js";
import { pause, unpacked } from "./unpack.js";

/** @typedef {typeof wasm_bindgen} Rust @typedef {import("./host.js").Problem} Problem */

/** @type {WebAssembly.Module | undefined} */
let module;
/** @type {Promise<Rust | null> | undefined} */
let booting;
/** The program that is running. @type {Rust | null} */
let running = null;
/** The problem of a stopped program, which cannot report it itself. @type {Problem | undefined} */
export let stopped;

/** The text of the style sheet, from the first start of the program on. */
export let style = "";

const isAble = () => hasPolicy() && "WebAssembly" in globalThis;

/**
 * Starts the program. If WebAssembly is missing or disabled (a policy without 'wasm-unsafe-eval', Lockdown Mode) or the Trusted Types policy is forbidden, the result is null, without an error: the
 * fragment in the page is the widget.
 *
 * The module is compiled in another thread; meanwhile this one opens the style sheet and the plan. Each piece of the rest
 * is a task of its own.
 */
export function boot() {
  booting ??= (async () => {
    if (!isAble()) return null;
    try {
      [module, style] = await Promise.all([
        module ?? program().then((bytes) => WebAssembly.compile(bytes)),
        style || unpacked(STYLE).then((bytes) => new TextDecoder().decode(bytes)),
      ]);
      await pause();
      const rust = start();
      rust.initSync({ module });
      stopped ??= rust.stopped("");
      running = rust;
      await pause();
      return rust;
    } catch {
      // A module that compiled but did not start may start the next time.
      if (module) booting = undefined;
      return null;
    }
  })();
  return booting;
}

/** Releases a stopped program with its memory and all its plans. The next program that starts has its own. */
export function drop() {
  booting = undefined;
  running = null;
  plans.clear();
}

/**
 * Whether an object is in the memory of the running program.
 * @param {wasm_bindgen.Widget | wasm_bindgen.LoadedPlan | wasm_bindgen.Mounting} owned
 */
export const isRunning = (owned) =>
  running && (owned instanceof running.Widget || owned instanceof running.Mounting || owned instanceof running.LoadedPlan);

/**
 * Frees it. A stopped program is not called again, because its memory may be in any state.
 * @param {wasm_bindgen.Widget | wasm_bindgen.LoadedPlan | wasm_bindgen.Mounting} owned
 */
export function free(owned) {
  if (isRunning(owned)) owned.free();
}

/** @type {Map<string, Promise<wasm_bindgen.LoadedPlan>>} */
const plans = new Map();
/** The files that were asked for before the program runs. @type {Map<string, Promise<Uint8Array | undefined>>} */
const files = new Map();

/**
 * The plan that an element names, how many bytes it may have, and the language of a problem.
 * @typedef {{plan: string | null, src: string | null, most: number, lang: string}} Source
 */

/** @param {Source} source */
const keyOf = ({ plan, src, most }) => (src === null ? "plan " + meant(plan) : most + " " + src);

/** @param {Source} source */
const open = async ({ plan, src, most }) => (src === null ? openPlan(meant(plan) ?? "") : fileBytes(src, most));

/**
 * Asks for the file of a plan, so that it comes while the program starts.
 * @param {Source} source
 */
export function openEarly(source) {
  const key = keyOf(source);
  if (files.has(key) || plans.has(key) || !isAble()) return;
  const file = open(source);
  file.catch(() => {});
  files.set(key, file);
  // The widgets that wait for the program take it as soon as that runs. One that has gone leaves it.
  Promise.all([parsed(), boot()]).then(pause).then(() => files.delete(key));
}

/**
 * The plan of a file, or one of the script. Widgets of one plan share it. After a failed load, the next widget tries
 * again.
 * @param {Rust} rust
 * @param {Source} source
 * @returns {Promise<wasm_bindgen.LoadedPlan>}
 */
export function loadPlan(rust, source) {
  const key = keyOf(source);
  let loading = plans.get(key);
  if (!loading) {
    loading = load(rust, source);
    // Not a plan that was loaded again into another program.
    loading.catch(() => plans.get(key) === loading && plans.delete(key));
    plans.set(key, loading);
  }
  return loading;
}

/**
 * @param {Rust} rust
 * @param {Source} source
 */
async function load(rust, source) {
  const { plan, src, lang } = source;
  if (src === null && meant(plan) === null) throw rust.noPlan(lang);
  const file = files.get(keyOf(source)) ?? open(source);
  // A refusal is a function, because the program makes the problem of it.
  const bytes = await file.catch((refusal) => { throw typeof refusal === "function" ? refusal(rust, lang) : refusal; });
  if (!bytes) throw rust.unknownPlan(plan ?? "", PLAN_IDS, lang);
  const loaded = rust.loadPlan(bytes, src ?? meant(plan) ?? "", lang);
  await pause();
  // It may have stopped meanwhile, and then nobody knows what its memory holds.
  if (running !== rust) throw stopped;
  loaded.prepare();
  return loaded;
}
