//! Documents made for tests, out of paths and texts.

#![cfg(test)]

use super::decimal::Decimal;
use super::fold::Document;
use super::path::{Kind, Path, SheetPath};
use super::sheet::Sheet;
use super::value::Value;

/// A document on which these values stand; each is read as its path's kind asks.
pub fn document<P: Path>(values: &[(&str, &str)]) -> Document<P> {
    let mut document = Document::default();
    for (path, text) in values {
        let path = P::parse(path).unwrap();
        let value = match path.kind() {
            Kind::Flag => Value::Flag(*text == "true"),
            Kind::Number | Kind::Measure | Kind::Score | Kind::Count(_) => Value::Number(Decimal::parse(text).unwrap()),
            _ => Value::Text((*text).to_owned()),
        };
        document.fill(path, value);
    }
    document
}

/// The sheet such a document folds to.
pub fn sheet(values: &[(&str, &str)]) -> Sheet {
    Sheet::of(&document::<SheetPath>(values))
}
