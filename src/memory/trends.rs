//! How things went: an indicator over weeks and months, the ticks and what came of them, the customers and how often they were seen.
//! How it is drawn is `chart`'s and `leaf`'s.

use chrono::NaiveDate;

use crate::domain::archive::Archive;
use crate::domain::decimal::Decimal;
use crate::domain::goals::attainment;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::tasks::TaskState;
use crate::domain::template::Indicator;
use crate::domain::visits::Outcome;
use crate::domain::week::{Month, Week};

/// Working days of a week to which sums are reckoned, so that a short week is no bad week.
const WHOLE_WEEK: i64 = 5;

/// When a figure was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Week(Week),
    Month(Month),
}

/// An indicator at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub when: When,
    pub target: Option<Decimal>,
    pub actual: Option<Decimal>,
    /// Half up to 4 places.
    pub attainment: Option<Decimal>,
    pub workdays: usize,
    /// Target and actual as the chart shows them: sums of a week as if it had had five working days.
    pub evened: [Option<Decimal>; 2],
}

/// The indicator week by week.
pub fn weeks(archive: &Archive, indicator: &Indicator) -> Vec<Point> {
    let point = |(week, sheet): &(Week, crate::domain::sheet::Sheet)| {
        let figures = sheet.figures(indicator, archive.template, archive.target(indicator, *week));
        let workdays = week.days().filter(|it| archive.works(*it)).count();
        let even = |it: Option<Decimal>| if indicator.adds_up() { evened(it?, workdays, indicator.decimals) } else { it };
        Point {
            when: When::Week(*week),
            target: figures.target,
            actual: figures.actual,
            attainment: figures.attainment,
            workdays,
            evened: [even(figures.target), even(figures.actual)],
        }
    };
    archive.sheets.iter().map(point).collect()
}

/// None of a week without a working day: there is nothing to reckon it to.
fn evened(it: Decimal, workdays: usize, decimals: u8) -> Option<Decimal> {
    let days = i64::try_from(workdays).ok().filter(|it| *it > 0)?;
    if days == WHOLE_WEEK { Some(it) } else { it.times(WHOLE_WEEK).divided(Decimal::from(days), decimals) }
}

/// The indicator month by month.
pub fn months(archive: &Archive, indicator: &Indicator) -> Vec<Point> {
    let mut all: Vec<Month> = archive.sheets.iter().flat_map(|it| it.0.days().map(Month::of)).collect();
    all.dedup();
    let point = |month: Month| {
        let course = archive.course(month);
        let (target, actual) = (course.view.goal(indicator), course.days.actual(indicator, archive.template));
        Point {
            when: When::Month(month),
            target,
            actual,
            attainment: actual.zip(target).and_then(|(actual, target)| attainment(&indicator.better, actual, target)),
            workdays: month.days().filter(|it| archive.works(*it)).count(),
            evened: [target, actual],
        }
    };
    // A month that only reaches into a week says nothing.
    all.into_iter().map(point).filter(|it| it.target.is_some() || it.actual.is_some()).collect()
}

/// What came of an item's ticks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    pub ticked: usize,
    pub done: usize,
    pub partly: usize,
    pub dropped: usize,
}

/// The items that were ticked, the one ticked most first.
pub fn ticks(archive: &Archive) -> Vec<(Id, Ticks)> {
    let mut all = Map::<Id, Ticks>::default();
    for (_, sheet) in &archive.sheets {
        for item in sheet.ticked() {
            let it = all.or_default(item);
            it.ticked += 1;
            match sheet.tasks.get(item).map(crate::domain::tasks::Task::state) {
                Some(TaskState::Done) => it.done += 1,
                Some(TaskState::Partly) => it.partly += 1,
                Some(TaskState::Dropped) => it.dropped += 1,
                Some(TaskState::Open) | None => {}
            }
        }
    }
    let mut all: Vec<(Id, Ticks)> = all.iter().map(|(id, it)| (id.clone(), *it)).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.1.ticked));
    all
}

/// Weeks before and after a tick that are held against each other.
const ROUND: i64 = 4;

/// How far an indicator came round the weeks in which an item was ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Ticks that have measured weeks on both sides.
    pub times: usize,
    /// The mean of its attainment in the four weeks before, and in the four weeks after.
    pub before: Decimal,
    pub after: Decimal,
}

/// What an indicator did after each item was ticked, the item of most ticks first. Two things that happened one after the other, and no
/// more: other work was done in those weeks too.
pub fn followed(archive: &Archive, points: &[Point]) -> Vec<(Id, Followed)> {
    let attained = |week: Week| points.iter().find(|it| it.when == When::Week(week)).and_then(|it| it.attainment);
    let round = |week: Week, weeks: std::ops::RangeInclusive<i64>| mean(weeks.filter_map(|it| attained(week.plus(it))));
    let of = |(item, _): (Id, Ticks)| {
        let ticked = archive.sheets.iter().filter(|it| it.1.ticked().contains(&item)).map(|it| it.0);
        let both: Vec<(Decimal, Decimal)> = ticked.filter_map(|it| round(it, -ROUND..=-1).zip(round(it, 1..=ROUND))).collect();
        let (before, after) = (mean(both.iter().map(|it| it.0))?, mean(both.iter().map(|it| it.1))?);
        Some((item, Followed { times: both.len(), before, after }))
    };
    ticks(archive).into_iter().filter_map(of).collect()
}

fn mean(all: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let (sum, count) = all.fold((Decimal::ZERO, 0_i64), |(sum, count), it| (sum + it, count + 1));
    if count == 0 { None } else { sum.divided(Decimal::from(count), 4) }
}

/// How often a customer was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub planned: usize,
    pub done: usize,
    pub last: Option<NaiveDate>,
}

/// The customers who were to be seen or were, the one seen most first.
pub fn seen(archive: &Archive) -> Vec<(Id, Seen)> {
    let mut all = std::collections::BTreeMap::<Id, Seen>::new();
    let days = archive.sheets.iter().flat_map(|it| it.1.days.iter());
    for (date, code, visit) in days.flat_map(|(date, day)| day.visits.iter().map(|(code, it)| (*date, code, it))) {
        let is_done = visit.outcome == Some(Outcome::Done);
        if visit.planned || is_done {
            let it = all.entry(code.clone()).or_default();
            it.planned += usize::from(visit.planned);
            it.done += usize::from(is_done);
            it.last = it.last.max(is_done.then_some(date));
        }
    }
    let mut all: Vec<(Id, Seen)> = all.into_iter().collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.1.done));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::archive::Content;
    use crate::domain::calendar::Calendar;
    use crate::domain::fold::Document;
    use crate::domain::path::{Path, SheetPath};
    use crate::domain::sheet::Sheet;
    use crate::domain::template::Template;
    use crate::domain::value::typed;

    fn template() -> Template {
        Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap()
    }

    fn sheet(values: &[(&str, &str)]) -> Sheet {
        let mut document = Document::default();
        for (path, value) in values {
            let path = SheetPath::parse(path).unwrap();
            let value = typed(&path, value, &template()).unwrap().unwrap();
            document.fill(path, value);
        }
        Sheet::of(&document)
    }

    #[test]
    fn a_short_week_is_reckoned_to_a_whole_one() {
        let (template, calendar) = (template(), Calendar::default());
        let whole = sheet(&[("goals/vol/target", "40"), ("goals/vol/actual", "36")]);
        let short = sheet(&[
            ("goals/vol/target", "30"),
            ("goals/vol/actual", "24"),
            ("goals/fill/actual", "90"),
            ("days/2026-11-23/work", "false"),
            ("days/2026-11-24/work", "false"),
        ]);
        let sheets = vec![("2026-W47".parse().unwrap(), whole), ("2026-W48".parse().unwrap(), short)];
        let archive = Archive::new(&template, &calendar, Content { sheets, ..Content::default() });
        let of = |id: &str| archive.template.indicator(&id.parse().unwrap()).unwrap();
        let said = |it: &Point| {
            let figure = |it: Option<Decimal>| it.map_or("-".to_owned(), |it| it.to_string());
            let [target, actual] = it.evened.map(figure);
            format!("{} {target} {actual} {}", it.workdays, figure(it.attainment))
        };
        assert_eq!(weeks(&archive, of("vol")).iter().map(said).collect::<Vec<_>>(), ["5 40 36 0.9", "3 50 40 0.8"]);
        assert_eq!(weeks(&archive, of("fill")).iter().map(said).collect::<Vec<_>>(), ["5 - - -", "3 - 90 -"]);
        let month = months(&archive, of("vol"));
        let said = |it: &Point| (it.when, it.actual.map(|it| it.to_string()), it.target);
        assert_eq!(
            month.iter().map(said).collect::<Vec<_>>(),
            [(When::Month("2026-11".parse().unwrap()), Some("60".to_owned()), None)]
        );
    }

    #[test]
    fn an_indicator_is_told_before_and_after_a_tick() {
        let (template, calendar) = (template(), Calendar::default());
        let week = |at: i64, actual: &str, is_ticked: bool| {
            let mut values = vec![("goals/vol/target", "40"), ("goals/vol/actual", actual)];
            if is_ticked {
                values.push(("tasks/svc-01/ticked", "true"));
            }
            let first: Week = "2026-W40".parse().unwrap();
            (first.plus(at), sheet(&values))
        };
        let sheets =
            vec![week(0, "30", false), week(1, "34", true), week(2, "38", false), week(7, "10", false), week(8, "20", true)];
        let archive = Archive::new(&template, &calendar, Content { sheets, ..Content::default() });
        let points = weeks(&archive, archive.template.indicator(&"vol".parse().unwrap()).unwrap());
        let all = followed(&archive, &points);
        let said: Vec<_> = all.iter().map(|(id, it)| format!("{id} {} {} {}", it.times, it.before, it.after)).collect();
        assert_eq!(said, ["svc-01 1 0.75 0.95"], "nothing follows the last tick yet, and what is too far off is no neighbour");
    }

    #[test]
    fn ticks_and_visits_are_counted_with_what_came_of_them() {
        let (template, calendar) = (template(), Calendar::default());
        let one = sheet(&[
            ("tasks/svc-01/ticked", "true"),
            ("tasks/svc-01/state", "done"),
            ("tasks/svc-02/ticked", "true"),
            ("days/2026-11-17/visits/A/planned", "true"),
            ("days/2026-11-17/visits/A/outcome", "done"),
            ("days/2026-11-17/visits/B/planned", "true"),
        ]);
        let two = sheet(&[
            ("tasks/svc-02/ticked", "true"),
            ("tasks/svc-02/state", "partly"),
            ("days/2026-11-24/visits/A/outcome", "done"),
        ]);
        let sheets = vec![("2026-W47".parse().unwrap(), one), ("2026-W48".parse().unwrap(), two)];
        let archive = Archive::new(&template, &calendar, Content { sheets, ..Content::default() });
        let ticked = |(id, it): &(Id, Ticks)| format!("{id} {} {} {} {}", it.ticked, it.done, it.partly, it.dropped);
        assert_eq!(ticks(&archive).iter().map(ticked).collect::<Vec<_>>(), ["svc-02 2 0 1 0", "svc-01 1 1 0 0"]);
        let last = |it: &Seen| it.last.map_or("-".to_owned(), |it| it.to_string());
        let visited = |(code, it): &(Id, Seen)| format!("{code} {} {} {}", it.planned, it.done, last(it));
        assert_eq!(seen(&archive).iter().map(visited).collect::<Vec<_>>(), ["A 1 2 2026-11-24", "B 1 0 -"]);
    }
}
