//! The worker's half: files are made, read and taken in here, on a thread of its own, so that the page carries none of it and
//! never waits for it. Speaks `post` with the page, reads and writes the same database, shows nothing.

mod area;
mod charts;
mod copies;
mod gather;
mod hand_over;
mod history;
mod import;
mod kept_files;
mod office;
mod office_table;
mod pages;
mod paper;
mod phrases;
mod recall;
mod restore;
mod roster;
mod tables;
mod take;
mod targets;
mod unwrap;
mod wrap;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use self::area::AREA;
use self::hand_over::NotMade;
use self::history::{HISTORY, PROBLEMS};
pub use self::office::proved;
use self::phrases::PHRASES;
use self::recall::Recalled;
use crate::browser::clerk::{self, Asked, Told, Way};
use crate::browser::database::{Database, DatabaseError, Kind, Shelf, Write};
use crate::browser::files::PickedFile;
use crate::browser::{clock, random};
use crate::bundle::stage::Plan;
use crate::bundle::write::Customers;
use crate::device::Unreadable;
use crate::domain::calendar::Calendar;
use crate::domain::edit::Doc;
use crate::domain::template::Template;
use crate::domain::templates::Templates;
use crate::keeping::foundations::{FOUNDATIONS, Foundations};
use crate::keeping::{SNAPSHOTS, fence};
use crate::post::{Answer, Ask, Made, Report, What};
use crate::words::{Both, Lang, said};

/// Milliseconds in which a database that could not be opened is not waited for once more: whoever wants a file asks several times.
const NOT_AGAIN: f64 = 10_000.0;

/// Answers the page for as long as the worker lives.
pub fn start() {
    let desk = Rc::new(Desk::default());
    clerk::serve(move |asked| {
        let desk = desk.clone();
        async move { desk.answer(asked).await }
    });
}

/// What stays on the desk between two questions.
#[derive(Default)]
struct Desk {
    database: RefCell<Option<Database>>,
    /// When it could not be opened.
    refused: Cell<Option<f64>>,
    staged: RefCell<Option<Staged>>,
    /// Head office's collection, opened once.
    office: RefCell<Option<Rc<office::Office>>>,
    /// What a worker that counts for another holds.
    shelf: RefCell<Option<Rc<office::Shelf>>>,
    /// Its other windows.
    windows: Rc<office::Windows>,
    /// Held by whoever opens it.
    opening: futures::lock::Mutex<()>,
    /// The file made last, as its bytes.
    made: RefCell<Option<(Made, Vec<u8>)>>,
    /// Everything written, for the pages of what was.
    recalled: RefCell<Option<Recalled>>,
}

/// What was looked at last.
enum Staged {
    /// Files, what the snapshots were then, and whether one of them is stored already.
    Files { plan: Plan, seen: Snapshots, is_begun: bool },
    /// The copy under this key.
    Copy(String),
}

/// Which writing of snapshots was the last.
type Snapshots = Option<String>;

/// One question being worked on.
struct Task {
    ask: Ask,
    template: Template,
    calendar: Calendar,
    /// `None` where it cannot be had; then only what the page holds is known.
    database: Option<Database>,
    /// What head office laid under all sheets here.
    foundations: Foundations,
    /// The templates a file may have been written with, once somebody has asked.
    templates: OnceCell<Templates>,
    /// Something could not be read and was left out of the file or the paper.
    is_partial: Cell<bool>,
}

impl Desk {
    async fn answer(&self, asked: Asked) -> Told {
        // Page and worker come from one build: what they say to each other is sound, or the page waits for a newer worker.
        let Ok(ask) = Ask::parse(&asked.text) else { return unreadable() };
        let Ok(template) = Template::parse(&ask.template) else { return unreadable() };
        let Ok(calendar) = Calendar::parse(&ask.calendar) else { return unreadable() };
        let database = if ask.is_silent { None } else { self.database().await.ok() };
        let (foundations, templates, is_partial) = (Foundations::default(), OnceCell::new(), Cell::new(false));
        let mut task = Task { ask, template, calendar, database, foundations, templates, is_partial };
        task.lay_foundations().await;
        match task.ask.what.clone() {
            What::HandOver { weeks, is_personal, day, at, id } => {
                let customers = if is_personal { Customers::Personal } else { Customers::Classes };
                self.keep_made(task.hand_over((&weeks, customers), day, at, id).await)
            }
            What::Draw(it) if kept_files::is_about(&it) => self.draw_kept(&task, &it, asked.files.all().await).await,
            What::Draw(it) if matches!(it.page.as_str(), HISTORY | PROBLEMS | AREA) => told(self.history(&task, &it).await),
            What::Draw(it) if it.page == office::PAGE && it.ask == office::COUNT => self.count(&task, &it, asked).await,
            What::Draw(it) if it.page == office::PAGE => self.draw_office(&task, &it, asked).await,
            What::Draw(it) if it.page == PHRASES => told(self.phrases(&task, &it).await),
            What::Draw(it) => told(task.draw(&it).await),
            What::BackUp { day, at, id } => self.keep_made(task.back_up(day, at, id).await),
            What::Wrap { pack, passphrase } => self.wrap(pack, &passphrase).await,
            What::Print(it) if it.page == office::PAGE && it.ask.starts_with(office::FILE) => self.office_out(&task, &it).await,
            What::Print(it) if it.page == office::PAGE => self.office_table(&task, &it).await,
            What::Print(it) if kept_files::is_about(&it) => self.give_kept(&task, &it).await,
            What::Print(it) if matches!(it.page.as_str(), HISTORY | PROBLEMS) => self.chart_file(&task, &it).await,
            What::Print(it) => task.print(&it).await,
            What::Tables(asked) => task.tables(&asked).await,
            What::Stage(passphrase) | What::Adopt(passphrase) => {
                match task.staged(asked.files.all().await, &passphrase, &asked.way).await {
                    Ok(((plan, seen), report)) => self.keep_staged(Staged::Files { plan, seen, is_begun: false }, report),
                    Err(_) => unreadable(),
                }
            }
            What::Restore(key) => match task.stage_copy(&key).await {
                Ok(Some(report)) => self.keep_staged(Staged::Copy(key), report),
                _ => unreadable(),
            },
            What::Copy => told(task.copy().await.map(applied)),
            What::Roster(taken) => told(task.roster(&asked.files.all().await, &taken).await),
            What::ApplyRoster(taken) => {
                told(Ok(applied(task.apply_roster(&asked.files.all().await, &taken).await.unwrap_or(false))))
            }
            What::Apply { file } => told(Ok(applied(self.apply(&task, file).await))),
            What::Take(keys) => told(Ok(applied(self.take(&task, &keys).await))),
        }
    }

    /// Tells of a file, and keeps it for the case that it is to be wrapped.
    fn keep_made(&self, file: Result<(Made, Vec<u8>), NotMade>) -> Told {
        if let Ok(it) = &file {
            self.made.replace(Some(it.clone()));
        }
        hand_over::told(file)
    }

    /// The file made last, packed or under a passphrase, and opened again before anybody says that there is one.
    async fn wrap(&self, pack: bool, passphrase: &str) -> Told {
        let Some((made, bytes)) = self.made.borrow().clone() else { return unreadable() };
        match wrap::wrapped(&made.name, bytes, pack, passphrase).await {
            Some((name, bytes)) => hand_over::told(Ok((Made { name, ..made }, bytes))),
            None => not_made(said::not_wrapped),
        }
    }

    fn keep_staged(&self, staged: Staged, report: Report) -> Told {
        *self.staged.borrow_mut() = Some(staged);
        told(Ok(Answer::Staged(report)))
    }

    /// Stores what is staged, unless what it was held against is something else by now.
    async fn apply(&self, task: &Task, file: usize) -> bool {
        let Some(staged) = self.staged.borrow_mut().take() else { return false };
        let (staged, is_stored) = match staged {
            Staged::Copy(key) => {
                let is_stored = task.restore(&key).await.unwrap_or(false);
                (Staged::Copy(key), is_stored)
            }
            Staged::Files { plan, seen, is_begun } => {
                let stored = match import::batch(&plan, file, task.ask.who.counter) {
                    Some((docs, mut batch)) => {
                        if !is_begun {
                            batch.extend(task.before_import(plan.counter).await);
                        }
                        task.store(seen.clone(), docs, batch).await
                    }
                    None => None,
                };
                let is_stored = stored.is_some();
                // The files after it were held against what this one leaves.
                (Staged::Files { plan, seen: stored.or(seen), is_begun: is_begun || is_stored }, is_stored)
            }
        };
        *self.staged.borrow_mut() = Some(staged);
        is_stored
    }

    /// Writes values that were chosen from the staged files.
    async fn take(&self, task: &Task, keys: &[String]) -> bool {
        let Some(Staged::Files { plan, seen, is_begun }) = self.staged.borrow_mut().take() else { return false };
        let stored = task.take(&plan, keys, (seen.clone(), is_begun)).await.ok().flatten();
        let is_stored = stored.is_some();
        *self.staged.borrow_mut() = Some(Staged::Files { plan, seen: stored.or(seen), is_begun: is_begun || is_stored });
        is_stored
    }

    /// The database, opened once and again after a failure.
    async fn database(&self) -> Result<Database, Unreadable> {
        if let Some(open) = self.database.borrow().clone().filter(Database::is_open) {
            return Ok(open);
        }
        if self.refused.get().is_some_and(|it| clock::ticks() - it < NOT_AGAIN) {
            return Err(DatabaseError::new(Kind::Unavailable, "not opened a moment ago").into());
        }
        let opened = Database::open().await;
        self.refused.set(opened.is_err().then(clock::ticks));
        let database = opened?;
        *self.database.borrow_mut() = Some(database.clone());
        Ok(database)
    }
}

impl Task {
    fn database(&self) -> Result<&Database, Unreadable> {
        let none = || DatabaseError::new(Kind::Unavailable, "not opened, or it has refused before");
        // What did not answer once is not waited for again and again.
        self.database.as_ref().filter(|_| !self.is_partial.get()).ok_or_else(|| none().into())
    }

    /// Reads what head office laid under all sheets. It comes before everything else: a database that does not answer here is not
    /// asked again, so that whoever wants a file waits for it once.
    async fn lay_foundations(&mut self) {
        let Ok(database) = self.database() else { return };
        match database.read(Shelf::Meta, FOUNDATIONS).await {
            Ok(row) => self.foundations = row.map(|it| Foundations::parse(&it)).unwrap_or_default(),
            Err(_) => self.is_partial.set(true),
        }
        self.calendar.overrule(self.foundations.days.clone());
    }

    /// A row of the device's own.
    async fn meta(&self, key: &str) -> Result<Option<String>, Unreadable> {
        let read = match self.database() {
            Ok(database) => database.read(Shelf::Meta, key).await.map_err(Unreadable::from),
            Err(why) => Err(why),
        };
        self.or_held(read)
    }

    /// While saving fails the page's own documents make a file or a paper; what the database does not give besides is left out.
    fn or_held<T: Default>(&self, read: Result<T, Unreadable>) -> Result<T, Unreadable> {
        let can_be_partial = match &self.ask.what {
            What::HandOver { .. } | What::BackUp { .. } | What::Print(_) => true,
            What::Draw(it) => it.page == "paper",
            _ => false,
        };
        match read {
            Err(_) if can_be_partial && !self.ask.held.is_empty() => {
                self.is_partial.set(true);
                Ok(T::default())
            }
            read => read,
        }
    }

    async fn staged(
        &self,
        files: Vec<PickedFile>,
        passphrase: &str,
        way: &Way,
    ) -> Result<((Plan, Snapshots), Report), Unreadable> {
        let seen = self.snapshots().await?;
        let (plan, report) = self.stage(files, passphrase, way).await?;
        Ok(((plan, seen), report))
    }

    async fn snapshots(&self) -> Result<Snapshots, Unreadable> {
        self.meta(SNAPSHOTS).await
    }

    /// Writes snapshots of documents past whoever holds them, unless somebody else wrote any since they were read. Says which
    /// writing it was.
    async fn store(&self, seen: Snapshots, docs: Vec<Doc>, mut batch: Vec<Write>) -> Option<String> {
        let mine = format!("{} {}", self.ask.who.tab, random::token(8));
        batch.push(Write::Put(Shelf::Meta, SNAPSHOTS.to_owned(), mine.clone()));
        let epochs: Vec<String> = docs.iter().map(fence::epoch_key).collect();
        let keys: Vec<&str> = std::iter::once(SNAPSHOTS).chain(epochs.iter().map(String::as_str)).collect();
        let is_stored = Rc::new(Cell::new(false));
        let stored = is_stored.clone();
        let exchange = self.database().ok()?.exchange((Shelf::Meta, &keys), move |texts| match texts.split_first() {
            Some((now, epochs)) if *now == seen => {
                stored.set(true);
                batch.extend(fence::end_all(&docs, epochs));
                batch
            }
            _ => Vec::new(),
        });
        (exchange.await.is_ok() && is_stored.get()).then_some(mine)
    }
}

fn applied(is_stored: bool) -> Answer {
    if is_stored { Answer::Applied } else { Answer::NotApplied }
}

fn told(answer: Result<Answer, Unreadable>) -> Told {
    answer.map_or_else(|_| unreadable(), |it| Told::text(it.to_text()))
}

/// A file for the page.
fn made(name: String, bytes: Vec<u8>) -> Told {
    Told::file(Answer::Made(Made { name, ..Made::default() }).to_text(), bytes)
}

/// Why there is none.
fn not_made<T: Into<String>>(why: impl Fn(Lang) -> T) -> Told {
    Told::text(Answer::NotMade(Both::of(|lang| why(lang).into())).to_text())
}

fn unreadable() -> Told {
    not_made(said::unreadable)
}
