//! The size gate: all a first visit loads, as a good host sends it.

use crate::Outcome;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// What everything before the first input may weigh, in bytes: 250 000 while there was the sheet alone, 350 000 with every page.
const LIMIT: usize = 349_500;

/// Prints the size of each file in brotli; prints on standard output, one number a line.
const BROTLI: &str = "const {readFileSync} = require('node:fs'), {brotliCompressSync} = require('node:zlib');
for (const path of process.argv.slice(1)) console.log(brotliCompressSync(readFileSync(path)).length)";

/// Adds up index.html, what it names (but icons and manifest), what wasm-bindgen's glue imports, and the fonts.
pub fn first_load(dist: &Path) -> Outcome {
    let files = files(dist)?;
    let sizes = brotli(&files)?;
    let mut total = 0;
    for (file, size) in files.iter().zip(&sizes) {
        total += size;
        println!("{size:>9} B  {}", file.strip_prefix(dist).unwrap_or(file).display());
    }
    println!("{total:>9} B  first load in brotli, of {LIMIT} B allowed");
    if total <= LIMIT { Ok(()) } else { Err(format!("the first load is {} B too heavy", total - LIMIT)) }
}

fn files(dist: &Path) -> Outcome<Vec<PathBuf>> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).map_err(|why| format!("cannot read {}: {why}", index.display()))?;
    let mut files = vec![index];
    for address in addresses(&html) {
        let file = dist.join(address);
        if !file.is_file() {
            return Err(format!("index.html names {address}, which is not in the site"));
        }
        files.push(file);
    }
    others(dist, &mut files).map_err(|why| format!("cannot read {}: {why}", dist.display()))?;
    files.sort();
    files.dedup();
    Ok(files)
}

/// Fonts, which stylesheets name, and scripts below snippets/, which the glue imports.
fn others(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let kind = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let snippet = kind == "js" && path.components().any(|part| part.as_os_str() == "snippets");
        if path.is_dir() {
            others(&path, files)?;
        } else if snippet || ["woff2", "woff", "ttf", "otf"].contains(&kind) {
            files.push(path);
        }
    }
    Ok(())
}

/// What the page names: links, scripts, and the app's parts on the boot script. The site's own base is the first `<base>`.
fn addresses(html: &str) -> Vec<&str> {
    let base = attribute(tags(html, "<base").next().unwrap_or_default(), "href").unwrap_or("/");
    let links =
        tags(html, "<link").filter(|tag| !matches!(attribute(tag, "rel"), Some("icon" | "apple-touch-icon" | "manifest")));
    let links = links.filter_map(|tag| attribute(tag, "href"));
    let scripts = tags(html, "<script")
        .flat_map(|tag| ["src", "data-js", "data-wasm"].into_iter().filter_map(|name| attribute(tag, name)));
    links.chain(scripts).map(|address| address.strip_prefix(base).unwrap_or(address)).collect()
}

fn tags<'a>(html: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(start).skip(1).map(|rest| rest.split('>').next().unwrap_or_default())
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn brotli(files: &[PathBuf]) -> Outcome<Vec<usize>> {
    let output = Command::new("node")
        .args(["-e", BROTLI, "--"])
        .args(files)
        .output()
        .map_err(|why| format!("cannot start node: {why}"))?;
    let sizes: Vec<usize> = String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| line.parse().ok()).collect();
    if sizes.len() == files.len() { Ok(sizes) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_what_it_loads() {
        let html = "<base href=\"/app/\"/><link rel=\"icon\" href=\"i.svg\">\
            <link rel=\"stylesheet\" href=\"/app/a.css\"/>\
            <link rel=\"preload\" href=\"t.json\" as=\"fetch\">\
            <script type=\"module\" src=\"/app/boot.js\" data-js=\"/app/a.js\" data-wasm=\"/app/a.wasm\"></script>";
        assert_eq!(addresses(html), ["a.css", "t.json", "boot.js", "a.js", "a.wasm"]);
    }
}
