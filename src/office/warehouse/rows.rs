//! The rows of each table of the star, from what was collected and what it was counted with.

use super::{Field, Table};
use crate::domain::template::Better;
use crate::domain::week::{Month, Week};
use crate::office::books::Lane;
use crate::office::facts::{Facts, Place, Problem};
use crate::office::moment::Moment;
use crate::office::names::Name;
use crate::office::scope::{Due, Scope};
use crate::office::wall::{State, tile};

type Take<'a> = &'a mut dyn FnMut(&[Field]);

pub(super) fn of(table: Table, scope: &Scope, take: Take) {
    match table {
        Table::Manager => managers(scope, take),
        Table::Week => weeks(scope, take),
        Table::Day => days(scope, take),
        Table::Indicator => indicators(scope, take),
        Table::Item => items(scope, take),
        Table::Cause => causes(scope, take),
        Table::Channel => channel(scope, take),
        Table::Customer => customers(scope, take),
        Table::Goal => goals(scope, take),
        Table::Sheet => sheets(scope, take),
        Table::Version => versions(scope, take),
        Table::Figure | Table::Tick | Table::Visit | Table::Problem | Table::Message | Table::Signal | Table::Words => {
            facts(table, scope, take);
        }
    }
}

fn managers(scope: &Scope, take: Take) {
    let labels = &scope.books.labels;
    let (mut all, due): (Vec<_>, _) = (scope.books.people().collect(), scope.due());
    all.sort_by_key(|it| scope.id(it.0));
    for (manager, it) in all {
        let name = it.name.map_or("", |it| labels.text(it));
        let due = due.get(&manager).cloned().unwrap_or_default();
        let weeks = [due.from, due.to].map(Field::maybe);
        let person = [Field::text(scope.id(manager)), Field::said(name), word(scope, it.area), word(scope, it.unit)];
        take(&[person.as_slice(), &weeks].concat());
    }
}

/// Every week from the first that anything is said of to the last that came in.
fn weeks(scope: &Scope, take: Take) {
    let (first, last) = ends(scope);
    for week in from(first).take_while(|it| last.is_some_and(|last| *it <= last)) {
        let (year, number) = week.number();
        let workdays = scope.calendar.workdays(week).len();
        let number = Field::count(number);
        take(&[Field::text(week), Field::text(week.monday()), Field::count(year), number, Field::count(workdays)]);
    }
}

/// Every day of the months those weeks touch, in whole weeks.
fn days(scope: &Scope, take: Take) {
    let (first, Some(last)) = ends(scope) else { return };
    let first = Week::of(Month::of(first.monday()).first());
    let last = Month::of(last.days().last().unwrap_or(last.monday())).days().last().map_or(last, Week::of);
    for (week, day) in from(first).take_while(|it| *it <= last).flat_map(|week| week.days().map(move |day| (week, day))) {
        take(&[Field::text(day), Field::text(week), Field::text(Month::of(day)), Field::Flag(scope.works(day))]);
    }
}

/// A problem may be older than the first sheet that came in.
fn ends(scope: &Scope) -> (Week, Option<Week>) {
    let since = |it: Problem| if let Place::Carried(since) = it.place { since } else { None };
    let all = scope.books.standing().flat_map(|(_, _, lane)| lane.facts.problems().filter_map(since));
    let weeks = || scope.books.entries().map(|it| it.1);
    (all.chain(weeks()).fold(scope.first, Week::min), weeks().max())
}

fn from(first: Week) -> impl Iterator<Item = Week> {
    (0..).map(move |it| first.plus(it))
}

fn indicators(scope: &Scope, take: Take) {
    for (place, it) in scope.template.active().enumerate() {
        let (better, low, high) = match &it.better {
            Better::Higher => ("higher", None, None),
            Better::Lower => ("lower", None, None),
            Better::Band { low, high } => ("band", Some(*low), Some(*high)),
        };
        take(&[
            Field::text(&it.id),
            Field::text(&it.name.zh),
            Field::text(&it.name.en),
            Field::text(&it.unit.zh),
            Field::text(&it.unit.en),
            Field::count(it.decimals),
            Field::text(better),
            Field::number(low),
            Field::number(high),
            Field::Flag(it.adds_up()),
            Field::count(place),
        ]);
    }
}

fn items(scope: &Scope, take: Take) {
    for category in &scope.template.categories {
        for it in &category.items {
            take(&[Field::text(&it.id), Field::text(&category.id), Field::text(&it.name.zh), Field::text(&it.name.en)]);
        }
    }
}

fn causes(scope: &Scope, take: Take) {
    for it in &scope.template.causes {
        take(&[Field::text(&it.id), Field::text(&it.name.zh), Field::text(&it.name.en)]);
    }
}

/// What a message can be about, by its recipient and the part of his list.
fn channel(scope: &Scope, take: Take) {
    for to in &scope.template.recipients {
        for (part, group) in to.groups.iter().enumerate() {
            for it in &group.items {
                take(&[
                    Field::text(&it.id),
                    Field::text(&to.id),
                    Field::text(&to.name.zh),
                    Field::text(&to.name.en),
                    Field::count(part),
                    Field::text(&group.name.zh),
                    Field::text(&group.name.en),
                ]);
            }
        }
    }
}

fn customers(scope: &Scope, take: Take) {
    let mut all: Vec<_> = scope.books.every_customer().collect();
    all.sort_by_key(|it| (scope.id(it.0), scope.id(it.1)));
    for (manager, code, it, is_listed) in all {
        let said = |it: Option<_>| it.map_or(Field::None, |it| word(scope, it));
        take(&[
            Field::text(scope.id(manager)),
            Field::text(scope.id(code)),
            said(it.format),
            said(it.market),
            said(it.size),
            it.tier.map_or(Field::None, Field::count),
            it.visit_cycle.map_or(Field::None, Field::count),
            said(it.status),
            Field::Flag(is_listed),
        ]);
    }
}

fn goals(scope: &Scope, take: Take) {
    let mut all: Vec<_> = scope.books.months().collect();
    all.sort_by_key(|it| (scope.id(it.0), it.1));
    for (manager, month, goals) in all {
        for (indicator, target) in goals {
            let indicator = Field::text(scope.id(*indicator));
            take(&[Field::text(scope.id(manager)), Field::text(month), indicator, Field::Number(*target)]);
        }
    }
}

/// Every manager's every week that came in, by their ids.
fn entries<'a>(scope: &Scope<'a>) -> Vec<(Name, Week, &'a crate::office::books::Entry)> {
    let mut all: Vec<_> = scope.books.entries().collect();
    all.sort_by(|a, b| scope.id(a.0).cmp(scope.id(b.0)).then(a.1.cmp(&b.1)));
    all
}

fn sheets(scope: &Scope, take: Take) {
    for (manager, week, it) in entries(scope) {
        let Some(shown) = it.shown() else { continue };
        let counts = it.counts().is_some();
        let first = it.first(week);
        let person = shown.person;
        take(&[
            Field::text(scope.id(manager)),
            Field::text(week),
            person.name.map_or(Field::None, |it| word(scope, it)),
            word(scope, person.area),
            word(scope, person.unit),
            Field::text(state(tile(scope, manager, week, &Due::default()).is)),
            Field::Flag(counts),
            Field::Flag(it.is_corrected()),
            Field::maybe(first.map(time)),
            first.map_or(Field::None, |it| Field::Whole(it.hours_late(week))),
            Field::count(scope.workdays_of(week, &shown.facts)),
            shown.facts.asked.map_or(Field::None, Field::count),
            Field::text(scope.id(shown.template.0)),
            Field::count(shown.template.1),
            Field::text(shown.digest),
        ]);
    }
}

fn state(it: State) -> &'static str {
    match it {
        State::NotDue => "not_due",
        State::Missing => "missing",
        State::InTime => "in_time",
        State::Late => "late",
        State::UnknownTime => "unknown_time",
        State::Contested => "contested",
    }
}

fn versions(scope: &Scope, take: Take) {
    for (manager, week, it) in entries(scope) {
        for it in it.versions() {
            take(&[
                Field::text(scope.id(manager)),
                Field::text(week),
                Field::text(it.digest),
                Field::text(scope.id(it.device)),
                Field::text(time(it.created)),
                Field::Text(format!("{:016x}", it.content)),
            ]);
        }
    }
}

fn facts(table: Table, scope: &Scope, take: Take) {
    for (manager, week, it) in entries(scope) {
        let Some(Lane { facts, .. }) = it.counts() else { continue };
        let mut line = |rest: &mut dyn Iterator<Item = Field>| {
            let all: Vec<Field> = [Field::text(scope.id(manager)), Field::text(week)].into_iter().chain(rest).collect();
            take(&all);
        };
        match table {
            Table::Figure => figures(scope, facts, &mut line),
            Table::Tick => ticks(scope, facts, &mut line),
            Table::Visit => visits(scope, (week, facts), &mut line),
            Table::Problem => problems(scope, (week, facts), &mut line),
            Table::Message => messages(facts, &mut line),
            Table::Words => words(facts, &mut line),
            _ => signals(scope, facts, &mut line),
        }
    }
}

/// Writes a row of a manager's week.
type Line<'a> = &'a mut dyn FnMut(&mut dyn Iterator<Item = Field>);

fn figures(scope: &Scope, facts: &Facts, line: Line) {
    for it in facts.figures() {
        let figures = [it.target, it.actual, it.first].map(Field::number);
        line(&mut std::iter::once(Field::text(scope.id(it.indicator))).chain(figures));
    }
}

fn ticks(scope: &Scope, facts: &Facts, line: Line) {
    for it in facts.ticks() {
        line(&mut [Field::text(scope.id(it.item)), Field::text(it.state.word())].into_iter());
    }
}

fn visits(scope: &Scope, (week, facts): (Week, &Facts), line: Line) {
    for it in facts.visits() {
        let outcome = Field::maybe(it.outcome.map(|it| it.word()));
        let fields = [Field::maybe(day(week, it.day)), Field::text(scope.id(it.customer)), Field::Flag(it.is_planned), outcome];
        line(&mut fields.into_iter());
    }
}

fn problems(scope: &Scope, (week, facts): (Week, &Facts), line: Line) {
    for it in facts.problems() {
        let (place, since, day) = match it.place {
            Place::Carried(since) => ("carried", Field::maybe(since), Field::None),
            Place::Review => ("review", Field::None, Field::None),
            Place::Day(at) => ("day", Field::None, Field::maybe(day(week, at))),
        };
        let fields = [
            Field::Text(format!("{:016x}", it.key)),
            Field::text(place),
            since,
            day,
            Field::maybe(it.cause.map(|it| scope.id(it))),
            Field::text(it.state.word()),
            Field::Flag(it.is_principal),
            Field::said(it.text),
        ];
        line(&mut fields.into_iter());
    }
}

fn messages(facts: &Facts, line: Line) {
    for (number, it) in facts.messages().enumerate() {
        let to = Field::maybe(it.to.map(|it| it.word()));
        line(&mut [Field::count(number), to, Field::text(it.state.word()), Field::Flag(it.is_answered)].into_iter());
    }
}

/// What messages are about, an item of the channel a row.
fn signals(scope: &Scope, facts: &Facts, line: Line) {
    for (number, it) in facts.messages().enumerate() {
        for item in &it.items {
            line(&mut [Field::count(number), Field::text(scope.id(*item))].into_iter());
        }
    }
}

/// Prints of texts in own words, by their halves: not every reader of JSON holds 64 bits.
fn words(facts: &Facts, line: Line) {
    for (number, it) in facts.texts().enumerate() {
        line(&mut [Field::count(number), Field::count(it >> 32), Field::count(it & u64::from(u32::MAX))].into_iter());
    }
}

fn day(week: Week, after: u8) -> Option<chrono::NaiveDate> {
    week.days().nth(after.into())
}

/// As every engine reads it.
fn time(it: Moment) -> String {
    chrono::DateTime::from_timestamp(it.instant(), 0).unwrap_or_default().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn word(scope: &Scope, it: crate::office::names::Label) -> Field {
    Field::said(scope.books.labels.text(it))
}
