//! The roster on its pages: read when one of them opens, with the letters it is searched by; the visits of one customer and the
//! messages about him out of the sheets of a year; and a roster file, which the worker reads and takes in.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;

use super::exchange::{NotMade, refused};
use super::live::Live;
use super::saving::Saving;
use super::session::{By, Inner, Session};
use super::start::today;
use crate::browser::fetch;
use crate::browser::files::PickedFile;
use crate::browser::text::composed;
use crate::device::{Unreadable, load, read};
use crate::domain::customers::pinyin::Initials;
use crate::domain::customers::profile::{Met, met};
use crate::domain::customers::{Customer, customers, found, knows};
use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::map::Map;
use crate::domain::path::{RosterPath, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::text::{clean, fits};
use crate::domain::undo::Undo;
use crate::domain::value::Value;
use crate::domain::week::Week;
use crate::keeping::log::fold;
use crate::post::roster::Taken;
use crate::post::{Answer, What};

/// Weeks whose sheets are read for a customer, and how many of them lie ahead.
const WEEKS: i64 = 53;
const AHEAD: i64 = 2;

/// What the session knows of the roster beyond its document.
pub struct Customers {
    pub opened: Live<OpenedRoster>,
    /// The steps of the roster, as long as it is the one that was read.
    pub(super) undo: RefCell<Undo<RosterPath>>,
    initials: RefCell<Option<Initials>>,
    /// Told when the letters are there.
    initials_read: Live<()>,
}

/// Whose roster is open.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenedRoster {
    Nothing,
    Of(Id),
    /// It could not be read. Nothing is shown in its place and nothing is written.
    Unreadable(String),
}

/// The sheets that say something of a customer, as far as they are read.
#[derive(Clone, Default)]
pub struct Past {
    /// Newest first.
    pub sheets: Vec<(Week, Rc<Sheet>)>,
    pub is_whole: bool,
    pub is_unreadable: bool,
}

/// Why a customer is not added.
#[derive(Clone, Debug, PartialEq)]
pub enum NotAdded {
    Code,
    NoName,
}

impl Past {
    /// The customer's visits, newest first.
    pub fn met(&self, code: &Id) -> Vec<Met> {
        self.sheets.iter().flat_map(|it| met(&it.1, code)).collect()
    }
}

impl Default for Customers {
    fn default() -> Self {
        Self {
            opened: Live::new(OpenedRoster::Nothing),
            undo: RefCell::default(),
            initials: RefCell::default(),
            initials_read: Live::new(()),
        }
    }
}

impl Customers {
    /// Forgets whose roster is open: after an import it may say something else.
    pub fn forget(&self) {
        self.opened.change(OpenedRoster::Nothing);
    }
}

impl Session {
    /// Opens the manager's roster, unless it is. Opening writes nothing.
    pub fn open_roster(self) {
        let (inner, Some(manager)) = (self.inner(), self.manager()) else { return };
        let doc = Doc::Roster(manager.clone());
        self.take_seat(doc.clone());
        self.bring_steps_back_soon(doc);
        if inner.customers.opened.get_untracked() == OpenedRoster::Of(manager.clone()) {
            return;
        }
        self.left();
        inner.customers.forget();
        spawn_local(async move {
            match self.waited(inner.load_roster(&manager)).await {
                Ok(document) => inner.hold_roster(&manager, document),
                Err(why) => inner.customers.opened.change(OpenedRoster::Unreadable(why.to_string())),
            }
        });
    }

    /// Reads the letters of pinyin, once. Without them everything else is found all the same.
    pub fn read_initials(self) {
        let inner = self.inner();
        if inner.customers.initials.borrow().is_some() {
            return;
        }
        spawn_local(async move {
            if let Ok(text) = fetch::text("pinyin/initials.txt").await {
                *inner.customers.initials.borrow_mut() = Some(Initials::parse(&text));
                inner.customers.initials_read.tell();
            }
        });
    }

    /// All customers, watched.
    pub fn customers(self) -> Map<Id, Customer> {
        let inner = self.inner();
        inner.roster_changed.track();
        customers(&inner.roster.borrow())
    }

    /// Whom a search finds; watches the letters.
    pub fn found(self, all: &Map<Id, Customer>, query: &str) -> Vec<Id> {
        let inner = self.inner();
        inner.customers.initials_read.track();
        let initials = inner.customers.initials.borrow();
        found(all, query, initials.as_ref().unwrap_or(&Initials::default()))
    }

    /// Reads the roster, watched.
    pub fn roster<T>(self, read: impl FnOnce(&Document<RosterPath>) -> T) -> T {
        let inner = self.inner();
        inner.roster_changed.track();
        let roster = inner.roster.borrow();
        read(&roster)
    }

    /// Adds a customer; one the roster knows stays as it is.
    pub fn add_customer(self, code: &str, name: &str) -> Result<Id, NotAdded> {
        let code = super::typing::code(code).ok_or(NotAdded::Code)?;
        let inner = self.inner();
        if knows(&inner.roster.borrow(), &code) {
            return Ok(code);
        }
        let path = RosterPath::Name(code.clone());
        let name = composed(clean(name.trim()).text);
        if name.is_empty() || !fits(&name) {
            return Err(NotAdded::NoName);
        }
        self.set_customer(path, Some(Value::Text(name)), By::Choice);
        Ok(code)
    }

    /// Reads the customer's visits and messages, week by week; `past` grows meanwhile.
    pub fn read_past(self, code: Id, past: Live<Past>) {
        let (inner, Some(manager)) = (self.inner(), self.manager()) else { return };
        let last = Week::of(today()).plus(AHEAD);
        spawn_local(async move {
            for back in 0..WEEKS {
                let (week, Some(mut now)) = (last.plus(-back), past.try_get()) else { return };
                match inner.sheet_about(&manager, &code, week).await {
                    Ok(None) => continue,
                    Ok(Some(sheet)) => now.sheets.push((week, Rc::new(sheet))),
                    Err(_) => now.is_unreadable = true,
                }
                past.set(now);
            }
            if let Some(now) = past.try_get() {
                past.set(Past { is_whole: true, ..now });
            }
        });
    }

    /// Says what a roster file would change, its columns corrected. Writes nothing.
    pub async fn stage_roster(self, file: &PickedFile, taken: &[Taken]) -> Result<Json, NotMade> {
        match self.ask(What::Roster(taken.to_vec()), std::slice::from_ref(file)).await? {
            (Answer::Drawn(it), _) => Ok(it),
            (answer, _) => Err(refused(answer)),
        }
    }

    /// Takes a roster file in. Says whether it is stored.
    pub async fn apply_roster(self, file: &PickedFile, taken: &[Taken]) -> bool {
        let (inner, Some(_)) = (self.inner(), self.manager()) else { return false };
        self.left();
        // The moment of the import; what is typed meanwhile comes after it.
        inner.counter.set(inner.counter.get() + 1);
        let saved = Saving::elsewhere(&inner.saving);
        let ask = self.ask(What::ApplyRoster(taken.to_vec()), std::slice::from_ref(file));
        let is_stored = matches!(ask.await, Ok((Answer::Applied, _)));
        if is_stored {
            inner.windows.say_changed();
            self.roster_read_again().await;
        }
        saved();
        is_stored
    }

    /// Reads the roster anew, as somebody else left it.
    pub(super) async fn roster_read_again(self) -> bool {
        let (inner, Some(manager)) = (self.inner(), self.manager()) else { return false };
        match inner.load_roster(&manager).await {
            Ok(mut document) if self.manager().as_ref() == Some(&manager) => {
                // It may have been typed in, and other windows heard, while it was read.
                if inner.customers.opened.get_untracked() == OpenedRoster::Of(manager.clone()) {
                    document.catch_up(inner.roster.take());
                }
                // Steps of this window stay, unless another one goes on with it.
                let steps = inner.customers.undo.take();
                inner.hold_roster(&manager, document);
                if !inner.windows.forbids(&Doc::Roster(manager)) {
                    *inner.customers.undo.borrow_mut() = steps;
                }
                true
            }
            Ok(_) => false,
            Err(why) => {
                inner.customers.opened.change(OpenedRoster::Unreadable(why.to_string()));
                false
            }
        }
    }
}

impl Inner {
    /// Shows the roster that was read.
    pub(super) fn hold_roster(&self, manager: &Id, roster: Document<RosterPath>) {
        *self.roster.borrow_mut() = roster;
        self.customers.undo.take();
        self.customers.opened.change(OpenedRoster::Of(manager.clone()));
        self.roster_changed.tell();
    }

    pub(super) async fn load_roster(&self, manager: &Id) -> Result<Document<RosterPath>, Unreadable> {
        let (database, late) = (self.saving.database(), self.saving.late());
        let loaded = load::<RosterPath>(database, &Doc::Roster(manager.clone()), &late, &self.template).await?;
        let latest = loaded.document.latest().map_or(0, |it| it.counter);
        self.counter.set(self.counter.get().max(latest));
        self.saving.rescue(loaded.missed, &loaded.stale, self.counter.get());
        Ok(loaded.document)
    }

    /// A week's sheet, if it says anything of a customer.
    async fn sheet_about(&self, manager: &Id, code: &Id, week: Week) -> Result<Option<Sheet>, Unreadable> {
        let doc = Doc::Sheet(manager.clone(), week);
        let stored = read(self.saving.database(), &doc).await?;
        let late = self.saving.late();
        // In a visit's path the code stands inside, in a message's at the end.
        if ![format!("/visits/{code}/"), format!("/customers/{code}\"")].iter().any(|it| stored.mentions(it, &late)) {
            return Ok(None);
        }
        let loaded = fold::<SheetPath>(stored, &doc, &late, &self.template)?;
        Ok(Some(Sheet::of(&loaded.document)))
    }
}
