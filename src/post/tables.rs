//! Asking for the sheets as tables: over which time, and all of them in a workbook or one of them as CSV.

use chrono::NaiveDate;

use super::Read;
use crate::domain::extract::{Period, Subject};
use crate::domain::json::Json;
use crate::domain::read::{Misfit, member, owned, parsed, text};
use crate::domain::value::ValueRef;
use crate::domain::week::parse_date;

/// The question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    pub period: Period,
    /// One table as CSV; none is all of them.
    pub subject: Option<Subject>,
    /// The page's clock: its day, and the moment.
    pub day: NaiveDate,
    pub at: String,
}

impl Tables {
    pub(super) fn to_json(&self) -> Json {
        Json::object([
            ("is", Json::text("tables")),
            ("period", Json::text(self.period.to_string())),
            ("subject", Json::text(self.subject.map_or("", Subject::word))),
            ("day", Json::text(self.day.to_string())),
            ("at", Json::text(&self.at)),
        ])
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        Ok(Self {
            period: member(json, "period", |it| parsed(it, "a period"))?,
            subject: Subject::of(Some(ValueRef::Text(&member(json, "subject", owned)?))),
            day: member(json, "day", |it| parse_date(text(it)?).map_err(|_| Misfit::new("a date")))?,
            at: member(json, "at", owned)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::What;
    use super::*;

    #[test]
    fn tables_are_asked_for_as_they_are_meant() {
        for (period, subject) in [("2026-W48", None), ("2026-11", Some(Subject::MonthGoals)), ("2026", Some(Subject::About))] {
            let day = parse_date("2026-11-27").unwrap();
            let period = period.parse().unwrap();
            let what = What::Tables(Tables { period, subject, day, at: "2026-11-27T17:41:05+08:00".to_owned() });
            assert_eq!(What::read(&what.to_json()), Ok(what));
        }
    }
}
