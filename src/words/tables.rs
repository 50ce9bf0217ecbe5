//! What stands in the tables of a workbook or a CSV beside the data: names, headings, and what is said about the whole. The page
//! names the tables and the time alone; the headings are the worker's.

use super::{Lang, Word, months, said};
use crate::domain::extract::{Period, Subject};
use crate::domain::goals::Standing;

/// What a table is called; a sheet's name takes 31 characters.
pub fn subject(lang: Lang, it: Subject) -> &'static str {
    match it {
        Subject::Weeks => lang.of("每周汇总", "Weeks"),
        Subject::Goals => lang.say(Word::Goals),
        Subject::Tasks => lang.say(Word::Tasks),
        Subject::Visits => lang.of("拜访", "Visits"),
        Subject::Days => lang.say(Word::Tracking),
        Subject::Figures => lang.of("每日数字", "Day figures"),
        Subject::AdHoc => lang.say(Word::AdHoc),
        Subject::Problems => lang.say(Word::Problems),
        Subject::Channel => lang.say(Word::Channel),
        Subject::Review => lang.say(Word::Review),
        Subject::MonthGoals => lang.say(Word::MonthGoals),
        Subject::Shares => lang.of("各周份额", "Week shares"),
        Subject::MonthSummary => lang.say(Word::MonthSummary),
        Subject::Skills => lang.say(Word::Skills),
        Subject::Indicators => lang.of("指标说明", "Indicators"),
        Subject::About => lang.of("说明", "About"),
    }
}

/// The time that is taken out.
pub fn period(lang: Lang, it: Period) -> String {
    match (it, lang) {
        (Period::Week(it), _) => said::week(lang, it),
        (Period::Month(it), _) => months::month(lang, it),
        (Period::Year(it), Lang::Zh) => format!("{it} 年"),
        (Period::Year(it), Lang::En) => it.to_string(),
    }
}

// Headings.
table! {
    enum Head
    Manager "客户经理编号" "Manager code"
    Week "周" "Week"
    FirstDay "起始日期" "First day"
    LastDay "结束日期" "Last day"
    Month "月份" "Month"
    Date "日期" "Date"
    Weekday "星期" "Weekday"
    WorkDays "工作日数" "Working days"
    WorkDay "是否上班" "Working day"
    Focus "最优先" "Focus"
    FocusKind "优先类别" "Kind of focus"
    TicksTicked "任务数" "Tasks ticked"
    TicksDone "完成任务数" "Tasks done"
    VisitsPlanned "计划拜访户数" "Visits planned"
    VisitsDone "完成拜访户数" "Visits done"
    DaysTracked "有跟踪的天数" "Days tracked"
    Messages "沟通条数" "Messages"
    HandedAt "上交时间" "Handed over at"
    IndicatorCode "指标编码" "Indicator code"
    Indicator "指标" "Indicator"
    Unit "单位" "Unit"
    Decimals "小数位" "Decimals"
    Definition "定义" "Definition"
    Target "目标" "Target"
    Actual "实际" "Actual"
    Gap "差距（正为好）" "Gap (plus is good)"
    Attainment "达成率" "Attainment"
    Standing "结果" "Standing"
    Note "备注" "Note"
    Category "任务类别" "Category"
    TaskCode "任务编码" "Task code"
    Task "任务" "Task"
    Ticked "是否选定" "Ticked"
    Method "具体方法" "Method"
    State "状态" "State"
    Result "完成结果" "Result"
    DayFocus "当天重点" "The day's focus"
    CustomerCode "客户编码" "Customer code"
    ShopName "店名" "Shop name"
    Planned "是否计划" "Planned"
    Point "服务点" "Service point"
    Outcome "拜访情况" "Outcome"
    VisitNote "要点" "Note of the visit"
    Promise "约定" "Promise"
    Due "期限" "Due"
    Figure "数值" "Figure"
    Numerator "分子" "Numerator"
    Denominator "分母" "Denominator"
    Summary "当天小结" "Summary of the day"
    Problem "问题" "Problem"
    Principal "是否主要问题" "Principal"
    PrincipalProblem "主要问题" "Principal problem"
    AdHoc "临时工作" "Ad hoc work"
    Done "是否完成" "Done"
    ProblemCode "问题编号" "Problem id"
    Where "出处" "Where"
    Cause "原因" "Cause"
    Analysis "原因分析" "Analysis"
    Measure "措施" "Measure"
    Owner "责任人" "Owner"
    Since "最早一周" "First week"
    Age "第几周" "Weeks old"
    Why "说明" "Why"
    To "对象" "Recipient"
    Items "清单" "List"
    Content "内容" "Content"
    Means "方式" "Means"
    At "时间" "Time"
    Answer "答复" "Answer"
    Customers "客户" "Customers"
    Work "主要工作与完成" "Main work and how far it got"
    ProblemCount "问题数" "Problems"
    Goal "月目标" "Month goal"
    SoFar "累计实际" "So far"
    PlanToDate "应完成" "Plan to date"
    AgainstPace "进度差（正为好）" "Against pace (plus is good)"
    Remainder "未分配" "Remainder"
    Share "份额" "Share"
    Computed "自动份额" "Computed share"
    MonthProblems "主要问题" "Main problems"
    MonthMeasures "解决措施" "Measures"
    SkillCode "技能编码" "Skill code"
    Skill "技能" "Skill"
    Score "评分（1–5）" "Score (1–5)"
    Seen "表上所见" "What the sheets show"
    Subject "项目" "Subject"
}

/// Where a problem stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Day,
    Review,
    Carried,
}

pub fn written(lang: Lang, it: Written) -> &'static str {
    match it {
        Written::Day => lang.of("当天", "the day"),
        Written::Review => lang.of("本周", "the week's review"),
        Written::Carried => lang.of("前几周带入", "carried in"),
    }
}

pub fn standing(lang: Lang, it: Standing) -> &'static str {
    match it {
        Standing::Achieved => lang.of("达成", "achieved"),
        Standing::Missed => lang.of("未达成", "missed"),
        Standing::NotMeasured => lang.of("未测", "not measured"),
    }
}

/// A tick beyond the fifth, which a merge of two devices left.
pub fn to_choose(lang: Lang) -> &'static str {
    lang.of("超过五项，待选", "over five: to choose")
}

/// The headings of the last sheet's lines.
pub fn about(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Zh => ["客户经理", "时间", "生成时间", "模板", "说明"],
        Lang::En => ["Manager", "Period", "Made at", "Template", "Please note"],
    }
}

/// What a reader has to know, a sentence a line.
pub fn notes(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Zh => &[
            "空格是没有填或没有测，不等于 0。",
            "告诉专卖人员的信息和还没定对象的信息可能涉及可疑户，不放进表格；完整内容请用“上交本周”或“全部备份”。",
            "客户只列编码和店名；文字里的手机号中间四位以星号代替。",
            "实际、差距、达成率、户数等由系统按填写的内容算出，在这里改不会改动一张纸。",
            "跨月的周算在工作日多的那个月；按天的内容算在当天所在的月。",
        ],
        Lang::En => &[
            "An empty cell is something not filled in or not measured; that is not zero.",
            "Messages to the monopoly officer, or to nobody yet, may name suspects and are left out; “Hand over this week” and “Back up everything” carry them.",
            "Of customers there are codes and shop names alone; mobile numbers in texts are masked.",
            "Actuals, gaps, attainment and counts are computed from what was filled in; changing them here does not change a sheet.",
            "A week over two months belongs to the one with more of its working days; what is said of a day, to that day's month.",
        ],
    }
}

/// A workbook that could not be made, or that reads as something else than was put in: a fault of ours.
pub fn unsound(lang: Lang) -> &'static str {
    lang.of(
        "生成的表格核对时读出的内容不一致，请再试一次；仍不行，请用“全部备份”把内容存出去。",
        "The tables read differently from what was put in. Try again; if that fails, keep your content with “Back up everything”.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_there_in_both_languages() {
        let is_chinese = |it: &str| it.chars().any(|it| ('\u{4e00}'..='\u{9fff}').contains(&it));
        for it in Head::ALL {
            assert!(is_chinese(Lang::Zh.say(*it)) && !is_chinese(Lang::En.say(*it)) && !Lang::En.say(*it).is_empty(), "{it:?}");
        }
    }

    #[test]
    fn names_fit_a_sheet_and_differ() {
        for lang in [Lang::Zh, Lang::En] {
            let mut names: Vec<&str> = Subject::ALL.iter().map(|it| subject(lang, *it)).collect();
            for name in &names {
                assert!(
                    !name.is_empty()
                        && name.chars().count() <= 31
                        && !name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']),
                    "{name}"
                );
            }
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), Subject::ALL.len());
        }
    }
}
