//! Files in and out, as the page sees them: it asks the worker (`desk`), gives out what was made, and shows what files would
//! change. No format and no rule of it is known here.

use std::rc::Rc;

use leptos::task::spawn_local;

use super::saving::Saving;
use super::session::{Inner, Opened, Session};
use super::start::{LAST_WEEK, today};
use crate::browser::database::{Shelf, Write};
use crate::browser::desk::{Broken, Told};
use crate::browser::files::{self, FileError, PickedFile};
use crate::browser::{clock, preferences, random};
use crate::device::load;
use crate::domain::edit::Doc;
use crate::domain::extract::{Period, Subject};
use crate::domain::json::Json;
use crate::domain::path::{SettingsPath, SheetPath};
use crate::domain::row;
use crate::domain::sheet::handed;
use crate::domain::value::Value;
use crate::domain::week::Week;
use crate::keeping::foundations::{FOUNDATIONS, Foundations};
use crate::keeping::{HANDED_CLASSES, tally};
use crate::leaf;
use crate::post::drawing::Drawing;
use crate::post::tables::Tables;
use crate::post::{self, Answer, Ask, Report, What, Who};
use crate::words::{Both, Lang, said};

/// The kinds of data the files are, by the endings of their names, and whether they are texts.
const KINDS: [(&str, &str, bool); 13] = [
    (".json", "application/json", true),
    (".gz", "application/gzip", false),
    (".jwe", "application/jose", true),
    (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false),
    (".csv", "text/csv", true),
    // Nothing reads these again.
    (".pdf", "application/pdf", false),
    (".zip", "application/zip", false),
    (".png", "image/png", false),
    (".svg", "image/svg+xml", true),
    (".jpg", "image/jpeg", false),
    (".gif", "image/gif", false),
    (".webp", "image/webp", false),
    (".txt", "text/plain", true),
];

/// Where in the list they are no data any more.
const PAPERS: usize = 5;

/// The page of papers, which show what is open as it is.
pub const PAPER: &str = "paper";
/// The pages of what was written before.
pub const HISTORY: &str = "history";
pub const PROBLEMS: &str = "problems";
pub const AREA: &str = "area";

/// A file, made and checked by the worker.
#[derive(Clone)]
pub struct Made {
    pub name: String,
    /// It holds what is open here and no more: the database did not give the rest.
    pub is_partial: bool,
    /// What is said of it before it goes out, drawn.
    pub review: Json,
    classes: String,
    digest: String,
    bytes: Rc<Vec<u8>>,
}

/// Weeks about to be handed over: the file is made, nothing is written yet.
#[derive(Clone)]
pub struct Prepared {
    pub weeks: Vec<Week>,
    pub made: Made,
    at: String,
    id: String,
}

/// Why there is no file or no report, in the words of a manager.
#[derive(Clone, Debug)]
pub struct NotMade(Both);

impl NotMade {
    pub fn words(&self, lang: Lang) -> &str {
        self.0.said(lang)
    }
}

impl From<Broken> for NotMade {
    fn from(_: Broken) -> Self {
        Self(Both::of(|lang| said::no_worker(lang).to_owned()))
    }
}

impl Session {
    /// The week a hand-over means: the one last opened here, else today's.
    pub fn week_meant(self) -> Week {
        preferences::get(LAST_WEEK).and_then(|it| it.parse().ok()).unwrap_or_else(|| Week::of(today()))
    }

    /// Whether the filled example is open: its file would be nobody's.
    pub fn is_example(self) -> bool {
        self.inner().example.get_untracked()
    }

    /// Makes the file of weeks, marked as handed over at this moment. What their chains still compute is written first.
    pub async fn prepare(self, weeks: Vec<Week>, is_personal: bool) -> Result<Prepared, NotMade> {
        // Where saving fails a file is made of what is open; it does without what the weeks before would add.
        let saving = &self.inner().saving;
        let mut is_written = !saving.is_failing();
        for week in &weeks {
            is_written = is_written && self.waited(self.write_chain(*week)).await.map_err(|why| saving.heard(why)).is_ok();
        }
        let (at, id) = (clock::now(), random::uuid_v7());
        let what = What::HandOver { weeks: weeks.clone(), is_personal, day: today(), at: at.clone(), id: id.clone() };
        let mut made = self.made(what).await?;
        made.is_partial |= !is_written;
        Ok(Prepared { weeks, made, at, id })
    }

    /// A part of a page as the worker draws it, or why it cannot.
    pub async fn drawn(self, page: &str, ask: &str, form: Vec<(String, String)>) -> Json {
        self.drawn_of(page, ask, form, &[]).await
    }

    /// The same, with files beside the question.
    pub async fn drawn_of(self, page: &str, ask: &str, form: Vec<(String, String)>, files: &[PickedFile]) -> Json {
        let drawing = drawing(page, ask, form);
        let why = match self.ask(What::Draw(drawing), files).await {
            Ok((Answer::Drawn(it), _)) => return it,
            Ok((answer, _)) => refused(answer),
            Err(why) => why,
        };
        leaf::told(false, why.words(self.lang_now())).to_json()
    }

    /// A paper as a file, as it was chosen.
    pub fn print(self, form: Vec<(String, String)>) -> What {
        self.print_of(PAPER, "", form)
    }

    /// What a page shows as a file.
    pub fn print_of(self, page: &str, ask: &str, form: Vec<(String, String)>) -> What {
        What::Print(drawing(page, ask, form))
    }

    /// The file made last, packed or under a passphrase.
    pub async fn wrap(self, made: &Made, pack: bool, passphrase: String) -> Result<Made, NotMade> {
        let wrapped = self.made(What::Wrap { pack, passphrase }).await?;
        Ok(Made { is_partial: made.is_partial, ..wrapped })
    }

    /// Remembers on the sheets that they were handed over, down to the disk.
    pub fn handed_over(self, prepared: &Prepared) {
        let (inner, Some(manager)) = (self.inner(), self.manager()) else { return };
        for week in &prepared.weeks {
            // The last of them is the one that says what came later.
            let digest = (SheetPath::HandedDigest(), Value::Text(prepared.made.digest.clone()));
            let edits = [digest].into_iter().chain(handed(&prepared.at, &prepared.id));
            let edits = edits.map(|(path, value)| (path, Some(value))).collect();
            self.edit_document(&Doc::Sheet(manager.clone(), *week), edits);
        }
        let row = Write::Put(Shelf::Meta, HANDED_CLASSES.to_owned(), prepared.made.classes.clone());
        inner.saving.put(vec![row]);
        inner.saving.flush();
        self.file_given(false);
    }

    /// A file of everything this device holds for the manager.
    pub fn back_up(self) -> What {
        What::BackUp { day: today(), at: clock::now(), id: random::uuid_v7() }
    }

    /// A workbook of a week, a month or a year, or one table of it.
    pub fn tables(self, period: Period, subject: Option<Subject>) -> What {
        What::Tables(Tables { period, subject, day: today(), at: clock::now() })
    }

    /// Says what the files would change. Writes nothing. The passphrase, if any, opens those that are locked.
    pub async fn stage(self, picked: Vec<PickedFile>, passphrase: String) -> Result<Report, NotMade> {
        let is_begun = self.manager().is_some();
        self.staged(if is_begun { What::Stage(passphrase) } else { What::Adopt(passphrase) }, &picked).await
    }

    pub(super) async fn staged(self, what: What, picked: &[PickedFile]) -> Result<Report, NotMade> {
        match self.ask(what, picked).await? {
            (Answer::Staged(report), _) => Ok(report),
            (answer, _) => Err(refused(answer)),
        }
    }

    /// Stores what the report shows, file by file in its order, then the values that were chosen otherwise; `done` is told of
    /// each file that is stored, `ended` at last, and whether it is all of it.
    pub fn apply(self, report: &Report, take: Vec<String>, done: impl Fn(usize) + 'static, ended: impl FnOnce(bool) + 'static) {
        let inner = self.inner();
        // One counter is set aside for what is chosen.
        inner.counter.set(inner.counter.get().max(report.counter) + 1);
        let due: Vec<usize> = (0..report.due.len()).filter(|it| report.due[*it]).collect();
        let saved = Saving::elsewhere(&inner.saving);
        spawn_local(async move {
            let mut is_whole = true;
            let stored = |asked: Result<(Answer, Vec<u8>), NotMade>| matches!(asked, Ok((Answer::Applied, _)));
            for file in due {
                let is_stored = stored(self.ask(What::Apply { file }, &[]).await);
                is_whole &= is_stored;
                if is_stored {
                    done(file);
                }
            }
            if is_whole && !take.is_empty() {
                is_whole = stored(self.ask(What::Take(take), &[]).await);
            }
            self.read_again().await;
            saved();
            ended(is_whole);
            // What failed is said where it was asked for.
            if is_whole && self.manager().is_some() {
                inner.begun.change(true);
            }
        });
    }

    /// Makes a file.
    pub async fn made(self, what: What) -> Result<Made, NotMade> {
        self.inner().saving.flush();
        match self.ask(what, &[]).await? {
            (Answer::Made(post::Made { name, classes, digest, is_partial, review }), bytes) => {
                Ok(Made { name, is_partial, review, classes, digest, bytes: Rc::new(bytes) })
            }
            (answer, _) => Err(refused(answer)),
        }
    }

    pub(super) async fn ask(self, what: What, files: &[PickedFile]) -> Result<(Answer, Vec<u8>), NotMade> {
        let inner = self.inner();
        let is_for_anyone = matches!(what, What::Adopt(_) | What::Apply { .. } | What::Take(_));
        let Some(who) = self.who(is_for_anyone) else { return Err(refused(Answer::Applied)) };
        inner.saving.knock().await;
        // A file can be made of what is open, whatever becomes of the database.
        let held = match what {
            What::HandOver { .. } | What::BackUp { .. } | What::Print(_) => inner.open_documents(),
            What::Draw(ref it)
                if it.page == PAPER || matches!(it.page.as_str(), HISTORY | PROBLEMS | AREA) && it.ask.is_empty() =>
            {
                inner.open_documents()
            }
            _ => Vec::new(),
        };
        let ask = Ask {
            what,
            lang: self.lang_now(),
            who,
            template: inner.template_file.clone(),
            calendar: inner.calendar_file.clone(),
            late: inner.saving.late(),
            held,
            is_silent: inner.saving.is_silent(),
        };
        let Told { text, bytes } = inner.desk.ask(&ask.to_text(), files).await?;
        let answer = Answer::parse(&text).map_err(|_| Broken)?;
        Ok((answer, bytes))
    }

    /// Nobody before the first start, unless anyone will do.
    fn who(self, is_for_anyone: bool) -> Option<Who> {
        let inner = self.inner();
        let anyone = is_for_anyone.then(|| inner.device.clone());
        let said = |path| inner.setting(&path).unwrap_or_default();
        let role = Some(said(SettingsPath::Role())).filter(|it| !it.is_empty()).unwrap_or_else(|| "manager".to_owned());
        Some(Who {
            manager: self.manager().or(anyone)?,
            device: inner.device.clone(),
            tab: inner.tab.clone(),
            counter: inner.counter.get(),
            role,
            name: said(SettingsPath::ManagerName()),
            area: said(SettingsPath::ManagerArea()),
            unit: said(SettingsPath::ManagerUnit()),
        })
    }

    /// Edits one document of a sheet, open or not.
    pub(super) fn edit_document(self, doc: &Doc, edits: Vec<(SheetPath, Option<Value>)>) {
        let inner = self.inner();
        let is_open = inner.sheet.borrow().as_ref().is_some_and(|it| it.doc == *doc);
        if is_open {
            self.edit_all(edits);
        } else {
            inner.write_closed(doc, edits);
        }
    }

    /// Takes what was stored into what is open.
    async fn read_again(self) {
        let inner = self.inner();
        let foundations = inner.saving.database().read(Shelf::Meta, FOUNDATIONS).await;
        if foundations.is_ok_and(|it| Foundations::parse(&it.unwrap_or_default()) != inner.foundations) {
            inner.is_refounded.set(true);
        }
        if let Ok(settings) = inner.stored_settings().await {
            *inner.settings.borrow_mut() = settings;
            inner.settings_changed.tell();
        }
        *inner.sheet.borrow_mut() = None;
        preferences::remove_all(tally::ALL);
        inner.loss.change(None);
        self.leave_seat();
        inner.windows.say_changed();
        inner.months.forget();
        inner.customers.forget();
        inner.opened.change(Opened::Nothing);
    }
}

fn drawing(page: &str, ask: &str, form: Vec<(String, String)>) -> Drawing {
    Drawing { page: page.to_owned(), ask: ask.to_owned(), form, day: today() }
}

impl Inner {
    /// What is open, as rows of documents.
    pub(super) fn open_documents(&self) -> Vec<(String, String)> {
        let mut held = self.months.rows();
        if let Some(open) = self.sheet.borrow().as_ref() {
            held.push((open.doc.to_string(), row::of_document(&open.document)));
            if let Doc::Sheet(manager, _) = &open.doc {
                held.push((Doc::Roster(manager.clone()).to_string(), row::of_document(&self.roster.borrow())));
            }
        }
        held.push((Doc::Settings.to_string(), row::of_document(&self.settings.borrow())));
        held
    }

    async fn stored_settings(&self) -> Result<crate::domain::fold::Document<SettingsPath>, crate::device::Unreadable> {
        let late = self.saving.late();
        load(self.saving.database(), &Doc::Settings, &late, &self.template).await.map(|it| it.document)
    }
}

/// The worker's reason; an answer to another question is no reason of its own.
pub(super) fn refused(answer: Answer) -> NotMade {
    match answer {
        Answer::NotMade(why) => NotMade(why),
        _ => NotMade(Both::of(|lang| said::unreadable(lang).to_owned())),
    }
}

impl Made {
    /// Gives the file out the way this device can: the share sheet in a home-screen app, else a download.
    pub async fn give_out(&self) -> Result<(), FileError> {
        if files::is_home_screen_app() && self.can_share() {
            return self.share().await;
        }
        files::download(&self.name, self.kind().0, &self.bytes)
    }

    /// Whether the share sheet takes it.
    pub fn can_share(&self) -> bool {
        self.shared_as().is_some()
    }

    pub async fn share(&self) -> Result<(), FileError> {
        match self.shared_as() {
            Some((name, mime)) => files::share(&name, mime, &self.bytes).await,
            None => Err(FileError::Unsupported),
        }
    }

    /// Whether it is a paper or a picture, and no file of data.
    pub fn is_paper(&self) -> bool {
        KINDS[PAPERS..].iter().any(|it| self.name.ends_with(it.0))
    }

    fn kind(&self) -> (&'static str, bool) {
        KINDS.iter().find(|it| self.name.ends_with(it.0)).map_or(("", false), |it| (it.1, it.2))
    }

    /// By its own name and type; where those are refused the same bytes go as a text, unless they are none.
    fn shared_as(&self) -> Option<(String, &'static str)> {
        let as_text = ([&self.name, ".txt"].concat(), "text/plain");
        let (mime, is_text) = self.kind();
        let names = [(self.name.clone(), mime), as_text];
        names.into_iter().take(1 + usize::from(is_text)).find(|it| files::can_share_file(&it.0, it.1, &self.bytes))
    }

    /// Lets the person choose where it goes.
    pub async fn save_as(&self) -> Result<(), FileError> {
        files::save_as(&self.name, &self.bytes).await.map(|_| ())
    }
}
