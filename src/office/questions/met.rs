//! Where a customer stands on his manager's sheets: what Q11 leads to.

use super::super::answer::Place;
use super::super::names::Name;
use super::super::scope::Scope;

/// The sheets on which a visit to a customer was planned or made up to the last week asked for, latest first.
pub fn met(scope: &Scope, manager: Name, customer: Name) -> Vec<Place> {
    let weeks = scope.books.weeks_of(manager).rev().filter(|it| it.0 <= scope.to);
    let counting = weeks.filter_map(|(week, entry)| Some((week, entry.counts()?)));
    let meets = counting.filter(|it| it.1.facts.visits().any(|it| it.customer == customer && (it.is_planned || it.is_done())));
    meets.map(|it| (manager, it.0)).collect()
}
