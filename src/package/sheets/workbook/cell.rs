//! One cell of a sheet: its content as shown, and what makes the content doubtful.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, name::QName};

use super::cells::{DateCell, Doubt, Raw};
use super::date::iso_day;
use super::format::{Format, Shown};
use super::look::heed;
use super::parts::Parts;
use super::xml::{Rich, Unsound, attribute, text};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::sheets::{Budget, Full, line_breaks};
use crate::package::{CellAddress, Code, NumberForm};

/// A cell as the file writes it.
pub(super) struct Cell {
    kind: String,
    pub style: Option<usize>,
    value: Rich,
    has_formula: bool,
}

impl Cell {
    pub fn read(reader: &mut Reader<&[u8]>, element: &BytesStart) -> Result<Cell, Unsound> {
        let style = attribute(element, "s").and_then(|style| style.parse().ok());
        let kind = attribute(element, "t").unwrap_or_default();
        let mut cell = Cell { kind, style, value: Rich::default(), has_formula: false };
        let end = element.name().as_ref().to_owned();
        loop {
            match reader.read_event()? {
                Event::Start(inner) => match inner.local_name().as_ref() {
                    "v" | "is" => cell.value = text(reader, &inner)?,
                    name => {
                        cell.has_formula |= name == "f";
                        reader.read_to_end(inner.name())?;
                    }
                },
                Event::End(inner) if inner.name() == QName(&end) => return Ok(cell),
                Event::Eof => return Err(Unsound),
                _ => {}
            }
        }
    }

    /// Stores the cell in its sheet.
    pub fn put(
        self,
        raw: &mut Raw,
        cell: CellAddress,
        style: usize,
        parts: &Parts,
        budget: &mut Budget,
    ) -> Result<(), Full> {
        let mut doubt = |code: &'static Code, found: &str, expected: &str| {
            // A message shows one line, so the whole text need not be kept a million times.
            let line = |text: &str| text.chars().take(61).collect();
            let (found, expected) = (line(found), line(expected));
            raw.doubts.push(Doubt { cell, code, found, expected });
        };
        if self.value.text.is_empty() {
            // A formula whose result is an empty text has the type `str`. A formula without a result was never
            // computed.
            if self.has_formula && self.kind != "str" {
                doubt(&code::FORMULA_WITHOUT_VALUE, "", "");
            }
            return Ok(());
        }
        let look = parts.styles.look(style);
        let is_filled = parts.styles.fill(style).is_some();
        let content = self.content(style, parts, raw.hides_zeros, &mut doubt);
        if content.rich.text.is_empty() {
            return Ok(());
        }
        let is_white = (look.white || content.is_white) && !is_filled;
        let heeded = heed(content.rich, look);
        let text = heeded.text.as_str();
        if !heeded.struck.is_empty() {
            doubt(
                &code::STRUCK_WORDS,
                &heeded.struck,
                if text.is_empty() { messages().found.blank } else { text },
            );
        }
        if !heeded.marks.is_empty() {
            doubt(&code::RAISED_MARK, &heeded.marks, text);
        }
        if heeded.all_raised {
            doubt(&code::RAISED_CELL, text, "");
        }
        if is_white && !text.trim().is_empty() {
            doubt(&code::HIDDEN_VALUE, text, messages().found.white_letters);
        } else if !heeded.white.trim().is_empty() && !is_filled {
            doubt(&code::HIDDEN_VALUE, &heeded.white, messages().found.white_letters);
        } else if parts.styles.hides_text(style) && !text.trim().is_empty() {
            doubt(&code::HIDDEN_VALUE, text, messages().found.same_colour);
        }
        if text.is_empty() {
            return Ok(());
        }
        budget.put(&mut raw.rows, cell, line_breaks(text))?;
        if let Some(form) = content.form {
            raw.forms.insert(cell, form);
        }
        if let Some(day) = content.date {
            raw.dates.push(DateCell { cell, day });
        }
        Ok(())
    }

    /// The content of a cell as shown, without its look.
    fn content(
        &self,
        style: usize,
        parts: &Parts,
        hides_zeros: bool,
        doubt: &mut impl FnMut(&'static Code, &str, &str),
    ) -> Content {
        let value = &self.value.text;
        let plain = |text: &str| Content {
            rich: Rich { text: text.to_owned(), runs: Vec::new() },
            ..Content::default()
        };
        let format = parts.styles.format(style);
        let content = match self.kind.as_str() {
            "s" => match value.trim().parse::<usize>().ok().and_then(|index| parts.strings.get(index)) {
                Some(rich) => Content { rich: rich.clone(), ..Content::default() },
                None => {
                    doubt(&code::DAMAGED_CELL, value, "");
                    return Content::default();
                }
            },
            "b" => plain(if matches!(value.trim(), "1" | "true") { "TRUE" } else { "FALSE" }),
            "d" => {
                let day = iso_day(value).map(str::to_owned);
                Content { date: Some(day.clone()), ..plain(day.as_ref().unwrap_or(value)) }
            }
            "" | "n" => {
                // Some programs write formulas with a 0, which Excel works out when it opens the file.
                if self.has_formula && parts.is_uncalculated && value.trim() == "0" {
                    doubt(&code::FORMULA_WITHOUT_VALUE, "", "");
                }
                return number(value, style, parts, hides_zeros, doubt);
            }
            _ => Content { rich: self.value.clone(), ..Content::default() },
        };
        // Errors and truth values are no texts.
        let is_text = matches!(self.kind.as_str(), "s" | "str" | "inlineStr");
        let Some(format) = format.filter(|_| is_text) else { return content };
        if format.hides_text {
            doubt(&code::HIDDEN_VALUE, &content.rich.text, messages().found.number_format);
        }
        match format.around(&content.rich.text) {
            Some(text) if content.rich.runs.is_empty() => Content { rich: plain(&text).rich, ..content },
            // Some of the characters have a look of their own.
            Some(_) => {
                doubt(&code::UNKNOWN_FORMAT, &content.rich.text, &format.code);
                content
            }
            None => content,
        }
    }
}

/// The text that a cell shows.
#[derive(Default)]
struct Content {
    rich: Rich,
    /// For a date: as `2026-11-21`, where it shows a day.
    date: Option<Option<String>>,
    form: Option<NumberForm>,
    /// Whether the number format shows it in white.
    is_white: bool,
}

/// The number of a cell as its format shows it.
fn number(
    value: &str,
    style: usize,
    parts: &Parts,
    hides_zeros: bool,
    doubt: &mut impl FnMut(&'static Code, &str, &str),
) -> Content {
    let mut content = Content::default();
    let general = Format::new("General");
    let format = parts.styles.format(style).unwrap_or(&general);
    let Ok(number) = value.trim().parse::<f64>() else {
        content.rich.text = value.to_owned();
        return content;
    };
    content.form = Some(format.form());
    content.is_white = format.is_white(number);
    content.rich.text = match format.show(number, parts.is_1904) {
        Shown::Text(text) => text,
        Shown::Date { shown, iso, has_day } => {
            content.date = Some(iso.filter(|_| has_day));
            shown
        }
        Shown::Hidden(text) => {
            doubt(&code::HIDDEN_VALUE, &text, messages().found.number_format);
            return Content { rich: Rich { text, runs: Vec::new() }, ..content };
        }
        Shown::Signless(text) => {
            doubt(&code::HIDDEN_MINUS, &text, &format.code);
            text
        }
        Shown::Plain(text) => {
            doubt(&code::UNKNOWN_FORMAT, &text, &format.code);
            text
        }
    };
    if hides_zeros && number == 0.0 {
        doubt(&code::HIDDEN_VALUE, &content.rich.text, messages().found.hidden_zeros);
    }
    content
}
