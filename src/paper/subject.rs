//! What is laid out: one manager's documents with all that stands behind them, as the domain reads them.

use crate::bundle::digest;
use crate::domain::archive::{Archive, Content};
use crate::domain::calendar::Calendar;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::template::Template;
use crate::domain::week::Week;
use crate::tables::Maker;
use crate::words::changes::{self, Names};
use crate::words::handing::State;
use crate::words::{Both, Lang};

/// What a revision code is made of: digits enough that two papers do not look alike by chance.
const CODE: usize = 8;

/// A manager's documents.
pub struct Subject<'a> {
    pub lang: Lang,
    pub maker: Maker,
    pub archive: Archive<'a>,
}

/// Which state of its document a paper shows; a form shows none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The revision code.
    pub code: String,
    /// Whether it was handed over, and written on since.
    pub state: State,
}

impl Default for Edition {
    fn default() -> Self {
        Self { code: String::new(), state: State::Open }
    }
}

/// A short digest of what stands in a document, the same on every device: what a hand-over or head office put there is no part.
pub fn code<P: Path>(document: &Document<P>) -> String {
    let is_own = |path: &str| !path.starts_with("handed/") && !path.starts_with("receipts/");
    let line = |(path, value): (&P, &crate::domain::value::Value)| format!("{path}={}\n", value.to_json().canonical());
    let lines: String = document.live().map(line).filter(|it| is_own(it)).collect();
    let digest = digest::of(&[lines.as_bytes()]);
    let digits: String = digest.rsplit(':').next().unwrap_or_default().chars().take(CODE).collect();
    let (one, two) = digits.split_at(digits.len() / 2);
    format!("{one}-{two}").to_uppercase()
}

impl<'a> Subject<'a> {
    /// The very content tables are made of.
    pub fn new(lang: Lang, (template, calendar): (&'a Template, &'a Calendar), maker: Maker, content: Content) -> Self {
        Self { lang, maker, archive: Archive::new(template, calendar, content) }
    }

    /// The week's sheet; nothing written is an empty one.
    pub fn sheet(&self, week: Week) -> Sheet {
        self.archive.sheets.iter().find(|it| it.0 == week).map(|it| it.1.clone()).unwrap_or_default()
    }

    /// A customer as the roster calls him, else his code.
    pub fn name(&self, code: &Id) -> String {
        self.archive.name(code).unwrap_or_else(|| code.to_string())
    }

    /// Where a value of a sheet stands, in words.
    pub fn place(&self, sheet: &Sheet, path: &SheetPath) -> Both {
        let customer = |code: &Id| self.archive.name(code);
        let text = |path: &SheetPath| match path {
            SheetPath::ReviewProblemText(id) => sheet.review.problems.get(id)?.text.clone(),
            SheetPath::DayProblemText(date, id) => sheet.days.get(date)?.problems.get(id)?.text.clone(),
            _ => None,
        };
        let names = Names { template: self.archive.template, customer: &customer, text: &text };
        Both::of(|lang| changes::place(lang, path, &names))
    }
}
