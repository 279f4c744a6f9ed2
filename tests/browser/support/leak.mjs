// The objects that a page holds after garbage collection, by the debugging protocol.

/** Runs in the page before its own scripts: the program's own memory, which no figure of the page counts. */
export function keepMemory() {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (...given) {
    const instance = new Instance(...given);
    globalThis.memory = Object.values(instance.exports).find((part) => part instanceof WebAssembly.Memory);
    return instance;
  };
}

/** Waits until the live region has spoken, 700 ms after typing: until then its timer still holds the widget. */
export async function rest(page) {
  const now = await page.evaluate(() => performance.now());
  await page.waitForFunction((since) => performance.now() - since > 900, now);
}

/**
 * Nodes, event listeners and heap after collecting everything that nobody holds, and the memory of the program, where
 * `keepMemory` has run.
 */
export async function held(page) {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("Performance.enable");
    // Twice: finalisers (WeakRef, FinalizationRegistry) run between.
    for (let turn = 0; turn < 2; turn += 1) {
      await session.send("HeapProfiler.collectGarbage");
      await page.evaluate(() => new Promise((done) => setTimeout(done)));
    }
    const { metrics } = await session.send("Performance.getMetrics");
    const of = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    const memory = await page.evaluate(() => globalThis.memory?.buffer.byteLength);
    return { nodes: of.Nodes, listeners: of.JSEventListeners, heap: of.JSHeapUsedSize, memory };
  } finally {
    await session.detach();
  }
}
