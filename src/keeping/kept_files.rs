//! Files that are kept on the device to be read offline: a supply policy, a price list, a leaflet. What a file is, its bytes say, not
//! its name; what is neither a paper nor a picture nor a text is not taken. Where they lie is the browser half's affair.

use crate::domain::json::Json;
use crate::domain::read::{Misfit, member, owned};

/// Bytes a file may have.
pub const MOST: u64 = 5 << 20;
/// Characters of a name that are kept.
const NAME: usize = 80;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pdf,
    Png,
    Jpeg,
    Gif,
    Webp,
    Text,
}

impl Kind {
    const ALL: [Self; 6] = [Self::Pdf, Self::Png, Self::Jpeg, Self::Gif, Self::Webp, Self::Text];

    /// What these bytes are; a text in whatever encoding is for the caller to tell.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |with: &[u8]| bytes.starts_with(with);
        Some(match bytes {
            _ if begins(b"%PDF-") => Self::Pdf,
            _ if begins(b"\x89PNG\r\n\x1a\n") => Self::Png,
            _ if begins(b"\xff\xd8\xff") => Self::Jpeg,
            _ if begins(b"GIF87a") || begins(b"GIF89a") => Self::Gif,
            _ if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => Self::Webp,
            _ => return None,
        })
    }

    /// The ending of such a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::Png => ".png",
            Self::Jpeg => ".jpg",
            Self::Gif => ".gif",
            Self::Webp => ".webp",
            Self::Text => ".txt",
        }
    }

    /// The type by which a browser shows it as a picture; none where it is none.
    pub fn picture(self) -> Option<&'static str> {
        match self {
            Self::Png => Some("image/png"),
            Self::Jpeg => Some("image/jpeg"),
            Self::Gif => Some("image/gif"),
            Self::Webp => Some("image/webp"),
            Self::Pdf | Self::Text => None,
        }
    }
}

/// What is known of a file without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// The key of its bytes.
    pub key: String,
    pub name: String,
    pub kind: Kind,
    pub size: u64,
    /// When it was put here.
    pub at: String,
}

impl KeptFile {
    /// Its row.
    pub fn row(&self) -> String {
        let text = |it: &str| Json::text(it);
        let size = Json::Number(self.size.to_string());
        let members = [("key", text(&self.key)), ("name", text(&self.name)), ("kind", text(self.kind.ending()))];
        Json::object(members.into_iter().chain([("size", size), ("at", text(&self.at))])).canonical()
    }

    /// Reads a row.
    pub fn parse(row: &str) -> Option<Self> {
        Self::read(&Json::parse(row).ok()?).ok()
    }

    fn read(json: &Json) -> Result<Self, Misfit> {
        let ending = member(json, "kind", owned)?;
        let size = match json.get("size") {
            Some(Json::Number(it)) => it.parse().map_err(|_| Misfit::new("a size"))?,
            _ => return Err(Misfit::new("a size")),
        };
        Ok(Self {
            key: member(json, "key", owned)?,
            name: member(json, "name", owned)?,
            kind: Kind::ALL.into_iter().find(|it| it.ending() == ending).ok_or(Misfit::new("a kind"))?,
            size,
            at: member(json, "at", owned)?,
        })
    }

    /// The name it goes out under: its own, with the ending of what it is.
    pub fn file_name(&self) -> String {
        let ending = self.kind.ending();
        let has_it = self.name.to_ascii_lowercase().ends_with(ending);
        if has_it { self.name.clone() } else { [&self.name, ending].concat() }
    }
}

/// The bytes as an address a picture can be shown by.
pub fn data_address(mime: &str, bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = format!("data:{mime};base64,");
    text.reserve(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= three.len() { sign.into() } else { '=' });
        }
    }
    text
}

/// A file's name as it is kept: no path, no signs that steer, not too long.
pub fn named(name: &str) -> String {
    let bare = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_steering = |it: &char| {
        it.is_control() || matches!(it, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let all: Vec<char> = bare.chars().filter(|it| !is_steering(it)).collect();
    // The ending stays: it is what a person knows a file by.
    let from = all.len().saturating_sub(NAME);
    all[from..].iter().collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (bytes, kind) in [
            (&b"%PDF-1.7\n"[..], Some(Kind::Pdf)),
            (b"\x89PNG\r\n\x1a\n....", Some(Kind::Png)),
            (b"\xff\xd8\xff\xe0", Some(Kind::Jpeg)),
            (b"GIF89a", Some(Kind::Gif)),
            (b"RIFF....WEBPVP8 ", Some(Kind::Webp)),
            (b"RIFF....WAVE", None),
            (b"<svg onload=alert(1)>", None),
            (b"PK\x03\x04", None),
            (b"", None),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{bytes:?}");
        }
    }

    #[test]
    fn a_row_comes_back_and_a_name_has_its_ending() {
        let it = KeptFile {
            key: "A/1".into(),
            name: "价格 \"11 月\".PDF".into(),
            kind: Kind::Pdf,
            size: 7,
            at: "2026-11-28".into(),
        };
        assert_eq!(KeptFile::parse(&it.row()), Some(it.clone()));
        assert_eq!(it.file_name(), it.name);
        assert_eq!(KeptFile { kind: Kind::Text, ..it }.file_name(), "价格 \"11 月\".PDF.txt");
        assert_eq!((KeptFile::parse("{}"), KeptFile::parse("")), (None, None));
    }

    #[test]
    fn bytes_become_an_address() {
        let said = |bytes: &[u8]| data_address("image/png", bytes);
        assert_eq!(
            [said(b""), said(b"f"), said(b"fo"), said(b"foo"), said(b"\xff\xfe\xfd?")],
            ["", "Zg==", "Zm8=", "Zm9v", "//79Pw=="].map(|it| format!("data:image/png;base64,{it}"))
        );
    }

    #[test]
    fn a_name_is_bare() {
        assert_eq!(named("C:\\temp\\a\u{202e}fdp.exe"), "afdp.exe");
        assert_eq!(named("../../价格.pdf"), "价格.pdf");
        assert_eq!(named(&format!("{}.pdf", "长".repeat(300))).chars().count(), NAME);
    }
}
