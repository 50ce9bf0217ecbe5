//! Exchange: hand over weeks, back up everything, take tables out, import files and see what they would change. Drawn by the
//! worker (`leaf/exchange`); what only the page can do is done here.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::app::exchange::{Made, NotMade, Prepared};
use crate::app::session::Session;
use crate::app::start::ready_when_drawn;
use crate::browser::asked::Asked;
use crate::domain::extract::Subject;
use crate::domain::value::ValueRef;
use crate::domain::week::Week;
use crate::leaf::{Leaf, told};
use crate::post::What;
use crate::ui::el::{El, el};
use crate::ui::leaf::Board;
use crate::ui::part::giving::{Way, give, other_ways};
use crate::ui::part::importing::Importing;
use crate::words::{Word, said};

const PAGE: &str = "exchange";
/// Signs a passphrase must have.
const LEAST: usize = 6;

/// A file that is made and goes out.
#[derive(Clone)]
enum Out {
    Report(Prepared),
    Backup(Made),
    Table(Made),
}

/// The page's own part in it; copies share it.
#[derive(Clone)]
struct Exchange {
    session: Session,
    importing: Importing,
    out: Rc<RefCell<Option<Out>>>,
}

pub fn exchange() -> El {
    let session = Session::here();
    let it = Exchange { session, importing: Importing::begin(), out: Rc::default() };
    let board = Board::new(move |board, asked| it.hear(board, asked));
    let shown = board.shown(Vec::new());
    spawn_local(async move {
        let week = ("week-meant".to_owned(), session.week_meant().to_string());
        let example = session.is_example().then(|| ("example".to_owned(), "on".to_owned()));
        let form = [week].into_iter().chain(example).collect();
        board.put("", vec![session.drawn(PAGE, "", form).await]);
        ready_when_drawn();
    });
    let title = el("h1").text(session.lang_now().say(Word::Exchange));
    el("main").class("plain exchange").child(title).child(shown)
}

impl Exchange {
    fn hear(&self, board: &Board, asked: Asked) {
        if self.importing.hear(board, &asked) {
            return;
        }
        let (it, board) = (self.clone(), board.clone());
        spawn_local(async move { it.answer(&board, asked).await });
    }

    async fn answer(&self, board: &Board, asked: Asked) {
        let (verb, about) = asked.verb();
        let slot = asked.into.as_str();
        if let Some(way) = Way::of(verb) {
            return self.give(board, way, &asked).await;
        }
        match verb {
            "hand-over" => {
                let weeks: Vec<&str> = if about.is_empty() { asked.all("week").collect() } else { vec![about] };
                let mut weeks: Vec<Week> = weeks.into_iter().filter_map(|it| it.parse().ok()).collect();
                weeks.sort();
                self.prepare(board, slot, weeks, false).await;
            }
            // The same weeks again, with the customers or without.
            "personal" => {
                let weeks = match &*self.out.borrow() {
                    Some(Out::Report(it)) => it.weeks.clone(),
                    _ => return,
                };
                self.prepare(board, slot, weeks, !asked.held("personal").is_empty()).await;
            }
            "back-up" => self.make(board, &asked, self.session.back_up(), Out::Backup).await,
            "tables" | "table" => {
                let Ok(period) = asked.held("period").parse() else { return };
                let subject = Subject::of(Some(ValueRef::Text(asked.held("subject")))).filter(|_| verb == "table");
                self.make(board, &asked, self.session.tables(period, subject), Out::Table).await;
            }
            _ => board.put(slot, vec![self.session.drawn(PAGE, &asked.ask, asked.form.clone()).await]),
        }
    }

    async fn prepare(&self, board: &Board, slot: &str, weeks: Vec<Week>, is_personal: bool) {
        if weeks.is_empty() {
            board.put(slot, vec![told(false, self.session.lang_now().say(Word::ChooseAWeek)).to_json()]);
            return;
        }
        match self.session.prepare(weeks, is_personal).await {
            Ok(it) => {
                self.out.replace(Some(Out::Report(it)));
                self.show(board, slot, None);
            }
            Err(why) => self.not_made(board, slot, &why),
        }
    }

    /// Makes a file and hands it out at once.
    async fn make(&self, board: &Board, asked: &Asked, what: What, out: fn(Made) -> Out) {
        match self.session.made(what).await {
            Ok(made) => {
                self.out.replace(Some(out(made)));
                self.give(board, Way::OfThisDevice, asked).await;
            }
            Err(why) => self.not_made(board, &asked.into, &why),
        }
    }

    async fn give(&self, board: &Board, way: Way, asked: &Asked) {
        let Some(out) = self.out.borrow().clone() else { return };
        let wrapped = match self.wrapped(out.made(), asked).await {
            Ok(it) => it,
            Err(why) => return board.put(&asked.into, vec![out.made().review.clone(), why.to_json()]),
        };
        let (is_given, says) = give(self.session, &wrapped, way).await;
        match (&out, is_given) {
            (Out::Report(it), true) => {
                self.session.handed_over(it);
                self.out.replace(None);
                board.put(&asked.into, says.into_iter().map(|it| it.to_json()).collect());
                // A list of weeks says otherwise now.
                if asked.all("month").next().is_some() {
                    board.put("weeks", vec![self.session.drawn(PAGE, "weeks", Vec::new()).await]);
                }
                return;
            }
            (Out::Backup(_), true) => self.session.file_given(true),
            _ => {}
        }
        self.show(board, &asked.into, says);
    }

    /// The file as it is to go out: packed, or locked, if that is wanted.
    async fn wrapped(&self, made: &Made, asked: &Asked) -> Result<Made, Leaf> {
        let lang = self.session.lang_now();
        let held = |what: &str| asked.held(&[&asked.into, "/", what].concat());
        let (pack, passphrase) = (!held("pack").is_empty(), held("passphrase"));
        match passphrase.chars().count() {
            0 if !pack => Ok(made.clone()),
            1..LEAST => Err(told(false, lang.say(Word::ShortPassphrase))),
            _ => {
                let wrapped = self.session.wrap(made, pack, passphrase.to_owned()).await;
                wrapped.map_err(|why| told(false, &said::not_made(lang, why.words(lang))))
            }
        }
    }

    /// What is said of the file before it goes out, the ways it can go, and how one of them went.
    fn show(&self, board: &Board, slot: &str, says: Option<Leaf>) {
        let Some(out) = self.out.borrow().clone() else { return };
        let made = out.made();
        let ways = other_ways(self.session.lang_now(), made, slot);
        let shown = [ways, says].into_iter().flatten().map(|it| it.to_json());
        board.put(slot, [made.review.clone()].into_iter().chain(shown).collect());
    }

    fn not_made(&self, board: &Board, slot: &str, why: &NotMade) {
        let lang = self.session.lang_now();
        board.put(slot, vec![told(false, &said::not_made(lang, why.words(lang))).to_json()]);
    }
}

impl Out {
    fn made(&self) -> &Made {
        match self {
            Self::Report(it) => &it.made,
            Self::Backup(it) | Self::Table(it) => it,
        }
    }
}
