//! A customer roster out of a file: what each column is taken as, and what that would change.

use super::{Leaf, button, choice, leaf, slot};
use crate::words::exchange::Word as W;
use crate::words::{Lang, Word, customers};

/// The column is no field.
pub const NOTHING: &str = "";
/// The column never is taken, whoever asks.
pub const NEVER: &str = "never";

/// What a file holds and would change, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterReport {
    pub columns: Vec<Column>,
    /// What a column may be: the field's word and its name.
    pub fields: Vec<(String, String)>,
    /// Why the file is refused; what never is taken; what is odd.
    pub sentences: Vec<String>,
    /// Whether the file is refused as it stands.
    pub is_refused: bool,
    pub parts: Vec<Part>,
    /// How many fields of the roster would change.
    pub edits: usize,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub header: String,
    pub samples: Vec<String>,
    /// The field's word, `NOTHING` or `NEVER`.
    pub take: String,
}

/// One kind of what happens to customers, with the first of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// `added`, `changed`, `unchanged`, `missing` or `problems`.
    pub kind: &'static str,
    pub count: usize,
    pub lines: Vec<String>,
}

/// The picker.
pub fn picker(lang: Lang) -> Leaf {
    let input = leaf("input").set("type", "file").set("accept", ".xlsx,.xlsm,.csv,.txt,.tsv").set("name", "files");
    let label = leaf("label").class("roster-import__file").child(leaf("span").text(lang.say(Word::RosterFile)));
    leaf("div")
        .class("roster-import")
        .child(leaf("p").class("soft").text(lang.say(Word::ImportRosterSays)))
        .child(label.child(input.asks("roster")))
        .child(slot("told"))
        .child(slot("report"))
}

pub fn report(lang: Lang, it: &RosterReport) -> Leaf {
    let said = leaf("div").class("roster-import__said").children(it.sentences.iter().map(|it| leaf("p").text(it)));
    let said = if it.is_refused { said.set("role", "alert") } else { said };
    let columns = (!it.columns.is_empty()).then(|| columns(lang, it));
    let parts = it.parts.iter().filter(|it| it.count > 0).map(|it| part(lang, it));
    let nothing = || leaf("p").class("soft").text(lang.say(W::NothingToApply));
    let has_work = !it.is_refused && it.edits > 0;
    leaf("section")
        .class("roster-import__report")
        .label(lang.say(Word::ImportReport))
        .set("data-result", if it.is_refused { "refused" } else { "read" })
        .child(said)
        .children(columns)
        .children(parts)
        .children((!it.is_refused && !has_work).then(nothing))
        .children(has_work.then(|| button(lang.say(Word::Apply), "apply")))
}

/// The columns of the file: header, samples, and what each is taken as.
fn columns(lang: Lang, report: &RosterReport) -> Leaf {
    let head = |word: W| leaf("th").set("scope", "col").text(lang.say(word));
    let heads = leaf("tr").children([W::Column, W::Samples, W::TakenAs].map(head));
    let rows = report.columns.iter().enumerate().map(|(at, it)| column(lang, report, at, it));
    let table = leaf("table").class("roster-import__columns").label(lang.say(W::TakenAs));
    let table = table.child(leaf("thead").child(heads)).child(leaf("tbody").children(rows));
    leaf("div").class("roster-import__frame").child(table)
}

fn column(lang: Lang, report: &RosterReport, at: usize, it: &Column) -> Leaf {
    let header = if it.header.is_empty() { lang.say(Word::Nothing) } else { &it.header };
    let taken = if it.take == NEVER {
        leaf("b").class("minus").text(lang.say(W::NeverTaken))
    } else {
        let none = (NOTHING.to_owned(), lang.say(W::NotTaken).to_owned());
        let options = [none].into_iter().chain(report.fields.iter().cloned());
        let label = format!("{header}{}{}", lang.say(Word::Colon), lang.say(W::TakenAs));
        let name = format!("column/{at}");
        choice(&name, &label, options, &it.take).set("data-field", &name).asks(&format!("column {at}"))
    };
    leaf("tr")
        .set("data-column", &it.header)
        .set("data-take", &it.take)
        .child(leaf("th").set("scope", "row").text(header))
        .child(leaf("td").class("soft").text(&it.samples.join(lang.say(Word::ListComma))))
        .child(leaf("td").child(taken))
}

/// One kind of what happens to customers, its lines folded away.
fn part(lang: Lang, it: &Part) -> Leaf {
    let title = customers::part(lang, it.kind, it.count);
    let around =
        |tag| leaf(tag).class("roster-import__part").set("data-part", it.kind).set("data-count", &it.count.to_string());
    if it.lines.is_empty() {
        return around("p").text(&title);
    }
    let rest = it.count - it.lines.len();
    let more = (rest > 0).then(|| leaf("li").class("soft").text(&customers::more_lines(lang, rest)));
    let lines = leaf("ul").children(it.lines.iter().map(|it| leaf("li").text(it))).children(more);
    let part = around("details").child(leaf("summary").text(&title)).child(lines);
    if it.kind == "problems" { part.set("open", "") } else { part }
}
