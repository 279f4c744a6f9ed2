// The snippets that communications staff paste, level by level, and their hosts.

import { readFile } from "node:fs/promises";

const file = (path) => readFile(new URL(`../../../${path}`, import.meta.url), "utf8");

/** The fragment of the package: the element with the whole plan as HTML inside. */
export const FRAGMENT = (await file("pkg/fragments/okayama.html")).trim();

/** The same in the elements that editors keep. */
export const EDITOR_FRAGMENT = (await file("pkg/fragments/okayama-editor.html")).trim();

const pasted = FRAGMENT.replace(/^<machi-plan[^>]*>/, "").replace(/<\/machi-plan>$/, "");

/** Where the site keeps the script. */
const SCRIPT = '<script src="/machi-plan/machi-plan.js" defer></script>\n';

/** The one department that the snippets below ask for, where they ask for one. */
export const DEPARTMENT = "財政局";

/**
 * The classic editor of WordPress makes a paragraph of whatever is no block to it, and HTML ends a paragraph where the next
 * block begins: an element in a paragraph loses its content. In a block of its own it keeps it.
 */
const block = (snippet) => `<div>${snippet}</div>`;

const FRAME =
  `<iframe src="/machi-plan/embed.html?plan=okayama&amp;department=${DEPARTMENT}" title="岡山市の行財政改革" width="100%" height="800"></iframe>`;

const link = (plan, attributes = "") =>
  `<a ${attributes}href="${plan}#?department=${DEPARTMENT}">行財政改革の項目一覧</a>`;

/**
 * Each level: its `name` in the documents, its `snippet` by the address of the plan file, and the `department` to which a
 * live widget is narrowed.
 */
export const LEVELS = {
  element: {
    name: "要素とスクリプト（中は空）",
    snippet: () => `${SCRIPT}<machi-plan plan="okayama" department="${DEPARTMENT}"></machi-plan>`,
    department: DEPARTMENT,
  },
  "element, link": {
    name: "要素とスクリプト（中にリンク）",
    snippet: (plan) =>
      block(`${SCRIPT}<machi-plan src="${plan}" department="${DEPARTMENT}"><p>${link(plan, 'class="machi-plan" ')}</p></machi-plan>`),
    department: DEPARTMENT,
  },
  "element, fragment": {
    name: "要素とスクリプト（中に表）",
    snippet: () => block(SCRIPT + FRAGMENT),
    fragment: true,
  },
  class: {
    name: "`class=\"machi-plan\"` の目印（中にリンク）",
    snippet: (plan) => `<div class="machi-plan" data-src="${plan}" data-department="${DEPARTMENT}"><p>${link(plan)}</p></div>`,
    department: DEPARTMENT,
  },
  attribute: {
    name: "`data-machi-plan` の目印（中にリンク）",
    snippet: (plan) => `<div data-machi-plan><p>${link(plan)}</p></div>`,
    department: DEPARTMENT,
  },
  link: {
    name: "リンクだけ",
    snippet: (plan) => `<p>${link(plan, 'class="machi-plan" ')}</p>`,
    department: DEPARTMENT,
  },
  frame: {
    name: "題名の付いた iframe",
    snippet: () => FRAME,
    department: DEPARTMENT,
  },
  "frame, link": {
    name: "題名の付いた iframe と、その下のリンク",
    snippet: (plan) => `${FRAME}\n<p>${link(plan)}</p>`,
    department: DEPARTMENT,
  },
  fragment: {
    name: "表の貼り付け",
    snippet: () => pasted,
    fragment: true,
  },
  editor: {
    name: "編集画面用の表の貼り付け",
    snippet: () => EDITOR_FRAGMENT,
    fragment: true,
    // What a reader without the widget finds on the page.
    reads: EDITOR_FRAGMENT,
  },
};

/** The hosts by their names in the documents, in the order of the table. */
export const HOSTS = {
  administrator: "WordPress 管理者",
  author: "WordPress 投稿者",
  ckeditor: "CKEditor 4 既定",
  "ckeditor-all": "CKEditor 4 すべて許可",
  tinymce: "TinyMCE 8 既定",
};
