//! What a cut leaves of a device, and what must be there then. For `disk`.

use std::collections::VecDeque;
use std::rc::Rc;

use onesheet::domain::fold::{Document, is_inside};
use onesheet::domain::path::SheetPath;
use onesheet::shelf::Durability;

use super::page::Made;
use super::seeds::Dice;
use super::store::{Batch, Device, Lines, Step, Store};

/// How an edit is kept, from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    InMemory,
    InJournal,
    Complete,
    Strict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cut {
    Tab,
    Browser,
    Power,
}

impl Cut {
    /// What outlives it.
    pub fn spares(self) -> Kept {
        match self {
            Self::Tab => Kept::InJournal,
            Self::Browser => Kept::Complete,
            Self::Power => Kept::Strict,
        }
    }
}

/// The edits of one document in their order, and what it was after each.
pub struct Typed {
    pub edits: Vec<(Made, Kept)>,
    pub states: Vec<Document<SheetPath>>,
}

impl Typed {
    pub fn new() -> Self {
        Self { edits: Vec::new(), states: vec![Document::default()] }
    }

    pub fn add(&mut self, made: Made) {
        let mut state = self.states.last().unwrap().clone();
        state.fold(made.edit.clone());
        self.states.push(state);
        self.edits.push((made, Kept::InMemory));
    }

    /// The edits as they are told of when something is wrong.
    pub fn rows(&self) -> Vec<(&str, Kept)> {
        self.edits.iter().map(|it| (it.0.row.as_str(), it.1)).collect()
    }

    /// How many edits there are at least after a cut, of those that bear on a path or of all.
    pub fn at_least(&self, cut: Cut, path: Option<&SheetPath>) -> usize {
        let bears = |it: &Made| path.is_none_or(|path| it.edit.path == *path || is_inside(path, &it.edit.path));
        self.edits.iter().rposition(|(made, kept)| *kept >= cut.spares() && bears(made)).map_or(0, |it| it + 1)
    }

    /// After how many edits the document was this one.
    pub fn moment(&self, document: &Document<SheetPath>) -> Option<usize> {
        self.states.iter().rposition(|it| it == document)
    }

    /// Whether every field is as it was at some moment, and none is older than it may be.
    pub fn is_made_of(&self, document: &Document<SheetPath>, cut: Cut) -> bool {
        let last = self.states.last().unwrap();
        let paths = document.registers().chain(last.registers()).map(|it| it.0);
        let mut all = paths.chain(self.edits.iter().map(|it| &it.0.edit.path));
        all.all(|path| {
            let since = &self.states[self.at_least(cut, Some(path))..];
            since.iter().any(|it| it.register(path) == document.register(path))
        })
    }
}

/// A device as it may be found: the states its journal has been in, each with the batches that were complete then, and what its
/// database has been since it was last written through.
pub struct Disk {
    pub journals: Vec<(Rc<Lines>, usize)>,
    /// By the number of batches taken; those before `certain` are never seen again.
    pub stores: Vec<Rc<Store>>,
    certain: usize,
    on_its_way: VecDeque<Rc<Batch>>,
}

/// What a cut leaves: which state of the journal and of the database.
pub type Left = (usize, usize);

impl Disk {
    pub fn new(journals: Vec<Rc<Lines>>, stores: Vec<Rc<Store>>) -> Self {
        let journals = journals.into_iter().map(|it| (it, 0)).collect();
        Self { journals, stores, certain: 0, on_its_way: VecDeque::new() }
    }

    pub fn device(&self, (journal, store): Left) -> Device {
        let mut device = Device { lines: (*self.journals[journal].0).clone(), ..Device::default() };
        device.store = match self.stores.get(store) {
            Some(store) => (**store).clone(),
            None => {
                let mut reached = (**self.stores.last().unwrap()).clone();
                self.on_its_way.iter().take(store + 1 - self.stores.len()).for_each(|it| _ = reached.take(&it.writes));
                reached
            }
        };
        device
    }

    fn journal(&mut self, change: impl FnOnce(&mut Lines)) {
        let mut lines = (*self.journals.last().unwrap().0).clone();
        change(&mut lines);
        self.journals.push((Rc::new(lines), self.stores.len() - 1));
    }

    /// Takes a step. Gives the batch that is complete with it.
    pub fn step(&mut self, step: &Step) -> Option<Rc<Batch>> {
        match step {
            Step::Line(key, text) => self.journal(|it| _ = it.insert(key.clone(), text.clone())),
            Step::Gone(key) => self.journal(|it| _ = it.remove(key)),
            Step::Issue(batch) => self.on_its_way.push_back(batch.clone()),
            Step::End(is_complete) => {
                let batch = self.on_its_way.pop_front().unwrap();
                if *is_complete {
                    let mut store = (**self.stores.last().unwrap()).clone();
                    store.take(&batch.writes);
                    self.stores.push(Rc::new(store));
                    if batch.durability == Durability::Strict {
                        self.certain = self.stores.len() - 1;
                    }
                    return Some(batch);
                }
            }
        }
        None
    }

    /// What a cut may leave now: batches on their way are there or not, but in their order.
    pub fn left_by(&self, cut: Cut, dice: &mut Dice) -> Vec<Left> {
        let (journal, store) = (self.journals.len() - 1, self.stores.len() - 1);
        let last = store + self.on_its_way.len();
        match cut {
            Cut::Tab => (store..=last).map(|it| (journal, it)).collect(),
            Cut::Browser => vec![(dice.within(0, journal), dice.within(store, last))],
            Cut::Power => {
                vec![(dice.within(0, journal), self.certain), (dice.within(0, journal), dice.within(self.certain, last))]
            }
        }
    }

    /// The device as the next page finds it.
    pub fn after(&self, left: Left, cut: Cut) -> Disk {
        let found = self.device(left);
        // The power gone, nothing is left to go; else what is not written through can still.
        let (shift, mut stores) = match cut {
            Cut::Power => (left.1, Vec::new()),
            _ => (self.certain, self.stores[self.certain..].to_vec()),
        };
        if stores.last().is_none_or(|it| **it != found.store) {
            stores.push(Rc::new(found.store));
        }
        // With the last page of an origin the browser writes the journal down.
        let journals = vec![(self.journals[left.0].0.clone(), self.journals[left.0].1.saturating_sub(shift))];
        Disk { journals, stores, certain: 0, on_its_way: VecDeque::new() }
    }

    /// Whether the journal left has let go of nothing that the database left has not got. With the power both lose what was not
    /// written through, each for itself, so that may not be so.
    pub fn is_whole(&self, (journal, store): Left) -> bool {
        self.journals[journal].1 <= store
    }
}
