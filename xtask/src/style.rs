//! Two stylesheets out of many: the house writes a css file per component; the browser asks for one with the page, and after the
//! start for what neither the first page nor a week shows (boot.js).

use crate::Outcome;
use std::fs;
use std::path::{Path, PathBuf};

/// Where index.html finds the joined stylesheets; below target/, so they are never committed.
const BUNDLE: &str = "target/onesheet.css";
const LATER: &str = "target/later.css";
/// The folder of what the worker draws.
const DRAWN: &str = "leaf";
/// Whose looks come after the start.
const AFTER: [&str; 26] = [
    "print",
    "customer",
    "customers",
    "drawn",
    "exchange",
    "missing",
    "month",
    "office",
    "settings",
    "customer_boxes",
    "customer_list",
    "customer_messages",
    "customer_visits",
    "giving",
    "importing",
    "month_boxes",
    "month_goals",
    "month_summary",
    "moving",
    "paper",
    "pace",
    "phrases",
    "roster_import",
    "skills",
    "three_months",
    "hold_one",
];

/// The layers must be named before anything uses them, and paper overrules the screen.
const FIRST: [&str; 3] = ["layers.css", "tokens.css", "base.css"];
const LAST: &str = "print.css";

/// Joins every css file below `folder` into the two bundles below `into`.
pub fn bundles(folder: &Path, into: &Path) -> Outcome {
    let mut sheets = Vec::new();
    collect(folder, &mut sheets).map_err(|why| format!("cannot read {}: {why}", folder.display()))?;
    let drawn = folder.join(DRAWN);
    let is_later = |sheet: &PathBuf| {
        let name = sheet.file_stem().unwrap_or_default();
        sheet.starts_with(&drawn) || AFTER.iter().any(|it| name == *it)
    };
    let (later, first): (Vec<_>, Vec<_>) = sheets.into_iter().partition(is_later);
    bundle(folder, first, &into.join(BUNDLE))?;
    bundle(folder, later, &into.join(LATER))
}

/// Joins the files into one, which is left alone if nothing changed.
fn bundle(folder: &Path, mut sheets: Vec<PathBuf>, bundle: &Path) -> Outcome {
    sheets.sort_by_key(|sheet| (rank(folder, sheet), sheet.clone()));
    let mut joined = String::new();
    for sheet in &sheets {
        let text = fs::read_to_string(sheet).map_err(|why| format!("cannot read {}: {why}", sheet.display()))?;
        joined.push_str(without_comments(&text).trim());
        joined.push('\n');
    }
    if fs::read_to_string(bundle).is_ok_and(|held| held == joined) {
        return Ok(());
    }
    if let Some(parent) = bundle.parent() {
        fs::create_dir_all(parent).map_err(|why| format!("cannot create {}: {why}", parent.display()))?;
    }
    fs::write(bundle, joined).map_err(|why| format!("cannot write {}: {why}", bundle.display()))
}

fn collect(folder: &Path, sheets: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, sheets)?;
        } else if path.extension().is_some_and(|extension| extension == "css") {
            sheets.push(path);
        }
    }
    Ok(())
}

fn rank(folder: &Path, sheet: &Path) -> usize {
    let name = sheet.strip_prefix(folder).unwrap_or(sheet);
    let first = FIRST.iter().position(|first| name == Path::new(first));
    first.unwrap_or(if name == Path::new(LAST) { FIRST.len() + 1 } else { FIRST.len() })
}

/// Comments are for the reader of the source; the browser would only carry them.
fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut quote = None;
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        quote = match quote {
            None if next == '"' || next == '\'' => Some(next),
            Some(open) if open == next => None,
            held => held,
        };
        kept.push(next);
        rest = &rest[next.len_utf8()..];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_come_first_and_paper_last() {
        let mut names = ["style/print.css", "style/part/cell.css", "style/base.css", "style/layers.css", "style/page/week.css"];
        names.sort_by_key(|name| (rank(Path::new("style"), Path::new(name)), *name));
        assert_eq!(
            names,
            ["style/layers.css", "style/base.css", "style/page/week.css", "style/part/cell.css", "style/print.css"]
        );
    }

    #[test]
    fn comments_go_and_quoted_text_stays() {
        let rules = "a{}b::after{content:\"/* '\"} ";
        assert_eq!(without_comments(&format!("/* 为什么 */{rules}/* open")), rules);
    }
}
