//! Asking for a part of a page, drawn: which page, what was pressed or changed in it, and what its controls hold.

use chrono::NaiveDate;

use super::Read;
use crate::domain::json::Json;
use crate::domain::read::{Misfit, all, member, owned, text};
use crate::domain::week::parse_date;

/// The question. What the page alone knows stands among the controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    pub page: String,
    /// What is asked; empty for the page as it opens.
    pub ask: String,
    /// The named controls with their values; a name may come several times.
    pub form: Vec<(String, String)>,
    /// The page's day.
    pub day: NaiveDate,
}

impl Drawing {
    /// The value of a control; empty where there is none.
    pub fn held(&self, name: &str) -> &str {
        self.form.iter().find(|it| it.0 == name).map_or("", |it| &it.1)
    }

    pub(super) fn to_json(&self) -> Json {
        let control = |(name, value): &(String, String)| Json::List(vec![Json::text(name), Json::text(value)]);
        Json::object([
            ("page", Json::text(&self.page)),
            ("ask", Json::text(&self.ask)),
            ("form", Json::List(self.form.iter().map(control).collect())),
            ("day", Json::text(self.day.to_string())),
        ])
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        let control = |it: &Json| match it.as_list() {
            Some([name, value]) => Ok((owned(name)?, owned(value)?)),
            _ => Err(Misfit::new("a control")),
        };
        Ok(Self {
            page: member(json, "page", owned)?,
            ask: member(json, "ask", owned)?,
            form: all(json, "form", control)?,
            day: member(json, "day", |it| parse_date(text(it)?).map_err(|_| Misfit::new("a date")))?,
        })
    }
}
