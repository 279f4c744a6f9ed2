//! The files of the open data and their columns, as data: the CSV headers and the Table Schemas come from here.
//!
//! A column that the package has too is given by its description, which has its names. A file that ends with
//! [`Part::Rest`] has every other open column of its table. A new column of that table is then in the file, at its
//! end, without a change here, and published columns keep their order.

use super::columns::{Field, FileSpec, Own, Part, Type, own};
use super::rows::{self, Rows};
use super::values;
use crate::format::{self, READING_TITLE, YEAR_TITLE};
use crate::plan::{
    Action, Correction, Department, DocumentTable, Indicator, Item, OutlineRow, Section, YearResult,
};
use crate::selection::Prepared;

/// A CSV whose rows are made from rows of type `R`.
pub(super) struct File<R: 'static> {
    pub spec: FileSpec,
    /// Its columns after the plan's id.
    pub parts: &'static [Part<R>],
    /// Writes its rows from a plan as it is shown.
    pub rows: fn(&mut Rows<R>, &Prepared),
}

/// A CSV of the open data, without the type of its source rows.
pub(super) trait OpenFile: Sync {
    fn spec(&self) -> &FileSpec;
    /// Its columns, the plan's id first.
    fn fields(&self) -> Vec<Field>;
    /// Its text without a byte order mark, from a plan as it is shown.
    fn text(&self, prepared: &Prepared) -> String;
}

impl<R> OpenFile for File<R> {
    fn spec(&self) -> &FileSpec {
        &self.spec
    }

    fn fields(&self) -> Vec<Field> {
        Rows::new("", self).fields()
    }

    fn text(&self, prepared: &Prepared) -> String {
        let mut rows = Rows::new(&prepared.plan.about.id, self);
        (self.rows)(&mut rows, prepared);
        rows.text()
    }
}

/// The files in the order of their descriptions.
pub(super) static FILES: [&dyn OpenFile; 10] = [
    &ITEMS,
    &SCHEDULE,
    &INDICATORS,
    &VALUES,
    &RESULTS,
    &OUTLINE,
    &DEPARTMENTS,
    &TABLES,
    &SECTIONS,
    &CORRECTIONS,
];

pub(super) static PATH: Own<Item> = own("path", "体系での位置", Type::Text);
pub(super) static LEAD_DEPARTMENTS: Own<Item> = own("lead_departments", "主担当の部署", Type::Text);
pub(super) static DEPARTMENTS_INHERITED: Own<Item> =
    own("departments_inherited", "部署が上位の項目に書かれているか", Type::Boolean);

pub(super) static ITEMS: File<Item> = File {
    spec: FileSpec::of(
        &format::items::TABLE.spec,
        &["item_id"],
        &[("outline_id", "outline", "outline_id"), ("repost_of", "items", "item_id")],
    ),
    parts: &[
        Part::Of(&format::items::ID),
        Part::Of(&format::items::MARK),
        Part::Of(&format::items::NAME),
        Part::Of(&format::items::OUTLINE_ID),
        Part::Own(&PATH),
        Part::Own(&LEAD_DEPARTMENTS),
        Part::Of(&format::items::DEPARTMENTS),
        Part::Own(&DEPARTMENTS_INHERITED),
        Part::Of(&format::items::PURPOSE),
        Part::Of(&format::items::CONTENT),
        Part::Of(&format::items::PAGE),
        Part::Of(&format::items::REPOST_OF),
        Part::Of(&format::items::NOTE),
        Part::Rest(&format::items::TABLE),
    ],
    rows: rows::items,
};

pub(super) static ACTION_YEAR: Own<Action> = own("fiscal_year", YEAR_TITLE, Type::Year);
pub(super) static ENTRY_POSITION: Own<Action> = own("position", POSITION, Type::Integer);
pub(super) static ENTRY: Own<Action> = own("text", "記載（矢印は→）", Type::Text);
pub(super) static CONTINUES: Own<Action> = own("continues", "前の年度の記載の続きか", Type::Boolean);

pub(super) static YEAR_PART: Own<Action> = own("part", "年度の中の時期", Type::Text);

static SCHEDULE: File<Action> = File {
    spec: FileSpec::of(&format::schedule::TABLE.spec, &[], &[("item_id", "items", "item_id")]),
    parts: &[
        Part::Of(&format::schedule::ITEM_ID),
        Part::Of(&format::schedule::MARK),
        Part::Of(&format::schedule::ACTION),
        Part::Own(&ACTION_YEAR),
        Part::Own(&ENTRY_POSITION),
        Part::Own(&ENTRY),
        Part::Own(&CONTINUES),
        Part::Of(&format::schedule::READING),
        Part::Of(&format::schedule::NOTE),
        Part::Rest(&format::schedule::TABLE),
        Part::Own(&YEAR_PART),
    ],
    rows: rows::schedule,
};

static INDICATORS: File<Indicator> = File {
    spec: FileSpec::of(
        &format::indicators::TABLE.spec,
        &["indicator_id"],
        &[("item_id", "items", "item_id"), ("repost_of", "indicators", "indicator_id")],
    ),
    parts: &[
        Part::Of(&format::indicators::ITEM_ID),
        Part::Of(&format::indicators::ID),
        Part::Of(&format::indicators::NAME),
        Part::Of(&format::indicators::SERIES),
        Part::Of(&format::indicators::UNIT),
        Part::Of(&format::indicators::DIRECTION),
        Part::Of(&format::indicators::KIND),
        Part::Of(&format::indicators::REPOST_OF),
        Part::Of(&format::indicators::NOTE),
        Part::Rest(&format::indicators::TABLE),
    ],
    rows: rows::indicators,
};

pub(super) static ROLE: Own<Indicator> = own("role", ROLES, Type::Text);
pub(super) static VALUE_YEAR: Own<Indicator> = own("fiscal_year", YEAR_TITLE, Type::Year);
pub(super) static LABEL: Own<Indicator> = own("label", "時点、または参考値の名前", Type::Text);
pub(super) static VALUE_POSITION: Own<Indicator> = own("position", POSITION, Type::Integer);
pub(super) static AS_PRINTED: Own<Indicator> = own("as_printed", "記載のまま", Type::Text);
pub(super) static COMPARATOR: Own<Indicator> = own("comparator", "比較（=、<、<=、>、>=、~）", Type::Text);
pub(super) static VALUE: Own<Indicator> = own("value", "値", Type::Number);
pub(super) static VALUE_UNIT: Own<Indicator> = own("unit", "単位", Type::Text);
pub(super) static BASIS: Own<Indicator> = own("basis", "増減の基準", Type::Text);
pub(super) static VALUE_READING: Own<Indicator> = own("reading", READING_TITLE, Type::Text);

pub(super) static VALUES: File<Indicator> = File {
    spec: FileSpec {
        name: "values",
        title: "指標の値",
        key: &[],
        references: &[("item_id", "items", "item_id"), ("indicator_id", "indicators", "indicator_id")],
    },
    parts: &[
        Part::Of(&format::indicators::ITEM_ID),
        Part::Of(&format::indicators::ID),
        Part::Own(&ROLE),
        Part::Own(&VALUE_YEAR),
        Part::Own(&LABEL),
        Part::Own(&VALUE_POSITION),
        Part::Own(&AS_PRINTED),
        Part::Own(&COMPARATOR),
        Part::Own(&VALUE),
        Part::Own(&VALUE_UNIT),
        Part::Own(&BASIS),
        Part::Own(&VALUE_READING),
    ],
    rows: values::values,
};

pub(super) static PARAGRAPH_POSITION: Own<YearResult> = own("position", POSITION, Type::Integer);

static RESULTS: File<YearResult> = File {
    spec: FileSpec::of(
        &format::results::TABLE.spec,
        &["item_id", "fiscal_year", "position"],
        &[("item_id", "items", "item_id")],
    ),
    parts: &[
        Part::Of(&format::results::ITEM_ID),
        Part::Of(&format::results::FISCAL_YEAR),
        Part::Own(&PARAGRAPH_POSITION),
        Part::Rest(&format::results::TABLE),
    ],
    rows: rows::results,
};

static OUTLINE: File<OutlineRow> = File {
    spec: FileSpec::of(
        &format::outline::TABLE.spec,
        &["outline_id"],
        &[("parent_id", "outline", "outline_id")],
    ),
    parts: &[Part::Rest(&format::outline::TABLE)],
    rows: |rows, prepared| rows.all(&prepared.plan.outline),
};

pub(super) static LEAD_ITEMS: Own<Department> =
    own("lead_items", "主担当の取組の数（再掲は重ねて数えない）", Type::Integer);
pub(super) static DEPARTMENT_ITEMS: Own<Department> =
    own("items", "担当する取組の数（再掲は重ねて数えない）", Type::Integer);

static DEPARTMENTS: File<Department> = File {
    spec: FileSpec::of(&format::departments::TABLE.spec, &["department"], &[]),
    parts: &[
        Part::Of(&format::departments::NAME),
        Part::Own(&LEAD_ITEMS),
        Part::Own(&DEPARTMENT_ITEMS),
        Part::Rest(&format::departments::TABLE),
    ],
    rows: rows::departments,
};

pub(super) static TABLE_ROW: Own<DocumentTable> = own("row", "見出しの下の何行目か", Type::Integer);
pub(super) static TABLE_COLUMN: Own<DocumentTable> =
    own("column", "列の見出し（空欄か、同じ見出しがあるときは列の番号）", Type::Text);
pub(super) static TABLE_POSITION: Own<DocumentTable> = own("position", POSITION, Type::Integer);
pub(super) static TABLE_CELL: Own<DocumentTable> = own("as_printed", "記載のまま", Type::Text);
pub(super) static TABLE_VALUE: Own<DocumentTable> = own("value", "値", Type::Number);
pub(super) static TABLE_UNIT: Own<DocumentTable> = own("unit", "単位", Type::Text);

static TABLES: File<DocumentTable> = File {
    spec: FileSpec::of(&format::tables::TABLE.spec, &["table_id", "row", "column", "position"], &[]),
    parts: &[
        Part::Of(&format::tables::ID),
        Part::Own(&TABLE_ROW),
        Part::Own(&TABLE_COLUMN),
        Part::Own(&TABLE_POSITION),
        Part::Own(&TABLE_CELL),
        Part::Own(&TABLE_VALUE),
        Part::Own(&TABLE_UNIT),
    ],
    rows: rows::tables,
};

static SECTIONS: File<Section> = File {
    spec: FileSpec::of(
        &format::sections::TABLE.spec,
        &["section_id"],
        &[("parent_id", "sections", "section_id")],
    ),
    parts: &[Part::Rest(&format::sections::TABLE)],
    rows: |rows, prepared| rows.all(&prepared.plan.sections),
};

static CORRECTIONS: File<Correction> = File {
    spec: FileSpec::of(&format::corrections::TABLE.spec, &[], &[]),
    parts: &[Part::Rest(&format::corrections::TABLE)],
    rows: |rows, prepared| rows.all(prepared.plan.corrections_shown()),
};

/// The title of the column `role`.
const ROLES: &str = "基準値（baseline）、参考値（reference）、目標（target）、実績（actual）、見込み（forecast）、\
達成率（rate）、累計（cumulative）";
/// The title of the column `position`.
const POSITION: &str = "欄の中の順番";
