//! A device that is given hurt files, one after another: nothing panics, nothing changes that the file does not name, nobody
//! else's document is touched, and what is stored can be read again and would be taken again.
//!
//! Ten mutants a seed. `cargo xtask bench mutants` runs a million of them and asks for time and memory as well.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use onesheet::bundle::format::{BundleKind, Part};
use onesheet::bundle::raw;
use onesheet::bundle::read::{Read, read};
use onesheet::bundle::refusal::FileRefusal;
use onesheet::bundle::stage::{Held, Plan, Snapshot, stage};
use onesheet::bundle::write;
use onesheet::domain::edit::Doc;
use onesheet::domain::id::Id;
use onesheet::domain::json::Json;
use onesheet::domain::path::{MonthPath, Path, RosterPath, SettingsPath, SheetPath};
use onesheet::domain::row;
use onesheet::domain::value::Value;

use super::bundle::{BACKUP, document};
use super::devices::{Device, MANAGER, PATHS, envelope, targets, template, value_at};
use super::memory;
use super::mutator::mutant;
use super::seeds::{self, Dice};
use super::staging::{applied, fresh, say, staged};

const MUTANTS: usize = 10;
/// Set by the bench: how long one mutant may take, and what it may hold.
const MEASURED: &str = "ONESHEET_MEASURED";
pub const SLOWEST: Duration = Duration::from_secs(2);
pub const MOST_MEMORY: usize = 256 * 1024 * 1024;

/// What a file costs from its bytes to the rows it left.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    pub time: Duration,
    /// Bytes, those of the file among them.
    pub memory: usize,
}

/// What some work on a file costs.
pub fn cost_of<T>(bytes: &[u8], work: impl FnOnce() -> T) -> (T, Cost) {
    let started = worked();
    let (done, most) = memory::most_of(work);
    (done, Cost { time: worked().saturating_sub(started), memory: most + bytes.len() })
}

/// How long this thread has had a processor (Linux, proc(5)): a machine that does something else meanwhile costs a file nothing.
fn worked() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(text.split_whitespace().next().unwrap().parse().unwrap())
}

impl Cost {
    /// Whether a device can spare it; asked for by the bench alone, for elsewhere a machine may be busy.
    pub fn is_spared(self) -> bool {
        !is_measured() || (self.time <= SLOWEST && self.memory <= MOST_MEMORY)
    }
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1?}, {:.1} MiB", self.time, self.memory as f64 / 1024.0 / 1024.0)
    }
}

/// The dearest there were: in time, and in memory.
type Dearest = [(Cost, String); 2];

/// A device with documents of its manager, and some of somebody else's that nobody ever took away.
fn device(dice: &mut Dice) -> Held {
    let mut held = match dice.below(3) {
        0 => fresh(),
        1 => applied(&fresh(), &staged(&fresh(), &[("a", BACKUP.as_bytes())])),
        _ => {
            let mut device = Device::new(dice.pick::<&str>(&["aa", "k7f2q9"]));
            for _ in 0..dice.below(20) {
                let path = SheetPath::parse(dice.pick::<&str>(PATHS)).unwrap();
                let value = value_at(&path, u8::try_from(dice.below(5)).unwrap());
                device.edit(path, value);
            }
            device.held()
        }
    };
    let manager = document::<SettingsPath>(&[("manager/id", &format!("\"{MANAGER}\"")), ("role", "\"manager\"")]);
    held.settings.entry(Doc::Settings).or_insert_with(|| Part::new(Doc::Settings, manager));
    let doc = |it: &str| it.parse::<Doc>().unwrap();
    let sheet = document::<SheetPath>(&[("review/work", "\"别人的\""), ("messages/m1/to", "\"head\"")]);
    for it in ["sheet/ZZ0001/2026-W48", "sheet/ZZ0001/2026-W49", "sheet/ZZ0412/2026-W30"] {
        held.sheets.insert(doc(it), Part::new(doc(it), sheet.clone()));
    }
    let month = document::<MonthPath>(&[("goals/vol/target", "77")]);
    held.months.insert(doc("month/ZZ0001/2026-11"), Part::new(doc("month/ZZ0001/2026-11"), month));
    let roster = document::<RosterPath>(&[("41010001/tier", "7")]);
    held.rosters.insert(doc("roster/ZZ0001"), Part::new(doc("roster/ZZ0001"), roster));
    held
}

/// What lies in the database, document by document: the row, and what this version does not know.
pub fn rows(held: &Held) -> BTreeMap<Doc, (String, String)> {
    fn of<P: Path>(part: &Part<P>) -> (Doc, (String, String)) {
        (part.doc.clone(), (row::of_document(&part.document), Json::Object(part.unknown.clone()).canonical()))
    }
    let sheets = held.sheets.values().map(of).chain(held.months.values().map(of));
    sheets.chain(held.rosters.values().map(of)).chain(held.settings.values().map(of)).collect()
}

/// As the worker opens whatever was picked.
pub fn opened(bytes: &[u8], manager: &Id) -> Result<Read, FileRefusal> {
    match read("受损.json", bytes, template()) {
        Err(FileRefusal::NotABundle) => raw::read("受损.json", bytes, manager, template()),
        it => it,
    }
}

/// A document as the next page finds it.
fn found<P: Path>(part: &Part<P>) -> Part<P> {
    let document = row::to_document(&row::of_document(&part.document), template()).unwrap();
    assert_eq!(document, part.document, "{} is read as it was written", part.doc);
    let mut found = Part::new(part.doc.clone(), document);
    found.unknown = Json::parse(&Json::Object(part.unknown.clone()).canonical()).unwrap().as_object().unwrap().clone();
    found
}

/// Writes the rows of a plan.
fn apply(held: &mut Held, plan: &Plan) {
    for it in plan.files.iter().flat_map(|it| &it.store) {
        match it {
            Snapshot::Sheet(it) => _ = held.sheets.insert(it.doc.clone(), found(it)),
            Snapshot::Month(it) => _ = held.months.insert(it.doc.clone(), found(it)),
            Snapshot::Roster(it) => _ = held.rosters.insert(it.doc.clone(), found(it)),
            Snapshot::Settings(it) => _ = held.settings.insert(it.doc.clone(), found(it)),
        }
    }
    held.known = plan.known.clone();
}

/// The device's next backup must be one that it would take.
fn can_be_backed_up(held: &Held) {
    let mut bundle = envelope(BundleKind::Backup, &held.device);
    let is_ours = |doc: &Doc| !matches!(doc, Doc::Sheet(it, _) | Doc::Month(it, _) | Doc::Roster(it) if it.as_str() != MANAGER);
    bundle.sheets = held.sheets.values().filter(|it| is_ours(&it.doc)).cloned().collect();
    bundle.months = held.months.values().filter(|it| is_ours(&it.doc)).cloned().collect();
    bundle.rosters = held.rosters.values().filter(|it| is_ours(&it.doc)).cloned().collect();
    bundle.settings = held.settings.values().next().cloned();
    bundle.known = held.known.clone();
    let again = read("a", &write::backup(&bundle, template(), &targets), template()).unwrap();
    assert_eq!(again.refused, []);
    let documents = |it: &[Part<SheetPath>]| it.iter().map(|it| it.document.clone()).collect::<Vec<_>>();
    assert_eq!(documents(&again.bundle.sheets), documents(&bundle.sheets));
    assert_eq!((&again.bundle.known, again.bundle.months.len()), (&bundle.known, bundle.months.len()));
}

/// Gives a device one file. How it ended, by the words of the page, and what it cost.
fn give(held: &mut Held, bytes: &[u8]) -> (&'static str, Cost) {
    let before = rows(held);
    let ((read, named, plan), cost) = cost_of(bytes, || {
        let read = opened(bytes, &held.manager);
        say(&read, &mut String::new());
        let named = read.as_ref().map(|it| it.bundle.documents()).unwrap_or_default();
        let plan = stage(held, vec![("受损.json".to_owned(), read.clone())]);
        apply(held, &plan);
        (read, named, plan)
    });
    let file = &plan.files[0];
    let after = rows(held);
    for (doc, row) in &before {
        let is_foreign = matches!(doc, Doc::Sheet(it, _) | Doc::Month(it, _) | Doc::Roster(it) if it.as_str() != MANAGER);
        assert!(after[doc] == *row || (named.contains(doc) && !is_foreign), "{doc} was changed");
    }
    for doc in after.keys().filter(|it| !before.contains_key(it)) {
        assert!(named.contains(doc) && !doc.to_string().contains("ZZ0001"), "{doc} came from nowhere");
    }
    let owner = |held: &Held| held.settings[&Doc::Settings].document.get(&SettingsPath::ManagerId()).cloned();
    assert_eq!(owner(held), Some(Value::Text(MANAGER.to_owned())), "the device stays its manager's");
    if file.store.is_empty() {
        assert_eq!(before, after);
    } else {
        can_be_backed_up(held);
        let again = stage(held, vec![("受损.json".to_owned(), read)]);
        assert!(again.files[0].store.is_empty(), "twice is once: {:?}", again.files[0].changes);
    }
    (file.result.word(), cost)
}

#[test]
fn no_hurt_file_harms_a_device() {
    let dearest = Mutex::new(Dearest::default());
    let figures = ["mutants", "merged", "updated", "unchanged", "partly", "refused"];
    seeds::run("mutants::no_hurt_file_harms_a_device", figures, |dice| {
        let mut held = device(dice);
        let mut sums = [0; 6];
        for at in 0..MUTANTS {
            let bytes = mutant(dice);
            let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(3_000)]).into_owned();
            let given = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| give(&mut held, &bytes)));
            let (result, cost) = given.unwrap_or_else(|why| {
                eprintln!("mutant {at}, {} bytes: {shown}", bytes.len());
                std::panic::resume_unwind(why)
            });
            assert!(cost.is_spared(), "mutant {at}: {cost}: {shown}");
            note(&dearest, cost, || format!("seed {}, mutant {at}, {} bytes, {result}", dice.seed(), bytes.len()));
            sums[0] += 1;
            sums[figures.iter().position(|it| *it == result).unwrap()] += 1;
        }
        sums
    });
    let [slowest, largest] = dearest.into_inner().unwrap();
    println!("mutants: the slowest took {} ({})", slowest.0, slowest.1);
    println!("mutants: the largest took {} ({})", largest.0, largest.1);
    println!("mutants: the whole process held {} MiB at most", peak() / 1024 / 1024);
}

fn note(dearest: &Mutex<Dearest>, cost: Cost, name: impl Fn() -> String) {
    let [slowest, largest] = &mut *dearest.lock().unwrap();
    if cost.time > slowest.0.time {
        *slowest = (cost, name());
    }
    if cost.memory > largest.0.memory {
        *largest = (cost, name());
    }
}

/// Whether time and memory are asked for.
pub fn is_measured() -> bool {
    std::env::var_os(MEASURED).is_some()
}

/// The most this process has held by what the system says, a second witness; nothing where it does not say.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|it| it.strip_prefix("VmHWM:")).and_then(|it| it.trim().strip_suffix(" kB"));
    kilobytes.and_then(|it| it.trim().parse::<usize>().ok()).unwrap_or(0) * 1024
}
