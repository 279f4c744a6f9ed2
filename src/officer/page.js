// The officer's page (www/officer.html): takes files, shows the module's findings, offers the finished files.
//
// Texts go into the page as text, and its structure comes from templates. No markup is made here, so no Trusted Types
// policy is needed (the page's one policy is the widget's).

import { SCRIPT, WASM, instance } from "built";
import { joined, unpacked } from "../widget/unpack.js";
import { editions } from "./editions.js";
import { merging } from "./merging.js";

// Words that do not depend on a file. Words about a file come from the module, as in the command.
const WORDS = {
  idle: "ファイルを選ぶと、ここに結果が出ます。",
  reading: (names) => `${names} を読み込んでいます。`,
  making: (verdict) => `${verdict}保存するファイルを作っています。`,
  several: (first, count) => `${first} ほか${count - 1}ファイル`,
  size: (text) => `（${text}）`,
  good: "公開できます。下の見本を確かめて、保存してください。",
  bad: "このままでは公開できません。エラーのセルを直して、もう一度選んでください。",
  unread: "読み込めませんでした。",
  stopped: "プログラムが途中で止まりました。ほかのファイルは、このまま続けて調べられます。同じファイルでまた止まるときは、コマンド machi-plan check で調べてください。",
  tooLarge: (name) => `${name} は大きすぎます（50MBまで）。`,
  noFile: "ファイルを読み込めませんでした。ほかのソフトで開いていないか確かめて、もう一度選んでください。",
  none: "ファイルが見つかりませんでした。フォルダが空でないか確かめてください。",
  preview: "市民の方に見える形です。検索や表示の切り替えも、ここで確かめられます。",
  noPreview: "見本を表示できません。assets/machi-plan.js が読み込めていません。",
  withErrors: "エラーがあるので、まだ表示できません。エラーを直して、もう一度選んでください。",
  saveWithErrors: "エラーがあるので、まだ保存できません。エラーを直して、もう一度選んでください。",
  save: "押すと、お使いのパソコンに保存されます。",
  pasteWithErrors: "エラーがあるので、まだ貼れません。エラーを直して、もう一度選んでください。",
  placed: (plan, { page, folder }) =>
    `先に、計画ファイルを ${plan} に、1枚のHTMLを ${page} に、配布物の machi-plan.js と machi-plan.css を ${folder || "同じフォルダ"} に置きます。別の場所に置いたら、アドレスを書き換えてください。`,
  inside: (id, { page, folder }) =>
    `計画「${id}」の入った machi-plan.js と machi-plan.css を ${folder} に、1枚のHTMLを ${page} に置いておきます。別の場所に置いたら、アドレスを書き換えてください。`,
  readings: (count, doubted) => `どう読んだかを、セルごとに見る（値${count}個、確かめたい値${doubted}個）`,
  shownAll: (count) => `${count}行を表示しています。`,
  shownDoubted: (count, all) => `${all}行のうち、確かめたいセルの${count}行を表示しています。`,
  noDoubt: "確かめたいセルはありません。",
  rest: (count) => `多いので、ほかの${count}個はここに並べていません。一覧を保存すると、全部を見られます。`,
  done: "コピーしました。",
  byHand: "コピーできませんでした。選択された文字を写してください。",
  notMade: "このページのほかのスクリプトが妨げているので、作れませんでした。",
};
const IDLE = { preview: null, save: null, paste: null };
// The same as in the command.
const MAX_BYTES = 50_000_000;
const LIST_NAME = "problems.txt";
const READINGS_NAME = "readings.tsv";
// How many rows of readings the page lists besides the doubtful ones: thousands make it slow.
const LISTED = 500;
const TEMPLATE_NAME = "plan.xlsx";
const PREVIEW = "preview";

// Taken when the script starts: other scripts of the page may replace them.
const { Blob, URL } = globalThis;
const { createObjectURL, revokeObjectURL } = URL;

const at = (id) => document.getElementById(id);
const products = () => [...at("products").children];

// Waits for a frame on the screen before the work, which blocks the page. A hidden tab has no frames.
const painted = () =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 200);
  });

const BYTES = ["byte", "kilobyte", "megabyte"];
function sizeOf(bytes) {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const number = new Intl.NumberFormat("ja", {
    style: "unit", unit: BYTES[step], unitDisplay: step ? "short" : "long", maximumFractionDigits: step === 2 ? 1 : 0,
  });
  return number.format(bytes / 1000 ** step);
}

// Addresses of files to save, until the next choice.
const addresses = new Set();
function offer(link, name, content, type) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  let address = "";
  try {
    const file = new Blob([bytes], { type });
    if (file.size === bytes.length) address = createObjectURL(file);
  } catch { /* said below */ }
  if (!address.startsWith("blob:")) throw WORDS.notMade;
  if (addresses.delete(link.href)) revokeObjectURL(link.href);
  addresses.add(address);
  link.href = address;
  link.download = name;
}

/** Takes the file of a link away. */
function forget(link) {
  if (addresses.delete(link.href)) revokeObjectURL(link.href);
  link.removeAttribute("href");
  link.removeAttribute("download");
}

function fill(template, parts) {
  const element = at(template).content.firstElementChild.cloneNode(true);
  for (const [name, text] of Object.entries(parts)) element.querySelector(name).textContent = text;
  return element;
}

/** Shows the problems of one severity below a part of the page, and returns the id of their head. */
function showGroup({ severity, heading, problems }, template = "group", into = "groups", of = "problems") {
  const section = at(template).content.firstElementChild.cloneNode(true);
  const [head, list] = section.children;
  section.dataset.severity = severity;
  head.id = `${of}-${severity}`;
  head.textContent = heading;
  list.append(...problems.map(({ address, message, hint, reference }) =>
    fill("problem", {
      ".site-place": address, ".site-message": message, ".site-mend": hint, ".site-reference": reference,
    }),
  ));
  at(into).append(section);
  return head.id;
}

/** Shows how each value was read. The rows are made when they are first needed. */
function showReadings(lines, table) {
  const readings = at("readings");
  const isDoubted = ({ doubt }) => doubt !== null && doubt !== "note";
  const doubted = lines.filter(isDoubted).length;
  const shown = lines.filter(({ doubt }, index) => index < LISTED || doubt !== null).slice(0, 2 * LISTED);
  readings.hidden = lines.length === 0;
  at("readings-summary").textContent = WORDS.readings(lines.length, doubted);
  at("readings-rest").textContent = shown.length < lines.length ? WORDS.rest(lines.length - shown.length) : "";
  // With the byte order mark by which Excel recognises the encoding.
  offer(at("save-readings"), READINGS_NAME, `\ufeff${table}`, "text/tab-separated-values;charset=utf-8");
  showOnly(shown.length, shown.filter(isDoubted).length);
  readings.ontoggle = () => {
    if (readings.open && at("reading-rows").childElementCount === 0) at("reading-rows").append(...shown.map(readingRow));
  };
}

/** Lists all rows, or the doubtful ones only, and says how many. */
function showOnly(all, doubted) {
  const only = at("readings-only");
  only.checked = false;
  only.disabled = doubted === 0;
  const say = () => {
    at("readings-table").toggleAttribute("data-only", only.checked);
    const words = only.checked ? WORDS.shownDoubted(doubted, all) : WORDS.shownAll(all);
    at("readings-shown").textContent = doubted === 0 ? words + WORDS.noDoubt : words;
  };
  only.onchange = say;
  say();
}

function readingRow({ cells, doubt }) {
  const row = at("reading").content.firstElementChild.cloneNode(true);
  for (const [index, cell] of cells.entries()) row.children[index].textContent = cell;
  if (doubt !== null) row.dataset.doubt = doubt;
  return row;
}

function linkTo(id, text) {
  const link = document.createElement("a");
  link.href = `#${id}`;
  link.textContent = text;
  const entry = document.createElement("li");
  entry.append(link);
  at("jump").append(entry);
}

/** Empties the page, so that nothing of an earlier file stays. */
function clear() {
  older.clear();
  forms.clear();
  letGo();
  for (const address of addresses) revokeObjectURL(address);
  addresses.clear();
  at("readings").open = false;
  for (const id of ["groups", "jump", "reading-rows", "preview", "copied", "chosen", "size", "outcome"]) at(id).replaceChildren();
  for (const id of ["result", "readings", "saving", "paste", "progress"]) at(id).hidden = true;
  for (const product of products()) {
    for (const part of product.querySelectorAll(".site-file, .site-hash")) part.textContent = "";
  }
  [at("save-list"), at("save-readings"), ...products().map((product) => product.querySelector("a"))].forEach(forget);
  at("preview-note").textContent = IDLE.preview;
  at("save-note").textContent = IDLE.save;
  at("paste-note").textContent = IDLE.paste;
  at("status").textContent = WORDS.idle;
  at("reset").disabled = true;
  // The next preview would take over the state of the last one.
  if (location.hash.startsWith(`#${PREVIEW}`)) history.replaceState(null, "", location.pathname + location.search);
}

function step(done, of) {
  const progress = at("progress");
  progress.hidden = false;
  progress.max = of;
  progress.value = done;
}

/** The future address of the plan file on the city's site; empty where the script contains the plan. */
const place = () => at("place").value.trim();

// The id of the plan whose address is in the field.
let placed;
function showPlace({ planId, proposedAddress }) {
  // A mended file of the same plan keeps the officer's address.
  if (planId !== placed) at("place").value = proposedAddress;
  placed = planId;
  showCode();
}

/** The code to paste, with the address in the field. */
function showCode() {
  const plan = place();
  // A stopped module makes no new code, so the old one stays.
  const snippet = held?.snippet?.(plan);
  if (!snippet) return;
  at("paste-note").textContent = plan === "" ? WORDS.inside(placed, snippet) : WORDS.placed(plan, snippet);
  at("code-template").textContent = snippet.head;
  at("code-element").textContent = snippet.element;
  at("code-mark").textContent = snippet.mark;
  for (const [thing, code] of Object.entries(snippet.alone)) {
    at("code-" + thing).textContent = code ?? "";
    at("alone-" + thing).hidden = !code;
  }
  at("code-preload").textContent = snippet.preload ?? "";
  at("preload").hidden = !snippet.preload;
}

function showPreview(plan) {
  if (!customElements.get("machi-plan")) {
    at("preview-note").textContent = WORDS.noPreview;
    return;
  }
  const widget = document.createElement("machi-plan");
  widget.id = PREVIEW + "-plan";
  widget.setAttribute("heading-level", "3");
  widget.planData = plan;
  at("preview-note").textContent = WORDS.preview;
  at("preview").replaceChildren(widget);
}

function showOutcome(outcome, text) {
  at("outcome").dataset.outcome = outcome;
  at("outcome").textContent = text;
}

// A later choice overtakes an earlier one.
let turn = 0;
let module, script;
// The module in use. Each choice of a plan gets its own: a stopped module cannot go on, and the memory of a file is freed.
let rust;

// The objects in the memory of the current module: first the files, then their reading, from which the products with
// the address in the field are made.
let held;
function letGo() {
  // A stopped module can free nothing.
  try { held?.free(); } catch { /* as said */ }
  held = undefined;
}

async function take(files) {
  const mine = ++turn;
  const current = () => mine === turn;
  clear();
  at("reset").disabled = false;
  if (files.length === 0) {
    at("status").textContent = WORDS.none;
    return;
  }
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const names = files.length > 1 ? WORDS.several(files[0].name, files.length) : files[0].name;
  at("chosen").textContent = names;
  at("size").textContent = sizeOf(size);
  at("status").textContent = WORDS.reading(names);
  const steps = products().length + 2;
  step(0, steps);
  await painted();
  if (!current()) return;
  try {
    rust = instance();
    rust.initSync({ module });
    const chosen = await chosenOf(files, current);
    if (!chosen) return;
    held = chosen;
    step(1, steps);
    await painted();
    if (!current()) return;
    held = undefined;
    held = chosen.read();
    await show(held, current, steps);
  } catch (error) {
    if (!current()) return;
    fail(error);
  }
  if (!current()) return;
  at("progress").hidden = true;
  at("step-2").focus();
  at("step-2").scrollIntoView({ block: "start" });
}

/** Brings files into the memory of the module; nothing if a later choice has overtaken this one. */
async function chosenOf(files, current) {
  const chosen = new rust.Chosen();
  for (const file of files) {
    if (file.size > MAX_BYTES) throw WORDS.tooLarge(file.name);
    const bytes = await file.arrayBuffer().catch(() => Promise.reject(WORDS.noFile));
    if (!current()) return undefined;
    chosen.add(file.name, new Uint8Array(bytes));
  }
  return chosen;
}

/** Reads files beside the plan. The page shows that it works before it does. */
function besides() {
  let last = 0;
  return async (files) => {
    const [mine, of] = [++last, turn];
    const current = () => mine === last && of === turn;
    await painted();
    return current() ? chosenOf(files, current) : undefined;
  };
}

const older = editions({ offer, forget, fail, read: besides() });
const forms = merging({ offer, forget, fail, read: besides(), showGroup, take });

/** A string is a sentence about the files; anything else means that the module has stopped. */
function fail(error) {
  older.clear();
  forms.clear();
  letGo();
  at("status").textContent = typeof error === "string" ? WORDS.unread : WORDS.stopped;
  showOutcome("bad", typeof error === "string" ? error : WORDS.stopped);
  at("list-tools").hidden = true;
  at("result").hidden = false;
}

async function show(reading, current, steps) {
  const { verdict, mayBePublished, groups, text } = reading;
  for (const group of groups) linkTo(showGroup(group), group.heading);
  showReadings(reading.readings, reading.readingsTable);
  at("list-tools").hidden = groups.length === 0;
  offer(at("save-list"), LIST_NAME, text, "text/plain;charset=utf-8");
  at("copy").onclick = () => copy(text);
  at("result").hidden = false;
  showOutcome(mayBePublished ? "good" : "bad", mayBePublished ? WORDS.good : WORDS.bad);
  if (!mayBePublished) {
    at("preview-note").textContent = WORDS.withErrors;
    at("save-note").textContent = WORDS.saveWithErrors;
    at("paste-note").textContent = WORDS.pasteWithErrors;
    at("status").textContent = verdict;
    letGo();
    return;
  }
  at("status").textContent = WORDS.making(verdict);
  step(2, steps);
  await painted();
  if (!current()) return;
  const { plan } = JSON.parse(reading.planFile());
  showPreview(plan);
  showPlace(reading);
  at("save-note").textContent = WORDS.save;
  for (const id of ["saving", "paste"]) at(id).hidden = false;
  older.show();
  forms.show();
  for (const id of ["step-merging", "step-older", "step-3", "step-4", "step-5"]) linkTo(id, at(id).textContent);
  for (const [done, product] of products().entries()) {
    await painted();
    if (!current()) return;
    make(reading, product);
    step(done + 3, steps);
  }
  at("status").textContent = verdict;
}

function make(reading, product) {
  const file = product.querySelector(".site-file");
  try {
    const made = reading.product(product.dataset.product, script, place());
    const [name, bytes, hash] = [made.name, made.takeBytes(), made.integrity];
    made.free();
    offer(product.querySelector("a"), name, bytes, "application/octet-stream");
    file.textContent = name + WORDS.size(sizeOf(bytes.length));
    if (hash) product.querySelector(".site-hash").textContent = `integrity="${hash}"`;
  } catch (error) {
    // A string is a sentence about this file only; anything else means that the module has stopped.
    if (typeof error !== "string") throw error;
    file.textContent = error;
  }
}

/** Makes the files with the address in them again. Files that are not made yet will read it from the field. */
function makeAgain() {
  const named = products().filter((product) => "ofPlace" in product.dataset);
  try {
    for (const product of named) {
      if (held && product.querySelector("a").hasAttribute("href")) make(held, product);
    }
  } catch (error) {
    fail(error);
  }
}

async function copy(text) {
  // Emptied first: a screen reader says a sentence only when it changes.
  at("copied").textContent = "";
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copied = false;
    getSelection().selectAllChildren(at("groups"));
  }
  at("copied").textContent = copied ? WORDS.done : WORDS.byHand;
}

/** The files directly in a folder, without its subfolders. */
async function inside(folder, kind) {
  const reader = folder.createReader();
  const found = [];
  // The browser returns a hundred at a time.
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) break;
    found.push(...some);
  }
  // Notes and hidden files may be beside the files of the kind.
  const own = found.filter((entry) => entry.isFile && kind.test(entry.name));
  own.sort((a, b) => (a.name < b.name ? -1 : 1));
  return Promise.all(own.map((entry) => new Promise((done, fail) => entry.file(done, fail))));
}

// A package is its CSV files; forms are workbooks.
const TABLES = /^[^.].*\.csv$/i;
const BOOKS = /^[^.~].*\.(xlsx|zip)$/i;

/** The dropped files: those of a folder, or the files themselves, which the control then shows as if chosen there. */
function takeDropped(input, transfer, kind, take) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  const folder = entries.find((entry) => entry?.isDirectory);
  input.value = "";
  if (folder) {
    inside(folder, kind).then(take, () => take([]));
  } else {
    input.files = transfer.files;
    take([...input.files]);
  }
}

function listen() {
  const input = at("file");
  // So that the same file can be chosen again after it was mended.
  input.addEventListener("click", () => { input.value = ""; });
  input.addEventListener("change", () => { if (input.files.length > 0) take([...input.files]); });
  at("reset").addEventListener("click", () => {
    turn++;
    input.value = "";
    placed = undefined;
    clear();
    input.focus();
  });
  older.listen((files) => { if (held) older.compare(held, files); });
  const merge = (files) => { if (held) forms.merge(held, files); };
  forms.listen(merge);
  at("place").addEventListener("input", showCode);
  // At once and not later: the press that leaves the field may be on the link that saves.
  at("place").addEventListener("change", makeAgain);
  // On the whole page: a browser opens a file that missed the frame instead of the page.
  const frame = (event) => event.target.closest?.("#answers-drop") ?? at("drop");
  const over = (event, on) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    for (const each of [at("drop"), at("answers-drop")]) each.toggleAttribute("data-over", on && each === frame(event));
  };
  addEventListener("dragover", (event) => over(event, true));
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(event, false); });
  addEventListener("drop", (event) => {
    over(event, false);
    if (!event.defaultPrevented) return;
    if (frame(event) === at("drop")) takeDropped(input, event.dataTransfer, TABLES, take);
    else takeDropped(at("answers"), event.dataTransfer, BOOKS, merge);
  });
  at("preview").addEventListener("machi-plan:error", (event) => {
    at("preview-note").textContent = event.detail.message;
  });
}

/** A workbook to begin with. It does not belong to a choice, so it stays when a choice ends. */
function offerTemplate() {
  try {
    const rust = instance();
    rust.initSync({ module });
    const link = at("template");
    offer(link, TEMPLATE_NAME, rust.template(), "application/octet-stream");
    // It stays when a choice ends.
    addresses.delete(link.href);
  } catch {
    // The first file will report whatever stops it.
  }
}

async function start() {
  for (const name of Object.keys(IDLE)) IDLE[name] = at(`${name}-note`).textContent;
  // Otherwise the page says that this script has not loaded.
  at("missing").remove();
  try {
    module = await WebAssembly.compile(await joined(WASM));
    script = new TextDecoder().decode(await unpacked(SCRIPT));
  } catch {
    at("preparing").textContent = "";
    at("unable").hidden = false;
    return;
  }
  listen();
  at("file").disabled = false;
  at("drop").setAttribute("data-ready", "");
  offerTemplate();
}
start();
