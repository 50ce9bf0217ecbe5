//! What is said of the area at a glance, of what is late in it, of the files kept here, and of the log of what was handed over.

use chrono::NaiveDate;

use super::{Lang, said};
use crate::memory::area::{Late, Mark, Overdue};

table! {
    Area "辖区与存档" "Area and archive"
    Glance "我的辖区概况" "My area at a glance"
    GlanceSays "都由名册统计，没有填的列在最后。" "Counted from the roster; what nobody filled in comes last."
    NoRoster "还没有名册。先到“客户名册”里加客户，或者导入一份。" "There is no roster yet. Add customers, or import one."
    NotGiven "没有填" "not given"
    ManyCustomers "户数" "Customers"
    Percent "占比" "Share"

    Warnings "预警清单" "Warning list"
    NoWarnings "没有过期的拜访和约定，也没有拖了很久的问题。" "No visit and no promise is late, and no problem is old."
    Overdue "该拜访还没去" "Visits overdue"
    Late "约定到期了" "Promises late"
    LateSays "到期以后还没有再去过的。" "Nobody has been there since they fell due."
    Old "拖了很久的问题" "Old problems"
    Customer "客户" "Customer"
    What "约定" "Promise"
    HowLate "过了多久" "How late"
    Problem "问题" "Problem"

    Visits "走访记录" "Visit history"
    VisitsSay "最近十二周。● 完成　◐ 部分　○ 计划　× 未成　· 没有。点店名看每一次。" "The last twelve weeks. ● done, ◐ partly, ○ planned, × missed, · nothing. A name leads to each visit."
    FindShop "店名、编码或拼音首字母" "Name, code or pinyin initials"
    Seen "见到" "Seen"
    NobodySeen "这些周里没有拜访。" "No visits in these weeks."

    Groups "互助小组" "Groups"
    NoGroups "名册里还没有写小组。" "The roster names no groups yet."
    Leader "组长" "leader"

    Files "工作文件" "Work files"

    Months "月度汇总" "Month summary"
    MonthsSay "点月份看全月，或者打印。" "A month leads to its page, from where it can be printed."
    Month "月份" "Month"
    Achieved "达成指标" "Goals reached"
    Done "完成拜访" "Visits done"
    Work "小结" "Summary"
    NoMonths "还没有月份。" "No month yet."

    Log "上报记录" "Hand-over log"
    LogSays "每一周最后一次上交的时间、文件的指纹和总部的回执。" "When each week was handed over last, the digest of its file, and head office's receipt."
    Week "周次" "Week"
    When "上交" "Handed over"
    Digest "文件指纹" "Digest"
    Receipt "回执" "Receipt"
    NoReceipt "还没有" "none yet"
    NothingHanded "还没有上交过。" "Nothing has been handed over yet."
    AllWeeks "全部周次" "All weeks"
    Backups "备份与恢复" "Back up and restore"
}

/// Since when nobody has been there.
pub fn overdue(lang: Lang, it: &Overdue) -> String {
    match (lang, it.days, it.last) {
        (Lang::Zh, Some(days), Some(last)) => format!("过期 {days} 天，上次 {}", said::date(lang, last)),
        (Lang::En, Some(1), Some(last)) => format!("1 day overdue, last seen {}", said::date(lang, last)),
        (Lang::En, Some(days), Some(last)) => format!("{days} days overdue, last seen {}", said::date(lang, last)),
        _ => lang.of("从来没有去过", "never seen").to_owned(),
    }
}

/// When a promise was given and fell due.
pub fn late(lang: Lang, it: &Late, today: NaiveDate) -> String {
    let days = (today - it.due).num_days();
    match lang {
        Lang::Zh => format!("过期 {days} 天，{}到期", said::date(lang, it.due)),
        Lang::En if days == 1 => format!("1 day, due {}", said::date(lang, it.due)),
        Lang::En => format!("{days} days, due {}", said::date(lang, it.due)),
    }
}

/// How old a problem is.
pub fn old(lang: Lang, weeks: i64) -> String {
    match lang {
        Lang::Zh => format!("{weeks} 周还没有解决"),
        Lang::En => format!("open for {weeks} weeks"),
    }
}

/// How many customers there are.
pub fn customers(lang: Lang, all: usize) -> String {
    match lang {
        Lang::Zh => format!("一共 {all} 户"),
        Lang::En if all == 1 => "1 customer".to_owned(),
        Lang::En => format!("{all} customers"),
    }
}

/// The sign of a week, and how it is read out.
pub fn mark(lang: Lang, it: Mark) -> (&'static str, &'static str) {
    match it {
        Mark::Nothing => ("·", lang.of("没有", "nothing")),
        Mark::Planned => ("○", lang.of("计划", "planned")),
        Mark::Missed => ("×", lang.of("未成", "missed")),
        Mark::Partly => ("◐", lang.of("部分", "partly")),
        Mark::Done => ("●", lang.of("完成", "done")),
    }
}
