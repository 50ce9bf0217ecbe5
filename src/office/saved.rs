//! Questions somebody wants to ask again: the form of the page as it was filled, under a name. They travel to another office in a
//! setup (`x-questions`), which managers' apps pass over.

use std::collections::BTreeMap;

use crate::domain::json::Json;
use crate::domain::text::{clean, length};

/// The member of a setup they travel in.
pub const MEMBER: &str = "x-questions";
/// What of the form makes a question.
const FORM: [&str; 15] = [
    "view",
    "from",
    "to",
    "unit",
    "area",
    "manager",
    "market",
    "format",
    "tiers",
    "groups",
    "indicator",
    "item",
    "measure",
    "rows",
    "columns",
];
/// Signs of a name and of a chosen value, and how many questions there can be.
const NAME_MOST: usize = 60;
const VALUE_MOST: usize = 200;
pub const MOST: usize = 100;

/// A question that was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    pub name: String,
    /// By the names of the form's controls; what was left empty is not there.
    form: BTreeMap<String, String>,
}

impl Saved {
    /// The form as it is filled; none without a name or without a view.
    pub fn of<'a>(name: &str, held: impl Fn(&str) -> &'a str) -> Option<Self> {
        let form = FORM.iter().map(|it| ((*it).to_owned(), held(it).to_owned())).filter(|it| !it.1.is_empty()).collect();
        Self { name: clean(name).text.trim().to_owned(), form }.checked()
    }

    fn checked(self) -> Option<Self> {
        let is_named = !self.name.is_empty() && length(&self.name) <= NAME_MOST;
        let fits = self.form.iter().all(|it| FORM.contains(&it.0.as_str()) && length(it.1) <= VALUE_MOST);
        (is_named && fits && self.form.contains_key("view")).then_some(self)
    }

    /// What a control of the form held.
    pub fn held(&self, name: &str) -> &str {
        self.form.get(name).map_or("", String::as_str)
    }

    pub fn to_json(&self) -> Json {
        let form = self.form.iter().map(|it| (it.0.clone(), Json::text(it.1))).collect();
        Json::object([("name", Json::text(&self.name)), ("form", Json::Object(form))])
    }

    /// Reads one; nothing that is no question.
    pub fn read(json: &Json) -> Option<Self> {
        let text = |it: &Json| Some(clean(it.as_text()?).text);
        let form = json.get("form")?.as_object()?.iter().map(|(name, it)| Some((name.clone(), text(it)?)));
        Self { name: text(json.get("name")?)?, form: form.collect::<Option<_>>()? }.checked()
    }
}

/// The questions of a setup's member.
pub fn read_all(json: &Json) -> Vec<Saved> {
    json.as_list().unwrap_or_default().iter().take(MOST).filter_map(Saved::read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(name: &str, view: &str) -> Option<Saved> {
        Saved::of(name, |it| match it {
            "view" => view,
            "area" => "一区",
            "pasted" => "12",
            _ => "",
        })
    }

    #[test]
    fn the_form_comes_back_as_it_was() {
        let it = saved(" 一区的缺口 ", "Q3").unwrap();
        assert_eq!((it.name.as_str(), it.held("view"), it.held("area"), it.held("unit")), ("一区的缺口", "Q3", "一区", ""));
        assert_eq!(it.held("pasted"), "", "what is no part of a question stays out");
        assert_eq!(read_all(&Json::List(vec![it.to_json(), Json::Null])), [it]);
    }

    #[test]
    fn what_is_no_question_is_left_out() {
        assert_eq!((saved("", "Q3"), saved("有名字", ""), saved(&"长".repeat(61), "Q3")), (None, None, None));
        for text in [r#"{"name":"a","form":{"view":"Q3","other":"x"}}"#, r#"{"name":"a","form":{"view":3}}"#, r#"{"name":"a"}"#]
        {
            assert_eq!(Saved::read(&Json::parse(text).unwrap()), None);
        }
    }
}
