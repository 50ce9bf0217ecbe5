//! The head of a file: from bytes to members that may be looked at, and what stands beside the documents.

use super::digest::{self, Seal};
use super::format::{Bundle, BundleKind, FORMAT, Members, Sender};
use super::limits::{self, BACKUP_MAX, COUNTER_MAX, DEVICES_MAX};
use super::migrate::{CURRENT, migrate};
use super::refusal::FileRefusal;
use super::{numbers, text};
use crate::domain::fold::Known;
use crate::domain::id::Id;
use crate::domain::json::{Fault, Json, NotJson};
use crate::domain::path::{Path, SettingsPath, SheetPath};
use crate::domain::template::Template;
use crate::domain::value::Value;

/// Checks a file as a whole and parses it: size, encoding, depth and weight, JSON, format, version, digest; then brings it up to date.
pub fn open(bytes: &[u8]) -> Result<(Members, Seal), FileRefusal> {
    let (mut file, text, version) = parse(bytes, FORMAT, CURRENT)?;
    let seal = digest::check(text, &mut file);
    if seal == Seal::Broken {
        return Err(FileRefusal::Altered);
    }
    migrate(&mut file, version);
    file.remove("format");
    file.remove("version");
    Ok((file, seal))
}

/// The members of a file of the format, its text, and which version of the format it is.
pub fn parse<'a>(bytes: &'a [u8], format: &str, current: u32) -> Result<(Members, &'a str, u32), FileRefusal> {
    // Which limit holds is known only when the kind is; see `read`.
    limits::size(bytes.len(), BACKUP_MAX)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| FileRefusal::NotText)?;
    if text.trim().is_empty() {
        return Err(FileRefusal::Empty);
    }
    limits::tree(text)?;
    let mut file = Json::parse(text).map_err(not_json)?;
    numbers::unify(&mut file);
    let Json::Object(file) = file else { return Err(FileRefusal::NotABundle) };
    if file.get("format").and_then(Json::as_text) != Some(format) {
        return Err(FileRefusal::NotABundle);
    }
    let version = version(file.get("version"), current)?;
    Ok((file, text, version))
}

fn not_json(NotJson { fault, line, column }: NotJson) -> FileRefusal {
    match fault {
        Fault::CutOff => FileRefusal::CutOff,
        Fault::Syntax => FileRefusal::NotJson { line, column },
        Fault::Doubled(member) => {
            let member = crate::domain::text::clean(&member).text.chars().take(40).collect();
            FileRefusal::Doubled { member, line }
        }
    }
}

fn version(json: Option<&Json>, current: u32) -> Result<u32, FileRefusal> {
    let Some(Json::Number(text)) = json else { return Err(FileRefusal::Envelope { member: "version" }) };
    match text.parse() {
        Ok(0) | Err(_) => Err(FileRefusal::Envelope { member: "version" }),
        Ok(it) if it > current => Err(FileRefusal::Newer { version: text.clone(), current }),
        Ok(it) => Ok(it),
    }
}

/// Takes the envelope out of a file's members; the documents are left. The number counts hidden characters taken out.
pub fn head(file: &mut Members, template: &Template) -> Result<(Bundle, usize), FileRefusal> {
    let mut head = Head { file, template, removed: 0 };
    let word = head.text("kind", &SettingsPath::ManagerName(), Needed::Yes)?;
    let kind = BundleKind::ALL.into_iter().find(|it| it.word() == word).ok_or(FileRefusal::Envelope { member: "kind" })?;
    let id = head.text("id", &SettingsPath::ManagerName(), Needed::Yes)?;
    if id.len() > 64 || !id.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-') {
        return Err(FileRefusal::Envelope { member: "id" });
    }
    let created = head.text("created", &SheetPath::HandedAt(), Needed::Yes)?;
    let app = head.text("app", &SettingsPath::ManagerName(), Needed::No)?;
    let device = head.id("device")?;
    let to = if head.file.contains_key("to") { Some(head.id("to")?) } else { None };
    let from = head.sender()?;
    let template = head.template()?;
    let known = if kind == BundleKind::Backup { head.known()? } else { Known::new() };
    let removed = head.removed;
    let mut bundle = Bundle::new(kind, id, created, from, device, template);
    (bundle.app, bundle.to, bundle.known) = (app, to, known);
    Ok((bundle, removed))
}

#[derive(PartialEq)]
enum Needed {
    Yes,
    No,
}

struct Head<'a> {
    file: &'a mut Members,
    template: &'a Template,
    removed: usize,
}

impl Head<'_> {
    /// A text of the kind that stands at `like`.
    fn text<P: Path>(&mut self, member: &'static str, like: &P, needed: Needed) -> Result<String, FileRefusal> {
        let json = self.file.remove(member);
        self.said(member, json.as_ref(), like, needed)
    }

    fn said<P: Path>(
        &mut self,
        member: &'static str,
        json: Option<&Json>,
        like: &P,
        needed: Needed,
    ) -> Result<String, FileRefusal> {
        let refusal = FileRefusal::Envelope { member };
        match text::value(like, json.unwrap_or(&Json::Null), self.template) {
            Ok((Some(Value::Text(it)), removed)) => {
                self.removed += removed;
                Ok(it)
            }
            Ok((None, _)) if needed == Needed::No => Ok(String::new()),
            _ => Err(refusal),
        }
    }

    fn id(&mut self, member: &'static str) -> Result<Id, FileRefusal> {
        self.text(member, &SettingsPath::ManagerId(), Needed::Yes)?.parse().map_err(|_| FileRefusal::Envelope { member })
    }

    fn sender(&mut self) -> Result<Sender, FileRefusal> {
        let from = self.file.remove("from").unwrap_or(Json::Null);
        let name = &SettingsPath::ManagerName();
        let id = self.said("from/id", from.get("id"), &SettingsPath::ManagerId(), Needed::Yes)?;
        let role = self.said("from/role", from.get("role"), &SettingsPath::Role(), Needed::No)?;
        Ok(Sender {
            role: if role.is_empty() { "manager".to_owned() } else { role },
            id: id.parse().map_err(|_| FileRefusal::Envelope { member: "from/id" })?,
            name: self.said("from/name", from.get("name"), name, Needed::No)?,
            area: self.said("from/area", from.get("area"), name, Needed::No)?,
            unit: self.said("from/unit", from.get("unit"), name, Needed::No)?,
        })
    }

    fn template(&mut self) -> Result<(Id, u32), FileRefusal> {
        let refusal = FileRefusal::Envelope { member: "template" };
        let json = self.file.remove("template").ok_or_else(|| refusal.clone())?;
        let id = json.get("id").and_then(Json::as_text).and_then(|it| it.parse().ok());
        let version = json.get("version").and_then(whole).and_then(|it| u32::try_from(it).ok());
        id.zip(version).ok_or(refusal)
    }

    fn known(&mut self) -> Result<Known, FileRefusal> {
        let refusal = FileRefusal::Envelope { member: "known" };
        let members = match self.file.remove("known") {
            None | Some(Json::Null) => Members::new(),
            Some(Json::Object(it)) => it,
            Some(_) => return Err(refusal),
        };
        if members.len() > DEVICES_MAX {
            return Err(refusal);
        }
        let entry =
            |(device, json): (String, Json)| Some((device.parse().ok()?, whole(&json).filter(|it| *it <= COUNTER_MAX)?));
        members.into_iter().map(entry).collect::<Option<_>>().ok_or(refusal)
    }
}

fn whole(json: &Json) -> Option<u64> {
    match json {
        Json::Number(it) => it.parse().ok(),
        _ => None,
    }
}
