// The part of the officer's page that compares the plan with an earlier edition (www/officer.html, `#editions`).
//
// As in page.js, texts go into the page as text, and structure comes from templates.

const WORDS = {
  reading: (name) => `${name} を読み込んで、比べています。`,
  several: (first, count) => `${first} ほか${count - 1}ファイル`,
  same: (compared) => `${compared}違いはありません。`,
  found: (compared, { changes, corrections, results }) =>
    `${compared}「変更」に足す行の候補${changes.length}件、「訂正」に足す行の候補${corrections.length}件、今回加わった実績${results.length}件。`,
  number: (count) => `（${count}件）`,
  others: (sheets) => `ほかに違いのあるシート: ${sheets.join("、")}（行ごとには比べません）`,
  noYear: "（書かない）",
  of: (field, row) => `${field}（${row}）`,
  blank: "（空欄）",
  row: ({ table, id, column }) => [table, id, column].filter((part) => part !== "").join(" "),
  noDate: "日付を選んでください。",
  noReason: (rows) => `理由が空欄の行があります（${rows.join("、")}）。空欄のままにするときは、もう一度押してください。`,
  made: (count) => `${count}行のファイルを作りました。下から保存できます。`,
  again: "書きかえました。保存する前に、もう一度「ファイルを作る」を押してください。",
};
const FILES = {
  "save-changes": ["changes.csv", (made) => made.rows()],
  "save-comparison": ["comparison.xlsx", (made) => made.comparison()],
  "save-completed": ["plan.xlsx", (made) => made.package()],
};
const ENDS = ["廃止", "統合", "分割"];

const at = (id) => document.getElementById(id);
const clone = (template) => at(template).content.firstElementChild.cloneNode(true);

/**
 * The part of the page. `offer` and `forget` give a link its file and take it away; `read` brings files into the memory
 * of the module, or gives nothing if a later choice has overtaken this one; `fail` says that the module has stopped.
 */
export function editions({ offer, forget, read, fail }) {
  let older, found, isWarned;

  function clear() {
    // A stopped module can free nothing.
    try { older?.free(); } catch { /* as said */ }
    older = found = undefined;
    at("editions").hidden = true;
    at("older").value = "";
    empty();
  }

  function empty() {
    isWarned = false;
    at("compared").hidden = true;
    for (const id of ["older-status", "doubt-list", "change-rows", "correction-rows", "result-rows", "older-question", "save-question", "change-year", "others", "made-status"]) {
      at(id).replaceChildren();
    }
    at("results-found").open = false;
    withdraw();
  }

  function withdraw() {
    for (const id of Object.keys(FILES)) forget(at(id));
  }

  /** Compares with the chosen files. `reading` is the plan. */
  async function compare(reading, files) {
    empty();
    if (files.length === 0) return;
    const name = files.length > 1 ? WORDS.several(files[0].name, files.length) : files[0].name;
    at("older-status").textContent = WORDS.reading(name);
    let chosen;
    try {
      chosen = await read(files);
      if (!chosen) return;
      older?.free();
      older = undefined;
      older = reading.compare(chosen);
      found = older.found;
    } catch (error) {
      // A string is a sentence about these files.
      if (typeof error === "string") at("older-status").textContent = error;
      else fail(error);
      return;
    } finally {
      try { chosen?.free(); } catch { /* the module has stopped */ }
    }
    show();
  }

  function show() {
    const { compared, changes, corrections, results, doubts, others, years } = found;
    const isSame = [changes, corrections, results, doubts, others].every((list) => list.length === 0);
    at("older-status").textContent = isSame ? WORDS.same(compared) : WORDS.found(compared, found);
    at("compared").hidden = isSame;
    for (const id of ["older-question", "save-question"]) at(id).textContent = found.question;
    part("doubts", doubts, "doubt-list", (text) => {
      const entry = document.createElement("li");
      entry.textContent = text;
      return entry;
    });
    part("changes", changes, "change-rows", changeRow);
    part("corrections", corrections, "correction-rows", (cells) => filled("correction", cells));
    part("results", results, "result-rows", ([table, id, name, ...cells]) => filled("new-result", [`${table} ${id}`, name, ...cells]));
    at("others").textContent = others.length > 0 ? WORDS.others(others) : "";
    const options = [["", WORDS.noYear], ...years].map(([value, text]) => new Option(text, value));
    at("change-year").append(...options);
  }

  /** A list with its head; hidden without entries. */
  function part(name, list, into, row) {
    at(`${name}-found`).hidden = list.length === 0;
    at(`${name}-number`).textContent = WORDS.number(list.length);
    at(into).append(...list.map((entry) => row(entry)));
  }

  function changeRow(change) {
    const row = clone("change");
    const texts = [WORDS.row(change), change.name, change.kind, change.before || WORDS.blank, change.after || WORDS.blank];
    for (const [column, text] of texts.entries()) row.children[column].textContent = text;
    const [reason, successors] = row.querySelectorAll("input");
    name(reason, change);
    name(successors, change);
    if (change.ends) {
      const kind = clone("kinds");
      kind.append(...ENDS.map((word) => new Option(word)));
      name(kind, change);
      row.children[2].replaceChildren(kind);
    } else {
      successors.closest("td").replaceChildren();
    }
    return row;
  }

  /** Every field of the table says to which row it belongs. */
  function name(field, change) {
    field.setAttribute("aria-label", WORDS.of(field.getAttribute("aria-label"), WORDS.row(change)));
  }

  function filled(template, cells) {
    const row = clone(template);
    for (const [index, cell] of cells.entries()) row.children[index].textContent = cell;
    return row;
  }

  /** The cells that the officer has written, five for each row. */
  function cells() {
    const [date, year] = [at("change-date").value, at("change-year").value];
    return [...at("change-rows").children].flatMap((row) => {
      const [reason, successors] = row.querySelectorAll("input");
      return [date, year, row.querySelector("select")?.value ?? "", reason.value, successors?.value ?? ""];
    });
  }

  function make() {
    const status = at("made-status");
    // Emptied first: a screen reader says a sentence only when it changes.
    status.textContent = "";
    const texts = cells();
    const rows = found.changes;
    if (rows.length > 0 && at("change-date").value === "") {
      status.textContent = WORDS.noDate;
      at("change-date").focus();
      return;
    }
    const unreasoned = rows.filter((_, index) => texts[5 * index + 3].trim() === "");
    if (unreasoned.length > 0 && !isWarned) {
      isWarned = true;
      status.textContent = WORDS.noReason(unreasoned.map(WORDS.row));
      return;
    }
    let made;
    try {
      made = older.complete(texts);
      for (const [id, [file, bytes]] of Object.entries(FILES)) offer(at(id), file, bytes(made), "application/octet-stream");
      status.textContent = WORDS.made(rows.length) + made.doubts;
    } catch (error) {
      if (typeof error !== "string") return fail(error);
      status.textContent = error;
    } finally {
      try { made?.free(); } catch { /* the module has stopped */ }
    }
  }

  function listen(chosen) {
    const input = at("older");
    input.addEventListener("click", () => { input.value = ""; });
    input.addEventListener("change", () => { if (input.files.length > 0) chosen([...input.files]); });
    at("make-changes").addEventListener("click", make);
    at("changes-found").addEventListener("input", () => {
      const isOffered = at("save-changes").hasAttribute("href");
      withdraw();
      at("made-status").textContent = isOffered ? WORDS.again : "";
    });
  }

  return { clear, compare, listen, show: () => { at("editions").hidden = false; } };
}
