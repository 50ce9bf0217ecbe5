//! Files kept on the device to be read offline, in a database of their own: taken in, listed, opened, given out, and deleted.

use super::area::AREA;
use super::{Desk, Task, made, not_made, told};
use crate::browser::clerk::Told;
use crate::browser::database::{DatabaseError, Kind as Fault};
use crate::browser::files::{FileError, PickedFile};
use crate::browser::vault::{FACTS, FILES, Vault};
use crate::browser::{clock, random};
use crate::domain::example::MANAGER;
use crate::keeping::kept_files::{KeptFile, Kind, MOST, data_address, named};
use crate::leaf::kept_files::{FORGET, FORGET_NOW, KEEP, LIST, READ, forget, list, picture, text};
use crate::leaf::{FILE, Leaf, told as says};
use crate::post::Answer;
use crate::post::drawing::Drawing;
use crate::roster_file::csv::decode;
use crate::words::kept_files::{Word as W, added};

/// Whether a question is about these files.
pub(super) fn is_about(it: &Drawing) -> bool {
    let verb = it.ask.split(' ').next().unwrap_or_default();
    it.page == AREA && [KEEP, READ, FORGET, FORGET_NOW, LIST, FILE].contains(&verb)
}

impl Desk {
    pub(super) async fn draw_kept(&self, task: &Task, it: &Drawing, files: Vec<PickedFile>) -> Told {
        told(Ok(Answer::Drawn(task.keep_files(it, files).await.to_json())))
    }

    /// A file as it came.
    pub(super) async fn give_kept(&self, task: &Task, it: &Drawing) -> Told {
        let key = it.ask.split_once(' ').map_or("", |it| it.1);
        match task.kept_file(key).await {
            Ok(Some((it, bytes))) => made(it.file_name(), bytes),
            found => {
                let why = if found.is_ok() { W::Gone } else { W::NoStore };
                not_made(|lang| lang.say(why))
            }
        }
    }
}

impl Task {
    /// The list as the page opens.
    pub(super) async fn kept_list(&self) -> Leaf {
        self.kept_list_after(Vec::new()).await
    }

    async fn keep_files(&self, it: &Drawing, files: Vec<PickedFile>) -> Leaf {
        let lang = self.ask.lang;
        let (verb, key) = it.ask.split_once(' ').unwrap_or((&it.ask, ""));
        match verb {
            KEEP => {
                let mut told = Vec::new();
                for file in &files {
                    told.push(self.keep(file).await);
                }
                self.kept_list_after(told).await
            }
            READ => match self.kept_file(key).await {
                Ok(Some((it, bytes))) => opened(&it, &bytes),
                Ok(None) => says(false, lang.say(W::Gone)),
                Err(_) => says(false, lang.say(W::NoStore)),
            },
            FORGET => forget(lang, key),
            FORGET_NOW => match self.forgotten(key).await {
                Ok(()) => self.kept_list().await,
                Err(_) => says(false, lang.say(W::NoStore)),
            },
            _ => self.kept_list().await,
        }
    }

    async fn kept_list_after(&self, told: Vec<Leaf>) -> Leaf {
        match self.kept_files().await {
            Ok(all) => list(self.ask.lang, &all, told),
            Err(_) => says(false, self.ask.lang.say(W::NoStore)),
        }
    }

    /// Takes a file in, and tells what became of it.
    async fn keep(&self, file: &PickedFile) -> Leaf {
        let lang = self.ask.lang;
        let name = named(&file.name);
        let refused = |why: W| says(false, &[&name, lang.of("：", ": "), lang.say(why)].concat());
        if self.ask.who.manager.as_str() == MANAGER {
            return refused(W::NotInExample);
        }
        let bytes = match file.bytes(MOST).await {
            Ok(it) if it.is_empty() => return refused(W::Empty),
            Ok(it) => it,
            Err(FileError::TooLarge { .. }) => return refused(W::TooLarge),
            Err(_) => return refused(W::NoStore),
        };
        let kind = Kind::of(&bytes).or_else(|| readable(&bytes).map(|_| Kind::Text));
        let Some(kind) = kind else { return refused(W::OtherKind) };
        let key = [self.ask.who.manager.as_str(), "/", &random::uuid_v7()].concat();
        let it = KeptFile { key, name: name.clone(), kind, size: bytes.len() as u64, at: clock::now() };
        match stored(&it, bytes).await {
            Ok(()) => says(true, &added(lang, &name)),
            Err(why) if why.kind == Fault::Quota => refused(W::Full),
            Err(_) => refused(W::NoStore),
        }
    }

    /// The manager's own, the newest first.
    async fn kept_files(&self) -> Result<Vec<KeptFile>, DatabaseError> {
        let rows = Vault::of_kept_files().await?.rows(FACTS).await?;
        let file = |row: (String, Vec<u8>)| KeptFile::parse(std::str::from_utf8(&row.1).ok()?);
        let mut all: Vec<KeptFile> = rows.into_iter().filter_map(file).filter(|it| self.owns(&it.key)).collect();
        all.reverse();
        Ok(all)
    }

    /// What is known of a file, and its bytes.
    async fn kept_file(&self, key: &str) -> Result<Option<(KeptFile, Vec<u8>)>, DatabaseError> {
        let it = self.kept_files().await?.into_iter().find(|it| it.key == key);
        let bytes = Vault::of_kept_files().await?.one(FILES, key).await?;
        Ok(it.zip(bytes))
    }

    async fn forgotten(&self, key: &str) -> Result<(), DatabaseError> {
        if self.owns(key) { Vault::of_kept_files().await?.forget(key).await } else { Ok(()) }
    }

    fn owns(&self, key: &str) -> bool {
        key.split_once('/').is_some_and(|it| it.0 == self.ask.who.manager.as_str())
    }
}

async fn stored(it: &KeptFile, bytes: Vec<u8>) -> Result<(), DatabaseError> {
    let vault = Vault::of_kept_files().await?;
    let rows = [(FILES, it.key.clone(), bytes), (FACTS, it.key.clone(), it.row().into_bytes())];
    vault.keep(&rows)?.await
}

/// A text in whatever encoding; what has a page's or a program's signs in it is none.
fn readable(bytes: &[u8]) -> Option<String> {
    decode(bytes).ok().filter(|it| !it.chars().any(|it| it.is_control() && !matches!(it, '\n' | '\r' | '\t' | '\u{c}')))
}

fn opened(it: &KeptFile, bytes: &[u8]) -> Leaf {
    match it.kind.picture() {
        Some(mime) => picture(&it.name, &data_address(mime, bytes)),
        None => text(&readable(bytes).unwrap_or_default()),
    }
}
