//! How what another office machine decided and wrote joins what stands here: what is missing is taken over, the same is the same, and
//! where both say something else, the one here stands and is told.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::super::notes::{Notes, Row, choice_key, read_key, staff_key};
use super::super::reading::Key;
use super::super::staff::Member;
use crate::domain::json::Json;

/// Something about which two machines say something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// A sheet or a manager, by ids.
    pub about: String,
    /// What is said here, and there; nothing where that is more than a name.
    pub here: String,
    pub there: String,
}

/// What became of what the other machine said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// The rows that are to be kept.
    pub rows: Vec<Row>,
    /// Whose weeks it said are, how many managers it has on its list, how many sheets it has read, and at how many it wrote: what was
    /// taken over, and what is said otherwise here.
    pub choices: (Vec<Key>, Vec<Differs>),
    pub staff: (usize, Vec<Differs>),
    pub marks: (usize, usize),
    pub replies: (usize, Vec<Differs>),
}

impl Joined {
    /// Whether anything was taken over.
    pub fn is_any(&self) -> bool {
        !self.rows.is_empty()
    }
}

impl Notes {
    /// Takes in what another office machine decided and wrote.
    pub fn join(&mut self, other: Notes) -> Joined {
        let mut joined = Joined::default();
        let (taken, differ) = both(&mut self.choices, other.choices);
        joined.rows.extend(taken.iter().map(|it| (choice_key(it), Json::text(&self.choices[it]))));
        let differs = |(key, there): (Key, String)| Differs { about: sheet(&key), here: self.choices[&key].clone(), there };
        joined.choices = (taken, differ.into_iter().map(differs).collect());

        let (taken, differ) = both(&mut self.staff, other.staff);
        joined.rows.extend(taken.iter().map(|it| (staff_key(it), self.staff[it].to_json())));
        let differs = |(id, there)| Differs { here: said(&self.staff[&id]), there: said(&there), about: id.to_string() };
        joined.staff = (taken.len(), differ.into_iter().map(differs).collect());

        let (taken, differ) = both(&mut self.marks, other.marks);
        joined.rows.extend(taken.iter().map(|it| (read_key(it), self.marks[it].to_json())));
        joined.marks = (taken.len(), differ.len());

        for (key, there) in other.replies {
            let here = self.replies.entry(key.clone()).or_default();
            let was = here.clone();
            if here.join(there) {
                joined.replies.1.push(Differs { about: sheet(&key), here: String::new(), there: String::new() });
            }
            if *here != was {
                joined.replies.0 += 1;
                joined.rows.push(self.reply_row(&key));
            }
        }
        joined
    }
}

/// Takes over what is missing: the keys of that, and what is said otherwise here.
fn both<K: Ord + Clone, T: PartialEq>(here: &mut BTreeMap<K, T>, there: BTreeMap<K, T>) -> (Vec<K>, Vec<(K, T)>) {
    let (mut taken, mut differ) = (Vec::new(), Vec::new());
    for (key, it) in there {
        match here.entry(key.clone()) {
            Entry::Vacant(slot) => {
                slot.insert(it);
                taken.push(key);
            }
            Entry::Occupied(held) if *held.get() != it => differ.push((key, it)),
            Entry::Occupied(_) => {}
        }
    }
    (taken, differ)
}

fn sheet((manager, week): &Key) -> String {
    format!("{manager} {week}")
}

/// A manager as a list has him, in a line.
fn said(it: &Member) -> String {
    let weeks = [it.from, it.to].map(|it| it.map(|it| it.to_string()).unwrap_or_default());
    let weeks = if weeks.iter().all(String::is_empty) { String::new() } else { weeks.join("—") };
    let all = [it.name.as_str(), &it.area, &it.unit, &weeks];
    all.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}
