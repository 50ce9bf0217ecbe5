//! A month drawn small: plan, what was reached, and what would catch up. The figures stand beside it and in its name.

use crate::domain::decimal::Decimal;
use crate::domain::pace::{Lines, Pace};
use crate::ui::el::{El, svg};

/// The drawing's own measure; the stylesheet gives it its size.
const WIDTH: usize = 240;
const HEIGHT: i64 = 60;

/// `pace` is watched; `name` says the same in words.
pub fn pace_drawing(adds_up: bool, pace: impl Fn() -> Pace + Clone + 'static, name: impl Fn(&Pace) -> String + 'static) -> El {
    let line = |class: &str, pick: fn(&Lines) -> &Vec<Option<Decimal>>| {
        let pace = pace.clone();
        svg("polyline").class(class).live("points", move || {
            let lines = pace().lines(adds_up);
            Some(points(pick(&lines), highest(&lines), adds_up))
        })
    };
    let said = pace.clone();
    svg("svg")
        .class("pace")
        .set("viewBox", &format!("0 0 {WIDTH} {HEIGHT}"))
        .set("preserveAspectRatio", "none")
        .set("role", "img")
        .live("aria-label", move || Some(name(&said())))
        .child(line("pace__plan", |it| &it.plan))
        .child(line("pace__catch-up", |it| &it.catch_up))
        .child(line("pace__actual", |it| &it.actual))
}

fn highest(lines: &Lines) -> Decimal {
    let all = [&lines.plan, &lines.actual, &lines.catch_up];
    all.into_iter().flatten().flatten().copied().fold(Decimal::ZERO, Decimal::max)
}

/// A point at the end of each slice that has a value; what climbs begins at nothing.
fn points(line: &[Option<Decimal>], highest: Decimal, adds_up: bool) -> String {
    let at = |place: usize, value: Decimal| {
        let share = value.times(HEIGHT - 4).divided(highest, 0).and_then(|it| it.scaled(0)).unwrap_or(0);
        format!("{},{}", WIDTH * place / line.len().max(1), i128::from(HEIGHT - 2) - share)
    };
    let start = (adds_up && line.iter().any(Option::is_some)).then(|| at(0, Decimal::ZERO));
    let rest = line.iter().enumerate().filter_map(|(place, it)| Some(at(place + 1, (*it)?)));
    start.into_iter().chain(rest).collect::<Vec<_>>().join(" ")
}
