//! A document straight as canonical text: its registers lie sorted by row and keys, its shape says which name comes after which,
//! so nothing is nested, sorted or printed twice. What it prints is what the tree of the same document would (`write`).

use std::fmt::Write;

use super::shape::Shape;
use crate::domain::edit::Stamp;
use crate::domain::fold::{Document, Register};
use crate::domain::path::{Key, Keys, Path};
use crate::domain::value::Value;

/// The members of a document, each with its text, and all stamps as one member's text.
pub struct Printed {
    pub members: Vec<(&'static str, String)>,
    pub stamps: String,
}

/// Prints a document. `None` where its stamps do not come in the order of their paths: a key goes on where another has ended.
pub fn members<P: Path>(document: &Document<P>, has_stamps: bool) -> Option<Printed> {
    let shape = Shape::of::<P>();
    let mut printer = Printer::new(document, has_stamps);
    let mut members = Vec::new();
    for (name, under) in &shape.fixed {
        printer.inside(name, |it| it.node(under, 0));
        if !printer.out.is_empty() {
            members.push((*name, std::mem::take(&mut printer.out)));
        }
    }
    if !printer.stamps.is_empty() {
        printer.stamps.push('}');
    }
    printer.is_sorted.then_some(Printed { members, stamps: printer.stamps })
}

/// Appends a text as JSON writes it.
pub fn text(text: &str, out: &mut String) {
    out.push('"');
    let mut from = 0;
    for (at, it) in text.bytes().enumerate() {
        if it >= b' ' && it != b'"' && it != b'\\' {
            continue;
        }
        out.push_str(&text[from..at]);
        from = at + 1;
        match it {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            // What no text of a document may hold; written all the same.
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            8 => out.push_str("\\b"),
            12 => out.push_str("\\f"),
            it => _ = write!(out, "\\u{it:04x}"),
        }
    }
    out.push_str(&text[from..]);
    out.push('"');
}

/// Appends the member of an object whose value is text already.
pub fn member(name: &str, value: &str, out: &mut String) {
    text(name, out);
    out.push(':');
    out.push_str(value);
}

/// What is left of one row of the table: its keys and registers in their order.
struct Row<'a> {
    all: Vec<(Keys<'a>, &'a Register)>,
    next: usize,
}

struct Printer<'a> {
    rows: Vec<Row<'a>>,
    /// The keys of the place where it stands.
    keys: Keys<'a>,
    /// The path of that place, and where in it each name begins.
    path: String,
    names: Vec<usize>,
    /// How many of those names have an object begun for them.
    begun: usize,
    out: String,
    has_stamps: bool,
    stamps: String,
    last: String,
    is_sorted: bool,
}

impl<'a> Printer<'a> {
    fn new<P: Path>(document: &'a Document<P>, has_stamps: bool) -> Self {
        let mut rows: Vec<Row> = P::ROWS.iter().map(|_| Row { all: Vec::new(), next: 0 }).collect();
        for (path, register) in document.registers() {
            rows[path.at()].all.push((path.keys(), register));
        }
        let (path, stamps, last) = (String::new(), String::new(), String::new());
        let (keys, names, out) = ([None; 2], Vec::new(), String::new());
        Self { rows, keys, path, names, begun: 0, out, has_stamps, stamps, last, is_sorted: true }
    }

    /// The next register of a row, if it lies under the keys of this place.
    fn here(&self, row: usize, depth: usize) -> Option<&(Keys<'a>, &'a Register)> {
        let row = &self.rows[row];
        row.all.get(row.next).filter(|it| it.0[..depth] == self.keys[..depth])
    }

    fn node(&mut self, shape: &Shape, depth: usize) {
        if let Some(row) = shape.row()
            && let Some((_, register)) = self.here(row, depth).copied()
        {
            self.rows[row].next += 1;
            self.register(register);
        }
        for (name, under) in &shape.fixed {
            if under.rows.iter().any(|it| self.here(*it, depth).is_some()) {
                self.inside(name, |it| it.node(under, depth));
            }
        }
        let Some((_, under)) = &shape.keyed else { return };
        while let Some(key) = under.rows.iter().filter_map(|it| self.here(*it, depth)?.0[depth]).min() {
            self.keys[depth] = Some(key);
            match key {
                Key::Id(it) => self.inside(it.as_str(), |it| it.node(under, depth + 1)),
                Key::Date(it) => self.inside(&it.to_string(), |it| it.node(under, depth + 1)),
                Key::Week(it) => self.inside(&it.to_string(), |it| it.node(under, depth + 1)),
            }
            self.keys[depth] = None;
        }
    }

    /// Does something one name further down.
    fn inside(&mut self, name: &str, print: impl FnOnce(&mut Self)) {
        let before = self.path.len();
        if before > 0 {
            self.path.push('/');
        }
        self.names.push(self.path.len());
        self.path.push_str(name);
        print(self);
        self.path.truncate(before);
        self.names.pop();
        // An object is ended by whoever leaves the name it is begun for.
        if self.begun > self.names.len() {
            self.begun = self.names.len();
            self.out.push('}');
        }
    }

    fn register(&mut self, register: &Register) {
        if let Some(value) = &register.standing.value {
            self.name();
            json(value, &mut self.out);
        }
        if let (Some(stamp), true) = (&register.standing.stamp, self.has_stamps) {
            self.is_sorted &= self.last < self.path;
            self.last.clone_from(&self.path);
            self.stamps.push(if self.stamps.is_empty() { '{' } else { ',' });
            named(&self.path, &mut self.stamps);
            written(stamp, &mut self.stamps);
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

    fn named(&mut self, at: usize) {
        if at == 0 {
            return;
        }
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        let end = self.names.get(at + 1).map_or(self.path.len(), |it| it - 1);
        named(&self.path[self.names[at]..end], &mut self.out);
    }
}

/// The name of a member, made of ids and of our own words, which need no escape.
fn named(name: &str, out: &mut String) {
    out.push('"');
    out.push_str(name);
    out.push_str("\":");
}

fn json(value: &Value, out: &mut String) {
    match value {
        Value::Text(it) => text(it, out),
        Value::Flag(it) => out.push_str(if *it { "true" } else { "false" }),
        other => out.push_str(&other.to_json().canonical()),
    }
}

fn written(stamp: &Stamp, out: &mut String) {
    // Writing to a text cannot fail, and neither part needs an escape.
    _ = write!(out, "\"{}.{}.{}\"", stamp.counter, stamp.device.as_str(), stamp.tab.as_str());
}
