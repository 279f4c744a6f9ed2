//! Text in an SVG: its estimated width, and escaping.

/// The size of all text in tenths of a unit, the same as `font-size` in the sheet.
pub const EM: i32 = 140;

/// The estimated width of a text, in tenths of a unit: a full-width character is 1 em, a half-width one 0.55 em.
pub fn text_width(text: &str) -> i32 {
    text.chars().map(char_width).fold(0, i32::saturating_add)
}

/// The text, cut to this width; `…` marks the cut.
pub fn fit(text: &str, width: i32) -> String {
    if text_width(text) <= width {
        return text.to_owned();
    }
    let mut room = width - EM;
    let kept = text.chars().take_while(|c| {
        room -= char_width(*c);
        room >= 0
    });
    kept.chain(['…']).collect()
}

/// The text in as few lines as this width allows, all of about the same length. A character that is wider than a line
/// gets a line of its own.
pub fn wrap(text: &str, width: i32) -> Vec<&str> {
    let lines = cut(text, width);
    // A line ends less than one character before its width, so no extra line is needed.
    let even = text_width(text) / lines.len() as i32 + EM;
    if even < width { cut(text, even) } else { lines }
}

fn cut(text: &str, width: i32) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut from, mut room) = (0, width);
    for (at, c) in text.char_indices() {
        if char_width(c) > room && at > from {
            lines.push(text[from..at].trim());
            (from, room) = (at, width);
        }
        room -= char_width(c);
    }
    lines.push(text[from..].trim());
    lines
}

fn char_width(c: char) -> i32 {
    // Characters up to U+2000 are half width, and so are the half-width katakana.
    if c < '\u{2000}' || ('\u{FF61}'..='\u{FF9F}').contains(&c) { EM * 55 / 100 } else { EM }
}

/// Escapes text for an element or a double-quoted attribute. Characters that XML does not allow are left out.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_letters_are_twice_as_wide_as_half_width_ones() {
        assert_eq!(text_width("令和"), 280);
        assert_eq!(text_width("R5"), 154);
        assert_eq!(text_width("ｱ"), 77);
    }

    #[test]
    fn a_text_is_cut_to_its_room() {
        assert_eq!(fit("女性職員", 560), "女性職員");
        assert_eq!(fit("女性職員", 559), "女性…");
        assert_eq!(fit("", 0), "");
    }

    #[test]
    fn a_text_is_broken_into_lines_and_nothing_is_lost() {
        assert_eq!(wrap("女性職員の割合", 420), ["女性職", "員の割", "合"]);
        assert_eq!(wrap("R5 女性", 371), ["R5 女", "性"]);
        assert_eq!(wrap("女性", 0), ["女", "性"]);
        assert_eq!(wrap("", 420), [""]);
    }

    #[test]
    fn text_is_escaped_and_control_characters_are_left_out() {
        let mut out = String::new();
        escape("<a b=\"&\">\u{0}\n", &mut out);
        assert_eq!(out, "&lt;a b=&quot;&amp;&quot;&gt; ");
    }
}
