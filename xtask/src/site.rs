//! The site: Trunk builds it, and what Trunk cannot do happens here before and after.

use crate::tools::{Tools, run};
use crate::{Outcome, archive, precache};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

pub const DIST: &str = "dist";
const ARCHIVES: &str = "target";
/// The debug site has a place of its own: serving never spoils the release site that tests and benches use.
const SERVE_DIST: &str = "target/serve";

pub fn serve(port: &str) -> Outcome {
    let tools = Tools::locate()?;
    tools.for_serve()?;
    println!("OneSheet will be at http://localhost:{port} as soon as the first build is done; Ctrl+C stops it");
    run(trunk(&tools, "serve").args(["--port", port, "--dist", SERVE_DIST]))
}

pub fn build(base: &str) -> Outcome {
    let tools = Tools::locate()?;
    tools.for_build()?;
    release(&tools, base)?;
    let archive = archive::pack(Path::new(DIST), Path::new(ARCHIVES))?;
    println!("the site is in {DIST}/ and {}, made for the address {}", archive.display(), tidy_base(base));
    Ok(())
}

/// The release build alone, for those who know that the tools are there.
pub fn release(tools: &Tools, base: &str) -> Outcome {
    let mut build = trunk(tools, "build");
    build.args(["--release", "--public-url", &tidy_base(base)]);
    run(for_browsers(&mut build))
}

/// With the flags of the release's code.
pub fn for_browsers(build: &mut Command) -> &mut Command {
    if let Some(flags) = without_machine_paths() {
        // For the browser's code alone: RUSTFLAGS would replace what .cargo/config.toml says.
        build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }
    build
}

/// Panic messages name source files: the published wasm shall not tell whose machine built it, nor differ between machines.
fn without_machine_paths() -> Option<String> {
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))?;
    let sources = fs::read_dir(cargo.join("registry").join("src")).ok()?.flatten();
    let flags: Vec<String> = sources.map(|folder| format!("--remap-path-prefix={}=crates", folder.path().display())).collect();
    // Cargo splits this variable at spaces, so a path with one cannot be said.
    (!flags.is_empty() && flags.iter().all(|flag| !flag.contains(' '))).then(|| flags.join(" "))
}

fn trunk(tools: &Tools, command: &str) -> Command {
    let mut trunk = tools.command(tools.trunk_program());
    // Trunk takes only `true` for NO_COLOR and stops at the usual `1`.
    trunk.env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true").arg(command);
    trunk
}

/// A base as Trunk and the router want it: a slash at both ends.
pub fn tidy_base(base: &str) -> String {
    match base.trim_matches('/') {
        "" => "/".into(),
        inner => format!("/{inner}/"),
    }
}

/// Trunk calls this when the whole site stands in its staging folder, just before it moves to its place.
pub fn post_build() -> Outcome {
    let stage = std::env::var_os("TRUNK_STAGING_DIR").ok_or("post-build is Trunk's hook; use `cargo xtask build`")?;
    let stage = PathBuf::from(stage);
    let base = std::env::var("TRUNK_PUBLIC_URL").unwrap_or("/".into());
    reload_without_inline(&stage, &base)?;
    name_worker(&stage, &base)?;
    shorten_glue(&stage)?;
    place_manifest(&stage, &base)?;
    // Last, for it lists the files as they are.
    match std::env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") => precache::fill(&stage),
        _ => precache::leave_out(&stage),
    }
}

/// `trunk serve` puts its live reload inline, which our policy rightly refuses; as a file of its own it may run.
fn reload_without_inline(stage: &Path, base: &str) -> Outcome {
    let index = stage.join("index.html");
    let html = fs::read_to_string(&index).map_err(|why| format!("cannot read {}: {why}", index.display()))?;
    let Some((page, script)) = without_inline(&html, base) else { return Ok(()) };
    fs::write(&index, page).and_then(|()| fs::write(stage.join("reload.js"), script)).map_err(|why| why.to_string())
}

/// Trunk names a worker's files always the same, so that a page could meet the worker of another build. Here they get names of
/// their own, a few lines that start them, and their address in the page.
fn name_worker(stage: &Path, base: &str) -> Outcome {
    let read = |path: &Path| fs::read(path).map_err(|why| format!("cannot read {}: {why}", path.display()));
    let (js, wasm) = (stage.join("worker.js"), stage.join("worker_bg.wasm"));
    let mut hasher = DefaultHasher::new();
    (read(&js)?, read(&wasm)?).hash(&mut hasher);
    let name = format!("worker-{:016x}", hasher.finish());
    let start = format!(
        "import init from './{name}.js';\nawait init({{ module_or_path: new URL('./{name}_bg.wasm', import.meta.url) }});\n"
    );
    let index = stage.join("index.html");
    let html = fs::read_to_string(&index).map_err(|why| format!("cannot read {}: {why}", index.display()))?;
    let html = html.replace(&format!("data-worker=\"{base}worker\""), &format!("data-worker=\"{base}{name}.start.js\""));
    let written = fs::rename(&js, stage.join(format!("{name}.js")))
        .and_then(|()| fs::rename(&wasm, stage.join(format!("{name}_bg.wasm"))))
        .and_then(|()| fs::write(stage.join(format!("{name}.start.js")), start))
        .and_then(|()| fs::write(&index, html));
    written.map_err(|why| format!("cannot name the worker: {why}"))
}

/// The manifest's addresses are whole ones: what an installed app is called by must not depend on the page it was installed from.
fn place_manifest(stage: &Path, base: &str) -> Outcome {
    let manifest = stage.join("manifest.webmanifest");
    let text = fs::read_to_string(&manifest).map_err(|why| format!("cannot read {}: {why}", manifest.display()))?;
    fs::write(&manifest, text.replace("{base}", base)).map_err(|why| format!("cannot write {}: {why}", manifest.display()))
}

/// wasm-bindgen explains and indents its glue for readers; a tenth of what a browser fetches of it.
fn shorten_glue(stage: &Path) -> Outcome {
    let entries = fs::read_dir(stage).map_err(|why| format!("cannot read {}: {why}", stage.display()))?;
    let is_glue = |name: &str| (name.starts_with("onesheet-") || name.starts_with("worker-")) && name.ends_with(".js");
    for path in entries.flatten().filter(|it| it.file_name().to_str().is_some_and(is_glue)).map(|it| it.path()) {
        let glue = fs::read_to_string(&path).map_err(|why| format!("cannot read {}: {why}", path.display()))?;
        fs::write(&path, shortened(&glue)).map_err(|why| format!("cannot write {}: {why}", path.display()))?;
    }
    Ok(())
}

/// A script without its comment lines and indentation. Only lines that are a comment as a whole go, and none of the glue's
/// texts spans lines.
fn shortened(script: &str) -> String {
    let mut lines = Vec::new();
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        let ends = line.ends_with("*/");
        if !in_comment && !begins && !line.is_empty() && !line.starts_with("//") {
            lines.push(line);
        }
        in_comment = (in_comment || begins) && !ends;
    }
    lines.join("\n")
}

fn without_inline(html: &str, base: &str) -> Option<(String, String)> {
    let (before, rest) = html.split_once("<script>")?;
    let (script, after) = rest.split_once("</script>")?;
    let page = format!("{before}<script src=\"{base}reload.js\"></script>{after}");
    // Trunk fills these in when it serves a page, not when it serves a script.
    let script = script.replace("'{{__TRUNK_ADDRESS__}}'", "location.host").replace("{{__TRUNK_WS_BASE__}}", base);
    Some((page, script))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_has_a_slash_at_both_ends() {
        for (given, wanted) in [("", "/"), ("/", "/"), ("app", "/app/"), ("/app", "/app/"), ("/a/b/", "/a/b/")] {
            assert_eq!(tidy_base(given), wanted);
        }
    }

    #[test]
    fn glue_loses_its_comments_alone() {
        let glue = "/* @ts */\n/**\n * Says.\n * @param {x}\n */\nexport function a() {\n    // why\n    return 'b//c'; /* d */\n}\n\n";
        assert_eq!(shortened(glue), "export function a() {\nreturn 'b//c'; /* d */\n}");
    }

    #[test]
    fn live_reload_moves_to_a_file() {
        let boot = "<body><script type=\"module\" src=\"/boot.js\"></script>";
        let html = format!("{boot}<script>go('{{{{__TRUNK_ADDRESS__}}}}' + '{{{{__TRUNK_WS_BASE__}}}}')</script></body>");
        let (page, script) = without_inline(&html, "/app/").unwrap();
        assert_eq!(page, format!("{boot}<script src=\"/app/reload.js\"></script></body>"));
        assert_eq!(script, "go(location.host + '/app/')");
        assert_eq!(without_inline("<script src=\"x.js\"></script>", "/"), None);
    }
}
