//! The work of each fuzz target on any bytes, and the conditions on its result. Not panicking is only the first.
//!
//! It is separate from the targets, so that `tests/hostile.rs` can run the same on the seeds with stable Rust.

mod adoption;
#[allow(dead_code, reason = "the damaged packages of the tests need more of it")]
#[path = "../../tests/damaged/book.rs"]
mod book;
mod page;
#[allow(dead_code, reason = "the tests of the model need more of it")]
#[path = "../../tests/tree/mod.rs"]
mod tree;

pub use adoption::adoption;
pub use page::{address, object, state};

use machi_plan::locale::JA;
use machi_plan::package::{self, Problem};
use machi_plan::plan::{FiscalYear, Miss, Plan, read_cell, read_row, read_value};
use machi_plan::planfile;
use machi_plan::selection::Prepared;
use machi_plan::view::{FragmentOptions, fragment};

/// A sound package. The csv target replaces one of its files by its bytes.
const SOUND: [(&str, &str); 12] = [
    ("計画.csv", "項目,値\n計画ID,machi\n計画名,試し\n開始年度,R5\n終了年度,R6\n階層名,方針>取組\n"),
    ("体系.csv", "体系ID,上位ID,名称,担当部署\n1,,上,財政局\n1-1,1,下,\n"),
    ("取組.csv", "取組ID,体系ID,記号,名称,担当部署\n1,1-1,①,ひとつめ,財政局\n2,1-1,②,ふたつめ,\n"),
    ("年次計画.csv", "取組ID,記号,取組内容,R5,R6\n1,①,する,検討,→\n"),
    ("指標.csv", "取組ID,指標ID,指標名,単位,目標R5,目標R6\n1,1.1,割合,%,—,90.0%未満\n"),
    ("実績.csv", "取組ID,年度,実績\n1,R5,できた\n"),
    ("状況区分.csv", "区分,定義,段階\n完了,終わった,done\n"),
    ("部署.csv", "名称,よみ,別名\n財政局,ざいせい,財政\n"),
    ("本文.csv", "節ID,上位ID,見出し,本文\n1,,章,文\n"),
    ("表.csv", "表ID,節ID,表題\nt,1,表\n"),
    ("訂正.csv", "表,ID,列,原文,訂正,理由\n取組,1,名称,ひとつ,一つ,変換の誤り\n"),
    ("表_t.csv", "見出し,値\n甲,1\n"),
];

/// The first byte selects a file of a sound package; the rest replaces it.
pub fn csv(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let at = usize::from(*which) % SOUND.len();
    // The required tables, and those that 表_t and 表 need. Each further file halves the number of tries in a second.
    let needed = |index: usize| index < 3 || at >= 8 && index >= 8;
    let sound = SOUND.iter().enumerate().filter(|(index, _)| needed(*index) && *index != at);
    let mut files: Vec<(&str, &[u8])> = sound.map(|(_, (name, text))| (*name, text.as_bytes())).collect();
    files.push((SOUND[at].0, bytes));
    let (plan, problems) = package::read_files(files);
    sound_or_told(&plan, &problems);
    if !package::has_errors(&problems) {
        let files = package::write_files(&plan);
        let files = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        came_back(&plan, package::read_files(files));
    }
}

/// The first byte selects a part of a sound workbook, or a file of a sound zip, and the rest replaces it; or the rest
/// is the file itself. Bytes changed inside a zip would hardly pass its checksums.
pub fn workbook(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let mut parts = workbook_parts();
    let which = usize::from(*which) % (parts.len() + SOUND.len() + 1);
    let file = if which < parts.len() {
        parts[which].1 = bytes.to_vec();
        book::stored(&parts)
    } else if let Some(table) = SOUND.get(which - parts.len()) {
        let other = |name: &str, text: &str| if name == table.0 { bytes.to_vec() } else { text.into() };
        book::stored(&SOUND.map(|(name, text)| (name, other(name, text))))
    } else {
        bytes.to_vec()
    };
    let (plan, problems) = package::read_file("計画", &file);
    sound_or_told(&plan, &problems);
    if !package::has_errors(&problems)
        && let Ok(file) = package::write_workbook(&plan)
    {
        came_back(&plan, package::read_file("計画", &file));
    }
}

/// The parts of the sound workbook. The seeds of the target are made from them.
pub fn workbook_parts() -> Vec<(String, Vec<u8>)> {
    let tables = SOUND.map(|(name, text)| (name.trim_end_matches(".csv"), text));
    let mut book = book::Book::of(&tables);
    book.shared = vec!["<t>窓口</t><rPh sb=\"0\" eb=\"2\"><t>マドグチ</t></rPh>".to_owned()];
    book.set("取組", "D2", "<c t=\"s\"><v>0</v></c>".to_owned());
    book.set("指標", "E2", book::number("0.85", book::PERCENT));
    book.set("指標", "F2", "<c s=\"4\"><f>A1+1</f><v>1120</v></c>".to_owned());
    book.set("実績", "C2", book::number("45000", book::DATE));
    book.set("計画", "C6", "<c t=\"b\"><v>1</v></c>".to_owned());
    book.sheet("取組").merged = vec!["E2:E3".to_owned()];
    book.parts()
}

/// The text before the first line break is the cell, the next line the row's unit. All lines together are also a
/// schedule row.
pub fn value(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (printed, unit) = text.split_once('\n').unwrap_or((text, ""));
    let readings = read_value(printed, unit);
    assert!(readings.len() <= 2, "a cell has one or two readings: {readings:?}");
    for reading in readings {
        assert!(!reading.value.to_string().is_empty());
        assert!(reading.basis.is_empty() || printed.chars().count() >= reading.basis.chars().count());
    }
    // A control character that no spreadsheet writes separates the cells. The lines of a cell are entries.
    let cells: Vec<String> = text.split('\u{1f}').map(str::to_owned).collect();
    let row = read_row(&cells);
    assert_eq!(row.len(), cells.len());
    for (cell, read) in cells.iter().zip(&row) {
        assert_eq!(read.entries, read_cell(cell));
        assert_eq!(read.continues.len(), read.entries.len());
    }
}

/// A year that was read is one that the plan can hold, and its short form never means another year.
pub fn year(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(year) = FiscalYear::parse(text) else { return };
    assert!((1926..=2199).contains(&year.0), "{text:?} is {year:?}");
    assert!(FiscalYear::parse(&year.short()).is_none_or(|again| again == year), "{text:?} is {year:?}");
}

/// The bytes as a plan file, and as the body of one whose head and fingerprint are right: a wrong fingerprint would
/// stop every test.
pub fn planfile(bytes: &[u8]) {
    let one = |file: &[u8]| {
        let Ok((plan, _)) = planfile::read(file) else { return };
        assert_eq!(planfile::check(&plan), Ok(()));
        let again = planfile::read(planfile::write(&plan).as_bytes()).map(|(plan, _)| plan);
        assert_eq!(again.as_ref(), Ok(&plan));
        shown(plan);
    };
    one(bytes);
    let Ok(body) = std::str::from_utf8(bytes) else { return };
    let fingerprint = planfile::fingerprint(body);
    one(format!(
        "{{\"format\":\"machi-plan\",\"version\":{},\"fingerprint\":\"{fingerprint}\",\"plan\":{body}}}",
        planfile::VERSION
    )
    .as_bytes());
}

/// A plan that was read can be shown, with its corrections. Long plans are skipped: they would show nothing more and
/// take the time of many others.
fn shown(plan: Plan) {
    if plan.items.len() > 50 || plan.outline.len() > 50 {
        return;
    }
    let prepared = Prepared::new(plan);
    let too_much = prepared.misses.iter().any(|miss| miss.why == Miss::TooMuch);
    assert!(!too_much, "such a plan is refused");
    let fragment = fragment(&prepared, "", &JA, &FragmentOptions::default());
    assert!(!fragment.into_string().is_empty());
}

/// Every problem has its words, and a package without errors is a plan that its own sheets and its plan file give
/// back.
fn sound_or_told(plan: &Plan, problems: &[Problem]) {
    for problem in problems {
        assert!(!problem.to_string().is_empty());
    }
    let sheets = package::write_sheets(plan);
    if package::has_errors(problems) {
        return;
    }
    assert_eq!(planfile::check(plan), Ok(()));
    let file = planfile::write(plan);
    assert_eq!(planfile::read(file.as_bytes()).map(|(plan, _)| plan).as_ref(), Ok(plan));
    came_back(plan, package::read_sheets(&sheets));
}

fn came_back(plan: &Plan, (again, problems): (Plan, Vec<Problem>)) {
    assert!(!package::has_errors(&problems), "{problems:?}");
    assert_eq!(&again, plan);
}
