//! Cells of departments, shown by examples.

use super::*;

/// The names of a cell, leading ones with a star, and the codes of the doubts.
fn check(cell: &str, names: &[&str], doubts: &[&str]) {
    let named = read(cell, &|name| name == "総務部" || name == "職員課");
    let list: Vec<String> = named
        .list
        .iter()
        .map(|one| format!("{}{}", if one.lead { "*" } else { "" }, one.department))
        .collect();
    assert_eq!(list, names, "{cell}");
    assert_eq!(named.doubts.iter().map(|(code, _)| code.name).collect::<Vec<_>>(), doubts, "{cell}");
}

#[test]
fn brackets_are_never_cut() {
    check("健康福祉部（福祉課、子育て支援課）", &["健康福祉部（福祉課、子育て支援課）"], &[]);
    check(
        "健康福祉部 （福祉課、子育て支援課）、市民課",
        &["健康福祉部 （福祉課、子育て支援課）", "市民課"],
        &[],
    );
    check("市民課(窓口 係),情報課", &["市民課(窓口 係)", "情報課"], &[]);
    check("健康福祉部（福祉課、市民課", &["健康福祉部（福祉課", "市民課"], &["department-bracket"]);
    assert_eq!(parts("財政、総務（財政、契約）"), ["財政", "総務（財政、契約）"]);
}

#[test]
fn roles_are_read_in_every_form_that_cities_print() {
    for cell in [
        "(主)市民課、情報課",
        "（主） 市民課、情報課",
        "市民課（主）、情報課",
        "市民課 （主）、情報課",
        "市民課(主管課)、情報課（関係課）",
        "【主管課】市民課、【関係課】情報課",
        "主管課：市民課\n関係課：情報課",
        "主管課： 市民課、関係課： 情報課",
        "主担当:市民課 協力:情報課",
        "主管課\n市民課\n関係課\n情報課",
        "担当課：市民課\n関係課：情報課",
        "◎市民課、情報課",
        "◎市民課、○情報課",
        "市民課◎、情報課○",
        "主：市民課、副：情報課",
        "市民課：主、情報課：副",
        "市民課（◎）、情報課（○）",
        "市民課（主）情報課（副）",
        "市民課（主）情報課",
        "◎市民課○情報課",
        "市民課◎情報課○",
        "・◎市民課\n・情報課",
        "・◎市民課・○情報課",
        "◎市民課・○情報課",
        "◎市民課 / ○情報課",
        "市民課（◎）情報課（○）",
        "【主管課】市民課【関係課】情報課",
        "（主）市民課（副）情報課",
        "市民課（主管）／情報課（関係）",
        "市民課（主管）及び情報課",
        "(主)市民課､情報課",
    ] {
        check(cell, &["*市民課", "情報課"], &[]);
    }
    check("主管課：市民課、税務課\n情報課", &["*市民課", "*税務課", "情報課"], &[]);
    check("関係課：市民課、情報課", &["市民課", "情報課"], &[]);
    check("担当課：市民課", &["市民課"], &[]);
    check("財政課、関係課", &["財政課", "関係課"], &[]);
}

#[test]
fn a_circle_alone_is_reported() {
    check("○市民課、情報課", &["*市民課", "情報課"], &["department-circle"]);
    check("○市民課、○情報課", &["市民課", "情報課"], &["department-circle"]);
    check("〇市民課", &["市民課"], &["department-circle"]);
}

#[test]
fn a_name_of_one_department_or_two_is_reported() {
    check("総務部\u{3000}市民課", &["総務部\u{3000}市民課"], &["department-or-two"]);
    check("総務部 市民課、情報課", &["総務部 市民課", "情報課"], &["department-or-two"]);
    check("総務部\n市民課", &["総務部", "市民課"], &["department-or-two"]);
    check("総務部 職員課", &["総務部", "職員課"], &[]);
    check("市民課 情報課", &["市民課", "情報課"], &[]);
    check("市民課・情報課", &["市民課・情報課"], &["department-or-two"]);
    check("文化・スポーツ課", &["文化・スポーツ課"], &[]);
    check("総務部、市民課", &["総務部", "市民課"], &[]);
    check("市民課･情報課", &["市民課･情報課"], &["department-or-two"]);
    check("市民課及び情報課", &["市民課及び情報課"], &["department-or-two"]);
    check("・市民課\n・情報課", &["市民課", "情報課"], &[]);
    check("—", &[], &[]);
    check("健康福祉部（福祉課）、市民課", &["健康福祉部（福祉課）", "市民課"], &[]);
    check("市民課（窓口）情報係", &["市民課（窓口）情報係"], &[]);
    // What only looks like two names, or like a role.
    for whole in [
        "健康福祉部（◎福祉課、保険課）",
        "健康福祉部（福祉課◎、保険課○）",
        "市民課（窓口■係）",
        "企画課（主管）ほか",
        "市民課（主）（窓口係）",
        "○○課",
    ] {
        check(whole, &[whole], &[]);
    }
    check("◎市民課（窓口係）○情報課", &["*市民課（窓口係）", "情報課"], &[]);
    check("市民課（主）（窓口係）情報課", &["市民課（主）（窓口係）", "情報課"], &[]);
}
