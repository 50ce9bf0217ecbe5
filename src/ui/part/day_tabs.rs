//! Which day of the week is worked on: tabs of the days the page shows, today first chosen.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::app::session::Session;
use crate::app::start::today;
use crate::domain::progress::days_shown;
use crate::domain::topic::Topic;
use crate::ui::routes::Going;
use crate::words::said;

/// The days the page shows: working days, days with something on them, and the one asked for.
pub fn days(session: Session) -> Memo<Vec<NaiveDate>> {
    let going = Going::here();
    let shown = session.watch([Topic::Days], |view| days_shown(view.sheet, view.week, view.calendar));
    let week = session.read(|view| view.week);
    Memo::new(move |_| {
        let asked = going.place.get().path().and_then(crate::domain::path::SheetPath::day);
        let asked = asked.filter(|it| week.is_some_and(|week| week.contains(*it)));
        let mut days = shown.get();
        days.extend(asked.filter(|it| !days.contains(it)));
        if days.is_empty() {
            // A week without work still has days to write on.
            days.extend(week.into_iter().flat_map(crate::domain::week::Week::days));
        }
        days.sort();
        days
    })
}

/// The day chosen: the one the address asks for, else today, else the first.
pub fn chosen(days: Memo<Vec<NaiveDate>>) -> RwSignal<Option<NaiveDate>> {
    let going = Going::here();
    let asked = Memo::new(move |_| going.place.get().path().and_then(crate::domain::path::SheetPath::day));
    let asked_here = asked.get_untracked().filter(|it| days.get_untracked().contains(it));
    let start = asked_here
        .or_else(|| days.get_untracked().into_iter().find(|it| *it == today()))
        .or_else(|| days.get_untracked().first().copied());
    let chosen = RwSignal::new(start);
    Effect::new(move |_| {
        if let Some(asked) = asked.get() {
            chosen.set(Some(asked));
        }
    });
    chosen
}

#[component]
pub fn DayTabs(days: Memo<Vec<NaiveDate>>, chosen: RwSignal<Option<NaiveDate>>) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    // Days off are offered too: somebody may work on one.
    let week = session.read(|view| view.week);
    let all = move || week.map(|it| it.days().collect::<Vec<_>>()).unwrap_or_default();
    let tab = move |date: NaiveDate| {
        let selected = move || (chosen.get() == Some(date)).to_string();
        let is_off = move || (!days.get().contains(&date)).to_string();
        view! { <button type="button" role="tab" class="day-tab" aria-selected=selected data-off=is_off data-today=(date == today()).to_string()
        on:click=move |_| chosen.set(Some(date))>{said::weekday(lang, date)}" "<span class="num">{said::day_number(date)}</span></button> }
    };
    view! { <div class="day-tabs" role="tablist">{move || all().into_iter().map(tab).collect_view()}</div> }
}
