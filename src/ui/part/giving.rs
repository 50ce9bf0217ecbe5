//! Giving files out: the ways a file can go, and how it went.

use leptos::task::spawn_local;

use crate::app::exchange::{Made, NotMade};
use crate::app::live::Live;
use crate::app::session::Session;
use crate::browser::files::{self, FileError};
use crate::post::What;
use crate::ui::el::{El, el};
use crate::ui::part::boxes::{self, quiet_button};
use crate::ui::part::import::{Outcome, told};
use crate::words::{Lang, Word, said};

/// The way a file goes out.
#[derive(Clone, Copy)]
pub enum Way {
    OfThisDevice,
    SaveAs,
    Share,
}

/// Gives a file out and says how it went. A closed share sheet is neither success nor failure.
pub async fn give(session: Session, made: Made, way: Way, outcome: Live<Outcome>) -> bool {
    let lang = session.lang_now();
    let ended = match way {
        Way::OfThisDevice => made.give_out().await,
        Way::SaveAs => made.save_as().await,
        Way::Share => made.share().await,
    };
    outcome.change(match &ended {
        Ok(()) if made.is_partial => Outcome::Problem(said::given_partly(lang, &made.name)),
        Ok(()) => Outcome::Given(said::given(lang, &made.name)),
        Err(FileError::Dismissed) => Outcome::None,
        Err(_) => Outcome::Problem(said::not_given(lang).to_owned()),
    });
    ended.is_ok()
}

/// Other ways a file that is made can go, where this browser has them.
pub fn other_ways(lang: Lang, made: &Made, go: impl Fn(Way) + Copy + 'static) -> Vec<El> {
    let way = |can: bool, name: Word, way: Way| can.then(|| quiet_button(lang.say(name), move || go(way)));
    let ways = [way(files::can_save_as(), Word::SaveAs, Way::SaveAs), way(made.can_share(), Word::Share, Way::Share)];
    ways.into_iter().flatten().collect()
}

pub fn not_made(session: Session, why: &NotMade) -> Outcome {
    Outcome::Problem(said::not_made(session.lang_now(), why.words(session.lang_now())))
}

pub fn button(session: Session, name: Word, pressed: impl Fn() + 'static) -> El {
    boxes::button("button").text(session.lang_now().say(name)).press(pressed)
}

pub fn paper() -> El {
    el("section").class("paper")
}

/// A file that goes out as soon as it is made: what it is, and how that went.
#[derive(Clone, Copy)]
pub struct Giving {
    session: Session,
    made: Live<Option<Made>>,
    outcome: Live<Outcome>,
    /// It holds everything, so that it is given out is remembered.
    is_backup: bool,
}

impl Giving {
    pub fn new(session: Session, is_backup: bool) -> Self {
        Self { session, made: Live::new(None), outcome: Live::new(Outcome::None), is_backup }
    }

    /// Makes the file and hands it out.
    pub fn make(self, what: What) {
        spawn_local(async move {
            match self.session.made(what).await {
                Ok(it) => {
                    self.made.set(Some(it));
                    self.hand(Way::OfThisDevice);
                }
                Err(why) => self.outcome.change(not_made(self.session, &why)),
            }
        });
    }

    fn hand(self, way: Way) {
        let Some(ready) = self.made.get_untracked() else { return };
        spawn_local(async move {
            if give(self.session, ready, way, self.outcome).await && self.is_backup {
                self.session.file_given(true);
            }
        });
    }

    /// The other ways it can go, and how it went.
    pub fn under(self, paper: El) -> El {
        let others = move || {
            let all = other_ways(self.session.lang_now(), &self.made.get()?, move |way| self.hand(way));
            (!all.is_empty()).then(|| el("div").class("giving").children(all))
        };
        paper.part(others).part(told(self.outcome))
    }
}
