//! The figures a sheet carries for readers without the app. Written from the values alone, checked when read, never trusted.

use super::canonical::{self, Member};
use super::format::{Members, Mismatch};
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::sheet::Sheet;
use crate::domain::template::Template;

/// The member `computed`. `target` is what the month or months give an indicator this week. What is not measured is absent.
pub fn of(sheet: &Sheet, template: &Template, target: &dyn Fn(&Id) -> Option<Decimal>) -> Json {
    let mut goals = Members::new();
    for indicator in template.active() {
        let figures = sheet.figures(indicator, template, target(&indicator.id));
        let all =
            [("target", figures.target), ("actual", figures.actual), ("gap", figures.gap), ("attainment", figures.attainment)];
        let measured = Json::object(all.into_iter().filter_map(|(name, it)| Some((name, Json::from(it?)))));
        if measured.as_object().is_some_and(|it| !it.is_empty()) {
            goals.insert(indicator.id.to_string(), measured);
        }
    }
    let count = |pair: [(&'static str, u32); 2]| Json::object(pair.map(|(name, it)| (name, Json::from(it))));
    let counts = counts(sheet);
    Json::object([("goals", Json::Object(goals)), ("visits", count(counts.0)), ("tasks", count(counts.1))])
}

type Counts = [(&'static str, u32); 2];

fn counts(sheet: &Sheet) -> (Counts, Counts) {
    let visits = sheet.visit_count();
    let small = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
    let tasks = [("ticked", small(sheet.ticked().len())), ("done", small(sheet.tasks_done()))];
    ([("planned", visits.planned), ("done", visits.done)], tasks)
}

/// Where a file's `computed`, as it is written, says something else than the sheet's values come to. The target of a week may come
/// from a month that is not in the file, so a stated target is checked only against a typed one.
pub fn mismatches(sheet: &Sheet, computed: &str, template: &Template) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let groups = inside(Some(computed));
    for (id, stated) in inside(said(&groups, "goals")) {
        let Some(indicator) = id.parse().ok().and_then(|it| template.indicator(&it)) else { continue };
        let stated = inside(Some(stated));
        let figures = sheet.figures(indicator, template, said(&stated, "target").and_then(figure));
        let all =
            [("target", figures.target), ("actual", figures.actual), ("gap", figures.gap), ("attainment", figures.attainment)];
        for (name, counted) in all {
            compare(&["goals", &id, name], said(&stated, name), counted, &mut found);
        }
    }
    let (visits, tasks) = counts(sheet);
    for (group, counts) in [("visits", visits), ("tasks", tasks)] {
        let stated = inside(said(&groups, group));
        for (name, counted) in counts {
            compare(&[group, name], said(&stated, name), Some(Decimal::from(i64::from(counted))), &mut found);
        }
    }
    found
}

fn inside(object: Option<&str>) -> Vec<Member<'_>> {
    object.filter(|it| it.starts_with('{')).map(canonical::members).unwrap_or_default()
}

fn said<'a>(members: &[Member<'a>], name: &str) -> Option<&'a str> {
    members.iter().find(|it| it.0 == name).map(|it| it.1)
}

/// What is absent says nothing; null says "not measured".
fn compare(path: &[&str], stated: Option<&str>, counted: Option<Decimal>, found: &mut Vec<Mismatch>) {
    let Some(stated) = stated else { return };
    let fits = match stated {
        "null" => counted.is_none(),
        it => counted.is_some() && figure(it) == counted,
    };
    if !fits {
        let stated = (stated != "null").then(|| stated.chars().take(40).collect());
        found.push(Mismatch { path: path.join("/"), stated, counted: counted.map(|it| it.to_string()) });
    }
}

fn figure(written: &str) -> Option<Decimal> {
    // A text is no figure, for its quotes are none.
    Decimal::parse(written).ok()
}
