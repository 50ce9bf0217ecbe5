//! How a month's goal is laid over the month's week slices, and what a week takes of its one or two months. Parts of a sum add
//! up to the whole exactly, by largest remainder. What a month's document says is `month`'s.

use chrono::NaiveDate;

use super::decimal::Decimal;
use super::template::{Indicator, Split};
use super::week::{Month, Week};

/// The working days a week has within a month: none to seven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    pub week: Week,
    pub workdays: Vec<NaiveDate>,
}

/// A month's slices in order, four to six of them.
pub fn slices(month: Month, works: &dyn Fn(NaiveDate) -> bool) -> Vec<Slice> {
    let mut slices: Vec<Slice> = Vec::new();
    for day in month.days() {
        let week = Week::of(day);
        if slices.last().is_none_or(|it| it.week != week) {
            slices.push(Slice { week, workdays: Vec::new() });
        }
        if let (true, Some(slice)) = (works(day), slices.last_mut()) {
            slice.workdays.push(day);
        }
    }
    slices
}

impl Indicator {
    /// Whether the slices of a month add up to its goal: a quantity, no rate and no running total.
    pub fn adds_up(&self) -> bool {
        match self.split {
            Split::Workdays => true,
            Split::Evenly => !self.is_cumulative(),
            Split::Repeat | Split::Ramp => false,
        }
    }
}

/// The goal laid over the slices as the indicator says; `start` is where a ramp begins.
pub fn shares(indicator: &Indicator, goal: Decimal, start: Decimal, slices: &[Slice]) -> Vec<Decimal> {
    let places = indicator.decimals.max(goal.places());
    let by_days = || slices.iter().map(|it| it.workdays.len()).collect::<Vec<_>>();
    let one_each = || slices.iter().map(|it| usize::from(!it.workdays.is_empty())).collect::<Vec<_>>();
    match indicator.split {
        Split::Workdays => apportion(goal, places, &by_days()),
        Split::Evenly if indicator.is_cumulative() => running(apportion(goal, places, &one_each())),
        Split::Evenly => apportion(goal, places, &one_each()),
        Split::Repeat => vec![goal; slices.len()],
        Split::Ramp => running(apportion(goal - start, places, &by_days())).into_iter().map(|it| start + it).collect(),
    }
}

/// Parts of a total in proportion to their weights, in steps of `10^-places`; they add up to it exactly, the largest
/// remainders getting what is left, the earlier first. Without any weight all parts weigh the same.
pub fn apportion(total: Decimal, places: u8, weights: &[usize]) -> Vec<Decimal> {
    let places = places.max(total.places());
    let Some(units) = total.scaled(places) else { return Vec::new() };
    let all: usize = weights.iter().sum();
    let weight = |it: usize| (if all == 0 { 1 } else { it }) as i128;
    let whole = if all == 0 { weights.len() } else { all } as i128;
    if whole == 0 {
        return Vec::new();
    }
    let (sign, units) = (units.signum(), units.abs());
    let mut parts: Vec<(i128, i128)> =
        weights.iter().map(|it| (units * weight(*it) / whole, units * weight(*it) % whole)).collect();
    for _ in 0..units - parts.iter().map(|it| it.0).sum::<i128>() {
        // The first of the largest: `max_by_key` would take the last.
        let largest = parts.iter().map(|it| it.1).max();
        if let Some(part) = parts.iter_mut().find(|it| Some(it.1) == largest) {
            *part = (part.0 + 1, -1);
        }
    }
    parts.into_iter().map(|it| Decimal::new(sign * it.0, places)).collect()
}

/// Each part with all before it.
fn running(parts: Vec<Decimal>) -> Vec<Decimal> {
    let mut sum = Decimal::ZERO;
    parts
        .into_iter()
        .map(|it| {
            sum = sum + it;
            sum
        })
        .collect()
}

/// What a month gives a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Working days the week has in this month.
    pub workdays: usize,
    /// Its share of the month's goal; `None` where the month has none.
    pub share: Option<Decimal>,
}

/// A week's target from its one or two months, in their order. A quantity is the sum of both, and nothing as long as a month
/// with working days in it has no goal: half a target would be missed without being known. A rate is that of the month with
/// most of the week's working days, of equals the later one.
pub fn week_target(indicator: &Indicator, given: &[Given]) -> Option<Decimal> {
    if indicator.adds_up() {
        let is_whole = given.iter().all(|it| it.share.is_some() || it.workdays == 0);
        return given.iter().filter_map(|it| it.share).reduce(|sum, it| sum + it).filter(|_| is_whole);
    }
    let mut holder: Option<&Given> = None;
    for it in given {
        if holder.is_none_or(|held| it.workdays >= held.workdays) {
            holder = Some(it);
        }
    }
    holder?.share
}

/// The catch-up plan of a quantity: what is still to be had, over the working days after `until`. Each slice is what was done
/// in it so far and what is left for it; they add up to the goal as long as a working day is left.
pub fn catch_up(goal: Decimal, places: u8, done: &[Decimal], slices: &[Slice], until: NaiveDate) -> Option<Vec<Decimal>> {
    let left: Vec<usize> = slices.iter().map(|it| it.workdays.iter().filter(|day| **day > until).count()).collect();
    if left.iter().all(|it| *it == 0) || done.len() != slices.len() {
        return None;
    }
    let rest = goal - done.iter().copied().sum();
    let rest = apportion(rest, places, &left);
    Some(done.iter().zip(rest).map(|(done, rest)| *done + rest).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::calendar::Calendar;
    use super::super::map::Map;
    use super::super::template::Template;
    use super::super::week::parse_date;
    use super::*;

    fn calendar() -> Calendar {
        Calendar::parse(include_str!("../../public/calendar/cn.json")).unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn indicator(id: &str) -> Indicator {
        let shipped = include_str!("../../public/template/tobacco-retail.json");
        Template::parse(shipped).unwrap().indicator(&id.parse().unwrap()).unwrap().clone()
    }

    fn month(text: &str) -> Vec<Slice> {
        let calendar = calendar();
        slices(text.parse().unwrap(), &|day| calendar.is_workday(day))
    }

    #[track_caller]
    fn check(indicator: &Indicator, goal: &str, at: &str, expected: &str) {
        let shares = shares(indicator, decimal(goal), Decimal::ZERO, &month(at));
        let shown: Vec<_> = shares.iter().map(|it| it.fixed(indicator.decimals)).collect();
        assert_eq!(shown.join(" "), expected, "{goal} in {at}");
    }

    /// The months of research/domain.md §2a.
    #[test]
    fn a_quantity_is_laid_over_working_days() {
        let vol = indicator("vol");
        check(&vol, "160", "2025-10", "0.00 26.67 44.45 44.44 44.44");
        check(&vol, "160", "2026-02", "0.00 50.00 60.00 0.00 50.00");
        check(&vol, "21", "2026-08", "0.00 5.00 5.00 5.00 5.00 1.00");
        check(&vol, "-1", "2026-08", "0.00 -0.24 -0.24 -0.24 -0.24 -0.04");
        check(&vol, "0", "2026-09", "0.00 0.00 0.00 0.00 0.00");
        check(&indicator("visit"), "300", "2026-09", "55 68 82 54 41");
    }

    #[test]
    fn a_rate_is_repeated_a_running_total_climbs_and_a_ramp_starts_where_it_was() {
        check(&indicator("fill"), "97.5", "2026-02", "97.5 97.5 97.5 97.5 97.5");
        check(&indicator("term"), "10", "2026-02", "0 4 7 7 10");
        let ramp = Indicator { split: Split::Ramp, ..indicator("new") };
        let climbs = shares(&ramp, decimal("80"), decimal("60"), &month("2026-02"));
        assert_eq!(climbs.iter().map(Decimal::to_string).collect::<Vec<_>>().join(" "), "60 66.3 73.8 73.8 80");
        let even = Indicator { split: Split::Evenly, ..indicator("vol") };
        check(&even, "100", "2026-08", "0.00 20.00 20.00 20.00 20.00 20.00");
    }

    #[test]
    fn a_month_without_a_working_day_still_adds_up() {
        let idle = slices("2026-02".parse().unwrap(), &|_| false);
        let shares = shares(&indicator("vol"), decimal("10"), Decimal::ZERO, &idle);
        assert_eq!(shares.into_iter().sum::<Decimal>(), decimal("10"));
    }

    #[test]
    fn weeks_of_none_to_seven_working_days_and_days_switched_by_hand() {
        let calendar = calendar();
        let overrides = Map::from_iter(
            [("2026-02-18", true), ("2026-02-22", true), ("2026-02-24", false)]
                .map(|(day, work)| (parse_date(day).unwrap(), work)),
        );
        let february = slices("2026-02".parse().unwrap(), &|day| calendar.is_workday_with(day, &overrides));
        assert_eq!(february.iter().map(|it| it.workdays.len()).collect::<Vec<_>>(), [0, 5, 6, 2, 4]);
        let seven = slices("2026-03".parse().unwrap(), &|_| true);
        assert_eq!(seven.iter().map(|it| it.workdays.len()).collect::<Vec<_>>(), [1, 7, 7, 7, 7, 2]);
    }

    #[test]
    fn a_week_takes_its_target_from_its_months() {
        let (vol, fill) = (indicator("vol"), indicator("fill"));
        let given = |workdays, share: &str| Given { workdays, share: (!share.is_empty()).then(|| decimal(share)) };
        for (indicator, given, expected) in [
            (&vol, vec![given(5, "44.45")], "44.45"),
            (&vol, vec![given(2, "17.5"), given(3, "20.25")], "37.75"),
            (&vol, vec![given(2, "17.5"), given(3, "")], ""),
            (&vol, vec![given(5, "40"), given(0, "")], "40"),
            (&vol, vec![given(0, "0"), given(0, "")], "0"),
            (&vol, vec![], ""),
            (&fill, vec![given(2, "95"), given(3, "97")], "97"),
            (&fill, vec![given(3, "95"), given(2, "97")], "95"),
            (&fill, vec![given(2, "95"), given(2, "97")], "97"),
            (&fill, vec![given(3, ""), given(2, "97")], ""),
        ] {
            let target = week_target(indicator, &given).map(|it| it.to_string()).unwrap_or_default();
            assert_eq!(target, expected, "{} {given:?}", indicator.id);
        }
    }

    #[test]
    fn a_catch_up_plan_spreads_the_rest_over_the_days_left() {
        let september = month("2026-09");
        let done = ["20", "30", "0", "0", "0"].map(decimal);
        let plan = catch_up(decimal("176"), 2, &done, &september, parse_date("2026-09-13").unwrap()).unwrap();
        assert_eq!(plan.iter().map(Decimal::to_string).collect::<Vec<_>>().join(" "), "20 30 58.15 38.77 29.08");
        assert_eq!(plan.into_iter().sum::<Decimal>(), decimal("176"));
        assert_eq!(catch_up(decimal("176"), 2, &done, &september, parse_date("2026-09-30").unwrap()), None);
    }

    proptest! {
        /// Parts add up to the whole, keep its sign, and differ from their exact share by less than one step.
        #[test]
        fn parts_add_up(units in -10_i128.pow(15)..10_i128.pow(15), places in 0..4_u8, weights in prop::collection::vec(0..8_usize, 1..8)) {
            let total = Decimal::new(units, places);
            let parts = apportion(total, places, &weights);
            prop_assert_eq!(parts.iter().copied().sum::<Decimal>(), total);
            let all = weights.iter().sum::<usize>() as i128;
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(part.is_zero() || part.is_negative() == total.is_negative());
                if all > 0 {
                    let off = part.scaled(places).unwrap() * all - units * *weight as i128;
                    prop_assert!(off.abs() < all, "{part} of {total} for {weight}/{all}");
                }
            }
        }

        /// A heavier slice never gets less; equal ones differ by a step at most.
        #[test]
        fn parts_keep_the_order_of_their_weights(units in 0..10_i128.pow(9), weights in prop::collection::vec(0..8_usize, 1..8)) {
            let parts = apportion(Decimal::new(units, 0), 0, &weights);
            for (a, x) in parts.iter().zip(&weights) {
                for (b, y) in parts.iter().zip(&weights) {
                    let difference = (*a - *b).scaled(0).unwrap();
                    prop_assert!(x <= y || difference >= 0, "{x} {a}, {y} {b}");
                    prop_assert!(x != y || difference.abs() <= 1);
                }
            }
        }

        /// However days are switched, every day of a month lies in one slice, and a split adds up over them.
        #[test]
        fn slices_cover_the_month(year in 2024..2028_i32, number in 1..13_u32, works in prop::collection::vec(any::<bool>(), 31), units in 0..10_i128.pow(8)) {
            let month: Month = format!("{year}-{number:02}").parse().unwrap();
            let slices = slices(month, &|day| works[chrono::Datelike::day0(&day) as usize]);
            let expected: Vec<NaiveDate> = month.days().filter(|day| works[chrono::Datelike::day0(day) as usize]).collect();
            prop_assert_eq!(slices.iter().flat_map(|it| it.workdays.clone()).collect::<Vec<_>>(), expected);
            prop_assert!((4..=6).contains(&slices.len()));
            let goal = Decimal::new(units, 2);
            let shares = shares(&indicator("vol"), goal, Decimal::ZERO, &slices);
            prop_assert_eq!(shares.into_iter().sum::<Decimal>(), goal);
        }
    }
}
