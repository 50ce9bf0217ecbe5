//! One of the six modules as a region: closed it is an overview, opened it is magnified in place with every field.

use leptos::prelude::*;

use crate::app::session::Session;
use crate::domain::progress::Module;
use crate::ui::routes::{Going, name};
use crate::words::{Word, said};

/// A module's frame. `note` stands beside the title in both states; `compact` and `full` are what it holds.
#[component]
pub fn ModuleFrame(
    module: Module,
    #[prop(into)] note: ViewFn,
    #[prop(into)] compact: ViewFn,
    #[prop(into)] full: ViewFn,
) -> impl IntoView {
    let (going, lang) = (Going::here(), Session::here().lang_now());
    let is_open = Memo::new(move |_| going.place.get().module() == Some(module));
    let title = said::module(lang, module);
    let toggle = move |_| if is_open.get_untracked() { going.close() } else { going.open(module) };
    let toggle_label = move || format!("{} {title}", lang.say(if is_open.get() { Word::Close } else { Word::Open }));
    view! {
        <section class=format!("module module--{}", name(module)) aria-label=title data-step=said::pdca(module) data-open=move || is_open.get().to_string()>
            <header class="module__head">
                <h2><button type="button" class="module__title" aria-expanded=move || is_open.get().to_string() aria-label=toggle_label on:click=toggle>
                    <i class="dot" aria-hidden="true" data-mark=said::number(module)></i>
                    {title}
                </button></h2>
                <small class="module__note">{note.run()}</small>
                <Show when=move || is_open.get()>
                    <button type="button" class="quiet module__close" aria-label=lang.say(Word::BackToPage) on:click=move |_| going.close()>"×"</button>
                </Show>
            </header>
            <div class="module__body">{move || if is_open.get() { full.run() } else { compact.run() }}</div>
        </section>
    }
}
