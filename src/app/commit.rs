//! How an edit is committed: stamped, folded, saved and told, in that order and in one task. The one way in.

use std::cell::Ref;

use super::session::{By, Inner, OpenSheet};
use super::watch::View;
use crate::domain::chain::Row;
use crate::domain::edit::{Doc, Edit, Stamp};
use crate::domain::fold::Document;
use crate::domain::month::MonthView;
use crate::domain::path::{Kind, Path, SettingsPath, SheetPath};
use crate::domain::row;
use crate::domain::sheet::Sheet;
use crate::domain::undo::{Change, Take, Undo};
use crate::domain::value::Value;
use crate::domain::week::Week;
use crate::keeping::log;

/// What stands round the open sheet, held while it is read.
struct Around<'a> {
    months: Ref<'a, Vec<MonthView>>,
    brought: Ref<'a, Vec<Row>>,
    past: Ref<'a, Vec<(Week, Sheet)>>,
}

impl Inner {
    pub fn setting(&self, path: &SettingsPath) -> Option<String> {
        self.settings.borrow().get(path).and_then(Value::as_text).map(str::to_owned).filter(|it| !it.is_empty())
    }

    pub(super) fn view<T>(&self, read: impl FnOnce(&View) -> T) -> Option<T> {
        let open = self.sheet.borrow();
        let open = open.as_ref()?;
        Some(read(&self.view_of(open, &self.around())))
    }

    fn around(&self) -> Around<'_> {
        Around { months: self.months.round.borrow(), brought: self.brought.borrow(), past: self.past.borrow() }
    }

    fn view_of<'a>(&'a self, open: &'a OpenSheet, around: &'a Around) -> View<'a> {
        View {
            week: open.week,
            sheet: &open.sheet,
            document: &open.document,
            template: &self.template,
            calendar: &self.calendar,
            months: &around.months,
            brought: &around.brought,
            past: &around.past,
        }
    }

    /// Whether this window may write a document; where it may not, it says why.
    pub(super) fn may_write(&self, doc: &Doc) -> bool {
        let may = !self.windows.forbids(doc);
        if !may {
            self.windows.remind();
        }
        may
    }

    /// Edits the open sheet and remembers the step.
    pub(super) fn change(&self, edits: Vec<(SheetPath, Option<Value>)>, by: By) {
        let mut open = self.sheet.borrow_mut();
        let Some(open) = open.as_mut() else { return };
        let changed = self.commit_step(&open.doc, &mut open.document, &mut open.undo, edits, by);
        self.refresh(open, &changed);
    }

    /// Edits that change something, remembered as one step.
    pub(super) fn commit_step<P: Path>(
        &self,
        doc: &Doc,
        document: &mut Document<P>,
        undo: &mut Undo<P>,
        edits: Vec<(P, Option<Value>)>,
        by: By,
    ) -> Vec<P> {
        let changes: Vec<Change<P>> = edits
            .iter()
            .flat_map(|(path, value)| Undo::changes(document, path, value.as_ref()))
            .filter(|it| it.before != it.after || it.path.kind() == Kind::Record)
            .collect();
        if changes.is_empty() || !self.may_write(doc) {
            return Vec::new();
        }
        let changed = self.commit(doc, document, edits, by);
        undo.record(changes, by == By::Typing);
        self.can_step(doc, undo);
        changed
    }

    /// Takes a step back, or does it again: whichever `take` takes.
    pub(super) fn step<P: Path>(&self, doc: &Doc, document: &mut Document<P>, undo: &mut Undo<P>, take: Take<P>) -> Vec<P> {
        let edits = if self.may_write(doc) { take(undo) } else { None };
        let changed = self.commit(doc, document, edits.unwrap_or_default(), By::Choice);
        self.can_step(doc, undo);
        changed
    }

    /// Says whether there is something to undo or redo, if it is the document on the page.
    pub(super) fn can_step<P: Path>(&self, doc: &Doc, undo: &Undo<P>) {
        if self.windows.is_at(doc) {
            self.can.change((undo.can_undo(), undo.can_redo()));
        }
    }

    /// Brings the page and its watchers up to date.
    pub fn refresh(&self, open: &mut OpenSheet, changed: &[SheetPath]) {
        for path in changed {
            open.sheet.refresh(&open.document, path);
        }
        if changed.iter().any(|it| matches!(it, SheetPath::DayWork(_) | SheetPath::Day(_))) {
            self.days_switched(&open.sheet, open.week);
        }
        self.watchers.tell(changed, &self.view_of(open, &self.around()));
    }

    /// Edits a document that is not open: blindly, by its log alone.
    pub fn write_closed<P: Path>(&self, doc: &Doc, edits: Vec<(P, Option<Value>)>) {
        self.write(doc, &mut Document::default(), edits, By::Choice);
    }

    /// Edits that change something.
    pub(super) fn commit<P: Path>(
        &self,
        doc: &Doc,
        document: &mut Document<P>,
        edits: Vec<(P, Option<Value>)>,
        by: By,
    ) -> Vec<P> {
        let changes = |(path, value): &(P, Option<Value>)| path.kind() == Kind::Record || document.get(path) != value.as_ref();
        let edits: Vec<_> = edits.into_iter().filter(changes).collect();
        self.write(doc, document, edits, by)
    }

    /// Stamps, folds and saves edits of one document. The one way in.
    pub(super) fn write<P: Path>(
        &self,
        doc: &Doc,
        document: &mut Document<P>,
        edits: Vec<(P, Option<Value>)>,
        by: By,
    ) -> Vec<P> {
        if edits.is_empty() || !self.may_write(doc) {
            return Vec::new();
        }
        let mut rows = Vec::with_capacity(edits.len());
        let mut changed = Vec::with_capacity(edits.len());
        for (path, value) in edits {
            let (stamp, row) = self.stamp(doc, &path.to_string(), value.as_ref(), by);
            rows.push(row);
            document.fold(Edit { path: path.clone(), value, stamp });
            changed.push(path);
        }
        self.keep(doc, rows);
        changed
    }

    /// The stamp of an edit and its row.
    fn stamp(&self, doc: &Doc, path: &str, value: Option<&Value>, by: By) -> (Stamp, (String, String)) {
        let counter = self.counter.get() + 1;
        self.counter.set(counter);
        let stamp = Stamp { counter, device: self.device.clone(), tab: self.tab.clone() };
        let row = row::of_writing(path, &stamp, value);
        (stamp, (self.row_key(doc, path, counter, by), row))
    }

    /// Saves rows that were written.
    fn keep(&self, doc: &Doc, rows: Vec<(String, String)>) {
        let mut log = self.log.borrow_mut();
        let new = rows.iter().filter(|it| log.last() != Some(&it.0)).map(|it| it.0.clone());
        let new: Vec<String> = new.collect();
        if *doc != Doc::Settings && !self.example.get_untracked() {
            self.safety.count(new.len());
        }
        log.extend(new);
        drop(log);
        self.saving.keep(rows, self.counter.get());
    }

    /// Typing in one field goes over its own row until the field is left: the log grows by fields, not by keys.
    fn row_key(&self, doc: &Doc, path: &str, counter: u64, by: By) -> String {
        let field = format!("{doc}/{path}");
        // Before the document on the page is held here, another window may fold what it has read of a row.
        let is_ours = self.saving.holding() > 0 || !self.windows.is_at(doc);
        let mut typing = self.typing.borrow_mut();
        if let (Some((same, key)), By::Typing) = (typing.as_ref(), by)
            && *same == field
            && is_ours
        {
            return key.clone();
        }
        let key = log::key(doc, counter, self.tab.as_str());
        *typing = (by == By::Typing).then(|| (field, key.clone()));
        key
    }
}
