//! The steps of undo as a text, so that they outlive a reload. Only steps that fit the document come back: what a killed window
//! could not note any more must not be jumped over.

use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::json::Json;
use crate::domain::path::{Kind, Path};
use crate::domain::template::Template;
use crate::domain::undo::{Change, Step, Undo};
use crate::domain::value::{Value, from_json};

/// Steps kept each way; the promise is 50.
const KEPT: usize = 60;

/// The row of `Shelf::Meta` with a document's steps.
pub fn key(doc: &Doc) -> String {
    format!("undo/{doc}")
}

/// The steps as a text.
pub fn of<P: Path>(undo: &Undo<P>) -> String {
    let value = |it: &Option<Value>| it.as_ref().map_or(Json::Null, Value::to_json);
    let change = |it: &Change<P>| Json::List(vec![Json::text(it.path.to_string()), value(&it.before), value(&it.after)]);
    let steps = |all: &[Step<P>]| {
        let last = all.len().saturating_sub(KEPT);
        Json::List(all[last..].iter().map(|step| Json::List(step.iter().map(change).collect())).collect())
    };
    Json::List(vec![steps(undo.done()), steps(undo.undone())]).canonical()
}

/// The steps of a text, if they fit the document as it stands.
pub fn read<P: Path>(text: &str, document: &Document<P>, template: &Template) -> Option<Undo<P>> {
    let json = Json::parse(text).ok()?;
    let [done, undone] = json.as_list()? else { return None };
    let steps = |json: &Json| json.as_list()?.iter().map(|it| step(it, template)).collect::<Option<Vec<Step<P>>>>();
    let (done, undone) = (steps(done)?, steps(undone)?);
    fits(&done, document).then(|| Undo::of(done, undone))
}

fn step<P: Path>(json: &Json, template: &Template) -> Option<Step<P>> {
    json.as_list()?.iter().map(|it| change(it, template)).collect()
}

fn change<P: Path>(json: &Json, template: &Template) -> Option<Change<P>> {
    let [path, before, after] = json.as_list()? else { return None };
    let path = P::parse(path.as_text()?).ok()?;
    let value = |json: &Json| from_json(&path, json, template).ok().map(|it| it.0);
    let (before, after) = (value(before)?, value(after)?);
    Some(Change { path, before, after })
}

/// Whether the document says at every path what the last step there left.
fn fits<P: Path>(done: &[Step<P>], document: &Document<P>) -> bool {
    let mut seen: Vec<&P> = Vec::new();
    for it in done.iter().rev().flat_map(|it| it.iter().rev()).filter(|it| it.path.kind() != Kind::Record) {
        if seen.contains(&&it.path) {
            continue;
        }
        if document.get(&it.path) != it.after.as_ref() {
            return false;
        }
        seen.push(&it.path);
    }
    true
}
