//! Every kind of problem as data: a stable code and its severity. The words are in `src/locale/ja.txt` under the
//! code, in the group `problems`; a code without words does not compile.
//!
//! Rules (L1-07) are those of the Digital
//! Agency's 行政データにおける機械可読性に関するルール (2026-03-31).

use crate::locale::ProblemWords;
use crate::package::problems::Severity::{self, Error, Note, Warning};

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Its stable name, in kebab case.
    pub name: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// The words: what was found, what was expected, and how to mend it.
    pub words: ProblemWords,
    /// The rule of the Digital Agency about it.
    pub rule: Option<&'static str>,
}

macro_rules! catalogue {
    ($($constant:ident $name:literal $severity:ident $(rule $rule:literal)?;)*) => {
        $(pub(in crate::package) static $constant: Code = Code {
            name: $name,
            severity: $severity,
            words: ProblemWords::of($name),
            rule: catalogue!(@rule $($rule)?),
        };)*
        /// Every kind of problem.
        pub static CATALOGUE: &[&Code] = &[$(&$constant),*];
    };
    (@rule) => { None };
    (@rule $rule:literal) => { Some($rule) };
}

catalogue! {
    // Files and sheets.
    MISSING_TABLE "missing-table" Error;
    DUPLICATE_TABLE "duplicate-table" Error;
    UNKNOWN_TABLE "unknown-table" Warning;
    MISNAMED_TABLE "misnamed-table" Error;
    MISSING_TABLE_SHEET "missing-table-sheet" Error;
    UNLISTED_TABLE "unlisted-table" Error;
    NOT_A_PACKAGE "not-a-package" Error;
    FILE_NOT_READ "file-not-read" Warning;
    DAMAGED_FILE "damaged-file" Error;
    TOO_LARGE "too-large" Error;
    SHEET_TOO_LARGE "sheet-too-large" Error;
    NOT_UTF8 "not-utf8" Error;
    MIXED_ENCODINGS "mixed-encodings" Warning;
    UNCLOSED_QUOTE "unclosed-quote" Error;
    WRONG_SEPARATOR "wrong-separator" Error;
    EMPTY_TABLE "empty-table" Error;
    NO_ROWS "no-rows" Warning;
    TOO_MANY_ROWS "too-many-rows" Error;
    PLAN_TOO_LARGE "plan-too-large" Error;
    REPEATED_TOO_OFTEN "repeated-too-often" Error;
    TITLE_ROW "title-row" Note;
    JOINED_HEADS "joined-heads" Note;
    GROUP_BEYOND_MERGE "group-beyond-merge" Warning;
    NOTE_ROW "note-row" Warning;
    // Only in a workbook.
    HIDDEN_SHEET "hidden-sheet" Warning;
    HIDDEN_ROWS "hidden-rows" Warning;
    HIDDEN_COLUMNS "hidden-columns" Warning;
    MERGED_DOWN "merged-down" Warning rule "L1-12";
    MERGED_CELLS "merged-cells" Error rule "L1-12";
    FORMULA_ERROR "formula-error" Error;
    FORMULA_WITHOUT_VALUE "formula-without-value" Error;
    DAMAGED_CELL "damaged-cell" Error;
    DATE_IN_ID "date-in-id" Error;
    DATE_CELL "date-cell" Warning;
    STRUCK_WORDS "struck-words" Warning;
    RAISED_MARK "raised-mark" Warning;
    RAISED_CELL "raised-cell" Warning;
    HIDDEN_VALUE "hidden-value" Warning;
    HIDDEN_MINUS "hidden-minus" Warning;
    COMMENT "comment" Warning;
    DRAWN_OVER_BLANK "drawn-over-blank" Error;
    DRAWN_OVER "drawn-over" Warning;
    COLOURED_BLANK "coloured-blank" Warning;
    CONDITIONAL_LOOK "conditional-look" Warning;
    CROSSED_VALUE "crossed-value" Warning;
    CROSSED_BLANK "crossed-blank" Warning rule "L1-09";
    UNKNOWN_FORMAT "unknown-format" Warning rule "L2-01";
    // Columns.
    MISSING_COLUMN "missing-column" Error;
    UNKNOWN_COLUMN "unknown-column" Note;
    UNKNOWN_KEY "unknown-key" Warning;
    DUPLICATE_COLUMN "duplicate-column" Error;
    SHORT_ROW "short-row" Error;
    EARLY_END "early-end" Warning;
    LONG_ROW "long-row" Error;
    CUT_NUMBER "cut-number" Error;
    LONGER_THAN_MOST "longer-than-most" Warning;
    EXTRA_CELL "extra-cell" Error rule "L1-12";
    UNREAD_VALUES "unread-values" Warning;
    UNREAD_YEAR_COLUMN "unread-year-column" Error rule "L3-05";
    NO_YEAR_COLUMNS "no-year-columns" Error rule "L3-05";
    MISSING_YEAR_COLUMN "missing-year-column" Warning rule "L1-09";
    // Cells of any sheet.
    MISSING_VALUE "missing-value" Error rule "L1-12";
    BAD_ID "bad-id" Error;
    BAD_PLAN_ID "bad-plan-id" Error;
    UNUSUAL_ID "unusual-id" Warning;
    DUPLICATE_ID "duplicate-id" Error;
    BAD_YEAR "bad-year" Error rule "L3-05";
    YEAR_ORDER "year-order" Error rule "L3-05";
    YEAR_OUTSIDE_PLAN "year-outside-plan" Error rule "L3-05";
    YEAR_BESIDE_PLAN "year-beside-plan" Warning rule "L3-05";
    UNKNOWN_WORD "unknown-word" Error;
    DITTO "ditto" Warning rule "L1-12";
    BAD_CHARACTER "bad-character" Warning rule "L1-08";
    BAD_DATE "bad-date" Warning;
    DATE_FORM "date-form" Warning;
    BAD_MUNICIPALITY_CODE "bad-municipality-code" Warning;
    BAD_ADDRESS "bad-address" Warning;
    BAD_TABLE_ID "bad-table-id" Error;
    UNSEEN_CHARACTER "unseen-character" Note;
    LOOK_ALIKE "look-alike" Warning;
    LOOK_ALIKE_TWICE "look-alike-twice" Error;
    TABLE_WITHOUT_HEAD "table-without-head" Warning;
    // The outline and items.
    MISSING_PARENT "missing-parent" Error;
    OUTLINE_CYCLE "outline-cycle" Error;
    PARENT_AFTER_CHILD "parent-after-child" Error;
    TOO_DEEP "too-deep" Error;
    LEVEL_COUNT "level-count" Warning;
    MISSING_SECTION "missing-section" Error;
    UNKNOWN_OUTLINE "unknown-outline" Error;
    UNKNOWN_ITEM "unknown-item" Error;
    UNKNOWN_REPOST "unknown-repost" Error;
    REPOST_OF_REPOST "repost-of-repost" Error;
    UNKNOWN_DEPARTMENT "unknown-department" Warning;
    DEPARTMENT_OR_TWO "department-or-two" Warning rule "L1-07";
    DEPARTMENT_CIRCLE "department-circle" Warning;
    DEPARTMENT_BRACKET "department-bracket" Warning;
    UNKNOWN_STATUS "unknown-status" Warning;
    UNKNOWN_INDICATOR "unknown-indicator" Error;
    STATUS_TWICE "status-twice" Error;
    TAG_WITHOUT_VOCABULARY "tag-without-vocabulary" Warning;
    BAD_ORDER "bad-order" Error;
    RESULTS_AFTER_YEAR "results-after-year" Warning rule "L3-05";
    RESULTS_YEAR_EMPTY "results-year-empty" Warning rule "L3-05";
    ITEM_YEAR_ORDER "item-year-order" Warning rule "L3-05";
    // Schedule and indicators.
    SAME_MARK "same-mark" Warning;
    LINE_AND_COLUMN "line-and-column" Error;
    ARROW_IN_TEXT "arrow-in-text" Warning rule "L1-07";
    REASON_MISSING "reason-missing" Warning;
    UNIT_MISMATCH "unit-mismatch" Warning rule "L3-04";
    PERCENT_AS_FRACTION "percent-as-fraction" Warning rule "L3-04";
    BRACKETED_NUMBER "bracketed-number" Warning rule "L2-01";
    VALUE_IN_WORDS "value-in-words" Note rule "L2-01";
    NO_VALUES "no-values" Note rule "L1-09";
    RESULTS_NOT_FILLED "results-not-filled" Note rule "L1-09";
    RATINGS_NOT_FILLED "ratings-not-filled" Note rule "L1-09";
    // Changes of the plan.
    CHANGE_NO_ROW "change-no-row" Warning;
    UNKNOWN_SUCCESSOR "unknown-successor" Error;
    SUCCESSOR_CIRCLE "successor-circle" Warning;
    ID_REUSED "id-reused" Error;
    // Corrections.
    CONFIRMATION_CHANGED "confirmation-changed" Warning;
    CORRECTION_NO_CELL "correction-no-cell" Error;
    CORRECTION_NO_TEXT "correction-no-text" Error;
    CORRECTIONS_TOO_LONG "corrections-too-long" Error;
    // Limits of a workbook. They are reported when one is written.
    CELL_TOO_LONG "cell-too-long" Error;
    SHEET_NOT_WRITABLE "sheet-not-writable" Error;
}
