//! Japanese: the view of data.

use crate::locale::{DataWords, or};

pub(super) const DATA: DataWords = DataWords {
    source: "資料",
    title: "資料の名前",
    municipality: "自治体",
    published: "資料の公表日",
    years: "計画の期間",
    results_year: "取組の実績の最新年度",
    updated: "このデータの更新日",
    licence: "利用条件",
    contact: "問合せ先",
    address: "資料の掲載場所",
    downloads: "ダウンロード",
    terms: |about| {
        let source = or(&about.source_title, &about.title);
        let licence = or(&about.licence, "資料に記載がありません。");
        format!("出典: {}「{source}」。利用条件: {licence}", about.municipality)
    },
    items: "一覧のCSV（Excel用）",
    items_hold: "選んだ条件に合う項目を1行ずつ、一覧の順に並べています。訂正したあとの文字です。",
    open_data: "オープンデータ一式（zip）",
    open_data_holds: "計画全体の取組、年次計画、指標とその値、実績、体系、部署、表、本文、訂正のCSVと、列の説明です。",
    plan_file: "計画データ（JSON）",
    plan_file_holds: "計画全体の計画ファイルです。資料の文字と訂正を分けて入れています。",
    made: |name| format!("ファイル「{name}」を作りました。"),
    corrections: "訂正した文字",
    corrections_why: "「もとの文字」が資料から取り出した文字、「訂正した文字」が画面とオープンデータに示している文字です。どちらでも検索できます。",
    no_corrections: "訂正した文字はありません。",
    correction_heads: ["訂正した欄", "もとの文字", "訂正した文字", "理由"],
    inferred: "位置を推定した欄",
    inferred_why: |count| {
        format!(
            "資料から取り出した欄の数が年度の数と合わず、決まった規則で年度に当てはめた行が{count}行あります。書かれている文字は変えていません。"
        )
    },
    no_inferred: "位置を推定した欄はありません。",
    inferred_heads: ["項目", "取組内容または指標", "理由"],
    rules: "画面に示すものの決まり",
    rule_list: [
        "件数: 再掲は、もとの項目と並ぶときは「ほかに再掲」と分けて数えます。",
        "絞り込み: 一つの条件の中では「いずれか」、条件どうしでは「すべて」に当てはまる項目を示します。",
        "矢印: 一つだけの矢印は、その前で最後に言葉のある欄の記載すべての続き、記載と同じ数の矢印は一つずつの続きとして帯にします。そのほかの矢印は資料の位置にそのまま示し、空欄で帯は終わります。",
        "グラフ: 単位の同じ値が二つ以上の年度にあるときだけ描きます。「以上」「未満」「程度」は言葉と形で示し、値の換算や補いはしません。",
        "判定: 達成・未達の判定はしません。空欄、横線（—）、0は別のものとして示します。",
        "今年度: 4月から翌年3月までを一つの年度とし、ご覧の端末の日付で示します。",
    ],
    status_rule: "状況での絞り込み: 「取組の実績の最新年度」の実績の状況を使います。その年度が決まっていない計画では、項目ごとにいちばん新しい年度の実績を使います。",
};
