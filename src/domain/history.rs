//! What earlier days say: a customer's last visit, the figure before, and the words used before.

use chrono::NaiveDate;

use super::id::Id;
use super::sheet::Sheet;
use super::value::Value;
use super::visits::{Outcome, Visit};

/// A customer's last visit before a day: one of which something came.
pub fn last_visit<'a>(customer: &Id, before: NaiveDate, sheets: &[&'a Sheet]) -> Option<(NaiveDate, &'a Visit)> {
    let mut last: Option<(NaiveDate, &Visit)> = None;
    for (date, day) in sheets.iter().flat_map(|it| it.days.iter()).filter(|it| *it.0 < before) {
        let visit = day.visits.get(customer).filter(|it| it.outcome.is_some());
        if let Some(visit) = visit.filter(|_| last.is_none_or(|it| it.0 < *date)) {
            last = Some((*date, visit));
        }
    }
    last
}

/// The last day before `before` on which a customer was seen: a missed visit saw nobody.
pub fn last_seen(customer: &Id, before: NaiveDate, sheets: &[&Sheet]) -> Option<NaiveDate> {
    let seen = |it: &&Visit| matches!(it.outcome, Some(Outcome::Done | Outcome::Partly));
    let days = sheets.iter().flat_map(|it| it.days.iter()).filter(|it| *it.0 < before);
    days.filter(|it| it.1.visits.get(customer).filter(seen).is_some()).map(|it| *it.0).max()
}

/// The latest figure of an indicator before a day.
pub fn last_figure<'a>(indicator: &Id, before: NaiveDate, sheets: &[&'a Sheet]) -> Option<(NaiveDate, &'a Value)> {
    let mut last: Option<(NaiveDate, &Value)> = None;
    for (date, day) in sheets.iter().flat_map(|it| it.days.iter()).filter(|it| *it.0 < before) {
        if let Some(value) = day.values.get(indicator).filter(|_| last.is_none_or(|it| it.0 < *date)) {
            last = Some((*date, value));
        }
    }
    last
}

/// The notes written most often, the commonest first, of equals the later one; each at least twice.
pub fn phrases(sheets: &[&Sheet], most: usize) -> Vec<String> {
    let mut counted: Vec<(usize, NaiveDate, &str)> = Vec::new();
    for (date, day) in sheets.iter().flat_map(|it| it.days.iter()) {
        for note in day.visits.values().filter_map(|it| it.note.as_deref()).map(str::trim).filter(|it| !it.is_empty()) {
            match counted.iter_mut().find(|it| it.2 == note) {
                Some(it) => *it = (it.0 + 1, it.1.max(*date), note),
                None => counted.push((1, *date, note)),
            }
        }
    }
    let mut phrases = Vec::new();
    while let Some(best) = counted.iter().copied().filter(|it| it.0 > 1).max().filter(|_| phrases.len() < most) {
        counted.retain(|it| it.2 != best.2);
        phrases.push(best.2.to_owned());
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::super::made::sheet;
    use super::super::week::parse_date;
    use super::*;

    #[test]
    fn the_last_visit_is_the_latest_before_the_day_with_an_outcome() {
        let older = sheet(&[("days/2026-11-16/visits/A/outcome", "done"), ("days/2026-11-16/visits/A/promise", "带价签")]);
        let newer = sheet(&[
            ("days/2026-11-18/visits/A/outcome", "partly"),
            ("days/2026-11-20/visits/A/point", "没去"),
            ("days/2026-11-23/visits/A/outcome", "missed"),
        ]);
        let last = |day: &str| {
            last_visit(&"A".parse().unwrap(), parse_date(day).unwrap(), &[&newer, &older]).map(|it| it.0.to_string())
        };
        assert_eq!(last("2026-11-23").as_deref(), Some("2026-11-18"));
        assert_eq!(last("2026-11-24").as_deref(), Some("2026-11-23"));
        assert_eq!(last("2026-11-17").as_deref(), Some("2026-11-16"));
        assert_eq!(last("2026-11-16"), None);
        let seen =
            |day: &str| last_seen(&"A".parse().unwrap(), parse_date(day).unwrap(), &[&newer, &older]).map(|it| it.to_string());
        assert_eq!((seen("2026-11-25").as_deref(), seen("2026-11-16")), (Some("2026-11-18"), None));
    }

    #[test]
    fn a_figure_before_and_phrases_used_before() {
        let it = sheet(&[
            ("days/2026-11-16/visits/A/note", "价签补齐"),
            ("days/2026-11-17/visits/A/note", "已上柜"),
            ("days/2026-11-17/visits/B/note", "价签补齐 "),
            ("days/2026-11-18/visits/C/note", "已上柜"),
            ("days/2026-11-18/visits/D/note", "只说过一次"),
            ("days/2026-11-17/values/new", "60"),
            ("days/2026-11-19/values/new", "65"),
        ]);
        assert_eq!(phrases(&[&it], 5), ["已上柜", "价签补齐"]);
        assert_eq!(phrases(&[&it], 1), ["已上柜"]);
        let last = last_figure(&"new".parse().unwrap(), parse_date("2026-11-19").unwrap(), &[&it]);
        assert_eq!(last.map(|it| it.0.to_string()).as_deref(), Some("2026-11-17"));
    }
}
