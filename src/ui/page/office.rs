//! Head office: drawn by the worker (`leaf/office`), which collects and answers. Here it is only asked.

use std::cell::Cell;
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::app::session::Session;
use crate::app::start::ready_when_drawn;
use crate::browser::asked::{self, Asked};
use crate::browser::{lifecycle, page};
use crate::leaf::SLOT;
use crate::leaf::import_report::on_way;
use crate::leaf::reading::READING;
use crate::ui::el::{El, el};
use crate::ui::leaf::Board;
use crate::ui::on_way::show_way;
use crate::ui::part::giving::taken_out;

const PAGE: &str = "office";
const COLLECT: &str = "collect";
/// The answer that is shown, or its chart, as a file; all facts as one, and files of other things.
const FILES: [&str; 7] = ["xlsx", "csv", "png", "svg", "parquet", "ndjson", "file"];
/// Where something opens that whoever asked for it goes on in.
const LED_TO: [&str; 3] = ["drill", "sheet", READING];
/// Where what the collection comes to is shown.
const OVERVIEW: &str = "overview";

pub fn office() -> El {
    let (session, is_cancelled) = (Session::here(), Rc::new(Cell::new(false)));
    let stopped = is_cancelled.clone();
    let board = Board::new(move |board, asked| {
        match asked.ask.as_str() {
            "cancel" => {
                is_cancelled.set(true);
                return session.inner().desk.stop();
            }
            "print" => return page::print(),
            _ => {}
        }
        let (board, is_cancelled) = (board.clone(), is_cancelled.clone());
        spawn_local(async move { answer(session, &board, asked, &is_cancelled).await });
    });
    let shown = board.shown(Vec::new());
    spawn_local(async move {
        answer(session, &board, Asked::default(), &stopped).await;
        ready_when_drawn();
    });
    el("main").class("plain office").child(shown)
}

async fn answer(session: Session, board: &Board, asked: Asked, is_cancelled: &Cell<bool>) {
    if FILES.contains(&asked.verb().0) {
        return board.put(&asked.into, vec![taken_out(session, session.print_of(PAGE, &asked.ask, asked.form)).await]);
    }
    let is_collecting = asked.ask == COLLECT;
    if is_collecting {
        board.put(&asked.into, vec![on_way(session.lang_now()).to_json()]);
    }
    // Whatever is asked first waits for the collection, which may have to be counted anew.
    show_way(session, board, &asked.into);
    is_cancelled.set(false);
    let mut drawn = session.drawn_of(PAGE, &asked.ask, asked.form.clone(), &asked.files).await;
    if is_cancelled.get() {
        drawn = session.drawn(PAGE, "cancelled", Vec::new()).await;
    }
    // Both at once: whoever sees the report may go on from there.
    let overview = if is_collecting { Some(session.drawn(PAGE, OVERVIEW, asked.form).await) } else { None };
    board.put(&asked.into, vec![drawn]);
    if LED_TO.contains(&asked.into.as_str()) {
        // Whose control is there again stays in it.
        lifecycle::later(0, move || {
            if asked::focused_name().is_empty() {
                asked::focus(&format!("[{SLOT}={}] [tabindex]", asked.into));
            }
        });
    }
    overview.into_iter().for_each(|it| board.put(OVERVIEW, vec![it]));
}
