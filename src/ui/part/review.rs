//! Review: main work and how far it got, the week's problems with the one that is held, and the measures.

use super::block::{block, cards};
use super::boxes::{Choice, button, choice_box, date_box, line_box, options, points_box, quiet_button, remove_button, seal};
use super::draft::draft;
use super::module::module_frame;
use super::problem::{cause_box, principal_seal};
use crate::app::live::Live;
use crate::app::session::Session;
use crate::domain::chain::Row;
use crate::domain::id::Id;
use crate::domain::path::{PROBLEM_STATES, SheetPath};
use crate::domain::progress::Module;
use crate::domain::review::{Carried, ProblemState};
use crate::domain::sheet::points;
use crate::domain::topic::Topic;
use crate::domain::tracking::DayProblem;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Lang, Word, drafts, said};

pub fn review() -> El {
    let note = el("span").text(Session::here().lang_now().say(Word::OnFriday));
    module_frame(Module::Review, vec![note], overview, whole)
}

/// What the overview says.
#[derive(Clone, Default, PartialEq)]
struct Gist {
    work: Vec<String>,
    principal: Option<String>,
    measures: Vec<String>,
}

fn overview() -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let said = session.watch([Topic::Review], |view| {
        let review = &view.sheet.review;
        let principal = review.principal().and_then(|it| review.problems.get(it));
        let lines = |text: Option<&String>| text.map(|it| points(it).map(str::to_owned).collect()).unwrap_or_default();
        Gist {
            work: lines(review.work.as_ref()),
            principal: principal.and_then(|it| it.text.clone()),
            measures: lines(principal.and_then(|it| it.measure.as_ref())),
        }
    });
    let items = |lines: &[String]| lines.iter().map(|it| el("li").text(it)).collect::<Vec<_>>();
    let work = move || {
        Some(said.with(|it| match it.work.as_slice() {
            [] => el("span").class("soft").text(lang.say(Word::ReviewInvites)),
            work => el("ol").children(items(work)),
        }))
    };
    let to_principal = move || {
        let id = session.read(|view| view.sheet.review.principal().cloned()).flatten();
        going.to(&SheetPath::ReviewProblemText(id.unwrap_or_else(|| session.fresh_id())));
    };
    let principal = move || said.with(|it| it.principal.clone()).unwrap_or_else(|| lang.say(Word::AskTheMost).to_owned());
    let shortest = button("focus")
        .press(to_principal)
        .child(seal(lang))
        .child(el("span").text(lang.say(Word::ShortestBoard)))
        .child(el("b").write(principal));
    el("div")
        .class("review")
        .child(el("h3").text(lang.say(Word::MainWork)))
        .child(button("text-cell").press(move || going.to(&SheetPath::ReviewWork())).part(work))
        .child(shortest)
        .child(el("h3").text(lang.say(Word::Measures)))
        .child(el("ol").class("review__measures").parts(move || said.with(|it| items(&it.measures))))
}

fn whole() -> El {
    let lang = Session::here().lang_now();
    let work = lang.say(Word::MainWork);
    let draft = draft(
        SheetPath::ReviewWork(),
        Word::DraftReview,
        vec![Topic::Progress, Topic::Ticks, Topic::VisitCount],
        move |view| drafts::review(lang, view.sheet, view.template, &|it| view.figures(it)),
    );
    el("div")
        .class("review review--full")
        .child(block(work, vec![draft]).child(points_box(SheetPath::ReviewWork(), work, lang.say(Word::PointsHint))))
        .child(problems())
        .part(brought_in())
}

fn problems() -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let ids = session.watch([Topic::Review], |view| view.sheet.review.problems.keys().cloned().collect());
    let principal = session.watch([Topic::Review], |view| view.sheet.review.principal().cloned());
    let asked = |path: &SheetPath| match path {
        SheetPath::ReviewProblem(id) => Some(id.clone()),
        _ => None,
    };
    let add = move || going.to(&SheetPath::ReviewProblemText(session.fresh_id()));
    let hold = el("small").text(lang.say(Word::HoldTheOne));
    block(lang.say(Word::Problems), vec![hold, quiet_button(lang.say(Word::AddProblem), add)]).child(cards(
        "cards",
        ids,
        asked,
        move |id| problem_card(lang, &id, principal),
    ))
}

fn problem_card(lang: Lang, id: &Id, principal: Live<Option<Id>>) -> El {
    use SheetPath as P;
    let line = |path: SheetPath, word: Word, hint: Word| line_box(path, lang.say(word), lang.say(hint));
    let states = Choice::of(options(lang, PROBLEM_STATES, said::problem_state), "open");
    let measure = lang.say(Word::Measure);
    el("li")
        .class("card card--problem card--review")
        .child(principal_seal(&P::ReviewPrincipal(), id, principal))
        .child(line(P::ReviewProblemText(id.clone()), Word::Problem, Word::ProblemHint))
        .child(cause_box(P::ReviewProblemCause(id.clone())))
        .child(choice_box(P::ReviewProblemState(id.clone()), lang.say(Word::State), states))
        .child(remove_button(P::ReviewProblem(id.clone())))
        .child(line(P::ReviewProblemAnalysis(id.clone()), Word::Analysis, Word::Analysis))
        .child(points_box(P::ReviewProblemMeasure(id.clone()), measure, measure))
        .child(line(P::ReviewProblemOwner(id.clone()), Word::Owner, Word::Owner))
        .child(date_box(P::ReviewProblemDue(id.clone()), lang.say(Word::Due)))
}

/// Open problems of last week and those of the days that are not in the review yet: one tap brings one in, under the same id,
/// so that it stays the problem it was.
fn brought_in() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let lang = session.lang_now();
    let offered = session.watch([Topic::Review, Topic::Days, Topic::Carried], |view| {
        let days = view.sheet.days.values().flat_map(|it| it.problems.iter()).map(|it| (it.0.clone(), it.1.clone()));
        let open = view.carried().into_iter().filter(|it| it.carried.state() == ProblemState::Open);
        let carried =
            open.map(|Row { id, carried: Carried { text, cause, measure, .. } }| (id, DayProblem { text, cause, measure }));
        let is_new = |it: &(Id, DayProblem)| !view.sheet.review.problems.contains_key(&it.0);
        carried.chain(days).filter(is_new).collect::<Vec<_>>()
    });
    let row = move |(id, it): (Id, DayProblem)| {
        let text = it.text.clone().unwrap_or_default();
        el("li").child(button("line").text("+ ").text(&text).press(move || bring(session, &id, &it)))
    };
    move || {
        let offered = offered.get();
        let list = |offered: Vec<_>| el("ul").class("lines").children(offered.into_iter().map(row));
        (!offered.is_empty()).then(|| block(lang.say(Word::FromTheDays), Vec::new()).child(list(offered)))
    }
}

fn bring(session: Session, id: &Id, it: &DayProblem) {
    let text = |it: &Option<String>| it.clone().map(Value::Text);
    session.edit_all(vec![
        (SheetPath::ReviewProblemText(id.clone()), text(&it.text)),
        (SheetPath::ReviewProblemCause(id.clone()), text(&it.cause)),
        (SheetPath::ReviewProblemMeasure(id.clone()), text(&it.measure)),
    ]);
}
