//! Months: those round the open week, from which it takes its targets, and the one on its own page. Read after the sheet is
//! drawn, kept up by edits. What they come to is the domain's.

use std::cell::RefCell;

use chrono::NaiveDate;
use leptos::task::spawn_local;

use super::live::Live;
use super::session::{By, Inner, Opened, Session};
use super::watch::View;
use crate::browser::lifecycle;
use crate::device::{Unreadable, load, switched_in};
use crate::domain::edit::{Doc, Edit};
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::month::{MonthDays, MonthView, Plan, holder, months_of};
use crate::domain::pace::Course;
use crate::domain::path::MonthPath;
use crate::domain::row;
use crate::domain::sheet::Sheet;
use crate::domain::split::slices;
use crate::domain::topic::Topic;
use crate::domain::undo::Undo;
use crate::domain::value::Value;
use crate::domain::week::{Month, Week};

/// Milliseconds after a week is opened before its months are read: the sheet and a first key come first.
const AFTER: u32 = 100;

/// What the session knows of months, all of one manager.
pub struct Months {
    manager: RefCell<Option<Id>>,
    /// Those round the open week, in order.
    pub round: RefCell<Vec<MonthView>>,
    /// The steps of the month on its page.
    pub(super) undo: RefCell<Undo<MonthPath>>,
    pub(super) documents: RefCell<Map<Month, Document<MonthPath>>>,
    /// Days switched by hand, of all months read.
    switched: RefCell<Map<NaiveDate, bool>>,
    pub page: RefCell<Option<MonthPage>>,
    /// The two months before the one on its page, once they are asked for.
    pub before: RefCell<Vec<MonthPage>>,
    pub opened: Live<OpenedMonth>,
    /// Told when a month changes.
    pub changed: Live<()>,
}

/// What the page of a month shows.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenedMonth {
    Nothing,
    Month(Month),
    /// It could not be read. Nothing is shown in its place and nothing is written.
    Unreadable(Month, String),
}

/// A month on its own page: how it stands, and the sheets of its weeks.
pub struct MonthPage {
    pub course: Course,
    pub sheets: Vec<(Week, Sheet)>,
}

impl Default for Months {
    fn default() -> Self {
        Self {
            manager: RefCell::default(),
            round: RefCell::default(),
            undo: RefCell::default(),
            documents: RefCell::default(),
            switched: RefCell::default(),
            page: RefCell::default(),
            before: RefCell::default(),
            opened: Live::new(OpenedMonth::Nothing),
            changed: Live::new(()),
        }
    }
}

impl Months {
    /// Whose months they are from now on; another's are forgotten.
    pub fn belong_to(&self, manager: &Id) {
        if self.manager.borrow().as_ref() != Some(manager) {
            self.forget();
            *self.manager.borrow_mut() = Some(manager.clone());
        }
    }

    /// Edits the month on its page.
    pub(super) fn edit(&self, month: Month, edit: impl FnOnce(&mut Document<MonthPath>, &mut MonthPage)) {
        let (mut documents, mut page) = (self.documents.borrow_mut(), self.page.borrow_mut());
        if let Some(page) = page.as_mut().filter(|it| it.course.view.month == month) {
            edit(documents.or_default(&month), page);
        }
    }

    /// The months that were read, as rows of documents.
    pub(super) fn rows(&self) -> Vec<(String, String)> {
        let manager = self.manager.borrow();
        let Some(manager) = manager.as_ref() else { return Vec::new() };
        let row = |(month, document): (&Month, &Document<MonthPath>)| {
            (Doc::Month(manager.clone(), *month).to_string(), row::of_document(document))
        };
        self.documents.borrow().iter().map(row).collect()
    }

    /// Folds an edit of another window into a month that was read.
    pub(super) fn fold(&self, month: Month, edit: Edit<MonthPath>) {
        let mut documents = self.documents.borrow_mut();
        let Some(document) = documents.get_mut(&month) else { return };
        document.fold(edit);
        if let Some(page) = self.page.borrow_mut().as_mut().filter(|it| it.course.view.month == month) {
            page.course.view.plan = Plan::of(document);
        }
    }

    /// Forgets what was read: after an import it may be something else.
    pub fn forget(&self) {
        self.round.take();
        self.documents.take();
        self.switched.take();
        self.page.take();
        self.before.take();
        self.opened.change(OpenedMonth::Nothing);
    }
}

impl Session {
    /// Reads the months round the open week, once that is drawn, and shows the targets they give.
    pub fn read_months_soon(self, week: Week) {
        let inner = self.inner();
        inner.lay_months();
        if months_of(week).iter().all(|it| inner.months.documents.borrow().contains_key(it)) {
            return;
        }
        lifecycle::later(AFTER, move || {
            spawn_local(async move {
                let (inner, Some(manager)) = (self.inner(), self.manager()) else { return };
                for month in months_of(week) {
                    // What cannot be read gives no target; its own page says why.
                    _ = inner.read_month(&manager, month).await;
                }
                let is_open = matches!(inner.opened.get_untracked(), Opened::Week(at, _) if at == week);
                if is_open && self.manager() == Some(manager) {
                    inner.lay_months();
                    inner.tell_targets();
                }
            });
        });
    }

    /// Opens a month on its own page. Opening writes nothing.
    pub fn open_month(self, month: Month) {
        self.left();
        let last = month.days().last().unwrap_or(month.first());
        if self.reloads_for(Week::of(last)) {
            return;
        }
        let inner = self.inner();
        inner.months.opened.change(OpenedMonth::Nothing);
        spawn_local(async move {
            let Some(manager) = self.manager() else { return };
            match self.waited(inner.load_month(&manager, month)).await {
                Ok(page) => {
                    *inner.months.page.borrow_mut() = Some(page);
                    inner.months.undo.take();
                    let doc = Doc::Month(manager, month);
                    self.take_seat(doc.clone());
                    self.bring_steps_back_soon(doc);
                    inner.months.opened.change(OpenedMonth::Month(month));
                }
                Err(why) => inner.months.opened.change(OpenedMonth::Unreadable(month, why.to_string())),
            }
        });
    }

    /// Reads the two months before one; `done` is told when they are there. One that cannot be read is left out.
    pub fn read_months_before(self, month: Month, done: impl Fn() + 'static) {
        spawn_local(async move {
            let (inner, Some(manager)) = (self.inner(), self.manager()) else { return };
            let mut before = Vec::new();
            for back in [-2, -1] {
                before.extend(inner.load_month(&manager, month.plus(back)).await);
            }
            *inner.months.before.borrow_mut() = before;
            done();
        });
    }

    /// Reads the month on its page, watched.
    pub fn month<T>(self, read: impl FnOnce(&MonthPage) -> T) -> Option<T> {
        let inner = self.inner();
        inner.months.changed.track();
        let page = inner.months.page.borrow();
        page.as_ref().map(read)
    }

    /// The value at one path of the month on its page.
    pub fn month_value(self, path: &MonthPath) -> Option<Value> {
        let inner = self.inner();
        let month = inner.months.page.borrow().as_ref()?.course.view.month;
        inner.months.documents.borrow().get(&month)?.get(path).cloned()
    }

    /// Changes paths of the month on its page.
    pub fn set_month(self, edits: Vec<(MonthPath, Option<Value>)>, by: By) {
        let (inner, Some(manager)) = (self.inner(), self.manager()) else { return };
        let Some(month) = inner.months.page.borrow().as_ref().map(|it| it.course.view.month) else { return };
        inner.months.edit(month, |document, page| {
            let mut undo = inner.months.undo.borrow_mut();
            inner.commit_step(&Doc::Month(manager, month), document, &mut undo, edits, by);
            page.course.view.plan = Plan::of(document);
        });
        self.months_changed();
    }

    /// A month says something else: whoever takes a target from it is told.
    pub(super) fn months_changed(self) {
        let inner = self.inner();
        inner.lay_months();
        inner.tell_targets();
        inner.months.changed.tell();
    }
}

impl Inner {
    /// Reads a month's document and which of its days were switched by hand, unless that was done.
    async fn read_month(&self, manager: &Id, month: Month) -> Result<(), Unreadable> {
        if self.months.documents.borrow().contains_key(&month) {
            return Ok(());
        }
        let (database, late) = (self.saving.database(), self.saving.late());
        let loaded = load::<MonthPath>(database, &Doc::Month(manager.clone(), month), &late, &self.template).await?;
        let days = switched_in(database, manager, month, &late, &self.template).await?;
        days.iter().for_each(|(day, works)| _ = self.months.switched.borrow_mut().insert(*day, *works));
        let latest = loaded.document.latest().map_or(0, |it| it.counter);
        self.counter.set(self.counter.get().max(latest));
        self.saving.rescue(loaded.missed, &loaded.stale, self.counter.get());
        self.months.documents.borrow_mut().insert(month, loaded.document);
        Ok(())
    }

    async fn load_month(&self, manager: &Id, month: Month) -> Result<MonthPage, Unreadable> {
        self.months.belong_to(manager);
        self.read_month(manager, month).await?;
        let (database, late) = (self.saving.database(), self.saving.late());
        let mut sheets = Vec::new();
        for slice in slices(month, &|_| false) {
            let loaded = load(database, &Doc::Sheet(manager.clone(), slice.week), &late, &self.template).await?;
            let sheet = Sheet::of(&loaded.document);
            self.switch(&sheet);
            sheets.push((slice.week, sheet));
        }
        let plan = self.months.documents.borrow().get(&month).map(Plan::of).unwrap_or_default();
        let works = |day| self.works(day);
        let held = |week| holder(week, &works) == month;
        let all = |sheets: &[(Week, Sheet)]| MonthDays::of(month, sheets.iter().map(|it| (it.0, &it.1)), &held);
        let (days, by_slice) = (all(&sheets), sheets.iter().map(|it| all(std::slice::from_ref(it))).collect());
        let view = MonthView::new(month, plan, &works);
        Ok(MonthPage { course: Course { view, days, by_slice }, sheets })
    }

    /// Whether a day is a working day, what was switched by hand included.
    fn works(&self, day: NaiveDate) -> bool {
        self.calendar.is_workday_with(day, &self.months.switched.borrow())
    }

    /// Takes over which days a sheet switches.
    fn switch(&self, sheet: &Sheet) {
        let mut all = self.months.switched.borrow_mut();
        for (date, day) in sheet.days.iter() {
            match day.work {
                Some(works) => _ = all.insert(*date, works),
                None => _ = all.remove(date),
            }
        }
    }

    /// Lays the months that were read round the open week.
    pub(super) fn lay_months(&self) {
        let Some(week) = self.sheet.borrow().as_ref().map(|it| it.week) else { return };
        self.lay_months_round(week);
    }

    /// As `lay_months`, for whoever holds the open sheet.
    pub(super) fn lay_months_round(&self, week: Week) {
        let documents = self.months.documents.borrow();
        let view = |it: Month| Some(MonthView::new(it, Plan::of(documents.get(&it)?), &|day| self.works(day)));
        *self.months.round.borrow_mut() = months_of(week).into_iter().filter_map(view).collect();
    }

    /// A sheet's days were switched: its months are laid anew.
    pub(super) fn days_switched(&self, sheet: &Sheet, week: Week) {
        let mut switched = self.months.switched.borrow_mut();
        week.days().for_each(|it| _ = switched.remove(&it));
        drop(switched);
        self.switch(sheet);
        self.lay_months_round(week);
    }

    /// Tells whoever watches a target.
    fn tell_targets(&self) {
        let figures = self.template.indicators.iter().map(|it| Topic::Figures(it.id.clone()));
        let topics: Vec<Topic> = figures.chain([Topic::Progress]).collect();
        self.view(|view: &View| self.watchers.tell_of(&topics, view));
    }
}
