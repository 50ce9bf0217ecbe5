//! Wordings with something in them: dates, counts, states, faults.

use chrono::{Datelike, NaiveDate};

use super::{Lang, Word};
use crate::bundle::refusal::Refusal;
use crate::bundle::sentences;
use crate::domain::goals::Standing;
use crate::domain::progress::{Module, Progress};
use crate::domain::week::Week;

/// A module's name.
pub fn module(lang: Lang, module: Module) -> &'static str {
    lang.say(match module {
        Module::Goals => Word::Goals,
        Module::Tasks => Word::Tasks,
        Module::Tracking => Word::Tracking,
        Module::Channel => Word::Channel,
        Module::Review => Word::Review,
        Module::Links => Word::Links,
    })
}

/// The step's number in the guided order.
pub fn number(module: Module) -> &'static str {
    match module {
        Module::Goals => "1",
        Module::Tasks => "2",
        Module::Tracking => "3",
        Module::Channel => "4",
        Module::Review => "5",
        Module::Links => "6",
    }
}

/// The colour a module carries: its letter in the circle; tracking is check beside do.
pub fn pdca(module: Module) -> &'static str {
    match module {
        Module::Goals | Module::Tasks => "p",
        Module::Tracking => "c",
        Module::Channel => "d",
        Module::Review => "a",
        Module::Links => "n",
    }
}

/// Letter and number over a step.
pub fn step_mark(module: Module) -> &'static str {
    match module {
        Module::Goals => "P · 1",
        Module::Tasks => "P · 2",
        Module::Tracking => "D·C · 3",
        Module::Channel => "D · 4",
        Module::Review => "A · 5",
        Module::Links => "6",
    }
}

/// What a step asks to do.
pub fn step(lang: Lang, module: Module) -> &'static str {
    match module {
        Module::Goals => lang.of("确认目标", "Confirm goals"),
        Module::Tasks => lang.of("明确任务", "Settle tasks"),
        Module::Tracking => lang.of("跟踪执行", "Track execution"),
        Module::Channel => lang.of("沟通信息", "Tell others"),
        Module::Review => lang.of("改进措施", "Improve"),
        Module::Links => lang.of("信息系统", "Link systems"),
    }
}

/// How far a step is, in a word.
pub fn step_progress(lang: Lang, module: Module, progress: &Progress) -> String {
    match module {
        Module::Goals => format!("{}/{}", progress.goals.have, progress.goals.of),
        Module::Tasks => format!("{}/{}", progress.tasks.have, progress.tasks.of),
        Module::Tracking => match lang {
            Lang::Zh => format!("{}/{} 天", progress.tracking.have, progress.tracking.of),
            Lang::En => format!("{}/{} days", progress.tracking.have, progress.tracking.of),
        },
        Module::Channel => match lang {
            Lang::Zh => format!("{} 条", progress.messages),
            Lang::En => format!("{} sent", progress.messages),
        },
        Module::Review if progress.review.have == 0 => lang.of("未填", "open").to_owned(),
        Module::Review => format!("{}/{}", progress.review.have, progress.review.of),
        Module::Links => lang.of("链接·存档", "links, archive").to_owned(),
    }
}

/// Whether a step needs nothing more.
pub fn is_filled(module: Module, progress: &Progress) -> bool {
    let whole = |it: crate::domain::progress::Share| it.of > 0 && it.have >= it.of;
    match module {
        Module::Goals => whole(progress.goals),
        Module::Tasks => progress.tasks.have > 0,
        Module::Tracking => whole(progress.tracking),
        Module::Channel => progress.messages > 0,
        Module::Review => whole(progress.review),
        Module::Links => false,
    }
}

/// The word styles hold on to.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Achieved => "achieved",
        Standing::Missed => "missed",
        Standing::NotMeasured => "none",
    }
}

pub fn weekday(lang: Lang, date: NaiveDate) -> &'static str {
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let at = date.weekday().num_days_from_monday() as usize;
    match lang {
        Lang::Zh => ZH[at],
        Lang::En => EN[at],
    }
}

/// The day of the month alone.
pub fn day_number(date: NaiveDate) -> String {
    date.day().to_string()
}

pub fn date(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}月{}日", date.month(), date.day()),
        Lang::En => format!("{} {}", date.day(), month(date)),
    }
}

pub(super) fn month(date: NaiveDate) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    NAMES[date.month0() as usize]
}

/// The week's number and year.
pub fn week(lang: Lang, week: Week) -> String {
    let (year, number) = week.number();
    match lang {
        Lang::Zh => format!("{year} 年第 {number} 周"),
        Lang::En => format!("Week {number}, {year}"),
    }
}

/// Weeks by number and year.
pub fn weeks(lang: Lang, all: &[Week]) -> String {
    all.iter().map(|it| week(lang, *it)).collect::<Vec<_>>().join(lang.of("、", ", "))
}

/// Its first and last day.
pub fn week_days(lang: Lang, week: Week) -> String {
    let (first, last) = (week.monday(), week.monday() + chrono::Duration::days(6));
    match lang {
        Lang::Zh if first.month() == last.month() => format!("{} 月 {} 日 – {} 日", first.month(), first.day(), last.day()),
        Lang::Zh => format!("{} 月 {} 日 – {} 月 {} 日", first.month(), first.day(), last.month(), last.day()),
        Lang::En => format!("{} {} – {} {}", first.day(), month(first), last.day(), month(last)),
    }
}

pub fn workdays(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!(" · {count} 个工作日"),
        Lang::En if count == 1 => " · 1 working day".to_owned(),
        Lang::En => format!(" · {count} working days"),
    }
}

/// The window's title.
pub fn title(lang: Lang, at: Week) -> String {
    format!("{} · {}", week(lang, at), lang.say(Word::Brand))
}

/// A problem's age: the week it was first written is the first.
pub fn age(lang: Lang, weeks: i64) -> String {
    match lang {
        Lang::Zh => format!("第 {weeks} 周"),
        Lang::En => format!("week {weeks}"),
    }
}

/// So many more than are named.
pub fn and_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("再 {count} 户"),
        Lang::En => format!("{count} more"),
    }
}

/// Done of planned.
pub fn share((done, planned): (u32, u32)) -> String {
    format!("{done}/{planned}")
}

macro_rules! wordings {
    ($($(#[$doc:meta])* $name:ident { $($word:literal $zh:literal $en:literal)+ })+) => {
        $($(#[$doc])*
        pub fn $name(lang: Lang, word: &str) -> &'static str {
            match word {
                $($word => lang.of($zh, $en),)+
                _ => "",
            }
        })+
    };
}

wordings! {
    focus_kind { "problem" "上周问题" "a problem" "goal" "目标" "a goal" "item" "任务" "a task" "text" "文字" "words" }
    task_state { "open" "进行" "open" "done" "完成" "done" "partly" "部分" "partly" "dropped" "放下" "dropped" }
    problem_state { "open" "未解决" "open" "solved" "已解决" "solved" "dropped" "不再跟" "dropped" }
    outcome { "done" "完成" "done" "partly" "部分" "partly" "missed" "未访" "missed" }
    message_state { "open" "待办" "open" "told" "已告知" "told" "answered" "已回复" "answered" "closed" "已办结" "closed" }
    recipient { "head" "营销主任" "Marketing head" "monopoly" "专卖人员" "Monopoly officer" "retailer" "零售客户" "Retailer" }
    /// A button that begins a message.
    tell { "head" "告诉营销主任" "Tell the head" "monopoly" "告诉专卖人员" "Tell the officer" "retailer" "告诉零售客户" "Tell a retailer" }
    role { "manager" "客户经理" "Customer manager" "head" "营销主任" "Marketing head" "office" "总部" "Head office" }
}

/// A language, in itself.
pub fn language(word: &str) -> &'static str {
    if word == Lang::En.word() { "English" } else { "简体中文" }
}

/// Name and version of a template.
pub fn template(lang: Lang, name: &str, version: u32) -> String {
    match lang {
        Lang::Zh => format!("{name}，第 {version} 版"),
        Lang::En => format!("{name}, version {version}"),
    }
}

/// Counts of a week about to be handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub ticked: usize,
    pub planned: u32,
    pub done: u32,
    pub messages: usize,
}

impl Counts {
    /// Those of one more week.
    pub fn add(&mut self, other: &Self) {
        let Self { ticked, planned, done, messages } = other;
        *self = Self {
            ticked: self.ticked + ticked,
            planned: self.planned + planned,
            done: self.done + done,
            messages: self.messages + messages,
        };
    }
}

pub fn counts(lang: Lang, it: &Counts) -> String {
    match lang {
        Lang::Zh => format!("任务 {} 项，拜访 {}/{} 户，沟通 {} 条", it.ticked, it.done, it.planned, it.messages),
        Lang::En => format!("{} tasks, {} of {} visits, {} messages", it.ticked, it.done, it.planned, it.messages),
    }
}

/// A file was given out.
pub fn given(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("文件已生成并核对：{name}"),
        Lang::En => format!("The file was made and checked: {name}"),
    }
}

/// A paper, which is a picture: nothing reads it again.
pub fn paper_given(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("文件已生成：{name}"),
        Lang::En => format!("The file was made: {name}"),
    }
}

/// A file made while the database gives nothing.
pub fn given_partly(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!(
            "文件已生成并核对：{name}。数据库现在读不到，文件里只有这个页面打开着的内容；恢复正常后请再做一次全部备份。"
        ),
        Lang::En => format!(
            "The file was made and checked: {name}. The database cannot be read now, so it holds only what is open on this page; back up again once all is well."
        ),
    }
}

pub fn not_given(lang: Lang) -> &'static str {
    lang.of("文件没有交出去，内容都在本机，请再点一次。", "The file was not given out. Everything is still here; tap again.")
}

/// No file was made: why, and what is safe.
pub fn not_made(lang: Lang, why: &str) -> String {
    match lang {
        Lang::Zh => format!("没有生成文件。{why}本机内容没有改动。"),
        Lang::En => format!("No file was made. {why} Nothing here has changed."),
    }
}

/// Which of the files is being read.
pub fn reading(lang: Lang, at: usize, of: usize, name: &str) -> String {
    match lang {
        Lang::Zh => format!("正在读取第 {at} 个文件，共 {of} 个：{name}"),
        Lang::En => format!("Reading file {at} of {of}: {name}"),
    }
}

/// A file was made and its wrapping was not.
pub fn not_wrapped(lang: Lang) -> &'static str {
    lang.of("这个浏览器在这里不能加密或压缩。", "This browser cannot lock or pack files here.")
}

/// The device could not be read.
pub fn unreadable(lang: Lang) -> &'static str {
    lang.of("本机内容暂时读不出来，请稍后再试。", "What is stored here cannot be read just now; try again.")
}

/// The worker that makes and reads files did not come.
pub fn no_worker(lang: Lang) -> &'static str {
    lang.of(
        "处理文件的部分没有打开，请连上网络后重新载入再试。",
        "The part that handles files did not open. Connect to the network, reload and try again.",
    )
}

/// A sentence of the bundle's.
pub fn refusal(lang: Lang, it: &Refusal) -> String {
    match lang {
        Lang::Zh => sentences::zh(it),
        Lang::En => sentences::en(it),
    }
}

wordings! {
    file_result { "merged" "并入" "merged" "updated" "补充" "updated" "unchanged" "没有变化" "unchanged" "partly" "部分收下" "partly" "refused" "未收" "refused" }
}
