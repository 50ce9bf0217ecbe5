//! Taking files in: they are read, staged against what the device holds, reported, and stored only when the page says so; each
//! file whole or not at all.

use std::collections::BTreeSet;

use super::gather::known_row;
use super::unwrap::unwrapped;
use super::{Task, take};
use crate::browser::clerk::Way;
use crate::browser::clock;
use crate::browser::database::{Shelf, Write};
use crate::browser::files::PickedFile;
use crate::bundle::limits;
use crate::bundle::places;
use crate::bundle::raw;
use crate::bundle::read::{Read, read};
use crate::bundle::refusal::{FileRefusal, Locked, Refusal};
use crate::bundle::stage::{Change, Difference, FilePlan, Plan, Snapshot, stage};
use crate::device::Unreadable;
use crate::domain::edit::Doc;
use crate::domain::fold::Known;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{Path, SheetPath};
use crate::domain::template::Template;
use crate::domain::value::{Value, shown};
use crate::keeping::foundations::FOUNDATIONS;
use crate::keeping::log::unknown_key;
use crate::keeping::{COUNTER, KNOWN, tally};
use crate::leaf::import_report::{FileReport, Said, progress, report};
use crate::post::{Report, What};
use crate::words::changes::{self, Names};
use crate::words::{Lang, founding, said};

/// Fields of a document that are told one by one; all of them are counted.
const MOST_FIELDS: usize = 200;

/// Bytes of a file that takes a while.
const LARGE: u64 = 1 << 20;
/// Milliseconds that pass for at once.
const AT_ONCE: f64 = 300.0;

/// Says a place and its two values.
type Say = fn(Lang, &Doc, &str, &str, &str) -> String;

impl Task {
    /// Reads the files and says what they would change. Writes nothing.
    pub(super) async fn stage(
        &self,
        picked: Vec<PickedFile>,
        passphrase: &str,
        way: &Way,
    ) -> Result<(Plan, Report), Unreadable> {
        let mut files: Vec<(String, Result<Read, FileRefusal>)> = Vec::new();
        let mut ours = Ours { manager: self.ask.who.manager.clone(), is_open: matches!(self.ask.what, What::Adopt(_)) };
        let (of, begun) = (picked.len(), clock::ticks());
        for (at, file) in picked.into_iter().enumerate() {
            // Nobody need read of what is over at once.
            if file.size() > LARGE || (at > 0 && clock::ticks() - begun > AT_ONCE) {
                way.tell(&progress(self.ask.lang, at, of, &file.name).to_json().canonical());
            }
            let bytes = unwrapped(file.bytes(limits::BACKUP_MAX as u64).await, passphrase).await;
            let read = bytes.and_then(|it| ours.read(&file.name, &it, &self.template));
            files.push((file.name, read));
        }
        files.iter_mut().filter_map(|it| it.1.as_mut().ok()).for_each(|it| it.bundle.hand_to(&ours.manager));
        let docs: BTreeSet<Doc> =
            files.iter().filter_map(|(_, it)| it.as_ref().ok()).flat_map(|it| it.bundle.documents()).collect();
        let mut held = self.gather(docs).await?;
        held.manager = ours.manager;
        let plan = stage(&held, files);
        let lang = self.ask.lang;
        let say: Say = |lang, _, place, stands, other| changes::difference(lang, place, stands, other);
        let files: Vec<FileReport> = (0..)
            .zip(&plan.files)
            .map(|(at, it)| reported(lang, it, &self.template, say, |change, field| take::key(at, change, field)))
            .collect();
        let report = told(lang, &files, plan.counter);
        Ok((plan, report))
    }
}

/// Whose files are taken in.
struct Ours {
    manager: Id,
    /// Not settled yet.
    is_open: bool,
}

impl Ours {
    fn read(&mut self, name: &str, bytes: &[u8], template: &Template) -> Result<Read, FileRefusal> {
        let found = match read(name, bytes, template) {
            // What the rescue page saved is known by its content, whatever it is called.
            Err(FileRefusal::NotABundle) => raw::read(name, bytes, &self.manager, template),
            it => it,
        };
        let theirs = match &found {
            Ok(it) if self.is_open => it.bundle.from.id.clone(),
            Err(FileRefusal::RawOfOther { theirs, .. }) if self.is_open => theirs.clone(),
            _ => return found,
        };
        *self = Self { manager: theirs, is_open: false };
        if found.is_ok() { found } else { raw::read(name, bytes, &self.manager, template) }
    }
}

/// What is stored of one staged file, and of which documents; `counter` is the page's.
pub(super) fn batch(plan: &Plan, file: usize, counter: u64) -> Option<(Vec<Doc>, Vec<Write>)> {
    let file = plan.files.get(file)?;
    let docs = file.store.iter().map(|it| it.doc().clone()).collect();
    let mut batch = rows(&file.store, &file.known, counter.max(plan.counter));
    if !file.also.is_empty() {
        batch.push(Write::Put(Shelf::Meta, FOUNDATIONS.to_owned(), file.foundations.row()));
    }
    Some((docs, batch))
}

/// Documents as they are stored, with what the device has seen then.
pub(super) fn rows(store: &[Snapshot], known: &Known, counter: u64) -> Vec<Write> {
    // What was noted of documents before is no measure of what they hold then.
    let mut batch = vec![Write::DeleteUnder(Shelf::Meta, tally::ALL.to_owned())];
    for it in store {
        batch.push(Write::Put(Shelf::Snapshots, it.doc().to_string(), it.row()));
        if !it.unknown().is_empty() {
            batch.push(Write::Put(Shelf::Meta, unknown_key(it.doc()), Json::Object(it.unknown().clone()).canonical()));
        }
    }
    batch.push(Write::Put(Shelf::Meta, KNOWN.to_owned(), known_row(known)));
    batch.push(Write::Put(Shelf::Meta, COUNTER.to_owned(), counter.to_string()));
    batch
}

/// The report of what was staged; `counter` is the highest once it is stored.
pub(super) fn told(lang: Lang, files: &[FileReport], counter: u64) -> Report {
    let due = files.iter().map(|it| it.is_due).collect();
    Report { due, counter, drawn: report(lang, files).to_json() }
}

/// One file in words; `say` is how its differences are said, `key` how one is asked for that can be chosen otherwise.
pub(super) fn reported(
    lang: Lang,
    file: &FilePlan,
    template: &Template,
    say: Say,
    key: impl Fn(usize, usize) -> String,
) -> FileReport {
    let of_file = file.refusal.iter().map(|it| Refusal::File(&file.name, it));
    let of_documents = file.refused.iter().map(|it| Refusal::Document(&file.name, it));
    let warnings = file.warnings.iter().map(|it| Refusal::Warning(&file.name, it));
    let sentences = of_file.chain(of_documents).chain(warnings);
    FileReport {
        name: file.name.clone(),
        result: file.result.word(),
        is_due: !file.store.is_empty() || !file.also.is_empty(),
        is_foreign: matches!(file.refusal, Some(FileRefusal::OtherManager { .. })),
        is_locked: matches!(file.refusal, Some(FileRefusal::Locked(Locked::NoPassphrase | Locked::WrongPassphrase))),
        sentences: sentences.map(|it| said::refusal(lang, &it)).collect(),
        changes: file.changes.iter().map(|it| changes::change(lang, it)).chain(founding::news(lang, &file.also)).collect(),
        differences: file
            .changes
            .iter()
            .enumerate()
            .flat_map(|(at, it)| differences(lang, it, template, say, |field| key(at, field)))
            .collect(),
    }
}

/// Fields with two values: those to choose from on their sheet, then those where ours stands until theirs is taken.
fn differences(lang: Lang, change: &Change, template: &Template, say: Say, key: impl Fn(usize) -> String) -> Vec<Said> {
    let dispute: Say = |lang, _, place, stands, other| changes::dispute(lang, place, stands, other);
    let said = |it: &Difference, say: Say, take: String| {
        let say = |place: &str, stands: &str, other: &str| say(lang, &change.doc, place, stands, other);
        Said { text: two_values(lang, it, template, &say), take, is_on: it.is_expected }
    };
    // Where two devices disagree, that is told instead.
    let is_disputed = |it: &&Difference| change.disputed.iter().any(|other| other.path == it.path);
    let renewed = change.renewed.iter().filter(|it| !is_disputed(it)).take(MOST_FIELDS);
    let renewed = renewed.map(|it| said(it, changes::restored, String::new()));
    let disputed = change.disputed.iter().map(|it| said(it, dispute, String::new()));
    let others = change.differences.iter().enumerate().map(|(at, it)| said(it, say, key(at)));
    renewed.chain(disputed).chain(others).collect()
}

fn two_values(lang: Lang, it: &Difference, template: &Template, say: &dyn Fn(&str, &str, &str) -> String) -> String {
    // Only the sheet itself knows its customers and texts; in a report their keys stand.
    let names = Names { template, customer: &|_| None, text: &|_| None };
    match SheetPath::parse(&it.path) {
        Ok(path) => {
            let value = |it: &Option<Value>| changes::value(lang, &path, it.as_ref(), &names);
            say(&changes::place(lang, &path, &names), &value(&it.stands), &value(&it.other))
        }
        Err(_) => {
            let place = match lang {
                Lang::Zh => places::zh,
                Lang::En => places::en,
            };
            let value = |it: &Option<Value>| shown(it.as_ref(), None);
            say(&place(&it.path), &value(&it.stands), &value(&it.other))
        }
    }
}
