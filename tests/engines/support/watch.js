// The first script of every test page. It records the messages of the page and the refusals of a policy before
// anything else runs. WebKit's own console cannot be read.
(() => {
  const watch = (window.machiPlanWatch = { said: [], refused: [], ready: [], errors: [], changes: [] });
  const say = (kind, text) => watch.said.push(`${kind}: ${text}`);
  for (const kind of ["error", "warn"]) {
    const real = console[kind];
    console[kind] = (...values) => {
      say(kind, values.map(String).join(" "));
      real.apply(console, values);
    };
  }
  addEventListener("error", (event) => {
    // From an element: a resource that could not be loaded.
    if (event.target === window) say("exception", `${event.message} (${event.filename}:${event.lineno})`);
    else say("missing", `${event.target.localName} ${event.target.src ?? event.target.href}`);
  }, true);
  addEventListener("unhandledrejection", (event) => say("rejection", event.reason?.stack ?? event.reason));
  addEventListener("securitypolicyviolation", (event) => watch.refused.push(`${event.effectiveDirective} ${event.blockedURI}`), true);
  for (const [type, list] of [["ready", watch.ready], ["error", watch.errors], ["change", watch.changes]]) {
    addEventListener(`machi-plan:${type}`, (event) => list.push({ id: event.target.id, detail: event.detail ?? null }), true);
  }
})();
