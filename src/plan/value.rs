//! A printed value and its reading. The cell itself is never changed; `grammar.rs` reads it.

/// How a printed number compares with the value it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// No word: the number itself.
    Equal,
    /// 以下, 以内
    AtMost,
    /// 未満
    Below,
    /// 以上
    AtLeast,
    /// 超, を超えた
    Above,
    /// 程度, 約
    About,
}

impl Comparator {
    /// The sign in the open data.
    pub fn sign(self) -> &'static str {
        match self {
            Comparator::Equal => "=",
            Comparator::AtMost => "<=",
            Comparator::Below => "<",
            Comparator::AtLeast => ">=",
            Comparator::Above => ">",
            Comparator::About => "~",
        }
    }
}

/// A decimal number exactly as printed: 98.0 keeps its zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// All digits as one whole number.
    pub digits: i64,
    /// How many of them are after the decimal point.
    pub scale: u8,
}

impl Decimal {
    /// The digits with this many after the decimal point. Numbers are compared, subtracted and drawn as whole
    /// numbers, because the last bit of a float may differ between two machines. `None` where digits would be lost,
    /// or where the number would pass 10¹⁴: beyond that the arithmetic of a chart overflows.
    pub fn at_scale(self, scale: u8) -> Option<i64> {
        let mut digits = self.digits;
        for _ in 0..scale.checked_sub(self.scale)? {
            digits = digits.checked_mul(10)?;
        }
        (digits.unsigned_abs() <= 100_000_000_000_000).then_some(digits)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scale = usize::from(self.scale);
        let text = format!("{:0width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (whole, part) = text.split_at(text.len() - scale);
        let sign = if self.digits < 0 { "-" } else { "" };
        let point = if part.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{part}")
    }
}

/// One reading of a printed cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// How the number compares with the value it is about.
    pub comparator: Comparator,
    /// The number.
    pub value: Decimal,
    /// The unit, with its scale; the row's unit where the cell prints none.
    pub unit: String,
    /// The printed words that make the number a change, `対前年度 削減`; empty where it is a level.
    pub basis: String,
}

/// Whether a cell is a dash: the city states that there is no value.
pub fn is_dash(printed: &str) -> bool {
    matches!(printed.trim(), "-" | "－" | "—" | "―" | "–" | "‐" | "−" | "ー")
}
