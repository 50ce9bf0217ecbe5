//! The problem chain over generated histories, held against a model that follows every problem by itself through the weeks.

use std::collections::BTreeMap;
use std::fmt;

use onesheet::domain::chain::{Decision, Row, Writing, brought_into, carried, for_hand_over, unsolved, writing};
use onesheet::domain::id::Id;
use onesheet::domain::path::{Path, SheetPath};
use onesheet::domain::sheet::Sheet;
use onesheet::domain::value::Value;
use onesheet::domain::week::Week;
use proptest::prelude::*;

use super::devices::{Device, id};
use super::laws::cases;

/// A year with 53 weeks ends among them.
const FIRST: &str = "2026-W51";
const WEEKS: usize = 6;
const PROBLEMS: &[&str] = &["p1", "p2", "p3", "p4"];
const REVIEW: &[&str] = &["text", "cause", "measure", "state", "analysis"];
const CARRIED: &[&str] = &["text", "cause", "measure", "state", "why", "since", "from"];

fn week(at: usize) -> Week {
    FIRST.parse::<Week>().unwrap().plus(i64::try_from(at).unwrap())
}

/// What somebody does on a week's sheet.
#[derive(Clone, Debug)]
enum Act {
    /// Types a field of a problem, or takes it back.
    Types(SheetPath, Option<Value>),
    /// Decides about a row of the list.
    Decides(prop::sample::Index, Decision),
    HandsOver,
}

/// The sheets of some weeks in a row.
#[derive(Clone)]
struct History(Vec<Device>);

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |at: usize| self.0[at].document.live().map(move |(path, it)| format!("{} {path} {it:?}", week(at)));
        f.debug_list().entries((0..WEEKS).flat_map(of)).finish()
    }
}

impl History {
    fn of(acts: Vec<(usize, Act)>) -> Self {
        let mut history = Self(vec![Device::new("aa"); WEEKS]);
        for (at, act) in acts {
            match act {
                Act::Types(path, value) => history.write(at, vec![(path, value)]),
                Act::HandsOver => history.hand_over(at),
                Act::Decides(index, decision) => {
                    let rows = history.shown(at);
                    if !rows.is_empty() {
                        let edits = writing(&history.sheet(at), &rows[index.index(rows.len())], &decision);
                        history.write(at, edits);
                    }
                }
            }
        }
        history
    }

    fn write(&mut self, at: usize, edits: Vec<Writing>) {
        edits.into_iter().for_each(|(path, value)| self.0[at].edit(path, value));
    }

    fn hand_over(&mut self, at: usize) {
        let edits = for_hand_over(&self.sheet(at), &self.brought(at));
        self.write(at, edits);
    }

    fn sheet(&self, at: usize) -> Sheet {
        Sheet::of(&self.0[at].document)
    }

    /// What is brought into a week, by the definition: week by week, an empty sheet where nobody wrote.
    fn brought(&self, at: usize) -> Vec<Row> {
        (0..at).fold(Vec::new(), |rows, at| {
            let sheet = self.sheet(at);
            unsolved(&sheet, week(at), &carried(&sheet, &rows))
        })
    }

    /// A week's effective list.
    fn shown(&self, at: usize) -> Vec<Row> {
        carried(&self.sheet(at), &self.brought(at))
    }

    fn field(&self, at: usize, record: &str, problem: &str, field: &str) -> Option<String> {
        let path = SheetPath::parse(&format!("{record}/{problem}/{field}")).unwrap();
        self.0[at].document.get(&path).and_then(Value::as_text).map(str::to_owned)
    }

    /// Whether anything about the problem stands in a week's list of problems brought in.
    fn stores(&self, at: usize, problem: &str) -> bool {
        CARRIED.iter().any(|it| self.field(at, "carried", problem, it).is_some())
    }
}

fn value(field: &str, pick: usize) -> Option<Value> {
    let words: &[&str] = match field {
        "state" => &["open", "solved", "dropped"],
        "cause" => &["supply", "price"],
        "since" | "from" => &["2026-W30", "2026-W53", "x", "2030-W01"],
        _ => &["断货", "窜货", "缺人", " ", ""],
    };
    words.get(pick).map(|it| Value::Text((*it).to_owned()))
}

fn typed(record: &'static str, fields: &'static [&'static str]) -> impl Strategy<Value = Act> {
    (prop::sample::select(PROBLEMS), prop::sample::select(fields), 0_usize..6).prop_map(move |(problem, field, pick)| {
        Act::Types(SheetPath::parse(&format!("{record}/{problem}/{field}")).unwrap(), value(field, pick))
    })
}

fn removed(record: &'static str) -> impl Strategy<Value = Act> {
    prop::sample::select(PROBLEMS).prop_map(move |it| Act::Types(SheetPath::parse(&format!("{record}/{it}")).unwrap(), None))
}

fn decision() -> impl Strategy<Value = Decision> {
    let why = prop::option::of(prop::sample::select(vec!["停产".to_owned(), " ".to_owned()]));
    prop_oneof![Just(Decision::Kept), Just(Decision::Solved), why.prop_map(|why| Decision::Dropped { why })]
}

/// What the product offers: the review is typed, rows are decided and handed over.
fn offered() -> impl Strategy<Value = Act> {
    let problem = prop::sample::select(PROBLEMS)
        .prop_map(|it| Act::Types(SheetPath::parse(&format!("review/problems/{it}/text")).unwrap(), value("text", 0)));
    let decides = (any::<prop::sample::Index>(), decision()).prop_map(|(at, it)| Act::Decides(at, it));
    prop_oneof![3 => problem, 4 => typed("review/problems", REVIEW), 3 => decides, 1 => removed("review/problems"), 1 => Just(Act::HandsOver)]
}

/// What may come in from anywhere.
fn anything() -> impl Strategy<Value = Act> {
    prop_oneof![3 => offered(), 2 => typed("carried", CARRIED), 1 => removed("carried")]
}

fn histories() -> impl Strategy<Value = History> {
    prop::collection::vec((0..WEEKS, anything()), 0..40).prop_map(History::of)
}

/// The fields of a row that are there.
type Fields = BTreeMap<&'static str, String>;

fn fields(row: &Row) -> Fields {
    let it = &row.carried;
    let state = it.state.map(|it| it.word().to_owned());
    let all = [&it.text, &it.cause, &it.measure, &state, &it.why, &it.since, &it.from];
    CARRIED.iter().zip(all).filter_map(|(name, it)| Some((*name, it.clone()?))).collect()
}

/// One problem's way through the weeks: what each week shows of it and what it hands on.
fn way(history: &History, problem: &str) -> Vec<(Fields, Fields)> {
    let (mut way, mut handed) = (Vec::new(), Fields::new());
    let is_blank = |it: Option<&String>| it.is_none_or(|it| it.trim().is_empty());
    for at in 0..WEEKS {
        let mut shown = std::mem::take(&mut handed);
        for name in CARRIED {
            let stored = history.field(at, "carried", problem, name);
            let emptied = *name == "text" && shown.contains_key("text") && is_blank(stored.as_ref());
            if let (Some(it), false) = (stored, emptied) {
                shown.insert(name, it);
            }
        }
        let reviewed = history.field(at, "review/problems", problem, "text");
        let now = if is_blank(reviewed.as_ref()) {
            shown.clone()
        } else {
            REVIEW.iter().filter_map(|it| Some((*it, history.field(at, "review/problems", problem, it)?))).collect()
        };
        if !is_blank(now.get("text")) && now.get("state").is_none_or(|it| it == "open") {
            let kept = ["text", "cause", "measure"].into_iter().filter(|it| !is_blank(now.get(it)));
            handed = kept.map(|it| (it, now[it].clone())).collect();
            let mut first = ["since", "from"].iter().filter_map(|it| shown.get(it)?.parse::<Week>().ok());
            let first = first.find(|it| *it <= week(at)).unwrap_or(week(at));
            handed.extend([("since", first.to_string()), ("from", week(at).to_string())]);
        }
        way.push((shown, handed.clone()));
    }
    way
}

fn ids(rows: &[Row]) -> Vec<Id> {
    rows.iter().map(|it| it.id.clone()).collect()
}

/// Whether the list is `first`, and after it others in the order of their ids.
fn goes_on(list: &[Id], first: &[Id]) -> bool {
    list.starts_with(first) && list[first.len()..].is_sorted()
}

/// The rows without their order.
fn bare(rows: &[Row]) -> BTreeMap<Id, Fields> {
    rows.iter().map(|it| (it.id.clone(), fields(it))).collect()
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_problem_goes_the_way_it_would_go_alone(history in histories()) {
        let ways: Vec<_> = PROBLEMS.iter().map(|it| (id(it), way(&history, it))).collect();
        for at in 0..WEEKS {
            let pick = |handed: bool| -> BTreeMap<Id, Fields> {
                let fields = ways.iter().map(|(id, way)| (id.clone(), if handed { way[at].1.clone() } else { way[at].0.clone() }));
                fields.filter(|it| !it.1.is_empty()).collect()
            };
            prop_assert_eq!(bare(&history.shown(at)), pick(false), "shown in {}", week(at));
            prop_assert_eq!(bare(&history.brought(at + 1)), pick(true), "handed on by {}", week(at));
        }
    }

    #[test]
    fn the_order_stays_and_what_is_new_comes_last(history in histories()) {
        for at in 0..WEEKS {
            let (brought, shown, handed) = (ids(&history.brought(at)), ids(&history.shown(at)), ids(&history.brought(at + 1)));
            prop_assert!(goes_on(&shown, &brought), "{:?} after {:?}", shown, brought);
            let open: Vec<Id> = shown.into_iter().filter(|it| handed.contains(it)).collect();
            prop_assert!(goes_on(&handed, &open), "{:?} after {:?}", handed, open);
        }
    }

    #[test]
    fn what_has_ended_comes_back_only_if_it_is_written_again(history in histories()) {
        for (at, problem) in (0..WEEKS).flat_map(|at| PROBLEMS.iter().map(move |it| (at, it))) {
            let in_list = |rows: &[Row]| rows.iter().any(|it| it.id == id(problem));
            let written = history.field(at, "review/problems", problem, "text").is_some() || history.stores(at, problem);
            if !in_list(&history.brought(at)) && !written {
                prop_assert!(!in_list(&history.shown(at)) && !in_list(&history.brought(at + 1)));
            }
        }
    }

    /// With what the product offers, one week after the other.
    #[test]
    fn the_first_week_never_changes_along_a_chain(
        acts in prop::collection::vec((0..WEEKS, offered()), 0..40).prop_map(|mut all| {
            all.sort_by_key(|it| it.0);
            all
        }),
    ) {
        let history = History::of(acts);
        for at in 0..WEEKS {
            let (before, after) = (bare(&history.brought(at)), bare(&history.brought(at + 1)));
            for (problem, it) in &after {
                let since = before.get(problem).map_or(week(at).to_string(), |it| it["since"].clone());
                prop_assert_eq!((&it["since"], &it["from"]), (&since, &week(at).to_string()), "{}", problem);
            }
        }
    }

    #[test]
    fn a_hand_over_changes_nothing_that_is_shown(history in histories(), at in 0..WEEKS) {
        let mut after = history.clone();
        after.hand_over(at);
        prop_assert_eq!(history.shown(at), after.shown(at));
        for week in at..=WEEKS {
            prop_assert_eq!(history.brought(week), after.brought(week));
        }
        prop_assert_eq!(for_hand_over(&after.sheet(at), &after.brought(at)), vec![], "nothing is left to write");
        prop_assert_eq!(bare(&carried(&after.sheet(at), &[])), bare(&after.shown(at)), "the sheet says it by itself");
        // From here on the sheets before it are not needed.
        let sheets: Vec<_> = (at..WEEKS).map(|at| (week(at), after.sheet(at))).collect();
        let sheets: Vec<_> = sheets.iter().map(|(week, it)| (*week, it)).collect();
        prop_assert_eq!(bare(&brought_into(week(WEEKS), &sheets)), bare(&after.brought(WEEKS)));
    }

    #[test]
    fn a_decision_changes_its_row_alone(
        history in histories(), at in 0..WEEKS, index in any::<prop::sample::Index>(), decision in decision(),
    ) {
        let before = history.shown(at);
        if before.is_empty() {
            return Ok(());
        }
        let index = index.index(before.len());
        let (sheet, mut after) = (history.sheet(at), history);
        let edits = writing(&sheet, &before[index], &decision);
        let decided = |it: &SheetPath| matches!(it, SheetPath::CarriedState(_) | SheetPath::CarriedWhy(_));
        let written = sheet.carried.get(&before[index].id) == Some(&before[index].carried);
        prop_assert!(!written || edits.iter().all(|it| decided(&it.0)), "{:?}", edits);
        after.write(at, edits);
        for (now, (row, was)) in after.shown(at).into_iter().zip(before.into_iter().enumerate()) {
            let (mut expected, why) = (was, now.carried.why.clone());
            if row == index {
                let (state, said) = match &decision {
                    Decision::Kept => ("open", None),
                    Decision::Solved => ("solved", None),
                    Decision::Dropped { why } => ("dropped", why.clone().filter(|it| it != " ")),
                };
                prop_assert_eq!(now.carried.state().word(), state);
                prop_assert!(said.is_none() || why == said);
                (expected.carried.state, expected.carried.why) = (now.carried.state, why);
            }
            prop_assert_eq!(now, expected);
        }
    }

    #[test]
    fn weeks_without_a_sheet_may_be_missing(history in histories()) {
        let sheets: Vec<_> = (0..WEEKS).map(|at| (week(at), history.sheet(at))).collect();
        let written: Vec<_> = sheets.iter().filter(|it| it.1 != Sheet::default()).map(|(week, it)| (*week, it)).collect();
        for at in 0..=WEEKS {
            prop_assert_eq!(brought_into(week(at), &written), history.brought(at), "{}", week(at));
        }
    }
}
