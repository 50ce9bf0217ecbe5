//! The first start: language, who I am, this device's name; or a look at a filled example.

use leptos::prelude::*;

use crate::app::session::Session;
use crate::app::start::ready;
use crate::domain::path::SettingsPath;
use crate::ui::part::identity::Identity;
use crate::words::Word;

#[component]
pub fn Welcome() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let inner = session.inner();
    let refused = RwSignal::new(false);
    Effect::new(move |_| ready());
    let start = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let known = session.inner().setting(&SettingsPath::ManagerId()).is_some();
        refused.set(!known);
        if known {
            session.begin();
        }
    };
    let failing = inner.saving.state;
    view! {
        <main class="welcome">
            <header><i class="seal" aria-hidden="true">{lang.say(Word::BrandSeal)}</i><h1>{lang.say(Word::SheetTitle)}</h1><p>{lang.say(Word::WelcomeSays)}</p></header>
            <form class="paper" novalidate on:submit=start>
                <Identity />
                {move || refused.get().then(|| view! { <p class="minus" role="alert">{lang.say(Word::NeedsManagerId)}</p> })}
                <p class="soft">{lang.say(Word::StaysHere)}</p>
                <div class="welcome__buttons">
                    <button type="submit" class="button">{lang.say(Word::Start)}</button>
                    <button type="button" class="quiet" on:click=move |_| session.open_example()>{lang.say(Word::TryExample)}</button>
                </div>
            </form>
            {move || matches!(failing.get(), crate::app::saving::SaveState::Failing(_)).then(|| view! { <crate::ui::part::banners::Banners /> })}
        </main>
    }
}
