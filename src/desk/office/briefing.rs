//! A team's week or month on one page: the figures of the questions, three charts, the principal problems, and what went well out of
//! the originals.

use std::collections::BTreeMap;

use super::Office;
use crate::browser::clerk::Told;
use crate::browser::clock;
use crate::desk::paper::{Fonts, filed};
use crate::desk::{Task, made, not_made};
use crate::domain::decimal::Decimal;
use crate::domain::review::ProblemState;
use crate::domain::sheet::Sheet;
use crate::domain::tasks::TaskState;
use crate::leaf::Leaf;
use crate::leaf::briefing::{Asked, page, sheet};
use crate::leaf::office::wish;
use crate::office::answer::{Answer as Answered, Cell, ChartKind};
use crate::office::briefing::{Period, figures, originals, problems};
use crate::office::questions::Question;
use crate::office::scope::{Scope, Wish};
use crate::paper::briefing::{Briefing, Chart, List, briefing};
use crate::paper::mark::{Ink, Page};
use crate::post::drawing::Drawing;
use crate::words::head::{self as words, Word as W};
use crate::words::preview::Word as P;
use crate::words::{paper, said};

/// The questions whose charts stand on it.
const CHARTS: [&str; 3] = ["Q2", "Q5", "Q14"];
/// Originals that are opened for what went well: every sheet of a large city's week, within a second or so.
const MOST_SHEETS: usize = 300;

impl Task {
    pub(super) async fn brief(&self, office: &Office, it: &Drawing, verb: &str) -> Leaf {
        let drawn = sheet(self.ask.lang, &self.briefed(office, it).await);
        if verb != "brief" {
            return drawn;
        }
        let (books, wish) = (office.books.borrow(), wish(|name| it.held(name)));
        let scope = self.scope(&books, it, &wish);
        let period = Period::of(it.held("period"), &scope).to_string();
        page(&Asked { scope: &scope, period: &period }, drawn)
    }

    /// The page as a file.
    pub(super) async fn briefing_out(&self, office: &Office, it: &Drawing) -> Told {
        let page = self.briefed(office, it).await;
        let title = format!("briefing{}{}_{}", part(it.held("unit")), part(it.held("area")), it.held("period"));
        match filed(&title, &[page], true) {
            Some(bytes) => made(title + ".pdf", bytes),
            None => not_made(|lang| lang.say(P::NoCanvas)),
        }
    }

    async fn briefed(&self, office: &Office, it: &Drawing) -> Page {
        let lang = self.ask.lang;
        let (mut told, originals, all) = {
            let (books, mut wish) = (office.books.borrow(), wish(|name| it.held(name)));
            let period = Period::of(it.held("period"), &self.scope(&books, it, &Wish::default()));
            let Period { from, to, .. } = period;
            (wish.from, wish.to) = (Some(from), Some(to));
            let scope = self.scope(&books, it, &wish);
            // A course is seen over a quarter, however short what is spoken of.
            let longer = Wish { from: Some(to.plus(-12).max(scope.first).min(from)), ..wish.clone() };
            let course = self.scope(&books, it, &longer);
            (self.briefing_of(&scope, &course, period), originals(&scope, MOST_SHEETS), scope.rows().len())
        };
        let (mut practices, mut many, mut looked) = (Vec::new(), BTreeMap::<String, usize>::new(), 0);
        for original in originals {
            if let Some((document, _)) = self.kept_sheet(office, original.digest, original.week).await {
                looked += 1;
                let of_one = many.entry(original.name.clone()).or_default();
                for it in self.went_well(&Sheet::of(&document)) {
                    practices.push((*of_one, words::by(lang, &original.name, &it)));
                    *of_one += 1;
                }
            }
        }
        // Where there is room for some, everybody has his first before anybody has his second.
        practices.sort_by_key(|it| it.0);
        told.lists[1].title = words::went_well(lang, looked, all);
        told.lists[1].lines = practices.into_iter().map(|it| it.1).collect();
        let fonts = Fonts::new();
        briefing(&told, fonts.measure())
    }

    fn briefing_of(&self, scope: &Scope, course: &Scope, period: Period) -> Briefing {
        let lang = self.ask.lang;
        let who = &self.ask.who;
        let name = if who.name.is_empty() { who.manager.as_str() } else { &who.name };
        let team: Vec<&str> = [scope.wish.unit.as_str(), &scope.wish.area].into_iter().filter(|it| !it.is_empty()).collect();
        let team = if team.is_empty() { lang.say(W::EveryTeam).to_owned() } else { team.join(" · ") };
        let time = match period.month {
            Some(month) => paper::month(lang, month),
            None => format!("{} · {}", said::week(lang, period.from), said::week_days(lang, period.from)),
        };
        // The ranking and the course are of one indicator.
        let time = [Some(time), scope.indicator_said()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let ask = |name: &str, scope: &Scope| Question::parse(name).map(|it| it.answer(scope)).unwrap_or_default();
        let chart = |name: &&str| {
            let number = Question::parse(name).map_or(0, Question::number);
            let scope = if *name == "Q5" { course } else { scope };
            chart(crate::words::questions::asks(lang, number), &ask(name, scope))
        };
        let problems = List {
            title: lang.say(W::PrincipalProblems).to_owned(),
            lines: problems(scope),
            none: lang.say(W::NoneWritten).to_owned(),
            ink: Ink::Act,
        };
        let practices =
            List { title: String::new(), lines: Vec::new(), none: lang.say(W::NoneWritten).to_owned(), ink: Ink::Do };
        Briefing {
            lang,
            title: format!("{} · {team}", lang.say(W::Briefing)),
            time,
            made: words::made_by(lang, name, &clock::now()),
            figures: figures(scope),
            charts: CHARTS.iter().map(chart).collect(),
            lists: [problems, practices],
        }
    }

    /// What a sheet says went well: problems that were solved and how, tasks that were done and what came of them.
    fn went_well(&self, sheet: &Sheet) -> Vec<String> {
        let lang = self.ask.lang;
        let text = |it: &Option<String>| it.as_deref().map(str::trim).unwrap_or_default().replace('\n', "；");
        let mut all = Vec::new();
        for it in sheet.review.problems.values().filter(|it| it.state == Some(ProblemState::Solved)) {
            let (problem, measure) = (text(&it.text), text(&it.measure));
            if !problem.is_empty() && !measure.is_empty() {
                all.push(words::solved(lang, &problem, &measure));
            }
        }
        for (id, it) in sheet.tasks.iter().filter(|it| it.1.state() == TaskState::Done) {
            let result = text(&it.result);
            if !result.is_empty() {
                let name = self.template.item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.1.name));
                all.push(format!("{name}{}{result}", lang.say(crate::words::Word::Colon)));
            }
        }
        all
    }
}

/// A team's name in that of a file: what files on some systems may not be called stays out.
fn part(name: &str) -> String {
    let name: String = name.chars().filter(|it| it.is_alphanumeric()).take(30).collect();
    if name.is_empty() { name } else { ["_", &name].concat() }
}

fn chart(title: &str, answer: &Answered) -> Chart {
    let it = &answer.chart;
    let said =
        |figure: &Decimal| if it.is_share { Cell::Share(Some(*figure)).plain() + "%" } else { figure.rounded(2).to_string() };
    let point = |(name, figure): &(String, Option<Decimal>)| {
        (name.clone(), figure.and_then(|it| it.to_string().parse().ok()), figure.as_ref().map(said).unwrap_or_default())
    };
    Chart { title: title.to_owned(), points: it.points.iter().map(point).collect(), is_line: it.kind == ChartKind::Line }
}
