//! Restoring a copy: whatever it holds stands again, what was added since stays, and the restore can be taken back.

use onesheet::bundle::format::Part;
use onesheet::bundle::read::{Read, read};
use onesheet::bundle::stage::{FilePlan, FileResult, How, Snapshot, restore};
use onesheet::domain::edit::{Edit, Stamp};
use onesheet::domain::fold::Document;
use onesheet::domain::path::{Kind, Path, SheetPath};
use onesheet::domain::row;
use onesheet::domain::value::Value;
use onesheet::keeping::log::{Stored, fold, set_aside};
use proptest::prelude::*;

use super::devices::{Device, edits, id, sheet_doc, template};
use super::laws::cases;

fn copy_of(device: &Device) -> Read {
    read("copy", &device.backup(), template()).unwrap()
}

/// The stamp of a restore on this device, later than all there is.
fn stamp_on(device: &mut Device) -> Stamp {
    device.counter += 1;
    Stamp { counter: device.counter, device: device.id.clone(), tab: id("t1") }
}

/// Restores, and gives back what was said and the stamp.
fn restored(device: &mut Device, copy: Read, undoes: Option<&Stamp>) -> (FilePlan, Stamp) {
    let stamp = stamp_on(device);
    let plan = restore(&device.held(), copy, &stamp, undoes);
    match plan.store.as_slice() {
        [] => {}
        [Snapshot::Sheet(part)] => device.document = part.document.clone(),
        other => panic!("{other:?}"),
    }
    (plan, stamp)
}

fn values(document: &Document<SheetPath>) -> Vec<(SheetPath, Value)> {
    document.live().map(|(path, value)| (path.clone(), value.clone())).collect()
}

fn path(text: &str) -> SheetPath {
    SheetPath::parse(text).unwrap()
}

fn text(it: &str) -> Option<Value> {
    Some(Value::Text(it.to_owned()))
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn whatever_the_copy_holds_stands_again_and_nothing_else_moves(before in edits(20), after in edits(20)) {
        let mut device = Device::new("aa");
        before.into_iter().for_each(|(path, value)| device.edit(path, value));
        let (copied, copy) = (device.document.clone(), copy_of(&device));
        after.into_iter().for_each(|(path, value)| device.edit(path, value));
        let stood = device.document.clone();
        let (plan, stamp) = restored(&mut device, copy, None);
        for (path, value) in copied.live() {
            prop_assert_eq!(device.document.get(path), Some(value));
        }
        for (path, register) in device.document.registers() {
            let is_same = stood.register(path) == Some(register);
            prop_assert!(is_same || (register.standing.stamp.as_ref() == Some(&stamp) && copied.get(path).is_some()), "{path}");
        }
        for (path, value) in stood.live().filter(|it| copied.get(it.0).is_none()) {
            prop_assert_eq!(device.document.get(path), Some(value), "added since");
        }
        let said = &plan.changes[0];
        let changed = copied.live().filter(|it| stood.get(it.0).is_some_and(|stands| stands != it.1)).count();
        prop_assert_eq!((said.changed, said.removed, said.differences.len()), (changed, 0, changed));
        prop_assert_eq!(said.how == How::Unchanged, device.document == stood);
        let (again, _) = restored(&mut device, copy_of_document(&copied), None);
        prop_assert_eq!((again.result, again.store.len()), (FileResult::Unchanged, 0));
    }

    #[test]
    fn a_restore_is_taken_back_and_what_was_written_since_stays(before in edits(15), after in edits(15), since in edits(4)) {
        let mut device = Device::new("aa");
        before.into_iter().for_each(|(path, value)| device.edit(path, value));
        let copy = copy_of(&device);
        after.into_iter().for_each(|(path, value)| device.edit(path, value));
        let (stood, kept) = (values(&device.document), copy_of(&device));
        let (_, stamp) = restored(&mut device, copy, None);
        let brought = values(&device.document);
        // Nothing came between: all is as it was.
        let mut back = device.clone();
        let (_, undone) = restored(&mut back, kept.clone(), Some(&stamp));
        prop_assert_eq!(values(&back.document), stood.clone());
        // Taking that back is the restore once more.
        let again = read("copy", &device.backup(), template()).unwrap();
        restored(&mut back, again, Some(&undone));
        prop_assert_eq!(values(&back.document), brought);
        // Fields written since keep what they say.
        let since: Vec<_> = since.into_iter().filter(|it| it.0.kind() != Kind::Record).collect();
        since.iter().for_each(|(path, value)| device.edit(path.clone(), value.clone()));
        let written = device.document.clone();
        restored(&mut device, kept, Some(&stamp));
        for (path, _) in &since {
            prop_assert_eq!(device.document.get(path), written.get(path));
        }
    }
}

fn copy_of_document(document: &Document<SheetPath>) -> Read {
    copy_of(&Device { document: document.clone(), ..Device::new("aa") })
}

#[test]
fn a_sheet_that_is_gone_comes_back_and_goes_again() {
    let mut device = Device::new("aa");
    device.edit(path("review/work"), text("写过的"));
    let copy = copy_of(&device);
    device.document = Document::default();
    let mut held = device.held();
    held.sheets.clear();
    let stamp = stamp_on(&mut device);
    let plan = restore(&held, copy, &stamp, None);
    assert_eq!((plan.result, plan.changes[0].added), (FileResult::Merged, 1));
    // The copy made before it knows of no sheet at all.
    let Snapshot::Sheet(part) = &plan.store[0] else { panic!() };
    let mut kept = copy_of(&device);
    kept.bundle.sheets.clear();
    held.sheets.insert(sheet_doc(), Part::new(sheet_doc(), part.document.clone()));
    let plan = restore(&held, kept, &stamp_on(&mut device), Some(&stamp));
    assert_eq!((plan.changes[0].removed, plan.changes[0].added), (1, 0));
}

#[test]
fn a_field_inside_a_record_taken_away_since_comes_back() {
    let mut device = Device::new("aa");
    device.edit(path("days/2026-11-23/visits/41010001/note"), text("价签"));
    let copy = copy_of(&device);
    device.edit(path("days/2026-11-23/visits/41010001"), None);
    device.edit(path("days/2026-11-23"), None);
    restored(&mut device, copy, None);
    assert_eq!(device.document.get(&path("days/2026-11-23/visits/41010001/note")), text("价签").as_ref());
}

#[test]
fn rows_that_cannot_be_read_are_set_aside_and_the_rest_is_folded() {
    let doc = sheet_doc();
    let edit = |counter: u64, at: &str| {
        let stamp = Stamp { counter, device: id("aa"), tab: id("t1") };
        row::of_edit(&Edit { path: path(at), value: text("好的"), stamp })
    };
    let rows = [edit(1, "review/work"), "{\"path\":\"revi".to_owned(), edit(3, "goals/vol/note")];
    let edits = (1..).zip(rows).map(|(at, row)| (format!("{doc}|{at}"), row)).collect();
    let mut stored = Stored { snapshot: Some("{".to_owned()), edits, is_newer: false };
    let aside = set_aside::<SheetPath>(&mut stored, &doc, template());
    let keys: Vec<String> = aside.into_iter().map(|it| it.0).collect();
    assert_eq!(keys, [doc.to_string(), format!("{doc}|2")]);
    let loaded = fold::<SheetPath>(stored, &doc, &[], template()).unwrap();
    assert_eq!(loaded.document.live().count(), 2);
}
