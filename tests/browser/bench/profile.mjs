// Where the time of something goes, by the sampling profiler of V8: the program, the glue, the browser's own work.

/** The shares of the time that was not idle, as a sentence, largest first. */
export async function profiled(session, act) {
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 200 });
  await session.send("Profiler.start");
  await act();
  const { profile } = await session.send("Profiler.stop");
  const frames = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const sums = new Map();
  for (const [at, id] of profile.samples.entries()) {
    const { url, functionName } = frames.get(id);
    if (functionName === "(idle)") continue;
    const what = url.startsWith("wasm") ? "the program (WebAssembly)"
      : functionName === "(garbage collector)" ? "garbage collection"
      : ["(program)", "(root)"].includes(functionName) ? "the browser outside scripts (style, layout, paint, parsing, compiling)"
      : url ? `${functionName || "a function"} (script)` : `${functionName} (a method of the browser)`;
    sums.set(what, (sums.get(what) ?? 0) + profile.timeDeltas[at] / 1000);
  }
  const whole = [...sums.values()].reduce((sum, ms) => sum + ms, 0);
  const parts = [...sums].sort((a, b) => b[1] - a[1]).slice(0, 6).filter(([, ms]) => ms > whole / 50);
  return `${whole.toFixed(0)} ms: ${parts.map(([what, ms]) => `${what} ${((100 * ms) / whole).toFixed(0)} %`).join(", ")}`;
}
