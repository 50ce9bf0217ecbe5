//! What head office lays under all sheets of a device: days that are working days or not, whatever the notices say, and templates,
//! each from a week on. Here is how it is kept; how a file adds to it is `bundle/stage/founding`'s.

use chrono::NaiveDate;

use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::map::Map;
use crate::domain::week::{Week, parse_date};

/// The member of a template that says from which week on it holds.
pub const FROM: &str = "from";

/// Where the template lies that is shipped with the app; it holds until head office lays another.
pub const SHIPPED: &str = "template/tobacco-retail.json";

/// The row of `Shelf::Meta` it lies in.
pub const FOUNDATIONS: &str = "foundations";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foundations {
    pub days: Map<NaiveDate, bool>,
    /// Whole templates, each with its first week, in the order in which they came into force.
    pub templates: Vec<Json>,
}

impl Foundations {
    /// The row of the device.
    pub fn row(&self) -> String {
        let days = self.days.iter().map(|(date, it)| (date.to_string(), Json::Bool(*it))).collect();
        Json::object([("days", Json::Object(days)), ("templates", Json::List(self.templates.clone()))]).canonical()
    }

    /// Reads the row. What is no day and no template is left out: the product works without.
    pub fn parse(row: &str) -> Self {
        let json = Json::parse(row).unwrap_or(Json::Null);
        let days = json.get("days").and_then(Json::as_object).into_iter().flatten();
        let day = |(date, it): (&String, &Json)| match it {
            Json::Bool(it) => Some((parse_date(date).ok()?, *it)),
            _ => None,
        };
        let templates = json.get("templates").and_then(Json::as_list).unwrap_or_default().to_vec();
        Self { days: days.filter_map(day).collect(), templates }
    }

    /// The template that holds in a week; none where it is the one the product ships.
    pub fn template(&self, week: Week) -> Option<&Json> {
        self.templates.iter().rfind(|it| first_week(it).is_some_and(|from| from <= week))
    }

    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.templates.is_empty()
    }
}

/// A template's id and version.
pub fn name(json: &Json) -> Option<(Id, u32)> {
    let Json::Number(version) = json.get("version")? else { return None };
    Some((json.get("id")?.as_text()?.parse().ok()?, version.parse().ok()?))
}

/// The week from which a template holds.
pub fn first_week(json: &Json) -> Option<Week> {
    json.get(FROM)?.as_text()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_and_says_which_template_holds_when() {
        let template = |version: u32, from: &str| {
            Json::parse(&format!(r#"{{"from":"{from}","id":"tobacco-retail","version":{version}}}"#)).unwrap()
        };
        let it = Foundations {
            days: [(parse_date("2026-11-28").unwrap(), true)].into_iter().collect(),
            templates: vec![template(2, "2026-W49"), template(3, "2027-W01")],
        };
        assert_eq!(Foundations::parse(&it.row()), it);
        let version = |week: &str| it.template(week.parse().unwrap()).and_then(name).map(|it| it.1);
        assert_eq!(["2026-W48", "2026-W49", "2026-W53", "2027-W01"].map(version), [None, Some(2), Some(2), Some(3)]);
        assert!(Foundations::parse("{\"days\":{\"x\":true},\"templates\":7}").is_empty() && Foundations::parse("?").is_empty());
    }
}
