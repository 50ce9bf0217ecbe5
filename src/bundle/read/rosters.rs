//! The customers of a file, manager by manager: a flat list, and beside it what is said of each roster as a whole.

use super::super::belongs::gather;
use super::super::canonical::{self, Member};
use super::super::format::Members;
use super::super::limits::ROSTER_MAX;
use super::super::part::{Ledger, Rules};
use super::super::refusal::{DocumentFault, Fault, Place};
use super::super::shape::{ROSTER, nest};
use super::Reader;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::RosterPath;

/// A document as it is written.
pub(super) struct Raw<'a> {
    pub doc: Doc,
    pub members: Vec<Member<'a>>,
    pub ledger: Ledger<'a>,
}

/// What is done with one.
pub(super) type Take<'r, 't, P> = dyn FnMut(&mut Reader<'t>, Raw, &Rules<P>) -> Result<(), Fault> + 'r;

impl<'t> Reader<'t> {
    pub(super) fn customers(&mut self, all: &[&str], rosters: Option<Json>, read: &mut Take<'_, 't, RosterPath>) {
        let mut lists = match gather(all, &self.bundle.from.id) {
            Ok(it) => it,
            Err(it) => return self.refuse(it.place, it.fault),
        };
        let Json::Object(mut rosters) = rosters.unwrap_or(Json::Object(Members::new())) else {
            return self.refuse(
                Place::Document(Doc::Roster(self.bundle.from.id.clone())),
                Fault::new("rosters", DocumentFault::NotAnObject),
            );
        };
        for name in rosters.keys() {
            if let Ok(manager) = name.parse::<Id>() {
                lists.entry(manager).or_default();
            }
        }
        for (manager, listed) in lists {
            let (doc, about) = (Doc::Roster(manager.clone()), rosters.remove(manager.as_str()));
            let members = listed.into_iter().collect();
            let about = about.filter(|it| it.as_object().is_some()).map(|it| it.canonical()).unwrap_or_default();
            let mut about = canonical::members(&about);
            let ledger = self.ledger(&mut about);
            if !about.is_empty() {
                let about = about.into_iter().map(|(name, it)| (name.into_owned(), canonical::json(it))).collect();
                nest(&mut self.bundle.unknown, &format!("rosters/{manager}"), Json::Object(about));
            }
            let rules = Rules {
                shape: &ROSTER,
                template: self.template,
                records: ROSTER_MAX,
                before: None,
                fits: &|_: &RosterPath| Ok(()),
            };
            let own = self.own(&manager).map_err(|it| Fault::new("", it));
            let roster = Raw { doc: doc.clone(), members, ledger };
            if let Err(it) = own.and_then(|()| read(self, roster, &rules)) {
                self.refuse(Place::Document(doc), it);
            }
        }
    }
}
