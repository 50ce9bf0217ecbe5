//! Refusals and warnings as complete sentences for a manager: what happened, what is safe, what to do next. Both languages in
//! full; a variant without a sentence does not compile.

mod en;
mod zh;

pub use self::en::en;
pub use self::zh::zh;
use crate::domain::text::{mib, shown};

#[cfg(test)]
mod tests {
    use super::super::format::{BundleKind, Mismatch};
    use super::super::refusal::{DocumentFault, DocumentRefusal, Fault, FileRefusal, Locked, Place, Refusal, Surplus, Warning};
    use super::*;
    use crate::domain::decimal::Decimal;
    use crate::domain::edit::Doc;
    use crate::domain::value::BadValue;

    /// Both sentences are whole: the file's name or the week, no gaps, the punctuation of their language.
    #[track_caller]
    fn check(it: &Refusal) {
        let (zh, en) = (zh(it), en(it));
        assert!(zh.ends_with('。') && zh.chars().filter(|it| ('\u{4e00}'..='\u{9fff}').contains(it)).count() >= 12, "{zh}");
        assert!(!zh.contains("。。") && !zh.contains("，。") && !zh.contains(", ") && !zh.contains("  "), "{zh}");
        assert!(en.ends_with('.') && en.split_whitespace().count() >= 8, "{en}");
        assert!(
            !en.contains("..") && !en.contains("  ") && !en.chars().any(|it| ('\u{3000}'..='\u{9fff}').contains(&it)),
            "{en}"
        );
        assert!(zh.contains("a.json") == en.contains("a.json") && !zh.contains('\u{202e}') && !en.contains('\n'), "{zh} {en}");
    }

    fn documents() -> Vec<Doc> {
        ["sheet/ZZ0412/2026-W48", "month/ZZ0412/2026-11", "roster/ZZ0412", "template/tobacco-retail", "settings"]
            .map(|it| it.parse().unwrap())
            .to_vec()
    }

    #[test]
    fn every_refusal_of_a_file_is_said() {
        let id = |it: &str| it.parse().unwrap();
        let all = [
            FileRefusal::Empty,
            FileRefusal::Unreadable,
            FileRefusal::TooLarge { bytes: 8 * 1024 * 1024 + 1, most: 8 * 1024 * 1024 },
            FileRefusal::NotText,
            FileRefusal::TooDeep { most: 32 },
            FileRefusal::TooMinced,
            FileRefusal::CutOff,
            FileRefusal::NotJson { line: 1, column: 2 },
            FileRefusal::Doubled { member: "goals\u{202e}\n".to_owned(), line: 3 },
            FileRefusal::NotABundle,
            FileRefusal::Newer { version: "2".to_owned(), current: 1 },
            FileRefusal::Altered,
            FileRefusal::Envelope { member: "from/id" },
            FileRefusal::TooManySheets { found: 201, most: 200 },
            FileRefusal::Inflates { most: 8 * 1024 * 1024 },
            FileRefusal::Unpackable,
            FileRefusal::Locked(Locked::NoPassphrase),
            FileRefusal::Locked(Locked::WrongPassphrase),
            FileRefusal::Locked(Locked::Damaged),
            FileRefusal::Locked(Locked::Foreign),
            FileRefusal::Locked(Locked::Unable),
            FileRefusal::TooManyFaults { most: 2_000 },
            FileRefusal::TooMuchUnknown { bytes: 70_000, most: 65_536 },
            FileRefusal::OtherManager { theirs: id("ZZ0001"), ours: id("ZZ0412") },
            FileRefusal::RawOfOther { theirs: id("ZZ0001"), ours: id("ZZ0412") },
            FileRefusal::ForOther { theirs: id("ZZ0001"), ours: id("ZZ0412") },
        ];
        all.iter().for_each(|it| check(&Refusal::File("a.json", it)));
        assert!(zh(&Refusal::File("a.json", &all[2])).contains("9 MB，超过 8 MB"));
    }

    #[test]
    fn every_refusal_of_a_document_is_said() {
        let values = [
            BadValue::NotANumber,
            BadValue::TooManyDigits,
            BadValue::TooManyDecimals(0),
            BadValue::TooManyDecimals(2),
            BadValue::OutOfRange { min: Decimal::ZERO, max: Decimal::from(100) },
            BadValue::TooLong(7),
            BadValue::NotADate,
            BadValue::NotAnId,
            BadValue::UnknownWord("finished".repeat(99)),
            BadValue::WrongType,
            BadValue::ControlCharacter,
            BadValue::NotARatio,
        ];
        let faults = [
            DocumentFault::NotAnObject,
            DocumentFault::BadKey,
            DocumentFault::NoSuchField,
            DocumentFault::NotInCalendar(String::new()),
            DocumentFault::NotInCalendar("2025-W53".to_owned()),
            DocumentFault::BadManager,
            DocumentFault::OtherManager("ZZ0001".parse().unwrap()),
            DocumentFault::OutsideWeek("2026-11-30".parse().unwrap()),
            DocumentFault::OutsideMonth("2026-W01".parse().unwrap()),
            DocumentFault::TooManyTicks { found: 6, most: 5 },
            DocumentFault::TooManyRecords { found: 2001, most: 2000 },
            DocumentFault::TooMuchUnknown { bytes: 70_000, most: 65_536 },
            DocumentFault::BadStamp,
            DocumentFault::Twice,
            DocumentFault::BadTemplate("missing field".to_owned()),
            DocumentFault::Damaged("sheet/\u{202e}|7".to_owned()),
            DocumentFault::Torn,
            DocumentFault::NotOurs("ZZ0001".parse().unwrap()),
            DocumentFault::NotRead(2),
            DocumentFault::NotInKind(BundleKind::Setup),
            DocumentFault::NotInKind(BundleKind::Reply),
        ];
        let numbered = [
            Place::Sheet(2),
            Place::Month(2),
            Place::Customer(2),
            Place::Template(2),
            Place::Reply(2),
            Place::Calendar,
            Place::Edit(2),
        ];
        let rescued = [
            Place::Records(documents().pop(), 2),
            Place::Records(None, 1),
            Place::Journal(1),
            Place::Manager("ZZ0001".parse().unwrap(), 12),
            Place::Device,
        ];
        let places: Vec<Place> = documents().into_iter().map(Place::Document).chain(numbered).chain(rescued).collect();
        for why in faults.into_iter().chain(values.map(DocumentFault::Value)) {
            for (place, path) in places.iter().zip(["", "days/2026-11-23/visits/41010001/outcome"].into_iter().cycle()) {
                let refusal = DocumentRefusal { place: place.clone(), fault: Fault::new(path, why.clone()) };
                check(&Refusal::Document("a.json", &refusal));
            }
        }
    }

    #[test]
    fn every_warning_and_the_surplus_are_said() {
        let figure = |it: &str| Some(it.to_owned());
        let mismatch = |stated, counted| Mismatch { path: "goals/vol/gap".to_owned(), stated, counted };
        let doc = || documents().remove(0);
        for it in [
            Warning::NoDigest,
            Warning::Hidden(2),
            Warning::Computed { doc: doc(), mismatch: mismatch(figure("1"), figure("2")) },
            Warning::Computed { doc: doc(), mismatch: mismatch(None, None) },
            Warning::OtherTemplate { id: "liquor".parse().unwrap(), version: 3 },
            Warning::ForOthers(3),
            Warning::OtherShelf { name: "photos".to_owned(), records: 3 },
        ] {
            check(&Refusal::Warning("a.json", &it));
        }
        let surplus = Surplus { week: "2026-W48".parse().unwrap(), items: vec!["svc-06".parse().unwrap()] };
        check(&Refusal::HandOver(&surplus));
    }
}
