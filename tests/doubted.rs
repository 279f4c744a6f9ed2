//! Cells that a city could mean in another way than the format: each is read as it was meant, or named.

use machi_plan::package::{self, Problem};
use machi_plan::plan::{Entry, FiscalYear, Plan};

/// A small sound package with other files; a file with the same name is replaced.
fn read(changes: &[(&str, &str)]) -> (Plan, Vec<Problem>) {
    let sound = [
        ("計画.csv", "項目,値\n計画ID,t\n計画名,試し\n開始年度,R5\n終了年度,R7\n階層名,方針>取組\n"),
        ("体系.csv", "体系ID,上位ID,名称\n1,,上\n"),
        ("取組.csv", "取組ID,体系ID,名称,担当部署\n1,1,ひとつめ,市民課\n"),
        ("部署.csv", "名称,別名\n市民課,\n財政課,\n"),
        ("年次計画.csv", "取組ID,記号,取組内容,R5,R6,R7\n1,①,する,検討,→,\n"),
    ];
    let is_kept = |(name, _): &(&str, &str)| changes.iter().all(|(other, _)| other != name);
    let files = sound.into_iter().filter(is_kept).chain(changes.iter().copied());
    package::read_files(files.map(|(name, text)| (name, text.as_bytes())).collect::<Vec<_>>())
}

fn codes(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{} {}", problem.address(), problem.code.name)).collect()
}

/// The package has exactly this one problem, or none.
fn assert_named(changes: &[(&str, &str)], problem: &str, is_named: bool, about: &str) {
    let expect: &[&str] = if is_named { &[problem] } else { &[] };
    assert_eq!(codes(&read(changes).1), expect, "{about}");
}

#[test]
fn a_year_column_without_a_line_is_of_the_planned_one() {
    for (heads, expect) in [
        ("R5,R6,R7,R7実績", ["計画: A B C", "実績: D"]),
        ("R5,R6計画,R7,R7実績", ["計画: A B C", "実績: D"]),
        ("R5,R6,R7上半期,R7実績", ["計画: A B C", "実績: D"]),
        ("R5実績,R5,R6,R7", ["実績: A", "計画: B C D"]),
    ] {
        let csv = format!("取組ID,記号,取組内容,{heads}\n1,①,する,A,B,C,D\n");
        let (plan, problems) = read(&[("年次計画.csv", &csv)]);
        assert_eq!(codes(&problems), Vec::<String>::new(), "{heads}");
        let line = |action: &machi_plan::plan::Action| {
            let words = plan.schedule_of(action).into_iter().flat_map(|cell| cell.entries);
            let words = words.map(|entry| match entry {
                Entry::Text(text) => text,
                Entry::Arrow => "→".to_owned(),
            });
            format!("{}: {}", action.line, words.collect::<Vec<_>>().join(" "))
        };
        let lines: Vec<String> = plan.items[0].actions.iter().map(line).collect();
        assert_eq!(lines, expect, "{heads}");
        // What was read is written, and read again as the same.
        let files = package::write_files(&plan);
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        assert_eq!(package::read_files(files).0, plan, "{heads}");
    }
}

#[test]
fn a_year_and_its_planned_line_are_one_column() {
    let (_, problems) = read(&[("年次計画.csv", "取組ID,取組内容,R5,R6,R7,R7計画\n1,する,A,B,C,D\n")]);
    assert_eq!(codes(&problems), ["年次計画!F1 duplicate-column"]);
}

#[test]
fn an_arrow_in_other_signs_is_named() {
    for (arrow, is_named) in [
        ("→", false),
        ("⇨", true),
        ("▶", true),
        ("-->", true),
        ("＝＞", true),
        ("実施", false),
        ("――", false),
        ("▶実施", false),
        ("実施▶", true),
        ("⇒実施", true),
    ] {
        let csv = format!("取組ID,記号,取組内容,R5,R6,R7\n1,①,する,検討,{arrow},→\n");
        assert_named(&[("年次計画.csv", &csv)], "年次計画!E2 arrow-in-text", is_named, arrow);
    }
}

#[test]
fn a_month_of_the_calendar_is_no_month_of_a_fiscal_year() {
    let (_, problems) =
        read(&[("年次計画.csv", "取組ID,取組内容,R5,2024年3月,R6,R7\n1,する,検討,選定,実施,\n")]);
    assert_eq!(codes(&problems), ["年次計画!D1 unread-year-column"]);
    let (plan, problems) =
        read(&[("年次計画.csv", "取組ID,取組内容,R5,R6.3月,R6,R7\n1,する,検討,選定,実施,\n")]);
    assert_eq!(codes(&problems), Vec::<String>::new());
    let march = &plan.schedule_columns[1];
    assert_eq!((march.year, march.part.as_str()), (FiscalYear(2024), "3月"));
}

#[test]
fn an_alias_that_is_another_department_is_named() {
    let (_, problems) = read(&[("部署.csv", "名称,別名\n市民課,財政課\n財政課,市民課の財政係\n")]);
    assert_eq!(codes(&problems), ["部署!B2 duplicate-id"]);
    let (_, problems) = read(&[("部署.csv", "名称,別名\n市民課,市民\n財政課,市民\n")]);
    assert_eq!(codes(&problems), ["部署!B3 duplicate-id"]);
    let (_, problems) = read(&[("部署.csv", "名称,別名\n市民課,市民課\n財政課,財政\n")]);
    assert_eq!(codes(&problems), Vec::<String>::new());
}

#[test]
fn a_table_that_is_no_csv_is_named() {
    for (name, is_named) in [
        ("実績.tsv", true),
        ("results.csv.txt", true),
        ("指標.ods", true),
        ("計画の説明.txt", false),
        ("計画.pdf", false),
        ("plan.json", false),
        ("__MACOSX/実績.txt", false),
        ("~$実績.xls", false),
    ] {
        let found = codes(&read(&[(name, "取組ID\t年度\n1\tR5\n")]).1);
        let expect = if is_named { vec![format!("{name} file-not-read")] } else { Vec::new() };
        assert_eq!(found, expect, "{name}");
    }
}

#[test]
fn words_that_all_cells_share_are_no_unit() {
    for (word, is_unit) in
        [("前後", false), ("弱", false), ("見込", false), ("※", false), ("曜日", false), ("線区", true)]
    {
        let csv = format!("取組ID,指標ID,指標名,目標R5,目標R6\n1,1.1,量,10{word},20{word}\n");
        let found = codes(&read(&[("指標.csv", &csv)]).1);
        let expect: &[&str] =
            if is_unit { &[] } else { &["指標!D2 value-in-words", "指標!E2 value-in-words"] };
        assert_eq!(found, expect, "{word}");
    }
}

#[test]
fn brackets_are_negative_where_the_clause_about_them_says_so() {
    for (note, is_negative) in [
        ("（ ）はマイナス", true),
        ("（ ）内の数値は、マイナスを示す。", true),
        ("赤字は括弧書き。▲は使わない", true),
        ("括弧内は前年度の値、▲はマイナス", false),
        ("（ ）は計画値。▲は赤字を示す。", false),
        ("（ ）内は見込み。マイナスは▲で表す。", false),
        ("括弧内はマイナスではない", false),
        ("（ ）は見込み　▲はマイナス", false),
        ("（ ）は見込み・▲はマイナス", false),
    ] {
        let csv = format!("取組ID,指標ID,指標名,単位,目標R5,注記\n1,1.1,収支,百万円,(20),{note}\n");
        let (plan, problems) = read(&[("指標.csv", &csv)]);
        let row = &plan.items[0].indicators[0];
        let value = row.grammar().read("(20)").first().map(|reading| reading.value.to_string());
        assert_eq!(value.as_deref(), is_negative.then_some("-20"), "{note}");
        let expect: &[&str] = if is_negative { &[] } else { &["指標!E2 bracketed-number"] };
        assert_eq!(codes(&problems), expect, "{note}");
    }
}

#[test]
fn a_fraction_in_a_table_of_per_cent_is_named() {
    let (_, problems) = read(&[
        ("表.csv", "表ID,表題,単位\na,割合,％\n"),
        ("表_a.csv", "区分,R5,R6\n甲,60%,0.65\n乙,40%,35.0\n"),
    ]);
    assert_eq!(codes(&problems), ["表_a!C2 percent-as-fraction"]);
    // The unit of a head is that of its column, so the others are no per cent.
    let (_, problems) = read(&[
        ("表.csv", "表ID,表題,単位\na,収支,千円\n"),
        ("表_a.csv", "区分,決算額,構成比（％）\n甲,0.5,45.2\n乙,1200,0.548\n"),
    ]);
    assert_eq!(codes(&problems), ["表_a!C3 percent-as-fraction"]);
}

#[test]
fn an_item_that_starts_after_its_end_is_named() {
    for (start, end, is_named) in [
        ("R7", "R5", true),
        ("令和7年度", "2023年度", true),
        ("R5", "R5", false),
        ("R5", "R7", false),
        ("R7", "継続", false),
        ("R7", "", false),
    ] {
        let csv = format!("取組ID,体系ID,名称,担当部署,開始,終了\n1,1,ひとつめ,市民課,{start},{end}\n");
        assert_named(&[("取組.csv", &csv)], "取組!E2 item-year-order", is_named, &format!("{start} {end}"));
    }
}

#[test]
fn successors_that_lead_back_are_named() {
    for (changes, expect) in [
        (&["8,9", "9,8"][..], &["変更!H2 successor-circle", "変更!H3 successor-circle"][..]),
        // One of the two is there.
        (&["8,9 1", "9,8"], &[]),
        // The last one ended without a successor.
        (&["8,9", "9,"], &[]),
        (&["7,8", "8,9", "9,8"], &["変更!H3 successor-circle", "変更!H4 successor-circle"]),
    ] {
        let rows: String = changes
            .iter()
            .map(|row| row.split_once(',').unwrap())
            .map(|(id, next)| format!("R6,取組,{id},,なくなった,,統合,{}\n", next.replace(' ', "、")))
            .collect();
        let csv = format!("日付,表,ID,列,変更前,変更後,種類,後継ID\n{rows}");
        assert_eq!(codes(&read(&[("変更.csv", &csv)]).1), expect, "{changes:?}");
    }
}

#[test]
fn a_title_above_the_heads_of_a_table_is_named() {
    let tables = "表ID,節ID,表題\na,,効果額\n";
    for (table, is_named) in [
        ("区分,R5,R6\n歳入,1,2\n", false),
        // The corner may be blank, and so may a column without values.
        (",R5,R6\n歳入,1,2\n", false),
        ("区分,R5,\n歳入,1,\n", false),
        ("区分\n歳入\n", false),
        ("表1 効果額,,\n区分,R5,R6\n歳入,1,2\n", true),
        ("区分,R5,\n歳入,1,2\n歳出,1,2\n", true),
        // A comma too many.
        ("区分,R5\n歳入,1,200\n歳出,1\n", false),
    ] {
        let (plan, problems) = read(&[("表.csv", tables), ("表_a.csv", table)]);
        let found = codes(&problems);
        assert_eq!(found.contains(&"表_a!A1 table-without-head".to_owned()), is_named, "{table}: {found:?}");
        assert_eq!(plan.tables[0].rows.len(), table.lines().count() - 1, "nothing is lost");
    }
}

#[test]
fn the_year_of_the_results_is_that_of_the_newest_ones() {
    let plan = |year: &str| {
        format!(
            "項目,値\n計画ID,t\n計画名,試し\n開始年度,R5\n終了年度,R7\n実績年度,{year}\n階層名,方針>取組\n"
        )
    };
    let results = ("実績.csv", "取組ID,年度,実績\n1,R5,した\n1,R6,またした\n");
    let rating = ("評価.csv", "取組ID,年度,評価者,評価\n1,R7,課,A\n");
    let sent = ("実績.csv", "取組ID,年度,実績\n1,R6,した\n1,R7,\n");
    for (year, others, expect) in [
        ("R6", vec![results], vec![]),
        ("", vec![results], vec![]),
        ("R5", vec![results], vec!["計画!B6 results-after-year"]),
        ("R7", vec![results], vec!["計画!B6 results-year-empty"]),
        ("R5", vec![], vec!["計画!B6 results-year-empty"]),
        // A rating of the middle of a year may come before its results.
        ("R7", vec![rating], vec![]),
        ("R6", vec![results, rating], vec![]),
        // A form that is not filled in yet.
        ("R7", vec![sent], vec!["実績 results-not-filled"]),
    ] {
        let about = plan(year);
        let changes = std::iter::once(("計画.csv", about.as_str())).chain(others.iter().copied());
        let (_, problems) = read(&changes.collect::<Vec<_>>());
        assert_eq!(codes(&problems), expect, "{year} {others:?}");
    }
    let (_, problems) = read(&[("計画.csv", &plan("R5")), results]);
    assert!(problems[0].to_string().contains("実績!B3（R6）"), "{}", problems[0]);
}

#[test]
fn a_date_in_another_form_is_said_to_be_read() {
    for (date, expect) in [
        ("2025-06-05", None),
        ("令和7年6月5日", Some("date-form 2025-06-05")),
        ("R7.6.5", Some("date-form 2025-06-05")),
        ("2025/6/5", Some("date-form 2025-06-05")),
        ("令和7年6月", Some("date-form 2025-06")),
        ("近日", Some("bad-date ")),
        ("45813", Some("bad-date ")),
        ("2025-06-41", Some("bad-date ")),
    ] {
        let about = format!(
            "項目,値\n計画ID,t\n計画名,試し\n開始年度,R5\n終了年度,R7\n更新日,{date}\n階層名,方針>取組\n"
        );
        let (_, problems) = read(&[("計画.csv", &about)]);
        let found = problems.first().map(|problem| format!("{} {}", problem.code.name, problem.expected));
        assert_eq!(found.as_deref(), expect, "{date}");
    }
}
