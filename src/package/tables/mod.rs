//! The tables of the format as data: sheet and file names, columns in Japanese and English.

pub(in crate::package) mod columns;
pub(in crate::package) mod guide;

use crate::planfile::{MAX_ROWS, MAX_SHORT_ROWS};

/// A table of the format.
#[derive(Debug)]
pub struct TableSpec {
    /// The sheet's name: 取組.
    pub sheet: &'static str,
    /// The file's name without its ending: `items`.
    pub file: &'static str,
    /// Whether a package must have it.
    pub required: bool,
    /// Its columns in the order in which they are written. Year columns stand where [`TableSpec::years_at`] says.
    pub columns: &'static [ColumnSpec],
    /// What stands before the year in the heads of its year columns, Japanese and English: 目標, `target_`.
    pub year_prefixes: &'static [(&'static str, &'static str)],
    /// How many columns stand before the year columns.
    pub years_at: usize,
    /// How many rows are read.
    pub max_rows: usize,
}

impl TableSpec {
    /// The same of a table that is looked through for every row of another.
    const fn short(self) -> TableSpec {
        TableSpec { max_rows: MAX_SHORT_ROWS, ..self }
    }
}

/// A column of a table.
#[derive(Debug)]
pub struct ColumnSpec {
    /// The English head, by which the code calls it.
    pub key: &'static str,
    /// The Japanese head.
    pub head: &'static str,
    /// Whether the sheet must have it, and every row a value in it.
    pub required: bool,
}

const fn must(head: &'static str, key: &'static str) -> ColumnSpec {
    ColumnSpec { key, head, required: true }
}

const fn may(head: &'static str, key: &'static str) -> ColumnSpec {
    ColumnSpec { key, head, required: false }
}

const fn plain(
    sheet: &'static str,
    file: &'static str,
    required: bool,
    columns: &'static [ColumnSpec],
) -> TableSpec {
    TableSpec { sheet, file, required, columns, year_prefixes: &[], years_at: 0, max_rows: MAX_ROWS }
}

pub(in crate::package) static PLAN: TableSpec =
    plain("計画", "plan", true, &[must("項目", "key"), may("値", "value")]);

/// The keys of the sheet 計画, in the order in which they are written.
pub(in crate::package) static PLAN_KEYS: [ColumnSpec; 20] = [
    must("計画ID", "plan_id"),
    must("計画名", "title"),
    may("副題", "subtitle"),
    may("自治体名", "municipality"),
    may("団体コード", "municipality_code"),
    must("開始年度", "first_year"),
    must("終了年度", "last_year"),
    may("実績年度", "results_year"),
    may("公表日", "published"),
    may("更新日", "updated"),
    may("出典名", "source_title"),
    may("出典URL", "source_url"),
    may("利用条件", "licence"),
    may("問合せ先", "contact"),
    may("階層名", "level_names"),
    may("部署の見出し", "departments_label"),
    may("目的の見出し", "purpose_label"),
    may("内容の見出し", "content_label"),
    may("指標の見出し", "indicators_label"),
    may("実績の見出し", "results_label"),
];

pub(in crate::package) static OUTLINE: TableSpec = plain(
    "体系",
    "outline",
    true,
    &[
        must("体系ID", "outline_id"),
        may("上位ID", "parent_id"),
        may("記号", "mark"),
        must("名称", "name"),
        may("説明", "description"),
        may("担当部署", "departments"),
        may("ページ", "page"),
        may("注記", "note"),
    ],
)
.short();

pub(in crate::package) static ITEMS: TableSpec = plain(
    "取組",
    "items",
    true,
    &[
        must("取組ID", "item_id"),
        must("体系ID", "outline_id"),
        may("記号", "mark"),
        must("名称", "name"),
        may("担当部署", "departments"),
        may("目的", "purpose"),
        may("内容", "content"),
        may("ページ", "page"),
        may("再掲元", "repost_of"),
        may("注記", "note"),
    ],
);

pub(in crate::package) static SCHEDULE: TableSpec = TableSpec {
    year_prefixes: &[("", "")],
    years_at: 3,
    ..plain(
        "年次計画",
        "schedule",
        false,
        &[
            must("取組ID", "item_id"),
            may("記号", "mark"),
            may("取組内容", "action"),
            may("読み取り", "reading"),
            may("注記", "note"),
        ],
    )
};

pub(in crate::package) static INDICATORS: TableSpec = TableSpec {
    year_prefixes: &[("目標", "target_"), ("実績", "actual_")],
    years_at: 12,
    ..plain(
        "指標",
        "indicators",
        false,
        &[
            must("取組ID", "item_id"),
            must("指標ID", "indicator_id"),
            must("指標名", "name"),
            may("系列", "series"),
            may("単位", "unit"),
            may("良い方向", "direction"),
            may("種別", "kind"),
            may("基準年度", "baseline_year"),
            may("基準値", "baseline"),
            may("参考名", "reference_name"),
            may("参考値", "reference"),
            may("時点", "as_of"),
            may("再掲元", "repost_of"),
            may("読み取り", "reading"),
            may("注記", "note"),
        ],
    )
};

pub(in crate::package) static RESULTS: TableSpec = plain(
    "実績",
    "results",
    false,
    &[
        must("取組ID", "item_id"),
        must("年度", "fiscal_year"),
        may("実績", "result"),
        may("状況", "status"),
        may("理由", "reason"),
    ],
);

pub(in crate::package) static STATUSES: TableSpec = plain(
    "状況区分",
    "statuses",
    false,
    &[must("区分", "status"), may("定義", "definition"), may("段階", "stage")],
)
.short();

pub(in crate::package) static DEPARTMENTS: TableSpec =
    plain("部署", "departments", false, &[must("名称", "name"), may("よみ", "kana"), may("別名", "aliases")])
        .short();

pub(in crate::package) static SECTIONS: TableSpec = plain(
    "本文",
    "sections",
    false,
    &[must("節ID", "section_id"), may("上位ID", "parent_id"), may("見出し", "heading"), may("本文", "text")],
)
.short();

pub(in crate::package) static DOCUMENT_TABLES: TableSpec = plain(
    "表",
    "tables",
    false,
    &[
        must("表ID", "table_id"),
        may("節ID", "section_id"),
        may("表題", "title"),
        may("単位", "unit"),
        may("図", "chart"),
        may("注記", "note"),
    ],
)
.short();

/// The sheet of instructions that a template and next year's workbook carry; the reader passes over it.
pub const GUIDE_SHEET: &str = "記入のしかた";
/// The same as a file's name without its ending.
pub(in crate::package) const GUIDE_FILE: &str = "guide";

/// What stands before a table's id in the name of its own sheet.
pub(in crate::package) const DOCUMENT_TABLE_SHEET: &str = "表_";
/// The same in the name of its own file.
pub(in crate::package) const DOCUMENT_TABLE_FILE: &str = "table-";

/// Whether the cells of a column are ids.
pub(in crate::package) fn is_id_column(key: &str) -> bool {
    key == "id" || key == "repost_of" || key.ends_with("_id")
}

/// The id of the table whose cells a sheet or file of this name holds.
pub(in crate::package) fn document_table_id(name: &str) -> Option<&str> {
    name.strip_prefix(DOCUMENT_TABLE_SHEET).or_else(|| name.strip_prefix(DOCUMENT_TABLE_FILE))
}

pub(in crate::package) static CORRECTIONS: TableSpec = plain(
    "訂正",
    "corrections",
    false,
    &[
        must("表", "table"),
        must("ID", "id"),
        must("列", "column"),
        must("原文", "printed"),
        may("訂正", "corrected"),
        may("理由", "reason"),
        may("日付", "date"),
    ],
)
.short();

pub(in crate::package) static GLOSSARY: TableSpec = plain(
    "用語",
    "glossary",
    false,
    &[must("用語", "term"), may("よみ", "kana"), may("説明", "explanation")],
);

/// The tables that are read, in the order in which they are written and their problems reported.
pub static TABLES: [&TableSpec; 12] = [
    &PLAN,
    &OUTLINE,
    &ITEMS,
    &SCHEDULE,
    &INDICATORS,
    &RESULTS,
    &STATUSES,
    &DEPARTMENTS,
    &SECTIONS,
    &DOCUMENT_TABLES,
    &CORRECTIONS,
    &GLOSSARY,
];
