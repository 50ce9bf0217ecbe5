//! The fixed wordings of what the worker draws of files, of rosters and of this device's safety.

table! {
    HandOverThisWeek "上交本周" "Hand over this week"
    HandOverSays "生成一个文件，由您自己交给上级。" "Makes a file for you to hand to your head office."
    ExampleStays "示例不能上交，请先退出示例。" "The example cannot be handed over; leave it first."
    OtherWeeks "上交别的周，或者整月" "Hand over other weeks, or a whole month"
    WholeMonth "整月" "Whole month"
    NoWeeks "还没有写过任何一周。" "No week has been written yet."
    HandOverChosen "上交所选" "Hand over those chosen"
    ReviewBeforeHandOver "上交前看一眼" "Before you hand over"
    Personal "连同客户资料" "Customers' details too"
    PersonalStays "不选：只带客户编码和分类（业态、市场、规模、档位、周期、订货日、状态）。" "Left off: codes and classes alone go (format, market, size, tier, cycle, order day, status)."
    PersonalGoes "会带上名册的全部内容：店名、店主、电话、微信、许可证、地址、备注等；手机号打星。" "All of the roster goes: names, owners, telephones, WeChat, licences, addresses, notes; mobile numbers masked."
    PackOrLock "压缩或加口令" "Pack it, or lock it"
    Pack "压缩（.gz）" "Pack it (.gz)"
    LockWith "用口令加密" "Lock it with a passphrase"
    LockSays "至少六个字，另行告诉收件人。忘了口令，谁也打不开这个文件。" "Six characters at least; tell it to the recipient some other way. Without it nobody can open the file."
    DoubtsSay "下面几处再看看：点开可以补上，也可以就这样交。" "Worth a look: open one to fix it, or hand over as it is."

    BackUpSays "把这台设备上您的全部内容存成一个文件，可以搬到另一台设备。" "Keeps all your content on this device as one file, also for moving to another device."

    Tables "表格" "Tables"
    TablesSays "给 Excel、WPS 或别的软件用；时间按上次打开的那一周。告诉专卖人员的信息不放进去，手机号打星。" "For Excel, WPS or another program; the time goes by the week last opened. Messages to the monopoly officer are left out, mobile numbers masked."
    ExcelBook "Excel 工作簿" "Excel workbook"
    WhichTable "哪张表" "Which table"
    CsvTable "CSV 一张表" "One table as CSV"

    ImportSays "选一个或几个 .onesheet.json 文件，或救援页存下的文件。先看会改什么，再应用。" "Choose one or more .onesheet.json files, or what the rescue page saved. See what would change, then apply."
    Passphrase "口令" "Passphrase"
    OpenLocked "打开" "Open"
    Applied "已应用" "applied"
    TakeTheirs "改用文件里的" "Take the file's"
    ToOffice "这是别人的文件，到总部页面打开" "This is another manager's file; open it on the head office page"

    SignFine "好" "Fine"
    SignMind "留意" "Mind"
    SignBad "不好" "Not safe"
    SignUnknown "不知道" "Not known"
    AskAgain "再问一次" "Ask again"
    Restore "恢复" "Restore"

    Column "列" "Column"
    Samples "内容示例" "Samples"
    TakenAs "作为" "Taken as"
    NotTaken "不导入" "Not taken"
    NeverTaken "从不导入" "Never taken"
    NothingToApply "没有要改的。" "Nothing would change."
}
