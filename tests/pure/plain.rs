//! A sheet said as plainly as can be: texts by their paths, and when each was written. Knows no path, no value and no document of
//! the product; what the simulations hold the product against.

use std::collections::BTreeMap;

/// When something was written: counter, device, tab.
pub type When = (u64, &'static str, &'static str);
/// A path and its JSON; nothing where it is taken away.
pub type Writing = (String, Option<String>);
/// What a step changed: path, before, after.
type Step = Vec<(String, Option<String>, Option<String>)>;

/// Fields in the order in which the format lists them (spec/bundle.md).
pub const FIELDS: &[&str] = &[
    "goals/vol/target",
    "goals/vol/note",
    "focus/text",
    "tasks/svc-05/method",
    "tasks/svc-05/state",
    "days/2026-11-23/focus",
    "days/2026-11-23/values/fill",
    "days/2026-11-23/principal",
    "days/2026-11-23/visits/41010001/planned",
    "days/2026-11-23/visits/41010001/outcome",
    "days/2026-11-23/visits/41010001/note",
    "days/2026-11-23/problems/p1/text",
    "messages/m1/text",
    "messages/m1/customers/41010001",
    "review/work",
];
/// What can be taken away whole.
pub const RECORDS: &[&str] = &[
    "goals/vol",
    "tasks/svc-05",
    "days/2026-11-23",
    "days/2026-11-23/visits/41010001",
    "days/2026-11-23/problems/p1",
    "messages/m1",
];

#[derive(Clone, Default)]
pub struct Plain {
    pub device: &'static str,
    pub tab: &'static str,
    pub counter: u64,
    pub values: BTreeMap<String, String>,
    pub written: BTreeMap<String, When>,
    done: Vec<Step>,
    undone: Vec<Step>,
    typing: Option<String>,
}

fn is_record(path: &str) -> bool {
    RECORDS.contains(&path)
}

fn is_in(path: &str, record: &str) -> bool {
    path.strip_prefix(record).is_some_and(|it| it.starts_with('/'))
}

impl Plain {
    pub fn new(device: &'static str, tab: &'static str) -> Self {
        Self { device, tab, ..Self::default() }
    }

    /// Writes as of a moment: the later one stands, and what lies in a record ends with it.
    fn put(&mut self, path: &str, value: Option<&String>, when: When) {
        let is_ended = self.written.iter().any(|(at, it)| is_record(at) && is_in(path, at) && *it >= when);
        if is_ended || self.written.get(path).is_some_and(|it| *it >= when) {
            return;
        }
        self.written.insert(path.to_owned(), when);
        match value {
            Some(value) => _ = self.values.insert(path.to_owned(), value.clone()),
            None => _ = self.values.remove(path),
        }
        if is_record(path) {
            self.written.retain(|at, it| !is_in(at, path) || *it > when);
            self.values.retain(|at, _| !is_in(at, path) || self.written.contains_key(at));
        }
    }

    /// Writes without looking at what is there.
    pub fn write_blindly<'a>(&mut self, edits: impl IntoIterator<Item = &'a Writing>) {
        for (path, value) in edits {
            self.counter += 1;
            self.put(path, value.as_ref(), (self.counter, self.device, self.tab));
        }
    }

    fn write(&mut self, edits: &[Writing]) {
        let edits: Vec<&Writing> = edits.iter().filter(|(path, value)| self.differs(path, value.as_ref())).collect();
        self.write_blindly(edits);
    }

    fn differs(&self, path: &str, value: Option<&String>) -> bool {
        is_record(path) || self.values.get(path) != value
    }

    /// A person changes something: one action, or one more key in the same field.
    pub fn change(&mut self, edits: &[Writing], is_typing: bool) {
        let mut step = Step::new();
        for (path, value) in edits.iter().filter(|(path, value)| self.differs(path, value.as_ref())) {
            step.push((path.clone(), self.values.get(path).cloned(), value.clone()));
            if is_record(path) {
                let inside = FIELDS.iter().filter(|it| is_in(it, path));
                step.extend(inside.filter_map(|it| Some(((*it).to_owned(), Some(self.values.get(*it)?.clone()), None))));
            }
        }
        if step.is_empty() {
            return;
        }
        self.write(edits);
        self.undone.clear();
        let field = (is_typing && step.len() == 1).then(|| step[0].0.clone());
        match self.done.last_mut() {
            Some(last) if field.is_some() && field == self.typing && last.len() == 1 => last[0].2 = step.remove(0).2,
            _ => self.done.push(step),
        }
        self.typing = field;
    }

    pub fn pause(&mut self) {
        self.typing = None;
    }

    pub fn undo(&mut self) {
        self.typing = None;
        let Some(step) = self.done.pop() else { return };
        let fields = step.iter().rev().filter(|it| !is_record(&it.0));
        let back: Vec<Writing> = fields.map(|it| (it.0.clone(), it.1.clone())).collect();
        self.write(&back);
        self.undone.push(step);
    }

    pub fn redo(&mut self) {
        self.typing = None;
        let Some(step) = self.undone.pop() else { return };
        let again: Vec<Writing> = step.iter().map(|it| (it.0.clone(), it.2.clone())).collect();
        self.write(&again);
        self.done.push(step);
    }

    /// How many steps can be taken back and done again.
    pub fn steps(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }

    pub fn forget_steps(&mut self) {
        self.done.clear();
        self.undone.clear();
    }

    /// Takes in all that another device holds.
    pub fn join(&mut self, other: &Self) {
        for (path, when) in &other.written {
            self.put(path, other.values.get(path), *when);
        }
        self.counter = self.counter.max(other.counter);
    }
}
