//! Customer rosters out of Excel and CSV: what a file holds and would change, and taking it in. The file comes beside each
//! question with the columns as a person corrected them, so nothing has to stay on the desk in between.

use super::Task;
use crate::browser::database::{Shelf, Write};
use crate::browser::files::{FileError, PickedFile};
use crate::device::{Unreadable, load};
use crate::domain::edit::{Doc, Edit, Stamp};
use crate::domain::fold::Document;
use crate::domain::path::RosterPath;
use crate::domain::row;
use crate::domain::value::shown;
use crate::keeping::COUNTER;
use crate::leaf::roster::{Column, NEVER, NOTHING, Part, RosterReport, report};
use crate::post::Answer;
use crate::post::roster::Taken;
use crate::roster_file::cells::Table;
use crate::roster_file::columns::{Matching, Take};
use crate::roster_file::compare::{Added, Changed, Comparison, Missing, compare};
use crate::roster_file::fault::{BYTES_MAX, Report, RosterFault};
use crate::roster_file::fields::Field;
use crate::roster_file::read::read;
use crate::roster_file::records::Records;
use crate::roster_file::sentences;
use crate::words::{Lang, customers};

/// Lines of a part that are told; the others are counted.
const MOST_LINES: usize = 200;

impl Task {
    /// What the file would change. Writes nothing.
    pub(super) async fn roster(&self, files: &[PickedFile], taken: &[Taken]) -> Result<Answer, Unreadable> {
        let held = self.held_roster().await?;
        Ok(Answer::Drawn(report(self.ask.lang, &self.compared(files, taken, &held).await.0).to_json()))
    }

    /// Takes the file in, as one moment: all its edits bear one stamp. Says whether it is stored.
    pub(super) async fn apply_roster(&self, files: &[PickedFile], taken: &[Taken]) -> Result<bool, Unreadable> {
        let seen_snapshots = self.snapshots().await?;
        let mut held = self.held_roster().await?;
        let (_, comparison) = self.compared(files, taken, &held).await;
        let Some(comparison) = comparison else { return Ok(false) };
        let who = &self.ask.who;
        let seen = held.latest().map_or(0, |it| it.counter);
        // The page has set its own counter aside for this.
        let stamp = Stamp { counter: who.counter.max(seen + 1), device: who.device.clone(), tab: who.tab.clone() };
        held.fold_all(comparison.edits.into_iter().map(|(path, value)| Edit { path, value, stamp: stamp.clone() }));
        let doc = Doc::Roster(who.manager.clone());
        let mut batch = vec![
            Write::Put(Shelf::Snapshots, doc.to_string(), row::of_document(&held)),
            Write::Put(Shelf::Meta, COUNTER.to_owned(), stamp.counter.to_string()),
        ];
        batch.extend(self.before_import(stamp.counter).await);
        Ok(self.store(seen_snapshots, vec![doc], batch).await.is_some())
    }

    async fn held_roster(&self) -> Result<Document<RosterPath>, Unreadable> {
        let doc = Doc::Roster(self.ask.who.manager.clone());
        load(self.database()?, &doc, &self.ask.late, &self.template).await.map(|it| it.document)
    }

    /// The report, and what it is about unless the file is refused.
    pub(super) async fn compared(
        &self,
        files: &[PickedFile],
        taken: &[Taken],
        held: &Document<RosterPath>,
    ) -> (RosterReport, Option<Comparison>) {
        let Some(file) = files.first() else { return (RosterReport::default(), None) };
        let lang = self.ask.lang;
        let mut report = RosterReport { fields: fields(lang), ..RosterReport::default() };
        let refused = |mut report: RosterReport, why: &RosterFault| {
            report.is_refused = true;
            report.sentences.insert(0, sentence(lang, &Report::File(&file.name, why)));
            (report, None)
        };
        let table = match table(file).await {
            Ok(it) => it,
            Err(why) => return refused(report, &why),
        };
        let mut matching = Matching::of(&table);
        for it in taken {
            if let Err(why) = matching.set(it.column, Field::parse(&it.field)) {
                report.sentences.push(sentence(lang, &Report::Matching(&why)));
            }
        }
        report.columns = columns(&matching);
        report.sentences.extend(matching.never().iter().map(|it| sentence(lang, &Report::Never(it))));
        let compared = Records::of(&table, &matching, &self.template).and_then(|it| Ok((compare(held, &it)?, it)));
        match compared {
            Err(why) => refused(report, &why),
            Ok((comparison, records)) => {
                report.sentences.extend(records.notes.iter().map(|it| sentence(lang, &Report::Note(it))));
                report.parts = parts(lang, &comparison, &records);
                report.edits = comparison.edits.len();
                (report, Some(comparison))
            }
        }
    }
}

/// What a file holds as a table.
pub(super) async fn table(file: &PickedFile) -> Result<Table, RosterFault> {
    match file.bytes(BYTES_MAX as u64).await {
        Ok(bytes) => read(&bytes),
        Err(FileError::TooLarge { size, .. }) => Err(RosterFault::TooLarge { bytes: size as usize, most: BYTES_MAX }),
        Err(_) => Err(RosterFault::Unreadable),
    }
}

pub(super) fn sentence(lang: Lang, it: &Report) -> String {
    match lang {
        Lang::Zh => sentences::zh(it),
        Lang::En => sentences::en(it),
    }
}

fn fields(lang: Lang) -> Vec<(String, String)> {
    Field::ALL.iter().map(|it| (it.word().to_owned(), lang.of(it.zh(), it.en()).to_owned())).collect()
}

fn columns(matching: &Matching) -> Vec<Column> {
    let take = |it: Take| match it {
        Take::As(field) => field.word(),
        Take::Nothing => NOTHING,
        Take::Never(_) => NEVER,
    };
    let column = |it: &crate::roster_file::columns::Column| Column {
        header: it.header.clone(),
        samples: it.samples(),
        take: take(it.take()).to_owned(),
    };
    matching.columns().iter().map(column).collect()
}

fn parts(lang: Lang, it: &Comparison, records: &Records) -> Vec<Part> {
    let problems = records.problems.iter().chain(&it.problems);
    vec![
        part("problems", records.problems.len() + it.problems.len(), problems.map(|it| sentence(lang, &Report::Row(it)))),
        part("added", it.added.len(), it.added.iter().map(|it| added(lang, it))),
        part("changed", it.changed.len(), it.changed.iter().map(|it| changed(lang, it))),
        part("missing", it.missing.len(), it.missing.iter().map(|it| missing(lang, it))),
        part("unchanged", it.unchanged.len(), std::iter::empty()),
    ]
}

fn part(kind: &'static str, count: usize, lines: impl Iterator<Item = String>) -> Part {
    Part { kind, count, lines: lines.take(MOST_LINES).collect() }
}

fn added(lang: Lang, it: &Added) -> String {
    customers::added(lang, it.name.as_deref(), it.code.as_str(), it.fields)
}

fn changed(lang: Lang, it: &Changed) -> String {
    let field = |it: &crate::roster_file::compare::FieldChange| {
        (it.path.clone(), shown(it.old.as_ref(), None), shown(Some(&it.new), None))
    };
    let fields: Vec<_> = it.fields.iter().map(field).collect();
    customers::changed(lang, it.name.as_deref(), it.code.as_str(), &fields)
}

fn missing(lang: Lang, it: &Missing) -> String {
    customers::missing(lang, it.name.as_deref(), it.code.as_str())
}
