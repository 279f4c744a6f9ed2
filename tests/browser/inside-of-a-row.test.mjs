// The inside of a row has everything that the document says about an item, compared with its CSV cells: purpose,
// content, the actions with their years, indicators, results, departments, the page in the document. It is checked
// for every item.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { entries, figuresOf, lostYears, readPlan } from "./support/plan.mjs";
import { element, row, site } from "./support/widget.mjs";

const { open } = site();
const ERA = (short) => `令和${short.slice(1) === "1" ? "元" : short.slice(1)}年度（${2018 + Number(short.slice(1))}年度）`;

/** The content of each row, read by its structure. */
function readInside(page) {
  return page.locator(".machi-plan-item").evaluateAll((rows) => {
    const text = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? null;
    return rows.map((row) => {
      const inside = row.querySelector(".machi-plan-inside");
      const heads = {};
      let head = null;
      for (const part of inside.children) {
        if (/^H\d$/.test(part.localName.toUpperCase())) heads[(head = text(part))] = [];
        else if (head && part.localName === "p") heads[head].push(part.textContent);
      }
      const schedule = inside.querySelector("table.machi-plan-schedule");
      const facts = {};
      for (const part of inside.querySelectorAll(".machi-plan-facts > *")) {
        if (part.localName === "dt") facts[(head = text(part))] = [];
        else facts[head].push(text(part));
      }
      return {
        id: row.dataset.item,
        heads,
        years: schedule && [...schedule.querySelectorAll("thead abbr")].map((year) => [year.textContent, year.title]),
        actions: schedule && [...schedule.querySelectorAll(":scope > tbody > tr")].map((action) => ({
          head: text(action.querySelector("th")),
          cells: [...action.querySelectorAll("td")].map((cell) =>
            [...cell.querySelectorAll(".machi-plan-entry")].map((entry) =>
              entry.querySelector(".machi-plan-arrow") ? "→" : entry.textContent.trim(),
            ),
          ),
          blanks: [...action.querySelectorAll("td")].map(text).filter((said) => ["（記載なし）", "資料から読み取れません"].includes(said)),
        })),
        figures: [...inside.querySelectorAll(".machi-plan-figure > :first-child")].map(text),
        departments: [...inside.querySelectorAll(".machi-plan-department-list li")].map(text),
        facts,
        link: inside.querySelector(".machi-plan-permalink").getAttribute("href"),
        copy: inside.querySelectorAll("[data-do=copy]").length,
      };
    });
  });
}

const lines = (cell) => cell.split("\n").filter((line) => line.trim());

for (const city of ["okayama", "yamaguchi"]) {
  const plan = await readPlan(city);

  test(`${city}: every cell of every item stands inside its row`, async () => {
    const page = await open(element(city));
    const found = await readInside(page);
    assert.equal(found.length, plan.items.length);
    for (const [at, item] of plan.items.entries()) {
      const inside = found[at];
      assert.equal(inside.id, item.id);
      for (const [label, text] of [[plan.about.目的の見出し, item.purpose], [plan.about.内容の見出し, item.content]]) {
        if (!label) continue;
        const said = text ? lines(text) : ["資料に記載がありません。"];
        assert.deepEqual(inside.heads[label], said, `${item.id} ${label}`);
      }
      for (const result of item.results) {
        assert.deepEqual(inside.heads[plan.about.実績の見出し], lines(result.実績), `${item.id} 実績`);
      }
      checkSchedule(item, inside);
      assert.deepEqual(inside.figures, figuresOf(item.indicators).map(([one]) => one.指標名), `${item.id} 指標`);
      checkSource(item, inside);
    }
    assertSilent(page);
  });

  function checkSchedule(item, inside) {
    if (item.actions.length === 0) return assert.equal(inside.actions, null, item.id);
    assert.deepEqual(inside.years, plan.years.map((year) => [year, ERA(year)]), item.id);
    const described = item.actions.some((action) => action.記号 || action.取組内容);
    assert.equal(inside.actions.length, item.actions.length, item.id);
    for (const [at, action] of item.actions.entries()) {
      const shown = inside.actions[at];
      assert.deepEqual(shown.cells, plan.years.map((year) => entries(action[year])), `${item.id} ${action.記号}`);
      const blanks = plan.years.filter((year) => entries(action[year]).length === 0);
      const lost = lostYears(action, plan.years);
      assert.deepEqual(shown.blanks, blanks.map((year) => (lost.includes(year) ? "資料から読み取れません" : "（記載なし）")), `${item.id} ${action.記号}`);
      if (!described) assert.equal(shown.head, null);
      else assert.ok(shown.head.replace(/\s/g, "").startsWith((action.記号 + action.取組内容).replace(/\s/g, "")));
      assert.equal(/位置は推定/.test(shown.head ?? ""), described && action.読み取り === "inferred", item.id);
      if (action.注記) assert.ok(inside.heads.年次計画.some((note) => note.includes(action.注記)), `${item.id} 注記`);
    }
  }

  function checkSource(item, inside) {
    const { about } = plan;
    const expect = item.departments.map(({ name, lead }) => (lead ? `主担当 ${name}` : name));
    assert.deepEqual(inside.departments, expect, `${item.id} departments`);
    const [said] = inside.facts[about.部署の見出し];
    const level = item.inheritedFrom && about.階層名.split(">")[item.branches.indexOf(item.inheritedFrom.体系ID)];
    const above = item.inheritedFrom && `${item.inheritedFrom.記号} ${item.inheritedFrom.名称}`;
    const inherited = `資料では、${level}「${above}」全体の担当として書かれています。`;
    assert.equal(said.endsWith("全体の担当として書かれています。"), Boolean(item.inheritedFrom), item.id);
    if (item.inheritedFrom) assert.ok(said.endsWith(inherited), `${item.id}: ${said} / ${inherited}`);
    const [source] = inside.facts.資料の掲載ページ;
    if (item.page) assert.equal(source, `「${about.出典名}」${item.page}ページ`, item.id);
    else assert.equal(source, `「${about.出典名}」（資料は項目ごとのページを示していません）`, item.id);
    const path = item.path.map((one) => `${one.記号} ${one.名称}`.trim()).join(" › ");
    assert.equal(inside.facts.体系[0], path.replace(/\s+/g, " "), item.id);
    assert.equal(inside.link, `#machi-plan-item-${item.id}`);
    assert.equal(inside.copy, 1);
    const facts = Object.values(inside.facts).flat().join("");
    assert.ok(facts.includes(item.row.注記.replace(/\s+/g, " ")), `${item.id}: its own note`);
  }
}

test("departments that stand above an item are said to be those of the whole", async () => {
  const page = await open(element("okayama", 'item="1-1-3a,1-1-1"'));
  assert.match(
    await row(page, "1-1-3a").locator(".machi-plan-facts").innerText(),
    /資料では、取組項目「③ 税金等の適正な徴収」全体の担当として書かれています。/,
  );
  assert.doesNotMatch(await row(page, "1-1-1").locator(".machi-plan-facts").innerText(), /全体の担当/);
  assertSilent(page);
});

test("an arrow is heard as what goes on", async () => {
  const page = await open(element("yamaguchi", 'item="1"'));
  const cells = await row(page, "1").locator(".machi-plan-schedule tbody tr").first().locator("td").allInnerTexts();
  assert.equal(cells[0].trim(), "実施");
  for (const cell of cells.slice(1)) assert.match(cell.replace(/\s+/g, ""), /^→「実施」の続き$/);
  assertSilent(page);
});
