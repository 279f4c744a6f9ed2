// Ways to stop the program inside the browser, as a panic does, without a special build.

/**
 * Runs in the page before its own scripts: every export of the program traps while `trap` is true, and the n-th call
 * of an export after `trapAfter` was set to n.
 */
export function stoppable() {
  globalThis.trap = false;
  globalThis.trapAfter = Infinity;
  const { Instance, RuntimeError } = WebAssembly;
  WebAssembly.Instance = function (module, imports) {
    const real = new Instance(module, imports).exports;
    const guarded = (call) => (...values) => {
      if (globalThis.trap || --globalThis.trapAfter <= 0) throw new RuntimeError("unreachable");
      return call(...values);
    };
    const entries = Object.entries(real).map(([name, value]) => [name, typeof value === "function" ? guarded(value) : value]);
    return { exports: Object.fromEntries(entries) };
  };
}
