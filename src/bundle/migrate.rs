//! Older files become current ones, step by step. Every version is read for ever (tests/bundles has one file of each).

use super::format::Members;

/// The version this build writes.
pub const CURRENT: u32 = 1;

/// Step `n` makes version `n + 1` of version `n`, counted from 1. Steps are never changed or taken out.
const STEPS: [fn(&mut Members); CURRENT as usize - 1] = [];

/// Brings a file of `version` up to the current one.
pub fn migrate(file: &mut Members, version: u32) {
    for step in STEPS.iter().skip(version.saturating_sub(1) as usize) {
        step(file);
    }
}
