//! What goes out of head office for other programs: an answer as a workbook or CSV, its chart as a picture or a drawing, and all facts
//! as one archive.

use super::charts::file as chart_file;
use super::office::Office;
use super::{Desk, Task, made, not_made};
use crate::browser::clerk::Told;
use crate::browser::clock;
use crate::domain::extract::Subject;
use crate::leaf::chart::{PNG, SVG};
use crate::leaf::office::{all_asked_of, asked_of, filters, wish};
use crate::leaf::question::{UNDER, drawing};
use crate::memory::chart::Drawing as Chart;
use crate::office::answer::{Answer as Answered, Cell as Said};
use crate::office::questions::Question;
use crate::office::scope::Scope;
use crate::office::warehouse::parcel::{Form, packed};
use crate::post::drawing::Drawing;
use crate::tables::check::is_sound;
use crate::tables::csv::csv;
use crate::tables::xlsx::xlsx;
use crate::tables::{Cell, Table};
use crate::words::office::Word as W;
use crate::words::questions::{asks, definition, under};
use crate::words::{Lang, tables};

/// Signs of a filter in the name of a file.
const MOST_SIGNS: usize = 24;

impl Desk {
    pub(super) async fn office_table(&self, task: &Task, it: &Drawing) -> Told {
        let Ok(office) = self.office(task, None).await else { return not_made(|lang| lang.say(W::NoStore)) };
        let (verb, about) = it.ask.split_once(' ').unwrap_or((&it.ask, ""));
        if [SVG, PNG].contains(&verb) {
            return match task.office_chart(&office, it, about == UNDER) {
                Some((name, drawing)) => chart_file(&drawing, &name, verb).await,
                None => not_made(|lang| lang.say(W::NoLines)),
            };
        }
        match task.office_file(&office, it, (verb, about == UNDER)) {
            Some((name, bytes)) => made(name, bytes),
            None => not_made(tables::unsound),
        }
    }
}

impl Task {
    /// The chart of the answer that is shown, or of what is told under it.
    fn office_chart(&self, office: &Office, it: &Drawing, is_under: bool) -> Option<(String, Chart)> {
        let (books, wish) = (office.books.borrow(), wish(|name| it.held(name)));
        let scope = self.scope(&books, it, &wish);
        let question = Question::parse(it.held("view"))?;
        let (title, answer) = shown(&scope, question, is_under)?;
        let figures = answer.chart.of.map(|it| scope.lang.say(it).to_owned());
        let notes: Vec<String> = figures.into_iter().chain(all_asked_of(&scope, Some(question))).collect();
        Some((file_name(&scope, question, is_under), drawing(title, &answer.chart)?.noted(&notes)))
    }

    /// The answer that is shown, and all of its lines; none where the file does not read as it was written.
    fn office_file(&self, office: &Office, it: &Drawing, (verb, is_under): (&str, bool)) -> Option<(String, Vec<u8>)> {
        let (books, wish) = (office.books.borrow(), wish(|name| it.held(name)));
        let scope = self.scope(&books, it, &wish);
        if let Some(form) = Form::parse(verb) {
            let name = format!("onesheet-facts-{}_{}_{}.zip", form.ending(), scope.first, scope.to);
            return packed(&scope, form).ok().map(|bytes| (name, bytes));
        }
        let question = Question::parse(it.held("view"))?;
        let (lang, name) = (scope.lang, file_name(&scope, question, is_under));
        if verb == "csv" {
            let (title, answer) = shown(&scope, question, is_under)?;
            return Some((name + ".csv", csv(&table(lang, title, &answer))));
        }
        let answer = question.answer(&scope);
        let first = table(lang, lang.say(W::Office), &answer);
        let below = answer.under.as_ref().map(|it| table(lang, under(lang, question.number()), it));
        let tables: Vec<Table> = [first].into_iter().chain(below).chain([about(&scope, question)]).collect();
        let bytes = xlsx(&tables, &self.maker(it.day, clock::now())).ok()?;
        is_sound(&bytes, &tables).then(|| (name + ".xlsx", bytes))
    }
}

/// The answer to a question with its name, or what is told under it.
fn shown(scope: &Scope, question: Question, is_under: bool) -> Option<(&'static str, Answered)> {
    let (lang, number, answer) = (scope.lang, question.number(), question.answer(scope));
    if is_under { Some((under(lang, number), *answer.under?)) } else { Some((asks(lang, number), answer)) }
}

/// What tells a file from others of the same question.
fn file_name(scope: &Scope, question: Question, is_under: bool) -> String {
    let indicator = scope.indicator().filter(|_| question.is_of_indicator(scope.wish.built)).map(|it| &it.id);
    let item = scope.wish.item.as_ref().filter(|_| question.is_of_item());
    let about: String = indicator.into_iter().chain(item).map(|it| format!("_{it}")).collect();
    let under = if is_under { "-2" } else { "" };
    let filters: String = filters(scope, Some(question)).iter().map(|it| format!("_{}", plain(it))).collect();
    format!("{question}{under}{about}_{}_{}{filters}", scope.from, scope.to)
}

/// A text as part of a file's name: what every system lets stand in one, and no more of it than tells it from others.
fn plain(text: &str) -> String {
    text.chars().map(|it| if it.is_alphanumeric() { it } else { '-' }).take(MOST_SIGNS).collect()
}

/// What was asked, of whom and when, and how it is counted: a workbook is read where nobody can ask.
fn about(scope: &Scope, question: Question) -> Table {
    let (lang, number) = (scope.lang, question.number());
    let text = |it: &str| vec![Cell::Text(it.to_owned())];
    Table {
        subject: Subject::About,
        name: lang.say(W::Definition),
        heads: vec![lang.say(W::Definition).into()],
        rows: vec![text(asks(lang, number)), text(&asked_of(scope, Some(question))), text(definition(lang, number))],
    }
}

fn table(lang: Lang, name: &'static str, answer: &Answered) -> Table {
    let cell = |it: &Said| match it {
        Said::Text(it) if it.is_empty() => Cell::Empty,
        Said::Text(it) => Cell::Text(it.clone()),
        Said::Count(it) => Cell::Number((*it).into(), 0),
        Said::Figure(it, places) => it.map_or(Cell::Empty, |it| Cell::Number(it, *places)),
        Said::Share(it) => it.map_or(Cell::Empty, Cell::Share),
    };
    Table {
        subject: Subject::About,
        name,
        heads: answer
            .heads
            .iter()
            .map(|it| lang.say(*it).into())
            .chain(answer.columns.iter().map(|it| it.clone().into()))
            .collect(),
        rows: answer.lines.iter().map(|it| it.cells.iter().map(cell).collect()).collect(),
    }
}
