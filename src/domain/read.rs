//! Typed records out of a JSON tree, for the data files the product ships or is given: templates and calendars. What does not
//! fit is named by where it stands; what is not asked for is passed over.

use std::str::FromStr;

use super::decimal::Decimal;
use super::id::Id;
use super::json::Json;

/// A member that is missing or of the wrong kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Names and places from the top: `indicators/3/week`.
    pub at: String,
    /// What should stand there.
    pub wanted: &'static str,
}

impl Misfit {
    pub fn new(wanted: &'static str) -> Self {
        Self { at: String::new(), wanted }
    }

    /// The same, seen from the record around.
    pub fn under(mut self, name: &str) -> Self {
        self.at = if self.at.is_empty() { name.to_owned() } else { format!("{name}/{}", self.at) };
        self
    }
}

/// A member, read.
pub fn member<T>(json: &Json, name: &str, read: impl FnOnce(&Json) -> Result<T, Misfit>) -> Result<T, Misfit> {
    json.get(name).ok_or(Misfit::new("a member")).and_then(read).map_err(|it| it.under(name))
}

/// A member that may be missing.
pub fn optional<T>(json: &Json, name: &str, read: impl FnOnce(&Json) -> Result<T, Misfit>) -> Result<Option<T>, Misfit> {
    json.get(name).map(read).transpose().map_err(|it| it.under(name))
}

/// A member that is a list, each of it read.
pub fn all<T>(json: &Json, name: &str, read: impl Fn(&Json) -> Result<T, Misfit>) -> Result<Vec<T>, Misfit> {
    member(json, name, |list| {
        let list = list.as_list().ok_or(Misfit::new("a list"))?;
        let mut all = Vec::with_capacity(list.len());
        for (at, it) in list.iter().enumerate() {
            all.push(read(it).map_err(|it| it.under(&at.to_string()))?);
        }
        Ok(all)
    })
}

pub fn text(json: &Json) -> Result<&str, Misfit> {
    json.as_text().ok_or(Misfit::new("a text"))
}

pub fn owned(json: &Json) -> Result<String, Misfit> {
    text(json).map(str::to_owned)
}

pub fn id(json: &Json) -> Result<Id, Misfit> {
    parsed(json, "an id")
}

/// A text that is one of our types.
pub fn parsed<T: FromStr>(json: &Json, wanted: &'static str) -> Result<T, Misfit> {
    text(json)?.parse().map_err(|_| Misfit::new(wanted))
}

pub fn flag(json: &Json) -> Result<bool, Misfit> {
    match json {
        Json::Bool(it) => Ok(*it),
        _ => Err(Misfit::new("true or false")),
    }
}

/// A whole number that is not negative.
pub fn count<T: FromStr>(json: &Json) -> Result<T, Misfit> {
    match json {
        Json::Number(it) => it.parse().map_err(|_| Misfit::new("a count")),
        _ => Err(Misfit::new("a count")),
    }
}

/// Figures of data files are texts, as no other program's float would keep a JSON number.
pub fn figure(json: &Json) -> Result<Decimal, Misfit> {
    Decimal::parse(text(json)?).map_err(|_| Misfit::new("a figure"))
}
