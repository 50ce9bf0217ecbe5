//! What goes out of head office for other programs: an answer as a workbook or CSV, its chart as a picture or a drawing, and all facts
//! as one archive.

use super::charts::file as chart_file;
use super::office::Office;
use super::{Desk, Task, made, not_made};
use crate::browser::clerk::Told;
use crate::browser::clock;
use crate::domain::extract::Subject;
use crate::leaf::chart::{PNG, SVG};
use crate::leaf::office::wish;
use crate::leaf::question::drawing;
use crate::memory::chart::Drawing as Chart;
use crate::office::answer::{Answer as Answered, Cell as Said};
use crate::office::questions::Question;
use crate::office::warehouse::parcel::{Form, packed};
use crate::post::drawing::Drawing;
use crate::tables::check::is_sound;
use crate::tables::csv::csv;
use crate::tables::xlsx::xlsx;
use crate::tables::{Cell, Table};
use crate::words::office::Word as W;
use crate::words::{Lang, tables};

impl Desk {
    pub(super) async fn office_table(&self, task: &Task, it: &Drawing) -> Told {
        let Ok(office) = self.office(task).await else { return not_made(|lang| lang.say(W::NoStore)) };
        if [SVG, PNG].contains(&it.ask.as_str()) {
            return match task.office_chart(&office, it) {
                Some((name, drawing)) => chart_file(&drawing, &name, &it.ask).await,
                None => not_made(|lang| lang.say(W::NoLines)),
            };
        }
        match task.office_file(&office, it) {
            Some((name, bytes)) => made(name, bytes),
            None => not_made(tables::unsound),
        }
    }
}

impl Task {
    /// The chart of the answer that is shown.
    fn office_chart(&self, office: &Office, it: &Drawing) -> Option<(String, Chart)> {
        let (books, wish) = (office.books.borrow(), wish(|name| it.held(name)));
        let scope = self.scope(&books, it, &wish);
        let question = Question::parse(it.held("view"))?;
        let drawn = drawing(scope.lang, question.number(), &question.answer(&scope).chart)?;
        Some((format!("{question}_{}_{}", scope.from, scope.to), drawn))
    }

    /// The answer that is shown, and all of its lines; none where the file does not read as it was written.
    fn office_file(&self, office: &Office, it: &Drawing) -> Option<(String, Vec<u8>)> {
        let (books, wish) = (office.books.borrow(), wish(|name| it.held(name)));
        let scope = self.scope(&books, it, &wish);
        if let Some(form) = Form::parse(&it.ask) {
            let name = format!("onesheet-facts-{}_{}_{}.zip", form.ending(), scope.first(), scope.to);
            return packed(&scope, form).ok().map(|bytes| (name, bytes));
        }
        let question = Question::parse(it.held("view"))?;
        let table = table(scope.lang, &question.answer(&scope));
        let name = format!("{question}_{}_{}", scope.from, scope.to);
        if it.ask == "csv" {
            return Some((name + ".csv", csv(&table)));
        }
        let tables = [table];
        let bytes = xlsx(&tables, &self.maker(it.day, clock::now())).ok()?;
        is_sound(&bytes, &tables).then(|| (name + ".xlsx", bytes))
    }
}

fn table(lang: Lang, answer: &Answered) -> Table {
    let cell = |it: &Said| match it {
        Said::Text(it) if it.is_empty() => Cell::Empty,
        Said::Text(it) => Cell::Text(it.clone()),
        Said::Count(it) => Cell::Number((*it).into(), 0),
        Said::Figure(it, places) => it.map_or(Cell::Empty, |it| Cell::Number(it, *places)),
        Said::Share(it) => it.map_or(Cell::Empty, Cell::Share),
    };
    Table {
        subject: Subject::About,
        name: lang.say(W::Office),
        heads: answer
            .heads
            .iter()
            .map(|it| lang.say(*it).into())
            .chain(answer.columns.iter().map(|it| it.clone().into()))
            .collect(),
        rows: answer.lines.iter().map(|it| it.cells.iter().map(cell).collect()).collect(),
    }
}
