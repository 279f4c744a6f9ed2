//! What each sheet and column is, in words for the officer, with an example: the template and its instructions come
//! from here, and the tests hold it to [`crate::package::TABLES`].

/// What a table is.
#[derive(Debug)]
pub struct TableGuide {
    /// The sheet's name, as in [`crate::package::TableSpec::sheet`].
    pub sheet: &'static str,
    /// What stands in it.
    pub about: &'static str,
    /// Its columns in the order of the table; in 計画 the keys.
    pub columns: &'static [ColumnGuide],
    /// Its year columns, one entry a prefix.
    pub years: &'static [YearGuide],
}

/// What a column is.
#[derive(Debug)]
pub struct ColumnGuide {
    /// Its English head, as in [`crate::package::ColumnSpec::key`].
    pub key: &'static str,
    /// What is written in it.
    pub about: &'static str,
    /// An example; empty where the example has nothing to say.
    pub example: &'static str,
}

/// What the year columns of one prefix are.
#[derive(Debug)]
pub struct YearGuide {
    /// What is written in them.
    pub about: &'static str,
    /// An example, one cell a year of the example's plan.
    pub examples: [&'static str; 5],
}

const fn say(key: &'static str, example: &'static str, about: &'static str) -> ColumnGuide {
    ColumnGuide { key, about, example }
}

const fn table(sheet: &'static str, about: &'static str, columns: &'static [ColumnGuide]) -> TableGuide {
    TableGuide { sheet, about, columns, years: &[] }
}

/// The first year of the example's plan.
pub(in crate::package) const FIRST_YEAR: u16 = 2026;

const ITEM: &str = "どの取組か。シート「取組」の取組IDを書きます。";
const NOTE: &str = "読む人に伝えることがあれば書きます。公開されます。";
const MARK: &str = "資料に印刷された記号や番号。「①」「(1)」など。";
const READING: &str = "資料どおりに欄を決められたら printed、規則で推定したら inferred と書きます。";

/// What each table is, in the order of [`crate::package::TABLES`].
pub static GUIDE: [TableGuide; 12] = [
    table(
        "計画",
        "計画そのもの。項目の名前の右に値を書きます。",
        &[
            say("plan_id", "machi", "計画の名前の代わりになる英数字。公開したあとは変えません。"),
            say("title", "行政改革推進計画（記入例）", "計画の正式な名前。"),
            say("subtitle", "", "計画の副題。"),
            say("municipality", "まち市", "自治体の名前。"),
            say("municipality_code", "", "全国地方公共団体コード6桁。先頭の0も書きます。"),
            say("first_year", "R8", "計画の最初の年度。R8、令和8年度、2026のどの書き方でも読めます。"),
            say("last_year", "R12", "計画の最後の年度。"),
            say("results_year", "R8", "実績を載せた最も新しい年度。まだ実績がなければ空欄にします。"),
            say("published", "令和8年3月", "資料を公表した日や月。資料どおりに書きます。"),
            say(
                "updated",
                "2026-04-01",
                "このデータを直した日。2026-04-01の形で書き、直すたびに新しくします。",
            ),
            say("source_title", "まち市行政改革推進計画", "元になった資料の名前。"),
            say("source_url", "", "元になった資料のアドレス。"),
            say("licence", "", "利用の条件。"),
            say("contact", "企画部行政改革課", "問合せ先。"),
            say(
                "level_names",
                "基本方針>取組",
                "体系の段の名前を上から順に、取組まで「>」で区切って書きます。",
            ),
            say("departments_label", "担当課", "部署の欄を資料が何と呼ぶか。"),
            say("purpose_label", "目的", "目的の欄を資料が何と呼ぶか。"),
            say("content_label", "内容", "内容の欄を資料が何と呼ぶか。"),
            say("indicators_label", "指標", "指標の欄を資料が何と呼ぶか。"),
            say("results_label", "令和8年度の実績", "実績年度の実績の欄を資料が何と呼ぶか。"),
        ],
    ),
    table(
        "体系",
        "計画の骨組み。基本方針、施策など、取組より上の段を1行ずつ、上の段を先に書きます。",
        &[
            say("outline_id", "1", "この行の番号。リンクの一部になるので、公開したあとは変えません。"),
            say("parent_id", "", "一つ上の行の体系ID。一番上の行では空欄にします。"),
            say("mark", "1", MARK),
            say("name", "窓口サービスの向上", "名前。記号は含めません。"),
            say("description", "", "見出しの下の説明文。"),
            say("departments", "", "資料がこの段に部署を書いているとき。下の取組に引き継がれます。"),
            say("page", "5", "資料のページ。"),
            say("note", "", NOTE),
        ],
    ),
    table(
        "取組",
        "計画の取組を1行に一つずつ書きます。",
        &[
            say("item_id", "1-1", "この取組の番号。リンクの一部になるので、公開したあとは変えません。"),
            say("outline_id", "1", "どの段の下にあるか。シート「体系」の体系IDを書きます。"),
            say("mark", "(1)", MARK),
            say("name", "窓口の待ち時間の短縮", "名前。記号は含めません。"),
            say("departments", "(主)市民課", "担当する部署。「、」で区切り、主な担当の前に(主)と書きます。"),
            say("purpose", "市民が窓口で待つ時間を短くします。", "目的。資料どおりに書きます。"),
            say("content", "予約の受付を始め、窓ロの混雑をへらします。", "内容。資料どおりに書きます。"),
            say("page", "6", "資料のページ。空欄なら、上の段のページを示します。"),
            say("repost_of", "", "再掲のとき、最初に載っている取組の取組ID。再掲でなければ空欄にします。"),
            say("note", "", NOTE),
        ],
    ),
    TableGuide {
        years: &[YearGuide {
            about: "その年度に行うこと。二つ以上あれば改行で分け、続きを表す矢印は「→」だけの行にします。",
            examples: ["検討", "導入", "→", "→", "→"],
        }],
        ..table(
            "年次計画",
            "取組を年度ごとにどう進めるか。一つの取組に何行あっても構いません。",
            &[
                say("item_id", "1-1", ITEM),
                say("mark", "①", MARK),
                say("action", "予約システムの導入", "行うこと。資料が取組ごとに1行なら空欄にします。"),
                say("reading", "printed", READING),
                say("note", "", "inferred のときは、その理由を必ず書きます。公開されます。"),
            ],
        )
    },
    TableGuide {
        years: &[
            YearGuide {
                about: "その年度の目標。「98.0%未満」のように資料どおりに書きます。0と「—」と空欄は別のものです。",
                examples: ["18分", "16分", "14分", "12分", "10分以下"],
            },
            YearGuide {
                about: "その年度の実績。資料どおりに書き、まだなければ空欄にします。",
                examples: ["17分", "", "", "", ""],
            },
        ],
        ..table(
            "指標",
            "取組の数値目標。1行に一つずつ書きます。",
            &[
                say("item_id", "1-1", ITEM),
                say("indicator_id", "1-1.1", "この指標の番号。取組IDのあとに「.1」「.2」と続けます。"),
                say("name", "窓口の平均待ち時間", "指標の名前。"),
                say("series", "", "同じ名前の指標を分けるもの。「男性」「女性」など。"),
                say("unit", "分", "単位。千、万、億なども単位に含めます。"),
                say("direction", "低い", "高い、低い、維持のどれが良いか。資料になければ空欄にします。"),
                say("kind", "単年", "その年度だけの値なら単年、積み上げた値なら累計。"),
                say("baseline_year", "R7", "基準値の年度。"),
                say("baseline", "20分", "基準値。資料どおりに書きます。"),
                say("reference_name", "", "比べる値の名前。「県内市平均」など。"),
                say("reference", "", "比べる値。"),
                say("as_of", "", "年度のうちのいつか。「4月1日現在」など。年度全体なら空欄にします。"),
                say("repost_of", "", "再掲のとき、最初に載っている指標の指標ID。"),
                say("reading", "printed", READING),
                say("note", "", NOTE),
            ],
        )
    },
    table(
        "実績",
        "取組の実績。取組と年度ごとに1行です。実績、状況、理由がどれも空欄の行は、まだ実績がないものとして読みます。",
        &[
            say("item_id", "1-1", ITEM),
            say("fiscal_year", "R8", "実績の年度。"),
            say("result", "予約の受付を始めました。", "実績。二つ以上あれば改行で分けます。"),
            say("status", "順調", "進みぐあい。シート「状況区分」にある言葉を書きます。"),
            say("reason", "", "その状況になった理由。"),
        ],
    ),
    table(
        "状況区分",
        "実績の「状況」に使う言葉。使わなければ、このシートは要りません。",
        &[
            say("status", "順調", "資料で使う言葉。"),
            say("definition", "計画どおりに進んでいる", "資料が書いている意味。"),
            say(
                "stage",
                "partial",
                "done（終わった）、partial（途中）、considering（検討中）、none（まだ）のどれか。",
            ),
        ],
    ),
    table(
        "部署",
        "部署の一覧。並べた順に示します。",
        &[
            say("name", "市民課", "部署の名前。"),
            say("kana", "しみんか", "ひらがなの読み。"),
            say("aliases", "", "同じ部署の別の書き方や、変わる前の名前。「、」で区切ります。"),
        ],
    ),
    table(
        "本文",
        "計画書の文章を、見出しごとに1行ずつ。",
        &[
            say("section_id", "1", "この節の番号。"),
            say("parent_id", "", "一つ上の節の節ID。一番上では空欄にします。"),
            say("heading", "はじめに", "見出し。"),
            say("text", "この計画は、市の仕事の進め方を見直すものです。", "本文。段落は改行で分けます。"),
        ],
    ),
    table(
        "表",
        "計画書の中の表を1行に一つずつ。表の中身は「表_」に表IDを続けた名前のシートに、見出しとセルを資料どおりに書きます。",
        &[
            say("table_id", "survey", "この表の番号。英数字で短く書きます。シート名の一部になります。"),
            say("section_id", "1", "どの節にあるか。シート「本文」の節IDを書きます。"),
            say("title", "市民アンケートの結果", "表の題。"),
            say("unit", "%", "数に単位が付いていないときの単位。"),
            say("chart", "none", "図にするなら stacked-bar（積み上げ）か rank（順位）、しなければ none。"),
            say("note", "", NOTE),
        ],
    ),
    table(
        "訂正",
        "資料の文字の誤りを直す表。セルには資料どおりに書いておき、ここに書くと直した形で公開されます。",
        &[
            say("table", "取組", "どのシートか。"),
            say("id", "1-1", "どの行か。その行のID。年次計画では取組IDと記号を続けて書きます。"),
            say("column", "内容", "どの列か。"),
            say("printed", "窓ロ", "誤っている部分だけを、セルにあるとおりに書きます。"),
            say("corrected", "窓口", "正しい形。"),
            say("reason", "変換の誤り", "なぜ直したか。"),
            say("date", "", "市が資料を訂正した日。"),
        ],
    ),
    table(
        "用語",
        "計画に出てくる言葉の説明。使わなければ、このシートは要りません。",
        &[
            say("term", "DX", "言葉。"),
            say("kana", "でぃーえっくす", "ひらがなの読み。"),
            say("explanation", "デジタル技術を使って仕事の進め方を変えること。", "説明。"),
        ],
    ),
];

/// The cells of the example's own table, in the sheet `表_survey`.
pub(in crate::package) const EXAMPLE_TABLE: [[&str; 3]; 2] =
    [["項目", "R6", "R7"], ["窓口に満足している", "70.0", "72.5"]];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::tables::{PLAN_KEYS, TABLES};

    #[test]
    fn every_sheet_and_column_is_explained_in_its_order() {
        for (spec, guide) in TABLES.iter().zip(&GUIDE) {
            assert_eq!(spec.sheet, guide.sheet);
            let columns = if spec.sheet == "計画" { &PLAN_KEYS[..] } else { spec.columns };
            let keys: Vec<&str> = columns.iter().map(|column| column.key).collect();
            assert_eq!(keys, guide.columns.iter().map(|column| column.key).collect::<Vec<_>>());
            assert_eq!(spec.year_prefixes.len(), guide.years.len());
            for (column, guide) in columns.iter().zip(guide.columns) {
                assert!(guide.about.ends_with('。'), "{}", guide.key);
                // What must be written has an example of how.
                assert!(!column.required || !guide.example.is_empty(), "{}", guide.key);
            }
        }
    }
}
