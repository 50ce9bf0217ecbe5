//! Undo and redo, of whichever document is on the page: the sheet, a month or the roster. Each has steps of its own.

use super::session::Session;
use crate::domain::edit::Doc;
use crate::domain::month::Plan;
use crate::domain::path::{MonthPath, RosterPath, SheetPath};
use crate::domain::undo::{Take, Undo};

impl Session {
    pub fn undo(self) {
        self.step(Undo::undo, Undo::undo, Undo::undo);
    }

    pub fn redo(self) {
        self.step(Undo::redo, Undo::redo, Undo::redo);
    }

    /// The page shows another document: what can be undone is another question.
    pub(super) fn count_steps(self) {
        let inner = self.inner();
        match inner.windows.on_page() {
            Some(doc @ Doc::Month(..)) => inner.can_step(&doc, &inner.months.undo.borrow()),
            Some(doc @ Doc::Roster(_)) => inner.can_step(&doc, &inner.customers.undo.borrow()),
            _ => {
                if let Some(open) = inner.sheet.borrow().as_ref() {
                    inner.can_step(&open.doc, &open.undo);
                }
            }
        }
    }

    fn step(self, sheet: Take<SheetPath>, month: Take<MonthPath>, roster: Take<RosterPath>) {
        let inner = self.inner();
        match inner.windows.on_page() {
            Some(doc @ Doc::Month(_, at)) => {
                inner.months.edit(at, |document, page| {
                    inner.step(&doc, document, &mut inner.months.undo.borrow_mut(), month);
                    page.course.view.plan = Plan::of(document);
                });
                self.months_changed();
            }
            Some(doc @ Doc::Roster(_)) => {
                inner.step(&doc, &mut inner.roster.borrow_mut(), &mut inner.customers.undo.borrow_mut(), roster);
                inner.roster_changed.tell();
            }
            _ => {
                let mut open = inner.sheet.borrow_mut();
                let Some(open) = open.as_mut() else { return };
                let changed = inner.step(&open.doc, &mut open.document, &mut open.undo, sheet);
                inner.refresh(open, &changed);
            }
        }
    }
}
