//! The Japanese words of charts.

use crate::chart::{Bar, Difference, Fact, Fate, Place, Ranking, Role, Said, Span};
use crate::list::List;
use crate::locale::ChartWords;
use crate::plan::FiscalYear;

pub const CHART: ChartWords = ChartWords {
    role,
    year,
    point: |text, place, of| format!("{text}（{of}点中{place}点目）"),
    as_table: "表で見る",
    save_svg: "図を保存（SVG）",
    save_csv: "データを保存（CSV）",
    keys: "左右の矢印キーで、値を一つずつ読めます。",
    sentence,
    bars,
    no_bar,
    ranking,
    way,
    without_rank: "下は、その調査の上位にないもの",
};

fn role(role: Role) -> &'static str {
    match role {
        Role::Baseline => "基準値",
        Role::Target => "目標値",
        Role::Actual => "実績値",
        Role::Reference => "参考",
    }
}

pub fn year(year: FiscalYear) -> String {
    match year.era() {
        (_, era, 1) => format!("{era}元年度"),
        (_, era, count) => format!("{era}{count}年度"),
    }
}

fn sentence(facts: &[Fact]) -> String {
    let text: String = facts.iter().map(fact).collect();
    text.trim_start().to_owned()
}

fn fact(fact: &Fact) -> String {
    match fact {
        Fact::Series("") => "\n".to_owned(),
        Fact::Series(name) => format!("\n{name}: "),
        Fact::Baseline { year: Some(at), text } => format!("基準値は{}の{text}です。", year(*at)),
        Fact::Baseline { year: None, text } => format!("基準値は{text}です。"),
        Fact::BaselineWithoutValue(at) => {
            format!("基準は{}です（値は資料に記載がありません）。", year(*at))
        }
        Fact::FromTo(from, to) => {
            format!("{}から、{}の目標{}へ。", said(from), span(to.span), to.text)
        }
        Fact::Steps(from, by) => {
            let range = if by.least == by.most { String::new() } else { format!("〜{}", by.most) };
            let Movement { unit, will, .. } = movement(by);
            format!("{}から、毎年度{}{range}{unit}ずつ{will}計画です。", of(from), by.least)
        }
        Fact::EveryYear(None, text) => format!("毎年度、{text}が目標です。"),
        Fact::EveryYear(Some(years), text) => format!("{}、毎年度{text}が目標です。", span(*years)),
        Fact::Targets(targets) => match targets.as_slice() {
            [one] => format!("{}の目標は{}です。", span(one.span), one.text),
            several => format!("目標は、{}です。", each(several)),
        },
        Fact::NoTarget(spans, printed) => {
            format!("{}は目標値がありません（「{printed}」）。", spans_list(spans))
        }
        Fact::Inferred(lost) if lost.is_empty() => "目標の年度は推定です。".to_owned(),
        Fact::Inferred(lost) => format!("目標の年度は推定で、{}の欄は読み取れません。", spans_list(lost)),
        Fact::Actuals(actuals, as_of) => match actuals.as_slice() {
            [one] => format!("{}{}です。", within(one.span, as_of), one.text),
            several => format!("実績{}は、{}です。", day("", as_of), each(several)),
        },
        Fact::Moved(from, to, as_of, by) => {
            let day = day("いずれも", as_of);
            match by {
                None => format!("{}、{}とも{}です{day}。", span(from.span), span(to.span), to.text),
                Some(by) => {
                    let Movement { unit, did, .. } = movement(by);
                    format!("{}から{}へ{day}、{}{unit}{did}。", said(from), said(to), by.least)
                }
            }
        }
        Fact::Reference(name, text) => {
            let name = if name.is_empty() { "参考値" } else { name };
            format!("{name}は{text}です（年度の記載はありません）。")
        }
        Fact::AsPrinted(role_of, printed) => {
            let what = if *role_of == Role::Target { "の目標" } else { "" };
            format!("{}{what}: {}。", span(printed.span), printed.text)
        }
        Fact::NoActual => "実績は資料に記載がありません。".to_owned(),
    }
}

/// How a difference is said.
struct Movement<'a> {
    unit: &'a str,
    did: &'static str,
    will: &'static str,
}

fn movement(by: &Difference) -> Movement<'_> {
    let (did, will) = match (by.unit.as_str(), by.up) {
        ("%", true) => ("上がりました", "上げる"),
        ("%", false) => ("下がりました", "下げる"),
        (_, true) => ("増えました", "増やす"),
        (_, false) => ("減りました", "減らす"),
    };
    Movement { unit: if by.unit == "%" { "ポイント" } else { &by.unit }, did, will }
}

fn of(said: &Said) -> String {
    format!("{}の{}", span(said.span), said.text)
}

fn said(said: &Said) -> String {
    format!("{}{}", span(said.span), said.text)
}

fn each(several: &[Said]) -> String {
    let several: Vec<String> =
        several.iter().map(|said| format!("{}が{}", span(said.span), said.text)).list();
    several.join("、")
}

fn span(span: Span) -> String {
    joined(span, "と")
}

/// Two years are both named: 「から…まで」 is of three or more.
fn joined(span: Span, and: &str) -> String {
    let (first, last) = (year(span.first), year(span.last));
    match span.last.0 - span.first.0 {
        0 => first,
        1 => format!("{first}{and}{last}"),
        _ => format!("{first}から{last}まで"),
    }
}

fn spans_list(spans: &[Span]) -> String {
    let spans: Vec<String> = spans.iter().map(|years| joined(*years, "、")).list();
    spans.join("、")
}

/// What is printed for the end of a year stands right behind the year, as in the document.
fn within(years: Span, as_of: &str) -> String {
    let of_year = as_of.strip_prefix("年度").unwrap_or(as_of);
    match of_year.starts_with('末') {
        true => format!("{}{of_year}で", span(years)),
        false => format!("{}{}は", span(years), day("", as_of)),
    }
}

fn day(before: &str, as_of: &str) -> String {
    if as_of.is_empty() { String::new() } else { format!("（{before}{as_of}）") }
}

pub fn bars(bars: &[Bar]) -> String {
    let mut text = "1行が1本の棒です。各部分の長さは、その行の合計に占める割合です。".to_owned();
    let mut zero = false;
    for bar in bars {
        let mut before = ": ";
        text.push_str(bar.name);
        for part in &bar.parts {
            if part.value > 0 {
                text.extend([before, part.name, " ", part.printed]);
                before = "、";
            }
            zero |= part.value == 0;
        }
        text.extend(if bar.whole > 0 { ["。", ""] } else { [before, no_bar(bar)] });
    }
    if zero {
        text.push_str("0の部分は棒にありません。");
    }
    text
}

pub fn no_bar(bar: &Bar) -> &'static str {
    if bar.parts.is_empty() {
        "合計できない欄があるため、棒はありません。"
    } else {
        "合計が0のため、棒はありません。"
    }
}

pub fn ranking(ranking: &Ranking) -> String {
    let mut text = String::new();
    let (Some(from), Some(to)) = (ranking.surveys.first(), ranking.surveys.last()) else { return text };
    for (fate, what) in [
        (Fate::Rose, "順位が最も上がったのは"),
        (Fate::Fell, "順位が最も下がったのは"),
        (Fate::New, "に新しく入ったのは"),
        (Fate::Gone, "の上位にないのは"),
    ] {
        let wishes = ranking.of_fate(fate);
        if wishes.is_empty() {
            continue;
        }
        let moved = matches!(fate, Fate::Rose | Fate::Fell);
        if !moved {
            text.push_str(to);
        } else if text.is_empty() {
            text.extend([from, "から", to, "までに、"]);
        }
        text.push_str(what);
        for wish in wishes {
            text.extend(["「", wish[0].wish, "」"]);
            if moved {
                text.push_str(&format!("（{}位から{}位）", wish[0].rank, wish[wish.len() - 1].rank));
            }
        }
        text.push_str("です。");
    }
    if !ranking.unread.is_empty() {
        text.push_str("順位の記号がないため図にないのは");
        for cell in &ranking.unread {
            text.extend(["「", cell, "」"]);
        }
        text.push_str("です。");
    }
    text
}

pub fn way(surveys: &[String], wish: &[Place]) -> String {
    let mut text = String::from(wish.first().map_or("", |place| place.wish));
    let mut before = ": ";
    for (at, survey) in surveys.iter().enumerate() {
        text.extend([before, survey]);
        match wish.iter().find(|place| place.survey == at) {
            Some(place) => text.extend([&place.rank.to_string(), "位", place.remark]),
            None => text.push_str("記載なし"),
        }
        before = "、";
    }
    text
}
