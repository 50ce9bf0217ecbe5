//! The session: the open documents and the one way in for every change. Everything on screen watches it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::{GetValue, LocalStorage, StoredValue, expect_context, on_cleanup};

use super::customers::Customers;
use super::live::Live;
use super::months::Months;
use super::safety::Safety;
use super::saving::Saving;
use super::watch::{View, Watchers};
use super::windows::Windows;
use crate::browser::desk::Desk;
use crate::browser::{clock, lifecycle, page, preferences, random};
use crate::domain::calendar::Calendar;
use crate::domain::chain::Row;
use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::path::{RosterPath, SettingsPath, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::tasks::SixthTick;
use crate::domain::template::Template;
use crate::domain::topic::Topic;
use crate::domain::undo::Undo;
use crate::domain::value::Value;
use crate::domain::week::Week;
use crate::keeping::foundations::{Foundations, name};
use crate::keeping::tally::{Loss, Tally};
use crate::words::Lang;

/// What the page of a week shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    Nothing,
    /// The sheet of the week is open; the number tells one opening from the next.
    Week(Week, u64),
    /// It could not be read. Nothing is shown in its place and nothing is written.
    Unreadable(Week, String),
}

/// How an edit came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A key in a text or number box: joins the step and the row of the typing before it.
    Typing,
    /// A choice, a tick, a button: a step of its own.
    Choice,
}

/// The sheet that is open.
pub struct OpenSheet {
    pub doc: Doc,
    pub week: Week,
    pub document: Document<SheetPath>,
    pub sheet: Sheet,
    pub undo: Undo<SheetPath>,
    /// What it held when it was read.
    pub tally: Tally,
    /// That was held against what it held before.
    pub is_looked_after: bool,
}

/// Everything the session holds. Reached through `Session` only.
pub struct Inner {
    pub saving: Rc<Saving>,
    pub template: Template,
    /// The files template and calendar were read from, for the worker.
    pub template_file: String,
    pub calendar_file: String,
    pub desk: Desk,
    pub calendar: Calendar,
    /// What head office laid under all sheets, as it was when the page opened.
    pub foundations: Foundations,
    /// It says otherwise by now.
    pub is_refounded: Cell<bool>,
    pub device: Id,
    pub tab: Id,
    pub counter: Cell<u64>,
    pub settings: RefCell<Document<SettingsPath>>,
    pub roster: RefCell<Document<RosterPath>>,
    pub sheet: RefCell<Option<OpenSheet>>,
    pub watchers: Watchers,
    pub months: Months,
    pub customers: Customers,
    pub windows: Windows,
    pub(super) safety: Safety,
    /// Keys of the open sheet's log, and of what was written beside it since.
    pub(super) log: RefCell<Vec<String>>,
    /// Something is being read, and the device does not answer.
    pub slow: Live<bool>,
    /// The browser cleared the database while the page was open.
    pub cleared: Live<bool>,
    /// What is missing of the open sheet, by its tally.
    pub loss: Live<Option<Loss>>,
    /// What the weeks before hand on to the open week.
    pub brought: RefCell<Vec<Row>>,
    /// Sheets of the weeks before, as far as they were read, in order.
    pub past: RefCell<Vec<(Week, Sheet)>>,
    /// Why that could not be read.
    pub chain_unreadable: Live<Option<String>>,
    /// The field being typed in and the key of its row.
    pub(super) typing: RefCell<Option<(String, String)>>,
    pub lang: Live<Lang>,
    pub opened: Live<Opened>,
    /// Told when settings or roster change.
    pub settings_changed: Live<()>,
    pub roster_changed: Live<()>,
    /// Whether undo and redo have something to do.
    pub can: Live<(bool, bool)>,
    /// A sixth tick was tried: which item.
    pub sixth: Live<Option<Id>>,
    /// The filled example is open instead of the person's own sheets.
    pub example: Live<bool>,
    /// The first start lies behind.
    pub begun: Live<bool>,
}

/// A handle of the session; copies share it.
#[derive(Clone, Copy)]
pub struct Session(StoredValue<Rc<Inner>, LocalStorage>);

impl Session {
    pub fn new(inner: Inner) -> Self {
        Self(StoredValue::new_local(Rc::new(inner)))
    }

    /// The session of the app.
    pub fn here() -> Self {
        expect_context()
    }

    pub fn inner(self) -> Rc<Inner> {
        self.0.get_value()
    }

    /// The language, watched: only the root does.
    pub fn lang(self) -> Lang {
        self.inner().lang.get()
    }

    /// The language of what is being drawn; a change draws the page anew.
    pub fn lang_now(self) -> Lang {
        self.inner().lang.get_untracked()
    }

    /// Changes the language and remembers it.
    pub fn speak(self, lang: Lang) {
        preferences::set(super::start::LANGUAGE, lang.word());
        self.inner().lang.change(lang);
    }

    /// The first start is done: the asked-for page opens.
    pub fn begin(self) {
        self.left();
        self.inner().begun.change(true);
    }

    /// The manager whose sheets are open; nobody before the first start.
    pub fn manager(self) -> Option<Id> {
        let inner = self.inner();
        if inner.example.get_untracked() {
            return crate::domain::example::MANAGER.parse().ok();
        }
        inner.setting(&SettingsPath::ManagerId()).and_then(|it| it.parse().ok())
    }

    /// Reads the template.
    pub fn template<T>(self, read: impl FnOnce(&Template) -> T) -> T {
        read(&self.inner().template)
    }

    /// Opens the page anew, at the same address, where it stands on other foundations than a week; tells whether it does.
    pub(super) fn reloads_for(self, week: Week) -> bool {
        let reloads = self.is_founded_otherwise(week);
        if reloads {
            // The address is the week's own only after this turn.
            lifecycle::later(0, page::reload);
        }
        reloads
    }

    /// Whether another template holds in a week, or head office's word has come since the page opened.
    fn is_founded_otherwise(self, week: Week) -> bool {
        let inner = self.inner();
        // The shipped one has no week to begin with.
        let holds = inner.foundations.template(week).and_then(name);
        let (now, shipped) = ((inner.template.id.clone(), inner.template.version), inner.foundations.templates.is_empty());
        let is_other = match holds {
            Some(it) => it != now,
            None => !shipped && inner.foundations.templates.iter().any(|it| name(it).as_ref() == Some(&now)),
        };
        (is_other || inner.is_refounded.get()) && !self.is_example()
    }

    /// Reads the open sheet once; `None` when none is open.
    pub fn read<T>(self, read: impl FnOnce(&View) -> T) -> Option<T> {
        self.inner().view(read)
    }

    /// Watches parts of the open sheet: a value that changes when what is read changes.
    pub fn watch<T>(self, topics: impl Into<Vec<Topic>>, read: impl Fn(&View) -> T + 'static) -> Live<T>
    where
        T: PartialEq + Default + 'static,
    {
        let value = Live::new(self.read(&read).unwrap_or_default());
        self.tell_of(topics.into(), Rc::new(move |view: &View| value.change(read(view))));
        value
    }

    /// Has a watcher told of the topics for as long as whoever is being drawn is there.
    fn tell_of(self, topics: Vec<Topic>, watcher: Rc<dyn Fn(&View)>) {
        let number = self.inner().watchers.add(&topics, watcher);
        on_cleanup(move || {
            if let Some(inner) = self.0.try_get_value() {
                inner.watchers.remove(&topics, number);
            }
        });
    }

    /// The value at one path of the open sheet.
    pub fn field(self, path: &SheetPath) -> Live<Option<Value>> {
        let at = path.clone();
        self.watch([Topic::Field(path.clone())], move |view| view.value(&at))
    }

    /// Changes one path of the open sheet. A sixth tick is refused and says which five are in the way.
    pub fn edit(self, path: SheetPath, value: Option<Value>, by: By) -> Result<(), SixthTick> {
        if let (SheetPath::TaskTicked(item), Some(Value::Flag(true))) = (&path, &value) {
            let allowed = self.read(|view| view.sheet.may_tick(item)).unwrap_or(Ok(()));
            allowed.inspect_err(|_| self.inner().sixth.change(Some(item.clone())))?;
        }
        let mut edits = self.inner().before_edit(&path);
        edits.push((path, value));
        self.inner().change(edits, by);
        Ok(())
    }

    /// Changes several paths as one step.
    pub fn edit_all(self, edits: Vec<(SheetPath, Option<Value>)>) {
        self.inner().change(edits, By::Choice);
    }

    /// Settles a field two devices wrote: the value chosen stands from now on, even where it stood already.
    pub fn settle(self, path: SheetPath, value: Option<Value>) {
        let inner = self.inner();
        let mut open = inner.sheet.borrow_mut();
        let Some(open) = open.as_mut().filter(|it| inner.may_write(&it.doc)) else { return };
        inner.write(&open.doc, &mut open.document, vec![(path.clone(), value)], By::Choice);
        inner.refresh(open, &[path]);
    }

    /// Takes a record away.
    pub fn remove(self, record: SheetPath) {
        self.inner().change(vec![(record, None)], By::Choice);
    }

    /// Changes one path of the settings.
    pub fn set(self, path: SettingsPath, value: Option<Value>, by: By) {
        let inner = self.inner();
        let mut settings = inner.settings.borrow_mut();
        inner.commit(&Doc::Settings, &mut settings, vec![(path, value)], by);
        drop(settings);
        inner.settings_changed.tell();
    }

    /// Changes one path of the roster.
    pub fn set_customer(self, path: RosterPath, value: Option<Value>, by: By) {
        let (inner, Some(manager)) = (self.inner(), self.manager()) else { return };
        let (mut roster, mut undo) = (inner.roster.borrow_mut(), inner.customers.undo.borrow_mut());
        inner.commit_step(&Doc::Roster(manager), &mut roster, &mut undo, vec![(path, value)], by);
        drop((roster, undo));
        inner.roster_changed.tell();
    }

    /// What a customer is called: the shop's name, else the code.
    pub fn customer(self, code: &Id) -> String {
        let inner = self.inner();
        inner.roster_changed.track();
        let roster = inner.roster.borrow();
        let name = roster.get(&RosterPath::Name(code.clone())).and_then(Value::as_text).filter(|it| !it.is_empty());
        name.map_or_else(|| code.to_string(), str::to_owned)
    }

    /// A field was left: its typing is a finished step, and goes to the disk.
    pub fn left(self) {
        let inner = self.inner();
        *inner.typing.borrow_mut() = None;
        if let Some(open) = inner.sheet.borrow_mut().as_mut() {
            open.undo.pause();
        }
        inner.months.undo.borrow_mut().pause();
        inner.customers.undo.borrow_mut().pause();
        inner.saving.flush();
    }

    /// A fresh id, sortable by creation.
    pub fn fresh_id(self) -> Id {
        loop {
            let minutes = (clock::millis() / 60_000.0) as u64;
            let text = format!("{minutes:07x}{}", random::token(4));
            if let Ok(id) = text.parse() {
                return id;
            }
        }
    }

    /// Waits for what is being read; where the device does not answer, that is said before it is given up.
    pub(super) async fn waited<T>(self, reading: impl Future<Output = T>) -> T {
        let late = move || self.inner().slow.change(true);
        let read = lifecycle::or_late(super::saving::TOO_LONG, late, reading).await;
        self.inner().slow.change(false);
        read
    }

    /// Tries again what could not be saved.
    pub fn retry_saving(self) {
        let inner = self.inner();
        leptos::task::spawn_local(inner.saving.clone().retry());
    }
}

impl Inner {
    pub fn new(parts: Parts) -> Self {
        let begun = parts.settings.get(&SettingsPath::ManagerId()).is_some();
        Self {
            begun: Live::new(begun),
            saving: parts.saving,
            template: parts.template,
            template_file: parts.template_file,
            calendar_file: parts.calendar_file,
            desk: Desk::default(),
            calendar: parts.calendar,
            foundations: parts.foundations,
            is_refounded: Cell::new(false),
            device: parts.device,
            tab: parts.tab,
            counter: Cell::new(parts.counter),
            settings: RefCell::new(parts.settings),
            roster: RefCell::default(),
            sheet: RefCell::default(),
            watchers: Watchers::default(),
            months: Months::default(),
            customers: Customers::default(),
            windows: Windows::default(),
            safety: Safety::default(),
            log: RefCell::default(),
            loss: Live::new(None),
            cleared: Live::new(false),
            slow: Live::new(false),
            brought: RefCell::default(),
            past: RefCell::default(),
            chain_unreadable: Live::new(None),
            typing: RefCell::default(),
            lang: Live::new(parts.lang),
            opened: Live::new(Opened::Nothing),
            settings_changed: Live::new(()),
            roster_changed: Live::new(()),
            can: Live::new((false, false)),
            sixth: Live::new(None),
            example: Live::new(parts.example),
        }
    }
}

/// What a session starts with.
pub struct Parts {
    pub saving: Rc<Saving>,
    pub template: Template,
    pub template_file: String,
    pub calendar_file: String,
    pub calendar: Calendar,
    pub device: Id,
    pub tab: Id,
    pub counter: u64,
    pub settings: Document<SettingsPath>,
    pub lang: Lang,
    pub example: bool,
    pub foundations: Foundations,
}
