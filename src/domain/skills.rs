//! The ten skills beside what a month's sheets show of them: counts of what was done, no measure of how much was written.

use super::channel::MessageState;
use super::id::Id;
use super::sheet::Sheet;
use super::tasks::TaskState;
use super::template::Template;
use super::visits::count;

/// The shipped template's tasks that grow brands.
const BRANDS: [&str; 2] = ["svc-05", "svc-06"];

/// What the sheets show of a skill: so many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub what: What,
    pub have: usize,
    pub of: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Messages told, of those written.
    Told,
    /// Days with a summary, of those tracked.
    Summaries,
    /// Tasks done, of those ticked.
    TasksDone,
    /// Principal problems of weeks with a measure.
    Measures,
    /// Planned visits with a service point.
    Points,
    /// Visits done, of those planned.
    Visits,
    /// Messages with an answer.
    Answered,
    /// Tasks for new products and key brands done, of those ticked.
    Brands,
    /// Tasks of one category done, of those ticked.
    TasksOf(&'static str),
}

/// What a month's sheets show of a skill, by its id in the template; nothing where they cannot show it.
pub fn seen(skill: &str, sheets: &[&Sheet], template: &Template) -> Option<Seen> {
    let what = match skill {
        "speak" => What::Told,
        "write" => What::Summaries,
        "do" => What::TasksDone,
        "think" => What::Measures,
        "earn" => What::Points,
        "serve" => What::Visits,
        "survey" => What::TasksOf("inf"),
        "talk" => What::Answered,
        "analyse" => What::TasksOf("ana"),
        "grow" => What::Brands,
        _ => return None,
    };
    let counts = sheets.iter().map(|it| counted(what, it, template));
    let (have, of) = counts.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    Some(Seen { what, have, of })
}

fn counted(what: What, sheet: &Sheet, template: &Template) -> (usize, usize) {
    let filled = |it: &Option<String>| it.as_ref().is_some_and(|it| !it.trim().is_empty());
    match what {
        What::Told => of(sheet.messages.values(), |it| it.state() != MessageState::Open),
        What::Answered => of(sheet.messages.values(), |it| filled(&it.answer)),
        What::Summaries => of(sheet.days.values().filter(|it| it.is_tracked()), |it| filled(&it.summary)),
        What::TasksDone => tasks(sheet, |_| true),
        What::TasksOf(category) => tasks(sheet, |id| template.item(id).is_some_and(|it| it.0.id.as_str() == category)),
        What::Measures => {
            let review = &sheet.review;
            of(review.principal().and_then(|it| review.problems.get(it)).into_iter(), |it| filled(&it.measure))
        }
        What::Brands => tasks(sheet, |id| BRANDS.contains(&id.as_str())),
        What::Points => {
            of(sheet.days.values().flat_map(|it| it.visits.values()).filter(|it| it.planned), |it| filled(&it.point))
        }
        What::Visits => {
            let all = count(sheet.days.values().flat_map(|it| it.visits.values()));
            (all.done as usize, all.planned as usize)
        }
    }
}

fn tasks(sheet: &Sheet, wanted: impl Fn(&Id) -> bool) -> (usize, usize) {
    let ticked = sheet.ticked().iter().filter(|it| wanted(it)).filter_map(|it| sheet.tasks.get(it));
    of(ticked, |it| it.state() == TaskState::Done)
}

fn of<'a, T: 'a>(all: impl Iterator<Item = &'a T>, has: impl Fn(&T) -> bool) -> (usize, usize) {
    all.fold((0, 0), |sum, it| (sum.0 + usize::from(has(it)), sum.1 + 1))
}

#[cfg(test)]
mod tests {
    use super::super::made::sheet;
    use super::*;

    #[test]
    fn skills_are_seen_in_what_was_done() {
        let template = Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap();
        let one = sheet(&[
            ("tasks/svc-05/ticked", "true"),
            ("tasks/svc-05/state", "done"),
            ("tasks/inf-03/ticked", "true"),
            ("days/2026-11-23/summary", "走了15户"),
            ("days/2026-11-23/visits/A1/planned", "true"),
            ("days/2026-11-23/visits/A1/point", "新品"),
            ("days/2026-11-23/visits/A1/outcome", "done"),
            ("days/2026-11-23/visits/A2/planned", "true"),
            ("messages/m1/to", "head"),
            ("messages/m1/state", "told"),
        ]);
        let two = sheet(&[
            ("tasks/svc-06/ticked", "true"),
            ("days/2026-12-01/adhoc/a1/text", "盘点"),
            ("messages/m2/to", "retailer"),
            ("messages/m2/answer", "好"),
            ("review/problems/p1/text", "断货"),
            ("review/problems/p1/measure", "报主任"),
            ("review/principal", "p1"),
        ]);
        for (skill, have, of) in [
            ("speak", 1, 2),
            ("write", 1, 2),
            ("do", 1, 3),
            ("think", 1, 1),
            ("earn", 1, 2),
            ("serve", 1, 2),
            ("grow", 1, 2),
            ("survey", 0, 1),
            ("talk", 1, 2),
            ("analyse", 0, 0),
        ] {
            let seen = seen(skill, &[&one, &two], &template).unwrap();
            assert_eq!((seen.have, seen.of), (have, of), "{skill}");
        }
        assert_eq!(template.skills.iter().filter(|it| seen(it.id.as_str(), &[], &template).is_none()).count(), 0);
    }
}
