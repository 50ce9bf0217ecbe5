//! Tables: the week, its month or its year for a spreadsheet.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::event_target_value;

use crate::app::session::Session;
use crate::domain::extract::{Period, Subject};
use crate::ui::el::{El, el};
use crate::ui::part::giving::{Giving, button};
use crate::words::{Word, tables as words};

/// The week, its month or its year as a workbook, or one table of it as CSV.
pub fn tables(session: Session) -> El {
    let (lang, giving) = (session.lang_now(), Giving::new(session, false));
    let periods = Period::round(session.week_meant());
    let (period, subject) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let named = periods.iter().map(|it| words::period(lang, *it)).collect();
    let which_period = choice(lang.say(Word::At), named, &period);
    let named = Subject::ALL.iter().map(|it| words::subject(lang, *it).to_owned()).collect();
    let which = choice(lang.say(Word::WhichTable), named, &subject);
    let chosen = period.clone();
    let all = move || giving.make(session.tables(periods[chosen.get()], None));
    let one = move || giving.make(session.tables(periods[period.get()], Some(Subject::ALL[subject.get()])));
    let row = || el("div").class("giving");
    let all = row().child(which_period).child(button(session, Word::ExcelBook, all));
    let one = row().child(which).child(button(session, Word::CsvTable, one));
    let title = el("h2").text(lang.say(Word::Tables));
    let says = el("p").class("soft").text(lang.say(Word::TablesSays));
    giving.under(el("section").class("paper tables").child(title).child(says).child(all).child(one))
}

/// One of a list, remembered by its place.
fn choice(label: &str, all: Vec<String>, chosen: &Rc<Cell<usize>>) -> El {
    let chosen = chosen.clone();
    let select = el("select").label(label).on("change", move |it| {
        // The values are the places, and the browser gives back one of them.
        chosen.set(event_target_value(&it).parse().unwrap_or(0));
    });
    let option = |(at, it): (usize, String)| el("option").set("value", &at.to_string()).text(&it);
    select.children(all.into_iter().enumerate().map(option))
}
