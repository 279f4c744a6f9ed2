//! Finished markup: what our own markup becomes in a language that is not plain Japanese, in one pass before it is text of
//! a page or a file.
//!
//! - **Readings.** A word with a reading (see [`crate::locale::with_reading`]) becomes a `<ruby>`. Attributes, drawings, titles,
//!   options and fields have no elements inside, so they get the word alone. The reading is an attribute that the sheet
//!   shows: as a text it would be in the middle of the word for everything that reads the page, as the browser's own search.
//! - **Words of the plan.** In a language with letters of its own, every Japanese text is the plan's, because no word of
//!   such an interface is Japanese (`tests/languages.rs`). Each is marked with `lang="ja"`: the element, if the text is all
//!   that it has, else the words in the sentence, as `<bdi>`, for which no rule of a sheet is written. So no template has to name whose words it writes.
//!
//! docs/decisions/languages.md says what was dropped. Markup in plain Japanese is not looked at.

use maud::{Markup, PreEscaped, html};

use crate::locale::{BASE, END, Locale, READING, plain};

/// Elements in which markup would be text.
const WITHOUT_ELEMENTS: [&str; 4] = ["svg", "title", "option", "textarea"];
/// Elements whose content is not ours to change.
const VERBATIM: [&str; 2] = ["script", "style"];

/// Elements without content.
const VOID: [&str; 6] = ["br", "input", "img", "hr", "meta", "link"];

/// The markup as a page gets it: once, because our own words in letters like Japanese are then no longer known as such.
pub fn finish(locale: &Locale, markup: Markup) -> Markup {
    if !locale.is_finished_later() {
        return markup;
    }
    let mut finished = Finished {
        out: String::with_capacity(markup.0.len() * 9 / 8),
        is_japanese: locale.has_readings(),
        bare: 0,
        open: None,
    };
    finished.write(&markup.0);
    PreEscaped(finished.out)
}

/// A text as a page gets it.
pub fn finish_text(locale: &Locale, text: &str) -> Markup {
    finish(locale, html! { (text) })
}

/// A file that was written from our own markup.
#[cfg(feature = "package")]
pub(super) fn finish_file(locale: &Locale, file: String) -> String {
    finish(locale, PreEscaped(file)).into_string()
}

struct Finished {
    out: String,
    /// Whether the interface is Japanese itself.
    is_japanese: bool,
    /// How many elements without elements inside are open.
    bare: usize,
    /// Where the last tag ends, if it opens an element and nothing follows it yet.
    open: Option<usize>,
}

impl Finished {
    fn write(&mut self, markup: &str) {
        let mut rest = markup;
        while let Some((text, from)) = rest.split_once('<') {
            let (tag, after) = from.split_once('>').unwrap_or((from, ""));
            self.text(text, tag.starts_with('/'));
            self.tag(tag);
            rest = after;
            let name = tag.split(' ').next().unwrap_or_default();
            if VERBATIM.contains(&name)
                && let Some(end) = rest.find(&["</", name].concat())
            {
                self.out.push_str(&rest[..end]);
                rest = &rest[end..];
                self.open = None;
            }
        }
        self.text(rest, false);
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) if WITHOUT_ELEMENTS.contains(&name) => self.bare = self.bare.saturating_sub(1),
            None if WITHOUT_ELEMENTS.contains(&name) => self.bare += 1,
            _ => {}
        }
        self.out.push('<');
        match tag.contains(BASE) {
            true => self.out.push_str(&plain(tag)),
            false => self.out.push_str(tag),
        }
        self.out.push('>');
        // The words of an attribute would be said to be Japanese too.
        let has_words =
            [" aria-label=", " title=", " placeholder=", " lang="].iter().any(|name| tag.contains(name));
        let is_open = !tag.starts_with(['/', '!']) && !tag.ends_with('/') && !VOID.contains(&name);
        self.open = Some(self.out.len() - 1).filter(|_| is_open && !has_words);
        if tag.contains(" lang=\"ja") {
            self.open = Some(usize::MAX);
        }
    }

    /// A text between two tags. `ends` says whether the next one closes an element.
    fn text(&mut self, text: &str, ends: bool) {
        let open = self.open.take();
        if text.is_empty() {
            return;
        }
        if self.is_japanese {
            return self.readings(text);
        }
        let is_marked = open == Some(usize::MAX);
        if is_marked || text.contains(BASE) {
            return self.beside_own(text, is_marked || self.bare > 0);
        }
        let runs = japanese(text);
        match (&runs[..], open) {
            ([], _) => self.out.push_str(text),
            // The whole text.
            ([(from, to)], Some(at))
                if ends && text[..*from].trim().is_empty() && text[*to..].trim().is_empty() =>
            {
                self.out.insert_str(at, " lang=\"ja\"");
                self.out.push_str(text);
            }
            _ if self.bare > 0 => self.out.push_str(text),
            _ => self.sentence(text, runs),
        }
    }

    /// A sentence with Japanese words.
    fn sentence(&mut self, text: &str, japanese: Vec<(usize, usize)>) {
        let mut done = 0;
        for (from, to) in japanese {
            self.out.push_str(&text[done..from]);
            self.out.extend(["<bdi lang=\"ja\">", &text[from..to], "</bdi>"]);
            done = to;
        }
        self.out.push_str(&text[done..]);
    }

    /// A text in which our own words are marked, because they have letters like Japanese. With `is_bare` it is written as it is.
    fn beside_own(&mut self, text: &str, is_bare: bool) {
        if is_bare {
            return self.out.push_str(&plain(text));
        }
        let mut rest = text;
        while let Some((before, own)) = rest.split_once(BASE) {
            self.sentence(before, japanese(before));
            let (own, after) = own.split_once(END).unwrap_or((own, ""));
            self.out.push_str(own.trim_end_matches(READING));
            rest = after;
        }
        self.sentence(rest, japanese(rest));
    }

    fn readings(&mut self, text: &str) {
        if self.bare > 0 || !text.contains(BASE) {
            self.out.push_str(&plain(text));
            return;
        }
        // A row of readings and letters is one thing where its parent lays out its children as boxes.
        let is_mixed = !(text.starts_with(BASE) && text.find(END) == text.rfind(END) && text.ends_with(END));
        if is_mixed {
            self.out.push_str("<bdi>");
        }
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(BASE) {
            self.out.push_str(&plain(before));
            let word =
                after.split_once(END).and_then(|(word, after)| Some((word.split_once(READING)?, after)));
            let Some(((base, reading), after)) = word else {
                rest = after;
                continue;
            };
            self.out.extend([
                "<ruby>",
                base,
                "<rt data-reading=\"",
                reading,
                "\" aria-hidden=\"true\"></rt></ruby>",
            ]);
            rest = after;
        }
        self.out.push_str(&plain(rest));
        if is_mixed {
            self.out.push_str("</bdi>");
        }
    }
}

/// The parts of a text that are Japanese: words between spaces, and the spaces between two of them.
fn japanese(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut follows = false;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let bare = word.trim_end();
        let (from, to) = (bare.trim_start_matches(EDGES), bare.trim_end_matches(EDGES).len());
        let from = at + (bare.len() - from.len());
        let is = bare.contains(is_japanese);
        match runs.last_mut() {
            Some((_, end)) if is && follows => *end = at + to,
            _ if is => runs.push((from, at + to)),
            _ => {}
        }
        // A bracket or a comma of ours ends the words of the plan.
        follows = is && to == bare.len();
        at += word.len();
    }
    runs
}

/// The signs around a word that are ours.
const EDGES: [char; 14] = ['“', '”', '‘', '’', '(', ')', '[', ']', ',', '.', ':', '!', '?', '—'];

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use maud::PreEscaped;

    use super::*;
    use crate::locale::{JA, LANGUAGES, with_reading};

    fn finished(key: &str, markup: &str) -> String {
        let Some(locale) = LANGUAGES.iter().find(|locale| locale.key == key) else { return String::new() };
        finish(locale, PreEscaped(markup.to_owned())).0
    }

    #[test]
    fn a_reading_is_an_element_in_text_and_nowhere_else() {
        let word = with_reading("絞", "しぼ") + "り";
        let markup =
            format!("<p title=\"{word}\">a {word}</p><svg><text>{word}</text><title>{word}</title></svg>");
        assert_eq!(
            finished("ja-easy", &markup),
            "<p title=\"絞り\"><bdi>a <ruby>絞<rt data-reading=\"しぼ\" aria-hidden=\"true\"></rt></ruby>り</bdi></p><svg><text>絞り</text><title>絞り</title></svg>"
        );
        assert_eq!(
            finished("ja-easy", &format!("<option>{word}</option>{word}")).matches("<ruby>").count(),
            1
        );
    }

    #[test]
    fn half_an_annotation_is_dropped() {
        assert_eq!(finished("ja-easy", "<p>a\u{fff9}b</p><p>c\u{fffb}</p>"), "<p><bdi>ab</bdi></p><p>c</p>");
        assert_eq!(
            finished("ja-easy", "<p>a\u{fff9}<b>b\u{fffa}</b>c\u{fffb}d</p>"),
            "<p><bdi>a</bdi><b>b</b>cd</p>"
        );
    }

    #[test]
    fn words_of_the_plan_are_japanese_in_english() {
        let check = |markup: &str, expected: &str| assert_eq!(finished("en", markup), expected);
        check("<td>窓口</td>", "<td lang=\"ja\">窓口</td>");
        check("<td>12 窓口</td>", "<td>12 <bdi lang=\"ja\">窓口</bdi></td>");
        check(
            "<p>Plan of “窓口の DX化” (12 件)</p>",
            "<p>Plan of “<bdi lang=\"ja\">窓口の DX化</bdi>” (12 <bdi lang=\"ja\">件</bdi>)</p>",
        );
        check("<p>資料 <b>a</b></p>", "<p><bdi lang=\"ja\">資料</bdi> <b>a</b></p>");
        check("<a aria-label=\"b\">窓</a>", "<a aria-label=\"b\"><bdi lang=\"ja\">窓</bdi></a>");
        check(
            "<svg><text x=\"1\">窓</text><title>窓: 1</title></svg>",
            "<svg><text x=\"1\" lang=\"ja\">窓</text><title>窓: 1</title></svg>",
        );
        check(
            "<button lang=\"ja\">日本語</button><style>窓{}</style>",
            "<button lang=\"ja\">日本語</button><style>窓{}</style>",
        );
        check("<br>12.5%<p>R6</p>", "<br>12.5%<p>R6</p>");
        check("<td>a<br>窓</td>", "<td>a<br><bdi lang=\"ja\">窓</bdi></td>");
    }

    #[test]
    fn own_words_in_letters_like_japanese_are_not_the_plans() {
        let own = with_reading("显示", "");
        let check = |markup: &str, expected: &str| assert_eq!(finished("en", markup), expected);
        check(&format!("<p title=\"{own}\">{own}</p>"), "<p title=\"显示\">显示</p>");
        check(&format!("<p>{own}窓口, {own}</p>"), "<p>显示<bdi lang=\"ja\">窓口</bdi>, 显示</p>");
        check(&format!("<option>{own}窓口</option>"), "<option>显示窓口</option>");
        check(&format!("<b lang=\"ja\">窓{own}</b>"), "<b lang=\"ja\">窓显示</b>");
    }

    #[test]
    fn plain_japanese_is_not_looked_at() {
        assert_eq!(finish(&JA, PreEscaped("<p>\u{fff9}".to_owned())).0, "<p>\u{fff9}");
    }
}
