//! Parts of pages, drawn when the page asks for them: what they need is read here, how they look is `leaf`'s.

use chrono::{Datelike, NaiveDate};

use super::Task;
use crate::browser::database::Shelf;
use crate::browser::{clock, safety as browser};
use crate::device::Unreadable;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::RosterPath;
use crate::domain::sheet::Sheet;
use crate::domain::week::Week;
use crate::keeping::copies::{self, Label};
use crate::keeping::given::Given;
use crate::keeping::safety::{Facts, Finding, findings};
use crate::leaf::{Leaf, exchange, hand_over, help, safety, told};
use crate::post::Answer;
use crate::post::drawing::Drawing;
use crate::words::letter::{From, letter};
use crate::words::said;

/// What the page says of a control that is on.
const ON: &str = "on";

impl Task {
    pub(super) async fn draw(&self, it: &Drawing) -> Result<Answer, Unreadable> {
        let lang = self.ask.lang;
        let drawn = match (it.page.as_str(), it.ask.as_str()) {
            ("exchange", "weeks") => hand_over::weeks(lang, &self.weeks().await?, it.held("month").parse().ok()),
            ("exchange", "copies") => self.copies_drawn().await,
            ("exchange", _) => {
                let week = it.held("week-meant").parse().unwrap_or_else(|_| Week::of(it.day));
                exchange::page(lang, week, it.held("example") == ON, self.copies_drawn().await)
            }
            ("paper", _) => self.draw_paper(it).await?,
            ("help", ask) if ask.starts_with(help::TOUR) => {
                let at = ask.split_once(' ').and_then(|it| it.1.parse().ok());
                let today = self.toured(it.day).await;
                let now = Week::of(today);
                at.map_or_else(|| help::tour_begins(lang, now, today), |at| help::tour_step(lang, now, today, at))
            }
            ("help", _) => help::help(lang, Week::of(it.day)),
            ("letter", _) => return self.letter(it).await,
            _ => safety::findings(lang, &self.findings(it).await?),
        };
        Ok(Answer::Drawn(drawn.to_json()))
    }

    /// The day the tour goes through: this one, or the same weekday of the latest week where the example lies in another.
    async fn toured(&self, day: NaiveDate) -> NaiveDate {
        let docs = self.all_documents().await.unwrap_or_default();
        let weeks: Vec<Week> =
            docs.iter().filter_map(|it| if let Doc::Sheet(_, week) = it { Some(*week) } else { None }).collect();
        let now = Week::of(day);
        let week = weeks.iter().max().copied().filter(|_| !weeks.contains(&now)).unwrap_or(now);
        week.days().find(|it| it.weekday() == day.weekday()).unwrap_or(day)
    }

    /// A message as a text for its recipient.
    async fn letter(&self, it: &Drawing) -> Result<Answer, Unreadable> {
        let who = &self.ask.who;
        let (Ok(week), Ok(id)) = (it.held("week").parse(), it.held("message").parse::<Id>()) else {
            return Ok(Answer::Drawn(Json::Null));
        };
        let docs = [Doc::Sheet(who.manager.clone(), week), Doc::Roster(who.manager.clone())];
        let held = self.gather(docs).await?;
        let sheet = held.sheets.values().next().map(|it| Sheet::of(&it.document)).unwrap_or_default();
        let Some(message) = sheet.messages.get(&id) else { return Ok(Answer::Drawn(Json::Null)) };
        let customer = |code: &Id| {
            let at = RosterPath::Name(code.clone());
            let name = held.rosters.values().find_map(|it| it.document.get(&at)?.as_text());
            name.map_or_else(|| code.to_string(), |it| format!("{it}（{code}）"))
        };
        let from = From { name: &who.name, area: &who.area, unit: &who.unit };
        Ok(Answer::Drawn(Json::Text(letter(self.ask.lang, message, &from, &self.template, &customer))))
    }

    /// The copies; why nobody can say where they cannot be read, for the rest of the page works without.
    async fn copies_drawn(&self) -> Leaf {
        let lang = self.ask.lang;
        match self.copies().await {
            Ok(all) => safety::copies(lang, &all),
            Err(_) => told(false, said::unreadable(lang)),
        }
    }

    /// The copies on this device, the newest first.
    async fn copies(&self) -> Result<Vec<(String, Label)>, Unreadable> {
        let keys = self.copy_keys().await?;
        Ok(keys.into_iter().rev().filter_map(|it| Label::parse(&it).map(|label| (it, label))).collect())
    }

    /// How safe this device is; what the page alone knows stands in the question.
    async fn findings(&self, it: &Drawing) -> Result<Vec<Finding>, Unreadable> {
        let labels: Vec<Label> = self.copies().await?.into_iter().map(|it| it.1).collect();
        let facts = Facts {
            agent: browser::agent(),
            is_installed: it.held("installed") == ON,
            is_persistent: browser::is_persistent().await,
            seems_private: browser::seems_private().await,
            room: browser::room().await,
            now: clock::now(),
            has_journal: it.held("journal") == ON,
            has_locks: browser::has_locks(),
            fault: Some(it.held("fault").to_owned()).filter(|it| !it.is_empty()),
            given: Given::parse(it.held("given")),
        };
        Ok(findings(&facts, &labels))
    }

    pub(super) async fn copy_keys(&self) -> Result<Vec<String>, Unreadable> {
        Ok(self.database()?.keys_under(Shelf::Copies, &copies::of(&self.ask.who.manager)).await?)
    }
}
