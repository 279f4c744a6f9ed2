// The bounds of this project for its speed, as ratios of one run. A report says which are met; no test asserts them.

const OURS = "ours, plan file";
const INSIDE = "ours, plan inside";
const FRAGMENT = "ours, fragment";
const BEFORE = "ours, fragment before its sheet";
const ALL = "ours, fragment of all views";
/** What the browser does with the fragment itself. */
export const FRAGMENT_ALONE = "fragment without script";

/** Lines: the measure, its bound, what was found, whether that is within. */
export function judged(figures, short) {
  const lines = [];
  const add = (measure, bound, unit, found) => {
    if (found === undefined) lines.push([measure, `≤ ${bound}${unit}`, "not measured in this run", ""]);
    else lines.push([measure, `≤ ${bound}${unit}`, `${found.toFixed(unit === " ×" ? 2 : 0)}${unit}`, found <= bound ? "✓" : "missed"]);
  };
  const ratio = (measure, bound, size, reader, ours, what, than, of = what) =>
    add(measure, bound, " ×", figures.ratio([size, reader, ours, what], [size, reader, than, of]));
  const value = (measure, bound, unit, key) => add(measure, bound, unit, figures.median(key));
  const at = (reader) => (reader === "1×" ? "" : ` at ${reader}`);

  for (const reader of ["1×", "4×"]) ratio(`${short} items, script alone: first row${at(reader)}, times vanilla`, 1.5, short, reader, INSIDE, "row", "vanilla");
  ratio(`the same at 4×, slow 4G, plan inside the script`, 1.2, short, "4×, slow 4G", INSIDE, "row", "vanilla");
  ratio(`the same with a plan file, times DataTables`, 1, short, "4×, slow 4G", OURS, "row", "DataTables");
  ratio(`fragment: first row at 4×, slow 4G, times static HTML`, 1.1, short, "4×, slow 4G", FRAGMENT, "row", "static HTML");
  ratio(`the same with the style sheet after the fragment`, 1.1, short, "4×, slow 4G", BEFORE, "row", "static HTML");
  value("fragment: main thread blocked at 4×", 100, " ms", [short, "4×", FRAGMENT, "blocked"]);
  value("fragment: longest task at 4×", 50, " ms", [short, "4×", FRAGMENT, "longest"]);
  ratio("the same, times that of the fragment without script", 1, short, "4×", FRAGMENT, "longest", FRAGMENT_ALONE);
  value("fragment: ready at 4×", 900, " ms", [short, "4×", FRAGMENT, "ready"]);
  for (const reader of ["1×", "4×"]) {
    for (const what of ["first key", "later key", "department"]) ratio(`${short} items: ${what}${at(reader)}, times vanilla`, 1.3, short, reader, INSIDE, what, "vanilla");
  }
  ratio("10,000 items: first row, times windowed", 1.5, 10_000, "1×", OURS, "row", "windowed");
  for (const what of ["department", "first key", "later key", "sort"]) ratio(`10,000 items: ${what}, times windowed`, 1.3, 10_000, "1×", OURS, what, "windowed");
  value("10,000 items: the page's process", 100, " MB", [10_000, "1×", OURS, "MB"]);
  ratio("100,000 items: department, times windowed", 1.3, 100_000, "1×", OURS, "department", "windowed");
  ratio("100,000 items: later key, times the plain scan of windowed", 0.5, 100_000, "1×", OURS, "later key", "windowed");
  value("100,000 items: the page's process", 300, " MB", [100_000, "1×", OURS, "MB"]);
  for (const reader of ["1×", "4×"]) ratio(`60 charts, first time${at(reader)}, until all are drawn, times uPlot`, 0.6, 0, reader, OURS, "all charts", "uPlot");
  ratio("the same to the first frame", 0.6, 0, "1×", OURS, "to the frame", "uPlot");
  ratio("adopted fragment of all views: ready, times that of one view", 1.2, short, "1×", ALL, "ready", FRAGMENT);
  return lines;
}
