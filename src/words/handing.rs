//! What is said of handing over: what is doubtful on a sheet, and what has become of a week.

use chrono::NaiveDate;

use super::changes::Names;
use super::safety::moment;
use super::{Lang, said};
use crate::domain::doubts::Doubt;
use crate::domain::id::Id;
use crate::domain::reply::{Comment, Receipt, Status};
use crate::domain::week::Week;

/// What has become of a week, as the page marks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    /// Handed over at this moment.
    Handed(String),
    /// And written on since.
    Changed(String),
}

impl State {
    /// The mark in the page.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Handed(_) => "handed",
            Self::Changed(_) => "changed",
        }
    }
}

pub fn state(lang: Lang, it: &State) -> String {
    match (lang, it) {
        (Lang::Zh, State::Open) => "还没有上交".to_owned(),
        (Lang::Zh, State::Handed(at)) => format!("{}已上交", moment(lang, at)),
        (Lang::Zh, State::Changed(at)) => format!("{}已上交，之后有改动", moment(lang, at)),
        (Lang::En, State::Open) => "Not handed over yet".to_owned(),
        (Lang::En, State::Handed(at)) => format!("Handed over {}", moment(lang, at)),
        (Lang::En, State::Changed(at)) => format!("Handed over {}, changed since", moment(lang, at)),
    }
}

/// Head office's word on what was handed over.
pub fn receipt(lang: Lang, it: &Receipt) -> String {
    let by = signed(lang, it.by.as_deref(), it.at.as_deref());
    let says = match it.status {
        None => "",
        Some(Status::Received) => lang.of("收到了这一周", "has received this week"),
        Some(Status::Accepted) => lang.of("认可了这一周", "has accepted this week"),
        Some(Status::Correct) => lang.of("请您更正这一周，再上交一次", "asks you to correct this week and hand it over again"),
    };
    [&by, lang.of("", " "), says].concat()
}

/// Who wrote a comment, and when.
pub fn by(lang: Lang, it: &Comment) -> String {
    signed(lang, it.by.as_deref(), it.at.as_deref())
}

fn signed(lang: Lang, by: Option<&str>, at: Option<&str>) -> String {
    let by = by.unwrap_or(lang.of("总部", "Head office"));
    let at = at.map(|it| moment(lang, it));
    match (lang, at) {
        (_, None) => by.to_owned(),
        (Lang::Zh, Some(at)) => format!("{by}（{at}）"),
        (Lang::En, Some(at)) => format!("{by} ({at})"),
    }
}

/// A week and its days.
pub fn week(lang: Lang, it: Week) -> String {
    [said::week(lang, it), said::week_days(lang, it)].join(" · ")
}

pub fn doubt(lang: Lang, it: &Doubt, names: &Names) -> String {
    let name = |id: &Id| names.template.item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.1.name));
    let day = |date: &NaiveDate| said::date(lang, *date);
    match (lang, it) {
        (Lang::Zh, Doubt::NoTarget(_)) => "目标值一个也没有填".to_owned(),
        (Lang::Zh, Doubt::NoTick(_)) => "重点任务一项也没有勾".to_owned(),
        (Lang::Zh, Doubt::NoMethod(id)) => format!("任务“{}”没有写怎么做", name(id)),
        (Lang::Zh, Doubt::NoOutcome(date, _, count)) => format!("{}计划拜访的客户有 {count} 户没有记结果", day(date)),
        (Lang::Zh, Doubt::NoDayPrincipal(date, _)) => format!("{}写了问题，没有选出主要问题", day(date)),
        (Lang::Zh, Doubt::NoPrincipal(_)) => "本周写了问题，没有选出主要问题".to_owned(),
        (Lang::Zh, Doubt::NoMeasure(_)) => "主要问题没有写改进措施".to_owned(),
        (Lang::Zh, Doubt::NoWork) => "主要工作和进展没有写".to_owned(),
        (Lang::En, Doubt::NoTarget(_)) => "No goal has a target".to_owned(),
        (Lang::En, Doubt::NoTick(_)) => "No key task is ticked".to_owned(),
        (Lang::En, Doubt::NoMethod(id)) => format!("“{}” does not say how it is to be done", name(id)),
        (Lang::En, Doubt::NoOutcome(date, _, count)) => format!("{}: planned visits without an outcome: {count}", day(date)),
        (Lang::En, Doubt::NoDayPrincipal(date, _)) => format!("{}: problems, and none of them is the principal one", day(date)),
        (Lang::En, Doubt::NoPrincipal(_)) => "Problems this week, and none of them is the principal one".to_owned(),
        (Lang::En, Doubt::NoMeasure(_)) => "The principal problem has no measure".to_owned(),
        (Lang::En, Doubt::NoWork) => "The main work and how far it got is not said".to_owned(),
    }
}
