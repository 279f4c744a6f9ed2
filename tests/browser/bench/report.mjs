// Figures in a readable form.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const figure = (value) => value.toFixed(value < 100 ? 1 : 0);

/** Median, and the range around it. */
export const spread = (values) => `${figure(median(values))} (${figure(Math.min(...values))}–${figure(Math.max(...values))})`;

/** A table that reads as text and as Markdown. Japanese signs are two columns wide. */
export function markdown(head, rows) {
  const width = (text) => [...text].reduce((sum, c) => sum + (c > "\u2E80" ? 2 : 1), 0);
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => width(row[at]))));
  const line = (row) => `| ${row.map((text, at) => text + " ".repeat(widths[at] - width(text))).join(" | ")} |`;
  return [line(head), `|${widths.map((w) => "-".repeat(w + 2)).join("|")}|`, ...rows.map(line), ""].join("\n");
}

const LINES = {
  row: "first row, ms", ready: "ready, ms", idle: "idle, ms", blocked: "blocked, ms", longest: "longest task, ms", nodes: "elements",
  MB: "process, MB", "peak MB": "at most, MB", bytes: "bytes", sent: "bytes sent", elements: "elements",
};

/** The values of a run by size, reader, page and measure, one for each round. */
export class Figures {
  #values = new Map();

  add(key, value) {
    const name = key.join("|");
    if (!this.#values.has(name)) this.#values.set(name, []);
    this.#values.get(name).push(value);
  }

  /** The figures as text, and those of an earlier run: a long run can be made in parts, size by size. */
  text() {
    return JSON.stringify([...this.#values]);
  }

  take(text) {
    for (const [name, values] of JSON.parse(text)) this.#values.set(name, values);
  }

  #of(key) {
    return this.#values.get(key.join("|"));
  }

  median(key) {
    const values = this.#of(key);
    return values && median(values);
  }

  /** The median of the ratios of the rounds; `undefined` where one was not measured. */
  ratio(ours, other) {
    const [a, b] = [this.#of(ours), this.#of(other)];
    return a && b && median(a.map((value, round) => value / b[round]));
  }

  #table(size, reader, measures, title) {
    const keys = [...this.#values.keys()].map((key) => key.split("|")).filter(([of, by]) => of === `${size}` && by === reader);
    const pages = [...new Set(keys.map(([, , page]) => page))].filter((page) => measures.some((what) => this.#of([size, reader, page, what])));
    if (pages.length === 0) return "";
    const there = measures.filter((what) => pages.some((page) => this.#of([size, reader, page, what])));
    const cell = (page, what) => {
      const values = this.#of([size, reader, page, what]);
      if (!values) return "";
      return ["nodes", "bytes", "sent", "elements"].includes(what) ? median(values).toLocaleString("en") : spread(values);
    };
    return `### ${title}\n\n${markdown(["", ...there.map((what) => LINES[what] ?? `${what}, ms`)], pages.map((page) => [page, ...there.map((what) => cell(page, what))]))}\n`;
  }

  /** All tables of a size. */
  tables(size, interactions) {
    const items = Number(size).toLocaleString("en");
    const starts = ["1×", "4×", "4×, slow 4G"].map((reader) =>
      this.#table(size, reader, ["row", "ready", "idle", "blocked", "longest"], `${items} items: start at ${reader}`));
    const weights = this.#table(size, "1×", ["nodes", "MB", "peak MB", "bytes", "sent"], `${items} items: what a page weighs`);
    const acts = ["1×", "4×"].map((reader) => this.#table(size, reader, interactions, `${items} items: interactions at ${reader}`));
    return [...starts, weights, ...acts].filter(Boolean).join("\n");
  }

  /** The tables of charts. */
  charts() {
    return ["1×", "4×"].map((reader) => this.#table(0, reader, ["to the frame", "all charts", "elements"], `60 charts, first drawn, at ${reader}`)).join("\n");
  }
}
