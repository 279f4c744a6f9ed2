//! How much a plan may hold. Packages and plan files have the same limits.

/// Rows of one kind that a plan may have. This is far above any city's plan; it bounds the work on a hostile file.
pub(crate) const MAX_ROWS: usize = 100_000;
/// Rows of a table that is searched once for every item.
pub(crate) const MAX_SHORT_ROWS: usize = 10_000;
/// Columns of a table of the document. Every correction searches all their heads.
pub(crate) const MAX_TABLE_COLUMNS: usize = 100;
/// Levels of the outline.
pub(crate) const MAX_DEPTH: usize = 32;
/// Fiscal years of a plan.
pub(crate) const MAX_YEARS: u16 = 100;
/// Bytes of an id. Ids are part of links.
pub(crate) const MAX_ID: usize = 200;

/// Whether an id may not contain this character. A comma separates ids in attributes and addresses.
pub(crate) fn is_refused_in_id(sign: char) -> bool {
    sign == ',' || sign.is_whitespace() || sign.is_control()
}
