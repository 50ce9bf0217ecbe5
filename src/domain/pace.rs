//! How a month stands: what it has come to against what it was to have come to by now, and what would still reach its goal.

use chrono::NaiveDate;

use super::decimal::Decimal;
use super::goals::{Figures, Standing, gap};
use super::id::Id;
use super::month::{MonthDays, MonthView, Share};
use super::path::MonthPath;
use super::split::{Slice, catch_up};
use super::template::{Indicator, Template};
use super::value::Value;
use super::week::Week;

/// A month with what its days come to, in all and slice by slice.
pub struct Course {
    pub view: MonthView,
    pub days: MonthDays,
    pub by_slice: Vec<MonthDays>,
}

/// One indicator's month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    pub goal: Option<Decimal>,
    pub actual: Option<Decimal>,
    /// What it was to have come to by `until`.
    pub planned: Option<Decimal>,
    /// Against the plan to date; plus is good.
    pub gap: Option<Decimal>,
    /// The last day that counts: today once it has a figure, else the day before.
    pub until: Option<NaiveDate>,
    /// What edited shares leave of the goal.
    pub remainder: Option<Decimal>,
    pub slices: Vec<Stretch>,
}

/// One slice of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub week: Week,
    pub workdays: usize,
    pub share: Option<Share>,
    pub actual: Option<Decimal>,
    /// What the slice has to come to for the goal to be reached, spread over the days left.
    pub catch_up: Option<Decimal>,
}

impl Course {
    /// The indicator's month as it stands `today`.
    pub fn pace(&self, indicator: &Indicator, template: &Template, today: NaiveDate) -> Pace {
        let (view, goal) = (&self.view, self.view.goal(indicator));
        let until = self.until(indicator, today);
        let actual = self.days.actual(indicator, template);
        let planned = until.and_then(|it| view.planned(indicator, it));
        let shares = view.shares(indicator);
        let done: Vec<Option<Decimal>> = self.by_slice.iter().map(|it| it.actual(indicator, template)).collect();
        let plan = self.catch_up(indicator, &done, until);
        let slice = |(at, slice): (usize, &Slice)| Stretch {
            week: slice.week,
            workdays: slice.workdays.len(),
            share: shares.as_ref().map(|it| it[at]),
            actual: done.get(at).copied().flatten(),
            catch_up: plan.as_ref().map(|it| it[at]),
        };
        Pace {
            goal,
            actual,
            planned,
            gap: actual.zip(planned).map(|(actual, planned)| gap(&indicator.better, actual, planned)),
            until,
            remainder: view.remainder(indicator),
            slices: view.slices.iter().enumerate().map(slice).collect(),
        }
    }

    /// The last day that counts; none before the month begins.
    fn until(&self, indicator: &Indicator, today: NaiveDate) -> Option<NaiveDate> {
        let (first, last) = (self.view.month.first(), self.view.month.days().last()?);
        let has_today = self.days.last_day(indicator).is_some_and(|it| it >= today);
        let until = if has_today { today } else { today.pred_opt()? };
        (until >= first).then(|| until.min(last))
    }

    /// The plan that still reaches the goal; none for a rate, before the month and after it.
    fn catch_up(&self, indicator: &Indicator, done: &[Option<Decimal>], until: Option<NaiveDate>) -> Option<Vec<Decimal>> {
        let (goal, until) = (self.view.goal(indicator).filter(|_| indicator.adds_up())?, until?);
        let done: Vec<Decimal> = done.iter().map(|it| it.unwrap_or(Decimal::ZERO)).collect();
        catch_up(goal, indicator.decimals, &done, &self.view.slices, until)
    }
}

impl Pace {
    /// Whether it keeps pace.
    pub fn standing(&self) -> Standing {
        Figures { gap: self.gap, ..Figures::default() }.standing()
    }

    /// The catch-up plan as edits of the shares, from the running week on. Weeks gone by keep the share they were judged by,
    /// so what they fell short stands as too much in the remainder.
    pub fn caught_up(&self, indicator: &Id) -> Vec<(MonthPath, Option<Value>)> {
        let Some(running) = self.until.map(Week::of) else { return Vec::new() };
        let edit = |it: &Stretch| {
            let plan = it.catch_up.filter(|plan| it.week >= running && it.share.is_none_or(|it| it.effective() != *plan))?;
            Some((MonthPath::Slice(indicator.clone(), it.week), Some(Value::Number(plan))))
        };
        self.slices.iter().filter_map(edit).collect()
    }
}

/// The month drawn: at the end of each slice what was planned, what was reached, and what would still reach the goal. A
/// quantity climbs from nothing; a rate has its own value in each slice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    pub plan: Vec<Option<Decimal>>,
    pub actual: Vec<Option<Decimal>>,
    pub catch_up: Vec<Option<Decimal>>,
}

impl Pace {
    pub fn lines(&self, adds_up: bool) -> Lines {
        let begun = |it: &Stretch| self.until.is_some_and(|until| it.week.monday() <= until);
        let mut sums = [Decimal::ZERO; 3];
        let mut line = |at: usize, value: Option<Decimal>| {
            if !adds_up {
                return value;
            }
            sums[at] = sums[at] + value?;
            Some(sums[at])
        };
        let mut lines = Lines::default();
        for it in &self.slices {
            lines.plan.push(line(0, it.share.map(Share::effective)));
            let nothing_yet = (adds_up && begun(it)).then_some(Decimal::ZERO);
            lines.actual.push(line(1, it.actual.or(nothing_yet)));
            lines.catch_up.push(line(2, it.catch_up));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::Calendar;
    use super::super::made::{document, sheet};
    use super::super::month::{Plan, holder};
    use super::super::sheet::Sheet;
    use super::super::week::{Month, parse_date};
    use super::*;

    /// September 2026 with a goal of 176 cases, 8 a working day, and figures on some days.
    fn september(figures: &[(&str, &str)]) -> (Course, Template) {
        let calendar = Calendar::parse(include_str!("../../public/calendar/cn.json")).unwrap();
        let template = Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap();
        let works = |day| calendar.is_workday(day);
        let month: Month = "2026-09".parse().unwrap();
        let plan = Plan::of(&document(&[("goals/vol/target", "176"), ("goals/fill/target", "97")]));
        let view = MonthView::new(month, plan, &works);
        let sheet = |week: Week| {
            let own = figures.iter().filter(|it| Week::of(parse_date(it.0).unwrap()) == week);
            let own: Vec<_> = own.map(|it| (format!("days/{}/values/vol", it.0), it.1)).collect();
            sheet(&own.iter().map(|it| (it.0.as_str(), it.1)).collect::<Vec<_>>())
        };
        let sheets: Vec<(Week, Sheet)> = view.slices.iter().map(|it| (it.week, sheet(it.week))).collect();
        let held = |week| holder(week, &works) == month;
        let of = |sheets: &[(Week, Sheet)]| MonthDays::of(month, sheets.iter().map(|it| (it.0, &it.1)), &held);
        let course =
            Course { days: of(&sheets), by_slice: sheets.iter().map(|it| of(std::slice::from_ref(it))).collect(), view };
        (course, template)
    }

    fn pace(id: &str, figures: &[(&str, &str)], today: &str) -> Pace {
        let (course, template) = september(figures);
        course.pace(template.indicator(&id.parse().unwrap()).unwrap(), &template, parse_date(today).unwrap())
    }

    fn shown(it: Option<Decimal>) -> String {
        it.map(|it| it.to_string()).unwrap_or_default()
    }

    #[test]
    fn today_counts_once_it_has_a_figure() {
        let figures = [("2026-09-01", "7"), ("2026-09-02", "10")];
        for (today, planned, gap) in
            [("2026-09-02", "16", "1"), ("2026-09-03", "16", "1"), ("2026-09-04", "24", "-7"), ("2026-10-09", "176", "-159")]
        {
            let pace = pace("vol", &figures, today);
            assert_eq!((shown(pace.planned), shown(pace.gap)), (planned.to_owned(), gap.to_owned()), "{today}");
        }
        let before = pace("vol", &[], "2026-08-20");
        assert_eq!((before.until, before.planned, before.gap, before.actual), (None, None, None, None));
        assert!(before.slices.iter().all(|it| it.catch_up.is_none()));
    }

    #[test]
    fn the_catch_up_plan_reaches_the_goal() {
        let pace = pace("vol", &[("2026-09-01", "10"), ("2026-09-08", "20")], "2026-09-09");
        let plan: Vec<_> = pace.slices.iter().map(|it| shown(it.catch_up)).collect();
        // 146 left over 16 days: 3 in that week, then 6, 4 and 3.
        assert_eq!(plan.join(" "), "10 47.38 54.75 36.5 27.37");
        assert_eq!(pace.slices.iter().filter_map(|it| it.catch_up).sum::<Decimal>(), Decimal::from(176));
        let edits: Vec<_> = pace.caught_up(&"vol".parse().unwrap()).into_iter().map(|it| it.0.to_string()).collect();
        assert_eq!(edits, ["2026-W37", "2026-W38", "2026-W39", "2026-W40"].map(|it| format!("goals/vol/slices/{it}")));
    }

    #[test]
    fn a_quantity_is_drawn_climbing_as_far_as_it_has_come() {
        let lines = pace("vol", &[("2026-09-01", "10"), ("2026-09-08", "20")], "2026-09-09").lines(true);
        let line = |it: &[Option<Decimal>]| it.iter().map(|it| shown(*it)).collect::<Vec<_>>().join(" ");
        assert_eq!(line(&lines.plan), "32 72 120 152 176");
        assert_eq!(line(&lines.actual), "10 30   ");
        assert_eq!(line(&lines.catch_up), "10 57.38 112.13 148.63 176");
    }

    #[test]
    fn a_rate_has_a_plan_and_nothing_to_catch_up() {
        let pace = pace("fill", &[], "2026-09-09");
        assert_eq!((shown(pace.planned), pace.remainder, pace.slices[1].catch_up), ("97".to_owned(), None, None));
        assert_eq!(pace.slices.iter().map(|it| it.workdays).collect::<Vec<_>>(), [4, 5, 6, 4, 3]);
    }
}
