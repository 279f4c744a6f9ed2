//! Japanese: the overview.

use super::{with_reposts, year};
use crate::list::List;
use crate::locale::{OverviewWords, or};

pub(super) const OVERVIEW: OverviewWords = OverviewWords {
    about: "この計画について",
    title: "計画の名前",
    level: |name, mark, count| match (name, mark) {
        ("", "") => format!("段（呼び名の記載なし）{count}"),
        ("", mark) => format!("{mark}などの段（呼び名の記載なし）{count}"),
        (name, _) => format!("{name}{count}"),
    },
    count: with_reposts,
    undivided: |level, item, count| {
        format!("このうち{count}件は、{}に分かれていない{}です。", or(item, "取組"), or(level, "段"))
    },
    series: "男女別などの系列は、1件ずつ数えています。",
    departments: |count| format!("{count}部署"),
    results: |results| match results {
        [] => "実績は資料に記載がありません。".to_owned(),
        years => {
            let years: Vec<String> = years.iter().map(|of| year(*of)).list();
            format!("{}の実績を載せています。", years.join("、"))
        }
    },
    see_data: "資料の名前と更新日、訂正した文字、位置を推定した欄を「データ」で見る",
    outline: "計画の組み立て",
    outline_hint: "件数や名前のリンクから、一覧に移ります。",
    description: "説明を読む",
    counts: "体系ごと・部署ごとの件数",
    by_branch: "体系ごとの件数",
    branch: "体系",
    by_department: ["部署ごとの件数", "部署ごとの件数（再掲は重ねて数えていません）"],
    leading: "主担当",
    taking_part: "担当するすべて",
    shared: "いくつもの部署が担当する項目があるので、足しても全体の件数にはなりません。",
    missing: "記載のないもの",
    missing_hint: "資料に記載があるかどうかを数えたもので、良し悪しを示すものではありません。",
    gap: |what, unit, count, of| match count {
        0 => format!("{what}はありません。"),
        _ if count == of => format!("{what}は、{of}{unit}すべてです。"),
        _ => format!("{what}は、{of}{unit}のうち{count}{unit}です。"),
    },
    units: ["件", "部署", "行"],
    lacks: |what, item| format!("{what}の記載がない{item}"),
    results_of: |of| format!("{}の実績", year(of)),
    dashes: "目標の欄に横線（「—」や「-」）がある指標",
    in_words: "目標に、一つの数としては読めない書き方がある指標",
    inferred: [
        "欄の数が年度と合わず、決まった規則で年度に当てはめた行",
        "欄の数が年度と合わず、決まった規則で年度に当てはめた行（再掲を含みます）",
    ],
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
