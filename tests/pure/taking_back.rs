//! Taking an import back: as if the file had never come, but for what was written on this device since.

use onesheet::bundle::read::read;
use onesheet::bundle::stage::{FilePlan, Snapshot, take_back};
use onesheet::domain::edit::Stamp;
use proptest::prelude::*;

use super::devices::{Device, edits, good, id, lives, template};
use super::laws::cases;

/// Imports a file the way the worker does, a copy first; gives the copy and what the device had come to.
fn imported(device: &mut Device, file: &[u8]) -> (Vec<u8>, Stamp) {
    let copy = device.backup();
    device.import(file);
    (copy, Stamp { counter: device.counter, device: device.id.clone(), tab: id("t1") })
}

fn taken_back(device: &mut Device, copy: &[u8], since: &Stamp) -> FilePlan {
    let plan = take_back(&device.held(), good(copy), since);
    match plan.store.as_slice() {
        [] => {}
        [Snapshot::Sheet(part)] => device.document = part.document.clone(),
        other => panic!("{other:?}"),
    }
    device.known.clone_from(&plan.known);
    plan
}

/// The device as a copy of it says: of several values that do not stand a file carries the highest.
fn as_copied(device: &Device) -> Device {
    let document = read("copy", &device.backup(), template()).unwrap().bundle.sheets.remove(0).document;
    Device { document, ..device.clone() }
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn nothing_of_the_file_stays_but_what_was_written_since_does(devices in lives(), since in edits(5)) {
        let [mut device, other, _] = <[Device; 3]>::try_from(devices).unwrap();
        prop_assume!(device.document.registers().next().is_some());
        let mut without = as_copied(&device);
        let (copy, stamp) = imported(&mut device, &other.backup());
        without.counter = device.counter;
        for (path, value) in since {
            device.edit(path.clone(), value.clone());
            without.edit(path, value);
        }
        let plan = taken_back(&mut device, &copy, &stamp);
        prop_assert_eq!(device.view(), without.view());
        prop_assert_eq!(&device.known, &without.known);
        // Twice is the same.
        let before = device.document.clone();
        taken_back(&mut device, &copy, &stamp);
        prop_assert_eq!(&device.document, &before);
        prop_assert!(plan.refused.is_empty());
    }

    #[test]
    fn the_file_can_be_imported_again(devices in lives()) {
        let [mut device, other, _] = <[Device; 3]>::try_from(devices).unwrap();
        prop_assume!(device.document.registers().next().is_some());
        device = as_copied(&device);
        let file = other.backup();
        let (copy, stamp) = imported(&mut device, &file);
        let brought = device.view();
        taken_back(&mut device, &copy, &stamp);
        device.import(&file);
        prop_assert_eq!(device.view(), brought);
    }
}

#[test]
fn a_sheet_that_came_with_the_file_goes_and_comes_again_with_what_is_written_on_it() {
    let (mut device, mut other) = (Device::new("aa"), Device::new("bb"));
    let path = |text: &str| onesheet::domain::path::Path::parse(text).unwrap();
    let text = |it: &str| Some(onesheet::domain::value::Value::Text(it.to_owned()));
    other.edit(path("review/work"), text("别的设备上写的"));
    let mut nothing = good(&device.backup());
    nothing.bundle.sheets.clear();
    let (_, stamp) = imported(&mut device, &other.backup());
    let plan = take_back(&device.held(), nothing.clone(), &stamp);
    assert_eq!((plan.changes[0].removed, plan.changes[0].added), (1, 0));
    device.edit(path("goals/vol/note"), text("后来写的"));
    let plan = take_back(&device.held(), nothing, &stamp);
    let [Snapshot::Sheet(part)] = plan.store.as_slice() else { panic!("{:?}", plan.store) };
    assert_eq!(part.document.live().map(|it| it.0.to_string()).collect::<Vec<_>>(), ["goals/vol/note"]);
}
