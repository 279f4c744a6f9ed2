// Plans for the tests: the packages of `data` as rows, and small plans as plan files.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const data = fileURLToPath(new URL("../../../data/", import.meta.url));

/** The rows of a CSV text as objects by head: RFC 4180, quoted line breaks included. */
export function csvRows(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const row = rows.at(-1);
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"') row[row.length - 1] += text[++at];
    else if (sign === '"') quoted = !quoted;
    else if (quoted) row[row.length - 1] += sign;
    else if (sign === ",") row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r" && sign !== "\ufeff") row[row.length - 1] += sign;
  }
  const [heads, ...body] = rows.filter((row) => row.length > 1 || row[0] !== "");
  return body.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? ""])));
}

// Each sheet's file, and the id by which a correction names a row: in the schedule the item's and the action's mark.
const TABLES = {
  計画: ["plan", (row) => row.項目],
  体系: ["outline", (row) => row.体系ID],
  取組: ["items", (row) => row.取組ID],
  年次計画: ["schedule", (row) => row.取組ID + row.記号],
  指標: ["indicators", (row) => row.指標ID],
  実績: ["results", (row) => row.取組ID],
  部署: ["departments", (row) => row.名称],
  本文: ["sections", (row) => row.節ID],
};

/** The tables of a package in `data` by their sheets: `printed` as they are, `shown` with the corrections applied. */
export async function readTables(city) {
  const read = async (file) => csvRows(await readFile(`${data}${city}/${file}.csv`, "utf8"));
  const printed = {};
  for (const [sheet, [file]] of Object.entries(TABLES)) printed[sheet] = await read(file);
  const shown = structuredClone(printed);
  for (const { 表, ID, 列, 原文, 訂正 } of await read("corrections")) {
    for (const row of shown[表].filter((row) => TABLES[表][1](row) === ID)) {
      row[列] = row[列].replaceAll(原文, 訂正);
    }
  }
  return { printed, shown };
}

/** The tables of a package in `data`, by file name, as they are to be shown: corrections applied. */
export async function readPackage(city) {
  const { shown } = await readTables(city);
  return Object.fromEntries(Object.entries(TABLES).map(([sheet, [file]]) => [file, shown[sheet]]));
}

/** The text of a plan file around a body: head, version, FNV-1a 64 over the body (see src/planfile/head.rs). */
export function planFile(plan, { version = 1 } = {}) {
  const body = JSON.stringify(plan);
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(body)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  const fingerprint = hash.toString(16).padStart(16, "0");
  return `{"format":"machi-plan","version":${version},"fingerprint":"${fingerprint}","plan":${body}}`;
}

/** A small whole plan: two items with everything and one without, a repost, two departments. */
export function smallPlan(change = () => {}) {
  const years = [2023, 2024, 2025];
  const cells = (...printed) => printed.map((text, at) => ({ year: years[at], printed: text }));
  const plan = {
    about: {
      plan_id: "small", title: "小さな計画", municipality: "見本市", first_year: 2023, last_year: 2025,
      results_year: 2024, updated: "2026-11-21", source_title: "計画書", level_names: ["方針", "取組"],
      departments_label: "担当課", purpose_label: "目的", content_label: "内容", indicators_label: "成果指標",
      results_label: "実績",
    },
    outline: [
      { outline_id: "1", mark: "1", name: "窓口をよくする" },
      { outline_id: "2", mark: "2", name: "仕事をよくする" },
    ],
    items: [
      {
        item_id: "1-1", outline_id: "1", mark: "①", name: "窓口の待ち時間を短くする", purpose: "早く終わる。",
        content: "・予約を受ける。\n・番号で呼ぶ。", page: "3", note: "注記です。",
        departments: [{ department: "市民課", lead: true }, { department: "総務課" }],
        schedule: [{ mark: "①", action: "予約", cells: ["検討", "実施", "→"], inferred: true, note: "推定です。" }],
        indicators: [
          {
            indicator_id: "1-1.1", name: "待ち時間", unit: "分", direction: "lower", baseline_year: 2021,
            baseline: "30分", targets: cells("25分", "20分", "15分"), actuals: cells("24分"), note: "平均です。",
          },
        ],
        results: [{ fiscal_year: 2024, result: "予約を始めた。", status: "実施", reason: "要望が多い。" }],
      },
      {
        item_id: "2-1", outline_id: "2", mark: "①", name: "会議を減らす", content: "半分にする。",
        departments: [{ department: "総務課", lead: true }],
        schedule: [{ cells: ["実施", "→", "→"] }],
        indicators: [{ indicator_id: "2-1.1", name: "会議の数", unit: "回", baseline: "100回", targets: cells("80回") }],
      },
      { item_id: "2-2", outline_id: "2", mark: "②", name: "窓口の待ち時間を短くする", repost_of: "1-1" },
    ],
    departments: [{ name: "市民課", kana: "しみんか" }, { name: "総務課", kana: "そうむか", aliases: ["総務"] }],
  };
  change(plan);
  return plan;
}
