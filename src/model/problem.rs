//! The reasons why the element shows no plan: the code of `machi-plan:error` and the words for people.

use crate::locale::Locale;
use crate::planfile::PlanFileError;

/// A reason why the element shows no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Neither `plan` nor `src` is given.
    NoPlan,
    /// The script has no plan with this id.
    UnknownPlan {
        /// The id in the attribute.
        asked: String,
        /// The ids that the script has.
        known: Vec<String>,
    },
    /// The plan file cannot be fetched.
    NotFound {
        /// Its address.
        address: String,
        /// The status code of the server; 0 without an answer.
        status: u32,
    },
    /// The plan file exceeds the largest size that is read.
    TooLarge {
        /// Its address.
        address: String,
        /// Its size, or the bytes fetched so far.
        bytes: usize,
        /// The largest size that the page allows.
        limit: usize,
    },
    /// The plan file, or the object given instead, is not a plan.
    File {
        /// Its address, the id of the plan, or `planData`.
        name: String,
        /// The reason.
        error: PlanFileError,
    },
    /// The program stopped.
    Stopped,
}

/// The codes of the event `machi-plan:error`. Pages rely on their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Neither `plan` nor `src` is given.
    NoPlan,
    /// The script has no such plan.
    UnknownPlan,
    /// The plan file cannot be fetched.
    NotFound,
    /// The plan file is too large.
    TooLarge,
    /// The file is not a plan file.
    NotAPlan,
    /// The plan file has a later format.
    Newer,
    /// The end of the plan file is missing.
    Truncated,
    /// The plan file or the object is damaged.
    Damaged,
    /// The program stopped.
    Stopped,
}

impl Code {
    /// All codes.
    pub const ALL: [Code; 9] = [
        Code::NoPlan,
        Code::UnknownPlan,
        Code::NotFound,
        Code::TooLarge,
        Code::NotAPlan,
        Code::Newer,
        Code::Truncated,
        Code::Damaged,
        Code::Stopped,
    ];

    /// The name in `detail.code`.
    pub fn name(self) -> &'static str {
        match self {
            Code::NoPlan => "no-plan",
            Code::UnknownPlan => "unknown-plan",
            Code::NotFound => "not-found",
            Code::TooLarge => "too-large",
            Code::NotAPlan => "not-a-plan",
            Code::Newer => "newer",
            Code::Truncated => "truncated",
            Code::Damaged => "damaged",
            Code::Stopped => "stopped",
        }
    }
}

impl Problem {
    /// The code for pages.
    pub fn code(&self) -> Code {
        match self {
            Problem::NoPlan => Code::NoPlan,
            Problem::UnknownPlan { .. } => Code::UnknownPlan,
            Problem::NotFound { .. } => Code::NotFound,
            Problem::TooLarge { .. } => Code::TooLarge,
            Problem::File { error, .. } => match error {
                PlanFileError::TooLarge { .. } => Code::TooLarge,
                PlanFileError::NotAPlan(_) => Code::NotAPlan,
                PlanFileError::Newer { .. } => Code::Newer,
                PlanFileError::Truncated => Code::Truncated,
                PlanFileError::Damaged(_) => Code::Damaged,
            },
            Problem::Stopped => Code::Stopped,
        }
    }

    /// The message for people.
    pub fn message(&self, locale: &Locale) -> String {
        let words = &locale.error;
        match self {
            Problem::NoPlan => words.no_plan.to_owned(),
            Problem::UnknownPlan { asked, known } => {
                words.unknown_plan(asked, known.iter().map(|id| words.known_plan(id)).collect::<String>())
            }
            Problem::NotFound { address, status: 0 } => words.not_found(address, words.no_answer),
            Problem::NotFound { address, status } => words.not_found(address, words.answer(status)),
            Problem::TooLarge { address, bytes, limit } => {
                PlanFileError::TooLarge { bytes: *bytes, limit: *limit }.say(locale, address)
            }
            Problem::File { name, error } => error.say(locale, name),
            Problem::Stopped => words.stopped.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::JA;
    use crate::planfile::{Damage, LooksLike, MAX_BYTES};

    #[test]
    fn every_code_has_a_problem_and_is_listed_for_pages() {
        let file = |error| Problem::File { name: "plan.json".to_owned(), error };
        let problems = [
            Problem::NoPlan,
            Problem::UnknownPlan { asked: "x".to_owned(), known: vec!["okayama".to_owned()] },
            Problem::NotFound { address: "plan.json".to_owned(), status: 404 },
            Problem::TooLarge { address: "plan.json".to_owned(), bytes: 20_000_001, limit: MAX_BYTES },
            file(PlanFileError::NotAPlan(LooksLike::Pdf)),
            file(PlanFileError::Newer { found: 2, known: 1 }),
            file(PlanFileError::Truncated),
            file(PlanFileError::Damaged(Damage::Fingerprint)),
            Problem::Stopped,
        ];
        assert_eq!(problems.clone().map(|problem| problem.code()), Code::ALL);
        let same = file(PlanFileError::TooLarge { bytes: 20_000_001, limit: MAX_BYTES });
        assert_eq!(
            (same.code(), same.message(&JA)),
            (problems[3].code(), problems[3].message(&JA)),
            "found before the file is read, or after"
        );
        for (problem, code) in problems.iter().zip(Code::ALL) {
            assert!(!problem.message(&JA).is_empty(), "{problem:?}");
            let row = format!("\n| `{}` | ", code.name());
            assert!(include_str!("../../docs/api.md").contains(&row), "{} in docs/api.md", code.name());
        }
    }
}
