//! Whether a city's colours can be read: text, lines and the ring of the focus against what is behind them.
//!
//! A city sets our colours by name in a style sheet of its own. The bounds are those of WCAG 2.2: 4.5 for text (1.4.3), 3 for
//! lines, marks and the focus (1.4.11). A colour that the city does not set has the value of our own style sheet, which is
//! read here with the same code.

mod colour;
mod read;

use colour::{Colour, contrast, mended};
use read::{Declared, Seen, Sheet};

use crate::locale::Locale;
use crate::view::style_sheet;

/// What the names of our colours begin with.
const PREFIX: &str = "--machi-plan-";

/// Text, and everything else that must be seen.
const TEXT: f64 = 4.5;
const GRAPHIC: f64 = 3.0;

/// The outline of what has the focus, on light and dark pages. `10-base.css` has it; no name sets it.
const FOCUS: [&str; 2] = ["#000000", "#ffffff"];

/// Each colour with what may be behind it, and the ratio that the two need. `focus` is [`FOCUS`].
const PAIRS: [(&str, &[&str], f64); 12] = [
    ("text", &["surface", "head", "soft", "mark"], TEXT),
    ("link", &["surface", "head", "soft"], TEXT),
    ("muted", &["surface", "head", "soft"], TEXT),
    ("accent", &["surface", "soft"], GRAPHIC),
    ("border", &["surface"], GRAPHIC),
    ("error", &["surface"], GRAPHIC),
    ("line-1", &["surface"], GRAPHIC),
    ("line-2", &["surface"], GRAPHIC),
    ("line-3", &["surface"], GRAPHIC),
    ("line-4", &["surface"], GRAPHIC),
    ("focus", &["surface", "head", "soft"], GRAPHIC),
    // A faint rule between rows: nobody needs it to read them.
    ("line", &[], 1.0),
];

/// The rule by which a site says that it has light pages only.
pub const LIGHT_ONLY: &str = "html { color-scheme: light }";

/// Names that are no colours.
const OTHERS: [&str; 1] = ["top"];

/// A remark for the author of a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The line of the style sheet, from 1.
    pub line: u32,
    /// Whether somebody cannot read the page because of it. Otherwise it only has no effect.
    pub is_error: bool,
    /// The sentences for the author.
    pub message: String,
}

/// What was found in a style sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// In the order of the lines.
    pub findings: Vec<Finding>,
    /// How many of our colours the sheet sets.
    pub colours: usize,
    /// How many pairs with such a colour were compared, on light and dark pages.
    pub pairs: usize,
    /// Whether a pair is too faint on dark pages, and the sheet does not say whether there are any.
    pub is_dark_assumed: bool,
}

/// Compares the colours of a style sheet with what is behind them.
///
/// ```
/// use machi_plan::{locale::JA, theme};
/// let both = ".machi-plan { --machi-plan-link: light-dark(#006633, #66cc99); }";
/// assert!(theme::check(both, &JA).findings.is_empty());
/// assert!(theme::check(".machi-plan { --machi-plan-link: #66cc99; }", &JA).findings[0].is_error);
/// ```
pub fn check(css: &str, locale: &Locale) -> Theme {
    let ours = Sheet::read(&style_sheet());
    let city = Sheet::read(css);
    let mut theme = Theme::default();
    for (line, selector) in &city.forced {
        theme.add(*line, true, locale.theme.forced(selector));
    }
    let mut plain: Vec<&Declared> = Vec::new();
    let mut others: Vec<(&str, Vec<&Declared>)> = Vec::new();
    for one in &city.declared {
        let Some(name) = one.property.strip_prefix(PREFIX).filter(|name| !OTHERS.contains(name)) else {
            continue;
        };
        if !is_known(name) {
            theme.add(one.line, false, locale.theme.unknown(&one.property, known()));
        } else if !one.selector.contains("machi-plan") && ours.sets(&one.property) {
            theme.add(one.line, false, locale.theme.no_effect(&one.property));
        } else {
            theme.colours += 1;
            match others.iter_mut().find(|(selector, _)| *selector == one.selector) {
                _ if read::is_plain(&one.selector) => plain.push(one),
                Some((_, rule)) => rule.push(one),
                None => others.push((&one.selector, vec![one])),
            }
        }
    }
    let base = Colours { ours: &ours, city: &city, rules: vec![plain.clone()] };
    let pages = pages(&city);
    theme.compare(&base, &pages, locale);
    for (selector, rule) in others {
        let layered = Colours { ours: &ours, city: &city, rules: vec![plain.clone(), rule.clone()] };
        // A rule for dark pages only is read so by its name: `[data-theme="dark"] .machi-plan`.
        let only_dark = selector.contains("dark");
        theme.compare(&layered, if only_dark { &DARK } else { &pages }, locale);
    }
    theme.is_dark_assumed &= city.is_dark_page(true).is_none();
    theme.findings.sort_by_key(|finding| finding.line);
    theme.findings.dedup();
    theme
}

/// A page that a rule makes dark by itself.
const DARK: [Seen; 1] = [Seen { on_dark: true, dark: true }];

/// How pages are seen: first those that are as the screen.
fn pages(city: &Sheet) -> Vec<Seen> {
    let of = |on_dark: bool| match city.is_dark_page(on_dark) {
        Some(dark) => vec![Seen { on_dark, dark }],
        // The site may follow the screen or stay light, which is what browsers do by themselves.
        None if on_dark => vec![Seen::alike(true), Seen { on_dark, dark: false }],
        None => vec![Seen::alike(false)],
    };
    let mut pages = [of(false), of(true)].concat();
    pages.sort_by_key(|seen| seen.on_dark != seen.dark);
    pages
}

fn is_known(name: &str) -> bool {
    PAIRS.iter().any(|(of, grounds, _)| (*of == name && name != "focus") || grounds.contains(&name))
}

/// The names of all colours, for who misspelt one.
fn known() -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in PAIRS.iter().flat_map(|(of, grounds, _)| std::iter::once(of).chain(*grounds)) {
        if is_known(name) && !names.contains(name) {
            names.push(name);
        }
    }
    names.join(", ")
}

impl Theme {
    fn add(&mut self, line: u32, is_error: bool, message: String) {
        self.findings.push(Finding { line, is_error, message });
    }

    /// Compares all pairs of which the rules set one.
    fn compare(&mut self, colours: &Colours, pages: &[Seen], locale: &Locale) {
        for (name, grounds, least) in PAIRS {
            let mut faint: Vec<Pair> = Vec::new();
            // For each kind of page that was looked at, a front that is enough on all its grounds, if there is one.
            let mut halves: [Option<Option<String>>; 2] = [None, None];
            for seen in pages.iter().copied() {
                let pairs =
                    grounds.iter().filter_map(|ground| self.pair(colours, [name, ground], seen, locale));
                let pairs: Vec<Pair> = pairs.collect();
                let own = pairs.iter().filter(|pair| pair.ratio() < least);
                let worst = own.clone().min_by(|a, b| a.ratio().total_cmp(&b.ratio()));
                if seen.on_dark == seen.dark {
                    let under: Vec<Colour> = pairs.iter().map(|pair| pair.under).collect();
                    halves[usize::from(seen.dark)] = Some(match worst {
                        Some(worst) => mended(worst.over, &under, least).map(Colour::hex),
                        None => colours.of(name, seen).map(|front| front.value),
                    });
                }
                match worst.filter(|worst| worst.front.line.is_some()) {
                    // Its other grounds are said by one colour that is enough on all of them.
                    Some(worst) => faint.push(worst.clone()),
                    None => faint.extend(own.cloned()),
                }
            }
            let half = |dark: bool| {
                let own = || colours.of(name, Seen::alike(dark)).map(|front| front.value);
                halves[usize::from(dark)].clone().unwrap_or_else(own)
            };
            for pair in faint {
                let mut message = pair.say(locale, least);
                if let (Some(light), Some(dark), Some(_)) = (half(false), half(true), pair.front.line) {
                    // One example for all of a declaration: two would undo each other.
                    message += &locale.theme.example(property(name), format!("light-dark({light}, {dark})"));
                }
                if pair.seen.on_dark != pair.seen.dark {
                    message += locale.theme.by_page;
                }
                self.is_dark_assumed |= pair.seen.dark;
                self.add(pair.line, true, message);
            }
        }
    }

    /// Two colours of which the city sets one at least, if both can be read.
    fn pair(
        &mut self,
        colours: &Colours,
        names: [&'static str; 2],
        seen: Seen,
        locale: &Locale,
    ) -> Option<Pair> {
        let [front, ground] = names.map(|name| colours.of(name, seen));
        let (front, ground) = (front?, ground?);
        // On another screen such a page has been seen already, unless the screen changes a colour.
        let alike = names.map(|name| colours.of(name, Seen::alike(seen.dark)).map(|used| used.value));
        let is_alike = alike == [Some(front.value.clone()), Some(ground.value.clone())];
        if seen.on_dark != seen.dark && is_alike {
            return None;
        }
        // The later line of the two is the one that made the pair what it is.
        let line = front.line.max(ground.line)?;
        self.pairs += 1;
        let words = &locale.theme;
        let mut read = |used: &Used, name: &str| {
            let colour = Colour::read(&used.value);
            if colour.is_none() {
                let message = words.unreadable(property(name), used.value.as_str());
                self.add(used.line.unwrap_or(line), true, message);
            }
            colour
        };
        let (over, under) = (read(&front, names[0])?, read(&ground, names[1])?);
        if under.alpha < 1.0 {
            let message = words.see_through(property(names[1]), ground.value.as_str());
            self.add(ground.line.unwrap_or(line), true, message);
            return None;
        }
        Some(Pair { names, front, ground, over: over.on(under), under, line, seen })
    }
}

fn property(name: &str) -> String {
    [PREFIX, name].concat()
}

/// A colour and what is behind it.
#[derive(Clone)]
struct Pair {
    names: [&'static str; 2],
    front: Used,
    ground: Used,
    over: Colour,
    under: Colour,
    line: u32,
    seen: Seen,
}

impl Pair {
    fn ratio(&self) -> f64 {
        contrast(self.over, self.under)
    }

    fn say(&self, locale: &Locale, least: f64) -> String {
        let words = &locale.theme;
        let page = match (self.seen.on_dark, self.seen.dark) {
            (true, false) => words.light_on_dark,
            (false, true) => words.dark_on_light,
            (false, false) => words.light,
            (true, true) => words.dark,
        };
        let front = if self.names[0] == "focus" { words.focus.to_owned() } else { property(self.names[0]) };
        words.pair(
            front,
            self.front.value.as_str(),
            property(self.names[1]),
            self.ground.value.as_str(),
            page,
            // Cut off, so that 4.499 does not read as enough.
            (self.ratio() * 100.0).floor() / 100.0,
            least,
        )
    }
}

/// A value in use, and the line of the city's sheet that sets it; no line where it is ours.
#[derive(Clone)]
struct Used {
    value: String,
    line: Option<u32>,
}

/// Our colours below those of the city.
struct Colours<'a> {
    ours: &'a Sheet,
    city: &'a Sheet,
    /// The rules that hold, a later one over an earlier one.
    rules: Vec<Vec<&'a Declared>>,
}

impl Colours<'_> {
    /// The value of a colour as a page is seen.
    fn of(&self, name: &str, seen: Seen) -> Option<Used> {
        if name == "focus" {
            return Some(Used { value: FOCUS[usize::from(seen.dark)].to_owned(), line: None });
        }
        let property = property(name);
        let holds = |one: &&&Declared| one.property == property && one.schemes[usize::from(seen.on_dark)];
        let set = self.rules.iter().rev().find_map(|rule| rule.iter().rev().find(holds));
        let (sheet, value, line) = match set {
            Some(one) => (self.city, one.value.as_str(), Some(one.line)),
            None => (self.ours, self.ours.value_of(&property)?, None),
        };
        Some(Used { value: sheet.resolved(value, seen), line })
    }
}

#[cfg(test)]
mod tests;
