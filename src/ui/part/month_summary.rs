//! A month's summary: work, problems, measures, each with what the weeks say for it.

use super::block::block;
use super::boxes::quiet_button;
use super::month_boxes::month_points;
use crate::app::session::{By, Session};
use crate::domain::drafts::{Summary, with_points};
use crate::domain::path::MonthPath;
use crate::domain::sheet::Sheet;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::words::Word;

pub fn month_summary() -> El {
    el("div").class("month-summary").children(Summary::ALL.map(text))
}

fn text(of: Summary) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let (path, title) = match of {
        Summary::Work => (MonthPath::Work(), Word::MainWork),
        Summary::Problems => (MonthPath::Problems(), Word::MonthProblems),
        Summary::Measures => (MonthPath::Measures(), Word::Measures),
    };
    let drafted = move || {
        session.month(|page| {
            let now = of.of(&page.course.view.plan);
            let more = of.points(page.sheets.iter().map(|it: &(_, Sheet)| &it.1));
            let longer = with_points(now, &more);
            (longer != now.trim_end()).then_some(longer)
        })
    };
    let at = path.clone();
    let bring = move || {
        let longer = drafted().flatten()?;
        let at = at.clone();
        let edit = move || session.set_month(vec![(at.clone(), Some(Value::Text(longer.clone())))], By::Choice);
        Some(quiet_button(lang.say(Word::FromTheWeeks), edit))
    };
    let beside = el("span").part(bring);
    block(lang.say(title), vec![beside]).child(month_points(path, lang.say(title), lang.say(Word::PointsHint)))
}
