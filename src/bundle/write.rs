//! From documents to bytes: canonical JSON (RFC 8785) with its digest. The same documents give the same bytes.

use super::computed;
use super::digest;
use super::format::{Bundle, BundleKind, FORMAT, LooseEdit, Members, Part};
use super::migrate::CURRENT;
use super::part::UNKNOWN_STAMPS;
use super::print::{self, Printed};
use super::refusal::Surplus;
use super::shape::{MONTH, SHEET, Shape, fill_in, nest};
use crate::domain::decimal::Decimal;
use crate::domain::edit::Doc;
use crate::domain::fold::{Document, Known, Written};
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::mask::masked;
use crate::domain::path::{MonthPath, Path, RosterPath, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::template::Template;
use crate::domain::value::Value;

/// What the month or months give an indicator in the week of a sheet.
pub type Targets<'a> = &'a dyn Fn(&Doc, &Id) -> Option<Decimal>;

/// What of a customer a report carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Customers {
    Classes,
    /// All that the roster says, mobile numbers masked.
    Personal,
}

/// A report for head office: the bundle's sheets, months, rosters, templates. Whatever else the bundle holds does not travel. More
/// than five ticks in a sheet have to be chosen from first.
pub fn report(mut bundle: Bundle, customers: Customers, template: &Template, targets: Targets) -> Result<Vec<u8>, Surplus> {
    for part in &bundle.sheets {
        let (Doc::Sheet(_, week), sheet) = (&part.doc, Sheet::of(&part.document)) else { continue };
        if !sheet.ticks_to_choose().is_empty() {
            return Err(Surplus { week: *week, items: sheet.ticks_to_choose().to_vec() });
        }
    }
    for part in &mut bundle.rosters {
        // Personal data stays on the device unless a person says otherwise; what this version does not know might be some.
        part.document = match customers {
            Customers::Classes => classes(&part.document),
            Customers::Personal => unnumbered(&part.document),
        };
        part.unknown.clear();
    }
    (bundle.to, bundle.settings) = (None, None);
    (bundle.known, bundle.edits) = (Known::new(), Vec::new());
    bundle.replies.clear();
    Ok(print(&bundle, BundleKind::Report, template, targets))
}

/// Everything a device holds, with stamps.
pub fn backup(bundle: &Bundle, template: &Template, targets: Targets) -> Vec<u8> {
    print(bundle, BundleKind::Backup, template, targets)
}

/// What head office sends: a reply or a setup, as the bundle says.
pub fn from_office(bundle: &Bundle, template: &Template) -> Vec<u8> {
    print(bundle, bundle.kind, template, &|_, _| None)
}

/// What of a customer goes to head office.
fn classes(roster: &Document<RosterPath>) -> Document<RosterPath> {
    use RosterPath as P;
    let mut classes = Document::default();
    for (path, value) in roster.live() {
        if matches!(
            path,
            P::Format(_) | P::Market(_) | P::Size(_) | P::Tier(_) | P::VisitCycle(_) | P::OrderDay(_) | P::Status(_)
        ) {
            classes.fill(path.clone(), value.clone());
        }
    }
    classes
}

/// All of it, mobile numbers masked wherever they stand.
fn unnumbered(roster: &Document<RosterPath>) -> Document<RosterPath> {
    let mut personal = Document::default();
    for (path, value) in roster.live() {
        let value = match value {
            Value::Text(it) => Value::Text(masked(it)),
            other => other.clone(),
        };
        personal.fill(path.clone(), value);
    }
    personal
}

fn print(bundle: &Bundle, kind: BundleKind, template: &Template, targets: Targets) -> Vec<u8> {
    let mut file = head(bundle, kind);
    let mut put = |name: &str, json| _ = file.insert(name.to_owned(), json);
    put("customers", Json::List(bundle.rosters.iter().flat_map(|it| customers(it, &bundle.from.id)).collect()));
    put("templates", Json::List(bundle.templates.clone()));
    put("replies", Json::List(bundle.replies.clone()));
    let calendars: Members = bundle.calendars.iter().map(|(date, it)| (date.to_string(), Json::Bool(*it))).collect();
    let optional = [
        ("calendars", calendars),
        ("rosters", rosters(bundle, kind)),
        ("known", bundle.known.iter().map(|(device, it)| (device.to_string(), Json::Number(it.to_string()))).collect()),
        ("settings", bundle.settings.as_ref().map_or_else(Members::new, |it| members(it, kind))),
    ];
    for (name, members) in optional {
        if !members.is_empty() {
            put(name, Json::Object(members));
        }
    }
    if !bundle.edits.is_empty() {
        put("edits", Json::List(bundle.edits.iter().map(edit).collect()));
    }
    fill_in(&mut file, &bundle.unknown);
    let sheets = list(&bundle.sheets, |it, out| sheet(it, kind, template, targets, out));
    let months = list(&bundle.months, |it, out| month(it, kind, out));
    digest::sealed(&file, vec![("sheets", sheets), ("months", months)]).into_bytes()
}

/// The text of a list.
fn list<T>(all: &[T], print: impl Fn(&T, &mut String)) -> String {
    let mut out = "[".to_owned();
    for (at, it) in all.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        print(it, &mut out);
    }
    out.push(']');
    out
}

fn head(bundle: &Bundle, kind: BundleKind) -> Members {
    let from = &bundle.from;
    let texts = [("role", &from.role), ("name", &from.name), ("area", &from.area), ("unit", &from.unit)];
    let said = texts.into_iter().filter(|it| !it.1.is_empty()).map(|(name, it)| (name, Json::text(it)));
    let (template, version) = &bundle.template;
    let all = [
        ("format", Json::text(FORMAT)),
        ("version", Json::from(CURRENT)),
        ("kind", Json::text(kind.word())),
        ("id", Json::text(&bundle.id)),
        ("created", Json::text(&bundle.created)),
        ("app", Json::text(&bundle.app)),
        ("from", Json::object(said.chain([("id", id(&from.id))]))),
        ("device", id(&bundle.device)),
        ("template", Json::object([("id", id(template)), ("version", Json::from(*version))])),
    ];
    let to = bundle.to.as_ref().map(|it| ("to", id(it)));
    all.into_iter().chain(to).map(|(name, it)| (name.to_owned(), it)).collect()
}

fn id(id: &Id) -> Json {
    Json::text(id.as_str())
}

fn sheet(part: &Part<SheetPath>, kind: BundleKind, template: &Template, targets: Targets, out: &mut String) {
    let target = |indicator: &Id| targets(&part.doc, indicator);
    let mut beside = vec![("computed", computed::of(&Sheet::of_figures(&part.document), template, &target))];
    if let Doc::Sheet(manager, week) = &part.doc {
        beside.push(("manager", id(manager)));
        beside.push(("week", Json::text(week.to_string())));
    }
    let rev = part.rev.as_ref().or(part.document.latest()).filter(|_| kind == BundleKind::Report);
    beside.extend(rev.map(|it| ("rev", Json::text(it.to_string()))));
    document(part, (kind, &SHEET), beside, out);
}

fn month(part: &Part<MonthPath>, kind: BundleKind, out: &mut String) {
    let mut beside = Vec::new();
    if let Doc::Month(manager, month) = &part.doc {
        beside.push(("manager", id(manager)));
        beside.push(("month", Json::text(month.to_string())));
    }
    document(part, (kind, &MONTH), beside, out);
}

/// Appends the text of a document and of what stands beside its own members.
fn document<P: Path>(part: &Part<P>, (kind, shape): (BundleKind, &Shape), beside: Vec<(&'static str, Json)>, out: &mut String) {
    let is_backup = kind == BundleKind::Backup;
    let printed = if part.unknown.is_empty() { print::members(&part.document, shape, is_backup) } else { None };
    let Some(Printed { mut members, stamps }) = printed else {
        // What is not known may stand between any two members, and is rare.
        let mut all = self::members(part, kind);
        all.extend(beside.into_iter().map(|(name, it)| (name.to_owned(), it)));
        return out.push_str(&Json::Object(all).canonical());
    };
    members.extend(beside.into_iter().map(|(name, it)| (name, it.canonical())));
    members.extend((!stamps.is_empty()).then_some(("stamps", stamps)));
    let others = if is_backup { others(&part.document) } else { Members::new() };
    members.extend((!others.is_empty()).then(|| ("others", Json::Object(others).canonical())));
    members.sort_unstable_by_key(|it| it.0);
    for (at, (name, it)) in members.iter().enumerate() {
        out.push_str(if at == 0 { "{" } else { "," });
        print::member(name, it, out);
    }
    out.push_str(if members.is_empty() { "{}" } else { "}" });
}

/// The customers of a roster, in the order of their codes; another's than the sender's say whose they are.
fn customers(part: &Part<RosterPath>, sender: &Id) -> Vec<Json> {
    let Doc::Roster(manager) = &part.doc else { return Vec::new() };
    let mut nested = values(&part.document);
    fill_in(&mut nested, &part.unknown);
    nested.remove(UNKNOWN_STAMPS);
    let customer = |(code, json): (String, Json)| {
        let Json::Object(mut members) = json else { return None };
        members.insert("code".to_owned(), Json::Text(code));
        if manager != sender {
            members.insert("manager".to_owned(), id(manager));
        }
        Some(Json::Object(members))
    };
    nested.into_iter().filter_map(customer).collect()
}

/// What stands beside the list of customers: the stamps of each roster.
fn rosters(bundle: &Bundle, kind: BundleKind) -> Members {
    let mut all = Members::new();
    for part in &bundle.rosters {
        let Doc::Roster(manager) = &part.doc else { continue };
        let mut about = Members::new();
        ledger(part, kind, &mut about);
        if !about.is_empty() {
            all.insert(manager.to_string(), Json::Object(about));
        }
    }
    all
}

/// A document nested by its paths, with its stamps and what this version did not know of it.
fn members<P: Path>(part: &Part<P>, kind: BundleKind) -> Members {
    let mut all = values(&part.document);
    ledger(part, kind, &mut all);
    fill_in(&mut all, &part.unknown);
    all.remove(UNKNOWN_STAMPS);
    all
}

/// The values that stand. What lies in a removed record is gone for good, so not even a backup carries it.
fn values<P: Path>(document: &Document<P>) -> Members {
    let mut all = Members::new();
    for (path, value) in document.live() {
        nest(&mut all, &path.to_string(), value.to_json());
    }
    all
}

/// In a backup, when each value was written or taken away, and what waits for a choice.
fn ledger<P: Path>(part: &Part<P>, kind: BundleKind, into: &mut Members) {
    if kind != BundleKind::Backup {
        return;
    }
    let mut stamps = Members::new();
    for (path, register) in part.document.registers() {
        if let Some(stamp) = &register.standing.stamp {
            stamps.insert(path.to_string(), Json::text(stamp.to_string()));
        }
    }
    if let Some(Json::Object(unknown)) = part.unknown.get(UNKNOWN_STAMPS) {
        fill_in(&mut stamps, unknown);
    }
    for (name, members) in [("stamps", stamps), ("others", others(&part.document))] {
        if !members.is_empty() {
            into.insert(name.to_owned(), Json::Object(members));
        }
    }
}

/// What waits for a choice.
fn others<P: Path>(document: &Document<P>) -> Members {
    let waits = document.registers().filter(|(_, it)| it.standing.stamp.is_some() && !it.others.is_empty());
    waits.map(|(path, it)| (path.to_string(), Json::List(it.others.iter().filter_map(other).collect()))).collect()
}

fn other(it: &Written) -> Option<Json> {
    let stamp = Json::text(it.stamp.as_ref()?.to_string());
    Some(Json::List(vec![it.value.as_ref().map_or(Json::Null, Value::to_json), stamp]))
}

fn edit(it: &LooseEdit) -> Json {
    let value = it.value.as_ref().map_or(Json::Null, Value::to_json);
    Json::List(vec![Json::text(it.doc.to_string()), Json::text(&it.path), value, Json::text(it.stamp.to_string())])
}
