//! Finding a customer by what is typed of the name or the code.

use super::session::Session;
use crate::domain::id::Id;
use crate::domain::path::RosterPath;
use crate::domain::value::Value;

impl Session {
    /// Up to `most` customers whose name or code holds the text, those that begin with it first.
    pub fn find_customers(self, text: &str, most: usize) -> Vec<(Id, String)> {
        // Latin letters alone have two cases in names of shops, and the tables for all others weigh more than this page.
        let (inner, wanted) = (self.inner(), text.trim().to_ascii_lowercase());
        if wanted.is_empty() {
            return Vec::new();
        }
        let (mut first, mut others) = (Vec::new(), Vec::new());
        let roster = inner.roster.borrow();
        for (path, value) in roster.live() {
            let (RosterPath::Name(code), Value::Text(name)) = (path, value) else { continue };
            let (plain, key) = (name.to_ascii_lowercase(), code.as_str().to_ascii_lowercase());
            if plain.starts_with(&wanted) || key.starts_with(&wanted) {
                first.push((code.clone(), name.clone()));
            } else if plain.contains(&wanted) || key.contains(&wanted) {
                others.push((code.clone(), name.clone()));
            }
        }
        first.extend(others);
        first.truncate(most);
        first
    }
}
