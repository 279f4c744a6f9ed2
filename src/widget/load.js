// From an address to a plan. The program is started once for a page, and again if it stopped; a plan is fetched once
// and shared.

import { program } from "built";
import { start } from "glue";
import { fileBytes, isLoading } from "./border.js";
import { hasPolicy } from "./host.js";
import { openPlans } from "./plans.js";

/** @typedef {typeof wasm_bindgen} Rust @typedef {import("./host.js").Problem} Problem */

/** Whether the page has been parsed, or a promise of it. */
export const parsed = () =>
  !isLoading() || new Promise((done) => window.addEventListener("DOMContentLoaded", done, { once: true }));

/** @type {WebAssembly.Module | undefined} */
let module;
/** @type {Promise<Rust | null> | undefined} */
let booting;
/** The program that is running. @type {Rust | null} */
let running = null;
/** The problem of a stopped program, which cannot report it itself. @type {Problem | undefined} */
export let stopped;

/**
 * Starts the program. If WebAssembly is disabled (a policy without 'wasm-unsafe-eval', Lockdown Mode) or the Trusted
 * Types policy is forbidden, the result is null, without an error: the fragment in the page is the widget.
 */
export function boot() {
  booting ??= (async () => {
    if (!hasPolicy()) return null;
    try {
      module = await (module ?? WebAssembly.compile(await program()));
      const rust = start();
      rust.initSync({ module });
      stopped ??= rust.stopped();
      return (running = rust);
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
 * @param {wasm_bindgen.Widget | wasm_bindgen.LoadedPlan} owned
 */
export const isRunning = (owned) => running && (owned instanceof running.Widget || owned instanceof running.LoadedPlan);

/**
 * Frees it. A stopped program is not called again, because its memory may be in any state.
 * @param {wasm_bindgen.Widget | wasm_bindgen.LoadedPlan} owned
 */
export function free(owned) {
  if (isRunning(owned)) owned.free();
}

/** @type {Map<string, Promise<wasm_bindgen.LoadedPlan>>} */
const plans = new Map();

/**
 * The plan of a file, or one of the script. Widgets of one plan share it. After a failed load, the next widget tries
 * again.
 * @param {Rust} rust
 * @param {string | null} plan
 * @param {string | null} src
 * @returns {Promise<wasm_bindgen.LoadedPlan>}
 */
export function loadPlan(rust, plan, src) {
  const key = src === null ? "plan " + plan : "src " + src;
  let loading = plans.get(key);
  if (!loading) {
    loading = load(rust, plan, src);
    // Not a plan that was loaded again into another program.
    loading.catch(() => plans.get(key) === loading && plans.delete(key));
    plans.set(key, loading);
  }
  return loading;
}

/**
 * @param {Rust} rust
 * @param {string | null} plan
 * @param {string | null} src
 */
async function load(rust, plan, src) {
  if (src !== null) return rust.loadPlan(await fileBytes(rust, src), src);
  if (plan === null) throw rust.noPlan();
  const known = openPlans();
  const file = known.get(plan);
  if (file === undefined) throw rust.unknownPlan(plan, [...known.keys()]);
  return rust.loadPlan(new TextEncoder().encode(file), plan);
}
