//! The sheets as tables: everything of the manager is read, laid out, written, read again, and only then given out.

use chrono::NaiveDate;

use super::{Task, made, not_made};
use crate::browser::clerk::Told;
use crate::bundle::stage::Held;
use crate::device::Unreadable;
use crate::domain::archive::Content;
use crate::domain::customers::customers;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::month::Plan;
use crate::domain::sheet::Sheet;
use crate::post::tables::Tables;
use crate::tables::check::is_sound;
use crate::tables::csv::csv;
use crate::tables::xlsx::xlsx;
use crate::tables::{Maker, Source};
use crate::words::said;
use crate::words::tables;

impl Task {
    pub(super) async fn tables(&self, asked: &Tables) -> Told {
        // A table of a part would look like one of the whole, so here what cannot be read is not left out.
        match self.everything().await {
            Err(_) => not_made(said::unreadable),
            Ok(held) => match self.laid_out(asked, held) {
                Some((name, bytes)) => made(name, bytes),
                None => not_made(tables::unsound),
            },
        }
    }

    pub(super) async fn everything(&self) -> Result<Held, Unreadable> {
        self.gather(self.all_documents().await?).await
    }

    /// Whose it is.
    pub(super) fn maker(&self, today: NaiveDate, at: String) -> Maker {
        let who = &self.ask.who;
        let (name, area, unit) = (who.name.clone(), who.area.clone(), who.unit.clone());
        Maker { id: who.manager.clone(), name, area, unit, today, at }
    }

    /// What is held, as the domain reads it.
    pub(super) fn content(held: &Held) -> Content {
        let sheet = |(doc, part): (&Doc, &_)| match doc {
            Doc::Sheet(_, week) => Some((*week, Sheet::of(part))),
            _ => None,
        };
        let month = |(doc, part): (&Doc, &_)| match doc {
            Doc::Month(_, month) => Some((*month, Plan::of(part))),
            _ => None,
        };
        Content {
            sheets: held.sheets.iter().filter_map(|it| sheet((it.0, &it.1.document))).collect(),
            plans: held.months.iter().filter_map(|it| month((it.0, &it.1.document))).collect(),
            names: names(held),
        }
    }

    /// The file's name and bytes; none where it does not read as it was written.
    fn laid_out(&self, asked: &Tables, held: Held) -> Option<(String, Vec<u8>)> {
        let maker = self.maker(asked.day, asked.at.clone());
        let content = Self::content(&held);
        let source = Source::new((self.ask.lang, asked.period), (&self.template, &self.calendar), maker.clone(), content);
        let name = format!("{}_{}", self.ask.who.manager, asked.period);
        if let Some(subject) = asked.subject {
            return Some((format!("{name}_{}.csv", subject.word()), csv(&source.table(subject))));
        }
        let tables = source.tables();
        let bytes = xlsx(&tables, &maker).ok()?;
        is_sound(&bytes, &tables).then(|| (name + ".xlsx", bytes))
    }
}

/// What the customers are called.
fn names(held: &Held) -> Map<Id, String> {
    let all = held.rosters.values().map(|it| customers(&it.document));
    all.flat_map(|it| it.iter().map(|(code, it)| (code.clone(), it.name.clone())).collect::<Vec<_>>()).collect()
}
