//! The worker's half: files are made, read and taken in here, on a thread of its own, so that the page carries none of it and
//! never waits for it. Speaks `post` with the page, reads and writes the same database, shows nothing.

mod gather;
mod hand_over;
mod import;
mod roster;
mod targets;

use std::cell::RefCell;
use std::rc::Rc;

use crate::browser::clerk::{self, Asked, Told};
use crate::browser::database::{Database, Durability};
use crate::bundle::stage::Plan;
use crate::device::Unreadable;
use crate::domain::calendar::Calendar;
use crate::domain::template::Template;
use crate::post::{Answer, Ask, What};
use crate::words::{Both, said};

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
    /// The files last looked at.
    staged: RefCell<Option<Plan>>,
}

/// One question being worked on.
struct Task {
    ask: Ask,
    template: Template,
    calendar: Calendar,
    database: Database,
}

impl Desk {
    async fn answer(&self, asked: Asked) -> Told {
        // Page and worker come from one build: what they say to each other is sound, or the page waits for a newer worker.
        let Ok(ask) = Ask::parse(&asked.text) else { return unreadable() };
        let Ok(template) = Template::parse(&ask.template) else { return unreadable() };
        let Ok(calendar) = Calendar::parse(&ask.calendar) else { return unreadable() };
        let Ok(database) = self.database().await else { return unreadable() };
        let task = Task { ask, template, calendar, database };
        match task.ask.what.clone() {
            What::HandOver { week, at, id } => task.hand_over(week, at, id).await,
            What::BackUp { day, at, id } => task.back_up(day, at, id).await,
            What::Stage => match task.stage(asked.files).await {
                Ok((plan, report)) => {
                    *self.staged.borrow_mut() = Some(plan);
                    Told::text(Answer::Staged(report).to_text())
                }
                Err(_) => unreadable(),
            },
            What::Roster(taken) => match task.roster(&asked.files, &taken).await {
                Ok(report) => Told::text(Answer::Roster(report).to_text()),
                Err(_) => unreadable(),
            },
            What::ApplyRoster(taken) => {
                let stored = task.apply_roster(&asked.files, &taken).await.unwrap_or(false);
                Told::text(if stored { Answer::Applied } else { Answer::NotApplied }.to_text())
            }
            What::Apply { file } => {
                let batch = self.staged.borrow().as_ref().and_then(|plan| import::batch(plan, file, task.ask.who.counter));
                let stored = match batch {
                    Some(batch) => task.database.keep(batch, Durability::Strict).await.is_ok(),
                    None => false,
                };
                Told::text(if stored { Answer::Applied } else { Answer::NotApplied }.to_text())
            }
        }
    }

    /// The database, opened once and again after a failure.
    async fn database(&self) -> Result<Database, Unreadable> {
        if let Some(open) = self.database.borrow().clone().filter(Database::is_open) {
            return Ok(open);
        }
        let database = Database::open().await?;
        *self.database.borrow_mut() = Some(database.clone());
        Ok(database)
    }
}

fn unreadable() -> Told {
    Told::text(Answer::NotMade(Both::of(|lang| said::unreadable(lang).to_owned())).to_text())
}
