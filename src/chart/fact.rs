//! The statements of a sentence, as facts without words.

use super::cell::Role;
use crate::plan::FiscalYear;

/// Consecutive fiscal years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first year.
    pub first: FiscalYear,
    /// The last year.
    pub last: FiscalYear,
}

/// A printed text for a span of years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The years.
    pub span: Span,
    /// The cell, worded for a sentence.
    pub text: String,
}

/// How far a value moves, as numbers without their unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The smallest yearly difference.
    pub least: String,
    /// The largest; the same text where all are equal.
    pub most: String,
    /// The unit of the values. Two percentages differ by points.
    pub unit: String,
    /// Whether the value grows.
    pub up: bool,
}

/// One statement of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact<'a> {
    /// The facts after this one are about this series, or about all series where the name is empty.
    Series(&'a str),
    /// The value that the plan starts from.
    Baseline {
        /// The document's own word for it, or nothing.
        name: &'a str,
        /// Its year, where the document prints one.
        year: Option<FiscalYear>,
        /// The value.
        text: String,
    },
    /// The document names a year to start from, but no value.
    BaselineWithoutValue(FiscalYear),
    /// The targets, one after the other. Of targets that go in one direction from the baseline, only the last.
    Targets {
        /// The targets.
        targets: Vec<Said>,
        /// Whether each year of the plan has the one target.
        every_year: bool,
        /// Whether the targets were assigned to their years by rule.
        inferred: bool,
    },
    /// From the first target on, each year differs from the year before by this much.
    Steps(Said, Difference),
    /// With this dash the city states that there is no target for these years.
    NoTarget(Vec<Span>, &'a str),
    /// The targets were assigned to years by rule, and no cell was assigned to these years.
    WithoutTarget(Vec<Span>),
    /// The actuals, one after the other.
    Actuals {
        /// The actuals.
        actuals: Vec<Said>,
        /// The day inside the year, or nothing.
        as_of: &'a str,
        /// Whether values of another role come before, so that these must be named.
        named: bool,
        /// The change from the first to the last.
        by: Option<Difference>,
    },
    /// A value to compare with. The document prints no year for it.
    Reference(&'a str, String),
    /// Cells of another role, one after the other: forecasts, sums so far, rates.
    Listed(Role, Vec<Said>),
    /// Target and actual of one year.
    Compared {
        /// The year.
        year: FiscalYear,
        /// The target.
        target: String,
        /// The actual.
        actual: String,
        /// How far they are apart; `None` where the target is a bound.
        by: Option<Gap>,
    },
    /// From this year on the values are not joined to those before, and why.
    Break(FiscalYear, &'a str),
    /// A target that is not a number, and whether its year was assigned by rule.
    TargetInWords(Said, bool),
    /// An actual that is not a number.
    ActualInWords(Said),
    /// No actual is printed.
    NoActual,
}

/// How far an actual is from its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The two numbers are equal.
    Same,
    /// They differ.
    Differs {
        /// The difference in the fewer decimals of the two; empty where it would round to 0.
        size: String,
        /// The unit of both.
        unit: String,
        /// Whether the actual is the larger number.
        above: bool,
    },
}
