// The work of the renderer's main thread between an input and its second frame, from Chromium's trace. The time "to
// the next frame" would mostly measure the display, so durations are summed. Nested ones count once, for the
// innermost kind: a layout that a script forces counts as layout.

const KINDS = {
  script: [
    "EventDispatch", "FunctionCall", "EvaluateScript", "v8.compile", "TimerFire", "FireAnimationFrame",
    "RunMicrotasks", "v8.callFunction", "ParseHTML", "MinorGC", "MajorGC",
  ],
  style: ["UpdateLayoutTree", "RecalculateStyles"],
  layout: ["Layout"],
  paint: ["PrePaint", "Paint", "Layerize", "UpdateLayer", "CompositeLayers", "Commit"],
};
const KIND_OF = new Map(Object.entries(KINDS).flatMap(([kind, names]) => names.map((name) => [name, kind])));

/** Records while `work` runs; returns the sums of every interaction that was marked, by its label. */
export const traced = async (browser, work) => sums(await events(browser, work, "devtools.timeline,blink.user_timing"));

/** The events of the trace while `work` runs, with the samples of V8 among them. */
export async function events(browser, work, categories = "devtools.timeline,toplevel,blink.user_timing,disabled-by-default-devtools.timeline.stack,disabled-by-default-v8.cpu_profiler") {
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => value.forEach((event) => events.push(event)));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: categories.split(","), excludedCategories: ["*"] },
  });
  await work();
  const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return events;
}

function sums(events) {
  const threads = new Map();
  const marks = new Map();
  for (const event of events) {
    const thread = `${event.pid} ${event.tid}`;
    const [, what, label] = /^bench (go|done) (.*)$/.exec(event.name) ?? [];
    if (what) {
      marks.set(label, { ...marks.get(label), thread, [what]: event.ts });
    } else if (event.ph === "X" && KIND_OF.has(event.name)) {
      if (!threads.has(thread)) threads.set(thread, []);
      threads.get(thread).push(event);
    }
  }
  for (const list of threads.values()) list.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const found = new Map();
  for (const [label, { thread, go, done }] of marks) {
    if (go === undefined || done === undefined) throw new Error(`${label} is not whole in the trace`);
    found.set(label, sumBetween(threads.get(thread) ?? [], go, done));
  }
  return found;
}

/** The time from the event with the mark `go` to `done`, in milliseconds by kind. */
function sumBetween(events, go, done) {
  const around = events.find((event) => event.ts <= go && event.ts + event.dur >= go);
  const from = around?.ts ?? go;
  const own = { script: 0, style: 0, layout: 0, paint: 0 };
  const open = [];
  for (const event of events) {
    if (event.ts < from || event.ts >= done) continue;
    while (open.length > 0 && open.at(-1).end <= event.ts) open.pop();
    const kind = KIND_OF.get(event.name);
    // The thread's own time, if the trace has it: time that other programs took does not count.
    const ms = (event.tdur ?? event.dur) / 1000;
    own[kind] += ms;
    if (open.length > 0) own[open.at(-1).kind] -= ms;
    open.push({ kind, end: event.ts + event.dur });
  }
  return { ...own, total: own.script + own.style + own.layout + own.paint };
}
