//! Every check there is, in the order of their cost; one failing does not hide the next.

use crate::report::{Count, Job, Report, Verdict, counted, libtest, tap};
use crate::tools::{LIGHT, Tools, cargo, found, run, versions_agree};
use crate::{Outcome, reliability, site, size};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const BUILD: &str = "release build";
const DENY: [&str; 3] = ["--", "-D", "warnings"];
const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// Those that measure, or that tell a slow browser from a dead one within a second: nothing runs beside them.
const ALONE: [&str; 2] = ["tests/journeys/lighthouse.mjs", "tests/reliability/faults.mjs"];

pub fn test() -> Outcome {
    // Before anything can rebuild it: the journeys start this very program as their server.
    let ourselves = env::current_exe().map_err(|why| format!("cannot find xtask itself: {why}"))?;
    let tools = Tools::locate()?;
    let mut report = Report::default();
    report.step("tools", || tools.for_test().map(|()| Count::ONE));
    report.step("versions agree", || versions_agree().map(|()| Count::ONE));
    rust_checks(&tools, &ourselves, &mut report)?;
    if report.is_good(BUILD) {
        let mut journeys: Vec<Job> = scripts("tests/journeys")?
            .iter()
            .map(|journey| {
                script(&tools, &ourselves, journey).map(|command| told(&journey.to_string_lossy(), light(command), tap))
            })
            .collect::<Outcome<_>>()?;
        journeys.extend(reliability::small(&tools, &ourselves)?);
        let (alone, beside) = journeys.into_iter().partition(|job| ALONE.contains(&job.name.as_str()));
        report.lanes(beside);
        alone.into_iter().for_each(|job: Job| report.lanes(vec![job]));
        report.step("size of the first load", || size::first_load(Path::new(site::DIST)).map(|()| Count::ONE));
    } else {
        report.skip("journeys", "there is no release build");
        report.skip("reliability", "there is no release build");
        report.skip("size of the first load", "there is no release build");
    }
    let Count { passed, failed } = report.total();
    println!("\n{}\n{passed} passed, {failed} failed", report.table());
    // The last line must stay the last: no message of ours after it.
    std::process::exit(i32::from(failed > 0));
}

/// The release build is mostly one long link on one core, and shares no folder with the others.
fn rust_checks(tools: &Tools, ourselves: &Path, report: &mut Report) -> Outcome {
    let whole = |name: &str, command| Job { name: name.into(), command, verdict: None };
    let of_cargo = |words: &[&str]| {
        let mut cargo = cargo();
        quiet(cargo.args(words));
        cargo
    };
    let mut build = Command::new(ourselves);
    quiet(build.arg("build"));
    let mut browser = of_cargo(&["clippy", "--locked", "--package", "onesheet", "--lib", "--bins", "--test", "web"]);
    browser.args(WASM).args(DENY);
    let mut host = of_cargo(&["clippy", "--locked", "--workspace", "--all-targets"]);
    host.args(DENY);
    report.lanes(vec![
        whole(BUILD, build),
        whole("rustfmt", of_cargo(&["fmt", "--all", "--", "--check"])),
        whole("clippy, host", host),
        told("pure tests", of_cargo(&["test", "--locked", "--workspace", "--no-fail-fast"]), libtest),
        whole("clippy, browser", browser),
        told("browser storage tests", storage(tools)?, libtest),
    ]);
    report.step("questions in an engine", || questions(tools));
    Ok(())
}

/// A step whose lines tell of single tests.
pub fn told(name: &str, command: Command, verdict: Verdict) -> Job {
    Job { name: name.into(), command, verdict: Some(verdict) }
}

fn storage(tools: &Tools) -> Outcome<Command> {
    let mut test = tools.command(cargo().get_program());
    test.args(["test", "--locked", "--package", "onesheet", "--test", "web"]).args(WASM);
    let driver = env::var_os("CHROMEDRIVER").or_else(|| found("chromedriver").map(OsString::from));
    test.env("CHROMEDRIVER", driver.ok_or("chromedriver is missing")?).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    quiet(&mut test);
    Ok(test)
}

/// What head office's tables come to in an engine, beside what the app answers.
fn questions(tools: &Tools) -> Outcome<Count> {
    let folder = env::current_dir().map_err(|why| format!("cannot tell where we are: {why}"))?.join("target/warehouse");
    fs::create_dir_all(&folder).map_err(|why| format!("cannot create {}: {why}", folder.display()))?;
    let mut export = cargo();
    export.args(["test", "--locked", "--quiet", "--package", "onesheet", "--test", "pure", "office::star"]);
    run(quiet(&mut export).env("ONESHEET_STAR", &folder))?;
    counted(Command::new(tools.python()).arg("tests/warehouse/ask.py").arg(&folder), tap)
}

/// A log is no place for a progress bar.
pub fn quiet(cargo: &mut Command) -> &mut Command {
    cargo.env("CARGO_TERM_PROGRESS_WHEN", "never")
}

/// A journey or a bench: a script that starts our static server on the release site when it needs it.
pub fn script(tools: &Tools, ourselves: &Path, path: &Path) -> Outcome<Command> {
    let chromium = env::var_os("CHROMIUM").or_else(|| found("chromium").map(OsString::from));
    let dist = fs::canonicalize(site::DIST).map_err(|why| format!("cannot find {}: {why}", site::DIST))?;
    let mut node = tools.command("node");
    node.arg(path).env("CHROMIUM", chromium.ok_or("chromium is missing")?);
    node.env("ONESHEET_XTASK", ourselves).env("ONESHEET_DIST", dist);
    Ok(node)
}

/// Most of a browser is its windows: where the one without them is there, a journey that asks for no more takes half the work.
fn light(mut journey: Command) -> Command {
    if let Some(shell) = found(LIGHT) {
        journey.env("CHROMIUM_LIGHT", shell);
    }
    journey
}

/// The scripts of a folder in the order of their names; what they share is in its lib folder.
pub fn scripts(folder: &str) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|why| format!("cannot read {folder}: {why}"))?;
    let mut scripts: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|extension| extension == "mjs"));
    scripts.sort();
    Ok(scripts)
}
