//! Charts of a document's own tables: those of 山口市 as they are, and their nasty twins.

use machi_plan::chart::{TableFigure, count_bar, table_figure};
use machi_plan::locale::JA;
use machi_plan::plan::{DocumentTable, Figure};

use super::{LONG, attributes, tags};

const STATUS: &str = include_str!("../../data/yamaguchi/table-early-status.csv");
const SURVEYS: &str = include_str!("../../data/yamaguchi/table-survey-ranking.csv");

/// A table from lines; the first is its head.
fn table(figure: Figure, divider: char, lines: &str) -> DocumentTable {
    let mut rows = lines.lines().map(|line| line.split(divider).map(String::from).collect());
    DocumentTable {
        id: "case".into(),
        title: "表の題".into(),
        figure,
        head: rows.next().unwrap_or_default(),
        rows: rows.collect(),
        ..DocumentTable::default()
    }
}

fn bars(lines: &str) -> DocumentTable {
    table(Figure::StackedBar, '|', lines)
}

fn ranks(lines: &str) -> DocumentTable {
    table(Figure::Rank, '|', lines)
}

pub fn figure(table: &DocumentTable) -> Option<TableFigure> {
    table_figure(table, &JA, "case")
}

/// Name of the case and table. Those whose name begins with `no-` draw nothing.
pub fn cases() -> Vec<(&'static str, DocumentTable)> {
    let long = |count: usize| LONG.chars().take(count).collect::<String>();
    vec![
        ("bars-status", table(Figure::StackedBar, ',', STATUS)),
        (
            "bars-words-and-zeros",
            bars("方針|実施|未実施\n甲|3|1\n乙|0|0\n丙|3|-\n丁|3|\n戊|多い|1\n己|3人|1%\n庚|3程度|1"),
        ),
        (
            "bars-narrow-parts",
            bars(
                "方針|実施|一部実施|検討中|未実施\n甲|996 (99.6%)|1 (0.1%)|2 (0.2%)|1 (0.1%)\n乙|1|1|1|1\n丙|0|0|1000000|0",
            ),
        ),
        ("bars-six-columns", bars("|甲|甲||丁|戊|己\n一|1|2|3|4|5|6\n|0|0|0|0|5|0\n|0|0|0|0|5|0")),
        ("bars-decimals", bars("方針|甲|乙\n一|0.5|1\n二|1,234.25|99.75")),
        ("bars-long-names", bars(&format!("方針|{0}|乙\n{0}|1|2\n{0}|x|2", long(60)))),
        ("bars-html", bars("方針|<b>|\"&'\n<script>alert(1)</script>|1 (<i>)|2\n</title>|1|2<i>\n乙|1|2")),
        ("no-bars-one-column", bars("方針|実施\n甲|3")),
        ("no-bars-zero", bars("方針|実施|未実施\n甲|0|0")),
        ("no-bars-words", bars("方針|実施|未実施\n甲|-|-\n乙||\n丙|多い|少ない")),
        ("no-bars-no-row", bars("方針|実施|未実施")),
        ("no-bars-no-head", bars("")),
        ("no-bars-short-row", bars("方針|実施|未実施\n甲\n乙|1")),
        ("no-bars-huge", bars("方針|甲|乙\n一|999999999999999|1\n二|99999999999999|0.5")),
        ("no-bars-many", bars(&format!("方針|甲|乙{}", "\n一|1|2".repeat(84)))),
        ("no-bars-none", table(Figure::None, ',', STATUS)),
        ("ranks-surveys", table(Figure::Rank, ',', SURVEYS)),
        ("ranks-beyond-ten", ranks("平成22年度|令和4年度\n①あ|⑩い\n⑪い|⑳う\n㊿う|㉑あ")),
        ("ranks-twice", ranks("第1回市民意識調査|第2回\n①あ|①い\n①い|②う\n②う|②あ\n④え|④お")),
        ("ranks-unread", ranks("番号|平成22年度|令和4年度\n1|①あ|①い\n2|②い|-\n3|あ|(※訂正)\n4||②あ")),
        ("ranks-six", ranks("R1|R2|R3|R4|R5|R6\n①あ|②あ||①あ||②あ\n②い|①う|①え|②い|①う|①お")),
        (
            "ranks-long-names",
            ranks(&format!("平成22年度|令和4年度\n①{0}|①短い\n②短い|②{0}\n③{1}|③別", long(60), long(59))),
        ),
        (
            "ranks-html",
            ranks("<b>|\"&'\n①<script>alert(1)</script>|①</title>\n②</title>|②<script>alert(1)</script>"),
        ),
        ("no-ranks-one-survey", ranks("令和4年度\n①あ\n②い")),
        ("no-ranks-nothing-twice", ranks("平成22年度|令和4年度\n①あ|①い")),
        ("no-ranks-wish-twice", ranks("平成22年度|令和4年度\n①あ|①あ\n②い|②あ")),
        ("no-ranks-seven", ranks("1|2|3|4|5|6|7\n①あ|①あ|①あ|①あ|①あ|①あ|①あ")),
        ("no-ranks-words", ranks("平成22年度|令和4年度\nあ|あ\n-|い")),
        ("no-ranks-empty", ranks("")),
    ]
}

fn case(name: &str) -> TableFigure {
    let found = cases().into_iter().find(|(own, _)| *own == name);
    figure(&found.unwrap_or_else(|| panic!("no case {name}")).1).unwrap()
}

#[test]
fn the_sentence_of_bars_says_what_is_drawn_and_why_something_is_not() {
    for (name, sentence) in [
        ("bars-status", ""),
        ("bars-words-and-zeros", ""),
        ("ranks-surveys", ""),
        ("ranks-twice", ""),
        ("ranks-unread", ""),
    ] {
        assert_eq!(case(name).sentence, sentence, "{name}");
    }
}
