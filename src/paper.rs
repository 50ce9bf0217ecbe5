//! A document laid out on paper: pages of marks in millimetres, made by pure functions, so that screen, print and PDF are the same
//! drawing. Texts are measured through a trait; whoever draws a page decides nothing about it.
//!
//! Here are the layouts, one a file; drawing, files and the choice of a variant on screen are not.

pub mod mark;
pub mod measure;
