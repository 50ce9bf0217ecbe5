//! A manager's performance sheet: his sheets that count and his months, out of the kept originals, as he himself has them.

use std::collections::{BTreeMap, BTreeSet};

use super::Office;
use crate::browser::vault::FILES;
use crate::bundle::format::Bundle;
use crate::bundle::gzip;
use crate::bundle::read::read;
use crate::desk::Task;
use crate::domain::archive::{Archive, Content};
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::month::Plan;
use crate::domain::path::RosterPath;
use crate::domain::sheet::Sheet;
use crate::domain::template::Template;
use crate::domain::week::{Month, Week};
use crate::leaf::performance::{ASK, performance};
use crate::leaf::trends::Whose;
use crate::leaf::{Leaf, told};
use crate::office::books::Entry;
use crate::office::moment::Moment;
use crate::office::taken::Digest;
use crate::post::drawing::Drawing;
use crate::words::head::weeks_unread;
use crate::words::office::Word as W;
use crate::words::said;

impl Task {
    /// All of it, or one indicator where another was chosen.
    pub(super) async fn performance(&self, office: &Office, it: &Drawing, verb: &str, about: &str) -> Leaf {
        let lang = self.ask.lang;
        let Ok(id) = about.parse::<Id>() else { return told(false, lang.say(W::SheetGone)) };
        let (content, unread) = self.kept_content(office, &id).await;
        let weeks = [content.sheets.first(), content.sheets.last()].map(|it| it.map(|it| said::week(lang, it.0)));
        let archive = Archive::new(&self.template, &self.calendar, content);
        let whose = Whose::Of(&id);
        if verb != ASK {
            return self.trend(&archive, it, whose);
        }
        let books = office.books.borrow();
        let person = books.names.find(&id).and_then(|it| books.person(it));
        let label = |it| books.labels.text(it).to_owned();
        let title = match person.and_then(|it| it.name) {
            Some(name) => format!("{} {id}", label(name)),
            None => id.to_string(),
        };
        let groups = person.map(|it| [label(it.area), label(it.unit)]).unwrap_or_default();
        let weeks: Vec<String> = weeks.into_iter().flatten().collect();
        let about: Vec<String> = groups.into_iter().chain([weeks.join(" — ")]).filter(|it| !it.is_empty()).collect();
        let about = (about.join(" · "), weeks_unread(lang, unread));
        performance(lang, (&id, &title), about, self.trends(&archive, it, whose))
    }

    /// What counts of a manager's weeks, and the months as his latest file has them.
    /// With how many of the weeks could not be read.
    async fn kept_content(&self, office: &Office, id: &Id) -> (Content, usize) {
        let counting: Vec<(Week, Digest)> = {
            let books = office.books.borrow();
            let manager = books.names.find(id);
            let weeks = manager.into_iter().flat_map(|it| books.weeks_of(it));
            weeks.filter_map(|(week, it)| Some((week, Entry::counts(it)?.digest))).collect()
        };
        let digests: BTreeSet<Digest> = counting.iter().map(|it| it.1).collect();
        let mut content = Content::default();
        let mut plans: BTreeMap<Month, ((bool, i64), Plan)> = BTreeMap::new();
        for digest in digests {
            let Some((file, _)) = self.original_file(office, digest).await else { continue };
            let is_his = |week: Week| counting.contains(&(week, digest));
            for part in &file.sheets {
                match part.doc {
                    Doc::Sheet(_, week) if is_his(week) => content.sheets.push((week, Sheet::of(&part.document))),
                    _ => {}
                }
            }
            // As the collection has it: the last word, but not by a clock that cannot be right.
            let created = Moment::parse(&file.created);
            let likely = |at: Moment| counting.iter().any(|it| it.1 == digest && at.is_likely(it.0));
            let at = (created.is_some_and(likely), created.map_or(0, Moment::instant));
            for part in &file.months {
                let Doc::Month(_, month) = part.doc else { continue };
                if plans.get(&month).is_none_or(|it| it.0 < at) {
                    plans.insert(month, (at, Plan::of(&part.document)));
                }
            }
            names(&file, &mut content.names);
        }
        content.sheets.sort_by_key(|it| it.0);
        content.plans = plans.into_iter().map(|(month, it)| (month, it.1)).collect();
        let unread = counting.len() - content.sheets.len().min(counting.len());
        (content, unread)
    }

    /// A file of the collection, whole, and the template it was written with; the one that holds now where nobody knows that.
    pub(super) async fn original_file(&self, office: &Office, digest: Digest) -> Option<(Bundle, Template)> {
        let bytes = office.vault.one(FILES, &digest.to_string()).await.ok()??;
        let bytes = gzip::inflate(&bytes).ok()?;
        let file = read("", &bytes, &self.template).ok()?.bundle;
        if file.template == (self.template.id.clone(), self.template.version) {
            return Some((file, self.template.clone()));
        }
        let known = self.templates().await.of(&file.template).cloned();
        let Some(its) = known.or_else(|| file.enclosed_template()) else { return Some((file, self.template.clone())) };
        read("", &bytes, &its).ok().map(|it| (it.bundle, its))
    }
}

/// Customers by name, where a file says them.
fn names(file: &Bundle, all: &mut Map<Id, String>) {
    for (path, value) in file.rosters.iter().flat_map(|it| it.document.live()) {
        if let (RosterPath::Name(code), Some(name)) = (path, value.as_text()) {
            all.insert(code.clone(), name.to_owned());
        }
    }
}
