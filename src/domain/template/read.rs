//! A template out of its JSON file (public/template). What is there but not known is passed over, so a newer template opens.

use super::{
    Aggregation, Better, Category, Coded, Group, Indicator, Label, LinkAction, LinkKind, LinkRow, LinkTarget, Range, Recipient,
    Split, Template,
};
use crate::domain::json::Json;
use crate::domain::read::{Misfit, all, count, figure, flag, id, member, optional, owned, text};

type Read<T> = Result<T, Misfit>;

pub(super) fn template(json: &Json) -> Read<Template> {
    Ok(Template {
        id: member(json, "id", id)?,
        version: member(json, "version", count)?,
        name: name(json)?,
        indicators: all(json, "indicators", indicator)?,
        categories: all(json, "categories", category)?,
        recipients: all(json, "recipients", recipient)?,
        means: all(json, "means", coded)?,
        causes: all(json, "causes", coded)?,
        skills: all(json, "skills", coded)?,
        links: all(json, "links", link_kind)?,
    })
}

fn name(json: &Json) -> Read<Label> {
    member(json, "name", label)
}

fn label(json: &Json) -> Read<Label> {
    Ok(Label { zh: member(json, "zh", owned)?, en: member(json, "en", owned)? })
}

fn coded(json: &Json) -> Read<Coded> {
    Ok(Coded { id: member(json, "id", id)?, name: name(json)? })
}

fn indicator(json: &Json) -> Read<Indicator> {
    Ok(Indicator {
        id: member(json, "id", id)?,
        name: name(json)?,
        unit: member(json, "unit", label)?,
        decimals: member(json, "decimals", count)?,
        week: member(json, "week", aggregation)?,
        better: member(json, "better", better)?,
        split: member(json, "split", split)?,
        on: member(json, "on", flag)?,
        main: optional(json, "main", flag)?.unwrap_or(false),
        range: optional(json, "range", |it| Ok(Range { min: member(it, "min", figure)?, max: member(it, "max", figure)? }))?,
        num: optional(json, "num", label)?,
        den: optional(json, "den", label)?,
        definition: member(json, "definition", label)?,
    })
}

fn aggregation(json: &Json) -> Read<Aggregation> {
    Ok(match json.as_text() {
        Some("sum") => Aggregation::Sum,
        Some("last") => Aggregation::Last,
        Some("mean") => Aggregation::Mean,
        Some("ratio") => Aggregation::Ratio,
        Some("visits") => Aggregation::Visits,
        Some(_) => return Err(Misfit::new("a way to add up days")),
        None => member(json, "quotient", |it| {
            Ok(Aggregation::Quotient {
                of: member(it, "of", id)?,
                by: member(it, "by", id)?,
                times: member(it, "times", count)?,
            })
        })?,
    })
}

fn better(json: &Json) -> Read<Better> {
    Ok(match json.as_text() {
        Some("higher") => Better::Higher,
        Some("lower") => Better::Lower,
        Some(_) => return Err(Misfit::new("higher, lower or a band")),
        None => {
            member(json, "band", |it| Ok(Better::Band { low: member(it, "low", figure)?, high: member(it, "high", figure)? }))?
        }
    })
}

fn split(json: &Json) -> Read<Split> {
    Ok(match text(json)? {
        "workdays" => Split::Workdays,
        "evenly" => Split::Evenly,
        "repeat" => Split::Repeat,
        "ramp" => Split::Ramp,
        _ => return Err(Misfit::new("a way to split a month")),
    })
}

fn category(json: &Json) -> Read<Category> {
    Ok(Category {
        id: member(json, "id", id)?,
        name: name(json)?,
        hint: member(json, "hint", label)?,
        items: all(json, "items", coded)?,
    })
}

fn recipient(json: &Json) -> Read<Recipient> {
    Ok(Recipient { id: member(json, "id", id)?, name: name(json)?, groups: all(json, "groups", group)? })
}

fn group(json: &Json) -> Read<Group> {
    Ok(Group { id: member(json, "id", id)?, name: name(json)?, items: all(json, "items", coded)? })
}

fn link_kind(json: &Json) -> Read<LinkKind> {
    Ok(LinkKind { id: member(json, "id", id)?, name: name(json)?, rows: all(json, "rows", link_row)? })
}

fn link_row(json: &Json) -> Read<LinkRow> {
    Ok(LinkRow { id: member(json, "id", id)?, name: name(json)?, target: member(json, "target", target)? })
}

fn target(json: &Json) -> Read<LinkTarget> {
    let mut members = json.as_object().into_iter().flatten().map(|(name, it)| (name.as_str(), it.as_text()));
    Ok(match members.next() {
        Some(("app", Some(it))) => LinkTarget::App(it.to_owned()),
        Some(("url", Some(it))) => LinkTarget::Url(it.to_owned()),
        Some(("file", Some(it))) => LinkTarget::File(it.to_owned()),
        Some(("action", Some("export"))) => LinkTarget::Action(LinkAction::Export),
        Some(("action", Some("backup"))) => LinkTarget::Action(LinkAction::Backup),
        _ => return Err(Misfit::new("a target")),
    })
}
