//! Links: the template's menu, and the way to paper. A row without an address says that it is not set up.

use super::module::module_frame;
use crate::address::Page;
use crate::app::session::Session;
use crate::domain::progress::Module;
use crate::domain::template::{LinkKind, LinkRow, LinkTarget};
use crate::domain::week::{Month, Week};
use crate::ui::el::{El, el};
use crate::ui::routes::link;
use crate::words::Word;

pub fn links() -> El {
    let session = Session::here();
    let paper = |week| link(&Page::WeekPaper(week).address()).class("links__paper").text(session.lang_now().say(Word::OnPaper));
    let paper = session.read(|view| view.week).map(paper);
    module_frame(Module::Links, paper.into_iter().collect(), || menu("links"), || menu("links links--full"))
}

fn menu(class: &str) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let kind = |kind: &LinkKind| {
        let rows = kind.rows.iter().map(|it| el("li").child(row(it)));
        let title = el("h3").text(&lang.label(&kind.name));
        el("section").class("links__kind").child(title).child(el("ul").class("links__rows").children(rows))
    };
    el("div").class(class).children(session.template(|it| it.links.iter().map(kind).collect::<Vec<_>>()))
}

fn row(row: &LinkRow) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let name = lang.label(&row.name);
    match &row.target {
        LinkTarget::Action(_) => link(&Page::Exchange.address()).text(&name),
        LinkTarget::App(address) => link(&filled(address, session.read(|view| view.week))).text(&name),
        // Only the shipped template reaches this page, so an address here is the company's own.
        LinkTarget::Url(address) if is_web(address) => {
            el("a").set("href", address).set("target", "_blank").set("rel", "noopener noreferrer").text(&name)
        }
        LinkTarget::Url(_) | LinkTarget::File(_) => {
            el("span").class("links__unset").text(&name).child(el("small").text(lang.say(Word::NotSetUp)))
        }
    }
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// An address of the product with the open week and its month filled in.
fn filled(address: &str, week: Option<Week>) -> String {
    match week {
        Some(week) => address.replace("{week}", &week.to_string()).replace("{month}", &Month::of(week.monday()).to_string()),
        None => address.to_owned(),
    }
}
