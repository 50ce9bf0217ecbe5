//! The house rules of ARCHITECTURE.md, held: who may know whom, headers, sizes, stylesheets, and no wording in a component.

use std::fs;
use std::path::{Path, PathBuf};

use onesheet::words::{Lang, Word};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The file itself, or every file below a folder with the ending: its path from the root and its text.
fn files(of: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(of)];
    while let Some(path) = open.pop().filter(|it| it.exists()) {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|it| it.unwrap().path()));
        } else if path.extension().is_some_and(|it| it == ending) {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// The text without comments, and without the tests at its end.
fn code(text: &str) -> String {
    let is_of_tests = |it: &&str| it.starts_with("#[cfg(test)]") || it.starts_with("#![cfg(test)]");
    let tests = text.match_indices('#').map(|it| it.0).find(|at| is_of_tests(&&text[*at..]));
    let before_tests = &text[..tests.unwrap_or(text.len())];
    // Two slashes after a colon are an address.
    let comment = |line: &str| line.match_indices("//").map(|it| it.0).find(|at| !line[..*at].ends_with(':'));
    before_tests.lines().map(|it| &it[..comment(it).unwrap_or(it.len())]).collect::<Vec<_>>().join("\n")
}

#[test]
fn nobody_knows_whom_it_may_not_know() {
    let browser_crates = ["web_sys", "js_sys", "wasm_bindgen", "gloo_storage"];
    let frameworks = ["leptos", "leptos_router"];
    let layers = ["crate::app", "crate::browser", "crate::ui", "crate::desk", "crate::device"];
    let outside = [&browser_crates[..], &frameworks[..], &layers[..]].concat();
    let said = ["crate::words", "crate::post", "crate::address"];
    // What is made of files is the worker's: the page would carry its weight.
    let heavy = &["crate::bundle", "crate::roster_file", "crate::tables", "crate::paper", "crate::memory", "crate::office"][..];
    let of_texts = [&outside[..], &["crate::roster_file", "crate::post", "crate::leaf"]].concat();
    for (folder, forbidden) in [
        ("src/domain", [&outside[..], &["crate::bundle", "crate::roster_file", "crate::words"]].concat()),
        ("src/bundle", [&outside[..], &["crate::roster_file", "crate::words"]].concat()),
        ("src/keeping", [&outside[..], &said[..], &["crate::bundle"]].concat()),
        ("src/shelf.rs", [&outside[..], &said[..], &["crate::domain"]].concat()),
        ("src/roster_file", [&outside[..], &said[..], &["crate::bundle"]].concat()),
        ("src/tables", [&outside[..], &["crate::bundle", "crate::roster_file", "crate::post"]].concat()),
        ("src/paper", of_texts.clone()),
        ("src/memory", of_texts.clone()),
        ("src/office", of_texts),
        ("src/words", [&outside[..], &["crate::roster_file", "crate::tables", "crate::paper::"]].concat()),
        ("src/post", [&outside[..], heavy].concat()),
        ("src/leaf", [&outside[..], &["crate::post", "crate::roster_file"]].concat()),
        ("src/desk", [&browser_crates[..], &frameworks[..], &["crate::app", "crate::ui"]].concat()),
        ("src/device.rs", [&browser_crates[..], &frameworks[..], &["crate::app", "crate::ui", "crate::desk"]].concat()),
        (
            "src/browser",
            [
                &frameworks[..],
                &[
                    "crate::app",
                    "crate::ui",
                    "crate::desk",
                    "crate::device",
                    "crate::domain",
                    "crate::keeping",
                    "crate::bundle",
                    "crate::roster_file",
                    "crate::words",
                ],
            ]
            .concat(),
        ),
        ("src/app", [&browser_crates[..], &["leptos_router", "crate::ui", "crate::desk"], heavy].concat()),
        ("src/ui", [&browser_crates[..], &["crate::desk"], heavy].concat()),
    ] {
        // A folder's root stands beside it.
        for (name, text) in [files(folder, "rs"), files(&format!("{folder}.rs"), "rs")].concat() {
            for word in &forbidden {
                assert!(!code(&text).contains(word), "{name} must not know {word}");
            }
        }
    }
}

/// What was written later is told by stamps; a clock is read by the page, for display, and handed in.
#[test]
fn no_rule_reads_a_clock() {
    for folder in [
        "src/domain",
        "src/keeping",
        "src/keeping.rs",
        "src/shelf.rs",
        "src/bundle",
        "src/roster_file",
        "src/tables",
        "src/paper",
        "src/memory",
        "src/office",
    ] {
        for (name, text) in files(folder, "rs") {
            for clock in ["SystemTime", "Instant", "std::time", "Utc", "Local::", "::now(", "Date::now", "clock::"] {
                assert!(!code(&text).contains(clock), "{name} must not know {clock}");
            }
        }
    }
}

#[test]
fn each_reader_and_writer_of_foreign_files_stands_behind_its_module() {
    for (name, text) in files("src", "rs") {
        for (library, home) in [
            ("encoding_rs", &["src/roster_file/csv.rs"][..]),
            ("calamine", &["src/roster_file/xlsx.rs", "src/tables/check.rs"]),
            ("flate2", &["src/bundle/gzip.rs", "src/paper/pdf.rs"]),
            (" zip::", &["src/roster_file/xlsx/bounds.rs", "src/office/archive.rs"]),
            ("rust_xlsxwriter", &["src/tables/xlsx.rs"]),
            ("pdf_writer", &["src/paper/pdf.rs"]),
            (" ::parquet::", &["src/office/warehouse/parquet.rs"]),
        ] {
            assert!(!code(&text).contains(library) || home.contains(&name.as_str()), "{name} must not know {library}");
        }
    }
}

#[test]
fn every_module_says_what_lives_in_it_and_stays_small() {
    for (name, text) in [files("src", "rs"), files("tests", "rs"), files("xtask/src", "rs")].concat() {
        assert!(text.starts_with("//! "), "{name} does not open with //!");
        assert!(text.lines().count() <= 400, "{name} has {} lines: which idea is missing?", text.lines().count());
        assert!(!name.ends_with("/mod.rs"), "{name}: the folder's root is its sibling file");
    }
}

#[test]
fn nothing_unwraps_outside_tests() {
    for (name, text) in files("src", "rs") {
        let code = code(&text);
        assert!(!code.contains(".unwrap()") && !code.contains(".expect("), "{name} unwraps");
    }
}

#[test]
fn only_the_library_root_and_main_choose_by_target() {
    for (name, text) in files("src", "rs") {
        let chooses = code(&text).contains("cfg(target_arch") || code(&text).contains("cfg(not(target_arch");
        assert!(
            !chooses || ["src/lib.rs", "src/main.rs", "src/worker.rs"].contains(&name.as_str()),
            "{name} chooses by target"
        );
    }
}

#[test]
fn every_part_has_its_stylesheet_and_every_stylesheet_its_part() {
    let stem = |name: &str| Path::new(name).file_stem().unwrap().to_string_lossy().into_owned();
    for (kind, folder) in [("part", "src/ui/part"), ("page", "src/ui/page"), ("leaf", "src/leaf")] {
        let code: Vec<String> = files(folder, "rs").iter().map(|it| stem(&it.0)).collect();
        let style: Vec<String> = files(&format!("style/{kind}"), "css").iter().map(|it| stem(&it.0)).collect();
        assert_eq!(code, style, "{folder} and style/{kind}");
    }
}

#[test]
fn styles_stay_in_layers_without_shouting() {
    for (name, text) in files("style", "css") {
        assert!(text.contains("@layer "), "{name} is in no layer");
        let allowed = name == "style/base.css";
        assert!(allowed || !text.contains("!important"), "{name} shouts");
    }
}

#[test]
fn no_wording_stands_in_a_component() {
    for (name, text) in
        [files("src/ui", "rs"), files("src/app", "rs"), files("src/leaf", "rs"), files("src/paper", "rs")].concat()
    {
        let chinese = code(&text).chars().find(|it| ('\u{3400}'..='\u{9fff}').contains(it));
        assert_eq!(chinese, None, "{name} has a wording of its own");
        let quoted: Vec<String> = code(&text).split('"').skip(1).step_by(2).map(str::to_owned).collect();
        let sentence =
            quoted.iter().find(|it| it.split_whitespace().filter(|it| it.chars().all(char::is_alphabetic)).count() > 5);
        assert_eq!(sentence, None, "{name} has a sentence of its own");
    }
}

#[test]
fn whoever_waits_for_the_first_load_reads_what_the_first_page_says() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    for lang in [Lang::Zh, Lang::En] {
        let says = lang.say(Word::WelcomeSays);
        assert!(page.contains(says), "index.html does not say: {says}");
    }
}

#[test]
fn the_policy_needs_no_exception() {
    for (name, text) in files("src/ui", "rs") {
        assert!(!text.contains(" style=\""), "{name}: the policy drops style attributes");
        assert!(!text.contains("inner_html"), "{name}: nothing from a file is markup");
    }
    for name in ["index.html", "public/recover.html", "public/schema/index.html"] {
        let page = fs::read_to_string(root().join(name)).unwrap();
        assert!(page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "), "{name} has no policy");
        let has_inline = page.contains("style=\"") || page.contains("<style") || page.contains("<script>");
        assert!(!page.contains("unsafe-inline") && !has_inline, "{name} needs an exception");
    }
}
