//! The area at a glance: customers by kind, what is late, who was seen in which week, groups, months, and the log of what was handed
//! over. The files kept here are `documents`'.

use chrono::NaiveDate;

use super::{Leaf, leaf, link, slot};
use crate::address::Page;
use crate::domain::archive::Archive;
use crate::domain::id::Id;
use crate::domain::path::RosterPath;
use crate::domain::progress::Share;
use crate::domain::reply::Receipt;
use crate::domain::week::{Month, Week};
use crate::memory::area::{Count, Course, Group, Late, Overdue};
use crate::memory::ledger::Chain;
use crate::words::area::{self as words, Word as W};
use crate::words::customers::{field, value};
use crate::words::handing::{self, State};
use crate::words::{Lang, Word, months, said};

/// The question of the box over the visits, and the slot of its answer; and the name of the box.
pub const VISITS: &str = "visits";
pub const SHOP: &str = "shop";

/// Rows of a list that are shown; of the visits anybody can be found.
pub const MOST: usize = 60;
/// Signs of a digest that tell files apart.
const SHORT: usize = 12;

/// What all parts are shown with.
pub struct Area<'a> {
    pub lang: Lang,
    pub archive: &'a Archive<'a>,
    pub today: NaiveDate,
}

/// What of the area is late.
pub struct Warnings {
    pub overdue: Vec<Overdue>,
    pub late: Vec<Late>,
    pub old: Vec<Chain>,
}

/// A month, counted.
pub struct MonthLine {
    pub month: Month,
    pub achieved: Share,
    pub visits: u32,
    pub work: Option<String>,
}

/// A week that was handed over.
pub struct Handed {
    pub week: Week,
    pub state: State,
    pub digest: Option<String>,
    pub receipt: Option<Receipt>,
}

/// The page: its parts under their names, with a list of them first.
pub fn page(lang: Lang, parts: Vec<(&'static str, W, Leaf)>) -> Leaf {
    let entry = |(anchor, title, _): &(&str, W, Leaf)| leaf("li").child(link(&Page::Area, anchor).text(lang.say(*title)));
    let contents = leaf("nav").class("paper area__contents").label(lang.say(W::Area));
    let contents = contents.child(leaf("ul").children(parts.iter().map(entry)));
    let part = |(anchor, title, inside): (&'static str, W, Leaf)| {
        let title = lang.say(title);
        leaf("section").class("paper").set("id", anchor).label(title).child(leaf("h2").text(title)).child(inside)
    };
    let title = leaf("h1").text(lang.say(W::Area));
    leaf("div").class("area").child(title).child(contents).children(parts.into_iter().map(part))
}

impl Area<'_> {
    fn shop(&self, code: &Id) -> Leaf {
        let name = self.archive.name(code).unwrap_or_else(|| code.to_string());
        link(&Page::Customer(code.clone()), "").text(&name)
    }

    /// How many customers there are of each kind.
    pub fn glance(&self, all: usize, kinds: &[(RosterPath, Vec<Count>)]) -> Leaf {
        let lang = self.lang;
        if all == 0 {
            let to = leaf("p").child(link(&Page::Customers, "").text(lang.say(Word::Customers)));
            return leaf("div").child(leaf("p").class("soft").text(lang.say(W::NoRoster))).child(to);
        }
        let kind = |(path, counts): &(RosterPath, Vec<Count>)| {
            let row = |(word, many): &Count| {
                let name = if word.is_empty() { lang.say(W::NotGiven) } else { value(lang, path, word) };
                let percent = format!("{}%", (many * 200 + all) / (2 * all));
                vec![leaf("span").text(name), number(*many), leaf("span").text(&percent)]
            };
            let name = field(lang, path);
            let table = table(lang, &[name, lang.say(W::ManyCustomers), lang.say(W::Percent)], counts.iter().map(row));
            leaf("div").child(leaf("h3").text(name)).child(table)
        };
        leaf("div")
            .child(leaf("p").child(leaf("b").class("num").text(&words::customers(lang, all))))
            .child(leaf("p").class("soft").text(lang.say(W::GlanceSays)))
            .child(leaf("div").class("area__kinds").children(kinds.iter().map(kind)))
    }

    /// What is late.
    pub fn warnings(&self, it: &Warnings) -> Leaf {
        let lang = self.lang;
        let overdue = it.overdue.iter().map(|it| vec![self.shop(&it.code), leaf("span").text(&words::overdue(lang, it))]);
        let late = it.late.iter().map(|it| {
            let promise = link(&Page::Week(Week::of(it.date)), &format!("days/{}/visits/{}/promise", it.date, it.code));
            let since = leaf("span").text(&words::late(lang, it, self.today));
            vec![self.shop(&it.code), promise.text(&it.promise), since]
        });
        let old = it.old.iter().map(|it| {
            let (week, is_in_review) = it.at;
            let place = if is_in_review { format!("review/problems/{}/text", it.id) } else { format!("carried/{}", it.id) };
            vec![link(&Page::Week(week), &place).text(&it.text), leaf("span").text(&words::old(lang, it.age()))]
        });
        if it.overdue.is_empty() && it.late.is_empty() && it.old.is_empty() {
            return leaf("p").set("role", "status").text(lang.say(W::NoWarnings));
        }
        let part = |title: W, says: Option<W>, heads: &[W], rows: Vec<Vec<Leaf>>| {
            let count = rows.len();
            let heads: Vec<&str> = heads.iter().map(|it| lang.say(*it)).collect();
            let rest = count.saturating_sub(MOST);
            let more = (rest > 0).then(|| leaf("p").class("soft").text(&said::and_more(lang, rest)));
            let name = leaf("h3").text(lang.say(title)).child(leaf("small").class("num soft").text(&format!(" {count}")));
            (count > 0).then(|| {
                leaf("div")
                    .class("area__warning")
                    .child(name)
                    .children(says.map(|it| leaf("p").class("soft").text(lang.say(it))))
                    .child(table(lang, &heads, rows.into_iter().take(MOST)))
                    .children(more)
            })
        };
        leaf("div")
            .children(part(W::Overdue, None, &[W::Customer, W::HowLate], overdue.collect()))
            .children(part(W::Late, Some(W::LateSays), &[W::Customer, W::What, W::HowLate], late.collect()))
            .children(part(W::Old, None, &[W::Problem, W::HowLate], old.collect()))
    }

    /// The box that finds a shop, and who was seen in which week.
    pub fn visits(&self, shown: Leaf) -> Leaf {
        let lang = self.lang;
        let label = lang.say(W::FindShop);
        let shop = leaf("input").set("type", "search").set("name", SHOP).set("autocomplete", "off");
        let shop = shop.set("placeholder", label).label(label).asks(VISITS).into(VISITS);
        leaf("div")
            .child(leaf("p").class("soft").text(lang.say(W::VisitsSay)))
            .child(shop.class("area__shop"))
            .child(slot(VISITS).child(shown))
    }

    /// Who was seen in which week.
    pub fn courses(&self, weeks: &[Week], courses: &[&Course]) -> Leaf {
        let lang = self.lang;
        if courses.is_empty() {
            return leaf("p").class("soft").text(lang.say(W::NobodySeen));
        }
        let head = |text: &str| leaf("th").set("scope", "col").text(text);
        let week = |it: &Week| head(&it.number().1.to_string()).set("title", &said::week_days(lang, *it));
        let heads = leaf("tr").child(head(lang.say(W::Customer))).child(head(lang.say(W::Seen)).class("num"));
        let row = |it: &&Course| {
            let cell = |mark| {
                let (sign, says) = words::mark(lang, mark);
                let sign = leaf("span").set("role", "img").label(says).text(sign);
                leaf("td").class("area__mark").child(sign)
            };
            let name = leaf("th").set("scope", "row").child(self.shop(&it.code));
            let seen = leaf("td").class("num").text(&it.seen().to_string());
            leaf("tr")
                .set("data-customer", it.code.as_str())
                .child(name)
                .child(seen)
                .children(it.marks.iter().map(|it| cell(*it)))
        };
        let rest = courses.len().saturating_sub(MOST);
        let more = (rest > 0).then(|| leaf("p").class("soft").text(&said::and_more(lang, rest)));
        let heads = leaf("thead").child(heads.children(weeks.iter().map(week)));
        let rows = leaf("tbody").children(courses.iter().take(MOST).map(row));
        let frame = frame(lang.say(W::Visits), leaf("table").class("area__weeks").child(heads).child(rows));
        leaf("div").child(frame).children(more)
    }

    pub fn groups(&self, all: &[Group]) -> Leaf {
        let lang = self.lang;
        if all.is_empty() {
            return leaf("p").class("soft").text(lang.say(W::NoGroups));
        }
        let member = |(code, leads): &(Id, bool)| {
            let leader = leads.then(|| leaf("small").class("soft").text(" ").text(lang.say(W::Leader)));
            leaf("li").child(self.shop(code)).children(leader)
        };
        let group = |(name, members): &Group| {
            let title = leaf("h3").text(name).child(leaf("small").class("num soft").text(&format!(" {}", members.len())));
            leaf("div").child(title).child(leaf("ul").children(members.iter().map(member)))
        };
        leaf("div").class("area__groups").children(all.iter().map(group))
    }

    /// The months, the latest first.
    pub fn months(&self, all: &[MonthLine]) -> Leaf {
        let lang = self.lang;
        if all.is_empty() {
            return leaf("p").class("soft").text(lang.say(W::NoMonths));
        }
        let row = |it: &MonthLine| {
            let share = if it.achieved.of == 0 { "—".to_owned() } else { format!("{}/{}", it.achieved.have, it.achieved.of) };
            let month = link(&Page::Month(it.month), "").text(&months::month(lang, it.month));
            let visits = number(it.visits as usize);
            vec![month, leaf("span").text(&share), visits, leaf("span").text(it.work.as_deref().unwrap_or("—"))]
        };
        let heads = [W::Month, W::Achieved, W::Done, W::Work].map(|it| lang.say(it));
        let says = leaf("p").class("soft").text(lang.say(W::MonthsSay));
        leaf("div").child(says).child(table(lang, &heads, all.iter().map(row)))
    }

    /// What was handed over, the latest week first, and the ways to what is kept.
    pub fn log(&self, all: &[Handed]) -> Leaf {
        let lang = self.lang;
        let row = |it: &Handed| {
            let digest = it.digest.as_deref().unwrap_or("—");
            let short: String = digest.rsplit(':').next().unwrap_or(digest).chars().take(SHORT).collect();
            let receipt = it.receipt.as_ref().map(|it| handing::receipt(lang, it));
            vec![
                link(&Page::Week(it.week), "").text(&said::week(lang, it.week)),
                leaf("span").text(&handing::state(lang, &it.state)),
                leaf("code").set("title", digest).text(&short),
                leaf("span").text(receipt.as_deref().unwrap_or(lang.say(W::NoReceipt))),
            ]
        };
        let heads = [W::Week, W::When, W::Digest, W::Receipt].map(|it| lang.say(it));
        let shown = match all {
            [] => leaf("p").class("soft").text(lang.say(W::NothingHanded)),
            all => table(lang, &heads, all.iter().map(row)),
        };
        let ways = [(Page::History, W::AllWeeks), (Page::Exchange, W::Backups)];
        let ways = ways.map(|(page, name)| link(&page, "").text(lang.say(name)));
        leaf("div")
            .child(leaf("p").class("soft").text(lang.say(W::LogSays)))
            .child(shown)
            .child(leaf("p").class("area__ways").children(ways))
    }
}

fn number(it: usize) -> Leaf {
    leaf("span").class("num").text(&it.to_string())
}

/// A table with the name of its row first; on a small screen each cell says what it is.
fn table(lang: Lang, heads: &[&str], rows: impl Iterator<Item = Vec<Leaf>>) -> Leaf {
    let head = |it: &&str| leaf("th").set("scope", "col").text(it);
    let row = |cells: Vec<Leaf>| {
        let cell = |(at, it): (usize, Leaf)| match at {
            0 => leaf("th").set("scope", "row").child(it),
            _ => leaf("td").set("data-head", &[heads[at], lang.say(Word::Colon)].concat()).child(it),
        };
        leaf("tr").children(cells.into_iter().enumerate().map(cell))
    };
    let heads = leaf("thead").child(leaf("tr").children(heads.iter().map(head)));
    leaf("table").class("area__table").child(heads).child(leaf("tbody").children(rows.map(row)))
}

/// What is wider than a screen is looked at part by part.
fn frame(name: &str, it: Leaf) -> Leaf {
    leaf("div").class("area__frame").set("tabindex", "0").set("role", "group").label(name).child(it)
}
