//! Benches run on the release site, as a user would meet it.

use crate::checks::{script, scripts};
use crate::tools::{Tools, cargo, run};
use crate::{Outcome, pieces, reliability, site};
use std::path::PathBuf;
use std::process::Command;

const FOLDER: &str = "tests/bench";
/// Benches of pieces of the worker.
const PIECES: [&str; 3] = ["files", "office", "search"];
/// Ten mutants each (tests/pure/mutants.rs).
const MUTANT_SEEDS: &str = "100000";
/// A file each (tests/pure/rounds.rs).
const ROUND_SEEDS: &str = "10000";

/// `bench` runs all of tests/bench, `bench typing …` one with further arguments for it, `bench reliability` what takes an hour,
/// `bench mutants` a million hurt files.
pub fn bench(words: &[String]) -> Outcome {
    if let Some((name, rest)) = words.split_first()
        && name == "reliability"
    {
        return reliability::full(rest);
    }
    if words.first().is_some_and(|it| it == "mutants") {
        return mutants();
    }
    let ourselves = std::env::current_exe().map_err(|why| format!("cannot find xtask itself: {why}"))?;
    let (benches, arguments) = match words.split_first() {
        Some((name, rest)) if !name.starts_with("--") => (vec![PathBuf::from(format!("{FOLDER}/{name}.mjs"))], rest),
        _ => (scripts(FOLDER)?, words),
    };
    if let Some(missing) = benches.iter().find(|bench| !bench.is_file()) {
        return Err(format!("there is no {}", missing.display()));
    }
    let tools = Tools::locate()?;
    tools.for_test()?;
    site::release(&tools, "/")?;
    for bench in &benches {
        let mut script = script(&tools, &ourselves, bench)?;
        let is_of = |name: &str| bench.file_stem().is_some_and(|it| it == name);
        if is_of("files") {
            run(&mut simulation(["rounds::"], ROUND_SEEDS))?;
        }
        if let Some(piece) = PIECES.into_iter().find(|it| is_of(it)) {
            script.env("ONESHEET_PIECES", pieces::build(&tools, piece)?);
        }
        run(script.args(arguments))?;
    }
    Ok(())
}

/// Hurt files in full: first those that are as dear as they can be, one after another, then the mutants on every processor.
fn mutants() -> Outcome {
    run(simulation(["bombs::", "mutants::"], MUTANT_SEEDS).env("ONESHEET_MEASURED", "1"))
}

/// Tests of tests/pure with so many seeds, as quick as shipped.
fn simulation<const N: usize>(tests: [&str; N], seeds: &str) -> Command {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut test = cargo();
    test.args(["test", "--locked", "--profile", "hurried", "--package", "onesheet", "--test", "pure", "--"]);
    test.args(["--nocapture", "--test-threads", "1"]).args(tests);
    test.env("ONESHEET_SEEDS", seeds).env("ONESHEET_THREADS", threads.to_string());
    test
}
