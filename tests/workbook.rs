//! Packages in one file: they give the same plan as a folder, whatever program wrote them, and no file stops the
//! program.

mod workbooks;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use machi_plan::package::{self, Problem, Severity};
use machi_plan::plan::Plan;
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook};
use workbooks::{ByHand, SOUND, items_with, rows, sound_files, written, zipped};

fn read(bytes: &[u8]) -> (Plan, Vec<Problem>) {
    package::read_file("計画", bytes)
}

fn codes(problems: &[Problem]) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.code.name).collect()
}

/// The plan of the sound package as a folder of CSV files.
fn sound_plan() -> Plan {
    let files = sound_files();
    let name = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let files: Vec<(String, &[u8])> =
        files.iter().map(|(path, bytes)| (name(path), bytes.as_slice())).collect();
    let (plan, problems) = package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), *bytes)));
    assert_eq!(codes(&problems), Vec::<&str>::new());
    plan
}

#[test]
fn every_form_gives_the_same_plan() {
    let plan = sound_plan();
    let files = sound_files();
    let zip = |names: &dyn Fn(&str) -> String, text: &dyn Fn(&[u8]) -> Vec<u8>| {
        let files: Vec<_> = files.iter().map(|(path, bytes)| (names(path), text(bytes))).collect();
        zipped(&files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect::<Vec<_>>())
    };
    let cp932 =
        |bytes: &[u8]| encoding_rs::SHIFT_JIS.encode(std::str::from_utf8(bytes).unwrap()).0.into_owned();
    let windows = |path: &str| path.replace('/', "\\");
    for (form, bytes) in [
        ("a workbook", written(|_| {})),
        ("a workbook by hand", ByHand::default().bytes()),
        ("a zip", zip(&str::to_owned, &<[u8]>::to_vec)),
        ("a zip from Windows in CP932", zip(&windows, &cp932)),
    ] {
        let (read, problems) = read(&bytes);
        assert_eq!(codes(&problems), Vec::<&str>::new(), "{form}");
        assert_eq!(read, plan, "{form}");
    }
}

/// The zip crate writes names as UTF-8, so the test replaces the bytes of names with the same length.
#[test]
fn names_in_cp932_are_read() {
    let files = sound_files();
    let placeholder = |at: usize, path: &str| {
        let bytes = encoding_rs::SHIFT_JIS.encode(path).0.into_owned();
        (format!("{at:_>width$}", width = bytes.len()), bytes)
    };
    let names: Vec<_> = files.iter().enumerate().map(|(at, (path, _))| placeholder(at, path)).collect();
    let entries: Vec<(&str, &[u8])> =
        files.iter().zip(&names).map(|((_, bytes), (name, _))| (name.as_str(), bytes.as_slice())).collect();
    let mut zip = zipped(&entries);
    for (name, bytes) in &names {
        let name = name.as_bytes();
        let offsets: Vec<usize> =
            (0..zip.len() - name.len()).filter(|at| zip[*at..].starts_with(name)).collect();
        assert_eq!(offsets.len(), 2);
        for offset in offsets {
            zip[offset..offset + bytes.len()].copy_from_slice(bytes);
        }
    }
    let (plan, problems) = read(&zip);
    assert_eq!((codes(&problems), plan), (Vec::new(), sound_plan()));
}

#[test]
fn cells_are_read_as_shown() {
    let strings = [
        "<t>財政課</t><rPh sb=\"0\" eb=\"2\"><t>ザイセイ</t></rPh><phoneticPr fontId=\"1\"/>",
        "<r><t>太</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">字 </t></r>",
        "<t>a_x000D_&#10;&lt;b&gt; _x005F_x0041_</t>",
    ];
    let formats = ["#,##0\"円\"", "0.0%", "yyyy/m/d"];
    let cell = |inside: &str| {
        let workbook = ByHand {
            sheets: &[("取組", items_with(&format!("<c r=\"D4\" {inside}</c>")))],
            strings: &strings,
            formats: &formats,
        };
        let (sheets, problems) = package::sheets_of_file("x", &workbook.bytes());
        let sheet = sheets.iter().find(|sheet| sheet.name == "取組").unwrap();
        (sheet.rows[3].get(3).cloned().unwrap_or_default(), codes(&problems))
    };
    for (inside, shown, problems) in [
        ("t=\"s\"><v>0</v>", "財政課", &[][..]),
        ("t=\"s\"><v>1</v>", "太字 ", &[]),
        ("t=\"s\"><v>2</v>", "a\n<b> _x0041_", &[]),
        ("t=\"inlineStr\"><is><r><t>中</t></r><r><t>身</t></r></is>", "中身", &[]),
        ("s=\"1\"><v>1120.4</v>", "1,120円", &[]),
        ("s=\"2\"><v>0.861</v>", "86.1%", &[]),
        ("><v>0.30000000000000004</v>", "0.3", &[]),
        ("s=\"9\"><v>12</v>", "12", &[]),
        ("t=\"b\"><v>1</v>", "TRUE", &[]),
        ("><f>1+1</f><v>2</v>", "2", &[]),
        ("t=\"str\"><f>A1&amp;\"\"</f><v>式</v>", "式", &[]),
        ("t=\"e\"><f>1/0</f><v>#DIV/0!</v>", "#DIV/0!", &[]),
        ("s=\"3\"><v>46347</v>", "2026/11/21", &["date-cell"]),
        ("t=\"d\"><v>2026-11-21T00:00:00</v>", "2026-11-21", &["date-cell"]),
        ("t=\"s\"><v>-1</v>", "", &["damaged-cell"]),
        ("><f>A1</f>", "", &["formula-without-value"]),
        ("><v>not a number</v>", "not a number", &[]),
        (">", "", &[]),
    ] {
        assert_eq!(cell(inside), (shown.to_owned(), problems.to_vec()), "{inside}");
    }
}

#[test]
fn a_value_merged_down_counts_for_every_row() {
    let format = Format::new();
    let bytes = written(|workbook| {
        let sheet = workbook.worksheet_from_name("年次計画").unwrap();
        sheet.merge_range(1, 0, 2, 0, "1", &format).unwrap();
    });
    let (plan, problems) = read(&bytes);
    assert_eq!(plan, sound_plan());
    assert_eq!((codes(&problems), problems[0].severity()), (vec!["merged-down"], Severity::Warning));
}

#[test]
fn what_only_looks_merged_or_blank_is_named() {
    let across = Format::new().set_align(FormatAlign::CenterAcross);
    let on_yellow = Format::new().set_background_color(Color::Yellow).set_font_color(Color::Yellow);
    let bytes = written(|workbook| {
        let sheet = workbook.worksheet_from_name("年次計画").unwrap();
        sheet.write_string_with_format(3, 3, "通して検討", &across).unwrap();
        sheet.write_blank(3, 4, &across).unwrap();
        // A text in the middle of its own cell is in no other.
        sheet.write_string_with_format(1, 3, "検討", &across).unwrap();
        sheet.write_string_with_format(2, 4, "1", &on_yellow).unwrap();
    });
    let problems = read(&bytes).1;
    let found: Vec<String> =
        problems.iter().map(|problem| format!("{} {}", problem.address(), problem.code.name)).collect();
    assert_eq!(found, ["年次計画!E3 hidden-value", "年次計画!D4 merged-cells"]);
    assert!(problems[1].to_string().contains("D4:E4"), "{}", problems[1]);
}

#[test]
fn blank_formatted_rows_cost_nothing_and_are_not_mentioned() {
    let format = Format::new().set_bold();
    let bytes = written(|workbook| {
        let sheet = workbook.worksheet_from_name("取組").unwrap();
        for row in 3..100_000 {
            sheet.write_blank(row, 0, &format).unwrap();
        }
    });
    let (sheets, _) = package::sheets_of_file("x", &bytes);
    assert_eq!(sheets[2].rows.len(), 3);
    let (plan, problems) = read(&bytes);
    assert_eq!((codes(&problems), plan), (Vec::new(), sound_plan()));
}

/// A shared string of 30 KB in every cell of a wide sheet: a few bytes for each cell in the file, gigabytes as text.
#[test]
fn a_text_that_is_used_a_hundred_thousand_times_is_bounded() {
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(500);
    let sheet = format!("<sheetData>{}</sheetData>", format!("<row>{cells}</row>").repeat(200));
    let text = format!("<t>{}</t>", "あ".repeat(10_000));
    let bytes = ByHand { sheets: &[("用語", sheet)], strings: &[&text], formats: &[] }.bytes();
    let (_, problems) = read(&bytes);
    assert!(codes(&problems).contains(&"sheet-too-large"), "{:?}", codes(&problems));
}

/// Another reader of workbooks is the oracle: the texts of a workbook that a program wrote.
#[test]
fn another_reader_finds_the_same_texts() {
    let bytes = written(|_| {});
    let mut other: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
    let (sheets, _) = package::sheets_of_file("x", &bytes);
    assert_eq!(sheets.len(), SOUND.len());
    for sheet in sheets {
        let range = other.worksheet_range(&sheet.name).unwrap();
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let theirs = match range.get_value((row as u32, column as u32)) {
                    Some(Data::String(text)) => text.as_str(),
                    _ => "",
                };
                assert_eq!(cell, theirs, "{} {row} {column}", sheet.name);
            }
        }
    }
    assert_eq!(rows(SOUND[0].1).len(), 6);
}

/// Numbers from 0, the same in every run.
fn numbers() -> impl FnMut(usize) -> usize {
    let mut state = 0x9E37_79B9_u32;
    move |below| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    }
}

#[test]
fn no_damage_to_a_file_stops_the_program() {
    let mut number = numbers();
    let files = sound_files();
    let zip =
        zipped(&files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect::<Vec<_>>());
    let sound = sound_plan();
    let mut changed = 0;
    for bytes in [written(|_| {}), ByHand::default().bytes(), zip] {
        for _ in 0..80 {
            let cut = number(bytes.len());
            let (_, problems) = read(&bytes[..cut]);
            assert!(package::has_errors(&problems), "cut at {cut}");
            let mut flipped = bytes.clone();
            for _ in 0..=number(4) {
                let at = number(bytes.len());
                flipped[at] ^= 1 << number(8);
            }
            let (plan, problems) = read(&flipped);
            // Damage to a name or a date in the zip that nobody reads passes unnoticed.
            changed += usize::from(package::has_errors(&problems) || plan != sound);
        }
    }
    assert!(changed > 100, "{changed}");
}

/// Damage that a zip's checksum does not reveal, because it was there when the zip was made.
#[test]
fn no_damage_to_a_part_stops_the_program() {
    let mut number = numbers();
    let bytes = written(|workbook: &mut Workbook| {
        let sheet = workbook.worksheet_from_name("年次計画").unwrap();
        sheet.merge_range(1, 0, 3, 0, "1", &Format::new()).unwrap();
        sheet.set_column_hidden(2).unwrap().set_row_hidden(3).unwrap();
        sheet.write_number_with_format(1, 3, 46347, &Format::new().set_num_format("m\"月\"d\"日\"")).unwrap();
    });
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let parts: Vec<(String, Vec<u8>)> = (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect();
    let mut refused = 0;
    for _ in 0..300 {
        let mut parts = parts.clone();
        let part = number(parts.len());
        let bytes = &mut parts[part].1;
        match number(3) {
            0 => bytes.truncate(number(bytes.len())),
            1 => {
                let at = number(bytes.len());
                bytes[at] = b"<>\"&09;/Z-"[number(10)];
            }
            _ => {
                // Digits made longer: rows, columns, counts, indices.
                let Some(at) = (number(bytes.len())..bytes.len()).find(|at| bytes[*at].is_ascii_digit())
                else {
                    continue;
                };
                bytes.splice(at..at, *b"99999999");
            }
        }
        let files: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        refused += usize::from(package::has_errors(&read(&zipped(&files)).1));
    }
    assert!(refused > 50, "{refused}");
}
