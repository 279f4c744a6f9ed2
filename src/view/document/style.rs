//! The widget's style sheet, joined from the same parts in the same order as the file that the build makes.

use super::hold::{held, named};

macro_rules! parts {
    ($($name:literal)*) => { [$(($name, include_str!(concat!("../style/", $name)))),*] };
}

/// The parts by the names of their files. The build takes every file of the folder in the order of the names;
/// `tests/pages.rs` compares this list with the folder.
const PARTS: &[(&str, &str)] = &parts!(
    "10-base.css" "20-controls.css" "30-items.css" "40-item.css" "42-item-view.css" "45-strip.css" "48-page.css" "50-chart.css"
    "53-bars.css"
    "60-indicators.css" "61-results.css" "62-changes.css" "63-overview.css" "64-glance.css" "65-departments.css" "67-data.css" "70-print.css"
);

/// The text of `machi-plan.css` as we write it. The build only removes spaces.
///
/// ```
/// assert!(machi_plan::view::style_sheet().contains(".machi-plan"));
/// ```
pub fn style_sheet() -> String {
    named(PARTS.iter().map(|(_, text)| held(text) + "\n").collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rule of that kind makes the browser compute the style of every choice of every facet anew whenever a row is hidden.
    #[test]
    fn on_a_screen_nothing_about_the_controls_depends_on_what_is_in_them_or_beside_them() {
        for (name, text) in PARTS.iter().filter(|(name, _)| !name.contains("print")) {
            let of_controls =
                |rule: &&str| rule.contains("machi-plan-controls:has(") || rule.contains(":empty:has(");
            assert_eq!(text.lines().find(of_controls), None, "{name}");
        }
    }
}
