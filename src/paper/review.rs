//! Review on paper: the week's main work point by point, the one problem that is held, its measures, and the others below.

use super::cut::{Class, Composer};
use super::frame::{Block, ems, heading, held, title, writing};
use super::mark::Ink;
use super::paragraph::{BOLD, PLAIN, Paragraph, SOFT, Sign};
use super::pen::{Column, Pen, Side};
use super::tasks::cause;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::progress::Module;
use crate::domain::review::{ProblemState, ReviewProblem};
use crate::domain::sheet::Sheet;
use crate::domain::week::parse_date;
use crate::words::paper::{Word as W, and_more};
use crate::words::{Lang, Word, said};

/// How far the lines after a number are moved, in ems.
const NUMBER: f32 = 1.1;

pub struct Review<'a> {
    lang: Lang,
    work: Vec<Paragraph<'a>>,
    principal: Option<Paragraph<'a>>,
    measures: Vec<Paragraph<'a>>,
    about: Vec<Paragraph<'a>>,
    others: Vec<Paragraph<'a>>,
    is_form: bool,
}

impl<'a> Review<'a> {
    pub fn of(c: &Composer<'a>, sheet: &Sheet, is_form: bool) -> Self {
        let review = &sheet.review;
        let held = review.principal().and_then(|id| Some((id, review.problems.get(id)?)));
        let others: Vec<(&Id, &ReviewProblem)> = review.problems.iter().filter(|it| Some(it.0) != review.principal()).collect();
        let (others, rest) = c.first(others, Class::Aside, |(id, it)| paths(id, it));
        let more = (rest > 0).then(|| c.paragraph().text(&and_more(c.lang(), rest), SOFT));
        let measures =
            held.map(|(id, it)| c.points(it.measure.as_ref(), Class::Core, || SheetPath::ReviewProblemMeasure(id.clone())));
        Self {
            lang: c.lang(),
            work: numbered(c, c.points(review.work.as_ref(), Class::Work, SheetPath::ReviewWork)),
            principal: match held {
                Some((id, it)) => Some(principal(c, id, it)),
                None => is_form.then(|| label(c)),
            },
            measures: numbered(c, measures.unwrap_or_default()),
            about: held.map(|(id, it)| about(c, id, it, Class::Detail)).unwrap_or_default(),
            others: others.into_iter().filter_map(|(id, it)| other(c, id, it)).chain(more).collect(),
            is_form,
        }
    }
}

fn numbered<'a>(c: &Composer<'a>, points: Vec<String>) -> Vec<Paragraph<'a>> {
    let one = |(at, it): (usize, &String)| c.paragraph().text(&format!("{at} "), SOFT).text(it, PLAIN);
    (1..).zip(&points).map(one).collect()
}

fn label<'a>(c: &Composer<'a>) -> Paragraph<'a> {
    let label = format!("{}{}", c.lang().say(Word::ShortestBoard), c.lang().say(Word::Colon));
    c.paragraph().sign(Sign::Seal, Ink::Act).text(&label, PLAIN)
}

fn principal<'a>(c: &Composer<'a>, id: &Id, it: &ReviewProblem) -> Paragraph<'a> {
    let text = c.said(it.text.as_ref(), Class::Core, || SheetPath::ReviewProblemText(id.clone()));
    label(c).some(text.as_deref(), BOLD)
}

/// Cause, analysis, who, until when and how it stands: a line for the analysis, one for the rest.
fn about<'a>(c: &Composer<'a>, id: &Id, it: &ReviewProblem, class: Class) -> Vec<Paragraph<'a>> {
    let analysis = c.said(it.analysis.as_ref(), class, || SheetPath::ReviewProblemAnalysis(id.clone()));
    let named = |word: Word, text: String| format!("{}{}{text}", c.lang().say(word), c.lang().say(Word::Colon));
    let rest = rest(c, id, it).join(" · ");
    let lines = [analysis.map(|it| named(Word::Analysis, it)), (!rest.is_empty()).then_some(rest)];
    lines.into_iter().flatten().map(|it| c.paragraph().text(&it, SOFT)).collect()
}

fn rest(c: &Composer, id: &Id, it: &ReviewProblem) -> Vec<String> {
    let lang = c.lang();
    let owner = c.said(it.owner.as_ref(), Class::Detail, || SheetPath::ReviewProblemOwner(id.clone()));
    let named = |word: Word, text: String| format!("{}{}{text}", lang.say(word), lang.say(Word::Colon));
    let due = it.due.as_ref().map(|it| parse_date(it).map_or_else(|_| it.clone(), |it| said::date(lang, it)));
    let state = it.state.filter(|it| *it != ProblemState::Open).map(|it| said::problem_state(lang, it.word()).to_owned());
    let all = [cause(c, it.cause.as_ref()), owner.map(|it| named(Word::Owner, it)), due.map(|it| named(Word::Due, it)), state];
    all.into_iter().flatten().collect()
}

/// A problem that is not the one, in one paragraph; nothing where there is no room to say what it is.
fn other<'a>(c: &Composer<'a>, id: &Id, it: &ReviewProblem) -> Option<Paragraph<'a>> {
    let text = c.said(it.text.as_ref(), Class::Aside, || SheetPath::ReviewProblemText(id.clone()));
    if text.is_none() && it.text.is_some() {
        paths(id, it).into_iter().for_each(|it| c.left_out(it));
        return None;
    }
    let analysis = c.said(it.analysis.as_ref(), Class::Aside, || SheetPath::ReviewProblemAnalysis(id.clone()));
    let measure = c.said(it.measure.as_ref(), Class::Aside, || SheetPath::ReviewProblemMeasure(id.clone()));
    let more: Vec<String> = [analysis].into_iter().flatten().chain(rest(c, id, it)).collect();
    let mut all = c.paragraph().text("· ", SOFT).some(text.as_deref(), PLAIN);
    if !more.is_empty() {
        all = all.text("  ", SOFT).text(&more.join(" · "), SOFT);
    }
    let measure = measure.map(|it| format!(" → {it}"));
    Some(all.some(measure.as_deref(), SOFT))
}

fn paths(id: &Id, it: &ReviewProblem) -> Vec<SheetPath> {
    use SheetPath as P;
    let id = || id.clone();
    let all = [
        (&it.text, P::ReviewProblemText(id())),
        (&it.analysis, P::ReviewProblemAnalysis(id())),
        (&it.measure, P::ReviewProblemMeasure(id())),
        (&it.owner, P::ReviewProblemOwner(id())),
        (&it.due, P::ReviewProblemDue(id())),
        (&it.cause, P::ReviewProblemCause(id())),
    ];
    all.into_iter().filter(|it| it.0.is_some()).map(|it| it.1).collect()
}

impl Block for Review<'_> {
    fn ems(&self) -> f32 {
        ems([&self.work, &self.measures, &self.about, &self.others].into_iter().flatten())
    }

    fn lay(&self, pen: &mut Pen, column: Column, line: usize, room: usize) -> usize {
        let lang = self.lang;
        let mut at = line + title(pen, lang, (Module::Review, lang.say(Word::OnFriday)), column, line);
        // On a form each part has the same share of what is left.
        let share = if self.is_form { room.saturating_sub(7) / 2 } else { 0 };
        at += heading(pen, (lang.say(Word::MainWork), ""), at, column);
        at += self.part(pen, &self.work, at, column, share);
        if let Some(it) = &self.principal {
            at += held(pen, it, at, column);
            for it in &self.about {
                at += pen.write(it, at, column);
            }
        }
        if self.is_form {
            writing(pen, column, at..at + 2);
            at += 2;
        }
        if !self.measures.is_empty() || self.is_form {
            at += heading(pen, (lang.say(Word::Measures), ""), at, column);
            at += self.part(pen, &self.measures, at, column, share);
        }
        if !self.others.is_empty() {
            at += heading(pen, (lang.say(W::OtherProblems), ""), at, column);
            at += self.part(pen, &self.others, at, column, 0);
        }
        at - line
    }
}

impl Review<'_> {
    fn part(&self, pen: &mut Pen, all: &[Paragraph], line: usize, column: Column, share: usize) -> usize {
        let mut at = line;
        for it in all {
            at += pen.set(it, at, column, (Side::Start, NUMBER));
        }
        writing(pen, column, at..line.max(at) + share);
        at - line + share
    }
}
