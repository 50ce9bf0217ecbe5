//! A month: its goals with their week slices, its summary and skills as its document says them, and what its days come to.
//! How a goal is laid over slices is `split`'s.

use chrono::NaiveDate;

use super::decimal::Decimal;
use super::fold::Document;
use super::id::Id;
use super::map::Map;
use super::path::MonthPath;
use super::sheet::{Sheet, number, text};
use super::split::{Given, Slice, shares, slices, week_target};
use super::template::{Aggregation, Indicator, Template};
use super::tracking::Day;
use super::value::ValueRef;
use super::week::{Month, Week};

/// What is typed for a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub goals: Map<Id, MonthGoal>,
    pub work: Option<String>,
    pub problems: Option<String>,
    pub measures: Option<String>,
    pub skills: Map<Id, Skill>,
}

/// One indicator's month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthGoal {
    pub target: Option<Decimal>,
    /// Shares edited by hand; the others are computed.
    pub slices: Map<Week, Decimal>,
}

/// A self-rating.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skill {
    /// 1 to 5.
    pub score: Option<Decimal>,
    pub note: Option<String>,
}

impl Plan {
    /// The month a document folds to.
    pub fn of(document: &Document<MonthPath>) -> Self {
        let mut plan = Self::default();
        for (path, value) in document.live() {
            plan.put(path, value.borrowed());
        }
        plan
    }

    /// Puts a value of a document, each path once.
    pub fn put(&mut self, path: &MonthPath, value: ValueRef) {
        use MonthPath as P;
        let value = Some(value);
        match path {
            P::Goal(_) | P::Skill(_) => {}
            P::Target(it) => self.goals.or_default(it).target = number(value),
            P::Slice(it, week) => {
                if let Some(share) = number(value) {
                    self.goals.or_default(it).slices.insert(*week, share);
                }
            }
            P::Work() => self.work = text(value),
            P::Problems() => self.problems = text(value),
            P::Measures() => self.measures = text(value),
            P::Score(it) => self.skills.or_default(it).score = number(value),
            P::Note(it) => self.skills.or_default(it).note = text(value),
        }
    }
}

/// A month with its working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthView {
    pub month: Month,
    pub plan: Plan,
    pub slices: Vec<Slice>,
    /// Where ramps begin: last month's actuals.
    pub starts: Map<Id, Decimal>,
}

/// A slice's share of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub computed: Decimal,
    pub typed: Option<Decimal>,
}

impl Share {
    /// What counts.
    pub fn effective(self) -> Decimal {
        self.typed.unwrap_or(self.computed)
    }
}

impl MonthView {
    /// `works` says which days are working days, what was switched by hand included.
    pub fn new(month: Month, plan: Plan, works: &dyn Fn(NaiveDate) -> bool) -> Self {
        Self { month, plan, slices: slices(month, works), starts: Map::default() }
    }

    pub fn goal(&self, indicator: &Indicator) -> Option<Decimal> {
        self.plan.goals.get(&indicator.id)?.target
    }

    /// The indicator's shares, one a slice; none while the month has no goal for it.
    pub fn shares(&self, indicator: &Indicator) -> Option<Vec<Share>> {
        let goal = self.plan.goals.get(&indicator.id)?;
        let start = self.starts.get(&indicator.id).copied().unwrap_or(Decimal::ZERO);
        let computed = shares(indicator, goal.target?, start, &self.slices);
        let typed = self.slices.iter().map(|it| goal.slices.get(&it.week).copied());
        Some(computed.into_iter().zip(typed).map(|(computed, typed)| Share { computed, typed }).collect())
    }

    /// What edited shares leave of the goal: nothing is zero, too much is negative. Rates leave nothing.
    pub fn remainder(&self, indicator: &Indicator) -> Option<Decimal> {
        let shares = self.shares(indicator).filter(|_| indicator.adds_up())?;
        Some(self.goal(indicator)? - shares.into_iter().map(Share::effective).sum())
    }

    /// What the month was to have come to by the end of `day`: whole slices, and of the running one by its working days.
    pub fn planned(&self, indicator: &Indicator, day: NaiveDate) -> Option<Decimal> {
        let shares = self.shares(indicator)?;
        let mut planned = Decimal::ZERO;
        for (slice, share) in self.slices.iter().zip(shares) {
            let share = share.effective();
            let (gone, all) = (slice.workdays.iter().filter(|it| **it <= day).count(), slice.workdays.len());
            if !indicator.adds_up() {
                // A rate or a running total stands where the latest slice begun puts it.
                if gone > 0 || slice.week.monday() <= day {
                    planned = share;
                }
            } else if gone == all && slice.week <= Week::of(day) {
                planned = planned + share;
            } else if gone > 0 {
                planned = planned + share.times(gone as i64).divided(Decimal::from(all as i64), indicator.decimals)?;
            }
        }
        Some(planned)
    }

    fn given(&self, indicator: &Indicator, week: Week) -> Option<Given> {
        let at = self.slices.iter().position(|it| it.week == week)?;
        let share = self.shares(indicator).map(|it| it[at].effective());
        Some(Given { workdays: self.slices[at].workdays.len(), share })
    }
}

/// What a week's one or two months give it as a target.
pub fn target_of(indicator: &Indicator, week: Week, months: &[MonthView]) -> Option<Decimal> {
    let given: Vec<Given> = months.iter().filter_map(|it| it.given(indicator, week)).collect();
    week_target(indicator, &given)
}

/// The months a week has days in: one, or two at a month's end.
pub fn months_of(week: Week) -> Vec<Month> {
    let mut months: Vec<Month> = week.days().map(Month::of).collect();
    months.dedup();
    months
}

/// What a month's sheets come to: its days, counted as a week's are. An actual typed for a whole week stands for its days and
/// belongs to the month with most of its working days, of equals the later one, so that months add up to what weeks do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthDays {
    days: Sheet,
    typed: Vec<(Week, Id, Decimal)>,
}

impl MonthDays {
    /// `sheets` are those of the month's weeks, in order; `holds` says whether a week's typed actual is this month's.
    pub fn of<'a>(month: Month, sheets: impl Iterator<Item = (Week, &'a Sheet)>, holds: &dyn Fn(Week) -> bool) -> Self {
        let mut all = Self::default();
        for (week, sheet) in sheets {
            let typed = || sheet.goals.iter().filter_map(|(id, goal)| Some((id, goal.actual?)));
            if holds(week) {
                all.typed.extend(typed().map(|(id, actual)| (week, id.clone(), actual)));
            }
            for (date, day) in sheet.days.iter().filter(|it| Month::of(*it.0) == month) {
                let mut day = day.clone();
                typed().for_each(|it| _ = day.values.remove(it.0));
                all.days.days.insert(*date, day);
            }
        }
        all
    }

    /// The last day with a figure of the indicator.
    pub fn last_day(&self, indicator: &Indicator) -> Option<NaiveDate> {
        let has_figure = |it: &(&NaiveDate, &Day)| match indicator.week {
            Aggregation::Visits => it.1.visits.values().any(|it| it.outcome.is_some()),
            _ => it.1.values.contains_key(&indicator.id),
        };
        self.days.days.iter().rfind(has_figure).map(|it| *it.0)
    }

    /// The indicator's month so far.
    pub fn actual(&self, indicator: &Indicator, template: &Template) -> Option<Decimal> {
        let counted = self.days.counted(indicator, template);
        let typed = || self.typed.iter().filter(|it| it.1 == indicator.id);
        let Some((week, _, latest)) = typed().next_back().filter(|_| !indicator.is_counted()) else { return counted };
        if indicator.adds_up() {
            return typed().map(|it| it.2).chain(counted).reduce(|sum, it| sum + it);
        }
        if self.last_day(indicator).is_some_and(|it| Week::of(it) > *week) { counted } else { Some(*latest) }
    }
}

/// The month that holds what is typed for a whole week: the one with most of its working days, of equals the later one.
pub fn holder(week: Week, works: &dyn Fn(NaiveDate) -> bool) -> Month {
    let mut holder = (Month::of(week.monday()), 0);
    for month in months_of(week) {
        let workdays = week.days().filter(|it| Month::of(*it) == month && works(*it)).count();
        if workdays >= holder.1 {
            holder = (month, workdays);
        }
    }
    holder.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::calendar::Calendar;
    use super::super::made::{document, sheet};
    use super::super::week::parse_date;
    use super::*;

    fn calendar() -> Calendar {
        Calendar::parse(include_str!("../../public/calendar/cn.json")).unwrap()
    }

    fn template() -> Template {
        Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn view(month: &str, values: &[(&str, &str)]) -> MonthView {
        let calendar = calendar();
        MonthView::new(month.parse().unwrap(), Plan::of(&document(values)), &|day| calendar.is_workday(day))
    }

    fn indicator(template: &Template, id: &str) -> Indicator {
        template.indicator(&id.parse().unwrap()).unwrap().clone()
    }

    #[test]
    fn edited_shares_stand_and_leave_a_remainder() {
        let (template, view) =
            (template(), view("2026-09", &[("goals/vol/target", "176"), ("goals/vol/slices/2026-W37", "44.5")]));
        let vol = indicator(&template, "vol");
        let shares = view.shares(&vol).unwrap();
        assert_eq!(shares.iter().map(|it| it.effective().to_string()).collect::<Vec<_>>().join(" "), "32 44.5 48 32 24");
        assert_eq!(shares[1].computed, decimal("40"));
        assert_eq!(view.remainder(&vol), Some(decimal("-4.5")));
        assert_eq!((view.shares(&indicator(&template, "amt")), view.remainder(&indicator(&template, "amt"))), (None, None));
    }

    #[test]
    fn the_plan_to_date_goes_by_working_days_and_a_rate_stands() {
        let template = template();
        let view =
            view("2026-09", &[("goals/vol/target", "176"), ("goals/fill/target", "97"), ("goals/fill/slices/2026-W38", "98")]);
        let planned =
            |id: &str, day: &str| view.planned(&indicator(&template, id), parse_date(day).unwrap()).unwrap().to_string();
        for (day, vol, fill) in [
            ("2026-08-31", "0", "97"),
            ("2026-09-01", "8", "97"),
            ("2026-09-06", "32", "97"),
            ("2026-09-15", "88", "98"),
            ("2026-09-30", "176", "97"),
        ] {
            assert_eq!((planned("vol", day), planned("fill", day)), (vol.to_owned(), fill.to_owned()), "{day}");
        }
    }

    #[test]
    fn a_week_over_two_months_or_years_takes_from_both() {
        let (template, calendar) = (template(), calendar());
        let vol = indicator(&template, "vol");
        let months = [view("2026-12", &[("goals/vol/target", "115")]), view("2027-01", &[("goals/vol/target", "105")])];
        let week: Week = "2026-W53".parse().unwrap();
        assert_eq!(months_of(week).iter().map(Month::to_string).collect::<Vec<_>>(), ["2026-12", "2027-01"]);
        // Four of 23 days at 5, one of 21 at 5: 2027 is not announced yet, so New Year's Day works.
        assert_eq!(target_of(&vol, week, &months), Some(decimal("25")));
        assert_eq!(holder(week, &|day| calendar.is_workday(day)).to_string(), "2026-12");
        assert_eq!(target_of(&vol, "2026-W52".parse().unwrap(), &months[..1]), Some(decimal("25")));
    }

    #[test]
    fn summary_and_skills_are_read() {
        let plan = Plan::of(&document(&[
            ("summary/work", "铺货"),
            ("skills/speak/score", "4"),
            ("skills/speak/note", "会上讲了两次"),
        ]));
        assert_eq!(plan.work.as_deref(), Some("铺货"));
        let skill = plan.skills.get(&"speak".parse().unwrap()).unwrap();
        assert_eq!((skill.score, skill.note.as_deref()), (Some(decimal("4")), Some("会上讲了两次")));
    }

    #[test]
    fn a_typed_week_stands_for_its_days() {
        let (template, calendar) = (template(), calendar());
        let works = |day| calendar.is_workday(day);
        let days = sheet(&[("days/2026-09-02/values/vol", "7"), ("days/2026-09-02/values/new", "60")]);
        let typed = sheet(&[("goals/vol/actual", "40"), ("days/2026-09-08/values/vol", "9"), ("goals/new/actual", "65")]);
        let crossing = sheet(&[("goals/vol/actual", "20"), ("days/2026-10-01/values/vol", "3")]);
        let sheets: Vec<(Week, Sheet)> =
            [("2026-W36", days), ("2026-W37", typed), ("2026-W40", crossing)].map(|it| (it.0.parse().unwrap(), it.1)).into();
        let of = |month: &str| {
            let month: Month = month.parse().unwrap();
            MonthDays::of(month, sheets.iter().map(|it| (it.0, &it.1)), &|week| holder(week, &works) == month)
        };
        let actual = |month: &str, id: &str| of(month).actual(&indicator(&template, id), &template).map(|it| it.to_string());
        assert_eq!(actual("2026-09", "vol").as_deref(), Some("67"));
        assert_eq!(actual("2026-09", "new").as_deref(), Some("65"));
        assert_eq!(actual("2026-10", "vol"), None);
    }

    proptest! {
        /// Months come to what weeks come to, whether figures are typed by the day or for a week.
        #[test]
        fn months_add_up_to_weeks(
            days in prop::collection::vec((0..90_u64, 1..1000_i64), 0..40),
            typed in prop::collection::vec((0..13_i64, 1..1000_i64), 0..5),
        ) {
            let (template, calendar) = (template(), calendar());
            let (vol, works) = (indicator(&template, "vol"), |day| calendar.is_workday(day));
            let first: Week = "2026-W36".parse().unwrap();
            let mut values: Vec<(Week, String, String)> = Vec::new();
            for (offset, units) in days {
                let date = first.monday() + chrono::Days::new(offset);
                values.push((Week::of(date), format!("days/{date}/values/vol"), Decimal::new(units.into(), 2).to_string()));
            }
            for (offset, units) in typed {
                values.push((first.plus(offset), "goals/vol/actual".to_owned(), Decimal::new(units.into(), 2).to_string()));
            }
            let sheets: Vec<(Week, Sheet)> = (0..13).map(|it| first.plus(it)).map(|week| {
                let own: Vec<_> = values.iter().filter(|it| it.0 == week).map(|it| (it.1.as_str(), it.2.as_str())).collect();
                (week, sheet(&own))
            }).collect();
            let weeks: Decimal = sheets.iter().filter_map(|it| it.1.actual(&vol, &template)).sum();
            let months: Decimal = ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12"].iter().filter_map(|it| {
                let month: Month = it.parse().unwrap();
                let of = MonthDays::of(month, sheets.iter().map(|it| (it.0, &it.1)), &|week| holder(week, &works) == month);
                of.actual(&vol, &template)
            }).sum();
            prop_assert_eq!(months, weeks);
        }
    }
}
