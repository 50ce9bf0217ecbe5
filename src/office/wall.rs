//! The wall: who has handed in which week, in time or late, corrected, or not at all.

use std::collections::BTreeMap;

use super::books::{Entry, Standing};
use super::names::Name;
use super::scope::{Due, Scope};
use super::taken::Person;
use crate::domain::id::Id;
use crate::domain::week::Week;

/// Managers over weeks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wall {
    pub weeks: Vec<Week>,
    pub lines: Vec<WallLine>,
    /// Sheets of years that cannot be right, which stand in no week of it.
    pub strays: Vec<(Id, Week)>,
}

/// One manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallLine {
    pub manager: Id,
    pub name: String,
    /// Where he was in the weeks of the wall: all of it, in its order.
    pub area: String,
    /// One for each week of the wall.
    pub tiles: Vec<Tile>,
}

/// One manager's week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    pub is: State,
    /// It came again with other content.
    pub is_corrected: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nobody waits for it: a week without a working day, none of his weeks, or not over yet.
    NotDue,
    Missing,
    InTime,
    Late,
    /// It came, but no clock that can be right says when.
    UnknownTime,
    /// Two people handed it in; it counts for nobody.
    Contested,
}

impl Wall {
    pub fn of(scope: &Scope) -> Self {
        let weeks: Vec<Week> = scope.weeks().collect();
        let people: BTreeMap<Name, Person> = scope.books.people().collect();
        let labels = &scope.books.labels;
        let mut lines: Vec<WallLine> = scope
            .due()
            .into_iter()
            .filter_map(|(manager, due)| {
                let person = people.get(&manager)?;
                Some(WallLine {
                    manager: scope.books.names.get(manager)?.clone(),
                    name: person.name.map(|it| labels.text(it).to_owned()).unwrap_or_default(),
                    area: areas(scope, manager),
                    tiles: weeks.iter().map(|week| tile(scope, manager, *week, &due)).collect(),
                })
            })
            .collect();
        lines.sort_by(|a, b| a.manager.cmp(&b.manager));
        let strays = scope.strays().into_iter().filter_map(|it| Some((scope.books.names.get(it.0)?.clone(), it.1))).collect();
        Self { weeks, lines, strays }
    }

    /// How many tiles are in a state.
    pub fn count(&self, is: State) -> usize {
        self.lines.iter().flat_map(|it| &it.tiles).filter(|it| it.is == is).count()
    }
}

/// A manager's area, and those he moved to within the period.
fn areas(scope: &Scope, manager: Name) -> String {
    let stays = scope.books.stays(manager);
    let began = stays.partition_point(|it| it.0 <= scope.from).saturating_sub(1);
    // Before his first sheet he is where he is there.
    let ended = stays.partition_point(|it| it.0 <= scope.to).max(1).min(stays.len());
    let mut all: Vec<&str> = stays[began..ended].iter().map(|it| scope.books.labels.text(it.1.area)).collect();
    all.dedup();
    all.join("→")
}

/// A manager's week; `due` is when his sheets are waited for.
pub fn tile(scope: &Scope, manager: Name, week: Week, due: &Due) -> Tile {
    match scope.books.entry(manager, week) {
        _ if !due.is_meant(week) => Tile { is: State::NotDue, is_corrected: false },
        Some(it) => Tile { is: came(it, week), is_corrected: it.is_corrected() },
        None => {
            let is_due = due.has(week) && week.plus(1).monday() <= scope.today && week.days().any(|it| scope.works(it));
            Tile { is: if is_due { State::Missing } else { State::NotDue }, is_corrected: false }
        }
    }
}

fn came(it: &Entry, week: Week) -> State {
    match (it.standing(), it.first(week)) {
        (Some(Standing::Contested), _) => State::Contested,
        (_, None) => State::UnknownTime,
        (_, Some(at)) if at.is_in_time(week) => State::InTime,
        _ => State::Late,
    }
}
