//! What the checks found: every step timed, every test counted, one table at the end.

use crate::Outcome;
use crate::tools::spoken;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
}

impl Count {
    /// A step that is a single check.
    pub const ONE: Self = Self { passed: 1, failed: 0 };

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

struct Step {
    name: String,
    count: Count,
    time: Duration,
    why: Option<String>,
}

#[derive(Default)]
pub struct Report {
    steps: Vec<Step>,
}

impl Report {
    /// Runs one step and tells whether all of it passed. A step that breaks off counts as one failure.
    pub fn step(&mut self, name: &str, check: impl FnOnce() -> Outcome<Count>) -> bool {
        println!("\n== {name}");
        let started = Instant::now();
        let (count, why) = match check() {
            Ok(count) => (count, None),
            Err(why) => (Count { passed: 0, failed: 1 }, Some(why)),
        };
        if let Some(why) = &why {
            println!("{name}: {why}");
        }
        self.steps.push(Step { name: name.into(), count, time: started.elapsed(), why });
        count.failed == 0
    }

    /// A step that could not be tried because what it stands on failed.
    pub fn skip(&mut self, name: &str, why: &str) {
        self.step(name, || Err(format!("not run: {why}")));
    }

    pub fn total(&self) -> Count {
        let mut total = Count::default();
        self.steps.iter().for_each(|step| total.add(step.count));
        total
    }

    pub fn table(&self) -> String {
        let width = self.steps.iter().map(|step| step.name.len()).max().unwrap_or_default();
        let mut table = format!("{:width$}  {:>9}  {:>6}  {:>6}\n", "step", "time", "passed", "failed");
        for Step { name, count, time, why } in &self.steps {
            let seconds = time.as_secs_f64();
            let why = why.as_deref().and_then(|why| why.lines().next()).map_or(String::new(), |why| format!("  {why}"));
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{name:width$}  {seconds:>7.1} s  {:>6}  {:>6}{why}", count.passed, count.failed);
        }
        table
    }
}

/// Runs a command whose output tells of single tests; shows the output and counts them.
pub fn counted(command: &mut Command, mut verdict: impl FnMut(&str) -> Option<bool>) -> Outcome<Count> {
    let name = spoken(command);
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|why| format!("cannot start {name}: {why}"))?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            match verdict(line.trim_end()) {
                Some(true) => count.passed += 1,
                Some(false) => count.failed += 1,
                None => {}
            }
        }
    }
    let status = child.wait().map_err(|why| format!("cannot wait for {name}: {why}"))?;
    match count {
        // It broke off between tests, or never came to the first.
        _ if !status.success() && count.failed == 0 => Ok(Count { failed: 1, ..count }),
        Count { passed: 0, failed: 0 } => Err(format!("{name} ran no test at all")),
        _ => Ok(count),
    }
}

/// A line of Rust's test harness: `test name ... ok`.
pub fn libtest(line: &str) -> Option<bool> {
    let (_, verdict) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    match verdict {
        "ok" => Some(true),
        "FAILED" | "FAIL" => Some(false),
        _ => None,
    }
}

/// A line of a journey: `ok - name` or `not ok - name`.
pub fn tap(line: &str) -> Option<bool> {
    match line {
        _ if line.starts_with("ok - ") => Some(true),
        _ if line.starts_with("not ok - ") => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_harnesses_are_understood() {
        assert_eq!(libtest("test week::starts_on_monday ... ok"), Some(true));
        assert_eq!(libtest("test a - should panic ... FAILED"), Some(false));
        assert_eq!(libtest("test slow ... ignored"), None);
        assert_eq!(libtest("test result: ok. 3 passed; 0 failed"), None);
        assert_eq!(tap("ok - opens"), Some(true));
        assert_eq!(tap("not ok - opens"), Some(false));
        assert_eq!(tap("okay"), None);
    }

    #[test]
    fn broken_steps_count_as_failures() {
        let mut report = Report::default();
        assert!(report.step("good", || Ok(Count { passed: 7, failed: 0 })));
        assert!(!report.step("bad", || Err("no".into())));
        assert_eq!(report.total(), Count { passed: 7, failed: 1 });
    }
}
