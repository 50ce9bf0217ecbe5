//! Taking a roster in: a file, its columns with what each is taken as, what that would change, and Apply. Drawn by the worker
//! (`leaf/roster`); the file and the columns as they were corrected stay here.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::app::session::Session;
use crate::browser::asked::Asked;
use crate::browser::files::PickedFile;
use crate::leaf::{roster, told};
use crate::post::roster::Taken;
use crate::ui::el::El;
use crate::ui::leaf::Board;
use crate::words::Word;

/// A file as it is looked at; copies share it.
#[derive(Clone)]
struct Import {
    session: Session,
    state: Rc<RefCell<State>>,
}

#[derive(Default)]
struct State {
    file: Option<PickedFile>,
    /// Columns as a person corrected them.
    taken: Vec<Taken>,
    /// The number of the question asked last; an answer to an earlier one is of no use.
    asked: u32,
    is_busy: bool,
}

pub fn roster_import() -> El {
    let session = Session::here();
    let import = Import { session, state: Rc::default() };
    let board = Board::new(move |board, asked| import.hear(board, asked));
    board.shown(vec![roster::picker(session.lang_now()).to_json()])
}

impl Import {
    fn hear(&self, board: &Board, asked: Asked) {
        let (verb, column) = asked.verb();
        let mut state = self.state.borrow_mut();
        match verb {
            "roster" => {
                let Some(file) = asked.files.first() else { return };
                *state = State { file: Some(file.clone()), asked: state.asked, ..State::default() };
                board.put("report", Vec::new());
            }
            "column" => {
                let field = asked.held(&["column/", column].concat()).to_owned();
                // The number is our own; it comes back as it was drawn.
                state.taken.push(Taken { column: column.parse().unwrap_or_default(), field });
            }
            _ if state.is_busy => return,
            _ => {}
        }
        drop(state);
        self.ask(board.clone(), verb == "apply");
    }

    /// Asks what the file would change as its columns are now, or has it taken in.
    fn ask(&self, board: Board, apply: bool) {
        let (session, lang) = (self.session, self.session.lang_now());
        let (file, taken, number) = {
            let mut state = self.state.borrow_mut();
            state.asked += 1;
            state.is_busy = true;
            (state.file.clone(), state.taken.clone(), state.asked)
        };
        let say = |is_good, text: &str| vec![told(is_good, text).to_json()];
        board.put("told", say(true, lang.say(Word::Reading)));
        let (Some(file), import) = (file, self.clone()) else { return };
        spawn_local(async move {
            let (report, told) = if apply {
                match session.apply_roster(&file, &taken).await {
                    true => (None, say(true, lang.say(Word::RosterApplied))),
                    false => (None, say(false, lang.say(Word::RosterNotApplied))),
                }
            } else {
                match session.stage_roster(&file, &taken).await {
                    Ok(report) => (Some(report), Vec::new()),
                    Err(why) => (None, say(false, why.words(lang))),
                }
            };
            if import.state.borrow().asked != number {
                return;
            }
            import.state.borrow_mut().is_busy = false;
            board.put("told", told);
            board.put("report", report.into_iter().collect());
        });
    }
}
