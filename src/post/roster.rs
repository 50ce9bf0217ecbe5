//! What a customer roster out of a file holds and would change, as the worker tells it: the columns, the report in parts, and
//! the sentences. Which field a column may be is told with it, so the page need not know.

use super::{Read, both, both_to_json, number};
use crate::domain::json::Json;
use crate::domain::read::{all, count, member, owned};
use crate::words::Both;

/// The column is no field.
pub const NOTHING: &str = "";
/// The column never is taken, whoever asks.
pub const NEVER: &str = "never";

/// A correction: the column of this place is the field of this word, or `NOTHING`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub column: usize,
    pub field: String,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterReport {
    pub columns: Vec<Column>,
    /// What a column may be: the field's word and its name.
    pub fields: Vec<(String, Both)>,
    /// Why the file is refused; what never is taken; what is odd.
    pub sentences: Vec<Both>,
    /// Whether the file is refused as it stands.
    pub is_refused: bool,
    pub parts: Vec<Part>,
    /// How many fields of the roster would change.
    pub edits: usize,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub header: String,
    pub samples: Vec<String>,
    /// The field's word, `NOTHING` or `NEVER`.
    pub take: String,
}

/// One kind of what happens to customers, with the first of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// `added`, `changed`, `unchanged`, `missing` or `problems`.
    pub kind: String,
    pub count: usize,
    pub lines: Vec<Both>,
}

impl Taken {
    pub(super) fn to_json(&self) -> Json {
        Json::object([("column", number(self.column as u64)), ("field", Json::text(&self.field))])
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        Ok(Self { column: member(json, "column", count)?, field: member(json, "field", owned)? })
    }
}

impl RosterReport {
    pub(super) fn to_json(&self) -> Json {
        let name = |(word, name): &(String, Both)| Json::object([("word", Json::text(word)), ("name", both_to_json(name))]);
        Json::object([
            ("columns", list(&self.columns, Column::to_json)),
            ("fields", list(&self.fields, name)),
            ("sentences", list(&self.sentences, both_to_json)),
            ("refused", Json::Bool(self.is_refused)),
            ("parts", list(&self.parts, Part::to_json)),
            ("edits", number(self.edits as u64)),
        ])
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        let name = |it: &Json| Ok((member(it, "word", owned)?, member(it, "name", both)?));
        Ok(Self {
            columns: all(json, "columns", Column::read)?,
            fields: all(json, "fields", name)?,
            sentences: all(json, "sentences", both)?,
            is_refused: member(json, "refused", crate::domain::read::flag)?,
            parts: all(json, "parts", Part::read)?,
            edits: member(json, "edits", count)?,
        })
    }
}

impl Column {
    fn to_json(&self) -> Json {
        Json::object([
            ("header", Json::text(&self.header)),
            ("samples", list(&self.samples, |it| Json::text(it))),
            ("take", Json::text(&self.take)),
        ])
    }

    fn read(json: &Json) -> Read<Self> {
        Ok(Self {
            header: member(json, "header", owned)?,
            samples: all(json, "samples", owned)?,
            take: member(json, "take", owned)?,
        })
    }
}

impl Part {
    fn to_json(&self) -> Json {
        Json::object([
            ("kind", Json::text(&self.kind)),
            ("count", number(self.count as u64)),
            ("lines", list(&self.lines, both_to_json)),
        ])
    }

    fn read(json: &Json) -> Read<Self> {
        Ok(Self { kind: member(json, "kind", owned)?, count: member(json, "count", count)?, lines: all(json, "lines", both)? })
    }
}

fn list<T>(all: &[T], one: impl Fn(&T) -> Json) -> Json {
    Json::List(all.iter().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, What};
    use super::*;

    #[test]
    fn rosters_arrive_as_they_were_told() {
        let own = |it: &str| it.to_owned();
        let both = |it: &str| Both { zh: own(it), en: format!("{it} en") };
        let report = RosterReport {
            columns: vec![
                Column { header: own("客户编码"), samples: vec![own("1"), own("2")], take: own("code") },
                Column { header: own(""), samples: Vec::new(), take: own(NEVER) },
            ],
            fields: vec![(own("name"), both("店名"))],
            sentences: vec![both("一句话。")],
            is_refused: false,
            parts: vec![Part { kind: own("added"), count: 1_000, lines: vec![both("老王")] }],
            edits: 12_345,
        };
        let answer = Answer::Roster(report);
        assert_eq!(Answer::parse(&answer.to_text()), Ok(answer));
        for what in [What::Roster(vec![Taken { column: 3, field: own("name") }]), What::ApplyRoster(Vec::new())] {
            assert_eq!(What::read(&what.to_json()), Ok(what));
        }
    }
}
