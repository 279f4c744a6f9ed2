//! Packages of one file, each with one error.

use machi_plan::package::Problem;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use crate::workbooks::{ByHand, SOUND, items_with, rows, sheet, sound_files, write, written, zipped};

/// The sheet with this name.
fn of<'a>(workbook: &'a mut Workbook, name: &str) -> &'a mut Worksheet {
    workbook.worksheet_from_name(name).unwrap()
}

/// Every case: its name, the file's name and its bytes.
pub fn cases() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let plain = Format::new();
    let number = |code: &str| Format::new().set_num_format(code);
    let workbook = |name, change: &dyn Fn(&mut Workbook)| (name, "計画.xlsx", written(change));
    let by_hand = |name, sheets: &[(&str, String)], strings: &[&str], formats: &[&str]| {
        (name, "計画.xlsx", ByHand { sheets, strings, formats }.bytes())
    };
    vec![
        workbook("workbook", &|_| {}),
        workbook("workbook-hidden", &|workbook| {
            of(workbook, "部署").set_hidden(true);
            let schedule = of(workbook, "年次計画");
            schedule.set_row_hidden(2).unwrap().set_row_hidden(3).unwrap().set_row_hidden(50).unwrap();
            schedule.set_column_hidden(2).unwrap().set_column_hidden(90).unwrap();
            write(workbook.add_worksheet().set_name("メモ").unwrap().set_very_hidden(true), 0, "覚え書き");
        }),
        workbook("workbook-merged", &|workbook| {
            let schedule = of(workbook, "年次計画");
            schedule.merge_range(1, 0, 2, 0, "1", &plain).unwrap();
            schedule.merge_range(2, 4, 2, 5, "ずっと", &plain).unwrap();
            schedule.merge_range(4, 0, 5, 3, "※ 予定は変わります", &plain).unwrap();
            let items = of(workbook, "取組");
            items.merge_range(1, 3, 2, 4, "ひとまとめ", &plain).unwrap();
            let outline = workbook.add_worksheet().set_name("用語").unwrap();
            outline.merge_range(0, 0, 0, 2, "用語の一覧", &plain).unwrap();
            write(outline, 2, "用語|説明\n行革|改めること\n（注）五十音順");
        }),
        workbook("workbook-formulas", &|workbook| {
            let items = of(workbook, "取組");
            items.write_formula(1, 3, Formula::new("=B1&\"\"").set_result("式の名称")).unwrap();
            items.write_formula(2, 3, Formula::new("=Z1").set_result("#REF!")).unwrap();
            items.write_formula(2, 4, Formula::new("=SPILL").set_result("#SPILL!")).unwrap();
        }),
        by_hand(
            "workbook-without-values",
            &[(
                "取組",
                items_with(
                    "<c r=\"C4\"><f>A4</f><v></v></c><c r=\"D4\"><f>A4</f></c><c r=\"E4\" t=\"str\"><f>\"\"</f><v></v></c>",
                ),
            )],
            &[],
            &[],
        ),
        workbook("workbook-dates", &|workbook| {
            let day = |format: &str| Format::new().set_num_format(format);
            of(workbook, "計画").write_number_with_format(5, 1, 46347, &day("yyyy/m/d")).unwrap();
            write(of(workbook, "計画"), 6, "公表日|x");
            of(workbook, "計画").write_number_with_format(6, 1, 46347, &day("yyyy\"年\"m\"月\"")).unwrap();
            write(of(workbook, "計画"), 7, "実績年度|x");
            of(workbook, "計画").write_number_with_format(7, 1, 46023, &day("yyyy/m/d")).unwrap();
            of(workbook, "体系").write_number_with_format(2, 0, 46023, &day("m\"月\"d\"日\"")).unwrap();
            of(workbook, "指標").write_number_with_format(1, 4, 46023, &day("[$-411]ge.m.d")).unwrap();
        }),
        workbook("workbook-numbers", &|workbook| {
            let indicators = of(workbook, "指標");
            indicators.write_number_with_format(1, 4, 0.5, &number("# ?/?")).unwrap();
            indicators.write_number_with_format(1, 5, 0.8615, &number("0.0%")).unwrap();
            indicators.write_number_with_format(1, 6, 90, &number("0.0\"%未満\"")).unwrap();
            let items = of(workbook, "取組");
            items.write_number(1, 0, 1).unwrap().write_number(2, 0, 2).unwrap();
            items.write_boolean(2, 3, true).unwrap();
        }),
        by_hand(
            "workbook-damaged-parts",
            &[
                ("取組", items_with("<c r=\"D4\" t=\"s\"><v>7</v></c>")),
                ("部署", "<sheetData><row><c><v>1".to_owned()),
                ("訂正", String::new()),
            ],
            &["<t>ひとつだけ</t>"],
            &[],
        ),
        by_hand(
            "workbook-too-large",
            &[(
                "部署",
                sheet(&rows(SOUND[5].1)).replace(
                    "</sheetData>",
                    "<row r=\"900000\"><c r=\"A900000\"><v>1</v></c></row></sheetData>",
                ),
            )],
            &[],
            &[],
        ),
        workbook("layout", &|workbook| {
            let schedule = of(workbook, "年次計画");
            for (row, column) in (0..2).flat_map(|row| (0..6).map(move |column| (row, column))) {
                schedule.clear_cell(row, column);
            }
            write(
                schedule,
                0,
                "行財政改革推進プラン||令和6年3月|||\n|||||\n取組/ＩＤ|記 号|取組内容|令和５年度|Ｒ6|2025/年度",
            );
            write(schedule, 3, "1|①|する|検討|→|実施\n※1 途中の注|||||\n1|②|また|a|b|c\n\n|備考：下の注||||");
            of(workbook, "指標").write_number(0, 4, 2024).unwrap();
            write(of(workbook, "指標"), 0, "取組ID|指標ID|指標名|単位|目標 R6|目標令和６年度|目標H31");
        }),
        ("zip-of-tables", "計画.zip", {
            let mut files = sound_files();
            files.push(("__MACOSX/計画/._取組.csv".to_owned(), b"\0\x05\x16\x07".to_vec()));
            files.push(("__MACOSX/取組.csv".to_owned(), b"x".to_vec()));
            files.push(("計画/.~lock.csv".to_owned(), b"x".to_vec()));
            files.push(("計画/README.md".to_owned(), b"x".to_vec()));
            zip_of(&files)
        }),
        ("zip-bomb", "計画.zip", zipped(&[("取組.csv", &vec![b','; 65_000_000])])),
        ("zip-of-too-many", "計画.zip", {
            let files: Vec<(String, Vec<u8>)> =
                (0..=2_000).map(|at| (format!("{at}.csv"), Vec::new())).collect();
            zip_of(&files)
        }),
        ("file-old-excel", "計画.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook".to_vec()),
        ("file-cut-short", "計画.xlsx", written(|_| {})[..3_000].to_vec()),
    ]
}

fn zip_of(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    zipped(&files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

/// Reads a case.
pub fn read(
    (_, name, bytes): &(&'static str, &'static str, Vec<u8>),
) -> (machi_plan::plan::Plan, Vec<Problem>) {
    machi_plan::package::read_file(name, bytes)
}
