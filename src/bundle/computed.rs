//! The figures a sheet carries for readers without the app. Written from the values alone, checked when read, never trusted.

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

/// Where a file's `computed` says something else than the sheet's values come to. The target of a week may come from a month
/// that is not in the file, so a stated target is checked only against a typed one.
pub fn mismatches(sheet: &Sheet, computed: &Json, template: &Template) -> Vec<Mismatch> {
    let mut found = Vec::new();
    for (id, stated) in computed.get("goals").and_then(Json::as_object).into_iter().flatten() {
        let Some(indicator) = id.parse().ok().and_then(|it| template.indicator(&it)) else { continue };
        let figures = sheet.figures(indicator, template, stated.get("target").and_then(figure));
        let all =
            [("target", figures.target), ("actual", figures.actual), ("gap", figures.gap), ("attainment", figures.attainment)];
        for (name, counted) in all {
            compare(format!("goals/{id}/{name}"), stated.get(name), counted, &mut found);
        }
    }
    let (visits, tasks) = counts(sheet);
    for (group, counts) in [("visits", visits), ("tasks", tasks)] {
        for (name, counted) in counts {
            let stated = computed.get(group).and_then(|it| it.get(name));
            compare(format!("{group}/{name}"), stated, Some(Decimal::from(i64::from(counted))), &mut found);
        }
    }
    found
}

/// What is absent says nothing; null says "not measured".
fn compare(path: String, stated: Option<&Json>, counted: Option<Decimal>, found: &mut Vec<Mismatch>) {
    let Some(stated) = stated else { return };
    let fits = match stated {
        Json::Null => counted.is_none(),
        it => counted.is_some() && figure(it) == counted,
    };
    if !fits {
        let stated = (*stated != Json::Null).then(|| stated.canonical().chars().take(40).collect());
        found.push(Mismatch { path, stated, counted: counted.map(|it| it.to_string()) });
    }
}

fn figure(json: &Json) -> Option<Decimal> {
    match json {
        Json::Number(it) => Decimal::parse(it).ok(),
        _ => None,
    }
}
