//! What a file adds to what lies under all sheets: days and templates.

use chrono::NaiveDate;

use crate::bundle::format::{Bundle, BundleKind};
use crate::domain::json::Json;
use crate::domain::map::Map;
use crate::domain::week::{Week, parse_date};
use crate::keeping::foundations::{FROM, Foundations, first_week, name};

/// Takes in what a file brings, and says what of it is new. Head office may change a day again; from another device only what
/// is not here comes. A version of a template is taken once.
pub fn take(held: &mut Foundations, bundle: &Bundle) -> Foundations {
    let is_office = bundle.kind == BundleKind::Setup;
    let is_new = |(date, it): &(&NaiveDate, &bool)| match held.days.get(date) {
        Some(held) => is_office && held != *it,
        None => true,
    };
    let days: Map<NaiveDate, bool> = bundle.calendars.iter().filter(is_new).map(|(date, it)| (*date, *it)).collect();
    days.iter().for_each(|(date, it)| _ = held.days.insert(*date, *it));
    let mut templates = Vec::new();
    for json in &bundle.templates {
        if held.templates.iter().any(|it| name(it) == name(json)) {
            continue;
        }
        let json = dated(json, &bundle.created);
        let at = held.templates.partition_point(|it| first_week(it) <= first_week(&json));
        held.templates.insert(at, json.clone());
        templates.push(json);
    }
    Foundations { days, templates }
}

/// A template that does not say from when it holds does so from the Monday after it was sent: a week that is planned stays as
/// it was planned.
fn dated(json: &Json, created: &str) -> Json {
    let mut json = json.clone();
    let sent = created.get(..10).and_then(|it| parse_date(it).ok());
    if let (None, Json::Object(members)) = (first_week(&json), &mut json) {
        let next = sent.map(|it| Week::of(it + chrono::Duration::days(7)));
        members.extend(next.map(|it| (FROM.to_owned(), Json::text(it.to_string()))));
    }
    json
}
