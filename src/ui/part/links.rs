//! Links: the template's menu. A row without an address says that it is not set up.

use leptos::prelude::*;
use leptos_router::components::A;

use super::module::ModuleFrame;
use crate::app::session::Session;
use crate::domain::progress::Module;
use crate::domain::template::{LinkKind, LinkRow, LinkTarget};
use crate::domain::week::{Month, Week};
use crate::ui::routes;
use crate::words::Word;

#[component]
pub fn Links() -> impl IntoView {
    view! { <ModuleFrame module=Module::Links note=|| () compact=|| view! { <Menu full=false /> } full=|| view! { <Menu full=true /> } /> }
}

#[component]
fn Menu(full: bool) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let kinds: Vec<LinkKind> = session.template(|it| it.links.clone());
    let kind = move |kind: LinkKind| {
        let rows = kind.rows.into_iter().map(|row| view! { <li><Row row /></li> }).collect_view();
        view! { <section class="links__kind"><h3>{lang.label(&kind.name)}</h3><ul class="links__rows">{rows}</ul></section> }
    };
    let kinds = kinds.into_iter().map(kind).collect_view();
    view! { <div class="links" class:links--full=full>{kinds}</div> }
}

#[component]
fn Row(row: LinkRow) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let name = lang.label(&row.name);
    let week = session.read(|view| view.week);
    match row.target {
        LinkTarget::Action(_) => view! { <A href=routes::EXCHANGE>{name}</A> }.into_any(),
        LinkTarget::App(address) => view! { <A href=filled(&address, week)>{name}</A> }.into_any(),
        // Only the shipped template reaches this page, so an address here is the company's own.
        LinkTarget::Url(address) if is_web(&address) => {
            view! { <a href=address target="_blank" rel="noopener noreferrer">{name}</a> }.into_any()
        }
        LinkTarget::Url(_) | LinkTarget::File(_) => {
            view! { <span class="links__unset">{name}<small>{lang.say(Word::NotSetUp)}</small></span> }.into_any()
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
