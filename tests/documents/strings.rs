//! Package → document: every string of every cell occurs in its document, except in the columns that are ours.

use crate::package::{Package, Row};
use crate::report::Report;
use crate::text::{departments, squash};

/// Columns whose content is ours: ids and references to them, notes, readings, kana, aliases, corrected forms. `*`
/// means every sheet.
const OURS: [(&str, &str); 19] = [
    ("*", "注記"),
    ("*", "読み取り"),
    ("*", "取組ID"),
    ("*", "体系ID"),
    ("*", "再掲元"),
    ("体系", "上位ID"),
    ("本文", "節ID"),
    ("本文", "上位ID"),
    ("*", "表ID"),
    ("表", "節ID"),
    ("指標", "指標ID"),
    ("部署", "よみ"),
    ("部署", "別名"),
    // A correction names its cell by sheet, id and column; `corrections.rs` checks it.
    ("訂正", "表"),
    ("訂正", "ID"),
    ("訂正", "列"),
    ("訂正", "訂正"),
    ("訂正", "理由"),
    ("訂正", "日付"),
];

/// 岡山市 prints no indicator names: we compose them, and `okayama.rs` checks their parts. It also prints no titles of
/// its tables; `okayama_heads.rs` checks ours.
const OURS_IN_OKAYAMA: [(&str, &str); 3] = [("指標", "指標名"), ("指標", "系列"), ("表", "表題")];

/// Columns with a word from a list of the format, not from the document.
const VOCABULARY: [(&str, &str, &[&str]); 3] = [
    ("指標", "良い方向", &["高い", "低い", "維持"]),
    ("指標", "種別", &["単年", "累計"]),
    ("表", "図", &["none", "stacked-bar", "rank"]),
];

/// The words of the document that justify each 良い方向.
const WORDS_OF_DIRECTIONS: [(&str, &[&str]); 2] = [("高い", &["向上", "増加"]), ("低い", &["削減"])];

/// Values of 計画 that belong to the package, not to the document.
const OUR_KEYS: [&str; 3] = ["計画ID", "団体コード", "更新日"];

/// The keys of 計画, as the format names them.
const KEYS: [&str; 20] = [
    "計画ID",
    "計画名",
    "副題",
    "自治体名",
    "団体コード",
    "開始年度",
    "終了年度",
    "実績年度",
    "公表日",
    "更新日",
    "出典名",
    "出典URL",
    "利用条件",
    "問合せ先",
    "階層名",
    "部署の見出し",
    "目的の見出し",
    "内容の見出し",
    "指標の見出し",
    "実績の見出し",
];

/// The part of the document for one row: the item's own line or block, or a node's own headings and prose.
pub struct Scopes<'a> {
    pub city: &'a str,
    /// The whole document without white space.
    pub whole: &'a str,
    pub item: &'a dyn Fn(&str) -> Option<String>,
    pub node: &'a dyn Fn(&str) -> Option<String>,
    /// A section of the prose with all sections below it.
    pub section: &'a dyn Fn(&str) -> Option<String>,
}

pub fn check(package: &Package, scopes: &Scopes<'_>, report: &mut Report) {
    let mut keys = package.ids("計画", "項目");
    keys.sort();
    let mut known = KEYS.map(str::to_string).to_vec();
    known.sort();
    report.equal("計画: every key of the format, once", known, keys);
    for table in package.tables.values() {
        // The head of a 表 is from the document and is compared as it is.
        if !table.sheet.starts_with("表_") {
            header_years(&table.sheet, &table.columns, package, report);
        }
        let section = match table.sheet.strip_prefix("表_") {
            Some(id) => package.row("表", "表ID", id).map(|row| row.get("節ID")),
            None => None,
        };
        for row in package.rows(&table.sheet) {
            match (table.sheet.as_str(), section) {
                ("計画", _) => plan(row, scopes.whole, report),
                (sheet, None) if sheet.starts_with("表_") => {
                    report.fact(false, || format!("{}: 表 has no row of this sheet", row.address()))
                }
                (sheet, section) => one_row(sheet, row, section, scopes, report),
            }
        }
    }
}

/// Searches a row's strings in the row's own part of the document. Strings of sheets about the whole document are
/// searched in all of it.
fn one_row(sheet: &str, row: Row<'_>, section: Option<&str>, scopes: &Scopes<'_>, report: &mut Report) {
    let scope = match sheet {
        _ if section.is_some() => section.and_then(scopes.section),
        "本文" | "表" => (scopes.section)(row.get("節ID")),
        "取組" | "年次計画" | "指標" | "実績" => (scopes.item)(row.get("取組ID")),
        "体系" => (scopes.node)(row.get("体系ID")),
        _ => Some(scopes.whole.to_string()),
    };
    let Some(scope) = scope else {
        return report
            .fact(false, || format!("{}: the document has no such row, block or section", row.address()));
    };
    for (column, cell) in row.cells() {
        let address = format!("{}, {column}", row.address());
        let vocabulary = VOCABULARY.iter().find(|(of, name, _)| (*of, *name) == (sheet, column));
        if ours(scopes.city, sheet, column) || cell.is_empty() {
        } else if let Some((_, _, words)) = vocabulary {
            report.fact(words.contains(&cell), || format!("{address}: 「{cell}」 is none of {words:?}"));
            // Only the item's own words can justify a direction.
            let backed = WORDS_OF_DIRECTIONS.iter().filter(|(of, _)| *of == cell);
            for (_, words) in backed.filter(|_| column == "良い方向") {
                report.fact(words.iter().any(|word| scope.contains(word)), || {
                    format!("{address}: none of {words:?} is in the item")
                });
            }
        } else if column == "担当部署" {
            for department in departments(cell) {
                let mark = if department.lead { "(主)" } else { "" };
                report.string(&address, &format!("{mark}{}", department.name), &scope);
            }
        } else if (sheet, column) == ("指標", "単位") {
            report.string(&address, cell, &scope);
            report.fact(is_unit_of_a_value(cell, row), || {
                format!("{address}: no value of the row has 「{cell}」")
            });
        } else if (sheet, column) == ("実績", "年度") {
            // The year of a result is in the head of the column, not in the row.
            report.string(&address, cell, scopes.whole);
        } else {
            report.string(&address, cell, &scope);
        }
    }
}

/// A unit is printed directly after the digits of one of the row's values.
fn is_unit_of_a_value(unit: &str, row: Row<'_>) -> bool {
    let is_value = |column: &str| ["基準値", "目標", "実績"].iter().any(|head| column.starts_with(head));
    let ends_in_digit = |before: &str| before.ends_with(|c: char| c.is_ascii_digit());
    !unit.contains(|c: char| c.is_ascii_digit())
        && row
            .cells()
            .filter(|(column, _)| is_value(column))
            .any(|(_, value)| value.match_indices(unit).any(|(at, _)| ends_in_digit(&value[..at])))
}

/// Whether the text of this cell comes from the document.
pub fn is_the_documents(city: &str, sheet: &str, column: &str, row: Row<'_>) -> bool {
    let vocabulary = VOCABULARY.iter().any(|(of, name, _)| (*of, *name) == (sheet, column));
    let our_key = sheet == "計画" && (column == "項目" || OUR_KEYS.contains(&row.get("項目")));
    !ours(city, sheet, column) && !vocabulary && !our_key
}

fn ours(city: &str, sheet: &str, column: &str) -> bool {
    let listed = |(of, name): &(&str, &str)| (*of == "*" || *of == sheet) && *name == column;
    OURS.iter().any(listed) || (city == "okayama" && OURS_IN_OKAYAMA.iter().any(listed))
}

fn plan(row: Row<'_>, whole: &str, report: &mut Report) {
    let (key, value) = (row.get("項目"), row.get("値"));
    let address = format!("計画, {key}");
    match key {
        _ if OUR_KEYS.contains(&key) => {}
        // A level without a name in the document is empty between two >.
        "階層名" => value.split('>').for_each(|level| report.string(&address, level, whole)),
        _ => report.string(&address, value, whole),
    }
}

/// The year columns are exactly the plan's years, each once and in order: a wrong head would move all cells below it.
fn header_years(sheet: &str, columns: &[String], package: &Package, report: &mut Report) {
    let year = |key: &str| package.plan(key).trim_start_matches('R').parse::<u32>().unwrap_or(0);
    let years: Vec<String> = (year("開始年度")..=year("終了年度")).map(|year| format!("R{year}")).collect();
    let with = |prefix: &str| years.iter().map(|year| format!("{prefix}{year}")).collect::<Vec<_>>();
    let expected = match sheet {
        "年次計画" => with(""),
        "指標" => [with("目標"), with("実績")].concat(),
        _ => Vec::new(),
    };
    let is_year = |name: &&String| squash(name).contains('R') && name.chars().any(|c| c.is_ascii_digit());
    let found: Vec<String> = columns.iter().filter(is_year).cloned().collect();
    report.equal(&format!("{sheet}: year columns"), expected, found);
}
