//! What makes a template sound: sizes, ids, texts, bounds, recipients, link targets. Says what is wrong as facts; the words a
//! person reads about it are the interface's.

use std::fmt;

use super::{Aggregation, Better, Coded, Indicator, Label, LinkTarget, Template};
use super::{MAX_DECIMALS, MAX_DEFINITION, MAX_INDICATORS, MAX_ITEMS, MAX_LABEL};
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::json::NotJson;
use crate::domain::map::Set;
use crate::domain::read::Misfit;

/// Why a text is no template. Lists are named as in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    NotJson(NotJson),
    /// A member that is missing or of the wrong kind.
    NotATemplate(Misfit),
    /// Versions count from 1.
    Version,
    /// A list that must have something has nothing.
    Empty {
        list: &'static str,
    },
    TooMany {
        list: &'static str,
        found: usize,
        most: usize,
    },
    RepeatedId {
        list: &'static str,
        id: Id,
    },
    /// A text of this id that is empty (`length` 0) or longer than `most` characters.
    Text {
        id: Id,
        language: &'static str,
        length: usize,
        most: usize,
    },
    Decimals {
        indicator: Id,
        found: u8,
    },
    /// Divides what is not there or is no sum, or multiplies by nothing or too much.
    Quotient {
        indicator: Id,
    },
    /// A band or range that ends before it begins.
    Bounds {
        indicator: Id,
        low: Decimal,
        high: Decimal,
    },
    /// Not exactly head, monopoly and retailer.
    Recipients {
        found: Vec<Id>,
    },
    /// A link that leads out of where its kind may lead.
    Target {
        row: Id,
    },
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for TemplateError {}

impl From<NotJson> for TemplateError {
    fn from(it: NotJson) -> Self {
        Self::NotJson(it)
    }
}

impl From<Misfit> for TemplateError {
    fn from(it: Misfit) -> Self {
        Self::NotATemplate(it)
    }
}

const RECIPIENTS: [&str; 3] = ["head", "monopoly", "retailer"];
/// Far above any unit conversion, far below what could overflow a quotient.
const MAX_TIMES: u32 = 1_000_000;
const MAX_TARGET: usize = 500;

/// The first thing wrong with a template, if any.
pub(super) fn check(template: &Template) -> Result<(), TemplateError> {
    if template.version == 0 {
        return Err(TemplateError::Version);
    }
    if template.indicators.is_empty() {
        return Err(TemplateError::Empty { list: "indicators" });
    }
    lists(template)?;
    names(template)?;
    template.indicators.iter().try_for_each(|it| indicator(template, it))?;
    let found = || template.recipients.iter().map(|it| &it.id);
    if found().count() != RECIPIENTS.len() || !found().all(|it| RECIPIENTS.contains(&it.as_str())) {
        return Err(TemplateError::Recipients { found: found().cloned().collect() });
    }
    let mut rows = template.links.iter().flat_map(|it| &it.rows);
    rows.find(|it| !leads_well(&it.target)).map_or(Ok(()), |it| Err(TemplateError::Target { row: it.id.clone() }))
}

/// Sizes of the lists, and every id once in its own.
fn lists(it: &Template) -> Result<(), TemplateError> {
    let coded = |list: &'static str, of: &[Coded]| distinct(list, MAX_ITEMS, of.iter().map(|it| &it.id).collect());
    distinct("indicators", MAX_INDICATORS, it.indicators.iter().map(|it| &it.id).collect())?;
    distinct("categories", MAX_ITEMS, it.categories.iter().map(|it| &it.id).collect())?;
    distinct("recipients", MAX_ITEMS, it.recipients.iter().map(|it| &it.id).collect())?;
    for to in &it.recipients {
        distinct("groups", MAX_ITEMS, to.groups.iter().map(|it| &it.id).collect())?;
    }
    coded("means", &it.means)?;
    coded("causes", &it.causes)?;
    coded("skills", &it.skills)?;
    distinct("links", MAX_ITEMS, it.links.iter().map(|it| &it.id).collect())?;
    distinct("rows", MAX_ITEMS, it.links.iter().flat_map(|it| &it.rows).map(|it| &it.id).collect())?;

    // Items to tick share one space of ids, so that one found in any file names its list by itself.
    let tasks: Vec<_> = it.categories.iter().flat_map(|it| &it.items).map(|it| &it.id).collect();
    let channel: Vec<_> = it.recipients.iter().flat_map(|it| &it.groups).flat_map(|it| &it.items).map(|it| &it.id).collect();
    let all = tasks.iter().chain(&channel).copied().collect();
    distinct("items", MAX_ITEMS, tasks)?;
    distinct("items", MAX_ITEMS, channel)?;
    distinct("items", 2 * MAX_ITEMS, all)
}

fn distinct(list: &'static str, most: usize, ids: Vec<&Id>) -> Result<(), TemplateError> {
    if ids.len() > most {
        return Err(TemplateError::TooMany { list, found: ids.len(), most });
    }
    let mut seen = Set::default();
    match ids.into_iter().find(|it| seen.insert(*it, ()).is_some()) {
        Some(twice) => Err(TemplateError::RepeatedId { list, id: twice.clone() }),
        None => Ok(()),
    }
}

/// Every text but the definitions.
fn names(it: &Template) -> Result<(), TemplateError> {
    let mut all = vec![(&it.id, &it.name)];
    for it in &it.indicators {
        all.extend([&it.name, &it.unit].into_iter().chain(&it.num).chain(&it.den).map(|label| (&it.id, label)));
    }
    for it in &it.categories {
        all.extend([(&it.id, &it.name), (&it.id, &it.hint)]);
        all.extend(it.items.iter().map(|it| (&it.id, &it.name)));
    }
    for it in &it.recipients {
        all.push((&it.id, &it.name));
        for it in &it.groups {
            all.push((&it.id, &it.name));
            all.extend(it.items.iter().map(|it| (&it.id, &it.name)));
        }
    }
    all.extend([&it.means, &it.causes, &it.skills].into_iter().flatten().map(|it| (&it.id, &it.name)));
    for it in &it.links {
        all.push((&it.id, &it.name));
        all.extend(it.rows.iter().map(|it| (&it.id, &it.name)));
    }
    all.into_iter().try_for_each(|(id, label)| text(id, label, MAX_LABEL))
}

fn text(id: &Id, label: &Label, most: usize) -> Result<(), TemplateError> {
    for (language, text) in [("zh", &label.zh), ("en", &label.en)] {
        let length = if text.trim().is_empty() { 0 } else { text.chars().count() };
        if !(1..=most).contains(&length) {
            return Err(TemplateError::Text { id: id.clone(), language, length, most });
        }
    }
    Ok(())
}

fn indicator(template: &Template, it: &Indicator) -> Result<(), TemplateError> {
    text(&it.id, &it.definition, MAX_DEFINITION)?;
    if it.decimals > MAX_DECIMALS {
        return Err(TemplateError::Decimals { indicator: it.id.clone(), found: it.decimals });
    }
    if let Aggregation::Quotient { of, by, times } = &it.week {
        // Totals of the same days exist for sums alone; and a quotient of quotients could go round in a circle.
        let summed = |id| template.indicator(id).is_some_and(|it| it.week == Aggregation::Sum);
        if !summed(of) || !summed(by) || !(1..=MAX_TIMES).contains(times) {
            return Err(TemplateError::Quotient { indicator: it.id.clone() });
        }
    }
    let band = if let Better::Band { low, high } = it.better { Some((low, high)) } else { None };
    let range = it.range.as_ref().map(|it| (it.min, it.max));
    match band.into_iter().chain(range).find(|(low, high)| low > high) {
        Some((low, high)) => Err(TemplateError::Bounds { indicator: it.id.clone(), low, high }),
        None => Ok(()),
    }
}

/// A template may come in a file from elsewhere: an address of the product must stay in it, an outer one must be a web page,
/// a file must be a bare name. Browsers drop control characters and read `\` as `/`, so neither may stand in any of them.
fn leads_well(target: &LinkTarget) -> bool {
    let (address, fits) = match target {
        LinkTarget::App(it) => (it, it.starts_with('/') && !it.starts_with("//")),
        LinkTarget::Url(it) => (it, it.is_empty() || it.starts_with("https://") || it.starts_with("http://")),
        LinkTarget::File(it) => (it, !it.contains('/')),
        LinkTarget::Action(_) => return true,
    };
    fits && address.len() <= MAX_TARGET && !address.chars().any(|it| it == '\\' || it.is_control())
}

#[cfg(test)]
mod tests {
    use super::super::tests::SHIPPED;
    use super::*;

    /// The shipped template with its first `from` made `to`, refused as `expected` tells.
    #[track_caller]
    fn refused(from: &str, to: &str, expected: &str) {
        assert!(SHIPPED.contains(from), "{from}");
        let error = Template::parse(&SHIPPED.replacen(from, to, 1)).unwrap_err();
        assert!(format!("{error}").contains(expected), "{from} → {to}: {error}");
    }

    #[test]
    fn broken_templates_are_refused_one_by_one() {
        let long = format!(r#""zh":"{}""#, "长".repeat(61));
        let longer = format!(r#""definition":{{"zh":"{}"#, "长".repeat(300));
        for (from, to, expected) in [
            (r#""version":1"#, r#""version":0"#, "Version"),
            (r#""id":"tobacco-retail""#, r#""id":"tobacco retail""#, r#"NotATemplate(Misfit { at: "id", wanted: "an id" })"#),
            (r#""skills":["#, r#""talents":["#, r#"NotATemplate(Misfit { at: "skills", wanted: "a member" })"#),
            (r#""week":"sum""#, r#""week":"most""#, r#"Misfit { at: "indicators/0/week", wanted: "a way to add up days" }"#),
            (r#""low":"0.8""#, r#""low":0.8"#, r#"at: "indicators/16/better/band/low", wanted: "a text""#), // A number would be a binary float.
            (r#""low":"0.8""#, r#""low":"0,8""#, r#"at: "indicators/16/better/band/low", wanted: "a figure""#),
            (r#""low":"0.8""#, r#""low":"1.3""#, "Bounds { indicator: ssr"),
            (r#""min":"0""#, r#""min":"100.1""#, "Bounds { indicator: new"),
            (r#""id":"amt""#, r#""id":"vol""#, r#"RepeatedId { list: "indicators", id: vol }"#),
            (r#""id":"svc-02""#, r#""id":"oth-09""#, r#"RepeatedId { list: "items", id: oth-09 }"#),
            (r#""id":"svc-02""#, r#""id":"hd-st1""#, r#"RepeatedId { list: "items", id: hd-st1 }"#),
            (r#""id":"phone""#, r#""id":"face""#, r#"RepeatedId { list: "means", id: face }"#),
            (r#""id":"roster""#, r#""id":"log""#, r#"RepeatedId { list: "rows", id: log }"#),
            (r#""zh":"计划拜访""#, r#""zh":" ""#, r#"Text { id: svc-01, language: "zh", length: 0, most: 60 }"#),
            (r#""en":"Planned visits""#, r#""en":"""#, r#"Text { id: svc-01, language: "en", length: 0"#),
            (r#""zh":"计划拜访""#, &long, r#"Text { id: svc-01, language: "zh", length: 61"#),
            (r#""zh":"到货""#, r#""zh":"""#, r#"Text { id: fill, language: "zh""#),
            (r#""definition":{"zh":""#, &longer, r#"Text { id: vol, language: "zh", length: 3"#),
            (r#""decimals":2"#, r#""decimals":5"#, "Decimals { indicator: vol, found: 5 }"),
            (r#""of":"amt""#, r#""of":"gone""#, "Quotient { indicator: apc }"),
            (r#""by":"vol""#, r#""by":"apc""#, "Quotient { indicator: apc }"),
            (r#""by":"vol""#, r#""by":"visit""#, "Quotient { indicator: apc }"),
            (r#""times":10000"#, r#""times":0"#, "Quotient { indicator: apc }"),
            (r#""id":"monopoly""#, r#""id":"police""#, "Recipients { found: [head, police, retailer] }"),
            (r#"{"app":"/area#glance"}"#, r#"{"app":"//elsewhere"}"#, "Target { row: overview }"),
            (r#"{"app":"/area#glance"}"#, r#"{"app":"/\\elsewhere"}"#, "Target { row: overview }"),
            (r#"{"url":""}"#, r#"{"url":"javascript:alert(1)"}"#, "Target { row: sales }"),
            (r#"{"url":""}"#, r#"{"url":"https://a\tb"}"#, "Target { row: sales }"),
            (r#"{"file":""}"#, r#"{"file":"../prices.pdf"}"#, "Target { row: supply }"),
            (r#"{"action":"export"}"#, r#"{"action":"erase"}"#, r#"at: "links/4/rows/0/target", wanted: "a target""#),
        ] {
            refused(from, to, expected);
        }
        assert!(matches!(Template::parse(""), Err(TemplateError::NotJson(NotJson { line: 1, .. }))));
    }

    #[test]
    fn what_is_new_or_set_up_is_accepted() {
        for (from, to) in [
            (r#""version":1"#, r#""version":1,"later":{"a":[1.5]}"#),
            (r#"{"url":""}"#, r#"{"url":"https://sales.example/c/{code}?tab=1"}"#),
            (r#"{"file":""}"#, r#"{"file":"本周投放.pdf"}"#),
        ] {
            Template::parse(&SHIPPED.replacen(from, to, 1)).unwrap();
        }
    }

    /// What the check says of the shipped template after a change.
    fn grown(change: impl FnOnce(&mut Template)) -> Result<(), TemplateError> {
        let mut template = Template::parse(SHIPPED).unwrap();
        change(&mut template);
        check(&template)
    }

    #[test]
    fn sizes_are_limited_at_the_limit() {
        let number = |it: usize| -> Id { format!("x{it}").parse().unwrap() };
        let indicators = |count: usize| {
            grown(|it| {
                let copies = (18..count).map(|n| Indicator { id: number(n), ..it.indicators[0].clone() });
                it.indicators.extend(copies.collect::<Vec<_>>());
            })
        };
        let items = |count: usize| {
            grown(|it| it.categories[0].items.extend((74..count).map(|n| Coded { id: number(n), name: it.name.clone() })))
        };
        assert_eq!((indicators(20), items(150)), (Ok(()), Ok(())));
        assert_eq!(indicators(21), Err(TemplateError::TooMany { list: "indicators", found: 21, most: 20 }));
        assert_eq!(items(151), Err(TemplateError::TooMany { list: "items", found: 151, most: 150 }));
        assert_eq!(grown(|it| it.indicators.clear()), Err(TemplateError::Empty { list: "indicators" }));
        assert!(matches!(grown(|it| it.recipients.truncate(2)), Err(TemplateError::Recipients { .. })));
    }
}
