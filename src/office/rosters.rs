//! The customers of all managers, as their files list them. A list is the whole of what its device has: who is on none of a manager's
//! latest lists is his no more, and keeps his classes for what was visited before.

use std::collections::BTreeMap;

use super::dated::Dating;
use super::names::Name;
use super::taken::Classes;

#[derive(Clone, Debug, Default)]
pub struct Rosters {
    /// By manager and code.
    customers: BTreeMap<(Name, Name), Customer>,
    /// By manager and device, which file the latest list came in. Two devices of one person need not hold the same.
    latest: BTreeMap<(Name, Name), Dating>,
}

/// A customer as the last file has him, and by device the last list that he is on.
#[derive(Clone, Debug)]
struct Customer {
    at: Dating,
    classes: Classes,
    on: Vec<(Name, Dating)>,
}

impl Rosters {
    /// Takes a list in. Says whether anything is otherwise now.
    pub fn put(&mut self, manager: Name, device: Name, at: Dating, list: &[(Name, Classes)]) -> bool {
        if list.is_empty() {
            return false;
        }
        let before = self.of(manager).count();
        let latest = self.latest.entry((manager, device)).or_insert(at);
        *latest = at.max(*latest);
        let mut is_new = false;
        for (code, classes) in list {
            let new = || Customer { at, classes: *classes, on: Vec::new() };
            let it = self.customers.entry((manager, *code)).or_insert_with(new);
            is_new |= it.on.is_empty() || it.at < at && it.classes != *classes;
            if it.at < at {
                (it.at, it.classes) = (at, *classes);
            }
            it.list(device, at);
        }
        is_new || self.of(manager).count() != before
    }

    fn is_listed(&self, manager: Name, it: &Customer) -> bool {
        it.on.iter().any(|(device, at)| self.latest.get(&(manager, *device)) == Some(at))
    }

    /// All that ever were on a manager's list, and whether they are now.
    pub fn all(&self) -> impl Iterator<Item = (Name, Name, &Classes, bool)> {
        self.customers.iter().map(|(key, it)| (key.0, key.1, &it.classes, self.is_listed(key.0, it)))
    }

    /// Those a manager has now.
    pub fn of(&self, manager: Name) -> impl Iterator<Item = (Name, &Classes)> {
        let first = Name::default();
        let all = self.customers.range((manager, first)..(manager.next(), first));
        all.filter(move |it| self.is_listed(manager, it.1)).map(|it| (it.0.1, &it.1.classes))
    }

    /// What a customer of a manager is classed as, or was while he was his.
    pub fn classes(&self, manager: Name, customer: Name) -> Option<&Classes> {
        self.customers.get(&(manager, customer)).map(|it| &it.classes)
    }
}

impl Customer {
    fn list(&mut self, device: Name, at: Dating) {
        match self.on.iter_mut().find(|it| it.0 == device) {
            Some(it) => it.1 = it.1.max(at),
            None => {
                // Nearly every manager has one device.
                self.on.reserve_exact(1);
                self.on.push((device, at));
            }
        }
    }
}
