//! Parts of a page as data: the worker draws them (`desk/pages`), the page shows them (`ui/leaf`). So is drawn what is looked at
//! seldom or made of many sheets; its code and its wordings stay out of what the page loads first.
//!
//! What is pressed or changed carries a question (`asks`). The page answers those it knows and sends the others back, with what
//! the named controls hold. Here are the elements and, one a file, what is drawn; asking and showing are not.

pub mod area;
pub mod briefing;
pub mod chart;
pub mod collection;
pub mod exchange;
pub mod hand_over;
pub mod help;
pub mod import_report;
pub mod kept_files;
pub mod office;
pub mod paper;
pub mod performance;
pub mod phrases;
pub mod problems;
pub mod question;
pub mod reading;
pub mod replying;
pub mod roster;
pub mod safety;
pub mod same_words;
pub mod saved_questions;
pub mod search;
pub mod sending;
pub mod staff;
pub mod trends;
pub mod wall;
pub mod weeks_past;
pub mod whole_sheet;

use std::collections::BTreeMap;

use crate::address::Page;
use crate::domain::json::Json;

/// An element: its tag, its attributes and what is inside. As JSON `["p", {"class": "soft"}, "text", ["b", {}, "text"]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    tag: &'static str,
    attributes: BTreeMap<String, Json>,
    inside: Vec<Json>,
}

/// The attribute of a question.
pub const ASKS: &str = "data-ask";
/// The attribute that says where the answer is shown.
pub const INTO: &str = "data-into";
/// The attribute of a place for answers; what is inside stands there until the first.
pub const SLOT: &str = "data-slot";

/// The question whose answer is a file: it goes out, and how that went is shown.
pub const FILE: &str = "file";

/// A new element.
pub fn leaf(tag: &'static str) -> Leaf {
    Leaf { tag, attributes: BTreeMap::new(), inside: Vec::new() }
}

/// A link to an address of the product; no other is ever made.
pub fn link(page: &Page, hash: &str) -> Leaf {
    let hash = if hash.is_empty() { String::new() } else { ["#", hash].concat() };
    leaf("a").set("href", &[page.address(), hash].concat())
}

/// A link to a page of the site that is no page of the app: the router lets it go.
pub fn outside(address: &str) -> Leaf {
    leaf("a").set("href", address).set("rel", "external")
}

/// A button that asks.
pub fn button(name: &str, asks: &str) -> Leaf {
    leaf("button").set("type", "button").class("button").text(name).asks(asks)
}

/// A button that catches the eye less.
pub fn quiet_button(name: &str, asks: &str) -> Leaf {
    button(name, asks).class("quiet")
}

/// A section of its own.
pub fn paper() -> Leaf {
    leaf("section").class("paper")
}

/// A place for answers.
pub fn slot(name: &str) -> Leaf {
    leaf("div").set(SLOT, name)
}

/// What became of something: good news are read out when there is time, bad ones at once.
pub fn told(is_good: bool, text: &str) -> Leaf {
    let (role, class) = if is_good { ("status", "plus") } else { ("alert", "minus") };
    leaf("p").set("role", role).class(class).text(text)
}

/// One of a list, under its name.
pub fn choice(name: &str, label: &str, options: impl IntoIterator<Item = (String, String)>, chosen: &str) -> Leaf {
    leaf("select").set("name", name).label(label).children(options.into_iter().map(|it| option(it, chosen)))
}

/// What can be chosen of a list: what it is, and what it is called.
pub fn option((value, text): (String, String), chosen: &str) -> Leaf {
    let option = leaf("option").set("value", &value).text(&text);
    if value == chosen { option.set("selected", "") } else { option }
}

impl Leaf {
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.attributes.insert(name.to_owned(), Json::text(value));
        self
    }

    pub fn class(self, names: &str) -> Self {
        self.set("class", names)
    }

    /// What assistive technology calls it.
    pub fn label(self, name: &str) -> Self {
        self.set("aria-label", name)
    }

    /// What is asked when it is pressed or changed.
    pub fn asks(self, question: &str) -> Self {
        self.set(ASKS, question)
    }

    /// Where the answer is shown.
    pub fn into(self, slot: &str) -> Self {
        self.set(INTO, slot)
    }

    pub fn text(mut self, text: &str) -> Self {
        self.inside.push(Json::text(text));
        self
    }

    pub fn child(mut self, child: Leaf) -> Self {
        self.inside.push(child.to_json());
        self
    }

    pub fn children(self, children: impl IntoIterator<Item = Leaf>) -> Self {
        children.into_iter().fold(self, Leaf::child)
    }

    pub fn to_json(self) -> Json {
        let mut list = vec![Json::text(self.tag), Json::Object(self.attributes)];
        list.extend(self.inside);
        Json::List(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_a_list() {
        let it = leaf("p").class("soft").text("一<b>").child(quiet_button("开", "open 1").into("there"));
        assert_eq!(
            it.to_json().canonical(),
            r#"["p",{"class":"soft"},"一<b>",["button",{"class":"quiet","data-ask":"open 1","data-into":"there","type":"button"},"开"]]"#
        );
    }

    #[test]
    fn a_link_leads_to_an_address_of_the_product() {
        let it = link(&Page::Week("2026-W48".parse().unwrap()), "review/work").to_json();
        assert_eq!(it.canonical(), r#"["a",{"href":"/week/2026-W48#review/work"}]"#);
    }
}
