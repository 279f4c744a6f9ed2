// The page to compare with: the code that a front-end developer would write by hand for these rows, without a
// framework. It has the same markup, controls and style sheet as the widget, reads the same plan file, and does the
// same: folded search in every text, facets with counts, the first 200 rows, the sections of hits in closed rows,
// marks, chips, the sentence, address, live region and event. It looks everything up once and changes only
// differences.

import { fold, key, markIn } from "./plain-text.mjs";

const FIRST_ROWS = 200;
const root = document.querySelector(".machi-plan");
const { plan } = await (await fetch(document.body.dataset.plan)).json();

// --- the data, once -------------------------------------------------------------------------------------------------
const about = plan.about;
const outline = new Map(plan.outline.map((row) => [row.outline_id, row]));
const years = Array.from({ length: about.last_year - about.first_year + 1 }, (_, n) => n);
const eraYear = (n) => `R${about.first_year + n - 2018}`;
const path = (item) => {
  const rows = [];
  for (let row = outline.get(item.outline_id); row; row = outline.get(row.parent_id)) rows.push(row);
  return rows;
};
const bodies = new Map([...root.querySelectorAll("tbody.machi-plan-item")].map((row) => [row.dataset.item, row]));
const entries = plan.items.map((item, at) => {
  const above = path(item);
  const departments = (item.departments ?? above.find((row) => row.departments)?.departments ?? []).map((d) => d.department);
  const cells = (item.schedule ?? []).flatMap((action) => action.cells ?? []);
  const indicators = item.indicators ?? [];
  const row = bodies.get(item.item_id);
  return {
    at,
    row,
    head: row.firstElementChild,
    place: row.querySelector(".machi-plan-hits"),
    place_text: "",
    shown: !row.hidden,
    indicators: indicators.length,
    open: [
      key([item.item_id, item.name, ...above.map((o) => `${o.mark ?? ""}${o.name}`)]),
      key(departments),
    ],
    closed: [
      [about.purpose_label || "目的", key([item.purpose])],
      [about.content_label || "内容", key([item.content])],
      ["年次計画", key([...(item.schedule ?? []).map((action) => action.action), ...cells.filter((cell) => cell !== "→")])],
      ["実績", key((item.results ?? []).flatMap((result) => [result.result, result.status, result.reason]))],
      ["指標", key(indicators.flatMap((i) => [i.name, i.series, i.baseline, i.reference,
        ...(i.targets ?? []).map((t) => t.printed), ...(i.actuals ?? []).map((t) => t.printed)]))],
    ].filter(([, text]) => text),
    facets: {
      branch: above.map((o) => o.outline_id),
      department: departments,
      year: years.filter((n) => (item.schedule ?? []).some((a) => a.cells?.[n]?.split("\n").some((l) => l.trim() && l.trim() !== "→"))).map(eraYear),
      has: [indicators.length > 0 && "indicator", (item.results ?? []).length > 0 && "result"].filter(Boolean),
    },
  };
});
const departmentPlace = new Map(plan.departments.map((d, at) => [d.name, at]));
const ORDERS = {
  number: (entry) => entry.at,
  department: (entry) => departmentPlace.get(entry.facets.department[0]) ?? departmentPlace.size,
  indicators: (entry) => entry.indicators,
};
const KINDS = ["branch", "department", "year", "has"];

// --- the controls, once ---------------------------------------------------------------------------------------------
const field = root.querySelector("input[data-key=q]");
const select = root.querySelector("select[data-key=sort]");
const chipsBox = root.querySelector(".machi-plan-chips");
const result = root.querySelector(".machi-plan-result");
const live = root.querySelector(".machi-plan-live");
const tail = root.querySelector(".machi-plan-tail");
const table = root.querySelector(".machi-plan-items");
const heads = [...table.tHead.rows[0].cells];
const choices = KINDS.map(
  (kind) =>
    new Map(
      [...root.querySelectorAll(`ul input[data-key=${kind}]`)].map((input) => {
        const label = input.parentElement;
        const count = label.querySelector(".machi-plan-count");
        return [input.dataset.value, { input, count, text: count.textContent, name: count.previousElementSibling.textContent }];
      }),
    ),
);

// --- the state ------------------------------------------------------------------------------------------------------
const state = { q: "", sort: "number", more: 0, branch: new Set(), department: new Set(), year: new Set(), has: new Set() };
let speaking;

function count(text, word) {
  let n = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) n++;
  return n;
}

function update(push) {
  // First, while the layout is clean: a new address makes the browser lay out.
  const query = KINDS.filter((kind) => state[kind].size).map((kind) => `${kind}=${encodeURIComponent([...state[kind]])}`);
  if (state.q) query.push(`q=${encodeURIComponent(state.q)}`);
  const address = `${location.pathname}#plain${query.length ? `?${query.join("&")}` : ""}`;
  history[push ? "pushState" : "replaceState"](null, "", address);
  const words = state.q.split(/\s+/).map(fold).filter(Boolean);
  const counts = choices.map((map) => new Map([...map.keys()].map((value) => [value, 0])));
  const matching = [];
  for (const entry of order()) {
    const found = words.every((w) => entry.open.some((t) => t.includes(w)) || entry.closed.some(([, t]) => t.includes(w)));
    let failed = 0;
    let failedKind = -1;
    KINDS.forEach((kind, k) => {
      if (state[kind].size > 0 && !entry.facets[kind].some((value) => state[kind].has(value))) {
        failed++;
        failedKind = k;
      }
    });
    if (!found || failed > 1) continue;
    KINDS.forEach((kind, k) => {
      if (failed === 0 || failedKind === k) {
        for (const value of entry.facets[kind]) counts[k].set(value, (counts[k].get(value) ?? 0) + 1);
      }
    });
    if (failed === 0) matching.push(entry);
  }
  showRows(new Set(matching.slice(0, FIRST_ROWS * (state.more + 1))), words);
  showCounts(counts);
  showConditions(matching);
  mark(matching.slice(0, FIRST_ROWS * (state.more + 1)), words);
  root.dispatchEvent(new CustomEvent("plain:change", { bubbles: true, detail: { items: matching.length, state: { ...state } } }));
}

let ordered = entries;
let orderedBy = "number";
function order() {
  if (state.sort === orderedBy) return ordered;
  const descending = state.sort.startsWith("-");
  const by = ORDERS[state.sort.replace("-", "")];
  ordered = entries.toSorted((a, b) => (descending ? by(b) - by(a) : by(a) - by(b)) || a.at - b.at);
  orderedBy = state.sort;
  const rows = document.createDocumentFragment();
  for (const entry of ordered) rows.append(entry.row);
  table.append(rows);
  return ordered;
}

function showRows(visible, words) {
  for (const entry of entries) {
    const shown = visible.has(entry);
    if (entry.shown !== shown) entry.row.hidden = !(entry.shown = shown);
    let text = "";
    if (shown && words.length) {
      const parts = [];
      for (const [name, t] of entry.closed) {
        const n = words.reduce((sum, word) => sum + count(t, word), 0);
        if (n > 0) parts.push(`${name}に${n}か所`);
      }
      text = parts.join("、");
    }
    if (entry.place_text !== text) entry.place.textContent = entry.place_text = text;
  }
}

function showCounts(counts) {
  choices.forEach((map, k) => {
    for (const [value, choice] of map) {
      const text = `${counts[k].get(value)}件`;
      if (choice.text !== text) choice.count.textContent = choice.text = text;
      const checked = state[KINDS[k]].has(value);
      if (choice.input.checked !== checked) choice.input.checked = checked;
    }
  });
}

function button(label, take) {
  const element = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  element.dataset.do = "take-off";
  element.addEventListener("click", take);
  return element;
}

let chipsShown = "";
function showConditions(matching) {
  const chips = [];
  if (state.q.trim()) chips.push([`「${state.q.trim()}」を含む`, () => { state.q = field.value = ""; update(true); }]);
  KINDS.forEach((kind, k) => state[kind].forEach((value) =>
    chips.push([choices[k].get(value).name, () => { state[kind].delete(value); update(true); }])));
  const labels = chips.map(([label]) => label).join("\n");
  if (chipsShown !== labels) {
    chipsShown = labels;
    const list = document.createElement("ul");
    for (const [label, take] of chips) list.appendChild(document.createElement("li")).append(button(label, take));
    chipsBox.replaceChildren(...(chips.length ? [list] : []));
  }
  const sentence = chips.length ? `${matching.length}件（全${entries.length}件）` : `全${entries.length}件`;
  if (result.textContent !== sentence) result.textContent = sentence;
  clearTimeout(speaking);
  speaking = setTimeout(() => { live.textContent = sentence; }, 700);
  const waiting = matching.length - Math.min(matching.length, FIRST_ROWS * (state.more + 1));
  tail.replaceChildren(...(waiting > 0 ? [button(`さらに${Math.min(waiting, FIRST_ROWS)}件を表示`, () => { state.more++; update(); })] : []));
  select.value = state.sort;
}

/** Ranges over the heads of the shown rows: only those whose folded text holds a word are walked. */
function mark(shown, words) {
  const ranges = [];
  if (words.length && CSS.highlights) {
    for (const entry of shown) {
      if (!words.some((word) => entry.open.some((text) => text.includes(word)))) continue;
      const walker = document.createTreeWalker(entry.head, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) markIn(node, words, ranges);
    }
  }
  ranges.length ? CSS.highlights.set("machi-plan-hit", new Highlight(...ranges)) : CSS.highlights.delete("machi-plan-hit");
}

// --- the events -----------------------------------------------------------------------------------------------------
root.addEventListener("input", ({ target }) => {
  if (target !== field) return;
  Object.assign(state, { q: field.value, more: 0 });
  update(false);
});
root.addEventListener("change", ({ target }) => {
  const { key: kind, value } = target.dataset;
  if (target === select) state.sort = select.value;
  else if (state[kind] instanceof Set) target.checked ? state[kind].add(value) : state[kind].delete(value);
  else return;
  state.more = 0;
  update(true);
});
root.addEventListener("click", ({ target }) => {
  const sort = target.closest("[data-do=sort]");
  if (!sort) return;
  state.sort = sort.dataset.value;
  const descending = state.sort.startsWith("-");
  for (const head of heads) head.removeAttribute("aria-sort");
  sort.closest("th").setAttribute("aria-sort", descending ? "descending" : "ascending");
  sort.dataset.value = descending ? state.sort.slice(1) : `-${state.sort}`;
  update(true);
});
dispatchEvent(new CustomEvent("machi-plan:ready", { detail: null }));
