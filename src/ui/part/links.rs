//! Links: the template's menu, and the way to paper. A row without an address says that it is not set up; one about a customer stands on
//! that customer's page.

use super::module::module_frame;
use crate::address::Page;
use crate::app::session::Session;
use crate::domain::id::Id;
use crate::domain::progress::Module;
use crate::domain::template::{LinkKind, LinkRow, LinkTarget};
use crate::domain::web::WebAddress;
use crate::domain::week::{Month, Week};
use crate::ui::el::{El, el};
use crate::ui::routes::{link, outside};
use crate::words::Word;

/// Where on the page of the area the files are.
const FILES: &str = "#files";

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
    let web = web(row);
    match &row.target {
        LinkTarget::Action(_) => link(&Page::Exchange.address()).text(&name),
        LinkTarget::App(address) => link(&filled(address, session.read(|view| view.week))).text(&name),
        LinkTarget::File(_) => link(&[&Page::Area.address(), FILES].concat()).class("links__file").text(&name),
        // Whoever is meant is chosen first.
        LinkTarget::Url(_) if web.is_some_and(WebAddress::wants_a_customer) => link(&Page::Customers.address()).text(&name),
        LinkTarget::Url(_) => match web.and_then(|it| outside(it, None)) {
            Some(it) => it.text(&name),
            None => el("span").class("links__unset").text(&name).child(el("small").text(lang.say(Word::NotSetUp))),
        },
    }
}

fn web(row: &LinkRow) -> Option<WebAddress<'_>> {
    match &row.target {
        LinkTarget::Url(it) => WebAddress::parse(it),
        _ => None,
    }
}

/// The other systems that know one customer, as the template names them.
pub fn systems(code: &Id) -> Option<El> {
    let session = Session::here();
    let lang = session.lang_now();
    let all = session.template(|it| {
        let mut all = Vec::new();
        for row in it.links.iter().flat_map(|it| &it.rows) {
            let web = web(row).filter(|it| it.wants_a_customer());
            if let Some(it) = web.and_then(|it| outside(it, Some(code))) {
                all.push(it.class("links__system").text(&lang.label(&row.name)));
            }
        }
        all
    });
    (!all.is_empty()).then(|| el("nav").label(lang.say(Word::Links)).children(all))
}

/// An address of the product with the open week and its month filled in.
fn filled(address: &str, week: Option<Week>) -> String {
    match week {
        Some(week) => address.replace("{week}", &week.to_string()).replace("{month}", &Month::of(week.monday()).to_string()),
        None => address.to_owned(),
    }
}
