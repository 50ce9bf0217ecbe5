//! The house tools, started as `cargo xtask <command>`; each command is a few lines here and a module of its own.

mod archive;
mod bench;
mod checks;
mod pieces;
mod precache;
mod reliability;
mod report;
mod server;
mod site;
mod size;
mod style;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Every tool either works or says in one text what went wrong and what to do.
type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
cargo xtask <command>

  serve [--port 8080]                the app with live reload, debug build, on this machine only
  build [--base /]                   the release site in dist/, and packed in target/onesheet-<build>.zip
  test                               every check there is; the last line says `N passed, N failed`
  bench [name] [arguments]           tests/bench/<name>.mjs (all of them without a name) on the release site
  bench reliability [part] [--runs 10] [--seed 1]
                                     kills, faults, full disks, wrong clocks: tests/reliability in full, about an hour
  bench mutants                      a million hurt files given to a device; needs no browser, about half an hour
  fmt                                formats the Rust code
  precache <folder>                  lists the files of a built site anew in its service worker, after one was changed
  host <folder> [--port 0] [--base /]
                                     a static host for a built site; prints its address (port 0 picks a free one)

Missing tools are installed into the per-user cache (XDG_CACHE_HOME or ~/.cache, folder onesheet).
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Outcome {
    enter_project()?;
    let (command, rest) = words.split_first().map_or(("help", &[][..]), |(first, rest)| (first.as_str(), rest));
    match command {
        "serve" => site::serve(&option(rest, "--port").unwrap_or("8080".into())),
        "build" => site::build(&option(rest, "--base").unwrap_or("/".into())),
        "test" => checks::test(),
        "bench" => bench::bench(rest),
        "fmt" => tools::run(tools::cargo().args(["fmt", "--all"])),
        "host" => host(rest),
        "precache" => precache::fill(Path::new(rest.first().ok_or("precache needs the folder of a built site")?)),
        // Trunk's hooks, see Trunk.toml.
        "pre-build" => style::bundles(Path::new("style"), Path::new("")),
        "post-build" => site::post_build(),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`\n\n{HELP}")),
    }
}

fn host(rest: &[String]) -> Outcome {
    let folder = rest.first().filter(|word| !word.starts_with("--")).ok_or("host needs the folder to serve")?;
    let port = option(rest, "--port").unwrap_or("0".into());
    let port = port.parse().map_err(|_| format!("`{port}` is not a port number"))?;
    server::host(PathBuf::from(folder), port, &option(rest, "--base").unwrap_or("/".into()))
}

/// The value after `--name`, or in `--name=value`.
fn option(words: &[String], name: &str) -> Option<String> {
    let joined = format!("{name}=");
    words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix(&joined) {
        Some(value) => Some(value.to_owned()),
        None if word == name => words.get(at + 1).cloned(),
        None => None,
    })
}

/// Cargo starts us anywhere inside the project; every path in the tools is relative to its root.
fn enter_project() -> Outcome {
    let Some(manifest) = std::env::var_os("CARGO_MANIFEST_DIR") else { return Ok(()) };
    let manifest = PathBuf::from(manifest);
    let root = manifest.parent().unwrap_or(&manifest);
    std::env::set_current_dir(root).map_err(|why| format!("cannot enter {}: {why}", root.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_come_apart_or_joined() {
        let words: Vec<String> = ["dist", "--port", "81", "--base=/app/"].map(String::from).into();
        assert_eq!(option(&words, "--port").as_deref(), Some("81"));
        assert_eq!(option(&words, "--base").as_deref(), Some("/app/"));
        assert_eq!(option(&words, "--open"), None);
    }
}
