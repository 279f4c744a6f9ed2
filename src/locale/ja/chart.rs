//! The Japanese words of charts.

use crate::chart::{Difference, Fact, Role, Said, Span};
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
                let several: Vec<String> = several.iter().map(aimed).collect();
                format!("目標は{}です。", several.join("、"))
            }
        },
        Fact::Bound { target, baseline, reference } => {
            let baseline = baseline.iter().map(said);
            let reference = reference.iter().map(|(name, text)| named(name, "", text));
            let beside: Vec<String> = baseline.chain(reference).collect();
            let beside =
                if beside.is_empty() { String::new() } else { format!("（{}）", beside.join("、")) };
            format!("目標は{}に{}です{beside}。", span(target.span), target.text)
        }
        Fact::NoTarget(spans, printed) => {
            let spans: Vec<String> = spans.iter().map(|years| span(*years)).collect();
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
    several.iter().map(said).collect::<Vec<_>>().join("、")
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
