//! Parts of an earlier week put into another: what was to be done then is to be done again. Nothing that stands is written over, and
//! nothing that came of it is taken along.

use crate::domain::path::SheetPath;
use crate::domain::sheet::Sheet;
use crate::domain::tasks::MOST_TICKS;
use crate::domain::value::Value;
use crate::domain::week::Week;

/// What can be put into another week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The ticks with their methods.
    Tasks,
    /// The visits planned on each weekday, with what they are for.
    Visits,
    /// The notes on the goals, and the main work.
    Texts,
}

impl Part {
    pub const ALL: [Self; 3] = [Self::Tasks, Self::Visits, Self::Texts];

    /// The word of a question.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::Visits => "visits",
            Self::Texts => "texts",
        }
    }
}

/// A week with its sheet.
pub type Dated<'a> = (Week, &'a Sheet);

/// The writings that put a part of one week into another.
pub fn copied(part: Part, from: Dated, into: Dated) -> Vec<(SheetPath, Value)> {
    match part {
        Part::Tasks => tasks(from.1, into.1),
        Part::Visits => visits(from, into),
        Part::Texts => texts(from.1, into.1),
    }
}

/// As many as there is room for, in the order they were ticked.
fn tasks(from: &Sheet, into: &Sheet) -> Vec<(SheetPath, Value)> {
    let mut room = MOST_TICKS.saturating_sub(into.ticked().len() + into.ticks_to_choose().len());
    let mut writings = Vec::new();
    for item in from.ticked() {
        let is_ticked = into.ticked().contains(item) || into.ticks_to_choose().contains(item);
        if !is_ticked && room == 0 {
            continue;
        }
        if !is_ticked {
            room -= 1;
            writings.push((SheetPath::TaskTicked(item.clone()), Value::Flag(true)));
        }
        let method = |sheet: &Sheet| sheet.tasks.get(item).and_then(|it| it.method.clone());
        writings.extend(text(SheetPath::TaskMethod(item.clone()), method(from), method(into)));
    }
    writings
}

/// Each on its weekday.
fn visits((week, from): Dated, (at, into): Dated) -> Vec<(SheetPath, Value)> {
    let later = at.monday() - week.monday();
    let mut writings = Vec::new();
    for (date, day) in from.days.iter() {
        let (to, now) = (*date + later, into.days.get(&(*date + later)));
        writings.extend(text(SheetPath::DayFocus(to), day.focus.clone(), now.and_then(|it| it.focus.clone())));
        for (code, visit) in day.visits.iter().filter(|it| it.1.planned) {
            if now.is_some_and(|it| it.visits.contains_key(code)) {
                continue;
            }
            writings.push((SheetPath::VisitPlanned(to, code.clone()), Value::Flag(true)));
            writings.extend(text(SheetPath::VisitPoint(to, code.clone()), visit.point.clone(), None));
        }
    }
    writings
}

fn texts(from: &Sheet, into: &Sheet) -> Vec<(SheetPath, Value)> {
    let note = |(id, goal): (&crate::domain::id::Id, &crate::domain::goals::Goal)| {
        let now = into.goals.get(id).and_then(|it| it.note.clone());
        text(SheetPath::GoalNote(id.clone()), goal.note.clone(), now)
    };
    let work = text(SheetPath::ReviewWork(), from.review.work.clone(), into.review.work.clone());
    from.goals.iter().filter_map(note).chain(work).collect()
}

/// A text that is written where none stands.
fn text(path: SheetPath, from: Option<String>, into: Option<String>) -> Option<(SheetPath, Value)> {
    let is_said = |it: &String| !it.trim().is_empty();
    let from = from.filter(is_said)?;
    into.is_none_or(|it| !is_said(&it)).then_some((path, Value::Text(from)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fold::Document;
    use crate::domain::path::Path;

    fn sheet(values: &[(&str, &str)]) -> Sheet {
        let mut document = Document::default();
        for (path, value) in values {
            let value = if *value == "true" { Value::Flag(true) } else { Value::Text((*value).to_owned()) };
            document.fill(SheetPath::parse(path).unwrap(), value);
        }
        Sheet::of(&document)
    }

    #[track_caller]
    fn check(part: Part, from: &[(&str, &str)], into: &[(&str, &str)], expected: &[&str]) {
        let week = |it: &str| it.parse().unwrap();
        let (from, into) = (sheet(from), sheet(into));
        let said = |(path, value): (SheetPath, Value)| format!("{path}={}", value.as_text().unwrap_or("true"));
        let all = copied(part, (week("2026-W47"), &from), (week("2026-W48"), &into));
        assert_eq!(all.into_iter().map(said).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn ticks_come_with_their_methods_as_far_as_there_is_room() {
        let from = [
            ("tasks/svc-01/ticked", "true"),
            ("tasks/svc-01/method", "每户三分钟"),
            ("tasks/svc-02/ticked", "true"),
            ("tasks/svc-02/result", "完成"),
            ("tasks/svc-03/method", "没有打钩"),
        ];
        check(
            Part::Tasks,
            &from,
            &[],
            &["tasks/svc-01/ticked=true", "tasks/svc-01/method=每户三分钟", "tasks/svc-02/ticked=true"],
        );
        let own = [("tasks/svc-01/ticked", "true"), ("tasks/svc-01/method", "自己的")];
        check(Part::Tasks, &from, &own, &["tasks/svc-02/ticked=true"]);
        let full = ["ana-01", "ana-02", "ana-03", "ana-04", "ana-05"].map(|it| format!("tasks/{it}/ticked"));
        check(Part::Tasks, &from, &full.each_ref().map(|it| (it.as_str(), "true")), &[]);
        check(
            Part::Tasks,
            &from,
            &full[1..].iter().map(|it| (it.as_str(), "true")).collect::<Vec<_>>(),
            &["tasks/svc-01/ticked=true", "tasks/svc-01/method=每户三分钟"],
        );
    }

    #[test]
    fn visits_are_planned_on_their_weekday_and_what_came_of_them_stays() {
        let from = [
            ("days/2026-11-17/focus", "老城区"),
            ("days/2026-11-17/visits/A/planned", "true"),
            ("days/2026-11-17/visits/A/point", "新品上柜"),
            ("days/2026-11-17/visits/A/outcome", "done"),
            ("days/2026-11-17/visits/B/note", "路过"),
        ];
        let all = [
            "days/2026-11-24/focus=老城区",
            "days/2026-11-24/visits/A/planned=true",
            "days/2026-11-24/visits/A/point=新品上柜",
        ];
        check(Part::Visits, &from, &[], &all);
        check(Part::Visits, &from, &[("days/2026-11-24/visits/A/note", "已约")], &all[..1]);
    }

    #[test]
    fn texts_fill_what_is_empty() {
        let from = [("goals/vol/note", "前松后紧"), ("review/work", "铺货")];
        check(Part::Texts, &from, &[("review/work", " ")], &["goals/vol/note=前松后紧", "review/work=铺货"]);
        check(Part::Texts, &from, &[("goals/vol/note", "稳"), ("review/work", "陈列")], &[]);
    }
}
