//! Moving a planned visit to another day of its week: by a list that says how much each day has, or dragged onto the day.

use chrono::NaiveDate;
use leptos::prelude::untrack;

use super::boxes::quiet_button;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::watch::View;
use crate::browser::{drag, lifecycle, page};
use crate::domain::fold::is_inside;
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::progress::Module;
use crate::domain::topic::Topic;
use crate::domain::visits::{count, moved};
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Word, days};

/// Where the focus goes when a row has left under it: these are no fields of the sheet.
const TOLD: &str = "moved";

/// Milliseconds what came of a move stays in sight.
const STAYS: u32 = 10_000;

/// Moves visits and says what came of it. Copies share what was said.
#[derive(Clone, Copy)]
pub struct Moving {
    session: Session,
    going: Going,
    told: Live<String>,
}

impl Moving {
    pub fn begin() -> Self {
        Self { session: Session::here(), going: Going::here(), told: Live::new(String::new()) }
    }

    /// What came of the last move.
    pub fn status(self) -> El {
        el("p")
            .class("moving")
            .set("role", "status")
            .set("tabindex", "-1")
            .set("data-field", TOLD)
            .write(move || self.told.get())
    }

    /// A button, and once it is pressed the other days of the week, as long as nothing came of the visit.
    pub fn days(self, date: NaiveDate, code: &Id) -> [El; 2] {
        let label = self.session.lang_now().say(Word::MoveTo);
        let (is_open, is_made, at) = (Live::new(false), self.is_made(date, code), place(date, code));
        let toggle = {
            let is_made = is_made.clone();
            move || {
                let toggle = || quiet_button(label, move || is_open.change(!is_open.get_untracked()));
                let toggle = || toggle().set("data-field", &at).says("aria-expanded", move || is_open.get());
                (!is_made()).then(toggle)
            }
        };
        let planned = self.session.watch([Topic::VisitCount, Topic::Days], |view| view.sheet.visit_count());
        let code = code.clone();
        let list = move || {
            planned.track();
            (is_open.get() && !is_made()).then(|| untrack(|| self.offers(date, &code)))
        };
        [el("span").class("move").part(toggle), el("div").class("move-to").set("role", "group").label(label).part(list)]
    }

    /// The days on which the customer does not stand yet, and how much each has.
    fn offers(self, date: NaiveDate, code: &Id) -> El {
        let lang = self.session.lang_now();
        let offer = |view: &View, day: NaiveDate| {
            let held = view.sheet.days.get(&day);
            let is_free = held.is_none_or(|it| !it.visits.contains_key(code));
            let planned = held.map_or(0, |it| count(it.visits.values()).planned);
            is_free.then(|| (day, days::load(lang, day, planned, view.sheet.works(day, view.calendar))))
        };
        let offers = self.session.read(|view| view.week.days().filter_map(|it| offer(view, it)).collect::<Vec<_>>());
        let button = |(to, said): (NaiveDate, String)| {
            let code = code.clone();
            el("li").child(quiet_button(&said, move || self.go_on(date, &code, to)))
        };
        el("ul").children(offers.unwrap_or_default().into_iter().map(button))
    }

    /// Moves a visit by its row. The row leaves, and the next one may have to move too.
    fn go_on(self, date: NaiveDate, code: &Id, to: NaiveDate) {
        let next = self.beside(date, code).map(|it| place(date, &it));
        self.go(date, code, to);
        lifecycle::later(0, move || _ = next.is_some_and(|it| page::focus_field(&it)) || page::focus_field(TOLD));
    }

    /// Lets an element that shows a visit be dragged, as long as nothing came of it.
    pub fn carries(self, shown: El, date: NaiveDate, code: &Id) -> El {
        let (is_made, record) = (self.is_made(date, code), SheetPath::Visit(date, code.clone()));
        let dragged = shown.live("draggable", move || (!is_made()).then(|| "true".to_owned()));
        dragged.on("dragstart", move |event| drag::carry(&event, &record.to_string()))
    }

    /// Lets visits be dropped on an element that stands for a day.
    pub fn takes(self, day: El, date: NaiveDate) -> El {
        let is_over = Live::new(false);
        let over = move |event| is_over.change(drag::is_over(&event));
        day.flag("data-over", move || is_over.get())
            .on("dragenter", over)
            .on("dragover", over)
            .on("dragleave", move |event| is_over.change(is_over.get_untracked() && !drag::is_out(&event)))
            .on("drop", move |event| {
                is_over.change(false);
                if let Ok(SheetPath::Visit(from, code)) = SheetPath::parse(&drag::dropped(&event)) {
                    self.go(from, &code, date);
                }
            })
    }

    fn go(self, from: NaiveDate, code: &Id, to: NaiveDate) {
        let (session, lang) = (self.session, self.session.lang_now());
        if from == to {
            return;
        }
        let edits = session.read(|view| moved(view.document, from, code, to)).unwrap_or_default();
        let is_refused = edits.is_empty();
        session.edit_all(edits);
        let stays = session.read(|view| view.sheet.days.get(&from).is_some_and(|it| it.visits.contains_key(code)));
        let said = match (is_refused, stays) {
            (true, _) => lang.say(Word::NotMoved).to_owned(),
            (false, Some(false)) => days::moved(lang, &session.customer(code), to),
            // Another window holds the sheet, and a banner says so.
            _ => String::new(),
        };
        self.told.set(said.clone());
        lifecycle::later(STAYS, move || {
            if self.told.try_get().as_ref() == Some(&said) {
                self.told.set(String::new());
            }
        });
        // An address that asks for it would hold an empty row open on the old day.
        if self.going.path_now().is_some_and(|it| is_inside(&it, &SheetPath::Visit(from, code.clone()))) {
            self.going.open(Module::Tasks);
        }
    }

    /// Whether something came of a visit, watched.
    fn is_made(self, date: NaiveDate, code: &Id) -> impl Fn() -> bool + Clone + 'static {
        let outcome = self.session.field(&SheetPath::VisitOutcome(date, code.clone()));
        move || outcome.with(Option::is_some)
    }

    /// Who stands after a customer on a day, else before.
    fn beside(self, date: NaiveDate, code: &Id) -> Option<Id> {
        let beside = |view: &View| {
            let visits = &view.sheet.days.get(&date)?.visits;
            let after = visits.keys().find(|it| *it > code);
            after.or_else(|| visits.keys().rfind(|it| *it < code)).cloned()
        };
        self.session.read(beside).flatten()
    }
}

/// What the button of a visit goes by.
fn place(date: NaiveDate, code: &Id) -> String {
    format!("move/{date}/{code}")
}
