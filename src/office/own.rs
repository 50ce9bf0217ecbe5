//! One manager's sheets counted as head office counts them, as far as they answer its questions alone: what it sees of him, he sees
//! (spec/method.md, rule 10). When a sheet first came in and what stands on others' sheets only a collection knows.

use chrono::{Duration, NaiveDate};

use super::alike::print;
use super::answer::Cell;
use super::books::Books;
use super::facts::{Facts, With};
use super::moment::Moment;
use super::questions::Question;
use super::scope::{Scope, Wish};
use super::taken::{Digest, Person, Taken, TakenSheet};
use crate::domain::archive::Archive;
use crate::domain::id::Id;
use crate::domain::sheet::Sheet;
use crate::domain::week::Week;
use crate::words::Lang;
use crate::words::questions::Head;

/// The questions whose figure of one manager is made of his sheets alone; of copies that is what stood on his own week before.
const QUESTIONS: [&str; 5] = ["Q9", "Q10", "Q15", "Q16", "Q20"];

/// What they come to, and in which weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub from: Week,
    pub to: Week,
    pub all: Vec<(Question, (Head, Cell))>,
}

/// The rates of a manager's sheets, over the weeks head office asks of where nobody says; none where there is no sheet.
pub fn rates(lang: Lang, manager: &Id, archive: &Archive, today: NaiveDate) -> Option<Rates> {
    let (books, wish) = (counted(manager, archive), Wish::default());
    books.entries().next()?;
    let scope = Scope::new(lang, &books, (archive.template, archive.calendar), (today, &wish));
    let answer = |name: &&str| {
        let question = Question::parse(name)?;
        Some((question, question.answer(&scope).figure?))
    };
    Some(Rates { from: scope.from, to: scope.to, all: QUESTIONS.iter().filter_map(answer).collect() })
}

/// His sheets as a collection of their own.
fn counted(manager: &Id, archive: &Archive) -> Books {
    let mut books = Books::default();
    let works = |day| archive.works(day);
    let with = With { template: Some(archive.template), apart: &[], months: &archive.months, works: &works };
    for (number, (week, sheet)) in (0_u64..).zip(&archive.sheets) {
        let prints: Vec<u64> = own_words(sheet).into_iter().filter_map(print).collect();
        let facts = Facts::of((sheet, &prints), *week, &with, &mut books.names);
        let (name, said) = (books.names.put(manager), books.labels.say(""));
        let template = (books.names.put(&archive.template.id), archive.template.version);
        let ended = (week.monday() + Duration::days(6)).and_hms_opt(12, 0, 0).unwrap_or_default();
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&number.to_le_bytes());
        books.put(Taken {
            digest: Digest(digest),
            created: Moment::of_parts((ended.and_utc().timestamp(), 0)),
            device: name,
            manager: name,
            person: Person { name: None, area: said, unit: said },
            template,
            sheets: vec![TakenSheet { week: *week, rev: None, content: number, facts }],
            months: Vec::new(),
            customers: Vec::new(),
        });
    }
    books
}

/// What stands on a sheet in its manager's own words: the fields of which a reader of files makes prints (`bundle/read/needs`).
pub fn own_words(sheet: &Sheet) -> Vec<&str> {
    let goals = sheet.goals.values().map(|it| &it.note);
    let tasks = sheet.tasks.values().flat_map(|it| [&it.method, &it.result]);
    let days = sheet.days.values().flat_map(|day| {
        let visits = day.visits.values().flat_map(|it| [&it.note, &it.promise]);
        let problems = day.problems.values().flat_map(|it| [&it.text, &it.measure]);
        std::iter::once(&day.summary).chain(visits).chain(day.adhoc.values().map(|it| &it.text)).chain(problems)
    });
    let messages = sheet.messages.values().map(|it| &it.text);
    let problems = sheet.review.problems.values().flat_map(|it| [&it.text, &it.analysis, &it.measure]);
    let all = goals.chain(tasks).chain(days).chain(messages).chain([&sheet.review.work]).chain(problems);
    all.filter_map(|it| it.as_deref()).collect()
}
