// From an address to a plan: the program is started once a page, a plan is fetched once and shared.

import { program } from "built";
import { rust } from "glue";
import { MAX_BYTES } from "names";
import { hasPolicy } from "./host.js";
import { openPlans } from "./plans.js";

/** @typedef {typeof wasm_bindgen} Rust */

/** The page has been parsed, or a promise of it. */
export const parsed = () =>
  document.readyState !== "loading" ||
  new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));

/** @type {Promise<Rust | null> | undefined} */
let booting;

/**
 * Starts the program. Where WebAssembly is switched off (a policy without 'wasm-unsafe-eval', Lockdown Mode) or the
 * Trusted Types policy is forbidden this is null, quietly: the fragment in the page is the widget.
 */
export function boot() {
  booting ??= (async () => {
    if (!hasPolicy()) return null;
    try {
      const module = await WebAssembly.compile(await program());
      rust.initSync({ module });
      return rust;
    } catch {
      return null;
    }
  })();
  return booting;
}

/** What `machi-plan:error` says, as an error that can be thrown. */
class Problem extends Error {
  /** @param {{ code: string, message: string }} told */
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

/**
 * @param {Rust} rust
 * @param {string} address
 */
async function fetchBytes(rust, address) {
  const notFound = (status = 0) => new Problem(rust.notFound(address, status));
  const refuse = () => { throw notFound(); };
  // A page that carries its plan file itself, in a block of data: one file with everything inside.
  if (address.startsWith("#")) {
    const block = document.getElementById(address.slice(1)) ?? refuse();
    return new TextEncoder().encode(block.textContent ?? "");
  }
  // An address that is no address throws here, one that leads nowhere rejects: both are not found.
  const get = async () => fetch(new URL(address, document.baseURI), { mode: "same-origin" });
  const response = await get().catch(refuse);
  if (!response.ok) throw notFound(response.status);
  const stated = Number(response.headers.get("content-length"));
  if (stated > MAX_BYTES) {
    response.body?.cancel();
    throw new Problem(rust.tooLarge(address, stated));
  }
  const chunks = [];
  let length = 0;
  const reader = response.body?.getReader() ?? refuse();
  for (;;) {
    const { done, value } = await reader.read().catch(refuse);
    if (done) break;
    length += value.length;
    if (length > MAX_BYTES) {
      reader.cancel();
      throw new Problem(rust.tooLarge(address, length));
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** @type {Map<string, Promise<wasm_bindgen.LoadedPlan>>} */
const plans = new Map();

/**
 * The plan of a file, or one of the script. Widgets of one plan share it; a failed load is tried again by the next.
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
    loading.catch(() => plans.delete(key));
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
  if (src !== null) return rust.loadPlan(await fetchBytes(rust, src), src);
  if (plan === null) throw new Problem(rust.noPlan());
  const known = openPlans();
  const file = known.get(plan);
  if (file === undefined) throw new Problem(rust.unknownPlan(plan, [...known.keys()]));
  return rust.loadPlan(new TextEncoder().encode(file), plan);
}
