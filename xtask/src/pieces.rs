//! Pieces of the worker for the benches (tests/bench/*.rs): built, bound and made small exactly as the worker itself is.

use crate::tools::{Tools, cargo, read, run};
use crate::{Outcome, site};
use std::fs;
use std::path::{Path, PathBuf};

const PLACE: &str = "target/bench";

/// Builds one of them; the folder with its glue and wasm.
pub fn build(tools: &Tools, name: &str) -> Outcome<PathBuf> {
    let page = read("index.html")?;
    let link = page.lines().find(|it| it.contains("data-bin=\"worker\"")).ok_or("index.html names no worker")?;
    let said =
        |attribute: &str| link.split_once(&format!(" {attribute}=\"")).and_then(|it| it.1.split_once('"')).map(|it| it.0);
    let level = said("data-wasm-opt").ok_or("the worker of index.html is not optimized")?;
    let profile = said("data-cargo-profile-release").ok_or("the worker of index.html has no profile of its own")?;

    let mut cargo = cargo();
    cargo.args(["build", "--locked", "--package", "onesheet", "--example", name, "--profile", profile]);
    run(site::for_browsers(cargo.args(["--target", "wasm32-unknown-unknown"])))?;
    let built = Path::new("target/wasm32-unknown-unknown").join(profile).join("examples").join(format!("{name}.wasm"));

    let place = PathBuf::from(PLACE).join(name);
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"]).arg(&place).arg(built);
    run(&mut bindgen)?;

    let wasm = place.join(format!("{name}_bg.wasm"));
    let mut optimizer = tools.command("wasm-opt");
    optimizer.arg(format!("-O{level}")).args(said("data-wasm-opt-params").unwrap_or("").split_whitespace());
    run(optimizer.arg("--output").arg(&wasm).arg(&wasm))?;
    fs::canonicalize(&place).map_err(|why| format!("cannot find {}: {why}", place.display()))
}
