//! The tools the project needs, at exact versions, in a per-user cache so that the user's own stay untouched.

use crate::Outcome;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The newest Trunk that Rust 1.95 can install.
const TRUNK: &str = "0.21.14";
/// The engines that head office's tables are asked with (tests/warehouse): DuckDB, and ClickHouse where its package installs.
const DUCKDB: &str = "2.0.1";
const CHDB: &str = "4.4.0";
const WASM: &str = "wasm32-unknown-unknown";
const NPM_MANIFEST: &str = "tests/journeys/package.json";
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// What the tests need from Debian, and a program that shows it is there (none: ask the package database).
const DEBIAN: [(&str, Option<&str>); 4] = [
    ("chromium", Some("chromium")),
    ("chromium-driver", Some("chromedriver")),
    ("fonts-noto-cjk", None),
    ("poppler-utils", Some("pdftotext")),
];

/// Chromium without its windows; Debian has it, others may not.
pub const LIGHT: &str = "chromium-headless-shell";

/// Where every tool of this checkout lives.
pub struct Tools {
    trunk: PathBuf,
    bindgen: PathBuf,
    npm: PathBuf,
    engines: PathBuf,
    bindgen_version: String,
}

impl Tools {
    /// Reads the versions from Cargo.lock and the npm manifest; installs nothing.
    pub fn locate() -> Outcome<Self> {
        let cache = cache()?.join("onesheet");
        let bindgen_version = locked_version(&read("Cargo.lock")?, "wasm-bindgen")?;
        let npm: String =
            npm_versions(&read(NPM_MANIFEST)?).iter().map(|(name, version)| format!("-{name}-{version}")).collect();
        Ok(Self {
            trunk: cache.join(format!("trunk-{TRUNK}")),
            bindgen: cache.join(format!("wasm-bindgen-cli-{bindgen_version}")),
            npm: cache.join(format!("npm{npm}")),
            engines: cache.join(format!("duckdb-{DUCKDB}-chdb-{CHDB}")),
            bindgen_version,
        })
    }

    /// For a debug build: Rust for the browser, Trunk, wasm-bindgen and the sources of every crate.
    pub fn for_serve(&self) -> Outcome {
        self.rust()?;
        self.trunk()?;
        self.bindgen()?;
        // Trunk works offline (it would fetch unpinned programs otherwise), and hands that on to cargo.
        run(cargo().args(["fetch", "--locked", "--quiet"]))
    }

    /// For a release build: the same and wasm-opt.
    pub fn for_build(&self) -> Outcome {
        self.for_serve()?;
        self.npm_packages()
    }

    /// For the tests: the same, a browser, and an engine for tables.
    pub fn for_test(&self) -> Outcome {
        self.for_build()?;
        debian_packages()?;
        self.engines()
    }

    /// A Python that has the engines.
    pub fn python(&self) -> PathBuf {
        program_in(&self.engines.join("bin"), "python3")
    }

    fn engines(&self) -> Outcome {
        if succeeds(Command::new(self.python()).args(["-c", "import duckdb"])) {
            return Ok(());
        }
        println!("installing DuckDB {DUCKDB} and ClickHouse's chdb {CHDB} into {}", self.engines.display());
        python()?;
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&self.engines))?;
        // ClickHouse first: once DuckDB is there, this is not tried again.
        if let Err(why) = self.pip(&format!("chdb=={CHDB}")) {
            println!("ClickHouse will not be asked: {why}");
        }
        self.pip(&format!("duckdb=={DUCKDB}"))
    }

    fn pip(&self, package: &str) -> Outcome {
        let words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", package];
        run(Command::new(self.python()).args(words))
    }

    pub fn trunk_program(&self) -> PathBuf {
        program_in(&self.trunk.join("bin"), "trunk")
    }

    /// A child that finds our tools before any other of the same name.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", self.search_path()).env("ONESHEET_NPM", &self.npm);
        command
    }

    fn search_path(&self) -> OsString {
        let ours = [self.trunk.join("bin"), self.bindgen.join("bin"), self.npm.join("node_modules").join(".bin")];
        let theirs = env::var_os("PATH").unwrap_or_default();
        // Joining fails only on a folder with a separator in its name; then the user's PATH has to do.
        let paths = ours.into_iter().chain(env::split_paths(&theirs));
        // Last, this very program, for Trunk's hooks.
        let ourselves = env::current_exe().ok().and_then(|it| it.parent().map(PathBuf::from));
        env::join_paths(paths.chain(ourselves)).unwrap_or(theirs)
    }

    fn rust(&self) -> Outcome {
        let mut missing = Vec::new();
        if !succeeds(cargo().args(["clippy", "--version"])) {
            missing.push(["component", "add", "clippy"]);
        }
        if !succeeds(cargo().args(["fmt", "--version"])) {
            missing.push(["component", "add", "rustfmt"]);
        }
        if !wasm_library()?.is_dir() {
            missing.push(["target", "add", WASM]);
        }
        for arguments in missing {
            println!("installing: rustup {}", arguments.join(" "));
            run(Command::new("rustup").args(arguments))?;
        }
        Ok(())
    }

    fn trunk(&self) -> Outcome {
        if self.trunk_program().is_file() {
            return Ok(());
        }
        println!("installing trunk {TRUNK} into {} (about 4 minutes, once)", self.trunk.display());
        let mut install = cargo_install(&self.trunk, 0);
        // Without TLS it cannot download anything, which is how we use it. Its own lock is needed: newer parts do not fit.
        install.args(["trunk", "--version", TRUNK, "--locked", "--no-default-features"]);
        install.env("CARGO_PROFILE_RELEASE_BUILD_OVERRIDE_OPT_LEVEL", "0");
        run(&mut install)
    }

    fn bindgen(&self) -> Outcome {
        let bin = self.bindgen.join("bin");
        if program_in(&bin, "wasm-bindgen").is_file() && program_in(&bin, "wasm-bindgen-test-runner").is_file() {
            return Ok(());
        }
        println!("installing wasm-bindgen {} into {} (about 3 minutes, once)", self.bindgen_version, self.bindgen.display());
        let mut install = cargo_install(&self.bindgen, 1);
        // Not --locked: its lock names a version that cannot be had any more.
        install.args(["wasm-bindgen-cli", "--version", &self.bindgen_version, "--no-default-features"]);
        run(&mut install)
    }

    /// wasm-opt, and for the journeys a browser driver and an accessibility checker.
    fn npm_packages(&self) -> Outcome {
        // npm writes this file last, so an interrupted install is repeated.
        if self.npm.join("node_modules/.package-lock.json").is_file() {
            return Ok(());
        }
        if !succeeds(Command::new("node").arg("--version")) || !succeeds(Command::new(NPM).arg("--version")) {
            return Err("Node.js 20 or newer with npm is missing; install it, e.g. apt-get install nodejs npm".into());
        }
        println!("installing npm packages into {}", self.npm.display());
        fs::create_dir_all(&self.npm).map_err(|why| format!("cannot create {}: {why}", self.npm.display()))?;
        let copy = self.npm.join("package.json");
        fs::copy(NPM_MANIFEST, &copy).map_err(|why| format!("cannot write {}: {why}", copy.display()))?;
        let flags = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-update-notifier"];
        run(Command::new(NPM).args(flags).arg("--prefix").arg(&self.npm))
    }
}

/// Trunk.toml, Cargo.toml, Cargo.lock and the npm manifest name the same versions of the tools that must match.
pub fn versions_agree() -> Outcome {
    let (trunk, lock) = (read("Trunk.toml")?, read("Cargo.lock")?);
    let bindgen = locked_version(&lock, "wasm-bindgen")?;
    let npm = npm_versions(&read(NPM_MANIFEST)?);
    let binaryen = npm.iter().find(|(name, _)| name == "binaryen").map_or("", |(_, version)| version);
    let optimizer = format!("version_{}", binaryen.split('.').next().unwrap_or_default());
    let wanted = [
        ("Trunk.toml", &trunk, format!("wasm_bindgen = \"{bindgen}\"")),
        ("Trunk.toml", &trunk, format!("wasm_opt = \"{optimizer}\"")),
        ("Cargo.toml", &read("Cargo.toml")?, format!("wasm-bindgen = \"={bindgen}\"")),
    ];
    let missing: Vec<_> = wanted.iter().filter(|(_, text, line)| !text.contains(line.as_str())).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let lines: Vec<_> = missing.iter().map(|(file, _, line)| format!("{file} should say {line}")).collect();
    Err(format!("Cargo.lock holds wasm-bindgen {bindgen}, npm binaryen {binaryen}: {}", lines.join("; ")))
}

pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
}

/// Runs to the end with our own input and output; an unsuccessful end is an error that names the command.
pub fn run(command: &mut Command) -> Outcome {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|why| format!("cannot start {name}: {why}"))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", spoken(command))) }
}

/// The command as one would type it.
pub fn spoken(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    command.get_args().fold(program.into_owned(), |text, argument| format!("{text} {}", argument.to_string_lossy()))
}

/// The first of these programs on the PATH.
pub fn found(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| program_in(&folder, program)).find(|file| file.is_file())
}

pub fn read(path: &str) -> Outcome<String> {
    fs::read_to_string(path).map_err(|why| format!("cannot read {path}: {why}"))
}

fn program_in(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

fn cache() -> Outcome<PathBuf> {
    let named = ["XDG_CACHE_HOME", "LOCALAPPDATA"].iter().find_map(env::var_os).filter(|path| !path.is_empty());
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    named
        .map(PathBuf::from)
        .or_else(home)
        .ok_or("neither XDG_CACHE_HOME nor HOME is set, so there is no place for the tools".into())
}

/// Fast to build rather than fast to run: these tools do little work.
fn cargo_install(root: &Path, opt_level: u8) -> Command {
    let mut install = cargo();
    install.arg("install").arg("--root").arg(root);
    install.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    install.env("CARGO_PROFILE_RELEASE_DEBUG", "0").env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level.to_string());
    install
}

/// The folder of the standard library for the browser; it exists once the target is installed, with or without rustup.
fn wasm_library() -> Outcome<PathBuf> {
    let rustc = env::var_os("RUSTC").unwrap_or("rustc".into());
    let output = Command::new(rustc).args(["--print", "target-libdir", "--target", WASM]).output();
    let output = output.map_err(|why| format!("cannot start rustc: {why}"))?;
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn debian_packages() -> Outcome {
    // Elsewhere there is no package database to ask, and the programs have to do.
    let debian = found("dpkg-query").is_some();
    let there = |package: &str, program: Option<&str>| match program {
        Some(program) if found(program).is_some() => true,
        None if !debian => true,
        _ => succeeds(Command::new("dpkg-query").args(["--status", package])),
    };
    let missing: Vec<&str> =
        DEBIAN.iter().filter(|(package, program)| !there(package, *program)).map(|(package, _)| *package).collect();
    if !missing.is_empty() {
        debian_install(&missing)?;
    }
    if found(LIGHT).is_none()
        && debian
        && let Err(why) = debian_install(&[LIGHT])
    {
        println!("the journeys will take the whole of Chromium: {why}");
    }
    Ok(())
}

/// Python with what makes environments of its own.
fn python() -> Outcome {
    if succeeds(Command::new("python3").args(["-c", "import ensurepip, venv"])) {
        return Ok(());
    }
    debian_install(&["python3-venv"])
}

fn debian_install(missing: &[&str]) -> Outcome {
    let install = format!("apt-get update && apt-get install -y --no-install-recommends {}", missing.join(" "));
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    if root {
        println!("installing: {install}");
        run(Command::new("sh").args(["-c", &install]).env("DEBIAN_FRONTEND", "noninteractive"))
    } else if succeeds(Command::new("sudo").args(["-n", "true"])) {
        println!("installing with sudo: {install}");
        run(Command::new("sudo").args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", &install]))
    } else {
        Err(format!("the tests need {}; as root: {install}", missing.join(", ")))
    }
}

fn locked_version(lock: &str, package: &str) -> Outcome<String> {
    let mut lines = lock.lines();
    let name = format!("name = \"{package}\"");
    let version = lines.by_ref().find(|line| *line == name).and_then(|_| lines.next());
    let version = version.and_then(|line| line.strip_prefix("version = \"")).and_then(|rest| rest.strip_suffix('"'));
    version.map(str::to_owned).ok_or(format!("Cargo.lock names no {package}"))
}

/// The `"name": "version"` lines of the manifest's one dependency table.
fn npm_versions(manifest: &str) -> Vec<(String, String)> {
    let table = manifest.lines().skip_while(|line| !line.contains("ependencies\"")).skip(1);
    let entries = table.take_while(|line| !line.contains('}')).filter_map(|line| {
        let mut parts = line.split('"').skip(1).step_by(2);
        Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_names_the_exact_package() {
        let package = |name: &str, version: &str| format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n\n");
        let lock = package("wasm-bindgen-futures", "0.4.80") + &package("wasm-bindgen", "0.2.130");
        assert_eq!(locked_version(&lock, "wasm-bindgen").as_deref(), Ok("0.2.130"));
        assert!(locked_version(&lock, "wasm").is_err());
    }

    #[test]
    fn the_npm_manifest_gives_names_and_versions() {
        let manifest =
            "{\n  \"type\": \"module\",\n  \"devDependencies\": {\n    \"a\": \"1.2.3\",\n    \"b-c\": \"4.0.0\"\n  }\n}\n";
        assert_eq!(npm_versions(manifest), [("a".into(), "1.2.3".into()), ("b-c".into(), "4.0.0".into())]);
    }
}
