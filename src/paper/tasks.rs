//! Tasks on paper: last week's problems, the focus, the ticked tasks with their methods; beside them the visit plan, below them the
//! tick list.

use chrono::NaiveDate;

use super::checklist::Checklist;
use super::cut::{Class, Composer};
use super::frame::{Block, TITLE, ems, heading, held, title, writing};
use super::mark::{Ink, Weight};
use super::paragraph::{BOLD, Look, PLAIN, Paragraph, SIGN, SOFT, Sign};
use super::pen::{Column, HAIR, Pen, Side};
use super::visits::Visits;
use crate::domain::chain::Row;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::progress::Module;
use crate::domain::review::ProblemState;
use crate::domain::sheet::Sheet;
use crate::domain::tasks::{FocusKind, MOST_TICKS, Task, TaskState};
use crate::domain::tracking::Day;
use crate::domain::week::Week;
use crate::words::paper::{self, Word as W};
use crate::words::{Lang, Word, said};

/// Between the two halves, in ems.
const GAP: f32 = 1.6;
/// How much of the width the first half may take; of equals the first.
const SHARES: [f32; 6] = [0.42, 0.37, 0.32, 0.27, 0.48, 0.55];

/// Ems either half is taken to hold beside its texts, so that an empty one has its place.
const EITHER: f32 = 60.0;

pub struct Tasks<'a> {
    lang: Lang,
    notes: [String; 2],
    carried: Vec<Paragraph<'a>>,
    focus: Paragraph<'a>,
    ticked: Vec<Paragraph<'a>>,
    visits: Visits<'a>,
    checklist: Checklist<'a>,
    is_form: bool,
}

impl<'a> Tasks<'a> {
    pub fn of(c: &Composer<'a>, (week, sheet): (Week, &Sheet), carried: &[Row], days: &[NaiveDate], is_form: bool) -> Self {
        let lang = c.lang();
        let visits = sheet.visit_count();
        let of_day = |date: &NaiveDate| (*date, sheet.days.get(date).cloned().unwrap_or_default());
        let days: Vec<(NaiveDate, Day)> = days.iter().map(of_day).collect();
        Self {
            lang,
            notes: match is_form {
                true => Default::default(),
                false => [
                    paper::ticked(lang, (sheet.ticked().len(), MOST_TICKS), sheet.tasks_done()),
                    paper::visits(lang, (visits.planned, visits.done)),
                ],
            },
            carried: problems(c, week, carried),
            focus: focus(c, sheet, carried),
            ticked: if is_form { slots(c) } else { tasks(c, sheet) },
            visits: Visits::of(c, &days, is_form),
            checklist: Checklist::of(c, sheet),
            is_form,
        }
    }

    /// The first half: what was brought in, the focus, the tasks.
    fn first(&self, pen: &mut Pen, column: Column, line: usize) -> usize {
        let lang = self.lang;
        let mut at = line;
        if !self.carried.is_empty() || self.is_form {
            at += heading(pen, (lang.say(Word::LastWeeksProblems), ""), at, column);
            for it in &self.carried {
                at += pen.set(it, at, column, (Side::Start, SIGN));
            }
        }
        if self.is_form {
            writing(pen, column, at..at + 4);
            at += 4;
        }
        if !self.focus.is_empty() {
            at += held(pen, &self.focus, at, column);
        }
        for it in &self.ticked {
            let lines = pen.set(it, at, column, (Side::Start, SIGN));
            at += if self.is_form { 2.max(lines) } else { lines };
            pen.rule(at, column, (HAIR, Ink::Hair));
        }
        at - line
    }

    fn halves_ems(&self) -> [f32; 2] {
        [ems(self.carried.iter().chain(&self.ticked).chain([&self.focus])), self.visits.ems()]
    }

    /// The width of the first half with which both are about as long, and how many lines they take.
    fn halves(&self, pen: &Pen, column: Column) -> (f32, usize) {
        let [first, visits] = self.halves_ems();
        let longer = |share: f32| ((first + EITHER) / share).max((visits + EITHER) / (1.0 - share));
        let shares = if self.is_form { vec![SHARES[0]] } else { SHARES.to_vec() };
        let share = shares.into_iter().reduce(|best, it| if longer(it) < longer(best) { it } else { best }).unwrap_or(0.5);
        let (one, two) = column.split(share * column.width, GAP * pen.em());
        let mut count = Pen::counting(pen.ruler, pen.size, pen.pitch, pen.top);
        let first = self.first(&mut count, one, 0);
        (one.width, first.max(1 + self.visits.lay(&mut count, two, 0, 0)))
    }
}

impl Block for Tasks<'_> {
    fn ems(&self) -> f32 {
        self.halves_ems().iter().sum()
    }

    fn lay(&self, pen: &mut Pen, column: Column, line: usize, room: usize) -> usize {
        let top = line + title(pen, self.lang, (Module::Tasks, &self.notes[0]), column, line);
        let (width, halves) = self.halves(pen, column);
        let mut count = Pen::counting(pen.ruler, pen.size, pen.pitch, pen.top);
        let list = self.checklist.lay(&mut count, column, 0, 0);
        // A heading above the list; without a list none.
        let below = if list > 0 { list + 1 } else { 0 };
        let needed = TITLE + halves + below;
        if !pen.is_drawing() {
            return needed;
        }
        let room = room.max(needed);
        let (one, two) = column.split(width, GAP * pen.em());
        self.first(pen, one, top);
        let name = (self.lang.say(Word::VisitPlan), self.notes[1].as_str());
        heading(pen, name, top, two);
        self.visits.lay(pen, two, top + 1, room - TITLE - below - 1);
        if below > 0 {
            let at = line + room - below;
            pen.rule(at, column, (HAIR, Ink::Line));
            heading(pen, (self.lang.say(W::Checklist), ""), at, column);
            self.checklist.lay(pen, column, at + 1, list);
        }
        needed
    }
}

/// The problems brought in, each with its age and what was decided.
fn problems<'a>(c: &Composer<'a>, week: Week, all: &[Row]) -> Vec<Paragraph<'a>> {
    let lang = c.lang();
    let paths = |it: &&Row| {
        let (id, carried) = (|| it.id.clone(), &it.carried);
        let own = [
            (carried.text.is_some(), SheetPath::CarriedText(id())),
            (carried.measure.is_some(), SheetPath::CarriedMeasure(id())),
            (carried.why.is_some(), SheetPath::CarriedWhy(id())),
        ];
        own.into_iter().filter(|it| it.0).map(|it| it.1).collect()
    };
    let (named, rest) = c.first(all.iter().collect(), Class::Work, paths);
    let one = |it: &Row| {
        let (id, carried) = (|| it.id.clone(), &it.carried);
        let text = c.said(carried.text.as_ref(), Class::Core, || SheetPath::CarriedText(id()));
        let measure = c.said(carried.measure.as_ref(), Class::Detail, || SheetPath::CarriedMeasure(id()));
        let why = c.said(carried.why.as_ref(), Class::Aside, || SheetPath::CarriedWhy(id()));
        let state =
            (carried.state() != ProblemState::Open).then(|| said::problem_state(lang, carried.state().word()).to_owned());
        let about = [carried.age(week).map(|it| said::age(lang, it)), cause(c, carried.cause.as_ref()), state, why];
        let about: Vec<String> = about.into_iter().flatten().collect();
        let measure = measure.map(|it| format!("{}{}{it}", lang.say(Word::Measure), lang.say(Word::Colon)));
        let parts: Vec<String> = [about.join(" · ")].into_iter().chain(measure).filter(|it| !it.is_empty()).collect();
        c.paragraph()
            .sign(Sign::Tick(carried.state() == ProblemState::Solved), Ink::Check)
            .some(text.as_deref(), PLAIN)
            .text("  ", SOFT)
            .text(&parts.join(paper::gap(lang)), SOFT)
    };
    let more = (rest > 0).then(|| c.paragraph().text(&paper::and_more(lang, rest), SOFT));
    named.into_iter().map(one).chain(more).collect()
}

/// A cause by its name; one the template does not know by its code.
pub fn cause(c: &Composer, code: Option<&String>) -> Option<String> {
    let named = code.and_then(|it| it.parse::<Id>().ok()).and_then(|it| c.subject.archive.template.cause(&it));
    named.map(|it| c.lang().label(&it.name)).or_else(|| code.cloned())
}

/// What the focus refers to, and its words.
fn focus<'a>(c: &Composer<'a>, sheet: &Sheet, carried: &[Row]) -> Paragraph<'a> {
    let (lang, focus, template) = (c.lang(), &sheet.focus, c.subject.archive.template);
    let refers = focus.refers.as_ref().and_then(|it| it.parse::<Id>().ok());
    let named = refers.and_then(|it| match focus.kind? {
        FocusKind::Problem => carried.iter().find(|row| row.id == it)?.carried.text.clone(),
        FocusKind::Goal => template.indicator(&it).map(|it| lang.label(&it.name)),
        FocusKind::Item => template.item(&it).map(|it| lang.label(&it.1.name)),
        FocusKind::Text => None,
    });
    let named = c.said(named.as_ref(), Class::Core, SheetPath::FocusRef);
    let words = c.said(focus.text.as_ref(), Class::Core, SheetPath::FocusText);
    let both: Vec<String> = [named, words].into_iter().flatten().collect();
    let label = format!("{}{}", lang.say(Word::WeeksFocus), lang.say(Word::Colon));
    c.paragraph().sign(Sign::Seal, Ink::Act).text(&label, PLAIN).text(&both.join(" · "), BOLD)
}

/// The ticked tasks in the order they were ticked; then what else was written about an item.
fn tasks<'a>(c: &Composer<'a>, sheet: &Sheet) -> Vec<Paragraph<'a>> {
    let ticked = sheet.ticked();
    let others: Vec<(&Id, &Task)> = sheet.tasks.iter().filter(|it| !ticked.contains(it.0) && is_written(it.1)).collect();
    let (others, rest) = c.first(others, Class::Aside, |(id, it)| task_paths(id, it));
    let first = ticked.iter().map(|id| task(c, id, &sheet.tasks.get(id).cloned().unwrap_or_default(), true));
    let others = others.into_iter().map(|(id, it)| task(c, id, it, false));
    let more = (rest > 0).then(|| c.paragraph().text(&paper::and_more(c.lang(), rest), SOFT));
    first.chain(others).chain(more).collect()
}

fn is_written(it: &Task) -> bool {
    let filled = |it: &Option<String>| it.as_ref().is_some_and(|it| !it.trim().is_empty());
    it.ticked || it.state.is_some() || filled(&it.method) || filled(&it.result)
}

fn task_paths(id: &Id, it: &Task) -> Vec<SheetPath> {
    let all = [
        (it.method.is_some(), SheetPath::TaskMethod(id.clone())),
        (it.result.is_some(), SheetPath::TaskResult(id.clone())),
        (it.state.is_some(), SheetPath::TaskState(id.clone())),
        (it.ticked, SheetPath::TaskTicked(id.clone())),
    ];
    all.into_iter().filter(|it| it.0).map(|it| it.1).collect()
}

/// A task: its name, how far it got, the method, and what came of it.
fn task<'a>(c: &Composer<'a>, id: &Id, it: &Task, counts: bool) -> Paragraph<'a> {
    let lang = c.lang();
    let name = c.subject.archive.template.item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.1.name));
    let class = if counts { Class::Work } else { Class::Aside };
    let method = c.said(it.method.as_ref(), class, || SheetPath::TaskMethod(id.clone()));
    let result = c.said(it.result.as_ref(), Class::Detail, || SheetPath::TaskResult(id.clone()));
    let state = said::task_state(lang, it.state().word());
    // Beyond the fifth after a merge, or written about without a tick.
    let aside = (!counts).then(|| if it.ticked { lang.say(Word::ChooseAmong) } else { lang.say(W::NotTicked) });
    let state = [aside, (counts || it.state.is_some()).then_some(state)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let ink = if counts { state_ink(it.state()) } else { Ink::Soft };
    let gap = paper::gap(lang);
    let text = c.paragraph().sign(Sign::Tick(it.ticked), Ink::Plan).text(&name, BOLD);
    let text = text.text(" ", SOFT).text(&state, Look { weight: Weight::Bold, ink, is_small: true });
    let text = if method.is_some() { text.text(gap, PLAIN).some(method.as_deref(), PLAIN) } else { text };
    let result = result.map(|it| format!("{gap}{}{}{it}", lang.say(Word::Result), lang.say(Word::Colon)));
    text.some(result.as_deref(), SOFT)
}

fn state_ink(it: TaskState) -> Ink {
    match it {
        TaskState::Done => Ink::Do,
        TaskState::Partly => Ink::Check,
        TaskState::Open | TaskState::Dropped => Ink::Soft,
    }
}

/// Five empty lines to fill in by hand.
fn slots<'a>(c: &Composer<'a>) -> Vec<Paragraph<'a>> {
    (0..MOST_TICKS).map(|_| c.paragraph().sign(Sign::Tick(false), Ink::Plan)).collect()
}
