// Every indicator of both cities has its figure: a sentence, the cells as printed, and a chart exactly where two
// values of one unit are in different years. The test computes the expected charts from the CSV cells in a simple
// way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { figuresOf, readPlan } from "./support/plan.mjs";
import { element, row, site } from "./support/widget.mjs";

const { open } = site();

/** The year of a cell like R3, 令和3年度, 2021. */
function yearOf(text) {
  const found = /^(?:R|令和)(\d+|元)(?:年度)?$/.exec(text.trim()) ?? /^(?:H|平成)(\d+)(?:年度)?$/.exec(text.trim());
  if (!found) return text.trim() ? Number.parseInt(text, 10) : null;
  return (/^[H平]/.test(text) ? 1988 : 2018) + (found[1] === "元" ? 1 : Number(found[1]));
}

/** The cells of an indicator that hold something: role, year or null, text as printed. */
function cellsOf(indicator, years) {
  const dated = (role) => years.map((year) => ({ role, year: yearOf(year), printed: indicator[role + year] }));
  return [
    { role: "基準値", year: yearOf(indicator.基準年度), printed: indicator.基準値 },
    ...dated("目標"),
    ...dated("実績"),
    { role: "参考", year: null, printed: indicator.参考値 },
  ].filter((cell) => cell.printed.trim());
}

/** The levels of a cell as units: 「98.0%未満」 has one of %, 「7 (63.6%)」 has the row's unit and %. Changes are not levels. */
function unitsOf(printed, unit) {
  const text = printed.normalize("NFKC").trim();
  const both = /^(.*?)\s*\(([^()]*)\)$/.exec(text);
  const parts = both ? [[both[1], unit], [both[2], ""]] : [[text, unit]];
  const units = parts.map(([part, own]) => {
    const found = /^(?:対\S+\s+)?(?:約|延べ)?\s*\d[\d,]*(?:\.\d+)?\s*([^\d\s×x~〜・:、。()-]*?)\s*(?:以上|以下|以内|未満|程度|超|を超えた)?(削減|増加|減|増)?$/.exec(part);
    if (!found) return null;
    const read = own.startsWith(found[1]) ? own : found[1];
    return found[2] || /^対/.test(part) ? "a change" : read;
  });
  return units.includes(null) ? [] : units.filter((one) => one !== "a change");
}

function hasTrend(rows, years) {
  return rows.some((indicator) => {
    const byUnit = new Map();
    for (const { year, printed } of cellsOf(indicator, years).filter((cell) => cell.year !== null)) {
      for (const unit of new Set(unitsOf(printed, indicator.単位))) {
        byUnit.set(unit, (byUnit.get(unit) ?? new Set()).add(year));
      }
    }
    return [...byUnit.values()].some((found) => found.size > 1);
  });
}

async function readFigures(page) {
  await page.locator(".machi-plan-figure > details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  return page.locator("[data-view=indicators] .machi-plan-figure").evaluateAll((figures) =>
    figures.map((figure) => {
      const svg = figure.querySelector("svg.machi-plan-chart");
      const table = figure.querySelector("table");
      // What is for the ear alone says that a cell is blank, or a dash.
      const text = (cell) => {
        const seen = cell.cloneNode(true);
        for (const hidden of seen.querySelectorAll(".machi-plan-visually-hidden")) hidden.remove();
        return seen.textContent.trim();
      };
      const named = svg?.getAttribute("aria-labelledby")?.split(" ") ?? [];
      const described = svg?.getAttribute("aria-describedby")?.split(" ") ?? [];
      return {
        item: figure.closest("[data-item]").dataset.item,
        name: figure.firstElementChild.textContent,
        // A paragraph each series.
        sentence: [...figure.querySelectorAll(":scope > p:not([class])")].map((line) => line.textContent).join(" "),
        notes: [...figure.querySelectorAll(".machi-plan-note")].map((note) => note.textContent),
        svg: svg && {
          title: svg.querySelector(":scope > title")?.textContent,
          desc: svg.querySelector(":scope > desc")?.textContent,
          refers: [...named, ...described].every((id) => svg.querySelector(`[id="${id}"]`)),
          role: svg.getAttribute("role"),
          wide: svg.getBoundingClientRect().width > 100,
          styled: !!svg.querySelector("[style], style"),
        },
        heads: table && [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim()),
        rows: table && [...table.querySelectorAll("tbody tr")].map((row) => [...row.cells].map(text)),
      };
    }),
  );
}

for (const city of ["okayama", "yamaguchi"]) {
  const plan = await readPlan(city);
  const { years } = plan;
  const groups = plan.items.flatMap((item) =>
    figuresOf(item.indicators).map((rows) => ({ item, name: rows[0].指標名, rows })),
  );

  test(`${city}: every indicator has its figure with a sentence, in the order of the document`, async () => {
    const page = await open(element(city, 'view="indicators"'));
    const figures = await readFigures(page);
    assert.deepEqual(figures.map((one) => [one.item, one.name]), groups.map((one) => [one.item.id, one.name]));
    assert.equal(groups.flatMap((one) => one.rows).length, plan.tables.指標.length, "no row is left out");
    for (const [at, { rows }] of groups.entries()) {
      const { sentence, notes } = figures[at];
      // A number with its year has no full stop.
      assert.match(sentence, /[。）]$/, figures[at].name);
      for (const { 系列, 注記, 再掲元 } of rows) {
        if (rows.length > 1) assert.ok(sentence.includes(系列), `${sentence} names ${系列}`);
        if (注記) assert.ok(notes.some((note) => note.includes(注記)), `${figures[at].name}: 注記`);
        if (再掲元) assert.ok(notes.some((note) => note.includes("再掲")), `${figures[at].name}: 再掲`);
      }
    }
    assertSilent(page);
  });

  test(`${city}: the table holds every printed cell in its year; a single cell stands in the sentence`, async () => {
    const page = await open(element(city, 'view="indicators"'));
    const figures = await readFigures(page);
    for (const [at, { rows, name }] of groups.entries()) {
      const { heads, rows: shown, sentence } = figures[at];
      const expect = rows.flatMap((indicator) => cellsOf(indicator, years));
      if (expect.length < 2) {
        assert.equal(heads, null, name);
        for (const { printed } of expect) assert.ok(sentence.includes(printed.trim().replaceAll("\n", "、")), `${sentence} has ${printed}`);
        continue;
      }
      // The head of a row: the era's year with the western one beside it, which must agree.
      const year = (cells) => {
        const [, era, western] = /^([RHS]\d+) (\d{4})$/.exec(cells[0]) ?? [];
        if (era) assert.equal(yearOf(era), Number(western));
        return era ? yearOf(era) : null;
      };
      const found = shown.flatMap((cells) =>
        cells.slice(1).map((printed, column) => ({
          role: year(cells) === null ? cells[0] : heads[column + 1],
          year: year(cells),
          printed,
        })),
      );
      const filled = found.filter((cell) => cell.printed);
      const say = (cell) => `${cell.year ?? "年度なし"} ${cell.printed.replace(/\s+/g, " ").trim()}`;
      assert.deepEqual(filled.map(say).sort(), expect.map(say).sort(), name);
      for (const cell of expect) {
        const match = filled.find((one) => say(one) === say(cell) && one.role.includes(cell.role));
        assert.ok(match, `${name}: ${say(cell)} stands under ${cell.role}`);
      }
    }
    assertSilent(page);
  });

  for (const width of [1280, 320]) {
    test(`${city}: a chart stands exactly where two values of one unit have two years, at ${width} px`, async () => {
      const page = await open(element(city, 'view="indicators"'), { width });
      const figures = await readFigures(page);
      const drawn = figures.filter((one) => one.svg).map((one) => `${one.item} ${one.name}`);
      const expect = groups.filter(({ rows }) => hasTrend(rows, years)).map(({ item, name }) => `${item.id} ${name}`);
      assert.ok(expect.length > 5 && expect.length < groups.length, `${expect.length} of ${groups.length} are drawn`);
      assert.deepEqual(drawn, expect);
      for (const { svg, name, sentence } of figures.filter((one) => one.svg)) {
        assert.ok(svg.title.includes(name), `${svg.title} names ${name}`);
        assert.equal(svg.desc.replace(/。$/, ""), sentence.replace(/。$/, ""));
        assert.ok(svg.refers, `${name}: the ids of its names are its own`);
        assert.deepEqual([svg.role, svg.wide, svg.styled], ["application", true, false], name);
      }
      const ids = await page.locator("[id]").evaluateAll((all) => all.map((one) => one.id));
      assert.equal(new Set(ids).size, ids.length, "an id stands twice");
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      assertSilent(page);
    });
  }
}

test("an item's figures inside its row are those of the view, under ids of their own", async () => {
  const page = await open(element("yamaguchi", 'item="2" view="indicators"'));
  await page.locator("[data-do=view][data-value=items]").click();
  const inside = await row(page, "2").locator(".machi-plan-figure > p:nth-child(2)").allInnerTexts();
  const view = await page.locator("section[data-item='2'] .machi-plan-figure > p:nth-child(2)").allTextContents();
  assert.deepEqual(inside, view);
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((one) => one.id));
  assert.equal(new Set(ids).size, ids.length, "an id stands twice");
  assertSilent(page);
});
