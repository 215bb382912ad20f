//! Letters at places on a page, and the arithmetic of places.

/// A letter, or several that are drawn as one.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// The left end of its baseline, from the lower left corner, in points.
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    /// Of the type, in points.
    pub(super) size: f32,
    pub(super) bold: bool,
}

/// An affine transformation as PDF writes it: `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f32; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Moves by a distance.
    pub(super) const fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Does this first and `next` then.
    pub(super) fn then(self, next: Self) -> Self {
        let [nx, ny, mx, my, dx, dy] = next.0;
        let turned = |x: f32, y: f32| (x.mul_add(nx, y * mx), x.mul_add(ny, y * my));
        let [across, up, shift] = [0, 2, 4].map(|at| turned(self.0[at], self.0[at + 1]));
        Self([across.0, across.1, up.0, up.1, shift.0 + dx, shift.1 + dy])
    }

    /// Where the origin goes.
    pub(super) const fn origin(self) -> (f32, f32) {
        (self.0[4], self.0[5])
    }

    /// How long a horizontal step of 1 becomes.
    pub(super) fn width(self) -> f32 {
        self.0[0].hypot(self.0[1])
    }

    /// How long a vertical step of 1 becomes.
    pub(super) fn height(self) -> f32 {
        self.0[2].hypot(self.0[3])
    }

    /// Says whether lines of text stay level and are not mirrored.
    pub(super) fn is_level(self) -> bool {
        self.0[0] > 0.0 && self.0[1].abs() < 0.1 * self.0[0].abs()
    }
}
