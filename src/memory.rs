//! What was written, serving again: found as one types, by the week, by the problem. Pure, and the worker's alone; reading the
//! documents is `desk`'s, drawing what comes of it is `leaf`'s.

pub mod area;
pub mod chart;
pub mod copying;
pub mod fields;
pub mod joined;
pub mod ledger;
pub mod letters;
pub mod phrases;
pub mod query;
pub mod search;
pub mod trends;
pub mod weeks;
