//! The problem chain: what one week hands on to the next, what a week shows as brought in, and the edits that write it down.
//! How old a problem is and what a decision means is review's; which of them hurts most is suggest's; when to write is the
//! caller's, for opening a week writes nothing.
//!
//! A week's list is computed from the sheets before it: `effective(week) = carried(sheet, unsolved(sheet before, week before,
//! effective(week before)))`. A week nobody has written in is an empty sheet, through which the chain goes.

use super::id::Id;
use super::path::SheetPath;
use super::review::{Carried, ProblemState, ReviewProblem};
use super::sheet::Sheet;
use super::value::Value;
use super::week::Week;

/// A problem in a week's list of problems brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The same from the day the problem is written until it is solved or dropped.
    pub id: Id,
    pub carried: Carried,
}

/// What is decided about a problem brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Kept,
    Solved,
    /// With a word why, which may also follow later.
    Dropped {
        why: Option<String>,
    },
}

/// One value to write on a sheet.
pub type Writing = (SheetPath, Option<Value>);

/// What a week hands on, given its sheet and its effective list: the problems brought in first, in their order, then those of
/// its review in the order they were written. Each is open and undecided.
pub fn unsolved(last: &Sheet, week: Week, carried: &[Row]) -> Vec<Row> {
    let mut rows = Vec::new();
    for row in carried {
        // The review is the later word. One whose text was taken away is no problem of the review.
        let stands = in_review(last, &row.id).unwrap_or_else(|| row.carried.clone());
        rows.extend(handed_on(&row.id, stands, first_written(&row.carried, week), week));
    }
    for id in last.review.problems.keys().filter(|it| !stands_in(carried, it)) {
        rows.extend(in_review(last, id).and_then(|it| handed_on(id, it, week, week)));
    }
    rows
}

/// A week's effective list: what is brought in, under what its sheet says field by field, then the rows its sheet alone has,
/// in the order of their ids. A row stays once it is written, whatever becomes of the week before.
pub fn carried(sheet: &Sheet, brought: &[Row]) -> Vec<Row> {
    let mut rows: Vec<Row> = brought.iter().map(|it| overlaid(it, sheet.carried.get(&it.id))).collect();
    for (id, stored) in sheet.carried.iter() {
        // A record whose last field was taken back is no record.
        if *stored != Carried::default() && !stands_in(brought, id) {
            rows.push(Row { id: id.clone(), carried: stored.clone() });
        }
    }
    rows
}

/// What is brought into a week from the sheets before it, which stand in the order of their weeks; weeks between them that
/// have no sheet are gone through, and sheets of the week itself or later are passed over.
///
/// It need not begin with the first sheet of all, but with any into which nothing is brought that is not written there.
pub fn brought_into(week: Week, sheets: &[(Week, &Sheet)]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, sheet) in sheets.iter().filter(|it| it.0 < week) {
        brought_from(&mut rows, at.plus(-1));
        rows = unsolved(sheet, *at, &carried(sheet, &rows));
    }
    brought_from(&mut rows, week.plus(-1));
    rows
}

/// The edits that a decision makes: all of the row that the sheet does not hold yet, and what is decided. On a row that is
/// written they are what is decided and nothing else.
pub fn writing(sheet: &Sheet, row: &Row, decision: &Decision) -> Vec<Writing> {
    let (state, why) = match decision {
        Decision::Kept => (ProblemState::Open, None),
        Decision::Solved => (ProblemState::Solved, None),
        Decision::Dropped { why } => (ProblemState::Dropped, why.as_ref().filter(|it| is_text(it))),
    };
    let mut edits = written_out(sheet, row);
    edits.push((SheetPath::CarriedState(row.id.clone()), value(state.word())));
    edits.extend(why.map(|it| (SheetPath::CarriedWhy(row.id.clone()), value(it))));
    edits
}

/// The edits that write what is computed of a row, so that something else can be changed in it. They decide nothing.
pub fn written_out(sheet: &Sheet, row: &Row) -> Vec<Writing> {
    let Carried { from, text, cause, measure, since, .. } = &row.carried;
    let (id, stored) = (|| row.id.clone(), sheet.carried.get(&row.id).cloned().unwrap_or_default());
    let fields = [
        (SheetPath::CarriedFrom(id()), from, stored.from),
        (SheetPath::CarriedText(id()), text, stored.text),
        (SheetPath::CarriedCause(id()), cause, stored.cause),
        (SheetPath::CarriedMeasure(id()), measure, stored.measure),
        (SheetPath::CarriedSince(id()), since, stored.since),
    ];
    let computed = fields.into_iter().filter(|(_, shown, stored)| *shown != stored);
    computed.filter_map(|(path, shown, _)| Some((path, value(shown.as_ref()?)))).collect()
}

/// The edits by which a hand-over writes what is still computed: afterwards the sheet shows the same list by itself.
pub fn for_hand_over(sheet: &Sheet, brought: &[Row]) -> Vec<Writing> {
    carried(sheet, brought).iter().flat_map(|it| written_out(sheet, it)).collect()
}

/// The problem as the review has it, if it stands there.
fn in_review(sheet: &Sheet, id: &Id) -> Option<Carried> {
    let ReviewProblem { text, cause, measure, state, .. } = sheet.review.problems.get(id)?;
    let (text, cause, measure) = (text.clone(), cause.clone(), measure.clone());
    is_filled(&text).then(|| Carried { text, cause, measure, state: *state, ..Carried::default() })
}

/// The row that goes on to the next week, if the problem is one and still open.
fn handed_on(id: &Id, it: Carried, since: Week, week: Week) -> Option<Row> {
    if !is_filled(&it.text) || it.state() != ProblemState::Open {
        return None;
    }
    let carried = Carried {
        from: Some(week.to_string()),
        text: it.text,
        cause: it.cause,
        measure: it.measure.filter(|it| is_text(it)),
        since: Some(since.to_string()),
        state: None,
        why: None,
    };
    Some(Row { id: id.clone(), carried })
}

/// The week a problem was first written in. One added to the list by hand may not say it; then it is the week it came from,
/// at last the week in whose list it stands. A week still to come says nothing.
fn first_written(it: &Carried, week: Week) -> Week {
    let said = |it: &Option<String>| it.as_ref()?.parse::<Week>().ok().filter(|it| *it <= week);
    said(&it.since).or_else(|| said(&it.from)).unwrap_or(week)
}

/// A row brought in under what the sheet says about it.
fn overlaid(row: &Row, stored: Option<&Carried>) -> Row {
    let stored = stored.cloned().unwrap_or_default();
    let brought = row.carried.clone();
    // Emptying its text is no way out of the chain: it shows again until it is solved or dropped.
    let text = stored.text.filter(|it| is_text(it));
    let carried = Carried {
        from: stored.from.or(brought.from),
        text: text.or(brought.text),
        cause: stored.cause.or(brought.cause),
        measure: stored.measure.or(brought.measure),
        since: stored.since.or(brought.since),
        state: stored.state.or(brought.state),
        why: stored.why.or(brought.why),
    };
    Row { id: row.id.clone(), carried }
}

fn brought_from(rows: &mut [Row], week: Week) {
    rows.iter_mut().for_each(|it| it.carried.from = Some(week.to_string()));
}

fn stands_in(rows: &[Row], id: &Id) -> bool {
    rows.iter().any(|it| it.id == *id)
}

/// Whether anything is said: blanks are no word.
pub(super) fn is_filled(text: &Option<String>) -> bool {
    text.as_ref().is_some_and(|it| is_text(it))
}

pub(super) fn is_text(text: &str) -> bool {
    !text.trim().is_empty()
}

fn value(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::path::Path;
    use super::*;

    fn week(text: &str) -> Week {
        text.parse().unwrap()
    }

    /// A sheet on which these texts stand at these paths of the chain.
    fn sheet(values: &[(&str, &str)]) -> Sheet {
        let mut document = super::super::fold::Document::default();
        for (path, text) in values {
            document.fill(SheetPath::parse(path).unwrap(), Value::Text((*text).to_owned()));
        }
        Sheet::of(&document)
    }

    /// `id text cause measure from since state why`, with `-` for what is not there.
    fn said(rows: &[Row]) -> Vec<String> {
        let row = |Row { id, carried: it }: &Row| {
            let field = |it: &Option<String>| it.clone().unwrap_or("-".to_owned());
            let fields = [&it.text, &it.cause, &it.measure, &it.from, &it.since].map(field).join(" ");
            let state = it.state.map_or("-", ProblemState::word);
            format!("{id} {fields} {state} {}", field(&it.why))
        };
        rows.iter().map(row).collect()
    }

    fn edits(edits: &[Writing]) -> Vec<String> {
        let said = |(path, value): &Writing| format!("{path}={}", value.as_ref().and_then(Value::as_text).unwrap_or("-"));
        edits.iter().map(said).collect()
    }

    #[track_caller]
    fn check_handed_on(values: &[(&str, &str)], expected: &[&str]) {
        let last = sheet(values);
        assert_eq!(said(&unsolved(&last, week("2026-W47"), &carried(&last, &[]))), expected, "{values:?}");
    }

    #[test]
    fn what_is_neither_solved_nor_dropped_is_handed_on() {
        let text = ("review/problems/p1/text", "断货");
        check_handed_on(&[], &[]);
        check_handed_on(&[("days/2026-11-16/problems/p1/text", "断货"), ("review/work", "铺货")], &[]);
        check_handed_on(&[text], &["p1 断货 - - 2026-W47 2026-W47 - -"]);
        check_handed_on(&[text, ("review/problems/p1/state", "open")], &["p1 断货 - - 2026-W47 2026-W47 - -"]);
        for state in ["solved", "dropped"] {
            check_handed_on(&[text, ("review/problems/p1/state", state)], &[]);
            check_handed_on(&[("carried/p1/text", "断货"), ("carried/p1/state", state)], &[]);
        }
        for blank in ["", " \n "] {
            check_handed_on(&[("review/problems/p1/text", blank), ("review/problems/p1/measure", "报")], &[]);
            check_handed_on(&[("carried/p1/text", blank), ("carried/p1/since", "2026-W45")], &[]);
        }
        let fields =
            [text, ("review/problems/p1/cause", "supply"), ("review/problems/p1/measure", "报"), ("carried/p0/text", "旧")];
        check_handed_on(&fields, &["p0 旧 - - 2026-W47 2026-W47 - -", "p1 断货 supply 报 2026-W47 2026-W47 - -"]);
    }

    #[test]
    fn the_review_wins_over_the_list_and_the_first_week_stays() {
        let brought = [("carried/p1/text", "旧"), ("carried/p1/measure", "等"), ("carried/p1/since", "2026-W44")];
        let with = |more: &[(&'static str, &'static str)]| [&brought, more].concat();
        check_handed_on(&with(&[("carried/p1/why", "?")]), &["p1 旧 - 等 2026-W47 2026-W44 - -"]);
        let review = ("review/problems/p1/text", "新");
        check_handed_on(&with(&[review]), &["p1 新 - - 2026-W47 2026-W44 - -"]);
        check_handed_on(&with(&[review, ("carried/p1/state", "solved")]), &["p1 新 - - 2026-W47 2026-W44 - -"]);
        check_handed_on(&with(&[review, ("review/problems/p1/state", "solved")]), &[]);
        // Without a text it does not stand in the review.
        let emptied = [("review/problems/p1/text", ""), ("review/problems/p1/state", "solved")];
        check_handed_on(&with(&emptied), &["p1 旧 - 等 2026-W47 2026-W44 - -"]);
    }

    #[test]
    fn a_first_week_that_is_none_is_made_good() {
        for (since, from, expected) in [
            ("2026-W44", "2026-W46", "2026-W44"),
            ("last-autumn", "2026-W46", "2026-W46"),
            ("2026-W48", "2026-W46", "2026-W46"),
            ("2025-W53", "2026-W50", "2026-W47"),
            ("2025-W01", "x", "2025-W01"),
        ] {
            let row = [("carried/p1/text", "断货"), ("carried/p1/since", since), ("carried/p1/from", from)];
            check_handed_on(&row, &[&format!("p1 断货 - - 2026-W47 {expected} - -")]);
        }
    }

    #[test]
    fn a_sheet_says_what_it_says_and_the_rest_is_brought() {
        let last = sheet(&[("review/problems/p2/text", "断货"), ("review/problems/p2/measure", "报")]);
        let brought = unsolved(&last, week("2026-W47"), &[]);
        let check = |values: &[(&str, &str)], expected: &[&str]| assert_eq!(said(&carried(&sheet(values), &brought)), expected);
        check(&[], &["p2 断货 - 报 2026-W47 2026-W47 - -"]);
        check(&[("carried/p2/state", "solved")], &["p2 断货 - 报 2026-W47 2026-W47 solved -"]);
        check(&[("carried/p2/measure", "")], &["p2 断货 -  2026-W47 2026-W47 - -"]);
        check(&[("carried/p2/text", " ")], &["p2 断货 - 报 2026-W47 2026-W47 - -"]);
        check(&[("carried/p2/text", "缺货"), ("carried/p2/since", "2026-W40")], &["p2 缺货 - 报 2026-W47 2026-W40 - -"]);
        let own = [("carried/p3/cause", "price"), ("carried/p1/text", "手写"), ("carried/p1/state", "solved")];
        check(&own, &["p2 断货 - 报 2026-W47 2026-W47 - -", "p1 手写 - - - - solved -", "p3 - price - - - - -"]);
        let mut taken_back = Sheet::default();
        taken_back.carried.or_default(&"p1".parse().unwrap());
        assert_eq!(carried(&taken_back, &[]), []);
    }

    #[test]
    fn the_first_decision_writes_the_row_and_the_next_itself_alone() {
        let last = sheet(&[("review/problems/p1/text", "断货"), ("review/problems/p1/cause", "supply")]);
        let row = unsolved(&last, week("2026-W47"), &[]).remove(0);
        let all = ["carried/p1/from=2026-W47", "carried/p1/text=断货", "carried/p1/cause=supply", "carried/p1/since=2026-W47"];
        let mut written = Sheet::default();
        written.carried.insert(row.id.clone(), row.carried.clone());
        let why = |it: &str| Decision::Dropped { why: Some(it.to_owned()) };
        for (decision, expected) in [
            (Decision::Kept, &["carried/p1/state=open"][..]),
            (Decision::Solved, &["carried/p1/state=solved"]),
            (Decision::Dropped { why: None }, &["carried/p1/state=dropped"]),
            (why(" "), &["carried/p1/state=dropped"]),
            (why("停产"), &["carried/p1/state=dropped", "carried/p1/why=停产"]),
        ] {
            assert_eq!(edits(&writing(&Sheet::default(), &row, &decision)), [&all[..], expected].concat());
            assert_eq!(edits(&writing(&written, &row, &decision)), expected);
        }
        assert_eq!((edits(&written_out(&last, &row)), written_out(&written, &row)), (all.map(str::to_owned).to_vec(), vec![]));
    }

    #[test]
    fn a_hand_over_writes_what_is_computed() {
        let last = sheet(&[("review/problems/p1/text", "断货"), ("review/problems/p2/text", "窜货")]);
        let brought = unsolved(&last, week("2026-W47"), &[]);
        let some = [("carried/p1/text", "缺货"), ("carried/p1/from", "2026-W47"), ("carried/p3/text", "手写")];
        let p2 = ["carried/p2/from=2026-W47", "carried/p2/text=窜货", "carried/p2/since=2026-W47"];
        let expected = [&["carried/p1/since=2026-W47"], &p2[..]].concat();
        assert_eq!(edits(&for_hand_over(&sheet(&some), &brought)), expected);
    }

    #[test]
    fn the_chain_goes_through_weeks_without_a_sheet_and_over_the_year() {
        let first = sheet(&[("review/problems/p1/text", "断货")]);
        let third = sheet(&[("review/problems/p2/text", "窜货")]);
        let sheets = [(week("2026-W52"), &first), (week("2027-W01"), &third), (week("2027-W04"), &first)];
        let check = |into, expected: &[&str]| assert_eq!(said(&brought_into(week(into), &sheets)), expected, "{into}");
        check("2026-W52", &[]);
        check("2026-W53", &["p1 断货 - - 2026-W52 2026-W52 - -"]);
        check("2027-W01", &["p1 断货 - - 2026-W53 2026-W52 - -"]);
        check("2027-W03", &["p1 断货 - - 2027-W02 2026-W52 - -", "p2 窜货 - - 2027-W02 2027-W01 - -"]);
        let age = brought_into(week("2027-W03"), &sheets)[0].carried.age(week("2027-W03"));
        assert_eq!(age, Some(5));
    }
}
