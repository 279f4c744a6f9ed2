//! Options that ask for a part of the plan: a name that the plan does not have is refused, because a page about nothing would
//! be published. Paths that the system refuses: the reason is in the language of the message.

use super::{folder, machi_plan, path, stderr};

#[test]
fn an_item_that_the_plan_does_not_have_is_refused() {
    let folder = folder("asked");
    let package = folder.join("machi");
    let changes =
        "日付,年度,表,ID,列,種類,変更前,変更後,理由,後継ID\n2025-03-25,R7,取組,9,,廃止,前の取組,,,\n";
    std::fs::write(package.join("変更.csv"), changes).unwrap();
    let out = folder.join("item.html");
    let render = |options: &[&str]| {
        let _ = std::fs::remove_file(&out);
        let args = [path("render"), &package, path("--out"), &out];
        let made =
            machi_plan(&[&args[..], &options.iter().map(|option| path(option)).collect::<Vec<_>>()].concat());
        (made.status.code(), out.exists(), stderr(&made))
    };
    for (options, code, words) in [
        (
            &["--view", "item", "--item", "9-9-9"][..],
            1,
            "取組「9-9-9」はこの計画にありません。あるのは1aです。",
        ),
        (&["--item", "9-9-9"], 1, "取組「9-9-9」"),
        (&["--view", "item"], 2, "--item"),
        (&["--department", "市民"], 1, "部署「市民」"),
    ] {
        let (found, exists, said) = render(options);
        assert_eq!((found, exists), (Some(code), false), "{options:?} {said}");
        assert!(said.contains(words), "{options:?} {said}");
    }
    // What became of an item that went is shown under its id.
    for id in ["1a", "9"] {
        assert_eq!(render(&["--view", "item", "--item", id]).0, Some(0), "{id}");
    }
}

#[test]
fn the_reason_of_the_system_is_in_the_language_of_the_message() {
    let folder = folder("reasons");
    let package = folder.join("machi");
    let inside = package.join("取組.csv").join("inside");
    let long = folder.join("あ".repeat(200)).join("plan.json");
    for (args, japanese, english) in [
        (vec![path("check"), path("nowhere")], "（見つかりません）", "(not found)"),
        (
            vec![path("check"), inside.as_path()],
            "（途中の名前がフォルダではありません）",
            "(a part of the path is not a folder)",
        ),
        (
            vec![path("compile"), package.as_path(), path("--out"), long.as_path()],
            "（名前が長すぎます）",
            "(the name is too long)",
        ),
    ] {
        for (lang, words) in [("ja", japanese), ("en", english)] {
            let said = stderr(&machi_plan(&[&[path("--lang"), path(lang)], &args[..]].concat()));
            assert!(said.contains(words) && !said.contains("os error"), "{said}");
        }
    }
}
