//! What is said where everything written serves again: search and the weeks.

use super::{Lang, Word as Common, said};
use crate::domain::edit::Doc;
use crate::domain::week::Week;
use crate::memory::copying::Part;
use crate::memory::fields::Section;

table! {
    History "历史" "History"
    SearchHint "写过的任何字，或拼音首字母" "Anything ever written, or pinyin initials"
    Narrow "筛选" "Narrow it down"
    Where "在哪里" "Where"
    Anywhere "全部" "Everywhere"
    Month "月计划与总结" "Months"
    Roster "客户名册" "Roster"
    Customer "客户编码或店名" "Customer, by code or name"
    NoSuchCustomer "没有这个客户" "No such customer"
    Item "清单项目" "Item of a list"
    AnyItem "任何项目" "Any item"
    AnyCause "任何原因" "Any cause"
    From "从" "From"
    Until "到" "Until"
    NothingFound "没有找到。换个说法，或放宽筛选。" "Nothing found. Try other words, or narrow it less."
    ShowAll "全部列出" "Show them all"

    AllWeeks "全部周次" "All weeks"
    NoWeeks "还没有写过任何一周。" "No week has been written yet."
    Achieved "达成" "On target"
    Ticks "打钩完成" "Ticks done"
    Visits "拜访" "Visits"
    Beside "与本周并排看" "Beside this week"
    ThatWeek "那一周" "That week"
    CopySays "把那一周的内容放进本周：只填空着的，不改已写的；一次撤销就能全部退回。" "Put parts of that week into this one: what is empty is filled, nothing is written over, and one undo takes it all back."
    Damaged "这一周的记录有一部分读不出来。能读的都在；原始记录没有动。" "Part of this week's record cannot be read. What can be read is here; the raw record is untouched."
    RawRecords "看原始记录" "See the raw record"

    Trends "趋势" "Trends"
    Indicator "指标" "Indicator"
    Unit "按" "By"
    ByWeeks "按周" "Weeks"
    ByMonths "按月" "Months"
    When "时间" "When"
    TargetHead "目标" "Target"
    ActualHead "实际" "Actual"
    Attainment "完成率" "Attainment"
    Workdays "工作日" "Working days"
    Evened "图上的周数按五个工作日折算，短周不显得差；表里是原数。" "In the chart sums are reckoned to five working days, so that a short week is no bad week; the table has them as they are."
    NothingMeasured "还没有数。" "Nothing is measured yet."
    TheTable "看表格" "The table"
    Calendar "达成日历" "Calendar of goals reached"
    CalendarSays "一格一周，颜色越深，达成的指标越多；空格是没有数。" "A field a week: the deeper, the more goals were reached; an empty one was not measured."
    Rates "总部也会算的几个比率" "Rates that head office counts, too"
    RatesSay "算法与总部相同，只用你自己的周表。按时上交要看总部第一次收到的时间，与同事的比较要看别人的表，这里都没有。" "Counted as head office does, of these sheets alone. When a sheet first came in and how it compares with colleagues is not known here."
    TicksTrend "打钩和结果" "Ticks and what came of them"
    TicksTrendSays "勾过的任务，勾得最多的在前。" "The tasks that were ticked, most often first."
    Ticked "勾过" "Ticked"
    TickDone "完成" "Done"
    TickPartly "部分" "Partly"
    TickDropped "放下" "Dropped"
    VisitsTrend "各户拜访" "Visits by customer"
    VisitsTrendSays "拜访完成最多的在前。" "Those seen most often come first."
    CustomerHead "客户" "Customer"
    VisitsPlanned "计划" "Planned"
    VisitsDone "完成" "Done"
    LastVisit "最近一次" "Last"

    Times "次数" "Times"
    Before "之前四周" "Four weeks before"
    After "之后四周" "Four weeks after"
    Change "相差（百分点）" "Difference, points"
    Followed "打钩前后" "Before and after the ticks"
    FollowedSays "某项任务打钩的前四周和后四周，这个指标的平均完成率。先后发生，不等于谁引起谁：那几周还做了别的。" "This indicator's mean attainment in the four weeks before and after an item was ticked. One came after the other, which is no proof of a cause: other work was done in those weeks too."
    AsPicture "存图片（PNG）" "Picture (PNG)"
    AsDrawing "存矢量图（SVG）" "Drawing (SVG)"
    NoPicture "这个浏览器画不出图片，请存矢量图。" "This browser cannot make pictures; save the drawing instead."

    Phrases "以前写过的" "Written before"
    TriedBefore "上次遇到类似的问题" "What was tried last time"

    Ledger "主要问题台账" "Problem ledger"
    NoProblems "还没有写过问题。每周复盘时写下的问题会一直跟到解决为止。" "No problem has been written yet. What a week's review names is followed here until it is solved."
    Causes "原因排序" "Causes by weight"
    CauseHead "原因" "Cause"
    NoCause "没有写原因" "No cause given"
    Weight "多少" "Weight"
    Count "问题数" "Problems"
    Percent "占比" "Share"
    Together "累计" "Together"
    Chains "每个问题的来龙去脉" "Every problem and what became of it"
    ProblemHead "问题" "Problem"
    Age "时间" "Age"
    Again "重复" "Again"
    Measures "用过的措施" "Measures tried"
    StateHead "状态" "State"
}

/// A year and how many weeks of it were written.
pub fn year(lang: Lang, year: i32, count: usize) -> String {
    match lang {
        Lang::Zh => format!("{year} 年 · {count} 周"),
        Lang::En if count == 1 => format!("{year} · 1 week"),
        Lang::En => format!("{year} · {count} weeks"),
    }
}

/// A button that puts a part of a week into this one.
pub fn part(lang: Lang, it: Part) -> &'static str {
    match it {
        Part::Tasks => lang.of("放入任务", "Copy tasks"),
        Part::Visits => lang.of("放入拜访计划", "Copy the visit plan"),
        Part::Texts => lang.of("放入文字", "Copy texts"),
    }
}

/// What a field of the calendar says.
pub fn calendar(lang: Lang, week: Week, achieved: usize, of: usize) -> String {
    let name = said::week(lang, week);
    match lang {
        _ if of == 0 => [&name, lang.of("：没有数", ": not measured")].concat(),
        Lang::Zh => format!("{name}：{of} 个指标达成 {achieved} 个"),
        Lang::En => format!("{name}: {achieved} of {of} goals reached"),
    }
}

/// What a chart is called.
pub fn chart(lang: Lang, indicator: &str) -> String {
    match lang {
        Lang::Zh => format!("{indicator}：目标与实际"),
        Lang::En => format!("{indicator}: target and actual"),
    }
}

/// How many problems there are, and how many of them wait.
pub fn ledger(lang: Lang, all: usize, open: usize) -> String {
    match lang {
        Lang::Zh => format!("一共 {all} 个问题，{open} 个还没有解决。"),
        Lang::En => format!("{all} problems in all, {open} still open."),
    }
}

/// How old a problem is or became, and since when.
pub fn age(lang: Lang, weeks: i64, since: &str) -> String {
    match lang {
        Lang::Zh => format!("{weeks} 周（{since}起）"),
        Lang::En if weeks == 1 => format!("1 week (since {since})"),
        Lang::En => format!("{weeks} weeks (since {since})"),
    }
}

/// How many words of before are offered, and how one comes to them.
pub fn offered(lang: Lang, name: &str, count: usize) -> String {
    match lang {
        Lang::Zh => format!("{name}（{count}）· 按 ↓ 选用，Esc 关闭"),
        Lang::En => format!("{name} ({count}) · ↓ to choose, Esc to close"),
    }
}

/// Which time it is that a problem came.
pub fn again(lang: Lang, nth: usize, of: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {nth} 次，共 {of} 次"),
        Lang::En => format!("{nth} of {of}"),
    }
}

pub fn section(lang: Lang, it: Section) -> &'static str {
    match it {
        Section::Module(it) => said::module(lang, it),
        Section::Month => lang.say(Word::Month),
        Section::Roster => lang.say(Word::Roster),
    }
}

/// Which document a hit is in.
pub fn document(lang: Lang, doc: &Doc) -> String {
    match doc {
        Doc::Sheet(_, week) => said::week(lang, *week),
        Doc::Month(_, month) => super::months::month(lang, *month),
        Doc::Roster(_) | Doc::Template(_) => lang.say(Word::Roster).to_owned(),
        Doc::Settings => lang.say(Common::Settings).to_owned(),
    }
}

/// How many places were found, of how many texts.
pub fn found(lang: Lang, found: usize, all: usize) -> String {
    match lang {
        Lang::Zh => format!("{found} 处，共查 {all} 条"),
        Lang::En if found == 1 => format!("1 place in {all} texts"),
        Lang::En => format!("{found} places in {all} texts"),
    }
}

/// So many more than are shown.
pub fn more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("还有 {count} 处没有列出"),
        Lang::En if count == 1 => "1 more is not shown".to_owned(),
        Lang::En => format!("{count} more are not shown"),
    }
}
