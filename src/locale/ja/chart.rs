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
        Role::Target => "目標",
        Role::Actual => "実績",
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
    facts.iter().map(fact).collect()
}

fn fact(fact: &Fact) -> String {
    match fact {
        Fact::Series(name) => format!("{name}: "),
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
            several => {
                let several: Vec<String> = several.iter().map(aimed).list();
                format!("目標は{}です。", several.join("、"))
            }
        },
        Fact::Bound { target, baseline, reference } => {
            let baseline = baseline.iter().map(said);
            let reference = reference.iter().map(|(name, text)| named(name, "", text));
            let beside: Vec<String> = baseline.chain(reference).list();
            let beside =
                if beside.is_empty() { String::new() } else { format!("（{}）", beside.join("、")) };
            format!("目標は{}に{}です{beside}。", span(target.span), target.text)
        }
        Fact::NoTarget(spans, printed) => {
            let spans: Vec<String> = spans.iter().map(|years| span(*years)).list();
            format!("{}は目標値がありません（「{printed}」）。", spans.join("、"))
        }
        Fact::Actuals(actuals, as_of) => match actuals.as_slice() {
            [one] => format!("{}{}は{}です。", span(one.span), day(as_of), one.text),
            several => format!("実績{}は{}です。", day(as_of), list(several)),
        },
        Fact::Moved(from, to, as_of, by) => {
            let from_year = format!("{}{}", span(from.span), day(as_of));
            match by {
                None => format!("{from_year}、{}とも{}です。", span(to.span), to.text),
                Some(by) => {
                    let Movement { unit, did, .. } = movement(by);
                    format!("{from_year}{}から{}へ、{}{unit}{did}。", from.text, said(to), by.least)
                }
            }
        }
        Fact::Reference(name, text) => format!("{}。", named(name, "は", text)),
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

/// A number stands right behind its year; words need the particle (令和7年度に対令和3年度10.0%増加).
fn aimed(said: &Said) -> String {
    let particle = if said.text.starts_with(|c: char| c.is_ascii_digit()) { "" } else { "に" };
    format!("{}{particle}{}", span(said.span), said.text)
}

fn list(several: &[Said]) -> String {
    several.iter().map(said).list().join("、")
}

fn span(span: Span) -> String {
    if span.first == span.last {
        return year(span.first);
    }
    format!("{}から{}まで", year(span.first), year(span.last))
}

fn day(as_of: &str) -> String {
    if as_of.is_empty() { String::new() } else { format!("（{as_of}）") }
}

fn named(name: &str, link: &str, text: &str) -> String {
    let name = if name.is_empty() { "参考値" } else { name };
    format!("{name}{link}{text}")
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
            None => text.push_str("は上位になし"),
        }
        before = "、";
    }
    text
}
