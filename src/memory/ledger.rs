//! The ledger of problems: every chain from the week it was written until it was settled, with what was tried against it, how old it
//! became, and whether the same came again; and which causes weigh most. What a week hands on is the chain's (`domain/chain`).

use crate::domain::chain::{carried, unsolved};
use crate::domain::customers::plain;
use crate::domain::id::Id;
use crate::domain::review::ProblemState;
use crate::domain::sheet::Sheet;
use crate::domain::week::Week;

/// A problem through the weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    pub id: Id,
    pub since: Week,
    /// The last week it stands in; the present one while it is open.
    pub until: Week,
    pub text: String,
    pub cause: Option<String>,
    /// What was tried against it, each once, in the order it was written.
    pub measures: Vec<String>,
    pub state: ProblemState,
    /// Why it was dropped.
    pub why: Option<String>,
    /// Where it stands last: its week, and whether that is in the review.
    pub at: (Week, bool),
    /// It was the principal problem of a week.
    pub is_principal: bool,
    /// Which of those with the same words it is, and how many there are.
    pub recurrence: (usize, usize),
}

impl Chain {
    /// In weeks; the week it was first written is the first.
    pub fn age(&self) -> i64 {
        (self.until.monday() - self.since.monday()).num_weeks() + 1
    }
}

/// A cause and how many problems had it; none is a cause nobody named.
pub type Weight = (Option<String>, usize);

/// What a week says of one problem.
struct Saying {
    text: Option<String>,
    cause: Option<String>,
    measure: Option<String>,
    state: Option<ProblemState>,
    why: Option<String>,
    since: Option<Week>,
    is_in_review: bool,
    is_principal: bool,
}

/// Every chain of the weeks, which stand in their order: the open ones first, the oldest first among them; then the others, the last
/// settled first.
pub fn chains(weeks: &[(Week, &Sheet)], now: Week) -> Vec<Chain> {
    let mut all: Vec<Chain> = Vec::new();
    let mut brought = Vec::new();
    for (week, sheet) in weeks {
        let rows = carried(sheet, &brought);
        for row in &rows {
            let it = &row.carried;
            let since = it.since.as_ref().or(it.from.as_ref()).and_then(|it| it.parse().ok()).filter(|it| it <= week);
            take(
                &mut all,
                *week,
                &row.id,
                Saying {
                    text: it.text.clone(),
                    cause: it.cause.clone(),
                    measure: it.measure.clone(),
                    state: it.state,
                    why: it.why.clone(),
                    since,
                    is_in_review: false,
                    is_principal: false,
                },
            );
        }
        for (id, it) in sheet.review.problems.iter() {
            take(
                &mut all,
                *week,
                id,
                Saying {
                    text: it.text.clone(),
                    cause: it.cause.clone(),
                    measure: it.measure.clone(),
                    // The review is the later word.
                    state: Some(it.state.unwrap_or(ProblemState::Open)),
                    why: None,
                    since: None,
                    is_in_review: true,
                    is_principal: sheet.review.principal() == Some(id),
                },
            );
        }
        brought = unsolved(sheet, *week, &rows);
    }
    for it in all.iter_mut().filter(|it| it.state == ProblemState::Open) {
        it.until = it.until.max(now);
    }
    recur(&mut all);
    all.sort_by_key(|it| {
        let is_settled = it.state != ProblemState::Open;
        (is_settled, if is_settled { -day(it.until) } else { day(it.since) })
    });
    all
}

fn day(week: Week) -> i64 {
    week.monday().signed_duration_since(chrono::NaiveDate::default()).num_days()
}

/// Takes in what a week says of a problem. One without a text is none.
fn take(all: &mut Vec<Chain>, week: Week, id: &Id, said: Saying) {
    let text = said.text.filter(|it| !it.trim().is_empty());
    let at = all.iter().position(|it| it.id == *id);
    let at = match (at, text) {
        (Some(at), text) => {
            all[at].text = text.unwrap_or_else(|| std::mem::take(&mut all[at].text));
            at
        }
        (None, None) => return,
        (None, Some(text)) => {
            let since = said.since.unwrap_or(week);
            all.push(Chain {
                id: id.clone(),
                since,
                until: week,
                text,
                cause: None,
                measures: Vec::new(),
                state: ProblemState::Open,
                why: None,
                at: (week, said.is_in_review),
                is_principal: false,
                recurrence: (1, 1),
            });
            all.len() - 1
        }
    };
    let it = &mut all[at];
    (it.until, it.at) = (week, (week, said.is_in_review));
    it.cause = said.cause.or(it.cause.take());
    it.state = said.state.unwrap_or(ProblemState::Open);
    it.why = said.why.or(it.why.take());
    it.is_principal |= said.is_principal;
    if let Some(measure) =
        said.measure.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty() && !all[at].measures.contains(it))
    {
        all[at].measures.push(measure);
    }
}

/// Counts those of the same words, in the order they were first written.
fn recur(all: &mut [Chain]) {
    let words: Vec<String> = all.iter().map(|it| told(&it.text)).collect();
    for at in 0..all.len() {
        let same = (0..all.len()).filter(|it| words[*it] == words[at]);
        let before = same.clone().filter(|it| (all[*it].since, *it) < (all[at].since, at)).count();
        all[at].recurrence = (before + 1, same.count());
    }
}

/// A text by its letters alone: who writes the same again does not put the same signs between.
fn told(text: &str) -> String {
    text.chars().map(plain).filter(|it| it.is_alphanumeric()).collect()
}

/// The causes, the one of most problems first.
pub fn causes(chains: &[Chain]) -> Vec<Weight> {
    let mut all: Vec<Weight> = Vec::new();
    for it in chains {
        match all.iter_mut().find(|weight| weight.0 == it.cause) {
            Some(weight) => weight.1 += 1,
            None => all.push((it.cause.clone(), 1)),
        }
    }
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fold::Document;
    use crate::domain::path::{Path, SheetPath};
    use crate::domain::value::Value;

    fn sheet(values: &[(&str, &str)]) -> Sheet {
        let mut document = Document::default();
        for (path, value) in values {
            document.fill(SheetPath::parse(path).unwrap(), Value::Text((*value).to_owned()));
        }
        Sheet::of(&document)
    }

    fn told_of(sheets: &[(&str, Sheet)], now: &str) -> Vec<String> {
        let weeks: Vec<(Week, &Sheet)> = sheets.iter().map(|it| (it.0.parse().unwrap(), &it.1)).collect();
        let chains = chains(&weeks, now.parse().unwrap());
        let said = |it: &Chain| {
            let cause = it.cause.as_deref().unwrap_or("-");
            let (nth, of) = it.recurrence;
            format!(
                "{} {} {} {cause} {} {} {nth}/{of} [{}]",
                it.id,
                it.text,
                it.since,
                it.age(),
                it.state.word(),
                it.measures.join("|")
            )
        };
        chains.iter().map(said).collect()
    }

    #[test]
    fn a_chain_goes_from_week_to_week_with_what_was_tried() {
        let sheets = [
            (
                "2026-W44",
                sheet(&[
                    ("review/problems/p1/text", "断货"),
                    ("review/problems/p1/cause", "supply"),
                    ("review/problems/p1/measure", "报主任"),
                    ("review/problems/p2/text", "价签不齐"),
                ]),
            ),
            ("2026-W45", sheet(&[("carried/p1/measure", "找替代"), ("carried/p2/state", "solved")])),
            ("2026-W47", sheet(&[("review/problems/p3/text", "断货。"), ("review/principal", "p3")])),
        ];
        assert_eq!(
            told_of(&sheets, "2026-W48"),
            [
                "p1 断货 2026-W44 supply 5 open 1/2 [报主任|找替代]",
                "p3 断货。 2026-W47 - 2 open 2/2 []",
                "p2 价签不齐 2026-W44 - 2 solved 1/1 []",
            ]
        );
    }

    #[test]
    fn what_is_settled_ends_and_what_has_no_words_is_none() {
        let sheets = [
            ("2026-W44", sheet(&[("review/problems/p1/text", "断货"), ("review/problems/p9/measure", "？")])),
            ("2026-W45", sheet(&[("review/problems/p1/text", "断货严重"), ("review/problems/p1/state", "dropped")])),
            ("2026-W46", sheet(&[])),
        ];
        assert_eq!(told_of(&sheets, "2026-W48"), ["p1 断货严重 2026-W44 - 2 dropped 1/1 []"]);
    }

    #[test]
    fn causes_are_weighed() {
        let all: Vec<(String, String)> = [("a", "price"), ("b", "supply"), ("c", "supply"), ("d", "")]
            .iter()
            .flat_map(|(id, cause)| {
                let at = |field: &str| format!("review/problems/{id}/{field}");
                let cause = (!cause.is_empty()).then(|| (at("cause"), (*cause).to_owned()));
                std::iter::once((at("text"), (*id).to_owned())).chain(cause)
            })
            .collect();
        let it = sheet(&all.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect::<Vec<_>>());
        let chains = chains(&[("2026-W44".parse().unwrap(), &it)], "2026-W44".parse().unwrap());
        let said: Vec<_> = causes(&chains).into_iter().map(|it| (it.0.unwrap_or_default(), it.1)).collect();
        assert_eq!(said, [("supply".to_owned(), 2), (String::new(), 1), ("price".to_owned(), 1)]);
    }
}
