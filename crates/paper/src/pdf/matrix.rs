//! Places on a page under shift, turn and scale.

/// `[a b c d e f]` as a PDF writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    pub const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Six numbers; anything else changes nothing.
    pub fn of(numbers: &[f64]) -> Matrix {
        numbers.try_into().map_or(Matrix::IDENTITY, Matrix)
    }

    pub fn shift(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this, then `other`. Numbers stay finite.
    pub fn then(self, other: Matrix) -> Matrix {
        let (Matrix([a, b, c, d, e, f]), Matrix([p, q, r, s, t, u])) = (self, other);
        let product =
            [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
        Matrix(product.map(|it| if it.is_finite() { it.clamp(-1e9, 1e9) } else { 0.0 }))
    }

    pub fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let Matrix([.., e, f]) = Matrix::shift(x, y).then(self);
        (e, f)
    }

    /// From the page as it is written to the page as it is looked at, whose width and height follow.
    pub fn of_page(frame: [f64; 4], rotation: i32) -> (Matrix, f64, f64) {
        let [left, bottom, right, top] = frame;
        let (width, height) = (right - left, top - bottom);
        let origin = Matrix::shift(-left, -bottom);
        match rotation {
            90 => (origin.then(Matrix([0.0, -1.0, 1.0, 0.0, 0.0, width])), height, width),
            180 => (origin.then(Matrix([-1.0, 0.0, 0.0, -1.0, width, height])), width, height),
            270 => (origin.then(Matrix([0.0, 1.0, -1.0, 0.0, height, 0.0])), height, width),
            _ => (origin, width, height),
        }
    }
}
