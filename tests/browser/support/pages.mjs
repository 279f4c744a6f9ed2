// Pages for the tests: those of `www`, and small ones around a widget.

import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const www = fileURLToPath(new URL("../../../www/", import.meta.url));

/** The path of every page of `www`, found by reading the folder; `pages` holds templates, not pages. */
export async function ownPages() {
  const htmlOf = async (folder) => (await readdir(www + folder)).filter((name) => name.endsWith(".html")).sort();
  const top = (await htmlOf("")).map((name) => `/${name}`);
  // embed.html is a page only with an address that names a plan: it has a test of its own.
  const assets = (await htmlOf("assets")).filter((name) => name !== "embed.html");
  return [...top, ...assets.map((name) => `/assets/${name}`)];
}

/** A page with `body` in its main part; the sheet and the script of the widget are linked. */
export function widgetPage(body, { script = true, head = "" } = {}) {
  const tag = script ? '<script src="/assets/machi-plan.js" defer></script>' : "";
  return `<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>試験</title><link rel="stylesheet" href="/assets/machi-plan.css">${head}${tag}</head>
<body><main><h1>試験</h1>${body}</main></body></html>`;
}

/** The content of an element until, or instead of, the widget. */
export const FALLBACK = '<p id="fallback">ここに計画があります。<a href="/plan.html">計画を読む</a></p>';
