//! What head office itself has read, written and decided, by the rows it is kept in. A row that cannot be read is left out: the
//! collection stands without.

use std::collections::BTreeMap;

use super::deleting::Deleted;
use super::reading::{Key, Mark, Marks};
use super::replies::Reply;
use super::saved::Saved;
use super::staff::Member;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::week::{Month, Week};

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    pub marks: Marks,
    pub replies: BTreeMap<Key, Reply>,
    /// Whose a week is that two people handed in: a person's name.
    pub choices: BTreeMap<Key, String>,
    /// Goals as they were typed: month, manager, indicator.
    pub goals: BTreeMap<(Month, Id, Id), String>,
    /// A template to be sent out.
    pub template: Option<Json>,
    /// Days that are to be working days, and days that are not, as they were typed.
    pub days: (String, String),
    /// Customers to be sent out, as a file lists them, by manager.
    pub rosters: BTreeMap<Id, Json>,
    /// Questions that were saved, by ids that sort as they were saved.
    pub questions: BTreeMap<String, Saved>,
    /// Who has to hand in, where a list says.
    pub staff: BTreeMap<Id, Member>,
    /// What was deleted, latest last.
    pub log: Vec<Deleted>,
}

/// A row: its key, and what stands there.
pub type Row = (String, Json);

/// The row of the template, of the days, and of one manager's customers.
pub const TEMPLATE: &str = "setup/template";
pub const DAYS: &str = "setup/days";

impl Notes {
    /// Reads the rows.
    pub fn of(rows: impl Iterator<Item = (String, Vec<u8>)>) -> Self {
        let mut notes = Self::default();
        for (key, bytes) in rows {
            let json = std::str::from_utf8(&bytes).ok().and_then(|it| Json::parse(it).ok());
            if let Some(json) = json {
                _ = notes.take(&key, json);
            }
        }
        notes
    }

    /// Reads a row; none where it cannot be read.
    pub(super) fn take(&mut self, key: &str, json: Json) -> Option<()> {
        let text = |it: &Json| it.as_text().map(str::to_owned);
        let week = |manager: &str, week: &str| Some((manager.parse().ok()?, week.parse::<Week>().ok()?));
        match key.split('/').collect::<Vec<_>>().as_slice() {
            ["read", manager, at] => _ = self.marks.insert(week(manager, at)?, Mark::read(&json)?),
            ["reply", manager, at] => _ = self.replies.insert(week(manager, at)?, Reply::read(&json)),
            ["choice", manager, at] => _ = self.choices.insert(week(manager, at)?, text(&json)?),
            ["goal", month, manager, indicator] => {
                let key = (month.parse().ok()?, manager.parse().ok()?, indicator.parse().ok()?);
                self.goals.insert(key, text(&json)?);
            }
            ["setup", "template"] => self.template = Some(json),
            ["setup", "days"] => match json.as_list()? {
                [on, off] => self.days = (text(on)?, text(off)?),
                _ => return None,
            },
            ["setup", "roster", manager] => _ = self.rosters.insert(manager.parse().ok()?, json),
            ["question", id] => _ = self.questions.insert((*id).to_owned(), Saved::read(&json)?),
            ["staff", manager] => _ = self.staff.insert(manager.parse().ok()?, Member::read(&json)),
            ["log", _] => self.log.push(Deleted::read(&json)?),
            _ => return None,
        }
        Some(())
    }

    /// The days as a row.
    pub fn days_row(&self) -> Row {
        let days = [&self.days.0, &self.days.1].map(Json::text);
        (DAYS.to_owned(), Json::List(days.into()))
    }

    /// The row of what was written at a sheet.
    pub fn reply_row(&self, key: &Key) -> Row {
        (reply_key(key), self.replies.get(key).map_or(Json::Null, Reply::to_json))
    }
}

pub fn read_key((manager, week): &Key) -> String {
    format!("read/{manager}/{week}")
}

pub fn reply_key((manager, week): &Key) -> String {
    format!("reply/{manager}/{week}")
}

pub fn choice_key((manager, week): &Key) -> String {
    format!("choice/{manager}/{week}")
}

pub fn goal_key((month, manager, indicator): &(Month, Id, Id)) -> String {
    format!("goal/{month}/{manager}/{indicator}")
}

pub fn roster_key(manager: &Id) -> String {
    format!("setup/roster/{manager}")
}

pub fn question_key(id: &str) -> String {
    format!("question/{id}")
}

pub fn staff_key(manager: &Id) -> String {
    format!("staff/{manager}")
}

pub fn log_key(id: &str) -> String {
    format!("log/{id}")
}
