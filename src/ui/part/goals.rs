//! Goals: target, actual and gap of every indicator; opened also the typed actual, attainment, note and definition.

use super::boxes::{computed_box, line_box};
use super::module::module_frame;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::domain::decimal::Decimal;
use crate::domain::goals::{Figures, Standing};
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::progress::Module;
use crate::domain::template::{Better, Indicator};
use crate::domain::topic::Topic;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Word, said};

pub fn goals() -> El {
    let note = el("span").text(Session::here().lang_now().say(Word::PlusIsGood));
    module_frame(Module::Goals, vec![note], || goal_table(false), || goal_table(true))
}

/// The indicators that are on, and any other that holds something or is asked for.
fn listed(session: Session) -> Vec<Indicator> {
    let asked = match Going::here().path_now() {
        Some(SheetPath::GoalTarget(it) | SheetPath::GoalActual(it) | SheetPath::GoalNote(it)) => Some(it),
        _ => None,
    };
    let held: Vec<Id> = session.read(|view| view.sheet.goals.keys().cloned().collect()).unwrap_or_default();
    session.template(|it| {
        let wanted = |it: &&Indicator| it.on || held.contains(&it.id) || asked.as_ref() == Some(&it.id);
        it.indicators.iter().filter(wanted).cloned().collect()
    })
}

fn goal_table(is_full: bool) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let head = |word: Word| el("th").set("scope", "col").text(lang.say(word));
    let heads = el("tr")
        .children([Word::Indicator, Word::Target, Word::Actual].map(head))
        .children(is_full.then(|| head(Word::TypedActual)))
        .child(head(Word::Gap))
        .child(head(Word::Attainment).class("goals__bar"))
        .children(is_full.then(|| head(Word::Note).class("goals__note")));
    let rows = listed(session).into_iter().map(|it| goal_row(session, it, is_full));
    el("table")
        .class(if is_full { "figures goals goals--full" } else { "figures goals" })
        .child(el("thead").child(heads))
        .child(el("tbody").children(rows))
}

fn goal_row(session: Session, indicator: Indicator, is_full: bool) -> El {
    let lang = session.lang_now();
    let (id, places) = (indicator.id.clone(), indicator.decimals);
    let name = lang.label(&indicator.name);
    let named = |what: Word| format!("{name} {}", lang.say(what));
    let mark = |what: &str| format!("goals/{id}/{what}");
    let figures = {
        let it = indicator.clone();
        session.watch([Topic::Figures(it.id.clone())], move |view| view.figures(&it))
    };
    let from_month = {
        let it = indicator.clone();
        let given = session.watch([Topic::Figures(it.id.clone())], move |view| view.target(&it));
        move || given.get().map(|it| it.fixed(places)).unwrap_or_default()
    };
    let typed = || typed_actual(session, &indicator, &named(Word::TypedActual));
    let note = || el("td").class("goals__note").child(line_box(SheetPath::GoalNote(id.clone()), &named(Word::Note), ""));
    el("tr")
        .live("data-standing", move || Some(said::standing(figures.get().standing()).to_owned()))
        .child(el("th").set("scope", "row").child(indicator_name(session, &indicator, is_full)))
        .child(el("td").child(computed_box(SheetPath::GoalTarget(id.clone()), &named(Word::Target), from_month)))
        .child(el("td").child(figure(&mark("actual"), places, move || figures.get().actual)))
        .children(is_full.then(typed))
        .child(el("td").class("gap").child(figure(&mark("gap"), places, move || figures.get().gap)))
        .child(attainment(&mark("attainment"), figures))
        .children(is_full.then(note))
}

/// The box for a typed actual; a counted indicator has none.
fn typed_actual(session: Session, indicator: &Indicator, label: &str) -> El {
    if indicator.is_counted() {
        return el("td").child(el("span").class("soft").text(session.lang_now().say(Word::Counted)));
    }
    let (it, places) = (indicator.clone(), indicator.decimals);
    let counted = session.watch([Topic::Figures(it.id.clone())], move |view| view.sheet.counted(&it, view.template));
    let computed = move || counted.get().map(|it| it.fixed(places)).unwrap_or_default();
    el("td").child(computed_box(SheetPath::GoalActual(indicator.id.clone()), label, computed))
}

/// The indicator's name and unit; its definition on tap.
pub fn indicator_name(session: Session, indicator: &Indicator, is_full: bool) -> El {
    let lang = session.lang_now();
    let (name, definition) = (lang.label(&indicator.name), lang.label(&indicator.definition));
    let lower = if matches!(indicator.better, Better::Lower) { "↓" } else { "" };
    let unit = el("small").class("unit").text(&lang.label(&indicator.unit)).text(lower);
    if is_full {
        let summary = el("summary").text(&name).text(" ").child(unit);
        el("details").class("definition").child(summary).child(el("p").text(&definition))
    } else {
        el("span").set("title", &definition).text(&name).text(" ").child(unit)
    }
}

/// A computed figure: its plain number alone, or "not measured".
pub fn figure(mark: &str, decimals: u8, value: impl Fn() -> Option<Decimal> + Clone + 'static) -> El {
    let shown = value.clone();
    let class = move || match value() {
        None => "figure none",
        Some(it) if it.is_negative() => "figure minus",
        Some(_) => "figure plus",
    };
    el("output")
        .set("data-computed", mark)
        .live("class", move || Some(class().to_owned()))
        .write(move || shown().map(|it| it.fixed(decimals)).unwrap_or_default())
}

/// Attainment as a share and as a thin bar.
fn attainment(mark: &str, figures: Live<Figures>) -> El {
    let lang = Session::here().lang_now();
    let share = move || figures.get().attainment;
    let percent = move || match (share(), figures.get().standing()) {
        (Some(it), _) => format!("{}%", it.times(100).fixed(1)),
        (None, Standing::NotMeasured) => lang.say(Word::NotMeasured).to_owned(),
        (None, _) => String::new(),
    };
    let width = move || {
        let share = share().unwrap_or_default().max(Decimal::ZERO).min(Decimal::from(1));
        format!("{}%", share.times(100))
    };
    let plain = el("output").class("unseen").set("data-computed", mark);
    el("td")
        .class("goals__bar")
        .child(plain.write(move || share().map(|it| it.to_string()).unwrap_or_default()))
        .child(el("span").class("meter").silent().child(el("i").style("inline-size", width)))
        .child(el("span").class("soft percent").silent().write(percent))
}
