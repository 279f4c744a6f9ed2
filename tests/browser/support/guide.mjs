// www/guide.html for the tests: its snippets, its tables, and a site with the files where the guide puts them.

import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output, root } from "./command.mjs";

const text = (html) =>
  html.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

export const GUIDE = await readFile(join(root, "www/guide.html"), "utf8");

/** Every piece of code with a copy button, by its own words. `shows` is its result, `needs` are further requirements. */
export const SNIPPETS = [...GUIDE.matchAll(/<pre class="site-snippet" data-shows="([^"]*)"(?: data-needs="([^"]*)")?><code id="([^"]*)">(.*?)<\/code><\/pre>/gs)].map(
  ([, shows, needs = "", id, code]) => ({ id, shows, needs, code: text(code) }),
);

/** The one snippet of its kind. */
export const snippet = (shows) => SNIPPETS.find((one) => one.shows === shows).code;

/** The rows of a table as `[head, …cells]`. */
export function tableOf(id) {
  const table = GUIDE.match(new RegExp(`<table class="site-table" id="${id}".*?</table>`, "s"))[0];
  const rows = table.match(/<tr.*?<\/tr>/gs).slice(1);
  return rows.map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => text(cell)));
}

/** A page of a city: its template's head, its article. */
export const cityPage = (body, head = "") =>
  `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>試験</title>${head}</head><body><main><h1>試験</h1>${body}</main></body></html>`;

/** The output of the guide's two commands, copied word for word, from the workbook of 岡山市. */
export async function runCommands() {
  const folder = await mkdtemp(join(tmpdir(), "machi-plan-guide-"));
  try {
    await symlink(join(root, "pkg"), join(folder, "pkg"));
    const run = (words) => output(words, { cwd: folder });
    run(["export", join(root, "data/okayama"), "--as", "workbook", "--out", "keikaku.xlsx"]);
    for (const { code } of SNIPPETS.filter(({ shows }) => shows === "command")) {
      run(code.replace(/^cargo machi-plan /, "").split(" "));
    }
    const written = (name) => readFile(join(folder, name), "utf8");
    return { fragment: await written("fragment.html"), single: await written("plan.html") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The folder /machi-plan/ as the guide has it filled. */
export async function placed({ single }) {
  const pkg = (name) => readFile(join(root, "pkg", name));
  return {
    "/machi-plan/machi-plan.js": await pkg("machi-plan.js"),
    "/machi-plan/machi-plan.css": await pkg("machi-plan.css"),
    // With the mark that the guide asks for.
    "/machi-plan/plan.txt": `\ufeff${await pkg("plans/okayama.json")}`,
    // Both bring a policy of their own.
    "/machi-plan/embed.html": { body: await pkg("embed.html"), csp: null },
    "/machi-plan/plan.html": { body: single, csp: null },
  };
}
