//! A customer roster out of a file: the columns as a person corrected them. What the file would change comes back drawn.

use super::{Read, number};
use crate::domain::json::Json;
use crate::domain::read::{count, member, owned};

/// A correction: the column of this place is the field of this word, or none where it is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub column: usize,
    pub field: String,
}

impl Taken {
    pub(super) fn to_json(&self) -> Json {
        Json::object([("column", number(self.column as u64)), ("field", Json::text(&self.field))])
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        Ok(Self { column: member(json, "column", count)?, field: member(json, "field", owned)? })
    }
}

#[cfg(test)]
mod tests {
    use super::super::What;
    use super::*;

    #[test]
    fn corrections_arrive_as_they_were_made() {
        for what in [What::Roster(vec![Taken { column: 3, field: "name".to_owned() }]), What::ApplyRoster(Vec::new())] {
            assert_eq!(What::read(&what.to_json()), Ok(what));
        }
    }
}
