//! The import report: one row a file, what it would change or why it is refused; Apply stores it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::components::A;

use crate::app::exchange::Staged;
use crate::app::session::Session;
use crate::app::typing::text;
use crate::bundle::refusal::{FileRefusal, Refusal};
use crate::bundle::stage::{Change, Difference, FilePlan, FileResult};
use crate::ui::routes;
use crate::words::{Lang, Word, said};

/// Rows that stay on the page, refused ones first.
const MOST_ROWS: usize = 1_000;

#[component]
pub fn Report(staged: Staged) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let applied = RwSignal::new(BTreeSet::<usize>::new());
    let failed = RwSignal::new(false);
    let plan = staged.plan.clone();
    let mut rows: Vec<(usize, FilePlan)> = plan.files.iter().cloned().enumerate().collect();
    rows.sort_by_key(|(at, it)| (it.result != FileResult::Refused, *at));
    let has_work = plan.files.iter().any(|it| !it.store.is_empty());
    let apply = move |_| {
        session.apply(&staged, move |at, ended| match ended {
            Ok(()) => applied.update(|it| _ = it.insert(at)),
            Err(_) => failed.set(true),
        })
    };
    let rows = rows
        .into_iter()
        .take(MOST_ROWS)
        .map(|(at, file)| {
            let is_applied = Signal::derive(move || applied.with(|it| it.contains(&at)));
            view! { <Row file is_applied /> }
        })
        .collect_view();
    let is_done = move || !applied.with(BTreeSet::is_empty);
    view! {
        <section class="report" role="region" aria-label=lang.say(Word::ImportReport)>
            <ul>{rows}</ul>
            {has_work.then(|| view! { <button type="button" class="button" disabled=is_done on:click=apply>{lang.say(Word::Apply)}</button> })}
            {move || failed.get().then(|| view! { <p role="alert" class="minus">{lang.say(Word::NotApplied)}</p> })}
        </section>
    }
}

#[component]
fn Row(file: FilePlan, is_applied: Signal<bool>) -> impl IntoView {
    let lang = Session::here().lang_now();
    let is_foreign = matches!(file.refusal, Some(FileRefusal::OtherManager { .. }));
    let sentences = sentences(&file, lang).into_iter().map(|it| view! { <p>{it}</p> }).collect_view();
    let changes = file.changes.iter().map(|it| view! { <p class="soft">{said::change(lang, it)}</p> }).collect_view();
    let differences =
        file.changes.iter().flat_map(|change| shown(change, lang)).map(|it| view! { <li>{it}</li> }).collect_view();
    view! {
        <li class="report__row" data-file=file.name.clone() data-result=file.result.word() data-applied=move || is_applied.get().then_some("")>
            <div class="report__head"><b>{file.name.clone()}</b><span class="report__result">{said::file_result(lang, file.result.word())}
                {move || is_applied.get().then(|| format!(" · {}", lang.say(Word::Applied)))}</span></div>
            {sentences}{changes}<ul class="report__differences">{differences}</ul>
            {is_foreign.then(|| view! { <p><A href=routes::OFFICE>{lang.say(Word::ToOffice)}</A></p> })}
        </li>
    }
}

fn sentences(file: &FilePlan, lang: Lang) -> Vec<String> {
    let of_file = file.refusal.iter().map(|it| Refusal::File(&file.name, it));
    let of_documents = file.refused.iter().map(|it| Refusal::Document(&file.name, it));
    let warnings = file.warnings.iter().map(|it| Refusal::Warning(&file.name, it));
    of_file.chain(of_documents).chain(warnings).map(|it| said::refusal(lang, &it)).collect()
}

/// Differences, both values beside each other: ours stands.
fn shown(change: &Change, lang: Lang) -> Vec<String> {
    let line = |it: &Difference| {
        let value = |it: &Option<crate::domain::value::Value>| {
            Some(text(it.as_ref(), None)).filter(|it| !it.is_empty()).unwrap_or_else(|| lang.say(Word::Nothing).to_owned())
        };
        said::difference(lang, &it.path, &value(&it.stands), &value(&it.other))
    };
    change.disputed.iter().chain(&change.differences).map(line).collect()
}
