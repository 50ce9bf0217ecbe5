//! What head office counts of one sheet, small enough to hold tens of thousands: figures, ticks, visits, problems, messages. All
//! other words stay in the original, which is opened where somebody wants to read them.

use chrono::Datelike;

use super::columns::{Column, Columns, Filling};
use super::names::{Name, Names};
use crate::bundle::read::collect::hash;
use crate::domain::channel::{MessageState, To};
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::month::{MonthView, holder, months_of, target_of};
use crate::domain::review::ProblemState;
use crate::domain::sheet::Sheet;
use crate::domain::tasks::TaskState;
use crate::domain::template::{Aggregation, Indicator, Template};
use crate::domain::tracking::Day;
use crate::domain::visits::Outcome;
use crate::domain::week::{Month, Week};

/// One sheet, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Days switched on and off by hand, a bit each from Monday on.
    pub by_hand: (u8, u8),
    /// How many indicators the template asks for; none where its figures could not be counted for want of the template.
    pub asked: Option<u8>,
    /// Visits planned, done, and both: asked more often than anything.
    counts: (u32, u32, u32),
    pub columns: Columns,
}

/// One indicator's week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub indicator: Name,
    pub target: Option<Decimal>,
    pub actual: Option<Decimal>,
    /// Of a quantity in a week of two months: what belongs to the first of them.
    pub first: Option<Decimal>,
}

/// A ticked task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    pub item: Name,
    pub state: TaskState,
}

/// One visit, planned or made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    pub customer: Name,
    /// Days after Monday.
    pub day: u8,
    pub is_planned: bool,
    pub outcome: Option<Outcome>,
}

/// Where a problem stands on its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Brought in from the week it was first written in, where that is said.
    Carried(Option<Week>),
    Review,
    /// Days after Monday.
    Day(u8),
}

/// A problem: of the review, brought in, or a day's principal one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem<'a> {
    /// Tells its id from the manager's others.
    pub key: u64,
    pub place: Place,
    pub cause: Option<Name>,
    pub state: ProblemState,
    pub is_principal: bool,
    /// What it says, of principal ones alone.
    pub text: &'a str,
}

/// A message of the channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub to: Option<To>,
    pub items: Box<[Name]>,
    pub state: MessageState,
    pub is_answered: bool,
}

/// What a sheet is counted with: the template its figures are of, which of its indicators go by another measure now, the months that came
/// with it, and which days are working days.
pub struct With<'a> {
    pub template: Option<&'a Template>,
    pub apart: &'a [Id],
    pub months: &'a [MonthView],
    pub works: &'a dyn Fn(chrono::NaiveDate) -> bool,
}

impl With<'_> {
    /// Indicators whose figures can be put beside those of other sheets: as many as the template asks for, but for those that go by
    /// another measure now.
    fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.template.into_iter().flat_map(Template::active).filter(|it| !self.apart.contains(&it.id))
    }
}

/// The indicators of a template that go by another measure now, which has another unit or is made of days in another way: what was
/// cartons then is packs, and their sum would be neither.
pub fn apart(theirs: &Template, now: &Template) -> Vec<Id> {
    if std::ptr::eq(theirs, now) {
        return Vec::new();
    }
    let differs = |it: &Indicator, now: &Indicator| it.unit.zh != now.unit.zh || it.week != now.week;
    let is_apart = |it: &&Indicator| now.indicator(&it.id).is_some_and(|now| differs(it, now));
    theirs.active().filter(is_apart).map(|it| it.id.clone()).collect()
}

impl Facts {
    /// Counts a sheet, of whose own words there are prints.
    pub fn of((sheet, prints): (&Sheet, &[u64]), week: Week, with: &With, names: &mut Names) -> Self {
        let mut columns = Filling::default();
        columns.column(figures(sheet, week, with, names));
        columns.column(ticks(sheet, names));
        columns.column(visits(sheet, names));
        columns.column(problems(sheet, names));
        columns.column(messages(sheet, names));
        columns.column(prints.iter().copied());
        Self::new(by_hand(sheet), with.template.map(|_| with.indicators().count() as u8), columns.done())
    }

    /// Facts that were counted before.
    pub(super) fn new(by_hand: (u8, u8), asked: Option<u8>, columns: Columns) -> Self {
        Self { by_hand, asked, counts: counted(columns.visits()), columns }
    }

    /// Indicators with a target or an actual, in the template's order.
    pub fn figures(&self) -> Column<'_, Figure> {
        self.columns.figures()
    }

    pub fn figure(&self, indicator: Name) -> Option<Figure> {
        self.figures().find(|it| it.indicator == indicator)
    }

    pub fn ticks(&self) -> Column<'_, Tick> {
        self.columns.ticks()
    }

    pub fn visits(&self) -> Column<'_, Visit> {
        self.columns.visits()
    }

    /// Visits planned, done, and both.
    pub fn visit_counts(&self) -> (u32, u32, u32) {
        self.counts
    }

    pub fn problems(&self) -> Column<'_, Problem<'_>> {
        self.columns.problems()
    }

    /// The principal problem of the review.
    pub fn principal(&self) -> Option<Problem<'_>> {
        self.problems().find(|it| it.is_principal && it.place == Place::Review)
    }

    pub fn messages(&self) -> Column<'_, Message> {
        self.columns.messages()
    }

    /// Prints of the texts in a manager's own words (`alike`), of which Q16 tells copies. No word can be read out of them.
    pub fn texts(&self) -> Column<'_, u64> {
        self.columns.texts()
    }

    /// How many working days its week had for this manager; `works` are those of the calendar, a bit each from Monday on.
    pub fn workdays(&self, works: u8) -> u32 {
        ((works | self.by_hand.0) & !self.by_hand.1).count_ones()
    }
}

impl Visit {
    pub fn is_done(&self) -> bool {
        self.outcome == Some(Outcome::Done)
    }
}

/// How many visits are planned, done, and both.
pub fn counted(all: impl Iterator<Item = Visit>) -> (u32, u32, u32) {
    all.fold((0, 0, 0), |(planned, done, kept), it| {
        let (is_planned, is_done) = (u32::from(it.is_planned), u32::from(it.is_done()));
        (planned + is_planned, done + is_done, kept + is_planned * is_done)
    })
}

fn day_of(date: chrono::NaiveDate) -> u8 {
    date.weekday().num_days_from_monday() as u8
}

fn by_hand(sheet: &Sheet) -> (u8, u8) {
    sheet.days.iter().fold((0, 0), |(on, off), (date, day)| match day.work {
        Some(true) => (on | 1 << day_of(*date), off),
        Some(false) => (on, off | 1 << day_of(*date)),
        None => (on, off),
    })
}

fn figures(sheet: &Sheet, week: Week, with: &With, names: &mut Names) -> Vec<Figure> {
    let Some(template) = with.template else { return Vec::new() };
    let mut all = Vec::new();
    for it in with.indicators() {
        let typed = sheet.goals.get(&it.id).and_then(|it| it.target);
        let (target, actual) = (typed.or_else(|| target_of(it, week, with.months)), sheet.actual(it, template));
        if target.is_none() && actual.is_none() {
            continue;
        }
        let first = actual.and_then(|actual| first_month(sheet, week, it, actual, with));
        all.push(Figure { indicator: names.put(&it.id), target, actual, first });
    }
    all
}

/// What of a quantity lies in the first of the week's two months. A figure of the whole week is that of the month with most of its
/// working days.
fn first_month(sheet: &Sheet, week: Week, it: &Indicator, actual: Decimal, with: &With) -> Option<Decimal> {
    let month = Month::of(week.monday());
    if !it.adds_up() || months_of(week).len() < 2 {
        return None;
    }
    let typed = sheet.goals.get(&it.id).and_then(|it| it.actual).filter(|_| !it.is_counted());
    if typed.is_some() {
        return Some(if holder(week, with.works) == month { actual } else { Decimal::ZERO });
    }
    let days = sheet.days.iter().filter(|day| Month::of(*day.0) == month);
    let of_day = |day: &Day| match it.week {
        Aggregation::Visits => Decimal::from(day.visits.values().filter(|it| it.outcome == Some(Outcome::Done)).count() as i64),
        _ => day.values.get(&it.id).and_then(|it| it.as_number()).unwrap_or(Decimal::ZERO),
    };
    Some(days.map(|it| of_day(it.1)).fold(Decimal::ZERO, |sum, it| sum + it))
}

fn ticks(sheet: &Sheet, names: &mut Names) -> impl Iterator<Item = Tick> {
    let state = |it: &Id| sheet.tasks.get(it).map_or(TaskState::Open, |it| it.state());
    sheet.ticked().iter().map(move |it| Tick { item: names.put(it), state: state(it) })
}

fn visits(sheet: &Sheet, names: &mut Names) -> impl Iterator<Item = Visit> {
    let all = sheet.days.iter().flat_map(|(date, day)| day.visits.iter().map(|it| (*date, it)));
    all.filter(|(_, (_, it))| it.planned || it.outcome.is_some()).map(|(date, (customer, it))| Visit {
        customer: names.put(customer),
        day: day_of(date),
        is_planned: it.planned,
        outcome: it.outcome,
    })
}

fn problems<'a>(sheet: &'a Sheet, names: &mut Names) -> Vec<Problem<'a>> {
    let mut all = Vec::new();
    let key = |it: &Id| hash([it.as_str().as_bytes()]);
    let mut cause = |it: &Option<String>| it.as_ref().and_then(|it| it.parse().ok()).map(|it| names.put(&it));
    let is_said = |it: &Option<String>| it.as_ref().is_some_and(|it| !it.trim().is_empty());
    for (id, it) in sheet.carried.iter().filter(|it| is_said(&it.1.text)) {
        let since = it.since.as_ref().and_then(|it| it.parse().ok());
        let (place, cause) = (Place::Carried(since), cause(&it.cause));
        all.push(Problem { key: key(id), place, cause, state: it.state(), is_principal: false, text: "" });
    }
    for (id, it) in sheet.review.problems.iter().filter(|it| is_said(&it.1.text)) {
        let is_principal = sheet.review.principal() == Some(id);
        let (state, text) = (it.state.unwrap_or(ProblemState::Open), it.text.as_deref().filter(|_| is_principal));
        let (place, cause, text) = (Place::Review, cause(&it.cause), text.unwrap_or_default());
        all.push(Problem { key: key(id), place, cause, state, is_principal, text });
    }
    for (date, day) in sheet.days.iter() {
        let Some((id, it)) = day.principal().and_then(|id| Some((id, day.problems.get(id)?))) else { continue };
        let (place, cause, text) = (Place::Day(day_of(*date)), cause(&it.cause), it.text.as_deref().unwrap_or_default());
        all.push(Problem { key: key(id), place, cause, state: ProblemState::Open, is_principal: true, text });
    }
    all
}

fn messages(sheet: &Sheet, names: &mut Names) -> impl Iterator<Item = Message> {
    let is_said = |it: &Option<String>| it.as_ref().is_some_and(|it| !it.trim().is_empty());
    sheet.messages.values().map(move |it| Message {
        to: it.to,
        items: it.items.keys().map(|it| names.put(it)).collect(),
        state: it.state(),
        is_answered: is_said(&it.answer) || matches!(it.state(), MessageState::Answered | MessageState::Closed),
    })
}
