//! Tests of command lines.

use super::*;

fn check(args: &[&str]) -> Result<Command, String> {
    parse(lexopt::Parser::from_args(args))
}

#[test]
fn a_command_line_becomes_a_command() {
    let command =
        check(&["render", "計画", "--view=indicators", "--heading-level", "3", "--department", "財政局"]);
    let Ok(Command::Render { plan, options, product, .. }) = command else { panic!("{command:?}") };
    assert_eq!((plan, options.heading_level, product), (PathBuf::from("計画"), 3, Product::Fragment));
    assert_eq!(
        (options.state.view.name(), options.state.values("department")),
        ("indicators", vec!["財政局".to_owned()])
    );
    let Ok(Command::Render { options, .. }) = check(&["render", "a", "--view", "item", "--item", "3"]) else {
        panic!()
    };
    assert_eq!((options.state.view.name(), options.state.items), ("item", vec!["3".to_owned()]));
    assert!(!options.all_views);
    let command = check(&["render", "a", "--all-views"]);
    assert!(matches!(command, Ok(Command::Render { options, .. }) if options.all_views));
    let command = check(&["render", "a", "--script", "b.js", "--as", "page"]);
    let Ok(Command::Render { product, script, options, .. }) = command else { panic!("{command:?}") };
    assert_eq!((product, script, options.heading_level), (Product::Page, Some(PathBuf::from("b.js")), 1));
    let command = check(&["render", "a", "--as", "editor", "--src", "plan.txt", "--all-views"]);
    let Ok(Command::Render { product, options, .. }) = command else { panic!("{command:?}") };
    assert_eq!(
        (product, options.src.as_deref(), options.all_views),
        (Product::Editor, Some("plan.txt"), true)
    );
    let command = check(&["script", "a", "--script", "b.js", "--out", "c.js"]);
    assert!(matches!(command, Ok(Command::Script { script: Some(_), out: Some(_), .. })));
    assert!(matches!(
        check(&["export", "a", "--out", "b", "--as", "package"]),
        Ok(Command::Export { product: Product::Package, .. })
    ));
    assert!(matches!(
        check(&["check", "a", "--format=json"]),
        Ok(Command::Check { json: true, cms: false, .. })
    ));
    assert!(matches!(check(&["check", "--cms", "a"]), Ok(Command::Check { cms: true, .. })));
    let split = ["export", "a", "--as", "next-year", "--split", "department", "--out"];
    for (out, product) in [("b", Product::Forms), ("b.zip", Product::FormsZip)] {
        let command = check(&[&split[..], &[out]].concat());
        assert!(matches!(command, Ok(Command::Export { product: found, .. }) if found == product), "{out}");
    }
    let command = check(&["merge", "a", "--into", "b.xlsx", "--out", "c.xlsx"]);
    assert!(matches!(command, Ok(Command::Merge { plan, .. }) if plan == std::path::Path::new("b.xlsx")));
    assert!(matches!(check(&["template", "--out", "a.XLSX"]), Ok(Command::Template { .. })));
    assert!(matches!(check(&["new", "a"]), Ok(Command::New { .. })));
    let command = check(&["changes", "a", "b", "--out", "c.csv"]);
    let Ok(Command::Changes { old, new, json, out }) = command else { panic!("{command:?}") };
    let names = [old, new, out.unwrap_or_default()].map(|path| path.display().to_string());
    assert_eq!((names.join(" ").as_str(), json), ("a b c.csv", false));
    let command = check(&["changes", "a", "b", "--format", "json", "--out", "c.json"]);
    assert!(matches!(command, Ok(Command::Changes { json: true, .. })));
    let Ok(Command::Help(help)) = check(&["check", "a", "--help"]) else { panic!() };
    assert!(help.starts_with("machi-plan check"));
}

#[test]
fn a_wrong_command_line_gives_a_sentence() {
    for (args, part) in [
        (&[][..], "何をするか"),
        (&["chek", "a"][..], "「chek」という命令はありません"),
        (&["check"][..], "計画のフォルダかファイル"),
        (&["check", "a", "b"][..], "「b」は余分です"),
        (&["check", "a", "--out", "b"][..], "--out は使えません"),
        (&["render", "a", "--cms"][..], "--cms は使えません"),
        (&["check", "a", "--readings", "--cms"][..], "--cms は使えません。machi-plan check --help"),
        (&["changes", "a", "b", "--format", "json", "--out", "c.csv"][..], "--format は使えません"),
        (&["changes", "a", "b", "--format", "text", "--out", "c.XLSX"][..], "machi-plan changes --help"),
        (&["check", "a", "--format", "xml"][..], "--format「xml」はありません"),
        (&["export", "a"][..], "--out で書いてください"),
        (&["export", "a", "--out", "b", "--as", "pdf"][..], "open-data、zip、package、workbook"),
        (&["export", "a", "--out", "b.csv", "--as", "zip"][..], "「.zip」で終わる"),
        (&["export", "a", "--out", "b", "--split", "department"][..], "--as next-year"),
        (&["merge", "a", "--out", "b"][..], "--into"),
        (&["compile", "a", "--out"][..], "--out のあとに値"),
        (&["render", "a", "--heading-level", "7"][..], "1から6"),
        (&["render", "a", "--view", "map"][..], "--view「map」はありません"),
        (&["render", "a", "--name", "a b"][..], "--name「a b」は使えません"),
        (&["render", "a", "--script", "b"][..], "--script は使えません"),
        (&["render", "a", "--as", "print", "--view", "items"][..], "--view は使えません"),
        (&["render", "a", "--as", "print", "--all-views"][..], "--all-views は使えません"),
        (&["render", "a", "--as", "pdf"][..], "fragment、editor、page、print"),
        (&["template", "a"][..], "「a」は余分です"),
        (&["template"][..], "--out で書いてください"),
        (&["new"][..], "作るフォルダ"),
        (&["changes", "a"][..], "前の版と新しい版"),
        (&["changes", "a", "b", "c"][..], "「c」は余分です"),
        (&["changes", "a", "b", "--format", "csv"][..], "--format「csv」はありません"),
    ] {
        let message = check(args).unwrap_err();
        assert!(message.contains(part), "{args:?}: {message}");
    }
}
