//! Exact decimal figures: parsing as typed and as stored, adding, dividing with half-up rounding, printing. No binary floats.

use std::fmt;
use std::ops::{Add, Neg, Sub};

/// A decimal number: `units × 10^-places`, held without trailing zero places, so equal numbers are equal values.
///
/// Stored figures have at most 13 integer and 15 significant digits (spec/bundle.md); sums of them stay far inside `i128`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
// Every register has room for two of them, and a wide number asks for as wide a place.
#[repr(Rust, packed(4))]
pub struct Decimal {
    units: i128,
    places: u8,
}

/// Why a text is not a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADecimal {
    /// Something else than digits, one sign, one point and grouping commas.
    NotANumber,
    /// More than 13 integer digits or 15 significant ones.
    TooLong,
}

impl Decimal {
    pub const ZERO: Self = Self { units: 0, places: 0 };
    /// What may be typed has no more of them.
    pub const MOST_PLACES: u8 = 15;

    /// `units × 10^-places`.
    pub fn new(mut units: i128, mut places: u8) -> Self {
        while places > 0 {
            let (tenth, 0) = split(units.unsigned_abs(), 10) else { break };
            units = if units < 0 { -tenth } else { tenth };
            places -= 1;
        }
        Self { units, places }
    }

    /// A figure as written in a file: plain digits with `.` and `-`.
    pub fn parse(text: &str) -> Result<Self, NotADecimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|it| it.is_ascii_digit());
        if !plain(whole) || !plain(fraction) || (whole.is_empty() && fraction.is_empty()) {
            return Err(NotADecimal::NotANumber);
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let places = u8::try_from(fraction.len()).map_err(|_| NotADecimal::TooLong)?;
        let significant = if whole.is_empty() { fraction.trim_start_matches('0').len() } else { whole.len() + fraction.len() };
        if whole.len() > 13 || significant > 15 || places > Self::MOST_PLACES {
            return Err(NotADecimal::TooLong);
        }
        let units = whole.bytes().chain(fraction.bytes()).fold(0_i64, |sum, it| sum * 10 + i64::from(it - b'0'));
        Ok(Self { units: i128::from(if negative { -units } else { units }), places })
    }

    /// A figure as it was printed: a sum may be longer than what may be typed.
    pub fn summed(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let places = u8::try_from(fraction.len()).ok().filter(|it| *it <= Self::MOST_PLACES)?;
        let units: i128 = [whole, fraction].concat().parse().ok()?;
        (units.unsigned_abs() < 1 << 100).then(|| Self::new(units, places))
    }

    /// A figure as typed, full-width digits and grouping commas of Chinese keyboards included. Nothing typed is `None`:
    /// not measured is not zero.
    pub fn typed(text: &str) -> Result<Option<Self>, NotADecimal> {
        let mut plain = String::with_capacity(text.len());
        for it in text.trim().chars() {
            match it {
                '0'..='9' | '.' | '-' => plain.push(it),
                '０'..='９' => plain.push(char::from(b'0' + (it as u32 - '０' as u32) as u8)),
                '．' | '。' => plain.push('.'),
                '－' | '−' => plain.push('-'),
                ',' | '，' | ' ' | '\u{3000}' | '_' => {}
                _ => return Err(NotADecimal::NotANumber),
            }
        }
        if plain.is_empty() && text.trim().is_empty() { Ok(None) } else { Self::parse(&plain).map(Some) }
    }

    /// How many decimal places it has.
    pub fn places(self) -> u8 {
        self.places
    }

    /// The number in units of `10^-places`; `None` if it has more places than that.
    pub fn scaled(self, places: u8) -> Option<i128> {
        (self.places <= places).then(|| self.at(places))
    }

    /// Its units of `10^-places`, where it has no more places than that.
    fn at(self, places: u8) -> i128 {
        if places <= self.places { self.units } else { self.units * pow10(places - self.places) }
    }

    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// `self ÷ by`, rounded half away from zero to `places`; `None` when `by` is zero.
    pub fn divided(self, by: Self, places: u8) -> Option<Self> {
        if by.units == 0 {
            return None;
        }
        let sign = if (self.units < 0) == (by.units < 0) { 1 } else { -1 };
        let top = self.units.checked_abs()?.checked_mul(pow10(by.places))?.checked_mul(pow10(places))?;
        let bottom = by.units.checked_abs()?.checked_mul(pow10(self.places))?;
        Some(Self::new(sign * half_up(top, bottom), places))
    }

    /// Times a whole number.
    pub fn times(self, factor: i64) -> Self {
        Self::new(self.units * i128::from(factor), self.places)
    }

    /// Rounded half away from zero.
    pub fn rounded(self, places: u8) -> Self {
        if self.places <= places {
            return self;
        }
        let sign = if self.units < 0 { -1 } else { 1 };
        Self::new(sign * half_up(self.units.abs(), pow10(self.places - places)), places)
    }

    /// With exactly this many places, as figures stand in a column: `38.50`.
    pub fn fixed(self, places: u8) -> String {
        let rounded = self.rounded(places);
        let units = rounded.units * pow10(places - rounded.places);
        print(units, places)
    }
}

/// How often a number goes into another, and what is left. A browser divides narrow numbers at once, wide ones by a long routine.
fn split(top: u128, bottom: u128) -> (i128, i128) {
    match (u64::try_from(top), u64::try_from(bottom)) {
        (Ok(top), Ok(bottom)) => (i128::from(top / bottom), i128::from(top % bottom)),
        _ => ((top / bottom) as i128, (top % bottom) as i128),
    }
}

/// Of two that are not negative.
fn half_up(top: i128, bottom: i128) -> i128 {
    let (whole, rest) = split(top.unsigned_abs(), bottom.unsigned_abs());
    if rest >= bottom - rest { whole + 1 } else { whole }
}

fn pow10(places: u8) -> i128 {
    match 10_i64.checked_pow(u32::from(places)) {
        Some(it) => i128::from(it),
        None => 10_i128.pow(u32::from(places)),
    }
}

fn print(units: i128, places: u8) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (whole, rest) = split(units.unsigned_abs(), pow10(places).unsigned_abs());
    let whole = i64::try_from(whole).map_or_else(|_| whole.to_string(), |it| it.to_string());
    match i64::try_from(rest) {
        _ if places == 0 => format!("{sign}{whole}"),
        Ok(rest) => format!("{sign}{whole}.{rest:0width$}", width = usize::from(places)),
        Err(_) => format!("{sign}{whole}.{rest:0width$}", width = usize::from(places)),
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print(self.units, self.places))
    }
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self::new(i128::from(whole), 0)
    }
}

impl Add for Decimal {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let places = self.places.max(other.places);
        Self::new(self.at(places) + other.at(places), places)
    }
}

impl Neg for Decimal {
    type Output = Self;

    fn neg(self) -> Self {
        Self { units: -self.units, places: self.places }
    }
}

impl Sub for Decimal {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl std::iter::Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let places = self.places.max(other.places);
        self.at(places).cmp(&other.at(places))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: Result<&str, NotADecimal>) {
        let got = Decimal::typed(typed).map(|it| it.map(|it| it.to_string()).unwrap_or_default());
        assert_eq!(got.as_deref().map_err(|it| *it), expected, "{typed:?}");
    }

    #[test]
    fn reads_figures_as_they_are_typed() {
        check("", Ok("")); // Nothing typed is not measured, which is not zero.
        check(" 26.67 ", Ok("26.67"));
        check("26.", Ok("26"));
        check(".5", Ok("0.5"));
        check("１，２３４．５０", Ok("1234.5"));
        check("－３", Ok("-3"));
        check("-0", Ok("0"));
        check("007", Ok("7"));
        check("1e3", Err(NotADecimal::NotANumber));
        check("，", Err(NotADecimal::NotANumber));
        check("三", Err(NotADecimal::NotANumber));
        check("1.2.3", Err(NotADecimal::NotANumber));
        check("12345678901234", Err(NotADecimal::TooLong));
        check("1234567890123.123", Err(NotADecimal::TooLong));
        check("1234567890123.12", Ok("1234567890123.12"));
    }

    #[test]
    fn wide_figures_are_what_narrow_ones_are() {
        let wide = 10_i128.pow(25);
        for units in [wide, -wide, wide + 1, 5 * wide - 1, i128::from(u64::MAX), i128::from(u64::MAX) + 1] {
            let it = Decimal::new(units, 20);
            assert_eq!(it.scaled(20), Some(units));
            assert_eq!(it.fixed(20).replace('.', "").parse::<i128>(), Ok(units), "{it}");
        }
        assert_eq!(Decimal::new(wide, 30).to_string(), "0.00001");
    }

    #[test]
    fn adds_what_binary_floats_cannot() {
        let parse = |text| Decimal::parse(text).unwrap();
        assert_eq!(parse("0.1") + parse("0.2"), parse("0.3"));
        assert_eq!((parse("7.25") - parse("7.3")).to_string(), "-0.05");
        assert!(parse("-1") < parse("0.5") && parse("1.10") == parse("1.1"));
    }

    #[test]
    fn divides_half_up() {
        for (top, by, places, expected) in [
            ("45", "50", 4, "0.9"),
            ("1", "8", 2, "0.13"),
            ("-1", "8", 2, "-0.13"),
            ("36.2", "38.5", 4, "0.9403"),
            ("2", "3", 0, "1"),
        ] {
            let got = Decimal::parse(top).unwrap().divided(Decimal::parse(by).unwrap(), places).unwrap();
            assert_eq!(got.to_string(), expected, "{top} ÷ {by}");
        }
        assert_eq!(Decimal::from(1).divided(Decimal::ZERO, 2), None);
    }

    #[test]
    fn prints_fixed_places_for_columns() {
        assert_eq!(Decimal::parse("38.5").unwrap().fixed(2), "38.50");
        assert_eq!(Decimal::parse("-0.05").unwrap().fixed(1), "-0.1");
        assert_eq!(Decimal::from(7).fixed(0), "7");
    }
}
