//! What head office sends its managers to work with, as it is put together: goals cell by cell, days, a template out of a file,
//! customers out of a spreadsheet. Everything is kept at once and leaves only in a file.

use super::Office;
use crate::browser::files::PickedFile;
use crate::bundle::limits::FILE_MAX;
use crate::desk::Task;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::week::Month;
use crate::leaf::office::wish;
use crate::leaf::replying::kept;
use crate::leaf::sending::{
    MOST, Manager, Table, fill_name, goal_name, page, rosters_held, table, template_held, template_refused,
};
use crate::leaf::{Leaf, leaf, told};
use crate::office::notes::{Row, TEMPLATE, goal_key, roster_key};
use crate::office::pasting::pasted;
use crate::office::scope::Scope;
use crate::office::sending::{days, indicators, plain, roster_json};
use crate::post::drawing::Drawing;
use crate::words::head as words;
use crate::words::pasting::taken_in;
use crate::words::templates::why_not;

/// A goal's place and figure.
type Cell = (Id, Id, String);

impl Task {
    pub(super) async fn set_goals(&self, office: &Office, it: &Drawing, verb: &str, about: &str) -> Leaf {
        let month = month_of(it);
        let (mut says, mut is_kept) = (None, true);
        match verb {
            "goal" => return self.one_goal(office, it, about).await,
            "goal-clear" => {
                let gone: Vec<_> = {
                    let mut notes = office.notes.borrow_mut();
                    let gone = notes.goals.extract_if(.., |key, _| key.0 == month).map(|it| goal_key(&it.0));
                    gone.collect()
                };
                is_kept = office.note(Vec::new(), gone).await;
            }
            "send" | "goals" => {}
            _ => {
                let (cells, said) = self.cells(office, it, verb, about);
                says = said;
                is_kept = self.fill(office, month, cells).await;
            }
        }
        let (books, notes, wish) = (office.books.borrow(), office.notes.borrow(), wish(|name| it.held(name)));
        let scope = self.scope(&books, it, &wish);
        let managers = managers(&scope);
        let shown = Table { scope: &scope, notes: &notes, month, managers: &managers };
        let drawn = table(&shown);
        match says {
            _ if verb == "send" => page(&shown, drawn),
            _ if !is_kept => self.kept_or_told(false, drawn),
            Some(says) => leaf("div").child(told(true, &says)).child(drawn),
            None => drawn,
        }
    }

    async fn one_goal(&self, office: &Office, it: &Drawing, about: &str) -> Leaf {
        let lang = self.ask.lang;
        let said = about.split_once(' ').and_then(|it| Some((it.0.parse::<Id>().ok()?, it.1.parse::<Id>().ok()?)));
        let Some((manager, indicator)) = said else { return kept(lang, false) };
        let raw = it.held(&goal_name(&manager, &indicator)).trim();
        let Ok(figure) = plain(raw, &indicator, &self.template) else {
            let whose = format!("{manager} {}", self.named(&indicator));
            return told(false, &words::no_figure(lang, &whose, raw));
        };
        kept(lang, self.fill(office, month_of(it), vec![(manager, indicator, figure)]).await)
    }

    fn named(&self, indicator: &Id) -> String {
        self.template.indicator(indicator).map_or_else(|| indicator.to_string(), |it| self.ask.lang.label(&it.name))
    }

    /// The cells that are to be filled, and what is said of it.
    fn cells(&self, office: &Office, it: &Drawing, verb: &str, about: &str) -> (Vec<Cell>, Option<String>) {
        let (books, notes, wish) = (office.books.borrow(), office.notes.borrow(), wish(|name| it.held(name)));
        let scope = self.scope(&books, it, &wish);
        let managers = managers(&scope);
        let (lang, month) = (self.ask.lang, month_of(it));
        let is_gap = |manager: &Id, indicator: &Id| {
            let typed = notes.goals.get(&(month, manager.clone(), indicator.clone()));
            typed.is_none_or(|it| it.trim().is_empty())
        };
        match (verb, about.parse::<Id>()) {
            ("goal-fill", Ok(indicator)) => {
                let raw = it.held(&fill_name(&indicator)).trim();
                let figure = plain(raw, &indicator, &self.template).ok().filter(|it| !it.is_empty());
                let Some(figure) = figure else {
                    return (Vec::new(), Some(words::no_figure(lang, &self.named(&indicator), raw)));
                };
                let gaps = managers.iter().take(MOST).filter(|it| is_gap(&it.0, &indicator));
                (gaps.map(|it| (it.0.clone(), indicator.clone(), figure.clone())).collect(), None)
            }
            ("goal-copy", _) => {
                let before = month.plus(-1);
                let last = |manager: &Id, indicator: &Id| {
                    let typed = notes.goals.get(&(before, manager.clone(), indicator.clone())).filter(|it| !it.is_empty());
                    let (at, of) = (books.names.find(manager)?, books.names.find(indicator)?);
                    let reported = || books.goals(at, before).iter().find(|it| it.0 == of).map(|it| it.1.to_string());
                    typed.cloned().or_else(reported)
                };
                let mut cells = Vec::new();
                for (manager, _) in managers.iter().take(MOST) {
                    for it in indicators(&self.template).into_iter().filter(|it| is_gap(manager, &it.id)) {
                        cells.extend(last(manager, &it.id).map(|raw| (manager.clone(), it.id.clone(), raw)));
                    }
                }
                (cells, None)
            }
            _ => {
                let named: Vec<Manager> = managers.iter().map(|it| (it.0.clone(), name_of(&scope, &it.0))).collect();
                let pasted = pasted(it.held("pasted"), &named, &self.template);
                let says = taken_in(lang, &pasted);
                (pasted.cells, Some(says))
            }
        }
    }

    /// Types many goals at once.
    async fn fill(&self, office: &Office, month: Month, cells: Vec<Cell>) -> bool {
        let mut rows: Vec<Row> = Vec::with_capacity(cells.len());
        for (manager, indicator, raw) in cells {
            let key = (month, manager, indicator);
            rows.push((goal_key(&key), Json::text(&raw)));
            office.notes.borrow_mut().goals.insert(key, raw);
        }
        office.note(rows, Vec::new()).await
    }

    pub(super) async fn set_up(
        &self,
        office: &Office,
        it: &Drawing,
        (verb, about): (&str, &str),
        files: &[PickedFile],
    ) -> Leaf {
        let lang = self.ask.lang;
        match verb {
            "setup-days" => self.set_days(office, it).await,
            "setup-no-template" => {
                office.notes.borrow_mut().template = None;
                let is_kept = office.note(Vec::new(), vec![TEMPLATE.to_owned()]).await;
                self.kept_or_told(is_kept, template_held(lang, &office.notes.borrow()))
            }
            "setup-template" => self.set_template(office, files).await,
            "setup-no-roster" => {
                let is_kept = match about.parse::<Id>() {
                    Ok(manager) => {
                        office.notes.borrow_mut().rosters.remove(&manager);
                        office.note(Vec::new(), vec![roster_key(&manager)]).await
                    }
                    Err(_) => true,
                };
                self.kept_or_told(is_kept, rosters_held(lang, &office.notes.borrow(), &[]))
            }
            _ => self.set_roster(office, it, files).await,
        }
    }

    async fn set_days(&self, office: &Office, it: &Drawing) -> Leaf {
        let lang = self.ask.lang;
        let (on, off) = (it.held("work-days"), it.held("off-days"));
        let row = {
            let mut notes = office.notes.borrow_mut();
            notes.days = (on.to_owned(), off.to_owned());
            notes.days_row()
        };
        let is_kept = office.note(vec![row], Vec::new()).await;
        match days(on, off) {
            Err(why) => told(false, &words::bad_days(lang, &why)),
            Ok(_) => kept(lang, is_kept),
        }
    }

    async fn set_template(&self, office: &Office, files: &[PickedFile]) -> Leaf {
        let lang = self.ask.lang;
        let read = match files.first() {
            Some(file) => file.bytes(FILE_MAX as u64).await.ok(),
            None => return template_held(lang, &office.notes.borrow()),
        };
        let text = read.and_then(|it| String::from_utf8(it).ok()).unwrap_or_default();
        let text = text.trim_start_matches('\u{feff}');
        match (why_not(lang, text, &self.template), Json::parse(text)) {
            (Some(why), _) => template_refused(lang, &why, &office.notes.borrow()),
            // What could be read as a template is JSON.
            (None, Err(_)) => template_held(lang, &office.notes.borrow()),
            (None, Ok(json)) => {
                office.notes.borrow_mut().template = Some(json.clone());
                let is_kept = office.note(vec![(TEMPLATE.to_owned(), json)], Vec::new()).await;
                if is_kept { template_held(lang, &office.notes.borrow()) } else { kept(lang, false) }
            }
        }
    }

    async fn set_roster(&self, office: &Office, it: &Drawing, files: &[PickedFile]) -> Leaf {
        let lang = self.ask.lang;
        let Ok(manager) = it.held("roster-of").parse::<Id>() else {
            return rosters_held(lang, &office.notes.borrow(), &[]);
        };
        let (report, found) = self.compared(files, &[], &Document::default()).await;
        let problems = report.parts.iter().filter(|it| it.kind == "problems").flat_map(|it| it.lines.clone());
        let sentences: Vec<String> = report.sentences.iter().cloned().chain(problems).collect();
        if let Some(found) = found {
            let values = found.edits.into_iter().filter_map(|(path, value)| Some((path, value?)));
            let mut document = Document::default();
            document.fill_all(values);
            let json = roster_json(&document);
            office.notes.borrow_mut().rosters.insert(manager.clone(), json.clone());
            if !office.note(vec![(roster_key(&manager), json)], Vec::new()).await {
                return kept(lang, false);
            }
        }
        rosters_held(lang, &office.notes.borrow(), &sentences)
    }
}

/// The month that was chosen; the next one where nobody says.
pub(super) fn month_of(it: &Drawing) -> Month {
    it.held("month").parse().unwrap_or_else(|_| Month::of(it.day).plus(1))
}

/// The managers that were asked for, by their ids, each as tables name him.
pub(super) fn managers(scope: &Scope) -> Vec<Manager> {
    let meant = scope.books.people().filter(|it| scope.is_meant(it.0, it.1));
    let mut all: Vec<Manager> =
        meant.filter_map(|(it, _)| Some((scope.books.names.get(it)?.clone(), scope.said(it)))).collect();
    all.sort();
    all
}

fn name_of(scope: &Scope, manager: &Id) -> String {
    let person = scope.books.names.find(manager).and_then(|it| scope.books.person(it)?.name);
    person.map(|it| scope.books.labels.text(it).to_owned()).unwrap_or_default()
}
