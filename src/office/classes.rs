//! Which customers are asked of: what rosters class them as, and what of it was chosen.

use super::names::{Label, Labels};
use super::taken::Classes;
use crate::words::{Lang, customers};

/// What was chosen. What is empty holds nothing back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassWish {
    pub market: String,
    pub format: String,
    pub tiers: Option<Tiers>,
}

/// Five tiers in a row, so that few customers stand in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tiers(u16);

/// A wish in a collection's words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    market: Option<Option<Label>>,
    format: Option<Option<Label>>,
    tiers: Option<Tiers>,
}

impl ClassWish {
    /// Whether every customer is asked of.
    pub fn is_any(&self) -> bool {
        *self == Self::default()
    }

    /// What was chosen, in words.
    pub fn said(&self, lang: Lang) -> [String; 3] {
        let word = |it: &str| customers::word(lang, it).to_owned();
        [word(&self.market), word(&self.format), self.tiers.map(|it| it.said(lang)).unwrap_or_default()]
    }
}

impl Wanted {
    pub fn of(wish: &ClassWish, labels: &Labels) -> Self {
        // A word no roster says is nobody's.
        let label = |it: &String| (!it.is_empty()).then(|| labels.find(&it.as_str().into()));
        Self { market: label(&wish.market), format: label(&wish.format), tiers: wish.tiers }
    }

    pub fn has(&self, it: &Classes) -> bool {
        let fits = |wanted: Option<Option<Label>>, is: Option<Label>| wanted.is_none_or(|it| it.is_some() && it == is);
        let fits_tiers = || self.tiers.is_none_or(|tiers| it.tier.map(Tiers::of) == Some(tiers));
        fits(self.market, it.market) && fits(self.format, it.format) && fits_tiers()
    }
}

impl Tiers {
    const MANY: u16 = 5;

    pub fn of(tier: u16) -> Self {
        Self(tier.saturating_sub(1) / Self::MANY * Self::MANY + 1)
    }

    /// As a form says it: by the lowest.
    pub fn word(self) -> String {
        self.0.to_string()
    }

    /// None where no five begin so.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self).filter(|it| Self::of(it.0) == *it)
    }

    pub fn said(self, lang: Lang) -> String {
        let (low, high) = (format!("{:02}", self.0), format!("{:02}", self.0.saturating_add(Self::MANY - 1)));
        match lang {
            Lang::Zh => format!("{low}–{high} 档"),
            Lang::En => format!("Tiers {low}–{high}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_tiers_lie_together() {
        let said = [0, 1, 5, 6, 30].map(|it| Tiers::of(it).said(Lang::En));
        assert_eq!(said, ["Tiers 01–05", "Tiers 01–05", "Tiers 01–05", "Tiers 06–10", "Tiers 26–30"]);
        assert_eq!((Tiers::parse("6"), Tiers::parse("7"), Tiers::parse("")), (Some(Tiers::of(9)), None, None));
    }

    #[test]
    fn a_class_nobody_has_is_nobodys() {
        let mut labels = Labels::default();
        let town = labels.put(&"城镇".into());
        let has = |market: &str, tiers, it: &Classes| {
            Wanted::of(&ClassWish { market: market.to_owned(), tiers, ..ClassWish::default() }, &labels).has(it)
        };
        let one = Classes { market: Some(town), tier: Some(8), ..Classes::default() };
        let bare = Classes::default();
        assert!(has("", None, &one) && has("", None, &bare) && has("城镇", Some(Tiers::of(6)), &one));
        assert!(!has("城镇", None, &bare) && !has("乡村", None, &one) && !has("乡村", None, &bare));
        assert!(!has("城镇", Some(Tiers::of(1)), &one) && !has("", Some(Tiers::of(1)), &bare));
    }
}
