// What the widget is compared with: pages that show the same plan file, each set up as its own documentation says, or as a
// developer writes it by hand in an hour. Each does less than the widget: no counts, no marks, no address, no other views.
//
// An adapter names the rows of a page and performs the interactions: `act` makes the event of `type` happen in the page.

import { readFile } from "node:fs/promises";

const module = (path) => readFile(new URL(`node_modules/${path}`, import.meta.url), "utf8");

/** The files of the packages, by the address at which the pages ask for them. */
export const peerFiles = async () => ({
  "/peer.js": ["text/javascript", (await Promise.all([
    "jquery/dist/jquery.min.js",
    "datatables.net/js/dataTables.min.js",
    "datatables.net-dt/js/dataTables.dataTables.min.js",
    "datatables.net-select/js/dataTables.select.min.js",
    "datatables.net-searchpanes/js/dataTables.searchPanes.min.js",
    "datatables.net-searchpanes-dt/js/searchPanes.dataTables.min.js",
  ].map(module))).join("\n")],
  "/peer.css": ["text/css", (await Promise.all([
    "datatables.net-dt/css/dataTables.dataTables.min.css",
    "datatables.net-select-dt/css/select.dataTables.min.css",
    "datatables.net-searchpanes-dt/css/searchPanes.dataTables.min.css",
  ].map(module))).join("\n")],
  "/uplot.js": ["text/javascript", await module("uplot/dist/uPlot.iife.min.js")],
  "/uplot.css": ["text/css", await module("uplot/dist/uPlot.min.css")],
});

// A city's page is longer than the window, whatever a filter leaves: no scroll bar comes and goes.
export const LONGER = "<style>html { overflow-y: scroll; }</style>";
const head = (more = "") => `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>計画</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${LONGER}${more}</head>`;
const DATA = (plan) => `const { plan } = await (await fetch("${plan}")).json();
const names = (item) => (item.departments ?? []).map((one) => one.department);
const ready = () => dispatchEvent(new CustomEvent("machi-plan:ready"));`;

// The controls of the two pages by hand.
const CONTROLS = `<input type="search" id="q"><select id="department"><option value="">すべて</select><button id="sort">担当の順</button>`;
const WIRES = `const field = document.querySelector("#q"), choice = document.querySelector("#department");
choice.append(...plan.departments.map(({ name }) => new Option(name, name)));
let sorted = false;
field.addEventListener("input", update);
choice.addEventListener("change", update);
document.querySelector("#sort").addEventListener("click", () => { sorted = !sorted; order(); });`;

/** Every row in the page, hidden and shown. */
export const vanilla = (plan) => `${head()}<body>${CONTROLS}<table><thead><tr><th>番号<th>取組<th>担当<tbody id="rows"></table>
<script type="module">
${DATA(plan)}
const made = (name, ...inside) => { const one = document.createElement(name); one.append(...inside); return one; };
const rows = plan.items.map((item, at) => {
  const row = document.createElement("tr");
  const details = made("details", made("summary", item.name), made("p", item.purpose ?? ""), made("p", item.content ?? ""),
    made("table", ...(item.schedule ?? []).map(({ action, cells }) => made("tr", made("th", action), ...cells.map((cell) => made("td", cell))))),
    made("ul", ...(item.indicators ?? []).map((one) => made("li", one.name + " " + (one.targets ?? []).map(({ printed }) => printed).join("、")))));
  for (const part of [item.item_id, details, names(item).join("、")]) row.appendChild(document.createElement("td")).append(part);
  row.className = "row";
  return { row, at, text: JSON.stringify(item), departments: names(item) };
});
const body = document.querySelector("#rows");
body.append(...rows.map(({ row }) => row));
function update() {
  for (const { row, text, departments } of rows) {
    row.hidden = !text.includes(field.value) || (choice.value !== "" && !departments.includes(choice.value));
  }
}
function order() {
  const by = (one) => one.departments[0] ?? "";
  body.append(...rows.toSorted((a, b) => (sorted ? (by(a) > by(b)) - (by(a) < by(b)) : 0) || a.at - b.at).map(({ row }) => row));
}
${WIRES}
ready();
</script></body></html>`;

/** Only the rows in view are in the page. */
export const windowed = (plan) => `${head(`<style>
#box { height: 600px; overflow: auto; position: relative; } #rows { position: absolute; inset: 0 0 auto; }
.row { display: grid; grid-template-columns: 6em 1fr 12em; height: 48px; overflow: hidden; }
</style>`)}<body>${CONTROLS}<div id="box"><div id="height"></div><div id="rows"></div></div>
<script type="module">
${DATA(plan)}
const HEIGHT = 48, MORE = 10;
const all = plan.items.map((item, at) => ({ item, at, text: JSON.stringify(item), departments: names(item) }));
let list = all, shown = all;
const box = document.querySelector("#box"), body = document.querySelector("#rows");
function draw() {
  const from = Math.max(0, Math.floor(box.scrollTop / HEIGHT) - MORE);
  const part = shown.slice(from, from + Math.ceil(box.clientHeight / HEIGHT) + 2 * MORE);
  body.style.transform = "translateY(" + from * HEIGHT + "px)";
  body.replaceChildren(...part.map(({ item, departments }) => {
    const row = document.createElement("div");
    row.className = "row";
    for (const part of [item.item_id, item.name, departments.join("、")]) row.appendChild(document.createElement("div")).append(part);
    return row;
  }));
}
function update() {
  shown = list.filter(({ text, departments }) => text.includes(field.value) && (choice.value === "" || departments.includes(choice.value)));
  document.querySelector("#height").style.height = shown.length * HEIGHT + "px";
  draw();
}
function order() {
  const by = (one) => one.departments[0] ?? "";
  list = sorted ? all.toSorted((a, b) => (by(a) > by(b)) - (by(a) < by(b)) || a.at - b.at) : all;
  update();
}
${WIRES}
box.addEventListener("scroll", draw);
update();
ready();
</script></body></html>`;

/** DataTables with a pane of departments, with its own defaults: ten rows on a page. */
export const dataTables = (plan) => `${head(`<link rel="stylesheet" href="/peer.css"><script src="/peer.js" defer></script>`)}
<body><table id="table"></table>
<script type="module">
${DATA(plan)}
$("#table").on("init.dt", ready);
new DataTable("#table", {
  data: plan.items.map((item) => [item.item_id, item.name, names(item), item.purpose ?? "", JSON.stringify(item)]),
  columns: [{ title: "番号" }, { title: "取組" }, { title: "担当", render: { _: "[、]", sp: "[]" }, searchPanes: { orthogonal: "sp", show: true } },
    { title: "目的", searchPanes: { show: false } }, { visible: false, searchPanes: { show: false } }],
  createdRow: (row) => row.classList.add("row"),
  layout: { top1: { searchPanes: { columns: [2] } } },
});
</script></body></html>`;

/** The same rows as HTML, without a script. */
export function staticPage(plan) {
  const text = (value = "") => value.replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const inside = (item) => `<p>${text(item.purpose)}<p>${text(item.content)}<table>${
    (item.schedule ?? []).map(({ action, cells }) => `<tr><th>${text(action)}${cells.map((cell) => `<td>${text(cell)}`).join("")}`).join("")}</table><ul>${
    (item.indicators ?? []).map((one) => `<li>${text(one.name)} ${text((one.targets ?? []).map(({ printed }) => printed).join("、"))}`).join("")}</ul>`;
  const rows = plan.items.map((item) => `<tr class="row"><td>${text(item.item_id)}<td><details><summary>${text(item.name)}</summary>${inside(item)}</details><td>${
    text((item.departments ?? []).map((one) => one.department).join("、"))}`);
  return `${head()}<body><table><thead><tr><th>番号<th>取組<th>担当<tbody>${rows.join("\n")}</table></body></html>`;
}

/** A chart of uPlot for each indicator, drawn at a click. */
export const charts = (plan) => `${head(`<link rel="stylesheet" href="/uplot.css"><script src="/uplot.js" defer></script>`)}
<body><button id="draw">指標</button><main></main>
<script type="module">
${DATA(plan)}
const number = (printed) => { const found = /-?[\\d,]+(\\.\\d+)?/.exec(printed ?? ""); return found ? Number(found[0].replaceAll(",", "")) : null; };
const rows = plan.items.flatMap((item) => item.indicators ?? []);
const from = plan.about.first_year - 2;
const years = Array.from({ length: plan.about.last_year - from + 1 }, (_, at) => from + at);
const line = (cells = []) => years.map((year) => number(cells.find((cell) => cell.year === year)?.printed));
document.querySelector("#draw").addEventListener("click", () => {
  for (const row of rows) {
    new uPlot({ title: row.name, width: 480, height: 260, scales: { x: { time: false } },
      series: [{ label: "年度" }, { label: "目標", stroke: "#0017c1" }, { label: "実績", stroke: "#c16800" }] },
    [years, line(row.targets), line([{ year: row.baseline_year, printed: row.baseline }, ...(row.actuals ?? [])])], document.querySelector("main"));
  }
});
ready();
</script></body></html>`;

const set = (key, value) => [key, value];
const BY_HAND = {
  row: ".row",
  field: "#q",
  department: ["change", (name) => { const choice = document.querySelector("#department"); choice.value = name; choice.dispatchEvent(new Event("change")); }],
  all: ["change", () => { const choice = document.querySelector("#department"); choice.value = ""; choice.dispatchEvent(new Event("change")); }],
  sort: ["click", () => document.querySelector("#sort").click()],
};
const PANE = (name) => {
  const row = [...document.querySelectorAll(".dtsp-searchPane tbody tr")].find((one) => one.textContent.startsWith(name));
  row.querySelector("td").click();
};
const TICK = (name) => document.querySelector(`.machi-plan-facet[data-key=department] input[data-value="${name}"]`).click();

/** How each kind of page is used. */
export const ADAPTERS = Object.fromEntries([
  set("ours", {
    row: ".machi-plan-item",
    field: "input[data-key=q]",
    // A reader opens the departments first.
    open: () => { document.querySelector(".machi-plan-facet[data-key=department]").open = true; },
    department: ["change", TICK],
    all: ["change", TICK],
    sort: ["click", () => document.querySelector("th:nth-child(3) button[data-do=sort]").click()],
  }),
  set("vanilla", BY_HAND),
  set("windowed", BY_HAND),
  set("DataTables", {
    row: ".row",
    field: ".dt-search input",
    department: ["click", PANE],
    all: ["click", PANE],
    sort: ["click", () => document.querySelector("#table thead th:nth-child(3)").click()],
  }),
]);
