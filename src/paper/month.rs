//! The month on one page: each goal with how it stands and its weeks, drawn small as well; below it the summary, and the skills
//! beside what the sheets show.

use super::cut::{Class, Composer, LAST};
use super::frame::{Block, PAD, figure, signed};
use super::mark::{Area, At, Ink, Mark, Outline, POINT};
use super::paragraph::{BOLD, Look, PLAIN, Paragraph, SOFT};
use super::pen::{Column, HAIR, Pen, SMALLEST, STRONG, Side, THIN};
use super::ruler::Ruler;
use super::strips::Format;
use super::subject::Subject;
use crate::domain::decimal::Decimal;
use crate::domain::goals::Standing;
use crate::domain::month::Plan;
use crate::domain::pace::{Course, Pace, Stretch};
use crate::domain::path::MonthPath;
use crate::domain::sheet::Sheet;
use crate::domain::skills::seen;
use crate::domain::template::{Coded, Indicator};
use crate::domain::week::Month;
use crate::words::paper::Word as W;
use crate::words::{Word, months};

const LEADING: f32 = 1.4;
/// Ems of the columns: names, each of the four figures, the drawing; weeks share the rest.
const NAME: f32 = 9.5;
const FIGURE: f32 = 6.4;
const DRAWING: f32 = 13.0;
/// Lines of a goal: planned above, reached below.
const ROW: usize = 2;
/// How the parts below share the width.
const SHARES: [f32; 4] = [0.22, 0.22, 0.22, 0.34];
/// Lines a title takes.
const TITLE: usize = 2;
/// What a skill is rated with at most.
const MOST_SCORE: i64 = 5;

/// A month between the strips, and what fell short.
pub fn draw<'a>(
    subject: &'a Subject<'a>,
    month: Month,
    ruler: &'a Ruler<'a>,
    format: Format,
    largest: f32,
) -> (Vec<Mark>, Vec<MonthPath>) {
    let course = subject.archive.course(month);
    let (top, height) = format.body();
    let column = format.column();
    let goals = Goals::of(&Composer::new(subject, ruler, 0), &course);
    let below = |level: usize| {
        let c = Composer::new(subject, ruler, level);
        (Below::of(&c, month, &course.view.plan), c.short::<MonthPath>())
    };
    let room = |size: f32| (height / (size * POINT * LEADING)) as usize;
    let lines = |parts: &Below, size: f32| {
        let mut pen = Pen::counting(ruler, size, size * POINT * LEADING, top);
        [goals.lay(&mut pen, column.inside(PAD), 0, 0) + 1, parts.lay(&mut pen, column, 0, 0) + 1]
    };
    let (mut parts, mut short) = below(0);
    let (mut size, mut level) = (largest, 0);
    while size > SMALLEST && lines(&parts, size).iter().sum::<usize>() > room(size) {
        size -= 0.25;
    }
    while level < LAST && lines(&parts, size).iter().sum::<usize>() > room(size) {
        level += 1;
        (parts, short) = below(level);
    }
    let (first, room) = (lines(&parts, size)[0], room(size));
    let mut pen = Pen::counting(ruler, size, height / room as f32, top).drawing();
    goals.lay(&mut pen, column.inside(PAD), 0, first);
    pen.rule(first, column, (THIN, Ink::Line));
    parts.lay(&mut pen, column, first, room - first);
    let area = Area::new(column.x, pen.y(0), column.width, pen.y(room) - pen.y(0));
    let outline = Some(Outline { width: STRONG, ink: Ink::Line });
    pen.mark(|| Mark::Frame { area, radius: 0.0, fill: None, outline });
    (pen.marks(), short)
}

/// The goals as a table.
struct Goals<'a> {
    title: String,
    heads: Vec<Paragraph<'a>>,
    weeks: Vec<Paragraph<'a>>,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    name: Paragraph<'a>,
    figures: [Paragraph<'a>; 4],
    /// Share and actual of each week.
    weeks: Vec<[Paragraph<'a>; 2]>,
    lines: [Vec<Option<f32>>; 2],
}

impl<'a> Goals<'a> {
    fn of(c: &Composer<'a>, course: &Course) -> Self {
        let (lang, template) = (c.lang(), c.subject.archive.template);
        let head = |text: &str| c.paragraph().text(text, SOFT);
        let heads = [Word::Indicator, Word::MonthGoal, Word::SoFar, Word::PlanToDate, Word::AgainstPace];
        let week = |it: &crate::domain::split::Slice| {
            let days = months::slice_days(lang, it.workdays.len());
            head(&format!("{} {days}", months::slice(lang, it.week)))
        };
        let row = |it: &Indicator| {
            let pace = course.pace(it, template, c.subject.maker.today);
            (it.on || pace.goal.is_some()).then(|| row(c, it, &pace))
        };
        Self {
            title: lang.say(Word::MonthGoals).to_owned(),
            heads: heads.iter().map(|it| head(lang.say(*it))).chain([head(lang.say(W::Course))]).collect(),
            weeks: course.view.slices.iter().map(week).collect(),
            rows: template.indicators.iter().filter_map(row).collect(),
        }
    }
}

fn row<'a>(c: &Composer<'a>, it: &Indicator, pace: &Pace) -> Row<'a> {
    let (lang, places) = (c.lang(), it.decimals);
    let plain = |it: Option<Decimal>, look: Look| c.paragraph().some(it.map(|it| figure(it, places)).as_deref(), look);
    let ink = match pace.standing() {
        Standing::Achieved => Ink::Do,
        Standing::Missed => Ink::Act,
        Standing::NotMeasured => Ink::Soft,
    };
    let gap = pace.gap.map(|it| signed(it, places));
    let actual = match pace.actual {
        None => c.paragraph().text(lang.say(Word::NotMeasured), SOFT),
        it => plain(it, BOLD),
    };
    let lines = pace.lines(it.adds_up());
    let drawn = |all: &[Option<Decimal>]| all.iter().map(|it| it.map(float)).collect::<Vec<_>>();
    let week = |it: &Stretch| [plain(it.share.map(|it| it.effective()), SOFT), plain(it.actual, PLAIN)];
    Row {
        name: c.paragraph().text(&lang.label(&it.name), PLAIN).text(" ", SOFT).text(&lang.label(&it.unit), SOFT),
        figures: [
            plain(pace.goal, PLAIN),
            actual,
            plain(pace.planned, PLAIN),
            c.paragraph().some(gap.as_deref(), BOLD.ink(ink)),
        ],
        weeks: pace.slices.iter().map(week).collect(),
        lines: [drawn(&lines.plan), drawn(&lines.actual)],
    }
}

/// For a drawing's height alone; figures are never made of it.
fn float(it: Decimal) -> f32 {
    it.to_string().parse().unwrap_or(0.0)
}

/// The columns of the table.
struct Columns {
    name: Column,
    figures: Vec<Column>,
    weeks: Vec<Column>,
    drawing: Column,
}

impl Goals<'_> {
    fn columns(&self, pen: &Pen, column: Column) -> Columns {
        let em = pen.em();
        let gap = 0.8 * em;
        let (name, rest) = column.split(NAME * em, gap);
        let (figures, rest) = rest.split(4.0 * FIGURE * em, 2.0 * gap);
        let (weeks, drawing) = rest.split(rest.width - DRAWING * em - 2.0 * gap, 2.0 * gap);
        let across = |all: Column, count: usize| {
            let width = all.width / count.max(1) as f32;
            (0..count).map(|at| Column::new(all.x + at as f32 * width + gap, width - gap)).collect::<Vec<_>>()
        };
        Columns { name, figures: across(figures, 4), weeks: across(weeks, self.weeks.len()), drawing }
    }

    fn row(&self, pen: &mut Pen, it: &Row, columns: &Columns, line: usize) -> usize {
        let mut lines = pen.write(&it.name, line, columns.name).max(ROW);
        for (figure, column) in it.figures.iter().zip(&columns.figures) {
            lines = lines.max(pen.set(figure, line, *column, (Side::End, 0.0)));
        }
        for (week, column) in it.weeks.iter().zip(&columns.weeks) {
            let share = pen.set(&week[0], line, *column, (Side::End, 0.0)).max(1);
            lines = lines.max(share + pen.set(&week[1], line + share, *column, (Side::End, 0.0)));
        }
        lines
    }
}

impl Block for Goals<'_> {
    fn lay(&self, pen: &mut Pen, column: Column, line: usize, _room: usize) -> usize {
        let columns = self.columns(pen, column);
        let mut at = line + title(pen, &self.title, column, line);
        pen.write(&self.heads[0], at, columns.name);
        let heads = self.heads[1..5].iter().zip(&columns.figures).chain(self.weeks.iter().zip(&columns.weeks));
        let lines = heads.map(|(head, column)| pen.set(head, at, *column, (Side::End, 0.0))).max();
        pen.write(&self.heads[5], at, columns.drawing);
        at += lines.unwrap_or(1).max(1);
        for it in &self.rows {
            pen.rule(at, column, (HAIR, Ink::Hair));
            let lines = self.row(pen, it, &columns, at);
            drawing(pen, &it.lines, columns.drawing, at..at + lines);
            at += lines;
        }
        at - line
    }
}

/// Plan and actual as two lines in one measure; what was not measured breaks the line.
fn drawing(pen: &mut Pen, [plan, actual]: &[Vec<Option<f32>>; 2], column: Column, lines: std::ops::Range<usize>) {
    let all = || plan.iter().chain(actual).flatten().copied();
    let (least, most) = (all().fold(f32::INFINITY, f32::min), all().fold(f32::NEG_INFINITY, f32::max));
    if !pen.is_drawing() || plan.len().max(actual.len()) < 2 || !most.is_finite() {
        return;
    }
    let pad = 0.3 * pen.pitch;
    let (top, bottom) = (pen.y(lines.start) + pad, pen.y(lines.end) - pad);
    let span = if most > least { most - least } else { 1.0 };
    let step = column.width / (plan.len().max(actual.len()) - 1) as f32;
    let place = |at: usize, it: f32| At::new(column.x + at as f32 * step, bottom - (it - least) / span * (bottom - top));
    for (series, width, ink) in [(plan, 0.25, Ink::Hair), (actual, 0.45, Ink::Plan)] {
        let mut points: Vec<At> = Vec::new();
        for (at, it) in series.iter().enumerate().chain([(series.len(), &None)]) {
            match it {
                Some(it) => points.push(place(at, *it)),
                None if points.len() == 1 => {
                    let centre = points[0];
                    pen.mark(|| Mark::Disc { centre, radius: width, fill: Some(ink), outline: None });
                    points.clear();
                }
                None if points.len() > 1 => {
                    let points = std::mem::take(&mut points);
                    pen.mark(|| Mark::Line { points, width, ink });
                }
                None => {}
            }
        }
    }
}

fn title(pen: &mut Pen, text: &str, column: Column, line: usize) -> usize {
    let y = pen.baseline(line + 1) - 0.3 * pen.pitch;
    pen.title(text, column.x, y, (pen.size * 1.2, BOLD, Side::Start));
    TITLE
}

/// Summary and skills.
struct Below<'a> {
    texts: [(String, Vec<Paragraph<'a>>); 3],
    skills: (String, Vec<Skill<'a>>),
}

struct Skill<'a> {
    name: Paragraph<'a>,
    score: i64,
    about: Paragraph<'a>,
}

impl<'a> Below<'a> {
    fn of(c: &Composer<'a>, month: Month, plan: &Plan) -> Self {
        let lang = c.lang();
        let part = |word: Word, text: &Option<String>, path: fn() -> MonthPath| {
            let points = c.points(text.as_ref(), Class::Work, path);
            let numbered = (1..).zip(&points).map(|(at, it)| c.paragraph().text(&format!("{at} "), SOFT).text(it, PLAIN));
            (lang.say(word).to_owned(), numbered.collect())
        };
        let sheets: Vec<&Sheet> = c.subject.archive.sheets_of(month).iter().map(|it| it.1).collect();
        let skills = c.subject.archive.template.skills.iter().map(|it| skill(c, it, plan, &sheets)).collect();
        Self {
            texts: [
                part(Word::MainWork, &plan.work, MonthPath::Work),
                part(Word::MonthProblems, &plan.problems, MonthPath::Problems),
                part(Word::Measures, &plan.measures, MonthPath::Measures),
            ],
            skills: (lang.say(Word::Skills).to_owned(), skills),
        }
    }
}

fn skill<'a>(c: &Composer<'a>, it: &Coded, plan: &Plan, sheets: &[&Sheet]) -> Skill<'a> {
    let lang = c.lang();
    let rated = plan.skills.get(&it.id).cloned().unwrap_or_default();
    let note = c.said(rated.note.as_ref(), Class::Detail, || MonthPath::Note(it.id.clone()));
    let seen = seen(it.id.as_str(), sheets, c.subject.archive.template).map(|it| months::seen(lang, &it));
    let mut about = c.paragraph().some(note.as_deref(), PLAIN);
    if let Some(seen) = seen {
        let gap = if about.is_empty() { "" } else { "  " };
        about = about.text(&format!("{gap}{seen}"), SOFT);
    }
    let score = rated.score.and_then(|it| it.to_string().parse().ok()).unwrap_or(0);
    Skill { name: c.paragraph().text(&lang.label(&it.name), PLAIN), score, about }
}

impl Block for Below<'_> {
    fn lay(&self, pen: &mut Pen, column: Column, line: usize, room: usize) -> usize {
        let mut x = column.x;
        let columns = SHARES.map(|share| {
            let part = Column::new(x, share * column.width);
            x += part.width;
            part
        });
        let mut most = 0;
        for ((name, all), part) in self.texts.iter().zip(columns) {
            let inside = part.inside(PAD);
            let mut at = line + title(pen, name, inside, line);
            for it in all {
                at += pen.set(it, at, inside, (Side::Start, 1.1));
            }
            most = most.max(at - line);
            pen.upright(part.right(), line..line + room, (THIN, Ink::Line));
        }
        most.max(self.rated(pen, columns[3].inside(PAD), line))
    }
}

impl Below<'_> {
    fn rated(&self, pen: &mut Pen, column: Column, line: usize) -> usize {
        let em = pen.em();
        let names = self.skills.1.iter().map(|it| pen.width(&it.name)).fold(0.0, f32::max).min(column.width / 3.0);
        let (name, rest) = column.split(names, 0.8 * em);
        let (scores, about) = rest.split(MOST_SCORE as f32 * em, 0.8 * em);
        let mut at = line + title(pen, &self.skills.0, column, line);
        for it in &self.skills.1 {
            pen.rule(at, column, (HAIR, Ink::Hair));
            let lines = pen.write(&it.name, at, name).max(pen.write(&it.about, at, about)).max(1);
            for point in 0..MOST_SCORE {
                let centre = At::new(scores.x + (point as f32 + 0.5) * em, pen.baseline(at) - 0.37 * em);
                let fill = (point < it.score).then_some(Ink::Check);
                let outline = Some(Outline { width: 0.09 * em, ink: Ink::Check });
                pen.mark(|| Mark::Disc { centre, radius: 0.28 * em, fill, outline });
            }
            at += lines;
        }
        at - line
    }
}
