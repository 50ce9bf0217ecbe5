//! The filled example out of its file (public/example): nested members under the paths of their documents, with marks for dates.

use chrono::Duration;

use super::fold::Document;
use super::json::Json;
use super::path::Path;
use super::template::Template;
use super::value::from_json;
use super::week::Week;

/// Whose week the example is.
pub const MANAGER: &str = "EXAMPLE";

/// A document of nested members; what is no value at no path is passed over.
pub fn document<P: Path>(json: &Json, template: &Template) -> Document<P> {
    let mut document = Document::default();
    walk(json, String::new(), &mut |path, value| {
        if let Ok(path) = P::parse(path)
            && let Ok((Some(value), _)) = from_json(&path, value, template)
        {
            document.fill(path, value);
        }
    });
    document
}

fn walk(json: &Json, at: String, take: &mut impl FnMut(&str, &Json)) {
    match json.as_object() {
        Some(members) if !members.contains_key("num") => {
            for (name, it) in members {
                let path = if at.is_empty() { name.clone() } else { format!("{at}/{name}") };
                walk(it, path, take);
            }
        }
        _ => take(&at, json),
    }
}

/// Puts dates for the file's `day-1` (the week's Monday) … `day-14` and week ids for `week-1` (the week before) and `week-2`,
/// in paths and values alike, so that the example is always this week's.
pub fn dated(text: String, week: Week) -> String {
    // The greatest first, because `day-12` begins with `day-1`.
    let days = (1..=14).rev().map(|it| (format!("day-{it}"), (week.monday() + Duration::days(it - 1)).to_string()));
    let weeks = (1..=2).map(|it| (format!("week-{it}"), week.plus(-it).to_string()));
    days.chain(weeks).fold(text, |text, (name, date)| text.replace(&name, &date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::path::{RosterPath, SheetPath};

    #[test]
    fn everything_in_the_shipped_example_stands_at_a_path() {
        let text = dated(include_str!("../../public/example/week.json").to_owned(), "2026-W48".parse().unwrap());
        let json = Json::parse(&text).unwrap();
        walk(json.get("sheet").unwrap(), String::new(), &mut |path, _| _ = SheetPath::parse(path).unwrap());
        walk(json.get("roster").unwrap(), String::new(), &mut |path, _| _ = RosterPath::parse(path).unwrap());
    }
}
