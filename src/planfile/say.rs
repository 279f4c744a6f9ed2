//! Makes the message why a file is not read as a plan. It names the file, the fault, the form that is needed, the remedy.

use super::{Damage, Expected, LooksLike, PlanFault, PlanFileError, Repeated};
use crate::locale::Locale;

impl PlanFileError {
    /// The whole message; `file` is the name of the file.
    pub fn say(&self, locale: &Locale, file: &str) -> String {
        let words = &locale.plan_file;
        match self {
            PlanFileError::TooLarge { bytes, limit } => {
                words.too_large(file, megabytes(*bytes), limit / 1_000_000)
            }
            PlanFileError::NotAPlan(looks_like) => {
                let (found, advice) = match looks_like {
                    LooksLike::Empty => (words.empty, words.compile),
                    LooksLike::Zip => (words.zip, words.compile),
                    LooksLike::Pdf => (words.pdf, words.compile),
                    LooksLike::Csv => (words.csv, words.compile),
                    LooksLike::Json => (words.json, words.compile),
                    LooksLike::Html => (words.html, words.check_address),
                    LooksLike::Other => (words.other, words.compile),
                };
                words.not_a_plan(file, found, advice)
            }
            PlanFileError::Newer { found, known } => words.newer(file, found, known),
            PlanFileError::Truncated => words.truncated(file),
            PlanFileError::Damaged(damage) => damage.say(locale, file),
        }
    }
}

/// Bytes as millions with one decimal, rounded down.
pub(crate) fn megabytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
}

impl Damage {
    fn say(&self, locale: &Locale, file: &str) -> String {
        let words = &locale.plan_file;
        let found = match self {
            Damage::Head => words.head.to_owned(),
            Damage::Encoding => words.encoding.to_owned(),
            Damage::Fingerprint => words.fingerprint.to_owned(),
            Damage::Json { line, column } => words.not_json_at(line, column),
            Damage::Plan(fault) => words.fault(fault.say(locale)),
            // Whoever made such a value has a script or an object to mend, not a file to make again.
            Damage::Value { key, found, expected } => {
                let found = if found.is_empty() { words.throws } else { found };
                return words.value(file, key, found, expected.say(locale));
            }
        };
        words.damaged(file, found)
    }
}

impl Expected {
    fn say(self, locale: &Locale) -> String {
        let words = &locale.plan_file;
        let plain = match self {
            Expected::Short(limit) => return words.short(limit),
            Expected::Text => words.a_text,
            Expected::Texts => words.texts,
            Expected::Year => words.a_year,
            Expected::Flag => words.a_flag,
            Expected::Row => words.a_row,
            Expected::Rows => words.rows,
            Expected::Plain => words.plain,
        };
        plain.to_owned()
    }
}

impl PlanFault {
    /// The fault of a plan, without advice: the advice for a package differs from that for a plan file.
    pub fn say(&self, locale: &Locale) -> String {
        let words = &locale.fault;
        match self {
            PlanFault::TooMany { table, found, limit } => words.too_many(table, found, limit),
            PlanFault::Listed { table: Some(table), found, limit } => words.listed(table, found, limit),
            PlanFault::Listed { table: None, found, limit } => words.listed_together(found, limit),
            PlanFault::Kinds { column, found, limit } => words.kinds(column, found, limit),
            PlanFault::Years { first, last } => words.years(first, last),
            PlanFault::Year { id, year } => words.year(id, year),
            PlanFault::BadId { table, id } => words.bad_id(table, id),
            PlanFault::DuplicateId { table, id } => words.duplicate_id(table, id),
            PlanFault::Unresolved { table, id, target } => words.unresolved(table, id, target),
            PlanFault::ParentAfterChild { id } => words.parent_after_child(id),
            PlanFault::TooDeep { id } => words.too_deep(id),
            PlanFault::RepostOfRepost { id } => words.repost_of_repost(id),
            PlanFault::CellCount { id, found, expected } => words.cell_count(id, found, expected),
            PlanFault::Corrections { row } => words.corrections(row),
            PlanFault::TooMuch { what, found, limit } => match what {
                Repeated::Pairs => words.pairs(found, limit),
                Repeated::Entries => words.entries(found, limit),
                Repeated::Bytes => words.repeated(found, limit),
            },
            PlanFault::BlankCell { id } => words.blank_cell(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::JA;

    #[test]
    fn a_message_names_the_file_its_kind_and_the_remedy() {
        let message = PlanFileError::NotAPlan(LooksLike::Zip).say(&JA, "plan.json");
        assert_eq!(
            message,
            "plan.json は machi-plan の計画ファイルではありません（Excel か zip のようです）。担当者のページか \
             machi-plan compile で作った計画ファイルを使ってください。"
        );
        for error in [PlanFileError::Truncated, PlanFileError::Damaged(Damage::Fingerprint)] {
            let message = error.say(&JA, "planData");
            assert!(
                message.ends_with("、担当者のページか machi-plan compile で作り直してください。"),
                "{message}"
            );
        }
        let message = PlanFileError::TooLarge { bytes: 20_400_000, limit: 20_000_000 }.say(&JA, "計画.txt");
        assert!(message.starts_with("計画.txt は大きすぎます（20.4MB）。"), "{message}");
        let fault = PlanFault::DuplicateId { table: "取組", id: "12".into() };
        assert!(PlanFileError::from(fault).say(&JA, "a").contains("「取組」のID「12」が重なっています"));
        let value = Damage::Value {
            key: "about.first_year".into(),
            found: "\"2024\"".into(),
            expected: Expected::Year,
        };
        assert_eq!(
            PlanFileError::Damaged(value).say(&JA, "planData"),
            "planData の about.first_year が \"2024\" になっています。西暦の年度（1926から2199までの整数）にしてください。"
        );
    }
}
