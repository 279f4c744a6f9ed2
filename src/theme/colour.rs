//! Colours as numbers: brightness, contrast, and the nearest one that is enough.

/// A colour in sRGB, each part from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Colour {
    pub parts: [f64; 3],
    /// How much of the ground it covers, from 0 to 1.
    pub alpha: f64,
}

const BLACK: Colour = Colour { parts: [0.0; 3], alpha: 1.0 };
const WHITE: Colour = Colour { parts: [1.0; 3], alpha: 1.0 };

impl Colour {
    /// A colour of CSS; `None` for what depends on the page, such as `currentColor`.
    pub fn read(value: &str) -> Option<Colour> {
        // What the library reads beside: a hex number without its sign, and models that browsers do not have.
        let is_bare = value.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_bare || ["hsv", "hwba"].iter().any(|model| value.starts_with(model)) {
            return None;
        }
        let colour = csscolorparser::parse(value).ok()?.clamp();
        let parts = [colour.r, colour.g, colour.b].map(f64::from);
        Some(Colour { parts, alpha: colour.a.into() })
    }

    /// The colour that is seen where this one is over a ground.
    pub fn on(self, ground: Colour) -> Colour {
        self.mixed(Colour { alpha: 1.0, ..ground }, 1.0 - self.alpha)
    }

    /// This colour with a share of another, from 0 to 1.
    fn mixed(self, other: Colour, share: f64) -> Colour {
        let part = |at: usize| self.parts[at] * (1.0 - share) + other.parts[at] * share;
        Colour { parts: [part(0), part(1), part(2)], alpha: 1.0 }
    }

    /// The relative luminance of WCAG 2.2.
    // A last digit that differs between platforms does not matter: the ratio is compared with a bound and printed with two decimals.
    #[allow(clippy::disallowed_methods)]
    fn luminance(self) -> f64 {
        let linear =
            |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
        let [red, green, blue] = self.parts.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// `#rrggbb`.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.parts.map(|part| (part * 255.0).round() as u8);
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The contrast ratio of WCAG 2.2, from 1 to 21.
pub(super) fn contrast(one: Colour, other: Colour) -> f64 {
    let (a, b) = (one.luminance() + 0.05, other.luminance() + 0.05);
    a.max(b) / a.min(b)
}

/// The colour nearest to one that has at least this contrast with some others: darker or lighter, whichever is less of a change.
pub(super) fn mended(own: Colour, others: &[Colour], least: f64) -> Option<Colour> {
    let steps = (1..=50).flat_map(|step| [BLACK, WHITE].map(|to| own.mixed(to, f64::from(step) / 50.0)));
    // As it is written, in whole steps of 256.
    let mut written = steps.filter_map(|colour| Colour::read(&colour.hex()));
    written.find(|colour| others.iter().all(|other| contrast(*colour, *other) >= least))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Colour {
        Colour::read(value).unwrap()
    }

    #[test]
    fn contrasts_are_those_that_the_guidelines_print() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 1e-9);
        // #767676 is the lightest grey with 4.5 on white, #949494 the lightest with 3.
        assert!(contrast(of("#767676"), WHITE) >= 4.5 && contrast(of("#777777"), WHITE) < 4.5);
        assert!(contrast(of("#949494"), WHITE) >= 3.0 && contrast(of("#959595"), WHITE) < 3.0);
    }

    #[test]
    fn a_colour_that_covers_half_is_seen_as_half() {
        assert_eq!(of("#00000080").on(WHITE).hex(), "#7f7f7f");
        assert_eq!(of("rgb(0 0 0 / 0%)").on(WHITE), WHITE);
    }

    #[test]
    fn the_mended_colour_is_near_and_enough() {
        let better = mended(of("#6699ff"), &[WHITE], 4.5).unwrap();
        assert!(contrast(better, WHITE) >= 4.5 && contrast(better, WHITE) < 5.0, "{}", better.hex());
        assert_eq!(
            mended(WHITE, &[of("#767676")], 5.0),
            None,
            "nothing is far enough from a grey in the middle"
        );
    }
}
