//! Head office: collecting in any order, held against what another program says its files come to, and against a device's reader.

mod answers;
mod briefing;
mod builder;
mod collecting;
mod copying;
mod counted;
mod deciding;
mod desk;
mod listed;
mod measures;
mod own;
mod peers;
mod sending;
mod shown;
mod spelled;
mod stamps;
mod standing;
mod star;
mod stock;
mod stopped;
mod world;
