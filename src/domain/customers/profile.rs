//! What is known of one customer: which fields are personal and how they are masked, which words a field offers, and the visits
//! recorded so far with the day the next one is due.

use chrono::{Duration, NaiveDate};

use crate::domain::id::Id;
use crate::domain::path::{Path, RosterPath};
use crate::domain::sheet::Sheet;
use crate::domain::visits::{Outcome, Visit};

/// The fields of a profile as they belong together: shop, contact, business, licence, the rest.
pub const PROFILE: [&str; 5] = [
    "name area format market size district status joined addr",
    "owner phone wechat coop",
    "visit_cycle tier star order_cycle order_day deliver_day order_way pay_way terminal scan",
    "license lic_to integrity compliance",
    "group group_lead sample note",
];

/// The paths of one of its parts.
pub fn paths(code: &Id, part: &str) -> Vec<RosterPath> {
    part.split(' ').filter_map(|it| RosterPath::parse(&format!("{code}/{it}")).ok()).collect()
}

/// Whether a field is about a person (spec/method.md, rule 7): shown only to who asks for it.
pub fn is_personal(path: &RosterPath) -> bool {
    use RosterPath as P;
    matches!(path, P::Owner(_) | P::Phone(_) | P::Wechat(_) | P::Address(_) | P::License(_))
}

/// A personal text with most of it hidden: `138****1234`. Nothing stays nothing.
pub fn masked(path: &RosterPath, text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    let (head, tail) = match path {
        RosterPath::Phone(_) if all.len() >= 11 => (3, 4),
        RosterPath::Phone(_) | RosterPath::License(_) if all.len() >= 7 => (0, 4),
        RosterPath::Address(_) if all.len() >= 7 => (3, 0),
        _ => (1, 0),
    };
    if all.is_empty() {
        return String::new();
    }
    let part = |it: &[char]| it.iter().collect::<String>();
    format!("{}****{}", part(&all[..head.min(all.len())]), part(&all[all.len().saturating_sub(tail)..]))
}

/// The words a field offers, as they stand in the roster; none where anything may be written.
pub fn words(path: &RosterPath) -> &'static [&'static str] {
    use RosterPath as P;
    match path {
        P::Format(_) => &["食杂店", "便利店", "超市", "商场", "烟酒商店", "娱乐服务", "其他"],
        P::Market(_) => &["城镇", "乡村"],
        P::Size(_) => &["大", "中", "小"],
        P::OrderWay(_) => &["网上", "手机", "电话"],
        P::PayWay(_) => &["电子", "现金"],
        P::Integrity(_) => &["A", "B", "C", "D"],
        P::Terminal(_) => &["普通", "现代", "加盟", "示范"],
        P::Cooperation(_) => &["高", "中", "低"],
        P::Status(_) => &["正常", "停业", "歇业", "注销"],
        P::OrderDay(_) | P::DeliverDay(_) => &["1", "2", "3", "4", "5", "6", "7"],
        _ => &[],
    }
}

/// A visit of the customer, planned or made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    pub date: NaiveDate,
    pub visit: Visit,
}

/// The customer's visits of a week, newest first.
pub fn met(sheet: &Sheet, code: &Id) -> Vec<Met> {
    let day = |(date, day): (&NaiveDate, &crate::domain::tracking::Day)| {
        Some(Met { date: *date, visit: day.visits.get(code)?.clone() })
    };
    sheet.days.iter().rev().filter_map(day).collect()
}

/// When the customer was last seen, whatever came of it but a missed visit.
pub fn last(met: &[Met]) -> Option<NaiveDate> {
    let is_seen = |it: &&Met| matches!(it.visit.outcome, Some(Outcome::Done | Outcome::Partly));
    met.iter().filter(is_seen).map(|it| it.date).max()
}

/// When the next visit is due: a cycle after the last one.
pub fn next(last: Option<NaiveDate>, cycle_days: Option<u16>) -> Option<NaiveDate> {
    let cycle = cycle_days.filter(|it| *it > 0)?;
    Some(last? + Duration::days(cycle.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_has_every_field_once() {
        let code = "A1".parse().unwrap();
        let mut all: Vec<String> = PROFILE.iter().flat_map(|it| paths(&code, it)).map(|it| it.to_string()).collect();
        let table = RosterPath::table().into_iter().filter(|it| it.0.len() == 2);
        let mut expected: Vec<String> = table.map(|it| format!("A1/{}", it.0[1])).collect();
        all.sort();
        expected.sort();
        assert_eq!(all, expected);
    }

    #[test]
    fn personal_texts_are_masked() {
        let code = || "1".parse().unwrap();
        let (phone, owner) = (RosterPath::Phone(code()), RosterPath::Owner(code()));
        let (address, license) = (RosterPath::Address(code()), RosterPath::License(code()));
        for (path, text, expected) in [
            (&phone, "13812341234", "138****1234"),
            (&phone, "63912345", "****2345"),
            (&phone, "110", "1****"),
            (&phone, "", ""),
            (&owner, "张三", "张****"),
            (&address, "金水区花园路1号", "金水区****"),
            (&license, "410101101234", "****1234"),
        ] {
            assert_eq!(masked(path, text), expected);
            assert!(is_personal(path));
        }
        assert!(!is_personal(&RosterPath::Name(code())));
    }

    #[test]
    fn the_next_visit_follows_the_last_one() {
        let day = |it: &str| it.parse::<NaiveDate>().unwrap();
        let met = |date, outcome| Met { date: day(date), visit: Visit { outcome, ..Visit::default() } };
        let all = [
            met("2026-11-24", None),
            met("2026-11-23", Some(Outcome::Missed)),
            met("2026-11-20", Some(Outcome::Partly)),
            met("2026-11-16", Some(Outcome::Done)),
        ];
        assert_eq!(last(&all), Some(day("2026-11-20")));
        assert_eq!(next(last(&all), Some(7)), Some(day("2026-11-27")));
        assert_eq!((next(last(&all), None), next(None, Some(7)), next(last(&all), Some(0))), (None, None, None));
    }
}
