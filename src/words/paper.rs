//! What stands on paper beside what was filled in, and what is said about it before printing.

use chrono::NaiveDate;

use super::handing::State;
use super::{Both, Lang, handing, months, said};
use crate::domain::path::MonthPath;
use crate::domain::template::Template;
use crate::domain::week::{Month, Week};
use crate::words::Word as Page;

table! {
    Annex "附页" "Annex"
    InFull "全文" "In full"
    BlankForm "手写用" "For handwriting"
    OfficersSlip "告知专卖人员" "To the monopoly officer"
    OfficersSlipSays "只给专卖人员本人，不要与零售客户的材料放在一起。" "For the monopoly officer alone; never together with what retailers are given."
    MonthOnPaper "客户经理一张纸 · 月总结" "The one-sheet month"
    Checklist "任务清单" "Tick list"
    NotTicked "未选" "not ticked"
    Unplanned "计划外" "unplanned"
    Promised "约" "promised"
    Semicolon "；" "; "
    Stop "。" ". "
    Open "（" " ("
    Close "）" ")"
    OfWeek "本周" "Week"
    OtherProblems "另记" "also"
    ForYou "给您的" "For you"
    Hello "您好！" "Hello,"
    AgreedUpon "我们说好的" "What we agreed"
    ComingUp "接下来的拜访" "Our next visits"
    ToldToYou "告诉您的事" "What we let you know"
    DoneForYou "这周为您做的" "What we did for you this week"
    NothingForYou "这一周没有要告诉您的事。" "There is nothing to tell you this week."
    NothingForOfficer "这一周没有要告知专卖人员的事。" "There is nothing for the monopoly officer this week."
    OnOwnPaper "另纸写" "on a paper of its own"
    Undecided "对象未定" "recipient not decided"
    Concerned "涉及客户" "Shops"
    ReceivedBy "接收人" "Received by"
    OnDay "日期" "Date"
    YourManager "您的客户经理" "Your customer manager"
    Course "走势" "Course"
}

/// The air between parts of a line.
pub fn gap(lang: Lang) -> &'static str {
    lang.of("　", "  ")
}

/// Who made it.
pub fn maker(lang: Lang, (name, id): (&str, &str), area: &str, unit: &str) -> String {
    let who = if name.is_empty() { id.to_owned() } else { format!("{name} {id}") };
    let role = said::role(lang, "manager");
    let parts = [format!("{role} {who}"), area.to_owned(), unit.to_owned()];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Its week with its days and how many of them are worked.
pub fn week(lang: Lang, it: Week, workdays: usize) -> (String, String) {
    (said::week(lang, it), format!("{}{}", said::week_days(lang, it), said::workdays(lang, workdays)))
}

pub fn month(lang: Lang, it: Month) -> String {
    months::month(lang, it)
}

/// Where a value of a month stands.
pub fn month_place(path: &MonthPath, template: &Template) -> Both {
    Both::of(|lang| match path {
        MonthPath::Work() => lang.say(Page::MainWork).to_owned(),
        MonthPath::Problems() => lang.say(Page::MonthProblems).to_owned(),
        MonthPath::Measures() => lang.say(Page::Measures).to_owned(),
        MonthPath::Note(id) | MonthPath::Score(id) | MonthPath::Skill(id) => {
            let name = template.skill(id).map_or_else(|| id.to_string(), |it| lang.label(&it.name));
            format!("{} · {name}", lang.say(Page::Skills))
        }
        MonthPath::Goal(id) | MonthPath::Target(id) | MonthPath::Slice(id, _) => {
            let name = template.indicator(id).map_or_else(|| id.to_string(), |it| lang.label(&it.name));
            format!("{} · {name}", lang.say(Page::MonthGoals))
        }
    })
}

/// Whether it was handed over; nothing where it was not.
pub fn state(lang: Lang, it: &State) -> String {
    if *it == State::Open { String::new() } else { handing::state(lang, it) }
}

/// The revision it shows.
pub fn revision(lang: Lang, code: &str) -> String {
    format!("{} {code}", lang.of("版本码", "Revision"))
}

/// When it was laid out.
pub fn printed(lang: Lang, at: &str) -> String {
    let at = at.get(..16).unwrap_or(at).replace('T', " ");
    format!("{} {at}", lang.of("制于", "Made"))
}

/// That some values are not whole.
pub fn has_short(lang: Lang, count: usize, has_annex: bool) -> String {
    match (lang, has_annex) {
        (Lang::Zh, true) => format!("“…”处共 {count} 项没有写全，见附页"),
        (Lang::Zh, false) => format!("“…”处共 {count} 项没有写全"),
        (Lang::En, true) => format!("{count} values marked “…” are not whole here; see the annex"),
        (Lang::En, false) => format!("{count} values marked “…” are not whole here"),
    }
}

/// A value that is not whole on a paper, as it is told before printing.
pub fn short(place: &Both) -> Both {
    Both { zh: format!("{}：纸上没有写全", place.zh), en: format!("{}: not whole on paper", place.en) }
}

/// How many are not named.
pub fn and_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("…另 {count} 项"),
        Lang::En => format!("…{count} more"),
    }
}

/// Ticks of the list.
pub fn ticked(lang: Lang, (ticked, most): (usize, usize), done: usize) -> String {
    match lang {
        Lang::Zh => format!("清单已选 {ticked}/{most} · 完成 {done}"),
        Lang::En => format!("{ticked} of {most} ticked · {done} done"),
    }
}

/// Visits of the week.
pub fn visits(lang: Lang, (planned, done): (u32, u32)) -> String {
    match lang {
        Lang::Zh => format!("计划 {planned} 户 · 已走 {done}"),
        Lang::En => format!("{planned} planned · {done} made"),
    }
}

/// How many messages are, or may become, the officer's, and no word of them.
pub fn officers(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("{count} 条，另纸"),
        Lang::En => format!("{count}, on a paper of their own"),
    }
}

/// Which page of how many.
pub fn page(lang: Lang, at: usize, of: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {at} 页，共 {of} 页"),
        Lang::En => format!("Page {at} of {of}"),
    }
}

/// Until when something is promised.
pub fn by(lang: Lang, date: NaiveDate) -> String {
    let date = said::date(lang, date);
    match lang {
        Lang::Zh => format!("（{date}前）"),
        Lang::En => format!(" (by {date})"),
    }
}

/// A shop addressed.
pub fn dear(lang: Lang, shop: &str) -> String {
    match lang {
        Lang::Zh => format!("{shop}："),
        Lang::En => format!("Dear {shop},"),
    }
}
