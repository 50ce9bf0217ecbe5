//! Own earlier words, offered while one types: points, methods and measures that were written before, and what was tried against a
//! problem like the one that is being written. What names a customer, or has a telephone or a licence in it, is never offered: it
//! would stand with another one.

use crate::domain::customers::pinyin::Initials;
use crate::domain::customers::plain;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::path::{Key, Path, RosterPath, SheetPath};
use crate::domain::review::ProblemState;
use crate::domain::sheet::{Sheet, points};
use crate::domain::value::shown;
use crate::domain::week::Week;
use crate::memory::ledger::Chain;
use crate::office::alike::likeness;

/// Phrases that are offered at once.
const MOST: usize = 5;
/// Earlier problems that are.
const PROBLEMS: usize = 2;
/// From this likeness on, in hundredths, a problem is like another; and the signs that must be there to tell.
const ALIKE: usize = 50;
const TELLING: usize = 4;
/// Digits in a row that may be a telephone or a licence.
const DIGITS: usize = 7;
/// Signs of a name that tell a person or a shop.
const NAME: usize = 2;

/// What is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Point,
    Method,
    Measure,
    Problem,
}

/// What a field is for; none where nothing is offered.
pub fn sort(path: &SheetPath) -> Option<Sort> {
    use SheetPath as P;
    Some(match path {
        P::VisitPoint(..) => Sort::Point,
        P::TaskMethod(_) => Sort::Method,
        P::DayProblemMeasure(..) | P::ReviewProblemMeasure(_) | P::CarriedMeasure(_) => Sort::Measure,
        P::DayProblemText(..) | P::ReviewProblemText(_) => Sort::Problem,
        _ => return None,
    })
}

/// Texts no phrase may have in it.
pub struct Personal(Vec<String>);

impl Personal {
    /// What a roster says of people and their shops.
    pub fn of(roster: &Document<RosterPath>) -> Self {
        use RosterPath as P;
        let is_personal = |it: &RosterPath| {
            matches!(it, P::Name(_) | P::Owner(_) | P::Wechat(_) | P::License(_) | P::Address(_) | P::Phone(_))
        };
        let texts = roster.live().filter(|it| is_personal(it.0)).map(|it| folded(&shown(Some(it.1), None)));
        let codes = roster.live().filter_map(|it| match it.0.keys()[0] {
            Some(Key::Id(code)) => Some(folded(code.as_str())),
            _ => None,
        });
        let mut all: Vec<String> = texts.chain(codes).filter(|it| it.chars().count() >= NAME).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// Whether a text has any of it.
    pub fn is_in(&self, text: &str) -> bool {
        let text = folded(text);
        let digits = text.split(|it: char| !it.is_ascii_digit() && !matches!(it, ' ' | '-'));
        let has_number = digits.into_iter().any(|it| it.bytes().filter(u8::is_ascii_digit).count() >= DIGITS);
        has_number || self.0.iter().any(|it| text.contains(it))
    }
}

fn folded(text: &str) -> String {
    text.trim().chars().map(plain).collect()
}

/// Everything phrases are taken from.
pub struct Source<'a> {
    pub sheets: &'a [(Week, &'a Sheet)],
    pub personal: &'a Personal,
    pub initials: &'a Initials,
}

impl Source<'_> {
    /// Earlier points of the same sort that have what is typed in them, or begin so in pinyin: those first that begin with it, then
    /// those written most often, then the latest. What is being typed is none.
    pub fn offered(&self, sort: Sort, (now, at): (Week, &SheetPath), typed: &str) -> Vec<String> {
        let typed = folded(typed);
        if typed.is_empty() {
            return Vec::new();
        }
        // The text, whether it begins so, how often, and in which of the weeks last.
        let mut found: Vec<(String, bool, usize, usize)> = Vec::new();
        for (nth, (week, sheet)) in self.sheets.iter().enumerate() {
            for (path, text) in written(sheet, sort) {
                if *week == now && path == *at {
                    continue;
                }
                for point in points(text).map(str::trim) {
                    match found.iter_mut().find(|it| it.0 == point) {
                        Some(it) => (it.2, it.3) = (it.2 + 1, nth),
                        None => {
                            let folded = folded(point);
                            let place = folded.find(&typed).or_else(|| self.initials.find(&folded, &typed));
                            let Some(place) = place.filter(|_| folded != typed) else { continue };
                            found.push((point.to_owned(), place == 0, 1, nth));
                        }
                    }
                }
            }
        }
        found.retain(|it| !self.personal.is_in(&it.0));
        found.sort_by_key(|it| std::cmp::Reverse((it.1, it.2, it.3)));
        found.into_iter().take(MOST).map(|it| it.0).collect()
    }
}

fn written(sheet: &Sheet, sort: Sort) -> Vec<(SheetPath, &str)> {
    use SheetPath as P;
    let mut all: Vec<(SheetPath, Option<&String>)> = Vec::new();
    match sort {
        Sort::Method => all.extend(sheet.tasks.iter().map(|(id, it)| (P::TaskMethod(id.clone()), it.method.as_ref()))),
        Sort::Point => {
            for (date, day) in sheet.days.iter() {
                all.extend(day.visits.iter().map(|(code, it)| (P::VisitPoint(*date, code.clone()), it.point.as_ref())));
            }
        }
        Sort::Measure => {
            all.extend(sheet.carried.iter().map(|(id, it)| (P::CarriedMeasure(id.clone()), it.measure.as_ref())));
            let review = sheet.review.problems.iter();
            all.extend(review.map(|(id, it)| (P::ReviewProblemMeasure(id.clone()), it.measure.as_ref())));
            for (date, day) in sheet.days.iter() {
                let problems = day.problems.iter();
                all.extend(problems.map(|(id, it)| (P::DayProblemMeasure(*date, id.clone()), it.measure.as_ref())));
            }
        }
        Sort::Problem => {}
    }
    all.into_iter().filter_map(|(path, text)| Some((path, text?.as_str()))).collect()
}

/// Earlier problems like the one that is being written, against which something was tried: those that were solved first, then the
/// likest.
pub fn tried<'a>(chains: &'a [Chain], personal: &Personal, (id, typed): (&Id, &str)) -> Vec<&'a Chain> {
    if folded(typed).chars().filter(|it| it.is_alphabetic()).count() < TELLING {
        return Vec::new();
    }
    let like = |it: &'a Chain| (likeness(&it.text, typed), it);
    let is_like = |it: &(usize, &Chain)| it.0 >= ALIKE && it.1.id != *id && !it.1.measures.is_empty();
    let is_bare = |it: &&Chain| !personal.is_in(&it.text) && !it.measures.iter().any(|it| personal.is_in(it));
    let mut all: Vec<(usize, &Chain)> = chains.iter().map(like).filter(is_like).filter(|it| is_bare(&it.1)).collect();
    all.sort_by_key(|it| std::cmp::Reverse((it.1.state == ProblemState::Solved, it.0, it.1.until)));
    all.into_iter().take(PROBLEMS).map(|it| it.1).collect()
}

/// A text with the line in which the caret stands, counted in UTF-16, in the place of which a phrase comes; and that line.
pub fn line_at(text: &str, caret: usize) -> (std::ops::Range<usize>, &str) {
    let mut units = 0;
    let at = text.char_indices().find(|it| {
        let is_there = units >= caret;
        units += it.1.len_utf16();
        is_there
    });
    let at = at.map_or(text.len(), |it| it.0);
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let end = text[at..].find('\n').map_or(text.len(), |it| at + it);
    (start..end, &text[start..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::made::{document, sheet};
    use crate::memory::ledger::chains;

    fn source<R>(sheets: &[Sheet], roster: &[(&str, &str)], ask: impl Fn(&Source) -> R) -> R {
        let first: Week = "2026-W44".parse().unwrap();
        let weeks: Vec<(Week, &Sheet)> = sheets.iter().enumerate().map(|(at, it)| (first.plus(at as i64), it)).collect();
        let initials = Initials::parse(include_str!("../../public/pinyin/initials.txt"));
        ask(&Source { sheets: &weeks, personal: &Personal::of(&document(roster)), initials: &initials })
    }

    fn offered(source: &Source, path: &str, typed: &str) -> Vec<String> {
        let path = SheetPath::parse(path).unwrap();
        source.offered(sort(&path).unwrap(), ("2026-W46".parse().unwrap(), &path), typed)
    }

    #[test]
    fn earlier_words_of_the_same_sort_are_offered() {
        let sheets = [
            sheet(&[("tasks/svc-01/method", "每户三分钟\n先看货架"), ("review/problems/p/measure", "每户三次")]),
            sheet(&[("tasks/svc-02/method", "每户三分钟"), ("tasks/svc-01/method", "每户两条卖点")]),
            sheet(&[("tasks/svc-01/method", "每户"), ("days/2026-11-10/visits/A/note", "每户都写")]),
        ];
        source(&sheets, &[], |it| {
            assert_eq!(offered(it, "tasks/svc-01/method", "每"), ["每户三分钟", "每户两条卖点"]);
            assert_eq!(offered(it, "tasks/svc-01/method", "mhs"), ["每户三分钟"]);
            assert_eq!(offered(it, "tasks/svc-01/method", "货架"), ["先看货架"]);
            assert_eq!(offered(it, "tasks/svc-01/method", "先看货架"), Vec::<String>::new());
            assert_eq!(offered(it, "review/problems/q/measure", "每"), ["每户三次"]);
            assert_eq!(offered(it, "tasks/svc-01/method", " "), Vec::<String>::new());
        });
    }

    #[test]
    fn nothing_of_a_customer_is_offered() {
        let roster = [("4101/name", "老王超市"), ("4101/owner", "王五"), ("4102/license", "410101101234")];
        let sheets = [sheet(&[
            ("days/2026-10-26/visits/4101/point", "给老王超市补价签"),
            ("days/2026-10-27/visits/4101/point", "补价签，找王五"),
            ("days/2026-10-28/visits/4101/point", "补价签 138-1234-5678"),
            ("days/2026-10-29/visits/4101/point", "补价签 13812345678"),
            ("days/2026-10-30/visits/4101/point", "补价签 4101"),
            ("days/2026-10-31/visits/4101/point", "补价签三处"),
        ])];
        source(&sheets, &roster, |it| {
            assert_eq!(offered(it, "days/2026-11-10/visits/4102/point", "补"), ["补价签三处"]);
        });
        assert_eq!(sort(&SheetPath::parse("days/2026-11-10/visits/A/note").unwrap()), None);
        assert_eq!(sort(&SheetPath::parse("messages/m/text").unwrap()), None);
    }

    proptest! {
        #[test]
        fn no_name_and_no_long_number_is_ever_offered(texts in prop::collection::vec("[老王补签 \\-0-9]{0,14}", 0..12), typed in "[补签0-9]") {
            let fields: Vec<String> = (0..texts.len()).map(|it| format!("days/2026-10-26/visits/C{it}/point")).collect();
            let values: Vec<(&str, &str)> = fields.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
            source(&[sheet(&values)], &[("X/name", "老王")], |it| {
                for it in offered(it, "days/2026-11-10/visits/B/point", &typed) {
                    let digits = it.split(|it: char| !it.is_ascii_digit()).map(str::len).max().unwrap_or(0);
                    prop_assert!(!it.contains("老王") && digits < DIGITS, "{it}");
                }
                Ok(())
            })?;
        }
    }

    #[test]
    fn what_was_tried_against_a_problem_like_it_is_told() {
        let one = sheet(&[
            ("review/problems/p1/text", "紧俏规格断货，客户有意见"),
            ("review/problems/p1/measure", "报主任协调"),
            ("review/problems/p2/text", "紧俏规格断货"),
            ("review/problems/p2/measure", "找替代"),
            ("review/problems/p2/state", "solved"),
            ("review/problems/p3/text", "价签不齐"),
            ("review/problems/p3/measure", "逐户补"),
        ]);
        let week: Week = "2026-W44".parse().unwrap();
        let all = chains(&[(week, &one)], week);
        let said = |id: &str, typed: &str| {
            let id = id.parse().unwrap();
            tried(&all, &Personal::of(&Document::default()), (&id, typed))
                .iter()
                .map(|it| it.id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(said("new", "紧俏规格又断货"), ["p2", "p1"]);
        assert_eq!(said("p2", "紧俏规格又断货"), ["p1"]);
        assert_eq!(said("new", "断货"), Vec::<String>::new(), "too little to tell");
    }

    #[test]
    fn a_line_is_found_by_its_caret() {
        for (text, caret, line) in [
            ("一\n二三\n四", 0, "一"),
            ("一\n二三\n四", 1, "一"),
            ("一\n二三\n四", 3, "二三"),
            ("😀二\n四", 4, "四"),
            ("", 9, ""),
            ("一\n", 2, ""),
        ] {
            let (range, found) = line_at(text, caret);
            assert_eq!((found, &text[range]), (line, line), "{text:?} {caret}");
        }
    }
}
