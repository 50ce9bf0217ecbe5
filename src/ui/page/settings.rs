//! Settings: who I am, language, this device, the template.

use leptos::prelude::*;

use crate::app::session::Session;
use crate::app::start::ready;
use crate::ui::part::identity::Identity;
use crate::words::{Word, said};

#[component]
pub fn Settings() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let inner = session.inner();
    Effect::new(move |_| ready());
    let template = session.template(|it| said::template(lang, &lang.label(&it.name), it.version));
    view! {
        <main class="plain">
            <h1>{lang.say(Word::Settings)}</h1>
            <section class="paper"><h2>{lang.say(Word::WhoIAm)}</h2><Identity /><p class="soft">{lang.say(Word::OtherIdOpensOther)}</p></section>
            <section class="paper"><h2>{lang.say(Word::Template)}</h2><p>{template}</p></section>
            <section class="paper"><h2>{lang.say(Word::ThisDevice)}</h2>
                <p>{lang.say(Word::DeviceId)}" "<code>{inner.device.to_string()}</code></p><p class="soft">{lang.say(Word::StaysHere)}</p></section>
        </main>
    }
}
