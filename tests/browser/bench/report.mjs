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
