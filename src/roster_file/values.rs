//! What a cell says of a field, as the roster holds it: dates however they are written, weekdays, the words of the method.
//! Every value goes through the one door of the domain (`value::typed`).

mod words;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::cells::{Cell, Epoch};
use super::fault::Why;
use super::fields::{Field, fold};
use super::sensitive::Sensitive;
use crate::domain::id::Id;
use crate::domain::path::{Kind, Path, RosterPath};
use crate::domain::template::Template;
use crate::domain::text;
use crate::domain::value::{BadValue, Value, typed};
use crate::domain::week::parse_date;
use words::{
    COOPERATION, CYCLES, FLAGS, FORMATS, GRADES, MARKETS, ORDER_WAYS, PAY_WAYS, SIZES, STATES, TERMINALS, WEEKDAYS, Words,
};

/// Words that forms write where there is nothing.
const NOTHING: &[&str] = &["无", "暂无", "没有", "na", "null", "none", "nil"];
/// Digits Excel keeps of a number.
const KEPT_DIGITS: usize = 15;

/// Where a table stands, and what its cells are read with.
pub struct Reading<'a> {
    pub epoch: Epoch,
    pub template: &'a Template,
}

impl Reading<'_> {
    /// The code in a cell, if there is one.
    pub fn code(&self, cell: &Cell) -> Result<Option<Id>, Why> {
        if Sensitive::of_value(cell) == Some(Sensitive::IdNumber) {
            return Err(Why::Sensitive(Sensitive::IdNumber));
        }
        let Some(raw) = digits(cell)? else { return Ok(None) };
        raw.parse().map(Some).map_err(|_| Why::BadCode(raw))
    }

    /// What a cell says of a customer's field, and how many hidden characters were in it.
    pub fn value(&self, path: &RosterPath, cell: &Cell) -> Result<(Option<Value>, usize), Why> {
        let Some(field) = Field::of(path) else { return Ok((None, 0)) };
        if let Some(it) = Sensitive::of_value(cell) {
            return Err(Why::Sensitive(it));
        }
        if says_nothing(field, cell) {
            return Ok((None, 0));
        }
        let raw = match field {
            Field::Phone | Field::License | Field::Wechat => digits(cell)?,
            _ => plain(cell)?,
        };
        let Some(raw) = raw else { return Ok((None, 0)) };
        let cleaned = text::clean(&raw);
        let said = self.said(field, path.kind(), cell, cleaned.text.trim()).map_err(Why::Value)?;
        let composed: String = said.nfc().collect();
        let value = typed(path, &composed, self.template).map_err(Why::Value)?;
        Ok((value.filter(|it| it.as_text() != Some("")), cleaned.removed))
    }

    /// The text as `typed` would have it.
    fn said(&self, field: Field, kind: Kind, cell: &Cell, raw: &str) -> Result<String, BadValue> {
        let words = match field {
            Field::Format => FORMATS,
            Field::Market => MARKETS,
            Field::Size => SIZES,
            Field::OrderWay => ORDER_WAYS,
            Field::PayWay => PAY_WAYS,
            Field::Integrity => GRADES,
            Field::Terminal => TERMINALS,
            Field::Cooperation => COOPERATION,
            Field::Status => STATES,
            Field::OrderDay | Field::DeliverDay => return word(WEEKDAYS, raw, weekday(raw)),
            Field::VisitCycle => return cycle(raw),
            Field::Tier | Field::Star => return count(raw),
            _ if kind == Kind::Flag => return word(FLAGS, raw, tick(raw)),
            _ if kind == Kind::Date => return date(cell, raw, self.epoch),
            _ => return Ok(raw.to_owned()),
        };
        word(words, raw, fold(raw))
    }
}

/// The cell as text, whatever kind it is of.
fn plain(cell: &Cell) -> Result<Option<String>, Why> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::NoResult => Err(Why::NoResult),
        Cell::Error(it) => Err(Why::CellError(it.clone())),
        Cell::Text(_) | Cell::Number(_) | Cell::Date(_) => Ok(Some(cell.shown())),
    }
}

/// The cell as digits that only look like a number: codes, phones. What Excel has rounded is none of them any more.
fn digits(cell: &Cell) -> Result<Option<String>, Why> {
    let Some(shown) = plain(cell)? else { return Ok(None) };
    let narrow: String = text::clean(&shown).text.chars().map(narrow).collect();
    let raw = narrow.trim().trim_start_matches('\'');
    if matches!(cell, Cell::Number(_)) {
        let whole = raw.split('.').next().unwrap_or(raw);
        let lost = whole.len() > KEPT_DIGITS;
        return if lost { Err(Why::DigitsLost(raw.to_owned())) } else { Ok(Some(raw.to_owned())) };
    }
    if let Some(it) = without_exponent(raw) {
        return it.map(Some).ok_or_else(|| Why::DigitsLost(raw.to_owned()));
    }
    let is_whole = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let raw = raw.strip_suffix(".0").filter(is_whole).unwrap_or(raw);
    Ok(Some(raw.to_owned()).filter(|it| !it.is_empty()))
}

/// `1.3812345678E+10` written out; `Some(None)` for `1.38E+10`, whose other digits are gone.
fn without_exponent(raw: &str) -> Option<Option<String>> {
    let (figure, exponent) = raw.split_once(['e', 'E'])?;
    let exponent: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (whole, fraction) = figure.split_once('.')?;
    let plain = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    (whole.len() == 1 && plain(whole) && plain(fraction)).then(|| {
        let exact = fraction.len() == exponent;
        exact.then(|| format!("{whole}{fraction}"))
    })
}

fn narrow(it: char) -> char {
    match it {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(it as u32 - 0xfee0).unwrap_or(it),
        it => it,
    }
}

/// Whether somebody wrote that there is nothing. A name or note may be what it likes, and “none” is an answer to yes or no.
fn says_nothing(field: Field, cell: &Cell) -> bool {
    let Cell::Text(it) = cell else { return false };
    let folded = fold(it);
    let dashes = folded.is_empty() && it.chars().all(|it| "-—–－/\\*.".contains(it));
    let is_flag = matches!(field, Field::Scan | Field::GroupLead | Field::Sample);
    dashes || (NOTHING.contains(&folded.as_str()) && !is_flag && !matches!(field, Field::Name | Field::Note))
}

/// The word itself, or the one that is another way to say it.
fn word(words: Words, raw: &str, folded: String) -> Result<String, BadValue> {
    let fits = |(word, others): &&(&str, &[&str])| word.to_lowercase() == folded || others.contains(&folded.as_str());
    let found = words.iter().find(fits).map(|(word, _)| (*word).to_owned());
    found.ok_or_else(|| BadValue::UnknownWord(raw.to_owned()))
}

fn weekday(raw: &str) -> String {
    let folded = fold(raw);
    ["星期", "礼拜", "周", "每周"].iter().find_map(|it| folded.strip_prefix(it)).map_or_else(|| folded.clone(), str::to_owned)
}

fn tick(raw: &str) -> String {
    match raw {
        "√" | "✓" | "✔" | "☑" | "✅" | "●" => "true".to_owned(),
        "×" | "✗" | "✘" | "☐" | "○" => "false".to_owned(),
        _ => fold(raw),
    }
}

fn cycle(raw: &str) -> Result<String, BadValue> {
    let folded = fold(raw);
    let days = folded.strip_suffix("天").or_else(|| folded.strip_suffix("日")).or_else(|| folded.strip_suffix("days"));
    let days = days.map(|it| it.strip_prefix("每").unwrap_or(it));
    word(CYCLES, raw, folded.clone()).or_else(|_| days.map_or_else(|| count(raw), count))
}

/// A count however it is written: `12`, `12档`, `十二档`, `★★★`.
fn count(raw: &str) -> Result<String, BadValue> {
    if !raw.is_empty() && raw.chars().all(|it| it == '★' || it == '☆') {
        return Ok(raw.chars().filter(|it| *it == '★').count().to_string());
    }
    let bare = ["档位", "档", "星级", "星", "级"].iter().find_map(|it| raw.strip_suffix(it)).unwrap_or(raw).trim();
    Ok(chinese(bare).map_or_else(|| bare.to_owned(), |it| it.to_string()))
}

/// `三十` and its like, up to ninety-nine.
fn chinese(raw: &str) -> Option<usize> {
    let digit = |it: char| "零一二三四五六七八九".chars().position(|other| other == it);
    let one = |it: &str, none: usize| {
        let mut all = it.chars();
        match (all.next(), all.next()) {
            (None, _) => Some(none),
            (Some(it), None) => digit(it),
            _ => None,
        }
    };
    match raw.split_once('十') {
        Some((tens, ones)) => Some(one(tens, 1)? * 10 + one(ones, 0)?),
        None if raw.is_empty() => None,
        None => one(raw, 0),
    }
}

/// A date as `2026-11-23`: written in any of the usual orders with the year first, or as the number of a day.
fn date(cell: &Cell, raw: &str, epoch: Epoch) -> Result<String, BadValue> {
    if let Cell::Date(it) = cell {
        return Ok(it.to_string());
    }
    let narrow: String = raw.chars().map(narrow).collect();
    let day = narrow.split(['T', ' ']).next().unwrap_or_default();
    let figures: Vec<&str> = day.split(|it: char| "-/.年月日".contains(it)).filter(|it| !it.is_empty()).collect();
    let date = match figures.as_slice() {
        [year, month, day] if year.len() == 4 => ymd(year, month, day),
        [whole] if whole.len() == 8 => whole.is_ascii().then(|| ymd(&whole[..4], &whole[4..6], &whole[6..])).flatten(),
        // The number of a day, perhaps with a time behind the point.
        [serial] | [serial, _] if serial.len() == 5 && !day.contains(['-', '/', '年']) => {
            serial.parse().ok().and_then(|it| epoch.date(it))
        }
        _ => None,
    };
    date.map(|it| it.to_string()).filter(|it| parse_date(it).is_ok()).ok_or(BadValue::NotADate)
}

fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(field: Field, cell: &Cell) -> Result<String, Why> {
        let template = Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap();
        let reading = Reading { epoch: Epoch::Since1900, template: &template };
        let Some(path) = field.path("1".parse().unwrap()) else {
            return reading.code(cell).map(|it| it.map(|it| it.to_string()).unwrap_or_default());
        };
        reading.value(&path, cell).map(|(it, _)| crate::domain::value::shown(it.as_ref(), None))
    }

    #[track_caller]
    fn says(field: Field, raw: &str, expected: &str) {
        assert_eq!(read(field, &Cell::text(raw)), Ok(expected.to_owned()), "{raw}");
    }

    #[track_caller]
    fn counts(field: Field, raw: &str, expected: &str) {
        assert_eq!(read(field, &Cell::Number(raw.to_owned())), Ok(expected.to_owned()), "{raw}");
    }

    #[track_caller]
    fn refuses(field: Field, cell: &Cell, expected: Why) {
        assert_eq!(read(field, cell), Err(expected), "{cell:?}");
    }

    #[test]
    fn codes_and_phones_stay_what_they_were() {
        counts(Field::Code, "41010001", "41010001");
        counts(Field::Phone, "13812345678", "13812345678");
        says(Field::Code, "0041010001", "0041010001");
        says(Field::Code, "41010001.0", "41010001");
        says(Field::Code, "４１０１０００１", "41010001");
        says(Field::Code, "'41010001", "41010001");
        says(Field::Phone, "1.3812345678E10", "13812345678");
        says(Field::Phone, "1.3812345678E+10", "13812345678");
        says(Field::Phone, "0371-6612 3456", "0371-6612 3456");
        says(Field::Code, "", "");
        let lost = |it: &str| Why::DigitsLost(it.to_owned());
        refuses(Field::Phone, &Cell::text("1.38E+10"), lost("1.38E+10"));
        refuses(Field::Code, &Cell::Number("4101010112345670".to_owned()), lost("4101010112345670"));
        refuses(Field::Code, &Cell::text("老王"), Why::BadCode("老王".to_owned()));
        refuses(Field::Code, &Cell::Number("4.5".to_owned()), Why::BadCode("4.5".to_owned()));
        refuses(Field::Code, &Cell::text("11010519491231002X"), Why::Sensitive(Sensitive::IdNumber));
        refuses(Field::Note, &Cell::text("6222021234567894"), Why::Sensitive(Sensitive::BankAccount));
    }

    #[test]
    fn dates_however_they_are_written() {
        for raw in [
            "2026-11-23",
            "2026/11/23",
            "2026.11.23",
            "2026年11月23日",
            "20261123",
            "2026-11-23 00:00:00",
            "2026-11-23T08:00:00",
            "２０２６－１１－２３",
            "46349",
            "46349.5",
        ] {
            says(Field::LicenseTo, raw, "2026-11-23");
        }
        says(Field::Joined, "2026/1/3", "2026-01-03");
        counts(Field::Joined, "46349", "2026-11-23");
        counts(Field::Joined, "20261123", "2026-11-23");
        for raw in ["11/23/2026", "2026-02-30", "长期", "60", "2026", "99999"] {
            refuses(Field::LicenseTo, &Cell::text(raw), Why::Value(BadValue::NotADate));
        }
    }

    #[test]
    fn words_in_other_words() {
        says(Field::Format, "烟酒店", "烟酒商店");
        says(Field::Format, "便利店", "便利店");
        says(Field::Market, "农村", "乡村");
        says(Field::Integrity, "ａ", "A");
        says(Field::Status, "正常经营", "正常");
        for raw in ["周二", "星期二", "礼拜二", "2", "Tue", "tuesday", "二"] {
            says(Field::OrderDay, raw, "2");
        }
        says(Field::OrderDay, "周日", "7");
        says(Field::OrderDay, "星期天", "7");
        says(Field::VisitCycle, "每周", "7");
        says(Field::VisitCycle, "14天", "14");
        says(Field::VisitCycle, "每30天", "30");
        says(Field::Tier, "十二档", "12");
        says(Field::Tier, "三十", "30");
        says(Field::Tier, "8", "8");
        says(Field::Star, "★★★☆☆", "3");
        says(Field::Star, "4星级", "4");
        for (raw, expected) in
            [("是", "true"), ("√", "true"), ("TRUE", "true"), ("否", "false"), ("无", "false"), ("N", "false")]
        {
            says(Field::Scan, raw, expected);
        }
        refuses(Field::OrderDay, &Cell::text("周一、周四"), Why::Value(BadValue::UnknownWord("周一、周四".to_owned())));
        refuses(Field::Format, &Cell::text("火锅"), Why::Value(BadValue::UnknownWord("火锅".to_owned())));
        assert!(matches!(read(Field::Tier, &Cell::text("31")), Err(Why::Value(BadValue::OutOfRange { .. }))));
    }

    #[test]
    fn nothing_is_nothing() {
        for raw in ["", "-", "——", "/", "无", "N/A"] {
            says(Field::Star, raw, "");
            says(Field::LicenseTo, raw, "");
        }
        says(Field::Name, "无", "无");
        refuses(Field::Name, &Cell::NoResult, Why::NoResult);
        refuses(Field::Name, &Cell::Error("#N/A".to_owned()), Why::CellError("#N/A".to_owned()));
        says(Field::Name, "e\u{301}\u{200b}", "é");
        says(Field::Name, "\u{200b}", "");
    }
}
