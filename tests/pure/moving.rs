//! A visit put on another day, against a plain model: the week as a list of visits, each a day, a customer and what is said.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use onesheet::domain::edit::{Edit, Stamp};
use onesheet::domain::fold::{Document, Known};
use onesheet::domain::path::{Kind, Path, SheetPath};
use onesheet::domain::undo::Undo;
use onesheet::domain::value::Value;
use onesheet::domain::visits::moved;
use onesheet::domain::week::{Week, parse_date};
use proptest::prelude::*;

use super::devices::{WEEK, id};
use super::laws::cases;

/// What the model knows of a visit: its fields by name. A visit of which nothing is said is none.
type Visits = BTreeMap<(NaiveDate, String), BTreeMap<String, Value>>;

fn days() -> Vec<NaiveDate> {
    WEEK.parse::<Week>().unwrap().days().collect()
}

/// The fields of a visit, as the published table names them.
fn fields() -> Vec<(&'static str, Kind)> {
    let table = SheetPath::table().into_iter().filter(|it| it.0.get(2) == Some(&"visits"));
    table.filter_map(|(segments, kind)| Some((*segments.get(4)?, kind))).collect()
}

fn value(kind: Kind, pick: u8) -> Value {
    match kind {
        Kind::Flag => Value::Flag(pick > 0),
        Kind::Choice(words) => Value::Text(words[usize::from(pick) % words.len()].to_owned()),
        Kind::Date => Value::Text(format!("2026-11-2{}", pick % 9)),
        _ => Value::Text(format!("要点 {pick}")),
    }
}

fn path(date: NaiveDate, customer: &str, field: &str) -> SheetPath {
    SheetPath::parse(&format!("days/{date}/visits/{customer}/{field}")).unwrap()
}

fn write(document: &mut Document<SheetPath>, counter: &mut u64, edits: Vec<(SheetPath, Option<Value>)>) {
    for (path, value) in edits {
        *counter += 1;
        document.fold(Edit { path, value, stamp: Stamp { counter: *counter, device: id("a1"), tab: id("t") } });
    }
}

/// The visits of a document, read without the page's own records.
fn visits(document: &Document<SheetPath>) -> Visits {
    let mut all = Visits::new();
    for (path, value) in document.live() {
        let text = path.to_string();
        let [_, date, "visits", customer, field] = text.split('/').collect::<Vec<_>>()[..] else { continue };
        // Not planned is what a visit is unless it is said to be.
        if *value != Value::Flag(false) {
            let visit = all.entry((parse_date(date).unwrap(), customer.to_owned())).or_default();
            visit.insert(field.to_owned(), value.clone());
        }
    }
    all
}

/// Days and customers by number, and fields with what stands in them.
fn made(planned: Vec<(usize, usize, usize, u8)>) -> (Document<SheetPath>, u64) {
    let (mut document, mut counter) = (Document::default(), 0);
    for (day, customer, field, pick) in planned {
        let (name, kind) = fields()[field];
        let path = path(days()[day], &format!("c{customer}"), name);
        write(&mut document, &mut counter, vec![(path, Some(value(kind, pick)))]);
    }
    // Something else of the same days, which no move may touch.
    let beside = [("days/2026-11-23/focus", "新品"), ("days/2026-11-24/summary", "下雨"), ("messages/m1/text", "断货")];
    let edit = |(path, text): (&str, &str)| (SheetPath::parse(path).unwrap(), Some(Value::Text(text.to_owned())));
    write(&mut document, &mut counter, beside.map(edit).into());
    (document, counter)
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn nothing_is_lost_and_nothing_is_there_twice(
        planned in prop::collection::vec((0_usize..3, 0_usize..3, 0_usize..6, 0_u8..4), 0..30),
        moves in prop::collection::vec((0_usize..3, 0_usize..3, 0_usize..7), 1..6),
    ) {
        let (mut document, mut counter) = made(planned);
        let mut model = visits(&document);
        for (from, customer, to) in moves {
            let (from, code, to) = (days()[from], format!("c{customer}"), days()[to]);
            let before = document.clone();
            let edits = moved(&document, from, &id(&code), to);
            let stays = model.get(&(from, code.clone())).is_none_or(|it| it.contains_key("outcome"));
            let goes = !stays && !model.contains_key(&(to, code.clone()));
            prop_assert_eq!(goes, !edits.is_empty());
            if let (true, Some(visit)) = (goes, model.get(&(from, code.clone())).cloned()) {
                model.remove(&(from, code.clone()));
                model.insert((to, code), visit);
            }
            // One step of undo, as the page makes it, brings the day back as it was.
            let mut undo = Undo::default();
            let changes = edits.iter().flat_map(|(path, value)| Undo::changes(&document, path, value.as_ref())).collect();
            write(&mut document, &mut counter, edits);
            prop_assert_eq!(&visits(&document), &model);
            if goes {
                undo.record(changes, false);
                let mut back = document.clone();
                write(&mut back, &mut counter, undo.undo().unwrap());
                prop_assert_eq!(visits(&back), visits(&before));
            }
            let others = |it: &Document<SheetPath>| {
                it.live().filter(|it| !it.0.to_string().contains("/visits/")).map(|it| (it.0.clone(), it.1.clone())).collect::<Vec<_>>()
            };
            prop_assert_eq!(others(&document), others(&before));
        }
    }
}

#[test]
fn a_visit_two_devices_say_different_things_of_stays_where_it_is() {
    let (from, to) = (days()[0], days()[1]);
    let note = path(from, "c1", "note");
    let device = |name: &str, text: &str| {
        let mut document = Document::default();
        let stamp = Stamp { counter: 1, device: id(name), tab: id("t") };
        document.fold(Edit { path: note.clone(), value: Some(Value::Text(text.to_owned())), stamp });
        (document, Known::from([(id(name), 1)]))
    };
    let ((mut ours, known), (theirs, their_known)) = (device("aa", "上柜两条"), device("bb", "上柜三条"));
    assert_eq!(moved(&ours, from, &id("c1"), to).len(), 2);
    ours.merge(&known, &theirs, &their_known);
    assert_eq!(moved(&ours, from, &id("c1"), to), []);
    ours.fold(Edit {
        path: note.clone(),
        value: Some(Value::Text("上柜三条".to_owned())),
        stamp: Stamp { counter: 2, device: id("aa"), tab: id("t") },
    });
    assert_eq!(moved(&ours, from, &id("c1"), to).len(), 2, "it was chosen");
}
