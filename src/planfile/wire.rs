//! The body of a plan file as serde sees it; also the plain object of the JavaScript API.
//!
//! Keys are the English column names of the plan package. Missing means empty, and what is empty is not written.
//! From and to [`crate::plan::Plan`] by `From` and `TryFrom`, which makes every check.

use serde::{Deserialize, Serialize};

/// Every field may be missing and is left out where it is empty: written once here instead of at a hundred fields.
macro_rules! wire {
    ($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name {
            $($(#[$field_about])* #[serde(skip_serializing_if = "is_default")] pub $field: $type,)*
        }
    };
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

wire! {
    /// [`crate::plan::Plan`]
    Plan {
        /// The sheet 計画.
        about: About,
        /// The sheet 体系.
        outline: Vec<OutlineRow>,
        /// The sheet 取組, each with its rows of 年次計画, 指標 and 実績.
        items: Vec<Item>,
        /// The sheet 部署.
        departments: Vec<Department>,
        /// The sheet 訂正.
        corrections: Vec<Correction>,
        /// The sheet 状況区分.
        statuses: Vec<Status>,
        /// The sheet 用語.
        glossary: Vec<Term>,
    }
}

wire! {
    /// [`crate::plan::About`]
    About {
        /// 計画ID
        plan_id: String,
        /// 計画名
        title: String,
        /// 副題
        subtitle: String,
        /// 自治体名
        municipality: String,
        /// 団体コード
        municipality_code: String,
        /// 開始年度, western
        first_year: u16,
        /// 終了年度, western
        last_year: u16,
        /// 実績年度, western
        results_year: Option<u16>,
        /// 公表日
        published: String,
        /// 更新日
        updated: String,
        /// 出典名
        source_title: String,
        /// 出典URL
        source_url: String,
        /// 利用条件
        licence: String,
        /// 問合せ先
        contact: String,
        /// 階層名
        level_names: Vec<String>,
        /// 部署の見出し
        departments_label: String,
        /// 目的の見出し
        purpose_label: String,
        /// 内容の見出し
        content_label: String,
        /// 指標の見出し
        indicators_label: String,
        /// 実績の見出し
        results_label: String,
    }
}

wire! {
    /// [`crate::plan::OutlineRow`]
    OutlineRow {
        /// 体系ID
        outline_id: String,
        /// 上位ID; empty at the top
        parent_id: String,
        /// 記号
        mark: String,
        /// 名称
        name: String,
        /// 説明
        description: String,
        /// 担当部署
        departments: Vec<Assignment>,
        /// ページ
        page: String,
        /// 注記
        note: String,
    }
}

wire! {
    /// [`crate::plan::Assignment`]
    Assignment {
        /// The name as printed.
        department: String,
        /// Marked (主).
        lead: bool,
    }
}

wire! {
    /// [`crate::plan::Item`]
    Item {
        /// 取組ID
        item_id: String,
        /// 体系ID
        outline_id: String,
        /// 記号
        mark: String,
        /// 名称
        name: String,
        /// 担当部署
        departments: Vec<Assignment>,
        /// 目的
        purpose: String,
        /// 内容
        content: String,
        /// ページ
        page: String,
        /// 再掲元; empty where it is no repost
        repost_of: String,
        /// 注記
        note: String,
        /// 年次計画
        schedule: Vec<Action>,
        /// 指標
        indicators: Vec<Indicator>,
        /// 実績
        results: Vec<YearResult>,
    }
}

wire! {
    /// [`crate::plan::Action`]
    Action {
        /// 記号
        mark: String,
        /// 取組内容
        action: String,
        /// One cell a fiscal year of the plan, as printed.
        cells: Vec<String>,
        /// 読み取り is inferred.
        inferred: bool,
        /// 注記
        note: String,
    }
}

wire! {
    /// [`crate::plan::Indicator`]
    Indicator {
        /// 指標ID
        indicator_id: String,
        /// 指標名
        name: String,
        /// 系列
        series: String,
        /// 単位
        unit: String,
        /// 良い方向
        direction: Option<Direction>,
        /// 種別
        kind: Option<Kind>,
        /// 基準年度, western
        baseline_year: Option<u16>,
        /// 基準値
        baseline: String,
        /// 参考名
        reference_name: String,
        /// 参考値
        reference: String,
        /// 時点
        as_of: String,
        /// 目標R5 …
        targets: Vec<YearCell>,
        /// 実績R5 …
        actuals: Vec<YearCell>,
        /// 再掲元; empty where it is no repost
        repost_of: String,
        /// 読み取り is inferred.
        inferred: bool,
        /// 注記
        note: String,
    }
}

wire! {
    /// [`crate::plan::YearCell`]
    YearCell {
        /// The fiscal year, western.
        year: u16,
        /// The cell as printed.
        printed: String,
    }
}

wire! {
    /// [`crate::plan::YearResult`]
    YearResult {
        /// 年度, western
        fiscal_year: u16,
        /// 実績
        result: String,
        /// 状況
        status: String,
        /// 理由
        reason: String,
    }
}

wire! {
    /// [`crate::plan::Department`]
    Department {
        /// 名称
        name: String,
        /// よみ
        kana: String,
        /// 別名
        aliases: Vec<String>,
    }
}

wire! {
    /// [`crate::plan::Correction`]
    Correction {
        /// 表
        table: String,
        /// ID
        id: String,
        /// 列
        column: String,
        /// 原文
        printed: String,
        /// 訂正
        corrected: String,
        /// 理由
        reason: String,
        /// 日付
        date: String,
    }
}

wire! {
    /// [`crate::plan::Status`]
    Status {
        /// 区分
        status: String,
        /// 定義
        definition: String,
        /// 段階
        stage: Option<Stage>,
    }
}

wire! {
    /// [`crate::plan::Term`]
    Term {
        /// 用語
        term: String,
        /// よみ
        kana: String,
        /// 説明
        explanation: String,
    }
}

/// 良い方向; missing where the document does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// 高い
    Higher,
    /// 低い
    Lower,
    /// 維持
    Steady,
}

/// 種別; missing where the document does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 単年
    Yearly,
    /// 累計
    Cumulative,
}

/// 段階; missing where the package does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// done
    Done,
    /// partial
    Partial,
    /// considering
    Considering,
    /// none
    None,
}
