//! Reads a workbook again as somebody's spreadsheet would, before anybody is told that there is one: every table, every row,
//! every cell, and each as the kind of thing it was put in as.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;

use super::xlsx::{fitted, float};
use super::{Cell, Table};

/// Whether a workbook says what the tables say and nothing else.
pub fn is_sound(bytes: &[u8], tables: &[Table]) -> bool {
    let book: Result<Xlsx<_>, _> = open_workbook_from_rs(Cursor::new(bytes));
    let Ok(mut book) = book else { return false };
    let names: Vec<&str> = tables.iter().map(|it| it.name).collect();
    book.sheet_names() == names && tables.iter().all(|it| holds(&mut book, it))
}

fn holds(book: &mut Xlsx<Cursor<&[u8]>>, table: &Table) -> bool {
    let Ok(sheet) = book.worksheet_range(table.name) else { return false };
    let at = |row: usize, column: usize| {
        let place = (u32::try_from(row).ok()?, u32::try_from(column).ok()?);
        sheet.get_value(place)
    };
    let is_head = |(column, head): (usize, &Cow<str>)| at(0, column).is_some_and(|it| *it == Data::String(head.to_string()));
    let is_row = |(row, cells): (usize, &Vec<Cell>)| {
        cells.iter().enumerate().all(|(column, cell)| is_cell(at(row + 1, column).unwrap_or(&Data::Empty), cell))
    };
    let has_no_more = sheet.end().is_some_and(|it| (it.0 as usize, it.1 as usize) == (table.rows.len(), table.heads.len() - 1))
        || table.rows.last().is_some_and(|it| it.iter().all(|it| *it == Cell::Empty));
    has_no_more && table.heads.iter().enumerate().all(is_head) && table.rows.iter().enumerate().all(is_row)
}

fn is_cell(read: &Data, cell: &Cell) -> bool {
    match (read, cell) {
        (Data::Empty, Cell::Empty) => true,
        (Data::String(read), Cell::Text(it)) => *read == fitted(it),
        (Data::Float(read), Cell::Number(it, _) | Cell::Share(it)) => *read == float(&it.to_string()),
        (Data::DateTime(read), Cell::Date(it)) => read.as_f64() == serial(*it),
        (Data::DateTime(read), Cell::Moment(it)) => {
            let seconds = (read.as_f64() - serial(it.date())) * 86_400.0;
            (seconds - f64::from(chrono::Timelike::num_seconds_from_midnight(it))).abs() < 0.5
        }
        _ => false,
    }
}

/// A day as spreadsheets count them.
fn serial(date: NaiveDate) -> f64 {
    // They hold 1900 for a leap year, so its first of March is the 61st day.
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (date - epoch).num_days() as f64
}
