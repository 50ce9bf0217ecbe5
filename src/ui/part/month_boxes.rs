//! Controls of a month's fields; `data-field` begins with `month/`. Otherwise they are `boxes`.

use super::boxes::{around, input, points, points_area};
use crate::app::session::Session;
use crate::app::typing::means_the_same;
use crate::domain::path::MonthPath;
use crate::ui::el::{El, el};

/// What a field of the month on its page holds, as text; watched.
fn held(session: Session, field: &str) -> String {
    session.inner().months.changed.track();
    session.shown(field).unwrap_or_default()
}

/// Keeps a control equal to what is held, without touching a text that already means it.
fn following(control: El, path: MonthPath) -> El {
    let (session, field) = (Session::here(), format!("month/{path}"));
    control.follow(move |control| {
        let now = held(session, &field);
        if !means_the_same(&path, &control.value(), &now) {
            control.set_value(&now);
        }
    })
}

/// A number; while nothing is typed a computed one is shown, plain.
pub fn month_number(path: MonthPath, label: &str, computed: impl Fn() -> String + 'static) -> El {
    let input = input("text", &format!("month/{path}"), label).set("inputmode", "decimal");
    around("number").child(following(input, path).live("placeholder", move || Some(computed())))
}

/// Points, one a line.
pub fn month_points(path: MonthPath, label: &str, hint: &str) -> El {
    let (session, field) = (Session::here(), format!("month/{path}"));
    let area = following(points_area(&field, label, hint), path);
    points(area, move || held(session, &field))
}

/// One line of text.
pub fn month_line(path: MonthPath, label: &str) -> El {
    around("line").child(following(input("text", &format!("month/{path}"), label), path))
}

/// One of a few words; choosing nothing is a choice.
pub fn month_choice(path: MonthPath, label: &str, choices: &[&str]) -> El {
    let option = |word: &str| el("option").set("value", word).text(if word.is_empty() { "—" } else { word });
    let options = std::iter::once("").chain(choices.iter().copied()).map(option);
    let select = el("select").set("data-field", &format!("month/{path}")).label(label).children(options);
    around("choice").child(following(select, path))
}
