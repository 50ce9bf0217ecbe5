//! Opening the sheet of a week. A failed or damaged read never becomes an empty sheet.

use futures::future::join;
use leptos::task::spawn_local;

use super::session::{Inner, OpenSheet, Opened, Session};
use crate::device::{Unreadable, load};
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::sheet::Sheet;
use crate::domain::undo::Undo;
use crate::domain::week::Week;
use crate::keeping::tally::Tally;

impl Session {
    /// Opens the sheet of a week, with the roster beside it. Opening writes nothing.
    pub fn open_week(self, week: Week) {
        let inner = self.inner();
        let Some(manager) = self.manager() else { return };
        let is_open = matches!(inner.opened.get_untracked(), Opened::Week(at, _) if at == week);
        // Whoever says that he is another manager sees that one's sheet, and writes into no other.
        let is_his = inner.sheet.borrow().as_ref().is_none_or(|it| it.doc == Doc::Sheet(manager.clone(), week));
        if is_open && is_his {
            // Back from a month or the roster.
            return self.take_seat(Doc::Sheet(manager, week));
        }
        self.left();
        if self.reloads_for(week) {
            return;
        }
        inner.opened.change(Opened::Nothing);
        spawn_local(self.week_opened(week));
    }

    /// As `open_week`, for whoever waits until it is open or known to be unreadable.
    pub async fn week_opened(self, week: Week) {
        let (inner, Some(manager)) = (self.inner(), self.manager()) else { return };
        match self.waited(inner.load_week(&manager, week)).await {
            Ok(()) => {
                static OPENINGS: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
                let number = OPENINGS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                inner.can.change((false, false));
                inner.opened.change(Opened::Week(week, number));
                self.take_seat(Doc::Sheet(manager, week));
                self.look_after_soon(week);
                self.read_months_soon(week);
                self.read_chain_soon(week);
            }
            Err(why) => inner.opened.change(Opened::Unreadable(week, why.to_string())),
        }
    }

    /// Reads the open week again, after an import or another start.
    pub fn reopen(self) {
        let inner = self.inner();
        let at = match inner.opened.get_untracked() {
            Opened::Week(week, _) | Opened::Unreadable(week, _) => Some(week),
            Opened::Nothing => None,
        };
        inner.opened.change(Opened::Nothing);
        inner.months.forget();
        inner.customers.forget();
        if let Some(week) = at {
            self.open_week(week);
        }
    }

    /// Closes whatever sheet is open.
    pub fn close(self) {
        let inner = self.inner();
        self.left();
        *inner.sheet.borrow_mut() = None;
        self.leave_seat();
        inner.months.forget();
        inner.customers.forget();
        inner.opened.change(Opened::Nothing);
    }
}

impl Session {
    /// Reads the open week anew, as another window left it. Says whether it could be read.
    pub(super) async fn week_read_again(self, week: Week) -> bool {
        let (inner, Some(manager)) = (self.inner(), self.manager()) else { return false };
        let Ok(read) = inner.read_week(&manager, week).await else { return false };
        let mut sheet = inner.sheet.borrow_mut();
        let Some(open) = sheet.as_mut().filter(|it| it.doc == read.doc) else { return false };
        // It may have been typed in, and other windows heard, while it was read.
        let held = std::mem::replace(&mut open.document, read.document);
        open.document.catch_up(held);
        open.sheet = Sheet::of(&open.document);
        open.tally = read.tally;
        if inner.windows.forbids(&open.doc) {
            open.undo = Undo::default();
            inner.can_step(&open.doc, &open.undo);
        }
        drop(sheet);
        inner.view(|view| inner.watchers.tell_all(view));
        true
    }
}

impl Inner {
    async fn load_week(&self, manager: &Id, week: Week) -> Result<(), Unreadable> {
        self.months.belong_to(manager);
        self.brought.take();
        self.past.take();
        let (roster, open) = join(self.load_roster(manager), self.read_week(manager, week)).await;
        let (roster, open) = (roster?, open?);
        self.hold_roster(manager, roster);
        *self.sheet.borrow_mut() = Some(open);
        Ok(())
    }

    async fn read_week(&self, manager: &Id, week: Week) -> Result<OpenSheet, Unreadable> {
        let doc = Doc::Sheet(manager.clone(), week);
        let (database, late) = (self.saving.database(), self.saving.late());
        let loaded = load(database, &doc, &late, &self.template).await?;
        let latest = loaded.document.latest().map_or(0, |it| it.counter);
        self.counter.set(self.counter.get().max(latest));
        self.saving.rescue(loaded.missed, &loaded.stale, self.counter.get());
        *self.log.borrow_mut() = loaded.keys;
        let sheet = Sheet::of(&loaded.document);
        let tally = Tally::of(&loaded.document);
        Ok(OpenSheet { doc, week, document: loaded.document, sheet, undo: Undo::default(), tally, is_looked_after: false })
    }
}
