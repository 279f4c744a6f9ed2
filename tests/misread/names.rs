//! Departments and years in the forms that cities use.

use crate::package::{Address, Package, Says};
use crate::values::{is_value, wide, write};
use crate::{BOTH, Kind, kind};

pub fn kinds() -> Vec<Kind> {
    use Says::{Always, Nothing, Refused};
    vec![
        kind("roles of departments", BOTH, Nothing, roles),
        kind("a department with brackets", BOTH, Nothing, department_with_brackets),
        kind("a department above another", BOTH, Always, levels),
        kind("two departments in one name", BOTH, Always, two_in_one),
        kind("a year in another form", BOTH, Nothing, year_cell),
        kind("the head of a year in another form", BOTH, Nothing, year_head),
        kind("a head of a part of a year", BOTH, Refused, part_of_year),
    ]
}

fn department_cell(package: &mut Package) -> Option<Address> {
    package.cell(|sheet, head, text| sheet == "取組" && head == "担当部署" && text.starts_with("(主)"))
}

/// The leading and the supporting department of a cell that has both.
fn roles(package: &mut Package) -> Option<Address> {
    let address =
        package.cell(|sheet, head, text| sheet == "取組" && head == "担当部署" && text.contains('、'))?;
    let text = package.text(&address).to_owned();
    let (lead, help) = text.strip_prefix("(主)")?.split_once('、')?;
    let form = *package.random.of(&[
        "（主）L、H",
        "（主） L、H",
        "L（主）、H",
        "L （主）、H",
        "L(主管課)、H（関係課）",
        "【主管課】L、【関係課】H",
        "主管課：L\n関係課：H",
        "主管課： L、関係課： H",
        "主担当:L 協力:H",
        "主管課\nL\n関係課\nH",
        "◎L、H",
        "◎L、○H",
        "L◎、H○",
        "主：L、副：H",
        "◎L\nH",
        "◎ L\u{3000}○ H",
    ]);
    let written = form.replace('L', lead).replace('H', help);
    write(package, address, &written, text.clone())
}

/// The sheet 部署 is removed, so that only the brackets show that the name is one.
fn department_with_brackets(package: &mut Package) -> Option<Address> {
    let address = department_cell(package)?;
    let name = *package.random.of(&[
        "健康部（福祉課、子育て課）",
        "健康部(福祉課,子育て課)",
        "健康部〔福祉課、子育て課〕",
        "健康部（福祉課\u{3000}子育て課）",
        "健康部（福祉課\n子育て課）",
    ]);
    package.sheets.retain(|sheet| sheet.name != "部署");
    let written = format!("(主){name}、財政局");
    write(package, address, &written, written.clone())
}

fn levels(package: &mut Package) -> Option<Address> {
    let address = department_cell(package)?;
    let (space, above) =
        (*package.random.of(&[" ", "\u{3000}", "\n"]), *package.random.of(&["総務部", "市民局"]));
    if package.random.below(2) == 0 {
        package.sheets.retain(|sheet| sheet.name != "部署");
    }
    package.write(&address, format!("{above}{space}税務課"));
    Some(address)
}

fn two_in_one(package: &mut Package) -> Option<Address> {
    let address = department_cell(package)?;
    let mark = *package.random.of(&["・", "/", "／", ";", "；", "＆"]);
    package.sheets.retain(|sheet| sheet.name != "部署");
    package.write(&address, format!("税務課{mark}市民課"));
    Some(address)
}

/// The year of 令和 that a text names: R5.
fn year_of(text: &str) -> Option<usize> {
    text.strip_prefix('R')?.parse().ok()
}

/// A year in another form than R5.
fn other_year(package: &mut Package, year: usize) -> String {
    let (western, kanji) = (2018 + year, "〇一二三四五六七八九".chars().nth(year).unwrap());
    let forms = [
        format!("r{year}"),
        wide(&format!("R{year}")),
        format!("令和{year}年度"),
        format!("令和{kanji}年度"),
        format!("令和 {year} 年度"),
        format!("令和{year}（{western}）年度"),
        format!("令和{}年度", wide(&year.to_string())),
        format!("{western}年度（R{year}）"),
        format!("{western}（令和{year}年度）"),
        format!("平成{}/令和{year}年度", year + 30),
        format!("平成{}年度（令和{year}年度）", year + 30),
        format!("{western}"),
        format!("{western}年度"),
    ];
    package.random.of(&forms).clone()
}

fn year_cell(package: &mut Package) -> Option<Address> {
    let address = package.cell(|_, head, text| !is_value(head) && year_of(text).is_some())?;
    let year = year_of(package.text(&address))?;
    let other = other_year(package, year);
    package.write(&address, other);
    Some(address)
}

/// The head of a year with values below it: the word before the year, and the year.
fn head_of_year(package: &mut Package) -> Option<(Address, String, usize)> {
    let mut found = Vec::new();
    for name in ["年次計画", "指標"] {
        let rows = &package.sheet(name).rows;
        for (column, head) in rows[0].iter().enumerate() {
            let Some((word, year)) = head.find('R').and_then(|at| Some((&head[..at], year_of(&head[at..])?)))
            else {
                continue;
            };
            if rows[1..].iter().any(|cells| !cells[column].is_empty()) {
                let address = Address { sheet: name.into(), row: 0, column: Some(column) };
                found.push((address, word.to_owned(), year));
            }
        }
    }
    if found.is_empty() { None } else { Some(package.random.of(&found).clone()) }
}

fn year_head(package: &mut Package) -> Option<Address> {
    let (address, word, year) = head_of_year(package)?;
    let other = other_year(package, year);
    let forms: &[&str] = if word.is_empty() {
        &["Y"]
    } else {
        &["WY", "W Y", "YW", "Y W", "YW値", "W値Y", "YのW", "W（Y）", "W\nY", "W値（Y）"]
    };
    // A year with two names has brackets of its own.
    let forms = if other.contains('（') { &forms[..forms.len().min(4)] } else { forms };
    let head = package.random.of(forms).replace('W', &word).replace('Y', &other);
    package.write(&address, head);
    Some(address)
}

fn part_of_year(package: &mut Package) -> Option<Address> {
    let (address, word, year) = head_of_year(package)?;
    let (next, western) = (year + 1, 2018 + year);
    let mut forms = vec![
        format!("{word}R{year}・R{next}"),
        format!("{word}R{year}～R{next}"),
        format!("{word}R{year}-{next}"),
        format!("{word}令和{year}（{}）年度", western + 1),
        format!("{word}R{year}予算"),
        format!("{word}R{year}第5四半期"),
        format!("{word}R{year}前年比"),
    ];
    // A schedule may have columns for parts of a year and for lines of the plan. No other table has them.
    if address.sheet != "年次計画" {
        forms.extend([
            format!("{word}R{year}上半期"),
            format!("R{year}計画"),
            format!("{word}令和{year}年度下期"),
            format!("{word}R{year}.10月"),
            format!("{word}R{year}第1四半期"),
            format!("{word}{western}年上期"),
            format!("R{year}見積"),
        ]);
    }
    let head = package.random.of(&forms).clone();
    package.write(&address, head);
    Some(address)
}
