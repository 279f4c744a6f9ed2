//! The text of `--help`, for the program and for each command: a file for each language.
//!
//! In a file a section begins with `== ` and the name of its command. The first section is that of the program.

use machi_plan::locale::messages;
use machi_plan::view::{Parts, SPECS};

/// The texts by the key of their language. The first is for all languages that have none.
const TEXTS: [(&str, &str); 2] = [("ja", include_str!("help/ja.txt")), ("en", include_str!("help/en.txt"))];

const HEAD: &str = "== ";

/// The names of the commands, in the order of the help.
pub fn commands() -> impl Iterator<Item = &'static str> {
    sections(TEXTS[0].1).map(|(name, _)| name).skip(1)
}

/// The help of a command in the language of the messages, with the names of the views; of the program if `None`.
pub fn of(command: Option<&str>) -> String {
    written(command, messages().key)
}

fn written(command: Option<&str>, language: &str) -> String {
    let (_, text) = TEXTS.into_iter().find(|(key, _)| *key == language).unwrap_or(TEXTS[0]);
    let is_asked = |(name, _): &(&str, &str)| command.is_none_or(|command| command == *name);
    let help = sections(text).find(is_asked).map_or("", |(_, help)| help);
    let offered = SPECS.iter().filter(|spec| spec.parts != Parts::Alone);
    let names: Vec<&str> = offered.map(|spec| spec.view.name()).collect();
    let lines: Vec<String> =
        names.chunks(VIEWS_IN_A_LINE).map(|line| line.join(messages().text.between)).collect();
    let next_line = format!("{}\n{:30}", messages().text.between, "");
    format!("{}\n", help.trim_end().replace("{views}", &lines.join(&next_line)))
}

/// The name and the help of each section.
fn sections(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(HEAD).filter_map(|section| section.split_once('\n'))
}

/// So that a line of names has up to 80 columns.
const VIEWS_IN_A_LINE: usize = 5;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_help_of_render_names_every_view() {
        for (language, _) in TEXTS {
            let help = written(Some("render"), language);
            for spec in SPECS {
                let is_named = help.split([' ', '\n', '、']).any(|word| word == spec.view.name());
                assert!(is_named, "{language}: {}", spec.view.name());
            }
            assert!(!help.contains('{'), "{help}");
        }
    }

    #[test]
    fn every_command_has_a_line_and_a_help_of_its_own_in_each_language() {
        for (language, text) in TEXTS {
            assert!(sections(text).map(|(name, _)| name).skip(1).eq(commands()), "{language}");
            for name in commands() {
                let usage = format!("machi-plan {name}");
                assert!(written(None, language).contains(&usage), "{language}: {name}");
                assert!(written(Some(name), language).starts_with(&usage), "{language}: {name}");
            }
        }
    }

    #[test]
    fn every_language_names_the_same_options_and_fits_a_window() {
        let options = |help: &str| -> BTreeSet<String> {
            let words = help.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
            words.filter(|word| word.starts_with("--")).map(String::from).collect()
        };
        for name in commands().map(Some).chain([None]) {
            let first = written(name, TEXTS[0].0);
            for (language, _) in TEXTS {
                let help = written(name, language);
                assert_eq!(options(&help), options(&first), "{language}: {name:?}");
                for line in help.lines() {
                    assert!(line.chars().count() <= 90, "{language}: {line}");
                }
            }
        }
    }
}
