//! Tables as a workbook: one sheet a table, figures and dates as what they are, texts as texts whatever they begin with, the
//! heading row in view and ready to filter by. The same tables give the same bytes.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::guard::is_risky;
use super::{Cell, Maker, Table};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// What one cell of a sheet can hold, in units of UTF-16.
pub const CELL_MAX: usize = 32_767;
/// Characters a column shows at most; longer texts go on in the next line.
const WIDEST: usize = 48;
const NARROWEST: usize = 7;
/// Beside the text: the arrow of the filter, and some air.
const BESIDE: usize = 3;

/// No workbook: the writer says why.
#[derive(Debug)]
pub struct NotWritten(pub String);

impl From<XlsxError> for NotWritten {
    fn from(why: XlsxError) -> Self {
        Self(why.to_string())
    }
}

/// The bytes of a workbook of these tables, made at the maker's day.
pub fn xlsx(tables: &[Table], maker: &Maker) -> Result<Vec<u8>, NotWritten> {
    let mut book = Workbook::new();
    let made = DocProperties::new().set_author(maker.id.as_str()).set_creation_datetime(&date(maker.today)?);
    book.set_properties(&made);
    let formats = Formats::new();
    for table in tables {
        sheet(book.add_worksheet(), table, &formats)?;
    }
    Ok(book.save_to_buffer()?)
}

/// A text as a cell can hold it.
pub fn fitted(text: &str) -> String {
    if text.encode_utf16().count() <= CELL_MAX {
        return text.to_owned();
    }
    let mut room = CELL_MAX - 1;
    let fits = |it: &char| match room.checked_sub(it.len_utf16()) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut
}

/// How cells look.
struct Formats {
    head: Format,
    text: Format,
    /// A text that would be a formula if it were typed anew: it stays a text even then.
    quoted: Format,
    date: Format,
    moment: Format,
    share: Format,
    /// By their places.
    numbers: Vec<Format>,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let text = top().set_text_wrap();
        let head = Format::new().set_bold().set_align(FormatAlign::VerticalCenter).set_text_wrap();
        Self {
            head: head.set_background_color(Color::RGB(0x00E9_EEF2)).set_border_bottom(FormatBorder::Thin),
            quoted: text.clone().set_quote_prefix(),
            text,
            date: top().set_num_format("yyyy-mm-dd"),
            moment: top().set_num_format("yyyy-mm-dd hh:mm"),
            share: top().set_num_format("0.00%"),
            numbers: ["0", "0.0", "0.00", "0.000", "0.0000"].map(|it| top().set_num_format(it)).into(),
        }
    }

    /// No indicator has more places than the last.
    fn number(&self, places: u8) -> &Format {
        self.numbers.get(usize::from(places)).unwrap_or(&self.text)
    }
}

fn sheet(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), NotWritten> {
    sheet.set_name(table.name)?;
    for (at, head) in (0..).zip(&table.heads) {
        sheet.write_string_with_format(0, at, head.as_ref(), &formats.head)?;
        let texts = table.rows.iter().map(|it| shown(&it[usize::from(at)]));
        let width = texts.map(|it| width(&it)).chain([width(head)]).max().unwrap_or(0) + BESIDE;
        sheet.set_column_width(at, width.clamp(NARROWEST, WIDEST) as f64)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, it) in (0..).zip(cells) {
            cell(sheet, (row, column), it, formats)?;
        }
    }
    let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let columns = u16::try_from(table.heads.len()).unwrap_or(u16::MAX);
    let end = columns.saturating_sub(1);
    sheet.autofilter(0, 0, last, end)?;
    // A code of digits is a text on purpose; Excel need not warn of each.
    sheet.ignore_error_range(0, 0, last, end, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 0)?;
    // On paper: across, every column on the page, the headings on each.
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn cell(sheet: &mut Worksheet, (row, column): (u32, u16), it: &Cell, formats: &Formats) -> Result<(), NotWritten> {
    match it {
        Cell::Empty => {}
        Cell::Text(it) => {
            let format = if is_risky(it) { &formats.quoted } else { &formats.text };
            sheet.write_string_with_format(row, column, fitted(it), format)?;
        }
        Cell::Number(it, places) => {
            sheet.write_number_with_format(row, column, float(&it.to_string()), formats.number(*places))?;
        }
        Cell::Share(it) => _ = sheet.write_number_with_format(row, column, float(&it.to_string()), &formats.share)?,
        Cell::Date(it) => _ = sheet.write_datetime_with_format(row, column, &date(*it)?, &formats.date)?,
        Cell::Moment(it) => _ = sheet.write_datetime_with_format(row, column, &moment(*it)?, &formats.moment)?,
    }
    Ok(())
}

/// A figure as workbooks hold them. They keep 15 digits, and so do our figures: nothing is lost on the way.
pub fn float(figure: &str) -> f64 {
    figure.parse().unwrap_or(f64::NAN)
}

fn date(it: NaiveDate) -> Result<ExcelDateTime, NotWritten> {
    // Years are within 1990 to 2100, months and days within a byte.
    let year = u16::try_from(it.year()).map_err(|_| NotWritten(it.to_string()))?;
    Ok(ExcelDateTime::from_ymd(year, it.month() as u8, it.day() as u8)?)
}

fn moment(it: NaiveDateTime) -> Result<ExcelDateTime, NotWritten> {
    let (hour, minute, second) = (it.hour() as u16, it.minute() as u8, it.second() as u8);
    Ok(date(it.date())?.and_hms(hour, minute, second)?)
}

/// As it is read, for the width of its column.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(it) => it.clone(),
        Cell::Number(it, places) => it.fixed(*places),
        Cell::Share(it) => it.times(100).fixed(2),
        Cell::Date(_) => "0000-00-00".to_owned(),
        Cell::Moment(_) => "0000-00-00 00:00".to_owned(),
    }
}

/// The longest line in digits: a Chinese character is as wide as two.
fn width(text: &str) -> usize {
    let wide = |it: char| if it as u32 >= 0x1100 { 2 } else { 1 };
    text.lines().map(|line| line.chars().map(wide).sum()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_their_cell() {
        let long = "𠮷".repeat(CELL_MAX);
        let cut = fitted(&long);
        assert!(cut.encode_utf16().count() <= CELL_MAX && cut.ends_with('…') && cut.encode_utf16().count() > CELL_MAX - 3);
        assert_eq!(fitted(&"纸".repeat(CELL_MAX)), "纸".repeat(CELL_MAX));
    }

    #[test]
    fn chinese_takes_twice_the_room() {
        assert_eq!((width("目标"), width("Target"), width("一\nabcd\n二三四")), (4, 6, 6));
    }

    #[test]
    fn figures_stay_what_they_are() {
        for figure in ["0.1", "38.5", "-2.3", "1234567890123.12", "0.9403", "999999999999999"] {
            assert_eq!(float(figure).to_string(), figure);
        }
    }
}
