//! Replies of head office, which a file lists by week, as fields of those weeks' sheets: receipts, comments, and answers to
//! messages. They carry no stamps; what a sheet says already stands.

use std::collections::BTreeMap;

use super::digest;
use super::format::{Bundle, Members, Part};
use super::refusal::{DocumentFault, DocumentRefusal, Fault, Place};
use super::text;
use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::SheetPath;
use crate::domain::template::Template;
use crate::domain::value::Value;
use crate::domain::week::Week;

/// Signs of a digest that name a receipt; an id has no more.
const NAMED: usize = 32;

/// The week of a reply, if it names one.
pub fn week(json: &Json) -> Option<Week> {
    json.get("sheet")?.as_text()?.parse().ok()
}

/// The replies of a file as sheets of whom they are for. One that cannot be read is refused and goes, and the others stay.
pub fn sheets(bundle: &mut Bundle, template: &Template) -> (Vec<Part<SheetPath>>, Vec<DocumentRefusal>) {
    let manager = bundle.to.clone().unwrap_or_else(|| bundle.from.id.clone());
    let by = if bundle.from.name.is_empty() { bundle.from.id.to_string() } else { bundle.from.name.clone() };
    let sender = Sender { by: Json::Text(by), at: Json::text(&bundle.created), template };
    let (mut sheets, mut refused) = (Vec::<(Doc, Vec<(SheetPath, Value)>)>::new(), Vec::new());
    let mut at = 0;
    bundle.replies.retain(|json| {
        at += 1;
        match sender.of_week(json) {
            Ok((week, fields)) => {
                let doc = Doc::Sheet(manager.clone(), week);
                let known = sheets.iter().position(|it| it.0 == doc).unwrap_or_else(|| {
                    sheets.push((doc, Vec::new()));
                    sheets.len() - 1
                });
                sheets[known].1.extend(fields);
                true
            }
            Err(fault) => {
                refused.push(DocumentRefusal { place: Place::Reply(at), fault });
                false
            }
        }
    });
    let part = |(doc, fields)| {
        let mut part = Part::new(doc, Document::default());
        part.document.fill_all(fields);
        part
    };
    (sheets.into_iter().map(part).collect(), refused)
}

/// Puts replies into the sheets of their file. What a sheet says itself stands.
pub fn settle(sheets: &mut Vec<Part<SheetPath>>, replied: Vec<Part<SheetPath>>) {
    for it in replied {
        match sheets.iter_mut().find(|held| held.doc == it.doc) {
            Some(held) => held.document.fill_all(it.document.live().map(|(path, value)| (path.clone(), value.clone()))),
            None => sheets.push(it),
        }
    }
}

/// Who replies, and when.
struct Sender<'a> {
    by: Json,
    at: Json,
    template: &'a Template,
}

type Fields = BTreeMap<SheetPath, Value>;

impl Sender<'_> {
    fn of_week(&self, json: &Json) -> Result<(Week, Fields), Fault> {
        let week = week(json).ok_or_else(|| Fault::new("sheet", DocumentFault::BadKey))?;
        Ok((week, self.fields(json)?))
    }

    fn fields(&self, json: &Json) -> Result<Fields, Fault> {
        let mut fields = Fields::new();
        if json.get("status").is_some() || json.get("digest").is_some() {
            // The same reply is the same receipt, in whichever file it comes.
            let sum = digest::of(&[json.canonical().as_bytes()]);
            let id: String = sum.rsplit(':').next().unwrap_or_default().chars().take(NAMED).collect();
            let id: Id = id.parse().map_err(|_| Fault::new("digest", DocumentFault::BadKey))?;
            let said = |name| json.get(name).cloned().unwrap_or(Json::Null);
            let or = |name, other: &Json| json.get(name).unwrap_or(other).clone();
            self.put(&mut fields, SheetPath::ReceiptDigest(id.clone()), &said("digest"))?;
            self.put(&mut fields, SheetPath::ReceiptStatus(id.clone()), &said("status"))?;
            self.put(&mut fields, SheetPath::ReceiptAt(id.clone()), &or("at", &self.at))?;
            self.put(&mut fields, SheetPath::ReceiptBy(id), &or("by", &self.by))?;
        }
        for (path, all) in members(json, "comments")? {
            for comment in all.as_list().ok_or_else(|| Fault::new(path, DocumentFault::NotAnObject))? {
                self.comment(&mut fields, path, comment)?;
            }
        }
        for (message, answer) in members(json, "answers")? {
            let id: Id = message.parse().map_err(|_| Fault::new(message, DocumentFault::BadKey))?;
            self.put(&mut fields, SheetPath::MessageAnswer(id.clone()), answer)?;
            self.put(&mut fields, SheetPath::MessageState(id), &Json::text("answered"))?;
        }
        Ok(fields)
    }

    fn comment(&self, fields: &mut Fields, path: &str, json: &Json) -> Result<(), Fault> {
        let bad = |why| Fault::new(path, why);
        let said = |name| json.get(name).cloned().unwrap_or(Json::Null);
        let id = json.get("id").and_then(Json::as_text).and_then(|it| it.parse::<Id>().ok());
        let id = id.ok_or_else(|| bad(DocumentFault::BadKey))?;
        self.put(fields, SheetPath::CommentPath(id.clone()), &Json::text(path))?;
        self.put(fields, SheetPath::CommentText(id.clone()), &said("text"))?;
        self.put(fields, SheetPath::CommentBy(id.clone()), json.get("by").unwrap_or(&self.by))?;
        self.put(fields, SheetPath::CommentAt(id), json.get("at").unwrap_or(&self.at))
    }

    fn put(&self, fields: &mut Fields, path: SheetPath, json: &Json) -> Result<(), Fault> {
        let read = text::value(&path, json, self.template);
        let (value, _) = read.map_err(|it| Fault::new(&path.to_string(), DocumentFault::Value(it)))?;
        if let Some(value) = value {
            fields.insert(path, value);
        }
        Ok(())
    }
}

fn members<'a>(json: &'a Json, name: &str) -> Result<impl Iterator<Item = (&'a str, &'a Json)>, Fault> {
    static NONE: Members = Members::new();
    match json.get(name) {
        None | Some(Json::Null) => Ok(&NONE),
        Some(Json::Object(it)) => Ok(it),
        Some(_) => Err(Fault::new(name, DocumentFault::NotAnObject)),
    }
    .map(|it| it.iter().map(|(name, it)| (name.as_str(), it)))
}
