//! What head office's pages say.

use super::Lang;
use crate::bundle::format::BundleKind;
use crate::domain::week::Week;
use crate::office::wall::State;

table! {
    Office "总部汇总" "Head office"
    CollectSays "把客户经理上交的 .onesheet.json 文件选进来，或者拖进来；几千个可以一次收。重复的不会重复计数，中断了再选一次就接着收。" "Choose or drop the .onesheet.json files managers handed in, thousands at once. Repeated ones never count twice; after a break, choose them again and it goes on."
    ImportFolder "导入整个文件夹" "Import a whole folder"
    LockedFiles "文件加了口令？先在这里输入口令，再选文件" "Locked files? Enter the passphrase here first, then choose them"
    Nothing "还没有收到任何一张。" "Nothing has been collected yet."
    Sheets "张数" "Sheets"
    Managers "客户经理" "Managers"
    Planned "计划拜访" "Visits planned"
    Done "完成拜访" "Visits done"
    View "看什么" "Show"
    TheWall "上交墙" "The wall"
    Build "自己组合一个问题" "A question of your own"
    Measure "算什么" "Measure"
    Rows "按什么分行" "Rows by"
    Columns "按什么分列" "Columns by"
    NoColumns "不分列" "No columns"
    NotDivided "这个数不能这样分：指标的数按指标分，拜访按星期和客户分类分，打钩按项目分，问题按原因分，沟通按对象分；哪个都可以按人、片区、单位、周和月分。行和列要不同。" "This figure cannot be divided so. Figures go by indicator, visits by weekday and class of customer, ticks by item, problems by cause, messages by recipient; all of them by manager, area, unit, week and month. Rows and columns must differ."
    Filters "筛选" "Filters"
    FromWeek "起始周" "From week"
    ToWeek "截止周" "To week"
    Unit "单位" "Unit"
    Area "片区" "Area"
    Manager "客户经理" "Manager"
    Market "市场类型" "Market"
    Format "业态" "Format"
    Tiers "档位" "Tiers"
    Indicator "指标" "Indicator"
    Item "工作项目" "Task item"
    Groups "分组" "Groups"
    ByArea "按片区" "By area"
    ByUnit "按单位" "By unit"
    All "全部" "All"
    Usual "最近13周" "The last 13 weeks"
    Saved "存下的问题" "Saved questions"
    QuestionName "给现在的问题起个名" "A name for this question"
    SaveQuestion "存下" "Save"
    DropQuestion "删去" "Remove"
    NoQuestions "还没有存过。选好看什么和筛选，起个名存下，以后一点就是。" "None yet. Choose what to show and the filters, give it a name and save it; then it is one tap away."
    QuestionSaved "存好了。" "Saved."
    NotSaved "没有存下：要有名字，最多60字，总共最多100个。" "Not saved: it needs a name of at most 60 signs, and there can be 100 in all."
    Definition "怎么算的" "How it is counted"
    Workbook "存成 Excel" "As a workbook"
    Csv "存成 CSV" "As CSV"
    WayOut "全部事实导出给数据库" "All facts, for a database"
    WayOutSays "一个压缩包：每张表一个文件，加一份说明，写着怎么装进 DuckDB、ClickHouse，每个问题怎么查。客户只有编号和分类。" "One archive: a file for each table, and a description that says how DuckDB and ClickHouse load them and ask each question. Of customers only codes and classes."
    Parquet "Parquet 文件" "As Parquet"
    Ndjson "JSON 行文件" "As lines of JSON"
    AllFiles "每个文件" "Each file"
    Weeks "看各周" "Weeks"
    TheSheets "看这些张" "Sheets"
    NotShown "—" "—"
    NoClasses "客户分类只用于拜访和客户的问题，这里没有按它筛选。" "Classes of customers are for questions of visits and customers; nothing is left out by them here."
    NeedsItem "先在“工作项目”里选一项。" "Choose a task item first."
    CorrectedSign "改过" "corrected"
    BarsLeftOut "图上只画得下前面这些，表里是全部：" "The chart has room for the first of them only, the table has all:"
    LinesLeftOut "这里只列前面这些，导出的文件里是全部：" "Only the first are listed here, an export has all:"
    ToldFiles "要看一看的文件" "Files to look at"
    NeverMet "到这个范围为止，收上来的表里没有计划过、也没有拜访过这位客户。" "No sheet up to here plans to see this customer or tells of having seen him."
    SameWords "同样的话" "Same words"
    SameWordsSay "这位客户经理的这些话，下面这些张上也有：自己前一周的，或者同片区同事同一周的（去掉数字和标点后九成以上相同）。同样的话可以有很多缘由，看了原文再问本人。" "What this manager wrote also stands on these sheets: his own of the week before, or a colleague's of his area in the same week (nine tenths alike, figures and punctuation apart). There may be many reasons; read the originals, then ask."
    NoSameWords "这个范围里没有同样的话。" "There are no such texts in this selection."
    ManyTexts "条数" "Texts"
    AlsoOn "也在这一张上" "Also on"
    SideBySide "对照原文" "Side by side"
    NoLines "这个范围里没有可以算的数。" "There is nothing to count in this selection."
    FewSay "空着的：没有数，或者人数不到五个，不求平均。" "Empty: not measured, or of fewer than five managers, who are not averaged."
    Renewing "收进来的文件正按现在的设置重新统计。" "The files collected are being counted once more, as things are set now."
    Cancelled "已停止。收进来的都在，一份没少，已经统计好的也留着。没统计完的可以接着统计；没收完的，再选一次文件就接着收。" "Stopped. What was collected is kept, and so is what is counted already. Go on counting what is left; to go on collecting, choose the files again."
    CountOn "接着统计" "Go on counting"
    Full "这台设备存不下了，后面的没有收。已经收进来的都在；腾出空间后再选一次。" "This device is full; the rest was not collected. What was collected is kept: free some space and choose the files again."
    NoStore "打不开总部的数据库，什么都没有改。请重新载入再试。" "Head office's database cannot be opened; nothing was changed. Reload and try again."
    SheetGone "找不到这张的原件。" "The file of this sheet cannot be found."
    Goals "营销目标" "Goals"
    Target "目标" "Target"
    Actual "实绩" "Actual"
    Gap "差距" "Gap"
    Tasks "工作任务" "Tasks"
    TasksDone "任务办成/全部" "Tasks done/all"
    Days "执行跟踪" "Tracking"
    Messages "沟通绿色通道" "Channel"
    Review "改进措施" "Review"
    Evidence "收到的文件" "Files it came in"
    Counted "现在算的" "the one that counts"
    Principal "主要问题" "Principal problem"
    ContestedSays "两个人用同一个编号交了这一周，先不算，请核实是谁的。" "Two people handed in this week under one id. It does not count until you know whose it is."
}

/// How far collecting is: how many of how many, how many a second, and how many seconds are left.
pub fn on_way(lang: Lang, (at, of): (usize, usize), rate: usize, left: usize) -> String {
    match lang {
        Lang::Zh => format!("已读 {at} / {of} 个文件，每秒 {rate} 个，大约还要 {left} 秒"),
        Lang::En => format!("{at} of {of} files, {rate} a second, about {left} seconds left"),
    }
}

/// A file that is new and changes no figure.
pub fn older(lang: Lang) -> &'static str {
    lang.of(
        "已收存；里面的周表已有更新的一份，数字没有变。",
        "Kept; of its weeks there is a later version already, and no figure changed.",
    )
}

/// A file by which a week counts for nobody.
pub fn contested(lang: Lang) -> &'static str {
    lang.of(
        "已收存；同一编号的同一周还有另一个人交过，这一周先不算。请在墙上打开这一周，核实是谁的。",
        "Kept; somebody else has handed in the same week under the same id, so that this week does not count for now. Open it from the wall and say whose it is.",
    )
}

/// A sheet whose week and the clock of its file cannot both be right.
pub fn unlikely(lang: Lang, week: Week) -> String {
    match lang {
        Lang::Zh => {
            format!(
                "{week} 这一周与文件写成的时间差得太远，年份或设备的钟有错。已按它写的那一周收存；请核实，有错就请他改正重交。"
            )
        }
        Lang::En => format!(
            "{week} is too far from the time this file was made: the year or the device's clock is wrong. Kept in the week it names; please check, and have it corrected and handed in again."
        ),
    }
}

/// Indicators of a file whose figures go by another measure than here.
pub fn apart(lang: Lang, names: &[String]) -> String {
    let all = names.join(lang.of("、", ", "));
    match lang {
        Lang::Zh => {
            format!("填写时“{all}”的单位或算法与这里的模板不同，这几项不与别人的合计；整张周表照原样收存，打开就能看。")
        }
        Lang::En => format!(
            "{all}: of another unit or counted in another way than in the template here. These figures are not added to anybody's; the sheet is kept as it came and can be opened."
        ),
    }
}

/// How many sheets stand in a year that cannot be right.
pub fn wrong_years(lang: Lang, many: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {many} 张周表的年份离别的周太远，多半写错了：不在这面墙的各周里，也不据此催交。"),
        Lang::En => format!(
            "{many} more sheets are of years far from all others, set wrong most likely. They stand in no week of this wall, and nothing is waited for because of them."
        ),
    }
}

/// How many questions a setup brought.
pub fn questions_taken(lang: Lang, many: usize) -> String {
    match lang {
        Lang::Zh => format!("收下 {many} 个存下的问题。这是总部下发的文件，里面别的内容没有动。"),
        Lang::En => {
            format!("{many} saved questions taken in. The rest of this file, which head office sends out, was left alone.")
        }
    }
}

/// What was collected.
pub fn result(lang: Lang, word: &str) -> &'static str {
    match word {
        "merged" => lang.of("收下", "collected"),
        "updated" => lang.of("换新", "replaced"),
        "unchanged" => lang.of("无变化", "unchanged"),
        "partly" => lang.of("收下一部分", "in part"),
        _ => lang.of("未收", "refused"),
    }
}

/// Why a file of ours is not collected.
pub fn not_a_report(lang: Lang, kind: BundleKind) -> &'static str {
    match kind {
        BundleKind::Backup => lang.of(
            "这是备份，不是上交的文件。请对方点“上交本周”，把那个文件发来。",
            "This is a backup, not a report. Ask for the file that Hand over this week makes.",
        ),
        BundleKind::Setup => lang.of("这是总部下发的文件，不是上交的。", "This is a file head office sends out, not a report."),
        BundleKind::Reply => lang.of("这是总部的答复文件，不是上交的。", "This is a reply of head office, not a report."),
        BundleKind::Report => lang.of("没有收下。", "Not collected."),
    }
}

/// A tile of the wall.
pub fn state(lang: Lang, it: State) -> &'static str {
    match it {
        State::NotDue => lang.of("不用交", "not due"),
        State::Missing => lang.of("未交", "missing"),
        State::InTime => lang.of("按时", "in time"),
        State::Late => lang.of("迟交", "late"),
        State::UnknownTime => lang.of("时间不明", "time unknown"),
        State::Contested => lang.of("两人同交", "by two people"),
    }
}

/// What is added where it came again with other content.
pub fn corrected(lang: Lang) -> &'static str {
    lang.of("，改过", ", corrected")
}

/// A sign that tells tiles apart without colour.
pub fn sign(it: State) -> &'static str {
    match it {
        State::NotDue => "·",
        State::Missing => "✗",
        State::InTime => "✓",
        State::Late => "↓",
        State::UnknownTime => "?",
        State::Contested => "‖",
    }
}
