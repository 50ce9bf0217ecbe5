//! The import report: one row a file, what it would change or why it is refused; Apply stores it.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::app::session::Session;
use crate::post::{FileReport, Report as Staged};
use crate::ui::routes;
use crate::words::{Both, Word, said};

/// Rows that stay on the page, refused ones first.
const MOST_ROWS: usize = 1_000;
const REFUSED: &str = "refused";

#[component]
pub fn Report(report: Staged) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let applied = RwSignal::new(Vec::<usize>::new());
    let failed = RwSignal::new(false);
    let rows = report.files.clone().into_iter().enumerate();
    let (refused, good): (Vec<_>, Vec<_>) = rows.partition(|it| it.1.result == REFUSED);
    let has_work = report.files.iter().any(|it| it.is_due);
    let apply = move |_| {
        session.apply(&report, move |at, is_stored| if is_stored { applied.update(|it| it.push(at)) } else { failed.set(true) })
    };
    let row = |(at, file): (usize, FileReport)| {
        let is_applied = Signal::derive(move || applied.with(|it| it.contains(&at)));
        view! { <Row file is_applied /> }
    };
    let rows = refused.into_iter().chain(good).take(MOST_ROWS).map(row).collect_view();
    let is_done = move || !applied.with(Vec::is_empty);
    view! {
        <section class="report" role="region" aria-label=lang.say(Word::ImportReport)>
            <ul>{rows}</ul>
            {has_work.then(|| view! { <button type="button" class="button" disabled=is_done on:click=apply>{lang.say(Word::Apply)}</button> })}
            {move || failed.get().then(|| view! { <p role="alert" class="minus">{lang.say(Word::NotApplied)}</p> })}
        </section>
    }
}

#[component]
fn Row(file: FileReport, is_applied: Signal<bool>) -> impl IntoView {
    let lang = Session::here().lang_now();
    let said = |it: &Both| it.said(lang).to_owned();
    let sentences = file.sentences.iter().map(|it| view! { <p>{said(it)}</p> }).collect_view();
    let changes = file.changes.iter().map(|it| view! { <p class="soft">{said(it)}</p> }).collect_view();
    let differences = file.differences.iter().map(|it| view! { <li>{said(it)}</li> }).collect_view();
    view! {
        <li class="report__row" data-file=file.name.clone() data-result=file.result.clone() data-applied=move || is_applied.get().then_some("")>
            <div class="report__head"><b>{file.name.clone()}</b><span class="report__result">{said::file_result(lang, &file.result)}
                {move || is_applied.get().then(|| format!(" · {}", lang.say(Word::Applied)))}</span></div>
            {sentences}{changes}<ul class="report__differences">{differences}</ul>
            {file.is_foreign.then(|| view! { <p><A href=routes::OFFICE>{lang.say(Word::ToOffice)}</A></p> })}
        </li>
    }
}
