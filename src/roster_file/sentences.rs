//! What an import of a roster has to say, as complete sentences: what happened, what is safe, what to do next. Both languages in
//! full; a variant without a sentence does not compile.

mod en;
mod zh;

pub use self::en::en;
pub use self::zh::zh;
use crate::domain::text::{mib, shown};

/// Rows for a sentence: the first few of them.
fn rows(all: &[usize], between: &str) -> String {
    const MOST: usize = 6;
    let said: Vec<String> = all.iter().take(MOST).map(usize::to_string).collect();
    said.join(between) + if all.len() > MOST { "…" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::super::fault::{Lost, MatchFault, Never, Note, Problem, Report, RosterFault, Why};
    use super::super::fields::Field;
    use super::super::sensitive::Sensitive;
    use super::*;
    use crate::domain::decimal::Decimal;
    use crate::domain::value::BadValue;

    /// Both sentences are whole: no gaps, the punctuation of their language.
    #[track_caller]
    fn check(it: &Report) {
        let (zh, en) = (zh(it), en(it));
        assert!(zh.ends_with('。') && zh.chars().filter(|it| ('\u{4e00}'..='\u{9fff}').contains(it)).count() >= 12, "{zh}");
        assert!(!zh.contains("。。") && !zh.contains("，。") && !zh.contains(", ") && !zh.contains("  "), "{zh}");
        assert!(en.ends_with('.') && en.split_whitespace().count() >= 8, "{en}");
        assert!(!en.contains("..") && !en.contains("  "), "{en}");
        assert!(!en.chars().any(|it| ('\u{3000}'..='\u{9fff}').contains(&it)), "{en}");
        assert!(!zh.contains('\u{202e}') && !en.contains('\n'), "{zh} {en}");
        assert!(!zh.contains("ZZZZ") || zh.contains('…'), "{zh}");
    }

    #[test]
    fn every_refusal_of_a_file_is_said() {
        for it in [
            RosterFault::Empty,
            RosterFault::Unreadable,
            RosterFault::TooLarge { bytes: 65 << 20, most: 64 << 20 },
            RosterFault::Inflates { most: 64 << 20 },
            RosterFault::OldExcel,
            RosterFault::Locked,
            RosterFault::NotAWorkbook,
            RosterFault::Damaged,
            RosterFault::NotATable,
            RosterFault::CutOff,
            RosterFault::OpenQuote { row: 12 },
            RosterFault::NoRows,
            RosterFault::NoCodeColumn,
            RosterFault::TooManyRows { found: 100_000, most: 5_000 },
            RosterFault::TooManyCustomers { after: 5_001, most: 5_000 },
        ] {
            check(&Report::File("a.xlsx", &it));
            assert!(zh(&Report::File("a.xlsx", &it)).contains("“a.xlsx”"));
        }
    }

    #[test]
    fn everything_in_a_row_is_said() {
        let id = || "41010001".parse().unwrap();
        let values = [
            BadValue::NotANumber,
            BadValue::TooManyDigits,
            BadValue::TooManyDecimals(0),
            BadValue::TooManyDecimals(2),
            BadValue::OutOfRange { min: Decimal::from(1), max: Decimal::from(30) },
            BadValue::TooLong(7),
            BadValue::NotADate,
            BadValue::NotAnId,
            BadValue::UnknownWord("ZZZZ\u{202e}".repeat(99)),
            BadValue::WrongType,
            BadValue::ControlCharacter,
            BadValue::NotARatio,
        ];
        let whys = [
            Why::NoCode,
            Why::BadCode("old\nWang".to_owned()),
            Why::Duplicate { code: id(), rows: vec![3, 9] },
            Why::Duplicate { code: id(), rows: (3..99).collect() },
            Why::OnlyCode(id()),
            Why::DigitsLost("1.38E+10".to_owned()),
            Why::NoResult,
            Why::CellError("#N/A".to_owned()),
            Why::Sensitive(Sensitive::IdNumber),
            Why::Sensitive(Sensitive::BankAccount),
            Why::Merged { until: 9 },
        ];
        for why in whys.into_iter().chain(values.map(Why::Value)) {
            for column in ["Shop name", ""] {
                for lost in [Lost::Cell, Lost::Row] {
                    let problem = Problem { row: 7, column: column.to_owned(), why: why.clone(), lost };
                    check(&Report::Row(&problem));
                    let number = if matches!(why, Why::Duplicate { .. }) { "3" } else { "7" };
                    assert!(zh(&Report::Row(&problem)).contains(number), "{why:?}");
                }
            }
        }
    }

    #[test]
    fn columns_and_notes_are_said() {
        for holds in [Sensitive::IdNumber, Sensitive::BankAccount] {
            for column in ["id no", ""] {
                check(&Report::Never(&Never { column: column.to_owned(), holds }));
                let column = column.to_owned();
                check(&Report::Matching(&MatchFault::Never { column, holds, wanted: Field::Note }));
            }
        }
        check(&Report::Matching(&MatchFault::NoSuchColumn));
        for it in [
            Note::OneSheet { read: "Sheet1".to_owned(), others: 2 },
            Note::FarCells(3),
            Note::Unreadable(1),
            Note::Hidden(2),
            Note::Repeated(4),
        ] {
            check(&Report::Note(&it));
        }
    }
}
