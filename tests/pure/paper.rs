//! Paper: what the pages of every variant must be, whatever stands in the documents.

mod editions;
mod laws;
mod looks;
mod made;
mod svg;
mod weeks;
