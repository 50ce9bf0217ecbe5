//! The published JSON Schema (2020-12), printed from the tables of paths. The file in public/schema is checked against it in
//! tests/pure/schema.rs.

use super::format::{BundleKind, FORMAT, Members};
use super::limits::SHEETS_MAX;
use super::migrate::CURRENT;
use super::shape::Shape;
use crate::domain::json::Json;
use crate::domain::path::{Kind, MonthPath, RECEIPT_STATES, ROLES, RosterPath, SettingsPath, SheetPath, TEXT_MAX};

const ID: &str = "^[A-Za-z0-9_-]{1,32}$";
const DATE: &str = "^\\d{4}-\\d{2}-\\d{2}$";
const WEEK: &str = "^\\d{4}-W\\d{2}$";
const MONTH: &str = "^\\d{4}-\\d{2}$";
const MOMENT: &str = "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}[0-9:.+Z-]*$";
const STAMP: &str = "^[1-9]\\d{0,12}\\.[A-Za-z0-9_-]{1,32}\\.[A-Za-z0-9_-]{1,32}$";

/// The schema as it is published, indented.
pub fn print() -> String {
    indented(&whole())
}

/// A value over several lines, two spaces a level, for people to read.
pub fn indented(json: &Json) -> String {
    let mut text = String::new();
    indent(json, 0, &mut text);
    text.push('\n');
    text
}

fn whole() -> Json {
    let texts = |all: &[&str]| Json::List(all.iter().map(|it| Json::text(*it)).collect());
    let kinds: Vec<&str> = BundleKind::ALL.iter().map(|it| it.word()).collect();
    let list = |of: Json| Json::object([("type", Json::text("array")), ("items", of)]);
    let sheets = Json::object([
        ("type", Json::text("array")),
        ("items", reference("sheet")),
        ("description", Json::text(format!("At most {SHEETS_MAX} in a report."))),
    ]);
    let members = [
        ("format", Json::object([("const", Json::text(FORMAT))])),
        ("version", Json::object([("const", Json::from(CURRENT))])),
        ("kind", Json::object([("enum", texts(&kinds))])),
        ("id", pattern("^[A-Za-z0-9-]{1,64}$")),
        ("created", pattern(MOMENT)),
        ("app", typed("string")),
        ("from", sender()),
        ("to", pattern(ID)),
        ("device", pattern(ID)),
        ("template", object(&["id", "version"], [("id", pattern(ID)), ("version", whole_number(1))])),
        ("sheets", sheets),
        ("months", list(reference("month"))),
        ("customers", list(reference("customer"))),
        ("rosters", keyed(ID, reference("ledger"))),
        ("settings", reference("settings")),
        ("calendars", keyed(DATE, typed("boolean"))),
        ("templates", list(typed("object"))),
        ("replies", list(reference("reply"))),
        ("edits", list(edit())),
        ("known", keyed(ID, whole_number(0))),
        ("digest", pattern("^sha256:[0-9a-f]{64}$")),
    ];
    let Json::Object(mut schema) =
        object(&["format", "version", "kind", "id", "created", "from", "device", "template"], members)
    else {
        return Json::Null;
    };
    let more = [
        ("$schema", Json::text("https://json-schema.org/draft/2020-12/schema")),
        ("$id", Json::text(format!("bundle-v{CURRENT}.schema.json"))),
        ("title", Json::text("OneSheet bundle 一张纸文件")),
        ("description", Json::text("Members that are not named here are kept by every reader and written back.")),
        ("$defs", definitions()),
    ];
    schema.extend(more.map(|(name, it)| (name.to_owned(), it)));
    Json::Object(schema)
}

fn definitions() -> Json {
    let manager = ("manager", pattern(ID));
    let stamped = [("stamps", stamps()), ("others", others())];
    let computed = ("computed", reference("computed"));
    let sheet = [("week", pattern(WEEK)), manager.clone(), ("rev", pattern(STAMP)), computed];
    let month = [("month", pattern(MONTH)), manager.clone()];
    let customer = Shape::of::<RosterPath>().keyed.map(|it| under(&it.1, &["code"], vec![("code", pattern(ID)), manager]));
    Json::object([
        ("sheet", under(&Shape::of::<SheetPath>(), &["week"], sheet.into_iter().chain(stamped.clone()).collect())),
        ("month", under(&Shape::of::<MonthPath>(), &["month"], month.into_iter().chain(stamped.clone()).collect())),
        ("settings", under(&Shape::of::<SettingsPath>(), &[], stamped.to_vec())),
        ("customer", customer.unwrap_or(Json::Null)),
        ("ledger", object(&[], stamped)),
        ("computed", figures()),
        ("reply", reply()),
    ])
}

/// What head office says of one week's sheet.
fn reply() -> Json {
    let text = || value(Kind::Text);
    let comment = [("id", pattern(ID)), ("by", text()), ("at", value(Kind::Moment)), ("text", text())];
    let comments = Json::object([("type", Json::text("array")), ("items", object(&["id", "text"], comment))]);
    object(
        &["sheet"],
        [
            ("sheet", pattern(WEEK)),
            ("digest", text()),
            ("status", value(Kind::Choice(RECEIPT_STATES))),
            ("at", value(Kind::Moment)),
            ("by", text()),
            ("comments", Json::object([("type", Json::text("object")), ("additionalProperties", comments)])),
            ("answers", keyed(ID, text())),
        ],
    )
}

/// One level of a document: its fixed members, or one with any key.
fn under(shape: &Shape, required: &[&str], more: Vec<(&'static str, Json)>) -> Json {
    if let Some(kind) = shape.kind.filter(|it| *it != Kind::Record) {
        return value(kind);
    }
    if let Some((key, inner)) = &shape.keyed {
        return keyed(pattern_of(key), under(inner, &[], Vec::new()));
    }
    let members = shape.fixed.iter().map(|(name, it)| (*name, under(it, &[], Vec::new())));
    object(required, members.chain(more))
}

/// The pattern of a key, by what the table calls it.
fn pattern_of(key: &str) -> &'static str {
    match key {
        "date" => DATE,
        "week" => WEEK,
        _ => ID,
    }
}

/// What may stand at a path; null is absent.
fn value(kind: Kind) -> Json {
    let or_null = |name: &str| Json::List(vec![Json::text(name), Json::text("null")]);
    let text = |more: (&'static str, Json)| Json::object([("type", or_null("string")), more]);
    let ranged =
        |most: u32| Json::object([("type", or_null("integer")), ("minimum", Json::from(1)), ("maximum", Json::from(most))]);
    match kind {
        Kind::Record => typed("object"),
        Kind::Flag => Json::object([("type", or_null("boolean"))]),
        Kind::Number => Json::object([("type", or_null("number"))]),
        Kind::Measure => {
            let part = Json::object([("type", or_null("integer")), ("minimum", Json::from(0))]);
            let types = ["number", "null", "object"].map(Json::text).to_vec();
            let parts = Json::object([("num", part.clone()), ("den", part)]);
            Json::object([("type", Json::List(types)), ("properties", parts)])
        }
        Kind::Text => text(("maxLength", Json::from(TEXT_MAX as u32))),
        Kind::Date => text(("pattern", Json::text(DATE))),
        Kind::Moment => text(("pattern", Json::text(MOMENT))),
        Kind::Ref => text(("pattern", Json::text(ID))),
        Kind::Choice(words) => {
            let words = words.iter().map(|it| Json::text(*it)).chain([Json::Null]).collect();
            Json::object([("enum", Json::List(words))])
        }
        Kind::Score => ranged(5),
        Kind::Count(most) => ranged(u32::from(most)),
    }
}

fn sender() -> Json {
    let roles = Json::List(ROLES.iter().map(|it| Json::text(*it)).collect());
    let name = || Json::object([("type", Json::text("string")), ("maxLength", Json::from(TEXT_MAX as u32))]);
    let members =
        [("role", Json::object([("enum", roles)])), ("id", pattern(ID)), ("name", name()), ("area", name()), ("unit", name())];
    object(&["id"], members)
}

fn figures() -> Json {
    let number = || value(Kind::Number);
    let goal = ["target", "actual", "gap", "attainment"].map(|it| (it, number()));
    let counts = |names: [&'static str; 2]| object(&[], names.map(|it| (it, whole_number(0))));
    let members = [
        ("goals", keyed(ID, object(&[], goal))),
        ("visits", counts(["planned", "done"])),
        ("tasks", counts(["ticked", "done"])),
    ];
    object(&[], members)
}

fn stamps() -> Json {
    Json::object([("type", Json::text("object")), ("additionalProperties", pattern(STAMP))])
}

fn others() -> Json {
    let pair = Json::object([
        ("type", Json::text("array")),
        ("prefixItems", Json::List(vec![Json::Bool(true), pattern(STAMP)])),
        ("minItems", Json::from(2)),
    ]);
    let all = Json::object([("type", Json::text("array")), ("items", pair)]);
    Json::object([("type", Json::text("object")), ("additionalProperties", all)])
}

fn edit() -> Json {
    let parts = vec![typed("string"), typed("string"), Json::Bool(true), pattern(STAMP)];
    Json::object([("type", Json::text("array")), ("prefixItems", Json::List(parts)), ("minItems", Json::from(4))])
}

fn typed(name: &str) -> Json {
    Json::object([("type", Json::text(name))])
}

fn pattern(pattern: &str) -> Json {
    Json::object([("type", Json::text("string")), ("pattern", Json::text(pattern))])
}

fn whole_number(least: u32) -> Json {
    Json::object([("type", Json::text("integer")), ("minimum", Json::from(least))])
}

fn reference(name: &str) -> Json {
    Json::object([("$ref", Json::text(format!("#/$defs/{name}")))])
}

fn object<'a>(required: &[&str], members: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    let required = Json::List(required.iter().map(|it| Json::text(*it)).collect());
    let members = members.into_iter().map(|(name, it)| (name.to_owned(), it)).collect();
    let all = [("type", Json::text("object")), ("properties", Json::Object(members)), ("required", required)];
    Json::object(all.into_iter().filter(|it| it.1 != Json::List(Vec::new())))
}

fn keyed(pattern: &str, inner: Json) -> Json {
    let names = Json::object([("pattern", Json::text(pattern))]);
    Json::object([("type", Json::text("object")), ("propertyNames", names), ("additionalProperties", inner)])
}

fn indent(json: &Json, depth: usize, text: &mut String) {
    let pad = |depth: usize, text: &mut String| {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    };
    match json {
        Json::Object(members) if !members.is_empty() => print_members(members, depth, text, &pad),
        Json::List(all) if all.iter().any(|it| matches!(it, Json::Object(_) | Json::List(_))) => {
            text.push('[');
            for (at, it) in all.iter().enumerate() {
                text.push_str(if at > 0 { "," } else { "" });
                pad(depth + 1, text);
                indent(it, depth + 1, text);
            }
            pad(depth, text);
            text.push(']');
        }
        _ => text.push_str(&json.canonical()),
    }
}

fn print_members(members: &Members, depth: usize, text: &mut String, pad: &dyn Fn(usize, &mut String)) {
    text.push('{');
    for (at, (name, it)) in members.iter().enumerate() {
        text.push_str(if at > 0 { "," } else { "" });
        pad(depth + 1, text);
        text.push_str(&Json::text(name).canonical());
        text.push_str(": ");
        indent(it, depth + 1, text);
    }
    pad(depth, text);
    text.push('}');
}
