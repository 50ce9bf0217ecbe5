//! Taking a roster in: a file, its columns with what each is taken as, what that would change, and Apply.

use leptos::ev::Event;
use leptos::task::spawn_local;

use super::boxes::button;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::browser::files::{self, PickedFile};
use crate::browser::typing::Control;
use crate::post::roster::{Column, NEVER, NOTHING, Part, RosterReport, Taken};
use crate::ui::el::{El, el};
use crate::words::{Both, Word, customers};

/// A file as it is looked at, and the columns as a person corrected them.
#[derive(Clone, Copy)]
struct Import {
    session: Session,
    file: Live<Option<PickedFile>>,
    taken: Live<Vec<Taken>>,
    report: Live<Option<RosterReport>>,
    told: Live<Told>,
    /// The number of the question asked last; an answer to an earlier one is of no use.
    asked: Live<u32>,
}

/// What became of it.
#[derive(Clone, PartialEq)]
enum Told {
    Nothing,
    Reading,
    Applied,
    NotApplied,
    Problem(String),
}

pub fn roster_import() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let import = Import {
        session,
        file: Live::new(None),
        taken: Live::new(Vec::new()),
        report: Live::new(None),
        told: Live::new(Told::Nothing),
        asked: Live::new(0),
    };
    let picked = move |event: Event| {
        if let Some(file) = files::picked(&event).into_iter().next() {
            import.file.set(Some(file));
            import.taken.set(Vec::new());
            import.report.set(None);
            import.ask();
        }
    };
    let input = el("input").set("type", "file").set("accept", ".xlsx,.xlsm,.csv,.txt,.tsv").on("change", picked);
    let label = el("label").class("roster-import__file").child(el("span").text(lang.say(Word::RosterFile))).child(input);
    el("div")
        .class("roster-import")
        .child(el("p").class("soft").text(lang.say(Word::ImportRosterSays)))
        .child(label)
        .part(move || told(import))
        .part(move || import.report.get().map(|it| shown(import, &it)))
}

impl Import {
    /// Asks what the file would change as its columns are now.
    fn ask(self) {
        let Some(file) = self.file.get_untracked() else { return };
        let (taken, number) = (self.taken.get_untracked(), self.asked.get_untracked() + 1);
        self.asked.set(number);
        self.told.change(Told::Reading);
        spawn_local(async move {
            let staged = self.session.stage_roster(&file, &taken).await;
            if self.asked.try_get() != Some(number) {
                return;
            }
            match staged {
                Ok(report) => {
                    self.told.change(Told::Nothing);
                    self.report.set(Some(report));
                }
                Err(why) => self.told.change(Told::Problem(why.words(self.session.lang_now()).to_owned())),
            }
        });
    }

    fn take(self, column: usize, field: String) {
        let mut taken = self.taken.get_untracked();
        taken.push(Taken { column, field });
        self.taken.set(taken);
        self.ask();
    }

    fn apply(self) {
        let Some(file) = self.file.get_untracked() else { return };
        let taken = self.taken.get_untracked();
        self.asked.set(self.asked.get_untracked() + 1);
        self.told.change(Told::Reading);
        spawn_local(async move {
            let is_stored = self.session.apply_roster(&file, &taken).await;
            self.told.change(if is_stored { Told::Applied } else { Told::NotApplied });
            self.report.set(None);
        });
    }
}

fn told(import: Import) -> Option<El> {
    let lang = import.session.lang_now();
    let (role, class, text) = match import.told.get() {
        Told::Nothing => return None,
        Told::Reading => ("status", "soft", lang.say(Word::Reading).to_owned()),
        Told::Applied => ("status", "plus", lang.say(Word::RosterApplied).to_owned()),
        Told::NotApplied => ("alert", "minus", lang.say(Word::RosterNotApplied).to_owned()),
        Told::Problem(text) => ("alert", "minus", text),
    };
    Some(el("p").set("role", role).class(class).text(&text))
}

fn shown(import: Import, report: &RosterReport) -> El {
    let lang = import.session.lang_now();
    let sentence = |it: &Both| el("p").text(it.said(lang));
    let mut said = el("div").class("roster-import__said").children(report.sentences.iter().map(sentence));
    if report.is_refused {
        said = said.set("role", "alert");
    }
    let columns = (!report.columns.is_empty()).then(|| columns(import, report));
    let parts = report.parts.iter().filter(|it| it.count > 0).map(|it| part(import, it));
    let apply = || {
        let apply = button("button").text(lang.say(Word::Apply)).press(move || import.apply());
        apply.flag("disabled", move || import.told.get() == Told::Reading)
    };
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

/// The columns of the file: header, samples, and what each is taken as.
fn columns(import: Import, report: &RosterReport) -> El {
    let lang = import.session.lang_now();
    let head = |word: Word| el("th").set("scope", "col").text(lang.say(word));
    let heads = el("tr").children([Word::Column, Word::Samples, Word::TakenAs].map(head));
    let rows = report.columns.iter().enumerate().map(|(at, it)| column(import, report, at, it));
    let table = el("table").class("roster-import__columns").label(lang.say(Word::TakenAs));
    let table = table.child(el("thead").child(heads)).child(el("tbody").children(rows));
    el("div").class("roster-import__frame").child(table)
}

fn column(import: Import, report: &RosterReport, at: usize, it: &Column) -> El {
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
        let select = select.child(none).children(report.fields.iter().map(option));
        match Control::of(select.element().as_ref()) {
            Some(control) => select.on("change", move |_| import.take(at, control.value())),
            None => select,
        }
    };
    el("tr")
        .set("data-column", &it.header)
        .set("data-take", &it.take)
        .child(el("th").set("scope", "row").text(header))
        .child(el("td").class("soft").text(&it.samples.join(lang.say(Word::ListComma))))
        .child(el("td").child(taken))
}

/// One kind of what happens to customers, its lines folded away.
fn part(import: Import, it: &Part) -> El {
    let lang = import.session.lang_now();
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
