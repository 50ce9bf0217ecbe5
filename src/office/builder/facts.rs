//! Every fact of a measure in turn: what it adds, and under which keys of the dimensions it stands. A fact that is not known by one of
//! them stands under what says so, for a sum that leaves some out is wrong.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Dimension, Key, Measure, Share};
use crate::domain::decimal::Decimal;
use crate::domain::goals::attainment;
use crate::domain::month::holder;
use crate::domain::tasks::TaskState;
use crate::domain::template::Indicator;
use crate::domain::week::{Month, Week};
use crate::office::answer::{Place, label};
use crate::office::facts::{Figure, Message, Problem, Tick, Visit};
use crate::office::names::Label;
use crate::office::order::natural;
use crate::office::scope::{Row, Scope, is_summed};
use crate::office::taken::Classes;
use crate::words::customers::word;
use crate::words::said::weekday;

/// Hears of a sheet's fact, by its keys.
pub(super) type Take<'a, 't> = &'t mut dyn FnMut(Place, &[Key], Share<'a>);

pub(super) fn each<'a>(scope: &Scope<'a>, measure: Measure, by: &[Dimension], take: Take<'a, '_>) {
    let one = || Share { part: Decimal::from(1), whole: Decimal::from(1), of: None };
    let part = |is: bool| Share { part: Decimal::from(i64::from(is)), ..one() };
    let rows = scope.rows();
    // Found out once for all sheets of a week.
    let mut months: BTreeMap<Week, Month> = BTreeMap::new();
    for row in rows.iter().filter(|_| by.contains(&Dimension::Month)) {
        months.entry(row.week).or_insert_with(|| holder(row.week, &|day| scope.works(day)));
    }
    for row in rows {
        let mut tell = |fact: &Fact, share| {
            let keys: Vec<Key> = by.iter().map(|it| key((scope, &months), &row, fact, *it)).collect();
            take((row.manager, row.week), &keys, share);
        };
        let facts = row.facts();
        match measure {
            Measure::Sheets => tell(&Fact::Sheet, one()),
            Measure::Attainment | Measure::Target | Measure::Actual => {
                let is_divided = by.contains(&Dimension::Indicator);
                for it in facts.figures() {
                    let known = scope.books.names.get(it.indicator).and_then(|it| scope.template.indicator(it));
                    let asked = known.filter(|it| is_divided || scope.indicator().is_some_and(|asked| asked.id == it.id));
                    if let Some((of, share)) = asked.and_then(|of| Some((of, figure(measure, of, &it)?))) {
                        tell(&Fact::Figure(of), share);
                    }
                }
            }
            Measure::Planned | Measure::Done | Measure::KeptShare => {
                for it in facts.visits().filter(|it| is_counted(scope, measure, &row, it)) {
                    tell(&Fact::Visit(&it), part(it.is_done()));
                }
            }
            Measure::Ticks | Measure::DoneShare => {
                facts.ticks().for_each(|it| tell(&Fact::Tick(&it), part(it.state == TaskState::Done)));
            }
            Measure::Problems => {
                facts.principal().into_iter().for_each(|it| tell(&Fact::Problem(&it), one()));
            }
            Measure::Messages | Measure::AnsweredShare => {
                facts.messages().for_each(|it| tell(&Fact::Message(&it), part(it.is_answered)));
            }
        }
    }
}

/// A fact, for what its own dimensions ask of it.
enum Fact<'a> {
    Sheet,
    Figure(&'a Indicator),
    Visit(&'a Visit),
    Tick(&'a Tick),
    Problem(&'a Problem<'a>),
    Message(&'a Message),
}

/// What a week's figure adds; nothing where it was not measured.
fn figure<'a>(measure: Measure, of: &'a Indicator, it: &Figure) -> Option<Share<'a>> {
    let share = |part, whole| Share { part, whole, of: Some(of) };
    match measure {
        Measure::Target => it.target.map(|it| share(it, Decimal::from(1))),
        Measure::Actual => it.actual.map(|it| share(it, Decimal::from(1))),
        _ if is_summed(of) => it.actual.zip(it.target).map(|it| share(it.0, it.1)),
        _ => attainment(&of.better, it.actual?, it.target?).map(|it| share(it, Decimal::from(1))),
    }
}

/// Whether a visit belongs to the measure and to the class of customers asked for.
fn is_counted(scope: &Scope, measure: Measure, row: &Row, it: &Visit) -> bool {
    let belongs = if measure == Measure::Done { it.is_done() } else { it.is_planned };
    let is_of_class = || classes(scope, row, it).is_some_and(|it| scope.is_of_class(it));
    belongs && (scope.wish.class.is_any() || is_of_class())
}

fn classes<'a>(scope: &Scope<'a>, row: &Row, it: &Visit) -> Option<&'a Classes> {
    scope.books.classes(row.manager, it.customer)
}

fn key((scope, months): (&Scope, &BTreeMap<Week, Month>), row: &Row, fact: &Fact, by: Dimension) -> Key {
    let person = row.lane.person;
    let same = |it: &str| (it.to_owned(), scope.group_said(it));
    let counted = |it: Label| (natural(scope.books.labels.text(it)), scope.group_said(scope.books.labels.text(it)));
    let named = |it: Option<Label>| {
        let text = it.map_or("", |it| scope.books.labels.text(it));
        (text.to_owned(), scope.group_said(word(scope.lang, text)))
    };
    match (by, fact) {
        (Dimension::Manager, _) => (scope.id(row.manager).to_owned(), scope.said(row.manager)),
        (Dimension::Area, _) => counted(person.area),
        (Dimension::Unit, _) => counted(person.unit),
        (Dimension::Week, _) => same(&row.week.to_string()),
        // A visit is of the month of its day, anything else of the one that has most of its week.
        (Dimension::Month, Fact::Visit(it)) => month(Some(Month::of(day(row, it.day)))),
        (Dimension::Month, _) => month(months.get(&row.week).copied()),
        (Dimension::Weekday, Fact::Visit(it)) => (it.day.to_string(), weekday(scope.lang, day(row, it.day)).to_owned()),
        (Dimension::Market, Fact::Visit(it)) => named(classes(scope, row, it).and_then(|it| it.market)),
        (Dimension::Format, Fact::Visit(it)) => named(classes(scope, row, it).and_then(|it| it.format)),
        (Dimension::Tier, Fact::Visit(it)) => match classes(scope, row, it).and_then(|it| it.tier) {
            Some(it) => (format!("{it:05}"), it.to_string()),
            None => same(""),
        },
        (Dimension::Indicator, Fact::Figure(it)) => {
            let at = scope.template.active().position(|of| of.id == it.id).unwrap_or(usize::MAX);
            (format!("{at:05}"), scope.lang.label(&it.name))
        }
        (Dimension::Item, Fact::Tick(it)) => {
            let id = scope.books.names.get(it.item);
            let found = id.and_then(|it| scope.template.item(it));
            (scope.id(it.item).to_owned(), label(scope.lang, found.map(|it| &it.1.name), scope.id(it.item)))
        }
        (Dimension::Category, Fact::Tick(it)) => {
            let found = scope.books.names.get(it.item).and_then(|it| scope.template.item(it));
            let at = scope.template.categories.iter().position(|of| found.is_some_and(|it| it.0.id == of.id));
            (
                format!("{:05}", at.unwrap_or(99_999)),
                found.map_or_else(|| scope.group_said(""), |it| scope.lang.label(&it.0.name)),
            )
        }
        (Dimension::Cause, Fact::Problem(it)) => match it.cause {
            Some(cause) => {
                let found = scope.books.names.get(cause).and_then(|it| scope.template.cause(it));
                (scope.id(cause).to_owned(), label(scope.lang, found.map(|it| &it.name), scope.id(cause)))
            }
            None => same(""),
        },
        (Dimension::Recipient, Fact::Message(it)) => match it.to {
            Some(to) => {
                let found = scope.template.recipients.iter().find(|it| it.id.as_str() == to.word());
                (to.word().to_owned(), label(scope.lang, found.map(|it| &it.name), to.word()))
            }
            None => same(""),
        },
        // `Measure::goes_by` lets nothing else through.
        _ => same(""),
    }
}

fn month(it: Option<Month>) -> Key {
    let month = it.map_or_else(String::new, |it| it.to_string());
    (month.clone(), month)
}

fn day(row: &Row, after: u8) -> NaiveDate {
    row.week.days().nth(after.into()).unwrap_or(row.week.monday())
}
