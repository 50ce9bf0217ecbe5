//! The questions of head office, what each counts, and what stands over the columns of their answers.

use super::Lang;

// What stands over a column.
table! {
    enum Head
    Actual "实绩" "Actual"
    AdHocShare "计划外占比" "Unplanned share"
    AgainSince "上次同因" "Same cause before"
    Again "同因再现" "Same cause again"
    AlikeGroups "不止一人遇到的问题" "Problems more than one has"
    AlikeProblem "说法相近的问题" "Problem, in like words"
    Answered "已答复" "Answered"
    AnsweredShare "答复率" "Answered share"
    Area "片区" "Area"
    AsOf "截至" "As of"
    AsColleague "与同片区同事雷同" "As a colleague's"
    AsLastWeek "与自己上周雷同" "As his week before"
    Attainment "完成率" "Attainment"
    Before "前四周日均" "Per day, 4 weeks before"
    Below "未达标人数" "Below target"
    Bias "目标偏差（中位数）" "Bias of targets (median)"
    Blanks "空白占比" "Left blank"
    Came "已交" "Handed in"
    Category "类别" "Category"
    Cause "原因" "Cause"
    ChangeTicked "打钩者变化" "Change, ticked"
    ChangeUntouched "未打钩者变化" "Change, untouched"
    Class "客户分类" "Class"
    ClosedShare "四周内解决率" "Solved within 4 weeks"
    Contested "两人同交" "By two people"
    CopiedShare "雷同占比" "Copied share"
    Cumulated "累计占比" "Cumulated"
    Customer "客户" "Customer"
    Customers "客户数" "Customers"
    CustomersVariation "客户数变异系数" "Variation of customers"
    Cycle "周期（天）" "Cycle (days)"
    Days "已隔天数" "Days since"
    Decided "满四周的" "Four weeks old"
    Difference "差异" "Difference"
    Done "完成" "Done"
    DoneShare "办结率" "Finished share"
    Dropped "放弃" "Dropped"
    Due "应交" "Due"
    FirstWeek "最早" "First"
    Flagged "需留意人数" "To watch"
    Format "业态" "Format"
    GapShare "未达标占比" "Share below target"
    Gini "拜访集中度（基尼）" "Gini of visits"
    Group "组别" "Group"
    Growth "增长比" "Growth"
    HighestMonth "指数最高的月" "Month of the highest index"
    HoursLate "距截止小时数（中位数）" "Hours after the deadline (median)"
    InTime "按时" "In time"
    InTimeShare "按时上交率" "Share in time"
    Indicator "指标" "Indicator"
    Item "工作项目" "Item"
    Kept "按计划完成" "Planned and done"
    KeptShare "计划完成率" "Plan kept"
    LastVisit "上次拜访" "Last visit"
    LastWeek "最近" "Last"
    Late "迟交" "Late"
    Manager "客户经理" "Manager"
    Managers "人数" "Managers"
    Market "市场类型" "Market"
    Measured "有数人数" "Measured"
    MedianAge "带入周数（中位数）" "Weeks carried (median)"
    MedianAttainment "完成率中位数" "Median attainment"
    Messages "条数" "Messages"
    Missing "未交" "Missing"
    Month "月" "Month"
    MonthGoal "月目标" "Month goal"
    NeverTicked "从未打钩的项目" "Items never ticked"
    NotSeenShare "超周期未访占比" "Not seen in their cycle"
    Now "近四周日均" "Per day, last 4 weeks"
    Open "未办" "Open"
    OwnTexts "自己写的文字（条）" "Texts in own words"
    Pace "进度" "Pace"
    Partly "部分" "Partly"
    PeerGrowth "同组增长比" "Peers' growth"
    PerCustomer "户均拜访" "Visits a customer"
    PerHundred "每百户条数" "Per 100 customers"
    PerWorkday "每工作日" "Per working day"
    Planned "计划" "Planned"
    Problem "问题" "Problem"
    Problems "主要问题数" "Principal problems"
    Raised "提出" "Raised"
    Rank "组内名次" "Rank in group"
    Recipient "沟通对象" "Recipient"
    Relative "相对同组" "Against peers"
    Share "占比" "Share"
    Sheets "张数" "Sheets"
    Season "季节指数" "Seasonal index"
    Slope "每周变化" "Change a week"
    SolvedInTime "四周内解决" "Solved in 4 weeks"
    Spread "四分位距" "Quartile spread"
    State "状态" "State"
    StillOpen "还没解决的" "Still open"
    Target "目标" "Target"
    TickShare "打钩占比" "Share of ticks"
    Ticked "打钩人数" "Ticked"
    Ticks "打钩次数" "Ticks"
    Tier "档位" "Tier"
    ToDate "至今实绩" "To date"
    TopShare "前三位占比" "Share of the top three"
    Unit "单位" "Unit"
    UnknownTime "时间不明" "Time unknown"
    Untouched "未打钩人数" "Untouched"
    Variation "日均拜访变异系数" "Variation of visits a day"
    Verdict "判断" "Verdict"
    VisitsDone "完成拜访" "Visits done"
    VisitsPerDay "日均拜访" "Visits a day"
    VisitsPlanned "计划拜访" "Visits planned"
    Week "周" "Week"
    Weekday "星期" "Weekday"
    Weeks "周数" "Weeks"
    WeeksCarried "带了几周" "Weeks carried"
    Years "年数" "Years"
    Workdays "工作日" "Working days"
    WorkdaysAll "全月工作日" "Working days of the month"
    WorkdaysCovered "其中有数的" "Of them with figures"
    WorkdaysGone "已过工作日" "Working days gone"
}

/// What a question asks.
pub fn asks(lang: Lang, number: u8) -> &'static str {
    match number {
        0 => lang.of("自己组合的问题", "A question of your own"),
        1 => lang.of("谁交了，按时吗？", "Who has handed in, in time?"),
        2 => lang.of("指标完成率排名", "Who attains what, by rank?"),
        3 => lang.of("缺口是局部还是普遍？", "Is a gap local or everywhere?"),
        4 => lang.of("本月进度跟得上吗？", "Is the month on pace?"),
        5 => lang.of("剔除短周后的趋势", "What is the trend, short weeks apart?"),
        6 => lang.of("目标定得合理吗？", "Are targets realistic?"),
        7 => lang.of("大家选做什么？", "What do managers choose to work on?"),
        8 => lang.of("打钩有没有带动指标？", "Does ticking an item move its indicator?"),
        9 => lang.of("打钩的工作办结了吗？", "Are ticked tasks finished?"),
        10 => lang.of("拜访计划执行得怎样？", "Are visit plans kept?"),
        11 => lang.of("哪些客户超周期没见到？", "Which customers were not seen in their cycle?"),
        12 => lang.of("拜访是否公平，还是偏向大户？", "Is attention fair, or steered to the big ones?"),
        13 => lang.of("工作量均衡吗？", "Is the workload balanced?"),
        14 => lang.of("最常见的主要问题", "What are the commonest principal problems?"),
        15 => lang.of("问题是解决了还是一直带着？", "Are problems solved, or only carried?"),
        16 => lang.of("文字是自己写的还是照抄的？", "Are texts written, or copied?"),
        17 => lang.of("绿色通道里在说什么？", "What goes through the green channel?"),
        18 => lang.of("谁落后于同组？", "Who falls behind his peers?"),
        19 => lang.of("做的工作帮到这个客户了吗？", "Did what was done help this customer?"),
        _ => lang.of("一张纸本身是负担吗？", "Is the sheet itself a burden?"),
    }
}

/// What the table under its own shows.
pub fn under(lang: Lang, number: u8) -> &'static str {
    match number {
        5 => lang.of("按月看季节", "The season, by month"),
        13 => lang.of("按组看均衡", "Balance by group"),
        14 => lang.of("说法相近的问题", "Problems in like words"),
        _ => lang.of("逐个问题", "Problem by problem"),
    }
}

/// How many sheets are of a template whose figures cannot be put beside the others'.
pub fn apart(lang: Lang, many: usize) -> String {
    match lang {
        Lang::Zh => {
            format!("有 {many} 张周表是用别的模板或版本填的，这个指标的单位或算法不同，或者没有填：没有算进来，不当作零。")
        }
        Lang::En => format!(
            "{many} sheets were written with another template or version, in which this indicator has another unit or another way of counting, or no figure: they are left out and not taken for zero."
        ),
    }
}

/// What exactly is counted, told on tap.
pub fn definition(lang: Lang, number: u8) -> &'static str {
    match lang {
        Lang::Zh => zh(number),
        Lang::En => en(number),
    }
}

fn zh(number: u8) -> &'static str {
    match number {
        0 => {
            "第一列数是整行的；后面各列是其中的部分，最多60列。完成率：数量先加总再除，其他取各周的平均，与第2问相同。拜访按客户名册的分类，没有填的单列一行，不丢。按月分时，拜访归当天那个月，其他的整周归工作日多的那个月，一样多的归后一个月。人数在二到四个的组不求平均。"
        }
        1 => {
            "按时＝第一次上交不晚于下周一中午12点（以上交人的时钟为准）。应交＝每个有工作日且已过完的周：有客户经理名单的按名单，没有的从他第一张起。时钟明显不对的列为“时间不明”，两个人用同一编号交的列为“两人同交”，都不猜。"
        }
        2 => {
            "完成率＝实绩÷目标；越低越好的指标倒过来。数量类按周累加后再除，其他取各周完成率的平均。没有实绩或没有目标的周不算，不当作零。名次在组内排。"
        }
        3 => "未达标占比＝完成率低于100%的人数÷有数的人数。达到八成为普遍，否则为局部。",
        4 => {
            "进度＝月初至今实绩÷（月目标×已过工作日÷全月工作日）。没有交来的周是没有数，不是零：那几天在实绩和工作日里都不算，“其中有数的”说出占几成。跨月的周按天分到两个月；只填了周合计的，归工作日多的那个月。只算数量类指标。"
        }
        5 => {
            "数量类：各人实绩之和÷工作日之和；其他取平均。每周变化是最小二乘法的斜率，少于三周不算。下面一张表是季节：把全部各周（或从所选的起始周起）按月放在一起，也按工作日折算；季节指数＝当月÷全部的平均，100%是平常。一周归工作日多的那个月。不满两年的数，季节和涨落分不开。"
        }
        6 => "偏差＝各周（实绩÷目标）的中位数减一；四分位距说明波动。偏差长期为正，目标偏低；为负，目标偏高。",
        7 => "打钩占比＝该项打钩次数÷全部打钩次数。从未打钩的项目可以考虑从清单里去掉。",
        8 => "打钩的人：打钩后三周平均与当周之差；减去同期没打钩的人的同样之差。只是提示，不是证明。数量类按工作日折算。",
        9 => "办结率＝状态为“完成”的打钩数÷打钩数。方法写多长不看，也不打分。",
        10 => "计划完成率＝既在计划内又已完成的拜访÷计划的拜访；计划外占比＝计划外完成的÷完成的。“部分”不算完成。",
        11 => {
            "距上次完成的拜访超过拜访周期的在营客户。天数算到他交来的最后一周为止（“截至”）：没有交来的周见过谁，没有数。分母是有周期的在营客户；从没见到、而数据还不满一个周期的，不算。"
        }
        12 => "基尼系数：0 是每户一样多，接近 1 是集中在少数客户。只算名册上的在营客户，没去过的按零次算。",
        13 => {
            "日均拜访＝完成的拜访÷工作日；变异系数＝各人日均的标准差÷平均，越大越不均衡。下面一张表按组列出日均拜访和在营客户数的变异系数；不到五个人的组不算。"
        }
        14 => {
            "只数每周检查里选出的那一个主要问题，按原因分类。承认问题多少不打分。下面一张表把说法相近的并在一起（去掉数字和标点后，相同的两字组合不少于六成），只列不止一个人遇到的。"
        }
        15 => {
            "四周内解决率＝提出后四周内标为已解决的÷提出已满四周的。放弃的另列。同因再现＝同一个人八周内又提出同样原因的问题。下面一张表逐个列出这段时间还在的问题，没解决的在前，带得最久的在最上面。"
        }
        16 => {
            "雷同＝去掉数字和标点后，与自己上一周、或同片区同事同一周的某条文字九成以上相同。只看八个字以上、自己写的文字：方法和结果、备注、承诺、小结、问题、分析、措施、信息。重点和服务点大家本可以一样，不算。照抄不等于没做，先问再说。几分钟之内补填了几天，表上没有记。"
        }
        17 => "一条信息在一个组里打了钩，就在这个组里数一次；每百户条数按在册客户折算。何时答复，表上没有记。",
        19 => {
            "客户订了多少货，表上没有，所以这里算不出来。把全部事实导出，再和公司系统里的订货表放在一起：导出包的说明里写好了怎么查（前后各四周的平均之差，减去同业态同档位、这段时间没有做过工作的客户的同样之差）。"
        }
        18 => {
            "增长比＝近四周每工作日实绩÷前四周；除以同组其他人的增长比，低于0.8的留意。两段都有数的同组不到五人，不比。只算数量类指标。"
        }
        _ => {
            "空白占比＝没有实绩的指标÷要填的指标；距截止小时数是第一次上交与下周一中午之差，负数是提前。填表用了几分钟，表上没有记。"
        }
    }
}

fn en(number: u8) -> &'static str {
    match number {
        0 => {
            "The first figure is that of the whole row; the columns after it are its parts, sixty at most. Attainment: quantities are added up first, of anything else the weeks are averaged, as in question 2. Visits go by the classes of the roster; what is not said has a row of its own and is not dropped. By month, a visit goes to that of its day, anything else with its whole week to the month that has most of its working days, of equals to the later one. Groups of two to four managers are not averaged."
        }
        1 => {
            "In time: first handed in by noon of the next Monday, by the sender's clock. Due: every week that is over and has a working day, as the list of managers says, or without one from his first sheet on. A clock that cannot be right is told as such, and so is a week two people handed in under one id; neither is guessed."
        }
        2 => {
            "Attainment is actual over target, the other way round where lower is better. Quantities are summed over the weeks first, of anything else the weeks are averaged. A week without actual or target is left out; it is not zero. Ranks are within the group."
        }
        3 => "The share of measured managers below 100 %. From 80 % on the gap is everywhere, else local.",
        4 => {
            "Actual to date over the month's goal times working days gone over working days of the month. A week not handed in is not measured, which is not zero: its days count on neither side, and how many do is told. A week of two months is split by days; one typed for the whole week belongs to the month with most of its working days. Quantities only."
        }
        5 => {
            "Quantities: the sum of actuals over the sum of working days; anything else is averaged. The change a week is the slope by least squares, from three weeks on. Below, the season: all weeks, or those from the chosen one on, by month and by working day; the index is the month over the mean of all, 100 % is ordinary. A week is that month's which has most of its working days. In less than two years season and growth cannot be told apart."
        }
        6 => {
            "The median of the weeks' actual over target, less one; the quartile spread tells how they vary. Long above zero, targets are low; below, high."
        }
        7 => "An item's ticks over all ticks. Items never ticked might leave the list.",
        8 => {
            "Of those who ticked: the mean of the three weeks after, less that week; less the same of those who did not. A hint, no proof. Quantities go by working day."
        }
        9 => "Ticks whose state is done over all ticks. How long a method is, is neither looked at nor scored.",
        10 => "Visits both planned and done over visits planned; unplanned ones over those done. Partly is not done.",
        11 => {
            "Active customers whose last visit done is longer ago than their cycle, up to the last week their manager handed in (as of): whom he saw after that, nobody knows. The share is of active customers with a cycle. One never seen is left out until the data reach back a cycle."
        }
        12 => {
            "Gini: 0 where all get as many visits, near 1 where few get all. Active customers of the roster alone; those without a visit count with none."
        }
        13 => {
            "Visits done over working days. The variation is the standard deviation of the managers' figures over their mean: the larger, the less even. Below, group by group, that of visits a day and of active customers; not of groups under five."
        }
        14 => {
            "Only the one principal problem of each week's review, by cause. How many problems somebody admits is not scored. Below, those in like words are one: without figures and punctuation they share at least six in ten pairs of signs; only what more than one manager has is listed."
        }
        15 => {
            "Problems solved within four weeks over those raised at least four weeks ago. Dropped ones stand apart. Again: the same manager raised the same cause within eight weeks. Below, each problem that stands in these weeks: open ones first, the longest carried at the head."
        }
        16 => {
            "Copied: without figures and punctuation at least nine tenths like a text of the manager's own week before, or of a colleague's same week in his area. Texts of eight signs and more in own words alone: methods and results, notes, promises, summaries, problems, analyses, measures, messages. Focuses and points may rightly be the same for many and are not looked at. A copied text does not say the work was not done: ask first. Whether days were filled in within minutes is on no sheet."
        }
        17 => {
            "A message counts once in each group of which it ticks something; per 100 customers goes by the roster. When it was answered is on no sheet."
        }
        19 => {
            "What a customer orders is on no sheet, so it cannot be counted here. Export all facts and put them beside the company's table of orders: the description in the archive has the query (the mean of four weeks after less that of four before, less the same of customers of his format and tier for whom nothing was done then)."
        }
        18 => {
            "Actual per working day of the last four weeks over the four before, over the same of the others in the group who have figures of both, where there are five of them; below 0.8 is to be watched. Quantities only."
        }
        _ => {
            "Indicators without actual over those asked for; hours from the next Monday's noon to the first hand-over, before it negative. Minutes spent are on no sheet."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Wording;

    #[test]
    fn every_question_and_column_is_said_in_both_languages() {
        for head in Head::ALL {
            let (zh, en) = head.both();
            assert!(!zh.is_empty() && en.is_ascii() && !en.is_empty(), "{head:?}");
        }
        let all = [Lang::Zh, Lang::En].map(|lang| (1..=20).map(|it| definition(lang, it)).collect::<Vec<_>>());
        for (zh, en) in all[0].iter().zip(&all[1]) {
            assert!(zh.ends_with('。') && en.ends_with('.'), "{zh} {en}");
        }
    }
}
