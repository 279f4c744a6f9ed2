//! What the check says of style sheets.

use super::*;
use crate::locale::JA;

fn messages(css: &str) -> Vec<String> {
    let findings = check(css, &JA).findings.into_iter();
    findings
        .map(|one| format!("{} {}{}", one.line, if one.is_error { "" } else { "(" }, one.message))
        .collect()
}

/// Every pair of our own colours, also where a city names them again.
#[test]
fn our_own_colours_can_be_read() {
    let ours = Sheet::read(&style_sheet());
    let colours = Colours { ours: &ours, city: &Sheet::default(), rules: Vec::new() };
    for (name, grounds, least) in PAIRS {
        for (ground, dark) in grounds.iter().flat_map(|ground| [(*ground, false), (*ground, true)]) {
            let [front, under] = [name, ground].map(|name| {
                let used = colours.of(name, dark).unwrap_or_else(|| panic!("no {name}"));
                Colour::read(&used.value).unwrap_or_else(|| panic!("{name}: {}", used.value))
            });
            let ratio = contrast(front.on(under), under);
            assert!(ratio >= least, "{name} on {ground}: {ratio}, dark: {dark}");
        }
    }
    let focus = format!("outline:4pxsolidlight-dark({},{})", FOCUS[0], FOCUS[1]);
    let sheet: String = style_sheet().chars().filter(|c| !c.is_whitespace()).collect();
    assert!(sheet.contains(&focus), "the ring of the focus");
}

#[test]
fn every_colour_that_the_documentation_names_is_compared() {
    let page = include_str!("../../docs/api.md");
    let list = page.split("`--machi-plan-text`").nth(1).unwrap().split("\n\n").next().unwrap();
    for name in list.split("`--machi-plan-").skip(1).map(|rest| rest.split('`').next().unwrap()) {
        assert!(is_known(name) || OTHERS.contains(&name), "{name}");
    }
}

#[test]
fn a_pair_that_is_too_faint_is_named_with_line_ratio_and_a_colour_that_is_enough() {
    let css = ".machi-plan {\n  --machi-plan-link: light-dark(#6699ff, #9db7f9);\n}";
    let all = messages(css);
    assert_eq!(all.len(), 1, "of surface, heads and soft grounds the worst: {all:#?}");
    assert!(all[0].starts_with("2 --machi-plan-link（#6699ff）と--machi-plan-head（#e6e6e6）"), "{}", all[0]);
    assert!(all[0].contains("2.22") && all[0].contains("4.5"), "{}", all[0]);
    // The proposed value is enough on all of them, and keeps the colour of dark pages.
    let value = all[0].rsplit("--machi-plan-link: ").next().unwrap();
    assert!(value.ends_with(", #9db7f9)"), "{value}");
    assert_eq!(messages(&format!(".machi-plan {{ --machi-plan-link: {value}; }}")), Vec::<String>::new());
}

#[test]
fn a_ground_is_compared_with_all_that_stands_on_it_and_with_the_focus() {
    let all = messages("machi-plan { --machi-plan-surface: #555555 }");
    let of = |name: &str| all.iter().filter(|one| one.contains(name)).count();
    assert!(of("--machi-plan-text（#333333）") == 1 && of("--machi-plan-link（#00118f）") == 1, "{all:#?}");
    assert_eq!(of(JA.theme.focus), 1, "black on #555555 is 2.81 on a light page: {all:#?}");
    assert!(
        messages("machi-plan { --machi-plan-surface: #ffffff80 }").iter().any(|one| one.contains("半透明"))
    );
}

#[test]
fn schemes_media_and_rules_are_kept_apart() {
    let faint = "--machi-plan-muted: #aaaaaa;";
    let dark = format!("@media (prefers-color-scheme: dark) {{ .machi-plan {{ {faint} }} }}");
    assert_eq!(messages(&dark), Vec::<String>::new(), "grey on black can be read");
    let named = format!("[data-theme=dark] .machi-plan {{ {faint} }}");
    assert_eq!(messages(&named), Vec::<String>::new());
    assert_eq!(messages(&format!(".machi-plan {{ {faint} }}")).len(), 1, "on light pages");
    // Two rules for two departments do not answer for each other.
    let two = "#a .machi-plan { --machi-plan-head: #222222; --machi-plan-text: #ffffff; --machi-plan-surface: #222222; --machi-plan-soft: #222222; --machi-plan-mark: #222222; }
        #b .machi-plan { --machi-plan-text: #000000; }";
    let ours = messages(two);
    assert!(ours.iter().all(|one| !one.contains("--machi-plan-text（#ffffff）")), "{ours:#?}");
    assert!(
        ours.iter().any(|one| one.starts_with("2 --machi-plan-text（#000000）")),
        "on dark pages: {ours:#?}"
    );
    assert_eq!(messages(&format!("@media print {{ .machi-plan {{ {faint} }} }}")), Vec::<String>::new());
}

#[test]
fn names_of_the_sheet_are_followed_and_what_is_no_colour_is_named() {
    let css = ":root { --city: #99ccff; } .machi-plan { --machi-plan-accent: var(--city); /* --machi-plan-text: red; */ }";
    assert_eq!(messages(css).len(), 1, "on light pages: {:#?}", messages(css));
    let lost = messages(".machi-plan { --machi-plan-text: var(--nowhere); --machi-plan-line-1: bleu; }");
    assert!(
        lost.iter().any(|one| one.contains("bleu")) && lost.iter().any(|one| one.contains("--nowhere")),
        "{lost:#?}"
    );
    assert_eq!(
        messages(".machi-plan { --machi-plan-text: var(--a); } :root { --a: var(--b); --b: var(--a); }")
            .len(),
        1,
        "a circle has an end"
    );
}

#[test]
fn what_has_no_effect_and_what_takes_forced_colours_away_is_said() {
    let all = messages(
        "body { --machi-plan-text: #000000; }\n.machi-plan { --machi-plan-texte: #000000; forced-color-adjust: none; }",
    );
    assert_eq!(all.len(), 3, "{all:#?}");
    assert!(
        all[0].starts_with("1 (--machi-plan-text")
            && all[1..].iter().any(|one| one.starts_with("2 (--machi-plan-texte"))
    );
    assert!(all.iter().any(|one| one.starts_with("2 「.machi-plan」")), "{all:#?}");
    assert!(messages("body { forced-color-adjust: none; }").is_empty(), "the page's own affair");
    // The series have no value of ours on the element, so a page may set them anywhere.
    assert_eq!(messages(":root { --machi-plan-line-1: #000000; }").len(), 1, "black on a dark page");
}

#[test]
fn any_text_is_read_to_its_end() {
    for css in [
        "",
        "{",
        "}",
        "a{",
        "@media",
        "--machi-plan-text: red",
        "a{--machi-plan-text:",
        "a{b:url(",
        "/*",
        "\"",
        "a{{{{}}}",
    ] {
        check(css, &JA);
    }
}
