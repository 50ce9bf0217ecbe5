//! The fixed wordings, one line each: name, 简体中文, English.

use super::Lang;

macro_rules! table {
    ($($name:ident $zh:literal $en:literal)+) => {
        /// A fixed wording.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word { $($name),+ }

        impl Word {
            /// Every wording, for tests.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            fn both(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($zh, $en)),+ }
            }
        }
    };
}

impl Lang {
    /// A fixed wording in this language.
    pub fn say(self, word: Word) -> &'static str {
        let (zh, en) = word.both();
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

table! {
    Brand "一张纸" "OneSheet"
    BrandSeal "纸" "纸"
    Seal "主" "主"
    SheetTitle "客户经理一张纸" "The one-sheet week"
    Steps "步骤" "Steps"
    Pages "页面" "Pages"
    Weeks "周次" "Weeks"

    Goals "营销目标" "Goals"
    Tasks "工作任务" "Tasks"
    Tracking "执行跟踪" "Tracking"
    Channel "沟通绿色通道" "Channel"
    Review "改进措施" "Review"
    Links "信息系统链接区" "Links"

    Open "展开" "Open"
    Close "收起" "Close"
    BackToPage "回到整页" "Back to the page"
    Cancel "取消" "Cancel"
    Remove "删除" "Remove"
    Undo "撤销" "Undo"
    Redo "重做" "Redo"
    TryAgain "再试一次" "Try again"
    Reload "重新载入" "Reload"
    Filter "筛选清单" "Filter the list"
    State "状态" "State"
    Nothing "（空）" "(empty)"
    Yes "是" "yes"
    No "否" "no"
    ListComma "、" ", "
    Colon "：" ": "

    ToTheSheet "回到一张纸" "Back to OneSheet"
    PreviousWeek "上一周" "Previous week"
    NextWeek "下一周" "Next week"
    ThisWeek "回到本周" "This week"
    ThisWeekShort "本周" "Week"
    JumpToWeek "跳到某一周" "Jump to a week"
    ToThisWeek "打开本周的一张纸" "Open this week's sheet"

    Indicator "指标" "Indicator"
    Target "目标" "Target"
    Actual "实际" "Actual"
    TypedActual "直接填写" "Typed"
    Gap "差距" "Gap"
    Attainment "达成" "Attained"
    Note "备注" "Note"
    PlusIsGood "差距为正即达成" "A plus gap is good"
    NotMeasured "未测" "not measured"
    Counted "自动统计" "counted"
    Numerator "分子" "numerator"
    Denominator "分母" "denominator"

    Ticked "已选" "Ticked"
    Done "完成" "Done"
    Visits "计划拜访" "Visits"
    Made "已走" "made"
    LastWeeksProblems "上周问题" "Last week's problems"
    ChainUnreadable "前几周的问题读不出来；都还在设备里，请重新载入再试。" "The problems of earlier weeks cannot be read. They are still on the device; reload and try again."
    WeeksFocus "本周最优先" "This week's focus"
    FocusInvites "这一周最要紧的一件事" "The one thing that matters most"
    AskWhichOne "问最执一：帮我选" "Ask the most, hold the one"
    WhichCostsMore "这两个，哪一个让你更吃亏？" "Which of these two costs you more?"
    FocusKind "优先事项的类别" "Kind of focus"
    FocusRef "指向哪一项" "Which one"
    TickList "任务清单" "Tick list"
    TicksInvite "打钩选任务，最多五项" "Tick the tasks, five at most"
    Method "具体方法" "Method"
    Result "结果" "Result"
    Untick "取消选择" "Untick"
    ChooseAmong "超过五项，请去掉一项" "over five: drop one"
    SixthQuestion "六项里，这周哪一项最不要紧？" "Which of the six matters least this week?"
    SixthExplained "一周最多五项任务。点一项，它就让出位置；已写的方法会保留。" "A week has five tasks at most. The one you tap makes room; the method you wrote stays."
    TheSixth "新选的" "the new one"

    VisitPlan "一周拜访计划" "Visit plan"
    DayFocus "当天重点" "The day's focus"
    Planned "列入计划" "Planned"
    Point "服务点" "Service point"
    Outcome "拜访情况" "Outcome"
    NotYet "未记" "not yet"
    VisitNote "要点" "Note"
    Promise "约定" "Promise"
    Due "期限" "Due"
    CustomerCode "客户编码" "Customer code"
    ShopName "店名（新客户可填）" "Shop name (if new)"
    AddVisit "加入拜访" "Add visit"
    MoveTo "改到…" "Move to…"
    NotMoved "没有改期：那天已经有这家，或者两台设备对它写得不一样。原来的安排没有变。" "Not moved: the shop stands on that day already, or two devices say different things of it. The plan is as it was."
    WhoIsDue "该拜访谁" "Who is due"
    NobodyDue "名册里没有还没排上的客户" "Everybody in the roster has his visit"
    PointForAll "把当天重点作为还没写的服务点" "Make the focus the point of all without one"
    AddCustomer "加客户" "Add customer"
    CodeRule "编码只用字母、数字、“-”和“_”，最多 32 位。" "A code has letters, digits, “-” and “_” only, at most 32."

    Customers "客户名册" "Customers"
    Search "搜索" "Search"
    SearchHint "店名、编码、电话末几位或拼音首字母" "Name, code, end of the phone, or pinyin initials"
    NoCustomers "还没有客户：导入一份名册，或者一户一户地加。" "No customers yet: import a roster, or add them one by one."
    NobodyFound "没有找到" "Nobody found"
    CustomerName "店名" "Shop name"
    NameNeeded "请填店名。" "A shop name is needed."
    TheShop "店铺" "Shop"
    ThePeople "联系人" "Contact"
    TheBusiness "经营与订货" "Business and orders"
    TheLicence "证照与诚信" "Licence and integrity"
    TheRest "小组与其他" "Group and others"
    TapToSee "点一下看全部" "Tap to see all of it"
    MessagesWaiting "还没办结的沟通" "Open messages"
    VisitsSoFar "拜访、服务点和约定" "Visits, service points and promises"
    NoVisitsYet "近 53 周没有拜访" "No visits in 53 weeks"
    Reading "正在读取…" "Reading…"
    RosterUnreadable "客户名册读不出来" "The roster cannot be read"
    VisitsUnreadable "有的周读不出来，内容都还在设备里。" "Some weeks cannot be read; they are still on the device."
    RemoveCustomer "从名册中删除" "Remove from the roster"
    RemoveCustomerSays "删除这户的资料？拜访记录会保留。" "Remove this customer? Visits stay on their sheets."
    ImportRoster "从 Excel 或 CSV 导入" "Import from Excel or CSV"
    ImportRosterSays "先看每一列是什么、会改什么，再应用。身份证号和银行账号从不读取。" "See what each column is and what would change, then apply. ID and bank numbers are never read."
    RosterFile "名册文件" "Roster file"
    Column "列" "Column"
    Samples "内容示例" "Samples"
    TakenAs "作为" "Taken as"
    NotTaken "不导入" "Not taken"
    NeverTaken "从不导入" "Never taken"
    NothingToApply "没有要改的。" "Nothing would change."
    RosterApplied "已导入，名册存好了。" "Imported; the roster is saved."
    RosterNotApplied "没有存上，名册没有变，请再试。" "Not stored; the roster is unchanged. Try again."

    Daily "日清" "day by day"
    PlanAndDone "计划与完成" "Plan and done"
    AdHoc "临时工作" "Ad hoc work"
    AddAdHoc "加一项" "Add"
    OneProblem "一个主要问题" "The one problem"
    Problem "问题" "Problem"
    Problems "问题" "Problems"
    ProblemHint "哪里疼？写一句" "What hurts? One line"
    AddProblem "加一个问题" "Add a problem"
    HoldTheOne "问最执一：哪个最要紧，就盖上“主”" "Ask the most, hold the one: put the seal on it"
    HoldThisOne "主要问题就是它" "This is the principal one"
    Measure "措施" "Measure"
    Measures "解决措施" "Measures"
    Cause "原因" "Cause"
    WorkDay "这天上班" "Working day"
    PointsHint "一行一点，写要点" "One point per line"

    ChannelInvites "有话要告诉谁？" "Who needs to know something?"
    Recipient "对象" "Recipient"
    Content "内容" "Content"
    Means "方式" "Means"
    At "时间" "Time"
    Answer "答复" "Answer"

    OnFriday "周五填写" "on Friday"
    MainWork "主要工作与完成" "Main work and how far it got"
    ReviewInvites "这一周做成了什么？" "What got done this week?"
    ShortestBoard "最短的一块板" "The shortest board"
    AskTheMost "哪一个最疼？" "Which one hurts most?"
    Analysis "原因分析" "Analysis"
    Owner "责任人" "Owner"
    FromTheDays "从上周和每天的问题带入" "Bring in from last week and the days"
    Why "说明" "Why"
    Since "最早出现在哪一周" "First in week"
    From "从哪一周带入" "Brought in from"

    Today "今天" "Today"
    DayBefore "前一天" "The day before"
    DayAfter "后一天" "The day after"
    Visiting "拜访" "Visits of the day"
    FindCustomer "找客户（计划外拜访）" "Find a customer (unplanned visit)"
    DayFigures "当天数字" "Figures of the day"
    DraftDay "按当天的拜访起草" "Draft from the day's visits"
    DraftReview "按本周起草" "Draft from the week"
    MonthPlan "月计划" "Month plan"
    MonthGoals "月目标" "Month goals"
    MonthGoal "月目标" "Month goal"
    SoFar "实际" "So far"
    PlanToDate "应完成" "Plan to date"
    AgainstPace "进度差" "Against pace"
    Remainder "未分配" "Remainder"
    CatchUp "追" "catch up"
    Original "原" "was"
    TakeCatchUp "按追赶计划改" "Take the catch-up plan"
    BackToPlan "恢复原计划" "Back to the plan"
    MonthHint "先填月目标，各周份额自动算出，可以直接改；改过后差多少，记在“未分配”。" "Type the month's goals; the weeks' shares are computed and may be typed over. What is left then stands under “Remainder”."
    ThreeMonths "与前两个月对比" "Beside the two months before"
    MonthSummary "月总结" "Month summary"
    MonthProblems "主要问题" "Main problems"
    FromTheWeeks "从各周带入" "Bring in from the weeks"
    Skills "双五会自评" "Skills, rated by yourself"
    SkillsHint "每月给自己打分，1 到 5；旁边是这个月的表上看得到的。" "Rate yourself each month, 1 to 5; beside it stands what this month's sheets show."
    Score "评分" "Score"
    PreviousMonth "上个月" "Previous month"
    NextMonth "下个月" "Next month"
    ThisMonth "回到本月" "This month"

    NotSetUp "未设置" "not set up"

    WelcomeSays "一周的计划、执行、检查和改进，都在一张纸上。内容只存在这台设备里，没有网络也能用。" "A whole week — plan, do, check, improve — on one page. It stays on this device and works without a network."
    Language "语言" "Language"
    ManagerId "我的编号" "My code"
    ManagerIdHint "必填，如 ZZ0412" "Required, such as ZZ0412"
    ManagerName "姓名" "Name"
    ManagerNameHint "如 张三" "Such as Zhang San"
    ManagerArea "片区" "Area"
    ManagerAreaHint "如 金水一区" "Such as Jinshui 1"
    ManagerUnit "单位" "Unit"
    ManagerUnitHint "如 市区营销部" "Such as City sales"
    Role "角色" "Role"
    DeviceName "这台设备叫什么" "This device's name"
    DeviceNameHint "如 店内平板" "Such as Store tablet"
    Start "开始" "Start"
    TryExample "先看一份填好的示例" "Try it with a filled example"
    NeedsManagerId "请先填“我的编号”，一张纸按它存放。" "Fill in “My code” first; sheets are kept under it."
    StaysHere "所有内容只存在这台设备上，不会上传到任何地方。" "Everything stays on this device and is sent nowhere."
    ThisIsTheExample "这是一份示例，不是您的数据。可以随意修改，退出后全部删除。" "This is an example, not your data. Change what you like; leaving removes all of it."
    LeaveExample "退出示例" "Leave the example"

    Exchange "上交与导入" "Exchange"
    Settings "设置" "Settings"
    WhoIAm "我是谁" "Who I am"
    OtherIdOpensOther "改编号会打开那个编号的一张纸；原来的都还在，改回来就能看到。" "Another code opens that code's sheets; yours stay here and come back with your code."
    Template "模板" "Template"
    ThisDevice "这台设备" "This device"
    DeviceId "设备标识" "Device id"
    Build "程序版本" "Version"
    WorksOffline "可离线使用" "works offline"
    NewVersion "新版本准备好了。填写的内容都已存在本机，更新只要几秒。" "A new version is ready. Everything you filled in is saved here; updating takes a few seconds."
    UpdateNow "现在更新" "Update now"

    NoSuchPage "没有这个页面" "There is no such page"
    NoSuchWeek "没有这一周" "There is no such week"
    NoSuchDay "没有这一天" "There is no such day"
    NoSuchMonth "没有这个月" "There is no such month"
    MonthUnreadable "这个月读不出来" "This month cannot be read"
    NothingHappened "地址可能写错了。已保存的内容都在。" "The address may be mistyped. Everything you saved is still here."
    SheetUnreadable "这一周的一张纸读不出来" "This week's sheet cannot be read"
    SheetUnreadableSays "内容还在设备里，没有被改动，也不会用空白代替。请再试一次；仍不行，请先关闭其他窗口再打开。" "Its content is still on the device, untouched, and no blank sheet takes its place. Try again; if that fails, close other windows and reopen."
    CannotStart "一张纸没能打开" "OneSheet could not open"
    ToRescue "救援页：下载全部内容" "Rescue page: download everything"
    NothingChanged "设备里的内容没有改动。" "Nothing on the device has been changed."
    OtherWindow "这张表正在另一个窗口里编辑。这里同步显示，不能修改；在此编辑后，那个窗口改为只看。" "Another window is editing this. It is shown live here and cannot be changed; if you edit here, that window only follows."
    EditHere "在此编辑" "Edit here"
    NewerData "本机内容由较新版本的一张纸写入。为了不损坏它，这里只能看，不能修改。请重新载入以更新。" "What is on this device was written by a newer OneSheet. To keep it safe it can only be read here. Reload to update."
    NoAnswerYet "本机的存储还没有回应，仍在等待。已保存的内容都在，请不要清除浏览器数据。" "The device's storage has not answered yet; still waiting. Everything saved is there. Do not clear the browser's data."
    Cleared "浏览器清除了本机数据。这个页面打开着的内容已重新存好，其他周要用备份文件恢复。" "The browser cleared what was stored here. What is open on this page has been stored again; other weeks have to be restored from a backup."
    GoToRestore "去恢复" "Restore"
    KeepAsIs "就按现在的" "Keep it as it is"
    TwoDevices "两台设备改了同一处，请选一个：" "Two devices changed the same field; choose one:"

    InstallFirst "先放到主屏幕，再开始填写" "Add it to the home screen first, then begin"
    InstallWhy "从主屏幕打开的是另一份存储：在这里填的不会自己过去，而且网页七天没有打开就会被清掉。" "Opened from the home screen it has storage of its own: what you fill in here does not go there by itself, and a page not visited for seven days is cleared."
    InstallShare "点浏览器的“分享”" "Tap Share in the browser"
    InstallAdd "选“添加到主屏幕”" "Choose “Add to Home Screen”"
    InstallOpen "从主屏幕打开，在那里开始填写" "Open it from the home screen and begin there"
    InstallMove "把这里填的搬到主屏幕上去" "Move what is here to the home screen"
    InstallBackUp "到“上交与导入”点“全部备份”，存到“文件”里" "Under Exchange choose “Back up everything” and save it to Files"
    InstallCarry "从主屏幕打开，在那里选这份文件，内容就都过去了" "Open it from the home screen and choose that file there: everything comes along"
    ImportFirst "已经在别处填过？选“全部备份”得到的文件，看清要带来什么，再收下，就能接着用。" "Filled in something elsewhere already? Choose the file “Back up everything” gave you, see what it brings, apply it, and go on from there."
    InstallElsewhere "现在是在微信、QQ 这类应用里面打开的，内容会跟它的缓存一起被清掉。请点右上角的“…”，选“在浏览器打开”，再开始填写。" "This is open inside WeChat, QQ or the like, and goes with its cache. Choose “Open in browser” from the menu at the top right, then begin."
    InstallOffered "装到这台设备上：点图标就打开，没有网络也行，内容更不容易被清掉。" "Install it on this device: it opens from an icon, without a network too, and what you fill in is less likely to be cleared."
    Install "安装" "Install"

    IsItSafe "这台设备安全吗？" "Is this device safe?"
    SignFine "好" "Fine"
    SignMind "留意" "Mind"
    SignBad "不好" "Not safe"
    SignUnknown "不知道" "Not known"
    AskAgain "再问一次" "Ask again"
    Restore "恢复" "Restore"

    HandOverThisWeek "上交本周" "Hand over this week"
    HandOver "上交" "Hand over"
    HandOverSays "生成一个文件，由您自己交给上级。" "Makes a file for you to hand to your head office."
    ExampleStays "示例不能上交，请先退出示例。" "The example cannot be handed over; leave it first."
    BackUpEverything "全部备份" "Back up everything"
    BackUpSays "把这台设备上您的全部内容存成一个文件，可以搬到另一台设备。" "Keeps all your content on this device as one file, also for moving to another device."
    SaveAs "另存为…" "Save as…"
    Share "分享…" "Share…"
    ImportFiles "导入文件" "Import files"
    ImportSays "选一个或几个 .onesheet.json 文件，或救援页存下的文件。先看会改什么，再应用。" "Choose one or more .onesheet.json files, or what the rescue page saved. See what would change, then apply."
    ImportReport "导入报告" "Import report"
    Apply "应用" "Apply"
    NotApplied "有文件没有存上；已标“已应用”的都存好了，其余没有改动，请再试。" "Some files were not stored. Those marked as applied are; nothing else has changed. Try again."
    Applied "已应用" "applied"
    ReviewBeforeHandOver "上交前看一眼" "Before you hand over"
    ToOffice "这是别人的文件，到总部页面打开" "This is another manager's file; open it on the head office page"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_is_there_in_both_languages() {
        for word in Word::ALL {
            let (zh, en) = word.both();
            assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{word:?}");
            assert!(!zh.contains(['，', '。']) || !zh.contains([',', ';']), "{word:?} mixes punctuation: {zh}");
        }
    }
}
