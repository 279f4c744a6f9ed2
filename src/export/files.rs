//! The files of the open data and their columns, as data: the CSV headers and the Table Schemas come from here.

use super::rows::{self, Rows};
use crate::selection::Prepared;

/// A CSV of the open data.
#[derive(Debug)]
pub struct FileSpec {
    /// Its name without its ending.
    pub name: &'static str,
    /// What it holds, in Japanese.
    pub title: &'static str,
    /// Its columns.
    pub fields: &'static [Field],
    /// The columns that together name a row.
    pub key: &'static [&'static str],
    /// Columns that name a row of another file: column, file, column there.
    pub references: &'static [(&'static str, &'static str, &'static str)],
    /// Writes its rows, of a plan as it is shown.
    pub(super) rows: fn(&mut Rows, &Prepared),
}

/// A column.
#[derive(Debug)]
pub struct Field {
    /// Its head.
    pub name: &'static str,
    /// What it holds, in Japanese.
    pub title: &'static str,
    /// The type of its cells.
    pub of: Type,
}

/// The type of a column's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number, as printed: 98.0 stays 98.0.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A western year.
    Year,
}

impl Type {
    /// The type's name in a Table Schema.
    pub fn name(self) -> &'static str {
        match self {
            Type::Text => "string",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
            Type::Year => "year",
        }
    }
}

const fn text(name: &'static str, title: &'static str) -> Field {
    Field { name, title, of: Type::Text }
}

const fn field(name: &'static str, title: &'static str, of: Type) -> Field {
    Field { name, title, of }
}

const PLAN_ID: Field = text("plan_id", "計画ID");
const ITEM_ID: Field = text("item_id", "取組ID");
const NOTE: Field = text("note", "注記");
const POSITION: Field = field("position", "欄の中の順番", Type::Integer);

/// The columns of `items.csv`.
pub const ITEM_COLUMNS: &[Field] = &[
    PLAN_ID,
    ITEM_ID,
    text("mark", "記号"),
    text("name", "名称"),
    text("outline_id", "体系ID"),
    text("path", "体系での位置"),
    text("lead_departments", "主担当の部署"),
    text("departments", "担当部署"),
    field("departments_inherited", "部署が上位の項目に書かれているか", Type::Boolean),
    text("purpose", "目的"),
    text("content", "内容"),
    text("page", "ページ"),
    text("repost_of", "再掲元の取組ID"),
    NOTE,
];

/// The columns of `values.csv`.
pub const VALUE_COLUMNS: &[Field] = &[
    PLAN_ID,
    ITEM_ID,
    text("indicator_id", "指標ID"),
    text("role", "基準値（baseline）、目標（target）、実績（actual）、参考値（reference）"),
    field("fiscal_year", "年度（西暦）", Type::Year),
    text("label", "時点、または参考値の名前"),
    POSITION,
    text("as_printed", "記載のまま"),
    text("comparator", "比較（=、<、<=、>、>=、~）"),
    field("value", "値", Type::Number),
    text("unit", "単位"),
    text("basis", "増減の基準"),
    text("reading", "読み取り（printedかinferred）"),
];

/// The files in the order in which they are described.
pub static FILES: &[FileSpec] = &[
    FileSpec {
        name: "items",
        title: "取組",
        fields: ITEM_COLUMNS,
        key: &["item_id"],
        references: &[("outline_id", "outline", "outline_id"), ("repost_of", "items", "item_id")],
        rows: rows::items,
    },
    FileSpec {
        name: "schedule",
        title: "年次計画",
        fields: &[
            PLAN_ID,
            ITEM_ID,
            text("action_mark", "記号"),
            text("action", "取組内容"),
            field("fiscal_year", "年度（西暦）", Type::Year),
            POSITION,
            text("text", "記載（矢印は→）"),
            field("continues", "前の年度の記載の続きか", Type::Boolean),
            text("reading", "読み取り（printedかinferred）"),
            NOTE,
        ],
        key: &[],
        references: &[("item_id", "items", "item_id")],
        rows: rows::schedule,
    },
    FileSpec {
        name: "indicators",
        title: "指標",
        fields: &[
            PLAN_ID,
            ITEM_ID,
            text("indicator_id", "指標ID"),
            text("name", "指標名"),
            text("series", "系列"),
            text("unit", "単位"),
            text("direction", "良い方向（資料に「向上」「削減」などとあるとき）"),
            text("kind", "種別"),
            text("repost_of", "再掲元の指標ID"),
            NOTE,
        ],
        key: &["indicator_id"],
        references: &[("item_id", "items", "item_id"), ("repost_of", "indicators", "indicator_id")],
        rows: rows::indicators,
    },
    FileSpec {
        name: "values",
        title: "指標の値",
        fields: VALUE_COLUMNS,
        key: &[],
        references: &[("item_id", "items", "item_id"), ("indicator_id", "indicators", "indicator_id")],
        rows: super::values::values,
    },
    FileSpec {
        name: "results",
        title: "実績",
        fields: &[
            PLAN_ID,
            ITEM_ID,
            field("fiscal_year", "年度（西暦）", Type::Year),
            POSITION,
            text("text", "実績"),
            text("status", "状況"),
            text("reason", "理由"),
        ],
        key: &["item_id", "fiscal_year", "position"],
        references: &[("item_id", "items", "item_id")],
        rows: rows::results,
    },
    FileSpec {
        name: "outline",
        title: "体系",
        fields: &[
            PLAN_ID,
            text("outline_id", "体系ID"),
            text("parent_id", "上位の体系ID"),
            text("mark", "記号"),
            text("name", "名称"),
            text("description", "説明"),
            text("departments", "担当部署"),
            text("page", "ページ"),
            NOTE,
        ],
        key: &["outline_id"],
        references: &[("parent_id", "outline", "outline_id")],
        rows: rows::outline,
    },
    FileSpec {
        name: "departments",
        title: "部署",
        fields: &[
            PLAN_ID,
            text("department", "部署"),
            field("lead_items", "主担当の取組の数（再掲は重ねて数えない）", Type::Integer),
            field("items", "担当する取組の数（再掲は重ねて数えない）", Type::Integer),
        ],
        key: &["department"],
        references: &[],
        rows: rows::departments,
    },
    FileSpec {
        name: "tables",
        title: "表",
        fields: &[
            PLAN_ID,
            text("table_id", "表ID"),
            field("row", "見出しの下の何行目か", Type::Integer),
            text("column", "列の見出し（空欄か、同じ見出しがあるときは列の番号）"),
            POSITION,
            text("as_printed", "記載のまま"),
            field("value", "値", Type::Number),
            text("unit", "単位"),
        ],
        key: &["table_id", "row", "column", "position"],
        references: &[],
        rows: rows::tables,
    },
    FileSpec {
        name: "sections",
        title: "本文",
        fields: &[
            PLAN_ID,
            text("section_id", "節ID"),
            text("parent_id", "上位の節ID"),
            text("heading", "見出し"),
            text("text", "本文"),
        ],
        key: &["section_id"],
        references: &[("parent_id", "sections", "section_id")],
        rows: rows::sections,
    },
    FileSpec {
        name: "corrections",
        title: "訂正",
        fields: &[
            PLAN_ID,
            text("table", "表"),
            text("id", "ID"),
            text("column", "列"),
            text("printed", "原文"),
            text("corrected", "訂正"),
            text("reason", "理由"),
            text("date", "日付"),
        ],
        key: &[],
        references: &[],
        rows: rows::corrections,
    },
];
