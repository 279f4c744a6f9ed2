//! Japanese.

mod chart;
mod data;
mod overview;
#[cfg(feature = "package")]
mod print;

use super::{ControlWords, DepartmentsWords, ErrorWords, ItemWords, ItemsWords, Locale, StripWords, or};
use crate::list::List;
use crate::plan::FiscalYear;
use crate::search::Section;
use crate::selection::{Count, FacetKind, Has, SortKey, View};

/// Japanese, the language of the plans.
pub static JA: Locale = Locale {
    lang: "ja",
    year,
    controls: CONTROLS,
    items: ITEMS,
    item: ITEM,
    data: data::DATA,
    overview: overview::OVERVIEW,
    departments: DEPARTMENTS,
    strip: STRIP,
    chart: chart::CHART,
    error: ERROR,
    plan_file: super::plan_file::JA,
    #[cfg(feature = "package")]
    print: print::PRINT,
};

const CONTROLS: ControlWords = ControlWords {
    group: "計画を絞り込む",
    search: "キーワードで探す",
    search_in: |title, number| {
        let number = if number.is_empty() { String::new() } else { format!("（{number}）") };
        format!("{title}から探す{number}")
    },
    search_hint: "番号、名称、部署、目的、内容、年次計画、指標、実績から探します。",
    views: "表示の切り替え",
    jumps: "この計画の目次",
    view: |view| match view {
        View::Items => "一覧",
        View::Schedule => "年次計画",
        View::Indicators => "指標",
        View::Departments => "部署",
        View::Overview => "概要",
        View::Data => "データ",
        View::Item => "項目",
    },
    facet: |kind, departments_label| match kind {
        FacetKind::Branch => "体系".to_owned(),
        FacetKind::Department => or(departments_label, "部署").to_owned(),
        FacetKind::Year => "計画に記載のある年度".to_owned(),
        FacetKind::Status => "状況".to_owned(),
        FacetKind::Has => "指標・実績".to_owned(),
    },
    lead: "主担当の項目だけ",
    has: |has| match has {
        Has::Indicator => "指標がある",
        Has::Result => "実績がある",
    },
    count: |count| format!("{}件", count.items),
    result: |shown, total, narrowed| match narrowed {
        true => format!("全{}件のうち{}", total.items, with_reposts(shown)),
        false => format!("全{}", with_reposts(total)),
    },
    held: |view, count| format!("。うち{}のあるもの{}", (CONTROLS.view)(view), with_reposts(count)),
    conditions: "選んでいる条件",
    take_off: |condition| format!("条件「{condition}」を外す"),
    take_off_all: "条件をすべて外す",
    query: |query| format!("「{query}」を含む"),
    indicator: |name| format!("指標「{name}」"),
    lead_chip: "主担当だけ",
    sort: "並べ替え",
    sort_by: |key, descending, departments_label| {
        match (key, descending) {
            (SortKey::Number, false) => "番号順",
            (SortKey::Number, true) => "番号の逆順",
            (SortKey::Department, false) => return format!("{}順", or(departments_label, "部署")),
            (SortKey::Department, true) => return format!("{}の逆順", or(departments_label, "部署")),
            (SortKey::Indicators, true) => "指標の多い順",
            (SortKey::Indicators, false) => "指標の少ない順",
        }
        .to_owned()
    },
    empty: "条件に合う項目はありません。",
    empty_hint: "言葉を短くする（「窓口業務」なら「窓口」）、漢字とひらがなを書き替える、条件を一つ外すと見つかることがあります。",
    more: |rows| format!("さらに{rows}件を表示"),
};

const ITEMS: ItemsWords = ItemsWords {
    caption: |view, item_label, shown, total, conditions| {
        let reposts = match shown.reposts {
            0 => String::new(),
            reposts => format!("、ほかに再掲{reposts}件"),
        };
        let of = if shown == total { String::new() } else { format!("全{}件のうち", total.items) };
        let conditions = match conditions {
            [] => String::new(),
            conditions => format!("。条件: {}", conditions.join("、")),
        };
        let what = if view == View::Items { "一覧" } else { (CONTROLS.view)(view) };
        format!("{}の{what}（{of}{}件{reposts}{conditions}）", or(item_label, "取組"), shown.items)
    },
    number: "番号",
    name: "取組",
    departments: "担当部署",
    indicators: "指標",
    indicator_count: |count| if count == 0 { "なし".to_owned() } else { format!("{count}件") },
    repost: "再掲",
    lead: "主",
    lead_more: "担当",
    span: |first, last| format!("{}から{}まで", year(first), year(last)),
    hits: |section, count| format!("{section}に{count}か所"),
    hits_between: "、",
    section: |section| match section {
        Section::Name => "名称",
        Section::Departments => "部署",
        Section::Purpose => "目的",
        Section::Content => "内容",
        Section::Schedule => "年次計画",
        Section::Results => "実績",
        Section::Indicators => "指標",
    },
    nothing: |view| match view {
        View::Items => "この条件では項目がありません。",
        View::Schedule => "この条件では年次計画がありません。",
        View::Indicators => "この条件では指標がありません。",
        View::Departments => "この条件では、担当する部署がありません。",
        View::Overview | View::Data | View::Item => "",
    },
    no_items: "この計画には項目がありません。",
};

const ITEM: ItemWords = ItemWords {
    open: |parts| match parts {
        [] => "詳しく見る".to_owned(),
        parts => format!("詳しく見る（{}）", parts.join("・")),
    },
    schedule: "年次計画",
    action: "取組内容",
    schedule_caption: |name| format!("「{name}」の年次計画"),
    continues: |texts| match texts {
        [] => "矢印（どの記載の続きかは書かれていません）".to_owned(),
        texts => format!("{}を継続", texts.join("、")),
    },
    blank: "空欄",
    unread: "読み取れず",
    inferred: "位置は推定",
    not_stated: "資料に記載がありません。",
    indicators: "指標",
    results: "実績",
    results_of: |of| format!("{}の欄", year(of)),
    status: "状況",
    reason: "理由",
    inherited: |level, name| {
        format!("資料では、{}「{name}」全体の担当として書かれています。", or(level, "上位"))
    },
    source: "資料の掲載ページ",
    page: |title, page| format!("「{title}」{page}ページ"),
    no_page: |title| format!("「{title}」（資料は項目ごとのページを示していません）"),
    note: "注記",
    repost_of: |number, name| format!("この項目は{number}「{name}」の再掲です。"),
    path: "体系",
    permalink: "この項目へのリンク",
    permalink_of: |item| format!("{item}へのリンク"),
    alone: |item| format!("{item}だけを表示"),
    around: |item| format!("{item}の前後の項目"),
    previous: "前の項目: ",
    next: "次の項目: ",
    in_list: "一覧の中で見る",
    beside: |name| format!("「{name}」のほかの項目"),
    repeated_as: |number, name| format!("この項目は{number}「{name}」に再掲されています。"),
    mark: "資料での記号",
    unknown: |item| match item {
        "" => "表示する項目が選ばれていません。".to_owned(),
        item => format!("「{item}」という番号の項目は、この計画にありません。"),
    },
    to_list: "一覧から探す",
    copy: "リンクをコピー",
    copied: "コピーしました",
    copy_by_hand: "選択されている文字をコピーしてください",
    values_caption: |name| format!("「{name}」の数値"),
    value_year: "年度",
    reference: |name| if name.is_empty() { "参考".to_owned() } else { format!("参考（{name}）") },
    indicator_repost: |number, name| format!("{number}「{name}」の指標の再掲です。"),
};

const DEPARTMENTS: DepartmentsWords = DepartmentsWords {
    every_section: "「各課」は、一つの課の名前ではなく、市の課をまとめて指す言葉です。",
    aliases: |names| format!("「{}」の名前でも探せます。", names.join("」「")),
    inherited: "担当が上位の段に書かれている項目は、その段を担当する部署すべてに数えています。",
    load: |leads, items, indicators, has_reposts| {
        let parts = match leads {
            Some(leads) => format!("主担当{leads}件、そのほかの担当{}件", items - leads),
            None => format!("担当{items}件"),
        };
        let indicators = match indicators {
            0 => "指標はありません".to_owned(),
            count => format!("指標{count}件"),
        };
        format!("{parts}。{indicators}{}。", without_reposts(has_reposts))
    },
    count: |count| format!("{count}件"),
    see_indicators: |name| format!("{name}の指標を図で見る"),
};

const STRIP: StripWords = StripWords {
    today: "今年度",
    results: "実績",
    span: |first, last| format!("（{}から{}まで）", chart::year(first), chart::year(last)),
    dash: "（横線）",
    again: "（続き）",
};

const ERROR: ErrorWords = ErrorWords {
    title: "計画を表示できませんでした",
    unknown_plan: |asked, known| {
        let known = known.iter().map(|id| format!("「{id}」")).list().join("");
        format!(
            "計画「{asked}」はこのスクリプトに入っていません。入っている計画は{known}です。plan 属性を直すか、src 属性で計画ファイルを指定してください。"
        )
    },
    no_plan: "plan 属性（入っている計画の名前）か src 属性（計画ファイルの場所）を指定してください。",
    not_found: |address, status| {
        let answer = if status == 0 {
            "サーバーにつながりませんでした".to_owned()
        } else {
            format!("サーバーの応答: {status}")
        };
        format!(
            "計画ファイル「{address}」を読み込めませんでした（{answer}）。ファイルの場所と名前を確かめてください。"
        )
    },
    stopped: "プログラムが途中で止まりました。ページを読み込みなおしてください。",
    stale: |fragment, script| {
        format!(
            "machi-plan: ページの断片（{fragment}）がスクリプトの計画（{script}）より新しいので、断片をそのまま残しました。スクリプトを新しくしてください。"
        )
    },
    too_many_turns: "machi-plan: machi-plan:change などのたびに表示を変えるスクリプトがページにあり、終わらないので、20回で止めました。",
    below: "下の内容はそのままお読みいただけます。",
};

fn year(year: FiscalYear) -> String {
    format!("{}（{}年度）", chart::year(year), year.0)
}

fn without_reposts(has_reposts: bool) -> &'static str {
    if has_reposts { "（再掲は重ねて数えていません）" } else { "" }
}

fn with_reposts(count: Count) -> String {
    let reposts =
        if count.reposts > 0 { format!("（ほかに再掲{}件）", count.reposts) } else { String::new() };
    format!("{}件{reposts}", count.items)
}

#[cfg(test)]
mod tests {
    use super::JA;
    use crate::plan::FiscalYear;

    #[test]
    fn the_years_that_have_results_are_said_and_no_others() {
        let said = |years: &[u16]| {
            let mut of = Vec::new();
            years.iter().for_each(|year| FiscalYear(*year).insert_into(&mut of));
            (JA.overview.results)(&of)
        };
        assert_eq!(said(&[2024, 2024]), "令和6年度（2024年度）の実績を載せています。");
        assert_eq!(
            said(&[2024, 2022, 2024]),
            "令和4年度（2022年度）、令和6年度（2024年度）の実績を載せています。"
        );
        assert_eq!(said(&[]), "実績は資料に記載がありません。");
    }

    #[test]
    fn a_bracket_about_reposts_is_of_plans_that_have_some() {
        let said = |has_reposts| (JA.departments.load)(Some(1), 3, 0, has_reposts);
        assert_eq!(
            said(true),
            "主担当1件、そのほかの担当2件。指標はありません（再掲は重ねて数えていません）。"
        );
        assert_eq!(said(false), "主担当1件、そのほかの担当2件。指標はありません。");
    }

    #[test]
    fn a_level_without_a_name_is_told_by_its_mark() {
        assert_eq!((JA.overview.level)("施策", "1", 6), "施策6");
        assert_eq!((JA.overview.level)("", "", 2), "段（呼び名の記載なし）2");
        assert_eq!((JA.overview.level)("", "(1)", 14), "(1)などの段（呼び名の記載なし）14");
    }
}
