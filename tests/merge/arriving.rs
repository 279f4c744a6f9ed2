//! What comes back beside forms, forms in a zip, and forms that come late.

use super::*;

/// Forms of an item each for two departments, and one item for both.
fn three() -> Plan {
    let mut plan = plan();
    let mut third = plan.items[1].clone();
    third.id = "1-3".into();
    third.indicators[0].id = "1-3.1".into();
    third.departments = vec![Assignment { department: "丙課".into(), lead: false }];
    plan.items.push(third);
    plan.departments.push(Department { name: "丙課".into(), ..Department::default() });
    plan
}

const BOTH: [Written; 2] = [("実績", 2, 3, "進めました。"), ("指標", 1, 8, "5件")];

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        into.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        into.write_all(bytes).unwrap();
    }
    into.finish().unwrap().into_inner()
}

fn codes(merged: &Merged) -> Vec<&str> {
    merged.problems.iter().map(|problem| problem.code.name).collect()
}

#[test]
fn a_zip_of_forms_is_its_forms() {
    let workbook = package::write_workbook(&plan()).unwrap();
    let (first, second) = (form(0, &BOTH), form(1, &BOTH));
    let zip = zip(&[
        ("forms/01_甲課.xlsx", &first.1),
        ("forms/~$01_甲課.xlsx", b"lock"),
        ("__MACOSX/forms/._01_甲課.xlsx", b"mac"),
    ]);
    let zipped = merge(&[("plan.xlsx", &workbook)], &[("forms.zip".into(), zip.clone()), second.clone()]);
    let single = merge(&[("plan.xlsx", &workbook)], &[first, second]);
    assert_eq!(listed(&zipped.problems), listed(&single.problems));
    assert_eq!((zipped.files, zipped.taken), (single.files, 2));
    let cut = merge(&[("plan.xlsx", &workbook)], &[("forms.zip".into(), zip[..zip.len() / 2].to_vec())]);
    assert_eq!(listed(&cut.problems)[0], "forms.zip damaged-file");
}

#[test]
fn a_file_that_is_no_form_of_this_plan_is_said_to_be_what_it_is() {
    let workbook = package::write_workbook(&plan()).unwrap();
    let other = {
        let mut plan = plan();
        plan.about.id = "other".into();
        package::write_forms(&plan).unwrap().remove(0)
    };
    let again = ("計画.xlsx".to_owned(), workbook.clone());
    // The plan itself among the forms takes nothing away.
    let merged = merge(&[("plan.xlsx", &workbook)], &[form(0, &BOTH), again, form(1, &BOTH)]);
    assert_eq!(codes(&merged), ["merge-plan-itself", "merge-blank", "merge-blank"]);
    assert_eq!((merged.files.len(), merged.taken), (1, 2));

    let whole = ("全体.xlsx".to_owned(), package::write_next_year(&plan()).unwrap());
    let pdf = ("回答.pdf".to_owned(), b"%PDF-1.7".to_vec());
    let merged = merge(&[("plan.xlsx", &workbook)], &[other, whole, pdf]);
    let said: Vec<String> =
        merged.problems.iter().map(|problem| problem.address() + &problem.message()).collect();
    let expected = "「試しの計画」のR6の記入用ファイルではないので、取り込んでいません。";
    assert_eq!(
        &said[..2],
        [
            format!("全体.xlsx計画全体のファイルです。{expected}"),
            "回答.pdfPDFなので、記入用ファイルとして読めません。".to_owned()
        ]
    );
    assert_eq!(
        said[2],
        format!("01_甲課.xlsx計画ID「other」、年度「R6」、部署「甲課」のファイルです。{expected}")
    );
    assert!(merged.files.is_empty());
}

#[test]
fn departments_are_listed_with_their_files_and_cells() {
    let workbook = package::write_workbook(&three()).unwrap();
    let merged =
        merge(&[("plan.xlsx", &workbook)], &[form_of(&three(), 1, &BOTH), form_of(&three(), 2, &[])]);
    let asked: Vec<String> = merged
        .departments
        .iter()
        .map(|asked| {
            let Asked { department, files, cells, filled, is_missing } = asked;
            format!("{department} {} {filled}/{cells} {is_missing}", files.join(" "))
        })
        .collect();
    assert_eq!(asked, ["甲課  2/8 true", "乙課 02_乙課.xlsx 2/4 false", "丙課 03_丙課.xlsx 0/4 true"]);
    assert_eq!(
        merged.sentences(),
        [
            "R6は、3部署のうち1部署から記入がありました。",
            "まだの部署: 甲課、丙課。",
            "空欄だった2欄に書きました（足した行1）。"
        ]
    );
}

/// After the plan has moved on to the year of the forms, the forms of the others are still taken.
#[test]
fn forms_that_come_late_are_merged_into_the_same_year() {
    let workbook = package::write_workbook(&three()).unwrap();
    let first = merge(&[("plan.xlsx", &workbook)], &[form_of(&three(), 1, &BOTH)]);
    let [(_, moved)] = &first.files[..] else { panic!("{:?}", listed(&first.problems)) };
    assert_eq!(first.plan.about.results_year, Some(FiscalYear(2024)));

    let own = [&BOTH[..], &[("実績", 4, 3, "終えました。"), ("指標", 2, 8, "6件")]].concat();
    let late = merge(&[("plan.xlsx", moved)], &[form_of(&three(), 0, &own)]);
    // 乙課 has answered the first time; 丙課 has not yet.
    assert_eq!(listed(&late.problems), ["丙課 merge-no-answer"]);
    assert_eq!((late.year, late.taken, late.same), (FiscalYear(2024), 2, 2));
    assert_eq!(late.plan.about.results_year, Some(FiscalYear(2024)));
    let both = merge(&[("plan.xlsx", &workbook)], &[form_of(&three(), 0, &own), form_of(&three(), 1, &BOTH)]);
    assert!(planfile::write(&late.plan) == planfile::write(&both.plan), "the same plan, in two steps");

    // The same forms again: nothing is new and nobody is missing who has answered.
    let again = merge(&[("plan.xlsx", moved)], &[form_of(&three(), 1, &BOTH)]);
    assert_eq!(listed(&again.problems), ["丙課 merge-no-answer"]);
    assert_eq!((again.taken, again.same, again.files.len()), (0, 2, 0));
    assert_eq!(again.sentences().last().unwrap(), "2欄は、計画にもう同じことが書かれています。");
    // Another answer than the one that was taken is not written over it.
    let other = merge(&[("plan.xlsx", moved)], &[form_of(&three(), 0, &[("実績", 2, 3, "やめました。")])]);
    assert_eq!(listed(&other.problems)[0], "01_甲課.xlsx 実績!D3（実績） merge-filled");
    assert!(other.files.is_empty());
    // A form of next year is for next year, as before.
    let next = merge(&[("plan.xlsx", moved)], &[form_of(&first.plan, 1, &[])]);
    assert_eq!(next.year, FiscalYear(2025));
}

#[test]
fn forty_forms_at_once() {
    let mut plan = plan();
    plan.items = (1..=40)
        .map(|at| {
            let mut item = plan.items[1].clone();
            item.id = format!("1-{at}");
            item.indicators[0].id = format!("1-{at}.1");
            item.departments[0].department = format!("第{at}課");
            item
        })
        .collect();
    plan.departments = Vec::new();
    let workbook = package::write_workbook(&plan).unwrap();
    let forms = package::write_forms(&plan).unwrap().into_iter().map(|form| filled(form, &BOTH));
    let forms: Vec<(String, Vec<u8>)> = forms.collect();
    let merged = merge(&[("plan.xlsx", &workbook)], &forms);
    assert_eq!(listed(&merged.problems), Vec::<String>::new());
    assert_eq!((merged.taken, merged.departments.len(), merged.rows), (80, 40, 40));
}

#[test]
fn two_rows_of_one_item_and_year_are_two_answers() {
    let workbook = package::write_workbook(&plan()).unwrap();
    let second = form(1, &BOTH);
    // The form of the first department ends with row 5.
    let again = |text: &'static str| [("実績", 5, 0, "1-1"), ("実績", 5, 2, "R6"), ("実績", 5, 3, text)];
    let check = |written: &[Written], expect: &[&str]| {
        let forms = [form(0, written), second.clone()];
        let merged = merge(&[("plan.xlsx", &workbook)], &forms);
        let shown = merged.problems.iter().filter(|problem| problem.code.name != "merge-blank");
        assert_eq!(
            shown
                .map(ToString::to_string)
                .map(|text| text.lines().next().unwrap().to_owned())
                .collect::<Vec<_>>(),
            expect
        );
        merged
    };
    let row = again("やめました。");
    check(
        &[&BOTH[..], &row].concat(),
        &[
            "エラー 01_甲課.xlsx 実績!D3（実績）: 「進めました。」と書かれていますが、同じ欄に「やめました。」（01_甲課.xlsx 実績!D6）とも書かれています。",
        ],
    );
    // The only answer of the form is taken; so is one that is written twice.
    let row = again("進めました。");
    assert_eq!(check(&row, &[]).taken, 2);
    assert_eq!(check(&[&BOTH[..], &row].concat(), &[]).taken, 2);
    // Without its id a row is of nobody: what was written there is shown.
    check(
        &[("実績", 2, 0, " "), BOTH[0], BOTH[1]],
        &[
            "注意 01_甲課.xlsx 実績: 送ったときにあった1-1 R6がありません。ここへの記入は取り込めません。",
            "注意 01_甲課.xlsx 実績!D3（実績）: 送ったときになかった行か列に「進めました。」と書かれています。ここは取り込んでいません。",
        ],
    );
}

#[test]
fn the_last_rating_of_a_year_is_asked_for_beside_one_of_its_middle() {
    let rating = |year, as_of: &str| Rating {
        year: FiscalYear(year),
        by: "課".into(),
        rating: "B".into(),
        as_of: as_of.into(),
        ..Rating::default()
    };
    let mut plan = plan();
    plan.items[1].ratings = vec![rating(2023, "確定"), rating(2024, "中間")];
    let workbook = package::write_workbook(&plan).unwrap();
    // The sheet 評価: 取組ID, 取組の名称, 指標ID, 年度, 評価者, 観点, 評価, 理由, 時期.
    let written = [("評価", 3, 6, "A"), ("評価", 3, 8, "確定")];
    let form = form_of(&plan, 0, &[&BOTH[..], &written].concat());
    let second = form_of(&plan, 1, &BOTH);
    let merged = merge(&[("plan.xlsx", &workbook)], &[form.clone(), second.clone()]);
    let without_blanks = |merged: &Merged| {
        let list = listed(&merged.problems).into_iter();
        list.filter(|problem| !problem.ends_with("merge-blank")).collect::<Vec<_>>()
    };
    assert_eq!(without_blanks(&merged), Vec::<String>::new());
    let last = |year, word: &str, as_of: &str| Rating { rating: word.into(), ..rating(year, as_of) };
    let expected = [last(2023, "B", "確定"), last(2024, "B", "中間"), last(2024, "A", "確定")];
    assert_eq!(merged.plan.items[1].ratings, expected);
    // Forms that come again ask for the same cells.
    let (_, moved_on) = &merged.files[0];
    let again = merge(&[("plan.xlsx", moved_on)], &[form, second]);
    assert_eq!((without_blanks(&again), again.taken), (Vec::new(), 0));
    // A year that has its last rating is not asked again.
    plan.items[1].ratings.push(rating(2024, "確定"));
    let (name, bytes) = package::write_forms(&plan).unwrap().remove(0);
    let (sheets, _) = package::sheets_of_file(&name, &bytes);
    assert!(sheets.iter().all(|sheet| sheet.name != "評価"));
}

#[test]
fn a_department_with_a_very_long_name_has_a_form_whose_name_a_disk_takes() {
    let mut plan = three();
    let name = "𠮷課".repeat(60);
    plan.departments[2].name = name.clone();
    plan.items[2].departments[0].department = name;
    let forms = package::write_forms(&plan).unwrap();
    let names: Vec<&str> = forms.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..2], ["01_甲課.xlsx", "02_乙課.xlsx"]);
    assert!(names[2].starts_with("03_𠮷課") && names[2].ends_with("….xlsx"), "{}", names[2]);
    // The most bytes of a name on the disks of Linux.
    assert!(names[2].len() <= 255, "{}", names[2].len());
}
