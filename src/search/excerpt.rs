//! The words around a hit, so that a reader sees in the list why an item was found.

use super::index::each_text;
use super::{Section, Word, fold_with_offsets};
use crate::list::List;
use crate::plan::Item;

/// How many characters of the text may be before the first hit. A sentence that begins within them is not cut.
const MOST_BEFORE: usize = 16;
/// How many characters are shown from the first hit on.
const MOST_FROM: usize = 44;
/// How many bytes of a text are looked through. The text of a plan from outside may be a whole book.
const MOST_LOOKED_THROUGH: usize = 30_000;

/// A piece of a text of the plan.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Parts of the text in its order, and whether each is a hit.
    pub parts: Vec<(bool, String)>,
    /// Whether the sentence has more before the excerpt.
    pub is_cut_before: bool,
    /// Whether the sentence has more after it.
    pub is_cut_after: bool,
}

/// The words around the first hit in a section that a closed row does not show; `None` where no shown text of it has one.
pub fn excerpt(item: &Item, section: Section, words: &[Word]) -> Option<Excerpt> {
    let mut found = None;
    each_text(item, section, &mut |text| {
        if found.is_none() {
            found = around(text, words);
        }
    });
    found
}

fn around(text: &str, words: &[Word]) -> Option<Excerpt> {
    let text = &text[..text.floor_char_boundary(MOST_LOOKED_THROUGH)];
    let folded = fold_with_offsets(text);
    let mut hits: Vec<(u32, u32)> = Vec::new();
    for word in words {
        word.find_in(&folded.key, |hit| hits.push((folded.from[hit.start], folded.to[hit.end - 1])));
    }
    let first = hits.iter().map(|(from, _)| *from).min()?;
    hits.retain(|(from, _)| *from <= first + 2 * MOST_FROM as u32);
    // The offsets count the units of the DOM.
    let mut at = 0;
    let place = |c: char| {
        let from = at;
        at += c.len_utf16() as u32;
        (c, from)
    };
    let chars = text.chars().map(place).list();
    let first = chars.iter().take_while(|(_, from)| *from < first).count();
    let ends = |at: usize| matches!(chars[at].0, '。' | '\n');
    let sentence = (0..first).rev().find(|at| ends(*at)).map_or(0, |end| end + 1);
    let begin = sentence.max(first.saturating_sub(MOST_BEFORE));
    let limit = chars.len().min(first + MOST_FROM);
    // The full stop belongs to its sentence, a line break to none.
    let end = (first..limit).find(|at| ends(*at)).map_or(limit, |at| at + usize::from(chars[at].0 == '。'));
    let mut parts: Vec<(bool, String)> = Vec::new();
    for (c, from) in &chars[begin..end] {
        let is_hit = hits.iter().any(|hit| (hit.0..hit.1).contains(from));
        match parts.last_mut() {
            Some((same, part)) if *same == is_hit => part.push(*c),
            _ => parts.push((is_hit, c.to_string())),
        }
    }
    let goes_on = end == limit && end < chars.len() && !ends(end - 1) && !ends(end);
    Some(Excerpt { parts, is_cut_before: begin > sentence, is_cut_after: goes_on })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::YearResult;
    use crate::search::words;

    fn shown(text: &str, query: &str) -> Option<String> {
        let item = Item { content: text.into(), ..Item::default() };
        let found = excerpt(&item, Section::Content, &words(query))?;
        let parts =
            found.parts.iter().map(|(hit, part)| if *hit { format!("[{part}]") } else { part.clone() });
        let cut = |is_cut| if is_cut { "…" } else { "" };
        Some([cut(found.is_cut_before), &parts.collect::<String>(), cut(found.is_cut_after)].concat())
    }

    #[test]
    fn the_sentence_around_the_first_hit_is_shown() {
        let text = "市民課で行う。窓口のデジタル化を進める。\n窓口を広げる";
        assert_eq!(shown(text, "デジタル").unwrap(), "窓口の[デジタル]化を進める。");
        assert_eq!(shown(text, "窓口 デジタル").unwrap(), "[窓口]の[デジタル]化を進める。");
        assert_eq!(shown(text, "広げる").unwrap(), "窓口を[広げる]");
        assert_eq!(shown(text, "市民").unwrap(), "[市民]課で行う。");
        assert_eq!(shown(text, "ない"), None);
    }

    #[test]
    fn a_long_sentence_is_cut_on_both_sides() {
        let text = format!("{}窓口{}", "あ".repeat(100), "い".repeat(100));
        let shown = shown(&text, "窓口").unwrap();
        assert_eq!(shown, format!("…{}[窓口]{}…", "あ".repeat(16), "い".repeat(42)));
    }

    #[test]
    fn what_is_marked_is_the_text_as_printed() {
        // Half-width kana, a space in the word, and a sign of two units before it.
        assert_eq!(shown("🏯のﾏ ﾄﾞ口", "マド").unwrap(), "🏯の[ﾏ ﾄﾞ]口");
        assert_eq!(shown("計1,700人", "1700").unwrap(), "計[1,700]人");
    }

    #[test]
    fn the_end_of_a_very_long_text_is_not_looked_through() {
        let text = "の".repeat(1_000_000);
        assert_eq!(shown(&(text.clone() + "窓口"), "窓口"), None);
        assert_eq!(shown(&text, "の").unwrap(), format!("[{}]…", "の".repeat(44)));
    }

    #[test]
    fn every_text_of_a_section_is_looked_through() {
        let result =
            YearResult {
                text: "開始".into(), next_steps: "窓口を広げる".into(), ..YearResult::default()
            };
        let item = Item { results: vec![result], ..Item::default() };
        let found = excerpt(&item, Section::Results, &words("窓口")).unwrap();
        assert_eq!(found.parts, [(true, "窓口".to_owned()), (false, "を広げる".to_owned())]);
        assert_eq!(excerpt(&item, Section::Name, &words("窓口")), None);
    }
}
