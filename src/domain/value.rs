//! What a path holds, and the one door through which it comes: from a keyboard (`typed`) or a file (`from_json`).

use super::decimal::{Decimal, NotADecimal};
use super::id::Id;
use super::json::Json;
use super::path::{Kind, Path, TEXT_MAX};
use super::template::{Aggregation, Indicator, Template};
use super::text;
use super::week::parse_date;

/// A value that stands at a path and fits its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    Flag(bool),
    Number(Decimal),
    /// Numerator and denominator of a ratio indicator's day. While only one of them has been typed it is kept, and is not
    /// measured yet.
    Ratio {
        num: Option<Decimal>,
        den: Option<Decimal>,
    },
    /// Text, and every word, id, date and instant.
    Text(String),
}

/// A value on its way to a page, which keeps of it what it needs: one that stands in a document, or a text as it stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRef<'a> {
    Flag(bool),
    Number(Decimal),
    Ratio { num: Option<Decimal>, den: Option<Decimal> },
    Text(&'a str),
}

/// Why something may not stand at a path. The numbers are for the sentence; `ui/words` has the sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadValue {
    NotANumber,
    /// Over 13 integer or 15 significant digits.
    TooManyDigits,
    /// The indicator has only so many decimals.
    TooManyDecimals(u8),
    OutOfRange {
        min: Decimal,
        max: Decimal,
    },
    /// Over the limit by so many characters.
    TooLong(usize),
    NotADate,
    NotAnId,
    /// None of the words that may stand here.
    UnknownWord(String),
    WrongType,
    /// NUL or another control character in a file.
    ControlCharacter,
    /// The parts of a ratio are counts: whole and not negative.
    NotARatio,
}

impl Value {
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(it) => Some(it),
            _ => None,
        }
    }

    pub fn as_number(&self) -> Option<Decimal> {
        match self {
            Self::Number(it) => Some(*it),
            _ => None,
        }
    }

    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(it) => Some(*it),
            _ => None,
        }
    }

    pub fn borrowed(&self) -> ValueRef<'_> {
        match self {
            Self::Flag(it) => ValueRef::Flag(*it),
            Self::Number(it) => ValueRef::Number(*it),
            Self::Ratio { num, den } => ValueRef::Ratio { num: *num, den: *den },
            Self::Text(it) => ValueRef::Text(it),
        }
    }

    /// As it stands in a file.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Flag(it) => Json::Bool(*it),
            Self::Number(it) => Json::from(*it),
            Self::Ratio { num, den } => {
                let part = |name, it: &Option<Decimal>| it.map(|it| (name, Json::from(it)));
                Json::object([part("num", num), part("den", den)].into_iter().flatten())
            }
            Self::Text(it) => Json::text(it),
        }
    }
}

impl<'a> ValueRef<'a> {
    pub fn as_text(self) -> Option<&'a str> {
        if let Self::Text(it) = self { Some(it) } else { None }
    }

    pub fn as_number(self) -> Option<Decimal> {
        if let Self::Number(it) = self { Some(it) } else { None }
    }

    pub fn as_flag(self) -> Option<bool> {
        if let Self::Flag(it) = self { Some(it) } else { None }
    }

    pub fn to_value(self) -> Value {
        match self {
            Self::Flag(it) => Value::Flag(it),
            Self::Number(it) => Value::Number(it),
            Self::Ratio { num, den } => Value::Ratio { num, den },
            Self::Text(it) => Value::Text(it.to_owned()),
        }
    }
}

/// A value as its control shows it; `half` picks numerator or denominator of a ratio.
pub fn shown(value: Option<&Value>, half: Option<bool>) -> String {
    match (value, half) {
        (Some(Value::Text(it)), _) => it.clone(),
        (Some(Value::Number(it)), None) => it.to_string(),
        (Some(Value::Flag(it)), _) => it.to_string(),
        (Some(Value::Ratio { num, .. }), Some(true)) => num.map(|it| it.to_string()).unwrap_or_default(),
        (Some(Value::Ratio { den, .. }), Some(false)) => den.map(|it| it.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Reads what a file holds at a path. The count says how many hidden characters were taken out of a text.
pub fn from_json<P: Path>(path: &P, json: &Json, template: &Template) -> Result<(Option<Value>, usize), BadValue> {
    stored_at(path.kind(), path.indicator(), json, template)
}

/// The same where such a value stands, and the figure of an indicator perhaps.
pub(crate) fn stored_at(
    kind: Kind,
    indicator: Option<&Id>,
    json: &Json,
    template: &Template,
) -> Result<(Option<Value>, usize), BadValue> {
    match (kind, json) {
        (_, Json::Null) => Ok((None, 0)),
        (Kind::Record, _) => Err(BadValue::WrongType),
        (Kind::Flag, Json::Bool(it)) => Ok((Some(Value::Flag(*it)), 0)),
        (_, Json::Number(it)) => number_at(kind, indicator, it, template).map(|it| (Some(it), 0)),
        (Kind::Measure, Json::Object(_)) => {
            let part = |name| match json.get(name) {
                Some(Json::Number(it)) => Ok(Some(&**it)),
                None | Some(Json::Null) => Ok(None),
                Some(_) => Err(BadValue::NotARatio),
            };
            ratio_of(part("num"), part("den")).map(|it| (it, 0))
        }
        (Kind::Text | Kind::Date | Kind::Moment | Kind::Ref | Kind::Choice(_), Json::Text(it)) => {
            if text::has_control(it) {
                return Err(BadValue::ControlCharacter);
            }
            let cleaned = text::clean(it);
            words(kind, cleaned.text).map(|it| (Some(it), cleaned.removed))
        }
        _ => Err(BadValue::WrongType),
    }
}

/// Reads a number that a file holds.
pub(crate) fn number_at(kind: Kind, indicator: Option<&Id>, text: &str, template: &Template) -> Result<Value, BadValue> {
    match kind {
        Kind::Number | Kind::Measure | Kind::Score | Kind::Count(_) => {
            number(kind, stored(text)?, indicator.and_then(|it| template.indicator(it))).map(Value::Number)
        }
        _ => Err(BadValue::WrongType),
    }
}

/// Whether a text that needs no cleaning may stand there.
pub(crate) fn plain_at(kind: Kind, text: &str) -> Result<(), BadValue> {
    match kind {
        Kind::Text if !text::fits(text) => Err(BadValue::TooLong(text::length(text) - TEXT_MAX)),
        Kind::Choice(words) if !words.contains(&text) => Err(BadValue::UnknownWord(text.to_owned())),
        Kind::Date | Kind::Moment if !is_date_or_moment(text, matches!(kind, Kind::Moment)) => Err(BadValue::NotADate),
        Kind::Ref if !Id::is_one(text) => Err(BadValue::NotAnId),
        Kind::Text | Kind::Choice(_) | Kind::Date | Kind::Moment | Kind::Ref => Ok(()),
        _ => Err(BadValue::WrongType),
    }
}

/// Reads what was typed or chosen at a path. An empty box is `None`, but an emptied text is a text that is empty.
pub fn typed<P: Path>(path: &P, raw: &str, template: &Template) -> Result<Option<Value>, BadValue> {
    typed_at(path.kind(), path.indicator().and_then(|it| template.indicator(it)), raw)
}

fn typed_at(kind: Kind, indicator: Option<&Indicator>, raw: &str) -> Result<Option<Value>, BadValue> {
    match kind {
        Kind::Record => Err(BadValue::WrongType),
        Kind::Flag => match raw {
            "true" => Ok(Some(Value::Flag(true))),
            "false" => Ok(Some(Value::Flag(false))),
            "" => Ok(None),
            _ => Err(BadValue::WrongType),
        },
        Kind::Number | Kind::Measure | Kind::Score | Kind::Count(_) => match Decimal::typed(raw).map_err(figure)? {
            None => Ok(None),
            Some(it) => number(kind, it, indicator).map(|it| Some(Value::Number(it))),
        },
        Kind::Text => words(Kind::Text, text::clean(raw).text).map(Some),
        kind if raw.trim().is_empty() => {
            debug_assert!(!matches!(kind, Kind::Text));
            Ok(None)
        }
        kind => words(kind, text::clean(raw.trim()).text).map(Some),
    }
}

/// A day's ratio from its two boxes; nothing typed in either is nothing measured.
pub fn ratio(num: Option<Decimal>, den: Option<Decimal>) -> Result<Option<Value>, BadValue> {
    let counts = [num, den].into_iter().flatten().all(|it| it.places() == 0 && !it.is_negative());
    match (num, den) {
        _ if !counts => Err(BadValue::NotARatio),
        (None, None) => Ok(None),
        _ => Ok(Some(Value::Ratio { num, den })),
    }
}

/// The same from the numbers of a file.
pub(crate) fn ratio_of(
    num: Result<Option<&str>, BadValue>,
    den: Result<Option<&str>, BadValue>,
) -> Result<Option<Value>, BadValue> {
    let figure = |it: Option<&str>| it.map(stored).transpose();
    ratio(figure(num?)?, figure(den?)?)
}

fn stored(text: &str) -> Result<Decimal, BadValue> {
    Decimal::parse(text).map_err(|it| match it {
        // An exponent survives only in numbers far outside every limit.
        NotADecimal::NotANumber | NotADecimal::TooLong => BadValue::TooManyDigits,
    })
}

fn figure(error: NotADecimal) -> BadValue {
    match error {
        NotADecimal::NotANumber => BadValue::NotANumber,
        NotADecimal::TooLong => BadValue::TooManyDigits,
    }
}

fn number(kind: Kind, it: Decimal, indicator: Option<&Indicator>) -> Result<Decimal, BadValue> {
    let (min, max) = match kind {
        Kind::Score => (Decimal::from(1), Decimal::from(5)),
        Kind::Count(most) => (Decimal::from(1), Decimal::from(i64::from(most))),
        _ => match indicator.and_then(Indicator::bounds) {
            Some(bounds) => bounds,
            None => {
                let most = Decimal::new(9_999_999_999_999, 0);
                (-most, most)
            }
        },
    };
    let places = match kind {
        Kind::Score | Kind::Count(_) => 0,
        _ => indicator.map_or(4, |it| it.decimals),
    };
    if it.places() > places {
        return Err(BadValue::TooManyDecimals(places));
    }
    if it < min || it > max { Err(BadValue::OutOfRange { min, max }) } else { Ok(it) }
}

fn words(kind: Kind, text: String) -> Result<Value, BadValue> {
    plain_at(kind, &text).map(|()| Value::Text(text))
}

/// `2026-11-23`, or for a moment `2026-11-27T17:41[:05][+08:00]`.
fn is_date_or_moment(text: &str, moment: bool) -> bool {
    if !moment {
        return parse_date(text).is_ok();
    }
    let Some((date, rest)) = text.split_once('T') else { return false };
    let time = rest.trim_end_matches('Z').split(['+', '-']).next().unwrap_or("");
    let mut parts = time.split(':');
    let mut under = |limit: u32| {
        parts.next().is_some_and(|it| it.get(..2).and_then(|it| it.parse::<u32>().ok()).is_some_and(|it| it < limit))
    };
    let clock = under(24) && under(60);
    let ascii = text.len() <= 35 && text.bytes().all(|it| it.is_ascii_digit() || b"-:+.TZ".contains(&it));
    parse_date(date).is_ok() && clock && ascii
}

/// Whether the indicator's day is given as two numbers.
pub fn is_ratio(indicator: &Indicator) -> bool {
    matches!(indicator.week, Aggregation::Ratio)
}
