//! The look of characters, as far as it has a meaning: struck through, raised, invisible.
//!
//! An officer strikes words out to show that they are removed (見え消し), and raises the mark of a footnote. A reader
//! that takes only the characters would publish the removed words, and 181 for 18 with a footnote.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::xml::{Rich, Unsound, attribute};

/// The look of a font or of a run of rich text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Struck through.
    pub struck: bool,
    /// Above or below the line.
    pub raised: bool,
    /// Below the line.
    pub lowered: bool,
    /// White, so that it is invisible on paper.
    pub white: bool,
    /// Its colour, where the file names one.
    pub colour: Option<Colour>,
}

/// A colour as the file names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    /// Red, green and blue.
    Rgb(u32),
    /// The number in the theme, and thousandths of the tint.
    Theme(u8, i32),
    /// The number in the list of colours.
    Indexed(u8),
}

impl Colour {
    /// The colour of an element.
    pub fn of(element: &BytesStart) -> Option<Colour> {
        let of = |name: &str| attribute(element, name);
        let rgb = || u32::from_str_radix(&of("rgb")?, 16).ok().map(|rgb| Colour::Rgb(rgb & 0xFF_FFFF));
        let tint = || of("tint").and_then(|tint| tint.parse::<f64>().ok()).unwrap_or(0.0);
        let theme = || Some(Colour::Theme(of("theme")?.parse().ok()?, (tint() * 1000.0) as i32));
        let indexed = || Some(Colour::Indexed(of("indexed")?.parse().ok()?));
        rgb().or_else(theme).or_else(indexed)
    }
}

impl Look {
    /// Reads the properties of a font, up to the end of the current element.
    pub fn read(reader: &mut Reader<&[u8]>, element: &BytesStart) -> Result<Look, Unsound> {
        let mut look = Look::default();
        loop {
            match reader.read_event()? {
                Event::Start(inner) => {
                    let value = attribute(&inner, "val");
                    let is_on = !matches!(value.as_deref(), Some("0" | "false" | "baseline"));
                    match inner.local_name().as_ref() {
                        "strike" => look.struck = is_on,
                        "vertAlign" => {
                            look.raised = is_on;
                            look.lowered = value.as_deref() == Some("subscript");
                        }
                        "color" => (look.white, look.colour) = (is_white(&inner), Colour::of(&inner)),
                        _ => {}
                    }
                }
                Event::End(inner) if inner.name() == element.name() => return Ok(look),
                Event::Eof => return Err(Unsound),
                _ => {}
            }
        }
    }
}

/// Whether a colour is white: by its value, by its number, or as the background of the theme.
pub(super) fn is_white(colour: &BytesStart) -> bool {
    if attribute(colour, "tint").is_some_and(|tint| tint.parse::<f64>().is_ok_and(|tint| tint < 0.0)) {
        return false;
    }
    let is = |name: &str, values: &[&str]| {
        attribute(colour, name).is_some_and(|value| values.contains(&value.to_ascii_uppercase().as_str()))
    };
    is("rgb", &["FFFFFFFF", "00FFFFFF", "FFFFFF"]) || is("theme", &["0"]) || is("indexed", &["1", "9"])
}

/// A text after its look was considered.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Heeded {
    /// The text that counts.
    pub text: String,
    /// The words that are struck through.
    pub struck: String,
    /// The marks of footnotes, which are raised.
    pub marks: String,
    /// The characters that are white, in a cell whose others are not.
    pub white: String,
    /// Whether the whole text is raised. Then nobody knows whether it is a mark.
    pub all_raised: bool,
}

/// Leaves out struck words and the marks of footnotes. `of_cell` is the look of the cell; runs without a look of
/// their own have it.
pub(super) fn heed(rich: Rich, of_cell: Look) -> Heeded {
    let runs = if rich.runs.is_empty() { vec![(rich.text.len(), None)] } else { rich.runs };
    let look = |run: &(usize, Option<Look>)| run.1.unwrap_or(of_cell);
    let is_white = |look: Look| look.white && !of_cell.white;
    if !runs.iter().any(|run| look(run).struck || look(run).raised || is_white(look(run))) {
        return Heeded { text: rich.text, ..Heeded::default() };
    }
    let mut heeded = Heeded { all_raised: true, ..Heeded::default() };
    let mut from = 0;
    let mut parts: Vec<(&str, Look)> = Vec::new();
    for run in &runs {
        parts.push((rich.text.get(from..run.0).unwrap_or_default(), look(run)));
        from = run.0;
    }
    // Some programs write characters after the last run.
    parts.push((rich.text.get(from..).unwrap_or_default(), of_cell));
    for (part, look) in parts.iter().filter(|(part, _)| !part.is_empty()) {
        if look.struck {
            heeded.struck.push_str(part);
        } else {
            heeded.all_raised &= look.raised || part.trim().is_empty();
        }
    }
    for (part, look) in parts {
        if look.struck {
            continue;
        }
        if is_white(look) {
            heeded.white.push_str(part);
        }
        if look.raised && !heeded.all_raised && !is_of_word(&heeded.text, part, look) {
            heeded.marks.push_str(part);
        } else {
            heeded.text.push_str(part);
        }
    }
    heeded.all_raised &= !heeded.text.trim().is_empty();
    heeded.text = without_gaps(&heeded.text, &rich.text);
    heeded
}

/// Whether a raised part belongs to the word before it: m2, CO2, and below the line NOx and PM2.5. A mark comes after a
/// number, a Japanese word or a bracket.
fn is_of_word(before: &str, part: &str, look: Look) -> bool {
    let is_exponent = |c: char| c.is_ascii_digit() || "+-−".contains(c);
    let is_index = |c: char| look.lowered && (c.is_ascii_alphanumeric() || c == '.');
    let longest = if look.lowered { 4 } else { 2 };
    let is_short = part.chars().count() <= longest && part.chars().all(|c| is_exponent(c) || is_index(c));
    is_short && before.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic() || "ｍ㎝㎞ℓ".contains(c))
}

/// The text without the blank lines and the spaces at its ends that removed words have left.
fn without_gaps(text: &str, before: &str) -> String {
    let is_gap = |line: &&str| line.trim().is_empty();
    let lines = text.lines();
    let had_gaps = before.trim().lines().any(|line| is_gap(&line));
    let kept: Vec<&str> = lines.filter(|line| had_gaps || !is_gap(line)).collect();
    kept.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look { struck: false, raised: false, lowered: false, white: false, colour: None };
    const STRUCK: Look = Look { struck: true, ..PLAIN };
    const RAISED: Look = Look { raised: true, ..PLAIN };
    const LOWERED: Look = Look { lowered: true, ..RAISED };
    const WHITE: Look = Look { white: true, ..PLAIN };

    fn rich(parts: &[(&str, Option<Look>)]) -> Rich {
        let mut rich = Rich::default();
        for (part, look) in parts {
            rich.text.push_str(part);
            rich.runs.push((rich.text.len(), *look));
        }
        rich
    }

    fn check(parts: &[(&str, Option<Look>)], of_cell: Look, text: &str, struck: &str, marks: &str) {
        let heeded = heed(rich(parts), of_cell);
        assert_eq!((&*heeded.text, &*heeded.struck, &*heeded.marks), (text, struck, marks), "{parts:?}");
    }

    #[test]
    fn struck_words_are_left_out() {
        check(&[("18分", Some(STRUCK)), ("16分", None)], PLAIN, "16分", "18分", "");
        check(&[("電話の", None), ("分散", Some(STRUCK)), ("集約", None)], PLAIN, "電話の集約", "分散", "");
        check(&[("18分\n", Some(STRUCK)), ("16分", None)], PLAIN, "16分", "18分\n", "");
        check(&[("一\n", None), ("二", Some(STRUCK)), ("\n三", None)], PLAIN, "一\n三", "二", "");
        check(&[("一\n\n二", None), ("三", Some(STRUCK))], PLAIN, "一\n\n二", "三", "");
        // A run with its own look, in a struck cell.
        check(&[("18分", None), ("16分", Some(PLAIN))], STRUCK, "16分", "18分", "");
        let all = heed(Rich { text: "廃止".into(), runs: Vec::new() }, STRUCK);
        assert_eq!((&*all.text, &*all.struck, all.all_raised), ("", "廃止", false));
    }

    #[test]
    fn a_raised_mark_is_no_digit_and_an_exponent_is_no_mark() {
        check(&[("18", None), ("1", Some(RAISED))], PLAIN, "18", "", "1");
        check(&[("18分 ", None), ("※1", Some(RAISED))], PLAIN, "18分", "", "※1");
        check(&[("窓口", None), ("2)", Some(RAISED)), ("の改善", None)], PLAIN, "窓口の改善", "", "2)");
        check(&[("100m", None), ("2", Some(RAISED)), ("以上", None)], PLAIN, "100m2以上", "", "");
        check(&[("CO", None), ("2", Some(RAISED))], PLAIN, "CO2", "", "");
        check(&[("PM", None), ("2.5", Some(LOWERED)), ("の濃度", None)], PLAIN, "PM2.5の濃度", "", "");
        check(&[("NO", None), ("x", Some(LOWERED))], PLAIN, "NOx", "", "");
        check(&[("18", None), ("1", Some(LOWERED))], PLAIN, "18", "", "1");
        check(&[("NO", None), ("x", Some(RAISED))], PLAIN, "NO", "", "x");
        let all = heed(Rich { text: "18".into(), runs: Vec::new() }, RAISED);
        assert_eq!((&*all.text, all.all_raised), ("18", true));
    }

    #[test]
    fn white_characters_among_others_are_found() {
        let white = |parts: &[(&str, Option<Look>)], of_cell| heed(rich(parts), of_cell);
        let found = white(&[("18", None), ("0", Some(WHITE))], PLAIN);
        assert_eq!((&*found.text, &*found.white), ("180", "0"));
        // The whole cell is white, which is known without its runs.
        assert_eq!(white(&[("18", None), ("0", Some(WHITE))], WHITE).white, "");
    }

    #[test]
    fn usual_text_stays_unchanged() {
        let text = " 一\n\n二 ";
        let heeded = heed(Rich { text: text.into(), runs: vec![(4, Some(PLAIN))] }, PLAIN);
        assert_eq!(heeded, Heeded { text: text.into(), ..Heeded::default() });
    }
}
