//! How much a plan may hold: the same for a package and for a plan file.

/// Rows of one kind that a plan may have. Far above any city's plan; it bounds the work on a hostile file.
pub(crate) const MAX_ROWS: usize = 100_000;
/// Rows that are looked through for every item.
pub(crate) const MAX_SHORT_ROWS: usize = 10_000;
/// Columns of a table of the document: the name of each is looked for among the heads of all, for every correction.
pub(crate) const MAX_TABLE_COLUMNS: usize = 100;
/// Levels of the outline.
pub(crate) const MAX_DEPTH: usize = 32;
/// Fiscal years of a plan.
pub(crate) const MAX_YEARS: u16 = 100;
/// Bytes of an id, which is part of links.
pub(crate) const MAX_ID: usize = 200;

/// Whether a sign may not be in an id: a comma parts ids in attributes and addresses.
pub(crate) fn is_refused_in_id(sign: char) -> bool {
    sign == ',' || sign.is_whitespace() || sign.is_control()
}
