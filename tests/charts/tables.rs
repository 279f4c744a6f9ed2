//! Charts of a document's own tables: the real ones of 山口市, and difficult variants of them.

use machi_plan::chart::{TableFigure, count_bar, table_figure};
use machi_plan::locale::JA;
use machi_plan::plan::{DocumentChart, DocumentTable};

use super::attributes;
use super::cases::LONG;

const STATUS: &str = include_str!("../../data/yamaguchi/table-early-status.csv");
const SURVEYS: &str = include_str!("../../data/yamaguchi/table-survey-ranking.csv");

/// A table from lines; the first is its head.
fn table(figure: DocumentChart, divider: char, lines: &str) -> DocumentTable {
    let mut rows = lines.lines().map(|line| line.split(divider).map(String::from).collect());
    DocumentTable {
        id: "case".into(),
        title: "表の題".into(),
        figure,
        head: rows.next().unwrap_or_default(),
        rows: rows.collect(),
        ..DocumentTable::default()
    }
}

fn bars(lines: &str) -> DocumentTable {
    table(DocumentChart::StackedBar, '|', lines)
}

fn ranks(lines: &str) -> DocumentTable {
    table(DocumentChart::Rank, '|', lines)
}

pub fn figure(table: &DocumentTable) -> Option<TableFigure> {
    let title = if table.title.is_empty() { &table.id } else { &table.title };
    table_figure(table, title, &JA, "case")
}

/// The name of the case and its table. A case whose name begins with `no-` has no chart.
pub fn cases() -> Vec<(&'static str, DocumentTable)> {
    let long = |count: usize| LONG.chars().take(count).collect::<String>();
    vec![
        ("bars-status", table(DocumentChart::StackedBar, ',', STATUS)),
        (
            "bars-words-and-zeros",
            bars("方針|実施|未実施\n甲|3|1\n乙|0|0\n丙|3|-\n丁|3|\n戊|多い|1\n己|3人|1%\n庚|3程度|1"),
        ),
        (
            "bars-narrow-parts",
            bars(
                "方針|実施|一部実施|検討中|未実施\n甲|996 (99.6%)|1 (0.1%)|2 (0.2%)|1 (0.1%)\n乙|1|1|1|1\n丙|0|0|1000000|0",
            ),
        ),
        ("bars-six-columns", bars("|甲|甲||丁|戊|己\n一|1|2|3|4|5|6\n|0|0|0|0|5|0\n|0|0|0|0|5|0")),
        ("bars-decimals", bars("方針|甲|乙\n一|0.5|1\n二|1,234.25|99.75")),
        ("bars-long-names", bars(&format!("方針|{0}|乙\n{0}|1|2\n{1}|x|2", long(60), long(40)))),
        ("bars-html", bars("方針|<b>|\"&'\n<script>alert(1)</script>|1 (<i>)|2\n</title>|1|2<i>\n乙|1|2")),
        ("no-bars-one-column", bars("方針|実施\n甲|3")),
        ("no-bars-zero", bars("方針|実施|未実施\n甲|0|0")),
        ("no-bars-words", bars("方針|実施|未実施\n甲|-|-\n乙||\n丙|多い|少ない")),
        ("no-bars-no-row", bars("方針|実施|未実施")),
        ("no-bars-no-head", bars("")),
        ("no-bars-short-row", bars("方針|実施|未実施\n甲\n乙|1")),
        ("no-bars-huge", bars("方針|甲|乙\n一|999999999999999|1\n二|99999999999999|0.5")),
        ("no-bars-many", bars(&format!("方針|甲|乙{}", "\n一|1|2".repeat(84)))),
        ("no-bars-none", table(DocumentChart::None, ',', STATUS)),
        ("ranks-surveys", table(DocumentChart::Rank, ',', SURVEYS)),
        ("ranks-beyond-ten", ranks("平成22年度|令和4年度\n①あ|⑩い\n⑪い|⑳う\n㊿う|㉑あ")),
        ("ranks-twice", ranks("第1回市民意識調査|第2回\n①あ|①い\n①い|②う\n②う|②あ\n④え|④お")),
        ("ranks-unread", ranks("番号|平成22年度|令和4年度\n1|①あ|①い\n2|②い|-\n3|あ|(※訂正)\n4||②あ")),
        ("ranks-six", ranks("R1|R2|R3|R4|R5|R6\n①あ|②あ||①あ||②あ\n②い|①う|①え|②い|①う|①お")),
        (
            "ranks-long-names",
            ranks(&format!("平成22年度|令和4年度\n①{0}|①短い\n②短い|②{0}\n③{1}|③別", long(60), long(59))),
        ),
        (
            "ranks-html",
            ranks("<b>|\"&'\n①<script>alert(1)</script>|①</title>\n②</title>|②<script>alert(1)</script>"),
        ),
        ("no-ranks-one-survey", ranks("令和4年度\n①あ\n②い")),
        ("no-ranks-nothing-twice", ranks("平成22年度|令和4年度\n①あ|①い")),
        ("no-ranks-wish-twice", ranks("平成22年度|令和4年度\n①あ|①あ\n②い|②あ")),
        ("no-ranks-seven", ranks("1|2|3|4|5|6|7\n①あ|①あ|①あ|①あ|①あ|①あ|①あ")),
        ("no-ranks-words", ranks("平成22年度|令和4年度\nあ|あ\n-|い")),
        ("no-ranks-empty", ranks("")),
    ]
}

fn case(name: &str) -> TableFigure {
    let found = cases().into_iter().find(|(own, _)| *own == name);
    figure(&found.unwrap_or_else(|| panic!("no case {name}")).1).unwrap()
}

#[test]
fn the_sentence_names_the_drawn_parts_and_why_others_are_missing() {
    for (name, sentence) in [
        (
            "bars-status",
            "1行が1本の棒です。各部分の長さは、その行の合計に占める割合です。\
             I 協働・官民連携の推進: 実施 7 (63.6%)、一部実施 4 (36.4%)。\
             II 市民サービス向上に向けた組織運営: 実施 15 (75.0%)、一部実施 5 (25.0%)。\
             III 行政資源の有効活用: 実施 10 (90.9%)、一部実施 1 (9.1%)。\
             令和3年度実績 合計: 実施 32 (76.2%)、一部実施 10 (23.8%)。\
             (参考)平成30年度実績 合計: 実施 27 (67.5%)、一部実施 12 (30.0%)、検討中 1 (2.5%)。\
             0の部分は棒にありません。",
        ),
        (
            "bars-decimals",
            "1行が1本の棒です。各部分の長さは、その行の合計に占める割合です。\
             一: 甲 0.5、乙 1。二: 甲 1,234.25、乙 99.75。",
        ),
        (
            "bars-words-and-zeros",
            "1行が1本の棒です。各部分の長さは、その行の合計に占める割合です。\
             甲: 実施 3、未実施 1。乙: 合計が0のため、棒はありません。\
             丙: 合計できない欄があるため、棒はありません。丁: 合計できない欄があるため、棒はありません。\
             戊: 合計できない欄があるため、棒はありません。己: 合計できない欄があるため、棒はありません。\
             庚: 合計できない欄があるため、棒はありません。0の部分は棒にありません。",
        ),
        (
            "ranks-surveys",
            "平成22年度から令和4年度までに、\
             順位が最も上がったのは「多様で市民が選択可能な行政サービスの提供」（9位から5位）です。\
             順位が最も下がったのは「職員数の適正化」（2位から9位）です。\
             令和4年度に新しく入ったのは「地域防災機能の強化」です。\
             令和4年度の上位にないのは「不用財産の処分など市有財産の有効活用」\
             「企業、民間団体等との事業の協働推進や民営化、事業委託」です。",
        ),
        (
            "ranks-twice",
            "第1回市民意識調査から第2回までに、順位が最も下がったのは「あ」（1位から2位）です。\
             第2回に新しく入ったのは「お」です。第2回の上位にないのは「え」です。",
        ),
        (
            "ranks-unread",
            "平成22年度から令和4年度までに、順位が最も上がったのは「い」（2位から1位）です。\
             順位が最も下がったのは「あ」（1位から2位）です。\
             順位の記号がないため図にないのは「あ」「(※訂正)」です。",
        ),
    ] {
        assert_eq!(case(name).sentence, sentence, "{name}");
        assert!(case(name).svg.contains(&format!("<desc id=\"case-desc\">{sentence}</desc>")), "{name}");
    }
}

#[test]
fn the_ranks_of_each_wish_are_in_words_in_its_group() {
    let figure = case("ranks-surveys");
    assert_eq!(
        figure.ways,
        [
            "地域防災機能の強化: 平成22年度記載なし、平成28年度記載なし、令和4年度1位(※新規項目追加)",
            "窓口サービスの向上: 平成22年度5位、平成28年度6位、令和4年度2位",
            "より質の高い行政サービスの提供: 平成22年度3位、平成28年度5位、令和4年度3位",
            "事業実施にあたっての市民ニーズの把握: 平成22年度6位、平成28年度3位、令和4年度4位",
            "多様で市民が選択可能な行政サービスの提供: 平成22年度9位、平成28年度8位、令和4年度5位",
            "情報提供・情報公開の推進: 平成22年度8位、平成28年度記載なし、令和4年度6位",
            "財政の健全化: 平成22年度1位、平成28年度1位、令和4年度7位",
            "使命感と行政能力の高い人材の育成: 平成22年度4位、平成28年度4位、令和4年度8位",
            "職員数の適正化: 平成22年度2位、平成28年度2位、令和4年度9位",
            "給与の適正化: 平成22年度7位、平成28年度10位、令和4年度10位",
            "不用財産の処分など市有財産の有効活用: 平成22年度10位、平成28年度7位、令和4年度記載なし",
            "企業、民間団体等との事業の協働推進や民営化、事業委託: 平成22年度記載なし、平成28年度9位、令和4年度記載なし",
        ]
    );
    let groups = groups(&figure.svg);
    assert_eq!(groups.len(), figure.ways.len());
    for (group, way) in groups.iter().zip(&figure.ways) {
        assert!(group.contains(&format!("<title>{way}</title>")), "{way}");
        // The words of a wish are read at the end of its own line.
        let texts = texts(group.split("</g>").next().unwrap()).concat();
        assert!(texts.ends_with(way.split(':').next().unwrap()), "{way}: {texts}");
    }
}

/// The table has each cell once in the drawing: rank and wish.
#[test]
fn every_rank_is_drawn_once_in_its_survey_and_better_ranks_are_higher() {
    let svg = case("ranks-surveys").svg;
    let mut columns: Vec<(String, Vec<(i32, f64)>)> = Vec::new();
    for tag in svg.split("<text class=\"machi-plan-chart-label\"").skip(1) {
        let rank = texts(&format!("<text{tag}"))[0].parse().unwrap();
        let found = attributes(&format!("<text{}>", tag.split_once('>').unwrap().0));
        let of = |name: &str| found.iter().find(|(own, _)| own == name).unwrap().1.clone();
        match columns.iter_mut().find(|(x, _)| *x == of("x")) {
            Some((_, marks)) => marks.push((rank, of("y").parse().unwrap())),
            None => columns.push((of("x"), vec![(rank, of("y").parse().unwrap())])),
        }
    }
    assert_eq!(columns.len(), 3);
    for (_, mut marks) in columns {
        marks.sort_by_key(|(rank, _)| *rank);
        assert_eq!(marks.iter().map(|(rank, _)| *rank).collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
        assert!(marks.windows(2).all(|pair| pair[0].1 < pair[1].1), "{marks:?}");
    }
}

/// For each row, the widths of the drawn parts, without the legend.
fn widths(svg: &str, legend: usize) -> Vec<f64> {
    let parts =
        attributes(svg).into_iter().filter(|(name, value)| name == "d" && value.matches('L').count() == 4);
    let width = |d: String| {
        let xs: Vec<f64> =
            d[1..].split('L').map(|point| point.split(' ').next().unwrap().parse().unwrap()).collect();
        xs[1] - xs[0]
    };
    parts.skip(legend).map(|(_, d)| width(d)).collect()
}

#[test]
fn a_part_is_as_long_as_its_share_and_the_parts_fill_the_bar() {
    let whole = 328.0;
    let counts: &[&[f64]] = &[&[7.0, 4.0], &[15.0, 5.0], &[10.0, 1.0], &[32.0, 10.0], &[27.0, 12.0, 1.0]];
    let widths = widths(&case("bars-status").svg, 4);
    assert_eq!(widths.len(), counts.concat().len());
    let mut widths = widths.iter();
    for row in counts {
        let sum: f64 = row.iter().sum();
        let drawn: Vec<f64> = row.iter().filter_map(|_| widths.next().copied()).collect();
        for (count, width) in row.iter().zip(&drawn) {
            assert!((width - whole * count / sum).abs() < 0.11, "{row:?} {drawn:?}");
        }
        assert!((drawn.iter().sum::<f64>() - whole).abs() < 0.01, "{row:?} {drawn:?}");
    }
}

#[test]
fn every_number_of_a_bar_is_text_and_every_part_has_its_title() {
    for (name, table) in cases() {
        if table.figure != DocumentChart::StackedBar || name.starts_with("no-") {
            continue;
        }
        let svg = case(name).svg;
        let texts = texts(&svg).concat();
        for row in &table.rows {
            let label = escaped(row[0].trim());
            let drawn = row[1..].iter().enumerate().filter(|(at, cell)| {
                let column = escaped(&table.column_name(at + 1));
                let title = format!("<title>{} {} {}</title>", label, column, escaped(cell));
                svg.contains(title.replace("<title> ", "<title>").as_str()) && texts.contains(&escaped(cell))
            });
            let drawn = drawn.count();
            let is_bar = !case(name).sentence.contains(&format!("{}: 合計", row[0]));
            let expect =
                row[1..].iter().filter(|cell| is_bar && !cell.starts_with("0 ") && *cell != "0").count();
            assert_eq!(drawn, expect, "{name}: {row:?}");
        }
        assert!(groups(&svg).iter().all(|group| group.contains("<title>")), "{name}");
    }
}

#[test]
fn names_are_whole_in_the_drawing_or_in_a_title() {
    for name in ["bars-long-names", "ranks-long-names"] {
        let svg = case(name).svg;
        let long: String = LONG.chars().take(60).collect();
        assert!(texts(&svg).concat().contains(&long), "{name}");
        assert!(svg.contains(&format!("<title>{long}")), "{name}");
    }
}

#[test]
fn a_count_is_a_bar_of_whole_numbers_and_never_invisible() {
    for (count, most, width) in
        [(0, 10, 0), (5, 10, 50), (1, 1000, 1), (1, 3, 33), (2, 3, 67), (12, 10, 100), (0, 0, 0), (1, 0, 100)]
    {
        let bar = count_bar(count, most);
        assert!(bar.contains(&format!("<rect width=\"{width}\"")), "{count} {most}: {bar}");
        assert!(bar.contains("aria-hidden=\"true\""), "{bar}");
    }
    assert!(count_bar(usize::MAX, usize::MAX).contains("width=\"100\""));
}

/// The texts of the drawing in their order.
/// The groups of the drawing, each from its opening tag on. The first group of the file is the drawing itself.
fn groups(svg: &str) -> Vec<&str> {
    svg.split("<g ").skip(2).collect()
}

fn texts(svg: &str) -> Vec<&str> {
    let texts = svg.split("<text").skip(1);
    texts.map(|text| text.split_once('>').unwrap().1.split('<').next().unwrap()).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
