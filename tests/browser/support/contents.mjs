// The texts of a package that a page must show, item by item. Missing ones are returned.

/** Text without white space: a page breaks and joins lines its own way. */
export const bare = (text) => text.replace(/\s+/gu, "");

/**
 * Runs in the page: the content of the rows of the table of items. `values` are the texts of each figure, `cells` those
 * of the schedule with arrows, without what is only read aloud and without the mark of our rule for arrows.
 */
export function rowsOfPage() {
  const seen = (element) => {
    const copy = element.cloneNode(true);
    for (const aside of copy.querySelectorAll(".machi-plan-visually-hidden, .machi-plan-arrow ~ .machi-plan-inferred")) aside.remove();
    return copy.textContent;
  };
  return [...document.querySelectorAll("tbody.machi-plan-item")].map((row) => ({
    id: row.dataset.item,
    anchor: row.id,
    hidden: row.closest("[hidden]") !== null,
    text: row.textContent,
    actions: [...row.querySelectorAll(".machi-plan-schedule > tbody > tr")].map((line) => ({
      action: [...line.querySelectorAll(".machi-plan-action")].map(seen).join(""),
      cells: [...line.querySelectorAll("td")].map(seen),
    })),
    figures: [...row.querySelectorAll(".machi-plan-figure")].map((figure) => ({
      name: figure.querySelector(".machi-plan-subhead").textContent,
      text: [...figure.querySelectorAll("p, td, th")].map((part) => part.textContent).join("\n"),
    })),
  }));
}

/** Every item, schedule cell and printed value of a package that is not in `rows`; empty is good. */
export function missing(tables, rows) {
  const found = [];
  const expect = (holds, ...what) => holds || found.push(what.join(" "));
  const rowOf = (id) => rows.find((row) => row.id === id);
  for (const item of tables.items) {
    const row = rowOf(item.取組ID);
    expect(row !== undefined, item.取組ID, "has no row");
    if (!row) continue;
    expect(!row.hidden, item.取組ID, "is hidden");
    expect(row.anchor === `machi-plan-item-${item.取組ID}`, item.取組ID, "is no target of its permanent link");
    for (const part of [item.名称, item.目的, item.内容].flatMap((text) => text.split("\n"))) {
      expect(bare(row.text).includes(bare(part)), item.取組ID, part);
    }
    const lines = tables.schedule.filter((line) => line.取組ID === item.取組ID);
    expect(lines.length === row.actions.length, item.取組ID, "has another number of actions");
    lines.forEach((line, at) => {
      const years = Object.keys(line).filter((head) => /^[HR]\d+$/.test(head));
      const shown = row.actions[at] ?? { action: "", cells: [] };
      expect(bare(shown.action).includes(bare(line.取組内容)), item.取組ID, line.取組内容);
      years.forEach((year, cell) => {
        // The year that a row assigned by rule lost is marked.
        const lost = line.読み取り === "inferred" && !line[year] && shown.cells[cell] === "資料から読み取れません";
        expect(lost || bare(shown.cells[cell] ?? "") === bare(line[year]), item.取組ID, year, line[year]);
      });
    });
  }
  for (const line of tables.indicators) {
    // One name may have two units, and a figure for each.
    const figures = rowOf(line.取組ID)?.figures.filter((other) => bare(other.name) === bare(line.指標名)) ?? [];
    const values = Object.entries(line).filter(([head]) => /^(基準値|参考値|目標.+|実績.+)$/.test(head));
    for (const [head, value] of values) {
      // A table has the lines as they are; a sentence makes a list of them.
      const said = [value, value.replaceAll("\n", "、")].map(bare);
      const isSaid = figures.some((figure) => said.some((one) => bare(figure.text).includes(one)));
      expect(isSaid, line.指標ID, head, value);
    }
  }
  for (const line of tables.results) {
    for (const part of [line.実績, line.状況, line.理由].flatMap((text) => text.split("\n"))) {
      expect(bare(rowOf(line.取組ID)?.text ?? "").includes(bare(part)), line.取組ID, part);
    }
  }
  return found;
}
