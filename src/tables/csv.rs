//! A table as CSV, as Chinese Excel, WPS and LibreOffice open it with a tap: a mark that it is UTF-8, lines that end as theirs
//! do, numbers and dates plain, and no text that could begin a formula.
//!
//! CSV knows no types, so a program that guesses takes a code of digits alone for a number; a workbook does not.

use super::guard::guarded;
use super::{Cell, Table};

/// The bytes of one table.
pub fn csv(table: &Table) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    line(&mut text, table.heads.iter().map(|it| field(&guarded(it))));
    for row in &table.rows {
        line(&mut text, row.iter().map(cell));
    }
    text.into_bytes()
}

fn line(text: &mut String, fields: impl Iterator<Item = String>) {
    text.push_str(&fields.collect::<Vec<_>>().join(","));
    text.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(it) => field(&guarded(it)),
        Cell::Number(it, _) | Cell::Share(it) => it.to_string(),
        Cell::Date(it) => it.to_string(),
        Cell::Moment(it) => it.format("%Y-%m-%d %H:%M:%S").to_string(),
    }
}

/// In quotes where a reader might cut it, whatever that one cuts at.
fn field(text: &str) -> String {
    let is_cut = text.contains(['"', ',', ';', '\t', '\r', '\n']) || text.trim() != text;
    if is_cut { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
