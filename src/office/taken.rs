//! From a file to what head office keeps of it: who handed in what and when, and the facts of each sheet.

use super::alike::print;
use super::facts::{Facts, With, apart};
use super::moment::Moment;
use super::names::{Label, Labels, Name, Names};
use crate::bundle::digest;
use crate::bundle::format::BundleKind;
use crate::bundle::read::collect::{Collected, Found, Page, collect};
use crate::bundle::read::memory::Memory;
use crate::bundle::refusal::{DocumentRefusal, FileRefusal, Warning};
use crate::domain::calendar::Calendar;
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::month::MonthView;
use crate::domain::path::RosterPath;
use crate::domain::sheet::Sheet;
use crate::domain::templates::Templates;
use crate::domain::value::Value;
use crate::domain::week::{Month, Week};

/// The digest of a file: of its canonical content where it states one, else of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// What a file came to.
#[derive(Clone, Debug)]
pub enum Reading {
    /// It was collected before.
    Known(Digest),
    Taken(Box<Taken>, Notes),
}

/// What is told of a file that was taken.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    pub refused: Vec<DocumentRefusal>,
    pub warnings: Vec<Warning>,
    /// Weeks that cannot have been handed in when the file says it was made.
    pub unlikely: Vec<Week>,
    /// Indicators whose figures go by another measure than here, and are counted with nobody else's.
    pub apart: Vec<Id>,
}

/// Why a file is not collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    File(FileRefusal),
    /// A file of ours of another kind.
    NotAReport(BundleKind),
    /// Every document of it is refused.
    Documents(Vec<DocumentRefusal>),
}

/// What is kept of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub digest: Digest,
    pub created: Moment,
    pub device: Name,
    pub manager: Name,
    pub person: Person,
    pub template: (Name, u32),
    pub sheets: Vec<TakenSheet>,
    pub months: Vec<TakenMonth>,
    pub customers: Vec<(Name, Classes)>,
}

/// Who handed in, as the file says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person {
    /// None where the file does not say it.
    pub name: Option<Label>,
    pub area: Label,
    pub unit: Label,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenSheet {
    pub week: Week,
    /// Counter and tab of its highest stamp; the device is the file's.
    pub rev: Option<(u64, Name)>,
    pub content: u64,
    pub facts: Facts,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenMonth {
    pub month: Month,
    pub goals: Box<[(Name, Decimal)]>,
}

/// What a customer is classed as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    pub format: Option<Label>,
    pub market: Option<Label>,
    pub size: Option<Label>,
    pub tier: Option<u16>,
    pub visit_cycle: Option<u16>,
    pub status: Option<Label>,
}

/// Reads a file, of which perhaps somebody has found the digest to fit. `is_known` says which were collected before.
pub fn read(
    (bytes, proved): (&[u8], Option<&str>),
    (templates, calendar): (&Templates, &Calendar),
    (names, labels, memory): (&mut Names, &mut Labels, &mut Memory),
    is_known: impl Fn(Digest) -> bool,
) -> Result<Reading, NotTaken> {
    let known = |text: &str| Digest::parse(text).is_some_and(&is_known);
    let mut found = match collect((bytes, proved), templates, (memory, print), known).map_err(NotTaken::File)? {
        Found::Other(kind) => return Err(NotTaken::NotAReport(kind)),
        Found::Known(text) => return Ok(Reading::Known(Digest::parse(&text).unwrap_or(Digest([0; 32])))),
        Found::Report(it) => *it,
    };
    let stated = found.digest.as_deref().and_then(Digest::parse);
    let digest = stated.or_else(|| Digest::parse(&digest::of(&[bytes]))).unwrap_or(Digest([0; 32]));
    if is_known(digest) {
        return Ok(Reading::Known(digest));
    }
    let is_empty = found.sheets.is_empty() && found.months.is_empty() && found.roster.is_none();
    if is_empty && !found.refused.is_empty() {
        return Err(NotTaken::Documents(found.refused));
    }
    let (taken, apart) = taken(&mut found, digest, (templates, calendar), (names, labels));
    let unlikely = taken.sheets.iter().map(|it| it.week).filter(|it| !taken.created.is_likely(*it)).collect();
    Ok(Reading::Taken(Box::new(taken), Notes { refused: found.refused, warnings: found.warnings, unlikely, apart }))
}

fn taken(
    found: &mut Collected,
    digest: Digest,
    (templates, calendar): (&Templates, &Calendar),
    (names, labels): (&mut Names, &mut Labels),
) -> (Taken, Vec<Id>) {
    let bundle = &found.bundle;
    // Figures of a template nobody knows can be counted with that alone, where it came along.
    let known = templates.of(&bundle.template);
    let theirs = if known.is_some() { None } else { bundle.enclosed_template() };
    let template = known.or(theirs.as_ref());
    let apart = template.map(|it| apart(it, &templates.now)).unwrap_or_default();
    let by_hand = by_hand(&found.sheets);
    let works = |day| calendar.is_workday_with(day, &by_hand);
    let months = std::mem::take(&mut found.months).into_iter();
    let months: Vec<MonthView> = months.map(|(month, plan)| MonthView::new(month, plan, &works)).collect();
    let with = With { template, apart: &apart, months: &months, works: &works };
    let mut label = |text: &str| labels.say(text);
    let from = &bundle.from;
    let name = (!from.name.trim().is_empty()).then(|| label(from.name.trim()));
    let person = Person { name, area: label(from.area.trim()), unit: label(from.unit.trim()) };
    let customers = classes(found.roster.as_ref().map_or(&[], |it| it.as_slice()), names, labels);
    let taken = Taken {
        digest,
        created: Moment::parse(&bundle.created).unwrap_or(Moment::of_parts((0, 0))),
        device: names.put(&bundle.device),
        manager: names.put(&bundle.from.id),
        person,
        template: (names.put(&bundle.template.0), bundle.template.1),
        months: months.iter().map(|it| month(it, &apart, names)).collect(),
        sheets: found.sheets.iter().map(|it| sheet(it, &with, names)).collect(),
        customers,
    };
    (taken, apart)
}

/// Which days the file's sheets switch on or off.
fn by_hand(sheets: &[Page]) -> Map<chrono::NaiveDate, bool> {
    let days = |it: &Sheet| it.days.iter().filter_map(|(date, day)| Some((*date, day.work?))).collect::<Vec<_>>();
    sheets.iter().flat_map(|it| days(&it.sheet)).collect()
}

fn sheet(it: &Page, with: &With, names: &mut Names) -> TakenSheet {
    let rev = it.rev.as_ref().map(|it| (it.counter, names.put(&it.tab)));
    TakenSheet { week: it.week, rev, content: it.content, facts: Facts::of((&it.sheet, &it.prints), it.week, with, names) }
}

fn month(it: &MonthView, apart: &[Id], names: &mut Names) -> TakenMonth {
    let goals =
        it.plan.goals.iter().filter(|it| !apart.contains(it.0)).filter_map(|(id, goal)| Some((names.put(id), goal.target?)));
    TakenMonth { month: it.month, goals: goals.collect() }
}

/// The classes of a roster's customers. What else a roster holds is none of head office's figures.
fn classes(roster: &[(RosterPath, Value)], names: &mut Names, labels: &mut Labels) -> Vec<(Name, Classes)> {
    let mut all: Map<Id, Classes> = Map::default();
    for (path, value) in roster {
        let mut text = || value.as_text().map(|it| labels.say(it));
        let count = |value: &Value| value.as_number().and_then(|it| u16::try_from(it.scaled(0)?).ok());
        match path {
            RosterPath::Format(code) => all.or_default(code).format = text(),
            RosterPath::Market(code) => all.or_default(code).market = text(),
            RosterPath::Size(code) => all.or_default(code).size = text(),
            RosterPath::Status(code) => all.or_default(code).status = text(),
            RosterPath::Tier(code) => all.or_default(code).tier = count(value),
            RosterPath::VisitCycle(code) => all.or_default(code).visit_cycle = count(value),
            _ => {}
        }
    }
    all.iter().map(|(code, it)| (names.put(code), *it)).collect()
}

impl Digest {
    /// Reads `sha256:…`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix("sha256:").filter(|it| it.len() == 64 && it.is_ascii())?;
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&hex[at..at + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("sha256:")?;
        self.0.iter().try_for_each(|it| write!(f, "{it:02x}"))
    }
}
