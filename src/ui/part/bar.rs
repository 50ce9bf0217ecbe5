//! The bar on top: the week and the way to others, undo and redo, what is saved, and the other pages.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::app::saving::SaveState;
use crate::app::session::{Opened, Session};
use crate::app::start::today;
use crate::domain::week::Week;
use crate::ui::routes;
use crate::words::{Word, said};

#[component]
pub fn Bar() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let opened = session.inner().opened;
    let week = Memo::new(move |_| match opened.get() {
        Opened::Week(week, _) | Opened::Unreadable(week, _) => Some(week),
        Opened::Nothing => None,
    });
    let home = move || routes::week(week.get().unwrap_or_else(|| Week::of(today())));
    view! {
        <header class="bar">
            <A href=home attr:class="bar__brand" attr:aria-label=lang.say(Word::ToTheSheet)><i class="seal" aria-hidden="true" data-mark=lang.say(Word::BrandSeal)></i><b>{lang.say(Word::Brand)}</b></A>
            {move || week.get().map(|week| view! { <Weeks week /> })}
            <Steps />
            <Saved />
            <nav class="bar__pages" aria-label=lang.say(Word::Pages)>
                <A href=routes::EXCHANGE>{lang.say(Word::Exchange)}</A>
                <A href=routes::SETTINGS>{lang.say(Word::Settings)}</A>
            </nav>
        </header>
    }
}

/// Previous, next and this week, and a jump to any.
#[component]
fn Weeks(week: Week) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let workdays = session.read(|view| crate::domain::progress::days_shown(view.sheet, view.week, view.calendar).len());
    let now = Week::of(today());
    let navigate = leptos_router::hooks::use_navigate();
    let jump = move |event: leptos::ev::Event| {
        if let Ok(date) = crate::domain::week::parse_date(&event_target_value(&event)) {
            navigate(&routes::week(Week::of(date)), Default::default());
        }
    };
    view! {
        <nav class="weeks" aria-label=lang.say(Word::Weeks)>
            <A href=routes::week(week.plus(-1)) attr:class="weeks__go" attr:aria-label=lang.say(Word::PreviousWeek)>"‹"</A>
            <label class="weeks__jump"><strong class="num">{said::week(lang, week)}</strong>
                <span class="num soft">{said::week_days(lang, week)}{workdays.map(|it| said::workdays(lang, it))}</span>
                <input type="date" aria-label=lang.say(Word::JumpToWeek) value=week.monday().to_string() on:change=jump /></label>
            <A href=routes::week(week.plus(1)) attr:class="weeks__go" attr:aria-label=lang.say(Word::NextWeek)>"›"</A>
            {(week != now).then(|| view! { <A href=routes::week(now) attr:class="weeks__now">{lang.say(Word::ThisWeek)}</A> })}
        </nav>
    }
}

#[component]
fn Steps() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let can = session.inner().can;
    view! {
        <span class="bar__steps">
            <button type="button" class="quiet" aria-label=lang.say(Word::Undo) title=lang.say(Word::Undo) disabled=move || !can.get().0 on:click=move |_| session.undo()>"↶"</button>
            <button type="button" class="quiet" aria-label=lang.say(Word::Redo) title=lang.say(Word::Redo) disabled=move || !can.get().1 on:click=move |_| session.redo()>"↷"</button>
        </span>
    }
}

/// What has become of the last edit, in a line that is always there.
#[component]
fn Saved() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let state = session.inner().saving.state;
    let kind = move || match state.get() {
        SaveState::Saved(_) => "saved",
        SaveState::Saving => "saving",
        SaveState::Failing(_) => "failing",
    };
    view! { <span class="saved" data-state=kind><i aria-hidden="true">"●"</i>" "<span>{move || said::saved(lang, &state.get().into())}</span></span> }
}
