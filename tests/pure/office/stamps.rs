//! Stamps of a report: nobody follows them, a device no more than head office, so neither looks at them. Only `rev` is read, and has to
//! be one.

use onesheet::bundle::format::BundleKind;
use onesheet::bundle::read::collect::{Found, collect};
use onesheet::bundle::read::memory::Memory;
use onesheet::bundle::read::read;
use onesheet::domain::json::Json;
use onesheet::office::alike::print;

use super::super::devices::{template, templates};
use super::collecting::{changed, check_read, put};

/// What a report carries, and the rosters of which it says something.
const PLACES: [&str; 3] = ["sheets", "months", "rosters"];

/// Members that are no stamps, each of them refused in a backup.
const BROKEN: [(&str, &str); 5] = [
    ("stamps", "7"),
    ("stamps", r#"{"41010001/name":"yesterday","goals/vol/target":"yesterday"}"#),
    ("stamps", r#"{"41010001/name":9,"goals/vol/target":9}"#),
    ("others", "[]"),
    ("others", r#"{"goals/vol/target":[[30,"1.a.b"]]}"#),
];

/// A file of the stock of some kind, the first of its sheets, months or rosters with a member more.
fn with(kind: BundleKind, place: &str, name: &str, said: &str) -> Vec<u8> {
    changed(|file| {
        put(file, "kind", kind.word());
        let manager = file["from"].get("id").and_then(Json::as_text).unwrap().to_owned();
        let rosters = Json::object([(manager.as_str(), Json::Object(Default::default()))]);
        file.insert("rosters".to_owned(), rosters);
        let document = match file.get_mut(place) {
            Some(Json::List(all)) => all.first_mut(),
            Some(Json::Object(all)) => all.get_mut(manager.as_str()),
            _ => None,
        };
        let Some(Json::Object(document)) = document else { panic!("no {place}") };
        document.insert(name.to_owned(), Json::parse(said).unwrap());
    })
}

fn refused(bytes: &[u8]) -> usize {
    read("file", bytes, template()).unwrap().refused.len()
}

#[test]
fn stamps_of_a_report_are_looked_at_nowhere_and_those_of_a_backup_everywhere() {
    let mut memory = Memory::default();
    for place in PLACES {
        for (name, said) in BROKEN {
            let told = format!("{name} {said} in {place}");
            let report = with(BundleKind::Report, place, name, said);
            check_read(&told, &report, &mut memory);
            let Ok(Found::Report(it)) = collect((&report, None), templates(), (&mut memory, print), |_| false) else {
                panic!("{told}")
            };
            assert!(it.refused.is_empty() && !it.sheets.is_empty() && !it.months.is_empty(), "{told}: {:?}", it.refused);
            let backup = with(BundleKind::Backup, place, name, said);
            assert_eq!(refused(&backup), 1, "{told}");
        }
        // The one that is read.
        for rev in ["7", r#""yesterday""#] {
            let told = format!("rev {rev} in {place}");
            let report = with(BundleKind::Report, place, "rev", rev);
            check_read(&told, &report, &mut memory);
            assert_eq!(refused(&report), 1, "{told}");
        }
    }
}
