//! Arguments → a command.

use std::path::PathBuf;

use lexopt::prelude::*;
use machi_plan::selection::{View, ViewState};
use machi_plan::view::FragmentOptions;

/// What `--help` prints.
pub const HELP: &str = "\
machi-plan: 自治体の計画（CSVのフォルダ）を、調べ、まとめ、HTMLやオープンデータにします。

使い方:
  machi-plan check DIR                     フォルダ DIR の計画を調べ、問題をセルごとに示します
  machi-plan compile DIR [--out FILE]      計画ファイル（plan.json）を作ります
  machi-plan render DIR [--out FILE]       ページに貼るHTMLを作ります
      --view items|indicators              表示（初めは items）
      --department 部署                    その部署の取組だけ
      --src ADDRESS                        計画ファイルの場所（スクリプトに入っていない計画のとき）
      --heading-level 1〜6                 見出しの段（初めは 2）
      --name NAME                          ページの中での名前（初めは machi-plan）
  machi-plan export DIR --out OUT          オープンデータ（CSVと datapackage.json）を作ります
      --as package                         オープンデータではなく、計画のCSVそのものを書き直します
  machi-plan --help | --version

--out のないときは標準出力に書きます。問題は標準エラーに出ます。
終了コード: 0 よい、1 問題がある（何も書き換えません）、2 使い方の間違い。
";

/// What to do.
#[derive(Debug)]
pub enum Command {
    /// Prints [`HELP`].
    Help,
    /// Prints the version.
    Version,
    /// Says every problem of a package.
    Check {
        /// The package.
        dir: PathBuf,
    },
    /// Writes the plan file.
    Compile {
        /// The package.
        dir: PathBuf,
        /// Where to; standard output if none.
        out: Option<PathBuf>,
    },
    /// Writes the fragment.
    Render {
        /// The package.
        dir: PathBuf,
        /// Where to; standard output if none.
        out: Option<PathBuf>,
        /// How.
        options: Box<FragmentOptions>,
    },
    /// Writes the open data or the package.
    Export {
        /// The package.
        dir: PathBuf,
        /// The folder to write into.
        out: PathBuf,
        /// The package in its authoring form, not the open data.
        as_package: bool,
    },
}

/// Reads the arguments. The error is a sentence for the one who typed them.
pub fn parse(mut parser: lexopt::Parser) -> Result<Command, String> {
    let mut name: Option<String> = None;
    let mut dir: Option<PathBuf> = None;
    let mut out: Option<PathBuf> = None;
    let mut as_package = false;
    let mut options = FragmentOptions::default();
    let mut state = ViewState::default();
    while let Some(arg) = parser.next().map_err(say)? {
        let command = name.as_deref().unwrap_or_default();
        match arg {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("out") if matches!(command, "compile" | "render" | "export") => {
                out = Some(parser.value().map_err(say)?.into());
            }
            Long("as") if command == "export" => as_package = form(&text(&mut parser)?)?,
            Long("view") if command == "render" => state.view = view(&text(&mut parser)?)?,
            Long("department") if command == "render" => state.departments.push(text(&mut parser)?),
            Long("src") if command == "render" => options.src = Some(text(&mut parser)?),
            Long("name") if command == "render" => options.name = widget_name(text(&mut parser)?)?,
            Long("heading-level") if command == "render" => {
                options.heading_level = heading_level(&text(&mut parser)?)?;
            }
            Value(value) if name.is_none() => name = Some(value.string().map_err(say)?),
            Value(value) if dir.is_none() => dir = Some(value.into()),
            other => return Err(say(other.unexpected())),
        }
    }
    let name = name.ok_or("何をするかを書いてください（check、compile、render、export）。")?;
    if !["check", "compile", "render", "export"].contains(&name.as_str()) {
        return Err(format!(
            "「{name}」という命令はありません。check、compile、render、export のどれかです。"
        ));
    }
    let dir = dir.ok_or(format!("計画のフォルダを書いてください: machi-plan {name} DIR"))?;
    Ok(match name.as_str() {
        "check" => Command::Check { dir },
        "compile" => Command::Compile { dir, out },
        "render" => {
            options.state = state;
            Command::Render { dir, out, options: Box::new(options) }
        }
        _ => {
            let out =
                out.ok_or("書き出すフォルダを --out で書いてください: machi-plan export DIR --out OUT")?;
            Command::Export { dir, out, as_package }
        }
    })
}

fn text(parser: &mut lexopt::Parser) -> Result<String, String> {
    parser.value().and_then(|value| value.string()).map_err(say)
}

fn view(value: &str) -> Result<View, String> {
    let known = View::ALL.map(View::name).join("、");
    View::parse(value).ok_or(format!("--view「{value}」はありません。使えるのは{known}です。"))
}

fn heading_level(value: &str) -> Result<u8, String> {
    let level = value.parse().ok().filter(|level| (1..=6).contains(level));
    level.ok_or(format!("--heading-level「{value}」は使えません。1から6の数字で書いてください。"))
}

/// The name is an `id` and a part of addresses.
fn widget_name(value: String) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        Ok(value)
    } else {
        Err(format!("--name「{value}」は使えません。英数字と「-」「_」で書いてください。"))
    }
}

fn form(value: &str) -> Result<bool, String> {
    match value {
        "package" => Ok(true),
        "open-data" => Ok(false),
        other => Err(format!("--as「{other}」はありません。使えるのは package です。")),
    }
}

fn say(error: lexopt::Error) -> String {
    use lexopt::Error;
    match error {
        Error::MissingValue { option } => {
            format!("{} のあとに値を書いてください。", option.unwrap_or_default())
        }
        Error::UnexpectedOption(option) => format!("ここでは {option} は使えません。"),
        Error::UnexpectedArgument(value) => {
            format!("「{}」は余分です。", value.to_string_lossy())
        }
        Error::UnexpectedValue { option, .. } => format!("{option} に値は付きません。"),
        other => format!("引数が読めません（{other}）。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(args: &[&str]) -> Result<Command, String> {
        parse(lexopt::Parser::from_args(args))
    }

    #[test]
    fn a_command_line_becomes_a_command() {
        let command =
            check(&["render", "計画", "--view=indicators", "--heading-level", "3", "--department", "財政局"]);
        let Ok(Command::Render { dir, options, .. }) = command else { panic!("{command:?}") };
        assert_eq!((dir, options.heading_level), (PathBuf::from("計画"), 3));
        assert_eq!(
            (options.state.view, options.state.departments),
            (View::Indicators, vec!["財政局".to_owned()])
        );
        assert!(matches!(
            check(&["export", "a", "--out", "b", "--as", "package"]),
            Ok(Command::Export { as_package: true, .. })
        ));
        assert!(matches!(check(&["check", "--help"]), Ok(Command::Help)));
    }

    #[test]
    fn a_wrong_command_line_is_told_in_a_sentence() {
        for (args, part) in [
            (&[][..], "何をするか"),
            (&["chek", "a"][..], "「chek」という命令はありません"),
            (&["check"][..], "計画のフォルダ"),
            (&["check", "a", "b"][..], "「b」は余分です"),
            (&["check", "a", "--out", "b"][..], "--out は使えません"),
            (&["export", "a"][..], "--out で書いてください"),
            (&["compile", "a", "--out"][..], "--out のあとに値"),
            (&["render", "a", "--heading-level", "7"][..], "1から6"),
            (&["render", "a", "--view", "map"][..], "--view「map」はありません"),
            (&["render", "a", "--name", "a b"][..], "--name「a b」は使えません"),
        ] {
            let message = check(args).unwrap_err();
            assert!(message.contains(part), "{args:?}: {message}");
        }
    }
}
