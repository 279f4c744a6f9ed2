//! What merging has to report: kinds of problems that no package has by itself.

use crate::locale::ProblemWords;
use crate::package::Severity::{self, Error, Note, Warning};
use crate::package::problems::catalogue::Code;

const fn code(name: &'static str, severity: Severity) -> Code {
    Code { name, severity, words: ProblemWords::of(name), rule: None }
}

pub(super) static NOT_A_FORM: Code = code("merge-not-a-form", Error);
pub(super) static UNREADABLE: Code = code("merge-unreadable", Error);
pub(super) static NOT_READ: Code = code("merge-not-read", Warning);
pub(super) static PLAN_ITSELF: Code = code("merge-plan-itself", Warning);
pub(super) static CONFLICT: Code = code("merge-conflict", Error);
pub(super) static FILLED: Code = code("merge-filled", Error);
pub(super) static NO_PLACE: Code = code("merge-no-place", Error);
pub(in crate::package) static FORMULA: Code = code("merge-formula", Error);
pub(super) static GONE: Code = code("merge-gone", Warning);
pub(super) static CHANGED: Code = code("merge-changed", Warning);
pub(super) static ADDED: Code = code("merge-added", Warning);
pub(super) static NO_ANSWER: Code = code("merge-no-answer", Warning);
pub(super) static BLANK: Code = code("merge-blank", Note);

/// The kinds of problems that only merging reports.
pub static MERGE_CATALOGUE: &[&Code] = &[
    &NOT_A_FORM,
    &UNREADABLE,
    &NOT_READ,
    &PLAN_ITSELF,
    &CONFLICT,
    &FILLED,
    &NO_PLACE,
    &FORMULA,
    &GONE,
    &CHANGED,
    &ADDED,
    &NO_ANSWER,
    &BLANK,
];
