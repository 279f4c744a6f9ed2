//! Sentences about views, facets, orders and counts, in the words of a language. They depend on the facts.

use super::spec::spec;
use crate::list::List;
use crate::locale::{Locale, or};
use crate::plan::{About, FiscalYear};
use crate::search::Section;
use crate::selection::{Count, FacetSpec, SortKey, View};

/// The name of a view.
pub fn view(locale: &Locale, view: View) -> &'static str {
    (spec(view).name)(locale)
}

/// The suffix of the key of a facet's condition: for the word in the controls and in a chip.
pub(super) const ONLY: &str = "only";
pub(super) const ONLY_CHIP: &str = "only_chip";

/// The name of a facet: the document's own word, or ours.
pub(super) fn facet<'a>(locale: &Locale, facet: &FacetSpec, about: &'a About) -> &'a str {
    or((facet.own_label)(about), locale.facets.find(&facet.key.replace('-', "_")).unwrap_or(facet.key))
}

/// A word of a facet: of its condition or of a value.
pub(super) fn facet_word<'a>(locale: &Locale, facet: &FacetSpec, of: &'a str) -> &'a str {
    locale.facets.find(&format!("{}_{of}", facet.key)).unwrap_or(of)
}

/// A count, with reposts separately.
pub(super) fn count(locale: &Locale, count: Count) -> String {
    locale.count(count.items, count.reposts)
}

/// The reposts beside a count, inside its bracket.
pub(super) fn reposts(locale: &Locale, count: Count) -> String {
    if count.reposts == 0 { String::new() } else { locale.items.caption_reposts(count.reposts) }
}

/// The result: how many items of how many.
pub(super) fn result(locale: &Locale, shown: Count, total: Count, narrowed: bool) -> String {
    match narrowed {
        true => locale.controls.result_some(shown.items, total.items, reposts(locale, shown)),
        false => locale.controls.result_all(count(locale, total)),
    }
}

/// An order as a choice.
pub(super) fn order(locale: &Locale, key: SortKey, descending: bool, about: &About) -> String {
    let words = &locale.controls;
    let department = || or(&about.departments_label, locale.facets.department);
    match (key, descending) {
        (SortKey::Number, false) => words.sort_number.to_owned(),
        (SortKey::Number, true) => words.sort_number_down.to_owned(),
        (SortKey::Department, false) => words.sort_department(department()),
        (SortKey::Department, true) => words.sort_department_down(department()),
        (SortKey::Indicators, false) => words.sort_indicators.to_owned(),
        (SortKey::Indicators, true) => words.sort_indicators_down.to_owned(),
    }
}

/// The caption of a table of items: the view, how many items of how many, the conditions.
pub(super) fn caption(
    locale: &Locale,
    view: View,
    item_label: &str,
    (shown, total): (Count, Count),
    conditions: &[String],
) -> String {
    let words = &locale.items;
    let of = if shown == total { String::new() } else { words.caption_of(total.items) };
    let reposts = reposts(locale, shown);
    let conditions = self::conditions(locale, conditions);
    let item = or(item_label, words.name);
    words.caption(item, self::view(locale, view), of, shown.items, reposts, conditions)
}

/// The conditions at the end of a caption; empty without conditions.
pub(super) fn conditions(locale: &Locale, conditions: &[String]) -> String {
    match conditions {
        [] => String::new(),
        some => locale.items.caption_conditions(locale.list(some)),
    }
}

/// The name of a section of an item.
pub(super) fn section(locale: &Locale, section: Section) -> &'static str {
    let words = &locale.items;
    match section {
        Section::Name => words.section_name,
        Section::Departments => words.section_departments,
        Section::Purpose => words.section_purpose,
        Section::Content => words.section_content,
        Section::Schedule => words.section_schedule,
        Section::Results => words.section_results,
        Section::Indicators => words.section_indicators,
    }
}

/// Says that nothing in the selection has a row in this view. Empty where the conditions do not change the view.
pub(super) fn nothing(locale: &Locale, view: View) -> &'static str {
    (spec(view).nothing)(locale)
}

/// The words that open the inside of an item, with the names of its parts.
pub(super) fn open(locale: &Locale, parts: &[String]) -> String {
    match parts {
        [] => locale.item.open.to_owned(),
        parts => locale.item.open_parts(parts.join(locale.item.open_between)),
    }
}

/// The words for an arrow, for screen readers: it continues these texts.
pub(super) fn continues(locale: &Locale, texts: &[String]) -> String {
    match texts {
        [] => locale.item.continues_something.to_owned(),
        texts => {
            let texts: String = texts.iter().map(|text| locale.item.continued(text)).collect();
            locale.item.continues(texts)
        }
    }
}

/// Says that the plan has no item with this number; empty without a number.
pub(super) fn unknown(locale: &Locale, id: &str) -> String {
    if id.is_empty() { locale.item.none_asked.to_owned() } else { locale.item.unknown(id) }
}

/// A value to compare with, named.
pub(super) fn reference(locale: &Locale, name: &str) -> String {
    if name.is_empty() { locale.item.reference.to_owned() } else { locale.item.reference_named(name) }
}

/// A level of the outline: the document's own name (may be empty), the mark of its first row, and the number of rows.
pub(super) fn level(locale: &Locale, name: &str, mark: &str, rows: usize) -> String {
    match (name, mark) {
        ("", "") => locale.overview.level_unnamed(rows),
        ("", mark) => locale.overview.level_marked(mark, rows),
        (name, _) => locale.overview.level(name, rows),
    }
}

/// Names the years with results, or says that there are none.
pub(super) fn results(locale: &Locale, years: &[FiscalYear]) -> String {
    match years {
        [] => locale.overview.no_results.to_owned(),
        years => {
            let years = years.iter().map(|year| locale.full_year(*year)).list();
            locale.overview.results(locale.list(&years))
        }
    }
}

/// Says that this many of all lack something.
pub(super) fn gap(locale: &Locale, what: &str, unit: &str, count: usize, of: usize) -> String {
    match count {
        0 => locale.overview.gap_none(what),
        _ if count == of => locale.overview.gap_all(what, of, unit),
        _ => locale.overview.gap(what, of, unit, count),
    }
}

/// The workload of a department: the items that it leads (where the plan marks them), all its items, its indicators.
/// Where the plan has reposts, a note says that they are not counted.
pub fn load(
    locale: &Locale,
    leads: Option<usize>,
    items: usize,
    indicators: usize,
    has_reposts: bool,
) -> String {
    let words = &locale.departments;
    let items = match leads {
        Some(leads) => words.load_lead(leads, items - leads),
        None => words.load_items(items),
    };
    let indicators = match indicators {
        0 => words.load_no_indicators.to_owned(),
        count => words.load_indicators(count),
    };
    words.load(items, indicators, if has_reposts { words.load_reposts } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::JA;
    use crate::selection::FACETS;

    #[test]
    fn every_facet_has_its_words() {
        for facet in FACETS {
            assert_ne!(self::facet(&JA, facet, &About::default()), facet.key);
            let of_condition = [ONLY, ONLY_CHIP].into_iter().filter(|_| facet.only.is_some());
            for of in of_condition.chain(facet.fixed.iter().copied()) {
                assert_ne!(facet_word(&JA, facet, of), of, "{}", facet.key);
            }
        }
    }

    #[test]
    fn the_years_that_have_results_are_said_and_no_others() {
        let said = |years: &[u16]| {
            let mut of = Vec::new();
            years.iter().for_each(|year| FiscalYear(*year).insert_into(&mut of));
            results(&JA, &of)
        };
        assert_eq!(said(&[2024, 2024]), "令和6年度（2024年度）の実績を載せています。");
        assert_eq!(
            said(&[2024, 2022, 2024]),
            "令和4年度（2022年度）、令和6年度（2024年度）の実績を載せています。"
        );
        assert_eq!(said(&[]), "実績は資料に記載がありません。");
    }

    #[test]
    fn a_bracket_about_reposts_is_of_plans_that_have_some() {
        let said = |has_reposts| load(&JA, Some(1), 3, 0, has_reposts);
        assert_eq!(
            said(true),
            "主担当1件、そのほかの担当2件。指標はありません（再掲は重ねて数えていません）。"
        );
        assert_eq!(said(false), "主担当1件、そのほかの担当2件。指標はありません。");
    }

    #[test]
    fn a_level_without_a_name_is_shown_by_its_mark() {
        assert_eq!(level(&JA, "施策", "1", 6), "施策6");
        assert_eq!(level(&JA, "", "", 2), "段（呼び名の記載なし）2");
        assert_eq!(level(&JA, "", "(1)", 14), "(1)などの段（呼び名の記載なし）14");
    }
}
