// Writes `docs/embedding-table.md` from the data of the tests.

import { table } from "../../hosts/support/document.mjs";
import { FRAGMENT } from "../../hosts/support/levels.mjs";
import { LEVELS, PLAN, ROWS, SEEN } from "./obstacles.mjs";

const tableOf = (levels) =>
  table(
    ["妨げ", ...levels.map((level) => LEVELS[level].name)],
    ROWS.map(({ name, seen }) => [name, ...levels.map((level) => SEEN[seen[level]])]),
  );

const snippets = () =>
  Object.values(LEVELS)
    .map(({ name, snippet, template }) => {
      const text = snippet()
        .replace(FRAGMENT, '<machi-plan plan="okayama">（計画の表）</machi-plan>')
        .replace(/^<div class="machi-plan" lang.*$/s, '<div class="machi-plan" …>（計画の表）</div>');
      return `${name}${template ? "（スクリプトの行は、サイトのひな形に入れます）" : ""}：\n\n\`\`\`html\n${text}\n\`\`\``;
    })
    .join("\n\n");

/** The whole page. */
export const embeddingTable = () => `# 何かが妨げになると、市民には何が見えるか

計画をページに埋め込む方法ごとに、スクリプトが止められたとき、ファイルが届かないとき、編集画面が目印を消したときなどに、市民に
何が見えるかをまとめました。全部の欄を、その妨げのあるサイトのページをChromiumで開いて確かめています。この表もテストが書きます
（\`UPDATE_SNAPSHOTS=1 node --test tests/browser/levels-and-obstacles.test.mjs\`）。WordPressや編集部品に実際に貼り付けた結果は
[hosts.md](hosts.md) にあります。

- **動く部品**：検索、絞り込み、並べ替えができます。
- **枠の中で動く部品**：iframeの中で同じことができます。
- **読める表**：全部の項目と文章が表で読めます。検索はできません。
- **リンク**：リンクの文字が見え、押すと、計画を表で読めるページが開きます。
- **知らせ**：計画を表示できなかったことと、その理由の文です。「知らせとリンク」では、その下にリンクがあります。
- **枠の中に案内文だけ**：「しばらく待っても出ないときは、このページを載せているページの資料をご覧ください。」という文です。
- **枠の中はブラウザーのエラー**：接続を断られたことだけが出ます。
- **紙に全部**：選ばれている項目が、中身まで紙に出ます。**紙に一覧だけ**：項目の行は全部出ますが、閉じている中身は出ません。
  **紙に枠の分だけ**：枠の高さに入る分だけが出ます。
- **何も出ない**：題名も文も出ません。

## 選び方

- 空の要素と、iframeだけを貼る方法は、止められたときに何も残りません。要素の中にはリンクか表を、iframeの下にはリンクを置いてください。
- 何が起きても中身が読めるのは、表を入れる方法です。
- リンクの先は、計画ファイルではなく、計画を表で読めるページにしてください（\`pkg/fragments\` の表を貼ったページなど）。
- \`<machi-plan …/>\` と書いただけでは要素が閉じず、後ろに書いたものが、囲んでいる箱の終わりまで要素の中身になり、部品が出ると消えます。\`</machi-plan>\` まで書いてください。
- 段落 \`<p>\` の中に表入りの要素を置くと、ブラウザーは表を段落の後ろに出します。スクリプトはそれを元に戻しますが、\`<div>\` で囲むほうが確実です。

## スクリプトを使う方法

${tableOf(Object.keys(LEVELS).slice(0, 6))}

## iframeと、表の貼り付け

${tableOf(Object.keys(LEVELS).slice(6))}

## 妨げの説明

${ROWS.map(({ name, when }) => `- **${name}**：${when}`).join("\n")}

サイトのページに \`<base>\` があるとき、動く部品のリンクはそのページの中で開きます。スクリプトの動かない表のリンク（\`#\` で始まるもの）は、
\`<base>\` のアドレスのほうへ行きます。

## 貼り付けたもの

計画ファイルを読む書き方では、\`plan="okayama"\` の代わりに \`src="${PLAN}"\`（印では \`data-src\`）と書きます。

${snippets()}
`;
