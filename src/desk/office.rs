//! Head office's half of the desk: files are collected batch by batch, each batch kept whole or not at all, and questions are
//! answered from what all of them come to. Broken off, whatever was kept stays; chosen again, files that are here are passed over.

mod briefing;
mod collecting;
mod collection;
mod counting;
mod joining;
mod out;
mod performing;
mod readers;
mod reading;
mod renewing;
mod replying;
mod saving;
mod sending;
mod side_by_side;
mod sources;
mod staffing;
mod windows;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub use self::counting::proved;
pub(super) use self::counting::{COUNT, Shelf};
pub(super) use self::windows::Windows;
use super::{Desk, Task, told};
use crate::browser::clerk::{Asked, Told, Way};
use crate::browser::database::DatabaseError;
use crate::browser::files::PickedFile;
use crate::browser::vault::{FACTS, Gone, NOTES, Stored, Vault};
use crate::domain::id::Id;
use crate::domain::sheet::Sheet;
use crate::domain::week::Week;
use crate::leaf::office as drawn;
use crate::leaf::{Leaf, leaf, performance, question, same_words, saved_questions, staff, told as says, wall, whole_sheet};
use crate::office::books::{Books, Entry};
use crate::office::notes::{Notes, Row};
use crate::office::pack::unpacked;
use crate::office::questions::Question;
use crate::office::scope::{Scope, Wish};
use crate::post::Answer;
use crate::post::drawing::Drawing;
use crate::words::head::Word as D;
use crate::words::office::Word as W;

/// The page as it is asked for.
pub(super) const PAGE: &str = "office";
/// Weeks before a sheet whose figures stand beside its own.
const BESIDE: i64 = 4;
/// How a question for a file that goes to managers, or of originals, begins.
pub(super) const FILE: &str = "file ";

/// The collection and where it lies.
pub(super) struct Office {
    vault: Rc<Vault>,
    pub(super) books: RefCell<Books>,
    /// What was read, written and decided here. It is kept row by row; whoever changes it writes the row in the same turn.
    notes: RefCell<Notes>,
    windows: Rc<Windows>,
    /// It was opened anew meanwhile: what is still kept through this one is not in the other.
    is_let_go: Cell<bool>,
}

impl Office {
    async fn open(task: &Task, windows: Rc<Windows>, way: Option<&Way>) -> Result<Self, DatabaseError> {
        let vault = Vault::open().await?;
        let (mut books, mut none, laid) = (Books::default(), Vec::new(), task.laid());
        let put = |key: String, bytes: Vec<u8>| {
            let read = || unpacked(&bytes, &mut books.names, &mut books.labels);
            match laid.is_of(&key).then(read).flatten() {
                Some(all) => all.into_iter().for_each(|it| _ = books.put(it)),
                None => none.push(key),
            }
        };
        vault.each(FACTS, &vault.keys(FACTS).await?, put).await?;
        if !none.is_empty() {
            task.renew(&vault, &mut books, (none, way)).await?;
        }
        let notes = Notes::of(vault.rows(NOTES).await?.into_iter());
        books.list(&notes.staff);
        for ((manager, week), name) in &notes.choices {
            let (manager, person) = (books.names.put(manager), books.labels.put(&name.as_str().into()));
            books.choose(manager, *week, Some(person));
        }
        Ok(Self {
            vault: Rc::new(vault),
            books: RefCell::new(books),
            notes: RefCell::new(notes),
            windows,
            is_let_go: Cell::new(false),
        })
    }

    /// Keeps rows of what head office does, and takes others away. Says whether they are down on the disk.
    #[must_use]
    async fn note(&self, rows: Vec<Row>, gone: Vec<String>) -> bool {
        let stored: Vec<Stored> = rows.into_iter().map(|(key, it)| (NOTES, key, it.canonical().into_bytes())).collect();
        let gone: Vec<_> = gone.into_iter().map(|it| (NOTES, it)).collect();
        self.changed(&stored, &gone).await
    }

    /// Keeps rows and takes others away, all or nothing, and tells the other windows. Says whether it is down on the disk.
    #[must_use]
    async fn changed(&self, stored: &[Stored], gone: &[Gone]) -> bool {
        let is_kept = match self.vault.note(stored, gone) {
            Ok(issued) => issued.await.is_ok(),
            Err(_) => false,
        };
        if !is_kept {
            // Here it is as if it were kept: that is read again from the disk.
            self.windows.fall_behind();
        }
        self.tell();
        is_kept
    }

    /// Something was kept: whoever holds the collection otherwise reads it anew.
    fn tell(&self) {
        self.windows.tell();
        if self.is_let_go.get() {
            self.windows.fall_behind();
        }
    }
}

impl Desk {
    pub(super) async fn draw_office(&self, task: &Task, it: &Drawing, asked: Asked) -> Told {
        let lang = task.ask.lang;
        if it.ask == "cancelled" {
            // Opening it may be what was stopped.
            return told(Ok(Answer::Drawn(drawn::stopped(lang).to_json())));
        }
        let drawn = match self.office(task, Some(&asked.way)).await {
            Ok(office) => match it.ask.as_str() {
                "collect" => self.collect(task, &office, it, (asked.files, &asked.way)).await,
                "delete-yes" => self.delete(task, &office, it).await,
                ask => match task.at_the_desk(&office, it, ask, &asked.files.all().await).await {
                    Some(drawn) => drawn,
                    None => task.office(&office, it, ask).await,
                },
            },
            Err(_) => says(false, lang.say(W::NoStore)),
        };
        told(Ok(Answer::Drawn(drawn::under_tabs(lang, &it.ask, drawn).to_json())))
    }

    /// What is held is read anew, also after what others are still keeping through it.
    pub(super) fn let_go(&self) {
        self.office.replace(None).inspect(|it| it.is_let_go.set(true));
    }

    /// The collection; where it has to be counted anew, that is told on the way.
    pub(super) async fn office(&self, task: &Task, way: Option<&Way>) -> Result<Rc<Office>, DatabaseError> {
        let _opening = self.opening.lock().await;
        if self.windows.is_behind() {
            self.let_go();
        }
        if let Some(it) = self.office.borrow().clone() {
            return Ok(it);
        }
        let opened = Rc::new(Office::open(task, self.windows.clone(), way).await?);
        Ok(self.office.borrow_mut().get_or_insert(opened).clone())
    }
}

impl Task {
    /// What was asked for, and that something was not kept where it was not.
    fn kept_or_told(&self, is_kept: bool, drawn: Leaf) -> Leaf {
        if is_kept { drawn } else { leaf("div").child(says(false, self.ask.lang.say(D::NotKept))).child(drawn) }
    }

    /// What the head's desk answers; none where it is asked of the figures.
    async fn at_the_desk(&self, office: &Office, it: &Drawing, ask: &str, files: &[PickedFile]) -> Option<Leaf> {
        let (verb, about) = ask.split_once(' ').unwrap_or((ask, ""));
        Some(match verb {
            "read" | "reading" | "read-at" | "read-again" | "read-done" | "un-read" | "choose" => {
                self.read_sheets(office, it, verb, about).await
            }
            "comment" | "comment-text" | "comment-at" | "comment-drop" | "answer" | "status" => {
                self.reply(office, it, verb, about).await
            }
            "send" | "goals" | "goal" | "goal-fill" | "goal-copy" | "goal-clear" | "goal-paste" => {
                self.set_goals(office, it, verb, about).await
            }
            "setup-days" | "setup-template" | "setup-no-template" | "setup-roster" | "setup-no-roster" => {
                self.set_up(office, it, (verb, about), files).await
            }
            saved_questions::ASK | saved_questions::SAVE | saved_questions::DROP => {
                self.questions(office, it, verb, about).await
            }
            staff::TAKE | staff::DROP => self.staff(office, verb, files).await,
            "keep" | "delete" | "deleting" => self.kept(office, it, verb).await,
            "brief" | "briefing" => self.brief(office, it, verb).await,
            performance::ASK | performance::OF_INDICATOR => self.performance(office, it, verb, about).await,
            _ => return None,
        })
    }

    /// Everything else that is asked of the page.
    async fn office(&self, office: &Office, it: &Drawing, ask: &str) -> Leaf {
        let lang = self.ask.lang;
        let mut wish = drawn::wish(|name| it.held(name));
        let (verb, about) = ask.split_once(' ').unwrap_or((ask, ""));
        match verb {
            "sheet" => return self.one_sheet(office, about).await,
            same_words::BESIDE => return self.side_by_side(office, it, about).await,
            _ => {}
        }
        match verb {
            "manager" => wish.manager = about.parse().ok(),
            "week" => (wish.from, wish.to) = (about.parse().ok(), about.parse().ok()),
            "group" if wish.by_unit => about.clone_into(&mut wish.unit),
            "group" => about.clone_into(&mut wish.area),
            _ => {}
        }
        let (books, notes) = (office.books.borrow(), office.notes.borrow());
        let (scope, saved) = (self.scope(&books, it, &wish), &notes.questions);
        let chosen = it.held("view");
        match verb {
            "" => drawn::page(lang, drawn::overview(&scope, drawn::WALL, wall::wall(&scope), saved)),
            "overview" => drawn::overview(&scope, chosen, view(&scope, chosen), saved),
            question::CUSTOMER => question::of_customer(&scope, about),
            same_words::ASK => same_words::sheets(&scope, about),
            "manager" | "week" | "group" => wall::wall(&scope),
            question::LINE | question::UNDER => {
                let answer = Question::parse(chosen).map(|it| it.answer(&scope)).unwrap_or_default();
                let answer = if verb == question::LINE { answer } else { answer.under.map(|it| *it).unwrap_or_default() };
                // By what it says: meanwhile the table may be another.
                let line = answer.lines.into_iter().find(|it| it.mark() == about);
                line.map_or_else(|| says(false, lang.say(W::NoLines)), |it| question::sheets(&scope, &it))
            }
            _ => drawn::viewed(view(&scope, chosen)),
        }
    }

    pub(super) fn scope<'a>(&'a self, books: &'a Books, it: &Drawing, wish: &'a Wish) -> Scope<'a> {
        Scope::new(self.ask.lang, books, (&self.template, &self.calendar), (it.day, wish))
    }

    /// One sheet, from the file it came in.
    async fn one_sheet(&self, office: &Office, about: &str) -> Leaf {
        let lang = self.ask.lang;
        let gone = || says(false, lang.say(W::SheetGone));
        let said = about.split_once(' ').and_then(|(id, week)| Some((id.parse::<Id>().ok()?, week.parse::<Week>().ok()?)));
        let Some((id, week)) = said else { return gone() };
        let digest = {
            let books = office.books.borrow();
            let entry = books.names.find(&id).and_then(|it| books.entry(it, week));
            entry.and_then(Entry::shown).map(|it| it.digest)
        };
        let sheet = match digest {
            Some(digest) => self.kept_sheet(office, digest, week).await,
            None => None,
        };
        let (sheet, its) = sheet.map(|it| (Sheet::of(&it.0), it.1)).unzip();
        let books = office.books.borrow();
        let found = books.names.find(&id).and_then(|it| Some((it, books.entry(it, week)?)));
        let Some((manager, entry)) = found else { return gone() };
        let name = books.person(manager).and_then(|it| it.name).map(|it| books.labels.text(it)).unwrap_or_default();
        let title = format!("{name} {id} {week}");
        let earlier = (1..=BESIDE).map(|it| week.plus(-it));
        let earlier = earlier.filter_map(|it| Some((it, &books.entry(manager, it)?.counts()?.facts)));
        let shown = whole_sheet::Shown {
            title: title.trim(),
            key: about,
            books: &books,
            entry,
            sheet: sheet.as_ref(),
            before: earlier.collect(),
        };
        whole_sheet::sheet(lang, its.as_ref().unwrap_or(&self.template), &shown)
    }
}

fn view(scope: &Scope, chosen: &str) -> Leaf {
    let asked = Question::parse(chosen);
    let is_left_out = !scope.wish.class.is_any() && !asked.is_some_and(|it| it.is_of_customers(scope.wish.built));
    let needs_item = asked.is_some_and(Question::is_of_item) && scope.wish.item.is_none();
    let all = [(is_left_out, W::NoClasses), (needs_item, W::NeedsItem)].into_iter().filter(|it| it.0);
    let hints = all.map(|it| says(true, scope.lang.say(it.1)));
    let of = asked.filter(|it| *it != Question::OUTSIDE).map(|it| drawn::asked_of(scope, Some(it)));
    let of = of.map(|it| leaf("p").class("soft").text(&it));
    leaf("div").children(hints).children(of).child(answered(scope, asked))
}

fn answered(scope: &Scope, asked: Option<Question>) -> Leaf {
    match asked {
        Some(Question::BUILT) if !scope.wish.built.unwrap_or_default().is_possible() => {
            says(false, scope.lang.say(W::NotDivided))
        }
        Some(Question::OUTSIDE) => question::outside(scope.lang),
        Some(it) => question::question(scope.lang, it, &it.answer(scope)),
        None => wall::wall(scope),
    }
}
