//! What a question is asked of: which weeks, whose sheets, which indicator. Everything that counts of them is found here once.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::books::{Books, Lane, Listed};
use super::builder::Built;
use super::classes::{ClassWish, Wanted};
use super::facts::Facts;
use super::names::{Label, Name};
use super::taken::{Classes, Person};
use crate::domain::calendar::Calendar;
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::template::{Better, Indicator, Template};
use crate::domain::week::Week;
use crate::words::Lang;

/// How many weeks are asked of where nobody says.
const USUAL_WEEKS: i64 = 13;
/// Weeks without any sheet before which nothing is taken for the beginning.
const HOLE: i64 = 53;
/// Fewer managers than this are not averaged: one could tell them apart.
const FEWEST: usize = 5;

/// What was chosen. What is empty holds nothing back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    pub from: Option<Week>,
    pub to: Option<Week>,
    pub unit: String,
    pub area: String,
    pub manager: Option<Id>,
    /// Which customers.
    pub class: ClassWish,
    pub indicator: Option<Id>,
    pub item: Option<Id>,
    /// Groups are areas, unless they are to be units.
    pub by_unit: bool,
    /// The question that was put together.
    pub built: Option<Built>,
}

/// A collection as somebody looks at it.
pub struct Scope<'a> {
    pub lang: Lang,
    pub books: &'a Books,
    pub template: &'a Template,
    pub calendar: &'a Calendar,
    pub today: NaiveDate,
    pub wish: &'a Wish,
    pub from: Week,
    pub to: Week,
    /// The first week there is anything of, a year set wrong aside.
    pub first: Week,
    class: Wanted,
    /// Which days of a week work, a bit each from Monday on, of weeks that were asked for: all managers of a week ask the same.
    weeks: RefCell<BTreeMap<Week, u8>>,
}

/// A sheet that counts, and was asked for.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub manager: Name,
    pub week: Week,
    pub lane: &'a Lane,
}

/// The weeks in which a manager's sheets are waited for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// None where nothing is.
    pub from: Option<Week>,
    pub to: Option<Week>,
    /// From which week on he is one of those asked for, or no longer: who moves hands in where he is. Before the first it is as there.
    stays: Vec<(Week, bool)>,
}

impl Due {
    pub fn has(&self, week: Week) -> bool {
        self.from.is_some_and(|it| it <= week) && self.to.is_none_or(|it| week <= it)
    }

    /// Whether he is one of those asked for in a week.
    pub fn is_meant(&self, week: Week) -> bool {
        let at = self.stays.partition_point(|it| it.0 <= week);
        self.stays.get(at.saturating_sub(1)).is_none_or(|it| it.1)
    }
}

impl Row<'_> {
    pub fn facts(&self) -> &Facts {
        &self.lane.facts
    }
}

impl<'a> Scope<'a> {
    pub fn new(
        lang: Lang,
        books: &'a Books,
        (template, calendar): (&'a Template, &'a Calendar),
        (today, wish): (NaiveDate, &'a Wish),
    ) -> Self {
        // Whoever turns them round means the time between.
        let (from, to) = match (wish.from, wish.to) {
            (Some(from), Some(to)) if from > to => (Some(to), Some(from)),
            both => both,
        };
        let now = Week::of(today);
        let first = first(books, now);
        let latest = books.entries().map(|it| it.1).filter(|it| *it <= now && first <= Some(*it)).max();
        let to = to.or(latest).unwrap_or(now);
        // No earlier than there is anything.
        let first = first.unwrap_or(to);
        let from = from.unwrap_or_else(|| to.plus(1 - USUAL_WEEKS).max(first)).min(to);
        let class = Wanted::of(&wish.class, &books.labels);
        Self { lang, books, template, calendar, today, wish, from, to, first, class, weeks: RefCell::default() }
    }

    /// The sheets of the period that count, by manager and week.
    pub fn rows(&self) -> Vec<Row<'a>> {
        self.rows_from(self.from)
    }

    /// The same with an earlier beginning.
    pub fn rows_from(&self, from: Week) -> Vec<Row<'a>> {
        self.rows_of(from, |it| self.is_meant(it.manager, it.lane.person))
    }

    /// The same of everybody, whoever is asked of: a colleague is a colleague.
    pub fn everybody_from(&self, from: Week) -> Vec<Row<'a>> {
        self.rows_of(from, |_| true)
    }

    fn rows_of(&self, from: Week, is_meant: impl Fn(&Row) -> bool) -> Vec<Row<'a>> {
        let all = self.books.standing().filter(|it| (from..=self.to).contains(&it.1));
        let all = all.map(|(manager, week, lane)| Row { manager, week, lane });
        let mut rows: Vec<Row> = all.filter(is_meant).collect();
        // The order of names is that of coming in; here it is that of ids.
        rows.sort_by(|a, b| self.id(a.manager).cmp(self.id(b.manager)).then(a.week.cmp(&b.week)));
        rows
    }

    /// Whether a manager was asked for; `person` is who he was that week.
    pub fn is_meant(&self, manager: Name, person: Person) -> bool {
        let labels = &self.books.labels;
        let fits = |wish: &str, label: Label| wish.is_empty() || labels.text(label) == wish;
        let is_he = self.wish.manager.as_ref().is_none_or(|it| self.books.names.get(manager) == Some(it));
        is_he && fits(&self.wish.unit, person.unit) && fits(&self.wish.area, person.area)
    }

    /// Whether a customer is of the class asked for.
    pub fn is_of_class(&self, it: &Classes) -> bool {
        self.class.has(it)
    }

    pub fn id(&self, name: Name) -> &'a str {
        self.books.names.text(name)
    }

    /// The group a person belongs to.
    pub fn group(&self, person: Person) -> &'a str {
        self.books.labels.text(if self.wish.by_unit { person.unit } else { person.area })
    }

    /// The indicator asked for: the template's first where nobody says.
    pub fn indicator(&self) -> Option<&'a Indicator> {
        let wished = self.wish.indicator.as_ref().and_then(|it| self.template.indicator(it));
        wished.or_else(|| self.template.active().next())
    }

    /// The number of an indicator's name in the collection; none where no sheet speaks of it.
    pub fn place(&self, indicator: &Indicator) -> Option<Name> {
        self.books.names.find(&indicator.id)
    }

    pub fn works(&self, day: NaiveDate) -> bool {
        self.calendar.is_workday(day)
    }

    /// How many sheets asked for were written with another template and have no figure of the indicator that could be put beside others'.
    pub fn apart(&self) -> usize {
        let now = self.books.names.find(&self.template.id).map(|it| (it, self.template.version));
        let place = self.indicator().and_then(|it| self.place(it));
        let has = |it: &Lane| place.is_some_and(|place| it.facts.figure(place).is_some());
        let all = self.books.standing().filter(|it| (self.from..=self.to).contains(&it.1) && Some(it.2.template) != now);
        all.filter(|(manager, _, lane)| self.is_meant(*manager, lane.person) && !has(lane)).count()
    }

    /// The working days of a row's week, as its manager switched them.
    pub fn workdays(&self, row: &Row) -> u32 {
        self.workdays_of(row.week, row.facts())
    }

    /// The same of any sheet.
    pub fn workdays_of(&self, week: Week, facts: &Facts) -> u32 {
        let bit = |(at, day): (u8, NaiveDate)| u8::from(self.works(day)) << at;
        let of_week = || (0..7).zip(week.days()).map(bit).sum();
        facts.workdays(*self.weeks.borrow_mut().entry(week).or_insert_with(of_week))
    }

    /// The last day the question knows of.
    pub fn now(&self) -> NaiveDate {
        self.to.plus(1).monday().pred_opt().unwrap_or_default().min(self.today)
    }

    /// The weeks of the period in order.
    pub fn weeks(&self) -> impl Iterator<Item = Week> {
        let (from, to) = (self.from, self.to);
        (0..).map(move |it| from.plus(it)).take_while(move |it| *it <= to)
    }

    /// Who has to hand in a sheet, and in which weeks: as a list of managers says, else learned from the first that came. Of whoever
    /// hands in and is on no list nothing more is expected.
    pub fn due(&self) -> BTreeMap<Name, Due> {
        let (mut due, listed) = (BTreeMap::new(), self.books.listed());
        for (manager, week, _) in self.books.entries() {
            let due: &mut Due = due.entry(manager).or_default();
            // A year that was set wrong once would have him waited for as long.
            if listed.is_empty() && self.first <= week {
                due.from = due.from.min(Some(week)).or(Some(week));
            }
        }
        if !listed.is_empty() {
            let of_list = |it: &Listed| Due { from: it.from.or(Some(self.first)), to: it.to, stays: Vec::new() };
            due.extend(listed.iter().map(|it| (*it.0, of_list(it.1))));
        }
        due.retain(|manager, it| {
            it.stays = self.stays(*manager);
            self.weeks().any(|week| it.is_meant(week))
        });
        due
    }

    /// From which week on a manager is one of those asked for, or no longer.
    fn stays(&self, manager: Name) -> Vec<(Week, bool)> {
        let all = self.books.stays(manager).into_iter();
        all.map(|(week, person)| (week, self.is_meant(manager, person))).collect()
    }

    /// Sheets of years far from all others, set wrong or by a wrong clock: they stand where they say, and nobody is waited for because of
    /// them.
    pub fn strays(&self) -> Vec<(Name, Week)> {
        let span = self.first..=Week::of(self.today);
        let all = self.books.entries().filter(|it| !span.contains(&it.1));
        all.filter(|it| it.2.shown().is_some_and(|lane| self.is_meant(it.0, lane.person))).map(|it| (it.0, it.1)).collect()
    }
}

/// Where the weeks begin that lead up to now without a hole: one device whose year is wrong begins nothing.
fn first(books: &Books, now: Week) -> Option<Week> {
    let mut likely = books.weeks().range(..=now).rev();
    let last = likely.next().copied();
    let run = last.map(|last| likely.fold(last, |first, it| if first.plus(-HOLE) <= *it { *it } else { first }));
    run.or_else(|| books.entries().map(|it| it.1).min())
}

/// Rows by something of theirs, in its order.
pub fn by<'a, K: Ord>(rows: &[Row<'a>], key: impl Fn(&Row<'a>) -> K) -> BTreeMap<K, Vec<Row<'a>>> {
    let mut groups: BTreeMap<K, Vec<Row>> = BTreeMap::new();
    rows.iter().for_each(|it| groups.entry(key(it)).or_default().push(*it));
    groups
}

/// Whether figures of so many managers may be shown as one: of one they are his own.
pub fn may_average(managers: usize) -> bool {
    managers == 1 || managers >= FEWEST
}

/// Whether weeks of an indicator are added up before its attainment is taken, or their attainments averaged.
pub fn is_summed(it: &Indicator) -> bool {
    it.adds_up() && !matches!(it.better, Better::Band { .. })
}

/// How many managers rows are of.
pub fn managers(rows: &[Row]) -> usize {
    rows.iter().map(|it| it.manager).collect::<BTreeSet<_>>().len()
}

/// A share of counts; none of nothing. So many places that rounding it again, for whoever reads it, is as good as rounding once.
pub fn share(part: usize, whole: usize) -> Option<Decimal> {
    Decimal::from(part as i64).divided(Decimal::from(whole as i64), 9)
}

/// The same, but none of a group that may not be averaged.
pub fn share_of(part: usize, whole: usize, managers: usize) -> Option<Decimal> {
    share(part, whole).filter(|_| may_average(managers))
}

/// The middle of figures, to four places.
pub fn median(all: &mut [Decimal]) -> Option<Decimal> {
    quantile(all, 2, 4)
}

/// The figure below which so many quarters of them lie, between the two nearest by distance.
pub fn quantile(all: &mut [Decimal], quarters: usize, places: u8) -> Option<Decimal> {
    all.sort();
    let at = all.len().checked_sub(1)? * quarters;
    let (low, rest) = (*all.get(at / 4)?, at % 4);
    let high = all.get(at / 4 + 1).copied().unwrap_or(low);
    (low.times(4 - rest as i64) + high.times(rest as i64)).divided(Decimal::from(4), places)
}
