//! What is said of months.

use chrono::{Datelike, NaiveDate};

use super::{Lang, Word, said};
use crate::domain::decimal::Decimal;
use crate::domain::pace::{Pace, Stretch};
use crate::domain::skills::{Seen, What};
use crate::domain::week::{Month, Week};

/// The month's number and year.
pub fn month(lang: Lang, month: Month) -> String {
    let first = month.first();
    match lang {
        Lang::Zh => format!("{} 年 {} 月", first.year(), first.month()),
        Lang::En => format!("{} {}", said::month(first), first.year()),
    }
}

/// A month of any year.
pub fn of_year(lang: Lang, month: u32) -> String {
    let name = NaiveDate::from_ymd_opt(2000, month, 1).map_or("", said::month);
    match lang {
        Lang::Zh => format!("{month} 月"),
        Lang::En => name.to_owned(),
    }
}

/// The window's title.
pub fn title(lang: Lang, at: Month) -> String {
    format!("{} · {}", month(lang, at), lang.say(Word::Brand))
}

/// A slice by its week alone; the year is the page's.
pub fn slice(lang: Lang, week: Week) -> String {
    let number = week.number().1;
    match lang {
        Lang::Zh => format!("第 {number} 周"),
        Lang::En => format!("W{number}"),
    }
}

/// How many working days a slice has in the month.
pub fn slice_days(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("{count} 天"),
        Lang::En if count == 1 => "1 day".to_owned(),
        Lang::En => format!("{count} days"),
    }
}

/// What a month's drawing shows, for who cannot see it.
pub fn drawing(lang: Lang, name: &str, pace: &Pace, decimals: u8) -> String {
    let figure = |it: Option<Decimal>| it.map_or_else(|| lang.say(Word::NotMeasured).to_owned(), |it| it.fixed(decimals));
    let [goal, planned, actual, gap] = [pace.goal, pace.planned, pace.actual, pace.gap].map(figure);
    match lang {
        Lang::Zh => format!("{name}：月目标 {goal}，应完成 {planned}，实际 {actual}，进度差 {gap}"),
        Lang::En => format!("{name}: month goal {goal}, plan to date {planned}, so far {actual}, against pace {gap}"),
    }
}

/// Under a slice's box: what was reached in it, the computed share if another was typed, and what would catch up.
pub fn under_slice(lang: Lang, it: &Stretch, decimals: u8, running: bool) -> String {
    let shown = |word: Word, figure: Decimal| format!("{} {}", lang.say(word), figure.fixed(decimals));
    let typed = it.share.filter(|it| it.typed.is_some_and(|typed| typed != it.computed));
    let parts = [
        it.actual.map(|it| shown(Word::SoFar, it)),
        typed.map(|it| shown(Word::Original, it.computed)),
        it.catch_up.filter(|_| running).map(|it| shown(Word::CatchUp, it)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What the sheets show of a skill.
pub fn seen(lang: Lang, it: &Seen) -> String {
    let what = match it.what {
        What::Told => lang.of("已告知的信息", "messages told"),
        What::Summaries => lang.of("写了小结的日子", "days summed up"),
        What::TasksDone => lang.of("完成的任务", "tasks done"),
        What::Measures => lang.of("有措施的主要问题", "principal problems with a measure"),
        What::Points => lang.of("有服务点的拜访", "visits with a service point"),
        What::Visits => lang.of("走访的计划户", "planned visits made"),
        What::Answered => lang.of("有答复的信息", "messages answered"),
        What::Brands => lang.of("完成的新品、重点品牌任务", "brand tasks done"),
        What::TasksOf("inf") => lang.of("完成的信息采集任务", "collection tasks done"),
        What::TasksOf(_) => lang.of("完成的市场分析任务", "analysis tasks done"),
    };
    format!("{what} {}/{}", it.have, it.of)
}
