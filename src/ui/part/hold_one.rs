//! Ask the most, hold the one: two candidates for the week's focus side by side, until one stands. The candidates come from the
//! sheet's own figures: the largest gaps and the oldest problems.

use super::boxes::{button, quiet_button};
use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::watch::View;
use crate::domain::path::SheetPath;
use crate::domain::suggest::{Candidate, candidates};
use crate::domain::tasks::FocusKind;
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::words::{Lang, Word, said};

/// How many are asked about: three questions at most.
const MOST: usize = 4;

/// A candidate with its name, and the figure that puts it forward.
#[derive(Clone, PartialEq)]
struct Offer {
    what: Candidate,
    name: String,
    why: String,
}

/// The question, and the button that begins it while there is something to ask.
pub fn hold_one() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let offers = session.watch([Topic::Carried, Topic::Progress, Topic::Focus], move |view| offered(view, lang));
    let left: Live<Option<Vec<Offer>>> = Live::new(None);
    let begin = move || {
        let can_ask = left.get().is_none() && offers.with(|it| it.len() > 1);
        can_ask.then(|| quiet_button(lang.say(Word::AskWhichOne), move || left.set(Some(offers.get_untracked()))))
    };
    let question = move || {
        let now = left.get()?;
        let (first, second) = (now.first()?.clone(), now.get(1)?.clone());
        let rest = now.get(2..).unwrap_or_default().to_vec();
        let choice = |stays: Offer| {
            let rest = rest.clone();
            let (name, why) = (stays.name.clone(), stays.why.clone());
            let next = move || {
                if rest.is_empty() {
                    hold(session, &stays.what);
                    return left.set(None);
                }
                left.set(Some([vec![stays.clone()], rest.clone()].concat()));
            };
            button("choice").press(next).child(el("b").text(&name)).child(el("small").class("soft").text(&why))
        };
        let asked = el("p").text(lang.say(Word::WhichCostsMore));
        let both = el("div").class("hold-one__two").child(choice(first)).child(choice(second));
        let stop = quiet_button(lang.say(Word::Cancel), move || left.set(None));
        Some(
            el("div")
                .class("hold-one")
                .set("role", "group")
                .label(lang.say(Word::AskWhichOne))
                .child(asked)
                .child(both)
                .child(stop),
        )
    };
    el("div").class("hold-one__place").part(begin).part(question)
}

fn offered(view: &View, lang: Lang) -> Vec<Offer> {
    let goals: Vec<_> = view.template.active().map(|it| (it.id.clone(), view.figures(it))).collect();
    let problems = view.carried();
    let offer = |what: Candidate| {
        let (name, why) = match &what {
            Candidate::Goal(id) => {
                let indicator = view.template.indicator(id)?;
                let gap = goals.iter().find(|it| it.0 == *id)?.1.gap?;
                let name = lang.label(&indicator.name);
                (name, format!("{} {}{}", lang.say(Word::Gap), gap.fixed(indicator.decimals), lang.label(&indicator.unit)))
            }
            Candidate::Problem(id) => {
                let row = &problems.iter().find(|it| it.id == *id)?.carried;
                (row.text.clone()?, row.age(view.week).map(|it| said::age(lang, it)).unwrap_or_default())
            }
        };
        Some(Offer { what, name, why })
    };
    candidates(&goals, &problems).into_iter().filter_map(offer).take(MOST).collect()
}

fn hold(session: Session, what: &Candidate) {
    let (kind, id) = match what {
        Candidate::Goal(id) => (FocusKind::Goal, id),
        Candidate::Problem(id) => (FocusKind::Problem, id),
    };
    let text = |it: &str| Some(Value::Text(it.to_owned()));
    session.edit_all(vec![(SheetPath::FocusKind(), text(kind.word())), (SheetPath::FocusRef(), text(id.as_str()))]);
}
