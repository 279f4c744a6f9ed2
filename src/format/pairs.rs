//! The layout of the sheet 計画: each row is a key and its value. The keys are the columns of [`super::about`].

use super::{TableSpec, about};

/// A row of the sheet 計画.
#[derive(Default)]
pub(crate) struct Pair {
    key: String,
    value: String,
}

table! { Pair: TableSpec::new(about::TABLE.spec.sheet, about::TABLE.spec.file, "").required();
    KEY = Word(key), "key", "項目", .must();
    VALUE = Text(value), "value", "値";
}
