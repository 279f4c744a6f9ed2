//! Positions of labels: near their point, clear of each other, of the points and of the lines.

use super::text::{EM, text_width};

/// The distance between a label and its point.
const GAP: i32 = 85;

/// A rectangle: left, top, right, bottom, in tenths of a unit.
pub type Area = (i32, i32, i32, i32);

/// Finds free positions for labels inside a frame, one label after the other.
pub struct Labels {
    frame: Area,
    taken: Vec<Area>,
}

impl Labels {
    /// Starts without labels.
    pub fn new(frame: Area) -> Labels {
        Labels { frame, taken: Vec::new() }
    }

    /// Keeps labels off this area.
    pub fn keep_clear(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Keeps labels off a line. The line is cut into eight pieces and each gets a box, because one box around a
    /// slanting line would be far too large.
    pub fn keep_line_clear(&mut self, from: (i32, i32), to: (i32, i32)) {
        let at = |a: i32, b: i32, piece: i32| a + (b - a) * piece / 8;
        for piece in 0..8 {
            let (x, next_x) = (at(from.0, to.0, piece), at(from.0, to.0, piece + 1));
            let (y, next_y) = (at(from.1, to.1, piece), at(from.1, to.1, piece + 1));
            let (left, right) = (x.min(next_x), x.max(next_x));
            self.keep_clear((left - 10, y.min(next_y) - 10, right + 10, y.max(next_y) + 10));
        }
    }

    /// Finds a position and returns the middle of the label's upper edge: above the point if that is free, else below
    /// it, beside it, or further away.
    pub fn find_room(&mut self, text: &str, (x, y): (i32, i32)) -> (i32, i32) {
        let width = text_width(text);
        let (left, top, right, bottom) = self.frame;
        let at = |middle: i32, down: i32| {
            let from = (middle - width / 2).min(right - width).max(left);
            (from, down, from + width, down + EM)
        };
        let beside = GAP + width / 2;
        let mut areas =
            vec![at(x, y - GAP - EM), at(x, y + GAP), at(x + beside, y - EM / 2), at(x - beside, y - EM / 2)];
        for step in 1..16 {
            areas.extend([at(x, y - GAP - EM - step * 70), at(x, y + GAP + step * 70)]);
        }
        areas.retain(|area| area.1 >= top && area.3 <= bottom);
        let free = |area: &&Area| !self.taken.iter().any(|other| overlap(area, other));
        // No position is free: a label over a line is better than no label.
        let area = *areas.iter().find(free).or(areas.first()).unwrap_or(&at(x, top));
        self.taken.push(area);
        ((area.0 + area.2) / 2, area.1)
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
        assert_eq!(labels.find_room("あ", (1000, 1000)), (1000, 775));
        assert_eq!(labels.find_room("あ", (1000, 1000)), (1000, 1085));
        assert_eq!(labels.find_room("あ", (1000, 1000)), (1155, 930));
    }

    #[test]
    fn labels_stay_inside_the_frame() {
        let mut labels = Labels::new((100, 100, 900, 900));
        assert_eq!(labels.find_room("あああ", (900, 110)), (690, 195));
        assert_eq!(labels.find_room("ああああああああああ", (500, 500)).0, 800);
    }

    #[test]
    fn a_label_avoids_areas_that_are_taken() {
        let mut labels = Labels::new((0, 0, 4000, 2000));
        labels.keep_clear((900, 700, 1100, 900));
        assert_eq!(labels.find_room("あ", (1000, 1000)), (1000, 1085));
    }
}
