//! The head of a file: from bytes to members that may be looked at, and what stands beside the documents.

use std::borrow::Cow;

use super::canonical::{self, Entry, Member};
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

/// A file found to be whole and of the format: its canonical text, brought up to date.
pub struct Whole<'a> {
    text: Cow<'a, str>,
    entries: Vec<Entry>,
    /// The digest that stands in it and fits it; files of others may have none.
    pub digest: Option<String>,
}

/// A file's members: documents as they are written, everything else as trees.
pub struct File<'a> {
    pub members: Members,
    /// As they are written; none where they are no list.
    customers: Option<Vec<&'a str>>,
    /// The whole list of them as it is written.
    pub listed: &'a str,
    sheets: Vec<Written<'a>>,
    months: Vec<Written<'a>>,
}

/// A document's members; none where it is no object.
pub type Written<'a> = Option<Vec<Member<'a>>>;

/// Checks a file as a whole: size, encoding, depth and weight, JSON, format, version, digest; then brings it up to date.
pub fn open(bytes: &[u8]) -> Result<Whole<'_>, FileRefusal> {
    open_proved(bytes, None)
}

/// The same, where somebody has found a digest in these bytes that fits them (`digest::around`).
pub fn open_proved<'a>(bytes: &'a [u8], proved: Option<&str>) -> Result<Whole<'a>, FileRefusal> {
    let raw = text(bytes)?;
    // Files of ours are canonical and are read as they are; of others, or where anything is wrong, there is a tree first.
    let (text, entries) = match canonical::entries(raw) {
        Some(it) => (Cow::Borrowed(raw), it),
        None => printed(parse(bytes, FORMAT, CURRENT)?.0),
    };
    let mut whole = Whole { text, entries, digest: None };
    let version = stated(whole.member("format").as_ref(), whole.member("version").as_ref(), FORMAT, CURRENT)?;
    let stated = whole.member(digest::MEMBER);
    if digest::check(raw, &whole.text, stated.as_ref(), proved) == Seal::Broken {
        return Err(FileRefusal::Altered);
    }
    whole.digest = stated.as_ref().and_then(Json::as_text).map(str::to_owned);
    if version < CURRENT
        && let Json::Object(mut file) = canonical::json(&whole.text)
    {
        migrate(&mut file, version);
        (whole.text, whole.entries) = printed(file);
    }
    Ok(whole)
}

fn printed<'a>(file: Members) -> (Cow<'a, str>, Vec<Entry>) {
    let text = Json::Object(file).canonical();
    let entries = canonical::entries_of_printed(&text);
    (Cow::Owned(text), entries)
}

impl Whole<'_> {
    fn member(&self, name: &str) -> Option<Json> {
        let found = canonical::split(&self.entries).find(|it| it.0.name(&self.text) == name);
        found.map(|it| canonical::json(it.0.value(&self.text)))
    }

    /// Its members, as far as they are not the file's alone.
    pub fn file(&self) -> File<'_> {
        let mut file =
            File { members: Members::new(), customers: Some(Vec::new()), listed: "", sheets: Vec::new(), months: Vec::new() };
        for (entry, inside) in canonical::split(&self.entries) {
            let (name, value) = entry.member(&self.text);
            let documents = match &*name {
                "format" | "version" | digest::MEMBER => continue,
                "customers" => {
                    file.listed = value;
                    let all = || canonical::split(inside).map(|it| it.0.value(&self.text)).collect();
                    file.customers = if value == "null" { Some(Vec::new()) } else { value.starts_with('[').then(all) };
                    continue;
                }
                "sheets" if value.starts_with('[') => &mut file.sheets,
                "months" if value.starts_with('[') => &mut file.months,
                _ => {
                    file.members.insert(name.into_owned(), canonical::json(value));
                    continue;
                }
            };
            let members = |all: &[Entry]| canonical::split(all).map(|it| it.0.member(&self.text)).collect();
            let is_object = |it: &Entry| it.value(&self.text).starts_with('{');
            documents.extend(canonical::split(inside).map(|(it, inside)| is_object(it).then(|| members(inside))));
        }
        file
    }
}

impl<'a> File<'a> {
    pub fn sheets(&mut self) -> Result<Vec<Written<'a>>, FileRefusal> {
        self.list("sheets").map(|_| std::mem::take(&mut self.sheets))
    }

    pub fn months(&mut self) -> Result<Vec<Written<'a>>, FileRefusal> {
        self.list("months").map(|_| std::mem::take(&mut self.months))
    }

    /// The list of customers.
    pub fn customers(&mut self) -> Result<Vec<&'a str>, FileRefusal> {
        self.customers.replace(Vec::new()).ok_or(FileRefusal::Envelope { member: "customers" })
    }

    /// A list of other things.
    pub fn list(&mut self, member: &'static str) -> Result<Vec<Json>, FileRefusal> {
        match self.members.remove(member) {
            None | Some(Json::Null) => Ok(Vec::new()),
            Some(Json::List(it)) => Ok(it),
            Some(_) => Err(FileRefusal::Envelope { member }),
        }
    }
}

/// The text of a file.
fn text(bytes: &[u8]) -> Result<&str, FileRefusal> {
    // Which limit holds is known only when the kind is; see `read`.
    limits::size(bytes.len(), BACKUP_MAX)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| FileRefusal::NotText)?;
    if text.trim().is_empty() { Err(FileRefusal::Empty) } else { Ok(text) }
}

/// The members of a file of the format, numbers in their one way, and which version of the format it is.
pub fn parse(bytes: &[u8], format: &str, current: u32) -> Result<(Members, u32), FileRefusal> {
    let text = text(bytes)?;
    limits::tree(text)?;
    let mut file = Json::parse(text).map_err(not_json)?;
    numbers::unify(&mut file);
    let Json::Object(file) = file else { return Err(FileRefusal::NotABundle) };
    let version = stated(file.get("format"), file.get("version"), format, current)?;
    Ok((file, version))
}

/// The version of a file of the format.
fn stated(word: Option<&Json>, version: Option<&Json>, format: &str, current: u32) -> Result<u32, FileRefusal> {
    if word.and_then(Json::as_text) != Some(format) {
        return Err(FileRefusal::NotABundle);
    }
    self::version(version, current)
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
