// The plans from their CSV files, read without the widget's code, for comparison with the widget.

import { readTables } from "./plans.mjs";

const SECTIONS = ["名称", "部署", "目的", "内容", "年次計画", "実績", "指標"];

/** A plan of `data/`: `items` in printed order, each with the data of its own rows and of the rows above. */
export async function readPlan(city) {
  const { printed, shown } = await readTables(city);
  const about = Object.fromEntries(shown.計画.map(({ 項目, 値 }) => [項目, 値]));
  const years = Object.keys(shown.年次計画[0]).filter((head) => /^[RH]\d+$/.test(head));
  const before = itemsOf(printed, years);
  const items = itemsOf(shown, years).map((item, at) => ({ ...item, printedTexts: before[at].texts }));
  return { city, about, years, items, outline: shown.体系, departments: shown.部署, tables: shown };
}

function itemsOf(tables, years) {
  const outline = new Map(tables.体系.map((row) => [row.体系ID, row]));
  return tables.取組.map((row) => {
    const of = (table) => tables[table].filter((other) => other.取組ID === row.取組ID);
    const above = [];
    for (let at = outline.get(row.体系ID); at; at = outline.get(at.上位ID)) above.unshift(at);
    const named = row.担当部署 ? row : [...above].reverse().find((other) => other.担当部署);
    const path = above.filter((other) => other.体系ID !== row.取組ID);
    const item = {
      id: row.取組ID,
      name: row.名称,
      purpose: row.目的,
      content: row.内容,
      repostOf: row.再掲元,
      row,
      path,
      branches: above.map((other) => other.体系ID),
      departments: assignments(named?.担当部署 ?? ""),
      inheritedFrom: named && named !== row && named.体系ID !== row.取組ID ? named : null,
      page: row.ページ || ([...above].reverse().find((other) => other.ページ)?.ページ ?? ""),
      actions: of("年次計画"),
      indicators: of("指標"),
      results: of("実績"),
    };
    item.years = years.filter((year) => item.actions.some((action) => entries(action[year]).some((line) => !/^[-－—―–‐−ー]$/.test(line))));
    item.has = [item.indicators.length > 0 && "indicator", item.results.length > 0 && "result"].filter(Boolean);
    item.texts = textsOf(item, tables.部署, years);
    return item;
  });
}

/** The lines of a cell that say something. */
export function entries(cell) {
  return cell.split("\n").map((line) => line.trim()).filter(Boolean);
}

function assignments(cell) {
  return cell
    .split(/[\s、，,]+/)
    .filter(Boolean)
    .map((part) => ({ name: part.replace(/^[(（]主[)）]/, ""), lead: /^[(（]主[)）]/.test(part) }));
}

function textsOf(item, departments, years) {
  const others = (name) => {
    const row = departments.find((row) => row.名称 === name);
    return `${row?.よみ ?? ""}、${row?.別名 ?? ""}`.split(/[、,\s]+/);
  };
  const values = (row) => ["目標", "実績"].flatMap((role) => years.map((year) => row[role + year]));
  return {
    名称: [item.id, item.name, item.repostOf ? "再掲" : "", ...item.path.map((row) => row.記号 + row.名称)],
    部署: item.departments.flatMap(({ name }) => [name, ...others(name)]),
    目的: [item.purpose],
    内容: [item.content],
    年次計画: item.actions.flatMap((row) => [
      row.取組内容,
      ...years.flatMap((year) => entries(row[year]).filter((line) => line !== "→")),
    ]),
    実績: item.results.flatMap((row) => [row.実績, row.状況, row.理由]),
    指標: item.indicators.flatMap((row) => [
      row.指標名, row.系列, row.基準値, row.参考名, row.参考値, ...values(row),
    ]),
  };
}

/**
 * The years whose cell could not be read: a row that was assigned by rule has lost the cells behind its last words, and
 * without such cells its last blank.
 */
export function lostYears(action, years) {
  if (action.読み取り !== "inferred") return [];
  const blanks = years.filter((year) => entries(action[year]).length === 0);
  const last = years.findLastIndex((year) => entries(action[year]).length > 0);
  const behind = blanks.filter((year) => years.indexOf(year) > last);
  return behind.length > 0 ? behind : blanks.slice(-1);
}

/** The key of a text by Unicode's own folding (NFKC), where the widget has a small table of its own. */
export function key(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\u200B-\u200D]/g, "")
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[‐‑‒–—―−─━ー﹣-]/g, "-")
    .replace(/[〜∼]/g, "~")
    .replace(/(?<=\d),(?=\d{3}(?!\d)|\d{0,2}$)/g, "")
    .replace(/(?<=[ぁ-ゖ-])・(?=[ぁ-ゖ-]|$)/g, "")
    .replace(/(?<![a-z0-9])(?:ii|iii|iv|vi|vii|viii|ix)(?![a-z0-9])/g, (number) => `<${number}>`);
}

const wordsOf = (query) => query.split(/\s+/).map(key).filter(Boolean);

/** The items of a query, each with how many times its words occur in each section. */
export function search(plan, query) {
  const words = wordsOf(query);
  return plan.items.filter((item) => words.every((word) => SECTIONS.some((section) => count(item, section, word) > 0)));
}

/** How many times the words of a query occur in a section of an item, as it is shown or as it is printed. */
export function hits(item, section, query) {
  return wordsOf(query).reduce((sum, word) => sum + count(item, section, word), 0);
}

function count(item, section, word) {
  const of = (texts) => texts[section].reduce((sum, text) => sum + key(text).split(word).length - 1, 0);
  return Math.max(of(item.texts), of(item.printedTexts));
}

/** The items that meet every condition: `{department, lead, branch, year, has, q}`, lists within a condition. */
export function select(plan, { department = [], lead = false, branch = [], year = [], has = [], q = "" }) {
  const any = (asked, held) => asked.length === 0 || asked.some((value) => held.includes(value));
  return search(plan, q).filter(
    (item) =>
      any(department, item.departments.filter((one) => one.lead || !lead).map((one) => one.name)) &&
      any(branch, item.branches) &&
      any(year, item.years) &&
      any(has, item.has),
  );
}

/** Items and, apart, reposts beside their original. */
export function counted(items) {
  const reposts = items.filter((item) => items.some((other) => other.id === item.repostOf)).length;
  return { items: items.length - reposts, reposts };
}

/** The sentence about a result. */
export function sentence(plan, items, narrowed) {
  const { items: found, reposts } = counted(items);
  if (narrowed) return `${found}件（全${counted(plan.items).items}件${reposts > 0 ? `、ほかに再掲${reposts}件` : ""}）`;
  return `全${found}件${reposts > 0 ? `（ほかに再掲${reposts}件）` : ""}`;
}

/** The rows of an item's figures: those of one name, unless their units differ and no series names them. */
export function figuresOf(rows) {
  const figures = new Map();
  for (const row of rows) {
    const key = JSON.stringify([row.指標名, row.系列 ? "" : row.単位]);
    figures.set(key, [...(figures.get(key) ?? []), row]);
  }
  return [...figures.values()];
}

export const ids = (items) => items.map((item) => item.id);
