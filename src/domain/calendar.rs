//! Which days are working days in China: the State Council's yearly notices as data, else Monday to Friday. What the manager
//! overrides for single days is handed in by the caller; how goals spread over working days is split's.

use std::fmt;

use super::json::{Json, NotJson};
use super::map::Map;
use super::read::{self, Misfit};
use super::week::{Week, parse_date};
use chrono::{Datelike, NaiveDate};

/// The notices known. A date no notice speaks of is a working day from Monday to Friday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    notices: Map<i32, Notice>,
    /// Days that head office says are working days or not, whatever the notices say.
    overruled: Map<NaiveDate, bool>,
}

/// One year's notice, as in the list `public/calendar/cn.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    year: i32,
    published: bool,
    /// False: off; true: a working day made up at a weekend.
    days: Map<NaiveDate, bool>,
}

/// Why a text is no notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// Not JSON, or a date stands twice.
    NotJson(NotJson),
    /// A member that is missing or of the wrong kind, a date that does not exist.
    NotACalendar(Misfit),
    /// A day its year's notice does not speak of.
    Elsewhere { year: i32, day: NaiveDate },
    /// A published notice without a day.
    Empty { year: i32 },
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for CalendarError {}

impl Calendar {
    /// Reads one year's notice and checks it.
    pub fn parse_year(json: &str) -> Result<Notice, CalendarError> {
        Self::checked(&Json::parse(json).map_err(CalendarError::NotJson)?)
    }

    fn checked(json: &Json) -> Result<Notice, CalendarError> {
        let notice = Notice::read(json).map_err(CalendarError::NotACalendar)?;
        let year = notice.year;
        // A notice may begin in the December before: New Year's holiday sometimes does.
        let speaks_of = |day: &NaiveDate| day.year() == year || (day.month() == 12 && day.year() + 1 == year);
        if let Some(day) = notice.days.keys().find(|it| !speaks_of(it)) {
            return Err(CalendarError::Elsewhere { year, day: *day });
        }
        if notice.published && notice.days.is_empty() { Err(CalendarError::Empty { year }) } else { Ok(notice) }
    }

    /// Takes a notice in, in place of an earlier one for the same year.
    pub fn add(&mut self, notice: Notice) {
        self.notices.insert(notice.year, notice);
    }

    /// Reads a list of years' notices; the first that is wrong refuses them all.
    pub fn parse(json: &str) -> Result<Self, CalendarError> {
        let json = Json::parse(json).map_err(CalendarError::NotJson)?;
        let years = json.as_list().ok_or(CalendarError::NotACalendar(Misfit::new("a list")))?;
        let mut calendar = Self::default();
        for year in years {
            calendar.add(Self::checked(year)?);
        }
        Ok(calendar)
    }

    /// Lets head office's word go before the notices.
    pub fn overrule(&mut self, days: Map<NaiveDate, bool>) {
        self.overruled = days;
    }

    /// Whether the State Council has announced that year's holidays; until then its working days may still change.
    pub fn is_published(&self, year: i32) -> bool {
        self.notices.get(&year).is_some_and(|it| it.published)
    }

    /// What the notices say of a day: false off, true made up; `None` for an ordinary day. The later year's notice knew the
    /// earlier one, so in December it comes first.
    pub fn announced(&self, day: NaiveDate) -> Option<bool> {
        if let Some(it) = self.overruled.get(&day) {
            return Some(*it);
        }
        [day.year() + 1, day.year()].iter().find_map(|year| self.notices.get(year)?.days.get(&day).copied())
    }

    pub fn is_workday(&self, day: NaiveDate) -> bool {
        self.announced(day).unwrap_or_else(|| day.weekday().num_days_from_monday() < 5)
    }

    /// As `is_workday`, but a day in `overrides` is what it says there (`days/<date>/work` in spec/bundle.md).
    pub fn is_workday_with(&self, day: NaiveDate, overrides: &Map<NaiveDate, bool>) -> bool {
        overrides.get(&day).copied().unwrap_or_else(|| self.is_workday(day))
    }

    /// The working days of a week in order: none to seven.
    pub fn workdays(&self, week: Week) -> Vec<NaiveDate> {
        week.days().filter(|it| self.is_workday(*it)).collect()
    }

    /// As `workdays`, with overrides.
    pub fn workdays_with(&self, week: Week, overrides: &Map<NaiveDate, bool>) -> Vec<NaiveDate> {
        week.days().filter(|it| self.is_workday_with(*it, overrides)).collect()
    }
}

impl Notice {
    fn read(json: &Json) -> Result<Self, Misfit> {
        let days = read::member(json, "days", |days| {
            let days = days.as_object().ok_or(Misfit::new("an object"))?;
            let mut read = Map::default();
            for (date, work) in days {
                let day = parse_date(date).map_err(|_| Misfit::new("a date").under(date))?;
                read.insert(day, read::flag(work).map_err(|it| it.under(date))?);
            }
            Ok(read)
        })?;
        Ok(Self {
            year: read::member(json, "year", read::count)?,
            published: read::member(json, "published", read::flag)?,
            days,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::week::Month;
    use super::*;

    const SHIPPED: &str = include_str!("../../public/calendar/cn.json");

    fn shipped() -> Calendar {
        Calendar::parse(SHIPPED).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
        day(&format!("{year}-01-01")).iter_days().take_while(move |it| it.year() == year)
    }

    /// The table of research/domain.md §2a: working days per ISO week, clipped to the month.
    #[test]
    fn months_have_the_working_days_of_the_table() {
        let calendar = shipped();
        for (month, expected) in [
            ("2025-10", "w40:0 w41:3 w42:5 w43:5 w44:5 = 18"),
            ("2026-02", "w5:0 w6:5 w7:6 w8:0 w9:5 = 16"),
            ("2026-08", "w31:0 w32:5 w33:5 w34:5 w35:5 w36:1 = 21"),
            ("2026-09", "w36:4 w37:5 w38:6 w39:4 w40:3 = 22"),
        ] {
            let month: Month = month.parse().unwrap();
            let mut weeks: Vec<Week> = month.days().map(Week::of).collect();
            weeks.dedup();
            let count = |it: &Week| calendar.workdays(*it).into_iter().filter(|it| Month::of(*it) == month).count();
            let slices: Vec<_> = weeks.iter().map(|it| format!("w{}:{}", it.number().1, count(it))).collect();
            let total: usize = weeks.iter().map(count).sum();
            assert_eq!(format!("{} = {total}", slices.join(" ")), expected, "{month}");
        }
    }

    #[test]
    fn years_have_their_working_days_and_weeks() {
        let calendar = shipped();
        for (year, workdays, weeks) in [(2024, 251, 52), (2025, 248, 52), (2026, 248, 53), (2027, 261, 52)] {
            assert_eq!(days_of(year).filter(|it| calendar.is_workday(*it)).count(), workdays, "{year}");
            let mut all: Vec<_> = days_of(year).map(Week::of).filter(|it| it.number().0 == year).collect();
            all.dedup();
            assert_eq!(all.len(), weeks, "{year}");
            assert_eq!(calendar.is_published(year), year != 2027, "{year}");
        }
        assert!(!calendar.is_published(2031));
        assert!(calendar.is_workday(day("2031-01-01")) && !calendar.is_workday(day("2031-01-04")));
    }

    /// A working day is made up at a weekend alone: any other would be a slip in the data.
    #[test]
    fn make_up_days_are_weekend_days() {
        for notice in shipped().notices.values() {
            for (day, _) in notice.days.iter().filter(|it| *it.1) {
                assert!(day.weekday().num_days_from_monday() >= 5, "{day}");
            }
        }
    }

    #[test]
    fn overrides_come_before_the_notices() {
        let calendar = shipped();
        let overrides = Map::from_iter([(day("2026-02-18"), true), (day("2026-02-22"), true)]);
        let week = Week::of(day("2026-02-18"));
        assert_eq!(calendar.workdays(week), []);
        assert_eq!(calendar.workdays_with(week, &overrides), [day("2026-02-18"), day("2026-02-22")]);
        assert_eq!((calendar.announced(day("2026-02-18")), calendar.announced(day("2026-02-14"))), (Some(false), Some(true)));
        assert_eq!(calendar.announced(day("2026-11-23")), None);
        let all = week.days().map(|it| (it, true)).collect();
        assert_eq!(calendar.workdays_with(week, &all).len(), 7);
    }

    #[test]
    fn a_notice_may_reach_into_the_december_before() {
        let mut calendar = shipped();
        assert!(calendar.is_workday(day("2026-12-31")));
        let notice = r#"{"year":2027,"published":true,"days":{"2026-12-31":false,"2027-01-01":false,"2027-01-02":false}}"#;
        calendar.add(Calendar::parse_year(notice).unwrap());
        assert!(!calendar.is_workday(day("2026-12-31")) && calendar.is_published(2027));
        assert!(!calendar.is_workday(day("2026-10-01")), "the other notices stand");
    }

    #[test]
    fn what_is_no_notice_is_refused() {
        for (json, expected) in [
            ("", "NotJson(NotJson { fault: CutOff, line: 1"),
            ("{}", r#"wanted: "a member""#),
            (r#"{"year":2026,"days":{}}"#, r#"at: "published", wanted: "a member""#),
            (r#"{"year":2026,"published":true}"#, r#"at: "days", wanted: "a member""#),
            (r#"{"year":2026,"published":true,"days":[]}"#, r#"at: "days", wanted: "an object""#),
            (r#"{"year":2026,"published":true,"days":{}}"#, "Empty { year: 2026 }"),
            (r#"{"year":2026,"published":true,"days":{"2026-02-30":false}}"#, r#"at: "days/2026-02-30", wanted: "a date""#),
            (r#"{"year":2026,"published":true,"days":{"2026-1-1":false}}"#, r#"at: "days/2026-1-1", wanted: "a date""#),
            (r#"{"year":2026,"published":true,"days":{"2026-01-01":0}}"#, r#"at: "days/2026-01-01", wanted: "true or false""#),
            (r#"{"year":2026,"published":true,"days":{"2026-01-01":false,"2026-01-01":true}}"#, r#"Doubled("2026-01-01")"#),
            (r#"{"year":2026,"published":true,"days":{"2025-01-01":false}}"#, "Elsewhere { year: 2026, day: 2025-01-01 }"),
            (r#"{"year":2026,"published":true,"days":{"2027-01-01":false}}"#, "Elsewhere { year: 2026, day: 2027-01-01 }"),
        ] {
            let error = Calendar::parse_year(json).unwrap_err();
            assert!(error.to_string().contains(expected), "{json}: {error}");
        }
    }
}
