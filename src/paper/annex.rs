//! The annex: one more page with every visit in full, and every text that the week's page has shortened.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::cut::{Class, Composer, LAST};
use super::flow::{Item, Poured, pour};
use super::frame::figure;
use super::mark::{Ink, Mark, POINT, Weight};
use super::paragraph::{BOLD, Look, PLAIN, Paragraph, SIGN, SOFT};
use super::pen::{Column, HAIR, Pen, SMALLEST};
use super::ruler::Ruler;
use super::strips::Format;
use super::subject::Subject;
use super::visits::{every_path, visit};
use crate::domain::chain::Row;
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::template::Indicator;
use crate::domain::tracking::Day;
use crate::domain::value::Value;
use crate::domain::visits::{Visit, count};
use crate::words::paper::Word as W;
use crate::words::said;

/// The annex's columns, the air between them, and its largest type.
const COLUMNS: usize = 4;
const GAP: f32 = 5.0;
const LARGEST: f32 = 8.0;
const LEADING: f32 = 1.36;

/// What the week's page leaves to the annex.
pub struct Left<'a> {
    pub subject: &'a Subject<'a>,
    pub sheet: &'a Sheet,
    pub carried: &'a [Row],
    pub short: &'a [SheetPath],
}

/// The annex between the strips, and what is not whole even there.
pub fn annex<'a>(left: &'a Left<'a>, ruler: &'a Ruler<'a>, format: Format) -> (Vec<Mark>, Vec<SheetPath>) {
    let columns = columns(format.column());
    let (top, height) = format.body();
    let pen = |size: f32| {
        let lines = (height / (size * POINT * LEADING)) as usize;
        (Pen::counting(ruler, size, height / lines as f32, top), lines)
    };
    let made = |level: usize| {
        let c = Composer::new(left.subject, ruler, level);
        (left.items(&c), c.short())
    };
    let fits = |items: &[Item], size: f32| {
        let (pen, lines) = pen(size);
        pour(&pen, items, columns.clone(), lines).pages() <= 1
    };
    let (mut items, mut short) = made(0);
    let mut size = LARGEST;
    while size > SMALLEST && !fits(&items, size) {
        size -= 0.25;
    }
    let mut level = 0;
    while level < LAST && !fits(&items, size) {
        level += 1;
        (items, short) = made(level);
    }
    let (pen, lines) = pen(size);
    let mut pen = pen.drawing();
    // All columns about as long.
    let even = (1..lines).find(|it| pour(&pen, &items, columns.clone(), *it).pages() <= 1).unwrap_or(lines);
    for it in &columns[1..] {
        pen.upright(it.x - GAP / 2.0, 0..even, (HAIR, Ink::Hair));
    }
    let poured: Poured = pour(&pen, &items, columns, even);
    poured.draw(&mut pen, 0);
    (pen.marks(), short)
}

fn columns(all: Column) -> Vec<Column> {
    let width = (all.width - GAP * (COLUMNS - 1) as f32) / COLUMNS as f32;
    (0..COLUMNS).map(|at| Column::new(all.x + at as f32 * (width + GAP), width)).collect()
}

impl Left<'_> {
    fn items<'p>(&self, c: &Composer<'p>) -> Vec<Item<'p>> {
        let days = self.sheet.days.iter().filter(|it| !it.1.visits.is_empty());
        let mut items: Vec<Item> = days.flat_map(|(date, day)| of_day(c, *date, day)).collect();
        items.extend(self.texts(c));
        items
    }

    /// The texts that were shortened, each under its place.
    fn texts<'p>(&self, c: &Composer<'p>) -> Vec<Item<'p>> {
        let lang = c.lang();
        let mut seen = BTreeSet::new();
        let mut items = self.figures(c);
        let is_text = |it: &&SheetPath| !is_of_visits(it) && !matches!(it, SheetPath::DayValue(..));
        let paths = self.short.iter().filter(is_text).filter(|it| seen.insert((*it).clone()));
        let (named, _) = c.first(paths.collect(), Class::Work, |it| vec![(*it).clone()]);
        for path in named {
            let Some(text) = self.text(path) else {
                c.left_out(path.clone());
                continue;
            };
            let Some(text) = c.said(Some(&text), Class::Aside, || path.clone()) else { continue };
            let place = self.subject.place(self.sheet, path);
            let all = c.paragraph().text(place.said(lang), SOFT).text("  ", SOFT).text(&text, PLAIN);
            items.push(Item::new(all).indented(1.0));
        }
        if !items.is_empty() {
            items.insert(0, Item::head(c.paragraph().text(lang.say(W::InFull), BOLD.ink(Ink::Plan)), 1));
        }
        items
    }

    /// The day figures that were left out, an indicator a line.
    fn figures<'p>(&self, c: &Composer<'p>) -> Vec<Item<'p>> {
        let (lang, template) = (c.lang(), self.subject.archive.template);
        let is_left = |date: &NaiveDate, it: &Indicator| self.short.contains(&SheetPath::DayValue(*date, it.id.clone()));
        let line = |it: &Indicator| {
            let days = self.sheet.days.iter().filter(|day| is_left(day.0, it));
            let figure = |(date, day): (&NaiveDate, &Day)| {
                let figure = shown(day.values.get(&it.id)?, it.decimals)?;
                Some(format!("{} {figure}", said::weekday(lang, *date)))
            };
            let figures: Vec<String> = days.filter_map(figure).collect();
            let name = c.paragraph().text(&lang.label(&it.name), SOFT).text("  ", SOFT);
            (!figures.is_empty()).then(|| Item::new(name.text(&figures.join(" · "), PLAIN)).indented(1.0))
        };
        template.indicators.iter().filter_map(line).collect()
    }

    /// What stands at a path of a sheet, if it is something to be read.
    fn text(&self, path: &SheetPath) -> Option<String> {
        use SheetPath as P;
        let (sheet, subject) = (self.sheet, self.subject);
        let (lang, template) = (subject.lang, subject.archive.template);
        let carried = |id: &Id| self.carried.iter().find(|it| it.id == *id).map(|it| &it.carried);
        let cause = |code: &Option<String>| {
            let known = code.as_ref()?.parse::<Id>().ok().and_then(|it| template.cause(&it));
            known.map(|it| lang.label(&it.name)).or_else(|| code.clone())
        };
        match path {
            P::GoalNote(it) => sheet.goals.get(it)?.note.clone(),
            P::FocusText() => sheet.focus.text.clone(),
            P::CarriedText(it) => carried(it)?.text.clone(),
            P::CarriedMeasure(it) => carried(it)?.measure.clone(),
            P::CarriedWhy(it) => carried(it)?.why.clone(),
            P::TaskMethod(it) => sheet.tasks.get(it)?.method.clone(),
            P::TaskResult(it) => sheet.tasks.get(it)?.result.clone(),
            P::DayFocus(date) => sheet.days.get(date)?.focus.clone(),
            P::DaySummary(date) => sheet.days.get(date)?.summary.clone(),
            P::AdHocText(date, it) => sheet.days.get(date)?.adhoc.get(it)?.text.clone(),
            P::DayProblemText(date, it) => sheet.days.get(date)?.problems.get(it)?.text.clone(),
            P::DayProblemMeasure(date, it) => sheet.days.get(date)?.problems.get(it)?.measure.clone(),
            P::DayProblemCause(date, it) => cause(&sheet.days.get(date)?.problems.get(it)?.cause),
            P::MessageText(it) => sheet.messages.get(it)?.text.clone(),
            P::MessageAnswer(it) => sheet.messages.get(it)?.answer.clone(),
            P::MessageItem(_, item) => template.channel_item(item).map(|it| lang.label(&it.2.name)),
            P::MessageCustomer(_, code) => Some(subject.name(code)),
            P::ReviewWork() => sheet.review.work.clone(),
            P::ReviewProblemText(it) => sheet.review.problems.get(it)?.text.clone(),
            P::ReviewProblemAnalysis(it) => sheet.review.problems.get(it)?.analysis.clone(),
            P::ReviewProblemMeasure(it) => sheet.review.problems.get(it)?.measure.clone(),
            P::ReviewProblemOwner(it) => sheet.review.problems.get(it)?.owner.clone(),
            P::ReviewProblemCause(it) => cause(&sheet.review.problems.get(it)?.cause),
            P::CommentText(it) => sheet.comments.get(it)?.text.clone(),
            P::CommentAnswer(it) => sheet.comments.get(it)?.answer.clone(),
            _ => None,
        }
    }
}

/// A day's visits, a paragraph each.
fn of_day<'a>(c: &Composer<'a>, date: NaiveDate, day: &Day) -> Vec<Item<'a>> {
    let lang = c.lang();
    let visits = count(day.visits.values());
    let head = Look { weight: Weight::Bold, ..PLAIN };
    let name = format!("{} {}", said::date(lang, date), said::weekday(lang, date));
    let title = c.paragraph().text(&name, head).text("  ", SOFT).text(&said::share((visits.done, visits.planned)), SOFT);
    let all: Vec<(&Id, &Visit)> = day.visits.iter().collect();
    let (named, rest) = c.first(all, Class::Work, |(code, it)| every_path(date, code, it));
    let one = |(code, it): (&Id, &Visit)| Item::new(line(c, date, (code, it))).indented(SIGN);
    let more = (rest > 0).then(|| Item::new(c.paragraph().text(&crate::words::paper::and_more(lang, rest), SOFT)));
    let title = Item::head(title, 1);
    [title].into_iter().chain(named.into_iter().map(one)).chain(more).collect()
}

/// A visit with its service point.
fn line<'a>(c: &Composer<'a>, date: NaiveDate, (code, it): (&Id, &Visit)) -> Paragraph<'a> {
    let point = c.said(it.point.as_ref(), Class::Work, || SheetPath::VisitPoint(date, code.clone()));
    visit(c, date, (code, it, point.as_deref()), c.paragraph()).0
}

fn is_of_visits(path: &SheetPath) -> bool {
    matches!(path.record(), Some(SheetPath::Visit(..))) || matches!(path, SheetPath::Visit(..))
}

fn shown(value: &Value, places: u8) -> Option<String> {
    match value {
        Value::Number(it) => Some(figure(*it, places)),
        Value::Ratio { num, den } => Some([num, den].map(|it| it.map(|it| it.to_string()).unwrap_or_default()).join("/")),
        _ => None,
    }
}
