//! What is said round a paper before it is printed.

use super::Lang;
use crate::domain::papers::Kind;

table! {
    Which "纸型" "Paper"
    Customer "零售客户" "Retailer"
    NoCustomer "这一周没有安排拜访，也没有要告诉零售客户的事。" "No visit is planned this week, and there is nothing to tell a retailer."
    Language "语言" "Language"
    Inks "颜色" "Ink"
    InColour "彩色" "Colour"
    InBlack "黑白" "Black"
    WithAnnex "加印附页" "With the annex"
    Print "打印" "Print"
    SharePdf "分享PDF" "Share as PDF"
    Partial "数据库现在读不到，纸上只有打开着的内容，上周问题、月目标和客户名称可能不全。恢复正常后请再打印一次。" "The database cannot be read now: the paper holds what is open, and last week's problems, month goals and shop names may be missing. Print again once all is well."
    NoCanvas "这个浏览器不能在本机生成PDF。请点“打印”，在打印对话框里另存为PDF。" "This browser cannot make the PDF by itself. Choose Print, and save as PDF there."
}

pub fn kind(lang: Lang, it: Kind) -> &'static str {
    match it {
        Kind::Own => lang.of("自用 A4", "My own, A4"),
        Kind::Wall => lang.of("上墙 A3", "For the wall, A3"),
        Kind::Head => lang.of("营销主任存 A4（全部内容）", "The head's copy, A4 (everything)"),
        Kind::Retailer => lang.of("给零售客户", "For a retailer"),
        Kind::Officer => lang.of("告知专卖人员（单独交）", "For the monopoly officer, alone"),
        Kind::Form => lang.of("空白手写 A4", "Blank, for handwriting, A4"),
        Kind::Month => lang.of("月总结 A4", "The month, A4"),
    }
}

/// What stands before and after the number of pages.
pub fn count_of_pages(lang: Lang, count: usize) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => ("共 ", " 页"),
        Lang::En if count == 1 => ("", " page"),
        Lang::En => ("", " pages"),
    }
}

pub fn page_name(lang: Lang, number: usize, count: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {number} 页，共 {count} 页"),
        Lang::En => format!("Page {number} of {count}"),
    }
}
