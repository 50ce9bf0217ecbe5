//! Workbooks to a table, through the calamine library, cell by cell: its ready-made ranges hold every cell between the first and
//! the last one, so that two cells could ask for the memory of seventeen thousand million. What it reads at once is bounded
//! before (`bounds`). Of several sheets the one with the most known headers is taken.

mod bounds;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::cells::{ABOVE_MAX, Cell, Epoch, Gathered, Merge, ROWS_MAX, Table};
use super::columns;
use super::fault::RosterFault;
use crate::domain::week::parse_date;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Sheets looked at; a workbook may name one sheet very many times.
const SHEETS_MAX: usize = 20;
/// Merged cells kept; a roster that has more of them is not better understood by all.
const MERGED_MAX: usize = 5_000;

/// Reads the sheet of a workbook that looks most like a roster.
pub fn read(bytes: &[u8]) -> Result<Table, RosterFault> {
    bounds::check(bytes)?;
    let mut book: Book = Xlsx::new(Cursor::new(bytes)).map_err(|it| fault(&it))?;
    let epoch = if book.has_1904_epoch() { Epoch::Since1904 } else { Epoch::Since1900 };
    let shown = |it: &&calamine::Sheet| it.typ == SheetType::WorkSheet && it.visible == SheetVisible::Visible;
    let names: Vec<String> = book.sheets_metadata().iter().filter(shown).take(SHEETS_MAX).map(|it| it.name.clone()).collect();
    let mut sheets = Vec::new();
    for name in names {
        let sheet = sheet(&mut book, &name, epoch).map_err(|it| fault(&it))?;
        if !sheet.gathered.rows.is_empty() {
            let known = sheet.gathered.rows.iter().take(ABOVE_MAX).map(|it| columns::known(&it.cells)).max();
            sheets.push((known, name, sheet));
        }
    }
    let others = sheets.len().saturating_sub(1);
    // Of equals the first one.
    let best = sheets.into_iter().rev().max_by_key(|it| it.0).map(|(_, name, sheet)| (name, sheet));
    let (name, Sheet { gathered, unreadable }) = best.ok_or(RosterFault::NoRows)?;
    gathered.check()?;
    let merged = merged(&mut book, &name).map_err(|it| fault(&it))?;
    let Gathered { rows, far, .. } = gathered;
    Ok(Table { sheet: Some(name), other_sheets: others, epoch, rows, merged, far, unreadable })
}

fn fault(error: &XlsxError) -> RosterFault {
    match error {
        XlsxError::Password => RosterFault::Locked,
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound | XlsxError::NotAWorksheet(_) => RosterFault::NotAWorkbook,
        _ => RosterFault::Damaged,
    }
}

struct Sheet {
    gathered: Gathered,
    unreadable: usize,
}

fn sheet(book: &mut Book, name: &str, epoch: Epoch) -> Result<Sheet, XlsxError> {
    let padded = padded(book, name)?;
    let mut reader = book.worksheet_cells_reader(name)?;
    let (mut gathered, mut unreadable, mut row) = (Gathered::default(), 0, 0);
    loop {
        let it = match reader.next_cell_with_formula_metadata() {
            Ok(Some(it)) => it,
            Ok(None) => break,
            // An error newer than the library, `#SPILL!` say: that cell alone.
            Err(XlsxError::CellError(_)) => {
                unreadable += 1;
                continue;
            }
            Err(it) => return Err(it),
        };
        if it.pos.0 != row {
            gathered.end_row(row as usize + 1);
            row = it.pos.0;
        }
        let cell = match cell(&it.value, it.formula.is_some(), epoch) {
            Cell::Number(digits) => Cell::Number(match padded.get(&it.pos) {
                Some(width) => format!("{digits:0>width$}"),
                None => digits,
            }),
            other => other,
        };
        gathered.put(it.pos.1 as usize, cell);
    }
    gathered.end_row(row as usize + 1);
    Ok(Sheet { gathered, unreadable })
}

/// Cells whose format shows a number with zeros in front (`00000000`), and how wide: a code is what is shown.
fn padded(book: &mut Book, name: &str) -> Result<BTreeMap<(u32, u32), usize>, XlsxError> {
    const WIDEST: usize = 32;
    let mut reader = book.worksheet_cells_reader(name)?;
    let width = |it: &calamine::Style| {
        let code = it.number_format.as_ref()?.format_code.as_str();
        let zeros = (2..=WIDEST).contains(&code.len()) && code.bytes().all(|it| it == b'0');
        zeros.then_some(code.len())
    };
    let widths: Vec<Option<usize>> = reader.styles().iter().map(width).collect();
    let mut padded = BTreeMap::new();
    if widths.iter().any(Option::is_some) {
        while let Some((row, column, style)) = reader.next_style_id()? {
            let far = row as usize > 2 * ROWS_MAX || column as usize >= super::cells::COLUMNS_MAX;
            if let (Some(Some(width)), false) = (widths.get(style), far) {
                padded.insert((row, column), *width);
            }
        }
    }
    Ok(padded)
}

fn cell(value: &DataRef, formula: bool, epoch: Epoch) -> Cell {
    match value {
        DataRef::Empty if formula => Cell::NoResult,
        DataRef::Empty => Cell::Empty,
        DataRef::Int(it) => Cell::Number(it.to_string()),
        DataRef::Float(it) => number(*it),
        DataRef::String(it) => Cell::text(it),
        DataRef::SharedString(it) => Cell::text(it),
        DataRef::Bool(it) => Cell::text(if *it { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(it) => date(it, epoch),
        DataRef::DateTimeIso(it) | DataRef::DurationIso(it) => Cell::text(it),
        DataRef::Error(it) => Cell::Error(it.to_string()),
    }
}

/// In plain digits: `1.3812345678E10` is a phone number.
fn number(it: f64) -> Cell {
    if it.is_finite() { Cell::Number(it.to_string()) } else { Cell::Error(it.to_string()) }
}

/// A number shown as a date, if it is one of our days. A code or a count in a cell of the wrong format stays what it is.
fn date(it: &ExcelDateTime, epoch: Epoch) -> Cell {
    let serial = it.as_f64();
    let whole = (0.0..1e7).contains(&serial).then_some(serial as u64);
    let date = whole.and_then(|it| epoch.date(it)).filter(|it| parse_date(&it.to_string()).is_ok());
    match date {
        Some(date) if it.is_datetime() => Cell::Date(date),
        _ => number(serial),
    }
}

fn merged(book: &mut Book, name: &str) -> Result<Vec<Merge>, XlsxError> {
    let all = book.merge_cells_by_sheet_name(name)?;
    let merge = |it: calamine::Dimensions| Merge {
        top: it.start.0 as usize + 1,
        bottom: it.end.0 as usize + 1,
        left: it.start.1 as usize,
        right: it.end.1 as usize,
    };
    Ok(all.into_iter().take(MERGED_MAX).map(merge).collect())
}
