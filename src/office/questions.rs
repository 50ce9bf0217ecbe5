//! The twenty questions head office asks of its sheets. Each is a function of what was asked for to an answer; what the sheets do
//! not hold is not guessed, so some are asked in part and one not at all.

mod attainment;
mod chains;
mod channel;
pub mod copying;
mod customers;
mod handing;
pub mod met;
mod problems;
mod season;
mod tasks;
mod trend;
mod visits;

pub use chains::SOLVED_WITHIN;

use super::answer::Answer;
use super::builder::{Built, Measure};
use super::scope::Scope;
use crate::words::customers::word;

/// A question, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question(u8);

impl Question {
    /// Every question the sheets can answer.
    pub const ALL: [Self; 19] = [
        Self(1),
        Self(2),
        Self(3),
        Self(4),
        Self(5),
        Self(6),
        Self(7),
        Self(8),
        Self(9),
        Self(10),
        Self(11),
        Self(12),
        Self(13),
        Self(14),
        Self(15),
        Self(16),
        Self(17),
        Self(18),
        Self(20),
    ];

    /// The one somebody puts together (`builder`); what it is, the wish says.
    pub const BUILT: Self = Self(0);

    /// The one no sheet can answer; what it takes is told in its place.
    pub const OUTSIDE: Self = Self(19);

    pub fn number(self) -> u8 {
        self.0
    }

    /// Reads `Q7`.
    pub fn parse(text: &str) -> Option<Self> {
        let number: u8 = text.strip_prefix('Q')?.parse().ok()?;
        Self::ALL.into_iter().chain([Self::BUILT, Self::OUTSIDE]).find(|it| it.0 == number)
    }

    /// Whether it is asked of one indicator.
    pub fn is_of_indicator(self, built: Option<Built>) -> bool {
        matches!(self.0, 2..=6 | 8 | 18) || self == Self::BUILT && built.is_some_and(Built::is_of_indicator)
    }

    /// Whether it is asked of one item of the tasks, which has to be chosen.
    pub fn is_of_item(self) -> bool {
        self.0 == 8
    }

    /// Whether it is asked of visits and customers, which rosters class.
    pub fn is_of_customers(self, built: Option<Built>) -> bool {
        let is_of_visits =
            || built.is_some_and(|it| matches!(it.measure, Measure::Planned | Measure::Done | Measure::KeptShare));
        matches!(self.0, 10..=13) || self == Self::BUILT && is_of_visits()
    }

    /// Answers it.
    pub fn answer(self, scope: &Scope) -> Answer {
        let apart = if self.is_of_indicator(scope.wish.built) { scope.apart() } else { 0 };
        Answer { apart, ..self.told(scope) }
    }

    fn told(self, scope: &Scope) -> Answer {
        match self.0 {
            0 => scope.wish.built.map_or_else(Answer::default, |it| it.answer(scope)),
            1 => handing::in_time(scope),
            2 => attainment::rank(scope),
            3 => attainment::spread_of_gaps(scope),
            4 => trend::pace(scope),
            5 => trend::trend(scope),
            6 => attainment::realistic(scope),
            7 => tasks::chosen(scope),
            8 => trend::effect(scope),
            9 => tasks::finished(scope),
            10 => visits::plan(scope),
            11 => customers::not_seen(scope),
            12 => customers::attention(scope).called(|it| word(scope.lang, it)),
            13 => visits::workload(scope),
            14 => problems::pareto(scope),
            15 => chains::chains(scope),
            16 => copying::copied(scope),
            17 => channel::signals(scope),
            18 => trend::warnings(scope),
            19 => Answer::default(),
            _ => handing::burden(scope),
        }
    }
}

impl std::fmt::Display for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Q{}", self.0)
    }
}
