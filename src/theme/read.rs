//! Reads the custom properties of a style sheet: by which rule, on which line, for light or dark pages.

use cssparser::{Parser, Token};

/// A custom property that a rule sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declared {
    pub property: String,
    pub value: String,
    /// The selector of the rule.
    pub selector: String,
    /// From 1.
    pub line: u32,
    /// Whether it holds on light and on dark pages.
    pub schemes: [bool; 2],
}

/// How a page is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// Whether the reader's system is dark: `prefers-color-scheme`.
    pub on_dark: bool,
    /// Whether the page is: its `color-scheme`, which our surfaces and `light-dark()` follow.
    pub dark: bool,
}

impl Seen {
    /// A page that is as the screen.
    pub fn alike(dark: bool) -> Seen {
        Seen { on_dark: dark, dark }
    }
}

/// What matters of a style sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub declared: Vec<Declared>,
    /// The rules about our element that take the reader's own colours away, by line and selector.
    pub forced: Vec<(u32, String)>,
    /// What whole pages say of `color-scheme`, on light and on dark screens, in their order.
    pages: Vec<([bool; 2], String)>,
    /// Values that are in `var(--name, value)`.
    fallbacks: Vec<(String, String)>,
}

/// The rules around a declaration.
#[derive(Clone, Default)]
struct Around {
    selector: String,
    schemes: Option<[bool; 2]>,
    /// Whether it is for paper, or for colours that the reader has chosen.
    is_elsewhere: bool,
}

/// How deep names of a sheet are followed, and rules may be nested.
const DEEPEST: usize = 16;

impl Sheet {
    /// Reads a style sheet. What is no CSS is passed over, as a browser does.
    pub fn read(css: &str) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.rules(&mut Parser::new(css), &Around::default(), 0);
        sheet
    }

    /// The rules and declarations up to the end of a block.
    fn rules(&mut self, input: &mut Parser, around: &Around, depth: usize) {
        loop {
            input.skip_whitespace();
            let line = input.current_source_location().line + 1;
            let start = input.position();
            let ended_by = loop {
                match input.next_including_whitespace_and_comments() {
                    Ok(Token::Semicolon) => break Some(Token::Semicolon),
                    Ok(Token::CurlyBracketBlock) => break Some(Token::CurlyBracketBlock),
                    Ok(_) => {}
                    Err(_) => break None,
                }
            };
            // What ended it is the last sign. Only now is the parser behind the brackets of a function.
            let text = without_comments(input.slice_from(start));
            let text = text.trim_end_matches([';', '{']);
            match ended_by {
                Some(Token::CurlyBracketBlock) if depth < DEEPEST => {
                    let inside = around.inside(text.trim());
                    let _ = input.parse_nested_block(|input| {
                        self.rules(input, &inside, depth + 1);
                        Ok::<(), cssparser::ParseError<()>>(())
                    });
                }
                Some(Token::CurlyBracketBlock) => {}
                Some(_) => self.declaration(text, line, around),
                None => {
                    self.declaration(text, line, around);
                    return;
                }
            }
        }
    }

    fn declaration(&mut self, text: &str, line: u32, around: &Around) {
        let Some((property, value)) = text.split_once(':') else { return };
        let (property, value) = (property.trim(), value.trim());
        let value = value.strip_suffix("!important").unwrap_or(value).trim();
        if property == "forced-color-adjust" && value == "none" && around.selector.contains("machi-plan") {
            self.forced.push((line, around.selector.clone()));
        }
        if around.is_elsewhere {
            return;
        }
        if property == "color-scheme" && is_plain(&around.selector) {
            self.pages.push((around.schemes.unwrap_or([true; 2]), value.to_owned()));
        }
        self.fallbacks.extend(fallback(value));
        if property.starts_with("--") {
            self.declared.push(Declared {
                property: property.to_owned(),
                value: value.to_owned(),
                selector: around.selector.clone(),
                line,
                schemes: around.schemes.unwrap_or([true; 2]),
            });
        }
    }

    /// Whether pages are dark on such a screen; `None` where the sheet does not say.
    pub fn is_dark_page(&self, on_dark: bool) -> Option<bool> {
        let (_, value) = self.pages.iter().rev().find(|(schemes, _)| schemes[usize::from(on_dark)])?;
        let has = |word: &str| value.split_whitespace().any(|one| one == word);
        Some(has("dark") && (on_dark || !has("light")))
    }

    /// Whether the element itself has a value for a property.
    pub fn sets(&self, property: &str) -> bool {
        self.declared.iter().any(|one| one.property == property)
    }

    /// The value where nobody sets a property.
    pub fn value_of(&self, property: &str) -> Option<&str> {
        let set = self.declared.iter().find(|one| one.property == property).map(|one| &one.value);
        let fallback = || self.fallbacks.iter().find(|(name, _)| name == property).map(|(_, value)| value);
        set.or_else(fallback).map(String::as_str)
    }

    /// A value without `light-dark()` and `var()`, as far as the sheet says what they are.
    pub fn resolved(&self, value: &str, seen: Seen) -> String {
        let mut value = value.to_owned();
        for _ in 0..DEEPEST {
            let next = if let Some([light, of_dark]) = function(&value, "light-dark(").and_then(halves) {
                if seen.dark { of_dark } else { light }
            } else if let Some(inside) = function(&value, "var(") {
                let name = inside.split(',').next().unwrap_or_default().trim();
                let holds = |one: &&Declared| one.property == name && one.schemes[usize::from(seen.on_dark)];
                match (self.declared.iter().rev().find(holds), halves(inside)) {
                    (Some(one), _) => &one.value,
                    (None, Some([_, fallback])) => fallback,
                    (None, None) => break,
                }
            } else {
                break;
            };
            value = next.to_owned();
        }
        value
    }
}

impl Around {
    /// The same with one more rule around.
    fn inside(&self, prelude: &str) -> Around {
        let mut inside = self.clone();
        if !prelude.starts_with('@') {
            inside.selector = [self.selector.as_str(), prelude].join(" ").trim().to_owned();
            return inside;
        }
        let query: String = prelude.chars().filter(|c| !c.is_whitespace()).collect();
        if query.contains("prefers-color-scheme:dark") {
            inside.schemes = Some([false, true]);
        } else if query.contains("prefers-color-scheme:light") {
            inside.schemes = Some([true, false]);
        }
        inside.is_elsewhere |= query.contains("forced-colors:active") || query.starts_with("@mediaprint");
        inside
    }
}

/// Whether a selector means every widget of a site: the element, its class, or the whole page.
pub(super) fn is_plain(selector: &str) -> bool {
    let names = selector.split(|c: char| ",() ".contains(c)).filter(|name| !name.is_empty());
    let mut names = names;
    names.all(|name| {
        [":root", "html", "body", "*", "machi-plan", ".machi-plan", ":where", ":is"].contains(&name)
    })
}

/// The inside of a function of CSS, if the value is nothing else.
fn function<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    value.trim().strip_prefix(name)?.strip_suffix(')')
}

/// The two halves around the first comma that is in no brackets.
fn halves(inside: &str) -> Option<[&str; 2]> {
    let mut depth = 0_i32;
    let comma = inside.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        *c == ',' && depth == 0
    });
    let (at, _) = comma?;
    Some([inside[..at].trim(), inside[at + 1..].trim()])
}

/// The name and the fallback of the first `var()` of a value.
fn fallback(value: &str) -> Option<(String, String)> {
    let inside = value.split_once("var(")?.1;
    let mut depth = 1_i32;
    let end = inside.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0
    });
    let [name, value] = halves(&inside[..end?.0])?;
    Some((name.to_owned(), value.to_owned()))
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once("*/").map_or("", |(_, after)| after))
}
