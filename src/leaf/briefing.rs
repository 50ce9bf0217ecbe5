//! A briefing before it goes out: of when and of whom it is, and its one page as a drawing.

use std::collections::BTreeSet;

use super::office::{ever, said};
use super::paper::page as drawn;
use super::{Leaf, button, choice, leaf, paper, quiet_button, slot};
use crate::domain::template::Indicator;
use crate::domain::week::Week;
use crate::office::briefing::months;
use crate::office::scope::Scope;
use crate::paper::mark::Page;
use crate::words::Lang;
use crate::words::head::Word as W;
use crate::words::office::Word as O;
use crate::words::preview::Word as P;

/// Where the page is shown, and where a file is told of.
const BRIEFING: &str = "briefing";
const OUT: &str = "out";

/// What was chosen of it.
pub struct Asked<'a> {
    pub scope: &'a Scope<'a>,
    pub period: &'a str,
}

pub fn page(it: &Asked, sheet: Leaf) -> Leaf {
    let lang = it.scope.lang;
    let file = button(lang.say(W::BriefFile), "file briefing").into(OUT);
    paper()
        .class("paper briefing")
        .child(leaf("p").class("soft").text(lang.say(W::BriefSays)))
        .child(choices(it))
        .child(leaf("div").class("giving").child(file).child(quiet_button(lang.say(P::Print), "print")))
        .child(slot(OUT))
        .child(slot(BRIEFING).child(sheet))
}

/// The page as it will be printed.
pub fn sheet(lang: Lang, it: &Page) -> Leaf {
    let scrolled = leaf("div").class("office__scroll").set("tabindex", "0").set("role", "group").label(lang.say(W::Briefing));
    scrolled.set("data-paper", "briefing").child(drawn(it, true, lang.say(W::Briefing)))
}

fn choices(it: &Asked) -> Leaf {
    let (lang, scope) = (it.scope.lang, it.scope);
    let field = |name: &str, options: Vec<(String, String)>, key: &str, chosen: &str| {
        let select = choice(key, name, options, chosen).asks(BRIEFING).into(BRIEFING);
        leaf("label").child(leaf("span").text(name)).child(select)
    };
    let weeks: BTreeSet<Week> = scope.books.entries().map(|it| it.1).collect();
    let weeks = weeks.into_iter().rev().map(|it| (it.to_string(), it.to_string()));
    let months = months(scope).into_iter().rev().map(|it| (it.to_string(), it.to_string()));
    let indicator = |it: &Indicator| (it.id.to_string(), lang.label(&it.name));
    let chosen = scope.indicator().map(|it| it.id.to_string()).unwrap_or_default();
    leaf("form")
        .class("office__form")
        .child(field(lang.say(W::Period), weeks.chain(months).collect(), "period", it.period))
        .child(field(lang.say(O::Unit), said(scope, |books| ever(books, |it| it.unit)), "unit", &scope.wish.unit))
        .child(field(lang.say(O::Area), said(scope, |books| ever(books, |it| it.area)), "area", &scope.wish.area))
        .child(field(lang.say(O::Indicator), scope.template.active().map(indicator).collect(), "indicator", &chosen))
}
