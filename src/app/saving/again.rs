//! What is done when saving fails: it is said, room is made, and it is tried again until it works. The writing itself is in
//! `saving`.

use std::rc::Rc;

use leptos::task::spawn_local;

use super::{SaveState, Saving, TOO_LONG, WORTH_SAYING};
use crate::app::fault;
use crate::browser::database::{DatabaseError, Durability, Kind, Shelf, Write};
use crate::browser::{lifecycle, page};
use crate::keeping::{COUNTER, copies};

/// How often a dead connection is made anew at once; then by and by.
const AT_ONCE: u32 = 3;
/// Milliseconds between later attempts, doubled each time, and their limit.
const PAUSE: u32 = 500;
const LONGEST_PAUSE: u32 = 2_000;
/// How many copies stay when room is made for edits: first the newest two, then none.
const COPIES_LEFT: [usize; 2] = [2, 0];

impl Saving {
    /// Says that saving fails, and sees to it that it is tried again.
    pub(in crate::app) fn fail(self: &Rc<Self>, why: DatabaseError) {
        if why.kind == Kind::NewerVersion {
            // Nothing to try: what is not written lies in the journal, where the newer version finds it.
            self.say(why);
            return (self.hooks.borrow().newer)();
        }
        if let (Kind::Quota, Some(left)) = (why.kind, COPIES_LEFT.get(self.freed.get())) {
            self.freed.set(self.freed.get() + 1);
            return self.make_room(*left, why);
        }
        let attempts = self.attempts.replace(self.attempts.get() + 1);
        let at_once = why.is_retryable() && attempts < AT_ONCE;
        if !at_once {
            self.say(why);
        }
        let pause = if at_once { 0 } else { LONGEST_PAUSE.min(PAUSE << attempts.min(3)) };
        if !self.is_retrying.replace(true) {
            let saving = self.clone();
            lifecycle::later(pause, move || {
                if saving.is_retrying.replace(false) {
                    spawn_local(saving.retry());
                }
            });
        }
    }

    fn say(&self, why: DatabaseError) {
        if !self.is_failing() {
            fault::note(&why);
        }
        page::mark("data-save", "failing");
        self.state.change(SaveState::Failing(why));
    }

    /// On a full device copies go, the oldest first; sheets never. What was refused is written again at once, and where that takes
    /// long it is said meanwhile.
    fn make_room(self: &Rc<Self>, left: usize, why: DatabaseError) {
        self.begin();
        let (saving, late, said) = (self.clone(), self.clone(), why.clone());
        lifecycle::later(WORTH_SAYING, move || {
            if late.freed.get() > 0 {
                late.say(said);
            }
        });
        spawn_local(async move {
            let mut keys = saving.database.keys_under(Shelf::Copies, copies::ALL).await.unwrap_or_default();
            if keys.len() > left {
                keys.truncate(keys.len() - left);
            }
            let batch: Vec<Write> = keys.into_iter().map(|it| Write::Delete(Shelf::Copies, it)).collect();
            if batch.is_empty() {
                saving.freed.set(COPIES_LEFT.len());
                return saving.fail(why);
            }
            match saving.database.keep(batch, Durability::Relaxed).await {
                Ok(()) => saving.retry().await,
                Err(_) => saving.fail(why),
            }
        });
    }

    /// Writes everything unconfirmed once more.
    pub(super) fn again(self: &Rc<Self>) {
        let rows = self.unconfirmed.borrow().rows();
        self.write(rows);
    }

    /// Opens the database anew and writes everything unconfirmed.
    pub async fn retry(self: Rc<Self>) {
        self.is_retrying.set(false);
        let is_quiet = self.pending.get() == 0 && self.unconfirmed.borrow().is_empty() && !self.unflushed.get();
        if is_quiet && !self.is_failing() {
            return;
        }
        if let Err(why) = self.reopened().await {
            return self.fail(why);
        }
        // Nobody waits for the writes of a connection that was given up; should one succeed yet, so much the better.
        self.connection.set(self.connection.get() + 1);
        self.pending.set(0);
        self.again();
        self.flush();
    }

    /// A connection that is not there in time is said before it is given up.
    async fn reopened(self: &Rc<Self>) -> Result<(), DatabaseError> {
        let saving = self.clone();
        let late = move || saving.say(DatabaseError::new(Kind::TimedOut, "no connection yet"));
        lifecycle::or_late(TOO_LONG, late, self.database.reopen()).await
    }

    /// Asks for a sign of life before somebody relies on the database: one that gives none in time is said to fail.
    pub(in crate::app) async fn knock(self: &Rc<Self>) {
        if self.is_failing() {
            return;
        }
        let database = self.database.clone();
        // Any answer will do; what else is wrong, the next write says.
        let sign = async move { database.count_under(Shelf::Meta, COUNTER).await };
        if lifecycle::within(TOO_LONG, sign).await.is_none() {
            self.fail(DatabaseError::new(Kind::TimedOut, "no answer to a reading"));
        }
    }

    /// The page is shown again: tries at once what failed, and wakes a connection that died meanwhile.
    pub fn look(self: Rc<Self>) {
        spawn_local(async move {
            if self.is_failing() {
                self.retry().await;
            } else {
                // Whatever is wrong, the next write says it.
                _ = self.database.count_under(Shelf::Meta, COUNTER).await;
            }
        });
    }
}
