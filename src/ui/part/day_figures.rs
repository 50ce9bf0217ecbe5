//! One day's figures, each with the one before beside it.

use chrono::NaiveDate;

use super::tracking::day_figure;
use crate::app::session::Session;
use crate::domain::history::last_figure;
use crate::domain::template::Indicator;
use crate::domain::topic::Topic;
use crate::ui::el::{El, el};
use crate::words::{Lang, days};

pub fn day_figures(date: NaiveDate) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let all: Vec<Indicator> = session.template(|it| {
        it.active().filter(|it| !matches!(it.week, crate::domain::template::Aggregation::Quotient { .. })).cloned().collect()
    });
    el("ul").class("day-figures").children(all.iter().map(|it| row(session, lang, it, date)))
}

fn row(session: Session, lang: Lang, indicator: &Indicator, date: NaiveDate) -> El {
    let (id, places) = (indicator.id.clone(), indicator.decimals);
    let before = session.watch([Topic::Days], move |view| {
        last_figure(&id, date, &view.sheets()).map(|(day, it)| days::figure_before(lang, day, it, places)).unwrap_or_default()
    });
    let unit = el("small").class("unit").text(&lang.label(&indicator.unit));
    el("li")
        .child(el("span").text(&lang.label(&indicator.name)).text(" ").child(unit))
        .child(day_figure(indicator, date))
        .child(el("small").class("soft num").write(move || before.get()))
}
