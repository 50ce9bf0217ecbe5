//! What the checks found: every step timed, every test counted, one table at the end.

use crate::Outcome;
use crate::tools::spoken;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, pipe};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
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

    fn hear(&mut self, verdict: Option<bool>) {
        match verdict {
            Some(true) => self.passed += 1,
            Some(false) => self.failed += 1,
            None => {}
        }
    }

    /// What it comes to once the command is over.
    fn judged(self, name: &str, is_success: bool) -> Outcome<Self> {
        match self {
            // It broke off between tests, or never came to the first.
            _ if !is_success && self.failed == 0 => Ok(Self { failed: 1, ..self }),
            Self { passed: 0, failed: 0 } => Err(format!("{name} ran no test at all")),
            _ => Ok(self),
        }
    }
}

struct Step {
    name: String,
    count: Count,
    time: Duration,
    why: Option<String>,
}

/// A step that is one command, so that others can run beside it.
pub struct Job {
    pub name: String,
    pub command: Command,
    /// What a line of it says of a test; nothing where the command is a single check.
    pub verdict: Option<Verdict>,
}

/// What one line of output says of a test, if anything.
pub type Verdict = fn(&str) -> Option<bool>;

#[derive(Default)]
pub struct Report {
    steps: Vec<Step>,
}

impl Report {
    /// Runs one step and tells whether all of it passed. A step that breaks off counts as one failure.
    pub fn step(&mut self, name: &str, check: impl FnOnce() -> Outcome<Count>) -> bool {
        println!("\n== {name}");
        let started = Instant::now();
        let outcome = check();
        self.close(name, started.elapsed(), outcome)
    }

    /// Runs commands side by side, as many as there are cores: most of a journey is waiting. What each printed is shown as one piece
    /// when it is over, with the time it took, for a log that is cut off has no table.
    pub fn lanes(&mut self, jobs: Vec<Job>) {
        let lanes = thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
        let waiting = Mutex::new(jobs.into_iter());
        let report = Mutex::new(self);
        let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
        let lane = || {
            while let Some(job) = next() {
                let started = Instant::now();
                let mut said = String::new();
                let Job { name, mut command, verdict } = job;
                let outcome = heard(&mut command, &mut said, verdict);
                let mut report = report.lock().unwrap_or_else(PoisonError::into_inner);
                println!("\n== {name}: {:.1} s\n{}", started.elapsed().as_secs_f64(), said.trim_end());
                report.close(&name, started.elapsed(), outcome);
            }
        };
        thread::scope(|scope| (0..lanes).for_each(|_| drop(scope.spawn(lane))));
    }

    fn close(&mut self, name: &str, time: Duration, outcome: Outcome<Count>) -> bool {
        let (count, why) = match outcome {
            Ok(count) => (count, None),
            Err(why) => (Count { passed: 0, failed: 1 }, Some(why)),
        };
        if let Some(why) = &why {
            println!("{name}: {why}");
        }
        self.steps.push(Step { name: name.into(), count, time, why });
        count.failed == 0
    }

    /// Whether a step was run and all of it passed.
    pub fn is_good(&self, name: &str) -> bool {
        self.steps.iter().any(|step| step.name == name && step.count.failed == 0)
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
        for line in lines(output) {
            println!("{line}");
            count.hear(verdict(line.trim_end()));
        }
    }
    let status = child.wait().map_err(|why| format!("cannot wait for {name}: {why}"))?;
    count.judged(&name, status.success())
}

/// The same with the output kept, what it says of errors in its place among the rest.
fn heard(command: &mut Command, said: &mut String, verdict: Option<Verdict>) -> Outcome<Count> {
    let name = spoken(command);
    let cannot = |why| format!("cannot start {name}: {why}");
    let (output, input) = pipe().map_err(cannot)?;
    command.stderr(input.try_clone().map_err(cannot)?).stdout(input);
    let mut child = command.spawn().map_err(cannot)?;
    // The command holds our ends of the pipe, which ends only when all are closed.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut count = Count::default();
    for line in lines(output) {
        said.push_str(&line);
        said.push('\n');
        count.hear(verdict.and_then(|verdict| verdict(line.trim_end())));
    }
    let status = child.wait().map_err(|why| format!("cannot wait for {name}: {why}"))?;
    match verdict {
        Some(_) => count.judged(&name, status.success()),
        None if status.success() => Ok(Count::ONE),
        None => Err(format!("{name} failed: {status}")),
    }
}

fn lines(output: impl std::io::Read) -> impl Iterator<Item = String> {
    BufReader::new(output).split(b'\n').map_while(Result::ok).map(|line| String::from_utf8_lossy(&line).into_owned())
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
    fn lanes_keep_what_was_said_and_tell_how_it_ended() {
        let shell = |name: &str, script: &str, verdict| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            Job { name: name.into(), command, verdict }
        };
        let tap: Option<Verdict> = Some(tap);
        let mut report = Report::default();
        report.lanes(vec![
            shell("two", "echo ok - one; echo not ok - other; exit 1", tap),
            shell("whole", "echo done", None),
            shell("broken off", "echo ok - one; echo oh >&2; exit 3", tap),
            shell("silent", "true", tap),
            shell("failing", "exit 1", None),
        ]);
        assert_eq!(report.total(), Count { passed: 3, failed: 4 });
        assert!(report.is_good("whole") && !report.is_good("two") && !report.is_good("never run"));
    }

    #[test]
    fn broken_steps_count_as_failures() {
        let mut report = Report::default();
        assert!(report.step("good", || Ok(Count { passed: 7, failed: 0 })));
        assert!(!report.step("bad", || Err("no".into())));
        assert_eq!(report.total(), Count { passed: 7, failed: 1 });
    }
}
