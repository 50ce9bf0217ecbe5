//! What the marketing head's desk says: reading a team's sheets, replying, sending goals and templates, and keeping the collection.

use super::Lang;
use crate::domain::reply::Status;
use crate::domain::text::shown;
use crate::domain::visits::VisitCount;
use crate::office::deleting::Deleted;
use crate::office::reading::Since;
use crate::office::sending::BadDays;
use crate::office::staff::Fault;

table! {
    Overview "汇总与提问" "Figures and questions"
    Read "批阅" "Read and reply"
    ToBrief "汇报" "Briefing"
    Send "下达" "Send out"
    Keep "收存" "The collection"
    Performance "业绩表" "Performance"
    PerformanceSays "由他已经上交的各周算出来，算法和他本人在“历史”里看到的一样。" "Counted from the weeks he has handed in, in the way he sees them himself under History."
    Briefing "工作汇报" "Briefing"
    BriefSays "一周或一个月，一页 A4：数字、三张图、主要问题、做得好的。一个月是工作日多半在这个月里的各周，一样多的归后一个月。四周内解决率算的是四周前提出、到这段时间满四周的问题；还没有那么早的表，就不列。可以存成 PDF 打印。" "A week or a month on one A4 page: figures, three charts, principal problems, what went well. A month has the weeks with most working days in it, of equals the later month. Solved within 4 weeks is of the problems whose four weeks end in that time; where no sheet is as old as that, it is left out. Save it as PDF to print."
    BriefFile "存成 PDF" "Save as PDF"
    Period "周或月" "Week or month"
    EveryTeam "全部片区" "all areas"
    PrincipalProblems "主要问题" "Principal problems"
    NoneWritten "没有写。" "Nothing was written."
    Desk "总部工作台" "Head office's desk"
    Only "只看" "Only"
    AllSheets "全部" "all"
    OnlyUnread "没读过和有改动的" "unread or changed"
    OnlyChanged "上次读过之后有改动的" "changed since they were read"
    Brief "每张只列有改动的地方" "Of each sheet only what changed"
    NoSheets "这个范围里没有要读的。" "There is nothing to read in this selection."
    Previous "上一张" "Previous"
    Next "下一张" "Next"
    Done "已阅，下一张" "Read, next"
    UnRead "改回未读" "Mark as unread"
    Keys "键盘：← 上一张，→ 下一张，r 已阅" "Keys: ← previous, → next, r read"
    ReadIt "批阅这一张" "Read and reply"
    Was "原为" "was"
    Emptied "（清空）" "(emptied)"
    NothingNew "和上次比没有改动。" "Nothing changed since."
    NoEarlier "没有可比的旧版本。" "There is no earlier version to compare."
    Comment "批注" "Comment"
    CommentAt "批注哪一项" "Comment on which field"
    CommentText "批注内容" "The comment"
    DropComment "删去" "Remove"
    Answered "他的回答：" "The answer: "
    Earlier "已带回的批注" "Comments that came back"
    AnswerTo "答复" "Answer"
    Says "对这一张" "This sheet"
    Kept "已存在本机" "kept here"
    NotKept "没有存下来，请再试一次。" "Not kept; try again."
    Newer "他刚交了新的一版，请重新打开看过再定。没有存下。" "A newer version has come: open it again and look first. Not kept."
    TooLong "超过500字，没有存下。" "Over 500 signs; not kept."
    ReplyFile "生成给他的回复文件" "Make the reply file"
    ReplyAll "生成全部回复文件" "Make all reply files"
    Again "连同已经发过的" "With what was sent before"
    ReplySays "每位客户经理一个文件，只有他能导入；多位时打包成一个 zip，解开后分别发给本人。" "A file for each manager, whom alone it is for; several come in one zip, to be unpacked and sent to each."
    NoReply "没有要发的。先写批注、答复，或者选一个意见。" "There is nothing to send. Write a comment or an answer, or choose a word on a sheet."
    TwoPeople "两个人用同一个编号交了这一周，请核实是谁的。没有定之前不计入任何数字。" "Two people handed in this week under one id. Say whose it is; until then it counts nowhere."
    ItsHis "算他的" "It is this one's"
    Undo "撤销，重新待定" "Take it back"
    Month "月份" "Month"
    GoalsOf "月目标" "Month goals"
    GoalsSay "灰色的是客户经理自己报上来的目标。填进去的先存在本机，生成文件才发出。" "Grey figures are what managers reported. What you type is kept here and leaves only in a file."
    FillColumn "填空格" "Fill"
    FillWith "全部填" "Fill all with"
    CopyLast "空格抄上月" "Copy last month into gaps"
    Paste "从表格粘贴" "Paste from a spreadsheet"
    PasteHint "每行一人：编号，然后按表头或者按这里的顺序是各项目标" "A manager a line: the id, then the goals under heads or in the order shown"
    TakeIn "填入" "Take in"
    ClearMonth "清空这个月填的" "Clear what was typed"
    Publish "发什么" "What to send"
    WithGoals "这个月的目标" "This month's goals"
    WithDays "工作日调整" "Working days"
    WithTemplate "模板" "A template"
    WithRoster "客户名册" "Customers"
    WithQuestions "存下的问题（给另一台总部电脑）" "Saved questions (for another office machine)"
    WorkDays "改为上班的日子" "Days that become working days"
    OffDays "改为休息的日子" "Days that become days off"
    DaysHint "2026-12-05 2026-12-06" "2026-12-05 2026-12-06"
    TemplateFile "模板文件（.json）" "Template file (.json)"
    NoTemplate "还没有选模板文件。" "No template chosen yet."
    RosterOf "谁的名册" "Whose customers"
    RosterFile "名册文件（Excel 或 CSV）" "Roster file (Excel or CSV)"
    NoRoster "还没有选名册文件。" "No roster chosen yet."
    TakeAway "不发这个" "Take it away"
    SendTo "发给" "For"
    ToAll "所有人，一个文件" "everybody, in one file"
    ToEach "每人一个文件（zip）" "a file for each (zip)"
    SetupFile "生成下达文件" "Make the file"
    NothingToSend "没有勾选要发的内容，或者勾选的还是空的。" "Nothing is ticked, or what is ticked is still empty."
    KeepSays "原件连同摘要一起收存。导出的 zip 可以在另一台总部电脑上选进来，重复的不会重复计数；算谁的、名单、已阅、批注和答复也一起带过去，那边已经定了的不会被改掉。" "Originals are kept with their digests. The zip can be chosen on another office machine; repeated files never count twice. Decisions on contested weeks, the list of managers, what was read and what was written go with it, and change nothing that was decided there."
    Export "导出这一段的原件（zip）" "Export these originals (zip)"
    NothingThere "这一段没有收存。" "Nothing is kept of that time."
    TooMuch "一个文件放不下，请把时间缩短，分几次导出。" "Too much for one file: choose fewer weeks and export in parts."
    Delete "删除这一段…" "Delete these weeks…"
    DeleteYes "确认删除" "Delete"
    DeleteSays "原件、数字和写在上面的批注都会删掉，不能恢复；建议先导出。删除记录留在这里。" "Originals, figures and what was written at them go for good; export them first. A record of it stays here."
    Staff "客户经理名单" "List of managers"
    StaffSays "没有名单时，谁交过一次，以后就等他交。导入名单后按名单等，从没交过的人也会上墙。Excel 或 CSV，一行一人，表头要有“工号”，还可以有：姓名、片区、部门、起始周、截止周。每次导入整份替换。" "Without a list, whoever handed in once is waited for from then on. With one, those on it are, and whoever never handed in stands on the wall, too. Excel or CSV, a manager a row; the heads must name an id and may name: name, area, unit, from, to. Each import replaces the whole list."
    StaffFile "导入名单" "Take a list in"
    NoStaff "现在没有名单。" "There is no list now."
    DropStaff "不用名单" "Do without"
    Log "删除记录" "What was deleted"
    NoLog "没有删除过。" "Nothing was deleted."
}

/// That weeks of a manager could not be read; nothing where all could.
pub fn weeks_unread(lang: Lang, many: usize) -> Option<String> {
    (many > 0).then(|| match lang {
        Lang::Zh => format!("有 {many} 周的原件读不出来，没有算在里面。"),
        Lang::En => format!("The files of {many} weeks cannot be read; they are not counted here."),
    })
}

/// What a day's visits come to, and how many were both planned and done. Nothing of a day without any.
pub fn visits(lang: Lang, VisitCount { planned, done }: VisitCount, kept: u32) -> String {
    let unplanned = done - kept;
    match (lang, planned + done) {
        (_, 0) => String::new(),
        (Lang::Zh, _) => format!("拜访：计划 {planned} 户，按计划完成 {kept} 户，计划外完成 {unplanned} 户"),
        (Lang::En, _) => format!("Visits: {planned} planned, {kept} of them done, {unplanned} done beyond the plan"),
    }
}

/// How many visits went as planned and have nothing else to tell.
pub fn as_planned(lang: Lang, many: usize) -> String {
    match lang {
        Lang::Zh => format!("按计划完成、没有备注的 {many} 户"),
        Lang::En => format!("{many} done as planned, with nothing noted"),
    }
}

/// How many questions were saved.
pub fn questions_held(lang: Lang, many: usize) -> String {
    match lang {
        Lang::Zh => format!("{many} 个"),
        Lang::En => format!("{many} in all"),
    }
}

/// How many managers are on the list.
pub fn staff_held(lang: Lang, many: usize) -> String {
    match lang {
        Lang::Zh => format!("名单上有 {many} 人"),
        Lang::En => format!("{many} on the list"),
    }
}

/// No row of a list names its columns.
pub fn no_heads(lang: Lang) -> &'static str {
    lang.of(
        "这个文件前十行里没有写着“工号”的表头，没有导入，原来的名单没有动。请加上表头再试。",
        "None of the first ten rows of this file names a column of ids (“id”). Nothing was taken in and the list is as it was; add heads and try again.",
    )
}

/// Nothing of a list could be taken, or kept.
pub fn no_staff_taken(lang: Lang) -> &'static str {
    lang.of(
        "没有一行可以用，或者没能存下来，原来的名单没有动。",
        "No row could be used, or it could not be kept; the list is as it was.",
    )
}

/// So many more rows were left out.
pub fn more_faults(lang: Lang, many: usize) -> String {
    match lang {
        Lang::Zh => format!("还有 {many} 行也没有用上。"),
        Lang::En => format!("{many} more rows were left out."),
    }
}

/// Why a row of a list was left out.
pub fn staff_fault(lang: Lang, it: &Fault) -> String {
    match (lang, it) {
        (Lang::Zh, Fault::BadId(row, raw)) => format!("第 {row} 行没有用：工号“{}”不能用。", shown(raw)),
        (Lang::En, Fault::BadId(row, raw)) => format!("Row {row} was left out: “{}” is no id.", shown(raw)),
        (Lang::Zh, Fault::BadWeek(row, raw)) => {
            format!("第 {row} 行没有用：“{}”不是周（2026-W48），也不是日期。", shown(raw))
        }
        (Lang::En, Fault::BadWeek(row, raw)) => {
            format!("Row {row} was left out: “{}” is neither a week (2026-W48) nor a date.", shown(raw))
        }
        (Lang::Zh, Fault::Twice(row, id)) => format!("第 {row} 行没有用：工号 {id} 前面已经有了。"),
        (Lang::En, Fault::Twice(row, id)) => format!("Row {row} was left out: {id} stands further up already."),
        (Lang::Zh, Fault::Backwards(row)) => format!("第 {row} 行没有用：截止周在起始周之前。"),
        (Lang::En, Fault::Backwards(row)) => format!("Row {row} was left out: its last week is before its first."),
    }
}

/// Where reading a sheet stands.
pub fn since(lang: Lang, it: Since) -> &'static str {
    match it {
        Since::Unread => lang.of("未读", "unread"),
        Since::Changed => lang.of("读过之后有改动", "changed since it was read"),
        Since::Read => lang.of("已读", "read"),
    }
}

/// What head office can say of a sheet.
pub fn status(lang: Lang, it: Status) -> &'static str {
    match it {
        Status::Received => lang.of("收到", "received"),
        Status::Accepted => lang.of("认可", "accepted"),
        Status::Correct => lang.of("请更正", "to be corrected"),
    }
}

/// A sheet's place among those that are read.
pub fn place(lang: Lang, at: Option<usize>, of: usize) -> String {
    match (lang, at) {
        (Lang::Zh, Some(at)) => format!("第 {at} 张，共 {of} 张"),
        (Lang::Zh, None) => format!("共 {of} 张，这一张不在其中"),
        (Lang::En, Some(at)) => format!("{at} of {of}"),
        (Lang::En, None) => format!("{of} in all, this one not among them"),
    }
}

/// How many managers' replies wait.
pub fn waiting(lang: Lang, managers: usize) -> String {
    match lang {
        Lang::Zh => format!("有 {managers} 位客户经理的回复还没有发"),
        Lang::En if managers == 1 => "the reply to 1 manager waits to be sent".to_owned(),
        Lang::En => format!("replies to {managers} managers wait to be sent"),
    }
}

/// So many rows are not shown.
pub fn not_shown(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("还有 {count} 人没有列出，请用单位或片区筛选。"),
        Lang::En => format!("{count} more are not listed; narrow it by unit or area."),
    }
}

/// How a cell that is no figure is told.
pub fn no_figure(lang: Lang, whose: &str, text: &str) -> String {
    match lang {
        Lang::Zh => format!("{whose}：“{text}”不是这个指标的数，没有记下。"),
        Lang::En => format!("{whose}: \"{text}\" is no figure of this indicator and was not kept."),
    }
}

/// What somebody wrote.
pub fn by(lang: Lang, who: &str, text: &str) -> String {
    [who, lang.of("：", ": "), text].concat()
}

/// The head over what went well, which says how many sheets were looked through where it was not all.
pub fn went_well(lang: Lang, looked: usize, all: usize) -> String {
    match lang {
        Lang::Zh if looked < all => format!("做得好的（{all} 张里看了 {looked} 张）"),
        Lang::En if looked < all => format!("What went well ({looked} of {all} sheets looked through)"),
        _ => lang.of("做得好的", "What went well").to_owned(),
    }
}

/// A problem that several have.
pub fn shared(lang: Lang, text: &str, cause: &str, managers: &str) -> String {
    match lang {
        Lang::Zh => format!("{text}（{cause}，{managers} 人都有）"),
        Lang::En => format!("{text} ({cause}; {managers} managers)"),
    }
}

/// A problem and what solved it.
pub fn solved(lang: Lang, problem: &str, measure: &str) -> String {
    match lang {
        Lang::Zh => format!("{problem}，已解决：{measure}"),
        Lang::En => format!("{problem}, solved: {measure}"),
    }
}

/// Who made a paper, and when.
pub fn made_by(lang: Lang, name: &str, at: &str) -> String {
    [name, " · ", &super::safety::moment(lang, at)].concat()
}

/// So many lines are not on the paper.
pub fn more_left(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {count} 条放不下，没有印。"),
        Lang::En => format!("{count} more do not fit and are not printed."),
    }
}

/// Why days cannot be sent as they were typed.
pub fn bad_days(lang: Lang, why: &BadDays) -> String {
    match (lang, why) {
        (Lang::Zh, BadDays::NoDates(bad)) => format!("不是日期：{}。请写成 2026-12-05。改好之前不会发出。", bad.join("、")),
        (Lang::En, BadDays::NoDates(bad)) => {
            format!("No dates: {}. Write them as 2026-12-05; until then they are not sent.", bad.join(", "))
        }
        (Lang::Zh, BadDays::Both(day)) => format!("{day} 两边都写了，请只留一边。改好之前不会发出。"),
        (Lang::En, BadDays::Both(day)) => format!("{day} stands on both sides; leave it on one. Until then they are not sent."),
    }
}

/// A template that was taken, or why not.
pub fn template_taken(lang: Lang, name: &str, version: u32) -> String {
    match lang {
        Lang::Zh => format!("{name}，第 {version} 版"),
        Lang::En => format!("{name}, version {version}"),
    }
}

pub fn template_refused(lang: Lang, why: &str) -> String {
    match lang {
        Lang::Zh => format!("这个模板不能用，没有收下。{why}"),
        Lang::En => format!("This template cannot be used and was not taken. {why}"),
    }
}

/// A manager's customers that wait to be sent.
pub fn roster_taken(lang: Lang, manager: &str, count: usize) -> String {
    match lang {
        Lang::Zh => format!("{manager}：{count} 户"),
        Lang::En => format!("{manager}: {count} customers"),
    }
}

/// What is there of a period.
pub fn kept_there(lang: Lang, files: usize, sheets: usize) -> String {
    match lang {
        Lang::Zh => format!("{files} 个文件，{sheets} 张"),
        Lang::En => format!("{files} files, {sheets} sheets"),
    }
}

/// What deleting a period would do.
pub fn would_go(lang: Lang, files: usize, sheets: usize, spared: usize) -> String {
    let mut said = match lang {
        Lang::Zh => format!("会删除 {files} 个文件，{sheets} 张。"),
        Lang::En => format!("{files} files with {sheets} sheets would go."),
    };
    if spared > 0 {
        said += &match lang {
            Lang::Zh => format!("另有 {spared} 个文件里还有别的周，整个留下。"),
            Lang::En => format!(" {spared} files also hold other weeks and stay whole."),
        };
    }
    said
}

/// A line of the log.
pub fn deleted(lang: Lang, it: &Deleted) -> String {
    let Deleted { at, by, from, to, files, sheets } = it;
    let at = super::safety::moment(lang, at);
    match lang {
        Lang::Zh => format!("{at}，{by} 删除了 {from} 至 {to}：{files} 个文件，{sheets} 张"),
        Lang::En => format!("{at}: {by} deleted {from} to {to}, {files} files with {sheets} sheets"),
    }
}
