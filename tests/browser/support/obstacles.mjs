// The ways to embed a plan, the obstacles, and the citizen's view for each pair. The tests compare every cell with
// Chromium, and `docs/embedding-table.md` is written from here.

import { SEEN as SEEN_IN_HOSTS } from "../../hosts/support/cells.mjs";
import { DEPARTMENT, FRAGMENT } from "../../hosts/support/levels.mjs";
import { STRICT } from "./server.mjs";

/** What can be seen, in the words of the document. */
export const SEEN = {
  ...SEEN_IN_HOSTS,
  message: "知らせだけ",
  "message, link": "知らせとリンク",
  "message, table": "知らせと読める表",
  "frame message": "枠の中に知らせと案内文",
  "frame message, link": "枠の中に知らせと案内文、下にリンク",
  error: "枠の中はブラウザーのエラー",
  "error, link": "枠の中はブラウザーのエラー、下にリンク",
  paper: "紙に全部",
  "paper, heads": "紙に一覧だけ",
  "paper, part": "紙に枠の分だけ",
};

/** The address of the script, of the page that anyone can read, and of the plan file. */
export const SCRIPT = "/machi-plan/machi-plan.js";
export const READABLE = "/plan/okayama.html";
export const PLAN = "/files/okayama.txt";

const TAG = `<script src="${SCRIPT}" defer></script>`;
const named = (src, prefix = "") => (src ? `${prefix}src="${src}"` : `${prefix}plan="okayama"`);
const link = (attributes = "") =>
  `<a ${attributes}href="${READABLE}#?plan=okayama&amp;department=${DEPARTMENT}">行財政改革の項目一覧</a>`;
const frame = (src) =>
  `<iframe src="/machi-plan/embed.html?${src ? `src=${src}` : "plan=okayama"}&amp;department=${DEPARTMENT}" title="岡山市の行財政改革" width="100%" height="800"></iframe>`;
const rooted = (src) => (src ? FRAGMENT.replace("data-plan=", `data-src="${src}" data-plan=`) : FRAGMENT);
const pasted = (src) => rooted(src).replace(/^<machi-plan[^>]*>/, "").replace(/<\/machi-plan>$/, "");

/**
 * Each level: its `name` in the document, its `snippet` with the plan of the script or with a plan file, whether the `template`
 * of the site has the script, and the `department` to which a live widget is narrowed.
 */
export const LEVELS = {
  element: {
    name: "要素（中は空）",
    snippet: (src) => `${TAG}\n<machi-plan ${named(src)} department="${DEPARTMENT}"></machi-plan>`,
    department: DEPARTMENT,
  },
  "element, link": {
    name: "要素（中にリンク）",
    snippet: (src) =>
      `<div>${TAG}\n<machi-plan ${named(src)} department="${DEPARTMENT}"><p>${link()}</p></machi-plan></div>`,
    department: DEPARTMENT,
  },
  "element, fragment": {
    name: "要素（中に表）",
    snippet: (src) => `<div>${TAG}\n${rooted(src).replace('plan="okayama"', named(src))}</div>`,
  },
  class: {
    name: "`class` の目印",
    snippet: (src) => `<div class="machi-plan" ${named(src, "data-")} data-department="${DEPARTMENT}"><p>${link()}</p></div>`,
    template: true,
    department: DEPARTMENT,
  },
  attribute: {
    name: "`data-machi-plan` の目印",
    snippet: (src) =>
      `<div data-machi-plan${src ? ` data-src="${src}"` : '="okayama"'} data-department="${DEPARTMENT}"><p>${link()}</p></div>`,
    template: true,
    department: DEPARTMENT,
  },
  link: {
    name: "リンクだけ",
    snippet: (src) => `<p>${link(`class="machi-plan" ${src ? `data-src="${src}" ` : ""}`)}</p>`,
    template: true,
    department: DEPARTMENT,
  },
  frame: {
    name: "iframe",
    snippet: (src) => frame(src),
    department: DEPARTMENT,
  },
  "frame, link": {
    name: "iframe と、その下のリンク",
    snippet: (src) => `${frame(src)}\n<p>${link()}</p>`,
    department: DEPARTMENT,
  },
  "fragment, script": {
    name: "表の貼り付け（ひな形にスクリプト）",
    snippet: (src) => pasted(src),
    template: true,
  },
  fragment: {
    name: "表の貼り付け（スクリプトなし）",
    snippet: (src) => pasted(src),
  },
};

/** The parts of a snippet that editors drop. docs/hosts.md describes real editors. */
const withoutElements = (html) =>
  html.replaceAll(/<(script|iframe)\b.*?<\/\1>/gs, "").replaceAll(/<\/?machi-plan\b[^>]*>/g, "");
const withoutAttributes = (html) =>
  html.replaceAll(/<[^>]+>/g, (tag) => tag.replaceAll(/ (?:class|id|data-[\w-]+)(?:="[^"]*")?/g, ""));

const row = (name, when, given, ...seen) => ({
  name,
  when,
  ...given,
  seen: Object.fromEntries(Object.keys(LEVELS).map((level, at) => [level, seen[at]])),
});

/**
 * One row an obstacle, which is the whole site's: `csp` and `headers` of every page, `missing` paths, a plan file in place of the
 * plan of the script (`file`: how it comes), what an editor `keeps`, what the browser may `say`. The cells are in the order of
 * the levels.
 */
export const ROWS = [
  row(
    "何も妨げない",
    "ふつうのサイトです。",
    {},
    "live", "live", "live", "live", "live", "live", "frame", "frame", "live", "table",
  ),
  row(
    "スクリプトを切っている",
    "利用者がブラウザーの設定や拡張機能で切っている場合です。",
    { scripting: false },
    "nothing", "link", "table", "link", "link", "link", "notice", "notice, link", "table", "table",
  ),
  row(
    "スクリプトが届かない",
    "`machi-plan.js` の置き場所が違う、サーバーが止めた、種類（MIME）の指定が違う、`integrity` の値が古いなどの場合です。`embed.html` は中にスクリプトを持っています。",
    { missing: SCRIPT, say: /404/ },
    "nothing", "link", "table", "link", "link", "link", "frame", "frame", "table", "table",
  ),
  row(
    "CSP がスクリプトを止める",
    "サイト全体の Content-Security-Policy に、スクリプトの置き場所がない場合です。",
    { csp: "script-src 'none'", say: /script-src/ },
    "nothing", "link", "table", "link", "link", "link", "notice", "notice, link", "table", "table",
  ),
  row(
    "CSP が WebAssembly を止める",
    "`script-src` に `'wasm-unsafe-eval'` がない場合です。iOS のロックダウンモードや Edge のセキュリティ強化でも同じです。",
    { csp: "script-src 'self' 'unsafe-inline'", refuses: "wasm" },
    "nothing", "link", "table", "link", "link", "link", "notice", "notice, link", "table", "table",
  ),
  row(
    "Trusted Types を求め、machi-plan を許さない",
    "`require-trusted-types-for 'script'` があり、`trusted-types` に `machi-plan` がない場合です。",
    { csp: "require-trusted-types-for 'script'; trusted-types 'none'", refuses: "policy", say: /trusted-types|TrustedTypes/i },
    "nothing", "link", "table", "link", "link", "link", "notice", "notice, link", "table", "table",
  ),
  row(
    "厳しい CSP（必要な語はある）",
    "サイト全体の CSP が、同じサイトのファイルと `'wasm-unsafe-eval'` と Trusted Types の `machi-plan` だけを許す場合です。`embed.html` の中のスクリプトは、その値（ハッシュ）が CSP になければ止まります。",
    { csp: `${STRICT}; frame-src 'self'`, say: /script-src|style-src/ },
    "live", "live", "live", "live", "live", "live", "notice", "notice, link", "live", "table",
  ),
  row(
    "計画ファイルが届かない",
    "`src` で計画ファイルを読む書き方で、そのファイルがない、別のものに替わった、サーバーが答えない場合です。",
    { file: "missing", say: /404/ },
    "message", "message, link", "message, table", "message, link", "message, link", "message, link", "frame message", "frame message, link", "message, table", "table",
  ),
  row(
    "計画ファイルがまだ届かない",
    "`src` で計画ファイルを読む書き方で、回線やサーバーが遅い間です。届けば「何も妨げない」と同じになります。",
    { file: "slow" },
    "nothing", "link", "table", "link", "link", "link", "notice", "notice, link", "table", "table",
  ),
  row(
    "編集画面が要素とスクリプトを消す",
    "`<script>`、`<machi-plan>`、`<iframe>` を消す編集画面です。",
    { keeps: withoutElements },
    "nothing", "link", "table", "live", "live", "live", "nothing", "link", "live", "table",
  ),
  row(
    "編集画面が class、id、data-* も消す",
    "上に加えて、`class`、`id`、`data-` で始まる属性も消す編集画面です。",
    { keeps: (html) => withoutAttributes(withoutElements(html)) },
    "nothing", "link", "table", "link", "link", "link", "nothing", "link", "table", "table",
  ),
  row(
    "iframe を断る",
    "サーバーが全部のページに `X-Frame-Options: DENY` や `frame-ancestors 'none'` を付けている場合です。",
    { headers: { "x-frame-options": "DENY" }, say: /X-Frame-Options|chrome-error/i },
    "live", "live", "live", "live", "live", "live", "error", "error, link", "live", "table",
  ),
  row(
    "開いた後で回線が切れる",
    "電車の中などで、ページが出た後につながらなくなった場合です。",
    // A browser asks for the icon of a site when it likes.
    { offline: true, say: /favicon\.ico/ },
    "live", "live", "live", "live", "live", "live", "frame", "frame", "live", "table",
  ),
  row(
    "紙に印刷する",
    "スクリプトのないページでも、`machi-plan.css` を読み込むと、閉じている中身まで出ます。",
    { paper: true },
    "paper", "paper", "paper", "paper", "paper", "paper", "paper, part", "paper, part", "paper", "paper, heads",
  ),
];
