//! Which day of the week is worked on: tabs of the days the page shows, today first chosen.

use chrono::NaiveDate;
use leptos::prelude::{Get, GetUntracked, Memo};

use super::boxes::button;
use super::moving::Moving;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::start::today;
use crate::domain::path::SheetPath;
use crate::domain::progress::days_shown;
use crate::domain::topic::Topic;
use crate::domain::visits::count;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::said;

/// The days the page shows: working days, days with something on them, and the one asked for.
pub type Days = Memo<Vec<NaiveDate>>;

pub fn days_of(session: Session) -> Days {
    let going = Going::here();
    let shown = session.watch([Topic::Days], |view| days_shown(view.sheet, view.week, view.calendar));
    let week: Vec<NaiveDate> = session.read(|view| view.week.days().collect()).unwrap_or_default();
    Memo::new(move |_| {
        let (shown, asked) = (shown.get(), going.path().as_ref().and_then(SheetPath::day));
        let wanted = |it: &NaiveDate| shown.contains(it) || asked == Some(*it);
        let days: Vec<NaiveDate> = week.iter().copied().filter(wanted).collect();
        // A week without work still has days to write on.
        if days.is_empty() { week.clone() } else { days }
    })
}

/// Visits done and planned on a day, watched.
pub fn day_count(date: NaiveDate) -> Live<(u32, u32)> {
    Session::here().watch([Topic::Visits(date)], move |view| {
        let count = view.sheet.days.get(&date).map(|it| count(it.visits.values())).unwrap_or_default();
        (count.done, count.planned)
    })
}

/// The day chosen: the one the address asks for, else today, else the first.
pub fn chosen(days: Days) -> Live<Option<NaiveDate>> {
    let all = days.get_untracked();
    let asked = Going::here().path_now().as_ref().and_then(SheetPath::day).filter(|it| all.contains(it));
    let start = asked.or_else(|| all.iter().find(|it| **it == today()).copied()).or_else(|| all.first().copied());
    Live::new(start)
}

/// The tabs; an address of another day chooses that day. Visits may be dropped on them where they are moved.
pub fn day_tabs(days: Days, chosen: Live<Option<NaiveDate>>, moving: Option<Moving>) -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    // Days off are offered too: somebody may work on one.
    let week: Vec<NaiveDate> = session.read(|view| view.week.days().collect()).unwrap_or_default();
    let tab = |date: NaiveDate| {
        let tab = button("day-tab")
            .set("role", "tab")
            .says("aria-selected", move || chosen.get() == Some(date))
            .says("data-off", move || !days.get().contains(&date))
            .set("data-today", if date == today() { "true" } else { "false" })
            .press(move || chosen.change(Some(date)))
            .text(said::weekday(lang, date))
            .text(" ")
            .child(el("span").class("num").text(&said::day_number(date)));
        let Some(moving) = moving else { return tab };
        let counted = day_count(date);
        moving.takes(tab.child(el("small").class("soft").write(move || said::share(counted.get()))), date)
    };
    el("div").class("day-tabs").set("role", "tablist").children(week.into_iter().map(tab)).effect(move || {
        if let Some(asked) = going.path().as_ref().and_then(SheetPath::day) {
            chosen.change(Some(asked));
        }
    })
}
