//! Protects the widget's style sheet against the style sheet of the page around it.
//!
//! A municipal page has rules such as `#main td { … }`, meant for its own tables. So each of our selectors gets the
//! weight of four ids, and the properties of the form (display, sizes, padding, borders, the focus ring) are
//! `!important`. Properties that a reader or a switcher of the page sets for everything with `!important` still win:
//! colours, type, and the distances of lines, letters and words. A rule whose selectors begin with the name of the
//! element, or with `:where` of it, stays as it is: the page may override it.
//!
//! The build compiles this file too, by its path, so it uses nothing from the library.

/// Matches every element. Its weight is that of its argument.
const WEIGHT: &str = ":not(#_#_#_#_)";

/// Beginnings of the names of properties that the page, or its reader, may set for everything.
const YIELDING: [&str; 13] = [
    "--",
    "accent-color",
    "all",
    "background",
    "color",
    "cursor",
    "font",
    "letter-spacing",
    "line-height",
    "margin",
    "scroll-margin",
    "text-decoration",
    "word-spacing",
];

/// The beginnings of rules that stay as they are.
const FREE: [&str; 2] = ["machi-plan", ":where(machi-plan"];

/// The style sheet with its weights. It is our own, so its strings contain no brace, semicolon or comma.
pub fn held(sheet: &str) -> String {
    let mut held = String::with_capacity(sheet.len() * 5 / 4);
    let mut rest = sheet;
    while let Some(comment) = rest.find("/*") {
        let end = rest[comment..].find("*/").map_or(rest.len(), |end| comment + end + 2);
        rules(&mut held, &rest[..comment]);
        rest = &rest[end..];
    }
    rules(&mut held, rest);
    held
}

/// Adds a stretch without comments. Each piece ends where a block begins or ends, or where a declaration ends.
fn rules(held: &mut String, stretch: &str) {
    let mut free = false;
    for piece in stretch.split_inclusive(['{', '}', ';']) {
        let text = piece.trim_end_matches(['{', '}', ';']);
        match piece.chars().next_back() {
            Some('{') if !text.trim_start().starts_with('@') => {
                free = FREE.iter().any(|beginning| text.trim_start().starts_with(beginning));
                held.push_str(&if free { text.to_owned() } else { weighed(text) });
            }
            Some('}' | ';') if !free && !yields(text) => {
                held.push_str(text.trim_end());
                held.push_str(" !important");
            }
            _ => held.push_str(text),
        }
        held.push_str(&piece[text.len()..]);
    }
}

/// The style sheet with a name that is made of its text, as a property of the element. A script that finds its own name has no
/// need of a second sheet: that would compute the style of every element again.
pub fn named(sheet: String) -> String {
    // FNV-1a.
    let hash = sheet
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{sheet}machi-plan{{--machi-plan-sheet:x{hash:016x}}}\n")
}

fn yields(declaration: &str) -> bool {
    let declaration = declaration.trim();
    declaration.is_empty()
        || declaration.ends_with("!important")
        || YIELDING.iter().any(|name| declaration.starts_with(name))
}

/// The selectors of a rule, each with the weight before it.
fn weighed(selectors: &str) -> String {
    let mut depth = 0_u32;
    let between = |letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ',' && depth == 0
    };
    let weighed = selectors.split(between).map(|selector| {
        let bare = selector.trim_start();
        format!("{}{WEIGHT}{bare}", &selector[..selector.len() - bare.len()])
    });
    weighed.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{held, named};

    #[test]
    fn another_sheet_has_another_name() {
        let [one, other] = ["a{}", "b{}"].map(|sheet| named(sheet.to_owned()));
        assert!(one.starts_with("a{}machi-plan{--machi-plan-sheet:x") && one.ends_with("}\n"), "{one}");
        assert_ne!(one[3..], other[3..]);
    }

    #[test]
    fn selectors_outweigh_the_page_and_layout_properties_are_important() {
        for (sheet, expected) in [
            (
                ".a, .b :is(td, th) { color: red; padding: 0 }",
                ":not(#_#_#_#_).a, :not(#_#_#_#_).b :is(td, th) { color: red; padding: 0 !important}",
            ),
            (
                "@media print { .a { display: none; } }",
                "@media print { :not(#_#_#_#_).a { display: none !important; } }",
            ),
            (":where(machi-plan, .a) { --x: 1; }", ":where(machi-plan, .a) { --x: 1; }"),
            (
                "machi-plan:where(.b) { display: block; } .a { top: 0; }",
                "machi-plan:where(.b) { display: block; } :not(#_#_#_#_).a { top: 0 !important; }",
            ),
            ("/* a; b { */.a{all:revert}", ":not(#_#_#_#_).a{all:revert}"),
        ] {
            assert_eq!(held(sheet), expected);
        }
    }
}
