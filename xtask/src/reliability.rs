//! Tests that kill, fill, break off and put the clock wrong (tests/reliability): a small share of each with every `test`, all
//! of them in `bench reliability`.

use crate::checks::script;
use crate::report::{Count, Report, counted, tap};
use crate::tools::Tools;
use crate::{Outcome, site};
use std::path::Path;
use std::time::Instant;

const FOLDER: &str = "tests/reliability";

/// One of the tests, how often it runs with `test` and how often in full.
struct Part {
    name: &'static str,
    /// `None` where the app does not keep the promise yet.
    small: Option<usize>,
    full: usize,
}

const PARTS: [Part; 7] = [
    Part { name: "kill-browser", small: Some(10), full: 300 },
    Part { name: "kill-renderer", small: Some(10), full: 300 },
    Part { name: "leaving", small: Some(50), full: 500 },
    Part { name: "faults", small: Some(12), full: 72 },
    Part { name: "quota", small: None, full: 200 },
    Part { name: "clock", small: Some(40), full: 400 },
    Part { name: "two-windows", small: None, full: 100 },
];

/// What a part says at its end: `sum - lost 0; 3,000 edits, …`.
const SUM: &str = "sum - lost ";

/// The small share, as steps of the report.
pub fn small(tools: &Tools, ourselves: &Path, report: &mut Report) {
    for (part, times) in PARTS.iter().filter_map(|part| Some((part, part.small?))) {
        report.step(&part.path(), || {
            let mut test = script(tools, ourselves, Path::new(&part.path()))?;
            counted(test.args(["--runs", &times.to_string()]), tap)
        });
    }
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
    let mut all_good = true;
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
