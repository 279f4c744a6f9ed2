//! The keys of the sheet 計画: in the sheet a row each, in the plan file an object.

use super::TableSpec;
use crate::plan::About;

table! { About: TableSpec::new("計画", "plan", "計画そのもの。項目の名前の右に値を書きます。").object("about").required();
    PLAN_ID = Id(id), "plan_id", "計画ID", .must().always()
        .says("machi", "計画の名前の代わりになる英数字。公開したあとは変えません。");
    TITLE = Text(title), "title", "計画名", .must()
        .says("行政改革推進計画（記入例）", "計画の正式な名前。");
    SUBTITLE = Text(subtitle), "subtitle", "副題", .says("", "計画の副題。");
    MUNICIPALITY = Text(municipality), "municipality", "自治体名", .says("まち市", "自治体の名前。");
    MUNICIPALITY_CODE = Text(municipality_code), "municipality_code", "団体コード", .uncorrected()
        .says("", "全国地方公共団体コード6桁。先頭の0も書きます。");
    FIRST_YEAR = Year(first_year), "first_year", "開始年度", .must().always()
        .says("R8", "計画の最初の年度。R8、令和8年度、2026のどの書き方でも読めます。")
        .file("first_year", "計画の最初の年度（西暦）。");
    LAST_YEAR = Year(last_year), "last_year", "終了年度", .must().always()
        .says("R12", "計画の最後の年度。")
        .file("last_year", "計画の最後の年度（西暦）。");
    RESULTS_YEAR = MaybeYear(results_year), "results_year", "実績年度",
        .says("R8", "実績を載せた最も新しい年度。まだ実績がなければ空欄にします。")
        .file("results_year", "実績を載せた最も新しい年度（西暦）。まだ実績がなければない。");
    PUBLISHED = Text(published), "published", "公表日",
        .says("令和8年3月", "資料を公表した日や月。資料どおりに書きます。");
    UPDATED = Text(updated), "updated", "更新日", .uncorrected()
        .says("2026-04-01", "このデータを直した日。2026-04-01の形で書き、直すたびに新しくします。");
    SOURCE_TITLE = Text(source_title), "source_title", "出典名",
        .says("まち市行政改革推進計画", "元になった資料の名前。");
    SOURCE_URL = Text(source_url), "source_url", "出典URL", .uncorrected()
        .says("", "元になった資料のアドレス。");
    LICENCE = Text(licence), "licence", "利用条件", .says("", "利用の条件。");
    CONTACT = Text(contact), "contact", "問合せ先", .says("企画部行政改革課", "問合せ先。");
    LEVEL_NAMES = Levels(level_names), "level_names", "階層名",
        .says("基本方針>取組", "体系の段の名前を上から順に、取組まで「>」で区切って書きます。")
        .file("level_names", "体系の段の名前。上から順に、取組まで。名前のない段は空の文字列。");
    DEPARTMENTS_LABEL = Text(departments_label), "departments_label", "部署の見出し",
        .says("担当課", "部署の欄を資料が何と呼ぶか。");
    PURPOSE_LABEL = Text(purpose_label), "purpose_label", "目的の見出し",
        .says("目的", "目的の欄を資料が何と呼ぶか。");
    CONTENT_LABEL = Text(content_label), "content_label", "内容の見出し",
        .says("内容", "内容の欄を資料が何と呼ぶか。");
    INDICATORS_LABEL = Text(indicators_label), "indicators_label", "指標の見出し",
        .says("指標", "指標の欄を資料が何と呼ぶか。");
    RESULTS_LABEL = Text(results_label), "results_label", "実績の見出し",
        .says("令和8年度の実績", "実績年度の実績の欄を資料が何と呼ぶか。");
    BASELINE_LABEL = Text(baseline_label), "baseline_label", "基準値の見出し", .since(2)
        .says("現状値", "基準値を資料が何と呼ぶか。");
    PAGE_URL = Text(page_url), "page_url", "掲載URL", .since(2).uncorrected()
        .says("", "この計画を載せているページのアドレス。");
}
