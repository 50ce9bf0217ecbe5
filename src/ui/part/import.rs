//! Files taken in: the picker, and what they would change.

use leptos::ev::Event;
use leptos::prelude::event_target_value;
use leptos::task::spawn_local;

use crate::app::exchange::NotMade;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::browser::files::{self, PickedFile};
use crate::post::Report;
use crate::ui::el::{El, el};
use crate::ui::part::boxes::button;
use crate::ui::part::report::report;
use crate::words::{Lang, Word};

/// What the picker offers; what a file is, its content says.
const ACCEPTED: &str = ".json,.txt,.gz,.jwe,application/json,text/plain,application/gzip";

/// What became of a file, in words.
#[derive(Clone, PartialEq)]
pub enum Outcome {
    None,
    Given(String),
    Problem(String),
}

pub fn told(outcome: Live<Outcome>) -> impl Fn() -> Option<El> {
    move || {
        let (role, class, text) = match outcome.get() {
            Outcome::None => return None,
            Outcome::Given(text) => ("status", "plus", text),
            Outcome::Problem(text) => ("alert", "minus", text),
        };
        Some(el("p").set("role", role).class(class).text(&text))
    }
}

/// What would change, or why nobody can say.
#[derive(Clone, Copy)]
pub struct Looked {
    /// And whether it can be taken back here once it is applied.
    staged: Live<Option<(Report, bool)>>,
    problem: Live<Outcome>,
}

impl Default for Looked {
    fn default() -> Self {
        Self { staged: Live::new(None), problem: Live::new(Outcome::None) }
    }
}

impl Looked {
    pub fn tell(self, session: Session, looked: Result<Report, NotMade>, can_undo: bool) {
        match looked {
            Ok(it) => {
                self.problem.change(Outcome::None);
                self.staged.set(Some((it, can_undo)));
            }
            Err(why) => self.problem.change(Outcome::Problem(why.words(session.lang_now()).to_owned())),
        }
    }

    /// Whether a file waits for its passphrase.
    fn is_locked(self) -> bool {
        self.staged.with(|it| it.as_ref().is_some_and(|it| it.0.files.iter().any(|it| it.is_locked)))
    }

    /// Puts it at the end.
    pub fn under(self, paper: El) -> El {
        let session = Session::here();
        let undo = move || spawn_local(async move { self.tell(session, session.stage_undo().await, false) });
        let shown = move |(it, can_undo): (Report, bool)| report(it, can_undo.then_some(undo));
        paper.part(told(self.problem)).part(move || self.staged.get().map(shown))
    }
}

/// The picker, under what it is for.
pub fn import(session: Session, says: Word) -> El {
    let (lang, looked) = (session.lang_now(), Looked::default());
    let files = Live::new(Vec::<PickedFile>::new());
    let stage = move |passphrase: String| {
        let files = files.get_untracked();
        spawn_local(async move { looked.tell(session, session.stage(files, passphrase).await, true) });
    };
    let picked = move |event: Event| {
        files.set(files::picked(&event));
        stage(String::new());
    };
    let input = el("input").set("type", "file").set("multiple", "").set("accept", ACCEPTED);
    let label = el("label")
        .class("import__files")
        .child(el("span").text(lang.say(Word::ImportFiles)))
        .child(input.on("change", picked));
    let paper =
        looked.under(el("section").class("paper import").child(el("p").class("soft").text(lang.say(says))).child(label));
    paper.part(move || looked.is_locked().then(|| passphrase(lang, stage)))
}

/// Asks for the passphrase of what is locked. It stands in its box alone, and the box goes with the next answer.
fn passphrase(lang: Lang, open: impl Fn(String) + 'static) -> El {
    let typed = Live::new(String::new());
    let input = el("input").set("type", "password").set("autocomplete", "off").set("autocapitalize", "none");
    let input = input.on("input", move |event| typed.set(event_target_value(&event)));
    let label = el("label").child(el("span").text(lang.say(Word::Passphrase))).child(input);
    let button = button("button").text(lang.say(Word::OpenLocked)).press(move || open(typed.get_untracked()));
    el("div").class("import__passphrase").child(label).child(button)
}
