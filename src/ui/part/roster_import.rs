//! Taking a roster in: a file, its columns with what each is taken as, what that would change, and Apply.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::ev::Event;
use leptos::prelude::event_target_value;
use leptos::task::spawn_local;

use super::boxes::button;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::browser::files::{self, PickedFile};
use crate::browser::lifecycle::later;
use crate::browser::page;
use crate::post::roster::{Column, NEVER, NOTHING, Part, RosterReport, Taken};
use crate::ui::el::{El, el};
use crate::words::{Both, Lang, Word, customers};

const STATUS: &str = "status";
const ALERT: &str = "alert";

/// A file as it is looked at.
#[derive(Clone)]
struct Import {
    session: Session,
    state: Rc<RefCell<State>>,
    /// Told when there is something to say, and when there is another report: the selects keep the focus until then.
    changed: Live<()>,
    reported: Live<()>,
}

#[derive(Default)]
struct State {
    file: Option<PickedFile>,
    /// Columns as a person corrected them.
    taken: Vec<Taken>,
    report: Option<RosterReport>,
    /// What became of it: the role it is told in, and the words.
    told: Option<(&'static str, String)>,
    is_busy: bool,
    /// The number of the question asked last; an answer to an earlier one is of no use.
    asked: u32,
}

pub fn roster_import() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let import = Import { session, state: Rc::default(), changed: Live::new(()), reported: Live::new(()) };
    let (told_of, shown_of) = (import.clone(), import.clone());
    let picked = move |event: Event| {
        if let Some(file) = files::picked(&event).into_iter().next() {
            let asked = import.state.borrow().asked;
            *import.state.borrow_mut() = State { file: Some(file), asked, ..State::default() };
            import.reported.tell();
            import.ask(false);
        }
    };
    let input = el("input").set("type", "file").set("accept", ".xlsx,.xlsm,.csv,.txt,.tsv").on("change", picked);
    let label = el("label").class("roster-import__file").child(el("span").text(lang.say(Word::RosterFile))).child(input);
    el("div")
        .class("roster-import")
        .child(el("p").class("soft").text(lang.say(Word::ImportRosterSays)))
        .child(label)
        .part(move || {
            told_of.changed.track();
            let state = told_of.state.borrow();
            let (role, text) = state.told.as_ref()?;
            Some(el("p").set("role", role).text(text))
        })
        .part(move || {
            shown_of.reported.track();
            Some(shown(&shown_of, shown_of.state.borrow().report.as_ref()?))
        })
}

impl Import {
    /// Asks what the file would change as its columns are now, or has it taken in.
    fn ask(&self, apply: bool) {
        let (session, lang) = (self.session, self.session.lang_now());
        let (file, taken, number) = {
            let mut state = self.state.borrow_mut();
            state.asked += 1;
            state.is_busy = true;
            state.told = Some((STATUS, lang.say(Word::Reading).to_owned()));
            (state.file.clone(), state.taken.clone(), state.asked)
        };
        self.changed.tell();
        let (Some(file), import) = (file, self.clone()) else { return };
        spawn_local(async move {
            let (report, told) = if apply {
                match session.apply_roster(&file, &taken).await {
                    true => (None, Some((STATUS, lang.say(Word::RosterApplied).to_owned()))),
                    false => (None, Some((ALERT, lang.say(Word::RosterNotApplied).to_owned()))),
                }
            } else {
                match session.stage_roster(&file, &taken).await {
                    Ok(report) => (Some(report), None),
                    Err(why) => (None, Some((ALERT, why.words(lang).to_owned()))),
                }
            };
            let mut state = import.state.borrow_mut();
            if state.asked != number {
                return;
            }
            (state.report, state.told, state.is_busy) = (report, told, false);
            drop(state);
            import.changed.tell();
            import.reported.tell();
            if let Some(it) = taken.last() {
                let field = corrected(it.column);
                later(0, move || _ = page::focus_field(&field));
            }
        });
    }
}

fn shown(import: &Import, report: &RosterReport) -> El {
    let lang = import.session.lang_now();
    let sentence = |it: &Both| el("p").text(it.said(lang));
    let mut said = el("div").class("roster-import__said").children(report.sentences.iter().map(sentence));
    if report.is_refused {
        said = said.set("role", "alert");
    }
    let columns = (!report.columns.is_empty()).then(|| columns(import, report));
    let parts = report.parts.iter().filter(|it| it.count > 0).map(|it| part(lang, it));
    let asked = import.clone();
    let apply = move || {
        if !asked.state.borrow().is_busy {
            asked.ask(true);
        }
    };
    let apply = || button("button").text(lang.say(Word::Apply)).press(apply);
    let nothing = || el("p").class("soft").text(lang.say(Word::NothingToApply));
    let has_work = !report.is_refused && report.edits > 0;
    el("section")
        .class("roster-import__report")
        .label(lang.say(Word::ImportReport))
        .set("data-result", if report.is_refused { "refused" } else { "read" })
        .child(said)
        .children(columns)
        .children(parts)
        .children((!report.is_refused && !has_work).then(nothing))
        .children(has_work.then(apply))
}

/// What a column's select goes by; no field of a document.
fn corrected(column: usize) -> String {
    format!("column/{column}")
}

/// The columns of the file: header, samples, and what each is taken as.
fn columns(import: &Import, report: &RosterReport) -> El {
    let lang = import.session.lang_now();
    let head = |word: Word| el("th").set("scope", "col").text(lang.say(word));
    let heads = el("tr").children([Word::Column, Word::Samples, Word::TakenAs].map(head));
    let rows = report.columns.iter().enumerate().map(|(at, it)| column(import, report, at, it));
    let table = el("table").class("roster-import__columns").label(lang.say(Word::TakenAs));
    let table = table.child(el("thead").child(heads)).child(el("tbody").children(rows));
    el("div").class("roster-import__frame").child(table)
}

fn column(import: &Import, report: &RosterReport, at: usize, it: &Column) -> El {
    let lang = import.session.lang_now();
    let header = if it.header.is_empty() { lang.say(Word::Nothing) } else { &it.header };
    let taken = if it.take == NEVER {
        el("b").class("minus").text(lang.say(Word::NeverTaken))
    } else {
        let option = |(word, name): &(String, Both)| {
            let option = el("option").set("value", word).text(name.said(lang));
            if *word == it.take { option.set("selected", "") } else { option }
        };
        let none = el("option").set("value", NOTHING).text(lang.say(Word::NotTaken));
        let select = el("select").label(&format!("{header}{}{}", lang.say(Word::Colon), lang.say(Word::TakenAs)));
        let select = select.set("data-field", &corrected(at)).child(none).children(report.fields.iter().map(option));
        let import = import.clone();
        select.on("change", move |event| {
            import.state.borrow_mut().taken.push(Taken { column: at, field: event_target_value(&event) });
            import.ask(false);
        })
    };
    el("tr")
        .set("data-column", &it.header)
        .set("data-take", &it.take)
        .child(el("th").set("scope", "row").text(header))
        .child(el("td").class("soft").text(&it.samples.join(lang.say(Word::ListComma))))
        .child(el("td").child(taken))
}

/// One kind of what happens to customers, its lines folded away.
fn part(lang: Lang, it: &Part) -> El {
    let title = customers::part(lang, &it.kind, it.count);
    if it.lines.is_empty() {
        return el("p")
            .class("roster-import__part")
            .set("data-part", &it.kind)
            .set("data-count", &it.count.to_string())
            .text(&title);
    }
    let rest = it.count - it.lines.len();
    let more = (rest > 0).then(|| el("li").class("soft").text(&customers::more_lines(lang, rest)));
    let lines = el("ul").children(it.lines.iter().map(|it| el("li").text(it.said(lang)))).children(more);
    let part = el("details").class("roster-import__part").set("data-part", &it.kind).set("data-count", &it.count.to_string());
    let part = part.child(el("summary").text(&title)).child(lines);
    if it.kind == "problems" { part.set("open", "") } else { part }
}
