//! The files that leave head office: replies, setups, and the originals of a period. Each is read again as its reader would before
//! anybody says that there is one; several come in one archive.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Office;
use super::collection::{Period, digests};
use super::sending::{managers, month_of};
use crate::browser::clerk::Told;
use crate::browser::vault::FILES;
use crate::browser::{clock, random};
use crate::bundle::format::{Bundle, BundleKind, EXTENSION};
use crate::bundle::gzip;
use crate::bundle::limits::FILE_MAX;
use crate::bundle::write::from_office;
use crate::desk::hand_over::{self, NotMade};
use crate::desk::{Desk, Task, made, not_made};
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::leaf::office::wish;
use crate::leaf::sending::{DAYS_TOO, GOALS_TOO, QUESTIONS_TOO, ROSTER_TOO, TEMPLATE_TOO, TO_ALL, TO_EACH};
use crate::office::archive::{ARCHIVE_MAX, EXTENSION as ARCHIVE, packed};
use crate::office::decisions;
use crate::office::notes::{Notes, Row};
use crate::office::reading::Key;
use crate::office::saved::{MEMBER, Saved};
use crate::office::sending::{BadDays, days, months, roster};
use crate::post::Made;
use crate::post::drawing::Drawing;
use crate::words::head::{Word as W, bad_days};
use crate::words::office::Word as O;
use crate::words::tables;

/// Bytes of originals that go out in one file: the page holds it, too.
const MOST: usize = ARCHIVE_MAX / 2;

/// A file and its name.
type File = (String, Vec<u8>);

impl Desk {
    pub(in crate::desk) async fn office_out(&self, task: &Task, it: &Drawing) -> Told {
        let Ok(office) = self.office(task, None).await else { return not_made(|lang| lang.say(O::NoStore)) };
        let (_, what) = it.ask.split_once(' ').unwrap_or_default();
        let (verb, about) = what.split_once(' ').unwrap_or((what, ""));
        match verb {
            "reply" | "replies" => task.replies_out(&office, it, about.parse().ok()).await,
            "setup" => task.setup_out(&office, it),
            "briefing" => task.briefing_out(&office, it).await,
            _ => task.originals_out(&office, it).await,
        }
    }
}

/// One file as it is, several in an archive.
fn told(mut files: Vec<File>, archive: &str) -> Told {
    if files.len() == 1
        && let Some((name, bytes)) = files.pop()
    {
        return made(name, bytes);
    }
    match packed(files.into_iter()) {
        Some(bytes) => {
            let name = [archive, ARCHIVE].concat();
            made(name, bytes)
        }
        None => not_made(tables::unsound),
    }
}

impl Task {
    /// What was written for one manager, or for everybody it waits for.
    async fn replies_out(&self, office: &Office, it: &Drawing, only: Option<Id>) -> Told {
        let is_again = !it.held("again").is_empty();
        let by_manager: BTreeMap<Id, Vec<Key>> = {
            let notes = office.notes.borrow();
            let is_meant = |key: &Key| only.as_ref().is_none_or(|it| *it == key.0);
            let mut all: BTreeMap<Id, Vec<Key>> = BTreeMap::new();
            for (key, reply) in notes.replies.iter().filter(|it| is_meant(it.0)) {
                if reply.is_waiting() || (is_again && !reply.is_empty()) {
                    all.entry(key.0.clone()).or_default().push(key.clone());
                }
            }
            all
        };
        let mut files = Vec::new();
        for (manager, keys) in &by_manager {
            match self.reply_file(&office.notes.borrow(), manager, keys, it.day) {
                Ok(file) => files.push(file),
                Err(why) => return hand_over::told(Err(why)),
            }
        }
        if files.is_empty() {
            return not_made(|lang| lang.say(W::NoReply));
        }
        let rows: Vec<Row> = {
            let mut notes = office.notes.borrow_mut();
            let keys: Vec<Key> = by_manager.into_values().flatten().collect();
            for key in &keys {
                if let Some(it) = notes.replies.get_mut(key) {
                    it.is_sent = true;
                }
            }
            keys.iter().map(|it| notes.reply_row(it)).collect()
        };
        // Where that is not kept they wait on, and whoever gets them twice gets the same.
        _ = office.note(rows, Vec::new()).await;
        told(files, &format!("replies_{}", it.day))
    }

    fn reply_file(&self, notes: &Notes, manager: &Id, keys: &[Key], day: NaiveDate) -> Result<File, NotMade> {
        let who = &self.ask.who;
        let by = if who.name.is_empty() { who.manager.as_str() } else { &who.name };
        let mut bundle = self.bundle(BundleKind::Reply, clock::now(), random::uuid_v7());
        bundle.to = Some(manager.clone());
        bundle.replies = keys.iter().filter_map(|key| Some(notes.replies.get(key)?.sent(key.1, by))).collect();
        self.sealed(format!("{manager}_{day}_reply{EXTENSION}"), &bundle)
    }

    /// A file that was read again.
    fn sealed(&self, name: String, bundle: &Bundle) -> Result<File, NotMade> {
        let bytes = from_office(bundle, &self.template);
        let (made, bytes) = self.checked(Made { name, ..Made::default() }, bytes)?;
        Ok((made.name, bytes))
    }

    /// What was ticked, for everybody in one file, for each in his own, or for one.
    fn setup_out(&self, office: &Office, it: &Drawing) -> Told {
        let (books, notes, wish) = (office.books.borrow(), office.notes.borrow(), wish(|name| it.held(name)));
        let scope = self.scope(&books, it, &wish);
        let whom: Vec<Option<Id>> = match it.held("for") {
            TO_ALL => vec![None],
            TO_EACH => managers(&scope).into_iter().map(|it| Some(it.0)).collect(),
            one => vec![one.parse().ok()],
        };
        let mut files = Vec::new();
        for only in whom {
            let bundle = match self.setup(&notes, it, only.as_ref()) {
                Ok(bundle) => bundle,
                Err(why) => return not_made(|lang| bad_days(lang, &why)),
            };
            let is_empty = bundle.months.is_empty()
                && bundle.rosters.is_empty()
                && bundle.calendars.is_empty()
                && bundle.templates.is_empty()
                && bundle.unknown.is_empty();
            if is_empty {
                continue;
            }
            let to = only.as_ref().map_or("all", Id::as_str);
            match self.sealed(format!("{to}_{}_setup{EXTENSION}", it.day), &bundle) {
                Ok(file) => files.push(file),
                Err(why) => return hand_over::told(Err(why)),
            }
        }
        if files.is_empty() { not_made(|lang| lang.say(W::NothingToSend)) } else { told(files, &format!("setups_{}", it.day)) }
    }

    fn setup(&self, notes: &Notes, it: &Drawing, only: Option<&Id>) -> Result<Bundle, BadDays> {
        let is_with = |what: &str| it.form.iter().any(|it| it.0 == "with" && it.1 == what);
        let mut bundle = self.bundle(BundleKind::Setup, clock::now(), random::uuid_v7());
        bundle.to = only.cloned();
        if is_with(GOALS_TOO) {
            bundle.months = months(notes, month_of(it), only, &self.template);
        }
        if is_with(DAYS_TOO) {
            bundle.calendars = days(&notes.days.0, &notes.days.1)?;
        }
        if is_with(TEMPLATE_TOO) {
            bundle.templates = notes.template.iter().cloned().collect();
        }
        if is_with(QUESTIONS_TOO) && !notes.questions.is_empty() {
            let all = notes.questions.values().map(Saved::to_json).collect();
            bundle.unknown.insert(MEMBER.to_owned(), Json::List(all));
        }
        if is_with(ROSTER_TOO) {
            let meant = notes.rosters.iter().filter(|it| only.is_none_or(|only| only == it.0));
            bundle.rosters = meant.map(|(manager, json)| roster(manager, json, &self.template)).collect();
        }
        Ok(bundle)
    }

    /// The originals of a period as they came, each under its manager, week and digest; and what was decided of them.
    async fn originals_out(&self, office: &Office, it: &Drawing) -> Told {
        let period = {
            let books = office.books.borrow();
            Period::of(&books, it)
        };
        let Some(period) = period else { return not_made(|lang| lang.say(W::NothingThere)) };
        let named = digests(&office.books.borrow(), &period);
        let (mut files, mut size) = (Vec::with_capacity(named.len()), 0);
        let mut seen = BTreeSet::new();
        for (digest, name) in named {
            if !seen.insert(digest) {
                continue;
            }
            if let Ok(Some(bytes)) = office.vault.one(FILES, &digest.to_string()).await {
                size += bytes.len() + 2 * name.len() + 100;
                if size > MOST {
                    return not_made(|lang| lang.say(W::TooMuch));
                }
                files.push((format!("{name}{EXTENSION}.gz"), bytes));
            }
        }
        if files.is_empty() {
            return not_made(|lang| lang.say(W::NothingThere));
        }
        // Last, so that the sheets it speaks of are there before it.
        if let Some(bytes) = decisions::written(&office.notes.borrow(), |week| period.has(week)) {
            let packed = gzip::deflate(&bytes);
            if size + packed.len() > MOST || packed.len() > FILE_MAX {
                return not_made(|lang| lang.say(W::TooMuch));
            }
            files.push((decisions::NAME.to_owned(), packed));
        }
        // One is an archive as well: whoever takes it in finds the same.
        let name = format!("collection_{}_{}", period.from, period.to);
        match packed(files.into_iter()) {
            Some(bytes) => {
                let name = [&name, ARCHIVE].concat();
                made(name, bytes)
            }
            None => not_made(|lang| lang.say(W::TooMuch)),
        }
    }
}
