//! Starting: database, settings, template and calendar, read side by side. Nothing is shown as a sheet before all of it is
//! there.

use futures::future::{join, join3};

use super::fault::fault;
use super::live::follow;
use super::saving::Saving;
use super::session::{Inner, Parts, Session};
use crate::address::Page;
use crate::browser::database::{Database, DatabaseError, Durability, Shelf, Write};
use crate::browser::journal::Journal;
use crate::browser::{clock, fetch, lifecycle, page, preferences, random};
use crate::device::{DEVICE, read};
use crate::domain::calendar::Calendar;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::path::SettingsPath;
use crate::domain::template::Template;
use crate::domain::week::Week;
use crate::keeping::COUNTER;
use crate::keeping::foundations::{FOUNDATIONS, Foundations, SHIPPED};
use crate::keeping::log::{Stored, fold};
use crate::words::Lang;
use crate::words::storage::StorageFault;

/// Preferences of this browser, outside every document.
pub const LANGUAGE: &str = "language";
pub const EXAMPLE: &str = "example";
pub const LAST_WEEK: &str = "last-week";

/// Why the app could not start. Whatever is on the device stays as it is.
#[derive(Clone, Debug, PartialEq)]
pub enum CannotStart {
    Database(DatabaseError),
    /// The settings cannot be read.
    Settings(String),
    /// The template or the calendar did not come.
    Files(String),
}

impl CannotStart {
    /// What it means to a person.
    pub fn fault(&self) -> StorageFault {
        match self {
            Self::Database(it) => fault(it),
            Self::Settings(_) => StorageFault::Damaged,
            Self::Files(_) => StorageFault::Files,
        }
    }
}

/// The language of this visit: the address, else the choice remembered, else the browser's.
pub fn language(query: &str) -> Lang {
    let asked = ["zh", "en"].into_iter().find(|it| query.contains(&format!("lang={it}")));
    let remembered = preferences::get(LANGUAGE);
    match asked.or(remembered.as_deref()) {
        Some("en") => Lang::En,
        Some(_) => Lang::Zh,
        None if page::browser_language().starts_with("zh") => Lang::Zh,
        None => Lang::En,
    }
}

/// Opens everything a session needs.
pub async fn start(lang: Lang) -> Result<Session, CannotStart> {
    let (held, template, calendar) = join3(held(), template(), calendar()).await;
    let (Held { database, settings, counter, device, mut foundations }, mut template, (calendar_file, mut calendar)) =
        (held?, template?, calendar?);
    // A week keeps the template it was written with; what cannot be read leaves the one before.
    while let Some(it) = foundations.template(week_of_address()).cloned() {
        let text = it.canonical();
        if let Ok(parsed) = Template::checked(&text) {
            template = (text, parsed);
            break;
        }
        foundations.templates.retain(|other| *other != it);
    }
    calendar.overrule(foundations.days.clone());
    let (template_file, template) = template;
    let saving = Saving::new(database, Journal::probe());
    let settings = fold::<SettingsPath>(settings, &Doc::Settings, &saving.late(), &template);
    let settings = settings.map_err(|it| CannotStart::Settings(it.to_string()))?;
    let latest = settings.document.latest().map_or(0, |it| it.counter);
    let inner = Inner::new(Parts {
        saving: saving.clone(),
        template,
        template_file,
        calendar_file,
        calendar,
        device,
        tab: short_id(4),
        counter: latest.max(counter),
        settings: settings.document,
        lang,
        example: preferences::get(EXAMPLE).is_some(),
        foundations,
    });
    saving.rescue(settings.missed, &settings.stale, inner.counter.get());
    Ok(Session::new(inner))
}

/// What the database holds for every start.
struct Held {
    database: Database,
    settings: Stored,
    counter: u64,
    device: Id,
    foundations: Foundations,
}

/// The week an address is about: its own, else today's.
pub(super) fn week_of_address() -> Week {
    let (path, base) = (page::path(), page::base_path());
    match Page::parse(path.strip_prefix(&base).unwrap_or(&path)) {
        Page::Week(week) => week,
        Page::Day(date) => Week::of(date),
        Page::Month(month) => Week::of(month.days().last().unwrap_or(month.first())),
        _ => Week::of(today()),
    }
}

async fn held() -> Result<Held, CannotStart> {
    let database = Database::open().await.map_err(CannotStart::Database)?;
    let meta = join(database.read(Shelf::Meta, COUNTER), database.read(Shelf::Meta, FOUNDATIONS));
    let (settings, (counter, foundations), device) = join3(read(&database, &Doc::Settings), meta, device(&database)).await;
    let foundations = foundations.map_err(CannotStart::Database)?.map(|it| Foundations::parse(&it)).unwrap_or_default();
    let settings = settings.map_err(|it| CannotStart::Settings(it.to_string()))?;
    let counter = counter.map_err(CannotStart::Database)?.and_then(|it| it.parse().ok()).unwrap_or(0);
    let device = device.map_err(CannotStart::Database)?;
    Ok(Held { database, settings, counter, device, foundations })
}

/// The device's own id, made at the first start.
async fn device(database: &Database) -> Result<Id, DatabaseError> {
    if let Some(device) = database.read(Shelf::Meta, DEVICE).await?.and_then(|it| it.parse().ok()) {
        return Ok(device);
    }
    let device = short_id(6);
    let row = Write::Put(Shelf::Meta, DEVICE.to_owned(), device.to_string());
    database.keep([row], Durability::Strict).await?;
    Ok(device)
}

fn short_id(length: usize) -> Id {
    loop {
        if let Ok(id) = random::token(length).parse() {
            return id;
        }
    }
}

async fn template() -> Result<(String, Template), CannotStart> {
    let text = fetch::text(SHIPPED).await.map_err(|it| CannotStart::Files(it.to_string()))?;
    let template = Template::checked(&text).map_err(|it| CannotStart::Files(it.to_string()))?;
    Ok((text, template))
}

async fn calendar() -> Result<(String, Calendar), CannotStart> {
    let text = fetch::text("calendar/cn.json").await.map_err(|it| CannotStart::Files(it.to_string()))?;
    let calendar = Calendar::parse(&text).map_err(|it| CannotStart::Files(it.to_string()))?;
    Ok((text, calendar))
}

/// Marks the page as able to take input, and takes the opening text away, once what is being drawn is there. Whoever was led to a
/// field of it is put there; a week opens its modules for that first.
pub fn ready_when_drawn() {
    follow(|| {
        ready();
        lifecycle::later(0, || _ = page::focus_field(&page::hash()));
    });
}

/// The same for what is there already.
pub fn ready() {
    page::remove_boot();
    page::mark("data-ready", "");
}

/// Today, as a date of the local calendar.
pub fn today() -> chrono::NaiveDate {
    let (year, month, day) = clock::today();
    chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// Hears what is typed, and writes through when the page goes out of sight or rests.
pub fn listen(session: Session) {
    use crate::browser::lifecycle::{Idle, on_hidden};
    use crate::browser::typing;
    session.meet_windows();
    session.keep_house();
    session.mind_the_connection();
    let idle = Idle::new(5_000, move || session.rests());
    typing::listen(move |heard| {
        session.heard(heard);
        idle.touch();
    })
    .forever();
    on_hidden(move || session.left()).forever();
}
