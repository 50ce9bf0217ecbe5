//! The published schema is what the tables say, and everything we write or show as an example keeps to it.

use onesheet::bundle::format::{BundleKind, Part};
use onesheet::bundle::schema;
use onesheet::bundle::write;
use onesheet::domain::json::Json;
use proptest::prelude::*;

use super::bundle::{BACKUP, REPORT, members};
use super::devices::{envelope, good, lives, sheet_doc, targets, template};
use super::laws::cases;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/public/schema/bundle-v1.schema.json");

/// The example of spec/bundle.md, as it stands there.
const EXAMPLE: &str = r#"{
  "format": "onesheet.bundle",
  "version": 1,
  "kind": "report",
  "id": "0199c2a4-7c1e-7b32-9d5e-0a4a3f1c2b11",
  "created": "2026-11-27T17:41:05+08:00",
  "app": "0.1.0",
  "from": { "role": "manager", "id": "ZZ0412", "name": "张三", "area": "金水一区", "unit": "市区营销部" },
  "device": "k7f2q9",
  "template": { "id": "tobacco-retail", "version": 1 },
  "sheets": [ {
      "week": "2026-W48", "manager": "ZZ0412",
      "goals": { "vol": { "target": 38.5, "note": "" } },
      "tasks": { "svc-05": { "ticked": true, "method": "老城区20户,每户讲清两条卖点,周四复查上柜", "state": "done" } },
      "days": { "2026-11-23": {
          "focus": "新品上柜",
          "visits": { "41010001": { "planned": true, "point": "新品上柜", "outcome": "done", "note": "已上柜2条" } },
          "values": { "vol": 7.25, "fill": { "num": 45, "den": 50 } },
          "problems": { "p1": { "text": "紧俏规格断货", "cause": "supply", "measure": "报主任协调" } },
          "principal": "p1" } },
      "review": { "work": "新品铺货 18/20 户" },
      "computed": { "goals": { "vol": { "actual": 36.2, "gap": -2.3, "attainment": 0.9403 } },
                    "visits": { "planned": 60, "done": 55 }, "tasks": { "ticked": 3, "done": 2 } }
  } ],
  "months": [], "customers": [], "templates": [], "replies": []
}"#;

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(&schema::print()).unwrap()).unwrap()
}

pub fn faults(of: &jsonschema::Validator, file: &str) -> Vec<String> {
    let file = serde_json::from_str(file).unwrap();
    of.iter_errors(&file).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

/// `UPDATE_SCHEMA=1 cargo test` writes it anew.
#[test]
fn the_published_schema_is_fresh() {
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(FILE, schema::print()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(FILE).unwrap_or_default(), schema::print(), "run UPDATE_SCHEMA=1 cargo test");
    assert!(jsonschema::meta::is_valid(&serde_json::from_str(&schema::print()).unwrap()));
}

#[test]
fn every_example_keeps_to_the_schema() {
    let validator = validator();
    for file in [EXAMPLE, REPORT, BACKUP] {
        assert_eq!(faults(&validator, file), Vec::<String>::new());
    }
    let example = good(EXAMPLE.as_bytes());
    assert_eq!(example.bundle.sheets[0].mismatches.len(), 7, "its computed block is of a longer week");
}

#[test]
fn the_schema_finds_what_the_reader_refuses() {
    let (validator, text) = (validator(), Json::Object(members(REPORT)).canonical());
    for (from, to) in [
        ("\"outcome\":\"done\"", "\"outcome\":\"finished\""),
        ("\"vol\":7.25", "\"vol\":\"7.25\""),
        ("\"principal\":\"p1\"", "\"principal\":\"../p1\""),
        ("\"tasks\":{\"svc", "\"tasks\":{\"../etc\":{},\"svc"),
        ("\"kind\":\"report\"", "\"kind\":\"gossip\""),
        ("\"format\":\"onesheet.bundle\",", ""),
        ("\"tier\":12", "\"tier\":31"),
    ] {
        assert!(text.contains(from), "{from}");
        assert_eq!(faults(&validator, &text.replacen(from, to, 1)).len(), 1, "{to}");
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn every_file_we_write_keeps_to_the_schema(devices in lives()) {
        let validator = validator();
        for device in devices {
            let backup = String::from_utf8(device.backup()).unwrap();
            prop_assert_eq!(faults(&validator, &backup), Vec::<String>::new());
            let mut bundle = envelope(BundleKind::Report, &device.id);
            bundle.sheets.push(Part::new(sheet_doc(), device.document));
            let report = String::from_utf8(write::report(bundle, write::Customers::Classes, template(), &targets).unwrap()).unwrap();
            prop_assert_eq!(faults(&validator, &report), Vec::<String>::new());
        }
    }
}
