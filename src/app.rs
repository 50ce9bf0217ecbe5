//! State and effects: the open documents, saving, files. No markup, no rule of the method.

pub mod chain;
pub mod commit;
pub mod customers;
pub mod fault;
pub mod hooks;
pub mod letter;
pub mod live;
pub mod lost;
pub mod months;
pub mod recall;
pub mod safety;
pub mod saving;
pub mod session;
pub mod watch;

pub mod due;
pub mod example;
pub mod exchange;
pub mod open;
pub mod start;
pub mod tidy;
pub mod typing;
pub mod undo;
pub mod update;
pub mod windows;
