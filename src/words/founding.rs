//! What is said of what head office lays under all sheets: working days and templates.

use super::Lang;
use crate::domain::json::Json;
use crate::keeping::foundations::{Foundations, first_week, name};

/// What of it is new, a sentence each.
pub fn news(lang: Lang, it: &Foundations) -> Vec<String> {
    let days = (!it.days.is_empty()).then(|| {
        let count = it.days.len();
        match lang {
            Lang::Zh => format!("工作日安排：{count} 天有变动"),
            Lang::En => format!("Working days: {count} changed"),
        }
    });
    days.into_iter().chain(it.templates.iter().filter_map(|it| template(lang, it))).collect()
}

fn template(lang: Lang, json: &Json) -> Option<String> {
    let (id, version) = name(json)?;
    let said = json.get("name").and_then(|it| it.get(lang.word())).and_then(Json::as_text).map(str::to_owned);
    let said = said.unwrap_or_else(|| id.to_string());
    let from = first_week(json).map(|it| super::said::week(lang, it)).unwrap_or_default();
    Some(match lang {
        Lang::Zh => format!("模板：{said}，第 {version} 版，从 {from}起用；之前的周仍用原来的模板"),
        Lang::En => {
            format!("Template: {said}, version {version}, from {from} on; earlier weeks keep the one they were written with")
        }
    })
}
