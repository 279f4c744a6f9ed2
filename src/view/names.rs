//! All names: classes, ids and `data-` attributes. The views write them and the widget reads them.

use crate::selection::View;

/// The class of the root, and the prefix of every other class.
pub const ROOT: &str = "machi-plan";
/// The block inside the root whose width decides the layout of everything.
pub const BODY: &str = "machi-plan-body";
/// The box for the controls, which the script adds. In the fragment it is empty, and the style sheet reserves its
/// height.
pub const CONTROLS: &str = "machi-plan-controls";
/// The box of one view.
pub const VIEW: &str = "machi-plan-view";
/// Parts that help only where several views follow each other. Once the controls show one view at a time, they are
/// removed.
pub const STATIC: &str = "machi-plan-static";
/// The content of a view and its conditions, where no table has a caption for them.
pub const CAPTION: &str = "machi-plan-caption";
/// The table of items.
pub const ITEMS: &str = "machi-plan-items";
/// The row of an item, which is a row group.
pub const ITEM: &str = "machi-plan-item";
/// The page of a department.
pub const DEPARTMENT: &str = "machi-plan-department";
/// The section of an item shown alone.
pub const ALONE: &str = "machi-plan-alone";
/// Its heading, which takes the focus.
pub const ALONE_NAME: &str = "machi-plan-alone-name";
/// The inside of an item.
pub const INSIDE: &str = "machi-plan-inside";
/// The part of a closed row that names where the query occurs.
pub const HITS: &str = "machi-plan-hits";
/// In that part, the words around a hit.
pub const EXCERPT: &str = "machi-plan-excerpt";
/// The line of an item with its permanent link.
pub const LINKS: &str = "machi-plan-links";
/// The box for the button that copies the permanent link.
pub const COPY: &str = "machi-plan-copy";
/// The box for the button that shares a view.
pub const SHARE: &str = "machi-plan-share";
/// The panel that the button opens.
pub const SHARED: &str = "machi-plan-shared";
/// The source of the plan and the link to all of it, where there are no controls.
pub const SOURCE: &str = "machi-plan-source";
/// A drawing.
pub const CHART: &str = "machi-plan-chart";
/// The chart of an indicator, its sentence and its table.
pub const FIGURE: &str = "machi-plan-figure";
/// The values of a series on the scale of their unit, and how the last two differ.
pub const TRACK: &str = "machi-plan-row";
/// The scale above the values of one unit.
pub const SCALE: &str = "machi-plan-scale";
/// The points of the values, and what they mean.
pub const POINTS: &str = "machi-plan-points";
/// The box for the buttons that save a chart.
pub const SAVE: &str = "machi-plan-save";
/// The text of the current point, below a chart.
pub const POINT: &str = "machi-plan-point";
/// The links around an item that is shown alone.
pub const AROUND: &str = "machi-plan-around";
/// The permanent link of an item, as text.
pub const PERMALINK: &str = "machi-plan-permalink";
/// A link from an item's row to the item shown alone.
pub const TO_ALONE: &str = "machi-plan-permalink machi-plan-to-alone";
/// The conditions of the state.
pub const CHIPS: &str = "machi-plan-chips";
/// The help where nothing matches.
pub const EMPTY: &str = "machi-plan-empty";
/// The sentence about the result.
pub const RESULT: &str = "machi-plan-result";
/// The button that shows the facets in a narrow container.
pub const FILTER: &str = "machi-plan-filter";
/// A facet.
pub const FACET: &str = "machi-plan-facet";
/// The box of the facets, and its attribute while that button hides it in a narrow container.
pub const FACET_BOX: &str = "machi-plan-facets";
/// See [`FACET_BOX`].
pub const DATA_FOLDED: &str = "data-folded";
/// The button that prints the selection.
pub const PRINT: &str = "machi-plan-print";
/// The button behind the facets that leads to the result.
pub const TO_RESULT: &str = "machi-plan-to-result";
/// The sentence that counts what items say of the chosen years.
pub const SAID: &str = "machi-plan-said";
/// The live region. It reads out the same sentence after the reader stops typing.
pub const LIVE: &str = "machi-plan-live";
/// The part after the rows: a button for more rows, or the help where no row matches.
pub const TAIL: &str = "machi-plan-tail";
/// A value of a facet with its tick and its count.
pub const CHOICE: &str = "machi-plan-choice";
/// A count beside a value of a facet.
pub const COUNT: &str = "machi-plan-count";
/// The box of the downloads. The script fills it, because only the script can make files.
pub const DOWNLOADS: &str = "machi-plan-downloads";
/// The current content of the download of the selection.
pub const SELECTED: &str = "machi-plan-selected";
/// A message above, or instead of, the content of the element.
pub const MESSAGE: &str = "machi-plan-message";
/// The mark of the current fiscal year. It is hidden until the browser knows the date.
pub const TODAY: &str = "machi-plan-today";
/// The head cell of an item's row, with its link.
pub const NAME: &str = "machi-plan-name";
/// The row of an item that holds its inside.
pub const INSIDE_ROW: &str = "machi-plan-inside-row";
/// The rows above an item, or other small text under a name in the same cell.
pub const PATH: &str = "machi-plan-path";
/// The marks and the vocabularies of an item, under its name.
pub const MARKS: &str = "machi-plan-marks";
/// A table of values. A stacked one is laid out as a block for each row in a narrow container.
pub(super) fn values_class(stacked: bool) -> &'static str {
    if stacked { "machi-plan-values machi-plan-stacked" } else { "machi-plan-values" }
}
/// A remark of the package.
pub const NOTE: &str = "machi-plan-note";
/// The departments of an item.
pub const DEPARTMENT_LIST: &str = "machi-plan-department-list";
/// The mark of the department that leads.
pub const LEAD: &str = "machi-plan-lead";
/// The link between an item and the item that it repeats.
pub const REPOST_OF: &str = "machi-plan-repost-of";
/// The result of a year in the strip of the schedule.
pub const STRIP_RESULT: &str = "machi-plan-strip-result";
/// The years of an item as a thin bar.
pub const THIN: &str = "machi-plan-thin";
/// The part of an item in 年次計画 that says the chosen years, in a narrow container.
pub const OF_YEARS: &str = "machi-plan-of-years";
/// The outline as nested lists.
pub const TREE: &str = "machi-plan-tree";
/// A row of the tree: its name and the links to the items under it.
pub const TREE_ROW: &str = "machi-plan-tree-row";
/// The sentences about missing parts of the document.
pub const GAPS: &str = "machi-plan-gaps";
/// The content of the view of results, which is written again for every selection.
pub const RESULTS: &str = "machi-plan-results";
/// The content of the view of changes, which is written again for every selection.
pub const CHANGES: &str = "machi-plan-changes";
/// The content of the view that shows the plan at a glance, which is written again for every selection.
pub const GLANCE: &str = "machi-plan-glance";
/// What its cells mean, to the eye.
pub const LEGEND: &str = "machi-plan-legend";
/// A year above its cells, to the eye.
pub const YEAR_ABOVE: &str = "machi-plan-year-above";
/// The values that the widget computes, and how.
pub const RULES: &str = "machi-plan-rules";
/// The western year beside the fiscal year.
pub const WESTERN: &str = "machi-plan-western";
/// For screen readers only.
pub const HIDDEN: &str = "machi-plan-visually-hidden";

/// The id of the plan, on the root.
pub const DATA_PLAN: &str = "data-plan";
/// When the package was last changed, on the root.
pub const DATA_UPDATED: &str = "data-updated";
/// The fingerprint of the compiled plan, on the root.
pub const DATA_FINGERPRINT: &str = "data-fingerprint";
/// The view: on the root the current one; also on the box of each view and on the buttons that choose one.
pub const DATA_VIEW: &str = "data-view";
/// The views in the fragment, on a root that has several.
pub const DATA_VIEWS: &str = "data-views";
/// The heading level, on the root.
pub const DATA_HEADING_LEVEL: &str = "data-heading-level";
/// The address of the site of pages, on the root.
pub const DATA_SITE: &str = "data-site";
/// The name, on the root.
pub const DATA_NAME: &str = "data-name";
/// The id of an item, on its row and on its parts elsewhere.
pub const DATA_ITEM: &str = "data-item";
/// The id of an indicator, on its figure. Where several share a figure, it is the first.
pub const DATA_INDICATOR: &str = "data-indicator";
/// The name of a department, on its page.
pub const DATA_DEPARTMENT: &str = "data-department";
/// The key of the view state that a control sets.
pub const DATA_KEY: &str = "data-key";
/// The value that a control sets or removes.
pub const DATA_VALUE: &str = "data-value";
/// The index of the facet whose choices a field narrows, around that field.
pub const DATA_FACET: &str = "data-facet";
/// The action of a button or a link: a [`super::Verb`].
pub const DATA_DO: &str = "data-do";

/// The id of the box of a view in a fragment with several views. It is also the view's address: a link to it scrolls
/// there without the script, and shows the view with it.
pub fn view_id(name: &str, view: View) -> String {
    format!("{name}?view={}", view.name())
}

/// The id of an item's row, which is its permanent link.
pub fn item_id(name: &str, item: &str) -> String {
    format!("{name}-item-{item}")
}

/// The address of an item's row. In an address `;` parts widgets, `?` begins a state, and `%` a byte. A browser finds the id
/// without the script too, because it decodes the address.
pub fn item_link(name: &str, item: &str) -> String {
    let mut link = "#".to_owned();
    for sign in item_id(name, item).chars() {
        match sign {
            ';' => link.push_str("%3B"),
            '?' => link.push_str("%3F"),
            '%' => link.push_str("%25"),
            _ => link.push(sign),
        }
    }
    link
}
