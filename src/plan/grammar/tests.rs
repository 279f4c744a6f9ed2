//! The grammar, shown by examples.

use super::*;

/// The readings of a cell, one line for each reading: sign, value, unit, basis.
fn check(printed: &str, unit: &str, expect: &[&str]) {
    let readings: Vec<String> = read_value(printed, unit)
        .iter()
        .map(|r| format!("{} {} {} {}", r.comparator.sign(), r.value, r.unit, r.basis).trim_end().to_owned())
        .collect();
    assert_eq!(readings, expect, "{printed}");
}

#[test]
fn plain_numbers_keep_their_digits() {
    check("86.1%", "%", &["= 86.1 %"]);
    check("98.0%", "", &["= 98.0 %"]);
    check("25,000人", "人", &["= 25000 人"]);
    check("０施設", "施設", &["= 0 施設"]);
    check("0件", "件", &["= 0 件"]);
    check("1", "", &["= 1"]);
    check("1", "館", &["= 1 館"]);
    check("294,238千円", "千円", &["= 294238 千円"]);
}

#[test]
fn comparators_are_words() {
    check("98.0%未満", "%", &["< 98.0 %"]);
    check("80億円以上", "億円", &[">= 80 億円"]);
    check("1,700人程度", "人", &["~ 1700 人"]);
    check("約120,000時間", "時間", &["~ 120000 時間"]);
    check("延べ6477人", "人", &["= 6477 人"]);
    check("5人以内", "人", &["<= 5 人"]);
    check("30%超", "%", &["> 30 %"]);
    check("30%を超えた", "%", &["> 30 %"]);
}

#[test]
fn a_scale_belongs_to_the_unit() {
    check("1,120万円", "万円", &["= 1120 万円"]);
    check("600百万", "百万円", &["= 600 百万円"]);
    check("1.1万", "万", &["= 1.1 万"]);
    check("9万人", "万人", &["= 9 万人"]);
    check("3人", "人日", &["= 3 人"]);
}

#[test]
fn a_change_is_not_a_level() {
    check("対前年度 3%削減", "%", &["= 3 % 対前年度 削減"]);
    check("10.0%削減", "%", &["= 10.0 % 削減"]);
    check("対令和3年度 10.0%増加 (11.9日)", "日", &["= 10.0 % 対令和3年度 増加", "= 11.9 日"]);
}

#[test]
fn brackets_give_a_second_value() {
    check("7 (63.6%)", "", &["= 7", "= 63.6 %"]);
}

#[test]
fn everything_else_stays_words() {
    for printed in [
        "",
        "-",
        "—",
        "実施",
        "3分の1",
        "月290,000部以内×12カ月",
        "月3回×2局",
        "1～3件",
        "2/3",
        "1,2件",
        "1.件",
        ".5",
        "約",
        "対前年度",
        "10 20",
        "9999999999999999",
        "5件(うち新規)",
        "1.2.3",
        "(5)",
        "90%以上を維持",
        "10月実施",
        "2026年度",
        "令和6年度",
        "5月末",
        "3回目",
        "第2期",
        "80点満点",
        "100%達成",
        "継続",
        "15分短縮",
        "20件程度を目標",
        "30人増員",
        "5%減少",
        "100点満点中80点",
        "1億2,000万円",
        "約80%以上",
        "▲3%削減",
        "- 5件",
        "-",
        "▲",
        "３〜５人",
    ] {
        check(printed, "件", &[]);
    }
}

#[test]
fn a_minus_before_a_number_makes_it_negative() {
    for printed in ["-396", "−396", "▲396", "△396", "‐396", "–396", "－396", "▲ ３９６", "▲396百万円"]
    {
        check(printed, "百万円", &["= -396 百万円"]);
    }
    check("▲19,761百万円", "", &["= -19761 百万円"]);
    check("約▲2.6%以上", "%", &[]);
    check("約▲2.6", "%", &["~ -2.6 %"]);
    check("△600百万以下", "百万円", &["<= -600 百万円"]);
    check("▲5件 (▲3.1%)", "件", &["= -5 件", "= -3.1 %"]);
    check("-0.05", "", &["= -0.05"]);
}

#[test]
fn a_number_in_brackets_is_negative_where_its_row_says_so() {
    let read = |words: &str, printed: &str| {
        let grammar = RowGrammar::of_row("百万円", [words], []);
        grammar.read(printed).first().map(|reading| format!("{} {}", reading.value, reading.unit))
    };
    for words in ["（　）はマイナス", "収支（括弧書きは赤字）", "( )内は減", "カッコは負の値"]
    {
        assert_eq!(read(words, "(33.5)").as_deref(), Some("-33.5 百万円"), "{words}");
        assert_eq!(read(words, "（1,200）百万円").as_deref(), Some("-1200 百万円"), "{words}");
        assert_eq!(read(words, "33.5").as_deref(), Some("33.5 百万円"), "{words}");
    }
    for words in ["", "収支", "括弧内は前年度からの増減", "（ ）は削減率", "マイナスは赤字"]
    {
        assert_eq!(read(words, "(33.5)"), None, "{words}");
    }
    assert!(is_bracketed_number("（33.5）") && is_bracketed_number("(5)%"));
    assert!(!is_bracketed_number("(毎年)") && !is_bracketed_number("7 (5)"));
}

#[test]
fn words_behind_a_unit_are_a_basis_or_make_the_cell_words() {
    for change in CHANGES {
        check(&format!("10%{change}"), "件", &[&format!("= 10 % {change}")]);
    }
    check("3%以上削減", "", &[">= 3 % 削減"]);
    check("3%削減以上", "", &[">= 3 % 削減"]);
    check("延べ1,200人", "", &["= 1200 人"]);
    check("約10%程度", "", &["~ 10 %"]);
    check("3講座", "", &["= 3 講座"]);
    check("3校区", "", &[]);
    check("3校区", "校区", &["= 3 校区"]);
    check("1,200t-CO2", "t-CO2", &["= 1200 t-CO2"]);
    check("14.2", "時間/月", &["= 14.2 時間/月"]);
}

#[test]
fn a_unit_in_two_forms_is_the_units_of_the_row() {
    check("92.0%", "％", &["= 92.0 %"]);
    check("92.0％", "%", &["= 92.0 %"]);
    check("1,200百万円", "（百万円）", &["= 1200 百万円"]);
    check("600百万", "（百万円）", &["= 600 百万円"]);
    check("5m2", "㎡", &["= 5 ㎡"]);
    check("5箇所", "か所", &["= 5 か所"]);
}

#[test]
fn a_row_without_a_unit_has_the_one_that_its_cells_share() {
    let unit = |cells: &[&str]| RowGrammar::of_row("", [], cells.iter().copied()).unit().to_owned();
    assert_eq!(unit(&["20", "18", "15", "12分以下", "-", "実施"]), "分");
    assert_eq!(unit(&["90.0%", "92.0％"]), "%");
    assert_eq!(unit(&["90.0%", "3件"]), "");
    assert_eq!(unit(&["3校区", "4校区"]), "", "校 is a unit, and 校区 none that is known");
    assert_eq!(unit(&["3線区", "4線区"]), "線区");
    assert_eq!(unit(&["3線区", "4"]), "");
    assert_eq!(unit(&["2026年度", "2027年度"]), "");
    assert_eq!(unit(&["10回開催", "11回開催"]), "");
    assert_eq!(unit(&["10%削減", "15"]), "", "a change has a unit of its own");
}

#[test]
fn a_decimal_is_put_on_a_finer_scale_without_loss() {
    let decimal = Decimal { digits: 985, scale: 1 };
    assert_eq!(decimal.at_scale(1), Some(985));
    assert_eq!(decimal.at_scale(3), Some(98_500));
    assert_eq!(decimal.at_scale(0), None);
    assert_eq!(decimal.at_scale(18), None);
}

#[test]
fn a_decimal_is_written_as_it_was_printed() {
    for text in ["0.0", "98.0", "0.05", "12", "99.34"] {
        assert_eq!(read_value(text, "")[0].value.to_string(), text);
    }
}
