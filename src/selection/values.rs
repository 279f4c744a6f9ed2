//! Several values of one key, in one text.

use crate::list::List;

/// How many values of one key are read at most. A link to all rows of a large plan has fewer. Each value is searched
/// in the plan.
pub const MOST_VALUES: usize = 1_000;

/// The values in one text, separated by commas. A department name from a script may contain a comma: then a `\` comes
/// before it, and before each `\` too. Each value is returned once, at most [`MOST_VALUES`] in all.
pub(super) fn split_list(text: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match (sign, values.last_mut()) {
            (',', _) => values.push(String::new()),
            ('\\', Some(value)) => {
                value.push(signs.next_if(|next| matches!(next, ',' | '\\')).unwrap_or(sign))
            }
            (_, Some(value)) => value.push(sign),
            _ => {}
        }
    }
    let trimmed = values.iter().map(|value| value.trim()).filter(|value| !value.is_empty());
    distinct(trimmed.take(MOST_VALUES))
}

/// Texts without repetitions. Only for short lists, because each text is compared with all before it.
pub(super) fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        if !found.iter().any(|other| other == text) {
            found.push(text.to_owned());
        }
    }
    found
}

pub(super) fn join_list(values: &[String]) -> String {
    let escaped: Vec<String> =
        values.iter().map(|value| value.replace('\\', "\\\\").replace(',', "\\,")).list();
    escaped.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::selection::ViewState;

    #[test]
    fn a_comma_in_a_name_parts_nothing() {
        let mut state = ViewState::default();
        for name in ["市民課,窓口係", "a\\", "\\,", "総務課"] {
            state.choose("department", name, true);
        }
        assert_eq!(state.facets.of("department"), ["市民課,窓口係", "a\\", "\\,", "総務課"]);
        let mut read = ViewState::default();
        read.set("department", &state.get("department").unwrap());
        assert_eq!(read, state);
        read.choose("department", "市民課,窓口係", false);
        assert_eq!(read.facets.of("department").len(), 3);
    }

    #[test]
    fn values_are_read_once_each_and_no_more_than_a_plan_can_use() {
        let mut state = ViewState::default();
        state.set("year", "R5,2023,令和5年度,R6");
        assert_eq!(state.facets.of("year").len(), 2);
        state.set("item", "2,1,2, 1 ,3");
        assert_eq!(state.items, ["2", "1", "3"]);
        let many: Vec<String> = (0..5_000).map(|n| n.to_string()).collect();
        state.set("department", &many.join(","));
        assert_eq!(state.facets.of("department"), &many[..MOST_VALUES]);
        state.set_values("branch", &many);
        assert_eq!(state.facets.of("branch"), &many[..MOST_VALUES]);
        state.set_values("lead", &[]);
        assert_eq!(state.get("lead"), None);
        state.set_values("status", &["a,b".to_owned(), "\\".to_owned(), "a,b".to_owned()]);
        assert_eq!(state.facets.of("status"), ["a,b", "\\"]);
        // At the limit, a new choice replaces the first one.
        state.choose("department", "財政局", true);
        assert_eq!(
            (state.facets.of("department").len(), state.facets.of("department")[0].as_str()),
            (MOST_VALUES, "1")
        );
        assert_eq!(state.facets.of("department")[MOST_VALUES - 1], "財政局");
    }
}
