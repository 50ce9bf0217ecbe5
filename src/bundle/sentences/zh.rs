//! 简体中文的句子。

use super::{mib, shown};
use crate::bundle::format::BundleKind;
use crate::bundle::places;
use crate::bundle::refusal::{DocumentFault, DocumentRefusal, FileRefusal, Locked, Place, Refusal, Surplus, Warning};
use crate::domain::edit::Doc;
use crate::domain::value::BadValue;

const SAFE: &str = "已保存的数据没有变。";

/// 一句完整的话：出了什么事，什么是安全的，下一步做什么。
pub fn zh(refusal: &Refusal) -> String {
    match refusal {
        Refusal::File(name, it) => format!("文件“{}”没有导入：{}。{SAFE}{}。", shown(name), file(it), next(it)),
        Refusal::Document(name, it) => document(name, it),
        Refusal::HandOver(Surplus { week, items }) => {
            let (year, number) = week.number();
            let more = items.len();
            format!(
                "{year} 年第 {number} 周打钩的任务多出 {more} 项，还没有生成上交文件。填写的内容都在。请先留下最多 5 项，再上交。"
            )
        }
        Refusal::Warning(name, it) => format!("文件“{}”：{}。", shown(name), warning(it)),
    }
}

fn file(it: &FileRefusal) -> String {
    match it {
        FileRefusal::Empty => "文件是空的".to_owned(),
        FileRefusal::Unreadable => "文件读不出来，可能已被移动、删除，或者正被别的程序占用".to_owned(),
        FileRefusal::TooLarge { bytes, most } => format!("文件有 {} MB，超过 {} MB 的上限", mib(*bytes), mib(*most)),
        FileRefusal::NotText => "这不是一张纸的文件，或者文字编码不对".to_owned(),
        FileRefusal::TooDeep { most } => format!("内容嵌套超过 {most} 层，不是正常导出的文件"),
        FileRefusal::TooMinced => "内容拆得太碎，读它要占用过多内存，不是正常导出的文件".to_owned(),
        FileRefusal::CutOff => "文件不完整，后面的内容缺了，可能没有传完".to_owned(),
        FileRefusal::NotJson { line, column } => format!("内容读不出来（第 {line} 行第 {column} 个字节处）"),
        FileRefusal::Doubled { member, line } => format!("第 {line} 行的“{}”写了两次，分不清哪个是对的", shown(member)),
        FileRefusal::NotABundle => "这不是一张纸导出的文件".to_owned(),
        FileRefusal::Newer { version, current } => {
            format!("它由更新的版本生成（格式 {}，本机能读到格式 {current}）", shown(version))
        }
        FileRefusal::Altered => "校验值对不上，内容在导出之后被改过或损坏了".to_owned(),
        FileRefusal::Envelope { member } => format!("文件开头的“{member}”缺失或不对"),
        FileRefusal::TooManySheets { found, most } => format!("里面有 {found} 张周表，一次最多 {most} 张"),
        FileRefusal::Inflates { most } => format!("解压后超过 {} MB，不是正常导出的文件", mib(*most)),
        FileRefusal::Unpackable => "压缩包损坏，解不开".to_owned(),
        FileRefusal::Locked(it) => match it {
            Locked::NoPassphrase => "它加了口令",
            Locked::WrongPassphrase => "口令不对（文件里的密钥损坏时也是这样）",
            Locked::Damaged => "它加了口令，内容在加密之后被改过或损坏了",
            Locked::Foreign => "它加密的方式本应用不支持",
            Locked::Unable => "它加了口令，这个浏览器在这里打不开",
        }
        .to_owned(),
        FileRefusal::TooManyFaults { most } => format!("里面有 {most} 多处不对"),
        FileRefusal::TooMuchUnknown { bytes, most } => {
            format!("本版本不认识的内容有 {} KB，超过 {} KB 的上限", bytes.div_ceil(1024), most / 1024)
        }
        FileRefusal::OtherManager { theirs, ours } => format!("这是客户经理 {theirs} 的文件，这台设备上是 {ours}"),
        FileRefusal::RawOfOther { theirs, ours } => {
            format!("这是从客户经理 {theirs} 的设备上取出的原始记录，这台设备上是 {ours}")
        }
        FileRefusal::ForOther { theirs, ours } => format!("这是总部发给客户经理 {theirs} 的，这台设备上是 {ours}"),
    }
}

fn kind_word(kind: BundleKind) -> &'static str {
    match kind {
        BundleKind::Report => "上交文件",
        BundleKind::Backup => "备份文件",
        BundleKind::Setup => "总部下发的配置文件",
        BundleKind::Reply => "总部的回复文件",
    }
}

/// 下一步做什么。
fn next(it: &FileRefusal) -> &'static str {
    match it {
        FileRefusal::Empty | FileRefusal::CutOff => "请重新发送或重新下载这个文件，再导入一次",
        FileRefusal::Unreadable => "请把它复制到这台设备上，关掉占用它的程序，再选一次",
        FileRefusal::TooLarge { .. } | FileRefusal::TooManySheets { .. } => "请对方分几个文件导出",
        FileRefusal::Inflates { .. } | FileRefusal::Unpackable | FileRefusal::Locked(Locked::Damaged) => {
            "请对方重新导出一份，原样发来"
        }
        FileRefusal::Locked(Locked::NoPassphrase) => "请输入口令再打开",
        FileRefusal::Locked(Locked::WrongPassphrase) => "请核对大小写和输入法，再输一次",
        FileRefusal::Locked(Locked::Foreign) => "请对方用一张纸导出并加口令",
        FileRefusal::Locked(Locked::Unable) => "请用最新的浏览器，从 https 开头的网址打开本应用",
        FileRefusal::NotText | FileRefusal::NotABundle => "请确认选对了文件，文件名应以 .onesheet.json 结尾",
        FileRefusal::TooDeep { .. }
        | FileRefusal::TooMinced
        | FileRefusal::NotJson { .. }
        | FileRefusal::Doubled { .. }
        | FileRefusal::Altered
        | FileRefusal::Envelope { .. }
        | FileRefusal::TooManyFaults { .. }
        | FileRefusal::TooMuchUnknown { .. } => "请对方重新导出一份，不要用别的软件打开后另存",
        FileRefusal::Newer { .. } => "请先更新本应用，再导入这个文件，文件请留着",
        FileRefusal::ForOther { .. } => "请把它转给那位客户经理，或请总部重新发一份给您",
        FileRefusal::OtherManager { .. } => "要汇总别人的周表，请到“总部”页面导入",
        FileRefusal::RawOfOther { .. } => "要收下它，请先在“设置”里把“我的编号”改成文件里的编号，再导入一次",
    }
}

fn document(name: &str, it: &DocumentRefusal) -> String {
    let at = match it.fault.path.as_str() {
        "" => String::new(),
        path => format!("，{}", places::zh(path)),
    };
    let (name, place, why) = (shown(name), place(&it.place), fault(&it.fault.why));
    let next = match &it.fault.why {
        DocumentFault::TooManyTicks { .. } => "请对方留下最多 5 项任务，再导出一份",
        DocumentFault::OtherManager(_) => "请对方只导出自己的周表",
        DocumentFault::Twice => "请确认文件里先出现的那一份是对的",
        DocumentFault::Damaged(_) => "请留着这个文件，技术人员也许还能读出来",
        DocumentFault::Torn => "请核对最后填写的几处",
        DocumentFault::NotOurs(_) => "要收下它们，请先在“设置”里改成那个编号，再导入一次",
        DocumentFault::NotRead(_) => "如果那台设备还在，请再取一次",
        _ => "请对方改正这一项，再导出一份",
    };
    format!("文件“{name}”中的{place}没有导入{at}：{why}。文件里其他内容不受影响，{SAFE}{next}。")
}

fn place(place: &Place) -> String {
    match place {
        Place::Document(it) => doc(it),
        Place::Sheet(at) => format!("第 {at} 张周表"),
        Place::Month(at) => format!("第 {at} 份月度内容"),
        Place::Customer(at) => format!("客户名册（第 {at} 个客户）"),
        Place::Template(at) => format!("第 {at} 个模板"),
        Place::Reply(at) => format!("第 {at} 条回复"),
        Place::Calendar => "工作日安排".to_owned(),
        Place::Edit(at) => format!("第 {at} 条修改记录"),
        Place::Records(Some(it), count) => format!("{}里的 {count} 条记录", doc(it)),
        Place::Records(None, count) => format!("{count} 条分不清属于哪里的记录"),
        Place::Journal(count) => format!("最后 {count} 笔没确认的修改"),
        Place::Manager(id, count) => format!("客户经理 {id} 的 {count} 份内容"),
        Place::Device => "一部分原始记录".to_owned(),
    }
}

fn doc(doc: &Doc) -> String {
    match doc {
        Doc::Sheet(manager, week) => {
            let (year, number) = week.number();
            format!("{year} 年第 {number} 周的周表（{manager}）")
        }
        Doc::Month(manager, month) => format!("{month} 的月度内容（{manager}）"),
        Doc::Roster(manager) => format!("客户名册（{manager}）"),
        Doc::Template(it) => format!("模板 {it}"),
        Doc::Settings => "设置".to_owned(),
    }
}

fn fault(why: &DocumentFault) -> String {
    match why {
        DocumentFault::NotAnObject => "内容的结构不对".to_owned(),
        DocumentFault::BadKey => "编号、日期或周次写得不对".to_owned(),
        DocumentFault::NoSuchField => "没有这一项".to_owned(),
        DocumentFault::Value(it) => value(it),
        DocumentFault::NotInCalendar(it) if it.is_empty() => "没有写明是哪一周或哪个月".to_owned(),
        DocumentFault::NotInCalendar(it) => format!("日历上没有“{}”", shown(it)),
        DocumentFault::BadManager => "客户经理的编号不对".to_owned(),
        DocumentFault::OtherManager(it) => format!("它属于客户经理 {it}，与发送人不符"),
        DocumentFault::OutsideWeek(date) => format!("{date} 不在这一周"),
        DocumentFault::OutsideMonth(week) => format!("{week} 没有一天在这个月"),
        DocumentFault::TooManyTicks { found, most } => format!("打钩的任务有 {found} 项，一周最多 {most} 项"),
        DocumentFault::TooManyRecords { found, most } => format!("记录有 {found} 条，最多 {most} 条"),
        DocumentFault::TooMuchUnknown { bytes, most } => {
            format!("本版本不认识的内容有 {} KB，最多 {} KB", bytes.div_ceil(1024), most / 1024)
        }
        DocumentFault::BadStamp => "修改记录写得不对".to_owned(),
        DocumentFault::Twice => "同一份内容在文件里出现了两次".to_owned(),
        DocumentFault::BadTemplate(_) => "模板不完整或有错".to_owned(),
        DocumentFault::NotInKind(kind) => format!("{}里不该有这一项", kind_word(*kind)),
        DocumentFault::Damaged(first) => format!("读不懂（第一条是“{}”）", shown(first)),
        DocumentFault::Torn => "没有写完整".to_owned(),
        DocumentFault::NotOurs(ours) => format!("这台设备上是客户经理 {ours}"),
        DocumentFault::NotRead(count) => format!("取出时有 {count} 处就没有读出来"),
    }
}

fn value(why: &BadValue) -> String {
    match why {
        BadValue::NotANumber => "不是数字".to_owned(),
        BadValue::TooManyDigits => "数字太大或太长（整数最多 13 位，有效数字最多 15 位）".to_owned(),
        BadValue::TooManyDecimals(0) => "只能是整数".to_owned(),
        BadValue::TooManyDecimals(places) => format!("最多 {places} 位小数"),
        BadValue::OutOfRange { min, max } => format!("应在 {min} 到 {max} 之间"),
        BadValue::TooLong(over) => format!("文字超过 500 字，多出 {over} 字"),
        BadValue::NotADate => "日期不对，应写成 2026-11-23 的样子".to_owned(),
        BadValue::NotAnId => "编号不对，只用字母、数字、“-”和“_”，最多 32 位".to_owned(),
        BadValue::UnknownWord(it) => format!("“{}”不在可选的范围内", shown(it)),
        BadValue::WrongType => "内容的类型不对".to_owned(),
        BadValue::ControlCharacter => "文字里有看不见的控制字符".to_owned(),
        BadValue::NotARatio => "分子和分母应是不小于 0 的整数".to_owned(),
    }
}

fn warning(it: &Warning) -> String {
    match it {
        Warning::NoDigest => "没有校验值，无法确认内容在导出之后有没有被改过。可以导入，请先核对一下".to_owned(),
        Warning::Hidden(count) => format!("去掉了 {count} 个看不见或会打乱文字顺序的字符，其余文字照原样导入"),
        Warning::Computed { doc: of, mismatch } => {
            let said = |it: &Option<String>| it.as_deref().map_or_else(|| "未测".to_owned(), shown);
            let (stated, counted) = (said(&mismatch.stated), said(&mismatch.counted));
            format!(
                "{}的“{}”写的是 {stated}，按填写的内容算出来是 {counted}。以算出来的为准",
                doc(of),
                places::zh(&mismatch.path)
            )
        }
        Warning::OtherTemplate { id, version } => {
            format!("填写时用的是另一个模板（{id}，第 {version} 版），个别项目的名称或小数位可能不同。内容照原样导入")
        }
        Warning::ForOthers(count) => format!("里面还有给别的客户经理的 {count} 份内容，没有导入，它们不是您的"),
        Warning::OtherShelf { name, records } => {
            format!("里面的“{}”有 {records} 条记录，本版本不认识，没有导入。更新本应用后可以再导入一次", shown(name))
        }
    }
}
