//! The month beside the two before it: what was wanted, what was reached, and how much of it.

use super::boxes::quiet_button;
use crate::app::live::Live;
use crate::app::months::MonthPage;
use crate::app::session::Session;
use crate::domain::decimal::Decimal;
use crate::domain::goals::attainment;
use crate::domain::template::Indicator;
use crate::domain::week::Month;
use crate::ui::el::{El, el};
use crate::words::{Word, months};

/// The button that reads them, and the table once they are read.
pub fn three_months(month: Month) -> El {
    let session = Session::here();
    let read = Live::new(false);
    let read_them = move || session.read_months_before(month, move || read.change(true));
    let button = quiet_button(session.lang_now().say(Word::ThreeMonths), read_them);
    el("div")
        .class("three-months")
        .child(button.flag("hidden", move || read.get()))
        .part(move || read.get().then(|| table(session)))
}

fn table(session: Session) -> El {
    let lang = session.lang_now();
    let inner = session.inner();
    let before = inner.months.before.borrow();
    let now = inner.months.page.borrow();
    let all: Vec<&MonthPage> = before.iter().chain(now.as_ref()).collect();
    let head = |it: &&MonthPage| el("th").set("scope", "col").text(&months::month(lang, it.course.view.month));
    let indicator = el("th").set("scope", "col").text(lang.say(Word::Indicator));
    let heads = el("tr").child(indicator).children(all.iter().map(head));
    let rows = inner.template.active().map(|it| {
        let name = el("th").set("scope", "row").text(&lang.label(&it.name));
        el("tr").child(name).children(all.iter().map(|page| cell(session, page, it)))
    });
    el("table").class("figures three-months__table").child(el("thead").child(heads)).child(el("tbody").children(rows))
}

fn cell(session: Session, page: &MonthPage, indicator: &Indicator) -> El {
    let lang = session.lang_now();
    let (goal, actual) = (page.course.view.goal(indicator), page.course.days.actual(indicator, &session.inner().template));
    let figure = |it: Option<Decimal>| it.map_or_else(|| "—".to_owned(), |it| it.fixed(indicator.decimals));
    let share = actual.zip(goal).and_then(|(actual, goal)| attainment(&indicator.better, actual, goal));
    let share = share.map(|it| format!("{}%", it.times(100).fixed(1))).unwrap_or_default();
    el("td").text(&figure(actual)).child(el("small").class("soft").text(&format!(
        " {} {} {share}",
        lang.say(Word::Target),
        figure(goal)
    )))
}
