//! Why a box did not take what was typed, said beside it.

use super::Lang;
use crate::domain::value::BadValue;

/// The reason, and what would be taken.
pub fn value(lang: Lang, why: &BadValue) -> String {
    match lang {
        Lang::Zh => zh(why),
        Lang::En => en(why),
    }
}

fn zh(why: &BadValue) -> String {
    match why {
        BadValue::NotANumber => "只收数字，例如 26.67。刚才的内容还没有保存。".to_owned(),
        BadValue::TooManyDigits => "数字太长：整数最多 13 位，总共最多 15 位有效数字。".to_owned(),
        BadValue::TooManyDecimals(0) => "这一项只记整数。".to_owned(),
        BadValue::TooManyDecimals(places) => format!("这一项最多 {places} 位小数。"),
        BadValue::OutOfRange { min, max } => format!("应在 {min} 到 {max} 之间。"),
        BadValue::TooLong(over) => format!("一栏最多 500 字，多出 {over} 字，刚才的输入没有放进去。"),
        BadValue::NotADate => "没有这一天，请写成 2026-11-23。".to_owned(),
        BadValue::NotAnId => "编号只用字母、数字、“-”和“_”，最多 32 位。".to_owned(),
        BadValue::UnknownWord(word) => format!("“{word}”不是这一项的选项。"),
        BadValue::WrongType => "这一项不收这样的内容。".to_owned(),
        BadValue::ControlCharacter => "内容里有看不见的控制字符。".to_owned(),
        BadValue::NotARatio => "两格都填户数、条数这样的整数，不为负。".to_owned(),
    }
}

fn en(why: &BadValue) -> String {
    match why {
        BadValue::NotANumber => "Only a number fits here, such as 26.67. What you typed is not saved yet.".to_owned(),
        BadValue::TooManyDigits => "Too long: at most 13 digits before the point and 15 in all.".to_owned(),
        BadValue::TooManyDecimals(0) => "Whole numbers only.".to_owned(),
        BadValue::TooManyDecimals(places) => format!("At most {places} decimals."),
        BadValue::OutOfRange { min, max } => format!("Between {min} and {max}."),
        BadValue::TooLong(over) => format!("At most 500 characters; {over} too many, so the last input was not taken."),
        BadValue::NotADate => "No such day; write it like 2026-11-23.".to_owned(),
        BadValue::NotAnId => "A code has letters, digits, “-” and “_” only, at most 32.".to_owned(),
        BadValue::UnknownWord(word) => format!("“{word}” is not one of the choices here."),
        BadValue::WrongType => "This does not fit here.".to_owned(),
        BadValue::ControlCharacter => "There are invisible control characters in it.".to_owned(),
        BadValue::NotARatio => "Both boxes take whole counts that are not negative.".to_owned(),
    }
}
