//! Values in the forms that cities use.
//!
//! This test computes the expected reading itself, without the library: a kind writes a number of its own and knows
//! its value.

use crate::book::{PERCENT, RED_MINUS, number};
use crate::package::{Address, Package, Says};
use crate::{BOOK, BOTH, Kind, kind};

pub fn kinds() -> Vec<Kind> {
    use Says::{Always, Nothing, WhereItDiffers};
    vec![
        kind("a minus", BOTH, Nothing, minus),
        kind("a dash that is no minus", BOTH, WhereItDiffers, dash),
        kind("a number in brackets", BOTH, Always, brackets),
        kind("a number in brackets that are negative", BOTH, Nothing, negative_brackets),
        kind("words around a number", BOTH, Always, words),
        kind("a change", BOTH, Nothing, change),
        kind("a comparator", BOTH, Nothing, comparator),
        kind("a unit of a cell in another form", BOTH, Nothing, unit_of_cell),
        kind("a unit of a row in another form", BOTH, Nothing, unit_of_row),
        kind("a row without a unit", BOTH, Nothing, no_unit),
        kind("a cell without a unit", BOTH, Nothing, bare_cell),
        kind("another unit", BOTH, Always, another_unit),
        kind("a fraction in a row of per cent", BOTH, Always, fraction),
        kind("a number as typed in a row of per cent", BOOK, Always, fraction_as_typed),
        kind("a cell of per cent", BOOK, Nothing, per_cent),
        kind("a minus that is a colour", BOOK, Always, red_minus),
    ]
}

pub fn is_value(head: &str) -> bool {
    head == "基準値" || ["目標R", "実績R"].iter().any(|start| head.starts_with(start))
}

/// A cell of 指標 with a value, in a row with one of the units.
fn value(package: &mut Package, units: &[&str]) -> Option<Address> {
    let rows = package.sheet("指標").rows.clone();
    let unit = rows[0].iter().position(|head| head == "単位")?;
    let mut found = Vec::new();
    for (row, cells) in rows.iter().enumerate().skip(1).filter(|(_, cells)| units.contains(&&*cells[unit])) {
        let filled =
            cells.iter().enumerate().filter(|(at, cell)| is_value(&rows[0][*at]) && !cell.is_empty());
        found.extend(filled.map(|(at, _)| Address { sheet: "指標".into(), row, column: Some(at) }));
    }
    if found.is_empty() { None } else { Some(package.random.of(&found).clone()) }
}

const UNITS: &[&str] = &["%", "件", "百万円"];

/// Another cell of a row, by its head.
fn beside(package: &mut Package, address: &Address, head: &str) -> Address {
    let heads = &package.sheet(&address.sheet).rows[0];
    Address { column: heads.iter().position(|other| other == head), ..address.clone() }
}

/// The unit of a row.
fn unit(package: &mut Package, address: &Address) -> String {
    let unit = beside(package, address, "単位");
    package.text(&unit).to_owned()
}

/// A number of at least 1,000 in one of its printed forms, and its plain digits.
fn drawn(package: &mut Package) -> (String, String) {
    let plain = (1_000 + package.random.below(90_000)).to_string();
    let (thousands, rest) = plain.split_at(plain.len() - 3);
    let grouped = format!("{thousands},{rest}");
    let printed = match package.random.below(4) {
        0 => plain.clone(),
        1 => grouped,
        2 => wide(&grouped),
        _ => return (format!("{grouped}.50"), format!("{plain}.50")),
    };
    (printed, plain)
}

/// ASCII in full width.
pub fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
        .collect()
}

/// Writes a value and its expected reading.
pub fn write(package: &mut Package, address: Address, printed: &str, read: String) -> Option<Address> {
    package.write(&address, printed);
    package.reads = Some(vec![(address.clone(), read)]);
    Some(address)
}

/// The unit of a value: printed in the cell, or only in its row.
fn printed_unit(package: &mut Package, unit: &str) -> String {
    match package.random.below(3) {
        0 => String::new(),
        1 => unit.to_owned(),
        _ => format!(" {}", wide(unit)),
    }
}

fn minus(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let (printed, plain) = drawn(package);
    let unit = unit(package, &address);
    let behind = printed_unit(package, &unit);
    let sign = *package.random.of(&["-", "−", "▲", "△", "－", "‐", "–", "▲ ", "△\u{3000}"]);
    write(package, address, &format!("{sign}{printed}{behind}"), format!("= -{plain} {unit}"))
}

/// Not every dash is a minus: such a cell is read as negative or reported, but never read as positive.
fn dash(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let (printed, plain) = drawn(package);
    let unit = unit(package, &address);
    let sign = *package.random.of(&["ー", "―", "—", "─", "ｰ", "マイナス", "- ", "－ ", "▼", "－▲"]);
    write(package, address, &format!("{sign}{printed}{unit}"), format!("= -{plain} {unit}"))
}

fn in_brackets(package: &mut Package, unit: &str) -> (String, String) {
    let (printed, plain) = drawn(package);
    let form = package.random.below(4);
    let printed = match form {
        0 => format!("({printed})"),
        1 => format!("（{printed}）"),
        2 => format!("({printed}{unit})"),
        _ => format!("（{printed}）{unit}"),
    };
    (printed, plain)
}

fn brackets(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let unit = unit(package, &address);
    let (printed, _) = in_brackets(package, &unit);
    package.write(&address, printed);
    Some(address)
}

fn negative_brackets(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let unit = unit(package, &address);
    let (printed, plain) = in_brackets(package, &unit);
    let (head, words) = *package.random.of(&[
        ("注記", "（ ）はマイナス"),
        ("指標名", "収支（括弧書きは赤字）"),
        ("注記", "()内は負数"),
    ]);
    let note = beside(package, &address, head);
    package.write(&note, words);
    write(package, address, &printed, format!("= -{plain} {unit}"))
}

fn words(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let (number, _) = drawn(package);
    let unit = unit(package, &address);
    let small = 2 + package.random.below(9);
    let written = match package.random.below(20) {
        0 => format!("{number}{unit}以上を維持"),
        1 => format!("{small}月実施"),
        2 => format!("{}年度", 2020 + small),
        3 => format!("{number}{unit}をめざす"),
        4 => format!("{number}{unit}→{number}{unit}"),
        5 => format!("{small}～{number}{unit}"),
        6 => format!("第{small}回"),
        7 => format!("{small}回目"),
        8 => format!("{small}点満点"),
        9 => format!("毎月{number}{unit}"),
        10 => format!("{number}{unit}×{small}か月"),
        11 => format!("約{number}{unit}以上"),
        12 => format!("{small}名増員"),
        13 => format!("R{small}：{number}{unit}"),
        14 => format!("{small}月末"),
        15 => format!("{small}分の1"),
        16 => format!("1/{small}"),
        17 => format!("▲{number}{unit}削減"),
        18 => format!("{number}{unit}（毎年）"),
        _ => format!("令和{small}年度"),
    };
    if package.random.below(3) == 0 {
        let unit = beside(package, &address, "単位");
        package.write(&unit, "");
    }
    package.write(&address, written);
    Some(address)
}

fn change(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let (printed, plain) = drawn(package);
    let unit = unit(package, &address);
    let word = *package.random.of(&["削減", "縮減", "低減", "軽減", "節減", "増加", "減", "増"]);
    let against = *package.random.of(&["", "対前年度", "対令和3年度"]);
    let printed = format!("{against} {printed}{unit}{word}");
    let basis = format!("{against} {word}");
    write(package, address, printed.trim(), format!("= {plain} {unit} {}", basis.trim()))
}

fn comparator(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let (printed, plain) = drawn(package);
    let unit = unit(package, &address);
    let (word, sign) = *package.random.of(&[
        ("以上", ">="),
        ("以下", "<="),
        ("以内", "<="),
        ("未満", "<"),
        ("超", ">"),
        ("を超えた", ">"),
        ("程度", "~"),
    ]);
    let behind = printed_unit(package, &unit);
    write(package, address, &format!("{printed}{behind}{word}"), format!("{sign} {plain} {unit}"))
}

fn unit_of_cell(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let (printed, plain) = drawn(package);
    let unit = unit(package, &address);
    let other: &[&str] = match &*unit {
        "%" => &["％", " %", "\u{3000}％", "パーセント", "㌫"],
        "件" => &["件", " 件"],
        _ => &["百万円", " 百万円", "百万"],
    };
    let other = *package.random.of(other);
    write(package, address, &format!("{printed}{other}"), format!("= {plain} {unit}"))
}

fn unit_of_row(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let unit = beside(package, &address, "単位");
    let text = package.text(&unit).to_owned();
    let text = if text == "%" { *package.random.of(&["%", "％", "パーセント", "㌫"]) } else { &text };
    let (before, behind) = *package.random.of(&[
        ("（", "）"),
        ("(", ")"),
        ("[", "]"),
        ("単位：", ""),
        ("（単位:", "）"),
        ("【", "】"),
    ]);
    package.write(&unit, format!("{before}{text}{behind}"));
    package.reads = Some(Vec::new());
    Some(unit)
}

fn no_unit(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let unit = beside(package, &address, "単位");
    package.write(&unit, "");
    package.reads = Some(Vec::new());
    Some(unit)
}

/// A number without its unit; its row prints the unit only in another cell.
fn bare_cell(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let unit = unit(package, &address);
    let row = package.sheet("指標").rows[address.row].clone();
    let heads = package.sheet("指標").rows[0].clone();
    let is_filled = |(at, cell): (usize, &String)| is_value(&heads[at]) && !cell.is_empty();
    if row.iter().enumerate().filter(|of| is_filled(*of)).count() < 2 {
        return None;
    }
    if package.random.below(2) == 0 {
        let unit = beside(package, &address, "単位");
        package.write(&unit, "");
    }
    let (printed, plain) = drawn(package);
    write(package, address, &printed, format!("= {plain} {unit}"))
}

fn another_unit(package: &mut Package) -> Option<Address> {
    let address = value(package, UNITS)?;
    let (printed, _) = drawn(package);
    let other = *package.random.of(&["人", "千円", "円", "ポイント", "億円", "箇所", "時間"]);
    package.write(&address, format!("{printed}{other}"));
    Some(address)
}

fn fraction(package: &mut Package) -> Option<Address> {
    let address = value(package, &["%"])?;
    let hundredth = 1 + package.random.below(99);
    let (before, behind) = *package.random.of(&[("", ""), ("", "以上"), ("約", ""), ("▲", "")]);
    package.write(&address, format!("{before}0.{hundredth:02}{behind}"));
    Some(address)
}

/// The other values of the row are small, so only the format 標準 shows that somebody typed a fraction.
fn fraction_as_typed(package: &mut Package) -> Option<Address> {
    let address = value(package, &["%"])?;
    let heads = package.sheet(&address.sheet).rows[0].clone();
    for (at, _) in heads.iter().enumerate().filter(|(_, head)| is_value(head)) {
        let small = 1 + package.random.below(8);
        package.write(&Address { column: Some(at), ..address.clone() }, format!("{small}%"));
    }
    let tenth = 5 + package.random.below(5);
    package.put(&address, number(&format!("0.{tenth}"), 0));
    Some(address)
}

/// The format shows a negative number without a sign: it is named, and read as negative.
fn red_minus(package: &mut Package) -> Option<Address> {
    let place = value(package, UNITS)?;
    let plain = 1_000 + package.random.below(90_000);
    package.put(&place, number(&format!("-{plain}"), RED_MINUS));
    Some(place)
}

/// A number whose format shows it a hundred times as large, with a % after it.
fn per_cent(package: &mut Package) -> Option<Address> {
    let address = value(package, &["%"])?;
    let hundredth = 10 + package.random.below(89);
    package.put(&address, number(&format!("0.{hundredth}"), PERCENT));
    package.reads = Some(vec![(address.clone(), format!("= {hundredth} %"))]);
    Some(address)
}
