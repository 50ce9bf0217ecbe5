//! The pages, one an address.

pub mod customer;
pub mod customers;
pub mod day;
pub mod drawn;
pub mod exchange;
pub mod missing;
pub mod month;
pub mod office;
pub mod paper;
pub mod settings;
pub mod week;
pub mod welcome;
