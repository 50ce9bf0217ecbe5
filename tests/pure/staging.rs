//! What importing on a manager's own device would change: fresh devices, two devices, files without stamps, and bad company.

use onesheet::bundle::digest;
use onesheet::bundle::format::{BundleKind, LooseEdit, Part};
use onesheet::bundle::read::{Read, read};
use onesheet::bundle::refusal::{FileRefusal, Refusal};
use onesheet::bundle::sentences;
use onesheet::bundle::stage::{FilePlan, FileResult, Held, How, Plan, Snapshot, stage};
use onesheet::bundle::write;
use onesheet::domain::edit::{Doc, Stamp};
use onesheet::domain::json::Json;
use onesheet::domain::path::{Path, SettingsPath, SheetPath};
use onesheet::domain::value::Value;
use proptest::prelude::*;

use super::bundle::{BACKUP, REPORT, document, members};
use super::devices::{Device, MANAGER, envelope, id, lives, sheet_doc, targets, template};
use super::laws::cases;

/// Says whatever a file led to, in both languages; gives back all of it.
pub fn say(read: &Result<Read, FileRefusal>, said: &mut String) {
    let all: Vec<Refusal> = match read {
        Err(it) => vec![Refusal::File("受损.json", it)],
        Ok(it) => {
            let refused = it.refused.iter().map(|one| Refusal::Document(&it.name, one));
            refused.chain(it.warnings.iter().map(|one| Refusal::Warning(&it.name, one))).collect()
        }
    };
    for it in all {
        let (zh, en) = (sentences::zh(&it), sentences::en(&it));
        assert!(zh.ends_with('。') && en.ends_with('.') && zh.contains("受损.json"), "{zh} {en}");
        said.push_str(&zh);
        said.push_str(&en);
    }
}

pub fn staged(held: &Held, files: &[(&str, &[u8])]) -> Plan {
    let handed = |(name, bytes): &(&str, &[u8])| {
        let mut read = read(name, bytes, template());
        if let Ok(it) = &mut read {
            it.bundle.hand_to(&held.manager);
        }
        ((*name).to_owned(), read)
    };
    stage(held, files.iter().map(handed).collect())
}

pub fn alone(held: &Held, bytes: &[u8]) -> FilePlan {
    staged(held, &[("a", bytes)]).files.remove(0)
}

pub fn fresh() -> Held {
    Held::new(id(MANAGER), id("zz"))
}

/// What a device holds once a plan is carried out.
pub fn applied(held: &Held, plan: &Plan) -> Held {
    let mut held = held.clone();
    for it in plan.files.iter().flat_map(|it| it.store.iter().cloned()) {
        match it {
            Snapshot::Sheet(it) => _ = held.sheets.insert(it.doc.clone(), it),
            Snapshot::Month(it) => _ = held.months.insert(it.doc.clone(), it),
            Snapshot::Roster(it) => _ = held.rosters.insert(it.doc.clone(), it),
            Snapshot::Settings(it) => _ = held.settings.insert(it.doc.clone(), it),
        }
    }
    for it in &plan.files {
        if !it.also.is_empty() {
            held.foundations = it.foundations.clone();
        }
    }
    held.known = plan.known.clone();
    held
}

fn path(text: &str) -> SheetPath {
    SheetPath::parse(text).unwrap()
}

#[test]
fn a_fresh_device_takes_everything_and_then_nothing() {
    for file in [REPORT, BACKUP] {
        let plan = staged(&fresh(), &[("a", file.as_bytes()), ("b", file.as_bytes())]);
        let results: Vec<FileResult> = plan.files.iter().map(|it| it.result).collect();
        assert_eq!(results, [FileResult::Merged, FileResult::Unchanged]);
        assert!(plan.files[0].changes.iter().all(|it| it.how == How::New && it.added > 0));
        assert!(plan.files[1].store.is_empty() && plan.files[1].also.is_empty());
        let again = staged(&applied(&fresh(), &plan), &[("a", file.as_bytes())]);
        assert_eq!((again.files[0].result, &again.known), (FileResult::Unchanged, &plan.known));
    }
    let plan = staged(&fresh(), &[("a", BACKUP.as_bytes())]);
    assert_eq!((plan.counter, plan.known.len(), plan.files[0].also.days.len()), (18, 2, 1));
    let unknown: Vec<bool> = plan.files[0].store.iter().map(|it| it.unknown().contains_key("x-later")).collect();
    assert_eq!(unknown, [true, false, false, false]);
}

#[test]
fn a_file_without_stamps_fills_what_is_absent_and_shows_the_rest() {
    let mut device = Device::new("aa");
    device.edit(path("days/2026-11-23/values/vol"), Some(Value::Number("8".parse::<i64>().unwrap().into())));
    device.edit(path("review/work"), None);
    device.edit(path("messages/m1"), None);
    let held = device.held();
    let plan = staged(&held, &[("a", REPORT.as_bytes())]);
    assert_eq!(plan.files[0].result, FileResult::Merged, "month and roster are new");
    let change = &plan.files[0].changes[0];
    assert_eq!((change.how, change.changed, change.removed, change.disputed.len()), (How::Filled, 0, 0, 0));
    let asked: Vec<&str> = change.differences.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(asked, ["days/2026-11-23/values/vol", "messages/m1/to", "messages/m1/items/hd-st1", "review/work"]);
    assert_eq!((change.differences[0].stands.is_some(), &change.differences[3].stands), (true, &None));
    let after = applied(&held, &plan);
    let sheet = &after.sheets[&sheet_doc()].document;
    assert_eq!(sheet.get(&path("days/2026-11-23/values/vol")), device.document.get(&path("days/2026-11-23/values/vol")));
    assert_eq!((sheet.get(&path("review/work")), sheet.get(&path("messages/m1/to"))), (None, None));
    let again = alone(&after, REPORT.as_bytes());
    assert_eq!((again.result, again.changes[0].differences.len()), (FileResult::Unchanged, 4));

    let mut only = after.clone();
    only.sheets.get_mut(&sheet_doc()).unwrap().document = device.document;
    assert_eq!(alone(&only, REPORT.as_bytes()).result, FileResult::Updated);
}

#[test]
fn two_devices_see_what_they_wrote_at_the_same_time() {
    let (mut one, mut two) = (Device::new("aa"), Device::new("bb"));
    let text = |it: &str| Some(Value::Text(it.to_owned()));
    one.edit(path("review/work"), text("甲"));
    two.edit(path("review/work"), text("乙"));
    two.edit(path("days/2026-11-23/focus"), text("新品"));
    let plan = alone(&one.held(), &two.backup());
    let change = &plan.changes[0];
    assert_eq!((plan.result, change.how, change.added, change.changed), (FileResult::Merged, How::Joined, 1, 1));
    assert_eq!((&change.disputed[0].stands, &change.disputed[0].other), (&text("乙"), &text("甲")));
    one.import(&two.backup());
    // Choosing is an edit, and the other device learns of it like of any other.
    one.edit(path("review/work"), text("甲乙"));
    two.import(&one.backup());
    assert_eq!((two.view(), two.document.disputed().count()), (one.view(), 0));
}

#[test]
fn what_changes_is_told_field_by_field() {
    let (mut ours, mut theirs) = (Device::new("aa"), Device::new("bb"));
    let work = |text: &str| (path("review/work"), Some(Value::Text(text.to_owned())));
    let (at, value) = work("旧");
    theirs.edit(at, value);
    ours.import(&theirs.backup());
    let (at, value) = work("新");
    theirs.edit(at, value);
    let change = alone(&ours.held(), &theirs.backup()).changes.remove(0);
    let told: Vec<_> = change.renewed.iter().map(|it| (it.path.as_str(), it.stands.clone(), it.other.clone())).collect();
    let text = |it: &str| Some(Value::Text(it.to_owned()));
    assert_eq!((change.changed, told), (1, vec![("review/work", text("旧"), text("新"))]));
}

#[test]
fn a_ticked_file_does_not_push_out_ticks_made_here() {
    let mut device = Device::new("aa");
    (1..=5).for_each(|it| device.edit(path(&format!("tasks/ter-{it:02}/ticked")), Some(Value::Flag(true))));
    let change = alone(&device.held(), REPORT.as_bytes()).changes.remove(0);
    assert!(change.differences.iter().any(|it| it.path == "tasks/svc-05/ticked" && it.stands.is_none()));
}

#[test]
fn a_file_for_somebody_else_is_not_taken() {
    let mut held = fresh();
    held.manager = id("ZZ0001");
    let plan = alone(&held, REPORT.as_bytes());
    assert_eq!(plan.refusal, Some(FileRefusal::OtherManager { theirs: id(MANAGER), ours: id("ZZ0001") }));
}

#[test]
fn files_come_in_the_order_of_their_names_and_bad_ones_harm_nobody() {
    let bad = REPORT.replace("\"outcome\":\"done\"", "\"outcome\":\"finished\"");
    let bad = digest::seal(&members(&bad));
    let plan = staged(&fresh(), &[("c", REPORT.as_bytes()), ("a", bad.as_bytes()), ("b", b"{")]);
    let results: Vec<(&str, FileResult)> = plan.files.iter().map(|it| (it.name.as_str(), it.result)).collect();
    assert_eq!(results, [("a", FileResult::Partly), ("b", FileResult::Refused), ("c", FileResult::Merged)]);
    let how: Vec<How> = plan.files[2].changes.iter().map(|it| it.how).collect();
    assert_eq!(how, [How::New, How::Unchanged, How::Unchanged], "a brought the month and the roster");
}

/// Whoever says that it has seen what it refused can never be given it again.
#[test]
fn what_was_refused_still_comes_in_later() {
    let bad = digest::seal(&members(&BACKUP.replace("\"outcome\":\"done\"", "\"outcome\":\"finished\"")));
    let plan = staged(&fresh(), &[("a", bad.as_bytes())]);
    assert_eq!((plan.files[0].result, plan.known.len()), (FileResult::Partly, 0));
    let plan = staged(&applied(&fresh(), &plan), &[("a", BACKUP.as_bytes())]);
    assert_eq!((plan.files[0].result, plan.known.len()), (FileResult::Merged, 2));
}

#[test]
fn what_a_device_lost_comes_back_from_its_own_backup() {
    let plan = staged(&fresh(), &[("a", BACKUP.as_bytes())]);
    let mut lost = applied(&fresh(), &plan);
    lost.sheets.clear();
    let again = staged(&lost, &[("a", BACKUP.as_bytes())]);
    assert_eq!(again.files[0].result, FileResult::Merged);
    assert_eq!(again.files[0].store[0], plan.files[0].store[0]);
}

#[test]
fn loose_edits_are_folded_in_and_a_devices_name_stays_with_it() {
    let mut bundle = envelope(BundleKind::Backup, &id("bb"));
    let settings = document::<SettingsPath>(&[("device/name", "\"平板\""), ("manager/name", "\"张三\"")]);
    bundle.settings = Some(Part::new(Doc::Settings, settings));
    let edit = |doc: Doc, path: &str, value: &str, counter: u64| LooseEdit {
        doc,
        path: path.to_owned(),
        value: Some(Value::Text(value.to_owned())),
        stamp: Stamp { counter, device: id("bb"), tab: id("t") },
    };
    bundle.edits = vec![
        edit(Doc::Settings, "device/name", "手机", 3),
        edit(Doc::Settings, "manager/area", "金水一区", 4),
        edit(sheet_doc(), "review/work", "已完成", 5),
        edit(Doc::Month(id(MANAGER), "2026-11".parse().unwrap()), "summary/work", "月小结", 6),
    ];
    let bytes = write::backup(&bundle, template(), &targets);
    let held = applied(&fresh(), &staged(&fresh(), &[("a", &bytes)]));
    let settings: Vec<String> = held.settings[&Doc::Settings].document.live().map(|it| it.0.to_string()).collect();
    assert_eq!(settings, ["manager/name", "manager/area"]);
    assert_eq!((held.sheets.len(), held.months.len()), (1, 1));
    let mut same = fresh();
    same.device = id("bb");
    let held = applied(&same, &staged(&same, &[("a", &bytes)]));
    assert_eq!(held.settings[&Doc::Settings].document.live().count(), 3);

    // An edit that cannot be read takes its document with it, and nothing else.
    let bad = String::from_utf8(bytes).unwrap().replace("\"6.bb.t\"", "\"6\"");
    let read = read("a", digest::seal(&members(&bad)).as_bytes(), template()).unwrap();
    assert_eq!((read.refused.len(), read.bundle.edits.len()), (1, 3));
}

proptest! {
    #![proptest_config(cases(60))]

    /// Reports bring values without stamps, so they come between backups in any order.
    #[test]
    fn importing_a_file_twice_changes_nothing(devices in lives(), files in prop::collection::vec((0_usize..3, any::<bool>()), 1..5)) {
        let mut held = devices[0].held();
        for (from, report) in files {
            let device = &devices[from];
            let mut bundle = envelope(BundleKind::Report, &device.id);
            bundle.sheets.push(Part::new(sheet_doc(), device.document.clone()));
            bundle.sheets[0].unknown.insert("x-later".to_owned(), Json::text(device.id.as_str()));
            let file = if report { write::report(bundle, write::Customers::Classes, template(), &targets).unwrap() } else { device.backup() };
            let plan = staged(&held, &[("a", &file)]);
            let once = applied(&held, &plan);
            let (result, change) = (plan.files[0].result, &plan.files[0].changes[0]);
            prop_assert_eq!(result == FileResult::Unchanged, once.sheets == held.sheets, "{:?}", change);
            prop_assert!(change.how != How::Filled || (change.changed, change.removed, change.disputed.len()) == (0, 0, 0));
            let again = staged(&once, &[("a", &file)]);
            prop_assert_eq!(again.files[0].result, FileResult::Unchanged);
            prop_assert!(again.files[0].store.is_empty() && again.known == once.known);
            prop_assert_eq!(&again.files[0].changes[0].differences, &change.differences);
            held = once;
        }
    }
}
