//! What importing files on a manager's own device would change; nothing is stored here.
//!
//! Files are taken in the order of their names, each against what those before it would leave. What the plan says holds as
//! long as nothing is typed: stage again when the person applies it.

mod bounds;
mod founding;
mod joining;
mod plan;
mod restore;
mod take_back;

use std::collections::BTreeMap;

use self::joining::{Side, is_absent, join};
pub use self::plan::{Change, Difference, FilePlan, FileResult, How, Plan, Snapshot};
pub use self::restore::restore;
pub use self::take_back::take_back;
use super::format::{Bundle, BundleKind, LooseEdit, Part};
use super::limits::{self, RECORDS_MAX, ROSTER_MAX};
use super::read::Read;
use super::refusal::{DocumentFault, DocumentRefusal, Fault, FileRefusal, Place, Warning};
use super::reply;
use crate::domain::edit::{Doc, Edit};
use crate::domain::fold::{self, Document, Known};
use crate::domain::id::Id;
use crate::domain::mask::MASK;
use crate::domain::path::{MonthPath, Path, RosterPath, SettingsPath, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::tasks::{MOST_TICKS, in_order_of_ticking};
use crate::domain::value::Value;
use crate::keeping::foundations::Foundations;

/// Documents of one kind by name.
pub type Shelf<P> = BTreeMap<Doc, Part<P>>;

/// What the device holds of the documents the files speak of (`Bundle::documents`); a document that is not here is new.
#[derive(Clone, Debug)]
pub struct Held {
    pub manager: Id,
    pub device: Id,
    /// What this device has seen, its own counter included.
    pub known: Known,
    pub sheets: Shelf<SheetPath>,
    pub months: Shelf<MonthPath>,
    pub rosters: Shelf<RosterPath>,
    pub settings: Shelf<SettingsPath>,
    pub foundations: Foundations,
}

impl Held {
    /// A device that holds nothing yet.
    pub fn new(manager: Id, device: Id) -> Self {
        Self {
            manager,
            device,
            known: Known::new(),
            sheets: Shelf::new(),
            months: Shelf::new(),
            rosters: Shelf::new(),
            settings: Shelf::new(),
            foundations: Foundations::default(),
        }
    }
}

/// All of it, each document as it is to be stored.
pub fn snapshots(held: Held) -> Vec<Snapshot> {
    let sheets = held.sheets.into_values().map(Snapshot::Sheet);
    let months = held.months.into_values().map(Snapshot::Month);
    let rosters = held.rosters.into_values().map(Snapshot::Roster);
    sheets.chain(months).chain(rosters).chain(held.settings.into_values().map(Snapshot::Settings)).collect()
}

/// Says what the files would change; each was handed to this manager (`Bundle::hand_to`) before what is held was read. Each comes with its bare name.
pub fn stage(held: &Held, mut files: Vec<(String, Result<Read, FileRefusal>)>) -> Plan {
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let mut now = Now::new(held);
    let mut left = files.len();
    let one = |(name, read)| {
        left -= 1;
        now.is_last = left == 0;
        now.take(name, read)
    };
    let files: Vec<FilePlan> = files.into_iter().map(one).collect();
    let counter = files.iter().map(FilePlan::counter).chain(now.known.values().copied()).max().unwrap_or(0);
    Plan { files, known: now.known, counter }
}

/// Documents of one kind: what is held, and what the files so far make of some of it. Nothing held is copied.
struct Stock<'a, P: Ord> {
    held: &'a Shelf<P>,
    made: Shelf<P>,
}

impl<'a, P: Ord> Stock<'a, P> {
    fn of(held: &'a Shelf<P>) -> Self {
        Self { held, made: Shelf::new() }
    }

    fn get(&self, doc: &Doc) -> Option<&Part<P>> {
        self.made.get(doc).or_else(|| self.held.get(doc))
    }
}

/// What the device would hold after the files so far.
struct Now<'a> {
    manager: &'a Id,
    device: &'a Id,
    known: Known,
    sheets: Stock<'a, SheetPath>,
    months: Stock<'a, MonthPath>,
    rosters: Stock<'a, RosterPath>,
    settings: Stock<'a, SettingsPath>,
    foundations: Foundations,
    /// No file comes after this one, so nobody asks what it leaves.
    is_last: bool,
}

impl<'a> Now<'a> {
    fn new(held: &'a Held) -> Self {
        Self {
            manager: &held.manager,
            device: &held.device,
            known: held.known.clone(),
            sheets: Stock::of(&held.sheets),
            months: Stock::of(&held.months),
            rosters: Stock::of(&held.rosters),
            settings: Stock::of(&held.settings),
            foundations: held.foundations.clone(),
            is_last: false,
        }
    }

    fn take(&mut self, name: String, read: Result<Read, FileRefusal>) -> FilePlan {
        let read = read.and_then(|it| self.admit(&it.bundle).map(|()| it));
        let read = match read {
            Ok(it) => it,
            Err(it) => return FilePlan::refused(name, it, &self.known),
        };
        let Read { mut bundle, replied, mut refused, mut warnings, .. } = read;
        if bundle.kind == BundleKind::Setup {
            warnings.extend(self.only_ours(&mut bundle));
        }
        refused.extend(only_of_its_kind(&mut bundle));
        // What a report answers is head office's to read.
        if bundle.kind != BundleKind::Report {
            reply::settle(&mut bundle.sheets, replied);
        }
        refused.extend(bounds::keep_ours(&mut bundle, self.manager));
        if let Err(it) = limits::faults(refused.len()) {
            return FilePlan::refused(name, it, &self.known);
        }
        let mut plan = FilePlan::new(name, refused, warnings);
        let accepted = self.take_bundle(bundle, &mut plan);
        plan.known = self.known.clone();
        plan.conclude(accepted);
        plan
    }

    /// Whether files of this kind and sender are for this device.
    fn admit(&self, bundle: &Bundle) -> Result<(), FileRefusal> {
        let ours = || self.manager.clone();
        match (bundle.kind, &bundle.to) {
            (BundleKind::Reply, None) => Err(FileRefusal::Envelope { member: "to" }),
            (BundleKind::Setup | BundleKind::Reply, Some(it)) if it != self.manager => {
                Err(FileRefusal::ForOther { theirs: it.clone(), ours: ours() })
            }
            (BundleKind::Setup | BundleKind::Reply, _) => Ok(()),
            _ if bundle.from.id != *self.manager => {
                Err(FileRefusal::OtherManager { theirs: bundle.from.id.clone(), ours: ours() })
            }
            _ => Ok(()),
        }
    }

    /// What a setup holds for others was sent along for them.
    fn only_ours(&self, bundle: &mut Bundle) -> Option<Warning> {
        let ours = self.manager;
        let before = bundle.months.len() + bundle.rosters.len();
        bundle.months.retain(|it| matches!(&it.doc, Doc::Month(manager, _) if manager == ours));
        bundle.rosters.retain(|it| it.doc == Doc::Roster(ours.clone()));
        let others = before - bundle.months.len() - bundle.rosters.len();
        (others > 0).then_some(Warning::ForOthers(others))
    }

    /// Joins every document of a file; gives back how many things in it were good.
    fn take_bundle(&mut self, mut bundle: Bundle, plan: &mut FilePlan) -> usize {
        // A settings document may name the other device; that name stays with it.
        let same_device = bundle.device == *self.device;
        // A report's template and days are head office's own.
        if bundle.kind != BundleKind::Report {
            plan.also = founding::take(&mut self.foundations, &bundle);
            plan.foundations = self.foundations.clone();
        }
        let also = bundle.calendars.len() + bundle.templates.len();
        let edits = std::mem::take(&mut bundle.edits);
        let side = Side { known: &self.known, their_known: &bundle.known };
        let is_last = self.is_last;
        put(&mut self.sheets, is_last, bundle.sheets, &edits, &side, plan);
        put(&mut self.months, is_last, bundle.months, &edits, &side, plan);
        put(&mut self.rosters, is_last, bundle.rosters, &edits, &side, plan);
        let settings = bundle.settings.map(|it| if same_device { it } else { without_device(it) });
        let edits: Vec<LooseEdit> = edits.into_iter().filter(|it| same_device || !it.path.starts_with("device/")).collect();
        put(&mut self.settings, is_last, settings.into_iter().collect(), &edits, &side, plan);
        // With a document refused, this device has not seen all that the other had: saying so would lose it for good.
        if bundle.kind == BundleKind::Backup && plan.refused.is_empty() {
            fold::join(&mut self.known, &bundle.known);
        }
        plan.changes.len() + also
    }
}

/// Head office's files carry what their kind says and nothing else.
fn only_of_its_kind(bundle: &mut Bundle) -> Vec<DocumentRefusal> {
    let kind = bundle.kind;
    let is_reply = kind == BundleKind::Reply;
    if !is_reply && kind != BundleKind::Setup {
        return Vec::new();
    }
    let mut gone: Vec<Doc> = std::mem::take(&mut bundle.sheets).into_iter().map(|it| it.doc).collect();
    gone.extend(bundle.settings.take().map(|it| it.doc));
    if is_reply {
        gone.extend(std::mem::take(&mut bundle.months).into_iter().map(|it| it.doc));
        gone.extend(std::mem::take(&mut bundle.rosters).into_iter().map(|it| it.doc));
        bundle.calendars.clear();
        bundle.templates.clear();
    }
    let fault = || Fault::new("", DocumentFault::NotInKind(kind));
    gone.into_iter().map(|doc| DocumentRefusal { place: Place::Document(doc), fault: fault() }).collect()
}

/// What becomes of a value without stamp that is not what stands here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Fill,
    /// Ours stands; the person may choose.
    Ask,
    /// Ours stands until the person has had a chance to say otherwise: theirs is what is expected.
    Expect,
    /// Ours stands, and there is nothing to choose.
    Keep,
}

/// A kind of document that is staged.
trait Staged: Path {
    /// How many keyed records such a document may have.
    const RECORDS: usize = RECORDS_MAX;

    /// Whether what is said of one value hangs on no other, so that many can be filled in at once.
    const JUDGES_ALONE: bool = true;

    fn is_named(doc: &Doc) -> bool;
    fn snapshot(part: Part<Self>) -> Snapshot;

    /// Whether an empty document would take in all of it.
    fn fills_an_empty_one(_theirs: &Document<Self>) -> bool {
        true
    }

    /// It fills what is absent; anything else is the person's to say.
    fn verdict(document: &Document<Self>, path: &Self, _theirs: &Value) -> Verdict {
        usual(document, path)
    }
}

fn usual<P: Path>(document: &Document<P>, path: &P) -> Verdict {
    if is_absent(document, path) { Verdict::Fill } else { Verdict::Ask }
}

impl Staged for SheetPath {
    const JUDGES_ALONE: bool = false;

    fn is_named(doc: &Doc) -> bool {
        matches!(doc, Doc::Sheet(..))
    }

    fn snapshot(part: Part<Self>) -> Snapshot {
        Snapshot::Sheet(part)
    }

    fn fills_an_empty_one(theirs: &Document<Self>) -> bool {
        in_order_of_ticking(theirs).len() <= MOST_TICKS
    }

    fn verdict(document: &Document<Self>, path: &Self, theirs: &Value) -> Verdict {
        match (path, is_absent(document, path)) {
            // When and as which file a sheet was handed over is nothing a person chooses, nor when and by whom it was answered.
            (Self::HandedAt() | Self::HandedBundle() | Self::HandedDigest(), false) => Verdict::Keep,
            (Self::ReceiptDigest(_) | Self::ReceiptStatus(_) | Self::ReceiptAt(_) | Self::ReceiptBy(_), false) => Verdict::Keep,
            (Self::CommentPath(_) | Self::CommentAt(_) | Self::CommentBy(_), false) => Verdict::Keep,
            // An answer has come.
            (Self::MessageState(_), false) if *theirs == Value::Text("answered".to_owned()) => Verdict::Expect,
            // A value without stamp is the oldest, so a tick filled in would push out one that somebody made here.
            (Self::TaskTicked(_), true) if *theirs == Value::Flag(true) && Sheet::of(document).ticked().len() >= MOST_TICKS => {
                Verdict::Ask
            }
            (_, true) => Verdict::Fill,
            (_, false) => Verdict::Ask,
        }
    }
}

impl Staged for MonthPath {
    fn is_named(doc: &Doc) -> bool {
        matches!(doc, Doc::Month(..))
    }

    fn snapshot(part: Part<Self>) -> Snapshot {
        Snapshot::Month(part)
    }
}

impl Staged for RosterPath {
    const RECORDS: usize = ROSTER_MAX;

    fn is_named(doc: &Doc) -> bool {
        matches!(doc, Doc::Roster(_))
    }

    fn snapshot(part: Part<Self>) -> Snapshot {
        Snapshot::Roster(part)
    }

    fn verdict(document: &Document<Self>, path: &Self, theirs: &Value) -> Verdict {
        match theirs {
            // What was masked on its way out is nobody's number.
            Value::Text(it) if it.contains(MASK) => Verdict::Keep,
            _ => usual(document, path),
        }
    }
}

impl Staged for SettingsPath {
    fn is_named(doc: &Doc) -> bool {
        *doc == Doc::Settings
    }

    fn snapshot(part: Part<Self>) -> Snapshot {
        Snapshot::Settings(part)
    }
}

fn without_device(mut part: Part<SettingsPath>) -> Part<SettingsPath> {
    let mut kept = Document::default();
    for (path, register) in part.document.registers().filter(|it| *it.0 != SettingsPath::DeviceName()) {
        kept.restore(path.clone(), register.clone());
    }
    part.document = kept;
    part
}

/// Joins documents of one kind, and edits of documents that are in the file only as edits.
fn put<P: Staged>(
    stock: &mut Stock<P>,
    is_last: bool,
    parts: Vec<Part<P>>,
    edits: &[LooseEdit],
    side: &Side,
    plan: &mut FilePlan,
) {
    let mut parts: Shelf<P> = parts.into_iter().map(|it| (it.doc.clone(), it)).collect();
    let mut loose: BTreeMap<&Doc, Vec<Edit<P>>> = BTreeMap::new();
    for it in edits.iter().filter(|it| P::is_named(&it.doc)) {
        let Ok(path) = P::parse(&it.path) else { continue };
        loose.entry(&it.doc).or_default().push(Edit { path, value: it.value.clone(), stamp: it.stamp.clone() });
    }
    for (doc, edits) in loose {
        parts.entry(doc.clone()).or_insert_with(|| Part::new(doc.clone(), Document::default())).document.fold_all(edits);
    }
    for (doc, theirs) in parts {
        let (part, change) = join(stock.get(&doc), theirs, side);
        if change.how != How::Unchanged {
            if let Err(fault) = bounds::fits(&part) {
                plan.refused.push(DocumentRefusal { place: Place::Document(doc), fault });
                continue;
            }
            if !is_last {
                stock.made.insert(doc, part.clone());
            }
            plan.store.push(P::snapshot(part));
        }
        plan.changes.push(change);
    }
}
