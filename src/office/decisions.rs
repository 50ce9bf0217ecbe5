//! What head office has decided and written of its sheets, as a file that travels with the originals to another office machine
//! (docs/collection.md): the rows it is kept in, each under its key. Read there, it joins what is there (`join`).

mod join;

use std::collections::BTreeMap;

pub use self::join::{Differs, Joined};
use super::notes::{Notes, choice_key, read_key, staff_key};
use super::replies::Reply;
use super::staff::Member;
use super::taken::Digest;
use crate::bundle::limits;
use crate::domain::json::Json;
use crate::domain::path::SheetPath;
use crate::domain::template::Template;
use crate::domain::value::{Value, from_json};
use crate::domain::week::Week;

/// What it is called in an archive, where it lies packed like the originals.
pub const NAME: &str = "office.json.gz";

const FORMAT: &str = "onesheet.office";
const VERSION: u32 = 1;
/// Bytes in which a file says what it is.
const BEGINS_WITHIN: usize = 200;

/// Such a file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Of them only what travels.
    pub notes: Notes,
    /// How many rows cannot be read here.
    pub unread: usize,
}

/// Why such a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    Broken,
    /// A later app wrote it, in a version this one does not know.
    Newer(u32),
}

/// Whose contested weeks are, the list of managers, what was read and what was written, of the weeks that are asked for. Nothing where
/// there is none. What is still being put together for managers (goals, days, a template, customers) leaves as a setup when it is done:
/// half of it would be an order here and a draft there.
pub fn written(notes: &Notes, is_asked: impl Fn(Week) -> bool) -> Option<Vec<u8>> {
    let mut rows = BTreeMap::new();
    let of_weeks = notes.choices.iter().filter(|it| is_asked(it.0.1));
    rows.extend(of_weeks.map(|(key, it)| (choice_key(key), Json::text(it))));
    rows.extend(notes.marks.iter().filter(|it| is_asked(it.0.1)).map(|(key, it)| (read_key(key), it.to_json())));
    let said = notes.replies.iter().filter(|it| is_asked(it.0.1) && !it.1.is_empty());
    rows.extend(said.map(|(key, _)| notes.reply_row(key)));
    rows.extend(notes.staff.iter().map(|(id, it)| (staff_key(id), it.to_json())));
    if rows.is_empty() {
        return None;
    }
    let file = [("format", Json::text(FORMAT)), ("version", Json::from(VERSION)), ("rows", Json::Object(rows))];
    Some(Json::object(file).canonical().into_bytes())
}

/// Whether a file says that it is one, at its beginning.
pub fn is_one(bytes: &[u8]) -> bool {
    let begins = bytes.iter().take(BEGINS_WITHIN).filter(|it| !it.is_ascii_whitespace());
    let begins: Vec<u8> = begins.copied().collect();
    let says = format!(r#"{{"format":"{FORMAT}""#);
    begins.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&begins).starts_with(says.as_bytes())
}

/// Reads one. A row that is none of ours is counted and left out.
///
/// # Errors
/// If nothing of it can be read.
pub fn read(bytes: &[u8], template: &Template) -> Result<Decisions, NotRead> {
    let text = std::str::from_utf8(bytes).map_err(|_| NotRead::Broken)?;
    let text = text.trim_start_matches('\u{feff}');
    limits::tree(text).map_err(|_| NotRead::Broken)?;
    let file = Json::parse(text).map_err(|_| NotRead::Broken)?;
    match file.get("version") {
        Some(Json::Number(it)) => match it.parse().map_err(|_| NotRead::Broken)? {
            VERSION => {}
            later if later > VERSION => return Err(NotRead::Newer(later)),
            _ => return Err(NotRead::Broken),
        },
        _ => return Err(NotRead::Broken),
    }
    let rows = file.get("rows").and_then(Json::as_object).ok_or(NotRead::Broken)?;
    let mut read = Decisions::default();
    for (key, json) in rows {
        if read.take(key, json, template).is_none() {
            read.unread += 1;
        }
    }
    Ok(read)
}

impl Decisions {
    fn take(&mut self, key: &str, json: &Json, template: &Template) -> Option<()> {
        let json = tidied(json, template)?;
        // What comes out otherwise than it went in holds something this app would lose.
        let is_whole = match key.split('/').next()? {
            "choice" => json.as_text().is_some_and(|it| !it.is_empty()),
            "read" => true,
            "staff" => Member::read(&json).to_json() == json,
            "reply" => {
                let reply = Reply::read(&json);
                reply.to_json() == json && can_be_sent(&reply, template)
            }
            _ => false,
        };
        if is_whole { self.notes.take(key, json) } else { None }
    }
}

/// With its texts as they come out of any file; none where one is no text that can be written.
fn tidied(json: &Json, template: &Template) -> Option<Json> {
    Some(match json {
        Json::Text(_) => match from_json(&SheetPath::ReviewWork(), json, template).ok()?.0 {
            Some(Value::Text(it)) => Json::Text(it),
            _ => Json::text(""),
        },
        Json::List(all) => Json::List(all.iter().map(|it| tidied(it, template)).collect::<Option<_>>()?),
        Json::Object(all) => {
            let all = all.iter().map(|(name, it)| Some((name.clone(), tidied(it, template)?)));
            Json::Object(all.collect::<Option<_>>()?)
        }
        it => it.clone(),
    })
}

/// Whether a manager's app would read it: what it would refuse must not be found out when a reply is to leave.
fn can_be_sent(it: &Reply, template: &Template) -> bool {
    let fits = |path: SheetPath, text: &str| from_json(&path, &Json::text(text), template).is_ok();
    let comment = |it: &super::replies::Comment| {
        fits(SheetPath::CommentPath(it.id.clone()), &it.path) && fits(SheetPath::CommentAt(it.id.clone()), &it.at)
    };
    Digest::parse(&it.digest).is_some() && fits(SheetPath::HandedAt(), &it.at) && it.comments.iter().all(comment)
}
