//! Giving files out: the ways a file can go, and how it went.

use std::pin::Pin;

use crate::app::exchange::Made;
use crate::app::session::Session;
use crate::browser::files::{self, FileError};
use crate::domain::json::Json;
use crate::leaf::{Leaf, leaf, quiet_button, told};
use crate::post::What;
use crate::words::{Lang, Word, said};

/// The way a file goes out.
#[derive(Clone, Copy)]
pub enum Way {
    OfThisDevice,
    SaveAs,
    Share,
}

/// The questions that mean a way.
const WAYS: [(&str, Way); 3] = [("give", Way::OfThisDevice), ("save-as", Way::SaveAs), ("share", Way::Share)];

impl Way {
    pub fn of(ask: &str) -> Option<Self> {
        WAYS.iter().find(|it| it.0 == ask).map(|it| it.1)
    }
}

/// Gives a file out: whether it went, and how that is told. A closed share sheet is neither success nor failure.
pub async fn give(session: Session, made: &Made, way: Way) -> (bool, Option<Leaf>) {
    let lang = session.lang_now();
    let ended = given(made, way).await;
    let says = match &ended {
        Ok(()) if made.is_partial => Some(told(false, &said::given_partly(lang, &made.name))),
        Ok(()) if made.is_paper() => Some(told(true, &said::paper_given(lang, &made.name))),
        Ok(()) => Some(told(true, &said::given(lang, &made.name))),
        Err(FileError::Dismissed) => None,
        Err(_) => Some(told(false, said::not_given(lang))),
    };
    (ended.is_ok(), says)
}

/// Makes a file, gives it out, and tells how that went. Boxed, for two pages wait for it.
pub fn taken_out(session: Session, what: What) -> Pin<Box<dyn Future<Output = Json>>> {
    Box::pin(async move {
        let says = match session.made(what).await {
            Ok(file) => give(session, &file, Way::OfThisDevice).await.1,
            Err(why) => Some(told(false, why.words(session.lang_now()))),
        };
        says.unwrap_or_else(|| leaf("p")).to_json()
    })
}

/// Boxed, for two pages wait for it: its code would stand in both.
fn given(made: &Made, way: Way) -> Pin<Box<dyn Future<Output = Result<(), FileError>> + '_>> {
    Box::pin(async move {
        match way {
            Way::OfThisDevice => made.give_out().await,
            Way::SaveAs => made.save_as().await,
            Way::Share => made.share().await,
        }
    })
}

/// Other ways a file that is made can go, where this browser has them.
pub fn other_ways(lang: Lang, made: &Made, slot: &str) -> Option<Leaf> {
    let can_save_as = files::can_save_as().then_some((Word::SaveAs, "save-as"));
    let can_share = made.can_share().then_some((Word::Share, "share"));
    let ways: Vec<Leaf> = [can_save_as, can_share]
        .into_iter()
        .flatten()
        .map(|(name, ask)| quiet_button(lang.say(name), ask).into(slot))
        .collect();
    (!ways.is_empty()).then(|| leaf("div").class("giving").children(ways))
}
