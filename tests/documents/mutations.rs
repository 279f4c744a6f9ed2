//! Proof that the checks can fail: they find a small error, in the package or in the document.

use crate::package::{Package, document};
use crate::report::Report;
use crate::strings::is_the_documents;
use crate::{okayama_report, yamaguchi_report};

/// Every 31st cell is falsified, to keep the test quick. With 1 it is every cell: that takes seven minutes and finds
/// them all.
const STRIDE: usize = 31;

type Check = fn(&str, &Package) -> Report;

/// The two sides of a city. A falsified copy of either must give a failure that the true ones do not give.
struct City {
    name: &'static str,
    document: String,
    package: Package,
    check: Check,
    before: Vec<String>,
}

impl City {
    fn new(name: &'static str, file: &str, check: Check) -> City {
        let (document, package) = (document(file), Package::read(name));
        let before = check(&document, &package).failures;
        City { name, document, package, check, before }
    }

    fn okayama() -> City {
        City::new("okayama", "okayama-r6-results.txt", okayama_report)
    }

    fn yamaguchi() -> City {
        City::new("yamaguchi", "yamaguchi-r5-plan.txt", yamaguchi_report)
    }

    fn sees(&self, document: &str, package: &Package) -> bool {
        (self.check)(document, package).failures.iter().any(|failure| !self.before.contains(failure))
    }

    fn document_changed(&self, from: &str, to: &str) {
        assert!(self.document.contains(from), "{}: 「{from}」 is to be falsified and not there", self.name);
        assert!(
            self.sees(&self.document.replacen(from, to, 1), &self.package),
            "「{from}」 → 「{to}」 is not seen"
        );
    }

    /// Changes cells of one row, each from its present text.
    fn package_changed(&self, sheet: &str, row: impl Fn(&[String]) -> bool, changes: &[(&str, &str, &str)]) {
        let mut package = self.package.clone();
        let row =
            package.tables[sheet].rows.iter().position(|cells| row(cells)).expect("the row to be falsified");
        for (column, from, to) in changes {
            let cell = package.rows(sheet)[row].get(column).to_string();
            assert!(cell.contains(from), "{sheet} {column} 「{cell}」 has no 「{from}」");
            let cell = if from.is_empty() { to.to_string() } else { cell.replacen(from, to, 1) };
            package.set(sheet, row, column, &cell);
        }
        assert!(self.sees(&self.document, &package), "{}: {sheet} {changes:?} is not seen", self.name);
    }

    /// The same error in a table of the package and in its line of the document: only the sums and marks of the table
    /// can reveal it.
    fn both_changed(&self, sheet: &str, first: &str, column: &str, from: &str, to: &str) {
        let mut package = self.package.clone();
        let rows = &self.package.tables[sheet].rows;
        let row = rows.iter().position(|cells| cells[0] == first).expect("the row to be falsified");
        let cells = rows[row].clone();
        package.set(sheet, row, column, to);
        let line = cells.join("\t");
        assert!(self.document.contains(&line), "「{line}」 is no line of the document");
        let changed = package.tables[sheet].rows[row].join("\t");
        assert!(line.contains(from), "「{line}」 has no 「{from}」");
        let document = self.document.replacen(&line, &changed, 1);
        assert!(self.sees(&document, &package), "「{from}」 → 「{to}」 on both sides is not seen");
    }

    /// Removes each row of each sheet in turn.
    fn rows_lost(&self) {
        let sheets = ["体系", "取組", "年次計画", "実績", "部署", "本文", "表"];
        let named = |sheet: &str| sheets.contains(&sheet) || sheet.starts_with("表_");
        for (sheet, table) in self.package.tables.iter().filter(|(sheet, _)| named(sheet)) {
            for row in (0..table.rows.len()).step_by(STRIDE) {
                let mut package = self.package.clone();
                package.table_mut(sheet).rows.remove(row);
                assert!(
                    self.sees(&self.document, &package),
                    "{}: {sheet} without row {} is not seen",
                    self.name,
                    row + 2
                );
            }
        }
    }

    /// Replaces the last character of each filled cell of the document.
    fn cells_falsified(&self) -> usize {
        let mut changed = 0;
        let mut package = self.package.clone();
        for (sheet, table) in &self.package.tables {
            for (index, row) in self.package.rows(sheet).into_iter().enumerate() {
                for (column, cell) in table.columns.iter().zip(&table.rows[index]) {
                    if cell.is_empty() || !is_the_documents(self.name, sheet, column, row) {
                        continue;
                    }
                    changed += 1;
                    if changed % STRIDE != 0 {
                        continue;
                    }
                    let text = falsified(cell);
                    package.set(sheet, index, column, &text);
                    let address = row.address();
                    assert!(
                        self.sees(&self.document, &package),
                        "{}: {address}, {column} 「{text}」 is not seen",
                        self.name
                    );
                    package.set(sheet, index, column, cell);
                }
            }
        }
        changed / STRIDE
    }

    /// Changes each head of each 表 in turn.
    fn heads_falsified(&self) {
        for (sheet, table) in self.package.tables.iter().filter(|(sheet, _)| sheet.starts_with("表_")) {
            for column in 0..table.columns.len() {
                let mut package = self.package.clone();
                let head = &mut package.table_mut(sheet).columns[column];
                *head = falsified(head);
                let seen = self.sees(&self.document, &package);
                assert!(seen, "{}: head {} of {sheet} is not seen", self.name, column + 1);
            }
        }
    }

    /// The same for each cell of the document, header words included.
    fn document_cells_falsified(&self) -> usize {
        let mut changed = 0;
        let mut end = 0;
        for cell in self.document.split_inclusive(['\t', '\n']) {
            end += cell.len();
            let filled = cell.trim();
            // The conversion drew the rules of tables; they are not text.
            if filled.is_empty() || filled.chars().all(|c| "|- ".contains(c)) {
                continue;
            }
            changed += 1;
            if changed % STRIDE == 0 {
                let at = end - cell.len() + (cell.len() - cell.trim_start().len());
                let text = falsified(filled);
                let document = [&self.document[..at], &text, &self.document[at + filled.len()..]].concat();
                assert!(
                    self.sees(&document, &self.package),
                    "{}: 「{text}」 in the document is not seen",
                    self.name
                );
            }
        }
        changed / STRIDE
    }

    fn each_falsified(&self) {
        self.rows_lost();
        self.heads_falsified();
        let (package, document) = (self.cells_falsified(), self.document_cells_falsified());
        println!(
            "{}: {package} falsified cells of the package, {document} of the document, all seen",
            self.name
        );
    }
}

/// The text with another last character.
fn falsified(text: &str) -> String {
    let last = text.chars().last().expect("a filled cell");
    let other = if last == '0' { '1' } else { '0' };
    format!("{}{other}", &text[..text.len() - last.len_utf8()])
}

fn first(id: &str) -> impl Fn(&[String]) -> bool {
    move |cells| cells[0] == id
}

fn row(id: &str, second: &str) -> impl Fn(&[String]) -> bool {
    move |cells| cells[0] == id && cells[1] == second
}

#[test]
fn a_falsified_okayama_is_seen() {
    let city = City::okayama();
    // A digit.
    city.document_changed("364億円", "365億円");
    city.document_changed("\t財政局\t4\n", "\t財政局\t5\n");
    city.package_changed("実績", first("1-1-1"), &[("実績", "364億円", "365億円")]);
    city.package_changed("体系", first("2-1-1"), &[("ページ", "4", "5")]);
    city.package_changed("指標", row("3-2-1a", "3-2-1a.1"), &[("実績R6", "19,870件", "9,870件")]);
    // An arrow.
    city.document_changed("\t→ →\t", "\t→\t");
    city.package_changed("年次計画", first("1-2-1"), &[("R4", "→\n→", "→")]);
    city.package_changed("年次計画", first("3-2-1b"), &[("R4", "\n→", "")]);
    city.package_changed("年次計画", first("1-1-5d"), &[("R7", "→\n", "")]);
    // A cell moved to the next year.
    city.document_changed("引き下げ\t\t\t・R7.2頃", "引き下げ\t\t・R7.2頃");
    let words = "R7.2頃から窓口証明書交付サービス開始";
    city.package_changed("年次計画", first("3-1-1b"), &[("R6", words, ""), ("R5", "", words)]);
    city.package_changed(
        "指標",
        row("1-1-3a", "1-1-3a.3"),
        &[("実績R5", "94.28%", ""), ("実績R4", "", "94.28%")],
    );
    // A direction that the document does not state.
    city.package_changed("指標", row("1-1-1", "1-1-1.1"), &[("良い方向", "", "高い")]);
    // The last line of the last result, which has no newline at its end.
    city.document_changed(" ・弁護士による無料法律相談 1,058件", "");
    city.package_changed("実績", first("5-3-1"), &[("実績", "\n・弁護士による無料法律相談 1,058件", "")]);
    // A heading, a head of one of the twelve tables, the tables that a 表 of heads names.
    city.document_changed("\n行財政改革推進の体系\n", "\n行財政改革推進の体制\n");
    city.document_changed("\t令和6年度の実績\n", "\t令和6年度の取組実績\n");
    city.package_changed("表", first("heads-2"), &[("注記", "施策3の2・4番目", "施策3の2番目")]);
    city.package_changed("表_heads-1", first("取組項目"), &[("下の見出し", "(具体的取組)\n", "")]);
    // A word that the package does not have, a lost department, a correction that corrects nothing.
    city.document_changed("施策2 公共施設", "ここだけの行\n施策2 公共施設");
    city.document_changed("政策局、岡山っ子育成局", "政策局");
    city.package_changed("体系", first("1-1-4"), &[("担当部署", "政策局、", "")]);
    city.package_changed("訂正", first("計画"), &[("訂正", "一覧", "一覽")]);
    city.package_changed("訂正", first("年次計画"), &[("列", "R4", "R5")]);
}

#[test]
fn a_falsified_yamaguchi_is_seen() {
    let city = City::yamaguchi();
    // A digit.
    city.document_changed("【令和4年度 86.1%】", "【令和4年度 86.7%】");
    city.document_changed("(県内市平均:34.0%)", "(県内市平均:34.1%)");
    city.package_changed("指標", row("6", "6.1"), &[("目標R9", "29,000人", "28,000人")]);
    city.package_changed("指標", row("33", "33.2"), &[("基準値", "100.0%", "6.7%")]);
    // An arrow.
    city.document_changed("検討\t→\t→\t準備", "検討\t→\t\t準備");
    city.package_changed("年次計画", row("35", "③"), &[("R6", "→", "")]);
    // A cell moved to the next year, or to a year to which no rule assigns it.
    city.package_changed("年次計画", row("27", "②"), &[("R9", "実施", ""), ("R8", "", "実施")]);
    city.package_changed("年次計画", row("39", "②"), &[("R9", "実施", ""), ("R8", "", "実施")]);
    city.package_changed("指標", row("2", "2.1"), &[("目標R9", "73.0%", ""), ("目標R8", "", "73.0%")]);
    city.package_changed("年次計画", row("20", "①"), &[("R7", "完了", ""), ("R8", "", "完了")]);
    // A missing 読み取り, or one at a printed row; the sixth cell is lost.
    city.package_changed("年次計画", row("2", "①"), &[("読み取り", "inferred", "printed")]);
    city.package_changed("指標", row("1", "1.1"), &[("読み取り", "printed", "inferred")]);
    city.package_changed("年次計画", row("29", "④"), &[("注記", "→", "")]);
    // A lead, a department's other form, a repost, prose.
    city.package_changed("取組", first("40"), &[("担当部署", "(主)", "")]);
    city.package_changed("取組", first("25"), &[("注記", "各局政策管理室", "")]);
    city.package_changed("取組", first("16"), &[("再掲元", "4", "")]);
    city.package_changed("指標", row("34", "34.1"), &[("再掲元", "20.1", "")]);
    city.package_changed("体系", first("II-1-1"), &[("注記", "窓口サービス向上", "")]);
    city.package_changed("体系", first("III"), &[("説明", "市内のどの地域においても、", "")]);
    // The last row of the 項目一覧, a line that no rule reads, a correction that corrects nothing.
    city.document_changed("42\t\t4 公共施設等の適正なマネジメント\t(主)総務課", "");
    city.document_changed(
        "【施策2】 多様な主体との連携の推進\n\n(1)民間",
        "【施策2】 多様な主体との連携の推進\n\nここだけの行\n\n(1)民間",
    );
    city.package_changed("訂正", first("指標"), &[("訂正", "さぽらんて", "さぼらんて")]);
    city.package_changed("訂正", first("本文"), &[("ID", "early-4", "early-1")]);
}

#[test]
fn falsified_prose_and_tables_of_yamaguchi_are_seen() {
    let city = City::yamaguchi();
    // The cover, a page of the contents, a paragraph, a source, an entry of the tree.
    city.document_changed("令和5年(2023年)3月", "令和5年(2023年)2月");
    city.document_changed("1 計画の目指す姿\t8", "1 計画の目指す姿\t9");
    city.document_changed("【山口市定員管理計画より】", "");
    city.document_changed("【市民意識アンケート結果より】", "");
    city.document_changed("○重点的に取り組んで", "○重点に取り組んで");
    city.package_changed("表", first("survey-ranking"), &[("注記", "アンケート", "")]);
    city.document_changed("| | (2) 協働推進体制の充実 |", "");
    city.document_changed("\n(2) 職員数の推移\n\n本市では", "\nここだけの行\n\n(2) 職員数の推移\n\n本市では");
    // A paragraph or a row that the document has in another section.
    let source = "\n【山口市定員管理計画より】";
    city.package_changed("本文", first("2-1-2"), &[("本文", source, "\n【山口市財政運営計画より】")]);
    city.package_changed("本文", first("early-12"), &[("上位ID", "early-II", "early-I")]);
    city.package_changed("表", first("survey-ranking"), &[("節ID", "2-2-6", "2-2-5")]);
    city.package_changed("表", first("early-status"), &[("図", "stacked-bar", "rank")]);
    city.package_changed("表", first("early-status"), &[("注記", "51項目のうち91.1%", "")]);
    let example = first("推進項目41 行政手続等デジタル化の推進");
    city.package_changed("表_early-indicators", example, &[("取組前(H28)", "-", "")]);
    city.package_changed("表_survey-ranking", first("②職員数の適正化"), &[("令和4年度", "②", "③")]);
    // Errors that both sides share but that cannot be right: a share that does not fit its row, a total, a rank that
    // occurs twice.
    city.both_changed("表_early-status", "I 協働・官民連携の推進", "実施", "7 (63.6%)", "7 (63.7%)");
    city.both_changed("表_early-status", "令和3年度実績 合計", "一部実施", "10 (23.8%)", "11 (23.8%)");
    city.both_changed(
        "表_survey-ranking",
        "②職員数の適正化",
        "平成28年度",
        "②職員数の適正化",
        "①職員数の適正化",
    );
    city.both_changed("表_survey-ranking", "⑦給与の適正化", "令和4年度", "⑦財政の健全化", "⑦給与の適正化");
}

#[test]
fn falsified_cells_of_okayama_are_seen() {
    City::okayama().each_falsified();
}

#[test]
fn falsified_cells_of_yamaguchi_are_seen() {
    City::yamaguchi().each_falsified();
}
