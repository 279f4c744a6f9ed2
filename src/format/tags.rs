//! The cell 分類: values of the city's vocabularies, `SDGs:11、財源:一般財源`.
//!
//! The first colon parts the vocabulary and the value; ： is read as `:`. A 、 inside a value has a `\\` before it, and
//! so has a `\\` that is written back.

/// The entries of a cell, in printed order. Each has `:` after its vocabulary, if it has one.
pub(crate) fn read(cell: &str) -> Vec<String> {
    let mut entries = vec![String::new()];
    let mut signs = cell.chars().peekable();
    while let Some(sign) = signs.next() {
        match (sign, signs.peek()) {
            ('\\', Some('、' | '\\')) => {
                let next = signs.next();
                entries.last_mut().expect("never empty").extend(next);
            }
            ('、' | '\n', _) => entries.push(String::new()),
            _ => entries.last_mut().expect("never empty").push(sign),
        }
    }
    entries.iter().map(|entry| plain(entry)).filter(|entry| !entry.is_empty()).collect()
}

/// An entry without white space around its parts.
fn plain(entry: &str) -> String {
    match entry.split_once([':', '：']) {
        Some((vocabulary, value)) => format!("{}:{}", vocabulary.trim(), value.trim()),
        None => entry.trim().to_owned(),
    }
}

/// Whether an entry names both its vocabulary and its value.
pub(crate) fn is_whole(entry: &str) -> bool {
    entry.split_once(':').is_some_and(|(vocabulary, value)| !vocabulary.is_empty() && !value.is_empty())
}

/// The cell of some entries. [`read`] gives them back.
pub(crate) fn write(entries: &[String]) -> String {
    let escaped = |entry: &String| entry.replace('\\', "\\\\").replace('、', "\\、");
    entries.iter().map(escaped).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_colon_parts_vocabulary_and_value_and_a_backslash_keeps_a_comma() {
        let cell = "SDGs： 11、SDGs:16、財源:国庫補助\\、一般財源、時間:9:30、重点、a:b\\c、d:e\\\\";
        let entries = read(cell);
        let expected =
            ["SDGs:11", "SDGs:16", "財源:国庫補助、一般財源", "時間:9:30", "重点", "a:b\\c", "d:e\\"];
        assert_eq!(entries, expected);
        assert_eq!(read(&write(&entries)), entries);
        assert_eq!(entries.iter().filter(|entry| !is_whole(entry)).collect::<Vec<_>>(), ["重点"]);
        assert_eq!(read(" 、"), Vec::<String>::new());
    }
}
