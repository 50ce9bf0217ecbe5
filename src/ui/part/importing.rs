//! Files taken in, or a copy brought back: what they would change is shown, then stored, then taken back if that is asked for.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::app::exchange::NotMade;
use crate::app::session::Session;
use crate::browser::asked::{Asked, mark};
use crate::browser::files::PickedFile;
use crate::leaf::{quiet_button, told};
use crate::post::Report;
use crate::ui::leaf::Board;
use crate::ui::on_way::show_way;
use crate::words::Word;

/// What is looked at; copies share it.
#[derive(Clone)]
pub struct Importing {
    session: Session,
    looked: Rc<RefCell<Looked>>,
}

#[derive(Default)]
struct Looked {
    files: Vec<PickedFile>,
    report: Option<Report>,
    /// What is applied can be taken back from here.
    can_undo: bool,
    is_cancelled: bool,
}

impl Importing {
    pub fn begin() -> Self {
        Self { session: Session::here(), looked: Rc::default() }
    }

    /// Answers what concerns files taken in; tells whether this does.
    pub fn hear(&self, board: &Board, asked: &Asked) -> bool {
        let (verb, about) = asked.verb();
        match verb {
            "stage" => {
                self.looked.borrow_mut().files.clone_from(&asked.files);
                self.stage(board, &asked.into, String::new());
            }
            "unlock" => self.stage(board, &asked.into, asked.held("passphrase").to_owned()),
            "restore" => self.restore(board, &asked.into, about.to_owned()),
            "cancel" => {
                self.looked.borrow_mut().is_cancelled = true;
                self.session.inner().desk.stop();
            }
            "undo-import" => self.undo(board),
            "apply" => self.apply(board, asked),
            _ => return false,
        }
        true
    }

    fn stage(&self, board: &Board, slot: &str, passphrase: String) {
        let (it, board, slot) = (self.clone(), board.clone(), slot.to_owned());
        show_way(self.session, &board, &slot);
        spawn_local(async move {
            let files = it.looked.borrow().files.clone();
            let looked = it.session.stage(files, passphrase).await;
            if it.looked.borrow_mut().is_cancelled {
                it.looked.take();
                let says = told(true, it.session.lang_now().say(Word::NothingImported));
                return board.put(&slot, vec![says.to_json()]);
            }
            it.show(&board, &slot, looked, true);
        });
    }

    fn restore(&self, board: &Board, slot: &str, key: String) {
        let (it, board, slot) = (self.clone(), board.clone(), slot.to_owned());
        spawn_local(async move {
            let looked = it.session.stage_copy(key).await;
            it.show(&board, &slot, looked, false);
        });
    }

    fn undo(&self, board: &Board) {
        let (it, board) = (self.clone(), board.clone());
        spawn_local(async move {
            let looked = it.session.stage_undo().await;
            it.show(&board, "import", looked, false);
        });
    }

    fn show(&self, board: &Board, slot: &str, looked: Result<Report, NotMade>, can_undo: bool) {
        // One report at a time: what is staged is what was looked at last.
        let other = if slot == "import" { "restored" } else { "import" };
        board.put(other, Vec::new());
        let shown = match looked {
            Ok(report) => {
                let shown = report.drawn.clone();
                let mut looked = self.looked.borrow_mut();
                (looked.report, looked.can_undo) = (Some(report), can_undo);
                shown
            }
            Err(why) => told(false, why.words(self.session.lang_now())).to_json(),
        };
        board.put(slot, vec![shown]);
    }

    fn apply(&self, board: &Board, asked: &Asked) {
        let Some(report) = self.looked.borrow_mut().report.take() else { return };
        let lang = self.session.lang_now();
        let take = asked.all("take").map(str::to_owned).collect();
        board.put(&asked.into, Vec::new());
        let (it, board, slot, of) = (self.clone(), board.clone(), asked.into.clone(), report.clone());
        let ended = move |is_whole: bool| {
            let can_undo = it.looked.borrow().can_undo;
            let shown = match is_whole {
                true if can_undo => vec![quiet_button(lang.say(Word::UndoImport), "undo-import").to_json()],
                true => Vec::new(),
                false => {
                    it.looked.borrow_mut().report = Some(of);
                    let again = crate::leaf::button(lang.say(Word::Apply), "apply").into(&slot);
                    vec![told(false, lang.say(Word::NotApplied)).to_json(), again.to_json()]
                }
            };
            board.put(&slot, shown);
            // The list of copies is another one now.
            it.look_at_copies(board);
        };
        self.session.apply(&report, take, |at| mark("data-at", &at.to_string(), "data-applied"), ended);
    }

    fn look_at_copies(&self, board: Board) {
        let session = self.session;
        spawn_local(async move {
            if board.has("copies") {
                board.put("copies", vec![session.drawn("exchange", "copies", Vec::new()).await]);
            }
        });
    }
}
