//! The service worker's list: what the site consists of, file by file with its hash, and the build's name made of that. Written
//! last, from the files as they stand.

use crate::Outcome;
use crate::server::content_type;
use crate::tools::read;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

const WORKER: &str = "sw.js";
const OFF: &str = "sw-off.js";
/// Answered with index.html, so there is no need of it; and what is no part of a build.
const LEFT_OUT: [&str; 3] = ["404.html", WORKER, OFF];
/// Pictures of the app for whoever has not installed it yet.
const PICTURES: &str = "screens";
/// Letters of the build's name: of its hash, enough to tell builds apart.
const NAME: usize = 12;
/// Where the page says of which build it is.
const MARK: &str = "data-build=\"";

struct Listed {
    path: String,
    hash: Vec<u8>,
}

/// Names the build in its pages and writes the worker beside them. A site that has a worker already gets its list anew.
pub fn fill(site: &Path) -> Outcome {
    let index = site.join("index.html");
    let html = fs::read_to_string(&index).map_err(|why| format!("cannot read {}: {why}", index.display()))?;
    let policy = between(&html, "http-equiv=\"Content-Security-Policy\" content=\"", "\"").ok_or("index.html has no policy")?;
    // The page's name for the build is part of the build: it is made while no name stands there.
    write(&index, &named(&html, "")?)?;
    let unnamed = listed(site)?;
    let build = name(&unnamed);
    write(&index, &named(&html, &build)?)?;
    answer_unknown(site)?;
    let worker = read("src/sw.js")?
        .replace("__BUILD__", &build)
        .replace("__FILES__", &entries(&listed(site)?))
        .replace("__POLICY__", policy);
    write(&site.join(WORKER), &worker)?;
    write(&site.join(OFF), &read("src/sw-off.js")?)
}

/// A site under development stays live: its worker only ends one that a release left at the same address.
pub fn leave_out(site: &Path) -> Outcome {
    answer_unknown(site)?;
    write(&site.join(WORKER), &read("src/sw-off.js")?)
}

/// Static hosts answer unknown addresses with this file, so deep links start the app.
fn answer_unknown(site: &Path) -> Outcome {
    let index = site.join("index.html");
    fs::copy(&index, site.join("404.html")).map(|_| ()).map_err(|why| format!("cannot copy {}: {why}", index.display()))
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|why| format!("cannot write {}: {why}", path.display()))
}

fn listed(site: &Path) -> Outcome<Vec<Listed>> {
    let mut files = Vec::new();
    collect(site, "", &mut files)?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn collect(folder: &Path, below: &str, files: &mut Vec<Listed>) -> Outcome {
    let unreadable = |why| format!("cannot read {}: {why}", folder.display());
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().and_then(|it| it.to_str()).ok_or(format!("{} has no plain name", path.display()))?;
        let inside = format!("{below}{name}");
        if inside == PICTURES {
            continue;
        }
        if path.is_dir() {
            collect(&path, &format!("{inside}/"), files)?;
        } else if !name.starts_with('.') && !LEFT_OUT.contains(&inside.as_str()) {
            if !name.bytes().all(|it| it.is_ascii_alphanumeric() || b"._-".contains(&it)) {
                return Err(format!(
                    "{inside}: the name of a file is its address; only letters, digits, . _ - are plain there"
                ));
            }
            let bytes = fs::read(&path).map_err(|why| format!("cannot read {inside}: {why}"))?;
            files.push(Listed { path: inside, hash: Sha256::digest(bytes).to_vec() });
        }
    }
    Ok(())
}

fn name(files: &[Listed]) -> String {
    let mut all = Sha256::new();
    for file in files {
        all.update(file.path.as_bytes());
        all.update(&file.hash);
    }
    let hex: String = all.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    hex[..NAME].to_owned()
}

/// The list as JavaScript reads it: path, integrity, content type, a file a line.
fn entries(files: &[Listed]) -> String {
    let lines: Vec<String> = files
        .iter()
        .map(|Listed { path, hash }| {
            format!("  [\"{path}\", [\"sha256-{}\", \"{}\"]],\n", base64(hash), content_type(Path::new(path)))
        })
        .collect();
    format!("[\n{}]", lines.concat())
}

fn named(html: &str, build: &str) -> Outcome<String> {
    let (before, rest) = html.split_once(MARK).ok_or("index.html has no place for the build's name")?;
    let (_, after) = rest.split_once('"').ok_or("the place for the build's name does not end")?;
    Ok(format!("{before}{MARK}{build}\"{after}"))
}

/// The build a page is of.
pub fn build_of(html: &str) -> Option<&str> {
    between(html, MARK, "\"")
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split(after).next()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= three.len() { letter.into() } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Listed {
        Listed { path: path.into(), hash: Sha256::digest(text).to_vec() }
    }

    #[test]
    fn hashes_are_written_as_integrity_is() {
        assert_eq!(["", "f", "fo", "foo", "foob"].map(|it| base64(it.as_bytes())), ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
        let known = "[\n  [\"a/b.js\", [\"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\", \"text/javascript; charset=utf-8\"]],\n]";
        assert_eq!(entries(&[file("a/b.js", "")]), known);
    }

    #[test]
    fn a_build_is_named_by_all_its_files() {
        let one = name(&[file("a", "1"), file("b", "2")]);
        assert_eq!(one.len(), NAME);
        assert_eq!(one, name(&[file("a", "1"), file("b", "2")]));
        for other in [[file("a", "1"), file("b", "3")], [file("a", "1"), file("c", "2")], [file("a", "2"), file("b", "1")]] {
            assert_ne!(one, name(&other));
        }
    }

    #[test]
    fn the_page_names_the_build() {
        let html = named("<script src=\"boot.js\" data-build=\"dev\" data-js=\"a.js\">", "12ab").unwrap();
        assert_eq!(html, "<script src=\"boot.js\" data-build=\"12ab\" data-js=\"a.js\">");
        assert_eq!(build_of(&html), Some("12ab"));
        assert_eq!(named(&html, "34cd").unwrap(), html.replace("12ab", "34cd"));
        assert!(named("<script>", "1").is_err());
    }

    #[test]
    fn every_file_of_a_site_is_listed_but_what_is_no_part_of_it() {
        let site = std::env::temp_dir().join(format!("onesheet-precache-{}", std::process::id()));
        fs::create_dir_all(site.join("deep")).unwrap();
        for name in ["index.html", "404.html", "sw.js", "sw-off.js", ".hidden", "a.wasm", "deep/sw.js"] {
            fs::write(site.join(name), name).unwrap();
        }
        let paths: Vec<String> = listed(&site).unwrap().into_iter().map(|it| it.path).collect();
        fs::write(site.join("a b.js"), "").unwrap();
        let refused = listed(&site).is_err();
        fs::remove_dir_all(&site).unwrap();
        assert_eq!(paths, ["a.wasm", "deep/sw.js", "index.html"]);
        assert!(refused, "a name that is no address");
    }
}
