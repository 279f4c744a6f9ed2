//! Packages of format 2 with errors.

use super::{Changes, text};

/// Every case: its name, and the files that it replaces or adds.
pub fn cases() -> Vec<(&'static str, Changes)> {
    vec![text(
        "words-of-the-city",
        &[
            (
                "取組.csv",
                "取組ID,体系ID,名称,重点,分類,開始,終了\n1,1-1,ひとつめ,重点、新規,SDGs：11、財源:国庫\\、一般,R6,\n2,1-1,ふたつめ,,重点、:1,,\n",
            ),
            (
                "indicators.csv",
                "取組ID,指標ID,指標名,区分,単位,目標R5,見込R6,達成率R5,累計R5,区切り\n1,1.1,額,効果額,千円,5,6件,102%,5,R6 定義の変更\n1,1.2,率,成果指標,%,90%,90%,達成,,変更\n",
            ),
            (
                "results.csv",
                "取組ID,年度,実績,状況,課題,今後の方向性,次年度の取組\n1,R5,,,,継続,\n2,R5,できた,順調,,,\n",
            ),
            ("statuses.csv", "区分,観点,順\nA,効果,1\nA,進捗,1\n順調,進捗,二\nA,効果,3\n"),
        ],
    )]
}
