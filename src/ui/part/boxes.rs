//! Controls of fields. Each shows what is held and carries its path in `data-field`; what is typed in them is heard by one
//! set of listeners for the whole page (browser/typing).

use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::typing::means_the_same;
use crate::browser::typing::Control;
use crate::domain::path::{Kind, POINT_MAX, Path, SheetPath, TEXT_MAX};
use crate::domain::sheet;
use crate::domain::text::length;
use crate::domain::value::{Value, shown};
use crate::ui::el::{El, el};
use crate::words::{Lang, Word};

/// A word in the file and its wording on the page.
pub type Choices = Vec<(String, String)>;

impl El {
    /// Keeps a control equal to what is held.
    pub fn follow(self, show: impl Fn(&Control) + 'static) -> Self {
        match Control::of(self.element().as_ref()) {
            Some(control) => self.effect(move || show(&control)),
            None => self,
        }
    }
}

/// Keeps a control's text equal to what is held, without touching a text that already means it.
fn typed(input: El, path: SheetPath, half: Option<bool>) -> (El, Live<Option<Value>>) {
    let held = Session::here().field(&path);
    let input = input.follow(move |control| {
        let now = held.with(|it| shown(it.as_ref(), half));
        if !means_the_same(&path, &control.value(), &now) {
            control.set_value(&now);
        }
    });
    (input, held)
}

pub(super) fn around(kind: &str) -> El {
    el("span").class(&format!("box box--{kind}"))
}

pub(super) fn input(kind: &str, field: &str, label: &str) -> El {
    el("input").set("type", kind).set("autocomplete", "off").set("data-field", field).label(label)
}

/// A number.
pub fn number_box(path: SheetPath, label: &str) -> El {
    around("number").child(number_input(path, label))
}

/// A number; while nothing is typed a computed figure is shown, plain.
pub fn computed_box(path: SheetPath, label: &str, computed: impl Fn() -> String + 'static) -> El {
    around("number").child(number_input(path, label).live("placeholder", move || Some(computed())))
}

fn number_input(path: SheetPath, label: &str) -> El {
    let input = input("text", &path.to_string(), label).set("inputmode", "decimal");
    typed(input, path, None).0
}

/// Numerator and denominator of a day's ratio, side by side.
pub fn ratio_box(path: &SheetPath, num: &str, den: &str) -> El {
    let half = |is_num: bool, label: &str| {
        let field = format!("{path}/{}", if is_num { "num" } else { "den" });
        typed(input("text", &field, label).set("inputmode", "numeric"), path.clone(), Some(is_num)).0
    };
    around("ratio").child(half(true, num)).child(el("i").silent().text("/")).child(half(false, den))
}

/// One line of text; `hint` stands in it while it is empty.
pub fn line_box(path: SheetPath, label: &str, hint: &str) -> El {
    let input = input("text", &path.to_string(), label).set("placeholder", hint);
    let (input, held) = typed(input, path, None);
    around("line").child(input).part(counter(move || held.with(|it| shown(it.as_ref(), None)), POINT_MAX))
}

/// Points, one a line; the box numbers them.
pub fn points_box(path: SheetPath, label: &str, hint: &str) -> El {
    let (area, held) = typed(points_area(&path.to_string(), label, hint), path, None);
    points(area, move || held.with(|it| shown(it.as_ref(), None)))
}

pub(super) fn points_area(field: &str, label: &str, hint: &str) -> El {
    let area = el("textarea").set("rows", "1").set("autocomplete", "off").set("data-field", field);
    area.label(label).set("placeholder", hint)
}

/// Numbers the lines of a text behind the box it is typed in.
pub(super) fn points(area: El, text: impl Fn() -> String + Clone + 'static) -> El {
    let (lines, list) = (text.clone(), text.clone());
    let line = |line: &str| {
        let span = el("span").text(&format!("{line}\u{200b}"));
        if line.trim().is_empty() { span.class("blank") } else { span }
    };
    el("span")
        .live("class", move || Some(if list().contains('\n') { "box points points--list" } else { "box points" }.to_owned()))
        .child(el("span").class("points__lines").silent().parts(move || lines().split('\n').map(line).collect()))
        .child(area)
        .part(counter(text, TEXT_MAX))
}

/// How much room is left, once it gets scarce.
fn counter(text: impl Fn() -> String, limit: usize) -> impl Fn() -> Option<El> {
    move || {
        let used = length(&text());
        let left = limit as i64 - used as i64;
        let class = if left < 0 { "box__count over" } else { "box__count" };
        (left <= limit as i64 / 5).then(|| el("span").class(class).silent().text(&left.to_string()))
    }
}

/// One of a few words.
pub struct Choice {
    pub choices: Choices,
    /// How choosing nothing is called, where that is a choice.
    pub none: Option<&'static str>,
    /// What is shown as chosen while nothing is.
    pub default: &'static str,
}

impl Choice {
    /// Something is always chosen, `default` at first.
    pub fn of(choices: Choices, default: &'static str) -> Self {
        Self { choices, none: None, default }
    }

    /// Nothing may be chosen too.
    pub fn or_none(choices: Choices, none: &'static str) -> Self {
        Self { choices, none: Some(none), default: "" }
    }
}

pub fn choice_box(path: SheetPath, label: &str, choice: Choice) -> El {
    let held = Session::here().field(&path);
    let default = choice.default;
    let chosen = move || {
        let now = held.with(|it| shown(it.as_ref(), None));
        if now.is_empty() { default.to_owned() } else { now }
    };
    let none = choice.none.map(|it| (String::new(), it.to_owned()));
    let select = el("select").set("data-field", &path.to_string()).label(label);
    let select = none
        .into_iter()
        .chain(choice.choices)
        .fold(select, |select, (word, wording)| select.child(el("option").set("value", &word).text(&wording)));
    around("choice")
        .live("data-value", move || Some(chosen()))
        .child(select.follow(move |control| control.set_value(&chosen())))
}

/// A tick; `default` is what it shows while nothing is held.
pub fn tick_box(path: SheetPath, label: &str, default: bool) -> El {
    let held = Session::here().field(&path);
    let input = el("input").set("type", "checkbox").set("data-field", &path.to_string()).label(label);
    around("tick").child(
        input.follow(move |it| it.set_flag(held.with(|it| sheet::flag(it.as_ref().map(Value::borrowed))).unwrap_or(default))),
    )
}

/// A date, or a date with its time.
pub fn date_box(path: SheetPath, label: &str) -> El {
    let is_moment = path.kind() == Kind::Moment;
    let held = Session::here().field(&path);
    let input = input(if is_moment { "datetime-local" } else { "date" }, &path.to_string(), label);
    around("date").child(input.follow(move |control| {
        let now = held.with(|it| shown(it.as_ref(), None));
        // The box takes local time without a zone.
        control.set_value(if is_moment { now.get(..16).unwrap_or(&now) } else { &now });
    }))
}

/// A button of no great weight.
pub fn quiet_button(label: &str, pressed: impl Fn() + 'static) -> El {
    button("quiet").text(label).press(pressed)
}

pub fn button(class: &str) -> El {
    el("button").set("type", "button").class(class)
}

/// A button that takes a record away.
pub fn remove_button(record: SheetPath) -> El {
    let session = Session::here();
    cross(session.lang_now().say(Word::Remove)).press(move || session.remove(record.clone()))
}

/// The cross of such a button, whatever it takes away.
pub fn cross(label: &str) -> El {
    button("quiet remove").label(label).set("title", label).text("×")
}

/// The wordings of a set of words, in the order of the list.
pub fn options(lang: Lang, words: &[&'static str], wording: fn(Lang, &str) -> &'static str) -> Choices {
    words.iter().map(|it| ((*it).to_owned(), wording(lang, it).to_owned())).collect()
}

/// The seal of the one principal thing.
pub fn seal(lang: Lang) -> El {
    el("i").class("seal").silent().set("data-mark", lang.say(Word::Seal))
}
