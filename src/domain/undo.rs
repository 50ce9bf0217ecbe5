//! Undo and redo: steps that append edits. Nothing is rewritten; undoing everything returns the start.

use super::fold::Document;
use super::path::{Kind, Path};
use super::value::Value;

/// One path before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<P> {
    pub path: P,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// What one action did; typing in one field is one action until the field is left.
pub type Step<P> = Vec<Change<P>>;

/// Undo or redo: takes a step out of the steps and says what is to be written, in order.
pub type Take<P> = fn(&mut Undo<P>) -> Option<Vec<(P, Option<Value>)>>;

/// The steps of one open document.
#[derive(Clone, Debug)]
pub struct Undo<P> {
    done: Vec<Step<P>>,
    undone: Vec<Step<P>>,
    /// The field being typed in; further edits of it join the last step.
    typing: Option<P>,
}

impl<P> Default for Undo<P> {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), typing: None }
    }
}

/// How many steps are kept; the promise is 50.
const KEPT: usize = 500;

impl<P: Path> Undo<P> {
    /// Steps that were done and undone before, the last of them last.
    pub fn of(done: Vec<Step<P>>, undone: Vec<Step<P>>) -> Self {
        Self { done, undone, typing: None }
    }

    pub fn done(&self) -> &[Step<P>] {
        &self.done
    }

    pub fn undone(&self) -> &[Step<P>] {
        &self.undone
    }

    /// What an edit of `path` to `after` would change: the field, or everything inside a record that is removed.
    pub fn changes(document: &Document<P>, path: &P, after: Option<&Value>) -> Vec<Change<P>> {
        if path.kind() != Kind::Record {
            return vec![Change { path: path.clone(), before: document.get(path).cloned(), after: after.cloned() }];
        }
        let inside =
            document.live_in(path).map(|(at, value)| Change { path: at.clone(), before: Some(value.clone()), after: None });
        let whole = Change { path: path.clone(), before: None, after: None };
        std::iter::once(whole).chain(inside).collect()
    }

    /// Remembers one action.
    pub fn record(&mut self, changes: Vec<Change<P>>, typing: bool) {
        self.undone.clear();
        if let ([change], true) = (changes.as_slice(), typing) {
            let same = self.typing.as_ref() == Some(&change.path);
            self.typing = Some(change.path.clone());
            if let (true, Some([last])) = (same, self.done.last_mut().map(Vec::as_mut_slice)) {
                last.after = change.after.clone();
                return;
            }
        } else {
            self.typing = None;
        }
        self.done.push(changes);
        if self.done.len() > KEPT {
            self.done.remove(0);
        }
    }

    /// The field was left: the next typing is a step of its own.
    pub fn pause(&mut self) {
        self.typing = None;
    }

    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last step back: the values to write, in order.
    pub fn undo(&mut self) -> Option<Vec<(P, Option<Value>)>> {
        self.typing = None;
        let step = self.done.pop()?;
        // Backwards: a step may have changed one path more than once.
        let fields = step.iter().rev().filter(|it| it.path.kind() != Kind::Record);
        let back = fields.map(|it| (it.path.clone(), it.before.clone())).collect();
        self.undone.push(step);
        Some(back)
    }

    /// Does the last undone step again.
    pub fn redo(&mut self) -> Option<Vec<(P, Option<Value>)>> {
        self.typing = None;
        let step = self.undone.pop()?;
        let again = step.iter().map(|it| (it.path.clone(), it.after.clone())).collect();
        self.done.push(step);
        Some(again)
    }
}
