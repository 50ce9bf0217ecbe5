//! Paper: what the pages of every variant must be, whatever stands in the documents.

mod briefing;
mod editions;
mod laws;
mod looks;
mod made;
mod svg;
mod weeks;
