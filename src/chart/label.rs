//! Where labels stand: near their point, clear of each other, of the points and of the lines.

use super::backend::{EM, text_width};

/// A rectangle: left, top, right, bottom, in tenths of a unit.
pub type Area = (i32, i32, i32, i32);

/// Finds places for labels inside a frame, one after the other.
pub struct Labels {
    frame: Area,
    taken: Vec<Area>,
}

impl Labels {
    /// No label yet.
    pub fn new(frame: Area) -> Labels {
        Labels { frame, taken: Vec::new() }
    }

    /// Keeps labels off this area.
    pub fn keep_clear(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// The middle of a label's upper edge: above the point if that is free, below it, or further off.
    pub fn place(&mut self, text: &str, (x, y): (i32, i32)) -> (i32, i32) {
        let width = text_width(text);
        let (left, top, right, bottom) = self.frame;
        let from = (x - width / 2).min(right - width).max(left);
        let at = |down: i32| (from, down, from + width, down + EM);
        let above = |step: i32| y - 85 - EM - step * 70;
        let below = |step: i32| y + 85 + step * 70;
        let inside = |area: &Area| area.1 >= top && area.3 <= bottom;
        let places = (0..16).flat_map(|step| [at(above(step)), at(below(step))]).filter(inside);
        let free = |area: &Area| !self.taken.iter().any(|other| overlap(area, other));
        let area = places
            .clone()
            .find(free)
            // Nowhere free: legible over a line rather than not there.
            .or_else(|| places.clone().next())
            .unwrap_or(at(top));
        self.taken.push(area);
        (from + width / 2, area.1)
    }
}

fn overlap(a: &Area, b: &Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_above_their_point_then_below_and_never_on_each_other() {
        let mut labels = Labels::new((0, 0, 4000, 2000));
        assert_eq!(labels.place("あ", (1000, 1000)), (1000, 785));
        assert_eq!(labels.place("あ", (1000, 1000)), (1000, 1085));
        assert_eq!(labels.place("あ", (1000, 1000)), (1000, 645));
    }

    #[test]
    fn labels_stay_inside_the_frame() {
        let mut labels = Labels::new((100, 100, 900, 900));
        assert_eq!(labels.place("あああ", (900, 110)), (705, 195));
        assert_eq!(labels.place("ああああああああああ", (500, 500)).0, 750);
    }

    #[test]
    fn a_label_goes_round_what_is_taken() {
        let mut labels = Labels::new((0, 0, 4000, 2000));
        labels.keep_clear((900, 700, 1100, 900));
        assert_eq!(labels.place("あ", (1000, 1000)), (1000, 1085));
    }
}
