//! Files to collect: those another program made (tests/bundles/office, or the folder `ONESHEET_OFFICE` names, of any size).

use std::path::PathBuf;

use onesheet::domain::calendar::Calendar;
use onesheet::domain::json::Json;
use onesheet::office::books::{Books, Effect};
use onesheet::office::taken::{NotTaken, Reading};

use super::super::devices::templates;

/// A file, its name and what it must lead to.
pub struct Sample {
    pub name: String,
    pub class: String,
    pub expect: String,
    pub bytes: Vec<u8>,
}

pub struct Stock {
    pub files: Vec<Sample>,
    pub totals: Json,
}

pub fn calendar() -> Calendar {
    Calendar::parse(include_str!("../../../public/calendar/cn.json")).unwrap()
}

pub fn stock() -> Stock {
    let shipped = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bundles/office"));
    let folder = std::env::var_os("ONESHEET_OFFICE").map_or(shipped, PathBuf::from);
    let manifest = Json::parse(&std::fs::read_to_string(folder.join("manifest.json")).unwrap()).unwrap();
    let text = |it: &Json, name: &str| it.get(name).and_then(Json::as_text).unwrap_or_default().to_owned();
    let sample = |it: &Json| {
        let name = text(it, "file");
        let bytes = std::fs::read(folder.join(&name)).unwrap();
        Sample { bytes, class: text(it, "class"), expect: text(it, "expect"), name }
    };
    let mut files: Vec<Sample> = manifest.get("files").unwrap().as_list().unwrap().iter().map(sample).collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Stock { files, totals: manifest.get("totals").unwrap().clone() }
}

/// Collects a file; the word is that of its result.
pub fn collect(books: &mut Books, bytes: &[u8], calendar: &Calendar) -> (&'static str, Option<NotTaken>) {
    match books.read(bytes, (templates(), calendar)) {
        Err(why) => ("refused", Some(why)),
        Ok(Reading::Known(_)) => ("unchanged", None),
        Ok(Reading::Taken(taken, notes)) => {
            let word = match books.put(*taken) {
                _ if !notes.refused.is_empty() => "partly",
                Effect::Merged => "merged",
                Effect::Updated => "updated",
                Effect::Contested => "contested",
                Effect::Unchanged => "unchanged",
            };
            (word, None)
        }
    }
}

/// Everything the files come to, collected in their order.
pub fn collected<'a>(files: impl Iterator<Item = &'a Sample>) -> Books {
    let (mut books, calendar) = (Books::default(), calendar());
    for it in files {
        collect(&mut books, &it.bytes, &calendar);
    }
    books
}
