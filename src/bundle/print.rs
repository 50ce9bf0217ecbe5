//! A document straight as canonical text: its registers lie sorted by row and keys, its shape says which name comes after which,
//! so nothing is nested, sorted or printed twice. What it prints is what the tree of the same document would (`write`).

use super::shape::Shape;
use crate::domain::edit::Stamp;
use crate::domain::fold::{Document, Register};
use crate::domain::json::write_text;
use crate::domain::path::{Key, Keys, Path};
use crate::domain::value::Value;

/// The members of a document, each with its text, and all stamps as one member's text.
pub struct Printed {
    pub members: Vec<(&'static str, String)>,
    pub stamps: String,
}

/// Prints a document of a shape. `None` where its stamps do not come in the order of their paths: a key goes on where another has
/// ended.
pub fn members<P: Path>(document: &Document<P>, shape: &Shape, has_stamps: bool) -> Option<Printed> {
    let mut printer = Printer::new(document, has_stamps);
    let mut members = Vec::new();
    for (name, under) in &shape.fixed {
        printer.inside(name, under, 0);
        if !printer.out.is_empty() {
            members.push((*name, std::mem::take(&mut printer.out)));
        }
    }
    if !printer.stamps.is_empty() {
        printer.stamps.push('}');
    }
    printer.is_sorted.then_some(Printed { members, stamps: printer.stamps })
}

/// Appends the member of an object whose value is text already.
pub fn member(name: &str, value: &str, out: &mut String) {
    write_text(name, out);
    out.push(':');
    out.push_str(value);
}

/// One row of the table: its keys and registers in their order, and which of them lie under the keys of the place.
struct Row<'a> {
    all: Vec<(Keys<'a>, &'a Register)>,
    next: usize,
    end: usize,
}

impl<'a> Row<'a> {
    fn here(&self) -> Option<&(Keys<'a>, &'a Register)> {
        self.all[..self.end].get(self.next)
    }
}

struct Printer<'a> {
    rows: Vec<Row<'a>>,
    /// Where the rows ended outside the keys of this place.
    ends: Vec<usize>,
    /// The path of the place where it stands, and where in it each name begins.
    path: String,
    names: Vec<usize>,
    /// How many of those names have an object begun for them.
    begun: usize,
    out: String,
    has_stamps: bool,
    stamps: String,
    last: String,
    is_sorted: bool,
    by: By<'a>,
}

impl<'a> Printer<'a> {
    fn new<P: Path>(document: &'a Document<P>, has_stamps: bool) -> Self {
        let mut rows: Vec<Row> = P::ROWS.iter().map(|_| Row { all: Vec::new(), next: 0, end: 0 }).collect();
        for (path, register) in document.registers() {
            rows[path.at()].all.push((path.keys(), register));
        }
        rows.iter_mut().for_each(|it| it.end = it.all.len());
        let (path, out, stamps, last) = (String::new(), String::new(), String::new(), String::new());
        let (ends, names, by) = (Vec::new(), Vec::new(), By::default());
        Self { rows, ends, path, names, begun: 0, out, has_stamps, stamps, last, is_sorted: true, by }
    }

    fn node(&mut self, shape: &Shape, depth: usize) {
        if let Some(row) = shape.row()
            && let Some((_, register)) = self.rows[row].here().copied()
        {
            self.rows[row].next += 1;
            self.register(register);
        }
        for (name, under) in &shape.fixed {
            if under.rows.iter().any(|it| self.rows[*it].here().is_some()) {
                self.inside(name, under, depth);
            }
        }
        let Some((_, under)) = &shape.keyed else { return };
        while let Some(key) = self.first_key(under, depth) {
            self.narrow(under, depth, key);
            match key {
                Key::Id(it) => self.inside(it.as_str(), under, depth + 1),
                Key::Date(it) => self.inside(&it.to_string(), under, depth + 1),
                Key::Week(it) => self.inside(&it.to_string(), under, depth + 1),
            }
            for row in under.rows.iter().rev() {
                self.rows[*row].end = self.ends.pop().unwrap_or_default();
            }
        }
    }

    fn first_key(&self, under: &Shape, depth: usize) -> Option<Key<'a>> {
        let keys = under.rows.iter().filter_map(|it| self.rows[*it].here()?.0[depth]);
        // Most are the same, which is told sooner than which comes first.
        keys.reduce(|first, it| if it == first { first } else { first.min(it) })
    }

    /// Leaves of each row what lies under a key.
    fn narrow(&mut self, under: &Shape, depth: usize, key: Key) {
        for row in &under.rows {
            let row = &mut self.rows[*row];
            self.ends.push(row.end);
            let is_under = |it: &&(Keys, _)| it.0[depth] == Some(key);
            row.end = row.next + row.all[row.next..row.end].iter().take_while(is_under).count();
        }
    }

    /// Prints what lies one name further down.
    fn inside(&mut self, name: &str, shape: &Shape, depth: usize) {
        let before = self.path.len();
        if before > 0 {
            self.path.push('/');
        }
        self.names.push(self.path.len());
        self.path.push_str(name);
        self.node(shape, depth);
        self.path.truncate(before);
        self.names.pop();
        // An object is ended by whoever leaves the name it is begun for.
        if self.begun > self.names.len() {
            self.begun = self.names.len();
            self.out.push('}');
        }
    }

    fn register(&mut self, register: &'a Register) {
        if let Some(value) = &register.standing.value {
            self.name();
            json(value, &mut self.out);
        }
        if let (Some(stamp), true) = (&register.standing.stamp, self.has_stamps) {
            self.is_sorted &= self.last < self.path;
            self.last.clone_from(&self.path);
            self.stamps.push_str(if self.stamps.is_empty() { "{\"" } else { ",\"" });
            self.stamps.push_str(&self.path);
            self.stamps.push_str("\":\"");
            self.by.write(stamp, &mut self.stamps);
        }
    }

    /// Begins the objects around a value, and names it. The first name is its member's, which stands with the member.
    fn name(&mut self) {
        let last = self.names.len() - 1;
        for at in self.begun..last {
            self.named(at);
            self.out.push('{');
        }
        self.begun = last;
        self.named(last);
    }

    /// Names are ids and our own words, which need no escape.
    fn named(&mut self, at: usize) {
        if at == 0 {
            return;
        }
        let is_first = self.out.as_bytes().last() == Some(&b'{');
        let end = self.names.get(at + 1).map_or(self.path.len(), |it| it - 1);
        self.out.push_str(if is_first { "\"" } else { ",\"" });
        self.out.push_str(&self.path[self.names[at]..end]);
        self.out.push_str("\":");
    }
}

fn json(value: &Value, out: &mut String) {
    match value {
        Value::Text(it) => write_text(it, out),
        Value::Flag(it) => out.push_str(if *it { "true" } else { "false" }),
        Value::Number(it) => out.push_str(&it.to_string()),
        Value::Ratio { .. } => out.push_str(&value.to_json().canonical()),
    }
}

/// Whose the last stamp was, and how a stamp of theirs ends.
#[derive(Default)]
struct By<'a> {
    last: Option<&'a Stamp>,
    end: String,
}

impl<'a> By<'a> {
    /// Appends a stamp and its last quote; no part of it needs an escape.
    fn write(&mut self, stamp: &'a Stamp, out: &mut String) {
        if self.last.is_none_or(|it| it.device != stamp.device || it.tab != stamp.tab) {
            self.end = format!(".{}.{}\"", stamp.device, stamp.tab);
        }
        self.last = Some(stamp);
        let (mut digits, mut at, mut left) = ([0; 20], 20, stamp.counter);
        while at == 20 || left > 0 {
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
        }
        out.extend(digits[at..].iter().map(|it| char::from(*it)));
        out.push_str(&self.end);
    }
}
