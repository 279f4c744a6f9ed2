// What a page holds after garbage collection, by the debugging protocol.

/** Nodes, event listeners and heap after collecting everything that nobody holds. */
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
    return { nodes: of.Nodes, listeners: of.JSEventListeners, heap: of.JSHeapUsedSize };
  } finally {
    await session.detach();
  }
}
