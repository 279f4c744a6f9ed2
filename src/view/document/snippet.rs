//! The code that an officer pastes into the pages of the city.

use maud::html;

use crate::locale::Locale;
use crate::plan::Plan;
use crate::view::{ViewSpec, glance, indicators, item_view, results};

/// The folder on the city's server for all files of a plan, unless the officer chooses another.
const FOLDER: &str = "/machi-plan/";

/// Code to paste, and the addresses in it.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct Snippet {
    /// The folder of `machi-plan.js` and `machi-plan.css`, with `/` at its end; empty for the folder of the page.
    pub folder: String,
    /// The address of the self-contained page.
    pub page: String,
    /// The lines for the `head` of every page.
    pub head: String,
    /// A line for the `head` of the one page with the plan, so that the browser fetches the plan file together with the
    /// script; `None` where the script contains the plan.
    pub preload: Option<String>,
    /// The element for the text of an article.
    pub element: String,
    /// A mark that the script replaces by the element, for editors that drop unknown elements.
    pub mark: String,
    /// Elements that each show one thing, without controls.
    pub alone: Alone,
}

/// For each kind of thing the element that shows it alone. An officer puts in the number of another item.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct Alone {
    /// The plan at a glance.
    pub glance: String,
    /// The results of the year.
    pub results: String,
    /// The first item; `None` in a plan without any.
    pub item: Option<String>,
    /// The first indicator.
    pub indicator: Option<String>,
}

/// The address that the officer's page proposes for the plan file with this name.
pub fn proposed_address(plan_file: &str) -> String {
    format!("{FOLDER}{plan_file}")
}

/// The code for a plan whose plan file has this address; empty where the script contains the plan. The other files of
/// the plan are in the same folder, the self-contained page as `page_file`.
///
/// ```
/// use machi_plan::{locale::JA, plan::Plan, view::snippet};
/// let mut plan = Plan::default();
/// plan.about.id = "machi".to_owned();
/// let snippet = snippet(&plan, "machi.html", "/files/machi.txt?v=2", &JA);
/// assert_eq!((snippet.folder.as_str(), snippet.page.as_str()), ("/files/", "/files/machi.html"));
/// assert!(snippet.element.contains("<machi-plan src=\"/files/machi.txt?v=2\"><p><a href=\"/files/machi.html\">"));
/// ```
pub fn snippet(plan: &Plan, page_file: &str, address: &str, locale: &Locale) -> Snippet {
    let folder = if address.is_empty() { FOLDER } else { folder_of(address) };
    let page = format!("{folder}{page_file}");
    let src = Some(address).filter(|address| !address.is_empty());
    let id = src.is_none().then_some(&plan.about.id);
    let link = html! { p { a href=(page) { (locale.print.read_as_table) } } };
    let style = html! { link rel="stylesheet" href={ (folder) "machi-plan.css" }; };
    let script = html! { script src={ (folder) "machi-plan.js" } defer {} };
    let preload = |src| html! { link rel="preload" href=(src) as="fetch" crossorigin; }.into_string();
    let element = html! { machi-plan plan=[id] src=[src] { (link) } };
    let alone = |spec: &ViewSpec, key: &str, value: Option<&str>| {
        let (item, indicator) = (value.filter(|_| key == "item"), value.filter(|_| key == "indicator"));
        let element = html! {
            machi-plan plan=[id] src=[src] view=(spec.view.name()) item=[item] indicator=[indicator] controls="none" { (link) }
        };
        element.into_string()
    };
    let first_item = plan.items.first().map(|item| item.id.as_str());
    let first_indicator =
        plan.items.iter().flat_map(|item| &item.indicators).next().map(|row| row.id.as_str());
    let alone = Alone {
        glance: alone(&glance::SPEC, "", None),
        results: alone(&results::SPEC, "", None),
        item: first_item.map(|id| alone(&item_view::SPEC, "item", Some(id))),
        indicator: first_indicator.map(|id| alone(&indicators::SPEC, "indicator", Some(id))),
    };
    let mark = html! { div class="machi-plan" data-plan=[id] data-src=[src] { (link) } };
    Snippet {
        head: format!("{}\n{}", style.into_string(), script.into_string()),
        preload: src.map(preload),
        // A classic editor wraps an element in a paragraph unless a box is around it.
        element: format!("<div>\n{}\n</div>", element.into_string()),
        mark: mark.into_string(),
        alone,
        folder: folder.to_owned(),
        page,
    }
}

/// The part of an address up to its last `/`, without query and fragment.
fn folder_of(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rfind('/').map_or("", |end| &path[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::JA;

    #[test]
    fn the_code_names_the_plan_or_its_file_and_the_files_beside_it() {
        let mut plan = Plan::default();
        plan.about.id = "machi".to_owned();
        assert_eq!(proposed_address("machi.txt"), "/machi-plan/machi.txt");
        let inside = snippet(&plan, "machi.html", "", &JA);
        assert_eq!(
            (inside.folder.as_str(), inside.page.as_str()),
            ("/machi-plan/", "/machi-plan/machi.html")
        );
        assert!(
            inside
                .element
                .starts_with("<div>\n<machi-plan plan=\"machi\"><p><a href=\"/machi-plan/machi.html\">")
        );
        assert!(inside.mark.starts_with("<div class=\"machi-plan\" data-plan=\"machi\"><p>"));
        assert_eq!(
            inside.head,
            "<link rel=\"stylesheet\" href=\"/machi-plan/machi-plan.css\">\n\
             <script src=\"/machi-plan/machi-plan.js\" defer></script>"
        );
        assert_eq!(inside.preload, None);
        let glance = "<machi-plan plan=\"machi\" view=\"glance\" controls=\"none\"><p><a";
        assert!(inside.alone.glance.starts_with(glance), "{}", inside.alone.glance);
        assert_eq!((&inside.alone.item, &inside.alone.indicator), (&None, &None));
        let beside = snippet(&plan, "machi.html", "machi.txt", &JA);
        assert_eq!((beside.folder.as_str(), beside.page.as_str()), ("", "machi.html"));
        let line = "<link rel=\"preload\" href=\"machi.txt\" as=\"fetch\" crossorigin>";
        assert_eq!(beside.preload.as_deref(), Some(line));
        let strange = snippet(&plan, "machi.html", "https://a.example/R6/a.txt?v=1/2&lt;\"", &JA);
        assert_eq!(strange.folder, "https://a.example/R6/");
        assert!(strange.mark.contains("data-src=\"https://a.example/R6/a.txt?v=1/2&amp;lt;&quot;\""));
    }
}
