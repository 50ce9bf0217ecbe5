//! What of a document head office looks at. The rest is checked as strictly, and then left where it stands: nothing is made of it.

use std::sync::LazyLock;

use crate::domain::path::{MonthPath, Path, RosterPath, SheetPath};

/// What is wanted of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Value,
    /// That, and what a copy of its words is known by.
    Words,
    /// What a copy of its words is known by, and that its record is there.
    Print,
    /// That its record is there.
    Presence,
    Nothing,
}

/// Of each row of the table.
pub static SHEET: LazyLock<Vec<Need>> = LazyLock::new(|| of::<SheetPath>(sheet));
pub static MONTH: LazyLock<Vec<Need>> = LazyLock::new(|| of::<MonthPath>(month));
pub static ROSTER: LazyLock<Vec<Need>> = LazyLock::new(|| of::<RosterPath>(customer));

fn of<P: Path>(need: fn(&str) -> Need) -> Vec<Need> {
    P::ROWS.iter().map(|it| need(it.form)).collect()
}

/// Words that nobody counts: they are read in the original, where somebody wants to.
fn sheet(form: &str) -> Need {
    match form.split('/').collect::<Vec<_>>()[..] {
        // What somebody writes of his own work, of which Q16 tells copies. Focuses and points of visits may rightly be the same for many,
        // and what was carried in or answered is not his to write.
        ["goals", _, "note"]
        | ["tasks", _, "method" | "result"]
        | ["days", _, "summary"]
        | ["days", _, "visits", _, "note" | "promise"]
        | ["days", _, "adhoc", _, "text"]
        | ["days", _, "problems", _, "measure"]
        | ["messages", _, "text"]
        | ["review", "work"]
        | ["review", "problems", _, "analysis" | "measure"] => Need::Print,
        // The same, and a principal problem's text is read.
        ["days", _, "problems", _, "text"] | ["review", "problems", _, "text"] => Need::Words,
        // A customer counts as visited and a message as one, whatever is said of them.
        ["days", _, "visits", _, "point" | "due"] | ["messages", _, "means" | "at"] => Need::Presence,
        ["focus" | "handed" | "receipts" | "comments", ..]
        | ["carried", _, "from" | "measure" | "why"]
        | ["days", _, "focus"]
        | ["review", "problems", _, "owner" | "due"] => Need::Nothing,
        _ => Need::Value,
    }
}

/// Goals and their slices.
fn month(form: &str) -> Need {
    if form.starts_with("goals/") { Need::Value } else { Need::Nothing }
}

/// The classes of a customer.
fn customer(form: &str) -> Need {
    match form.rsplit('/').next() {
        Some("format" | "market" | "size" | "status" | "tier" | "visit_cycle") => Need::Value,
        _ => Need::Nothing,
    }
}
