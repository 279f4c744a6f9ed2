//! The names that the JavaScript of the script shares with Rust, as a module of constants. The build writes it beside
//! the glue of wasm-bindgen, so each of these names is written once, in Rust.

use super::Code;
use crate::list::List;
use crate::planfile::{MAX_BYTES, MAX_LIST, shape};
use crate::selection::{MOST_VALUES, ViewState};
use crate::view::{self, Verb};

/// The attributes of the element beside the keys of a state.
pub const SETTINGS: [&str; 4] = ["plan", "src", "heading-level", "controls"];

/// Each constant with its value and its type for `tsc`.
///
/// ```
/// let names = machi_plan::model::names_for_script();
/// assert!(names.contains("export const STATE = [\"view\", \"item\", "));
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
        class(view::POINT),
        format!(".{} button", view::TAIL),
        class(view::EMPTY),
    ];
    let constants = [
        ("The keys of a state, which are attributes of the element.", "STATE", list(&ViewState::KEYS)),
        ("The attributes of the element.", "ATTRIBUTES", list(&attributes)),
        ("The most bytes of a plan file that are read.", "MAX_BYTES", MAX_BYTES.to_string()),
        ("The most entries of a list in an object of the page.", "MAX_LIST", MAX_LIST.to_string()),
        ("The most values of a key of a state.", "MAX_VALUES", MOST_VALUES.to_string()),
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
