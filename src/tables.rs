//! A week, a month or a year as flat tables, for Excel, WPS, LibreOffice and whatever reads CSV: one table a module, a heading
//! row, then a row for each goal, task, visit, figure, problem, message. Pure, and for the worker alone. Figures are those of
//! the domain and no others; how a table becomes bytes is `csv`'s and `xlsx`'s.
//!
//! The tables are the same ones whatever the time, empty ones too, and begin with whose and when, so that those of many
//! managers and years can be put under one another. A workbook holds them all. A CSV holds one of them, chosen by whoever asks:
//! that is a file which opens with a tap and which phones can share, where an archive of sixteen is neither; who wants them
//! all has the workbook.
//!
//! What does not leave with them: a table may be forwarded to anybody, and the officer's part of the channel never stands with
//! the retailers' (spec/method.md, rule 6). So messages to the officer, and those that may still become his, are in none, and a
//! week's count is of the others; the bundle carries the whole sheet. Of customers there are code and name, as on the sheet;
//! mobile numbers in texts are masked (rule 7).

mod about;
mod cells;
mod channel;
pub mod check;
pub mod csv;
mod goals;
pub mod guard;
mod months;
mod problems;
mod tasks;
mod tracking;
mod weeks;
pub mod xlsx;

use chrono::NaiveDate;

pub use self::cells::{Cell, Table};
use crate::domain::archive::{Archive, Content};
use crate::domain::calendar::Calendar;
use crate::domain::chain::Row;
use crate::domain::channel::{Message, To};
use crate::domain::extract::{Period, Subject};
use crate::domain::id::Id;
use crate::domain::sheet::Sheet;
use crate::domain::template::Template;
use crate::domain::week::Week;
use crate::words::Lang;

/// Whose sheets they are, and when they were taken out.
#[derive(Clone, Debug)]
pub struct Maker {
    pub id: Id,
    pub name: String,
    pub area: String,
    pub unit: String,
    /// The day, which tells how far a month should be, and the moment.
    pub today: NaiveDate,
    pub at: String,
}

/// Everything a manager's tables are made of.
pub struct Source<'a> {
    lang: Lang,
    period: Period,
    maker: Maker,
    archive: Archive<'a>,
}

/// A week that is taken out, with what others bring into it.
struct Leaf<'a> {
    week: Week,
    sheet: &'a Sheet,
    carried: Vec<Row>,
}

impl<'a> Source<'a> {
    pub fn new(
        (lang, period): (Lang, Period),
        (template, calendar): (&'a Template, &'a Calendar),
        maker: Maker,
        content: Content,
    ) -> Self {
        Self { lang, period, maker, archive: Archive::new(template, calendar, content) }
    }

    /// All tables, in the order of the sheet.
    pub fn tables(&self) -> Vec<Table> {
        let leaves = self.leaves();
        Subject::ALL.iter().map(|it| self.laid_out(*it, &leaves)).collect()
    }

    /// One of them.
    pub fn table(&self, subject: Subject) -> Table {
        self.laid_out(subject, &self.leaves())
    }

    fn laid_out(&self, subject: Subject, leaves: &[Leaf]) -> Table {
        match subject {
            Subject::Weeks => weeks::weeks(self, leaves),
            Subject::Goals => goals::goals(self, leaves),
            Subject::Tasks => tasks::tasks(self, leaves),
            Subject::Visits => tracking::visits(self),
            Subject::Days => tracking::days(self),
            Subject::Figures => tracking::figures(self),
            Subject::AdHoc => tracking::adhoc(self),
            Subject::Problems => problems::problems(self, leaves),
            Subject::Channel => channel::channel(self, leaves),
            Subject::Review => weeks::review(self, leaves),
            Subject::MonthGoals => months::goals(self),
            Subject::Shares => months::shares(self),
            Subject::MonthSummary => months::summaries(self),
            Subject::Skills => months::skills(self),
            Subject::Indicators => about::indicators(self),
            Subject::About => about::about(self),
        }
    }

    /// The weeks of which something is said as a whole.
    fn leaves(&self) -> Vec<Leaf<'_>> {
        let archive = &self.archive;
        let is_in = |it: &&(Week, Sheet)| self.period.has_week(it.0, &|day| archive.works(day));
        let all = archive.sheets.iter().filter(is_in);
        all.map(|(week, sheet)| Leaf { week: *week, sheet, carried: archive.carried(*week, sheet) }).collect()
    }

    /// The days that were filled in, each with its sheet.
    fn days(&self) -> impl Iterator<Item = (Week, &Sheet, NaiveDate)> {
        let all = self.archive.sheets.iter().flat_map(|(week, sheet)| sheet.days.keys().map(move |date| (*week, sheet, *date)));
        all.filter(|it| self.period.has_day(it.2))
    }

    /// What begins every row about a week.
    fn of_week(&self, week: Week) -> Vec<Cell> {
        vec![Cell::code(&self.maker.id), Cell::Text(week.to_string())]
    }
}

/// The messages that may be in a table: none that is or may become the officer's.
fn messages(sheet: &Sheet) -> impl Iterator<Item = &Message> {
    sheet.messages.values().filter(|it| matches!(it.to, Some(To::Head | To::Retailer)))
}
