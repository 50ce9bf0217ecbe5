//! A table as a file holds it: rows of cells, each with what kind of thing it is, within bounds that no roster reaches. Knows
//! no file format and no field.

use chrono::{Days, NaiveDate};

use super::fault::{BYTES_MAX, ROSTER_MAX, RosterFault};

/// Rows above the customers: titles, and the header.
pub const ABOVE_MAX: usize = 10;
/// The most rows kept. Those beyond are counted, so that the refusal can say how many there are.
pub const ROWS_MAX: usize = ROSTER_MAX + ABOVE_MAX;
/// Cells further to the right are counted and left out.
pub const COLUMNS_MAX: usize = 256;

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    /// Never empty, and without white space around it.
    Text(String),
    /// A number in plain digits, never with an exponent: `41010001`, `38.5`.
    Number(String),
    /// A number the file shows as a date.
    Date(NaiveDate),
    /// A formula whose result is not in the file.
    NoResult,
    /// An error such as `#N/A`.
    Error(String),
}

impl Cell {
    pub fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    fn weight(&self) -> usize {
        match self {
            Self::Empty | Self::NoResult | Self::Date(_) => 0,
            Self::Text(it) | Self::Number(it) | Self::Error(it) => it.len(),
        }
    }

    /// As a person reads it; nothing where there is no value.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty | Self::NoResult => String::new(),
            Self::Text(it) | Self::Number(it) | Self::Error(it) => it.clone(),
            Self::Date(it) => it.to_string(),
        }
    }
}

/// From which day a file counts its dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Epoch {
    /// Day 1 is 1900-01-01, and 1900-02-29, which never was, is counted.
    #[default]
    Since1900,
    /// Day 0 is 1904-01-01.
    Since1904,
}

impl Epoch {
    /// The day with this number, if there is one.
    pub fn date(self, serial: u64) -> Option<NaiveDate> {
        let (first, days) = match self {
            Self::Since1900 if serial == 0 || serial == 60 => return None,
            Self::Since1900 if serial < 60 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, serial),
            Self::Since1900 => (NaiveDate::from_ymd_opt(1899, 12, 30)?, serial),
            Self::Since1904 => (NaiveDate::from_ymd_opt(1904, 1, 1)?, serial),
        };
        first.checked_add_days(Days::new(days))
    }
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As the file counts, from 1.
    pub number: usize,
    /// No empty cell at its end.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a column; a row may end before it.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// Merged cells: their value stands in the first one. Rows as the file counts them, columns from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    pub top: usize,
    pub bottom: usize,
    pub left: usize,
    pub right: usize,
}

/// A table out of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The sheet it is, where a file has sheets, and how many others hold something.
    pub sheet: Option<String>,
    pub other_sheets: usize,
    pub epoch: Epoch,
    /// Rows that hold something, in the order of the file.
    pub rows: Vec<Row>,
    pub merged: Vec<Merge>,
    /// Cells left out: too far to the right, or of no known kind.
    pub far: usize,
    pub unreadable: usize,
}

/// Rows while a file is being read, within the bounds. What is beyond is counted and not kept.
#[derive(Debug, Default)]
pub struct Gathered {
    pub rows: Vec<Row>,
    /// Rows that hold something, kept or not.
    pub found: usize,
    /// Cells too far to the right.
    pub far: usize,
    /// Bytes of text kept: one text may stand in very many cells.
    text: usize,
    open: Vec<Cell>,
    holds: bool,
}

impl Gathered {
    /// Puts a cell into the open row.
    pub fn put(&mut self, column: usize, cell: Cell) {
        if cell.is_empty() {
            return;
        }
        self.holds = true;
        if column >= COLUMNS_MAX {
            self.far += 1;
        } else if self.rows.len() < ROWS_MAX && self.text <= BYTES_MAX {
            self.text += cell.weight();
            if self.open.len() <= column {
                self.open.resize(column + 1, Cell::Empty);
            }
            self.open[column] = cell;
        }
    }

    /// Ends the open row.
    pub fn end_row(&mut self, number: usize) {
        let cells = std::mem::take(&mut self.open);
        if std::mem::take(&mut self.holds) {
            self.found += 1;
        }
        if !cells.is_empty() {
            self.rows.push(Row { number, cells });
        }
    }

    /// Whether all of it is kept.
    pub fn check(&self) -> Result<(), RosterFault> {
        if self.text > BYTES_MAX {
            return Err(RosterFault::Inflates { most: BYTES_MAX });
        }
        if self.found > ROWS_MAX {
            return Err(RosterFault::TooManyRows { found: self.found, most: ROSTER_MAX });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days_as_workbooks_do() {
        for (epoch, serial, expected) in [
            (Epoch::Since1900, 46_349, Some("2026-11-23")),
            (Epoch::Since1904, 44_887, Some("2026-11-23")),
            (Epoch::Since1900, 1, Some("1900-01-01")),
            (Epoch::Since1900, 59, Some("1900-02-28")),
            (Epoch::Since1900, 60, None),
            (Epoch::Since1900, 61, Some("1900-03-01")),
            (Epoch::Since1904, 0, Some("1904-01-01")),
            (Epoch::Since1900, u64::MAX, None),
        ] {
            assert_eq!(epoch.date(serial).map(|it| it.to_string()).as_deref(), expected, "{epoch:?} {serial}");
        }
    }

    #[test]
    fn keeps_no_more_than_a_roster_can_have() {
        let mut gathered = Gathered::default();
        for number in 1..=100_000 {
            gathered.put(2, Cell::text("  "));
            gathered.put(1, Cell::text("a"));
            gathered.put(16_383, Cell::text("a"));
            gathered.end_row(number);
            gathered.end_row(number);
        }
        assert_eq!((gathered.found, gathered.far, gathered.rows.len()), (100_000, 100_000, ROWS_MAX));
        assert_eq!(gathered.rows[0], Row { number: 1, cells: vec![Cell::Empty, Cell::text("a")] });
        assert_eq!(gathered.check(), Err(RosterFault::TooManyRows { found: 100_000, most: ROSTER_MAX }));
    }

    #[test]
    fn a_text_that_stands_everywhere_is_not_copied_without_end() {
        let mut gathered = Gathered::default();
        let text = "a".repeat(BYTES_MAX / 4);
        for number in 1..=100 {
            gathered.put(0, Cell::Text(text.clone()));
            gathered.end_row(number);
        }
        assert_eq!(gathered.rows.len(), 5);
        assert_eq!(gathered.check(), Err(RosterFault::Inflates { most: BYTES_MAX }));
    }
}
