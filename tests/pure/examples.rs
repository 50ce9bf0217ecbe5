//! What is published beside the schema. The examples are what this build writes, keep to the schema as it is published, and are
//! read; the page that describes the format names all there is, and the limits as they are.

use std::fs;

use onesheet::bundle::digest;
use onesheet::bundle::format::{BundleKind, EXTENSION};
use onesheet::bundle::jwe::{ROUNDS_MAX, ROUNDS_MIN};
use onesheet::bundle::limits::{BACKUP_MAX, DEPTH_MAX, FILE_MAX, RECORDS_MAX, ROSTER_MAX, SHEETS_MAX, UNKNOWN_MAX};
use onesheet::bundle::stage::{FileResult, Held};
use onesheet::domain::json::Json;
use onesheet::domain::path::{MonthPath, Path, SettingsPath, SheetPath};

use super::devices::{MANAGER, good, id};
use super::published::examples;
use super::schema::faults;
use super::staging::{applied, staged};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/public/schema");

/// Every example that lies in the folder: its name and its text.
fn published() -> Vec<(String, String)> {
    let names = fs::read_dir(FOLDER).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<_> =
        names.filter(|it| it.ends_with(EXTENSION)).map(|it| (text(&it), it)).map(|(text, it)| (it, text)).collect();
    files.sort();
    files
}

fn text(name: &str) -> String {
    fs::read_to_string(format!("{FOLDER}/{name}")).unwrap()
}

/// `UPDATE_EXAMPLES=1 cargo test` writes them anew.
#[test]
fn the_published_examples_are_fresh() {
    for (name, bytes) in examples() {
        if std::env::var_os("UPDATE_EXAMPLES").is_some() {
            fs::write(format!("{FOLDER}/{name}"), &bytes).unwrap();
        }
        assert!(text(name).as_bytes() == bytes, "{name} is stale: run UPDATE_EXAMPLES=1 cargo test");
    }
    let names: Vec<String> = published().into_iter().map(|it| it.0).collect();
    let mut made: Vec<&str> = examples().into_iter().map(|it| it.0).collect();
    made.sort_unstable();
    assert_eq!(names, made, "nothing lies there that nobody makes");
}

#[test]
fn any_example_validates() {
    let schema = serde_json::from_str(&text("bundle-v1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let kinds: Vec<BundleKind> = published()
        .iter()
        .map(|(name, text)| {
            assert_eq!(faults(&validator, text), Vec::<String>::new(), "{name}");
            let Json::Object(mut members) = Json::parse(text).unwrap() else { panic!("{name} is no object") };
            assert_eq!(Json::Object(members.clone()).canonical(), *text, "{name} is canonical");
            let stated = members.remove(digest::MEMBER).unwrap();
            assert_eq!(stated, Json::text(digest::of(&[Json::Object(members).canonical().as_bytes()])), "{name}");
            let read = good(text.as_bytes());
            assert_eq!(read.warnings, [], "{name}");
            read.bundle.kind
        })
        .collect();
    assert!(BundleKind::ALL.iter().all(|it| kinds.contains(it)), "one of each kind: {kinds:?}");
}

#[test]
fn the_examples_fit_together() {
    let (report, backup, reply) = (text("report.onesheet.json"), text("backup.onesheet.json"), text("reply.onesheet.json"));
    let held = Held::new(id(MANAGER), id("zz"));
    let plan = staged(&held, &[("backup.onesheet.json", backup.as_bytes())]);
    assert_eq!((plan.files[0].result, &plan.files[0].warnings), (FileResult::Merged, &Vec::new()));
    let held = applied(&held, &plan);
    let plan = staged(&held, &[("report.onesheet.json", report.as_bytes())]);
    assert_eq!(plan.files[0].result, FileResult::Unchanged, "the report says nothing the backup does not");

    let sheet = &good(backup.as_bytes()).bundle.sheets[0].document;
    let disputed: Vec<String> = sheet.disputed().map(|it| it.0.to_string()).collect();
    assert_eq!(disputed, ["review/work"], "two devices wrote it at the same time");
    let gone = SheetPath::parse("days/2026-11-27/visits/41010002").unwrap();
    assert!(sheet.stamp(&gone).is_some() && sheet.get(&gone).is_none(), "a visit was taken out");

    let stated = Json::parse(&report).unwrap().get(digest::MEMBER).unwrap().clone();
    let reply = &good(reply.as_bytes()).bundle.replies[0];
    assert_eq!(reply.get("digest"), Some(&stated), "the reply is to this report");
    for path in reply.get("comments").unwrap().as_object().unwrap().keys() {
        assert!(sheet.get(&SheetPath::parse(path).unwrap()).is_some(), "{path} stands in the sheet");
    }
}

/// Everything that stands in a document, in words as the page has them: a member alone, or at the end of a path.
fn names<P: Path>() -> impl Iterator<Item = String> {
    P::table().into_iter().flat_map(|it| it.0).filter(|it| !it.starts_with('<')).map(str::to_owned)
}

#[test]
fn the_page_names_all_there_is() {
    let page = text("index.html");
    let schema: serde_json::Value = serde_json::from_str(&text("bundle-v1.schema.json")).unwrap();
    let members = schema["properties"].as_object().unwrap().keys().cloned();
    let kinds = BundleKind::ALL.into_iter().map(|it| it.word().to_owned());
    let all = members.chain(kinds).chain(names::<SheetPath>()).chain(names::<MonthPath>()).chain(names::<SettingsPath>());
    for name in all {
        let is_named =
            [">", "/"].iter().any(|before| ["<", "/"].iter().any(|after| page.contains(&format!("{before}{name}{after}"))));
        assert!(is_named, "public/schema/index.html does not name {name}");
    }
    for name in examples().into_iter().map(|it| it.0).chain(["bundle-v1.schema.json"]) {
        assert!(page.contains(&format!("href=\"{name}\"")), "it does not lead to {name}");
    }
}

/// A number as the page writes it.
fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}

#[test]
fn the_page_says_the_limits_as_they_are() {
    let page = text("index.html");
    let (least, most) = (grouped(ROUNDS_MIN as usize), grouped(ROUNDS_MAX as usize));
    let (file, backup) = (FILE_MAX / 1024 / 1024, BACKUP_MAX / 1024 / 1024);
    let (records, customers) = (grouped(RECORDS_MAX), grouped(ROSTER_MAX));
    for said in [
        format!("{file} MiB；备份 {backup} MiB"),
        format!("{file} MiB, a backup {backup} MiB"),
        format!("{DEPTH_MAX} 层"),
        format!("{DEPTH_MAX} levels"),
        format!("{SHEETS_MAX} 张"),
        format!("{SHEETS_MAX} a file"),
        format!("{records} 条；客户 {customers} 户"),
        format!("{records} a document; {customers} customers"),
        format!("{} KiB", UNKNOWN_MAX / 1024),
        format!("在 {least} 到 {most} 之间"),
        format!("from {least} to {most}"),
    ] {
        assert!(page.contains(&said), "public/schema/index.html does not say: {said}");
    }
}
