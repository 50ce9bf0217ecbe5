//! The visit plan as running text by day: the day's focus, then the shops, those with one service point together, each with what
//! came of it.

use chrono::NaiveDate;

use super::cut::{Class, Composer};
use super::frame::{Block, ems, writing};
use super::mark::{Ink, Weight};
use super::paragraph::{BOLD, Look, PLAIN, Paragraph, SOFT, Sign};
use super::pen::{Column, HAIR, Pen};
use crate::domain::id::Id;
use crate::domain::mask::masked;
use crate::domain::path::SheetPath;
use crate::domain::tracking::Day;
use crate::domain::visits::{Outcome, Visit, count};
use crate::domain::week::parse_date;
use crate::words::paper::{Word as W, and_more, gap};
use crate::words::{Word, said};

/// Ems of the column with the days.
const DAYS: f32 = 4.6;

pub struct Visits<'a> {
    days: Vec<Row<'a>>,
    is_form: bool,
}

struct Row<'a> {
    day: Paragraph<'a>,
    share: Paragraph<'a>,
    text: Paragraph<'a>,
}

impl<'a> Visits<'a> {
    pub fn of(c: &Composer<'a>, days: &[(NaiveDate, Day)], is_form: bool) -> Self {
        Self { days: days.iter().map(|it| row(c, it.0, &it.1)).collect(), is_form }
    }
}

fn row<'a>(c: &Composer<'a>, date: NaiveDate, day: &Day) -> Row<'a> {
    let lang = c.lang();
    let visits = count(day.visits.values());
    let name = format!("{} {}", said::weekday(lang, date), said::day_number(date));
    let share = if day.visits.is_empty() { String::new() } else { said::share((visits.done, visits.planned)) };
    let focus = c.said(day.focus.as_ref(), Class::Core, || SheetPath::DayFocus(date));
    let mut text = c.paragraph().some(focus.as_deref(), BOLD.ink(Ink::Plan));
    if !text.is_empty() && !day.visits.is_empty() {
        text = text.text(gap(lang), PLAIN);
    }
    Row { day: c.paragraph().text(&name, BOLD), share: c.paragraph().some(Some(&share), SOFT), text: shops(c, date, day, text) }
}

/// Shops with one service point, or with none.
type Group<'s> = (Option<&'s String>, Vec<(&'s Id, &'s Visit)>);

/// A day's shops, put together by their service points in the order these come.
fn shops<'a>(c: &Composer<'a>, date: NaiveDate, day: &Day, mut text: Paragraph<'a>) -> Paragraph<'a> {
    let lang = c.lang();
    let all: Vec<(&Id, &Visit)> = day.visits.iter().collect();
    let (named, rest) = c.first(all, Class::Core, |(code, it)| every_path(date, code, it));
    let mut points: Vec<Group> = Vec::new();
    for (code, it) in named {
        let point = it.point.as_ref().filter(|it| !it.trim().is_empty());
        match points.iter_mut().find(|it| it.0 == point) {
            Some(group) => group.1.push((code, it)),
            None => points.push((point, vec![(code, it)])),
        }
    }
    let many = points.len();
    for (at, (point, shops)) in points.into_iter().enumerate() {
        let path = || SheetPath::VisitPoint(date, shops[0].0.clone());
        let label = c.said(point, Class::Work, path);
        // Whatever befell the first befell all of the group.
        if point.is_some() && label.as_deref() != point.map(|it| super::cut::in_one_line(lang, it)).as_deref() {
            shops[1..].iter().for_each(|it| c.left_out(SheetPath::VisitPoint(date, it.0.clone())));
        }
        if let Some(label) = label {
            let look = Look { weight: Weight::Bold, ink: Ink::Soft, is_small: false };
            text = text.text(&label, look).text(lang.say(Word::Colon), look);
        }
        let last = shops.len() - 1;
        for (number, (code, it)) in shops.into_iter().enumerate() {
            let (shop, has_more) = visit(c, date, (code, it, None), text);
            let between = if number == last {
                lang.say(W::Stop)
            } else if has_more {
                lang.say(W::Semicolon)
            } else {
                lang.say(Word::ListComma)
            };
            let is_end = number == last && at + 1 == many && rest == 0;
            text = if is_end { shop } else { shop.text(between, PLAIN) };
        }
    }
    if rest > 0 { text.text(&and_more(lang, rest), SOFT) } else { text }
}

/// One shop: what came of it, its name, its service point where it stands alone, and in brackets what is said of it; and whether
/// there is something in brackets.
pub fn visit<'a>(
    c: &Composer<'a>,
    date: NaiveDate,
    (code, it, point): (&Id, &Visit, Option<&str>),
    text: Paragraph<'a>,
) -> (Paragraph<'a>, bool) {
    let lang = c.lang();
    let (sign, ink) = match it.outcome {
        Some(Outcome::Done) => (Sign::Done, Ink::Do),
        Some(Outcome::Partly) => (Sign::Partly, Ink::Check),
        Some(Outcome::Missed) => (Sign::Missed, Ink::Act),
        None => (Sign::Planned, Ink::Soft),
    };
    let mut text = text.sign(sign, ink).text(&masked(&c.subject.name(code)), PLAIN);
    if let Some(point) = point {
        text = text.text(lang.say(Word::Colon), PLAIN).text(point, PLAIN);
    }
    let unplanned = (!it.planned).then(|| lang.say(W::Unplanned).to_owned());
    let note = c.said(it.note.as_ref(), Class::Aside, || SheetPath::VisitNote(date, code.clone()));
    let more: Vec<String> = [unplanned, note, promise(c, date, code, it)].into_iter().flatten().collect();
    if !more.is_empty() {
        let (open, close) = (lang.say(W::Open), lang.say(W::Close));
        text = text.text(&[open, &more.join(lang.say(W::Semicolon)), close].concat(), SOFT);
    }
    (text, !more.is_empty())
}

/// What was promised, and until when.
fn promise(c: &Composer, date: NaiveDate, code: &Id, it: &Visit) -> Option<String> {
    let lang = c.lang();
    let due = it.due.as_ref().map(|it| parse_date(it).map_or_else(|_| it.clone(), |it| said::date(lang, it)));
    let said = c.said(it.promise.as_ref(), Class::Aside, || SheetPath::VisitPromise(date, code.clone()));
    if said.is_none() && it.promise.is_some() && due.is_some() {
        c.left_out(SheetPath::VisitDue(date, code.clone()));
        return None;
    }
    let parts: Vec<String> = [said, due].into_iter().flatten().filter(|it| !it.is_empty()).collect();
    (!parts.is_empty()).then(|| [lang.say(W::Promised), lang.say(Word::Colon), &parts.join(" ")].concat())
}

/// The paths of everything written about a visit.
pub fn every_path(date: NaiveDate, code: &Id, it: &Visit) -> Vec<SheetPath> {
    use SheetPath as P;
    let code = || code.clone();
    let filled = |it: &Option<String>| it.as_ref().is_some_and(|it| !it.trim().is_empty());
    let all = [
        (it.planned, P::VisitPlanned(date, code())),
        (filled(&it.point), P::VisitPoint(date, code())),
        (it.outcome.is_some(), P::VisitOutcome(date, code())),
        (filled(&it.note), P::VisitNote(date, code())),
        (filled(&it.promise), P::VisitPromise(date, code())),
        (filled(&it.due), P::VisitDue(date, code())),
    ];
    all.into_iter().filter(|it| it.0).map(|it| it.1).collect()
}

impl Block for Visits<'_> {
    fn ems(&self) -> f32 {
        ems(self.days.iter().map(|it| &it.text))
    }

    fn lay(&self, pen: &mut Pen, column: Column, line: usize, room: usize) -> usize {
        let (left, right) = column.split(DAYS * pen.em(), 0.0);
        let needs: Vec<usize> = self.days.iter().map(|it| self.row_lines(pen, it, right)).collect();
        let needed = needs.iter().sum::<usize>();
        // What is left over goes to every day alike.
        let spare = room.saturating_sub(needed).checked_div(self.days.len()).unwrap_or(0);
        let mut at = line;
        for (it, lines) in self.days.iter().zip(&needs) {
            pen.rule(at, column, (HAIR, Ink::Hair));
            pen.write(&it.day, at, left);
            if !it.share.is_empty() {
                pen.write(&it.share, at + 1, left);
            }
            pen.write(&it.text, at, right);
            let next = at + lines + if self.is_form { spare } else { spare.min(1) };
            if self.is_form {
                writing(pen, right, at..next);
            }
            at = next;
        }
        needed
    }
}

impl Visits<'_> {
    fn row_lines(&self, pen: &Pen, it: &Row, column: Column) -> usize {
        let label = if it.share.is_empty() { 1 } else { 2 };
        pen.count(&it.text, column.width, 0.0).max(label)
    }
}
