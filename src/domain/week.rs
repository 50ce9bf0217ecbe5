//! ISO weeks, months and dates as the method names them: `2026-W48`, `2026-11`, `2026-11-23`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};

/// One ISO week, Monday to Sunday, held as its Monday. A week that does not exist, such as 2025-W53, cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(NaiveDate);

/// The text names no week, month or date of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotInCalendar;

impl Week {
    /// The week a date lies in.
    pub fn of(date: NaiveDate) -> Self {
        let back = i64::from(date.weekday().num_days_from_monday());
        Self(date - chrono::Duration::days(back))
    }

    /// Its Monday.
    pub fn monday(self) -> NaiveDate {
        self.0
    }

    /// Monday to Sunday.
    pub fn days(self) -> impl DoubleEndedIterator<Item = NaiveDate> + Clone {
        (0..7).map(move |it| self.0 + chrono::Duration::days(it))
    }

    pub fn contains(self, date: NaiveDate) -> bool {
        (0..7).contains(&(date.num_days_from_ce() - self.0.num_days_from_ce()))
    }

    /// So many weeks later, or earlier when negative.
    pub fn plus(self, weeks: i64) -> Self {
        Self(self.0 + chrono::Duration::weeks(weeks))
    }

    /// ISO year and week number.
    pub fn number(self) -> (i32, u32) {
        let week = self.0.iso_week();
        (week.year(), week.week())
    }
}

impl FromStr for Week {
    type Err = NotInCalendar;

    fn from_str(text: &str) -> Result<Self, NotInCalendar> {
        let (year, number) = text.split_once("-W").ok_or(NotInCalendar)?;
        let (year, number) = (digits(year, 4)?, digits(number, 2)?);
        let year = i32::try_from(year).map_err(|_| NotInCalendar)?;
        usable(NaiveDate::from_isoywd_opt(year, number, Weekday::Mon)).map(Self)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, number) = self.number();
        write!(f, "{year:04}-W{number:02}")
    }
}

/// One calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The month a date lies in.
    pub fn of(date: NaiveDate) -> Self {
        Self(date - chrono::Duration::days(i64::from(date.day0())))
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// So many months later, or earlier when negative.
    pub fn plus(self, months: i32) -> Self {
        let by = chrono::Months::new(months.unsigned_abs());
        let date = if months < 0 { self.0.checked_sub_months(by) } else { self.0.checked_add_months(by) };
        Self(date.unwrap_or(self.0))
    }

    /// Its days in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.0.iter_days().take_while(move |it| Self::of(*it) == self)
    }
}

impl FromStr for Month {
    type Err = NotInCalendar;

    fn from_str(text: &str) -> Result<Self, NotInCalendar> {
        let (year, month) = text.split_once('-').ok_or(NotInCalendar)?;
        let (year, month) = (digits(year, 4)?, digits(month, 2)?);
        let year = i32::try_from(year).map_err(|_| NotInCalendar)?;
        usable(NaiveDate::from_ymd_opt(year, month, 1)).map(Self)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

/// A date written `2026-11-23`, and in no other way.
pub fn parse_date(text: &str) -> Result<NaiveDate, NotInCalendar> {
    let mut parts = text.splitn(3, '-');
    let mut part = |width| parts.next().ok_or(NotInCalendar).and_then(|it| digits(it, width));
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    let year = i32::try_from(year).map_err(|_| NotInCalendar)?;
    usable(NaiveDate::from_ymd_opt(year, month, day))
}

fn digits(text: &str, width: usize) -> Result<u32, NotInCalendar> {
    let plain = text.len() == width && text.bytes().all(|it| it.is_ascii_digit());
    if plain { text.parse().map_err(|_| NotInCalendar) } else { Err(NotInCalendar) }
}

/// The years the product speaks of; keeps date arithmetic away from the ends of the calendar.
fn usable(date: Option<NaiveDate>) -> Result<NaiveDate, NotInCalendar> {
    date.filter(|it| (1990..=2100).contains(&it.year())).ok_or(NotInCalendar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_which_weeks_exist() {
        for (text, monday) in
            [("2026-W48", "2026-11-23"), ("2026-W53", "2026-12-28"), ("2026-W01", "2025-12-29"), ("2020-W53", "2020-12-28")]
        {
            let week: Week = text.parse().unwrap();
            assert_eq!((week.monday().to_string(), week.to_string()), (monday.to_owned(), text.to_owned()));
        }
        for text in ["2025-W53", "2026-W00", "2026-W54", "2026-W5", "2026W48", "26-W48", "2026-W4８", "", "1889-W01"] {
            assert_eq!(text.parse::<Week>(), Err(NotInCalendar), "{text}");
        }
    }

    #[test]
    fn knows_which_days_and_months_exist() {
        assert!(parse_date("2024-02-29").is_ok());
        for text in ["2026-02-29", "2026-2-03", "2026-11-23T08", "2026-13-01", "+026-11-23"] {
            assert_eq!(parse_date(text), Err(NotInCalendar), "{text}");
        }
        let month: Month = "2026-02".parse().unwrap();
        assert_eq!((month.days().count(), month.to_string()), (28, "2026-02".to_owned()));
        assert!("2026-13".parse::<Month>().is_err());
    }

    #[test]
    fn every_day_lies_in_its_week() {
        let week: Week = "2026-W53".parse().unwrap();
        assert!(week.days().all(|it| week.contains(it)) && !week.contains(week.plus(1).monday()));
        assert_eq!(week.plus(1).to_string(), "2027-W01");
    }
}
