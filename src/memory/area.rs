//! The area at a glance: how many customers of each kind, who is in which group, whom nobody has seen in time, what was promised and
//! has fallen due, and who was seen in which week. How it is shown is `leaf`'s.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::customers::profile::next;
use crate::domain::customers::{count, held};
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::path::{Path, RosterPath};
use crate::domain::sheet::Sheet;
use crate::domain::visits::{Outcome, Visit};
use crate::domain::week::{Week, parse_date};

/// Weeks of the table of visits.
pub const WEEKS: usize = 12;
/// Who is not in business is not waited for.
const CLOSED: [&str; 3] = ["停业", "歇业", "注销"];

/// By what customers are counted.
pub const KINDS: [fn(Id) -> RosterPath; 4] = [RosterPath::Format, RosterPath::Market, RosterPath::Tier, RosterPath::Status];

/// A word of a field and how many customers have it; none is a word nobody gave.
pub type Count = (String, usize);

/// The codes of a roster, in their order.
pub fn codes(roster: &Document<RosterPath>) -> Vec<Id> {
    let code = |path: &RosterPath| match path.record() {
        Some(RosterPath::Customer(code)) => Some(code),
        _ => None,
    };
    let mut all: Vec<Id> = roster.live().filter_map(|it| code(it.0)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The customers by the words of a field: the one of most first, those without a word last.
pub fn counts(roster: &Document<RosterPath>, of: fn(Id) -> RosterPath) -> Vec<Count> {
    let mut all = BTreeMap::<String, usize>::new();
    codes(roster).into_iter().for_each(|it| *all.entry(held(roster, &of(it)).trim().to_owned()).or_default() += 1);
    let mut all: Vec<Count> = all.into_iter().collect();
    all.sort_by_key(|it| (it.0.is_empty(), std::cmp::Reverse(it.1)));
    all
}

/// A group of the roster: its name, and its members with who leads it.
pub type Group = (String, Vec<(Id, bool)>);

/// The groups by name, each leader first.
pub fn groups(roster: &Document<RosterPath>) -> Vec<Group> {
    let mut all = BTreeMap::<String, Vec<(Id, bool)>>::new();
    for code in codes(roster) {
        let name = held(roster, &RosterPath::Group(code.clone())).trim().to_owned();
        let leads = held(roster, &RosterPath::GroupLead(code.clone())) == "true";
        if !name.is_empty() {
            all.entry(name).or_default().push((code, leads));
        }
    }
    all.values_mut().for_each(|it| it.sort_by_key(|it| !it.1));
    all.into_iter().collect()
}

/// A customer who should have been seen by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    pub code: Id,
    pub last: Option<NaiveDate>,
    /// By how many days; nothing where he was never seen.
    pub days: Option<i64>,
}

/// Who should have been seen before a day: the latest first, and before them those who never were.
pub fn overdue(roster: &Document<RosterPath>, sheets: &[(Week, &Sheet)], day: NaiveDate) -> Vec<Overdue> {
    let seen = last_seen(sheets, day);
    let late = |code: Id| {
        let cycle = count(roster, &RosterPath::VisitCycle(code.clone())).filter(|it| *it > 0)?;
        if CLOSED.contains(&held(roster, &RosterPath::Status(code.clone())).trim()) {
            return None;
        }
        let last = seen.get(&code).copied();
        let days = next(last, Some(cycle)).map(|it| (day - it).num_days());
        (days.is_none_or(|it| it > 0)).then_some(Overdue { code, last, days })
    };
    let mut all: Vec<Overdue> = codes(roster).into_iter().filter_map(late).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.days.unwrap_or(i64::MAX)));
    all
}

/// A promise whose day has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    pub code: Id,
    /// The visit it was given on.
    pub date: NaiveDate,
    pub promise: String,
    pub due: NaiveDate,
}

/// What was promised for a day before this one, and nobody has been there since it fell due; the oldest first.
pub fn late(sheets: &[(Week, &Sheet)], day: NaiveDate) -> Vec<Late> {
    let seen = last_seen(sheets, day);
    let promise = |(date, code, visit): (NaiveDate, &Id, &Visit)| {
        let promise = visit.promise.as_deref().map(str::trim).filter(|it| !it.is_empty())?.to_owned();
        let due = visit.due.as_deref().and_then(|it| parse_date(it).ok()).filter(|it| *it < day)?;
        let is_seen_since = seen.get(code).is_some_and(|it| *it >= due && *it > date);
        (!is_seen_since).then(|| Late { code: code.clone(), date, promise, due })
    };
    let mut all: Vec<Late> = visits(sheets).filter_map(promise).collect();
    all.sort_by_key(|it| it.due);
    all
}

/// When each customer was seen last, on a day or before: a missed visit saw nobody.
fn last_seen(sheets: &[(Week, &Sheet)], day: NaiveDate) -> BTreeMap<Id, NaiveDate> {
    let mut all = BTreeMap::<Id, NaiveDate>::new();
    for (date, code, visit) in visits(sheets).filter(|it| it.0 <= day) {
        if matches!(visit.outcome, Some(Outcome::Done | Outcome::Partly)) {
            let last = all.entry(code.clone()).or_insert(date);
            *last = date.max(*last);
        }
    }
    all
}

fn visits<'a>(sheets: &'a [(Week, &'a Sheet)]) -> impl Iterator<Item = (NaiveDate, &'a Id, &'a Visit)> {
    let days = sheets.iter().flat_map(|it| it.1.days.iter());
    days.flat_map(|(date, day)| day.visits.iter().map(move |(code, it)| (*date, code, it)))
}

/// What became of a customer in a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    #[default]
    Nothing,
    /// To be seen, and nothing is said yet.
    Planned,
    Missed,
    Partly,
    Done,
}

/// A customer over the weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub code: Id,
    /// One a week, the earliest first.
    pub marks: Vec<Mark>,
}

/// The last weeks up to this one, and in which of them each customer was seen: the best of a week counts, who was seen in most weeks
/// stands first.
pub fn courses(sheets: &[(Week, &Sheet)], now: Week) -> (Vec<Week>, Vec<Course>) {
    let weeks: Vec<Week> = (1 - WEEKS as i64..=0).map(|it| now.plus(it)).collect();
    let mut all = BTreeMap::<Id, Vec<Mark>>::new();
    for (date, code, visit) in visits(sheets) {
        let Some(at) = weeks.iter().position(|it| *it == Week::of(date)) else { continue };
        let mark = match visit.outcome {
            Some(Outcome::Done) => Mark::Done,
            Some(Outcome::Partly) => Mark::Partly,
            Some(Outcome::Missed) => Mark::Missed,
            None if visit.planned => Mark::Planned,
            None => Mark::Nothing,
        };
        let marks = all.entry(code.clone()).or_insert_with(|| vec![Mark::Nothing; WEEKS]);
        marks[at] = marks[at].max(mark);
    }
    let mut all: Vec<Course> = all.into_iter().map(|(code, marks)| Course { code, marks }).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.seen()));
    (weeks, all)
}

impl Course {
    /// In how many of the weeks he was seen.
    pub fn seen(&self) -> usize {
        self.marks.iter().filter(|it| matches!(it, Mark::Partly | Mark::Done)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made::{document as roster, sheet};

    fn day(it: &str) -> NaiveDate {
        parse_date(it).unwrap()
    }

    #[test]
    fn customers_are_counted_by_the_words_of_their_fields() {
        let it = roster(&[
            ("A/format", "超市"),
            ("A/tier", "20"),
            ("B/format", "便利店"),
            ("C/format", "便利店"),
            ("D/name", "老王"),
        ]);
        let said = |of| counts(&it, of).into_iter().map(|(word, many)| format!("{word}{many}")).collect::<Vec<_>>();
        assert_eq!(said(RosterPath::Format), ["便利店2", "超市1", "1"]);
        assert_eq!(said(RosterPath::Tier), ["201", "3"]);
        assert_eq!(counts(&Document::default(), RosterPath::Tier), []);
    }

    #[test]
    fn groups_have_their_leader_first() {
        let it = roster(&[("A/group", "一组"), ("B/group", "一组"), ("B/group_lead", "true"), ("C/name", "散户")]);
        let said: Vec<String> = groups(&it).iter().map(|it| format!("{} {:?}", it.0, it.1)).collect();
        assert_eq!(said, ["一组 [(B, true), (A, false)]"]);
    }

    #[test]
    fn who_is_not_seen_in_time_is_warned_of_unless_he_is_closed() {
        let it = roster(&[
            ("A/visit_cycle", "7"),
            ("B/visit_cycle", "7"),
            ("C/visit_cycle", "7"),
            ("C/status", "停业"),
            ("D/name", "没有周期"),
            ("E/visit_cycle", "30"),
        ]);
        let one = sheet(&[
            ("days/2026-11-10/visits/A/outcome", "done"),
            ("days/2026-11-12/visits/A/outcome", "missed"),
            ("days/2026-11-10/visits/E/outcome", "partly"),
        ]);
        let all = overdue(&it, &[("2026-W46".parse().unwrap(), &one)], day("2026-11-20"));
        let said: Vec<_> = all.iter().map(|it| (it.code.as_str(), it.days)).collect();
        assert_eq!(said, [("B", None), ("A", Some(3))]);
        assert_eq!(overdue(&it, &[("2026-W46".parse().unwrap(), &one)], day("2026-11-17")).len(), 1, "due on the very day");
    }

    #[test]
    fn a_promise_is_late_until_somebody_has_been_there_since() {
        let one = sheet(&[
            ("days/2026-11-10/visits/A/promise", "带价签"),
            ("days/2026-11-10/visits/A/due", "2026-11-16"),
            ("days/2026-11-10/visits/A/outcome", "done"),
            ("days/2026-11-10/visits/B/promise", "报缺货"),
            ("days/2026-11-10/visits/B/due", "2026-11-12"),
            ("days/2026-11-10/visits/C/promise", "不急"),
            ("days/2026-11-10/visits/C/due", "2026-12-01"),
        ]);
        let two = sheet(&[("days/2026-11-17/visits/B/outcome", "done")]);
        let weeks = [("2026-W46".parse().unwrap(), &one), ("2026-W47".parse().unwrap(), &two)];
        let said = |on: &str| late(&weeks, day(on)).into_iter().map(|it| it.code.to_string()).collect::<Vec<_>>();
        assert_eq!(said("2026-11-16"), ["B"]);
        assert_eq!(said("2026-11-18"), ["A"]);
        assert_eq!(said("2026-12-02"), ["A", "C"]);
    }

    #[test]
    fn the_best_of_a_week_counts() {
        let one = sheet(&[
            ("days/2026-11-10/visits/A/outcome", "missed"),
            ("days/2026-11-12/visits/A/outcome", "done"),
            ("days/2026-11-12/visits/B/planned", "true"),
        ]);
        let (weeks, all) = courses(&[("2026-W46".parse().unwrap(), &one)], "2026-W48".parse().unwrap());
        assert_eq!(
            (weeks.len(), weeks[0].to_string(), weeks[11].to_string()),
            (12, "2026-W37".to_owned(), "2026-W48".to_owned())
        );
        let said: Vec<_> = all.iter().map(|it| (it.code.as_str(), it.marks[9], it.seen())).collect();
        assert_eq!(said, [("A", Mark::Done, 1), ("B", Mark::Planned, 0)]);
    }
}
