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
                let used = colours.of(name, Seen::alike(dark)).unwrap_or_else(|| panic!("no {name}"));
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
    let follows = format!("html {{ color-scheme: light dark; }} {dark}");
    assert_eq!(messages(&follows), Vec::<String>::new(), "grey on black can be read");
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

#[test]
fn a_dark_screen_is_no_dark_page() {
    // Without color-scheme a page stays light on a dark screen, and so do our surfaces.
    let css = ".machi-plan { --machi-plan-text: #000000; }\n@media (prefers-color-scheme: dark) { .machi-plan { --machi-plan-text: #ffffff; } }";
    let all = messages(css);
    assert_eq!(all.len(), 1, "{all:#?}");
    assert!(
        all[0].starts_with("2 --machi-plan-text（#ffffff）と--machi-plan-surface（#ffffff）"),
        "{all:#?}"
    );
    assert!(
        all[0].contains(JA.theme.light_on_dark) && all[0].contains("light-dark(#000000, #ffffff)"),
        "{all:#?}"
    );
    // Where the page says that it follows the screen, it is read.
    for (scheme, count) in
        [("light dark", 0), ("dark light", 0), ("normal", 1), ("only light", 1), ("dark", 1)]
    {
        let all = messages(&format!("html {{ color-scheme: {scheme} }} {css}"));
        assert_eq!(all.len(), count, "{scheme}: {all:#?}");
    }
    let both = format!(
        "{css} :root {{ color-scheme: light; }} @media (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; }} }}"
    );
    assert_eq!(messages(&both), Vec::<String>::new());
    let by_page = ".machi-plan { --machi-plan-text: light-dark(#000000, #ffffff); }";
    assert_eq!(messages(by_page), Vec::<String>::new());
}

#[test]
fn a_city_that_has_only_light_pages_says_so() {
    let black = ".machi-plan { --machi-plan-text: #000000; }";
    let found = check(black, &JA);
    assert!(found.is_dark_assumed && found.findings.len() == 1, "on dark pages");
    for scheme in ["light", "only light"] {
        let found = check(&format!("html {{ color-scheme: {scheme}; }} {black}"), &JA);
        assert_eq!((found.findings, found.is_dark_assumed), (Vec::new(), false), "{scheme}");
    }
    let all = messages(&format!("html {{ color-scheme: dark; }} {black}"));
    assert_eq!(all.len(), 1, "{all:#?}");
    // Of one part of a page this says nothing.
    assert_eq!(messages(&format!(".side {{ color-scheme: light; }} {black}")).len(), 1);
}

#[test]
fn one_declaration_has_one_example() {
    let css = ".machi-plan { --machi-plan-link: #888888; }";
    let all = messages(css);
    let examples: Vec<&str> =
        all.iter().map(|one| one.split_once("--machi-plan-link: ").unwrap().1).collect();
    assert!(all.len() == 2 && examples[0] == examples[1], "{all:#?}");
    let mended = format!(".machi-plan {{ --machi-plan-link: {}; }}", examples[0]);
    assert_eq!(messages(&mended), Vec::<String>::new());
}

#[test]
fn only_what_a_browser_takes_for_a_colour_is_one() {
    for value in [
        "red",
        "#abc",
        "#aabbccdd",
        "rgb(1 2 3)",
        "hsl(120deg 50% 50%)",
        "hwb(90 10% 10%)",
        "oklch(60% 0.1 20)",
    ] {
        assert!(Colour::read(value).is_some(), "{value}");
    }
    for value in [
        "abc",
        "aabbcc",
        "hsv(1 2% 3%)",
        "color(display-p3 1 0 0)",
        "color-mix(in srgb, red, blue)",
        "rgb(calc(1 + 2) 3 4)",
    ] {
        assert!(Colour::read(value).is_none(), "{value}");
    }
}
