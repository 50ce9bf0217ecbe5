//! What is said of single days.

use chrono::NaiveDate;

use super::{Lang, Word, said};
use crate::domain::suggest::{Due, Left, Reason};
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

/// A day a visit may be moved to, and how many are planned on it.
pub fn load(lang: Lang, date: NaiveDate, planned: u32, works: bool) -> String {
    let off = if works { "" } else { lang.of("（休）", " (off)") };
    let day = format!("{} {}{off}", said::weekday(lang, date), said::day_number(date));
    match lang {
        Lang::Zh => format!("{day} · {planned} 户"),
        Lang::En => format!("{day} · {planned} planned"),
    }
}

/// A visit stands on another day now.
pub fn moved(lang: Lang, name: &str, to: NaiveDate) -> String {
    let day = self::name(lang, to);
    match lang {
        Lang::Zh => format!("{name}改到了{day}"),
        Lang::En => format!("{name} moved to {day}"),
    }
}

/// Why a customer is due, and how long ago he was seen.
pub fn due(lang: Lang, it: &Due) -> String {
    let reason = match (it.reason, lang) {
        (Reason::Overdue(0), _) => lang.of("到期", "due").to_owned(),
        (Reason::Overdue(days), Lang::Zh) => format!("超期 {days} 天"),
        (Reason::Overdue(days), Lang::En) => format!("{days} days overdue"),
        (Reason::BeforeOrderDay, _) => lang.of("订货日前", "before the order day").to_owned(),
        (Reason::Tier, _) => String::new(),
    };
    let seen = match (it.days_since, lang) {
        (None, _) => lang.of("还没走访过", "never visited").to_owned(),
        (Some(days), Lang::Zh) => format!("{days} 天前走访"),
        (Some(days), Lang::En) => format!("visited {days} days ago"),
    };
    [reason, seen].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What last week left over at a customer.
pub fn left(lang: Lang, it: &Left) -> String {
    match it {
        Left::Missed => lang.of("上周未访", "missed last week").to_owned(),
        Left::Partly => lang.of("上周部分完成", "done in part last week").to_owned(),
        Left::NotSaid => lang.of("上周没记结果", "not recorded last week").to_owned(),
        Left::Promise { text, due } => {
            let due = due.map(|it| format!(" {}", said::date(lang, it))).unwrap_or_default();
            format!("{}{text}{due}", lang.of("约定：", "promised: "))
        }
    }
}
