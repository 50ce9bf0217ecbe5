//! The search through everything written: its box with what narrows it, and what is found, each in its context and leading to its
//! very field.

use std::ops::Range;

use super::{Leaf, choice, leaf, link, quiet_button, slot};
use crate::address::Page;
use crate::domain::customers::Customer;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::path::{AnyPath, Key, Path};
use crate::domain::template::{Coded, Template};
use crate::memory::fields::Section;
use crate::memory::search::{Found, Hit, Texts};
use crate::words::changes::{Names, place};
use crate::words::memory::{self as words, Word as W};
use crate::words::{Lang, Word, customers, paper};

/// The question of the box and of all that narrows it, and the slot of what is found.
pub const SEARCH: &str = "search";
/// The same, and every hit is shown.
pub const SEARCH_ALL: &str = "search all";
const HITS: &str = "hits";

/// Hits that are shown at first: a list is drawn with each key.
const FIRST: usize = 60;
/// Hits that are shown at most.
const MOST: usize = 2_000;
/// Customers that a box may offer.
const OFFERED: usize = 500;
/// Characters of a text that are shown round a hit, and before it.
const LONG: usize = 96;
const BEFORE: usize = 24;

/// What a search is shown with.
pub struct Round<'a> {
    pub lang: Lang,
    pub template: &'a Template,
    pub customers: &'a Map<Id, Customer>,
}

impl Round<'_> {
    /// The box, what narrows it, and the place of what is found.
    pub fn search(&self) -> Leaf {
        let lang = self.lang;
        let input = leaf("input").set("type", "search").set("name", "query").set("autocomplete", "off");
        let input =
            input.set("enterkeyhint", "search").label(lang.say(Word::Search)).set("placeholder", lang.say(W::SearchHint));
        leaf("section")
            .class("paper search")
            .label(lang.say(Word::Search))
            .child(asking(input).class("search__box"))
            .child(self.narrowing())
            .child(slot(HITS))
    }

    fn narrowing(&self) -> Leaf {
        let lang = self.lang;
        let any = |word: W| std::iter::once((String::new(), lang.say(word).to_owned()));
        let coded = |it: &Coded| (it.id.to_string(), lang.label(&it.name));
        let sections = Section::ALL.map(|it| (it.word().to_owned(), words::section(lang, it).to_owned()));
        let channel = self.template.recipients.iter().flat_map(|it| it.groups.iter().flat_map(|it| &it.items));
        let items = self.template.items().chain(channel).map(coded);
        let causes = self.template.causes.iter().map(coded);
        let field = |name: &str, it: Leaf| leaf("label").child(leaf("span").text(name)).child(asking(it));
        let select = |name: &str, label: &str, options: Vec<(String, String)>| field(label, choice(name, label, options, ""));
        let day = |name: &str, word: W| {
            let it = leaf("input").set("type", "date").set("name", name).label(lang.say(word));
            field(lang.say(word), it)
        };
        leaf("details").class("search__narrow").child(leaf("summary").text(lang.say(W::Narrow))).child(
            leaf("div")
                .child(select("section", lang.say(W::Where), any(W::Anywhere).chain(sections).collect()))
                .child(field(lang.say(W::Customer), self.customer()))
                .children(self.offered())
                .child(select("item", lang.say(W::Item), any(W::AnyItem).chain(items).collect()))
                .child(select("cause", lang.say(Word::Cause), any(W::AnyCause).chain(causes).collect()))
                .child(day("from", W::From))
                .child(day("until", W::Until)),
        )
    }

    fn customer(&self) -> Leaf {
        let it = leaf("input").set("type", "text").set("name", "customer").set("autocomplete", "off");
        it.label(self.lang.say(W::Customer)).set("list", "customers-offered")
    }

    fn offered(&self) -> Option<Leaf> {
        let option = |(code, it): (&Id, &Customer)| leaf("option").set("value", code.as_str()).text(&it.name);
        let is_few = (1..=OFFERED).contains(&self.customers.len());
        is_few.then(|| leaf("datalist").set("id", "customers-offered").children(self.customers.iter().map(option)))
    }

    /// What is found; nothing where nothing was asked. `query` is told as it was typed.
    pub fn hits(&self, texts: &Texts, query: &str, hits: Option<&Found>, shows_all: bool) -> Leaf {
        let lang = self.lang;
        let list = leaf("div").class("search__found").set("data-hits-for", query);
        let Some(hits) = hits else { return list };
        let most = if shows_all { MOST } else { FIRST };
        let rows = hits.iter().take(most).map(|it| self.hit(texts, query, &it));
        let counted =
            if hits.is_empty() { lang.say(W::NothingFound).to_owned() } else { words::found(lang, hits.len(), texts.len()) };
        let rest = hits.len().saturating_sub(most);
        let more = || {
            let button = (!shows_all).then(|| quiet_button(lang.say(W::ShowAll), SEARCH_ALL).into(HITS));
            leaf("p").class("soft").text(&words::more(lang, rest)).children(button)
        };
        list.child(leaf("p").class("soft num").set("role", "status").text(&counted))
            .child(leaf("ul").children(rows))
            .children((rest > 0).then(more))
    }

    fn hit(&self, texts: &Texts, query: &str, it: &Hit) -> Leaf {
        let marks = texts.marks(&it.field.text, query);
        let (page, hash) = address(it);
        let place = [words::document(self.lang, it.doc), self.place(it)].join(" · ");
        let to = link(&page, &hash)
            .class("search__hit")
            .set("data-hit", &format!("{}#{}", it.doc, it.field.path))
            .child(leaf("small").text(&place))
            .child(context(&it.field.text, &marks));
        leaf("li").child(to)
    }

    fn place(&self, it: &Hit) -> String {
        let name = |code: &Id| self.customers.get(code).map(|it| it.name.clone()).filter(|it| !it.is_empty());
        match &it.field.path {
            AnyPath::Sheet(path) => {
                place(self.lang, path, &Names { template: self.template, customer: &name, text: &|_| None })
            }
            AnyPath::Month(path) => paper::month_place(path, self.template).said(self.lang).to_owned(),
            AnyPath::Roster(path) => {
                let code = code(&it.field.path);
                let called = code.map(|it| name(it).unwrap_or_else(|| it.to_string()));
                [called.unwrap_or_default(), customers::field(self.lang, path).to_owned()].join(" · ")
            }
            AnyPath::Settings(path) => path.to_string(),
        }
    }
}

fn asking(it: Leaf) -> Leaf {
    it.asks(SEARCH).into(HITS)
}

/// The page of a hit, and its field there.
fn address(it: &Hit) -> (Page, String) {
    let path = &it.field.path;
    match (it.doc, code(path)) {
        (Doc::Sheet(_, week), _) => (Page::Week(*week), path.to_string()),
        (Doc::Month(_, month), _) => (Page::Month(*month), format!("month/{path}")),
        (Doc::Roster(_), Some(code)) => (Page::Customer(code.clone()), format!("roster/{path}")),
        _ => (Page::Settings, String::new()),
    }
}

fn code(path: &AnyPath) -> Option<&Id> {
    match path {
        AnyPath::Roster(it) => match it.keys()[0] {
            Some(Key::Id(code)) => Some(code),
            _ => None,
        },
        _ => None,
    }
}

/// A text, or what of it stands round the first mark, with its marks.
fn context(text: &str, marks: &[Range<usize>]) -> Leaf {
    let chars: Vec<char> = text.chars().map(|it| if it == '\n' { ' ' } else { it }).collect();
    let first = marks.first().map_or(0, |it| it.start);
    let start = if chars.len() <= LONG { 0 } else { first.saturating_sub(BEFORE).min(chars.len() - LONG) };
    let end = (start + LONG).min(chars.len());
    let said = |range: Range<usize>| chars[range].iter().collect::<String>();
    let mut it = leaf("span");
    if start > 0 {
        it = it.text("…");
    }
    let mut at = start;
    for mark in marks.iter().filter(|it| it.start < end && it.end > start) {
        let (from, to) = (mark.start.max(at), mark.end.min(end));
        it = it.text(&said(at..from)).child(leaf("mark").text(&said(from..to)));
        at = to;
    }
    it = it.text(&said(at..end));
    if end < chars.len() { it.text("…") } else { it }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_round_its_first_mark() {
        let text = format!("{}断货{}", "前".repeat(50), "后".repeat(200));
        let shown = context(&text, std::slice::from_ref(&(50..52))).to_json().canonical();
        assert_eq!(shown, format!(r#"["span",{{}},"…","{}",["mark",{{}},"断货"],"{}","…"]"#, "前".repeat(24), "后".repeat(70)));
        let whole = context("断货\n了", &[0..2, 3..4]).to_json().canonical();
        assert_eq!(whole, r#"["span",{},"",["mark",{},"断货"]," ",["mark",{},"了"],""]"#);
        assert_eq!(context("", &[]).to_json().canonical(), r#"["span",{},""]"#);
    }
}
