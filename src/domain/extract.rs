//! What is taken out of the sheets as tables: over which time, and about what. How it is laid out is `tables`'.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::month::{holder, months_of};
use super::week::{Month, NotInCalendar, Week};
use super::words_of;

words_of! {
    /// What a table is about: the modules of the sheet, then the months, then what the figures mean.
    Subject {
        Weeks = "weeks", Goals = "goals", Tasks = "tasks", Visits = "visits", Days = "days", Figures = "figures",
        AdHoc = "adhoc", Problems = "problems", Channel = "channel", Review = "review", MonthGoals = "month-goals",
        Shares = "shares", MonthSummary = "month-summary", Skills = "skills", Indicators = "indicators", About = "about"
    }
}

/// The time that is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Week(Week),
    Month(Month),
    /// All weeks of an ISO year, to their last day.
    Year(i32),
}

impl Period {
    /// The week, the month with most of its days, and its year.
    pub fn round(week: Week) -> [Self; 3] {
        let thursday = week.monday() + chrono::Duration::days(3);
        [Self::Week(week), Self::Month(Month::of(thursday)), Self::Year(week.number().0)]
    }

    /// Whether what is said of a single day belongs here.
    pub fn has_day(self, date: NaiveDate) -> bool {
        match self {
            Self::Week(week) => week.contains(date),
            Self::Month(month) => Month::of(date) == month,
            Self::Year(year) => Week::of(date).number().0 == year,
        }
    }

    /// Whether what is said of a whole week belongs here. It is one month's, the one that holds the week's typed actuals: so
    /// twelve months come to what the year does.
    pub fn has_week(self, week: Week, works: &dyn Fn(NaiveDate) -> bool) -> bool {
        match self {
            Self::Week(it) => it == week,
            Self::Month(month) => holder(week, works) == month,
            Self::Year(year) => week.number().0 == year,
        }
    }

    /// The months whose goals belong here.
    pub fn months(self) -> Vec<Month> {
        match self {
            Self::Week(week) => months_of(week),
            Self::Month(month) => vec![month],
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1)
                .map_or_else(Vec::new, |it| (0..12).map(|by| Month::of(it).plus(by)).collect()),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Week(it) => write!(f, "{it}"),
            Self::Month(it) => write!(f, "{it}"),
            Self::Year(it) => write!(f, "{it:04}"),
        }
    }
}

impl FromStr for Period {
    type Err = NotInCalendar;

    fn from_str(text: &str) -> Result<Self, NotInCalendar> {
        match text {
            it if it.contains('W') => it.parse().map(Self::Week),
            it if it.contains('-') => it.parse().map(Self::Month),
            // A year is one whose first month is.
            it => format!("{it}-01").parse::<Month>().map(|it| Self::Year(it.first().year())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_they_are_written() {
        for text in ["2026-W48", "2026-11", "2026"] {
            assert_eq!(text.parse::<Period>().map(|it| it.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "26", "2026-W54", "2026-13", "1889", "20266"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn months_come_to_the_year_and_no_day_is_in_two() {
        let works = |day: NaiveDate| day.weekday().num_days_from_monday() < 5;
        let week = |text: &str| text.parse::<Week>().unwrap();
        assert_eq!(Period::round(week("2026-W01")).map(|it| it.to_string()), ["2026-W01", "2026-01", "2026"]);
        let months = Period::Year(2026).months();
        assert_eq!((months.len(), months[11].to_string().as_str()), (12, "2026-12"));
        // W36 lies in August with one working day and in September with four.
        for (at, month) in [("2026-W36", "2026-09"), ("2026-W48", "2026-11"), ("2026-W53", "2026-12")] {
            let holds: Vec<String> =
                months.iter().filter(|it| Period::Month(**it).has_week(week(at), &works)).map(Month::to_string).collect();
            assert_eq!(holds, [month], "{at}");
        }
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let year = Period::Year(2026);
        assert!(year.has_day(day("2025-12-29")) && year.has_day(day("2027-01-03")) && !year.has_day(day("2027-01-04")));
        assert!(!Period::Month("2026-09".parse().unwrap()).has_day(day("2026-08-31")));
    }
}
