//! The text of `--help`, for the program and for each command.

use machi_plan::locale::JA;
use machi_plan::view::{Parts, SPECS};

/// The commands by name, with their help.
pub const COMMANDS: [(&str, &str); 9] = [
    ("check", CHECK),
    ("compile", COMPILE),
    ("script", SCRIPT),
    ("render", RENDER),
    ("export", EXPORT),
    ("merge", MERGE),
    ("changes", CHANGES),
    ("template", TEMPLATE),
    ("new", NEW),
];

/// The help of the program.
pub const HELP: &str = "\
machi-plan: 自治体の計画を、調べ、まとめ、HTMLやオープンデータにします。
PLAN は計画です: CSVのフォルダ、Excelのブック、またはzip。

使い方:
  machi-plan check PLAN                    計画を調べ、問題をセルごとに示します
  machi-plan compile PLAN [--out FILE]     計画ファイル（plan.json）を作ります
  machi-plan script PLAN [--out FILE]      この計画だけが入った machi-plan.js を作ります
  machi-plan render PLAN [--out FILE]      ページに貼るHTML、1枚のページ、印刷用の表や個票を作ります
  machi-plan export PLAN --out OUT         オープンデータ、Excelのブック、来年度の記入用ブックを作ります
  machi-plan merge DIR --into PLAN --out OUT  各課から届いた記入用ファイルを、計画にまとめます
  machi-plan changes OLD NEW [--out FILE]  二つの版を比べ、「変更」と「訂正」に足す行の候補を示します
  machi-plan template --out FILE           新しい計画のための、記入例の入ったブックを作ります
  machi-plan new DIR                       新しい計画のフォルダを作ります
  machi-plan 命令 --help                   その命令の使い方
  machi-plan --help | --version

--out のないときは標準出力に書きます。問題は標準エラーに出ます（1,000件まで。残りは件数だけ）。
--out のファイルは、できあがってから一度に置きかえます。途中で止まれば、前のままです。
終了コード: 0 よい、1 エラーがある、または読み書きできない（何も書き換えません）、2 使い方の間違い。
";

const CHECK: &str = "\
machi-plan check PLAN [--cms] [--readings] [--format text|json]
計画を調べ、問題をセルごとに示します。何も書きません。

  --cms            CMSの検査が指摘しそうな文字（全角の英数字、半角のカタカナ、①などの機種依存文字、
                   2024/4/1の形の日付、文字の間の空白）も、参考として最後に示します。終了コードは変わりません
  --readings       値のセルをどう読んだか（セル、書かれたまま、比べ方、値、単位、増減の言葉、年度、確認）を、標準出力に
                   タブ区切りの表で出します。--format json ではJSONです。問題は標準エラーに出ます
  --format text    人のための文を標準エラーに出します（初めはこれ）
  --format json    プログラムのためのJSONを標準出力に出します。一つの問題に一つのオブジェクトがあり、
                   code、severity（error、warning、note）、sheet、row、column、cell、head、found、
                   expected、message、hint、rule の値を持ちます

終了コード: 0 エラーがない、1 エラーがある、2 使い方の間違い。
";

const COMPILE: &str = "\
machi-plan compile PLAN [--out FILE]
計画ファイルを作ります。部品の src 属性か、スクリプトの中に入れて使います。

  --out FILE       書くファイル。なければ標準出力に書きます。名前が .txt か .csv で終わるときは、
                   CMSが文書として受け取るように、先頭にBOM（目印）を付けます
";

const SCRIPT: &str = "\
machi-plan script PLAN [--script FILE] [--out FILE]
この計画だけが入ったスクリプト machi-plan.js を作り、integrity に書く値（SRIのハッシュ）を示します。
ページの <machi-plan> に plan も src も書かなくても、この計画が出ます。計画ファイルは要りません。

  --script FILE    計画の入っていない machi-plan-empty.js。なければ、この命令の隣か pkg のものを使います
  --out FILE       書くファイル（ふつうは machi-plan.js）。なければ標準出力に書きます
";

const RENDER: &str = "\
machi-plan render PLAN [--as fragment|editor|page|print|sheet|council]
                       [--out FILE]
計画をHTMLにします。

  --as fragment        ページに貼る部品（初めはこれ）
  --as editor          CMSの編集画面に貼る部品。図や class などを使わず、どの編集画面も残す表、見出し、
                       箇条書きだけで書きます（折りたたみは開き、グラフは数値の表にします）
  --as page            1枚で完結するページ。ファイルを開くだけで読めます
  --as print           資料の表の形をした印刷用の表（A4横）
  --as sheet           取組ごとに1枚の個票（A4縦）。委員会の意見の欄と、取組のリンクのQRコードがあります
  --as council         実績のある年度と前の年度を並べた一覧（A3横）。変わったことを言葉で示します
  --base ADDRESS       sheet: 計画を載せているページのアドレス（なければ「計画」の掲載URL）
  --paper a3|a4        council: 紙の大きさ（初めは a3）
  --script FILE        page: machi-plan.js。入れると、探したり絞り込んだりできるページになります
  --out FILE           書くファイル。なければ標準出力に書きます
  --department 部署    その部署の取組だけ
  --view 表示                fragment と page: 次のどれか。なければ最初のもの
                              {views}
  --view item --item 番号    fragment と page: その項目だけ
  --all-views                fragment: ほかの表示も下に並べ、スクリプトなしで全部読めるようにします
                             （page はいつもそうします）
  --controls none            fragment と page: 操作を出さず、題名、内容、出典、全体へのリンクだけ
  --heading-level 1〜6       fragment と page: 見出しの段（fragment では初めは 2、page では 1）
  --name NAME                fragment と page: ページの中での名前（初めは machi-plan）
  --src ADDRESS              fragment: 計画ファイルの場所（スクリプトに入っていない計画のとき）
";

const EXPORT: &str = "\
machi-plan export PLAN --out OUT [--as open-data|package|workbook|next-year|zip]
計画をほかの形で書き出します。

  --as open-data   オープンデータ（CSVと datapackage.json）のフォルダ OUT（初めはこれ）
  --as zip         同じものを一つのファイル OUT.zip に
  --as package     計画のCSVそのもの（書きなおした形）のフォルダ OUT
  --as workbook    計画そのものを一つのExcelのブック OUT.xlsx に
  --as next-year   次の年度の実績を書き込むためのブック OUT.xlsx。書く欄に色が付いています
  --split department
                   next-year: 部署ごとに一つのブックにして、フォルダ OUT か OUT.zip に書きます。主な担当（主担当が
                   なければ担当のすべて）の取組だけが入ります。書いてもらったら merge でまとめます

フォルダ OUT に、今回書かないCSVか datapackage.json があるときは、何も書かずに知らせます。
古いファイルが新しいものに混ざらないようにするためです。何かを消すことはありません。
フォルダへの書き出しが途中で止まったときは、次に読むときに知らせます。同じ命令をもう一度実行してください。
";

const MERGE: &str = "\
machi-plan merge DIR --into PLAN --out OUT
各課が書いた記入用ブック（export --as next-year --split department が作ったもの）を、計画 PLAN にまとめます。
PLAN は、記入用ブックを作ったときの計画です。PLAN そのものは書きかえません。

  --into PLAN      まとめる先の計画
  --out OUT        書くもの。PLAN がブックかzipなら同じ形のファイル、CSVのフォルダなら変わったCSVだけのフォルダ

取組や指標のIDで欄を合わせるので、行を並べかえてあっても構いません。PLAN がブックのときは、記入のあった欄だけを
書きかえ、ほかのシートや書式はそのままです。
同じ欄に違うことが書かれているとき、計画にすでに別のことが書かれているときは、エラーとして両方を示し、何も書きません。
記入のない部署、色の付いていない欄の変更は、注意として示します。
";

const CHANGES: &str = "\
machi-plan changes OLD NEW [--format text|json] [--out FILE]
前の版 OLD と新しい版 NEW をIDで比べ、新しい版のシート「変更」と「訂正」にまだない行の候補、今回加わった実績、
確かめることを示します。PLAN のほかに、公開した計画ファイル（plan.json）も比べられます。

  --format text    人のための文（初めはこれ）
  --format json    プログラムのためのJSON。changes、corrections、results、doubts、others の値を持ちます
  --out FILE       書くファイル。名前が .xlsx で終わるときは、シート「変更」と「訂正」に貼れる行のブック、
                   .csv で終わるときは、シート「変更」の行だけを書きます

計画の約束（名称、部署、目的、目標、年次計画など）が違えば「変更」、前の版にもあった実績などの値が違うか、文字の
形だけが違えば「訂正」の候補です。行や列の順、ページ、注記、読み取りは比べません。
理由、日付、年度は空欄です。統合と分割は見分けられないので、「廃止」と「追加」を書きかえてください。
終了コード: 0 違いがあってもなくてもよい、1 エラーがある、または読み書きできない、2 使い方の間違い。
";

const TEMPLATE: &str = "\
machi-plan template --out FILE.xlsx
新しい計画のためのExcelのブックを作ります。どのシートにも見出しと記入例（架空のみほん市の計画の一部）があり、
シート「記入のしかた」が、シートと列の意味を説明します。
";

const NEW: &str = "\
machi-plan new DIR
新しい計画のフォルダ DIR を作り、見出しと記入例の入ったCSVを置きます。
意味の説明は guide.csv にあります。DIR に何か入っているときは、何も書きません。
";

/// The help as it is printed, with the names of the views.
pub fn written(help: &str) -> String {
    let offered = SPECS.iter().filter(|spec| spec.parts != Parts::Alone);
    let names: Vec<&str> = offered.map(|spec| spec.view.name()).collect();
    let lines: Vec<String> = names.chunks(VIEWS_IN_A_LINE).map(|line| line.join(JA.text.between)).collect();
    let next_line = format!("{}\n{:30}", JA.text.between, "");
    help.replace("{views}", &lines.join(&next_line))
}

/// So that a line of names has up to 80 columns.
const VIEWS_IN_A_LINE: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_of_render_names_every_view() {
        let help = written(RENDER);
        for spec in SPECS {
            let is_named = help.split([' ', '\n', '、']).any(|word| word == spec.view.name());
            assert!(is_named, "{}", spec.view.name());
        }
        assert!(!help.contains('{') && help.lines().all(|line| line.chars().count() < 80), "{help}");
    }

    #[test]
    fn every_command_has_a_line_and_a_help_of_its_own() {
        for (name, help) in COMMANDS {
            let usage = format!("machi-plan {name}");
            assert!(HELP.contains(&usage) && help.starts_with(&usage), "{name}");
        }
    }
}
