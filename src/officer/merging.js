// The part of the officer's page that merges the filled forms of the departments into the plan (www/officer.html,
// `#merging`).
//
// As in page.js, texts go into the page as text, and structure comes from templates.

const WORDS = {
  reading: (count) => `${count}ファイルを読み込んで、まとめています。`,
  none: "Excelかzipが見つかりませんでした。フォルダが空でないか確かめてください。",
  good: "まとめました。下の「まとめた計画を調べる」を押すと、見本まで確かめられます。",
  missing: "届いた分だけをまとめました。まだの部署の分は、届いてから、もう一度ここでまとめられます。",
  bad: "まとめたファイルは作っていません。下のエラーを直して、届いたファイルを全部、もう一度まとめて選んでください。",
  nothing: "新しく書く欄がないので、まとめたファイルは作っていません。",
  done: "結果が出ました。",
  number: (count) => `（${count}部署）`,
};
const LIST_NAME = "merged.txt";

const at = (id) => document.getElementById(id);

/**
 * The part of the page. `offer`, `forget`, `read` and `fail` are those of `editions`; `showGroup` adds problems of one
 * severity to a part of the page; `take` opens a merged plan as if it had been chosen.
 */
export function merging({ offer, forget, read, fail, showGroup, take }) {
  let merged;

  function clear() {
    at("merging").hidden = true;
    at("answers").value = "";
    empty();
  }

  function empty() {
    merged = undefined;
    at("merged").hidden = true;
    for (const id of ["answers-status", "merged-sentences", "merged-departments", "merged-groups"]) at(id).replaceChildren();
    for (const id of ["save-merged", "save-merged-list"]) forget(at(id));
  }

  /** Merges the chosen files into the plan. `reading` is the plan. */
  async function merge(reading, files) {
    empty();
    if (files.length === 0) {
      at("answers-status").textContent = WORDS.none;
      return;
    }
    at("answers-status").textContent = WORDS.reading(files.length);
    let chosen, made;
    try {
      chosen = await read(files);
      if (!chosen) return;
      made = reading.merge(chosen);
      show(made.found, made.name, made.name && made.takeBytes());
    } catch (error) {
      // A string is a sentence about these files.
      if (typeof error === "string") at("answers-status").textContent = error;
      else fail(error);
    } finally {
      for (const held of [chosen, made]) {
        try { held?.free(); } catch { /* the module has stopped */ }
      }
    }
  }

  function show({ sentences, departments, groups, hasErrors, isMissing, text }, name, bytes) {
    const isMade = name !== undefined;
    const outcome = at("merged-outcome");
    outcome.dataset.outcome = hasErrors ? "bad" : "good";
    outcome.textContent = hasErrors ? WORDS.bad : !isMade ? WORDS.nothing : isMissing ? WORDS.missing : WORDS.good;
    at("merged-sentences").append(...sentences.map((sentence) => {
      const entry = document.createElement("li");
      entry.textContent = sentence;
      return entry;
    }));
    at("departments-number").textContent = WORDS.number(departments.length);
    at("departments-found").hidden = departments.length === 0;
    at("merged-departments").append(...departments.map((cells) => {
      const row = at("merged-department").content.firstElementChild.cloneNode(true);
      for (const [index, cell] of cells.entries()) row.children[index].textContent = cell;
      return row;
    }));
    for (const group of groups) showGroup(group, "merged-group", "merged-groups", "merged");
    offer(at("save-merged-list"), LIST_NAME, text, "text/plain;charset=utf-8");
    at("merged-files").hidden = !isMade;
    if (isMade) {
      merged = { name, bytes };
      offer(at("save-merged"), name, bytes, "application/octet-stream");
    }
    at("merged").hidden = false;
    at("answers-status").textContent = WORDS.done;
    at("merged-head").focus();
    at("merged-head").scrollIntoView({ block: "start" });
  }

  function listen(chosen) {
    const input = at("answers");
    input.addEventListener("click", () => { input.value = ""; });
    input.addEventListener("change", () => { if (input.files.length > 0) chosen([...input.files]); });
    at("open-merged").addEventListener("click", () => { if (merged) take([new File([merged.bytes], merged.name)]); });
  }

  return { clear, listen, merge, show: () => { at("merging").hidden = false; } };
}
