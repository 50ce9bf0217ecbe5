//! How far the worker is with what was asked: told in the slot where its answer will stand, for as long as there is none.

use crate::app::session::Session;
use crate::app::start::ready;
use crate::browser::lifecycle;
use crate::domain::json::Json;
use crate::leaf::import_report::on_way;
use crate::ui::leaf::Board;

/// From now on what the worker tells is shown in this slot.
pub fn show_way(session: Session, board: &Board, slot: &str) {
    let (board, slot, lang) = (board.clone(), slot.to_owned(), session.lang_now());
    session.inner().desk.on_way(move |drawn| {
        if !board.has("on-way") {
            board.put(&slot, vec![on_way(lang).to_json()]);
            // It can be broken off, and the page opens no longer.
            ready();
        }
        // The worker's own words: they are sound.
        let (board, told) = (board.clone(), Json::parse(drawn).into_iter().collect());
        // The place for it may be on its way to the page yet.
        lifecycle::later(0, move || {
            if board.has("on-way") {
                board.put("on-way", told);
            }
        });
    });
}
