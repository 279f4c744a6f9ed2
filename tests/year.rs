//! A year of みほん市: the forms of the departments are made, filled in by a script with three mistakes and one department
//! missing, merged into the plan's own workbook, and mended; the published plan has exactly what was filled in.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use machi_plan::package::{self, Merged, Problem};
use machi_plan::plan::{FiscalYear, Plan};
use machi_plan::planfile;

const YEAR: FiscalYear = FiscalYear(2026);

fn sample() -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).0
}

/// The entries of a workbook: name and content.
fn entries(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut read = |at| {
        let mut entry = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        (entry.name().unwrap().into_owned(), content)
    };
    (0..read_len(bytes)).map(&mut read).collect()
}

fn read_len(bytes: &[u8]) -> usize {
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len()
}

/// A form while somebody writes into it, as sheets of cells. It is saved as a workbook of its own, with none of the marks
/// of ours: only the texts come back.
struct Filled {
    name: String,
    sheets: Vec<package::Sheet>,
}

impl Filled {
    fn open((name, bytes): &(String, Vec<u8>)) -> Filled {
        let (sheets, problems) = package::sheets_of_file(name, bytes);
        assert!(problems.is_empty(), "{name}: {}", listed(&problems));
        Filled { name: name.clone(), sheets }
    }

    /// The cell of a sheet in the row whose first cells are these, under this head.
    fn cell(&mut self, sheet: &str, key: &[&str], head: &str) -> &mut String {
        let sheet = self.sheets.iter_mut().find(|other| other.name == sheet).unwrap();
        let column = sheet.rows[0].iter().position(|other| other == head).unwrap();
        let is_key = |row: &Vec<String>| key.iter().all(|part| row.iter().any(|cell| cell == part));
        let row = sheet.rows.iter().position(is_key).unwrap();
        let cells = &mut sheet.rows[row];
        cells.resize(cells.len().max(column + 1), String::new());
        &mut cells[column]
    }

    /// The sheet, row and column of the first grade that is due.
    fn grade(&self) -> Option<(usize, usize, usize)> {
        let sheet = self.sheets.iter().position(|sheet| sheet.name == "評価")?;
        let rows = &self.sheets[sheet].rows;
        let at = |head: &str| rows[0].iter().position(|other| other == head);
        let (year, rating) = (at("年度")?, at("評価")?);
        let row =
            rows.iter().position(|row| row[year] == "R8" && row.get(rating).is_none_or(String::is_empty))?;
        Some((sheet, row, rating))
    }

    fn save(&self) -> (String, Vec<u8>) {
        let mut book = rust_xlsxwriter::Workbook::new();
        for sheet in &self.sheets {
            let page = book.add_worksheet();
            page.set_name(&sheet.name).unwrap();
            for (row, cells) in sheet.rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                    page.write_string(row as u32, column as u16, cell).unwrap();
                }
            }
        }
        (self.name.clone(), book.save_to_buffer().unwrap())
    }
}

fn listed(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

fn merge(plan: &[u8], forms: &[Filled]) -> Merged {
    let saved: Vec<(String, Vec<u8>)> = forms.iter().map(Filled::save).collect();
    package::merge(&[("plan.xlsx", plan)], &named(&saved))
}

/// Fills in every due cell of 実績 and 指標, and the grades of 評価 with the first word of their aspect.
fn fill_in(form: &mut Filled, plan: &Plan) {
    let ids: Vec<String> = {
        let sheet = form.sheets.iter().find(|sheet| sheet.name == "実績");
        let rows = sheet.map_or(&[][..], |sheet| &sheet.rows[1..]);
        rows.iter().filter(|row| row[2] == "R8").map(|row| row[0].clone()).collect()
    };
    for id in ids {
        *form.cell("実績", &[&id, "R8"], "実績") = format!("{id}を進めました。\n二行目です。");
        *form.cell("実績", &[&id, "R8"], "課題") = format!("=課題<{id}> & ほか");
        let item = plan.item(&id).unwrap();
        for indicator in item.indicators.iter().filter(|own| own.repost_of.is_none()) {
            *form.cell("指標", &[&indicator.id], "実績R8") = "12".to_owned();
        }
    }
    for sheet in form.sheets.iter_mut().filter(|sheet| sheet.name == "評価") {
        let at = |head: &str| sheet.rows[0].iter().position(|other| other == head).unwrap();
        let (year, aspect, rating) = (at("年度"), at("観点"), at("評価"));
        let is_due =
            |row: &&mut Vec<String>| row[year] == "R8" && row.get(rating).is_none_or(String::is_empty);
        for row in sheet.rows.iter_mut().filter(is_due) {
            let word = plan.statuses.iter().find(|status| status.aspect == row[aspect]).unwrap();
            row.resize(row.len().max(rating + 1), String::new());
            row[rating].clone_from(&word.status);
        }
    }
}

#[test]
fn a_year_of_the_sample_city() {
    let mut plan = sample();
    // An item without a lead goes to both of its departments.
    let shared = plan.items.iter_mut().find(|item| item.departments.len() == 2).unwrap();
    shared.departments.iter_mut().for_each(|department| department.lead = false);
    let workbook = package::write_workbook(&plan).unwrap();
    let forms = package::write_forms(&plan).unwrap();
    assert!(forms.len() > 4, "{}", forms.len());
    let mut filled: Vec<Filled> = forms.iter().map(Filled::open).collect();
    filled.iter_mut().for_each(|form| fill_in(form, &plan));

    // One department is missing, and three have made a mistake: a grade that does not exist, a target that was changed,
    // and another answer than the department beside them.
    let missing = filled.pop().unwrap();
    let at = |filled: &[Filled], id: &str| {
        let has = |form: &Filled| {
            let sheet = form.sheets.iter().find(|sheet| sheet.name == "実績").unwrap();
            sheet.rows.iter().any(|row| row[0] == id)
        };
        filled.iter().enumerate().filter(|(_, form)| has(form)).map(|(at, _)| at).collect::<Vec<_>>()
    };
    let both = plan.items.iter().map(|item| (item, at(&filled, &item.id))).find(|(_, at)| at.len() > 1);
    let (shared, senders) = both.expect("an item of two departments");
    *filled[senders[1]].cell("実績", &[&shared.id, "R8"], "実績") = "別の答えです。".to_owned();
    let due = Filled::open(&forms[2]).grade().expect("a grade that is due");
    filled[2].sheets[due.0].rows[due.1][due.2] = "まあまあ".to_owned();
    let target = filled[0].sheets.iter().find(|sheet| sheet.name == "指標").unwrap().rows[1][2].clone();
    *filled[0].cell("指標", &[&target], "目標R8") = "1".to_owned();

    let first = merge(&workbook, &filled);
    let said = listed(&first.problems);
    assert!(first.files.is_empty(), "{said}");
    let codes = |merged: &Merged, code: &str| {
        merged.problems.iter().filter(|problem| problem.code.name == code).cloned().collect::<Vec<_>>()
    };
    let conflict = &codes(&first, "merge-conflict")[..];
    assert_eq!(conflict.len(), 1, "{said}");
    let [one, other] = [&filled[senders[0]].name, &filled[senders[1]].name];
    assert!(conflict[0].address_and_head().starts_with(&format!("{one} 実績!")), "{said}");
    assert!(conflict[0].message().contains(&format!("「別の答えです。」（{other} 実績!")), "{said}");
    let grade = codes(&first, "unknown-status");
    assert!(grade.len() == 1 && grade[0].found == "まあまあ", "{said}");
    assert!(grade[0].address().starts_with(&format!("{} 評価!", filled[2].name)), "{said}");
    let changed = codes(&first, "merge-changed");
    assert!(changed.len() == 1 && changed[0].head == "目標R8" && changed[0].found == "1", "{said}");
    let none = codes(&first, "merge-no-answer");
    assert_eq!(none.len(), 1, "{said}");
    assert!(missing.name.ends_with(&format!("_{}.xlsx", none[0].sheet)), "{said}");

    // Mended, and everybody has answered.
    let text = filled[senders[0]].cell("実績", &[&shared.id, "R8"], "実績").clone();
    *filled[senders[1]].cell("実績", &[&shared.id, "R8"], "実績") = text;
    filled[2].sheets[due.0].rows[due.1][due.2] = "順調".to_owned();
    let own = plan.items.iter().flat_map(|item| &item.indicators).find(|row| row.id == target).unwrap();
    let printed = own.targets.iter().find(|cell| cell.year == YEAR).map_or("", |cell| &cell.printed);
    printed.clone_into(filled[0].cell("指標", &[&target], "目標R8"));
    filled.push(missing);
    let merged = merge(&workbook, &filled);
    assert!(!package::has_errors(&merged.problems), "{}", listed(&merged.problems));
    let [(_, bytes)] = &merged.files[..] else { panic!("{}", listed(&merged.problems)) };

    assert_only_answers_changed(&workbook, bytes);
    let (again, problems) = package::read_file("plan.xlsx", bytes);
    assert!(!package::has_errors(&problems), "{}", listed(&problems));
    assert_eq!(again, merged.plan);
    let expected = expected(&plan, &filled);
    for (item, expected) in again.items.iter().zip(&expected.items) {
        assert_eq!(item, expected);
    }
    // As text: a list of every difference of a whole plan is no message.
    assert!(planfile::write(&again) == planfile::write(&expected));
    assert!(planfile::write(&merged_tables(&plan, &filled)) == planfile::write(&expected));
}

/// The same merged into the tables of a folder, as they are read again.
fn merged_tables(plan: &Plan, forms: &[Filled]) -> Plan {
    let files = package::write_files(plan);
    let sent: Vec<(String, Vec<u8>)> = forms.iter().map(Filled::save).collect();
    let merged = package::merge(&named(&files), &named(&sent));
    let (_, zip) = merged.one_file(&named(&files)).expect("a zip of all tables");
    let (again, problems) = package::read_file("plan.zip", &zip);
    assert!(!package::has_errors(&problems), "{}", listed(&problems));
    again
}

fn named(files: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

/// Only the sheets with answers are different, and in these only what was added.
fn assert_only_answers_changed(before: &[u8], after: &[u8]) {
    let (before, after) = (entries(before), entries(after));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let changed: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(changed.len(), 4, "計画, 指標, 実績, 評価: {changed:?}");
    assert!(changed.iter().all(|name| name.starts_with("xl/worksheets/sheet")), "{changed:?}");
}

/// The plan with the answers of the forms, put together without the code that merges.
fn expected(plan: &Plan, filled: &[Filled]) -> Plan {
    let mut plan = plan.clone();
    plan.about.results_year = Some(YEAR);
    for form in filled {
        for sheet in &form.sheets {
            let heads = &sheet.rows[0];
            for row in &sheet.rows[1..] {
                let of = |head: &str| {
                    let at = heads.iter().position(|other| other == head);
                    at.and_then(|at| row.get(at)).cloned().unwrap_or_default()
                };
                let Some(item) = plan.items.iter_mut().find(|item| item.id == of("取組ID")) else {
                    continue;
                };
                match sheet.name.as_str() {
                    "実績" if of("年度") == "R8" && item.results.iter().all(|one| one.year != YEAR) => {
                        item.results.push(machi_plan::plan::YearResult {
                            year: YEAR,
                            text: of("実績"),
                            status: of("状況"),
                            challenge: of("課題"),
                            ..Default::default()
                        });
                    }
                    "指標" => {
                        let own = item.indicators.iter_mut().find(|own| own.id == of("指標ID")).unwrap();
                        if own.actuals.iter().all(|cell| cell.year != YEAR) {
                            own.actuals
                                .push(machi_plan::plan::YearCell { year: YEAR, printed: of("実績R8") });
                        }
                    }
                    "評価" if of("年度") == "R8" => {
                        let rating = machi_plan::plan::Rating {
                            indicator_id: Some(of("指標ID")).filter(|id| !id.is_empty()),
                            year: YEAR,
                            by: of("評価者"),
                            aspect: of("観点"),
                            rating: of("評価"),
                            as_of: of("時期"),
                            ..Default::default()
                        };
                        let is_same = |one: &machi_plan::plan::Rating| {
                            (&one.indicator_id, one.year, &one.by, &one.aspect, &one.as_of)
                                == (
                                    &rating.indicator_id,
                                    rating.year,
                                    &rating.by,
                                    &rating.aspect,
                                    &rating.as_of,
                                )
                        };
                        if !item.ratings.iter().any(is_same) {
                            item.ratings.push(rating);
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    plan
}
