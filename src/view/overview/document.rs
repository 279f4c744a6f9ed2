//! The document's own prose by section, with its tables in their sections.
//!
//! A chapter is closed, so that it does not push the rest of the page away. The browser's own search and a link to a
//! section open it. The content inside is flat, and headings show the depth: the sections of a damaged file may be
//! nested without end.

use maud::{Markup, html};

use super::parents;
use crate::chart::{TableFigure, table_figure};
use crate::list::List;
use crate::locale::or;
use crate::plan::{DocumentChart, DocumentTable, HeadGroup, SectionIndex};
use crate::view::{Page, item::paragraphs, names::*, page::drawing};

/// A table with more columns scrolls in a box of its own, because even one character a line would not fit.
const MANY_COLUMNS: usize = 8;

/// The contents, the chapters, and the tables outside all sections.
pub(super) fn document(page: &Page) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.overview;
    let sections = Sections::new(page);
    html! {
        @if plan.sections.is_empty() && plan.tables.is_empty() { p { (words.no_document) } }
        (contents(page, &sections))
        @for top in (0..plan.sections.len()).map(SectionIndex) {
            @if sections.parents[top.0].is_none() && !sections.is_bare(page, top) { (chapter(page, &sections, top)) }
        }
        @for table in &plan.tables {
            @if page.prepared.section_of(table).is_none() { (document_table(page, table, 2)) }
        }
    }
}

/// How the sections belong together.
struct Sections<'a> {
    /// For each section the index of its parent, where that comes earlier.
    parents: Vec<Option<usize>>,
    /// For each section the sections directly below it.
    children: Vec<Vec<SectionIndex>>,
    /// For each section its tables.
    tables: Vec<Vec<&'a DocumentTable>>,
}

impl<'a> Sections<'a> {
    fn new(page: &Page<'a>) -> Sections<'a> {
        let plan = &page.prepared.plan;
        let parents = parents(plan.sections.iter().map(|row| (row.id.as_str(), row.parent_id.as_deref())));
        let mut children = vec![Vec::new(); parents.len()];
        for (at, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent].push(SectionIndex(at));
            }
        }
        Sections { parents, children, tables: page.prepared.tables_of_sections() }
    }

    /// Whether a heading has no content: it is in another view, or it was a drawing.
    fn is_bare(&self, page: &Page, at: SectionIndex) -> bool {
        page.prepared.plan[at].text.is_empty()
            && self.children[at.0].is_empty()
            && self.tables[at.0].is_empty()
    }

    /// A section and all sections below it in printed order, each with the depth of its heading.
    fn inside(&self, top: SectionIndex) -> Vec<(SectionIndex, u8)> {
        let mut found = Vec::new();
        let mut waiting = vec![(top, 2_u8)];
        while let Some((at, depth)) = waiting.pop() {
            found.push((at, depth));
            // HTML has six levels of headings.
            waiting.extend(self.children[at.0].iter().rev().map(|child| (*child, (depth + 1).min(6))));
        }
        found
    }
}

fn section_id(page: &Page, id: &str) -> String {
    format!("{}-section-{id}", page.name)
}

fn table_id(page: &Page, id: &str) -> String {
    format!("{}-table-{id}", page.name)
}

/// The chapters with the sections directly below them, and all tables.
fn contents(page: &Page, sections: &Sections) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.overview;
    let parents = &sections.parents;
    html! {
        // Closed chapters in a row already are a list of contents. A separate list is useful only if they have
        // sections.
        @if parents.iter().any(Option::is_some) {
            (page.heading(2, "machi-plan-subhead", html! { (words.contents) }))
            ul class="machi-plan-contents" {
                @for (at, section) in plan.sections.iter().enumerate() {
                    @let depth = match parents[at] { None => 0, Some(above) => 1 + usize::from(parents[above].is_some()) };
                    @if depth < 2 && !(depth == 0 && sections.is_bare(page, SectionIndex(at))) {
                        li data-depth=(depth) { a href={ "#" (section_id(page, &section.id)) } { (section.heading) } }
                    }
                }
            }
        }
        @if !plan.tables.is_empty() {
            (page.heading(2, "machi-plan-subhead", html! { (words.tables) }))
            ul class="machi-plan-contents" {
                @for table in &plan.tables {
                    li { a href={ "#" (table_id(page, &table.id)) } { (title(page, table)) } }
                }
            }
        }
    }
}

/// A section at the top with all sections below it.
fn chapter(page: &Page, sections: &Sections, top: SectionIndex) -> Markup {
    let section = &page.prepared.plan[top];
    let id = section_id(page, &section.id);
    html! {
        details class="machi-plan-chapter" id=(id) {
            summary { (page.heading(2, "machi-plan-subhead", html! { (section.heading) })) }
            @for (at, depth) in sections.inside(top) {
                @let section = &page.prepared.plan[at];
                @if at != top {
                    (page.heading(depth, "machi-plan-subhead", html! {
                        span id=(section_id(page, &section.id)) { (section.heading) }
                    }))
                }
                (paragraphs(&section.text))
                @for table in &sections.tables[at.0] { (document_table(page, table, depth + 1)) }
            }
        }
    }
}

/// The title of a table. Without one, that of its section.
fn title<'a>(page: &'a Page, table: &'a DocumentTable) -> &'a str {
    let prepared = page.prepared;
    let section = prepared.section_of(table).map_or("", |section| &prepared.plan[section].heading);
    or(&table.title, or(section, page.locale.overview.tables))
}

fn title_with_unit(page: &Page, table: &DocumentTable) -> Markup {
    html! {
        (title(page, table))
        @if !table.unit.is_empty() { (page.locale.overview.unit(&table.unit)) }
    }
}

/// A table as printed, below its chart where it has one.
fn document_table(page: &Page, table: &DocumentTable, below: u8) -> Markup {
    let id = table_id(page, &table.id);
    let figure = table_figure(table, title(page, table), page.locale, &format!("{id}-chart"));
    let has_many = table.head.len() > MANY_COLUMNS;
    html! {
        div class="machi-plan-figure" id=(id) {
            @if let Some(figure) = &figure { (drawn(page, table, figure, below)) }
            @if has_many {
                div class="machi-plan-scroll" role="region" tabindex="0" aria-label=(title(page, table)) {
                    (cells(page, table, figure.is_some()))
                }
            } @else {
                (cells(page, table, figure.is_some()))
            }
            @for line in table.note.lines() { p class=(NOTE) { (line) } }
        }
    }
}

fn drawn(page: &Page, table: &DocumentTable, figure: &TableFigure, below: u8) -> Markup {
    html! {
        (page.heading(below, "machi-plan-subhead", title_with_unit(page, table)))
        p { (figure.sentence) }
        (drawing(&figure.svg))
        @if !figure.ways.is_empty() {
            p { (page.locale.overview.ways) }
            ul class="machi-plan-ways" { @for way in &figure.ways { li { (way) } } }
        }
    }
}

/// Head and rows as printed. With more than two columns a narrow container lays each row out as a block. Browsers
/// then drop the roles, so they are written out.
fn cells(page: &Page, table: &DocumentTable, has_heading: bool) -> Markup {
    let stacked = table.head.len() > 2;
    let labels = table.head_groups().into_iter().flat_map(labels).list();
    html! {
        table class=(values_class(stacked)) role="table" {
            caption class=[has_heading.then_some(HIDDEN)] {
                (title_with_unit(page, table))
            }
            (table_head(table))
            tbody role="rowgroup" {
                @for row in &table.rows {
                    tr role="row" {
                        @for (at, cell) in row.iter().enumerate() {
                            // The first column is the name of the row. The rows of a ranking have no names.
                            @if at == 0 && table.figure != DocumentChart::Rank && !cell.is_empty() {
                                th scope="row" role="rowheader" { (lines(cell)) }
                            } @else {
                                td role="cell" data-label=[labels.get(at)] { (lines(cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The heads of a group's columns, each in one line.
fn labels(group: HeadGroup) -> Vec<String> {
    let label = |column: &str| match group.above {
        "" => column.to_owned(),
        above => above.to_owned() + " " + column,
    };
    group.columns.into_iter().map(label).list()
}

/// The head of a table of the document, in one row or two.
pub(in crate::view) fn table_head(table: &DocumentTable) -> Markup {
    let groups = table.head_groups();
    let is_split = groups.iter().any(|group| !group.above.is_empty());
    let rows = is_split.then_some(2);
    html! {
        thead role="rowgroup" {
            tr role="row" {
                @for group in &groups {
                    @if !group.above.is_empty() {
                        th scope="colgroup" role="columnheader" colspan=(group.columns.len()) { (lines(group.above)) }
                    } @else if group.columns[0].trim().is_empty() {
                        td role="cell" rowspan=[rows] {}
                    } @else {
                        th scope="col" role="columnheader" rowspan=[rows] { (lines(group.columns[0])) }
                    }
                }
            }
            @if is_split {
                tr role="row" {
                    @for column in groups.iter().filter(|group| !group.above.is_empty()).flat_map(|group| &group.columns) {
                        th scope="col" role="columnheader" { (lines(column)) }
                    }
                }
            }
        }
    }
}

/// A cell as printed, its lines below each other.
fn lines(cell: &str) -> Markup {
    html! {
        @for (at, line) in cell.lines().enumerate() {
            @if at > 0 { br; }
            (line)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::locale::JA;
    use crate::plan::{Plan, Section};
    use crate::selection::{Prepared, ViewState};
    use crate::view::{FragmentOptions, fragment};

    #[test]
    fn a_heading_over_nothing_is_left_out() {
        let section = |id: &str, parent: Option<&str>, text: &str| Section {
            id: id.into(),
            parent_id: parent.map(str::to_owned),
            heading: format!("heading-{id}"),
            text: text.into(),
        };
        let sections = vec![
            section("1", None, ""),
            section("2", None, "prose"),
            section("3", None, ""),
            section("4", Some("3"), ""),
        ];
        let prepared = Prepared::new(Plan { sections, ..Plan::default() });
        let state = ViewState { view: super::super::SPEC.view, ..ViewState::default() };
        let options = FragmentOptions { state, ..FragmentOptions::default() };
        let page = fragment(&prepared, "", &JA, &options).into_string();
        let shown: Vec<bool> =
            ["1", "2", "3", "4"].map(|id| page.contains(&format!("heading-{id}"))).to_vec();
        assert_eq!(shown, [false, true, true, true]);
        #[cfg(feature = "package")]
        {
            let sheet = crate::view::print_sheet(&prepared, &JA, &ViewState::default());
            let shown = ["1", "2", "3"].map(|id| sheet.contains(&format!("heading-{id}")));
            assert_eq!(shown, [false, true, true]);
        }
    }
}
