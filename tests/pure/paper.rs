//! Paper: what the pages of every variant must be, whatever stands in the documents.

mod looks;
mod weeks;
