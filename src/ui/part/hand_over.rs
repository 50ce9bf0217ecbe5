//! Handing over: this week or those chosen; what the file holds and what is doubtful in it is shown first.

use leptos::prelude::event_target_value;
use leptos::task::spawn_local;

use crate::app::exchange::Prepared;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::domain::month::months_of;
use crate::domain::week::{Month, Week};
use crate::post::safety::Line;
use crate::ui::el::{El, el};
use crate::ui::part::boxes;
use crate::ui::part::giving::{Way, button, give, not_made, other_ways, paper};
use crate::ui::part::import::{Outcome, told};
use crate::ui::routes::link;
use crate::words::{Lang, Word, months, said};

/// What is being handed over, and how it went.
#[derive(Clone, Copy)]
struct Handing {
    session: Session,
    prepared: Live<Option<Prepared>>,
    outcome: Live<Outcome>,
    /// The weeks there are, asked for once somebody wants to choose.
    weeks: Live<Vec<Line>>,
    chosen: Live<Vec<Week>>,
}

pub fn hand_over(session: Session) -> El {
    let (lang, week) = (session.lang_now(), session.week_meant());
    let it = Handing {
        session,
        prepared: Live::new(None),
        outcome: Live::new(Outcome::None),
        weeks: Live::new(Vec::new()),
        chosen: Live::new(Vec::new()),
    };
    let is_example = session.is_example();
    let this_week = button(session, Word::HandOverThisWeek, move || it.prepare(vec![week]));
    paper()
        .child(el("h2").text(&said::week(lang, week)))
        .child(el("p").class("soft").text(lang.say(if is_example { Word::ExampleStays } else { Word::HandOverSays })))
        .child(this_week.flag("disabled", move || is_example))
        .children((!is_example).then(|| it.others()))
        .part(move || it.prepared.get().map(|ready| it.review(&ready)))
        .part(told(it.outcome))
}

impl Handing {
    fn prepare(self, weeks: Vec<Week>) {
        spawn_local(async move {
            match self.session.prepare(weeks).await {
                Ok(it) => self.prepared.set(Some(it)),
                Err(why) => self.outcome.change(not_made(self.session, &why)),
            }
        });
    }

    fn hand(self, way: Way) {
        let Some(ready) = self.prepared.get_untracked() else { return };
        spawn_local(async move {
            if give(self.session, ready.made.clone(), way, self.outcome).await {
                self.session.handed_over(&ready);
                self.prepared.set(None);
                self.look();
            }
        });
    }

    /// What the file will hold, what is doubtful in it, and the ways out.
    fn review(self, ready: &Prepared) -> El {
        let lang = self.session.lang_now();
        let counts = format!("{} {}", said::weeks(lang, &ready.weeks), said::counts(lang, &ready.made.counts));
        let doubt = |it: &Line| {
            let name = [it.name.said(lang), it.says.said(lang)].join(" ");
            el("li").child(link(&format!("/week/{}", it.about)).text(name.trim()))
        };
        let doubts = ready.made.doubts.iter().map(doubt);
        let doubtful = (!ready.made.doubts.is_empty()).then(|| {
            let says = el("p").class("soft").text(lang.say(Word::DoubtsSay));
            el("div").class("doubts").child(says).child(el("ul").children(doubts))
        });
        let buttons = el("div")
            .class("giving")
            .child(button(self.session, Word::HandOver, move || self.hand(Way::OfThisDevice)))
            .children(other_ways(lang, &ready.made, move |way| self.hand(way)));
        let title = el("h3").text(lang.say(Word::ReviewBeforeHandOver));
        el("div").class("report").child(title).child(el("p").text(&counts)).children(doubtful).child(buttons)
    }

    fn look(self) {
        spawn_local(async move { self.weeks.set(self.session.weeks_held().await) });
    }

    /// Other weeks and whole months, behind a line that opens them.
    fn others(self) -> El {
        let lang = self.session.lang_now();
        let list = move || self.weeks.with(|all| all.iter().filter_map(|it| self.row(lang, it)).collect());
        let months = move || self.weeks.with(|all| (!all.is_empty()).then(|| self.whole_month(lang, all)));
        let chosen = button(self.session, Word::HandOverChosen, move || {
            let mut weeks = self.chosen.get_untracked();
            weeks.sort();
            self.prepare(weeks);
        });
        el("details")
            .class("weeks-held")
            .on("toggle", move |_| self.look())
            .child(el("summary").text(lang.say(Word::OtherWeeks)))
            .part(months)
            .child(el("ul").parts(list))
            .child(chosen.flag("disabled", move || self.chosen.with(Vec::is_empty)))
    }

    fn row(self, lang: Lang, it: &Line) -> Option<El> {
        let week: Week = it.about.parse().ok()?;
        let is_chosen = move || self.chosen.with(|all| all.contains(&week));
        let toggle = move || {
            let mut all = self.chosen.get_untracked();
            let count = all.len();
            all.retain(|it| *it != week);
            if all.len() == count {
                all.push(week);
            }
            self.chosen.set(all);
        };
        let row = boxes::button("weeks-held__week").says("aria-pressed", is_chosen).press(toggle);
        let says = el("small").class("soft").text(it.says.said(lang));
        let row = row.child(el("span").text(it.name.said(lang))).child(says);
        Some(el("li").set("data-week", &it.about).set("data-state", &it.sign).child(row))
    }

    /// Chooses every week that has a day in a month.
    fn whole_month(self, lang: Lang, all: &[Line]) -> El {
        let weeks: Vec<Week> = all.iter().filter_map(|it| it.about.parse().ok()).collect();
        let mut names: Vec<Month> = weeks.iter().flat_map(|it| months_of(*it)).collect();
        names.sort();
        names.dedup();
        let option = |it: &Month| el("option").set("value", &it.to_string()).text(&months::month(lang, *it));
        let choose = move |event| {
            let month = event_target_value(&event);
            let is_in = |it: &&Week| months_of(**it).iter().any(|it| it.to_string() == month);
            self.chosen.set(weeks.iter().filter(is_in).copied().collect());
        };
        let none = el("option").set("value", "").text("–");
        let select = el("select").child(none).children(names.iter().rev().map(option)).on("change", choose);
        el("label").class("weeks-held__month").child(el("span").text(lang.say(Word::WholeMonth))).child(select)
    }
}
