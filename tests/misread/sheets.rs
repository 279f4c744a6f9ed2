//! Damage to files, sheets and styles.

use crate::book::{COLOURED, CROSSED, DATE, RAISED, STRUCK, WHITE, ZERO_HIDDEN, number, runs, shape, styled};
use crate::package::{Address, Package, Says, quoted};
use crate::{BOOK, BOTH, CSV, Kind, kind};

pub fn kinds() -> Vec<Kind> {
    use Says::{Always, Nothing, WhereItDiffers};
    vec![
        kind("a comma without quotes", CSV, WhereItDiffers, comma),
        kind("separators at every end", CSV, Nothing, ends),
        kind("a comma among separators at every end", CSV, WhereItDiffers, comma_and_ends),
        kind("an unseen character", BOTH, WhereItDiffers, unseen),
        kind("an id in other letters", BOTH, WhereItDiffers, id_in_other_letters),
        kind("a department in other letters", BOTH, WhereItDiffers, department_in_other_letters),
        kind("words struck beside others", BOOK, Always, struck_words),
        kind("a cell struck", BOOK, Always, struck_cell),
        kind("a raised mark", BOOK, Always, raised_mark),
        kind("a raised cell", BOOK, Always, raised_cell),
        kind("white words", BOOK, Always, white_words),
        kind("a zero that the sheet hides", BOOK, Always, zero_of_sheet),
        kind("a zero that the format hides", BOOK, Always, zero_of_format),
        kind("a comment", BOOK, Always, comment),
        kind("an arrow over blank years", BOOK, Always, arrow),
        kind("a colour behind blank years", BOOK, Always, colour),
        kind("a crossed blank year", BOOK, Always, crossed),
        kind("a date", BOOK, WhereItDiffers, date),
        kind("heads in two rows", BOTH, Nothing, two_heads),
    ]
}

fn is_year(head: &str) -> bool {
    head.trim_start_matches(|c: char| !c.is_ascii()).starts_with('R')
}

/// A cell with a value: a year or the baseline of 指標.
fn value(package: &mut Package) -> Option<Address> {
    package
        .cell(|sheet, head, text| sheet == "指標" && (is_year(head) || head == "基準値") && !text.is_empty())
}

/// A cell whose text the page shows.
fn words(package: &mut Package) -> Option<Address> {
    package.cell(|sheet, head, text| {
        let is_shown = ["名称", "内容", "取組内容", "指標名", "実績"].contains(&head) || is_year(head);
        ["取組", "年次計画", "指標", "実績"].contains(&sheet) && is_shown && !text.is_empty()
    })
}

/// Writes a comma into a cell of a CSV, or beside it, without quotes.
fn comma(package: &mut Package) -> Option<Address> {
    let address = package.cell(|_, _, _| true)?;
    let chars: Vec<char> = package.text(&address).chars().collect();
    let at = package.random.below(chars.len() + 1);
    let (before, behind) = (chars[..at].iter().collect::<String>(), chars[at..].iter().collect::<String>());
    let column = address.column?;
    let cells = package.sheet(&address.sheet).rows[address.row].clone();
    let written = |(at, cell): (usize, &String)| {
        if at == column { format!("{},{}", quoted(&before), quoted(&behind)) } else { quoted(cell) }
    };
    let line = cells.iter().enumerate().map(written).collect::<Vec<_>>().join(",");
    package.lines.insert((address.sheet.clone(), address.row), line);
    Some(Address { column: None, ..address })
}

fn ends(package: &mut Package) -> Option<Address> {
    let address = package.cell(|_, _, _| true)?;
    let ends = *package.random.of(&[",", ",,,", ",\"\""]);
    package.ends.insert(address.sheet.clone(), ends);
    Some(address)
}

fn comma_and_ends(package: &mut Package) -> Option<Address> {
    let address = comma(package)?;
    package.ends.insert(address.sheet.clone(), ",,");
    Some(address)
}

fn unseen(package: &mut Package) -> Option<Address> {
    let address = package.cell(|_, _, text| !text.is_empty())?;
    let unseen = *package.random.of(&['\u{200B}', '\u{FEFF}', '\u{AD}', '\u{2060}', '\u{200E}', '\u{202C}']);
    let mut chars: Vec<char> = package.text(&address).chars().collect();
    let at = package.random.below(chars.len() + 1);
    chars.insert(at, unseen);
    package.write(&address, chars.into_iter().collect::<String>());
    Some(address)
}

fn id_in_other_letters(package: &mut Package) -> Option<Address> {
    let own = [("取組", "取組ID"), ("体系", "体系ID"), ("指標", "指標ID")];
    let address = package.cell(|sheet, head, text| {
        head.ends_with("ID") && text.contains('-') && !own.contains(&(sheet, head))
    })?;
    let dash = package.random.of(&["‐", "–", "−", "－", "ー", "‑", "-\u{200B}", "―"]);
    let mut text = package.text(&address).replace('-', dash);
    if package.random.below(3) == 0 {
        text = text.replace('1', "１");
    }
    package.write(&address, text);
    Some(address)
}

fn department_in_other_letters(package: &mut Package) -> Option<Address> {
    let address = package.cell(|sheet, head, text| {
        sheet == "取組" && head == "担当部署" && (text.contains('ご') || text.contains('市'))
    })?;
    let text = package.text(&address).replace('ご', "こ\u{3099}").replace("減", "\u{2060}減");
    let text = text.replace("市", "市\u{E0100}").replace('行', "⾏");
    package.write(&address, text);
    Some(address)
}

fn struck_words(package: &mut Package) -> Option<Address> {
    let address = words(package)?;
    let text = package.text(&address).to_owned();
    let gone = *package.random.of(&["18分", "分散", "1", "→"]);
    let (gone, kept) = ((gone, "<strike/>"), (text.as_str(), "<sz val=\"11\"/>"));
    let xml = if package.random.below(2) == 0 { runs(&[gone, kept]) } else { runs(&[kept, gone]) };
    package.put(&address, xml);
    Some(address)
}

fn struck_cell(package: &mut Package) -> Option<Address> {
    let address = words(package)?;
    let xml = styled(package.text(&address), STRUCK);
    package.put(&address, xml);
    Some(address)
}

fn raised_mark(package: &mut Package) -> Option<Address> {
    let address = value(package)?;
    let text = package.text(&address).trim_end_matches(|c: char| !c.is_ascii_digit()).to_owned();
    let align = *package.random.of(&["superscript", "subscript"]);
    let look = format!("<vertAlign val=\"{align}\"/>");
    let mark = *package.random.of(&["1", "12", "※1", "*"]);
    package.put(&address, runs(&[(&text, ""), (mark, &look)]));
    Some(address)
}

fn raised_cell(package: &mut Package) -> Option<Address> {
    let address = value(package)?;
    let xml = styled(package.text(&address), RAISED);
    package.put(&address, xml);
    Some(address)
}

fn white_words(package: &mut Package) -> Option<Address> {
    let address = package.cell(|sheet, head, text| sheet == "指標" && is_year(head) && text.is_empty())?;
    package.put(&address, styled("5", WHITE));
    Some(address)
}

fn zero_of_sheet(package: &mut Package) -> Option<Address> {
    let address = package.cell(|sheet, head, text| sheet == "指標" && is_year(head) && text.is_empty())?;
    package.views.insert(address.sheet.clone(), "<sheetViews><sheetView showZeros=\"0\"/></sheetViews>");
    package.put(&address, number("0", 0));
    Some(address)
}

fn zero_of_format(package: &mut Package) -> Option<Address> {
    let address = package.cell(|sheet, head, text| sheet == "指標" && is_year(head) && text.is_empty())?;
    package.put(&address, number("0", ZERO_HIDDEN));
    Some(address)
}

fn comment(package: &mut Package) -> Option<Address> {
    let address = package.cell(|_, _, text| !text.is_empty())?;
    let cell = machi_plan::package::CellAddress { row: address.row, column: address.column? };
    let (kind, xml) = if package.random.below(2) == 0 {
        (
            "comments",
            format!(
                "<comments><commentList><comment ref=\"{cell}\"><text><t>未定</t></text></comment></commentList></comments>"
            ),
        )
    } else {
        (
            "threadedComment",
            format!(
                "<ThreadedComments><threadedComment ref=\"{cell}\"><text>未定</text></threadedComment></ThreadedComments>"
            ),
        )
    };
    package.beside = Some((address.sheet.clone(), kind, xml));
    Some(address)
}

fn blank_year(package: &mut Package) -> Option<Address> {
    package.cell(|sheet, head, text| sheet == "年次計画" && is_year(head) && text.is_empty())
}

fn arrow(package: &mut Package) -> Option<Address> {
    let address = blank_year(package)?;
    let (column, row) = (address.column?, address.row);
    let to = (column + 1 + package.random.below(3), row + 1);
    let xml = shape((column, row), to, "<x:cxnSp><a:tailEnd type=\"triangle\"/></x:cxnSp>");
    package.beside = Some((address.sheet.clone(), "drawing", xml));
    Some(address)
}

fn colour(package: &mut Package) -> Option<Address> {
    let address = blank_year(package)?;
    package.put(&address, format!("<c s=\"{COLOURED}\"/>"));
    Some(address)
}

fn crossed(package: &mut Package) -> Option<Address> {
    let address = blank_year(package)?;
    package.put(&address, format!("<c s=\"{CROSSED}\"/>"));
    Some(address)
}

fn date(package: &mut Package) -> Option<Address> {
    let address = words(package)?;
    package.put(&address, number("46113", DATE));
    Some(address)
}

/// 目標 above the years, and the other heads in the upper row.
fn two_heads(package: &mut Package) -> Option<Address> {
    let address = package.cell(|sheet, _, _| sheet == "指標")?;
    let merges = package.random.below(2) == 0;
    let rows = &mut package.sheet("指標").rows;
    let heads = rows[0].clone();
    let mut below = vec![String::new(); heads.len()];
    let mut group = String::new();
    let mut from = 0;
    let mut merged = Vec::new();
    for (at, head) in heads.iter().enumerate() {
        let Some(year) = head.find('R').filter(|_| is_year(head)) else { continue };
        below[at] = head[year..].to_owned();
        let name = &head[..year];
        rows[0][at] = if name == group { String::new() } else { name.to_owned() };
        if name != group {
            (group, from) = (name.to_owned(), at);
        }
        let next = heads.get(at + 1).is_none_or(|next| next.find('R').is_none_or(|end| next[..end] != group));
        if next && at > from {
            let cell = |at: usize| machi_plan::package::CellAddress { row: 0, column: at };
            merged.push(("指標".to_owned(), format!("{}:{}", cell(from), cell(at))));
        }
    }
    rows.insert(1, below);
    if merges {
        package.merged = merged;
    }
    Some(address)
}
