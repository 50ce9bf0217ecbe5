//! What is said of single days.

use chrono::NaiveDate;

use super::{Lang, Word, said};
use crate::domain::value::Value;
use crate::domain::visits::Visit;

/// The window's title.
pub fn title(lang: Lang, date: NaiveDate) -> String {
    format!("{} · {}", name(lang, date), lang.say(Word::Brand))
}

/// A day by its date and weekday.
pub fn name(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", said::date(lang, date), said::weekday(lang, date))
}

/// What came of a customer's last visit, and what was promised at it.
pub fn last_visit(lang: Lang, date: NaiveDate, it: &Visit) -> String {
    let outcome = it.outcome.map_or("", |it| said::outcome(lang, it.word()));
    let filled = |it: &Option<String>| it.clone().filter(|it| !it.trim().is_empty());
    let promise = filled(&it.promise).map(|promise| {
        let due = it.due.as_deref().map(|it| format!("（{it}）")).unwrap_or_default();
        format!("{}{promise}{due}", lang.of("约定：", "promised: "))
    });
    let parts = [Some(outcome.to_owned()), filled(&it.note), promise];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    format!("{} {} {parts}", lang.of("上次", "Last"), said::date(lang, date))
}

/// The figure before, and its day.
pub fn figure_before(lang: Lang, date: NaiveDate, it: &Value, places: u8) -> String {
    let figure = match it {
        Value::Number(it) => it.fixed(places),
        Value::Ratio { num: Some(num), den: Some(den) } => format!("{num}/{den}"),
        _ => return String::new(),
    };
    format!("{} {figure}", said::date(lang, date))
}
