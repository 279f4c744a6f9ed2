//! Japanese: the overview.

use super::{with_reposts, year};
use crate::locale::{OverviewWords, or};

pub(super) const OVERVIEW: OverviewWords = OverviewWords {
    about: "この計画について",
    title: "計画の名前",
    level: |name, count| format!("{}{count}", or(name, "資料に名前のない段")),
    count: with_reposts,
    undivided: |level, item, count| {
        format!("このうち{count}件は、{}に分かれていない{}です。", or(item, "取組"), or(level, "段"))
    },
    series: "男女別などの系列は、1件ずつ数えています。",
    departments: |count| format!("{count}部署"),
    results: |results| match results {
        Some(of) => format!("{}までの実績を載せています。", year(of)),
        None => "実績はまだ報告されていません。".to_owned(),
    },
    see_data: "資料の名前と更新日、訂正した文字、位置を推定した欄を「データ」で見る",
    outline: "計画の組み立て",
    outline_hint: "件数や名前のリンクから、一覧に移ります。",
    description: "説明を読む",
    counts: "体系ごと・部署ごとの件数",
    by_branch: "体系ごとの件数",
    branch: "体系",
    by_department: "部署ごとの件数（再掲は重ねて数えていません）",
    leading: "主担当",
    taking_part: "担当するすべて",
    shared: "いくつもの部署が担当する項目があるので、足しても全体の件数にはなりません。",
    missing: "記載のないもの",
    missing_hint: "資料に記載があるかどうかを数えたもので、良し悪しを示すものではありません。",
    gap: |what, count, of| match count {
        0 => format!("{what}はありません。"),
        _ if count == of => format!("{what}は、{of}件のすべてです。"),
        _ => format!("{what}は、{of}件のうち{count}件です。"),
    },
    no_indicators: "指標の記載がない項目",
    no_results: |of| format!("{}の実績の記載がない項目", year(of)),
    no_departments: "担当部署の記載がない項目",
    no_actuals: "実績の値の記載がない指標",
    no_baseline: "基準値の記載がない指標",
    no_targets: "目標の記載がない指標",
    dashes: "目標の欄に横線（「—」や「-」）がある指標",
    in_words: "目標に、一つの数としては読めない書き方がある指標",
    inferred: "欄の数が足りないなどで、決まった規則で年度に当てはめた行",
    leads_nothing: "主担当の項目がない部署",
    list: "どれかを開いて見る",
    see: |view| format!("「{view}」で見る"),
    document: "資料の本文と表",
    no_document: "資料の本文と表は、このデータに入っていません。",
    contents: "本文の目次",
    tables: "表",
    unit: |unit| format!("（単位: {unit}）"),
    ways: "順位の動き",
};
