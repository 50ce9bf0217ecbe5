//! The parts pages are made of, one a file, each with a stylesheet of the same name.

pub mod banners;
pub mod bar;
pub mod block;
pub mod boxes;
pub mod channel;
pub mod day_tabs;
pub mod goals;
pub mod identity;
pub mod links;
pub mod message;
pub mod module;
pub mod month_boxes;
pub mod month_goals;
pub mod month_summary;
pub mod pace;
pub mod problem;
pub mod report;
pub mod review;
pub mod sixth;
pub mod skills;
pub mod steps;
pub mod tasks;
pub mod tick_list;
pub mod tracking;
pub mod tracking_day;
pub mod visits;
