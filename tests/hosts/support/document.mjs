// Writes `docs/hosts.md` from the data of the tests.

import { EDITOR_LOSSES, LOSSES, ROWS, SEEN, UPLOADS } from "./cells.mjs";
import { FRAGMENT, HOSTS, LEVELS } from "./levels.mjs";

const line = (cells) => `| ${cells.join(" | ")} |`;
/** A table of cells. */
export const table = (heads, rows) => [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
const code = (names) => (names.length === 0 ? "なし" : names.map((name) => `\`${name}\``).join(" "));

const seen = (template) =>
  table(
    ["埋め込みの方法", ...Object.values(HOSTS)],
    ROWS.filter((row) => row.template === template).map((row) => [
      LEVELS[row.level].name,
      ...Object.keys(HOSTS).map((host) => SEEN[row.seen[host]]),
    ]),
  );

const losses = (of) =>
  table(
    ["編集する仕組み", "消える要素", "一部が消える要素", "消える属性", "加わる要素と属性", "グラフ"],
    Object.entries(HOSTS).map(([host, name]) => {
      const { elements, some, attributes, added, signsOfCharts } = of[host];
      const charts = signsOfCharts ? "消えて、目盛りの文字が文として残る" : of === LOSSES ? "残る" : "初めから数値の表";
      return [name, code(elements), code(some), code(attributes), code(added), charts];
    }),
  );

const CONTENTS = {
  plan: "計画ファイル",
  "plan for an upload": "計画ファイルの先頭にBOMを付けたもの",
  script: "スクリプト",
  style: "スタイルシート",
  module: "WebAssembly",
  drawing: "図",
  page: "iframe用のページ",
  archive: "書庫",
};

const uploads = () =>
  table(
    ["ファイル名", "中身", HOSTS.administrator, HOSTS.author],
    UPLOADS.map(({ name, content, taken }) => [
      `\`${name}\``,
      CONTENTS[content],
      ...["administrator", "author"].map((user) => (taken[user] ? "入る" : "断られる")),
    ]),
  );

/** Every snippet as it was pasted; the table in it is 250 KB. */
const snippets = () =>
  Object.values(LEVELS)
    .map(({ name, snippet }) => {
      const text = snippet("/wp-content/uploads/okayama.txt")
        .replace(FRAGMENT, '<machi-plan plan="okayama">（計画の表）</machi-plan>')
        .replace(/^<div class="machi-plan" lang.*$/s, '<div class="machi-plan" …>（計画の表）</div>');
      return `${name}：\n\n\`\`\`html\n${text}\n\`\`\``;
    })
    .join("\n\n");

/** The whole page. */
export const hostsPage = () => `# CMSに貼り付けると、市民には何が見えるか

CMSの編集画面は、貼り付けたHTMLの一部を消すことがあります。何が消えるかは、CMSと、記事を書く人の権限で変わります。この
ページは、本物のWordPress（Debianの6.1）と、CMSによく使われる編集部品（CKEditor 4.22.1、TinyMCE 8.9.2）に実際に貼り付け、
公開されたページをブラウザーで開いて確かめた結果です。\`cargo xtask test hosts\` が全部の欄を確かめ、この表も書きます
（\`UPDATE_SNAPSHOTS=1 node --test tests/hosts/document.test.mjs\`）。スクリプトが止められたときや、ファイルが届かないときに何が見えるかは
[embedding-table.md](embedding-table.md) にあります。

- **動く部品**：検索、絞り込み、並べ替えができます。
- **枠の中で動く部品**：iframeの中で同じことができます。
- **読める表**：全部の項目と文章が表で読めます。検索はできません。
- **リンク**：リンクの文字だけが見えます。先は計画ファイルで、人が読むためのものではありません。リンクの先を、計画を読める
  ページかPDFにするか、表を貼り付けてください。
- **枠の中に案内文だけ**：スクリプトが止められた枠に、その旨だけが出ます。
- **何も出ない**：題名も文も残りません。この方法は、その仕組みでは使えません。

「CKEditor 4 すべて許可」は \`allowedContent: true\` の設定です。WordPressでは、ブロックエディターの「カスタムHTML」とクラシックエディターの
「テキスト」の両方に貼り、結果は同じでした。

## サイトのテンプレートにスクリプトがないとき

${seen(false)}

## サイトのテンプレートにスクリプトがあるとき

全部のページに \`machi-plan.js\` を読み込む1行を、保守の業者に入れてもらった場合です。

${seen(true)}

CKEditor 4の既定の設定は \`class\` と \`data-\` で始まる属性を消すので、テンプレートにスクリプトがあっても、動かす目印が残りません。
表を貼り付けてください。

TinyMCE 8は、同じサイトへのアドレスを、編集画面から見た相対アドレスに書き換えます。記事が編集画面と違う深さのフォルダに公開されるときは、
リンクもiframeも切れます。設定 \`convert_urls: false\` で止まります。またiframeに \`sandbox=""\` を付けて、中のスクリプトを止めます。設定
\`sandbox_iframes_exclusions\` にサイトのホスト名を加え、iframeのアドレスを \`https://\` から、日本語を%の形にして書くと、枠の中で動きます。どちらもCMSの管理者の設定です。

## 貼り付けた表から消えるもの

文章は、どの仕組みでも全部残ります。\`id\` が消えると、項目へのリンクは項目に飛びません。

${losses(LOSSES)}

\`machi-plan render PLAN --as editor\` で作る「編集画面用の表」は、どの編集画面も残す要素だけで書いてあります。折りたたみは開き、グラフは数値の表に
なり、項目の中身は一覧の下に見出しを付けて続きます。一覧から項目へのリンクは、どの仕組みでも項目に飛びます。

${losses(EDITOR_LOSSES)}

CKEditor 4の既定の設定では、4段目より下の見出しが太字の段落になります。表、表題、見出しのセル、3段目までの見出し、箇条書きはそのまま残ります。

## WordPressのメディアに入るもの

WordPressはファイル名と中身の両方を見ます。BOM（ファイルの先頭に付ける目印）のない計画ファイルは、名前を \`.txt\` や \`.csv\` にしても断られます。
\`machi-plan compile PLAN --out plan.txt\` と担当者のページは、\`.txt\` と \`.csv\` の名前のときにBOMを付けて書きます。パッケージの \`plans/\` の \`.txt\` も同じです。

${uploads()}

\`.txt\` の名前で入れたスクリプトも動きます。ただし、サーバーが \`X-Content-Type-Options: nosniff\` を送る設定のときは動きません。

## 貼り付けたもの

${snippets()}
`;
