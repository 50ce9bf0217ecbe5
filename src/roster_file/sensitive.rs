//! What never is taken, whoever asks: numbers of identity cards and of bank accounts (research/domain.md 2e). Told by the
//! header of a column, and by what stands in it, whatever it is called.

use chrono::NaiveDate;

use super::cells::Cell;
use super::fields::fold;

/// A kind of thing this product does not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sensitive {
    IdNumber,
    BankAccount,
}

/// In a folded header, anywhere.
const ID_WORDS: &[&str] = &["身份证", "身份号", "证件号", "identitycard", "idcard", "nationalid", "passport", "护照"];
const BANK_WORDS: &[&str] = &[
    "银行",
    "结算账户",
    "结算帐户",
    "账号",
    "帐号",
    "账户",
    "帐户",
    "卡号",
    "开户",
    "储蓄卡",
    "信用卡",
    "bank",
    "iban",
    "accountno",
    "accountnumber",
    "cardno",
    "cardnumber",
];
/// Only as the whole header: inside longer words they mean other things.
const ID_NAMES: &[&str] = &["idno", "idnumber", "identity", "identityno", "identitynumber", "身份", "证件"];
/// Words that make one of those above harmless: a licence's number, a WeChat account.
const HARMLESS: &[(&str, &str)] = &[("许可证", "证件号"), ("微信", "账号"), ("微信", "帐号"), ("wechat", "accountno")];

impl Sensitive {
    /// What a column of this name holds, if it is one of them.
    pub fn of_name(header: &str) -> Option<Self> {
        let mut name = fold(header);
        for (beside, word) in HARMLESS {
            if name.contains(beside) {
                name = name.replace(word, "");
            }
        }
        let any = |words: &[&str]| words.iter().any(|it| name.contains(it));
        if any(ID_WORDS) || ID_NAMES.contains(&name.as_str()) {
            Some(Self::IdNumber)
        } else if any(BANK_WORDS) {
            Some(Self::BankAccount)
        } else {
            None
        }
    }

    /// What a single value is beyond doubt.
    pub fn of_value(cell: &Cell) -> Option<Self> {
        let digits = digits(cell)?;
        if is_id_number(&digits, matches!(cell, Cell::Number(_))) {
            Some(Self::IdNumber)
        } else if digits.starts_with("62") && is_card(&digits) {
            Some(Self::BankAccount)
        } else {
            None
        }
    }

    /// What a column holds by its values: more than half of them look like it. One in ten numbers of any kind passes the check
    /// of a card, so a single one says nothing.
    pub fn of_values<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<Self> {
        let (mut all, mut ids, mut cards) = (0, 0, 0);
        for cell in cells.filter(|it| !it.is_empty()) {
            all += 1;
            let Some(digits) = digits(cell) else { continue };
            if is_id_number(&digits, matches!(cell, Cell::Number(_))) {
                ids += 1;
            } else if is_card(&digits) {
                cards += 1;
            }
        }
        if ids * 2 > all {
            Some(Self::IdNumber)
        } else if cards * 2 > all {
            Some(Self::BankAccount)
        } else {
            None
        }
    }
}

/// The digits of a number as it may be written, groups of four included; the last one of an identity card may be an X.
fn digits(cell: &Cell) -> Option<String> {
    let text = match cell {
        Cell::Text(it) | Cell::Number(it) => it,
        Cell::Empty | Cell::Date(_) | Cell::NoResult | Cell::Error(_) => return None,
    };
    if !(15..=40).contains(&text.len()) && text.is_ascii() {
        return None;
    }
    let folded = fold(text).to_ascii_uppercase();
    let plain = folded.strip_suffix('X').unwrap_or(&folded);
    let fits = (16..=19).contains(&folded.len()) && plain.bytes().all(|it| it.is_ascii_digit());
    fits.then_some(folded)
}

/// Eighteen places: region, birthday, order and a check character (GB 11643). Excel keeps 15 digits of a number and puts zeros
/// for the rest, so of a number only the birthday can be checked.
fn is_id_number(digits: &str, rounded: bool) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let (Some(birthday), Some(last)) = (digits.get(6..14), digits.bytes().last()) else { return false };
    if digits.len() != 18 || digits.starts_with('0') || !is_birthday(birthday) {
        return false;
    }
    let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(it, weight)| u32::from(it.wrapping_sub(b'0')) * weight).sum();
    let check = CHECKS.get(sum as usize % CHECKS.len());
    check == Some(&last) || (rounded && digits.ends_with("000"))
}

fn is_birthday(text: &str) -> bool {
    let part = |from, to| text.get(from..to).and_then(|it| it.parse::<u32>().ok()).unwrap_or(0);
    let year = part(0, 4);
    (1900..=2099).contains(&year)
        && i32::try_from(year).is_ok_and(|it| NaiveDate::from_ymd_opt(it, part(4, 6), part(6, 8)).is_some())
}

/// The check of Luhn over 16 to 19 digits.
fn is_card(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, it)| match u32::from(it.wrapping_sub(b'0')) * if at % 2 == 1 { 2 } else { 1 } {
            it if it > 9 => it - 9,
            it => it,
        })
        .sum();
    (16..=19).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit()) && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn told_by_the_name_of_a_column() {
        use Sensitive::{BankAccount, IdNumber};
        for (name, expected) in [
            ("身份证号", Some(IdNumber)),
            ("负责人身份证号码（必填）", Some(IdNumber)),
            ("证件号码", Some(IdNumber)),
            ("ID number", Some(IdNumber)),
            ("ID No.", Some(IdNumber)),
            ("结算账户", Some(BankAccount)),
            ("开户行", Some(BankAccount)),
            ("银行卡号", Some(BankAccount)),
            ("电话（账号）", Some(BankAccount)),
            ("Ｂａｎｋ account", Some(BankAccount)),
            ("许可证号", None),
            ("烟草专卖许可证件号", None),
            ("微信账号", None),
            ("结算方式", None),
            ("Paid notes", None),
            ("客户编码", None),
        ] {
            assert_eq!(Sensitive::of_name(name), expected, "{name}");
        }
    }

    #[test]
    fn told_by_a_value() {
        use Sensitive::{BankAccount, IdNumber};
        let text = |it: &str| Cell::Text(it.to_owned());
        for (cell, expected) in [
            (text("11010519491231002X"), Some(IdNumber)),
            (text("110105 19491231 002x"), Some(IdNumber)),
            (text("'11010519491231002X"), Some(IdNumber)),
            (text("110105194912310021"), None),
            (Cell::Number("110105194912310000".to_owned()), Some(IdNumber)),
            (text("6222 0212 3456 7894"), Some(BankAccount)),
            (text("6222021234567895"), None),
            (text("410101101234"), None),
            (text("13812345678"), None),
        ] {
            assert_eq!(Sensitive::of_value(&cell), expected, "{cell:?}");
        }
    }

    #[test]
    fn a_column_is_told_by_most_of_its_values() {
        let column = |all: &[&str]| all.iter().map(|it| Cell::Text((*it).to_owned())).collect::<Vec<_>>();
        // Long codes that only count up: one in ten passes the check of a card.
        let codes: Vec<String> = (0..20).map(|it| format!("41010000000000{it:02}")).collect();
        let codes = column(&codes.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(Sensitive::of_values(codes.iter()), None);
        let cards = column(&["4111111111111111", "5555555555554444", ""]);
        assert_eq!(Sensitive::of_values(cards.iter()), Some(Sensitive::BankAccount));
        let ids = column(&["11010519491231002X", "无", "11010519491231002X"]);
        assert_eq!(Sensitive::of_values(ids.iter()), Some(Sensitive::IdNumber));
        assert_eq!(Sensitive::of_values([].iter()), None);
    }
}
