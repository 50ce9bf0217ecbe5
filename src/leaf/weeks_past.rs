//! All weeks as small pages, year by year; one of them beside the present one, with what of it can be put there.

use super::{Leaf, button, leaf, link, outside, quiet_button, slot, told};
use crate::address::Page;
use crate::domain::progress::Share;
use crate::domain::week::Week;
use crate::leaf::paper::page;
use crate::memory::copying::Part;
use crate::memory::weeks::Card;
use crate::paper::Laid;
use crate::words::handing::State;
use crate::words::memory::{self as words, Word as W};
use crate::words::{Lang, Word, handing, help, months, said};

/// The questions: the weeks of a year; a week beside the present one; to put a part of it there.
pub const YEAR: &str = "year";
pub const BESIDE: &str = "beside";
pub const COPY: &str = "copy";

/// A week, and what has become of it.
pub struct Past {
    pub card: Card,
    pub state: State,
    /// Rows of it that cannot be read, as they stand.
    pub damaged: Vec<String>,
}

/// The page's name, and the ways from it.
pub fn heading(lang: Lang) -> Leaf {
    let ways = [(Page::Problems, lang.say(W::Ledger)), (Page::Help, lang.say(help::Word::Help))];
    leaf("header")
        .class("weeks-past__head")
        .child(leaf("h1").text(lang.say(W::History)))
        .children(ways.map(|(page, name)| link(&page, "").text(name)))
}

/// The years with how many weeks each has; of the first the weeks are shown.
pub fn years(lang: Lang, years: &[(i32, usize)], first: Option<Leaf>) -> Leaf {
    let mut first = first;
    let year = |(year, count): &(i32, usize)| {
        let (name, shown) = (format!("{YEAR}-{year}"), first.take());
        let summary = leaf("summary").text(&words::year(lang, *year, *count)).asks(&format!("{YEAR} {year}")).into(&name);
        let it = leaf("details").class("weeks-past__year").set("data-year", &year.to_string());
        let it = if shown.is_some() { it.set("open", "") } else { it };
        it.child(summary).child(slot(&name).children(shown))
    };
    let none = years.is_empty().then(|| leaf("p").class("soft").text(lang.say(W::NoWeeks)));
    leaf("section")
        .class("paper weeks-past")
        .label(lang.say(W::AllWeeks))
        .child(leaf("h2").text(lang.say(W::AllWeeks)))
        .children(none)
        .children(years.iter().map(year))
}

/// The weeks of one year.
pub fn weeks(lang: Lang, now: Week, all: &[Past]) -> Leaf {
    leaf("ul").class("weeks-past__weeks").children(all.iter().map(|it| week(lang, now, it)))
}

fn week(lang: Lang, now: Week, it: &Past) -> Leaf {
    let Card { week, achieved, ticks, visits, problem } = &it.card;
    let share = |word: W, it: Share| {
        let said = if it.of == 0 { "—".to_owned() } else { format!("{}/{}", it.have, it.of) };
        leaf("div").child(leaf("dt").text(lang.say(word))).child(leaf("dd").class("num").text(&said))
    };
    let kept = Share { have: visits.done as usize, of: visits.planned.max(visits.done) as usize };
    let counted = leaf("dl").children([share(W::Achieved, *achieved), share(W::Ticks, *ticks), share(W::Visits, kept)]);
    let head = link(&Page::Week(*week), "")
        .class("weeks-past__open")
        .child(leaf("b").class("num").text(&months::slice(lang, *week)))
        .child(leaf("small").class("num soft").text(&said::week_days(lang, *week)));
    let name = format!("{BESIDE}-{week}");
    let beside = || {
        let it = quiet_button(lang.say(W::Beside), &format!("{BESIDE} {week}")).into(&name);
        it.label(&format!("{}{}{}", said::week(lang, *week), lang.say(Word::Colon), lang.say(W::Beside)))
    };
    let problem = problem.as_ref().map(|it| leaf("p").class("weeks-past__problem").text(it));
    let damage = (!it.damaged.is_empty()).then(|| damage(lang, &it.damaged));
    leaf("li")
        .class("weeks-past__week")
        .set("data-week", &week.to_string())
        .set("data-state", if it.damaged.is_empty() { it.state.word() } else { "damaged" })
        .child(head)
        .child(counted)
        .children(problem)
        .children(damage)
        .child(leaf("small").class("soft").text(&handing::state(lang, &it.state)))
        .children((*week != now).then(beside))
        .child(slot(&name))
}

/// What is damaged of a week, and the way to its records.
fn damage(lang: Lang, rows: &[String]) -> Leaf {
    let raw = leaf("details")
        .child(leaf("summary").text(lang.say(W::RawRecords)))
        .children(rows.iter().map(|it| leaf("pre").set("tabindex", "0").text(it)));
    leaf("div")
        .class("weeks-past__damage")
        .child(told(false, lang.say(W::Damaged)))
        .child(raw)
        .child(leaf("p").child(outside("/recover.html").text(lang.say(Word::ToRescue))))
}

/// The present week and another, each as its paper, and what of the other can be put into the present one.
pub fn beside(lang: Lang, (now, now_laid): (Week, &Laid), (week, laid): (Week, &Laid)) -> Leaf {
    let part = |it: Part| button(words::part(lang, it), &format!("{COPY} {} {week}", it.word())).into("");
    let shown = |week: Week, laid: &Laid, name: &str| {
        let title = [name, &said::week(lang, week)].join(" · ");
        let page = laid.pages.first().map(|it| page(it, true, &title));
        leaf("figure").child(leaf("figcaption").text(&title)).children(page)
    };
    leaf("div")
        .class("weeks-past__beside")
        .child(leaf("p").class("soft").text(lang.say(W::CopySays)))
        .child(leaf("div").class("giving").children(Part::ALL.map(part)))
        .child(leaf("div").class("weeks-past__pair").child(shown(week, laid, lang.say(W::ThatWeek))).child(shown(
            now,
            now_laid,
            lang.say(Word::ThisWeek),
        )))
}
