//! The plan's description of itself: the sheet 計画.

use super::FiscalYear;

/// The sheet 計画. A text is empty where the document gives none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// The plan's id, as in the attribute `plan`.
    pub id: String,
    /// Its name as printed.
    pub title: String,
    /// Its second name as printed.
    pub subtitle: String,
    /// The city.
    pub municipality: String,
    /// 全国地方公共団体コード, six digits.
    pub municipality_code: String,
    /// The first fiscal year of the plan.
    pub first_year: FiscalYear,
    /// The last fiscal year of the plan.
    pub last_year: FiscalYear,
    /// The latest fiscal year whose results the package reports.
    pub results_year: Option<FiscalYear>,
    /// When the document was published, as printed.
    pub published: String,
    /// When the package was last changed, `2026-11-21`.
    pub updated: String,
    /// The title of the source document.
    pub source_title: String,
    /// The address of the source document.
    pub source_url: String,
    /// The terms of use.
    pub licence: String,
    /// The office or person to ask.
    pub contact: String,
    /// The names of the outline's levels and of the items, top first; a level that the document leaves unnamed is empty.
    pub level_names: Vec<String>,
    /// The document's own head for the departments.
    pub departments_label: String,
    /// The document's own head for the purpose.
    pub purpose_label: String,
    /// The document's own head for the content.
    pub content_label: String,
    /// The document's own head for the indicators.
    pub indicators_label: String,
    /// The document's own head for the results.
    pub results_label: String,
    /// The document's own word for a baseline.
    pub baseline_label: String,
    /// The address of the page that shows this plan.
    pub page_url: String,
}

impl About {
    /// The document's word for an item (推進項目, 具体的取組): the last of the level names.
    pub fn item_label(&self) -> &str {
        self.level_names.last().map_or("", String::as_str)
    }
}
