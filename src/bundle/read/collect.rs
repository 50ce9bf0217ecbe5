//! A report as head office reads it: each sheet as its page, without registers, which only a device needs that joins it with what
//! it holds. What of its sheets, months and roster is good and what is refused is the same as when a device reads it
//! (tests/pure/office): neither looks at the stamps of a report, `rev` apart, which only a backup's reader follows. Its replies, which
//! head office itself gives out, are not read here at all.

use std::cell::Cell;

use super::super::belongs::fits_week;
use super::super::canonical::{self, Member};
use super::super::computed;
use super::super::envelope::{self, File};
use super::super::format::{Bundle, BundleKind, Mismatch};
use super::super::limits::{self, FILE_MAX, RECORDS_MAX, UNKNOWN_MAX};
use super::super::part::{self, Ledger, Rules};
use super::super::refusal::{DocumentFault, DocumentRefusal, Fault, FileRefusal, Warning};
use super::super::shape::{SHEET, Spot, Visitor};
use super::super::text;
use super::Reader;
use super::memory::{Memory, Roster};
use super::needs::{self, Need};
use super::rosters::Take;
use crate::domain::edit::{Doc, Stamp};
use crate::domain::id::Id;
use crate::domain::month::Plan;
use crate::domain::path::{MonthPath, Path, RosterPath, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::tasks::MOST_TICKS;
use crate::domain::templates::Templates;
use crate::domain::value::Value;
use crate::domain::week::{Month, Week};

/// Members of a sheet that say nothing of the week itself: when it was handed over, and what is made of the rest.
const BESIDE: [&str; 3] = ["computed", "handed", "rev"];

/// A report taken apart.
#[derive(Clone, Debug)]
pub struct Collected {
    /// The envelope and the documents beside sheets, months and roster.
    pub bundle: Bundle,
    pub sheets: Vec<Page>,
    /// What its months plan.
    pub months: Vec<(Month, Plan)>,
    /// What its roster says; none where there is none.
    pub roster: Option<Roster>,
    pub refused: Vec<DocumentRefusal>,
    pub warnings: Vec<Warning>,
    /// The digest that stands in the file and fits it.
    pub digest: Option<String>,
}

/// One sheet of it.
#[derive(Clone, Debug)]
pub struct Page {
    pub manager: Id,
    pub week: Week,
    pub sheet: Sheet,
    /// Those of the words that are his own.
    pub prints: Vec<u64>,
    pub rev: Option<Stamp>,
    /// A number of what it says: two of them differ, or it says the same.
    pub content: u64,
    pub mismatches: Vec<Mismatch>,
    /// Hidden characters taken out while reading.
    pub removed: usize,
}

/// What a file turns out to be.
#[derive(Clone, Debug)]
pub enum Found {
    /// No report; nothing more of it was read.
    Other(BundleKind),
    /// One whose digest is known.
    Known(String),
    Report(Box<Collected>),
}

/// Reads a report, with its own template where that is among those there are, else with the first. `is_known` says whether the file of a
/// digest need not be read again, `memory` what the files before left, `print` what becomes of words that are not read here. Perhaps
/// somebody has found a digest in these bytes that fits them (`digest::around`).
pub fn collect(
    (bytes, proved): (&[u8], Option<&str>),
    templates: &Templates,
    (memory, print): (&mut Memory, Print),
    is_known: impl Fn(&str) -> bool,
) -> Result<Found, FileRefusal> {
    let whole = envelope::open_proved(bytes, proved)?;
    if let Some(digest) = whole.digest.as_ref().filter(|it| is_known(it)) {
        return Ok(Found::Known(digest.clone()));
    }
    let mut file = whole.file();
    let (bundle, removed) = envelope::head(&mut file.members, &templates.now)?;
    if bundle.kind != BundleKind::Report {
        return Ok(Found::Other(bundle.kind));
    }
    limits::size(bytes.len(), FILE_MAX)?;
    let template = templates.of(&bundle.template).unwrap_or(&templates.now);
    let mut reader = Reader::new(template, bundle);
    let mut sheets = Vec::new();
    reader.each_sheet(file.sheets()?, |reader, doc, members| {
        sheets.push(reader.page(doc, members, &mut |it| memory.print(it, print))?);
        Ok(())
    })?;
    let Beside { months, roster, removed: hidden } = reader.beside(&mut file, memory)?;
    limits::faults(reader.refused.len())?;
    let bytes = part::weight(&file.members);
    if bytes > UNKNOWN_MAX {
        return Err(FileRefusal::TooMuchUnknown { bytes, most: UNKNOWN_MAX });
    }
    let removed = removed + hidden + sheets.iter().map(|it| it.removed).sum::<usize>();
    let mut warnings = reader.warnings(whole.digest.is_some(), removed);
    let of = |page: &Page, it: &Mismatch| Warning::Computed {
        doc: Doc::Sheet(page.manager.clone(), page.week),
        mismatch: it.clone(),
    };
    warnings.extend(sheets.iter().flat_map(|page| page.mismatches.iter().map(|it| of(page, it))));
    let digest = whole.digest.clone();
    let Reader { bundle, refused, .. } = reader;
    Ok(Found::Report(Box::new(Collected { bundle, sheets, months, roster, refused, warnings, digest })))
}

/// What stands beside the sheets.
struct Beside {
    months: Vec<(Month, Plan)>,
    roster: Option<Roster>,
    /// Hidden characters taken out of it.
    removed: usize,
}

impl Reader<'_> {
    /// Reads what stands beside the sheets: customers who stood there so in the file before are not read again.
    fn beside(&mut self, file: &mut File, memory: &mut Memory) -> Result<Beside, FileRefusal> {
        let (sender, list) = (self.bundle.from.id.clone(), file.listed);
        let is_alone = !file.members.contains_key("rosters");
        let recalled = memory.recall(&sender, list).filter(|_| is_alone);
        if recalled.is_some() {
            // They are read: nothing is left of them to be found.
            file.customers()?;
        }
        let (mut months, mut read, removed) = (Vec::new(), None, Cell::new(0));
        let month: &mut Take<MonthPath> = &mut |_, it, rules| {
            let mut plan = Plan::default();
            let put = &mut |path, found: text::Found| plan.put(&path, found.borrowed());
            let filled = filled(it.members, it.ledger, (rules, &needs::MONTH), (&mut |_| None, put))?;
            removed.set(removed.get() + filled.removed);
            months.extend(if let Doc::Month(_, month) = it.doc { Some((month, plan)) } else { None });
            Ok(())
        };
        let roster: &mut Take<RosterPath> = &mut |_, it, rules| {
            let mut all = Vec::new();
            let put = &mut |path, found: text::Found| all.push((path, found.into_value()));
            let filled = filled(it.members, it.ledger, (rules, &needs::ROSTER), (&mut |_| None, put))?;
            read = Some((Roster::new(all), filled.removed));
            Ok(())
        };
        self.besides_sheets(file, month, roster)?;
        if let Some((roster, removed)) = read.as_ref().filter(|_| is_alone && self.refused.is_empty()) {
            memory.keep(&sender, list, (roster, *removed));
        }
        let (roster, hidden) = recalled.or(read).unzip();
        Ok(Beside { months, roster, removed: removed.get() + hidden.unwrap_or_default() })
    }

    fn page(&self, doc: Doc, mut members: Vec<Member>, print: ToPrint) -> Result<Page, Fault> {
        let Doc::Sheet(manager, week) = doc else { return Err(Fault::new("week", DocumentFault::BadKey)) };
        let content = content(&members);
        let stated = canonical::member(&mut members, "computed");
        let ledger = Ledger::take(&mut members);
        // What belongs to another week lies in a day of it.
        let fits = |path: &SheetPath| if matches!(path, SheetPath::Day(_)) { fits_week(path, week) } else { Ok(()) };
        let rules = Rules { shape: &SHEET, template: self.template, records: RECORDS_MAX, before: None, fits: &fits };
        let mut sheet = Sheet::default();
        let put = &mut |path, found: text::Found| sheet.put(&path, found.borrowed());
        let Filled { rev, removed, prints } = filled(members, ledger, (&rules, &needs::SHEET), (print, put))?;
        let found = sheet.ticked().len() + sheet.ticks_to_choose().len();
        if found > MOST_TICKS {
            return Err(Fault::new("tasks", DocumentFault::TooManyTicks { found, most: MOST_TICKS }));
        }
        let mismatches = match stated {
            Some(stated) if self.is_our_template() => computed::mismatches(&sheet, stated, self.template),
            _ => Vec::new(),
        };
        Ok(Page { manager, week, sheet, prints, rev, content, mismatches, removed })
    }
}

/// What is told of a document beside its values.
struct Filled {
    rev: Option<Stamp>,
    removed: usize,
    prints: Vec<u64>,
}

/// What a copy of a text is known by.
pub type Print = fn(&str) -> Option<u64>;
/// Where a text's print is found.
type ToPrint<'a> = &'a mut dyn FnMut(&str) -> Option<u64>;

/// Where values go.
type Put<'a, P> = &'a mut dyn FnMut(P, text::Found);

/// Puts the values of a document where they are wanted, as `part::read` would find them: those that are needed.
fn filled<P: Path>(
    members: Vec<Member>,
    ledger: Ledger,
    (rules, needs): (&Rules<P>, &[Need]),
    (print, put): (ToPrint, Put<P>),
) -> Result<Filled, Fault> {
    let (misfit, fault) = (None, None);
    let mut filling =
        Filling { rules, needs, print, put, prints: Vec::new(), records: 0, present: 0, misfit, fault, removed: 0 };
    let unknown = rules.shape.walk(members, &mut filling)?;
    let Filling { records: found, misfit, fault, removed, prints, .. } = filling;
    let most = rules.records;
    if found > most {
        return Err(Fault::new("", DocumentFault::TooManyRecords { found, most }));
    }
    misfit.map_or(Ok(()), Err)?;
    let stamp = |it| part::said_stamp(it).ok_or_else(|| Fault::new("rev", DocumentFault::BadStamp));
    let rev = ledger.rev.map(stamp).transpose()?;
    fault.map_or(Ok(()), Err)?;
    part::check_unknown(&unknown)?;
    Ok(Filled { rev, removed, prints })
}

/// The values of a document on their way from a text.
struct Filling<'a, P> {
    rules: &'a Rules<'a, P>,
    /// What is needed of each row.
    needs: &'a [Need],
    print: ToPrint<'a>,
    put: Put<'a, P>,
    prints: Vec<u64>,
    records: usize,
    /// How many records there were when the last one was known to be more than its name.
    present: usize,
    misfit: Option<Fault>,
    fault: Option<Fault>,
    removed: usize,
}

impl<P: Path> Filling<'_, P> {
    fn put(&mut self, at: Spot, text: &str) -> Result<(), Fault> {
        let need = self.needs[at.row];
        // No figure of an indicator is ever passed over.
        if !matches!(need, Need::Value | Need::Words) && self.pass(at, need, text)? {
            return Ok(());
        }
        let path: P = at.path()?;
        self.rules.fits(&path)?;
        let (found, removed) = self.rules.said(&path, text::find(&path, text, self.rules.template))?;
        self.removed += removed;
        found.iter().filter_map(|it| it.borrowed().as_text()).for_each(|it| self.print(it, need));
        if let Some(found) = found {
            // A flag that is not set leaves nothing.
            if found != text::Found::Made(Value::Flag(false)) {
                self.present = self.records;
            }
            (self.put)(path, found);
        }
        Ok(())
    }
}

impl<P: Path> Filling<'_, P> {
    /// Checks what nothing is made of, and says whether it is good.
    fn pass(&mut self, at: Spot, need: Need, text: &str) -> Result<bool, Fault> {
        if let Some(plain) = text::plain_words(at.kind, text) {
            self.print(plain, need);
        } else {
            let Ok((found, removed)) = text::find_at((at.kind, None), text, self.rules.template) else { return Ok(false) };
            self.removed += removed;
            found.iter().filter_map(|it| it.borrowed().as_text()).for_each(|it| self.print(it, need));
        }
        if need != Need::Nothing && self.present < self.records {
            self.present = self.records;
            (self.put)(at.path()?, text::Found::Plain(""));
        }
        Ok(true)
    }

    fn print(&mut self, words: &str, need: Need) {
        if matches!(need, Need::Print | Need::Words) {
            self.prints.extend((self.print)(words));
        }
    }
}

impl<P: Path> Visitor<P> for Filling<'_, P> {
    fn record(&mut self, record: P) {
        self.records += 1;
        if self.misfit.is_none() {
            self.misfit = self.rules.fits(&record).err();
        }
    }

    fn value(&mut self, at: Spot, text: &str) {
        if self.fault.is_none() {
            self.fault = self.put(at, text).err();
        }
    }
}

/// The hash of what a sheet says, as it is written. No proof against malice, which the digest is: whoever made two contents of one
/// number would only hide that he corrected his own sheet.
fn content(members: &[Member]) -> u64 {
    let said = members.iter().filter(|it| !BESIDE.contains(&&*it.0));
    hash(said.flat_map(|it| [it.0.as_bytes(), it.1.as_bytes()]))
}

/// The hash of pieces in a row; the same on every machine and in every build, for it is kept. Fowler, Noll and Vo's, eight bytes a
/// step, so that each step stirs all of it.
pub fn hash<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let stir = |sum: u64, it: u64| {
        let it = (sum ^ it).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        it ^ it >> 32
    };
    pieces.into_iter().fold(0xcbf2_9ce4_8422_2325, |sum, piece| {
        let (whole, rest) = piece.as_chunks::<8>();
        let sum = whole.iter().fold(sum, |sum, it| stir(sum, u64::from_le_bytes(*it)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        // With its length: else a piece could end where the next begins.
        stir(stir(sum, u64::from_le_bytes(last)), piece.len() as u64)
    })
}
