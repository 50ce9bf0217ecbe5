//! The laws that everything else leans on: folding, merging, addresses, undo.

use onesheet::domain::edit::{Edit, Stamp};
use onesheet::domain::fold::{Document, Known};
use onesheet::domain::path::{Kind, MonthPath, Path, RosterPath, SettingsPath, SheetPath};
use onesheet::domain::undo::Undo;
use onesheet::domain::value::Value;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use super::devices::{Device, edit, edits, id, lives};

/// So many cases, or as many as `PROPTEST_CASES` asks for.
pub fn cases(count: u32) -> ProptestConfig {
    let failure_persistence = Some(Box::new(FileFailurePersistence::Off) as Box<_>);
    let asked = ProptestConfig::default();
    let cases = std::env::var_os("PROPTEST_CASES").map_or(count, |_| asked.cases);
    ProptestConfig { cases, failure_persistence, ..asked }
}

fn merged(a: &Device, b: &Device) -> Device {
    let mut both = a.clone();
    both.merge(b);
    both
}

/// A path, its value, and the counter and device of its stamp.
type Stamped = ((SheetPath, Option<Value>), (u64, usize));

fn stamp(counter: u64, device: usize) -> Stamp {
    Stamp { counter, device: id(["aa", "bb", "cc"][device]), tab: id("t") }
}

/// The state of a device that another one can tell.
fn state(it: &Device) -> (Document<SheetPath>, Known) {
    (it.document.clone(), it.known.clone())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_order_of_edits_does_not_matter(
        edits in edits(30).prop_flat_map(|all| {
            let stamps = prop::collection::vec((1_u64..9, 0_usize..3), all.len());
            (Just(all), stamps).prop_map(|(all, stamps)| all.into_iter().zip(stamps).collect::<Vec<_>>())
        }).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let fold = |all: Vec<Stamped>| {
            let mut document = Document::default();
            for ((path, value), (counter, device)) in all {
                document.fold(Edit { path, value, stamp: stamp(counter, device) });
            }
            document
        };
        prop_assert_eq!(fold(edits.0), fold(edits.1));
    }

    #[test]
    fn many_edits_at_once_are_the_same_edits_one_by_one(
        all in prop::collection::vec((edit(), (1_u64..9, 0_usize..3)), 0..30),
        more in prop::collection::vec((edit(), (1_u64..9, 0_usize..3)), 0..30),
    ) {
        let made = |all: &[Stamped]| -> Vec<Edit<SheetPath>> {
            let edit = |((path, value), (counter, device)): &Stamped| {
                Edit { path: path.clone(), value: value.clone(), stamp: stamp(*counter, *device) }
            };
            all.iter().map(edit).collect()
        };
        let (mut one_by_one, mut at_once) = (Document::default(), Document::default());
        made(&all).into_iter().chain(made(&more)).for_each(|it| _ = one_by_one.fold(it));
        at_once.fold_all(made(&all));
        at_once.fold_all(made(&more));
        prop_assert_eq!(&at_once, &one_by_one);
        let registers = || one_by_one.registers().map(|(path, it)| (path.clone(), it.clone()));
        let (mut again, mut onto) = (Document::default(), Document::default());
        again.restore_all(registers());
        onto.fold_all(made(&more));
        onto.restore_all(registers());
        prop_assert_eq!((&again, &onto), (&one_by_one, &one_by_one));
    }

    /// `known` decides which values wait beside one that stands, never what stands: not even a file that lies can change that.
    #[test]
    fn what_stands_is_what_one_device_would_have_folded(
        edits in prop::collection::vec((edit(), (1_u64..9, 0_usize..3), 0_usize..3), 0..30),
        known in prop::collection::vec((0_u64..9, 0_u64..9, 0_u64..9), 3),
        order in Just(vec![0, 1, 2, 0, 1, 2]).prop_shuffle(),
    ) {
        let known: Vec<Known> =
            known.into_iter().map(|(a, b, c)| [(id("aa"), a), (id("bb"), b), (id("cc"), c)].into_iter().collect()).collect();
        let (mut parts, mut whole) = (vec![Document::default(); 3], Document::default());
        for ((path, value), (counter, device), part) in edits {
            let edit = Edit { path, value, stamp: stamp(counter, device) };
            parts[part].fold(edit.clone());
            whole.fold(edit);
        }
        let mut merged = Document::default();
        for at in order {
            merged.merge(&known[(at + 1) % 3], &parts[at], &known[at]);
        }
        let stands = |it: &Document<SheetPath>| it.registers().map(|(path, it)| (path.clone(), it.standing.clone())).collect::<Vec<_>>();
        prop_assert_eq!(stands(&merged), stands(&whole));
    }

    #[test]
    fn the_order_of_merges_does_not_matter(devices in lives()) {
        let [a, b, c] = devices.as_slice() else { unreachable!() };
        prop_assert_eq!(state(&merged(a, b)), state(&merged(b, a)), "commutative");
        let (left, right) = (merged(&merged(a, b), c), merged(a, &merged(b, c)));
        prop_assert_eq!(state(&left), state(&right), "associative");
        prop_assert_eq!(state(&merged(&merged(a, b), b)), state(&merged(a, b)), "idempotent");
        prop_assert_eq!(state(&merged(a, a)), state(a), "idempotent with itself");
    }

    #[test]
    fn devices_that_exchange_backups_show_the_same(devices in lives(), order in Just(vec![0, 1, 2]).prop_shuffle()) {
        let mut devices = devices;
        // Once round and back: whoever is last knows all, then everybody else does.
        let round: Vec<usize> = order.iter().chain(order.iter().rev()).copied().collect();
        for pair in round.windows(2).filter(|it| it[0] != it[1]) {
            let file = devices[pair[0]].backup();
            devices[pair[1]].import(&file);
        }
        prop_assert_eq!(devices[0].view(), devices[1].view());
        prop_assert_eq!(devices[1].view(), devices[2].view());
        prop_assert_eq!(&devices[0].document, &devices[1].document);
        prop_assert_eq!(&devices[1].document, &devices[2].document);
    }

    #[test]
    fn undoing_everything_returns_the_start(
        before in edits(20),
        actions in prop::collection::vec((edits(3), any::<bool>()), 1..25),
        pauses in any::<u32>(),
    ) {
        let mut device = Device::new("aa");
        before.into_iter().for_each(|(path, value)| device.edit(path, value));
        let live = |it: &Device| it.document.live().map(|(path, value)| (path.clone(), value.clone())).collect::<Vec<_>>();
        let (start, mut undo) = (live(&device), Undo::default());
        for (at, (edits, typing)) in actions.into_iter().enumerate() {
            let edits: Vec<_> = edits.into_iter().take(if typing { 1 } else { 3 }).collect();
            // As the session does: what a step changes is said before any of it is done.
            let changes = edits.iter().flat_map(|(path, value)| Undo::changes(&device.document, path, value.as_ref())).collect();
            edits.into_iter().for_each(|(path, value)| device.edit(path, value));
            undo.record(changes, typing);
            if pauses >> (at % 32) & 1 == 1 {
                undo.pause();
            }
        }
        let end = live(&device);
        while let Some(step) = undo.undo() {
            step.into_iter().for_each(|(path, value)| device.edit(path, value));
        }
        prop_assert_eq!(&live(&device), &start);
        while let Some(step) = undo.redo() {
            step.into_iter().for_each(|(path, value)| device.edit(path, value));
        }
        prop_assert_eq!(&live(&device), &end);
        prop_assert!(!undo.can_redo());
    }

    #[test]
    fn every_path_is_read_as_it_is_printed(key in "[A-Za-z0-9_-]{1,32}", other in "[A-Za-z0-9_-]{1,32}", day in 0_i64..30_000) {
        let keys = Keys { key, other, date: chrono::NaiveDate::from_ymd_opt(1990, 1, 8).unwrap() + chrono::Duration::days(day) };
        keys.check::<SheetPath>()?;
        keys.check::<MonthPath>()?;
        keys.check::<SettingsPath>()?;
        keys.check::<RosterPath>()?;
    }
}

struct Keys {
    key: String,
    other: String,
    date: chrono::NaiveDate,
}

impl Keys {
    fn check<P: Path>(&self) -> Result<(), TestCaseError> {
        for (segments, kind) in P::table() {
            let mut ids = [&self.key, &self.other].into_iter();
            let filled: Vec<String> = segments
                .iter()
                .map(|it| match *it {
                    "<date>" => self.date.to_string(),
                    "<week>" => onesheet::domain::week::Week::of(self.date).to_string(),
                    it if it.starts_with('<') => ids.next().unwrap().clone(),
                    it => it.to_owned(),
                })
                .collect();
            let text = filled.join("/");
            let path = P::parse(&text).map_err(|it| TestCaseError::fail(format!("{text}: {it:?}")))?;
            prop_assert_eq!(&path.to_string(), &text);
            prop_assert_eq!(path.kind(), kind);
            prop_assert!(path.record().is_none_or(|it| it.kind() == Kind::Record && text.starts_with(&it.to_string())));
        }
        Ok(())
    }
}
