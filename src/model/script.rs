//! The names that the JavaScript of the script shares with Rust, as a module of constants. The build writes it beside
//! the glue of wasm-bindgen, so each name is written only once, in Rust.

use super::{Code, EventKind};
use crate::list::List;
use crate::locale::{LANGUAGES, Locale};
use crate::planfile::{MAX_BYTES, MAX_LISTED, MAX_LISTED_TOGETHER, MOST_BYTES, shape};
use crate::selection::{LANG, MOST_VALUES, ViewState};
use crate::view::{self, Verb};

/// The attributes of the element beside the keys of a state.
pub const SETTINGS: [&str; 8] =
    ["plan", "src", "heading-level", "controls", "languages", "autostart", "max-bytes", "site"];

/// The most characters of an attribute, a field or a text of a state that are read. No condition is so long.
const MAX_TEXT: usize = 100_000;
/// The most characters of one of several values of a key.
const MAX_VALUE: usize = 1_000;
/// The most characters of an `id` that names an element.
const MAX_NAME: usize = 200;

/// How many hits of a query are marked in a widget. A browser updates each mark at every change of the page. With all
/// rows open, a query of a few frequent letters would have a hundred thousand. The rows beyond the limit are still
/// readable.
pub const MOST_MARKS: u32 = 5_000;

/// How many changes of state may follow from one, each as an answer to the previous one.
pub const MAX_TURNS: u32 = 20;

/// Each constant with its value and its type for `tsc`.
///
/// ```
/// let names = machi_plan::model::names_for_script();
/// assert!(names.contains("export const STATE = [\"view\", \"item\", "));
/// assert!(names.contains("export const NO_NAME = /^$|.{201}|[\\s\\p{Cc}\\p{Cs}]/su;"));
/// assert!(names.contains("export const UNKNOWN_PLAN = \"unknown-plan\";"));
/// ```
pub fn names_for_script() -> String {
    let quoted = |text: &str| format!("\"{text}\"");
    let class = |name: &str| format!(".{name}");
    let list = |names: &[&str]| format!("[{}]", names.iter().map(|name| quoted(name)).list().join(", "));
    let attributes = [&ViewState::KEYS[..], &SETTINGS].concat();
    let shown = format!(".{}:not([hidden]) [hidden]:not(.{}, .{})", view::VIEW, view::TODAY, view::ALONE);
    let script_only = [
        class(view::CONTROLS),
        class(view::DOWNLOADS),
        class(view::COPY),
        class(view::SAVE),
        class(view::SHARE),
        class(view::SHARED),
        class(view::POINT),
        format!(".{} button", view::TAIL),
        class(view::EMPTY),
    ];
    let events = EventKind::ALL.into_iter().filter(|kind| kind.bubbles()).map(EventKind::name).list();
    // White space and control characters change in markup and in lists of ids, and half a surrogate pair is no
    // character.
    let no_name = format!("/^$|.{{{}}}|[\\s\\p{{Cc}}\\p{{Cs}}]/su", MAX_NAME + 1);
    let constants = [
        ("The keys of a state, which are attributes of the element.", "STATE", list(&ViewState::KEYS)),
        ("The attributes of the element.", "ATTRIBUTES", list(&attributes)),
        ("The key of the language, which is HTML's own attribute.", "LANG", quoted(LANG)),
        ("The languages of the script: what each is called, and its tag.", "LANGUAGES", languages()),
        ("The events that the element listens to.", "EVENTS", list(&events)),
        ("The most bytes of a plan file that are read.", "MAX_BYTES", MAX_BYTES.to_string()),
        ("The most that a page can allow.", "MOST_BYTES", MOST_BYTES.to_string()),
        ("The most entries of a list inside a row.", "MAX_LISTED", MAX_LISTED.to_string()),
        ("The most entries of all of them.", "MAX_LISTED_TOGETHER", MAX_LISTED_TOGETHER.to_string()),
        ("The most values of a key of a state.", "MAX_VALUES", MOST_VALUES.to_string()),
        ("The most characters of a text of the page.", "MAX_TEXT", MAX_TEXT.to_string()),
        ("The most characters of one of several values.", "MAX_VALUE", MAX_VALUE.to_string()),
        ("Finds an `id` that cannot be a name.", "NO_NAME", no_name),
        ("The keys of a plan: see `planfile::shape`.", "SHAPE", shape()),
        (
            "The code of a plan that the script does not have.",
            "UNKNOWN_PLAN",
            quoted(Code::UnknownPlan.name()),
        ),
        ("The code of a program that stopped.", "STOPPED", quoted(Code::Stopped.name())),
        ("Finds the buttons that sort.", "SORT_BUTTONS", quoted(&Verb::Sort.selector())),
        ("Finds what only the program can work.", "SCRIPT_ONLY", quoted(&script_only.join(", "))),
        ("Finds what the program hid in the view that is shown.", "HIDDEN_PARTS", quoted(&shown)),
    ];
    constants.map(|(what, name, value)| format!("/** {what} */\nexport const {name} = {value};\n")).concat()
}

fn languages() -> String {
    let names = |locale: &&Locale| format!("[\"{0}\", \"{1}\"], [\"{1}\", \"{1}\"]", locale.key, locale.lang);
    format!("new Map([{}])", LANGUAGES.iter().map(names).list().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::selection::LONGEST_QUERY;

    #[test]
    fn the_bounds_that_pages_are_told_are_those_of_the_code() {
        for row in [
            format!("| 計画ファイル | {MAX_BYTES}バイト。`max-bytes` で{MOST_BYTES}バイトまで |"),
            format!(
                "| 1つの行の中に並ぶ値（担当部署、別名、重点、分類、年度ごとの値など） | {MAX_LISTED}個 |"
            ),
            format!("| 行の中に並ぶ値（資料の表のセルも） | 合わせて{MAX_LISTED_TOGETHER}個 |"),
            format!("| `planData` の文字 | 合わせて{MAX_BYTES}字"),
            format!("| `state` の配列 | 1つに{MOST_VALUES}個、1個は{MAX_VALUE}字 |"),
            format!("| `state` の文字列、属性、入力欄 | {MAX_TEXT}字 |"),
            format!("| `q` | {LONGEST_QUERY}字、20語 |"),
            format!("| 検索の印 | {MOST_MARKS}か所 |"),
            format!("| 要素の `id` | {MAX_NAME}字。"),
            format!("| 変更に答える変更 | 続けて{MAX_TURNS}回 |"),
        ] {
            assert!(include_str!("../../docs/api.md").contains(&row), "{row}");
        }
    }
}
