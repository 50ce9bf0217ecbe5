//! What is chosen of a paper: of what it is, which one, in which language and inks.

use chrono::NaiveDate;

use crate::domain::id::Id;
use crate::domain::papers::{About, Kind};
use crate::words::Lang;

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub about: About,
    pub kind: Kind,
    /// The shop a paper is for; the first there is while none is chosen.
    pub customer: Option<Id>,
    pub lang: Lang,
    pub is_coloured: bool,
    pub has_annex: bool,
    pub today: NaiveDate,
}

impl Wish {
    /// What named controls hold; where nothing is chosen yet it is the usual paper, in colour. `None` without week or month.
    pub fn of<'a>(held: impl Fn(&str) -> &'a str, lang: Lang, today: NaiveDate) -> Option<Self> {
        let about = held("about");
        let about = about.parse().map(About::Week).or_else(|_| about.parse().map(About::Month)).ok()?;
        let kinds = about.kinds();
        let kind = kinds.iter().find(|kind| kind.word() == held("kind")).or(kinds.first()).copied()?;
        let said = [Lang::Zh, Lang::En].into_iter().find(|lang| lang.word() == held("lang"));
        Some(Self {
            about,
            kind,
            customer: held("customer").parse().ok(),
            lang: said.unwrap_or(lang),
            is_coloured: held("ink") != "black",
            has_annex: held("annex") == "on",
            today,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(held: &[(&'static str, &'static str)]) -> Option<Wish> {
        let value = |name: &str| held.iter().find(|it| it.0 == name).map_or("", |it| it.1);
        Wish::of(value, Lang::Zh, NaiveDate::default())
    }

    #[test]
    fn nothing_chosen_is_the_usual_paper() {
        let it = wish(&[("about", "2026-W48")]).unwrap();
        assert_eq!((it.kind, it.lang, it.is_coloured, it.has_annex), (Kind::Own, Lang::Zh, true, false));
        assert_eq!(wish(&[("about", "2026-11")]).unwrap().kind, Kind::Month);
    }

    #[test]
    fn what_there_is_not_is_not_chosen() {
        assert_eq!(wish(&[("about", "2026-11"), ("kind", "wall")]).unwrap().kind, Kind::Month);
        assert_eq!(wish(&[("about", "2026-W60")]), None);
    }
}
