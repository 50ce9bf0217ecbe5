//! Help inside the app: the method on one page, what good looks like, the first week as a tour, keys, files, a new device, and what to
//! do when something is wrong. Whole sentences, so all of it is words.

use super::Lang;
use crate::domain::progress::Module;

table! {
    Help "帮助" "Help"
    HelpSays "都在本机，不联网也能看。" "All of it is on this device and needs no network."
    Contents "目录" "On this page"
    Good "写成这样就好" "Good looks like this"
    Tour "第一周：五分钟走一遍" "The first week: a tour of five minutes"
    TourSays "用一份填好的示例走一遍。示例与您的数据分开，可以随便改，随时可以退出，退出后全部删除。" "Walk through a filled example. It is kept apart from your data: change what you like, leave at any time; leaving removes it."
    BeginTour "在示例里走一遍" "Walk through the example"
    Next "下一步" "Next"
    Back "上一步" "Back"
    EndTour "收起" "Close"
}

/// A wording in 简体中文 and in English.
type Both = (&'static str, &'static str);

/// A part of the help: its anchor, its title, and its points.
pub struct Part {
    pub anchor: &'static str,
    pub title: Both,
    pub points: &'static [Both],
    /// The points come one after another.
    pub is_in_order: bool,
}

/// One module: what good looks like, and an example.
pub struct Good {
    pub module: Module,
    pub says: Both,
    pub example: Both,
}

/// How far the tour is.
pub fn step(at: usize) -> String {
    format!("{}/{}", at + 1, TOUR.len())
}

/// One of both, in a language.
pub fn said(lang: Lang, (zh, en): Both) -> &'static str {
    lang.of(zh, en)
}

/// The parts before the modules.
pub const BEFORE: [Part; 1] = [Part {
    anchor: "method",
    title: ("一张纸工作法", "The one-sheet method"),
    is_in_order: false,
    points: &[
        (
            "一周的工作放在一张 A4 纸上，按计划、执行、检查、改进走一圈。",
            "A whole week stands on one A4 sheet and is walked round Plan, Do, Check, Act.",
        ),
        (
            "月目标分到周，周分到天；每天的数加起来就是周，周加起来就是月，不用再算一遍。",
            "The month's goals become the week's and the week's the day's; figures add up by themselves on the way back.",
        ),
        ("重点任务最多勾五项，每勾一项写清怎么做。", "At most five key tasks are ticked, each with how it is to be done."),
        (
            "每天、每周的问题可以写几个，只抓一个主要的，并写上措施。",
            "Any number of problems may be named; each day and each week holds on to one, with a measure.",
        ),
        (
            "要让别人知道的，走沟通绿色通道：营销主任、专卖人员、零售客户各看各的。",
            "What others must know goes through the channel: head, officer and retailer each see their own part.",
        ),
        (
            "没解决的问题自动带到下一周的最上面，直到解决或者不再跟。",
            "What is not solved stands on top of next week's sheet until it is solved or dropped.",
        ),
        (
            "三种填法：打钩、填要点、问最执一（哪一个最要紧，就抓那一个）。",
            "Three ways to fill it in: tick, fill in points, and ask which one hurts most.",
        ),
    ],
}];

/// Where a step of the tour leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A field of the example's week.
    Field(&'static str),
    Today,
    Area,
    Exchange,
}

/// One step of the tour.
pub struct Step {
    pub at: Stop,
    pub says: Both,
}

/// The first week, step by step on the example.
pub const TOUR: [Step; 8] = [
    Step {
        at: Stop::Field("goals/vol/note"),
        says: (
            "先看“营销目标”：目标、实际和差额，差额为正就是达成。点开指标名，看它到底怎么算；备注里写原因和补法。",
            "Goals first: target, actual and gap; a plus gap is good. Tap an indicator's name to see what it counts; the note says why and how to catch up.",
        ),
    },
    Step {
        at: Stop::Field("focus/text"),
        says: (
            "再看“工作任务”：先定上周的问题怎么办，由它定出本周最优先的一件事。",
            "Now Tasks: decide on last week's problems first; from them comes the week's one top priority.",
        ),
    },
    Step {
        at: Stop::Field("tasks/svc-05/method"),
        says: (
            "清单里最多勾五项。每勾一项，就在这里写清怎么做：哪里、多少户、什么时候查。",
            "Tick five tasks at most. For each, say here how: where, how many shops, checked when.",
        ),
    },
    Step {
        at: Stop::Today,
        says: (
            "这是到店里用的一页：一户一张卡，点一下结果，写一句就走。拜访一户用不了二十秒。",
            "The page for the shop floor: a card a shop. Tap the outcome, write a line, go on; a visit takes less than twenty seconds.",
        ),
    },
    Step {
        at: Stop::Field("review/work"),
        says: (
            "周五看“改进措施”：主要工作可以由本周的数先起草，再改成自己的话。",
            "On Friday, Review: the main work can be drafted from the week's figures and put into your own words.",
        ),
    },
    Step {
        at: Stop::Field("review/principal"),
        says: (
            "问最执一：问题可以写几个，只抓一个主要的，写上措施、谁、哪一天。",
            "Ask the most, hold the one: name several problems, hold on to one, with a measure, a person and a day.",
        ),
    },
    Step {
        at: Stop::Area,
        says: (
            "写下的都能再用：这里是辖区概况、预警清单、走访记录、工作文件和上报记录；“历史”里能搜到写过的每一个字。",
            "What is written serves again: here are the area, what is late, visits, work files and the hand-over log; History finds every word.",
        ),
    },
    Step {
        at: Stop::Exchange,
        says: (
            "周末在这里上交：生成一个文件，由您自己交给上级。示例到此为止，点“退出示例”就全部删除，您自己的内容没有动过。",
            "At the week's end you hand over here: one file, which you carry to your head office. That is all; leaving the example removes it, and nothing of yours was touched.",
        ),
    },
];

/// What good looks like, module by module.
pub const GOOD: [Good; 6] = [
    Good {
        module: Module::Goals,
        says: (
            "只看差额大的那一两个，备注写原因和补法。",
            "Mind the one or two with the largest gap; the note says why and how to catch up.",
        ),
        example: (
            "卷烟销量 目标 38.5，实际 36.2：周三两户停业，周四补订。",
            "Volume, target 38.5, actual 36.2: two shops closed on Wednesday; orders made good on Thursday.",
        ),
    },
    Good {
        module: Module::Tasks,
        says: (
            "勾了就写做法：在哪里、多少户、怎么做、什么时候查。",
            "A tick says how: where, how many shops, in what way, checked when.",
        ),
        example: (
            "新品推介：老城区 20 户，每户讲清两条卖点，周四复查上柜。",
            "New items: 20 shops in the old town, two selling points each, shelves checked on Thursday.",
        ),
    },
    Good {
        module: Module::Tracking,
        says: (
            "一天写三点以内：做成了什么，没做成什么，为什么。",
            "Three points a day at most: what was done, what was not, and why.",
        ),
        example: (
            "计划 12 户，完成 11 户；一户关门，改周五。主要问题：紧俏规格断货。",
            "12 planned, 11 done; one was closed, moved to Friday. The one problem: wanted items out of stock.",
        ),
    },
    Good {
        module: Module::Channel,
        says: ("一条信息说一件事，说清希望对方做什么。", "One matter a message, and what the other is to do about it."),
        example: (
            "营销主任：XX 规格连续两周断货，请协调下周投放。",
            "To the head: item XX out of stock two weeks running; please arrange supply for next week.",
        ),
    },
    Good {
        module: Module::Review,
        says: (
            "措施要有人、有日子，下周能看出做没做。",
            "A measure has a person and a date, so that next week shows whether it was done.",
        ),
        example: (
            "主要问题：新品不动销。措施：本人周三前到 10 户调陈列，周五看销量。",
            "The one problem: new items do not sell. Measure: I re-arrange 10 shelves by Wednesday and look at sales on Friday.",
        ),
    },
    Good {
        module: Module::Links,
        says: ("名册、历史、问题台账、趋势和文件都从这里去。", "The way to roster, history, problem ledger, trends and files."),
        example: (
            "先看“主要问题台账”：同样的问题上次用什么措施解决的？",
            "Begin with the problem ledger: what solved the same problem last time?",
        ),
    },
];

/// The parts after the modules.
pub const AFTER: [Part; 4] = [
    Part {
        anchor: "keys",
        title: ("键盘", "Keys"),
        is_in_order: false,
        points: &[
            (
                "Tab、Shift+Tab：到下一个、上一个格子。空格：打钩。",
                "Tab, Shift+Tab: to the next or the previous box. Space: ticks.",
            ),
            ("Esc：收起展开的模块，回到整页。", "Esc: closes an opened module."),
            (
                "Ctrl+Z、Ctrl+Shift+Z 或 Ctrl+Y（苹果用 ⌘）：撤销、重做；正在写字的格子里，撤销的是刚打的字。",
                "Ctrl+Z, Ctrl+Shift+Z or Ctrl+Y (⌘ on a Mac): undo and redo; inside a box they take back what was just typed.",
            ),
            ("回车：在要点格子里另起一点。", "Enter: the next point, in a box of points."),
            (
                "写要点、做法、措施时，停一下会列出您以前写过的：↓ 进去选，回车用上，Esc 关闭，接着打字就当没看见。提到客户、电话、许可证的不会列出来。",
                "In points, methods and measures a pause lists what you wrote before: ↓ to choose, Enter to take it, Esc to close, or just type on. What names a customer, a telephone or a licence is never listed.",
            ),
        ],
    },
    Part {
        anchor: "files",
        title: ("每种文件里有什么", "What every file contains"),
        is_in_order: false,
        points: &[
            (
                "上交的一周（.onesheet.json）：整张纸、所在的月、用到的客户的编码和分类。店名、电话、地址不在里面，除非您勾“连同客户资料”。",
                "A week handed over (.onesheet.json): the whole sheet, its months, and of the customers codes and classes. Names, telephones and addresses are not in it unless you tick “Customers' details too”.",
            ),
            (
                "全部备份：这台设备上您的全部内容，名册也在内。只给自己，搬到另一台设备用。",
                "A full backup: all your content on this device, the roster too. For yourself alone, to move to another device.",
            ),
            (
                "Excel 和 CSV：一周、一月或一年的表。告诉专卖人员的信息不放进去，手机号打星。",
                "Excel and CSV: tables of a week, a month or a year. Messages to the officer are left out, mobile numbers masked.",
            ),
            (
                "打印和 PDF：自用的是整张；给零售客户、给专卖人员的各只有他们自己的部分。",
                "Paper and PDF: your own is the whole sheet; the retailer's and the officer's have their own parts alone.",
            ),
            (
                "图表（PNG、SVG）：只有图上的数；“各户拜访”里有店名。工作文件另存出来就是放进去的原样。",
                "Charts (PNG, SVG): the figures drawn and no more; visits by customer has the shops' names. A work file comes out as it was put in.",
            ),
            (
                "加了口令的文件（.onesheet.jwe）：忘了口令谁也打不开。总部用 JOSE 库打开时，要把迭代上限（p2c）调高。",
                "A locked file (.onesheet.jwe): nobody opens it without the passphrase. A JOSE library at head office needs its limit of iterations (p2c) raised.",
            ),
        ],
    },
    Part {
        anchor: "moving",
        title: ("换一台设备", "Moving to a new device"),
        is_in_order: true,
        points: &[
            (
                "旧设备：“上交与导入”里点“全部备份”，存成一个文件。",
                "On the old device: Exchange, “Back up everything”; keep the file.",
            ),
            (
                "把文件带到新设备：数据线、U 盘、企业微信都行；想稳妥就加口令。",
                "Bring the file to the new one by cable, stick or messenger; lock it with a passphrase to be safe.",
            ),
            (
                "新设备：打开本应用，第一页就能导入这个文件，看清要改什么，再点“应用”。",
                "On the new device: open the app; its first page imports the file. See what would change, then choose Apply.",
            ),
            (
                "工作文件（PDF、图片、文本）不在备份里：在新设备上到“辖区与存档”里重新放一次。",
                "Work files (PDF, pictures, texts) are in no backup: put them in again on the new device, on the Area page.",
            ),
            (
                "两台一起用也行：各自备份、互相导入，两边的内容会合起来；同一格写得不一样时由您选。",
                "Two devices may both be used: back up each and import it on the other; they merge, and where a box differs you choose.",
            ),
        ],
    },
    Part {
        anchor: "trouble",
        title: ("出了问题怎么办", "When something is wrong"),
        is_in_order: false,
        points: &[
            (
                "上面显示“没有存上”：先别关页面，按提示再试，或者立刻全部备份；内容还在页面里。",
                "The bar says that saving fails: leave the page open, try again as it says, or back up at once; your content is still in the page.",
            ),
            (
                "应用打不开：到救援页，那里不用启动应用就能把全部记录存成文件。",
                "The app does not open: the rescue page keeps every record as a file without starting the app.",
            ),
            (
                "某一周读不出来：别的周照常用；“历史”里能看到它的原始记录，也可以从本机的每周备份恢复。",
                "A week cannot be read: the others work; History shows its raw record, and the weekly copies on this device can bring it back.",
            ),
            (
                "改错了或导入错了：撤销可以一步步退回；导入之前的样子在“上交与导入”的备份里，可以取回。",
                "A wrong change or import: undo goes back step by step; what stood before an import is among the copies on Exchange and can be taken back.",
            ),
            (
                "浏览器的数据别清：清站点数据会删掉本机的内容。装到桌面、定期备份最稳妥。",
                "Do not clear the browser's site data: that deletes what is kept here. Install the app and back up now and then.",
            ),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_said_in_both_languages() {
        let of_parts = BEFORE.iter().chain(&AFTER).flat_map(|it| it.points.iter().chain([&it.title]));
        let all: Vec<&Both> = of_parts.chain(GOOD.iter().flat_map(|it| [&it.says, &it.example])).collect();
        let is_chinese = |it: &str| it.chars().any(|it| ('\u{4e00}'..='\u{9fff}').contains(&it));
        for (zh, en) in all {
            assert!(is_chinese(zh) || zh.starts_with("Esc"), "{zh}");
            assert!(!is_chinese(en) && !en.is_empty(), "{en}");
            assert!(!zh.contains([',', ';']), "{zh} mixes punctuation");
        }
    }
}
