//! The collection: what all files together come to. Files may come in any order and any number of times; the same files always
//! come to the same (tests/pure/office). Of one device's versions of a sheet the latest counts; the others stay known as evidence.

use std::collections::{BTreeMap, BTreeSet};

use super::dated::{Dated, later};
use super::facts::Facts;
use super::moment::Moment;
use super::names::{Label, Labels, Name, Names};
use super::rosters::Rosters;
use super::staff::Member;
use super::taken::{Classes, Digest, NotTaken, Person, Reading, Taken, TakenMonth, TakenSheet, read};
use crate::bundle::read::memory::Memory;
use crate::domain::calendar::Calendar;
use crate::domain::id::Id;
use crate::domain::templates::Templates;
use crate::domain::week::{Month, Week};

/// Everything collected.
#[derive(Clone, Debug, Default)]
pub struct Books {
    pub names: Names,
    pub labels: Labels,
    memory: Memory,
    files: BTreeSet<Digest>,
    sheets: BTreeMap<(Name, Week), Entry>,
    /// Those that can have been handed in when a file says so.
    weeks: BTreeSet<Week>,
    months: BTreeMap<(Name, Month), Dated<TakenMonth>>,
    people: BTreeMap<Name, Dated<Person>>,
    rosters: Rosters,
    /// Whose the weeks are that two people handed in, where somebody has said it.
    choices: BTreeMap<(Name, Week), Label>,
    listed: BTreeMap<Name, Listed>,
}

/// A manager as a list of managers has him.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    pub person: Person,
    /// His first and last week, where the list says.
    pub from: Option<Week>,
    pub to: Option<Week>,
}

/// All that came in of one manager's week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The latest of each device, the very latest last.
    lanes: Vec<Lane>,
    /// Every file it came in, earliest first.
    versions: Vec<Version>,
    /// Whose it was said to be.
    chosen: Option<Label>,
}

/// A file in which a sheet came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub created: Moment,
    pub digest: Digest,
    pub device: Name,
    /// Who says he handed it in.
    pub person: Option<Label>,
    pub content: u64,
}

/// A device's latest version of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Counter and tab of its highest stamp.
    rev: Option<(u64, Name)>,
    pub device: Name,
    pub digest: Digest,
    pub created: Moment,
    pub content: u64,
    pub person: Person,
    /// The template it was written with, and which version of it.
    pub template: (Name, u32),
    pub facts: Facts,
}

/// Which of two versions is later: by stamp, else by the sender's clock, of which one that cannot be right goes before all that can; the
/// digest only keeps the order total.
type Order<'a> = (Option<(u64, &'a str)>, bool, i64, Digest);

/// What counts of a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing<'a> {
    /// One person's sheet, the latest of it.
    One(&'a Lane),
    /// Two people handed it in under one manager's id: neither counts before somebody says whose it is.
    Contested,
}

/// What a file did to the collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    Unchanged,
    Updated,
    Merged,
    /// A week counts for nobody: two people hand it in.
    Contested,
}

impl Books {
    /// Reads a file with this collection's names. Changes nothing that counts.
    pub fn read(&mut self, bytes: &[u8], with: (&Templates, &Calendar)) -> Result<Reading, NotTaken> {
        let Self { names, labels, memory, files, .. } = self;
        read((bytes, None), with, (names, labels, memory), |it| files.contains(&it))
    }

    /// Takes a file in.
    pub fn put(&mut self, mut taken: Taken) -> Effect {
        if !self.files.insert(taken.digest) {
            return Effect::Unchanged;
        }
        let is_likely = taken.sheets.is_empty() || taken.sheets.iter().any(|it| taken.created.is_likely(it.week));
        let at = (is_likely, taken.created.instant(), taken.digest);
        // Said by each in his own way, and kept by builds that took it as it was said.
        for it in [&mut taken.person.area, &mut taken.person.unit] {
            *it = self.labels.group_of(*it);
        }
        let is_other = self.people.get(&taken.manager).is_none_or(|it| it.it != taken.person);
        let before = is_other.then(|| self.person(taken.manager));
        let mut effect = Effect::Unchanged;
        for it in std::mem::take(&mut taken.sheets) {
            effect = effect.max(self.put_sheet(&taken, it));
        }
        let mut told = |is_new: bool| effect = if is_new { effect.max(Effect::Updated) } else { effect };
        later(self.people.entry(taken.manager), at, taken.person);
        told(before.is_some_and(|it| it != self.person(taken.manager)));
        for it in taken.months {
            told(later(self.months.entry((taken.manager, it.month)), at, it));
        }
        told(self.rosters.put(taken.manager, taken.device, at, &taken.customers));
        effect
    }

    fn put_sheet(&mut self, taken: &Taken, it: TakenSheet) -> Effect {
        let (created, digest, device) = (taken.created, taken.digest, taken.device);
        let content = it.content;
        let (person, template) = (taken.person, taken.template);
        let lane = Lane { rev: it.rev, device, digest, created, content, person, template, facts: it.facts };
        let key = (taken.manager, it.week);
        let entry = self.sheets.entry(key).or_default();
        entry.chosen = self.choices.get(&key).copied();
        if created.is_likely(it.week) {
            self.weeks.insert(it.week);
        }
        let is_first = entry.versions.is_empty();
        let version = Version { created, digest, device, person: taken.person.name, content };
        let at = entry.versions.partition_point(|held| (held.created.instant(), held.digest) < (created.instant(), digest));
        // Nearly every week comes once: room for more would be the most of what it takes.
        entry.versions.reserve_exact(1);
        entry.versions.insert(at, version);
        let counted = |entry: &Entry| entry.counts().map(|it| (it.content, it.person.name));
        let before = counted(entry);
        entry.put(lane, &self.names, it.week);
        match counted(entry) {
            _ if is_first => Effect::Merged,
            after if after == before => Effect::Unchanged,
            None => Effect::Contested,
            Some(_) => Effect::Updated,
        }
    }

    /// Says whose a week is that two people handed in; nobody's leaves it open again. Whatever comes later, it holds.
    pub fn choose(&mut self, manager: Name, week: Week, person: Option<Label>) {
        let key = (manager, week);
        match person {
            Some(it) => _ = self.choices.insert(key, it),
            None => _ = self.choices.remove(&key),
        }
        if let Some(entry) = self.sheets.get_mut(&key) {
            entry.chosen = person;
        }
    }

    /// Says who has to hand in, in the place of whoever was said before.
    pub fn list(&mut self, staff: &BTreeMap<Id, Member>) {
        let Self { names, labels, listed, .. } = self;
        *listed = staff
            .iter()
            .map(|(id, it)| {
                let name = (!it.name.is_empty()).then(|| labels.say(&it.name));
                let person = Person { name, area: labels.group(&it.area), unit: labels.group(&it.unit) };
                (names.put(id), Listed { person, from: it.from, to: it.to })
            })
            .collect();
    }

    /// Who has to hand in as a list says; nobody where there is none.
    pub fn listed(&self) -> &BTreeMap<Name, Listed> {
        &self.listed
    }

    /// How many files were taken in.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// The digests of all files.
    pub fn digests(&self) -> BTreeSet<Digest> {
        self.files.clone()
    }

    pub fn has(&self, digest: Digest) -> bool {
        self.files.contains(&digest)
    }

    /// Every manager's every week that came in.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (Name, Week, &Entry)> {
        self.sheets.iter().map(|(key, it)| (key.0, key.1, it))
    }

    pub fn entry(&self, manager: Name, week: Week) -> Option<&Entry> {
        self.sheets.get(&(manager, week))
    }

    /// A manager's weeks that came in, in their order.
    pub fn weeks_of(&self, manager: Name) -> impl DoubleEndedIterator<Item = (Week, &Entry)> {
        // Earlier than any week a sheet may be of.
        let none = Week::of(chrono::NaiveDate::default());
        self.sheets.range((manager, none)..(manager.next(), none)).map(|it| (it.0.1, it.1))
    }

    /// The weeks that can have been handed in when a file says they were: of others the year is wrong, or the clock was.
    pub fn weeks(&self) -> &BTreeSet<Week> {
        &self.weeks
    }

    /// Every sheet that counts.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = (Name, Week, &Lane)> {
        self.entries().filter_map(|(manager, week, it)| Some((manager, week, it.counts()?)))
    }

    /// A manager's goals of a month, by indicator.
    pub fn goals(&self, manager: Name, month: Month) -> &[(Name, crate::domain::decimal::Decimal)] {
        self.months.get(&(manager, month)).map_or(&[], |it| &it.it.goals)
    }

    /// Every manager's every month with its goals.
    pub fn months(&self) -> impl Iterator<Item = (Name, Month, &[(Name, crate::domain::decimal::Decimal)])> {
        self.months.iter().map(|(key, it)| (key.0, key.1, &*it.it.goals))
    }

    /// All managers, each as he is known.
    pub fn people(&self) -> impl Iterator<Item = (Name, Person)> {
        let only_listed = self.listed.keys().filter(|it| !self.people.contains_key(it));
        self.people.keys().chain(only_listed).filter_map(|it| Some((*it, self.person(*it)?)))
    }

    /// A manager as his latest sheet that counts and names him has him: who else hands in under his id is not he, and what a file says
    /// whose sheets are older or refused counts no more than they. Where no sheet names him, as his last file has him, or the list; but of
    /// two who hand in under one id nobody knows which is he, so that he has the list's name or none.
    pub fn person(&self, manager: Name) -> Option<Person> {
        let of_sheet = |it: (Week, &Entry)| it.1.counts().map(|it| it.person).filter(|it| it.name.is_some());
        let listed = || self.listed.get(&manager).map(|it| it.person);
        let of_file = || {
            let last = self.people.get(&manager)?.it;
            let is_open = self.weeks_of(manager).any(|it| it.1.counts().is_none());
            let name = if is_open { None } else { last.name };
            Some(Person { name: name.or_else(|| listed()?.name), ..last })
        };
        self.weeks_of(manager).rev().find_map(of_sheet).or_else(of_file).or_else(listed)
    }

    /// From which week on a manager was who, as his sheets that count have him: mostly one. Before the first he is who he is there; of
    /// whoever has none, as he is known.
    pub fn stays(&self, manager: Name) -> Vec<(Week, Person)> {
        let mut stays: Vec<(Week, Person)> = Vec::new();
        for (week, it) in self.weeks_of(manager) {
            let Some(person) = it.counts().map(|it| it.person) else { continue };
            if stays.last().is_none_or(|it| (it.1.area, it.1.unit) != (person.area, person.unit)) {
                stays.push((week, person));
            }
        }
        if stays.is_empty() {
            stays.extend(self.person(manager).map(|it| (Week::of(chrono::NaiveDate::default()), it)));
        }
        stays
    }

    /// All customers that ever were on a manager's list, and whether they are now.
    pub fn every_customer(&self) -> impl Iterator<Item = (Name, Name, &Classes, bool)> {
        self.rosters.all()
    }

    /// All customers, each with its manager.
    pub fn customers(&self) -> impl Iterator<Item = (Name, Name, &Classes)> {
        self.every_customer().filter(|it| it.3).map(|it| (it.0, it.1, it.2))
    }

    /// A manager's customers.
    pub fn customers_of(&self, manager: Name) -> impl Iterator<Item = (Name, &Classes)> {
        self.rosters.of(manager)
    }

    /// What a customer of a manager is classed as, or was while he was his.
    pub fn classes(&self, manager: Name, customer: Name) -> Option<&Classes> {
        self.rosters.classes(manager, customer)
    }
}

impl Lane {
    fn order<'a>(&self, names: &'a Names, week: Week) -> Order<'a> {
        (self.rev.map(|it| (it.0, names.text(it.1))), self.created.is_likely(week), self.created.instant(), self.digest)
    }
}

impl Entry {
    /// Takes a version over where it is the latest of its device.
    fn put(&mut self, lane: Lane, names: &Names, week: Week) {
        let order = lane.order(names, week);
        if let Some(at) = self.lanes.iter().position(|it| it.device == lane.device) {
            if self.lanes[at].order(names, week) >= order {
                return;
            }
            self.lanes.remove(at);
        }
        let at = self.lanes.partition_point(|it| it.order(names, week) < order);
        self.lanes.reserve_exact(1);
        self.lanes.insert(at, lane);
    }

    /// What counts of it.
    pub fn standing(&self) -> Option<Standing<'_>> {
        let latest = self.latest()?;
        if !self.is_of_two() {
            return Some(Standing::One(latest));
        }
        let is_his = |it: &&Lane| it.person.name.is_some() && it.person.name == self.chosen;
        Some(self.lanes.iter().rfind(is_his).map_or(Standing::Contested, Standing::One))
    }

    /// The sheet that counts; none while nobody knows whose it is.
    pub fn counts(&self) -> Option<&Lane> {
        match self.standing()? {
            Standing::One(it) => Some(it),
            Standing::Contested => None,
        }
    }

    fn is_of_two(&self) -> bool {
        let mut people = self.lanes.iter().filter_map(|it| it.person.name);
        let one = people.next();
        people.any(|it| Some(it) != one)
    }

    /// The people who handed it in, each once; who does not say his name is nobody else.
    pub fn people(&self) -> BTreeSet<Label> {
        self.lanes.iter().filter_map(|it| it.person.name).collect()
    }

    /// Whose it was said to be, where two people handed it in.
    pub fn chosen(&self) -> Option<Label> {
        self.chosen.filter(|it| self.is_of_two() && self.people().contains(it))
    }

    /// The latest that came in, whether it counts or not.
    fn latest(&self) -> Option<&Lane> {
        self.lanes.last()
    }

    /// The latest of each device, the very latest last.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// What is shown of it: what counts, else the latest.
    pub fn shown(&self) -> Option<&Lane> {
        self.counts().or_else(|| self.latest())
    }

    /// The versions of whoever it counts for: of two people's those of him it was said to be.
    fn counted(&self) -> impl Iterator<Item = &Version> {
        let chosen = self.chosen();
        self.versions.iter().filter(move |it| chosen.is_none() || it.person == chosen)
    }

    /// When it first came in, by a clock that can be right.
    pub fn first(&self, week: Week) -> Option<Moment> {
        self.counted().map(|it| it.created).find(|it| it.is_likely(week))
    }

    /// Whether it was handed in again with other content.
    pub fn is_corrected(&self) -> bool {
        let mut contents = self.counted().map(|it| it.content);
        let first = contents.next();
        contents.any(|it| Some(it) != first)
    }
}
