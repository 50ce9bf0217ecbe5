//! Keeping the collection: what there is of a period, and deleting it, down to what was written at its sheets.

use std::collections::BTreeSet;

use super::Office;
use crate::browser::vault::{FACTS, FILES, Gone, NOTES, Stored};
use crate::browser::{clock, random};
use crate::desk::{Desk, Task};
use crate::domain::week::Week;
use crate::leaf::collection::{Going, going, nothing, page};
use crate::leaf::office::wish;
use crate::leaf::{Leaf, leaf, told};
use crate::office::books::Books;
use crate::office::deleting::{Deleted, without};
use crate::office::notes::{Notes, choice_key, log_key, read_key, reply_key};
use crate::office::reading::Key;
use crate::office::taken::Digest;
use crate::post::drawing::Drawing;
use crate::words::office::Word as O;

/// Weeks from one to another.
pub(super) struct Period {
    pub from: Week,
    pub to: Week,
}

impl Period {
    /// What was chosen, and all there is where nobody says. None of an empty collection.
    pub(super) fn of(books: &Books, it: &Drawing) -> Option<Self> {
        let weeks = || books.entries().map(|it| it.1);
        let (first, last) = (weeks().min()?, weeks().max()?);
        let said = |name| it.held(name).parse::<Week>().ok();
        Some(Self { from: said("from").unwrap_or(first), to: said("to").unwrap_or(last) })
    }

    pub(super) fn has(&self, week: Week) -> bool {
        (self.from..=self.to).contains(&week)
    }
}

/// The files of a period, each with a name that tells it from others.
pub(super) fn digests(books: &Books, period: &Period) -> Vec<(Digest, String)> {
    let mut all = Vec::new();
    for (manager, week, entry) in books.entries().filter(|it| period.has(it.1)) {
        for it in entry.versions() {
            let digest = it.digest.to_string();
            let short: String = digest.chars().skip(7).take(12).collect();
            all.push((it.digest, format!("{}_{week}_{short}", books.names.text(manager))));
        }
    }
    all
}

/// What is to be changed in the vault for a period to be gone.
struct Cut {
    stored: Vec<Stored>,
    gone: Vec<Gone>,
    going: Going,
    /// The files that go.
    digests: BTreeSet<Digest>,
}

impl Office {
    async fn cut(&self, period: &Period) -> Option<Cut> {
        let mut cut = Cut { stored: Vec::new(), gone: Vec::new(), going: Going::default(), digests: BTreeSet::new() };
        // Two that counted at the same time may both have kept a file: it goes from both, and is one.
        let mut spared = BTreeSet::new();
        let (mut sheets, mut left) = (BTreeSet::new(), BTreeSet::new());
        let prune = |key: String, batch: Vec<u8>| {
            let Some(pruned) = without(&batch, (period.from, period.to)) else { return };
            spared.extend(pruned.spared);
            sheets.extend(pruned.sheets);
            left.extend(pruned.left);
            if pruned.gone.is_empty() {
                return;
            }
            match pruned.bytes {
                Some(bytes) => cut.stored.push((FACTS, key, bytes)),
                None => cut.gone.push((FACTS, key)),
            }
            for digest in pruned.gone {
                if cut.digests.insert(digest) {
                    cut.gone.push((FILES, digest.to_string()));
                }
            }
        };
        self.vault.each(FACTS, &self.vault.keys(FACTS).await.ok()?, prune).await.ok()?;
        // A sheet that came in several files is one, and stays where one of them does.
        cut.going.sheets = sheets.difference(&left).count();
        cut.going.files = cut.digests.len();
        cut.going.spared = spared.len();
        Some(cut)
    }

    /// The rows of what was written at sheets of which no version is left.
    fn orphans(&self, period: &Period, digests: &BTreeSet<Digest>) -> Vec<Gone> {
        let (books, notes) = (self.books.borrow(), self.notes.borrow());
        let is_orphan = |key: &&Key| {
            let entry = books.names.find(&key.0).and_then(|it| books.entry(it, key.1));
            let is_left = entry.is_some_and(|it| it.versions().iter().any(|it| !digests.contains(&it.digest)));
            period.has(key.1) && !is_left
        };
        let Notes { marks, replies, choices, .. } = &*notes;
        let marks = marks.keys().filter(is_orphan).map(read_key);
        let replies = replies.keys().filter(is_orphan).map(reply_key);
        let choices = choices.keys().filter(is_orphan).map(choice_key);
        marks.chain(replies).chain(choices).map(|it| (NOTES, it)).collect()
    }
}

impl Task {
    pub(super) async fn kept(&self, office: &Office, it: &Drawing, verb: &str) -> Leaf {
        let lang = self.ask.lang;
        match verb {
            "deleting" => nothing(),
            "delete" => {
                let period = {
                    let books = office.books.borrow();
                    Period::of(&books, it)
                };
                let cut = match &period {
                    Some(period) => office.cut(period).await.map(|it| it.going),
                    None => Some(Going::default()),
                };
                cut.map_or_else(|| told(false, lang.say(O::NoStore)), |it| going(lang, &it))
            }
            _ => {
                let (books, notes, wish) = (office.books.borrow(), office.notes.borrow(), wish(|_| ""));
                page(&self.scope(&books, it, &wish), &notes)
            }
        }
    }
}

impl Desk {
    /// Deletes what was chosen, in one transaction with the line of the log, and shows what is left.
    pub(super) async fn delete(&self, task: &Task, office: &Office, it: &Drawing) -> Leaf {
        let failed = || told(false, task.ask.lang.say(O::NoStore));
        let period = {
            let books = office.books.borrow();
            Period::of(&books, it)
        };
        let Some(period) = period else { return failed() };
        let Some(mut cut) = office.cut(&period).await else { return failed() };
        cut.gone.extend(office.orphans(&period, &cut.digests));
        let who = &task.ask.who;
        let by = if who.name.is_empty() { who.manager.to_string() } else { who.name.clone() };
        let (files, sheets) = (cut.going.files, cut.going.sheets);
        let (from, to) = (period.from.to_string(), period.to.to_string());
        let line = Deleted { at: clock::now(), by, from, to, files, sheets };
        let row = line.to_json().canonical().into_bytes();
        cut.stored.push((NOTES, log_key(&random::uuid_v7()), row));
        let is_gone = office.changed(&cut.stored, &cut.gone).await;
        // What is held here is read again from what is left.
        self.let_go();
        let Ok(office) = self.office(task, None).await else { return failed() };
        let page = task.kept(&office, it, "keep").await;
        if is_gone { page } else { leaf("div").child(failed()).child(page) }
    }
}
