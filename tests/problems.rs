//! Every kind of problem can occur, and `docs/problems.md` explains each with an example that did occur.
//!
//! The examples are those of `tests/snapshots/problems` and `damaged`; other tests compare these with the real
//! messages. `UPDATE_SNAPSHOTS=1 cargo test --test problems` writes the page again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use machi_plan::locale::CODES;
use machi_plan::package::{self, CATALOGUE, CMS_CATALOGUE, MERGE_CATALOGUE, Problem, Severity, Sheet};
use machi_plan::plan::{About, DocumentTable, Plan};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Each code that occurs in a snapshot, with its shortest sentence.
fn examples() -> BTreeMap<String, String> {
    let mut examples: BTreeMap<String, String> = BTreeMap::new();
    let mut enter = |code: &str, sentence: &str| {
        let known = examples.entry(code.to_owned()).or_insert_with(|| sentence.to_owned());
        if (sentence.chars().count(), sentence) < (known.chars().count(), known.as_str()) {
            *known = sentence.to_owned();
        }
    };
    for folder in ["problems", "damaged"] {
        let folder = root().join("tests/snapshots").join(folder);
        let paths: BTreeSet<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        for path in paths {
            let text = fs::read_to_string(path).unwrap();
            for (sentence, advice) in text.lines().zip(text.lines().skip(1)) {
                // A cell may contain a bracket too; the code is in the last one.
                let Some((_, code)) = advice.strip_prefix("  → ").and_then(|line| line.rsplit_once(" ["))
                else {
                    continue;
                };
                enter(code.split(['、', ']']).next().unwrap_or_default(), sentence);
            }
        }
    }
    // The limits of a workbook are reported when one is written.
    let about = About { title: "あ".repeat(32_768), ..About::default() };
    let table = DocumentTable { id: "a/b".into(), ..DocumentTable::default() };
    let refused = package::write_workbook(&Plan { about, tables: vec![table], ..Plan::default() });
    for problem in refused.unwrap_err() {
        enter(problem.code.name, problem.to_string().lines().next().unwrap());
    }
    examples
}

#[test]
fn every_code_has_a_case_and_its_own_name() {
    let seen = examples();
    let all: BTreeSet<&str> = CATALOGUE.iter().map(|code| code.name).collect();
    let without: Vec<&&str> = all.iter().filter(|name| !seen.contains_key(**name)).collect();
    assert_eq!(without, Vec::<&&str>::new(), "codes without a case");
    let gone: Vec<&String> = seen.keys().filter(|name| !all.contains(name.as_str())).collect();
    assert_eq!(gone, Vec::<&String>::new(), "codes of the snapshots that the catalogue lacks");
    assert_eq!(all.len(), CATALOGUE.len());
    let others = CMS_CATALOGUE.iter().chain(MERGE_CATALOGUE);
    let listed: BTreeSet<&str> = CATALOGUE.iter().chain(others).map(|code| code.name).collect();
    assert_eq!(listed, CODES.into_iter().collect(), "codes, and words of src/locale/ja.txt");
    for code in CATALOGUE {
        assert!(code.words.message().ends_with('。') && code.words.hint().ends_with('。'), "{}", code.name);
        assert_ne!(code.words.message(), code.words.hint());
    }
}

const OPENING: &str = "\
# 計画の問題の一覧

`machi-plan check` と担当者のページは、計画のファイルにある問題を、セルごとに一度に全部示します。ここはその種類の一覧です。
プログラムの中の一覧（`src/package/problems/catalogue.rs`）から作られ、例はどれも試験で実際に出た文です。

**エラー**があると計画は作れません（何も書き換えません）。**注意**と**参考**があっても作れます。
";

fn page() -> String {
    let examples = examples();
    let mut page = OPENING.to_owned();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let codes = || CATALOGUE.iter().filter(move |code| code.severity == severity);
        write!(page, "\n## {}（{}種類）\n", severity.word(), codes().count()).unwrap();
        for code in codes() {
            // The template in readable form: the blanks are circles, squares and triangles.
            let plain = |text: &str| text.replace("{0}", "○○").replace("{1}", "□□").replace("{2}", "△");
            write!(page, "\n### {}\n\n{}\n\n", code.name, plain(code.words.message())).unwrap();
            writeln!(page, "- 直し方: {}", plain(code.words.hint())).unwrap();
            if let Some(rule) = code.rule {
                writeln!(page, "- 行政データにおける機械可読性に関するルール: {rule}").unwrap();
            }
            if let Some(example) = examples.get(code.name) {
                writeln!(page, "- 例: `{}`", example.replace('`', "'").replace(char::is_control, "�"))
                    .unwrap();
            }
        }
    }
    page + &of_merging() + &of_cms()
}

const OF_MERGING: &str = "
## 各課の記入をまとめるときの問題（{}種類）

`machi-plan merge` だけが示します。場所は、届いたファイルの名前、シート、セルです。
記入した値そのものの問題は、上の一覧の種類のまま、届いたファイルのセルで示します。
";

/// The problems that only merging reports. `tests/merge.rs` has a case of each.
fn of_merging() -> String {
    let mut page = OF_MERGING.replace("{}", &MERGE_CATALOGUE.len().to_string());
    for code in MERGE_CATALOGUE {
        let plain = |text: &str| text.replace("{0}", "○○").replace("{1}", "□□").replace("{2}", "△");
        let (message, hint) = (plain(code.words.message()), plain(code.words.hint()));
        let word = code.severity.word();
        write!(page, "\n### {}\n\n{word}: {message}\n\n- 直し方: {hint}\n", code.name).unwrap();
    }
    page
}

const OF_CMS: &str = "
## CMSの検査が指摘する文字（{}種類）

`machi-plan check --cms` は、計画の文字のうちCMSの検査が指摘しそうなものを、セルごとに**参考**として最後に示します。計画の文字は
資料のとおりに示すもので、プログラムは変えません。示すのは訂正の前のセルです。終了コードは変わりません。
";

/// The problems that only `check --cms` reports. The examples are from a cell that has every kind.
fn of_cms() -> String {
    let sheet = Sheet::new(
        "取組",
        [["取組ID", "名称"], ["1", "ＤＸ ｺﾝﾋﾞﾆ ① 2024/4/1 日 時"]]
            .map(|row| row.map(str::to_owned).to_vec())
            .to_vec(),
    );
    let said: Vec<Problem> = package::cms_notes(&[sheet]);
    let mut page = OF_CMS.replace("{}", &CMS_CATALOGUE.len().to_string());
    for code in CMS_CATALOGUE {
        let plain = code.words.message().replace("{0}", "○○");
        let example = said.iter().find(|note| note.code == *code).unwrap().to_string();
        let example = example.lines().next().unwrap();
        write!(
            page,
            "\n### {}\n\n{plain}\n\n- 直し方: {}\n- 例: `{example}`\n",
            code.name,
            code.words.hint()
        )
        .unwrap();
    }
    page
}

#[test]
fn the_page_about_problems_is_fresh() {
    let path = root().join("docs/problems.md");
    let page = page();
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &page).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == page,
        "docs/problems.md is not what the catalogue says; UPDATE_SNAPSHOTS=1 writes it anew"
    );
}
