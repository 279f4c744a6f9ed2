//! The sheet 部署.

use super::TableSpec;
use crate::plan::Department;

table! { Department: TableSpec::new("部署", "departments", "部署の一覧。並べた順に示します。").short();
    NAME = Word(name), "name", "名称", .must().open_as("department", "部署").says("市民課", "部署の名前。");
    KANA = Text(kana), "kana", "よみ", .says("しみんか", "ひらがなの読み。");
    ALIASES = Names(aliases), "aliases", "別名",
        .says("", "同じ部署の別の書き方や、変わる前の名前。「、」で区切ります。")
        .file("aliases", "同じ部署の別の書き方や、変わる前の名前。");
}
