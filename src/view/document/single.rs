//! One HTML file with the whole widget. It works opened from a disk, sent by mail or put on any server.

use maud::{Markup, PreEscaped, html};

use super::{Document, inline, style_sheet};
use crate::locale::Locale;
use crate::plan::Plan;
use crate::planfile;
use crate::selection::Prepared;
use crate::view::{FragmentOptions, finish, fragment};

/// The id of the element with the plan file. The widget's `src` is this id after a `#`.
pub const DATA_BLOCK: &str = "machi-plan-data";

const PAGE: &str = include_str!("page.css");
/// Without the script nothing fills the box of the controls. So it keeps no room, and the links above it keep their own.
const STATIC: &str = "\
.machi-plan .machi-plan-controls:empty { display: none !important; }
.machi-plan .machi-plan-jumps { block-size: auto !important; margin: 0 0 1.5em !important; }
";

/// The fragment for a saved page. It is made from the plan's own plan file, so that the script adopts it.
///
/// ```
/// use machi_plan::{locale::JA, plan::Plan, view::{FragmentOptions, fragment_file}};
/// let file = fragment_file(&Plan::default(), &JA, &FragmentOptions::default());
/// assert!(file.starts_with("<machi-plan ") && file.ends_with("</machi-plan>\n"));
/// ```
pub fn fragment_file(plan: &Plan, locale: &Locale, options: &FragmentOptions) -> String {
    finish(locale, unfinished(plan, locale, options)).into_string() + "\n"
}

/// The fragment with the plan file's fingerprint.
pub(super) fn unfinished(plan: &Plan, locale: &Locale, options: &FragmentOptions) -> Markup {
    let file = planfile::write(plan);
    fragment(&Prepared::new(plan.clone()), fingerprint(&file), locale, options)
}

/// The fingerprint of a plan file that was written just now. Without it the fragment would still work, but the script
/// would not adopt it.
fn fingerprint(file: &str) -> &str {
    planfile::read_head(file.as_bytes()).map_or("", |head| head.fingerprint)
}

/// The plan as one self-contained HTML file: the style is inside, it requests nothing from a server, and it has its
/// own Content-Security-Policy. Without a script the page is static and complete. With the text of `machi-plan.js` it
/// is the widget, and it contains the plan file too.
///
/// The page sets `src` of the options itself. A page needs its heading at level 1: see
/// [`FragmentOptions::heading_level`]. The error is a sentence: the page cannot contain the text of this script.
///
/// ```
/// use machi_plan::{locale::JA, plan::Plan, view::{FragmentOptions, single_page}};
/// let page = single_page(&Plan::default(), &JA, &FragmentOptions::default(), None).unwrap();
/// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<machi-plan "));
/// ```
pub fn single_page(
    plan: &Plan,
    locale: &Locale,
    options: &FragmentOptions,
    script: Option<&str>,
) -> Result<String, String> {
    let file = planfile::write(plan);
    let refused = || locale.print.script_refused.to_owned();
    let script = script.map(|text| inline(text, "script").ok_or_else(refused)).transpose()?;
    let more = if script.is_some() { "" } else { STATIC };
    let style = inline(&(style_sheet() + PAGE + more), "style").ok_or_else(refused)?;
    let prepared = Prepared::new(plan.clone());
    let src = script.as_ref().map(|_| format!("#{DATA_BLOCK}"));
    let options = FragmentOptions { src, all_views: true, ..options.clone() };
    let body = html! {
        main { (fragment(&prepared, fingerprint(&file), locale, &options)) }
        @if script.is_some() {
            // A plan file contains no `<`, so no text of a plan can end the element.
            script type="application/json" id=(DATA_BLOCK) { (PreEscaped(&file)) }
        }
    };
    let about = &prepared.plan.about;
    let title = [about.title.as_str(), about.municipality.as_str()];
    let title: Vec<&str> = title.into_iter().filter(|part| !part.is_empty()).collect();
    let document =
        Document { locale, title: &title.join("｜"), style: &style, script: script.as_deref(), body };
    Ok(document.markup().into_string() + "\n")
}
