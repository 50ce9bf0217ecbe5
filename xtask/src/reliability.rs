//! Tests that kill, fill, break off and put the clock wrong (tests/reliability), and simulations of the same (tests/pure): a small
//! share of each with every `test`, all of them in `bench reliability`.

use crate::checks::{quiet, script, told};
use crate::report::{Count, Job, counted, libtest, tap};
use crate::tools::{Tools, cargo};
use crate::{Outcome, site};
use std::path::Path;
use std::time::Instant;

const FOLDER: &str = "tests/reliability";

/// One of the tests, how often it runs with `test` and how often in full.
struct Part {
    name: &'static str,
    small: usize,
    full: usize,
}

const PARTS: [Part; 8] = [
    Part { name: "kill-browser", small: 10, full: 300 },
    Part { name: "kill-renderer", small: 10, full: 300 },
    Part { name: "leaving", small: 50, full: 500 },
    Part { name: "faults", small: 12, full: 72 },
    Part { name: "quota", small: 20, full: 200 },
    Part { name: "clock", small: 40, full: 400 },
    Part { name: "two-windows", small: 10, full: 100 },
    Part { name: "installs", small: 20, full: 200 },
];

/// The simulations, by the modules of tests/pure, and how many seeds of each are the whole.
const SIMULATIONS: [&str; 5] = ["disk::", "cuts::", "scripts::", "clocks::", "windows::"];
const SEEDS: &str = "10000";

/// What a part says at its end: `sum - lost 0; 3,000 edits, …`.
const SUM: &str = "sum - lost ";

/// The small share, as steps of the report.
pub fn small(tools: &Tools, ourselves: &Path) -> Outcome<Vec<Job>> {
    let job = |part: &Part| {
        let mut test = script(tools, ourselves, Path::new(&part.path()))?;
        test.args(["--runs", &part.small.to_string()]);
        Ok(told(&part.path(), test, tap))
    };
    PARTS.iter().map(job).collect()
}

/// All of it, or one part with arguments of its own, and a table.
pub fn full(words: &[String]) -> Outcome {
    let ourselves = std::env::current_exe().map_err(|why| format!("cannot find xtask itself: {why}"))?;
    let (parts, arguments): (Vec<&Part>, _) = match words.split_first() {
        Some((name, rest)) if !name.starts_with("--") => {
            let part = PARTS.iter().find(|it| it.name == name).ok_or_else(|| format!("there is no {FOLDER}/{name}.mjs"))?;
            (vec![part], rest)
        }
        _ => (PARTS.iter().collect(), words),
    };
    let tools = Tools::locate()?;
    tools.for_test()?;
    site::release(&tools, "/")?;
    let mut table = format!("\n{:13}  {:>5}  {:>6}  {:>5}  {:7}  {:>8}\n", "part", "runs", "failed", "lost", "verdict", "time");
    let mut all_good = words.first().is_some_and(|it| !it.starts_with("--")) || simulations(&mut table)?;
    for part in parts {
        let started = Instant::now();
        let (count, lost, figures) = part.run(&tools, &ourselves, arguments)?;
        let is_good = count.failed == 0 && lost == "0";
        all_good &= is_good;
        let (verdict, seconds) = (if is_good { "ok" } else { "FAILED" }, started.elapsed().as_secs_f64());
        let runs = count.passed + count.failed;
        let Part { name, .. } = part;
        table += &format!("{name:13}  {runs:>5}  {:>6}  {lost:>5}  {verdict:7}  {seconds:>6.1} s  {figures}\n", count.failed);
    }
    println!("{table}");
    if all_good { Ok(()) } else { Err("not every promise is kept".into()) }
}

/// Every seed of the simulations; what each has seen goes below the table's head.
fn simulations(table: &mut String) -> Outcome<bool> {
    println!("\n== simulations");
    let mut test = cargo();
    test.args(["test", "--locked", "--package", "onesheet", "--test", "pure", "--", "--nocapture"]).args(SIMULATIONS);
    let count = counted(quiet(test.env("ONESHEET_SEEDS", SEEDS)), |line| {
        if let Some((name, figures)) =
            line.split_once(": ").filter(|(_, it)| it.contains(" seeds, ") || it.contains(" states, "))
        {
            *table += &format!("{name:13}  {figures}\n");
        }
        libtest(line)
    })?;
    Ok(count.failed == 0)
}

impl Part {
    fn path(&self) -> String {
        format!("{FOLDER}/{}.mjs", self.name)
    }

    /// Runs it in full unless the arguments say otherwise: its count, what was lost, and what else it has seen.
    fn run(&self, tools: &Tools, ourselves: &Path, arguments: &[String]) -> Outcome<(Count, String, String)> {
        println!("\n== {}", self.name);
        let mut said = None;
        let mut test = script(tools, ourselves, Path::new(&self.path()))?;
        // The later one counts.
        test.args(["--runs", &self.full.to_string()]).args(arguments);
        let count = counted(&mut test, |line| {
            said = line.strip_prefix(SUM).map(str::to_owned).or(said.take());
            tap(line)
        })?;
        // A part that broke off has not said what it lost.
        let said = said.unwrap_or_else(|| "?; broke off".to_owned());
        let (lost, figures) = said.split_once("; ").unwrap_or((&said, ""));
        Ok((count, lost.to_owned(), figures.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::scripts;
    use std::path::PathBuf;

    #[test]
    fn every_script_is_a_part() {
        let folder = format!("{}/../{FOLDER}", env!("CARGO_MANIFEST_DIR"));
        let mut parts = PARTS.map(|it| format!("{}.mjs", it.name));
        parts.sort();
        let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let scripts: Vec<String> = scripts(&folder).unwrap().iter().map(name).collect();
        assert_eq!(scripts, parts);
    }
}
