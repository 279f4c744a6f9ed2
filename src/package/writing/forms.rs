//! The forms of the departments: for each a workbook with its own items, last year's text, and the cells to fill in.
//!
//! An item goes to the departments that lead it, or, where none is marked, to every department that is named. A form is
//! made of the plan alone, so that merging can make it again and sees every cell that somebody has changed.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{Column, GUIDE_SHEET, indicators, items, ratings, results, statuses};
use crate::locale::JA;
use crate::package::sheets::address::column_letters;
use crate::package::writing::next_year::{
    is_filled_in, is_next_of, next_results_year, pages, reported_year, words,
};
use crate::package::writing::workbook::{Page, workbook};
use crate::package::{CellAddress, Problem, Sheet};
use crate::plan::{DepartmentNames, FiscalYear, Item, ItemIndex, Plan, Rating, Tree};

/// A form before it is filled in.
pub(in crate::package) struct Form {
    /// The department.
    pub department: String,
    /// Its sheets: the first is 記入のしかた.
    pub pages: Vec<Page>,
}

/// The forms of all departments that have a cell to fill in, as files: name and bytes. The names begin with a number, in the order of the
/// sheet 部署.
///
/// The error lists every cell and sheet that Excel refuses.
///
/// ```
/// use machi_plan::{package, plan::Plan};
/// assert!(package::write_forms(&Plan::default()).unwrap().is_empty());
/// ```
pub fn write_forms(plan: &Plan) -> Result<Vec<(String, Vec<u8>)>, Vec<Problem>> {
    let forms = forms(plan);
    let digits = forms.len().to_string().len().max(2);
    let mut files = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        let name = file_name(&form.department);
        files.push((format!("{:0digits$}_{name}.xlsx", at + 1), workbook(&form.pages)?));
    }
    Ok(files)
}

/// The name of a department in that of its file. The disks of Linux take 255 bytes; the number before it keeps names apart.
fn file_name(department: &str) -> String {
    const MOST: usize = 180;
    let whole: String = department.chars().map(|c| if is_refused(c) { '_' } else { c }).collect();
    let cut = &whole[..whole.floor_char_boundary(MOST)];
    if cut.len() < whole.len() { format!("{cut}…") } else { whole }
}

/// Whether Windows refuses the character in the name of a file.
fn is_refused(c: char) -> bool {
    c.is_control() || "\\/:*?\"<>|".contains(c)
}

/// The forms of a year as they were sent, before anybody had answered.
pub(in crate::package) fn forms_of(plan: &Plan, year: FiscalYear) -> Vec<Form> {
    let mut before = plan.clone();
    let about = &mut before.about;
    // The plan may have moved on to the year since.
    about.results_year = reported_year(plan).map(|last| last.min(FiscalYear(year.0.saturating_sub(1))));
    let last = about.results_year;
    for item in &mut before.items {
        item.results.retain(|result| result.year != year);
        for indicator in &mut item.indicators {
            indicator.actuals.retain(|cell| cell.year != year);
        }
        // A rating is asked for where the last year has one.
        let asked: Vec<Rating> = item.ratings.iter().filter(|one| Some(one.year) == last).cloned().collect();
        let is_asked = |own: &Rating| own.year == year && asked.iter().any(|last| is_next_of(last, own));
        item.ratings.retain(|own| !is_asked(own));
    }
    forms(&before)
}

/// The forms of all departments that have a cell to fill in, in the order of the sheet 部署.
fn forms(plan: &Plan) -> Vec<Form> {
    let mut listed = plan.clone();
    listed.list_departments();
    let names = DepartmentNames::new(&listed);
    let tree = Tree::new(&listed);
    let mut by_name: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, _) in listed.items.iter().enumerate().filter(|(_, item)| item.repost_of.is_none()) {
        let named = tree.departments_of(&listed, ItemIndex(at));
        let has_lead = named.iter().any(|one| one.lead);
        let asked = named.iter().filter(|one| one.lead || !has_lead).map(|one| names.name(&one.department));
        let mut asked: Vec<&str> = asked.collect();
        if asked.is_empty() {
            asked.push(JA.forms.no_department);
        }
        for name in asked {
            by_name.entry(name).or_default().insert(at);
        }
    }
    // The words of one aspect are one range of cells.
    let mut sorted = listed.clone();
    sorted.statuses.sort_by(|a, b| a.aspect.cmp(&b.aspect));
    let whole = pages(&sorted);
    let known = listed.departments.iter().map(|department| department.name.as_str());
    let order = known.chain([JA.forms.no_department]);
    let forms = order.filter_map(|name| Some(form(&sorted, &whole, name, &by_name.remove(name)?)));
    // Of a department whose items have all ended nothing is asked.
    forms.filter(|form| form.pages.iter().any(|page| is_filled_in(&page.sheet.name))).collect()
}

/// The form of a department with these items, from the sheets for the whole plan.
fn form(plan: &Plan, whole: &[Page], department: &str, own: &BTreeSet<usize>) -> Form {
    let year = next_results_year(plan);
    let last = reported_year(plan).filter(|last| *last != year);
    let items: Vec<&Item> = own.iter().map(|at| &plan.items[*at]).collect();
    let ids: BTreeSet<&str> = items.iter().map(|item| item.id.as_str()).collect();
    let reposts: BTreeSet<&str> = items
        .iter()
        .flat_map(|item| &item.indicators)
        .filter(|row| row.repost_of.is_some())
        .map(|row| row.id.as_str())
        .collect();
    let mut sheets = Vec::new();
    for page in whole {
        let name = page.sheet.name.as_str();
        let at = |head: &str| page.sheet.rows[0].iter().position(|other| other == head);
        let years = at(results::FISCAL_YEAR.spec.head);
        let is_near = |row: &[String]| {
            years
                .is_none_or(|at| FiscalYear::parse(&row[at]).is_some_and(|of| of == year || Some(of) == last))
        };
        let owner = at(items::ID.spec.head);
        let is_own = |row: &[String]| owner.is_some_and(|at| ids.contains(row[at].as_str())) && is_near(row);
        if name == items::TABLE.spec.sheet {
            let heads = [&items::ID, &items::NAME].map(head_of).into_iter();
            let heads = heads.chain([
                head_of(&items::DEPARTMENTS),
                head_of(&items::PURPOSE),
                head_of(&items::CONTENT),
            ]);
            sheets.push(narrowed(with_rows(page, is_own), &heads.collect::<Vec<_>>()));
        } else if name == indicators::TABLE.spec.sheet {
            let id = at(indicators::ID.spec.head);
            let is_first = |row: &[String]| id.is_none_or(|at| !reposts.contains(row[at].as_str()));
            let rows = with_rows(page, |row| is_own(row) && is_first(row));
            sheets.push(with_names(narrowed(rows, &indicator_heads(year, last)), &items));
        } else if name == results::TABLE.spec.sheet || name == ratings::TABLE.spec.sheet {
            sheets.push(with_choices(with_names(with_rows(page, is_own), &items), plan));
        } else if name == statuses::TABLE.spec.sheet {
            sheets.push(page.clone());
        }
    }
    // A sheet without a cell to fill in would only ask to be filled in.
    sheets.retain(|page| !is_filled_in(&page.sheet.name) || !page.open.is_empty());
    sheets.sort_by_key(|page| !is_filled_in(&page.sheet.name));
    let mut pages = vec![Page::plain(instructions(plan, &items, department, &sheets))];
    pages.append(&mut sheets);
    pages.iter_mut().for_each(|page| page.is_read = true);
    Form { department: department.to_owned(), pages }
}

/// The page with its head and these rows only.
fn with_rows(page: &Page, keep: impl Fn(&[String]) -> bool) -> Page {
    let rows = &page.sheet.rows;
    let kept: Vec<usize> = (0..rows.len()).filter(|at| *at == 0 || keep(&rows[*at])).collect();
    let moved = |at: &CellAddress| Some(CellAddress { row: kept.binary_search(&at.row).ok()?, ..*at });
    Page {
        is_read: page.is_read,
        sheet: Sheet::new(&*page.sheet.name, kept.iter().map(|at| rows[*at].clone()).collect()),
        open: page.open.iter().filter_map(moved).collect(),
        notes: page.notes.iter().filter_map(|(at, note)| Some((moved(at)?, note.clone()))).collect(),
        choices: page.choices.iter().filter_map(|(at, range)| Some((moved(at)?, range.clone()))).collect(),
    }
}

fn head_of<R>(column: &Column<R>) -> String {
    column.spec.head.to_owned()
}

/// The columns of 指標 that help to write this year's actual.
fn indicator_heads(year: FiscalYear, last: Option<FiscalYear>) -> Vec<String> {
    use indicators::*;
    let mut heads: Vec<String> =
        [head_of(&ITEM_ID), head_of(&ID), head_of(&NAME), head_of(&SERIES), head_of(&UNIT)].into();
    let of = |column: &Column<crate::plan::Indicator>, year| {
        format!("{}{}", column.spec.head, crate::package::writing::year_head(year))
    };
    heads.push(of(&TARGETS, year));
    heads.extend(last.map(|last| of(&ACTUALS, last)));
    heads.push(of(&ACTUALS, year));
    heads
}

/// The page with these columns only.
fn narrowed(page: Page, heads: &[String]) -> Page {
    let Page { sheet, open, notes, choices, is_read } = page;
    let all = sheet.rows.first().cloned().unwrap_or_default();
    let kept: Vec<usize> = (0..all.len()).filter(|at| heads.contains(&all[*at])).collect();
    let moved = |at: CellAddress| Some(CellAddress { column: kept.binary_search(&at.column).ok()?, ..at });
    let row = |cells: &Vec<String>| {
        kept.iter().map(|at| cells.get(*at).cloned().unwrap_or_default()).collect::<Vec<_>>()
    };
    Page {
        sheet: Sheet::new(sheet.name, sheet.rows.iter().map(row).collect()),
        open: open.into_iter().filter_map(moved).collect(),
        notes: notes.into_iter().filter_map(|(at, note)| Some((moved(at)?, note))).collect(),
        is_read,
        choices: choices.into_iter().filter_map(|(at, range)| Some((moved(at)?, range))).collect(),
    }
}

/// The page with the name of each item behind its id: nobody knows items by number.
fn with_names(page: Page, items: &[&Item]) -> Page {
    let Page { mut sheet, open, notes, choices, is_read } = page;
    let names: BTreeMap<&str, &str> =
        items.iter().map(|item| (item.id.as_str(), item.name.as_str())).collect();
    for (at, cells) in sheet.rows.iter_mut().enumerate() {
        let name = match at {
            0 => JA.forms.item_name,
            _ => names.get(cells[0].as_str()).copied().unwrap_or_default(),
        };
        cells.insert(1, name.to_owned());
    }
    let moved = |at: CellAddress| CellAddress { column: at.column + usize::from(at.column > 0), ..at };
    Page {
        sheet,
        open: open.into_iter().map(moved).collect(),
        // The names are in their column now.
        notes: notes.into_iter().filter(|(at, _)| at.row == 0).map(|(at, note)| (moved(at), note)).collect(),
        is_read,
        choices: choices.into_iter().map(|(at, range)| (moved(at), range)).collect(),
    }
}

/// The page with the words of 状況区分 to choose from.
fn with_choices(mut page: Page, plan: &Plan) -> Page {
    let heads = page.sheet.rows[0].clone();
    let at = |head: &str| heads.iter().position(|other| other == head);
    let is_results = page.sheet.name == results::TABLE.spec.sheet;
    let (chosen, aspect) = match is_results {
        true => (at(results::STATUS.spec.head), None),
        false => (at(ratings::RATING.spec.head), at(ratings::ASPECT.spec.head)),
    };
    for cell in page.open.iter().filter(|cell| Some(cell.column) == chosen) {
        let of = aspect.map(|column| page.sheet.rows[cell.row][column].as_str());
        page.choices.extend(range(plan, of).map(|range| (*cell, range)));
    }
    page
}

/// The cells of 状況区分 with the words of an aspect; without one, all words.
fn range(plan: &Plan, aspect: Option<&str>) -> Option<String> {
    let words = plan.statuses.iter().enumerate();
    let rows: Vec<usize> = words
        .filter(|(_, word)| aspect.is_none_or(|aspect| word.aspect == aspect))
        .map(|(at, _)| at)
        .collect();
    let column =
        statuses::TABLE.columns.iter().position(|column| column.spec.key == statuses::STATUS.spec.key)?;
    let letters = column_letters(column);
    // Below the head.
    let (first, last) = (rows.first()? + 2, rows.last()? + 2);
    Some(format!("'{}'!${letters}${first}:${letters}${last}", statuses::TABLE.spec.sheet))
}

/// The row of 記入のしかた with this key.
pub(in crate::package) fn fact<'a>(sheet: &'a Sheet, key: &str) -> Option<&'a str> {
    let row = sheet.rows.iter().find(|row| row.first().is_some_and(|cell| cell.trim() == key))?;
    row.get(1).map(|cell| cell.trim())
}

fn instructions(plan: &Plan, items: &[&Item], department: &str, form: &[Page]) -> Sheet {
    let words_of = &JA.forms;
    let year = next_results_year(plan);
    let pair = |key: &str, value: &str| vec![key.to_owned(), value.to_owned()];
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    let mut rows = vec![
        pair(words_of.key, words_of.value),
        pair(words_of.title, &plan.about.title),
        pair(words_of.plan_id, &plan.about.id),
        pair(words_of.department, department),
        pair(words_of.year, &year.short()),
        pair(words_of.items, &words_of.item_count(ids.len(), ids.join(JA.text.between))),
    ];
    let mut steps = vec![words_of.only_coloured.to_owned()];
    for page in form.iter().filter(|page| is_filled_in(&page.sheet.name)) {
        steps.push(words_of.fill_in(&page.sheet.name, words(year)));
    }
    if form.iter().any(|page| !page.choices.is_empty()) {
        steps.push(words_of.choose.to_owned());
    }
    steps.push(words_of.leave_blank.to_owned());
    steps.push(words_of.keep_rows.to_owned());
    let contact = Some(plan.about.contact.as_str()).filter(|contact| !contact.is_empty());
    steps.push(words_of.send(contact.unwrap_or(words_of.whoever)));
    rows.extend(steps.iter().enumerate().map(|(at, step)| pair(&words_of.step(at + 1), step)));
    Sheet::new(GUIDE_SHEET, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{About, Assignment, Department, Status, YearResult};

    fn plan() -> Plan {
        let about = About {
            id: "machi".into(),
            first_year: FiscalYear(2023),
            last_year: FiscalYear(2025),
            results_year: Some(FiscalYear(2023)),
            ..About::default()
        };
        let item = |id: &str, named: &[&str]| Item {
            id: id.into(),
            name: format!("名{id}"),
            departments: named
                .iter()
                .map(|name| Assignment {
                    department: name.trim_start_matches('*').into(),
                    lead: name.starts_with('*'),
                })
                .collect(),
            results: vec![YearResult {
                year: FiscalYear(2023),
                text: "した".into(),
                ..YearResult::default()
            }],
            ..Item::default()
        };
        let department = |name: &str, aliases: &[&str]| Department {
            name: name.into(),
            aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
            ..Department::default()
        };
        let status = |word: &str, aspect: &str| Status {
            status: word.into(),
            aspect: aspect.into(),
            ..Status::default()
        };
        Plan {
            about,
            departments: vec![department("乙課", &["旧乙課"]), department("甲課", &[])],
            items: vec![
                item("1", &["*甲課", "乙課"]),
                item("2", &["甲課", "旧乙課"]),
                Item { repost_of: Some("1".into()), ..item("3", &["甲課"]) },
                item("4", &[]),
            ],
            statuses: vec![status("順調", "b"), status("A", "a"), status("遅れ", "b")],
            ..Plan::default()
        }
    }

    #[test]
    fn an_item_goes_to_its_lead_and_without_one_to_everybody_who_is_named() {
        let of = |form: &Form| {
            let page = form.pages.iter().find(|page| page.sheet.name == "取組").unwrap();
            let ids = page.sheet.rows[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>();
            format!("{}: {}", form.department, ids.join(" "))
        };
        let forms: Vec<String> = forms(&plan()).iter().map(of).collect();
        assert_eq!(forms, ["乙課: 2", "甲課: 1 2", "担当部署なし: 4"]);
    }

    #[test]
    fn a_form_has_last_years_text_and_the_cells_to_fill_in_with_their_words() {
        let forms = forms(&plan());
        let page = forms[0].pages.iter().find(|page| page.sheet.name == "実績").unwrap();
        let rows: Vec<String> = page.sheet.rows.iter().map(|row| row.join("|")).collect();
        assert_eq!(rows, ["取組ID|取組の名称|年度|実績|状況|理由", "2|名2|R5|した||", "2|名2|R6|||"]);
        let open: Vec<String> = page.open.iter().map(ToString::to_string).collect();
        assert_eq!(open, ["D3", "E3", "F3"]);
        let choices: Vec<&str> = page.choices.values().map(String::as_str).collect();
        assert_eq!(choices, ["'状況区分'!$A$2:$A$4"]);
        assert_eq!(
            range(
                &{
                    let mut plan = plan();
                    plan.statuses.sort_by(|a, b| a.aspect.cmp(&b.aspect));
                    plan
                },
                Some("b")
            )
            .unwrap(),
            "'状況区分'!$A$3:$A$4"
        );
        let guide = &forms[0].pages[0].sheet;
        assert_eq!(
            ["計画ID", "部署", "年度"].map(|key| fact(guide, key)),
            [Some("machi"), Some("乙課"), Some("R6")]
        );
    }

    #[test]
    fn a_name_of_a_file_is_one_that_windows_takes() {
        let mut plan = plan();
        plan.items[3].departments = vec![Assignment { department: "A/B:課".into(), lead: false }];
        let names: Vec<String> = write_forms(&plan).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["01_乙課.xlsx", "02_甲課.xlsx", "03_A_B_課.xlsx"]);
    }
}
