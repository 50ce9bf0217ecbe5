//! Every check there is, in the order of their cost; one failing does not hide the next.

use crate::report::{Count, Report, counted, libtest, tap};
use crate::tools::{Tools, cargo, found, run, versions_agree};
use crate::{Outcome, reliability, site, size};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

pub fn test() -> Outcome {
    // Before anything can rebuild it: the journeys start this very program as their server.
    let ourselves = env::current_exe().map_err(|why| format!("cannot find xtask itself: {why}"))?;
    let tools = Tools::locate()?;
    let mut report = Report::default();
    report.step("tools", || tools.for_test().map(|()| Count::ONE));
    report.step("versions agree", || versions_agree().map(|()| Count::ONE));
    rust_checks(&tools, &mut report);
    if report.step("release build", || site::release(&tools, "/").map(|()| Count::ONE)) {
        for journey in scripts("tests/journeys")? {
            report.step(&journey.to_string_lossy(), || counted(&mut script(&tools, &ourselves, &journey)?, tap));
        }
        reliability::small(&tools, &ourselves, &mut report);
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

fn rust_checks(tools: &Tools, report: &mut Report) {
    report.step("rustfmt", || whole(cargo().args(["fmt", "--all", "--", "--check"])));
    let deny = ["--", "-D", "warnings"];
    report
        .step("clippy, host", || whole(quiet(cargo().args(["clippy", "--locked", "--workspace", "--all-targets"])).args(deny)));
    report.step("clippy, browser", || {
        let clippy = ["clippy", "--locked", "--package", "onesheet", "--lib", "--bins", "--test", "web"];
        whole(quiet(cargo().args(clippy).args(WASM)).args(deny))
    });
    report.step("pure tests", || counted(quiet(cargo().args(["test", "--locked", "--workspace", "--no-fail-fast"])), libtest));
    report.step("questions in an engine", || questions(tools));
    report.step("browser storage tests", || {
        let mut test = tools.command(cargo().get_program());
        test.args(["test", "--locked", "--package", "onesheet", "--test", "web"]).args(WASM);
        let driver = env::var_os("CHROMEDRIVER").or_else(|| found("chromedriver").map(OsString::from));
        test.env("CHROMEDRIVER", driver.ok_or("chromedriver is missing")?).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        counted(quiet(&mut test), libtest)
    });
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

fn whole(command: &mut Command) -> Outcome<Count> {
    run(command).map(|()| Count::ONE)
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

/// The scripts of a folder in the order of their names; what they share is in its lib folder.
pub fn scripts(folder: &str) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|why| format!("cannot read {folder}: {why}"))?;
    let mut scripts: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|extension| extension == "mjs"));
    scripts.sort();
    Ok(scripts)
}
