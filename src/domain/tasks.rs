//! Tasks: at most five ticks over all seven categories, each with its method; and the week's focus.

use super::fold::Document;
use super::id::Id;
use super::map::Set;
use super::path::SheetPath;
use super::sheet::{Sheet, flag, text};
use super::value::{Value, ValueRef};
use super::words_of;

/// How many tasks a week may have. The method's rule; nothing bends it.
pub const MOST_TICKS: usize = 5;

words_of! {
    /// How far a task got.
    TaskState { Open = "open", Done = "done", Partly = "partly", Dropped = "dropped" }
}

words_of! {
    /// What the focus is.
    FocusKind { Problem = "problem", Goal = "goal", Item = "item", Text = "text" }
}

/// One item of the tick list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    pub ticked: bool,
    pub method: Option<String>,
    pub state: Option<TaskState>,
    pub result: Option<String>,
}

/// The week's top priority: a carried problem, a goal, an item, or words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    pub kind: Option<FocusKind>,
    pub refers: Option<String>,
    pub text: Option<String>,
}

/// Five are ticked already; these are they, in the order they were ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SixthTick(pub Vec<Id>);

impl Task {
    /// Its state; open unless something else was said.
    pub fn state(&self) -> TaskState {
        self.state.unwrap_or(TaskState::Open)
    }

    pub(super) fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
        use SheetPath as P;
        match path {
            P::TaskTicked(_) => self.ticked = flag(value).unwrap_or(false),
            P::TaskMethod(_) => self.method = text(value),
            P::TaskState(_) => self.state = TaskState::of(value),
            P::TaskResult(_) => self.result = text(value),
            _ => {}
        }
    }
}

impl Focus {
    pub(super) fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
        match path {
            SheetPath::FocusKind() => self.kind = FocusKind::of(value),
            SheetPath::FocusRef() => self.refers = text(value),
            SheetPath::FocusText() => self.text = text(value),
            _ => {}
        }
    }
}

/// The ticked items in the order of their stamps: after a merge of two devices the first five count, the rest wait for a
/// choice.
pub fn in_order_of_ticking(document: &Document<SheetPath>) -> Vec<Id> {
    let ticked: Set<_> = document
        .live()
        .filter_map(|(path, value)| match (path, value) {
            (SheetPath::TaskTicked(item), Value::Flag(true)) => Some(((document.stamp(path), item), ())),
            _ => None,
        })
        .collect();
    ticked.keys().map(|(_, item)| (*item).clone()).collect()
}

impl Sheet {
    /// The ticks that count.
    pub fn ticked(&self) -> &[Id] {
        &self.ticks[..self.ticks.len().min(MOST_TICKS)]
    }

    /// Ticks beyond the fifth, which only a merge can leave: one has to go.
    pub fn ticks_to_choose(&self) -> &[Id] {
        &self.ticks[self.ticks.len().min(MOST_TICKS)..]
    }

    /// Whether the item may be ticked as well.
    pub fn may_tick(&self, item: &Id) -> Result<(), SixthTick> {
        if self.ticks.len() < MOST_TICKS || self.ticks.contains(item) { Ok(()) } else { Err(SixthTick(self.ticks.clone())) }
    }

    /// How many of the counting ticks are done.
    pub fn tasks_done(&self) -> usize {
        let done = |it: &&Id| self.tasks.get(it).is_some_and(|it| it.state() == TaskState::Done);
        self.ticked().iter().filter(done).count()
    }
}
