//! The way out: everything collected as the tables of a star, for engines that hold more than one machine. What each table means,
//! and how it is asked, is told in docs/warehouse.md. Only sheets that count are facts; the others stand in `sheet` and `version`.

pub mod parcel;
pub mod parquet;
mod rows;

use std::io::{self, Write};

use super::scope::Scope;
use crate::domain::decimal::Decimal;
use crate::domain::json::write_text;

/// A table of the star.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Manager,
    Week,
    Day,
    Indicator,
    Item,
    Cause,
    Channel,
    Customer,
    Goal,
    Sheet,
    Version,
    Figure,
    Tick,
    Visit,
    Problem,
    Message,
    Signal,
    Words,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Whole,
    /// A decimal figure.
    Number,
    Flag,
    /// A day of the calendar.
    Day,
    /// A time of the world.
    Time,
}

/// What stands in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    None,
    Text(String),
    Whole(i64),
    Number(Decimal),
    Flag(bool),
}

/// A column by its name.
pub type Column = (&'static str, Kind);

use Kind::{Day, Flag, Number, Text, Time, Whole};

/// Name and columns of each table, in their order.
const STAR: [(&str, &[Column]); 18] = [
    ("manager", &[("manager", Text), ("name", Text), ("area", Text), ("unit", Text), ("due_from", Text), ("due_to", Text)]),
    ("week", &[("week", Text), ("monday", Day), ("year", Whole), ("number", Whole), ("workdays", Whole)]),
    ("day", &[("day", Day), ("week", Text), ("month", Text), ("is_workday", Flag)]),
    (
        "indicator",
        &[
            ("indicator", Text),
            ("name_zh", Text),
            ("name_en", Text),
            ("unit_zh", Text),
            ("unit_en", Text),
            ("decimals", Whole),
            ("better", Text),
            ("low", Number),
            ("high", Number),
            ("adds_up", Flag),
            ("place", Whole),
        ],
    ),
    ("item", &[("item", Text), ("category", Text), ("name_zh", Text), ("name_en", Text)]),
    ("cause", &[("cause", Text), ("name_zh", Text), ("name_en", Text)]),
    (
        "channel",
        &[
            ("item", Text),
            ("recipient", Text),
            ("recipient_zh", Text),
            ("recipient_en", Text),
            ("part", Whole),
            ("part_zh", Text),
            ("part_en", Text),
        ],
    ),
    (
        "customer",
        &[
            ("manager", Text),
            ("customer", Text),
            ("format", Text),
            ("market", Text),
            ("size", Text),
            ("tier", Whole),
            ("visit_cycle", Whole),
            ("status", Text),
            ("is_listed", Flag),
        ],
    ),
    ("goal", &[("manager", Text), ("month", Text), ("indicator", Text), ("target", Number)]),
    (
        "sheet",
        &[
            ("manager", Text),
            ("week", Text),
            ("name", Text),
            ("area", Text),
            ("unit", Text),
            ("state", Text),
            ("counts", Flag),
            ("is_corrected", Flag),
            ("first_came", Time),
            ("hours_late", Whole),
            ("workdays", Whole),
            ("asked", Whole),
            ("template", Text),
            ("template_version", Whole),
            ("digest", Text),
        ],
    ),
    ("version", &[("manager", Text), ("week", Text), ("digest", Text), ("device", Text), ("created", Time), ("content", Text)]),
    (
        "figure",
        &[
            ("manager", Text),
            ("week", Text),
            ("indicator", Text),
            ("target", Number),
            ("actual", Number),
            ("first_month", Number),
        ],
    ),
    ("tick", &[("manager", Text), ("week", Text), ("item", Text), ("state", Text)]),
    ("visit", &[("manager", Text), ("week", Text), ("day", Day), ("customer", Text), ("is_planned", Flag), ("outcome", Text)]),
    (
        "problem",
        &[
            ("manager", Text),
            ("week", Text),
            ("problem", Text),
            ("place", Text),
            ("since", Text),
            ("day", Day),
            ("cause", Text),
            ("state", Text),
            ("is_principal", Flag),
            ("text", Text),
        ],
    ),
    (
        "message",
        &[("manager", Text), ("week", Text), ("number", Whole), ("recipient", Text), ("state", Text), ("is_answered", Flag)],
    ),
    ("signal", &[("manager", Text), ("week", Text), ("number", Whole), ("item", Text)]),
    ("words", &[("manager", Text), ("week", Text), ("number", Whole), ("high", Whole), ("low", Whole)]),
];

impl Table {
    pub const ALL: [Self; 18] = [
        Self::Manager,
        Self::Week,
        Self::Day,
        Self::Indicator,
        Self::Item,
        Self::Cause,
        Self::Channel,
        Self::Customer,
        Self::Goal,
        Self::Sheet,
        Self::Version,
        Self::Figure,
        Self::Tick,
        Self::Visit,
        Self::Problem,
        Self::Message,
        Self::Signal,
        Self::Words,
    ];

    pub fn name(self) -> &'static str {
        STAR[self as usize].0
    }

    /// Its columns in their order.
    pub fn columns(self) -> &'static [Column] {
        STAR[self as usize].1
    }

    /// Every row of it, in the order of managers and weeks: the columns' fields.
    pub fn rows(self, scope: &Scope, take: &mut dyn FnMut(&[Field])) {
        rows::of(self, scope, take);
    }

    /// The table as lines of JSON (ndjson), the columns' names in each.
    ///
    /// # Errors
    /// Only of whatever it is written to.
    pub fn write_lines(self, scope: &Scope, out: &mut dyn Write) -> io::Result<()> {
        let (mut line, mut written) = (String::new(), Ok(()));
        self.rows(scope, &mut |fields| {
            if written.is_ok() {
                line.clear();
                self.write_line(fields, &mut line);
                written = out.write_all(line.as_bytes());
            }
        });
        written
    }

    fn write_line(self, fields: &[Field], line: &mut String) {
        let mut sign = '{';
        for ((name, _), field) in self.columns().iter().zip(fields) {
            line.push(sign);
            sign = ',';
            write_text(name, line);
            line.push(':');
            field.write(line);
        }
        line.push_str("}\n");
    }
}

impl Field {
    pub fn text(it: impl ToString) -> Self {
        Self::Text(it.to_string())
    }

    /// Nothing for a word that nobody said.
    pub fn said(it: &str) -> Self {
        if it.is_empty() { Self::None } else { Self::text(it) }
    }

    pub fn number(it: Option<Decimal>) -> Self {
        it.map_or(Self::None, Self::Number)
    }

    pub fn count(it: impl TryInto<i64>) -> Self {
        it.try_into().map_or(Self::None, Self::Whole)
    }

    /// Of a text or nothing.
    pub fn maybe(it: Option<impl ToString>) -> Self {
        it.map_or(Self::None, Self::text)
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::None => text.push_str("null"),
            Self::Text(it) => write_text(it, text),
            Self::Whole(it) => text.push_str(&it.to_string()),
            Self::Number(it) => text.push_str(&it.to_string()),
            Self::Flag(it) => text.push_str(if *it { "true" } else { "false" }),
        }
    }
}
