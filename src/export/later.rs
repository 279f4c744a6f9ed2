//! The files that only some plans have: the open data has one of them where it has a row.

use super::columns::{FileSpec, Part};
use super::files::{File, OpenFile};
use super::rows;
use crate::format;
use crate::plan::{Change, Rating, Status, Term};

/// These files, in the order of their descriptions.
pub(super) static LATER: [&dyn OpenFile; 4] = [&RATINGS, &STATUSES, &CHANGES, &GLOSSARY];

static RATINGS: File<Rating> = File {
    spec: FileSpec::of(
        &format::ratings::TABLE.spec,
        &[],
        &[("item_id", "items", "item_id"), ("indicator_id", "indicators", "indicator_id")],
    ),
    parts: &[Part::Rest(&format::ratings::TABLE)],
    rows: rows::ratings,
};

static STATUSES: File<Status> = File {
    spec: FileSpec::of(&format::statuses::TABLE.spec, &["aspect", "status"], &[]),
    parts: &[
        Part::Of(&format::statuses::ASPECT),
        Part::Of(&format::statuses::STATUS),
        Part::Of(&format::statuses::ORDER),
        Part::Of(&format::statuses::STAGE),
        Part::Of(&format::statuses::DEFINITION),
    ],
    rows: |rows, prepared| rows.all(&prepared.plan.statuses),
};

static CHANGES: File<Change> = File {
    spec: FileSpec::of(&format::changes::TABLE.spec, &[], &[]),
    parts: &[Part::Rest(&format::changes::TABLE)],
    rows: |rows, prepared| rows.all(&prepared.plan.changes),
};

static GLOSSARY: File<Term> = File {
    spec: FileSpec::of(&format::glossary::TABLE.spec, &[], &[]),
    parts: &[Part::Rest(&format::glossary::TABLE)],
    rows: |rows, prepared| rows.all(&prepared.plan.glossary),
};
