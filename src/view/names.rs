//! One file of names: classes, ids and `data-` attributes, used by the views that write them and the
//! widget that reads them.

use crate::selection::View;

/// The class of the root, and the prefix of every other class.
pub const ROOT: &str = "machi-plan";
/// The block inside the root that is measured: everything is laid out by its width.
pub const BODY: &str = "machi-plan-body";
/// The box into which the script puts its controls; empty in the fragment, its height reserved by the style sheet.
pub const CONTROLS: &str = "machi-plan-controls";
/// The box of one view.
pub const VIEW: &str = "machi-plan-view";
/// What helps only where several views stand below each other: taken away once the controls show one at a time.
pub const STATIC: &str = "machi-plan-static";
/// What a view shows and under which conditions, where no table says it in its caption.
pub const CAPTION: &str = "machi-plan-caption";
/// The table of items.
pub const ITEMS: &str = "machi-plan-items";
/// The row of an item: a row group of its own.
pub const ITEM: &str = "machi-plan-item";
/// The page of a department.
pub const DEPARTMENT: &str = "machi-plan-department";
/// The section of an item that stands alone.
pub const ALONE: &str = "machi-plan-alone";
/// Its heading, which takes the focus.
pub const ALONE_NAME: &str = "machi-plan-alone-name";
/// The inside of an item.
pub const INSIDE: &str = "machi-plan-inside";
/// Where a closed row says where the query stands in it.
pub const HITS: &str = "machi-plan-hits";
/// Where a button that copies the permanent link belongs.
pub const COPY: &str = "machi-plan-copy";
/// A drawing.
pub const CHART: &str = "machi-plan-chart";
/// The chart of an indicator, its sentence and its table.
pub const FIGURE: &str = "machi-plan-figure";
/// Where the buttons that save a chart belong.
pub const SAVE: &str = "machi-plan-save";
/// Under a chart, what the point says that was walked to.
pub const POINT: &str = "machi-plan-point";
/// The permanent link of an item, as text.
pub const PERMALINK: &str = "machi-plan-permalink";
/// A link from an item's row to the item alone.
pub const TO_ALONE: &str = "machi-plan-permalink machi-plan-to-alone";
/// The conditions that are set.
pub const CHIPS: &str = "machi-plan-chips";
/// Where nothing matches: what to try.
pub const EMPTY: &str = "machi-plan-empty";
/// The sentence about the result.
pub const RESULT: &str = "machi-plan-result";
/// The live region that speaks the same sentence once typing rests.
pub const LIVE: &str = "machi-plan-live";
/// What stands behind the rows: more of them, or that there are none.
pub const TAIL: &str = "machi-plan-tail";
/// A value of a facet with its tick and its count.
pub const CHOICE: &str = "machi-plan-choice";
/// A count beside a value of a facet.
pub const COUNT: &str = "machi-plan-count";
/// The box of the downloads, which the script fills: without it there is nothing that could make a file.
pub const DOWNLOADS: &str = "machi-plan-downloads";
/// What the download of the selection holds now.
pub const SELECTED: &str = "machi-plan-selected";
/// A message in place of, or above, what stands in the element.
pub const MESSAGE: &str = "machi-plan-message";
/// The mark of the fiscal year of today; hidden until the browser has said which that is.
pub const TODAY: &str = "machi-plan-today";
/// The head cell of an item's row, with its link.
pub const NAME: &str = "machi-plan-name";
/// The row of an item that holds its inside.
pub const INSIDE_ROW: &str = "machi-plan-inside-row";
/// The rows above an item, or what else stands in small type under a name in the same cell.
pub const PATH: &str = "machi-plan-path";
/// What the package says beside what it shows.
pub const NOTE: &str = "machi-plan-note";
/// The departments of an item.
pub const DEPARTMENT_LIST: &str = "machi-plan-department-list";
/// The mark of the department that leads.
pub const LEAD: &str = "machi-plan-lead";
/// The link between an item and the item that it repeats.
pub const REPOST_OF: &str = "machi-plan-repost-of";
/// The result of a year in the strip of the schedule.
pub const STRIP_RESULT: &str = "machi-plan-strip-result";
/// The outline as nested lists.
pub const TREE: &str = "machi-plan-tree";
/// A row of it: its name and the links to what stands under it.
pub const TREE_ROW: &str = "machi-plan-tree-row";
/// The sentences about what the document does not say.
pub const GAPS: &str = "machi-plan-gaps";
/// What the widget works out itself, and how.
pub const RULES: &str = "machi-plan-rules";
/// The year of the western calendar beside the fiscal year.
pub const WESTERN: &str = "machi-plan-western";
/// Read aloud, not shown.
pub const HIDDEN: &str = "machi-plan-visually-hidden";

/// The id of the plan, on the root.
pub const DATA_PLAN: &str = "data-plan";
/// When the package was last changed, on the root.
pub const DATA_UPDATED: &str = "data-updated";
/// The fingerprint of the compiled plan, on the root.
pub const DATA_FINGERPRINT: &str = "data-fingerprint";
/// The view: on the root the one that is shown, on the box of a view and on the buttons that choose one.
pub const DATA_VIEW: &str = "data-view";
/// The views that the fragment carries, on the root of one that carries several.
pub const DATA_VIEWS: &str = "data-views";
/// The heading level, on the root.
pub const DATA_HEADING_LEVEL: &str = "data-heading-level";
/// The name, on the root.
pub const DATA_NAME: &str = "data-name";
/// The id of an item, on its row and on what belongs to it elsewhere.
pub const DATA_ITEM: &str = "data-item";
/// The id of an indicator, on its figure: the first of those that share one.
pub const DATA_INDICATOR: &str = "data-indicator";
/// The name of a department, on its page.
pub const DATA_DEPARTMENT: &str = "data-department";
/// What a control sets: a key of the view state.
pub const DATA_KEY: &str = "data-key";
/// The value that a control sets or takes off.
pub const DATA_VALUE: &str = "data-value";
/// What a button or a link asks for: a [`super::Verb`].
pub const DATA_DO: &str = "data-do";

/// The id of the box of a view in a fragment that carries several. It is the view's address too: a link to it leads
/// there without script, and shows the view with one.
pub fn view_id(name: &str, view: View) -> String {
    format!("{name}?view={}", view.name())
}

/// The id of an item's row, which is its permanent link.
pub fn item_id(name: &str, item: &str) -> String {
    format!("{name}-item-{item}")
}
