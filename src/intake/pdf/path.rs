//! Small filled shapes: many programs draw the bullets of lists as circles and squares, and not as letters.

use lopdf::Object;

use super::glyph::{Glyph, Matrix};

/// How wide and high a bullet is, in points.
const BULLET: std::ops::RangeInclusive<f32> = 1.2..=6.5;

/// The box around the path that is being drawn.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// The lower left and the upper right corner.
    corners: Option<[f32; 4]>,
}

impl Path {
    /// Takes in an operator that adds points, or a rectangle.
    pub(super) fn add(&mut self, operator: &str, operands: &[Object], ctm: Matrix) {
        let mut numbers: Vec<f32> = operands
            .iter()
            .filter_map(|operand| operand.as_float().ok())
            .collect();
        if let ("re", [x, y, width, height]) = (operator, numbers.as_slice()) {
            numbers = vec![*x, *y, x + width, y + height];
        }
        for point in numbers.chunks_exact(2) {
            let (x, y) = Matrix::shift(point[0], point[1]).then(ctm).origin();
            let [x0, y0, x1, y1] = self.corners.unwrap_or([x, y, x, y]);
            self.corners = Some([x0.min(x), y0.min(y), x1.max(x), y1.max(y)]);
        }
    }

    /// Ends the path; a filled one that looks like a bullet is one.
    pub(super) fn end(&mut self, is_filled: bool) -> Option<Glyph> {
        let [x0, y0, x1, y1] = self.corners.take().filter(|_| is_filled)?;
        let (width, height) = (x1 - x0, y1 - y0);
        let is_round = (width - height).abs() < 0.25 * width;
        let is_bullet = is_round && BULLET.contains(&width) && BULLET.contains(&height);
        is_bullet.then(|| Glyph {
            text: "•".to_owned(),
            x: x0,
            y: y0 - height / 4.0,
            width,
            size: height,
            bold: false,
        })
    }
}
