//! 简体中文的句子。

use super::{mib, rows, shown};
use crate::domain::value::BadValue;
use crate::roster_file::fault::{Lost, MatchFault, Never, Note, Problem, Report, RosterFault, Why};
use crate::roster_file::sensitive::Sensitive;

const SAFE: &str = "已保存的客户名册没有变。";

/// 一句完整的话：出了什么事，什么是安全的，下一步做什么。
pub fn zh(report: &Report) -> String {
    match report {
        Report::File(name, it) => format!("文件“{}”没有导入：{}。{SAFE}{}。", shown(name), file(it), next(it)),
        Report::Row(it) => row(it),
        Report::Never(it) => never(it),
        Report::Note(it) => format!("{}。", note(it)),
        Report::Matching(it) => matching(it),
    }
}

fn file(it: &RosterFault) -> String {
    match it {
        RosterFault::Empty => "文件是空的".to_owned(),
        RosterFault::Unreadable => "文件读不出来，可能已被移动、删除，或者正被别的程序占用".to_owned(),
        RosterFault::TooLarge { bytes, most } => format!("文件有 {} MB，超过 {} MB 的上限", mib(*bytes), mib(*most)),
        RosterFault::Inflates { most } => {
            format!("表格解开后超过 {} MB，比一份客户名册大得多，里面可能有图片或别的内容", mib(*most))
        }
        RosterFault::OldExcel => "这是旧版 Excel 的文件（.xls），本应用读不了".to_owned(),
        RosterFault::Locked => "这个表格加了密码，打不开".to_owned(),
        RosterFault::NotAWorkbook => "这是压缩文件或别的文档，不是 Excel 表格".to_owned(),
        RosterFault::Damaged => "表格读不完整，可能已经损坏或没有传完".to_owned(),
        RosterFault::NotATable => "这不是 Excel 表格，也不是用逗号或制表符分开的文本表格".to_owned(),
        RosterFault::CutOff => "文件不完整，末尾断在一个字的中间，可能没有传完".to_owned(),
        RosterFault::OpenQuote { row } => format!("第 {row} 行有一个引号没有成对，后面的内容分不清是哪一格的"),
        RosterFault::NoRows => "里面没有可见的内容".to_owned(),
        RosterFault::NoCodeColumn => "还不知道哪一列是客户编码，没有编码就分不清是哪个客户".to_owned(),
        RosterFault::TooManyRows { found, most } => format!("里面有 {found} 行，一份客户名册最多 {most} 户"),
        RosterFault::TooManyCustomers { after, most } => {
            format!("加上已有的客户一共会有 {after} 户，一份客户名册最多 {most} 户")
        }
    }
}

/// 下一步做什么。
fn next(it: &RosterFault) -> &'static str {
    match it {
        RosterFault::Empty | RosterFault::CutOff | RosterFault::Damaged => {
            "请用 Excel 打开看看内容是否完整，另存为 .xlsx 后再导入，或者请对方重新发送"
        }
        RosterFault::Unreadable => "请把它复制到这台设备上，关掉占用它的程序，再选一次",
        RosterFault::TooLarge { .. } | RosterFault::Inflates { .. } => "请只保留名册那一张表，去掉图片，另存为 CSV 后再导入",
        RosterFault::OldExcel => "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入",
        RosterFault::Locked => "请用 Excel 打开，去掉密码后另存一份再导入",
        RosterFault::NotAWorkbook | RosterFault::NotATable => "请确认选对了文件，名册应是 .xlsx 或 .csv 文件",
        RosterFault::OpenQuote { .. } => "请在 Excel 中改好这一行，另存后再导入",
        RosterFault::NoRows => "请确认名册在没有隐藏的工作表里，再导入一次",
        RosterFault::NoCodeColumn => "请在预览里指定客户编码是哪一列",
        RosterFault::TooManyRows { .. } | RosterFault::TooManyCustomers { .. } => "请只保留自己负责的客户，再导入一次",
    }
}

fn kind(it: Sensitive) -> &'static str {
    match it {
        Sensitive::IdNumber => "身份证号",
        Sensitive::BankAccount => "银行账号",
    }
}

fn row(it: &Problem) -> String {
    let at = match it.column.as_str() {
        "" => format!("第 {} 行", it.row),
        column => format!("第 {} 行的“{}”", it.row, shown(column)),
    };
    let left_out = |why: &str, next: &str| match it.lost {
        Lost::Row => format!("{at}{why}，这一行没有导入，其余各行不受影响。{next}。"),
        Lost::Cell => format!("{at}{why}，这一格没有导入，同一行的其他内容照常导入。{next}。"),
    };
    match &it.why {
        Why::NoCode => left_out("没有客户编码", "请补上编码后再导入一次"),
        Why::BadCode(code) => {
            let why = format!("写的是“{}”，不能作编码", shown(code));
            left_out(&why, "编码只用字母、数字、“-”和“_”，最多 32 位，请改好后再导入一次")
        }
        Why::Duplicate { code, rows: all } => format!(
            "第 {} 行的客户编码都是 {code}，内容却不一样，分不清哪一行是对的，这几行都没有导入，已有的客户信息没有变。请留下对的那一行，再导入一次。",
            rows(all, "、")
        ),
        Why::OnlyCode(code) => {
            format!("{at}只有客户编码 {code}，没有别的内容，没有加入名册，其余各行不受影响。请补上店名后再导入一次。")
        }
        Why::Value(why) => left_out(&bad(why), "请改好后再导入一次"),
        Why::DigitsLost(it) => {
            let why = format!("显示为“{}”，有些数字已被 Excel 舍去", shown(it));
            left_out(&why, "请在 Excel 中把这一列设成文本，重新填写后再导入")
        }
        Why::NoResult => left_out("是公式，文件里没有它的结果", "请用 Excel 打开并保存一次，或者换成数值，再导入"),
        Why::CellError(it) => left_out(&format!("是错误值“{}”", shown(it)), "请在 Excel 中改好后再导入一次"),
        Why::Sensitive(it) => left_out(&format!("像是{}，本应用从不收集", kind(*it)), "请从文件里删去它"),
        Why::Merged { until } => format!(
            "{at}是合并单元格，一直到第 {until} 行，内容只记在左上角的一格，其余各格当作没有填。\
             已有的内容不会被清空。请取消合并、逐行填好后再导入一次。"
        ),
    }
}

fn bad(why: &BadValue) -> String {
    match why {
        BadValue::NotANumber => "不是数字".to_owned(),
        BadValue::TooManyDigits => "数字太大或太长".to_owned(),
        BadValue::TooManyDecimals(0) => "只能是整数".to_owned(),
        BadValue::TooManyDecimals(places) => format!("最多 {places} 位小数"),
        BadValue::OutOfRange { min, max } => format!("应在 {min} 到 {max} 之间"),
        BadValue::TooLong(over) => format!("文字超过 500 字，多出 {over} 字"),
        BadValue::NotADate => "不是日期，应写成 2026-11-23 的样子".to_owned(),
        BadValue::NotAnId => "不是编号，编号只用字母、数字、“-”和“_”，最多 32 位".to_owned(),
        BadValue::UnknownWord(it) => format!("写的是“{}”，不在可选的范围内", shown(it)),
        BadValue::WrongType => "内容的类型不对".to_owned(),
        BadValue::ControlCharacter => "文字里有看不见的控制字符".to_owned(),
        BadValue::NotARatio => "应是不小于 0 的整数".to_owned(),
    }
}

fn column(name: &str) -> String {
    if name.is_empty() { "没有列名的一列".to_owned() } else { format!("“{}”这一列", shown(name)) }
}

fn never(it: &Never) -> String {
    format!(
        "{}是{}，本应用从不收集，没有读取。其他各列照常导入。请提醒给你文件的人不要发送这类信息。",
        column(&it.column),
        kind(it.holds)
    )
}

fn note(it: &Note) -> String {
    match it {
        Note::OneSheet { read, others } => {
            format!("读的是工作表“{}”，另外 {others} 张有内容的工作表没有读。要读别的，请单独另存一份再导入", shown(read))
        }
        Note::FarCells(count) => format!("第 256 列以后还有 {count} 格有内容，没有读取，前面各列照常导入"),
        Note::Unreadable(count) => {
            format!("有 {count} 格的内容认不出来，没有读取，其余各格照常导入。请用 Excel 打开核对有错误值的格子")
        }
        Note::Hidden(count) => format!("去掉了 {count} 个看不见或会打乱文字顺序的字符，其余文字照原样导入"),
        Note::Repeated(count) => format!("有 {count} 行与前面的行编码和内容完全相同，只记一次，没有丢失内容"),
    }
}

fn matching(it: &MatchFault) -> String {
    match it {
        MatchFault::NoSuchColumn => "文件里没有这一列，对应关系没有变。请重新选择文件再试一次。".to_owned(),
        MatchFault::Never { column: name, holds, wanted } => format!(
            "{}是{}，本应用从不收集，不能当作“{}”导入，对应关系没有变。请选别的列。",
            column(name),
            kind(*holds),
            wanted.zh()
        ),
    }
}
