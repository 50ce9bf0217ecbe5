//! What drafts say: a day from its visits, a review from its week. They are put behind what is typed, never in its place.

use super::{Lang, said};
use crate::domain::goals::{Figures, Standing};
use crate::domain::id::Id;
use crate::domain::sheet::Sheet;
use crate::domain::template::{Indicator, Template};
use crate::domain::tracking::Day;
use crate::domain::visits::{Outcome, Visit, VisitCount, count};

/// Names a line lists before it only counts.
const NAMED: usize = 5;

/// A day: plan against done, who is missing, what came up.
pub fn day(lang: Lang, day: &Day, name: &dyn Fn(&Id) -> String) -> Vec<String> {
    let mut lines = Vec::new();
    if !day.visits.is_empty() {
        let VisitCount { planned, done } = count(day.visits.values());
        lines.push(visits(lang, planned, done));
    }
    let who =
        |wanted: &dyn Fn(&Visit) -> bool| day.visits.iter().filter(|it| wanted(it.1)).map(|it| name(it.0)).collect::<Vec<_>>();
    let missed = who(&|it| it.planned && matches!(it.outcome, Some(Outcome::Missed) | None));
    lines.extend(named(lang, lang.of("未访", "Not visited"), &missed));
    lines.extend(named(lang, lang.of("部分完成", "Partly"), &who(&|it| it.outcome == Some(Outcome::Partly))));
    lines.extend(named(lang, lang.of("计划外走访", "Unplanned"), &who(&|it| !it.planned && it.outcome == Some(Outcome::Done))));
    let came_up = day.adhoc.values().filter(|it| it.done).filter_map(|it| it.text.clone());
    lines.extend(came_up.map(|it| format!("{}{it}", lang.of("临时：", "Ad hoc: "))));
    lines
}

/// A week: tasks and how far they are, goals missed, visits.
pub fn review(lang: Lang, sheet: &Sheet, template: &Template, figures: &dyn Fn(&Indicator) -> Figures) -> Vec<String> {
    let mut lines: Vec<String> = sheet.ticked().iter().filter_map(|id| task(lang, id, sheet, template)).collect();
    let VisitCount { planned, done } = sheet.visit_count();
    if planned + done > 0 {
        lines.push(visits(lang, planned, done));
    }
    let missed = template.active().filter_map(|it| {
        let figures = figures(it);
        let gap = figures.gap.filter(|_| figures.standing() == Standing::Missed)?;
        Some(format!("{} {}{}", lang.label(&it.name), gap.fixed(it.decimals), lang.label(&it.unit)))
    });
    lines.extend(named(lang, lang.of("未达目标", "Behind goal"), &missed.collect::<Vec<_>>()));
    lines
}

fn task(lang: Lang, id: &Id, sheet: &Sheet, template: &Template) -> Option<String> {
    let (name, task) = (lang.label(&template.item(id)?.1.name), sheet.tasks.get(id)?);
    let state = said::task_state(lang, task.state().word());
    let result = task.result.as_deref().map(str::trim).filter(|it| !it.is_empty());
    let result = result.map(|it| format!("{}{it}", lang.of("，", ", "))).unwrap_or_default();
    Some(format!("{name}{}{state}{result}", lang.of("：", ": ")))
}

fn visits(lang: Lang, planned: u32, done: u32) -> String {
    match lang {
        Lang::Zh => format!("计划拜访{planned}户，完成{done}户"),
        Lang::En => format!("{planned} visits planned, {done} done"),
    }
}

fn named(lang: Lang, what: &str, names: &[String]) -> Option<String> {
    let (first, rest) = (names.get(..NAMED).unwrap_or(names), names.len().saturating_sub(NAMED));
    let list = first.join(lang.of("、", ", "));
    let more = match lang {
        _ if rest == 0 => String::new(),
        Lang::Zh => format!("等{}户", names.len()),
        Lang::En => format!(" and {rest} more"),
    };
    (!first.is_empty()).then(|| format!("{what}{}{list}{more}", lang.of("：", ": ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made::sheet;

    #[test]
    fn a_day_says_plan_against_done_and_who_is_missing() {
        let mut values = vec![("days/2026-11-23/adhoc/a1/text", "协助盘点"), ("days/2026-11-23/adhoc/a1/done", "true")];
        let paths: Vec<(String, &str)> = (1..8)
            .flat_map(|it| [(format!("days/2026-11-23/visits/S{it}/planned"), "true")])
            .chain([
                ("days/2026-11-23/visits/S1/outcome".to_owned(), "done"),
                ("days/2026-11-23/visits/N1/outcome".to_owned(), "done"),
            ])
            .collect();
        values.extend(paths.iter().map(|it| (it.0.as_str(), it.1)));
        let sheet = sheet(&values);
        let day = |lang| day(lang, sheet.days.values().next().unwrap(), &|it| it.to_string());
        assert_eq!(
            day(Lang::Zh),
            ["计划拜访7户，完成2户", "未访：S2、S3、S4、S5、S6等6户", "计划外走访：N1", "临时：协助盘点"]
        );
        assert_eq!(day(Lang::En)[1], "Not visited: S2, S3, S4, S5, S6 and 1 more");
    }

    #[test]
    fn a_review_says_tasks_visits_and_goals_missed() {
        let template = Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap();
        let sheet = sheet(&[
            ("tasks/svc-05/ticked", "true"),
            ("tasks/svc-05/state", "partly"),
            ("tasks/svc-05/result", "18户上柜"),
            ("days/2026-11-23/visits/A/planned", "true"),
            ("goals/vol/target", "38.5"),
            ("goals/vol/actual", "30"),
        ]);
        let lines = review(Lang::Zh, &sheet, &template, &|it| sheet.figures(it, &template, None));
        assert_eq!(lines, ["新品推介：部分，18户上柜", "计划拜访1户，完成0户", "未达目标：卷烟销量 -8.50箱"]);
    }
}
