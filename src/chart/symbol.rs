//! The shape of a point. Series differ by it.

use plotters::element::{Circle, Polygon};
use plotters::style::RGBColor;

use super::backend::LOOKS;
use super::draw::Screen;
use crate::list::List;

/// The shape of a point.
#[derive(Clone, Copy)]
pub enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
}

impl Shape {
    /// The shapes in the order of the series that have them.
    pub const ALL: [Shape; LOOKS] = [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Diamond];
}

/// A shape around a point. Half its width is `size` or a little more.
pub fn symbol(screen: &Screen, shape: Shape, at: (i32, i32), size: i32, style: RGBColor) -> Option<()> {
    let wide = size + 15;
    let corners: &[(i32, i32)] = match shape {
        Shape::Circle => return screen.draw(&Circle::new(at, size, style)).ok(),
        Shape::Square => &[(-size, -size), (size, -size), (size, size), (-size, size)],
        Shape::Triangle => &[(0, -wide), (size + 10, size), (-size - 10, size)],
        Shape::Diamond => &[(0, -wide), (wide, 0), (0, wide), (-wide, 0)],
    };
    let corners: Vec<_> = corners.iter().map(|(right, down)| (at.0 + right, at.1 + down)).list();
    screen.draw(&Polygon::new(corners, style)).ok()
}
