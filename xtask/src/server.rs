//! A static host as plain as the ones the site is made for: no rewriting, a folder answers with its page, unknown addresses get
//! 404.html with status 404.

use crate::Outcome;
use crate::site::tidy_base;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};
use std::{fs, thread};

/// A browser keeps idle connections open; after this long their thread goes.
const IDLE: Duration = Duration::from_secs(120);
const MAX_HEADERS: u64 = 64 * 1024;

struct Site {
    folder: PathBuf,
    base: String,
}

struct Request {
    method: String,
    target: String,
    known_tag: Option<String>,
    close: bool,
}

struct Answer {
    status: &'static str,
    kind: &'static str,
    /// Further header lines, each with its line end.
    extra: String,
    body: Vec<u8>,
}

/// Serves `folder` below `base` until the process is stopped.
pub fn host(folder: PathBuf, port: u16, base: &str) -> Outcome {
    if !folder.join("index.html").is_file() {
        return Err(format!("{} holds no index.html; `cargo xtask build` makes a site in dist/", folder.display()));
    }
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|why| format!("cannot listen on port {port}: {why}"))?;
    let port = listener.local_addr().map_err(|why| why.to_string())?.port();
    let site = Arc::new(Site { folder, base: tidy_base(base) });
    println!("listening on http://127.0.0.1:{port}{}", site.base);
    for stream in listener.incoming().flatten() {
        let site = Arc::clone(&site);
        // A browser that hangs up is no news.
        thread::spawn(move || site.converse(stream).ok());
    }
    Ok(())
}

impl Site {
    /// Answers one connection until either side is done with it.
    fn converse(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(IDLE))?;
        let mut writer = stream.try_clone()?;
        let mut reader = BufReader::new(stream);
        while let Some(request) = read_request(&mut reader)? {
            let answer = self.answer(&request);
            write_answer(&mut writer, &answer, &request)?;
            if request.close {
                break;
            }
        }
        Ok(())
    }

    fn answer(&self, request: &Request) -> Answer {
        if request.method != "GET" && request.method != "HEAD" {
            return Answer::text("405 Method Not Allowed", "only GET and HEAD\n");
        }
        let address = request.target.split(['?', '#']).next().unwrap_or_default();
        if self.base.strip_suffix('/') == Some(address) && !address.is_empty() {
            return Answer::moved(&self.base);
        }
        let Some(inside) = address.strip_prefix(&self.base) else {
            return Answer::text("404 Not Found", "outside the site\n");
        };
        let name = file_name(inside);
        // Without its last slash a folder's page would look for what lies beside it one folder up.
        if name.as_ref().is_some_and(|it| self.folder.join(it).join("index.html").is_file()) {
            return Answer::moved(&format!("{address}/"));
        }
        let found = name.and_then(|name| self.file(&name, "200 OK", request.known_tag.as_deref()));
        found
            .or_else(|| self.file(Path::new("404.html"), "404 Not Found", None))
            .unwrap_or_else(|| Answer::text("404 Not Found", "not found\n"))
    }

    fn file(&self, name: &Path, status: &'static str, known_tag: Option<&str>) -> Option<Answer> {
        let path = self.folder.join(name);
        let about = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let written = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        let tag = format!("\"{:x}-{written:x}\"", about.len());
        let extra = format!("ETag: {tag}\r\n");
        if known_tag == Some(tag.as_str()) {
            return Some(Answer { status: "304 Not Modified", kind: content_type(name), extra, body: Vec::new() });
        }
        Some(Answer { status, kind: content_type(name), extra, body: fs::read(&path).ok()? })
    }
}

impl Answer {
    fn text(status: &'static str, body: &str) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", extra: String::new(), body: body.into() }
    }

    fn moved(to: &str) -> Self {
        Self { extra: format!("Location: {to}\r\n"), ..Self::text("301 Moved Permanently", "") }
    }
}

fn read_request(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut reader = reader.take(MAX_HEADERS);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let mut request = Request { method: method.into(), target: target.into(), known_tag: None, close: false };
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 {
            return Ok(None);
        }
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "if-none-match" => request.known_tag = Some(value.trim().into()),
            "connection" => request.close |= value.trim().eq_ignore_ascii_case("close"),
            // We never read bodies, so the connection cannot be used again.
            "content-length" | "transfer-encoding" => request.close = true,
            _ => {}
        }
    }
    Ok(Some(request))
}

fn write_answer(writer: &mut impl Write, answer: &Answer, request: &Request) -> io::Result<()> {
    let mut head =
        format!("HTTP/1.1 {}\r\nContent-Type: {}\r\nCache-Control: no-cache\r\n{}", answer.status, answer.kind, answer.extra);
    if !answer.status.starts_with("304") {
        head.push_str(&format!("Content-Length: {}\r\n", answer.body.len()));
    }
    if request.close {
        head.push_str("Connection: close\r\n");
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    if request.method != "HEAD" {
        bytes.extend_from_slice(&answer.body);
    }
    writer.write_all(&bytes)
}

/// The file an address inside the site means; `None` for what no file can answer, such as a way out of the folder.
fn file_name(inside: &str) -> Option<PathBuf> {
    let mut name = percent_decoded(inside)?;
    if name.is_empty() || name.ends_with('/') {
        name.push_str("index.html");
    }
    let path = PathBuf::from(name);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'%' {
            bytes.push(first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok().filter(|&byte| byte != 0)?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

/// A wrong type for wasm would stop streaming compilation, one for a stylesheet would drop it.
pub fn content_type(name: &Path) -> &'static str {
    match name.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "md" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_files_inside_the_folder_only() {
        assert_eq!(file_name(""), Some("index.html".into()));
        assert_eq!(file_name("help/"), Some("help/index.html".into()));
        assert_eq!(file_name("customers/%E5%BC%A0"), Some("customers/张".into()));
        for wicked in ["../secret", "a/%2e%2e/b", "/etc/passwd", "%00", "%zz", "%e"] {
            assert_eq!(file_name(wicked), None, "{wicked}");
        }
    }

    #[test]
    fn a_request_names_what_the_browser_holds() {
        let mut sent: &[u8] = b"GET /app/week HTTP/1.1\r\nIf-None-Match: \"1\"\r\nConnection: close\r\n\r\n";
        let request = read_request(&mut sent).unwrap().unwrap();
        assert_eq!((request.target.as_str(), request.known_tag.as_deref(), request.close), ("/app/week", Some("\"1\""), true));
    }
}
