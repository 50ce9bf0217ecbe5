//! Joining what devices wrote: a document is what the edits seen come to, whichever way and however often they came, and the
//! report of an import says so.

use std::collections::BTreeMap;

use onesheet::bundle::read::read;
use onesheet::bundle::stage::{FilePlan, FileResult, Plan, Snapshot, stage};
use onesheet::domain::edit::{Edit, Stamp};
use onesheet::domain::fold::{Document, Known, Register, is_inside};
use onesheet::domain::path::{Kind, Path, SheetPath};
use onesheet::domain::row;
use onesheet::domain::value::Value;
use proptest::prelude::*;

use super::devices::{Device, PATHS, id, template, value_at};
use super::laws::cases;

/// The edits of a life: where each was made, and what its device had seen before.
type Seen = BTreeMap<Stamp, (SheetPath, Known)>;

/// What edits come to, said without folding or merging: at one path those that none made in their knowledge has replaced,
/// and nothing that the removal of an enclosing record is later than. Of removals the latest alone counts.
fn comes_to(seen: &Seen) -> BTreeMap<SheetPath, Vec<Stamp>> {
    let covers = |known: &Known, stamp: &Stamp| known.get(&stamp.device).is_some_and(|it| *it >= stamp.counter);
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    // Latest first.
    for (stamp, (path, _)) in seen.iter().rev() {
        let gone = seen.iter().any(|(by, (at, known))| {
            let replaced = at == path && (covers(known, stamp) || (at.kind() == Kind::Record && by > stamp));
            replaced || (at.kind() == Kind::Record && is_inside(path, at) && by > stamp)
        });
        if !gone {
            all.entry(path.clone()).or_default().push(stamp.clone());
        }
    }
    all
}

/// A device, every edit it has seen, and what lies on its disk: the document as the last import left it, and its own edits.
#[derive(Clone, Debug)]
struct Witness {
    device: Device,
    seen: Seen,
    snapshot: String,
    log: Vec<String>,
}

/// A backup, and whose it is.
struct File {
    bytes: Vec<u8>,
    from: Witness,
}

impl Witness {
    fn new(name: &str) -> Self {
        let device = Device::new(name);
        Self { snapshot: row::of_document(&device.document), device, seen: Seen::new(), log: Vec::new() }
    }

    fn edit(&mut self, path: SheetPath, value: Option<Value>) {
        let known = self.device.known.clone();
        self.device.edit(path.clone(), value.clone());
        let stamp = Stamp { counter: self.device.counter, device: self.device.id.clone(), tab: id("t1") };
        self.log.push(row::of_edit(&Edit { path: path.clone(), value, stamp: stamp.clone() }));
        self.seen.insert(stamp, (path, known));
    }

    /// Types a text, or takes something away.
    fn types(&mut self, path: &str, text: &str) {
        let value = Some(text).filter(|it| !it.is_empty());
        self.edit(SheetPath::parse(path).unwrap(), value.map(|it| Value::Text(it.to_owned())));
    }

    /// The person chooses in every dispute: what stands, or what does not.
    fn settle(&mut self, stands: bool) {
        let choice = |held: &Register| if stands { held.standing.value.clone() } else { held.others[0].value.clone() };
        let chosen: Vec<_> = self.device.document.disputed().map(|(path, held)| (path.clone(), choice(held))).collect();
        chosen.into_iter().for_each(|(path, value)| self.edit(path, value));
        assert_eq!(self.device.document.disputed().count(), 0);
    }

    fn file(&self) -> File {
        File { bytes: self.device.backup(), from: self.clone() }
    }

    fn stage(&self, file: &File) -> Plan {
        stage(&self.device.held(), vec![("b".to_owned(), read("b", &file.bytes, template()))])
    }

    /// Imports a file as the app does: one that changes nothing leaves no trace.
    fn import(&mut self, file: &File) -> FilePlan {
        let Plan { mut files, known, counter } = self.stage(file);
        if let [Snapshot::Sheet(part)] = files[0].store.as_slice() {
            self.device.document = part.document.clone();
            (self.device.known, self.device.counter) = (known, self.device.counter.max(counter));
            self.seen.extend(file.from.seen.clone());
            self.snapshot = files[0].store[0].row();
        }
        files.remove(0)
    }

    /// Imports a file, and again, and holds what must be true of that.
    fn check_import(&mut self, file: &File) -> Result<(), TestCaseError> {
        let (before, mut beside) = (self.clone(), self.device.clone());
        beside.merge(&file.from.device);
        let plan = self.import(file);
        prop_assert_eq!(&self.device.document, &beside.document, "a file says what its device says");
        let mut both = before.seen.clone();
        both.extend(file.from.seen.clone());
        let expected = if comes_to(&both) == comes_to(&before.seen) { FileResult::Unchanged } else { FileResult::Merged };
        prop_assert_eq!(plan.result, expected, "{:?}", plan.changes);
        prop_assert_eq!(plan.store.is_empty(), plan.result == FileResult::Unchanged);
        let again = self.stage(file).files.remove(0);
        prop_assert_eq!((again.result, again.store.len()), (FileResult::Unchanged, 0), "{:?}", again.changes);
        Ok(())
    }

    /// The document is what the edits seen come to, and what lies on the disk is the document.
    fn check(&self) -> Result<(), TestCaseError> {
        let stamps = |held: &Register| -> Vec<Stamp> {
            std::iter::once(&held.standing).chain(&held.others).filter_map(|it| it.stamp.clone()).collect()
        };
        let held = self.device.document.registers().map(|(path, held)| (path.clone(), stamps(held))).collect();
        prop_assert_eq!(comes_to(&self.seen), held);
        let mut loaded = row::to_document(&self.snapshot, template()).unwrap();
        for it in self.log.iter().rev() {
            loaded.fold(row::to_edit(it, template()).unwrap());
        }
        prop_assert_eq!(&loaded, &self.device.document, "read again");
        Ok(())
    }
}

/// Few paths that lie in one another, so that devices meet at them.
const NESTED: &[&str] = &[
    "days/2026-11-23",
    "days/2026-11-23/focus",
    "days/2026-11-23/visits/41010001",
    "days/2026-11-23/visits/41010001/note",
    "review/work",
];

#[derive(Clone, Debug)]
enum Event {
    Edit(usize, SheetPath, Option<Value>),
    Settle(usize, bool),
    /// A backup goes onto the pile.
    Keep(usize),
    /// A backup from the pile, however old, comes in.
    Import(usize, prop::sample::Index),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let path = prop_oneof![3 => prop::sample::select(NESTED), 1 => prop::sample::select(PATHS)];
    let edit = (0_usize..3, path, 0_u8..3).prop_map(|(device, path, pick)| {
        let path = SheetPath::parse(path).unwrap();
        let value = value_at(&path, pick);
        Event::Edit(device, path, value)
    });
    let event = prop_oneof![
        6 => edit,
        1 => (0_usize..3, any::<bool>()).prop_map(|(device, stands)| Event::Settle(device, stands)),
        2 => (0_usize..3).prop_map(Event::Keep),
        3 => (0_usize..3, any::<prop::sample::Index>()).prop_map(|(device, at)| Event::Import(device, at)),
    ];
    prop::collection::vec(event, 0..40)
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn documents_are_what_the_edits_seen_come_to(events in events()) {
        let mut all = ["aa", "bb", "cc"].map(Witness::new);
        let mut pile = Vec::new();
        for it in events {
            match it {
                Event::Edit(device, path, value) => all[device].edit(path, value),
                Event::Settle(device, stands) => all[device].settle(stands),
                Event::Keep(device) => pile.push(all[device].file()),
                Event::Import(device, at) if !pile.is_empty() => all[device].check_import(&pile[at.index(pile.len())])?,
                Event::Import(..) => {}
            }
        }
        all.iter().try_for_each(Witness::check)?;
        // Whatever was exchanged, and in whichever order: with everybody's last word everybody holds the same.
        let last: Vec<File> = all.iter().map(Witness::file).collect();
        for (at, it) in all.iter_mut().enumerate() {
            (1..=3).try_for_each(|on| it.check_import(&last[(at + on) % 3]))?;
            it.check()?;
        }
        prop_assert_eq!(&all[0].device.document, &all[1].device.document);
        prop_assert_eq!(&all[1].device.document, &all[2].device.document);
    }
}

const DAY: &str = "days/2026-11-23";
const FOCUS: &str = "days/2026-11-23/focus";
const VISIT: &str = "days/2026-11-23/visits/41010001";
const NOTE: &str = "days/2026-11-23/visits/41010001/note";

/// What a file from one device is to another: its word in the report.
fn said(to: &mut Witness, from: &Witness) -> FileResult {
    let file = from.file();
    let result = to.stage(&file).files[0].result;
    to.check_import(&file).and_then(|()| to.check()).unwrap();
    result
}

/// The three shrunk cases in which a report said "merged" though nothing that matters had come in.
#[test]
fn what_a_removal_has_ended_is_no_news() {
    let [mut one, mut two] = ["aa", "bb"].map(Witness::new);
    one.types(DAY, "");
    two.types(DAY, "");
    two.types(DAY, "");
    assert_eq!(said(&mut two, &one), FileResult::Unchanged, "a removal before the one here");

    let [mut one, mut two] = ["aa", "bb"].map(Witness::new);
    one.types(NOTE, "甲");
    two.types(DAY, "");
    two.types(VISIT, "");
    assert_eq!(said(&mut two, &one), FileResult::Unchanged, "an edit from before the removal, come late");

    let [mut one, mut two] = ["aa", "bb"].map(Witness::new);
    one.types(FOCUS, "甲");
    two.types(DAY, "");
    two.types(DAY, "");
    two.types(FOCUS, "乙");
    assert_eq!(said(&mut one, &two), FileResult::Merged);
    assert_eq!(one.device.document.disputed().count(), 0, "nobody is asked about what is gone");
    assert_eq!(said(&mut two, &one), FileResult::Unchanged, "a value beside one typed after the removal");
}

#[test]
fn a_removal_and_an_edit_inside_are_decided_by_their_stamps() {
    // Of equal counters the later device's is the later.
    for (removes, types, lasts) in [("aa", "bb", true), ("bb", "aa", false)] {
        let [mut removes, mut types, mut third] = [removes, types, "cc"].map(Witness::new);
        types.types(NOTE, "甲");
        removes.types(DAY, "");
        let note = SheetPath::parse(NOTE).unwrap();
        said(&mut third, &types);
        said(&mut third, &removes);
        said(&mut removes, &types);
        said(&mut types, &third);
        for it in [removes, types, third] {
            assert_eq!(it.device.document.get(&note).is_some(), lasts);
        }
    }
}

/// Two tabs cannot give one stamp, a device put back from an image can. What is not later than a removal is gone.
#[test]
fn of_equal_stamps_the_removal_lasts_and_else_the_greater_value() {
    let edit = |path: &str, text: Option<&str>| Edit {
        path: SheetPath::parse(path).unwrap(),
        value: text.map(|it| Value::Text(it.to_owned())),
        stamp: Stamp { counter: 1, device: id("aa"), tab: id("t1") },
    };
    for (one, other, lasts) in [
        (edit(DAY, None), edit(NOTE, Some("甲")), edit(DAY, None)),
        (edit(NOTE, Some("a")), edit(NOTE, Some("b")), edit(NOTE, Some("b"))),
    ] {
        let fold = |edits: &[&Edit<SheetPath>]| {
            let mut document = Document::default();
            edits.iter().for_each(|it| _ = document.fold((*it).clone()));
            document
        };
        let (one, other, lasts) = (fold(&[&one]), fold(&[&other]), fold(&[&lasts]));
        let known = Known::from([(id("aa"), 1)]);
        for (mut ours, theirs) in [(one.clone(), &other), (other.clone(), &one), (lasts.clone(), &one), (lasts.clone(), &other)]
        {
            ours.merge(&known, theirs, &known);
            assert_eq!(ours, lasts);
        }
    }
}

#[test]
fn what_a_removal_has_ended_stays_gone_when_the_record_comes_back() {
    let [mut one, mut two, mut late] = ["aa", "bb", "cc"].map(Witness::new);
    late.types(NOTE, "旧");
    late.types(FOCUS, "旧");
    one.types(VISIT, "");
    one.types(VISIT, "");
    one.types(DAY, "");
    one.types(NOTE, "新");
    assert_eq!(said(&mut two, &one), FileResult::Merged);
    // The removal of the visit went with the day, and nothing it had ended comes in behind it.
    for it in [&mut one, &mut two] {
        assert_eq!(said(it, &late), FileResult::Unchanged);
        let live: Vec<String> = it.device.document.live().map(|it| it.0.to_string()).collect();
        assert_eq!((live, it.device.document.registers().count()), (vec![NOTE.to_owned()], 2));
    }
}

#[test]
fn a_settled_dispute_is_not_opened_again_by_an_old_file() {
    for stands in [true, false] {
        let [mut one, mut two] = ["aa", "bb"].map(Witness::new);
        one.types(FOCUS, "甲");
        two.types(FOCUS, "乙");
        let old = two.file();
        one.check_import(&old).unwrap();
        assert_eq!(one.device.document.disputed().count(), 1);
        one.settle(stands);
        assert_eq!(one.import(&old).result, FileResult::Unchanged);
        assert_eq!(said(&mut two, &one), FileResult::Merged);
        assert_eq!((two.device.view(), two.device.document.disputed().count()), (one.device.view(), 0));
    }
}
